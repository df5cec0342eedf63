"""Beside the list of devices: the chosen one with its points, their history, and where it is."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.control_room.devices_facts import Fact, Facts, filler
from app.control_room.devices_history import HistoryLine, Measured
from app.control_room.devices_lines import DeviceLine, DevicesPicture, PointLine, is_bad
from app.control_room.devices_plan import DevicePlan
from app.control_room.devices_words import (
    DASH,
    QUALITIES,
    QUANTITIES,
    STATUSES,
    age_words,
    moment_words,
    named,
    recording_words,
    room_name,
    skew_words,
    value_words,
)
from app.desk import Desk
from app.widgets.labels import label
from app.widgets.panel import Panel
from app.widgets.plan_data import DeviceState
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from app.widgets.site_drawing import drawing_of
from app.widgets.words import DEVICE_KINDS, DEVICES, word
from venue.monitoring.watch import SKEW_LIMIT


class DeviceDetail(Restyled, QWidget):
    """Two cards: what is known of the chosen device, and the plan. `point_chosen` asks for the history of a point."""

    point_chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._line: DeviceLine | None = None
        self._at = 0
        self._drawn = (0, "")
        self.facts = Facts(columns=2)
        self.alarms = label("", "abnormal")
        self.alarms.setWordWrap(True)
        self.points = RecordTable(self._columns(), name="", key=lambda one: one.point.code)
        self.points.setMinimumHeight(58)
        self.points.chosen.connect(self.point_chosen)
        self.history = HistoryLine()
        self.plan = DevicePlan()
        self._card, self._place, self._filler = Panel(), QFrame(), filler()
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        self._card.add(self.facts)
        self._card.add(self.alarms)
        self._card.add(self.points, stretch=1)
        self._card.add(self.history)
        self._card.add(self._filler)
        self._place.setProperty("surface", "panel")
        holder = QVBoxLayout(self._place)
        holder.setContentsMargins(4, 4, 4, 4)
        holder.addWidget(self.plan)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._card, 3)
        column.addWidget(self._place, 2)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("测点"), lambda one: named(QUANTITIES, one.point.quantity), 76),
            Column(self.tr("读数"), lambda one: value_words(one, self._at, brief=True), tone=_point_tone),
            Column(self.tr("读数距今"), self._age, 76, tone=lambda one: Tone(muted=True)),
            Column(self.tr("质量"), _quality, 70, tone=lambda one: Tone(muted=one.value is None)),
        )

    def _age(self, one: PointLine) -> str:
        return DASH if one.value is None else age_words(self._at - one.value.received_at)

    def retranslate(self) -> None:
        """All words."""
        self.points.setAccessibleName(self.tr("测点"))
        self.points.set_columns(self._columns())
        self._place.setAccessibleName(self.tr("设备位置"))
        self._show()

    def show_picture(self, picture: DevicesPicture, chosen: DeviceLine | None) -> None:
        """Take fresh facts; `chosen` is the device that is selected in the list."""
        self._line, self._at = chosen, picture.at
        ground = self._desk.ground
        if ground is not None:
            plan, language = ground.plan(picture.at), self._desk.language
            if self._drawn != (id(plan), language):
                self._drawn = (id(plan), language)
                self.plan.show_site(drawing_of(plan, language=language))
            self.plan.show_devices([DeviceState(line.code, line.state) for line in picture.lines], at=picture.at)
        self._show()

    def show_history(self, point: PointLine, values: tuple[Measured, ...]) -> None:
        """The history of a point has come; it is dropped when another one is chosen by now."""
        current = self.current_point()
        if current is not None and current.point.code == point.point.code:
            self.history.set_values(point.point, values, until=self._at, fresh=current.fresh)

    def current_point(self) -> PointLine | None:
        """The point whose history is shown: the chosen one, else the first."""
        if self._line is None or not self._line.points:
            return None
        rows = self.points.selectionModel().selectedRows()
        return self.points.records()[rows[0].row()] if rows else self._line.points[0]

    def _show(self) -> None:
        line = self._line
        self.facts.setVisible(line is not None)
        self.points.setVisible(line is not None and bool(line.points))
        self._filler.setVisible(line is None or not line.points)
        self.history.setVisible(line is not None and bool(line.points))
        self.alarms.setVisible(line is not None and bool(line.alarms))
        if line is None:
            self._card.set_title(self.tr("设备详情"))
            self._card.set_note(self.tr("在左侧选择一台设备"))
            self.plan.choose("")
            return
        self._card.set_title(f"{word(DEVICE_KINDS, line.device.kind)} {line.code}")
        self._card.set_note("")
        self.facts.show_facts(self._facts(line))
        self.alarms.setText(self._alarm_words(line))
        self.points.set_records(line.points)
        if not line.points:
            self.history.set_values(None, (), until=self._at, fresh=False)
        self.plan.choose(line.code)

    def _facts(self, line: DeviceLine) -> list[Fact]:
        heard, device = line.health, line.device
        odd = line.state in ("fault", "abnormal")
        old = line.state == "unknown"
        state = word(DEVICES, line.state)
        if heard is None:
            state = self.tr("从未收到消息，状态未知")
        facts = [
            Fact(self.tr("状态"), state, "abnormal" if odd else "muted" if old else "plain"),
            Fact(self.tr("房间"), self._room_words(line)),
        ]
        if heard is not None:
            facts += self._last_word(line, "muted" if old else "plain")
        facts.append(Fact(self.tr("失联时限"), age_words(device.silent_after_ms)))
        facts.append(Fact(self.tr("楼层"), self.plan.floor_of(line.code)))
        facts.append(Fact(self.tr("门禁点"), device.door))
        if line.unreadable:
            facts.append(Fact(self.tr("无法识别"), self.tr("{count} 条消息").format(count=line.unreadable)))
        return facts

    def _room_words(self, line: DeviceLine) -> str:
        return room_name(self._desk.ground, line.room, at=self._at, language=self._desk.language)

    def _last_word(self, line: DeviceLine, tone: str) -> list[Fact]:
        """What the device said last, in the tone of what is history when it is silent."""
        heard = line.health
        off, ill = abs(heard.skew) > SKEW_LIMIT, heard.status not in ("", "ok")
        return [
            Fact(self.tr("最后消息"), moment_words(heard.heard_at, self._at), tone),
            Fact(self.tr("距今"), age_words(heard.age(self._at)), tone),
            Fact(self.tr("设备时间"), moment_words(heard.source_at, self._at), tone),
            Fact(self.tr("时钟偏差"), skew_words(heard.skew), "abnormal" if off else tone),
            Fact(self.tr("自报"), named(STATUSES, heard.status), "abnormal" if ill else tone),
            Fact(self.tr("固件"), heard.firmware, tone),
            Fact(self.tr("录像"), recording_words(line), "abnormal" if line.records == 0 else tone),
        ]

    def _alarm_words(self, line: DeviceLine) -> str:
        return "；".join(self._desk.say(f"alarm.{alarm.kind}", alarm.args) for alarm in line.alarms)


def _point_tone(one: PointLine) -> Tone:
    if not one.fresh:
        return Tone(icon="circle-question-mark", muted=True)
    if is_bad(one) or one.value.quality == "bad":
        return Tone(icon="circle-alert", bold=True)
    return Tone()


def _quality(one: PointLine) -> str:
    return DASH if one.value is None else named(QUALITIES, one.value.quality)
