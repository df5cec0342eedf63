"""What the palette offers: pages, acts, rooms, doors and devices at once; projects and persons (by code) as one types."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.actions import commands as act_commands
from app.control_room.window_pages import PAGES
from app.desk import Desk
from app.widgets.command_palette import Command
from app.widgets.words import DEVICE_KINDS, word
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal

translate = QCoreApplication.translate
MOST = 12  # of each kind that are found outside
OPENS = {"room": "overview", "door": "overview", "project": "overview", "person": "people", "device": "devices"}
"""Which page shows a thing of each kind."""


@dataclass(frozen=True)
class Found:
    """Projects (code, title) and persons (code) that fit."""

    projects: tuple[tuple[str, str], ...] = ()
    persons: tuple[str, ...] = ()


def standing_commands(desk: Desk) -> tuple[Command, ...]:
    """What can always be chosen: pages, acts, then the places and devices of the plan of today."""
    kind = translate("search", "页面")
    pages = tuple(
        Command(f"page:{entry.key}", entry.words, kind, entry.icon, f"Ctrl+{number}")
        for number, entry in enumerate(PAGES, start=1)
    )
    return (*pages, *act_commands(), *_places(desk))


def _places(desk: Desk) -> tuple[Command, ...]:
    if desk.ground is None:
        return ()
    plan, language = desk.ground.plan(desk.now()), desk.language
    rooms, doors = translate("search", "房间"), translate("search", "门")
    devices = translate("search", "设备")
    return (
        *(_named("room", one.code, getattr(one.name, language), kind=rooms, icon="map") for one in plan.rooms),
        *(
            _named("door", one.code, getattr(one.name, language), kind=doors, icon="door-closed")
            for one in plan.access_points
        ),
        *(_named("device", one.code, word(DEVICE_KINDS, one.kind), kind=devices, icon="cctv") for one in plan.devices),
    )


def _named(what: str, code: str, name: str, *, kind: str, icon: str) -> Command:
    return Command(f"{what}:{code}", f"{name} {code}", kind, icon)


def read_found(read: Reading, viewer: Principal, words: str, at: Millis) -> Found:
    """Projects whose code or title, and persons whose code, contain the words."""
    from venue.people import persons
    from venue.projects import projects

    sought = words.lower()
    fitting = [
        (one.code, one.title)
        for one in projects.all_projects(read, viewer)
        if sought in one.code.lower() or sought in one.title.lower()
    ]
    people = [one.subject for one in persons.people(read, viewer, at=at) if sought in one.subject.lower()]
    return Found(tuple(fitting[:MOST]), tuple(people[:MOST]))


def found_commands(found: Found) -> tuple[Command, ...]:
    """What was found, for the palette."""
    projects, persons = translate("search", "项目"), translate("search", "人员")
    return (
        *(
            Command(f"project:{code}", f"{code} {title}".strip(), projects, "file-text")
            for code, title in found.projects
        ),
        *(Command(f"person:{code}", code, persons, "user") for code in found.persons),
    )
