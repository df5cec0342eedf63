"""Unusual minutes (RB-03): does an agency keep choosing times that nobody else would? Clues for a person, never a verdict."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate
from PySide6.QtWidgets import QCheckBox, QDateEdit, QHBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from venue.core.clock import DAY, Millis, at_local, day_of, wall
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people.units import unit_names
from venue.projects.patterns import Chosen, Judgement, unusual_minutes

DAY_FORM = "yyyy-MM-dd"
WIDE, HIGH = 920, 580
USUAL_MONTHS = 6

KINDS: Final = {
    "opening": QT_TRANSLATE_NOOP("patterns", "开标时间"),
    "gathering": QT_TRANSLATE_NOOP("patterns", "集合时间"),
    "draw": QT_TRANSLATE_NOOP("patterns", "抽取时间"),
}
OUTCOMES: Final = {
    "unusual": QT_TRANSLATE_NOOP("patterns", "值得核实"),
    "ordinary": QT_TRANSLATE_NOOP("patterns", "未见特殊"),
    "too_few": QT_TRANSLATE_NOOP("patterns", "数据太少，无法判断"),
}
ORDER: Final = {"unusual": 0, "too_few": 1, "ordinary": 2}


def word(table: dict[str, str], code: str) -> str:
    """The operator's word for a code; the code itself when the table has none."""
    return QCoreApplication.translate("patterns", table[code]) if code in table else code


class UnusualMinutes(Form):
    """Asks for a period, shows one judgement for each agency and kind of time, with its sentence and its cases."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._units: dict[str, str] = {}
        self._found: tuple[Judgement, ...] = ()
        self.first, self.last, self.all = QDateEdit(), QDateEdit(), QCheckBox()
        self.look_button = plain_button("", icon="refresh-cw")
        self.summary, self.told, self.of_cases = label("", "title"), label(""), label("", "muted")
        self.list = RecordTable((), name="", key=lambda one: (one.agency, one.kind))
        self.cases = RecordTable((), name="", key=lambda one: (one.project, one.at))
        self._fill()
        self._lay_fields()
        self._connect()
        self.settle()
        self.list.setFocus()
        self.look()

    def _fill(self) -> None:
        today = QDate.fromString(day_of(self.desk.now()), DAY_FORM)
        for edit, on in ((self.first, today.addMonths(-USUAL_MONTHS)), (self.last, today)):
            edit.setDisplayFormat(DAY_FORM)
            edit.setCalendarPopup(True)
            edit.setDate(on)

    def _lay_fields(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._names = (label("", "muted"), label("", "muted"))
        for part in (self._names[0], self.first, self._names[1], self.last, self.look_button):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.all)
        for name, edit in zip(self._names, (self.first, self.last), strict=True):
            name.setBuddy(edit)
        for words in (self.told, self.of_cases):
            words.setWordWrap(True)
        self.body.addLayout(row)
        self.body.addWidget(self.summary)
        self.body.addWidget(self.list, 3)
        self.body.addWidget(self.told)
        self.body.addWidget(self.of_cases)
        self.body.addWidget(self.cases, 2)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)

    def _connect(self) -> None:
        self.look_button.clicked.connect(self.look)
        for edit in (self.first, self.last):
            edit.dateChanged.connect(self.look)
        self.all.toggled.connect(lambda _: self._show())
        self.list.chosen.connect(lambda _: self._show_chosen())

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "特殊到分的时间可能是暗号（RB-03）。一次说明不了什么，同一家机构反复出现才值得核实。这里给出的是线索，不是结论。"
        )
        self.name_dialog(self.tr("特殊分钟核查"), intro=intro, accept="", cancel=self.tr("关闭"))
        for name, edit, words in zip(
            self._names, (self.first, self.last), (self.tr("开标日期自"), self.tr("至")), strict=True
        ):
            name.setText(words)
            edit.setAccessibleName(words)
        self.last.setAccessibleName(self.tr("开标日期至"))
        for owner, words in ((self.look_button, self.tr("重新核查")), (self.all, self.tr("也列出未见特殊的"))):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.list.setAccessibleName(self.tr("各机构的判断"))
        self.cases.setAccessibleName(self.tr("涉及的项目"))
        self.list.set_columns(self._columns())
        self.cases.set_columns(self._case_columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("判断"), lambda one: word(OUTCOMES, one.outcome), 180, tone=_tone),
            Column(self.tr("代理机构"), lambda one: self.agency(one.agency)),
            Column(self.tr("时间"), lambda one: word(KINDS, one.kind), 110),
            Column(self.tr("次数"), lambda one: str(one.args["total"]), 70),
            Column(self.tr("其他单位"), lambda one: str(one.args["others"]), 90),
            Column(self.tr("巧合的可能"), self._chance, 180),
        )

    def _case_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("项目"), lambda one: one.project, 140, tone=lambda _: Tone(bold=True)),
            Column(self.tr("时间"), lambda one: word(KINDS, one.kind), 110),
            Column(self.tr("定在"), _moment),
        )

    def _chance(self, one: Judgement) -> str:
        return self.tr("约 {count} 次一遇").format(count=f"{one.one_in:,}") if one.one_in else "—"

    def agency(self, code: str) -> str:
        """Name and code of an agency, as far as it is registered."""
        return f"{self._units[code]}（{code}）" if code in self._units else code

    # What it shows

    def period(self) -> tuple[Millis, Millis]:
        """From the first day to the end of the last."""
        first, last = (at_local(edit.date().toString(DAY_FORM)) for edit in (self.first, self.last))
        return first, last + DAY

    def look(self) -> None:
        """Judge the times of the period."""
        since, until = self.period()
        if until <= since:
            self.refuse(self.tr("起始日不能晚于终止日。"))
            return
        self.refuse("")

        def read(picture: Reading, viewer: Principal) -> tuple[dict[str, str], tuple[Judgement, ...]]:
            return unit_names(picture, viewer), unusual_minutes(picture, viewer, since=since, until=until)

        self.look_button.setEnabled(False)
        self.desk.look_at(read, self.guarded(self._took), self.guarded(self.failed))

    def failed(self, fault: Exception) -> None:
        """It could not be looked at."""
        self.look_button.setEnabled(True)
        super().failed(fault)

    def _took(self, found: tuple[dict[str, str], tuple[Judgement, ...]]) -> None:
        self.look_button.setEnabled(True)
        self._units = found[0]
        self._found = tuple(sorted(found[1], key=lambda one: ORDER[one.outcome]))
        self._show()

    def _show(self) -> None:
        shown = [one for one in self._found if self.all.isChecked() or one.outcome != "ordinary"]
        self.list.set_records(shown)
        if shown and self.chosen() is None:
            self.list.selectRow(0)
        self.summary.setText(self._summary())
        self._show_chosen()

    def _summary(self) -> str:
        counts = {outcome: sum(one.outcome == outcome for one in self._found) for outcome in OUTCOMES}
        if not self._found:
            return self.tr("这段时间没有代理机构的项目，无从判断。")
        words = self.tr("值得核实 {unusual} 项，数据太少无法判断 {too_few} 项，未见特殊 {ordinary} 项")
        return words.format(**counts)

    def chosen(self) -> Judgement | None:
        """The judgement that is selected."""
        rows = self.list.selectionModel().selectedRows()
        return self.list.records()[rows[0].row()] if rows else None

    def _show_chosen(self) -> None:
        one = self.chosen()
        told = (
            ""
            if one is None
            else self.desk.say(one.code, {**one.args, "agency": self._units.get(one.agency, one.agency)})
        )
        self.told.setText(told)
        self.told.setAccessibleName(told)
        self.told.setVisible(bool(told))
        cases = () if one is None else one.cases
        self.cases.set_records(cases)
        self.cases.setVisible(bool(cases))
        self.of_cases.setVisible(bool(cases))
        self.of_cases.setText(self.tr("涉及 {count} 个项目，按开标先后：").format(count=len(cases)))

    def restyle(self) -> None:
        """Room for the lists."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the lists."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


def _moment(one: Chosen) -> str:
    return f"{day_of(one.at)} {wall(one.at, seconds=one.at % 60_000 != 0)}"


def _tone(one: Judgement) -> Tone:
    looks = {"unusual": Tone(priority=3, bold=True), "too_few": Tone(icon="circle-question-mark", muted=True)}
    return looks.get(one.outcome, Tone(muted=True))
