"""The day of the rooms: rooms by hours, bookings as bars, the present as a line. Painted by hand."""

from bisect import bisect_right

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from app import theme
from app.widgets import chart_painter, text
from app.widgets.chart_data import ChartBar, ChartRow, Lane, lanes
from app.widgets.plan_words import alarm_line
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute

HOUR = 3_600_000
HEAD = 26  # height of the scale, pixels
LEAST_ROW, MOST_ROW = 24.0, 34.0
_STEPS = (1, 2, 3, 4, 6)  # hours between two numbers of the scale


class DayChart(Restyled, QAbstractScrollArea):
    """Chart of rooms by hours that always shows the whole day; rows scroll when there are many, names and scale stay.

    Click or Enter on a bar emits `booking_clicked(id)`; a click on a room's name `row_clicked(code)`; a double click on
    free time `slot_clicked(code, ms)`. Arrow keys walk through the bars.
    """

    booking_clicked = Signal(str)
    row_clicked = Signal(str)
    slot_clicked = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._start, self._end = 0, 10 * HOUR
        self._rows: tuple[ChartRow, ...] = ()
        self._bars: tuple[ChartBar, ...] = ()
        self._lanes: dict[str, Lane] = {}
        self._depths = [0]  # lanes above each row, and of all
        self._now: int | None = None
        self._focus: str | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.viewport().setMouseTracking(True)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("功能室当日排期"))
        self._describe()
        self.viewport().update()

    def restyle(self) -> None:
        """Sizes and colours of the theme."""
        self._range()
        self.viewport().update()

    # What is shown

    def set_day(self, start: int, end: int, rows: tuple[ChartRow, ...], bars: tuple[ChartBar, ...]) -> None:
        """Show rows and bookings between two times (ms); bars outside are cut at the edge."""
        self._start, self._end = start, max(end, start + HOUR)
        self._rows, self._bars = rows, tuple(sorted(bars, key=lambda bar: (bar.start, bar.id)))
        self._lanes, self._depths = {}, [0]
        for row in rows:
            found = lanes(bar for bar in bars if bar.row == row.code)
            self._lanes.update(found)
            self._depths.append(self._depths[-1] + max((lane.of for lane in found.values()), default=1))
        if self._focus not in {bar.id for bar in bars}:
            self._focus = None
        self._range()
        self._describe()
        self.viewport().update()

    def set_now(self, now: int | None) -> None:
        """Move the line of the present (ms); None hides it."""
        self._now = now
        self.viewport().update()

    def focused_bar(self) -> str | None:
        """Id of the bar that the keyboard stands on."""
        return self._focus

    # Geometry, in pixels of the viewport

    def names_width(self) -> float:
        """Width of the column of names."""
        widest = max((text.width(row.name) for row in self._rows), default=60.0)
        return min(max(84.0, widest + 22), self.viewport().width() * 0.26)

    def x_of(self, at: int) -> float:
        """Horizontal place of a time."""
        left = self.names_width()
        return left + (self.viewport().width() - left - 8) * (at - self._start) / (self._end - self._start)

    def time_at(self, x: float) -> int:
        """Time at a horizontal place."""
        left = self.names_width()
        share = (x - left) / max(1.0, self.viewport().width() - left - 8)
        return round(self._start + share * (self._end - self._start))

    def lane_height(self) -> float:
        """Height of a row without double bookings: as much as there is room for, within limits."""
        free = (self.viewport().height() - HEAD) / max(1, self._depths[-1])
        return min(max(free, LEAST_ROW * theme.current().scale), MOST_ROW * theme.current().scale)

    def row_top(self, number: int) -> float:
        """Vertical place of a row; a row with double bookings is as many times higher."""
        return HEAD + self._depths[number] * self.lane_height() - self.verticalScrollBar().value()

    def bar_box(self, bar: ChartBar) -> QRectF:
        """Where a bar lies."""
        number = next(place for place, row in enumerate(self._rows) if row.code == bar.row)
        lane = self._lanes.get(bar.id, Lane(0, 1))
        height = self.lane_height() - (6 if lane.of == 1 else 4)
        left, right = self.x_of(max(bar.start, self._start)), self.x_of(min(bar.end, self._end))
        top = self.row_top(number) + 3 + lane.number * (height + 2)
        return QRectF(left, top, max(4.0, right - left), height)

    def _shown_bars(self) -> list[ChartBar]:
        rows = {row.code for row in self._rows}
        return [b for b in self._bars if b.row in rows and b.end > self._start and b.start < self._end]

    def bar_at(self, place: QPointF) -> ChartBar | None:
        """The bar under a pixel."""
        if place.y() < HEAD or place.x() < self.names_width():
            return None
        return next((bar for bar in self._shown_bars() if self.bar_box(bar).contains(place)), None)

    def row_at(self, place: QPointF) -> ChartRow | None:
        """The row under a pixel."""
        tops = [self.row_top(number) for number in range(len(self._rows) + 1)]
        number = bisect_right(tops, place.y()) - 1
        return self._rows[number] if place.y() >= HEAD and 0 <= number < len(self._rows) else None

    def _range(self) -> None:
        needed = HEAD + self._depths[-1] * self.lane_height() - self.viewport().height()
        self.verticalScrollBar().setRange(0, max(0, round(needed)))
        self.verticalScrollBar().setPageStep(self.viewport().height() - HEAD)
        self.verticalScrollBar().setSingleStep(round(self.lane_height()))

    # Painting

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(900, round(HEAD + max(5, self._depths[-1]) * LEAST_ROW * theme.current().scale) + 4)

    def minimumSizeHint(self) -> QSize:
        """Size under which nothing can be read."""
        return QSize(320, round(HEAD + 3 * LEAST_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), theme.colour("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(QRectF(0, HEAD, self.viewport().width(), self.viewport().height()))
        self._paint_rows(painter)
        self._paint_bars(painter)
        painter.restore()
        self._paint_scale(painter)
        painter.end()

    def _paint_rows(self, painter: QPainter) -> None:
        painter.setPen(QPen(theme.colour("line_faint"), 1))
        width, bottom = self.viewport().width(), min(self.viewport().height(), self.row_top(len(self._rows)))
        for number in range(len(self._rows) + 1):
            y = round(self.row_top(number)) + 0.5
            painter.drawLine(QLineF(0, y, width, y))
        for at in self._hours():
            x = round(self.x_of(at)) + 0.5
            painter.drawLine(QLineF(x, HEAD, x, bottom))
        for number, row in enumerate(self._rows):
            top, end = self.row_top(number), self.row_top(number + 1)
            self._paint_name(painter, row, QRectF(8, top, self.names_width() - 14, end - top))

    def _paint_name(self, painter: QPainter, row: ChartRow, box: QRectF) -> None:
        note = text.width(row.note, size="tiny") if row.note else 0.0
        both = bool(row.note) and text.width(row.name) + note + 8 <= box.width()
        text.draw(painter, box, row.name, theme.colour("text"))
        if both:
            text.draw(painter, box, row.note, theme.colour("text_muted"), size="tiny", align=text.RIGHT)

    def _paint_bars(self, painter: QPainter) -> None:
        painter.setClipRect(QRectF(self.names_width() - 3, HEAD, self.viewport().width(), self.viewport().height()))
        for bar in self._shown_bars():
            doubled = self._lanes.get(bar.id, Lane(0, 1)).of > 1
            focused = self.hasFocus() and bar.id == self._focus
            chart_painter.draw_bar(painter, bar, self.bar_box(bar), doubled=doubled, focused=focused)

    def _paint_scale(self, painter: QPainter) -> None:
        step = self._hour_step()
        now = None if self._now is None or not self._start <= self._now <= self._end else self._now
        flag = None if now is None else self.x_of(now)
        for number, at in enumerate(self._hours()):
            x = self.x_of(at)
            if number % step == 0 and (flag is None or abs(flag - x) > 38):
                left = min(x - 30, self.viewport().width() - 60.0)
                box = QRectF(left, 2, 60, HEAD - 6)
                align = text.RIGHT if left < x - 30 else text.CENTRE
                text.draw(painter, box, hour_minute(at), theme.colour("text_muted"), size="small", align=align)
        if now is not None:
            bottom = min(self.viewport().height(), self.row_top(len(self._rows)))
            chart_painter.draw_now(painter, self.x_of(now), HEAD, bottom, now)

    def _hours(self) -> range:
        first = -(-self._start // HOUR) * HOUR
        return range(first, self._end + 1, HOUR)

    def _hour_step(self) -> int:
        room = self.x_of(self._start + HOUR) - self.x_of(self._start)
        return next((step for step in _STEPS if step * room >= 46), _STEPS[-1])

    # Input

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the new size."""
        super().resizeEvent(event)
        self._range()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips come from what is painted."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), "\n".join(self.lines_at(QPointF(event.pos()))), self.viewport())
            return True
        return super().viewportEvent(event)

    def lines_at(self, place: QPointF) -> list[str]:
        """The words of the tooltip at a pixel."""
        bar = self.bar_at(place)
        if bar is None:
            return []
        lines = [bar.title, f"{hour_minute(bar.start)}–{hour_minute(bar.end)}", *bar.lines]
        if self._lanes.get(bar.id, Lane(0, 1)).of > 1:
            lines.append(self.tr("与同一功能室的其他预约时间重叠"))
        if bar.alarm is not None:
            lines.append(alarm_line(bar.alarm))
        return lines

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        over = self.bar_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press of a button."""
        bar, row = self.bar_at(event.position()), self.row_at(event.position())
        if bar is not None:
            self._focus_on(bar)
            self.booking_clicked.emit(bar.id)
        elif row is not None and event.position().x() < self.names_width():
            self.row_clicked.emit(row.code)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The press has said everything."""
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click on free time asks for a booking."""
        row = self.row_at(event.position())
        free = self.bar_at(event.position()) is None and event.position().x() >= self.names_width()
        if row is not None and free:
            self.slot_clicked.emit(row.code, self.time_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the class docstring."""
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._walk(1 if key in (Qt.Key.Key_Right, Qt.Key.Key_Down) else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focus is not None:
            self.booking_clicked.emit(self._focus)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        order = [row.code for row in self._rows]
        bars = sorted(self._shown_bars(), key=lambda bar: (order.index(bar.row), bar.start, bar.id))
        ids = [bar.id for bar in bars]
        if bars:
            here = ids.index(self._focus) if self._focus in ids else (-1 if step > 0 else len(bars))
            self._focus_on(bars[min(len(bars) - 1, max(0, here + step))])

    def _focus_on(self, bar: ChartBar) -> None:
        self._focus = bar.id
        box, scroll = self.bar_box(bar), self.verticalScrollBar()
        if box.top() < HEAD:
            scroll.setValue(round(scroll.value() + box.top() - HEAD - 3))
        elif box.bottom() > self.viewport().height():
            scroll.setValue(round(scroll.value() + box.bottom() - self.viewport().height() + 3))
        self._describe()
        self.viewport().update()

    def _describe(self) -> None:
        bar = next((bar for bar in self._bars if bar.id == self._focus), None)
        if bar is None:
            self.setAccessibleDescription(
                self.tr("{rows} 间，{bars} 场").format(rows=len(self._rows), bars=len(self._bars))
            )
            return
        room = next((row.name for row in self._rows if row.code == bar.row), bar.row)
        self.setAccessibleDescription(f"{room}，{bar.title}，{hour_minute(bar.start)}–{hour_minute(bar.end)}")
