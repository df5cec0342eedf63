"""A small painted line of what a point has measured; gaps are left open, never bridged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app import theme
from app.control_room.devices_words import plain_value
from app.widgets import marks, text
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute
from venue.core.clock import HOUR, MINUTE, Millis
from venue.site.parts import Point

Measured = tuple[Millis, int, str]
LEAST_GAP: Millis = 5 * MINUTE
SPAN: Millis = 4 * HOUR
EDGE = 6  # pixels between the newest value and the frame


class HistoryLine(Restyled, QWidget):
    """The values of one point over the last hours: `set_point` says which, `set_values` what is known of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._point: Point | None = None
        self._values: tuple[Measured, ...] = ()
        self._until: Millis = 0
        self._fresh = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.settle()

    def set_values(self, point: Point | None, values: Sequence[Measured], *, until: Millis, fresh: bool) -> None:
        """Show (at, value in thousandths, quality) in order of time, up to `until`; not `fresh`: the end is unknown."""
        self._point, self._values, self._until, self._fresh = point, tuple(values), until, fresh
        self.retranslate()
        self.update()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("近四小时读数"))
        self.setAccessibleDescription(self._summary())
        self.setToolTip(self._summary())
        self.update()

    def _summary(self) -> str:
        if self._point is None or not self._values:
            return self.tr("近四小时没有读数")
        low, high = self._limits()
        told = {"low": self._shown(low), "high": self._shown(high), "count": len(self._values)}
        return self.tr("近四小时 {count} 次读数，最低 {low}，最高 {high}").format(**told)

    def _shown(self, value: int) -> str:
        return plain_value(self._point.quantity, self._point.unit, value)

    def _limits(self) -> tuple[int, int]:
        numbers = [value for _, value, _ in self._values]
        return min(numbers), max(numbers)

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(320, 80)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QRectF(self.rect()).adjusted(0.5, 4, -0.5, -18)
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("field"))
        painter.drawRoundedRect(field, 4, 4)
        self._paint_hours(painter, field)
        if not self._values or self._point is None:
            text.draw(painter, field, self._summary(), theme.colour("text_muted"), size="small", align=text.CENTRE)
        else:
            self._paint_unknown(painter, field)
            self._paint_line(painter, field.adjusted(0, 8, 0, -8))
            self._paint_limits(painter, field)
        painter.end()

    def _x(self, at: Millis, field: QRectF) -> float:
        return field.right() - EDGE - (self._until - at) / SPAN * (field.width() - EDGE)

    def _paint_hours(self, painter: QPainter, field: QRectF) -> None:
        hour = (self._until - SPAN) // HOUR * HOUR + HOUR
        while hour <= self._until and self._until:
            x = self._x(hour, field)
            painter.setPen(QPen(theme.colour("line_faint"), 1))
            painter.drawLine(QLineF(x, field.top() + 1, x, field.bottom() - 1))
            label = QRectF(x - 24, field.bottom() + 2, 48, 15)
            if label.left() >= 0 and label.right() <= self.width():
                text.draw(painter, label, hour_minute(hour), theme.colour("text_muted"), size="tiny", align=text.CENTRE)
            hour += HOUR

    def _paint_unknown(self, painter: QPainter, field: QRectF) -> None:
        """From the last word on nobody knows."""
        last = self._values[-1][0]
        if self._fresh:
            return
        left = max(field.left(), self._x(last, field))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(marks.unknown_brush())
        painter.drawRect(QRectF(left, field.top() + 1, field.right() - left, field.height() - 2))

    def _paint_line(self, painter: QPainter, field: QRectF) -> None:
        low, high = self._limits()
        span = (high - low) or 1
        pen = QPen(theme.colour("accent"), 1.6)
        gap = max(LEAST_GAP, 3 * self._point.every_ms)
        before: QPointF | None = None
        before_at = 0
        for at, value, quality in self._values:
            share = 0.5 if high == low else (value - low) / span
            place = QPointF(self._x(at, field), field.bottom() - share * field.height())
            held = self._point.every_ms == 0
            painter.setPen(pen)
            if before is not None and (held or at - before_at <= gap):
                if held:  # said on change: the old value held until the new one
                    painter.drawLine(before, QPointF(place.x(), before.y()))
                    painter.drawLine(QPointF(place.x(), before.y()), place)
                else:
                    painter.drawLine(before, place)
            if quality != "good":
                painter.setPen(QPen(theme.colour("p2_text"), 1.6))
                painter.drawEllipse(place, 2.5, 2.5)
            before, before_at = place, at
        self._paint_end(painter, before, field)

    def _paint_end(self, painter: QPainter, last: QPointF | None, field: QRectF) -> None:
        if last is None:
            return
        if self._fresh and self._point.every_ms == 0:
            painter.drawLine(last, QPointF(field.right() - EDGE, last.y()))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent" if self._fresh else "text_muted"))
        painter.drawEllipse(last, 3, 3)

    def _paint_limits(self, painter: QPainter, field: QRectF) -> None:
        low, high = self._limits()
        ink = theme.colour("text_muted")
        box = field.adjusted(6, 2, -6, -2)
        line = text.line_height("tiny")
        text.draw(painter, QRectF(box.left(), box.top(), box.width(), line), self._shown(high), ink, size="tiny")
        if high != low:
            foot = QRectF(box.left(), box.bottom() - line, box.width(), line)
            text.draw(painter, foot, self._shown(low), ink, size="tiny")
