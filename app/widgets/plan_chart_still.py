"""The dispatch chart as it is painted: a still picture of rows, closures and bars, over it what moves."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from app import theme
from app.widgets import plan_chart_painter as paint
from app.widgets import text
from app.widgets.plan_chart_layout import HOUR, RowPlace
from app.widgets.plan_chart_view import MINUTE, ChartView
from app.widgets.words import hour_minute

_STEPS = (5, 10, 15, 30, 60, 120, 180, 240, 360)  # minutes between two numbers of the scale


class ChartSurface(ChartView):
    """Paints what is shown. The still picture is painted anew only after a change, and where scrolling brings something in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._picture, self._painted_at = QPixmap(), 0
        self._painted_for: tuple[object, ...] = ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Copy the still picture, painted anew when something in it has changed; over it what moves."""
        painter = QPainter(self.viewport())
        painter.drawPixmap(0, 0, self._still())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.save()
        painter.setClipRect(self._field())
        self.paint_moving(painter)
        painter.restore()
        self._paint_scale(painter)
        self._paint_now(painter)
        self.paint_top(painter)
        painter.end()

    def paint_moving(self, painter: QPainter) -> None:
        """For subclasses: what moves, within the hours."""

    def paint_top(self, painter: QPainter) -> None:
        """For subclasses: what lies over everything."""

    def _field(self) -> QRectF:
        left = self._scale.left - 3
        return QRectF(left, self.head, self.viewport().width() - left, self.viewport().height() - self.head)

    def _still(self) -> QPixmap:
        """Rows, closures and bars as a picture: painted anew after a change; after scrolling only where something came in."""
        density, size = self.devicePixelRatioF(), self.viewport().size()
        key = (self._revision, size, density, theme.current().key)
        area = QRectF(0, self.head, size.width(), size.height() - self.head)
        if key != self._painted_for:
            if self._picture.size() != size * density:
                self._picture = QPixmap(size * density)
            self._picture.setDevicePixelRatio(density)
            self._picture.fill(theme.colour("panel"))
        else:
            area = self._scrolled_in(area, density)
        self._painted_for, self._painted_at = key, self.verticalScrollBar().value()
        if not area.isEmpty():
            painter = QPainter(self._picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint_still(painter, area)
            painter.end()
        return self._picture

    def _scrolled_in(self, area: QRectF, density: float) -> QRectF:
        """Move the picture by what was scrolled; gives the strip that is to be painted (all, where pixels do not match)."""
        moved = self.verticalScrollBar().value() - self._painted_at
        pixels = moved * density
        if moved == 0:
            return QRectF()
        if pixels != int(pixels) or abs(moved) >= area.height():
            return area
        whole_area = QRectF(0, area.top() * density, area.width() * density, area.height() * density).toAlignedRect()
        self._picture.scroll(0, -int(pixels), whole_area)
        if moved > 0:
            return QRectF(0, area.bottom() - moved - 1, area.width(), moved + 1)
        return QRectF(0, area.top(), area.width(), -moved + 1)

    def _paint_still(self, painter: QPainter, area: QRectF) -> None:
        painter.fillRect(area, theme.colour("panel"))
        painter.setClipRect(area)
        shown = [place for place in self.layout_.rows if self._touches(place, area)]
        self._paint_grid(painter, shown)
        for place in shown:
            self._paint_name(painter, place)
        painter.setClipRect(self._field() & area)
        self._paint_closures(painter, {place.row.code for place in shown})
        for origin, _ in self._origins:
            paint.draw_origin(painter, self.box_of(origin))
        for place in shown:
            self._paint_row(painter, place)
        self._paint_links(painter)
        painter.setClipRect(area)
        for place in shown:
            self._paint_heading(painter, place)

    def _touches(self, place: RowPlace, area: QRectF) -> bool:
        top, spill = place.top + self._top(), 8.0  # a glow reaches a little beyond its row
        above = self.layout_.group_height if place.heading else 0.0
        return top + place.height + spill >= area.top() and top - above - spill <= area.bottom()

    def _paint_grid(self, painter: QPainter, shown: list[RowPlace]) -> None:
        painter.setPen(QPen(theme.colour("line_faint"), 1))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        width, bottom = self.viewport().width(), min(self.viewport().height(), self._top() + self.layout_.height)
        lines = []
        for place in shown:
            y = round(place.top + place.height + self._top()) + 0.5
            lines.append(QLineF(0, y, width, y))
        for at in self._marks(self._step()):
            x = round(self._scale.x_of(at)) + 0.5
            if x >= self._scale.left:
                lines.append(QLineF(x, self.head, x, bottom))
        painter.drawLines(lines)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def _paint_name(self, painter: QPainter, place: RowPlace) -> None:
        high = min(place.height, 2 * self.layout_.lane_height)
        box = QRectF(10, place.top + self._top(), self._scale.left - 18, high)
        mine = self.layout_.by_row.get(place.row.code, [])
        alarmed = any(bar.id in self.layout_.doubled for bar in mine)
        tall = QRectF(box.left(), box.top(), box.width(), place.height if alarmed else high)
        paint.draw_name(painter, place, tall, alarmed=alarmed)

    def _paint_heading(self, painter: QPainter, place: RowPlace) -> None:
        if place.heading:
            high = self.layout_.group_height
            box = QRectF(0, place.top + self._top() - high, self.viewport().width(), high)
            paint.draw_heading(painter, place.heading, box)

    def _paint_closures(self, painter: QPainter, rows: set[str]) -> None:
        for block in self.day().blocks:
            if block.row in rows:
                box = self.layout_.block_box(block, self._scale).translated(0, self._top())
                seen = box.intersected(self._field())
                if not seen.isEmpty():
                    paint.draw_block(painter, block.words, seen)

    def _paint_row(self, painter: QPainter, place: RowPlace) -> None:
        first, last = self._scale.time_at(self._scale.left), self._scale.time_at(self.viewport().width())
        for bar in self.layout_.by_row.get(place.row.code, []):
            if bar.taken_from < last and bar.taken_until > first:
                alarmed = bar.id in self.layout_.doubled
                box, taken = self._seen(self.box_of(bar)), self._seen(self.taken_box_of(bar))
                paint.draw_bar(painter, bar, box, taken, alarmed=alarmed)

    def _seen(self, box: QRectF) -> QRectF:
        """The part on the screen, so that a title is read however far a bar reaches beyond the edge."""
        left = max(box.left(), self._scale.left - 6)
        return QRectF(left, box.top(), max(3.0, box.right() - left), box.height())

    def _paint_links(self, painter: QPainter) -> None:
        for origin, goal in self._origins:
            target = self.bar(goal) if goal else None
            if target is not None:
                paint.draw_link(painter, *_between(self.box_of(origin), self.box_of(target)))

    def _paint_scale(self, painter: QPainter) -> None:
        step = self._step()
        label = text.width("00:00", size="small")
        gap = label + 36
        wide = next((s for s in _STEPS if s >= step and s * MINUTE / self._scale.ms >= gap), _STEPS[-1])
        taken = self.flags()
        for at in self._marks(wide):
            x = self._scale.x_of(at)
            fits = x >= self._scale.left - 1 and x + label / 2 <= self.viewport().width()
            if fits and all(abs(x - other) > label + 10 for other in taken):
                box = QRectF(x - label, 2, 2 * label, self.head - 8)
                text.draw(painter, box, hour_minute(at), theme.colour("text_muted"), size="small", align=text.CENTRE)

    def flags(self) -> list[float]:
        """Pixels of the scale at which something else stands than the hours: the present."""
        now = self._now
        if now is None or not self.day().start <= now <= self.day().end:
            return []
        return [x for x in (self._scale.x_of(now),) if x >= self._scale.left]

    def _paint_now(self, painter: QPainter) -> None:
        bottom = min(self.viewport().height(), self._top() + self.layout_.height)
        for x in ChartSurface.flags(self):
            paint.draw_now(painter, x, self.head, bottom, self._now or 0)

    def _marks(self, minutes: int) -> range:
        step = minutes * MINUTE
        zone = 8 * HOUR  # clock times of the site, whose hours are those of UTC moved by whole hours
        first = -(-(max(self.day().start, int(self._scale.start)) + zone) // step) * step - zone
        return range(first, self.day().end + 1, step)

    def _step(self) -> int:
        return next((step for step in _STEPS[2:] if step * MINUTE / self._scale.ms >= 30 and step <= 60), 60)


def _between(start: QRectF, end: QRectF) -> tuple[QPointF, QPointF]:
    """From the edge of one box to the nearest edge of the other."""
    if abs(end.center().y() - start.center().y()) < 4:
        level = start.center().y()
        if end.left() >= start.left():
            return QPointF(start.left() + 2, level), QPointF(end.left() - 1, level)
        return QPointF(start.right() - 2, level), QPointF(end.right() + 1, level)
    down = end.center().y() > start.center().y()
    x_from = min(max(end.center().x(), start.left() + 8), start.right() - 8)
    return (
        QPointF(x_from, start.bottom() if down else start.top()),
        QPointF(min(max(x_from, end.left() + 8), end.right() - 8), end.top() - 1 if down else end.bottom() + 1),
    )
