"""The wait-list with the entries of the book that prove its order, and what is held provisionally until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute
from venue.core.clock import MINUTE, Millis, day_of
from venue.core.messages import Changed, Notice
from venue.projects.approvals import CLAUSE
from venue.schedule.holds import Hold, holds_open
from venue.schedule.terms import all_terms, terms_at
from venue.schedule.waiting import Proof, Waiting, proof, waiting_list

WIDE, HIGH = 1040, 580
MAY_LEAVE = ("clerk", "operator", "site_manager")
MAY_OFFER = ("operator", "site_manager")
SOON_MIN = 10
"""A hold with fewer minutes left is marked."""
AGAIN_MS = 15_000

STATES: Final = {
    "waiting": QT_TRANSLATE_NOOP("waiting", "等待"),
    "offered": QT_TRANSLATE_NOOP("waiting", "已让号"),
    "placed": QT_TRANSLATE_NOOP("waiting", "已安排"),
    "left": QT_TRANSLATE_NOOP("waiting", "已退出"),
    "lapsed": QT_TRANSLATE_NOOP("waiting", "让号过期"),
}


def word(table: dict[str, str], code: str) -> str:
    """The operator's word for a code; the code itself when the table has none."""
    return QCoreApplication.translate("waiting", table[code]) if code in table else code


def class_words(code: str, language: str) -> str:
    """The name of a class of the wait-list in whichever version of the terms has it; the code itself where none does."""
    named = (one for terms in reversed(all_terms()) for one in terms.classes if one.code == code)
    found = next(named, None)
    return code if found is None else str(getattr(found, language))


@dataclass(frozen=True, slots=True)
class Passing:
    """One line of the proof: an offer by its entry in the book, and one of those passed over then (0: nobody), by code."""

    position: int
    number: int
    passed: int
    code: str


def passings(known: Proof) -> tuple[Passing, ...]:
    """Every offer with everybody whom it passed over."""
    return tuple(
        Passing(one.position, one.number, passed, code)
        for one in known.offers
        for passed, code in one.passed or ((0, ""),)
    )


class WaitingListDialog(Form):
    """Who waits, in which order and why in this one; offering what fell free, taking somebody off the list."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.proof: Proof | None = None
        self.list = RecordTable((), name="", key=lambda one: one.number)
        self.offers = RecordTable((), name="", key=lambda one: (one.position, one.passed))
        self.found, self.detail, self.rule = label("", "title"), label(""), label("", "muted")
        self.verdict, self.outcome = label(""), label("", "muted")
        self.offer_button = plain_button("", tone="primary", icon="refresh-cw")
        self.leave_button = plain_button("", icon="x")
        self._lay_fields()
        self._connect()
        self.settle()
        self.list.setFocus()
        self._look()

    def _lay_fields(self) -> None:
        tools = _tools(self.offer_button, self.leave_button)
        tools.addWidget(self.outcome, 1)
        for words in (self.detail, self.rule, self.verdict, self.outcome):
            words.setWordWrap(True)
        self.body.addWidget(self.found)
        self.body.addWidget(self.list, 3)
        self.body.addLayout(tools)
        self.body.addWidget(self.detail)
        self.body.addWidget(self.rule)
        self.body.addWidget(self.verdict)
        self.body.addWidget(self.offers, 2)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)

    def _connect(self) -> None:
        self.desk.noticed.connect(self._hear)
        self.list.chosen.connect(lambda _: self._look_closer())
        self.offer_button.clicked.connect(self.offer)
        self.leave_button.clicked.connect(self.leave)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "先看级别，同级看登记时账本的序号，谁也改不了。空出来的先问排在前面的；用不上的保留位置，并记下原因。"
        )
        self.name_dialog(self.tr("候补名单"), intro=intro, accept="", cancel=self.tr("关闭"))
        named = ((self.offer_button, self.tr("按顺序让号")), (self.leave_button, self.tr("退出候补…")))
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.offer_button.setToolTip(self.tr("从头问起：第一个能用上空出资源的，为他预留"))
        self.list.setAccessibleName(self.tr("候补名单"))
        self.offers.setAccessibleName(self.tr("让号记录"))
        self.list.set_columns(self._columns())
        self.offers.set_columns(self._offer_columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("顺序"), lambda one: str(one.turn), 52),
            Column(self.tr("项目"), lambda one: one.project, 110, tone=lambda _: Tone(bold=True)),
            Column(self.tr("级别"), lambda one: class_words(one.weight_class, self.desk.language), 130),
            Column(self.tr("账本序号"), lambda one: str(one.position), 84),
            Column(self.tr("登记时间"), lambda one: _moment(one.asked_at), 136),
            Column(self.tr("状态"), self._state, 190, tone=_state_tone),
            Column(self.tr("上次没有轮到的原因"), self._skipped, 0, tone=lambda _: Tone(muted=True)),
        )

    def _offer_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("账本序号"), lambda one: str(one.position), 84),
            Column(self.tr("让给"), lambda one: self._who(one.number), 150, tone=lambda _: Tone(bold=True)),
            Column(self.tr("当时越过"), lambda one: self._who(one.passed) if one.passed else "—", 150),
            Column(self.tr("越过的原因"), self._passed_why),
        )

    def _state(self, one: Waiting) -> str:
        told = word(STATES, one.status)
        if one.offered_until is None:
            return told
        return self.tr("{state}，留到 {time}").format(state=told, time=hour_minute(one.offered_until))

    def _skipped(self, one: Waiting) -> str:
        return self.desk.say(one.skipped_code, one.skipped_args) if one.skipped_code else "—"

    def _who(self, number: int) -> str:
        listed = self.proof.list if self.proof is not None else ()
        known = next((one.project for one in listed if one.number == number), "")
        return self.tr("{number} 号 {project}").format(number=number, project=known).strip()

    def _passed_why(self, one: Passing) -> str:
        if not one.passed:
            return self.tr("没有越过任何人")
        listed = self.proof.list if self.proof is not None else ()
        known = next((other for other in listed if other.number == one.passed), None)
        if known is not None and known.skipped_code == one.code:
            return self.desk.say(known.skipped_code, known.skipped_args)
        return self.tr("见账本中此前的“越过”记录")

    # What it shows

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        nouns = ("waiting", "wait_list", "hold", "*")
        if any(isinstance(one, Changed) and one.noun in nouns for one in notices):
            self._look()

    def _look(self) -> None:
        self.desk.look(waiting_list, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, found: tuple[Waiting, ...]) -> None:
        self.list.set_records(found)
        if found and self.chosen() is None:
            self.list.selectRow(0)
        self._show()
        self._look_closer()

    def _look_closer(self) -> None:
        one = self.chosen()
        if one is None:
            self._took_proof(None)
        else:
            self.desk.look(proof, self.guarded(self._took_proof), self.guarded(self.failed), number=one.number)

    def _took_proof(self, found: Proof | None) -> None:
        one = self.chosen()
        if found is None or one is None or found.number == one.number:
            self.proof = found
            self._show_proof()

    def chosen(self) -> Waiting | None:
        """The place in the list that is selected."""
        rows = self.list.selectionModel().selectedRows()
        return self.list.records()[rows[0].row()] if rows else None

    def _show(self) -> None:
        count, may = len(self.list.records()), self.desk.viewer.may(*MAY_OFFER)
        self.found.setText(self.tr("{count} 个项目候补").format(count=count) if count else self.tr("现在没有项目候补"))
        self.offer_button.setEnabled(bool(count) and may)
        self.leave_button.setEnabled(self.chosen() is not None and self.desk.viewer.may(*MAY_LEAVE))
        self._show_proof()

    def _show_proof(self) -> None:
        one, known = self.chosen(), self.proof
        shown = one is not None and known is not None and known.number == one.number
        self.leave_button.setEnabled(one is not None and self.desk.viewer.may(*MAY_LEAVE))
        self.offers.set_records(passings(known) if shown else ())
        for part in (self.detail, self.rule, self.verdict):
            part.setVisible(shown)
        self.offers.setVisible(shown and bool(known.offers))
        if not shown:
            return
        self.detail.setText(self._why_here(one))
        rule = self.tr(
            "依据 {day} 起的预约条款。核对同期候补的 {count} 个项目、让号 {offers} 次，都可在账本中按序号查到。"
        )
        self.rule.setText(rule.format(day=known.terms_from, count=len(known.list), offers=len(known.offers)))
        self.verdict.setText(self._verdict(known))
        set_tone(self.verdict, "plain" if known.in_order else "abnormal")

    def _why_here(self, one: Waiting) -> str:
        words = self.tr("{project} 排第 {turn}：{level}，账本第 {position} 条。候补原因：{reason}")
        told = {"project": one.project, "turn": one.turn, "position": one.position, "reason": one.reason or "—"}
        shown = words.format(**told, level=class_words(one.weight_class, self.desk.language))
        if one.skipped_at is None:
            return shown
        skipped = self.tr("{when} 没有轮到：{why}").format(when=_moment(one.skipped_at), why=self._skipped(one))
        return f"{shown}\n{skipped}"

    def _verdict(self, known: Proof) -> str:
        if not known.in_order:
            return self.tr("核对不符：有一次让号越过了排在前面的，账本里没有写明原因。请报现场管理负责人。")
        if not known.offers:
            return self.tr("核对：还没有让过号。")
        return self.tr("核对相符：每一次都让给了排在最前、能用得上的。")

    # What it does

    def offer(self) -> None:
        """Offer what is free to whoever waits, in order."""
        self.refuse("")
        self.offer_button.setEnabled(False)
        self.desk.act("waiting.offer", self.guarded(self._offered), self.guarded(self.failed))

    def _offered(self, numbers: list[int]) -> None:
        names = {one.number: one.project for one in self.list.records()}
        told = "、".join(names.get(number, str(number)) for number in numbers)
        nobody = self.tr("空出的资源没有人能用上，各人的原因见列表。")
        self.outcome.setText(self.tr("已让号给 {who}").format(who=told) if numbers else nobody)
        self._look()

    def failed(self, fault: Exception) -> None:
        """The engine said no, or nothing."""
        super().failed(fault)
        self._show()

    def leave(self) -> None:
        """Take the selected project off the list, with a reason."""
        one = self.chosen()
        if one is None:
            return

        def words() -> Question:
            intro = self.tr("{project} 退出候补后失去现在的顺序，再登记要排到最后。").format(project=one.project)
            return Question(self.tr("退出候补"), intro, self.tr("退出"), self.tr("例如：项目改期，不再需要"))

        _open(self, ReasonDialog(self.desk, words, self, act="waiting.leave", number=one.number, tone="danger"))

    def restyle(self) -> None:
        """Room for the lists."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the lists."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


class HoldsDialog(Form):
    """What is held provisionally, whatever ends first before the rest: confirmed, made longer once, or given back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, project: str = "") -> None:
        super().__init__(desk, parent)
        self._wanted = project
        self.list = RecordTable((), name="", key=lambda one: one.project)
        self.found, self.note = label("", "title"), label("", "muted")
        self.note.setWordWrap(True)
        self.confirm_button = plain_button("", tone="primary", icon="check")
        self.extend_button = plain_button("", icon="hourglass")
        self.drop_button = plain_button("", tone="danger", icon="x")
        self.body.addWidget(self.found)
        self.body.addWidget(self.list, 1)
        tools = _tools(self.confirm_button, self.extend_button, self.drop_button)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.note)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._connect()
        self.settle()
        self.list.setFocus()
        self._look()

    def _connect(self) -> None:
        self.desk.noticed.connect(self._hear)
        self._again.timeout.connect(self._pass_time)
        self._again.start()
        self.finished.connect(lambda _: self._again.stop())
        self.list.chosen.connect(lambda _: self._show())
        self.confirm_button.clicked.connect(self.confirm)
        self.extend_button.clicked.connect(self.extend)
        self.drop_button.clicked.connect(self.drop)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("预留和正式占用一样挡住别人，到时没有确认就自动释放，依次让给候补的项目。可以延长一次。")
        self.name_dialog(self.tr("预留的房间"), intro=intro, accept="", cancel=self.tr("关闭"))
        named = (
            (self.confirm_button, self.tr("确认占用")),
            (self.extend_button, self.tr("延长一次…")),
            (self.drop_button, self.tr("释放…")),
        )
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.list.setAccessibleName(self.tr("预留"))
        self.list.set_columns(self._columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("项目"), lambda one: one.project, 120, tone=lambda _: Tone(bold=True)),
            Column(self.tr("到期"), lambda one: _moment(one.until_at), 140),
            Column(self.tr("还剩"), self._left, 130, tone=self._left_tone),
            Column(self.tr("延长过"), lambda one: self.tr("是") if one.extended else self.tr("否"), 80),
            Column(
                self.tr("工作方案"), lambda one: self.tr("待批准") if one.awaits_plan else "—", 130, tone=_plan_tone
            ),
            Column(
                self.tr("预留的资源"), lambda one: "、".join(self.room(code) for code in dict.fromkeys(one.resources))
            ),
        )

    def room(self, code: str) -> str:
        """The name of a room; the code of anything else."""
        ground = self.desk.ground
        rooms = ground.plan(self.desk.now()).rooms if ground is not None else ()
        return next((str(getattr(one.name, self.desk.language)) for one in rooms if one.code == code), code)

    def _minutes_left(self, one: Hold) -> int:
        return max(0, one.until_at - self.desk.now()) // MINUTE

    def _left(self, one: Hold) -> str:
        hours, minutes = divmod(self._minutes_left(one), 60)
        if hours:
            return self.tr("{hours} 小时 {minutes} 分").format(hours=hours, minutes=minutes)
        return self.tr("{minutes} 分钟").format(minutes=minutes)

    def _left_tone(self, one: Hold) -> Tone:
        return Tone(priority=3, bold=True) if self._minutes_left(one) < SOON_MIN else Tone()

    # What it shows

    def _pass_time(self) -> None:
        self.list.viewport().update()
        if any(one.until_at <= self.desk.now() for one in self.list.records()):
            self._look()

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        nouns = ("hold", "claim", "booking", "project", "*")
        if any(isinstance(one, Changed) and one.noun in nouns for one in notices):
            self._look()

    def _look(self) -> None:
        self.desk.look(holds_open, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, found: tuple[Hold, ...]) -> None:
        self.list.set_records(found)
        self.list.select(self._wanted)
        self._wanted = ""
        if found and self.chosen() is None:
            self.list.selectRow(0)
        self._show()

    def chosen(self) -> Hold | None:
        """The hold that is selected."""
        rows = self.list.selectionModel().selectedRows()
        return self.list.records()[rows[0].row()] if rows else None

    def _show(self) -> None:
        count, one, may = len(self.list.records()), self.chosen(), self.desk.viewer.may(*MAY_LEAVE)
        self.found.setText(self.tr("{count} 个项目有预留").format(count=count) if count else self.tr("现在没有预留"))
        self.confirm_button.setEnabled(may and one is not None and not one.awaits_plan)
        self.extend_button.setEnabled(may and one is not None and not one.extended)
        self.drop_button.setEnabled(may and one is not None)
        self.note.setText(self.desk.say("act.not_yours") if not may else "" if one is None else self._why_not(one))
        self.note.setVisible(bool(self.note.text()))

    def _why_not(self, one: Hold) -> str:
        told = []
        if one.awaits_plan:
            told.append(self.desk.say("projects.plan_not_approved", {"project": one.project, "clause": CLAUSE}))
        if one.extended:
            told.append(self.desk.say("holds.extended_before", {"project": one.project}))
        return "\n".join(told)

    # What it does

    def confirm(self) -> None:
        """Turn the selected hold into firm claims."""
        one = self.chosen()
        if one is not None:
            self.refuse("")
            self.confirm_button.setEnabled(False)
            self.desk.act(
                "holds.confirm",
                self.guarded(lambda _: self._look()),
                self.guarded(self.failed),
                project=one.project,
            )

    def failed(self, fault: Exception) -> None:
        """The engine said no, or nothing."""
        super().failed(fault)
        self._show()

    def extend(self) -> None:
        """Make the selected hold longer, with a reason."""
        one = self.chosen()
        if one is None:
            return

        def words() -> Question:
            minutes = terms_at(self.desk.now()).extend_min
            intro = self.tr("{project} 的预留从 {until} 延长 {minutes} 分钟，只能延长一次。")
            until = _moment(one.until_at)
            intro = intro.format(project=one.project, until=until, minutes=minutes)
            return Question(self.tr("延长预留"), intro, self.tr("延长"), self.tr("例如：等待批复文件"))

        _open(self, ReasonDialog(self.desk, words, self, act="holds.extend", project=one.project))

    def drop(self) -> None:
        """Give the selected hold back, with a reason."""
        one = self.chosen()
        if one is None:
            return

        def words() -> Question:
            rooms = "、".join(self.room(code) for code in dict.fromkeys(one.resources))
            intro = self.tr("{project} 预留的 {rooms} 立即空出，依次让给候补的项目。")
            return Question(self.tr("释放预留"), intro.format(project=one.project, rooms=rooms), self.tr("释放"))

        _open(self, ReasonDialog(self.desk, words, self, act="holds.drop", project=one.project, tone="danger"))

    def restyle(self) -> None:
        """Room for the list."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the list."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), 440))


def _open(over: WaitingListDialog | HoldsDialog, dialog: ReasonDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(over._look)
    dialog.open()


def _tools(*parts: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row


def _moment(at: Millis) -> str:
    return f"{day_of(at)} {hour_minute(at)}"


def _state_tone(one: Waiting) -> Tone:
    return Tone(icon="hourglass", bold=True) if one.status == "offered" else Tone()


def _plan_tone(one: Hold) -> Tone:
    return Tone(icon="hourglass", bold=True) if one.awaits_plan else Tone(muted=True)
