"""The still part of the floor plan, kept as a picture: ground, rooms, doors, devices.

A frame with moving people only copies this picture. A change of state repaints the rooms and doors that changed;
zoom, size and theme repaint all.
"""

from dataclasses import replace

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap

from app import theme
from app.widgets import plan_doors, plan_rooms
from app.widgets.plan_data import DevicePoint, DoorShape, FloorDrawing, PlanState, RoomState
from app.widgets.plan_geometry import Box, View, bounds_of, label_box
from app.widgets.plan_laid import LaidFloor, LaidRoom, lay, rectangle
from app.widgets.plan_rooms import RoomPicture

_EMPTY = FloorDrawing("", "", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0)), ())
WORST = ("fault", "abnormal", "unknown", "out_of_service")
_MANY = 24  # from so many changes on, painting all is cheaper than painting each


class FloorLayer:
    """One floor with the states of its rooms, doors and devices, and the picture of them."""

    def __init__(self) -> None:
        self.floor = _EMPTY
        self.rooms: dict[str, RoomPicture] = {}
        self.doors: dict[str, str] = {}
        self.devices: dict[str, tuple[str, str]] = {}
        self._boxes: dict[str, Box] = {}
        self._picture = QPixmap()
        self._painted_for: tuple[QSize, float, View, object] | None = None
        self._dirty: list[Box] = []
        self._odd: list[DevicePoint] = []
        self._laid_out: tuple[View, LaidFloor] | None = None

    def show(self, floor: FloorDrawing | None, state: PlanState) -> None:
        """Take another floor (None for no drawing) and the states on it."""
        self.floor = floor or _EMPTY
        self._boxes = {room.code: label_box(room.outline) for room in self.floor.rooms}
        self.rooms, self.doors, self.devices = {}, {}, {}
        self._painted_for, self._laid_out = None, None
        self.update(state)

    def update(self, state: PlanState) -> None:
        """Take new states; what is not named in them becomes unknown."""
        rooms = {room.code: room for room in state.rooms}
        for shape in self.floor.rooms:
            self._set_room(shape.code, rooms.get(shape.code) or RoomState(shape.code, "unknown"))
        self._set_doors({door.code: door.state for door in state.doors})
        self._set_devices({device.id: (device.state, device.reading) for device in state.devices})

    def _set_room(self, code: str, state: RoomState) -> None:
        known = self.rooms.get(code)
        if known is None:
            shape = next(room for room in self.floor.rooms if room.code == code)
            self.rooms[code] = RoomPicture(shape, self._boxes[code], state)
        elif known.state != state:
            self.rooms[code] = replace(known, state=state)
            self._dirty.append(bounds_of(known.shape.outline))

    def _set_doors(self, states: dict[str, str]) -> None:
        for door in self.floor.doors:
            state = states.get(door.code, "unknown")
            if self.doors.get(door.code, state) != state:
                self._dirty.append(bounds_of((door.start, door.end)))
            self.doors[door.code] = state

    def _set_devices(self, states: dict[str, tuple[str, str]]) -> None:
        for device in self.floor.devices:
            state = states.get(device.id, ("unknown", ""))
            self.devices[device.id] = state
        self._odd = [d for d in self.floor.devices if self.devices[d.id][0] != "ok"]

    def box_of(self, room: str) -> Box | None:
        """The label box of a room on this floor in metres; None for a room that is not on it."""
        return self._boxes.get(room)

    def bounds(self) -> Box:
        """The box around the whole floor in metres."""
        return bounds_of(self.floor.outline)

    def hidden_rooms(self, view: View) -> set[str]:
        """Rooms that are too small on the screen to show single people: they show the number only."""
        hidden = set()
        for code, (left, top, right, bottom) in self._boxes.items():
            wide, high = (right - left) * view.scale, (bottom - top) * view.scale
            if plan_rooms.detail(wide, high) in (plan_rooms.SMALL, plan_rooms.TINY):
                hidden.add(code)
        return hidden

    def picture(self, size: QSize, density: float, view: View) -> QPixmap:
        """The still picture for a widget of `size`, painted anew only where something has changed."""
        painted_for = (size, density, view, theme.current().key)
        if painted_for != self._painted_for:
            self._picture = QPixmap(size * density)
            self._picture.setDevicePixelRatio(density)
            self._paint(view, QRect(0, 0, size.width(), size.height()))
            self._painted_for = painted_for
        elif self._dirty:
            whole = QRect(0, 0, size.width(), size.height())
            for area in self._changed(view, whole):
                self._paint(view, area)
        self._dirty = []
        return self._picture

    def stretch(self, painter: QPainter, size: QSize, view: View) -> bool:
        """Paint the last picture moved and stretched to another view, while the operator drags or zooms.

        Painting all costs many frames' time on a large site. False when there is no picture for this size and theme.
        """
        if self._painted_for is None or self._painted_for[0] != size or self._painted_for[3] != theme.current().key:
            return False
        before = self._painted_for[2]
        left, top = view.to_screen(before.to_metres((0.0, 0.0)))
        ratio = view.scale / before.scale
        painter.fillRect(QRect(0, 0, size.width(), size.height()), theme.colour("panel"))
        target = QRectF(left, top, size.width() * ratio, size.height() * ratio)
        painter.drawPixmap(target, self._picture, QRectF(self._picture.rect()))
        return True

    def _changed(self, view: View, whole: QRect) -> list[QRect]:
        """The parts to paint anew; one that lies in another is left out."""
        if len(self._dirty) > _MANY:
            return [whole]
        areas: list[QRect] = []
        for box in sorted(self._dirty, key=_size, reverse=True):
            area = rectangle(box, view).toAlignedRect().adjusted(-16, -16, 16, 16) & whole
            if not any(other.contains(area) for other in areas):
                areas.append(area)
        return areas

    def _paint(self, view: View, area: QRect) -> None:
        painter = QPainter(self._picture)
        painter.setClipRect(area)
        painter.fillRect(area, theme.colour("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.floor is not _EMPTY:
            self._paint_floor(painter, view, QRectF(area))
        painter.end()

    def _paint_floor(self, painter: QPainter, view: View, area: QRectF) -> None:
        laid = self._laid(view)
        plan_rooms.draw_floor(painter, laid.ground)
        for room in self._back_to_front():
            place = laid.rooms[room.shape.code]
            if place.area.intersects(area):
                plan_rooms.draw_room(painter, room, place.outline, place.words)
        for door, reach in laid.doors:
            if reach.intersects(area):
                plan_doors.draw_door(painter, door, self.doors[door.code], view)
        if plan_doors.shows_each_device(view):
            for reach, places in laid.devices:
                if reach.intersects(area):
                    plan_doors.draw_well_devices(painter, places)

    def _laid(self, view: View) -> LaidFloor:
        if self._laid_out is None or self._laid_out[0] != view:
            self._laid_out = (view, lay(self.floor, self._boxes, view))
        return self._laid_out[1]

    def room_on_screen(self, code: str, view: View) -> LaidRoom | None:
        """A room of this floor in pixels."""
        return self._laid(view).rooms.get(code)

    def draw_odd_devices(self, painter: QPainter, view: View) -> None:
        """Paint the devices that are not well over the still picture: their states may change in every frame."""
        if not plan_doors.shows_each_device(view):
            self._draw_groups(painter, view)
            return
        for device in self._odd:
            plan_doors.draw_device(painter, device, self.devices[device.id][0], view)

    def _draw_groups(self, painter: QPainter, view: View) -> None:
        laid = self._laid(view)
        for room, states in self.odd_in_rooms().items():
            if room in laid.rooms:
                worst = min(states, key=WORST.index)
                plan_doors.draw_device_group(painter, worst, sum(states.values()), laid.rooms[room].words)

    def odd_in_rooms(self) -> dict[str, dict[str, int]]:
        """Number of devices that are not well by room and state."""
        rooms: dict[str, dict[str, int]] = {}
        for device in self._odd:
            states = rooms.setdefault(device.room, {})
            state = self.devices[device.id][0]
            shown = state if state in WORST else "unknown"
            states[shown] = states.get(shown, 0) + 1
        return rooms

    def _back_to_front(self) -> list[RoomPicture]:
        """Corridors first, rooms with alarms last, so that no neighbour covers their frame."""
        return sorted(self.rooms.values(), key=_height)

    def door(self, code: str) -> DoorShape | None:
        """The drawing of a door on this floor."""
        return next((door for door in self.floor.doors if door.code == code), None)


def _height(room: RoomPicture) -> int:
    if room.state.alarm is not None:
        return 9 - room.state.alarm.priority
    return 0 if plan_rooms.room_look(room) == "passage" else 1


def _size(box: Box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])
