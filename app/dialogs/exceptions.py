"""Exceptions from what holds in principle (原则上): asked for, decided by somebody else, and the list of each month."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QTime
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QTabWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute, local
from venue.core.clock import MINUTE, Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.messages import Changed, Notice
from venue.core.work import Principal
from venue.projects.exceptions import TimeException, exceptions_of_month, exceptions_waiting
from venue.projects.legal import Advice, advice_on
from venue.projects.projects import AMENDABLE, Project, all_projects
from venue.rules.legal_times import ProjectTimes

DAY_FORM, TIME_FORM, MONTH_FORM = "yyyy-MM-dd", "HH:mm", "yyyy-MM"
WIDE, HIGH = 980, 520
MAY_ASK = ("clerk", "operator", "site_manager")
MAY_DECIDE = ("site_manager", "supervisor")

AGAINST: Final = {
    "gather_too_late": QT_TRANSLATE_NOOP("exceptions", "集合过晚"),
    "gather_before_opening": QT_TRANSLATE_NOOP("exceptions", "集合早于开标"),
    "draw_too_late": QT_TRANSLATE_NOOP("exceptions", "专家抽取过晚"),
    "draw_too_early": QT_TRANSLATE_NOOP("exceptions", "专家抽取过早"),
}
IN_PRINCIPLE: Final = {
    "gather_too_late": QT_TRANSLATE_NOOP("exceptions", "原则上最迟 {latest_at} 集合（{rule}，第{clause}条）"),
    "gather_before_opening": QT_TRANSLATE_NOOP("exceptions", "原则上最早 {earliest_at} 集合（{rule}，第{clause}条）"),
}
BECAME: Final = {
    "used": QT_TRANSLATE_NOOP("exceptions", "例外已使用"),
    "breach": QT_TRANSLATE_NOOP("exceptions", "违规"),
}


def word(table: dict[str, str], code: str) -> str:
    """The operator's word for a code; the code itself when the table has none."""
    return QCoreApplication.translate("exceptions", table[code]) if code in table else code


def moment(at: Millis) -> str:
    """Day and time as the wall shows them."""
    return f"{day_of(at)} {hour_minute(at)}"


def brief(at: Millis) -> str:
    """The same without the year, for lists."""
    return f"{local(at):%m-%d} {hour_minute(at)}"


def explained(what: str, why: str) -> str:
    """What is against the rule, and what would hold instead."""
    return QCoreApplication.translate("exceptions", "{what}：{why}").format(what=what, why=why)


def rule_words(desk: Desk, one: TimeException) -> str:
    """What holds in principle instead of what was asked for; empty where the rules say nothing against it any more."""
    found = advice_on(one.asked_at, ProjectTimes(open_at=one.open_at, gather_at=one.at))
    told = next((advice for advice in found if advice.code == f"projects.{one.code}"), None)
    if told is None:
        return ""
    return word(IN_PRINCIPLE, one.code).format(**told.args) if one.code in IN_PRINCIPLE else _say(desk, told)


def _say(desk: Desk, advice: Advice) -> str:
    return desk.say(advice.code, advice.args)


class ExceptionsDialog(Form):
    """What is waiting for a decision, and the list of a month; from here an exception is asked for and decided."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.tabs, self.month = QTabWidget(), QDateEdit()
        self.waiting = RecordTable((), name="", key=lambda one: one.number)
        self.listed = RecordTable((), name="", key=lambda one: one.number)
        self.found, self.detail, self.note = label("", "muted"), label("", "plain"), label("", "muted")
        self.in_month = label("", "muted")
        self.ask_button = plain_button("", icon="plus")
        self.decide_button = plain_button("", tone="primary", icon="gavel")
        self.earlier, self.later = plain_button("", icon="chevron-left"), plain_button("", icon="chevron-right")
        self._lay_fields()
        self._connect()
        self.settle()
        self.waiting.setFocus()
        self._look()

    def _lay_fields(self) -> None:
        self.month.setDisplayFormat(MONTH_FORM)
        self.month.setDate(QDate.fromString(day_of(self.desk.now()), DAY_FORM))
        for words in (self.detail, self.note):
            words.setWordWrap(True)
        first = _column(self.found, self.waiting, self.detail, self.note, _row(self.ask_button, self.decide_button))
        months = _row(self.earlier, self.month, self.later)
        self.tabs.addTab(first, "")
        self.tabs.addTab(_column(months, self.in_month, self.listed), "")
        self.body.addWidget(self.tabs, 1)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)

    def _connect(self) -> None:
        self.desk.noticed.connect(self._hear)
        self.month.dateChanged.connect(self._look)
        self.earlier.clicked.connect(lambda: self.month.setDate(self.month.date().addMonths(-1)))
        self.later.clicked.connect(lambda: self.month.setDate(self.month.date().addMonths(1)))
        self.waiting.chosen.connect(lambda _: self._show_chosen())
        self.waiting.opened.connect(lambda _: self.decide())
        self.ask_button.clicked.connect(self.ask_for_one)
        self.decide_button.clicked.connect(self.decide)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "“原则上”的规定确有需要时可以例外：写明理由，由另一人批准，只对批准的那组时间有效，并列入当月清单。"
        )
        self.name_dialog(self.tr("原则上规定的例外"), intro=intro, accept="", cancel=self.tr("关闭"))
        named = (
            (self.ask_button, self.tr("申请例外…")),
            (self.decide_button, self.tr("处理…")),
            (self.earlier, self.tr("上月")),
            (self.later, self.tr("下月")),
        )
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.month.setAccessibleName(self.tr("月份"))
        self.tabs.setAccessibleName(self.tr("待处理与当月清单"))
        for table, name in ((self.waiting, self.tr("等待处理的申请")), (self.listed, self.tr("当月清单"))):
            table.setAccessibleName(name)
        self.tabs.setTabText(1, self.tr("当月清单"))
        self.waiting.set_columns(self._waiting_columns())
        self.listed.set_columns(self._listed_columns())
        self._show()

    def _waiting_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("号"), lambda one: str(one.number), 40),
            Column(self.tr("项目"), lambda one: one.project, 110, tone=lambda _: Tone(bold=True)),
            Column(self.tr("开标时间"), lambda one: brief(one.open_at), 104),
            Column(self.tr("拟集合"), _short, 100),
            Column(self.tr("不合之处"), lambda one: f"{word(AGAINST, one.code)}（{one.rule}）", 182),
            Column(self.tr("理由"), lambda one: one.reason),
            Column(self.tr("申请人"), lambda one: one.applicant, 92),
            Column(self.tr("申请时间"), lambda one: brief(one.asked_at), 104),
        )

    def _listed_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("号"), lambda one: str(one.number), 40),
            Column(self.tr("性质"), lambda one: word(BECAME, one.status), 104, tone=_became_tone),
            Column(self.tr("项目"), lambda one: one.project, 110),
            Column(self.tr("不合之处"), lambda one: f"{word(AGAINST, one.code)}（{one.rule}）", 182),
            Column(self.tr("开标时间"), lambda one: brief(one.open_at), 104),
            Column(self.tr("实际时间"), lambda one: brief(one.at), 104),
            Column(self.tr("理由"), lambda one: one.reason or "—"),
            Column(self.tr("申请"), lambda one: one.applicant, 84),
            Column(self.tr("批准"), lambda one: one.approver or "—", 84),
        )

    # What it shows

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(isinstance(one, Changed) and one.noun in ("time_exception", "*") for one in notices):
            self._look()

    def _look(self) -> None:
        month = self.month.date().toString(MONTH_FORM)

        def read(picture: Reading, viewer: Principal) -> tuple[tuple[TimeException, ...], tuple[TimeException, ...]]:
            return exceptions_waiting(picture, viewer), exceptions_of_month(picture, viewer, month=month)

        self.desk.look_at(read, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, found: tuple[tuple[TimeException, ...], tuple[TimeException, ...]]) -> None:
        waiting, listed = found
        self.waiting.set_records(waiting)
        self.listed.set_records(listed)
        if waiting and self.chosen() is None:
            self.waiting.selectRow(0)
        self._show()

    def chosen(self) -> TimeException | None:
        """The application that is selected."""
        rows = self.waiting.selectionModel().selectedRows()
        return self.waiting.records()[rows[0].row()] if rows else None

    def _show(self) -> None:
        waiting, listed = self.waiting.records(), self.listed.records()
        self.tabs.setTabText(0, self.tr("待处理（{count}）").format(count=len(waiting)))
        told = self.tr("共 {count} 项等待处理，最早提出的在前。").format(count=len(waiting))
        self.found.setText(told if waiting else self.tr("没有等待处理的例外申请。"))
        breaches = sum(one.status == "breach" for one in listed)
        told = self.tr("{month} 使用例外 {used} 项，违规 {breaches} 项。").format(
            month=self.month.date().toString(MONTH_FORM), used=len(listed) - breaches, breaches=breaches
        )
        self.in_month.setText(told if listed else self.tr("这个月没有使用例外，也没有违规。"))
        self.ask_button.setEnabled(self.desk.viewer.may(*MAY_ASK))
        self._show_chosen()

    def _show_chosen(self) -> None:
        one, may = self.chosen(), self.desk.viewer.may(*MAY_DECIDE)
        told = () if one is None else (self.tr("理由：{reason}").format(reason=one.reason), rule_words(self.desk, one))
        self.detail.setText("\n".join(filter(None, told)))
        self.decide_button.setEnabled(one is not None and may)
        self.note.setText("" if may else self.tr("申请由现场管理负责人或行政监督人员处理，您的岗位只能查看和申请。"))
        for words in (self.detail, self.note):
            words.setVisible(bool(words.text()))

    # What it opens

    def ask_for_one(self) -> None:
        """Ask for another exception."""
        self._open(AskException(self.desk, self))

    def decide(self) -> None:
        """Decide the one that is selected."""
        one = self.chosen()
        if one is not None and self.decide_button.isEnabled():
            self._open(DecideException(self.desk, one, self))

    def _open(self, dialog: Form) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(self._look)
        dialog.open()

    def restyle(self) -> None:
        """Room for the lists."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the lists."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


class AskException(Form):
    """Asks for project, times and reason, then for `projects.ask_exception`; says while typing whether it is needed at all."""

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None = None,
        *,
        project: str = "",
        open_at: Millis | None = None,
        gather_at: Millis | None = None,
    ) -> None:
        super().__init__(desk, parent)
        self._projects: dict[str, Project] = {}
        self.project, self.day, self.reason = QComboBox(), QDateEdit(), QLineEdit()
        self.open_at, self.gather_at = QTimeEdit(), QTimeEdit()
        self.said = label("", "muted")
        self._fill(project, open_at, gather_at)
        names = ("project", "day", "open_at", "gather_at", "reason")
        self._labels = {name: self.add_field(getattr(self, name)) for name in names}
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)
        self._connect()
        self.settle()
        self.project.setFocus()
        self.desk.look(all_projects, self.guarded(self._took))

    def _fill(self, project: str, open_at: Millis | None, gather_at: Millis | None) -> None:
        self.project.setEditable(True)
        self.project.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.project.setEditText(project)
        self.reason.setMaxLength(400)
        self.day.setDisplayFormat(DAY_FORM)
        self.day.setCalendarPopup(True)
        for edit in (self.open_at, self.gather_at):
            edit.setDisplayFormat(TIME_FORM)
        opens = at_local(day_of(self.desk.now()), "09:00") if open_at is None else open_at
        self._set_times(opens, opens + 90 * MINUTE if gather_at is None else gather_at)

    def _set_times(self, open_at: Millis, gather_at: Millis) -> None:
        self.day.setDate(QDate.fromString(day_of(open_at), DAY_FORM))
        self.open_at.setTime(QTime.fromString(hour_minute(open_at), TIME_FORM))
        self.gather_at.setTime(QTime.fromString(hour_minute(gather_at), TIME_FORM))

    def _connect(self) -> None:
        self.project.activated.connect(lambda _: self._chose())
        self.project.editTextChanged.connect(lambda _: self._show())
        self.day.dateChanged.connect(lambda _: self._show())
        for edit in (self.open_at, self.gather_at):
            edit.timeChanged.connect(lambda _: self._show())

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("例外只对这里写的开标和集合时间有效，由另一人批准后才能按此预约或改期。")
        self.name_dialog(self.tr("申请例外"), intro=intro, accept=self.tr("提出申请"))
        words = {
            "project": self.tr("项目编号"),
            "day": self.tr("日期"),
            "open_at": self.tr("开标时间"),
            "gather_at": self.tr("拟集合时间"),
            "reason": self.tr("理由"),
        }
        for name, told in words.items():
            self.name_field(self._labels[name], told)
        self.reason.setPlaceholderText(self.tr("例如：评委需从外县赶来，班车 10:20 到达"))
        self._show()

    def times(self) -> ProjectTimes:
        """What is typed now."""
        day = self.day.date().toString(DAY_FORM)
        opens, gathers = (at_local(day, edit.time().toString(TIME_FORM)) for edit in (self.open_at, self.gather_at))
        return ProjectTimes(open_at=opens, gather_at=gathers)

    def code(self) -> str:
        """The project's code, as typed."""
        return self.project.currentText().strip()

    def _took(self, found: tuple[Project, ...]) -> None:
        self._projects = {one.code: one for one in found if one.phase in AMENDABLE and one.open_at is not None}
        typed = self.project.currentText()
        self.project.addItems(sorted(self._projects))
        self.project.setCurrentIndex(self.project.findText(typed))
        self.project.setEditText(typed)

    def _chose(self) -> None:
        known = self._projects.get(self.code())
        if known is not None and known.open_at is not None:
            self._set_times(known.open_at, known.gather_at or known.open_at + 90 * MINUTE)
        self._show()

    def _against(self) -> tuple[Advice, ...]:
        return advice_on(self.desk.now(), self.times())

    def _show(self) -> None:
        against = self._against()
        hard = next((one for one in against if one.hard), None)
        if hard is not None:
            words = self.tr("这是硬性规定，不能例外：{why}").format(why=_say(self.desk, hard))
        elif against:
            code = against[0].code.rpartition(".")[2]
            words = explained(word(AGAINST, code), word(IN_PRINCIPLE, code).format(**against[0].args))
        else:
            words = self.tr("这组时间符合规定，不需要申请例外。")
        self.said.setText(words)
        set_tone(self.said, "abnormal" if hard is not None else "muted")
        self.fit()

    def missing(self) -> str:
        """A project and a reason are needed, and times that are against a rule which allows exceptions."""
        against = self._against()
        if not self.code():
            return self.tr("请填写项目编号。")
        if any(one.hard for one in against):
            return self.tr("请先改时间：硬性规定不能例外。")
        if not against:
            return self.desk.say("projects.exception_needless", {"project": self.code()})
        return "" if self.reason.text().strip() else self.tr("请写明理由。")

    def submit(self) -> None:
        """Ask the engine."""
        times, reason = self.times(), self.reason.text().strip()
        told = {"open_at": times.open_at, "gather_at": times.gather_at, "reason": reason}
        self.ask("projects.ask_exception", project=self.code(), **told)


class DecideException(Form):
    """One application with everything that matters, approved or refused with a reason; never by whoever asked."""

    def __init__(self, desk: Desk, about: TimeException, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.about = about
        self._facts = tuple(label("") for _ in range(5))
        for fact in self._facts:
            fact.setWordWrap(True)
        self._names = tuple(self.add_field(fact, tall=True) for fact in self._facts)
        self.approve, self.turn_down, self.reason = QRadioButton(), QRadioButton(), QLineEdit()
        self.reason.setMaxLength(400)
        self.own = desk.viewer.account == about.applicant
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        for part in (self.approve, self.turn_down, self.reason, self.said):
            self.body.addWidget(part)
        self.approve.setEnabled(not self.own)
        (self.turn_down if self.own else self.approve).setChecked(True)
        self.approve.toggled.connect(self._toggled)
        self.settle()
        (self.turn_down if self.own else self.approve).setFocus()

    def retranslate(self) -> None:
        """All words."""
        one = self.about
        title = self.tr("处理第 {number} 号例外申请").format(number=one.number)
        self.name_dialog(title, intro="", accept=self.tr("确定"))
        told = (
            (self.tr("项目"), one.project),
            (
                self.tr("时间"),
                self.tr("{open} 开标，{gather} 集合").format(open=moment(one.open_at), gather=_short(one)),
            ),
            (self.tr("不合之处"), self._against()),
            (self.tr("理由"), one.reason),
            (self.tr("申请"), f"{one.applicant}  {moment(one.asked_at)}"),
        )
        for fact, owner, (name, words) in zip(self._facts, self._names, told, strict=True):
            owner.setText(name)
            fact.setText(words)
            fact.setAccessibleName(f"{name}：{words}")
        self.setAccessibleDescription("；".join(f"{name}：{words}" for name, words in told))
        for owner, words in ((self.approve, self.tr("批准")), (self.turn_down, self.tr("不予批准"))):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.reason.setAccessibleName(self.tr("不予批准的原因"))
        self.reason.setPlaceholderText(self.tr("不予批准的原因，申请人会看到"))
        self._toggled()

    def _against(self) -> str:
        told = rule_words(self.desk, self.about)
        what = word(AGAINST, self.about.code)
        return explained(what, told) if told else what

    def _toggled(self) -> None:
        self.reason.setEnabled(self.turn_down.isChecked())
        own = self.desk.say("projects.exception_own_approval")
        after = self.tr("批准后项目可以按这组时间预约或改期；实际使用时列入当月清单。")
        self.said.setText(own if self.own else after if self.approve.isChecked() else "")
        self.said.setVisible(bool(self.said.text()))
        self.fit()

    def missing(self) -> str:
        """A refusal needs its reason."""
        if self.turn_down.isChecked() and not self.reason.text().strip():
            return self.tr("请写明不予批准的原因。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        if self.approve.isChecked():
            self.ask("projects.approve_exception", number=self.about.number)
        else:
            self.ask("projects.refuse_exception", number=self.about.number, reason=self.reason.text().strip())


def _short(one: TimeException) -> str:
    return hour_minute(one.at) if day_of(one.at) == day_of(one.open_at) else moment(one.at)


def _became_tone(one: TimeException) -> Tone:
    return Tone(priority=2, bold=True) if one.status == "breach" else Tone()


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return made


def _column(*parts: QWidget) -> QWidget:
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 10, 0, 0)
    column.setSpacing(8)
    for part in parts:
        column.addWidget(part, 1 if isinstance(part, RecordTable) else 0)
    return made
