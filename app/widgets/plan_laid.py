"""A floor laid out on the screen: every outline and place in pixels for one view, so that a repaint only paints."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from app.widgets.plan_data import DevicePoint, DoorShape, FloorDrawing, Outline
from app.widgets.plan_doors import door_area
from app.widgets.plan_geometry import Box, View


@dataclass(frozen=True, slots=True)
class LaidRoom:
    """A room in pixels: outline, everything it may paint, box for its words."""

    outline: QPolygonF
    area: QRectF
    words: QRectF


@dataclass(frozen=True, slots=True)
class LaidFloor:
    """A floor in pixels. `devices` are groups of places by room with the area they cover."""

    ground: QPolygonF
    rooms: dict[str, LaidRoom]
    doors: tuple[tuple[DoorShape, QRectF], ...]
    devices: tuple[tuple[QRectF, list[QPointF]], ...]


def lay(floor: FloorDrawing, boxes: dict[str, Box], view: View) -> LaidFloor:
    """Lay out a floor for a view; `boxes` are the label boxes of the rooms in metres."""
    rooms = {room.code: _room(room.outline, boxes[room.code], view) for room in floor.rooms}
    doors = tuple((door, door_area(door, view)) for door in floor.doors)
    return LaidFloor(polygon(floor.outline, view), rooms, doors, _devices(floor.devices, view))


def polygon(outline: Outline, view: View) -> QPolygonF:
    """An outline in pixels."""
    return QPolygonF([QPointF(*view.to_screen(corner)) for corner in outline])


def rectangle(box: Box, view: View) -> QRectF:
    """A box in pixels."""
    return QRectF(QPointF(*view.to_screen(box[:2])), QPointF(*view.to_screen(box[2:])))


def _room(outline: Outline, box: Box, view: View) -> LaidRoom:
    shape = polygon(outline, view)
    return LaidRoom(shape, shape.boundingRect().adjusted(-4, -4, 4, 4), rectangle(box, view))


def _devices(devices: tuple[DevicePoint, ...], view: View) -> tuple[tuple[QRectF, list[QPointF]], ...]:
    groups: dict[str, list[QPointF]] = {}
    for device in devices:
        groups.setdefault(device.room, []).append(QPointF(*view.to_screen(device.at)))
    return tuple((QPolygonF(places).boundingRect().adjusted(-8, -8, 8, 8), places) for places in groups.values())
