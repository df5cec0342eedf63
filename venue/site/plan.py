"""A whole site: its parts with all their periods, and the plan of one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from venue.site.parts import (
    OUTSIDE,
    AccessPoint,
    Building,
    Checkpoint,
    Dated,
    Device,
    Equipment,
    Feeder,
    Floor,
    FormItem,
    Link,
    Locker,
    PatrolForm,
    Point,
    Post,
    Room,
    Seat,
    Site,
    Zone,
)

__all__ = [
    "OUTSIDE",
    "TABLES",
    "AccessPoint",
    "Building",
    "Checkpoint",
    "Dated",
    "Device",
    "Equipment",
    "Feeder",
    "Floor",
    "FormItem",
    "Link",
    "Locker",
    "PatrolForm",
    "Point",
    "Post",
    "Room",
    "Seat",
    "Site",
    "SiteFile",
    "Zone",
]

#: Tables of the site file in the order they are written, with the attribute of :class:`SiteFile` that holds them.
TABLES: Mapping[str, tuple[str, type[Dated]]] = {
    "building": ("buildings", Building),
    "floor": ("floors", Floor),
    "zone": ("zones", Zone),
    "feeder": ("feeders", Feeder),
    "room": ("rooms", Room),
    "link": ("links", Link),
    "access_point": ("access_points", AccessPoint),
    "device": ("devices", Device),
    "point": ("points", Point),
    "seat": ("seats", Seat),
    "locker": ("lockers", Locker),
    "equipment": ("equipment", Equipment),
    "post": ("posts", Post),
    "form": ("forms", PatrolForm),
    "form_item": ("form_items", FormItem),
    "checkpoint": ("checkpoints", Checkpoint),
}


@dataclass(frozen=True, kw_only=True)
class SiteFile:
    """A whole site with all its periods, in the order of its file. Look things up on the plan of a day: ``on(day)``."""

    site: Site
    buildings: tuple[Building, ...] = ()
    floors: tuple[Floor, ...] = ()
    zones: tuple[Zone, ...] = ()
    feeders: tuple[Feeder, ...] = ()
    rooms: tuple[Room, ...] = ()
    links: tuple[Link, ...] = ()
    access_points: tuple[AccessPoint, ...] = ()
    devices: tuple[Device, ...] = ()
    points: tuple[Point, ...] = ()
    seats: tuple[Seat, ...] = ()
    lockers: tuple[Locker, ...] = ()
    equipment: tuple[Equipment, ...] = ()
    posts: tuple[Post, ...] = ()
    forms: tuple[PatrolForm, ...] = ()
    form_items: tuple[FormItem, ...] = ()
    checkpoints: tuple[Checkpoint, ...] = ()

    def on(self, day: str) -> SiteFile:
        """The plan as it holds on the ISO day."""
        kept: dict[str, Any] = {
            attribute: tuple(record for record in getattr(self, attribute) if record.holds_on(day))
            for attribute, _ in TABLES.values()
        }
        return SiteFile(site=self.site, **kept)

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by code."""
        return {room.code: room for room in self.rooms}

    @cached_property
    def access_point(self) -> Mapping[str, AccessPoint]:
        """Access points by code."""
        return {door.code: door for door in self.access_points}

    @cached_property
    def device(self) -> Mapping[str, Device]:
        """Devices by code."""
        return {device.code: device for device in self.devices}

    @cached_property
    def doors_of(self) -> Mapping[str, tuple[AccessPoint, ...]]:
        """The access points of each room, on either side; ``OUT`` too."""
        doors: dict[str, tuple[AccessPoint, ...]] = {}
        for door in self.access_points:
            for room in (door.from_room, door.to_room):
                doors[room] = (*doors.get(room, ()), door)
        return doors

    def zone_of(self, room: str) -> str:
        """The zone of a room; ``OUT`` outside."""
        return OUTSIDE if room == OUTSIDE else self.room[room].zone

    def zones_of(self, door: AccessPoint) -> tuple[str, str]:
        """The zones on the two sides of a door: where one comes from, where one enters."""
        return self.zone_of(door.from_room), self.zone_of(door.to_room)

    def place_of(self, device: Device) -> str:
        """The room a device stands in; at a door, the room the door leads into (from, where it leads outside)."""
        if device.room:
            return device.room
        door = self.access_point[device.door]
        return door.from_room if door.to_room == OUTSIDE else door.to_room

    def feeder_of(self, device: Device) -> str:
        """The feeder a device hangs on: its own, else that of its place; ``""`` when none is known."""
        return device.feeder or self.room[self.place_of(device)].feeder
