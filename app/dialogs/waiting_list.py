"""The wait-list with the entries of the book that prove its order, and what is held provisionally until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute
from venue.core.clock import Millis, day_of
from venue.core.messages import Changed, Notice
from venue.schedule.terms import all_terms
from venue.schedule.waiting import Proof, Waiting, proof, waiting_list

WIDE, HIGH = 1040, 580
MAY_LEAVE = ("clerk", "operator", "site_manager")
MAY_OFFER = ("operator", "site_manager")
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
        tools = row_of(self.offer_button, self.leave_button)
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
            Column(self.tr("登记时间"), lambda one: moment(one.asked_at), 136),
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
        skipped = self.tr("{when} 没有轮到：{why}").format(when=moment(one.skipped_at), why=self._skipped(one))
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

        open_over(self, ReasonDialog(self.desk, words, self, act="waiting.leave", number=one.number, tone="danger"))

    def restyle(self) -> None:
        """Room for the lists."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the lists."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


def open_over(over: Form, dialog: ReasonDialog) -> None:
    """Open a question over a list, which looks again when it is answered."""
    dialog.finished.connect(dialog.deleteLater)
    dialog.finished.connect(over._look)
    dialog.open()


def row_of(*parts: QWidget) -> QHBoxLayout:
    """Buttons in a row below a list."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    return row


def moment(at: Millis) -> str:
    """Day and time."""
    return f"{day_of(at)} {hour_minute(at)}"


def _state_tone(one: Waiting) -> Tone:
    return Tone(icon="hourglass", bold=True) if one.status == "offered" else Tone()
