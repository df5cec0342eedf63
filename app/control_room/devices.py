"""The devices page: the health of everything that speaks, how old its word is, and what nobody could read."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.control_room.devices_detail import DeviceDetail
from app.control_room.devices_history import SPAN
from app.control_room.devices_letters import LettersView
from app.control_room.devices_lines import STATES, DeviceLine, DevicesPicture, PointLine, picture
from app.control_room.devices_words import (
    DASH,
    SHORT_STATES,
    age_words,
    moment_words,
    named,
    reading_words,
    recording_words,
    room_name,
    skew_words,
)
from app.control_room.page import Page
from app.desk import Desk
from app.widgets.figure_card import FigureCard
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.matching import rank
from app.widgets.panel import Panel
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import DEVICE_KINDS, DEVICES, word
from venue.core.messages import Changed
from venue.monitoring.alarms import AlarmChanged
from venue.monitoring.health import HealthChanged
from venue.monitoring.measurements import PointsRead, history
from venue.monitoring.watch import SKEW_LIMIT

BEAT_MS = 5_000
NARROW = 1350  # pixels of the page
BESIDE = (6, 9)  # device time, firmware
CARD_TONES = {"fault": 2, "unknown": 3, "abnormal": 3}


class DevicesPage(Page):
    """Two tabs: the devices with the chosen one beside them, and the messages that nobody could read."""

    CARES = (HealthChanged, PointsRead, AlarmChanged, Changed)
    NOUNS = ("dead_letters", "site")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._picture = DevicesPicture(0)
        self._wanted = ""
        self.cards = {state: FigureCard("") for state in ("all", *STATES, "letters")}
        self.filters: FilterBar | None = None
        self.table = RecordTable(self._columns(), name="", key=lambda line: line.code)
        self.detail = DeviceDetail(desk)
        self.letters = LettersView(desk)
        self.tabs = QTabWidget()
        self._list = Panel()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self.refresh_soon)
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for card in self.cards.values():
            row.addWidget(card)
        self.body.addLayout(row)
        self._list.add(self.table, stretch=1)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        for part, stretch in ((self._list, 7), (self.detail, 4)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self._split.addWidget(part)
            self._split.setStretchFactor(self._split.count() - 1, stretch)
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self._split.setSizes([780, 390])
        for inner in (self._split, self.letters):
            self.tabs.addTab(_padded(inner), "")
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        for state, card in self.cards.items():
            card.clicked.connect(lambda _=False, wanted=state: self._card_clicked(wanted))
        self.table.chosen.connect(self._chosen)
        self.detail.point_chosen.connect(self._ask_history)
        self.detail.plan.device_clicked.connect(self.focus_device)
        self.detail.plan.room_clicked.connect(lambda room: self.filters.choose("room", room))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("状态"), lambda line: named(SHORT_STATES, line.state), 80, tone=_state_tone),
            Column(self.tr("设备"), lambda line: line.code, 78),
            Column(self.tr("种类"), lambda line: word(DEVICE_KINDS, line.device.kind), 92),
            Column(self.tr("房间"), lambda line: self._room(line.room), 84),
            Column(self.tr("读数"), lambda line: reading_words(line, self._picture.at) or DASH, tone=_reading_tone),
            Column(self.tr("最后消息"), self._age, 86, tone=_age_tone),
            Column(self.tr("设备时间"), self._source_time, 78, tone=_age_tone),
            Column(self.tr("时钟偏差"), self._skew, 84, tone=_skew_tone),
            Column(self.tr("录像"), recording_words, 50, tone=_recording_tone),
            Column(self.tr("固件"), lambda line: line.health.firmware if line.health else "", 60),
            Column(self.tr("坏消息"), lambda line: str(line.unreadable or ""), 60, right=True),
        )

    def _room(self, room: str) -> str:
        return room_name(self.desk.ground, room, at=self.desk.now(), language=self.desk.language)

    def _age(self, line: DeviceLine) -> str:
        if line.health is None:
            return self.tr("从未")
        return self.tr("{age}前").format(age=age_words(line.health.age(self._picture.at)))

    def _source_time(self, line: DeviceLine) -> str:
        return DASH if line.health is None else moment_words(line.health.source_at, self._picture.at)

    def _skew(self, line: DeviceLine) -> str:
        return DASH if line.health is None else skew_words(line.health.skew)

    def _fit_columns(self) -> None:
        """A small screen leaves out what the chosen device says beside the list."""
        for column in BESIDE:
            self.table.setColumnHidden(column, self.width() < NARROW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new size."""
        super().resizeEvent(event)
        self._fit_columns()

    def on_shown(self) -> None:
        """Ages grow while nothing happens, and silence is no notice: look again every few seconds."""
        self._beat.start()

    def on_hidden(self) -> None:
        """Hidden: no more looks."""
        self._beat.stop()

    # Words

    def retranslate(self) -> None:
        """All words."""
        captions = {
            "all": self.tr("登记设备"),
            "ok": self.tr("正常"),
            "abnormal": self.tr("读数异常"),
            "fault": self.tr("故障"),
            "unknown": self.tr("失联，状态未知"),
            "letters": self.tr("无法识别的消息"),
        }
        for state, card in self.cards.items():
            card.set_caption(captions[state])
        self.table.setAccessibleName(self.tr("设备列表"))
        self.table.set_columns(self._columns())
        self._fit_columns()
        self.tabs.setAccessibleName(self.tr("设备页分栏"))
        self._list.set_title(self.tr("设备"))
        self._build_filters()
        self._show()

    def _build_filters(self) -> None:
        """The filters carry words of the plan and of the language: built anew when either is another one."""
        set_before = self.filters.chosen() if self.filters is not None else {}
        old = self.filters
        self.filters = FilterBar(self._filters(), hint=self.tr("设备、房间、固件"))
        for box in self.filters.findChildren(QComboBox):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)
        for key, code in set_before.items():
            self.filters.search.setText(code) if key == "text" else self.filters.choose(key, code)
        self.filters.changed.connect(self._show)
        self._list.layout().insertWidget(1, self.filters)
        if old is not None:
            old.hide()
            old.deleteLater()

    def _filters(self) -> tuple[Filter, ...]:
        plan = None if self.desk.ground is None else self.desk.ground.plan(self.desk.now())
        devices = () if plan is None else plan.devices
        kinds = sorted({device.kind for device in devices}, key=list(DEVICE_KINDS).index)
        used = {} if plan is None else {plan.place_of(device): None for device in devices}
        rooms = [room.code for room in (() if plan is None else plan.rooms) if room.code in used]
        return (
            Filter("kind", self.tr("种类"), tuple((kind, word(DEVICE_KINDS, kind)) for kind in kinds)),
            Filter("room", self.tr("房间"), tuple((room, self._room(room)) for room in rooms)),
            Filter("state", self.tr("状态"), tuple((state, word(DEVICES, state)) for state in STATES)),
        )

    # The picture

    def refresh(self) -> None:
        """Look at every device, point and unreadable message."""
        ground = self.desk.ground
        if ground is None or not ground.plan(self.desk.now()).devices:
            self._show_none(ground is not None)
            return
        now, before = self.desk.now(), self._picture
        self.look_at(lambda read, viewer: picture(read, viewer, ground=ground, now=now, before=before), self._seen)

    def _show_none(self, has_site: bool) -> None:
        if has_site:
            title = self.tr("站点文件里还没有设备")
            text = self.tr("在站点文件的 device 表中登记设备和测点，再重新导入：main.py site import 文件名。")
        else:
            title = self.tr("还没有导入站点")
            text = self.tr(
                "先准备好站点文件（房间、门、设备、测点），执行 main.py site import 文件名，设备就会出现在这里。"
            )
        self.show_empty("cctv", title, text)

    def _seen(self, seen: DevicesPicture) -> None:
        first = not self._picture.lines
        self._picture = seen
        self.show_content()
        if first:
            self._build_filters()
        self._show()
        if self._wanted:
            self.focus_device(self._wanted)
        elif first and self.table.records():
            self.table.selectRow(0)  # the one that calls for somebody most
        self._ask_history()
        self.refreshed.emit()

    def _show(self) -> None:
        wanted = self.filters.chosen()
        shown = [line for line in self._picture.lines if self._fits(line, wanted)]
        self.table.set_records(shown)
        self.filters.set_count(len(shown), len(self._picture.lines))
        self.detail.show_picture(self._picture, self._current())
        self.letters.show_picture(self._picture)
        self._show_figures()

    def _show_figures(self) -> None:
        states, total = self._picture.states, len(self._picture.lines)
        known = total > 0
        self.cards["all"].set_value(str(total) if known else None)
        for state in STATES:
            count = states.get(state, 0)
            priority = CARD_TONES.get(state, 0) if count else 0
            self.cards[state].set_value(str(count) if known else None, priority=priority)
        strangers = sum(not sender.registered for sender in self._picture.senders)
        note = self.tr("{count} 个未登记来源").format(count=strangers) if strangers else ""
        self.cards["letters"].set_value(str(self._picture.total) if known else None, note=note)
        self.tabs.setTabText(0, self.tr("设备（{count}）").format(count=total))
        self.tabs.setTabText(1, self.tr("无法识别的消息（{count}）").format(count=self._picture.total))

    def _fits(self, line: DeviceLine, wanted: dict[str, str]) -> bool:
        if wanted.get("kind", line.device.kind) != line.device.kind or wanted.get("room", line.room) != line.room:
            return False
        if wanted.get("state", line.state) != line.state:
            return False
        typed = wanted.get("text", "")
        if not typed:
            return True
        firmware = line.health.firmware if line.health else ""
        words = " ".join((line.code, word(DEVICE_KINDS, line.device.kind), self._room(line.room), firmware))
        found = rank(words, typed)
        return found is not None and found < 4

    def _current(self) -> DeviceLine | None:
        rows = self.table.selectionModel().selectedRows()
        shown = self.table.records()
        return shown[rows[0].row()] if rows and rows[0].row() < len(shown) else None

    # What the operator does

    def focus(self, **what: Any) -> None:
        """Show a device (`device="C-E3"`), those of a room (`room="E3"`), of a state, or the unreadable messages (`letters=1`)."""
        if what.get("letters"):
            self.tabs.setCurrentIndex(1)
        if what.get("device"):
            self.tabs.setCurrentIndex(0)
            self.focus_device(str(what["device"]))
        for key in ("room", "state", "kind"):
            if what.get(key):
                self.tabs.setCurrentIndex(0)
                self.filters.choose(key, str(what[key]))

    def focus_device(self, device: str) -> None:
        """Select a device, whatever filter is set; remembered until the first picture is there."""
        if not any(line.code == device for line in self._picture.lines):
            self._wanted = "" if self._picture.lines else device
            return
        self._wanted = ""
        if self.table.row_of(device) is None:
            self.filters.clear()
            self._show()
        self.table.select(device)

    def back(self) -> bool:
        """Esc: from the unreadable messages to the devices, then clear the filters."""
        if self.tabs.currentIndex() == 1:
            self.tabs.setCurrentIndex(0)
            return True
        if self.filters.chosen():
            self.filters.clear()
            return True
        return False

    def _card_clicked(self, state: str) -> None:
        self.tabs.setCurrentIndex(1 if state == "letters" else 0)
        if state != "letters":
            self.filters.choose("state", "" if state == "all" else state)

    def _chosen(self, line: DeviceLine) -> None:
        self.detail.show_picture(self._picture, line)
        self._ask_history()

    def _ask_history(self, point: PointLine | None = None) -> None:
        wanted = point or self.detail.current_point()
        if wanted is None:
            return
        until = self._picture.at
        span = {"point": wanted.point.code, "since": until - SPAN, "until": until}
        self.look(history, lambda values: self.detail.show_history(wanted, values), **span)


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    column.addWidget(inner)
    return holder


def _state_tone(line: DeviceLine) -> Tone:
    if line.state == "unknown":
        return Tone(icon="circle-question-mark", muted=True)
    if line.state == "ok":
        return Tone(icon="check", muted=True)
    return Tone(priority=line.priority or (2 if line.state == "fault" else 3), bold=True)


def _reading_tone(line: DeviceLine) -> Tone:
    return Tone(muted=not any(point.fresh for point in line.points))


def _age_tone(line: DeviceLine) -> Tone:
    return Tone(muted=line.state == "unknown")


def _skew_tone(line: DeviceLine) -> Tone:
    off = line.health is not None and abs(line.health.skew) > SKEW_LIMIT
    return Tone(icon="clock", bold=True) if off else Tone(muted=line.state == "unknown")


def _recording_tone(line: DeviceLine) -> Tone:
    return Tone(bold=line.records == 0, muted=line.records == -1)
