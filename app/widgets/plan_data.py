"""What a floor plan shows, as frozen facts: the drawing (changes with the site) and the state (changes all the time).

Lengths are metres on the floor, x to the right and y downwards; times are ms since the epoch (UTC).
"""

from dataclasses import dataclass, field

Point = tuple[float, float]
Outline = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class RoomShape:
    """A room on a floor: its code, operator's name, zone ("Z3"), outline (at least 3 corners, metres) and use.

    A "passage" such as a corridor is painted quietly; "function" and "support" rooms have walls and a phase.
    """

    code: str
    name: str
    zone: str
    outline: Outline
    use: str = "function"


@dataclass(frozen=True, slots=True)
class DoorShape:
    """A door as the segment of wall from `start` to `end` (metres); `rooms` are the codes on its two sides.

    An open leaf is drawn to the left of somebody who looks from `start` to `end`.
    """

    code: str
    name: str
    start: Point
    end: Point
    rooms: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class DevicePoint:
    """A device or measuring point at a place of the floor (metres)."""

    id: str
    name: str
    kind: str
    at: Point
    room: str = ""


@dataclass(frozen=True, slots=True)
class FloorDrawing:
    """One floor: outline of the building, rooms, doors, devices."""

    code: str
    name: str
    outline: Outline
    rooms: tuple[RoomShape, ...]
    doors: tuple[DoorShape, ...] = ()
    devices: tuple[DevicePoint, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDrawing:
    """The drawing of a building, lowest floor first."""

    floors: tuple[FloorDrawing, ...] = ()


@dataclass(frozen=True, slots=True)
class AlarmMark:
    """The most urgent alarm of a room: priority 1 to 4, a few words, and whether somebody has acknowledged it."""

    priority: int
    text: str
    acknowledged: bool = False


@dataclass(frozen=True, slots=True)
class RoomState:
    """A room now: phase code (zone phase, project phase, "in_use", "closed" or "unknown"), line under the name, people.

    `people` is None where nobody can say how many are inside: the plan shows a question mark, not a zero.
    """

    code: str
    phase: str
    caption: str = ""
    people: int | None = None
    alarm: AlarmMark | None = None


@dataclass(frozen=True, slots=True)
class DoorState:
    """A door now: "closed", "open", "forced", "held" or "unknown"."""

    code: str
    state: str


@dataclass(frozen=True, slots=True)
class DeviceState:
    """A device now: "ok", "abnormal", "fault", "unknown" (silent beyond its limit) or "out_of_service"."""

    id: str
    state: str
    reading: str = ""


@dataclass(frozen=True, slots=True)
class PersonMark:
    """A person on the plan. Without `at` the plan gives a fixed place inside the room: only the room is known then.

    `label` is what the viewer may see (a name, a coded name or nothing); `floor` is needed only outside all rooms.
    """

    subject: str
    role: str
    room: str
    at: Point | None = None
    label: str = ""
    floor: str = ""


@dataclass(frozen=True, slots=True)
class TrailPoint:
    """One stop of a person's way: the room, the time and the words shown there."""

    room: str
    at: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class PlanState:
    """What is known at `as_of` (ms). A room, door or device that is not named here is painted as unknown."""

    as_of: int | None = None
    rooms: tuple[RoomState, ...] = ()
    doors: tuple[DoorState, ...] = ()
    devices: tuple[DeviceState, ...] = ()
    people: tuple[PersonMark, ...] = field(default=())
