"""One big figure of the day with its caption."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app import theme
from app.widgets import marks, text
from app.widgets.restyled import Restyled

UNKNOWN = "—"


class FigureCard(Restyled, QAbstractButton):
    """A card with a figure; a click opens what it counts.

    An abnormal figure is red and carries an alarm mark, so that it is told without colour. A figure that nobody knows is
    shown as a dash, never as zero.
    """

    def __init__(self, caption: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._caption, self._value, self._note = caption, UNKNOWN, ""
        self._priority = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.settle()
        self._describe()

    def set_value(self, value: str | None, *, priority: int = 0, note: str = "") -> None:
        """Show a figure (None for unknown); `priority` 1 to 4 marks it abnormal, `note` stands small beside it."""
        shown = UNKNOWN if value is None else value
        if (shown, priority, note) != (self._value, self._priority, self._note):
            self._value, self._priority, self._note = shown, priority, note
            self._describe()
            self.update()

    def set_caption(self, caption: str) -> None:
        """Change the words under the figure."""
        self._caption = caption
        self._describe()
        self.update()

    def value(self) -> str:
        """What the card shows."""
        return self._value

    def _describe(self) -> None:
        spoken = self.tr("未知") if self._value == UNKNOWN else self._value
        self.setAccessibleName(f"{self._caption} {spoken} {self._note}".strip())
        self.setToolTip(self._note)

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(150, round(text.line_height("figure") + text.line_height("small")) + 12)

    def minimumSizeHint(self) -> QSize:
        """Size under which nothing can be read."""
        return QSize(96, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_card(painter)
        inner = QRectF(self.rect()).adjusted(13, 4, -12, -6)
        high = text.line_height("figure")
        self._paint_value(painter, QRectF(inner.left(), inner.top(), inner.width(), high))
        low = text.line_height("small")
        caption = QRectF(inner.left(), inner.bottom() - low, inner.width(), low)
        text.draw(painter, caption, self._caption, theme.colour("text_muted"), size="small")
        painter.end()

    def _paint_card(self, painter: QPainter) -> None:
        line = "accent" if self.hasFocus() else f"p{self._priority}" if self._priority else "line"
        painter.setPen(QPen(theme.colour(line), 1.6 if self.hasFocus() or self._priority else 1.0))
        painter.setBrush(theme.colour("raised" if self.underMouse() else "panel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 5, 5)

    def _paint_value(self, painter: QPainter, box: QRectF) -> None:
        ink = theme.colour(f"p{self._priority}_text" if self._priority else "text")
        text.draw(painter, box, self._value, ink, size="figure", bold=True)
        wide = text.width(self._value, size="figure", bold=True)
        if self._note:
            rest = box.adjusted(wide + 8, 6, -22 if self._priority else 0, 0)
            text.draw(painter, rest, self._note, theme.colour("text_muted"), size="small")
        if self._priority:
            marks.draw_priority(painter, self._priority, QRectF(box.right() - 16, box.center().y() - 8, 16, 16))
