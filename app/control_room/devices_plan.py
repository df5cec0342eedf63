"""The floor plan with one place marked on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app import theme
from app.widgets.floor_plan import FloorPlan
from app.widgets.plan_data import DevicePoint, DeviceState, PlanDrawing, PlanState, Point, RoomState
from app.widgets.words import DEVICES, word

QUIET = "idle"  # rooms on this plan say nothing about themselves


class MarkedPlan(FloorPlan):
    """A floor plan that says where things are, not what rooms and doors are doing: it claims neither idle nor shut."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMinimumSize(160, 96)

    def floor_name(self) -> str:
        """Name of the floor that is shown."""
        return self._layer.floor.name

    def floor_of(self, device: str) -> str:
        """Name of the floor that a device is on; empty when it is on none."""
        return next((floor.name for floor in self.floors() if any(one.id == device for one in floor.devices)), "")

    def show_site(self, drawing: PlanDrawing) -> None:
        """Take a drawing when it is another one; floor, zoom and marks stay otherwise."""
        quiet = PlanDrawing(tuple(replace(floor, doors=()) for floor in drawing.floors))
        if quiet != self._drawing:
            self.set_drawing(quiet)

    def show_devices(self, states: Sequence[DeviceState], *, at: int) -> None:
        """Take the states of the devices."""
        rooms = tuple(RoomState(room.code, QUIET, people=0) for floor in self.floors() for room in floor.rooms)
        self.set_state(PlanState(at, rooms, (), tuple(states)))

    def _room_lines(self, code: str) -> list[str]:
        """Name of the room, and its devices that are not well."""
        shape = self._layer.rooms[code].shape
        odd = self._layer.odd_in_rooms().get(code, {})
        devices = "，".join(f"{word(DEVICES, state)} {count}" for state, count in odd.items())
        return [line for line in (f"{shape.name}（{shape.code} · {shape.zone}）", devices) if line]


class DevicePlan(MarkedPlan):
    """The floor plan with a ring around the chosen device."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: DevicePoint | None = None

    def choose(self, device: str) -> None:
        """Mark a device and show its floor; a code that is not on the plan marks nothing."""
        self._chosen = None
        for floor in self.floors():
            found = next((one for one in floor.devices if one.id == device), None)
            if found is not None:
                self.set_floor(floor.code)
                self._chosen = found
        self.update()

    def place(self) -> Point | None:
        """Where the chosen device is on the shown floor, in metres."""
        here = next((floor for floor in self.floors() if floor.code == self.floor()), None)
        return self._chosen.at if self._chosen is not None and here and self._chosen in here.devices else None

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plan and the ring."""
        super().paintEvent(event)
        place = self.place()
        if place is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(*self._view.to_screen(place))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for width, token in ((6.0, "panel"), (2.6, "accent")):
            painter.setPen(QPen(theme.colour(token), width))
            painter.drawEllipse(centre, 12, 12)
        painter.end()
