"""What a page shows while it has nothing to show: what is missing and what to do next."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.widgets import icons
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled

SIDE = 40


class EmptyState(Restyled, QWidget):
    """An icon, one sentence that says what is missing, one that says what to do, and a button that does it."""

    acted = Signal()

    def __init__(self, icon: str, title: str, text: str, *, action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self._picture = QLabel()
        self._title = label(title, "title")
        self._text = label(text, "muted")
        self._text.setWordWrap(True)
        self._button = button(action, tone="primary")
        self._button.setVisible(bool(action))
        self._button.clicked.connect(self.acted)
        self._lay_out()
        self.set_words(title, text, action=action)
        self.settle()

    def _lay_out(self) -> None:
        middle = QWidget()
        middle.setMaximumWidth(480)
        inner = QVBoxLayout(middle)
        inner.setSpacing(8)
        for words in (self._picture, self._title, self._text):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
            inner.addWidget(words)
        inner.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def set_words(self, title: str, text: str, *, action: str = "") -> None:
        """Change the words; without `action` there is no button."""
        self._title.setText(title)
        self._text.setText(text)
        self._button.setText(action)
        self._button.setAccessibleName(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)

    def restyle(self) -> None:
        """The icon in the colours of the theme."""
        self._picture.setPixmap(icons.picture(self._icon, "text_muted", SIDE, self.devicePixelRatioF()))

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(480, 220)
