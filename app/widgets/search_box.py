"""A field to search in, which speaks only when the typing pauses."""

from PySide6.QtCore import QPointF, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.widgets import icons
from app.widgets.restyled import Restyled

PAUSE_MS = 200
ICON = 16


class SearchBox(Restyled, QLineEdit):
    """Search field with icon and clear button. `searched(text)` comes after a pause, at once for Enter and for empty."""

    searched = Signal(str)

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._speak)
        self.setClearButtonEnabled(True)
        self.setTextMargins(20, 0, 0, 0)
        self.set_hint(hint)
        self.textChanged.connect(self._typed)
        self.returnPressed.connect(self._speak)
        self.settle()

    def set_hint(self, hint: str) -> None:
        """What the empty field says, and its name for screen readers."""
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        super().paintEvent(event)
        painter = QPainter(self)
        picture = icons.picture("search", "text_muted", ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(8, (self.height() - ICON) / 2), picture)
        painter.end()

    def _typed(self, words: str) -> None:
        if words:
            self._pause.start()
        else:
            self._speak()

    def _speak(self) -> None:
        self._pause.stop()
        self.searched.emit(self.text().strip())
