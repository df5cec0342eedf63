"""A recurring booking without a project: training, drills, meetings. Every day is shown with what stands in its way."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateEdit, QHBoxLayout, QLineEdit, QSpinBox, QTimeEdit, QWidget

from app.desk import Desk
from app.dialogs.booking_times import DAY_FORM, TIME_FORM
from app.dialogs.form import Form
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import WEEKDAYS, hour_minute, long_date
from venue.core.acts import Refused
from venue.schedule import series
from venue.schedule.series import Day


class SeriesDialog(Form):
    """Asks for room, weekdays, hours and the span of days, then for `series.open`: all days, or only those that are free."""

    def __init__(self, desk: Desk, day: str, parent: QWidget | None = None, *, room: str = "") -> None:
        super().__init__(desk, parent)
        self._days: tuple[Day, ...] = ()
        self.title, self.room = QLineEdit(), QComboBox()
        self.weekdays = tuple(QCheckBox() for _ in WEEKDAYS)
        self.first, self.last, self.begins, self.ends = QDateEdit(), QDateEdit(), QTimeEdit(), QTimeEdit()
        self.weeks, self.only_free = QSpinBox(), QCheckBox()
        self.list = RecordTable(self._columns(), name="", key=lambda one: one.day)
        self.found = label("", "muted")
        self._fill(day, room)
        self._lay_fields()
        self._connect()
        self.settle()
        self.title.setFocus()
        self._look()

    def _fill(self, day: str, room: str) -> None:
        ground = self.desk.ground
        for one in ground.plan(self.desk.now()).rooms if ground is not None else ():
            if one.use == "function":
                self.room.addItem(f"{getattr(one.name, self.desk.language)}（{one.code}）", one.code)
        self.room.setCurrentIndex(max(0, self.room.findData(room)))
        start = QDate.fromString(day, DAY_FORM)
        for edit, on in ((self.first, start), (self.last, start.addMonths(3))):
            edit.setDisplayFormat(DAY_FORM)
            edit.setCalendarPopup(True)
            edit.setDate(on)
        for edit, at in ((self.begins, QTime(14, 0)), (self.ends, QTime(16, 0))):
            edit.setDisplayFormat(TIME_FORM)
            edit.setTime(at)
        self.weeks.setRange(1, 8)
        self.weekdays[start.dayOfWeek() - 1].setChecked(True)

    def _lay_fields(self) -> None:
        self._labels = {
            "title": self.add_field(self.title),
            "room": self.add_field(self.room),
            "weekdays": self.add_field(_side_by_side(*self.weekdays)),
            "hours": self.add_field(_side_by_side(self.begins, self.ends)),
            "span": self.add_field(_side_by_side(self.first, self.last)),
            "weeks": self.add_field(self.weeks),
        }
        self.list.setMinimumHeight(190)
        self.body.addWidget(self.found)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.only_free)

    def _connect(self) -> None:
        self.room.currentIndexChanged.connect(self._look)
        for box in self.weekdays:
            box.toggled.connect(self._look)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self._look)
        for edit in (self.begins, self.ends):
            edit.timeChanged.connect(self._look)
        self.weeks.valueChanged.connect(self._look)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("例行占用不属于任何项目，例如培训、演练、会议。下面逐日列出，冲突的日子可以跳过。")
        self.name_dialog(self.tr("例行占用"), intro=intro, accept=self.tr("占用"))
        words = {
            "title": self.tr("用途"),
            "room": self.tr("功能室"),
            "weekdays": self.tr("星期"),
            "hours": self.tr("时间"),
            "span": self.tr("起止日期"),
            "weeks": self.tr("周期"),
        }
        for name, told in words.items():
            self.name_field(self._labels[name], told)
        self.weeks.setPrefix(self.tr("每 "))
        self.weeks.setSuffix(self.tr(" 周一次"))
        for box, short in zip(self.weekdays, self.tr("一,二,三,四,五,六,日").split(","), strict=True):
            box.setText(short)
            box.setAccessibleName(self.tr("星期{day}").format(day=short))
        named = (
            (self.begins, self.tr("开始时刻")),
            (self.ends, self.tr("结束时刻")),
            (self.first, self.tr("第一天")),
            (self.last, self.tr("最后一天")),
            (self.list, self.tr("各日")),
        )
        for owner, told in named:
            owner.setAccessibleName(told)
        self.only_free.setText(self.tr("只占用空闲的日子，冲突的跳过"))
        self.only_free.setAccessibleName(self.only_free.text())
        self.list.set_columns(self._columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("日期"), lambda one: long_date(one.from_at), 200, tone=_tone),
            Column(self.tr("时间"), lambda one: f"{hour_minute(one.from_at)}–{hour_minute(one.until_at)}", 110),
            Column(self.tr("状态"), self._state, tone=_tone),
        )

    def _state(self, day: Day) -> str:
        return self.tr("已由 {who} 占用").format(who=day.clash) if day.clash else self.tr("空闲")

    def pattern(self) -> dict[str, Any]:
        """What is typed, as the engine wants it."""
        return {
            "weekdays": [number for number, box in enumerate(self.weekdays, start=1) if box.isChecked()],
            "first": self.first.date().toString(DAY_FORM),
            "last": self.last.date().toString(DAY_FORM),
            "begins": self.begins.time().toString(TIME_FORM),
            "ends": self.ends.time().toString(TIME_FORM),
            "weeks": self.weeks.value(),
        }

    def _look(self) -> None:
        asked = (str(self.room.currentData()), self.pattern())

        def took(days: tuple[Day, ...]) -> None:
            if asked == (str(self.room.currentData()), self.pattern()):
                self._days = days
                self.refuse("")
                self._show()

        self.desk.look(
            series.days_asked,
            self.guarded(took),
            self.guarded(self._unreadable),
            kind="room",
            resource=asked[0],
            pattern=asked[1],
        )

    def _unreadable(self, fault: Exception) -> None:
        self._days = ()
        self._show()
        if isinstance(fault, Refused):
            self.refuse(self.desk.say(fault.code, fault.args_))
        else:
            self.failed(fault)

    def _show(self) -> None:
        clashes = sum(bool(one.clash) for one in self._days)
        words = self.tr("共 {count} 天，其中 {clashes} 天冲突").format(count=len(self._days), clashes=clashes)
        self.found.setText(words)
        self.list.set_records(self._days)
        self.only_free.setVisible(clashes > 0)

    def missing(self) -> str:
        """A use, days, and a word about those that are taken."""
        if not self.title.text().strip():
            return self.tr("请填写用途。")
        if not self._days:
            return self.tr("没有可占用的日子。")
        if any(one.clash for one in self._days) and not self.only_free.isChecked():
            return self.tr("有冲突的日子：改时间，或勾选跳过。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        self.ask(
            "series.open",
            title=self.title.text().strip(),
            kind="room",
            resource=str(self.room.currentData()),
            pattern=self.pattern(),
            only_free=int(self.only_free.isChecked()),
        )


def _side_by_side(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    made.setFocusProxy(parts[0])
    return made


def _tone(day: Day) -> Tone:
    return Tone(icon="triangle-alert", bold=True) if day.clash else Tone(muted=False)
