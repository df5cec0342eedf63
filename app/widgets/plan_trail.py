"""Paints the way of one person through the rooms of a floor: numbered stops in the order of time."""

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPen, QPolygonF

from app import theme
from app.widgets import text
from app.widgets.plan_data import TrailPoint
from app.widgets.plan_geometry import Point, View
from app.widgets.words import clock

STOP = 10.0  # radius of a stop, pixels


def draw_trail(painter: QPainter, stops: list[tuple[TrailPoint, Point]], view: View) -> None:
    """Paint the stops (each with its place in metres) and the way between them; several in one room stand side by side."""
    seen: dict[str, int] = {}
    places = []
    for stop, where in stops:
        x, y = view.to_screen(where)
        places.append(QPointF(x + seen.get(stop.room, 0) * STOP * 2.3, y))
        seen[stop.room] = seen.get(stop.room, 0) + 1
    _way(painter, places)
    for number, ((stop, _), place) in enumerate(zip(stops, places, strict=True), start=1):
        _stop(painter, place, number)
        if seen[stop.room] == 1:
            box = QRectF(place.x() - 40, place.y() + STOP, 80, 16)
            text.draw(painter, box, clock(stop.at), theme.colour("text"), size="tiny", align=text.CENTRE)


def _way(painter: QPainter, places: list[QPointF]) -> None:
    for ink, width in (("panel", 4.5), ("accent", 2.2)):
        painter.setPen(QPen(theme.colour(ink), width))
        painter.drawPolyline(QPolygonF(places))


def _stop(painter: QPainter, place: QPointF, number: int) -> None:
    painter.setPen(QPen(theme.colour("panel"), 1.5))
    painter.setBrush(theme.colour("accent"))
    painter.drawEllipse(place, STOP, STOP)
    box = QRectF(place.x() - STOP, place.y() - STOP, 2 * STOP, 2 * STOP)
    text.draw(painter, box, str(number), theme.colour("accent_text"), size="small", bold=True, align=text.CENTRE)
