"""The frame of all dialogs: title, what it is about, fields, a line for what was refused, two buttons."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.faults import fault_words, next_words
from app.tasks import Then
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled

WIDE = 460
LARGEST = 700  # pixels: fits a screen of 768


class Form(Restyled, QDialog):
    """One question to whoever sits at the desk. Enter does it, Esc leaves; while the engine is asked nothing can be typed.

    A subclass adds its fields in the constructor, sets all words in `retranslate`, says in `missing` what is still lacking, and
    does it in `submit`. `done_with(answer)` comes after the engine has said yes; what it refuses stands in the dialog, which
    stays open with everything that was typed.
    """

    done_with = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, tone: str = "primary") -> None:
        super().__init__(parent)
        self.desk = desk
        self.setModal(True)
        desk.signed_in.connect(self._other_viewer)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(22, 18, 22, 18)
        self._column.setSpacing(10)
        self.intro = label("", "muted")
        self.intro.setWordWrap(True)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(9)
        self._grid.setColumnStretch(1, 1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        self.refusal = label("", "abnormal")
        self.refusal.setWordWrap(True)
        self.refusal.setVisible(False)
        self.accept_button = button("", tone=tone)
        self.cancel_button = button("")
        self._lay_out()

    def _lay_out(self) -> None:
        for part in (self.intro, self._grid, self.body, self.refusal):
            self._column.addWidget(part) if isinstance(part, QWidget) else self._column.addLayout(part)
        self._column.addStretch(1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(8)
        self.buttons.addStretch(1)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addWidget(self.accept_button)
        self._column.addLayout(self.buttons)
        self.accept_button.setDefault(True)
        self.cancel_button.setAutoDefault(False)
        self.accept_button.clicked.connect(self._try)
        self.cancel_button.clicked.connect(self.reject)

    # For subclasses

    def add_field(self, widget: QWidget, *, tall: bool = False) -> QLabel:
        """Add a field under those that are there; returns its label, whose words the subclass sets with `name_field`.

        Beside a `tall` field the label stands at the top.
        """
        row = self._grid.rowCount()
        words = label("")
        words.setBuddy(widget)
        side = Qt.AlignmentFlag.AlignTop if tall else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(words, row, 0, side | Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(widget, row, 1)
        return words

    def name_field(self, words: QLabel, name: str) -> None:
        """Set what a field is called, on its label and for screen readers."""
        words.setText(name)
        buddy = words.buddy()
        if buddy is not None:
            buddy.setAccessibleName(name)

    def name_dialog(self, title: str, *, intro: str, accept: str, cancel: str = "") -> None:
        """Set title, explanation and the words of the two buttons; the second says 取消 unless told otherwise."""
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(intro)
        self.intro.setText(intro)
        self.intro.setVisible(bool(intro))
        for owner, words in ((self.accept_button, accept), (self.cancel_button, cancel or self.tr("取消"))):
            owner.setText(words)
            owner.setAccessibleName(words)

    def missing(self) -> str:
        """What is still lacking, in words; empty when it can be done."""
        return ""

    def submit(self) -> None:
        """Do it: usually `self.ask(...)`."""
        self.accept()

    def ask(self, act: str, **args: Any) -> None:
        """Ask the engine; the dialog closes on yes and shows a no."""
        self.set_busy(True)
        self.desk.tasks.act(act, args, self.guarded(self.answered), self.guarded(self.failed))

    def guarded(self, then: Then) -> Then:
        """The same, but nothing happens when the dialog is gone by then."""
        return while_alive(self, then)

    # Its own part

    def answered(self, answer: Any) -> None:
        """The engine said yes."""
        self.set_busy(False)
        self.accept()
        self.done_with.emit(answer)

    def failed(self, fault: Exception) -> None:
        """The engine said no, or nothing."""
        self.set_busy(False)
        self.refuse(" ".join(filter(None, (fault_words(self.desk, fault), next_words(fault)))))

    def refuse(self, words: str) -> None:
        """Show why not; empty takes it away."""
        self.refusal.setText(words)
        self.refusal.setAccessibleName(words)
        self.refusal.setVisible(bool(words))
        self.fit()

    def fit(self) -> None:
        """As high as the words need at this width: wrapped labels do not ask for it by themselves."""
        self._column.activate()
        wide = max(self.width(), self._column.sizeHint().width(), self.minimumWidth())
        high = (
            self._column.heightForWidth(wide) if self._column.hasHeightForWidth() else self._column.sizeHint().height()
        )
        self.setMinimumHeight(min(high, LARGEST))
        self.resize(wide, max(self.height(), self.minimumHeight()) if self.isVisible() else self.minimumHeight())

    def showEvent(self, event: QShowEvent) -> None:
        """Shown: fit the size to the words."""
        self.fit()
        super().showEvent(event)

    def set_busy(self, busy: bool) -> None:
        """Lock or unlock the fields while the engine is asked."""
        for number in range(self._grid.count()):
            self._grid.itemAt(number).widget().setEnabled(not busy)
        self.accept_button.setEnabled(not busy)

    def _other_viewer(self) -> None:
        """Whoever comes next does not find the last one's question."""
        if self.isVisible():
            self.reject()

    def restyle(self) -> None:
        """Width follows the size of the text."""
        self.setMinimumWidth(round(WIDE * theme.current().scale))
        self.update()

    def _try(self) -> None:
        lacking = self.missing()
        self.refuse(lacking)
        if not lacking:
            self.submit()


def plain_button(words: str, *, tone: str = "", icon: str = "") -> QPushButton:
    """A button of a dialog that Enter does not press by itself."""
    made = button(words, tone=tone, icon=icon)
    made.setAutoDefault(False)
    return made
