"""A grid of facts: a quiet name, then what it says. Used beside lists, for the one thing that is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from app.widgets.labels import label, set_tone


@dataclass(frozen=True)
class Fact:
    """One line: name, words, tone of the words ("plain", "muted", "abnormal")."""

    name: str
    words: str
    tone: str = "plain"


class Facts(QWidget):
    """Facts in one or two columns; `show_facts` replaces them without building new labels when their number stays."""

    def __init__(self, parent: QWidget | None = None, *, columns: int = 1) -> None:
        super().__init__(parent)
        self._columns = columns
        self._rows: list[tuple[QWidget, QWidget]] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        for column in range(columns):
            self._grid.setColumnStretch(2 * column + 1, 1)

    def show_facts(self, facts: Sequence[Fact]) -> None:
        """Show facts in this order; one without words is left out."""
        told = [fact for fact in facts if fact.words]
        while len(self._rows) < len(told):
            self._add()
        for number, (name, words) in enumerate(self._rows):
            used = number < len(told)
            name.setVisible(used)
            words.setVisible(used)
            if used:
                name.setText(told[number].name)
                words.setText(told[number].words)
                words.setAccessibleName(f"{told[number].name} {told[number].words}")
                words.setToolTip(told[number].words)
                set_tone(words, told[number].tone)

    def texts(self) -> dict[str, str]:
        """What is shown, by name."""
        return {name.text(): words.text() for name, words in self._rows if not words.isHidden()}

    def _add(self) -> None:
        row, column = divmod(len(self._rows), self._columns)
        name, words = label("", "muted"), label("")
        words.setWordWrap(True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._grid.addWidget(name, row, 2 * column, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(words, row, 2 * column + 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((name, words))


def filler() -> QWidget:
    """Takes the height that nothing else of a card wants, so that its title stays on top; never seen itself."""
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    return made
