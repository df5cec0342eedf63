"""What lies under a place of the floor plan: a person, a device, a door or a room."""

from dataclasses import dataclass

from app.widgets.plan_data import DevicePoint, Point
from app.widgets.plan_doors import shows_each_device
from app.widgets.plan_geometry import View, contains, distance_to_segment, nearest
from app.widgets.plan_layer import FloorLayer
from app.widgets.plan_people import Crowd

REACH = 8.0  # pixels around a person, device or door that still count


@dataclass(frozen=True, slots=True)
class Hit:
    """The thing under a place: kind "person", "device", "door" or "room", and its code."""

    kind: str
    code: str


def hit(layer: FloorLayer, crowd: Crowd, view: View, place: Point) -> Hit | None:
    """The foremost thing at a place in pixels: people before devices before doors before rooms."""
    metres = view.to_metres(place)
    reach = REACH / view.scale
    subject = _person(layer, crowd, view, metres)
    if subject is not None:
        return Hit("person", subject)
    device = nearest(((d.id, d.at) for d in _shown_devices(layer, view)), metres, within=reach)
    if device is not None:
        return Hit("device", device)
    door = next((d.code for d in layer.floor.doors if distance_to_segment(metres, d.start, d.end) <= reach * 0.8), None)
    if door is not None:
        return Hit("door", door)
    room = room_at(layer, metres)
    return None if room is None else Hit("room", room)


def _person(layer: FloorLayer, crowd: Crowd, view: View, metres: Point) -> str | None:
    hidden = layer.hidden_rooms(view)
    shown = ((s, at) for s, at in crowd.places() if (known := crowd.person(s)) and known.room not in hidden)
    return nearest(shown, metres, within=REACH / view.scale)


def _shown_devices(layer: FloorLayer, view: View) -> list[DevicePoint]:
    return list(layer.floor.devices) if shows_each_device(view) else []


def room_at(layer: FloorLayer, metres: Point) -> str | None:
    """Code of the room at a place in metres."""
    return next((room.code for room in layer.floor.rooms if contains(room.outline, metres)), None)
