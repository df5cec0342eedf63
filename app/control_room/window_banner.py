"""The strip over the page that says what is wrong with the connection, and what still works."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.widgets import icons
from app.widgets.labels import label
from app.widgets.restyled import Restyled

SIDE = 20


class Banner(Restyled, QWidget):
    """Two lines with a mark; hidden while all is well. ``calm``: something is only not ready yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._calm = False
        self._mark = QLabel()
        self._wrong, self._still = label("", "title"), label("", "plain")
        for words in (self._wrong, self._still):
            words.setWordWrap(True)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        lines.addWidget(self._wrong)
        lines.addWidget(self._still)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 12, 9)
        row.setSpacing(12)
        row.addWidget(self._mark)
        row.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.setVisible(False)
        self.settle()

    def say(self, wrong: str, still: str, *, calm: bool = False) -> None:
        """Show what is wrong and what still works; empty hides the strip."""
        if (wrong, still, calm) != (self._wrong.text(), self._still.text(), self._calm):
            self._wrong.setText(wrong)
            self._still.setText(still)
            self._calm = calm
            self.setAccessibleName(wrong)
            self.setAccessibleDescription(still)
            self.restyle()
        self.setVisible(bool(wrong))

    def words(self) -> str:
        """What is said."""
        return f"{self._wrong.text()} {self._still.text()}".strip()

    def restyle(self) -> None:
        """The mark in the colours of the theme."""
        name, tone = ("hourglass", "text_muted") if self._calm else ("triangle-alert", "p2_text")
        self._mark.setPixmap(icons.picture(name, tone, SIDE, self.devicePixelRatioF()))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        edge = theme.colour("line" if self._calm else "p2")
        painter.setPen(QPen(edge, 1.2))
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(box, 4, 4)
        if not self._calm:
            painter.fillRect(QRectF(1, 1, 4, self.height() - 2), edge)
        painter.end()
