"""The card of one checkpoint: its form to fill in while the round is under way, what was answered afterwards."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.control_room.patrols_picture import PatrolPicture, PointState, RoundLine
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.faults import fault_words
from app.widgets.labels import label
from app.widgets.panel import Panel, button
from app.widgets.restyled import Restyled
from app.widgets.words import clock
from venue.conduct.patrol_rules import PROOFS, Item

SHOWN_PROOFS = tuple(reversed(PROOFS))


class AnswerField(Restyled, QWidget):
    """One line of a form as its declaration asks: yes or no, a number with its unit, or words. Nothing is answered beforehand."""

    def __init__(self, item: Item, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(14)
        self._yes, self._no = QRadioButton(), QRadioButton()
        self._group = QButtonGroup(self)
        self._words = QLineEdit()
        if item.answer == "yes_no":
            for one in (self._yes, self._no):
                self._group.addButton(one)
                row.addWidget(one)
        else:
            self._words.setAccessibleName(getattr(item, language))
            self._words.setMaximumWidth(110 if item.answer == "number" else 16_777_215)
            row.addWidget(self._words)
            row.addWidget(label(item.unit, "muted"))
        if item.answer != "text":
            row.addStretch(1)
        self._name = getattr(item, language)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        for owner, words in ((self._yes, self.tr("是")), (self._no, self.tr("否"))):
            owner.setText(words)
            owner.setAccessibleName(f"{self._name} {words}")

    def answer(self) -> int | str | None:
        """The answer as the act takes it; None while there is none. An unreadable number stays text."""
        if self.item.answer == "yes_no":
            return 1 if self._yes.isChecked() else 0 if self._no.isChecked() else None
        words = self._words.text().strip()
        if self.item.answer != "number":
            return words or None
        try:
            return round(float(words.replace("，", ".").replace(",", ".")) * 1000) if words else None
        except (ValueError, OverflowError):
            return words

    def set_answer(self, answer: int | str) -> None:
        """Fill in an answer."""
        if self.item.answer == "yes_no":
            (self._yes if answer else self._no).setChecked(True)
        else:
            self._words.setText(str(answer / 1000 if isinstance(answer, int) else answer))


class CheckpointCard(Restyled, Panel):
    """Asks the engine for `patrols.visit`; `visited()` afterwards, `finding_wanted(checkpoint)` for what was found."""

    visited = Signal()
    finding_wanted = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._line: RoundLine | None = None
        self._point: PointState | None = None
        self._shown: tuple[Any, ...] = ()
        self.fields: list[AnswerField] = []
        self._grid = QGridLayout()
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self.proof, self.code = QComboBox(), QLineEdit()
        self.submit_button, self.finding_button = button("", tone="primary", icon="check"), button("", icon="flag")
        self.refusal = label("", "abnormal")
        self.refusal.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        form = QWidget()
        column = QVBoxLayout(form)
        column.setContentsMargins(0, 0, 6, 0)
        column.addLayout(self._grid)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumHeight(96)
        scroll.setWidget(form)
        self._scroll = scroll
        self.add(scroll, stretch=1)
        self.add(self.refusal)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        for part in (self.proof, self.code):
            row.addWidget(part)
        row.addStretch(1)
        row.addWidget(self.finding_button)
        row.addWidget(self.submit_button)
        self.add(foot)
        for proof in SHOWN_PROOFS:
            self.proof.addItem("", proof)
        self.refusal.setVisible(False)

    def _connect(self) -> None:
        self.proof.currentIndexChanged.connect(self._proof_chosen)
        self.submit_button.clicked.connect(self.submit)
        self.finding_button.clicked.connect(self._find)
        within = Qt.ShortcutContext.WidgetWithChildrenShortcut
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.submit, context=within)

    def retranslate(self) -> None:
        """All words."""
        self._scroll.setAccessibleName(self.tr("巡查表"))
        self.proof.setAccessibleName(self.tr("到位凭证"))
        self.code.setAccessibleName(self.tr("门牌上的码"))
        self.code.setPlaceholderText(self.tr("扫码或输入门牌上的码"))
        names = {
            "manual": self.tr("人工确认到位"),
            "badge": self.tr("刷卡记录证明到位"),
            "code": self.tr("扫门牌码证明到位"),
        }
        for row, proof in enumerate(SHOWN_PROOFS):
            self.proof.setItemText(row, names[proof])
        buttons = (
            (self.submit_button, self.tr("登记巡查点"), self.tr("Ctrl+回车")),
            (self.finding_button, self.tr("登记问题…"), ""),
        )
        for owner, words, hint in buttons:
            owner.setText(words)
            owner.setAccessibleName(words)
            owner.setToolTip(hint)
        self._shown = ()
        self._show()

    # What is shown

    def show_point(self, picture: PatrolPicture, line: RoundLine | None, point: PointState | None) -> None:
        """Show a checkpoint of a round. What was typed stays as long as it is the same one in the same state."""
        self._line, self._point = line, point
        self._show()

    @property
    def fillable(self) -> bool:
        """Whether whoever is signed in may fill in this form now: own round, under way, not visited."""
        line, point = self._line, self._point
        if line is None or line.walked is None or point is None:
            return False
        return point.state == "open" and line.walked.patroller == self._desk.viewer.account

    def _show(self) -> None:
        point = self._point
        shown = (point, self._line.number if self._line else 0, self.fillable, self._desk.language)
        if shown == self._shown:
            return
        self._shown = shown
        self._refuse("")
        for part in (self.proof, self.submit_button):
            part.setVisible(self.fillable)
        self.finding_button.setVisible(point is not None)
        self._proof_chosen()
        self._clear()
        if point is None:
            self.set_title(self.tr("巡查点"))
            self.set_note(self.tr("在列表或平面图上选择"))
            return
        language = self._desk.language
        self.set_title(f"{point.order} · {getattr(point.point, f'room_{language}')}")
        self.set_note(f"{getattr(point.point, f'form_{language}')} · {self.state_words(point)}")
        for row, item in enumerate(point.point.items):
            self._add_line(row, item, point)

    def state_words(self, point: PointState) -> str:
        """What became of a checkpoint: 已查 08:31:05 · 扫码."""
        if point.visit is not None:
            proof = self._desk.say(f"patrol.proof.{point.visit.proof}")
            return self.tr("已查 {at} · {proof}").format(at=clock(point.visit.at), proof=proof)
        if point.state == "missed":
            return self.tr("漏查")
        return self.tr("未查") if point.state == "open" else self.tr("尚未开始")

    def _add_line(self, row: int, item: Item, point: PointState) -> None:
        name = label(getattr(item, self._desk.language), "plain")
        name.setWordWrap(True)
        self._grid.addWidget(name, row, 0)
        if self.fillable:
            field = AnswerField(item, self._desk.language)
            self.fields.append(field)
            self._grid.addWidget(field, row, 1)
        else:
            words, tone = self._answered(item, point)
            self._grid.addWidget(label(words, tone), row, 1)

    def _answered(self, item: Item, point: PointState) -> tuple[str, str]:
        answer = None if point.visit is None else point.visit.answers.get(item.code)
        if answer is None:
            return "—", "muted"
        if item.answer == "yes_no":
            return (self.tr("是"), "plain") if answer else (self.tr("否"), "abnormal")
        if item.answer == "number":
            return f"{int(answer) / 1000:g} {item.unit}".strip(), "plain"
        return str(answer), "plain"

    def _clear(self) -> None:
        self.fields = []
        while self._grid.count():
            part = self._grid.takeAt(0).widget()
            part.hide()
            part.deleteLater()

    # What the patroller does

    def _proof_chosen(self) -> None:
        self.code.setVisible(self.fillable and self.proof.currentData() == "code")

    def submit(self) -> None:
        """Ask the engine; what it refuses stands above the buttons, and what was typed stays."""
        if not self.fillable or not self.submit_button.isEnabled():
            return
        answers = {field.item.code: answer for field in self.fields if (answer := field.answer()) is not None}
        told = {"number": self._line.number, "checkpoint": self._point.point.checkpoint, "answers": answers}
        proof = str(self.proof.currentData())
        code = {"code": self.code.text().strip()} if proof == "code" else {}
        self.submit_button.setEnabled(False)
        done, failed = while_alive(self, self._done), while_alive(self, self._failed)
        self._desk.act("patrols.visit", done, failed, **told, proof=proof, **code)

    def _done(self, answer: Any) -> None:
        self.submit_button.setEnabled(True)
        self.code.clear()
        self._refuse("")
        wrong = answer["wrong"] if isinstance(answer, dict) else 0
        checkpoint = self._point.point.checkpoint
        self.visited.emit()
        if wrong:  # a line answered with no asks for a finding
            self.finding_wanted.emit(checkpoint)

    def _failed(self, fault: Exception) -> None:
        self.submit_button.setEnabled(True)
        self._refuse(fault_words(self._desk, fault))

    def _refuse(self, words: str) -> None:
        self.refusal.setText(words)
        self.refusal.setVisible(bool(words))

    def _find(self) -> None:
        if self._point is not None:
            self.finding_wanted.emit(self._point.point.checkpoint)
