"""The week of the rooms: days by rooms, each cell a day in small, with the load over it. A click opens the day."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app import theme
from app.widgets import marks, plan_chart_text, text
from app.widgets.plan_chart_data import PlanRow
from app.widgets.plan_chart_painter import shade
from app.widgets.restyled import Restyled

HEAD = 64.0  # height of the days' heads at scale 1.0
LEAST_ROW, MOST_ROW = 20.0, 32.0
_FILLS = {"running": "room_busy_line", "suspended": "room_paused_line", "done": "line"}


@dataclass(frozen=True, slots=True)
class WeekDay:
    """A day: ISO day, words of its head, from when to when it is drawn (ms), and what is on.

    `load`: share of the rooms' time that is taken, in thousandths. `clashes`: bars that take a room twice. `waiting`: requests
    without a place. `short` stands where the words are too long.
    """

    day: str
    words: str
    start: int
    end: int
    sessions: int = 0
    load: int = 0
    clashes: int = 0
    waiting: int = 0
    short: str = ""


@dataclass(frozen=True, slots=True)
class WeekBar:
    """A claim of a day on a row (ms), with buffers; `alarmed` when the room is taken twice. `closed`: a maintenance closure."""

    day: int
    row: str
    start: int
    end: int
    state: str = "planned"
    alarmed: bool = False
    closed: bool = False


class WeekChart(Restyled, QAbstractScrollArea):
    """Days by rooms. Click or Enter on a day emits `day_opened(day)`; left and right walk through the days."""

    day_opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._days: tuple[WeekDay, ...] = ()
        self._rows: tuple[PlanRow, ...] = ()
        self._cells: dict[tuple[int, str], list[WeekBar]] = {}
        self._today, self._focus, self._over = "", 0, -1
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.viewport().setMouseTracking(True)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("功能室一周排期"))
        self._describe()
        self.viewport().update()

    def restyle(self) -> None:
        """Sizes and colours of the theme."""
        self._range()
        self.viewport().update()

    def set_week(
        self, days: tuple[WeekDay, ...], rows: tuple[PlanRow, ...], bars: tuple[WeekBar, ...], today: str = ""
    ) -> None:
        """Show some days."""
        self._days, self._rows, self._today = days, rows, today
        self._cells = {}
        for bar in bars:
            self._cells.setdefault((bar.day, bar.row), []).append(bar)
        self._focus = min(self._focus, max(0, len(days) - 1))
        self._range()
        self._describe()
        self.viewport().update()

    def focus_day(self, day: str) -> None:
        """Stand on a day."""
        self._focus = next((number for number, one in enumerate(self._days) if one.day == day), self._focus)
        self._describe()
        self.viewport().update()

    def focused_day(self) -> str:
        """The day on which the keyboard stands."""
        return self._days[self._focus].day if self._days else ""

    # Geometry

    def day_box(self, number: int) -> QRectF:
        """Where a day lies: its column, head included."""
        left = self._names()
        wide = (self.viewport().width() - left - 4) / max(1, len(self._days))
        return QRectF(left + number * wide, 0, wide, self.viewport().height())

    def day_at(self, place: QPointF) -> int:
        """Number of the day under a pixel; -1 for none."""
        return next((n for n in range(len(self._days)) if self.day_box(n).contains(place)), -1)

    def _names(self) -> float:
        widest = max((text.width(row.name, size="small") for row in self._rows), default=60.0)
        return min(max(90.0, widest + 22), self.viewport().width() * 0.2)

    def _head(self) -> float:
        return HEAD * theme.current().scale

    def _row_height(self) -> float:
        scale = theme.current().scale
        free = (self.viewport().height() - self._head()) / max(1, len(self._rows))
        return min(max(free, LEAST_ROW * scale), MOST_ROW * scale)

    def _row_top(self, number: int) -> float:
        return self._head() + number * self._row_height() - self.verticalScrollBar().value()

    def _range(self) -> None:
        whole = self._head() + len(self._rows) * self._row_height()
        self.verticalScrollBar().setRange(0, max(0, round(whole - self.viewport().height())))
        self.verticalScrollBar().setPageStep(round(self.viewport().height() - self._head()))
        self.verticalScrollBar().setSingleStep(round(self._row_height()))

    # Painting

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(900, 420)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("panel"))
        self._paint_columns(painter)
        painter.save()
        head = self._head()
        painter.setClipRect(QRectF(0, head, self.viewport().width(), self.viewport().height() - head))
        for number, row in enumerate(self._rows):
            top = self._row_top(number)
            if head - self._row_height() <= top <= self.viewport().height():
                self._paint_row(painter, row, top)
        painter.restore()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number in range(len(self._days)):
            self._paint_head(painter, number)
        painter.end()

    def _paint_columns(self, painter: QPainter) -> None:
        for number, day in enumerate(self._days):
            box = self.day_box(number)
            if day.day == self._today:
                painter.fillRect(box, shade("selection", 70))
            if number == self._over or (number == self._focus and self.hasFocus()):
                painter.fillRect(box, shade("hover", 120))
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QLineF(box.left(), 4, box.left(), box.bottom()))

    def _paint_row(self, painter: QPainter, row: PlanRow, top: float) -> None:
        height = self._row_height()
        alarmed = any(bar.alarmed for n in range(len(self._days)) for bar in self._cells.get((n, row.code), ()))
        box = QRectF(10, top, self._names() - 16, height)
        if alarmed:
            painter.fillRect(QRectF(2, top + 1, 3, height - 2), theme.colour("p1"))
        plan_chart_text.draw(painter, box, row.name, theme.colour("p1_text" if alarmed else "text"), bold=alarmed)
        painter.setPen(QPen(theme.colour("line_faint"), 1))
        painter.drawLine(QLineF(0, top + height, self.viewport().width(), top + height))
        for number in range(len(self._days)):
            for bar in sorted(self._cells.get((number, row.code), ()), key=lambda one: one.alarmed):
                self._paint_bar(painter, bar, top)

    def _paint_bar(self, painter: QPainter, bar: WeekBar, top: float) -> None:
        day, box = self._days[bar.day], self.day_box(bar.day).adjusted(4, 0, -4, 0)
        per = box.width() / max(1, day.end - day.start)
        left = box.left() + (max(bar.start, day.start) - day.start) * per
        right = box.left() + (min(bar.end, day.end) - day.start) * per
        inset = 2.0 if bar.alarmed or bar.closed else 4.0
        cell = QRectF(left, top + inset, max(2.0, right - left), self._row_height() - 2 * inset)
        if bar.closed:
            painter.fillRect(cell, marks.hatch_brush())
        elif bar.alarmed:
            painter.fillRect(cell, theme.colour("p1"))
        elif bar.state == "held":
            painter.setPen(QPen(theme.colour("control_line"), 1, Qt.PenStyle.DashLine))
            painter.drawRect(cell)
        else:
            painter.fillRect(cell, theme.colour(_FILLS.get(bar.state, "control_line")))

    def _paint_head(self, painter: QPainter, number: int) -> None:
        day, box = self._days[number], self.day_box(number)
        head = self._head()
        inner = box.adjusted(8, 5, -8, 0)
        line = text.line_height("small") + 2
        first = QRectF(inner.left(), inner.top(), inner.width() - (20 if day.clashes else 0), line)
        bold = day.day == self._today
        words = day.words if text.width(day.words, bold=bold) <= first.width() or not day.short else day.short
        text.draw(painter, first, words, theme.colour("text"), bold=bold)
        second = QRectF(inner.left(), first.bottom() + 1, inner.width(), line)
        figures = self._figures(day)
        if text.width(figures, size="small") > second.width():  # the bar below says the share, and the tooltip in words
            figures = self._figures(day, share="{share}%")
        text.draw(painter, second, figures, theme.colour("text_muted"), size="small")
        track = QRectF(inner.left(), head - 11, inner.width(), 5)
        painter.fillRect(track, theme.colour("line_faint"))
        full = QRectF(track.left(), track.top(), track.width() * min(1000, day.load) / 1000, track.height())
        painter.fillRect(full, theme.colour("room_busy_line"))
        if day.clashes:
            marks.draw_priority(painter, 1, QRectF(box.right() - 24, inner.top() + 2, 16, 16))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(QLineF(box.left(), head - 0.5, box.right(), head - 0.5))
        if number == self._focus and self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(2, 2, -2, -2), 4, 4)

    def _figures(self, day: WeekDay, share: str = "") -> str:
        parts = [self.tr("{count} 场").format(count=day.sessions)]
        if day.waiting:
            parts.append(self.tr("待排 {count}").format(count=day.waiting))
        if day.clashes:
            parts.append(self.tr("冲突 {count}").format(count=day.clashes))
        parts.append((share or self.tr("占用 {share}%")).format(share=day.load // 10))
        return " · ".join(parts)

    # Input

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the new size."""
        super().resizeEvent(event)
        self._range()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        over = self.day_at(event.position())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over >= 0 else Qt.CursorShape.ArrowCursor)
        if over != self._over:
            self._over = over
            self.viewport().update()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is gone."""
        self._over = -1
        self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """What is pressed opens when it is let go."""
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click opens the day."""
        number = self.day_at(event.position())
        if number >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self._focus = number
            self.day_opened.emit(self._days[number].day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the class docstring."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._days:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._focus = min(len(self._days) - 1, max(0, self._focus + step))
            self._describe()
            self.viewport().update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._days:
            self.day_opened.emit(self.focused_day())
        else:
            super().keyPressEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips come from what is painted."""
        if event.type() == QEvent.Type.ToolTip:
            number = self.day_at(QPointF(event.pos()))
            words = f"{self._days[number].words}\n{self._figures(self._days[number])}" if number >= 0 else ""
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def _describe(self) -> None:
        if self._days:
            day = self._days[self._focus]
            self.setAccessibleDescription(f"{day.words}，{self._figures(day)}")
        else:
            self.setAccessibleDescription("")
