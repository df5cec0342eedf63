"""The parts of a site, one frozen record class for each table of the site file (R-04.1).

Every record may carry a period, ``valid_from`` (first day) and ``valid_to`` (first day no longer), ISO days of the site's
calendar, ``""`` for open. A code may appear several times as long as its periods do not meet: so a record of last year opens
on last year's plan.

Lengths and positions are whole millimetres from the top-left corner of the floor. The place outside every building has the
reserved code :data:`OUTSIDE`, both as a room and as a zone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Annotated

from venue.site.forms import (
    CODE,
    CODES,
    COUNT,
    DAY,
    FLAG,
    LENGTH,
    LEVEL,
    LINES,
    NAME,
    OUTLINE,
    SPOT,
    TEXT,
    Name,
    choice,
)
from venue.site.keys import Asked
from venue.site.shape import Outline, Spot, middle

OUTSIDE = "OUT"

#: What each quantity of a point is measured in.
UNITS: Mapping[str, str] = {
    "contact": "state",
    "lock": "state",
    "presence": "persons",
    "passed": "persons",
    "co2": "ppm",
    "temperature": "degC",
    "humidity": "percent",
    "power": "kW",
    "smoke": "state",
    "water": "state",
    "alarm": "state",
    "supply": "state",
    "on_battery": "state",
    "charge": "percent",
    "disk": "percent",
    "bandwidth": "percent",
    "backup_age": "hours",
}

ROOM_TYPES = (
    *("hall", "opening", "auction", "negotiation", "clarification", "agency_work", "owner_waiting"),
    *("draw", "assembly", "expert_lobby", "evaluation", "dispersed", "remote", "sample", "rest", "vestibule"),
    *("supervision", "witness", "control", "office", "archive", "machine", "power", "mediation"),
    *("corridor", "pantry", "toilet", "store", "other"),
)

DEVICE_KINDS = (
    *("door", "terminal", "people_counter", "detection_gate", "locker_bank", "kiosk", "seat_terminal"),
    *("camera", "recorder", "presence", "climate", "power_meter", "smoke", "water"),
    *("ups", "feeder_meter", "generator", "server", "sign", "voice", "phone", "gateway", "room_controller"),
)

#: Movable things that are reserved with a project and fetched from a store (F18).
EQUIPMENT_KINDS = (
    *("spare_decrypt", "spare_draw", "notebook", "projector", "conference_set", "recorder", "signature_pad"),
    *("voice_changer", "paddle_case", "sample_case", "shield_case", "printer", "other"),
)

#: What a post of the duty roster is there for (F21).
DUTIES = ("witness", "centre_service", "it_engineer", "patroller", "clerk", "auctioneer")


@dataclass(frozen=True, kw_only=True)
class Dated:
    """A record with a code and the days on which it holds."""

    code: Annotated[str, Asked(CODE)]
    valid_from: Annotated[str, Asked(DAY)] = ""
    valid_to: Annotated[str, Asked(DAY)] = ""

    def holds_on(self, day: str) -> bool:
        """Whether the record holds on the ISO day."""
        return self.valid_from <= day and (not self.valid_to or day < self.valid_to)


@dataclass(frozen=True, kw_only=True)
class Site(Dated):
    """The site itself; its kind stands on every page, export and entry."""

    name: Annotated[Name, Asked(NAME)]
    kind: Annotated[str, Asked(choice("real", "training", "sample"))]
    time_zone: Annotated[str, Asked(choice("Asia/Shanghai"))] = "Asia/Shanghai"


@dataclass(frozen=True, kw_only=True)
class Building(Dated):
    """A building of the site."""

    name: Annotated[Name, Asked(NAME)]


@dataclass(frozen=True, kw_only=True)
class Floor(Dated):
    """A storey and the paper its plan is drawn on."""

    building: Annotated[str, Asked(CODE, to="building")]
    level: Annotated[int, Asked(LEVEL)]
    name: Annotated[Name, Asked(NAME)]
    width: Annotated[int, Asked(LENGTH)]
    height: Annotated[int, Asked(LENGTH)]
    walls: Annotated[tuple[Outline, ...], Asked(LINES)] = ()


@dataclass(frozen=True, kw_only=True)
class Zone(Dated):
    """A functional zone 功能区."""

    name: Annotated[Name, Asked(NAME)]


@dataclass(frozen=True, kw_only=True)
class Feeder(Dated):
    """A power feeder 供电回路."""

    name: Annotated[Name, Asked(NAME)]


@dataclass(frozen=True, kw_only=True)
class Room(Dated):
    """A place on a floor: a functional room 功能室, a supporting room, or a passage such as a corridor.

    ``through`` says that the way to elsewhere may lead through it.
    """

    name: Annotated[Name, Asked(NAME)]
    zone: Annotated[str, Asked(CODE, to="zone")]
    floor: Annotated[str, Asked(CODE, to="floor")]
    type: Annotated[str, Asked(choice(*ROOM_TYPES))]
    use: Annotated[str, Asked(choice("function", "support", "passage"))]
    outline: Annotated[Outline, Asked(OUTLINE)]
    capacity: Annotated[int, Asked(COUNT)] = 0
    feeder: Annotated[str, Asked(CODE, to="feeder")] = ""
    through: Annotated[bool, Asked(FLAG)] = False
    features: Annotated[tuple[str, ...], Asked(CODES)] = ()

    @cached_property
    def middle(self) -> Spot:
        """Where a person in the room is drawn when nothing more is known."""
        return middle(self.outline)


@dataclass(frozen=True, kw_only=True)
class Link(Dated):
    """A stair or lift between two places, usually of two floors; ``length`` is what a person walks or waits in it."""

    kind: Annotated[str, Asked(choice("stairs", "lift"))]
    name: Annotated[Name, Asked(NAME)]
    from_room: Annotated[str, Asked(CODE, key="from", to="room")]
    from_at: Annotated[Spot, Asked(SPOT)]
    to_room: Annotated[str, Asked(CODE, key="to", to="room")]
    to_at: Annotated[Spot, Asked(SPOT)]
    length: Annotated[int, Asked(LENGTH)]


@dataclass(frozen=True, kw_only=True)
class AccessPoint(Dated):
    """A door 门禁点: the edge between two places; entering is from ``from_room`` to ``to_room``.

    ``controlled`` doors are opened by the engine's command only and have a ``terminal``. ``leave`` says how one goes back:
    ``reader`` (identified by the terminal's inner reader), ``button`` (unidentified) or ``free``. An ``interlock`` door opens
    only while its ``partner`` is shut. ``service`` and ``emergency`` doors are no part of an ordinary way.
    """

    name: Annotated[Name, Asked(NAME)]
    kind: Annotated[str, Asked(choice("door", "turnstile", "gate", "interlock", "service", "emergency", "opening"))]
    from_room: Annotated[str, Asked(CODE, key="from", to="place")]
    to_room: Annotated[str, Asked(CODE, key="to", to="place")]
    at: Annotated[Spot, Asked(SPOT)]
    width: Annotated[int, Asked(LENGTH)] = 1200
    controlled: Annotated[bool, Asked(FLAG)] = False
    terminal: Annotated[str, Asked(CODE, to="device")] = ""
    leave: Annotated[str, Asked(choice("reader", "button", "free"))] = "free"
    second_factor: Annotated[bool, Asked(FLAG)] = False
    partner: Annotated[str, Asked(CODE, to="access_point")] = ""


@dataclass(frozen=True, kw_only=True)
class Device(Dated):
    """Anything that speaks: it stands in a room or at a door.

    Silent for longer than ``silent_after_ms`` it is unknown. ``feeder`` defaults to the feeder of its place; with ``ups`` it
    outlives that feeder. Cameras: ``sound`` has a pick-up, ``mandatory`` must record while the room evaluates (RB-21).
    ``simulated = false`` is left alone by the simulator.
    """

    kind: Annotated[str, Asked(choice(*DEVICE_KINDS))]
    room: Annotated[str, Asked(CODE, to="room")] = ""
    door: Annotated[str, Asked(CODE, to="access_point")] = ""
    at: Annotated[Spot | None, Asked(SPOT)] = None
    feeder: Annotated[str, Asked(CODE, to="feeder")] = ""
    ups: Annotated[bool, Asked(FLAG)] = False
    silent_after_ms: Annotated[int, Asked(COUNT)]
    sound: Annotated[bool, Asked(FLAG)] = False
    mandatory: Annotated[bool, Asked(FLAG)] = False
    simulated: Annotated[bool, Asked(FLAG)] = True


@dataclass(frozen=True, kw_only=True)
class Point(Dated):
    """One measured quantity of a device; ``every_ms`` is its rate, 0 for "on change"."""

    device: Annotated[str, Asked(CODE, to="device")]
    quantity: Annotated[str, Asked(choice(*UNITS))]
    unit: Annotated[str, Asked(choice(*sorted(set(UNITS.values()))))]
    every_ms: Annotated[int, Asked(COUNT)] = 0


@dataclass(frozen=True, kw_only=True)
class Seat(Dated):
    """A seat 席位 of a room; ``terminal`` is its seat terminal, ``pad`` that a signature pad lies there."""

    room: Annotated[str, Asked(CODE, to="room")]
    at: Annotated[Spot, Asked(SPOT)]
    terminal: Annotated[str, Asked(CODE, to="device")] = ""
    pad: Annotated[bool, Asked(FLAG)] = False


@dataclass(frozen=True, kw_only=True)
class Locker(Dated):
    """One cell of a locker bank 储物柜格."""

    bank: Annotated[str, Asked(CODE, to="device")]


@dataclass(frozen=True, kw_only=True)
class FormItem(Dated):
    """One line of a patrol form: what is looked at, and the kind of answer."""

    form: Annotated[str, Asked(CODE, to="form")]
    name: Annotated[Name, Asked(NAME)]
    answer: Annotated[str, Asked(choice("yes_no", "number", "text"))] = "yes_no"
    unit: Annotated[str, Asked(TEXT)] = ""


@dataclass(frozen=True, kw_only=True)
class PatrolForm(Dated):
    """A patrol form 巡查表; its lines are the :class:`FormItem` records that name it."""

    name: Annotated[Name, Asked(NAME)]


@dataclass(frozen=True, kw_only=True)
class Checkpoint(Dated):
    """A patrol checkpoint 巡查点: where the patroller stands, with which form, in which order of the round."""

    room: Annotated[str, Asked(CODE, to="room")]
    form: Annotated[str, Asked(CODE, to="form")]
    order: Annotated[int, Asked(COUNT)]
    at: Annotated[Spot, Asked(SPOT)]


@dataclass(frozen=True, kw_only=True)
class Equipment(Dated):
    """A movable thing 可移动设备, by name: reserved with a project, fetched from its ``store`` and brought back."""

    name: Annotated[Name, Asked(NAME)]
    kind: Annotated[str, Asked(choice(*EQUIPMENT_KINDS))]
    store: Annotated[str, Asked(CODE, to="room")]


@dataclass(frozen=True, kw_only=True)
class Post(Dated):
    """A post of the duty roster 岗位, never a person's name: who fills it is said by roles, for a time.

    ``lines``: how many projects it may serve at once; of a witness the rule may allow fewer (RB-27). ``room``: where it sits.
    """

    name: Annotated[Name, Asked(NAME)]
    duty: Annotated[str, Asked(choice(*DUTIES))]
    lines: Annotated[int, Asked(COUNT)] = 1
    room: Annotated[str, Asked(CODE, to="room")] = ""
