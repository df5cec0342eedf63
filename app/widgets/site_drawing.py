"""From the site as the venue knows it (millimetres) to the drawing that the floor plan paints (metres)."""

from app.widgets.plan_data import DevicePoint, DoorShape, FloorDrawing, Outline, PlanDrawing, Point, RoomShape
from app.widgets.plan_geometry import bounds_of, distance_to_segment
from app.widgets.words import DEVICE_KINDS, word
from venue.site.plan import AccessPoint, Device, Floor, SiteFile

ASIDE = 0.7  # metres that a device of a door is drawn beside the door


def drawing_of(site: SiteFile, *, language: str = "zh") -> PlanDrawing:
    """The drawing of all floors of a site as it holds on one day (`site.on(day)`), lowest floor first.

    `language` is "zh" or "en" and chooses the names.
    """
    floors = sorted(site.floors, key=lambda floor: (floor.building, floor.level))
    return PlanDrawing(tuple(_floor(site, floor, language) for floor in floors))


def _floor(site: SiteFile, floor: Floor, language: str) -> FloorDrawing:
    rooms = tuple(room for room in site.rooms if room.floor == floor.code)
    codes = {room.code for room in rooms}
    shapes = tuple(
        RoomShape(room.code, getattr(room.name, language), room.zone, _metres(room.outline), room.use) for room in rooms
    )
    doors = tuple(
        _door(door, shapes, language) for door in site.access_points if {door.from_room, door.to_room} & codes
    )
    devices = tuple(_device(site, device) for device in site.devices if site.place_of(device) in codes)
    wide, high = floor.width / 1000, floor.height / 1000
    outline = ((0.0, 0.0), (wide, 0.0), (wide, high), (0.0, high))
    return FloorDrawing(floor.code, getattr(floor.name, language), outline, shapes, doors, devices)


def _metres(outline: tuple[tuple[int, int], ...]) -> Outline:
    return tuple((x / 1000, y / 1000) for x, y in outline)


def _door(door: AccessPoint, shapes: tuple[RoomShape, ...], language: str) -> DoorShape:
    """The door along the wall that its place lies on."""
    x, y = door.at[0] / 1000, door.at[1] / 1000
    half = door.width / 2000
    sides = (door.from_room, door.to_room)
    walls = [wall for shape in shapes if shape.code in sides for wall in _walls(shape.outline)]
    start, end = min(walls, key=lambda wall: distance_to_segment((x, y), *wall))
    length = ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5 or 1.0
    dx, dy = (end[0] - start[0]) / length * half, (end[1] - start[1]) / length * half
    inside = _inside(door, shapes)
    if dx * (inside[1] - y) - dy * (inside[0] - x) > 0:  # the leaf opens to the left: into the room
        dx, dy = -dx, -dy
    return DoorShape(door.code, getattr(door.name, language), (x - dx, y - dy), (x + dx, y + dy), sides)


def _inside(door: AccessPoint, shapes: tuple[RoomShape, ...]) -> Point:
    """A point of the room that the door leads into, or of the one it leads out of when that is all there is."""
    outlines = {shape.code: shape.outline for shape in shapes}
    left, top, right, bottom = bounds_of(outlines.get(door.to_room) or outlines[door.from_room])
    return ((left + right) / 2, (top + bottom) / 2)


def _walls(outline: Outline) -> list[tuple[Point, Point]]:
    return list(zip(outline, (*outline[1:], outline[0]), strict=True))


def _device(site: SiteFile, device: Device) -> DevicePoint:
    room = site.place_of(device)
    if device.at is not None:
        at = (device.at[0] / 1000, device.at[1] / 1000)
    else:
        at = _beside_door(site, device, room)
    return DevicePoint(device.code, f"{word(DEVICE_KINDS, device.kind)} {device.code}", device.kind, at, room)


def _beside_door(site: SiteFile, device: Device, room: str) -> Point:
    """A device of a door stands a little inside the room that the door leads into."""
    door = site.access_point[device.door].at if device.door else site.room[room].middle
    middle = site.room[room].middle
    dx, dy = (middle[0] - door[0]) / 1000, (middle[1] - door[1]) / 1000
    length = (dx * dx + dy * dy) ** 0.5 or 1.0
    return (door[0] / 1000 + dx / length * ASIDE, door[1] / 1000 + dy / length * ASIDE)
