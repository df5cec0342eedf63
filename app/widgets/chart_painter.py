"""Paints the bars and the scale of the day chart."""

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app import theme
from app.widgets import marks, text
from app.widgets.chart_data import ChartBar
from app.widgets.words import hour_minute

_LOOKS = {
    "planned": ("raised", "control_line", "text"),
    "running": ("room_busy", "room_busy_line", "text"),
    "suspended": ("room_paused", "room_paused_line", "text"),
    "done": ("panel", "line", "text_muted"),
    "cancelled": ("panel", "line", "text_disabled"),
}


def draw_bar(painter: QPainter, bar: ChartBar, box: QRectF, *, doubled: bool, focused: bool) -> None:
    """Paint one booking. A double booking is an alarm even when nobody has raised one: hatched and framed in red."""
    fill, line, ink = _LOOKS.get(bar.state, _LOOKS["planned"])
    painter.setPen(
        QPen(theme.colour(line), 1.2, Qt.PenStyle.DashLine if bar.state == "suspended" else Qt.PenStyle.SolidLine)
    )
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, 3, 3)
    if doubled:
        painter.setBrush(marks.hatch_brush())
        painter.drawRoundedRect(box, 3, 3)
    _frame(painter, bar, box, doubled=doubled)
    _title(painter, bar, box, ink)
    if focused:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2))
        painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)


def _frame(painter: QPainter, bar: ChartBar, box: QRectF, *, doubled: bool) -> None:
    priority = bar.alarm.priority if bar.alarm else (1 if doubled else 0)
    if priority:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour(f"p{priority}"), 2.0))
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _title(painter: QPainter, bar: ChartBar, box: QRectF, ink: str) -> None:
    inner = box.adjusted(7, 0, -5, 0)
    if bar.alarm is not None and box.width() > 26 and box.height() >= 13:
        side = min(15.0, box.height() - 4)
        mark = QRectF(box.right() - side - 4, box.center().y() - side / 2, side, side)
        marks.draw_priority(painter, bar.alarm.priority, mark)
        inner.setRight(mark.left() - 3)
    size = "small" if box.height() >= 15 else "tiny"
    text.draw(painter, inner, bar.title, theme.colour(ink), size=size)
    if bar.state == "cancelled":
        painter.setPen(QPen(theme.colour("text_disabled"), 1))
        painter.drawLine(QLineF(box.left() + 4, box.center().y(), box.right() - 4, box.center().y()))


def draw_now(painter: QPainter, x: float, top: float, bottom: float, now: int) -> None:
    """Paint the line of the present with its marker and the time."""
    painter.setPen(QPen(theme.colour("accent"), 1.8))
    painter.drawLine(QLineF(x, top, x, bottom))
    words = hour_minute(now)
    wide = text.width(words, size="tiny", bold=True) + 10
    flag = QRectF(x - wide / 2, top - 20, wide, 15)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(flag, 3, 3)
    painter.drawPolygon(QPolygonF([QPointF(x - 4.5, flag.bottom()), QPointF(x + 4.5, flag.bottom()), QPointF(x, top)]))
    text.draw(painter, flag, words, theme.colour("accent_text"), size="tiny", bold=True, align=text.CENTRE)
