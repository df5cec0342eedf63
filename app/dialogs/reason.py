"""A question that needs nothing but a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form


@dataclass(frozen=True)
class Question:
    """Title, explanation, word of the button, hint in the empty field."""

    title: str
    intro: str
    accept: str
    hint: str = ""


class ReasonDialog(Form):
    """Asks why, then asks the engine for an act with the reason under `name`. `words` gives the question in the desk's language."""

    def __init__(
        self,
        desk: Desk,
        words: Callable[[], Question],
        parent: QWidget | None = None,
        *,
        act: str,
        name: str = "reason",
        tone: str = "primary",
        **args: object,
    ) -> None:
        super().__init__(desk, parent, tone=tone)
        self._words, self._act, self._name, self._args = words, act, name, args
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        self._label = self.add_field(self.reason)
        self.settle()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """All words."""
        asked = self._words()
        self.name_dialog(asked.title, intro=asked.intro, accept=asked.accept)
        self.name_field(self._label, self.tr("原因"))
        self.reason.setPlaceholderText(asked.hint)

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.tr("请写明原因。")

    def submit(self) -> None:
        """Ask the engine."""
        self.ask(self._act, **self._args, **{self._name: self.reason.text().strip()})
