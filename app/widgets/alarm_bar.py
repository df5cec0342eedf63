"""The strip that is on every page: how many alarms call for somebody, and the most urgent of them."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app import theme
from app.widgets import marks, text
from app.widgets.alarm_data import AlarmRow, calling_counts, event_words, in_order
from app.widgets.restyled import Restyled
from app.widgets.words import clock, priority_word


class AlarmBar(Restyled, QAbstractButton):
    """One line: marks with numbers by priority, then the most urgent alarm in words. A click opens it."""

    alarm_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = {1: 0, 2: 0, 3: 0, 4: 0}
        self._first: AlarmRow | None = None
        self._note = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.clicked.connect(self._open)
        self.settle()

    def set_alarms(self, alarms: tuple[AlarmRow, ...], *, note: str = "") -> None:
        """Show what calls for somebody; `note` stands at the right, such as the rate of alarms."""
        calling = tuple(alarm for alarm in in_order(alarms) if alarm.calling)
        self._counts = calling_counts(calling)
        self._first = min(calling, key=lambda a: (a.priority, -a.at), default=None)
        self._note = note
        self.retranslate()

    def words(self) -> str:
        """The most urgent alarm in words, or that there is none."""
        if self._first is None:
            return self.tr("当前没有未确认的报警")
        first = self._first
        return f"{clock(first.at)}  {first.place}  {event_words(first)}"

    def retranslate(self) -> None:
        """Words for screen readers."""
        counts = "，".join(f"{priority_word(p)} {count}" for p, count in self._counts.items() if count)
        self.setAccessibleName(self.tr("报警条：{words}").format(words=self.words()))
        self.setAccessibleDescription(counts)
        self.update()

    def _open(self) -> None:
        self.alarm_chosen.emit(self._first.id if self._first else "")

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(400, round(text.line_height()) + 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        self._paint_ground(painter, box)
        left = self._paint_counts(painter, box)
        right = box.right() - 12
        if self._note:
            wide = text.width(self._note, size="small") + 4
            note = QRectF(right - wide, box.top(), wide, box.height())
            text.draw(painter, note, self._note, theme.colour("text_muted"), size="small")
            right -= wide + 12
        ink = theme.colour("text" if self._first else "text_muted")
        line = QRectF(left, box.top(), right - left, box.height())
        text.draw(painter, line, self.words(), ink, bold=self._first is not None)
        painter.end()

    def _paint_ground(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.colour("accent" if self.hasFocus() else "line"), 1.2))
        painter.setBrush(theme.colour("raised" if self.underMouse() else "panel"))
        painter.drawRoundedRect(box, 4, 4)
        if self._first is not None:
            band = QRectF(box.left() + 1, box.top() + 1, 4, box.height() - 2)
            painter.fillRect(band, theme.colour(f"p{self._first.priority}"))

    def _paint_counts(self, painter: QPainter, box: QRectF) -> float:
        x = box.left() + 14
        for priority, count in self._counts.items():
            if count:
                marks.draw_priority(painter, priority, QRectF(x, box.center().y() - 8, 16, 16))
                wide = text.width(str(count), bold=True) + 2
                text.draw(
                    painter, QRectF(x + 21, box.top(), wide, box.height()), str(count), theme.colour("text"), bold=True
                )
                x += 21 + wide + 12
        return x + 4 if any(self._counts.values()) else x
