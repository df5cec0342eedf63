"""The wire as data: every topic, every kind of message that devices send, every field with its range.

``docs/wire_format.md`` says the same in words; a test holds the two together. :mod:`devices.parsing` reads by these
tables, and :class:`devices.fixture.Fixture` checks against them what it sends.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta

from venue.core import messages as said
from venue.core.clock import Millis, parse

# ------------------------------------------------------------------------------------------------------------- tables

ROOT = "changkong"
"""First level of every topic; the second is the code of the site."""

LARGEST = 256 * 1024
"""Longest payload that is read, in bytes; brokers are set to carry more, so that what is longer arrives and is named."""

SAFE = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly."""

EARLIEST, LATEST = 946_684_800_000, 4_102_444_800_000
"""Instants of devices lie in the years 2000 to 2099; others are a broken clock."""

NAME = r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""What a site, device, desk, door, point or cell may be called on the wire."""

PLAIN = r"^[^\x00-\x1f\x7f]*\Z"
"""Texts hold no control characters; PostgreSQL cannot even store a zero."""


class Stream(StrEnum):
    """Class of a device's message: its level in the topic and the connection it travels on."""

    DOOR = "door"
    SYSTEM = "system"
    TELEMETRY = "telemetry"


class Lane(StrEnum):
    """Connections are kept apart by these, so that a flood of measurements never delays a door."""

    DOORS = "doors"
    TELEMETRY = "telemetry"
    RELAY = "relay"


@dataclass(frozen=True)
class Shape:
    """What a field may hold: its words for the page, its type on the wire, and how the wire's value becomes the site's."""

    words: str
    form: Any
    turn: Callable[[Any], Any] | None = None


@dataclass(frozen=True)
class Part:
    """One field of a message: name on the wire, shape, whether it must be there, and what it means."""

    name: str
    shape: Shape
    required: bool = False
    means: str = ""


@dataclass(frozen=True)
class Kind:
    """One kind of message from a device: ``name`` is its ``type`` on the wire, ``becomes`` the reading it is turned into.

    A ``numbered`` message carries ``boot`` and ``seq``, is kept by the device until its receipt and never counts when
    retained; others may go without.
    """

    name: str
    stream: Stream
    becomes: type[said.Reading]
    numbered: bool
    parts: tuple[Part, ...]
    means: str


# -------------------------------------------------------------------------------------------------------------- rules


def thousandths(value: float) -> int:
    """A measurement as the book keeps it: a whole number of thousandths of its unit."""
    return round(value * 1000)


def device_time(value: int | str) -> Millis:
    """The instant that a device told, as milliseconds or as ISO 8601 text. Raises :class:`ValueError` when impossible."""
    at = parse(value) if isinstance(value, str) else value
    if not EARLIEST <= at < LATEST:
        raise ValueError(f"{at} lies outside the years 2000 to 2099")
    return at


def plain_words(value: Any, depth: int = 0) -> Any:
    """Words of another system: text, whole numbers, lists and objects only. Raises :class:`ValueError` on anything else."""
    if depth > 8:
        raise ValueError("nested deeper than 8")
    if isinstance(value, dict):
        return {_text(key): plain_words(part, depth + 1) for key, part in value.items()}
    if isinstance(value, list):
        return [plain_words(part, depth + 1) for part in value]
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, int) and not isinstance(value, bool) and -SAFE <= value <= SAFE:
        return value
    raise ValueError("only text, whole numbers below 2^53, lists and objects")


def _text(value: str) -> str:
    if _CONTROL.search(value):
        raise ValueError("control characters in a text")
    return value


_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def _words(longest: int, *, shortest: int = 0) -> Shape:
    meta = Meta(min_length=shortest, max_length=longest, pattern=PLAIN)
    return Shape(f"text, {shortest}-{longest} characters", Annotated[str, meta])


def _whole(low: int, high: int) -> Shape:
    return Shape(f"whole number {low}-{high}", Annotated[int, Meta(ge=low, le=high)])


def _choice(*words: str) -> Shape:
    return Shape("one of " + ", ".join(words), Literal.__getitem__(words))


_NAME = Shape("name: letters, digits, . _ -, 1-64", Annotated[str, Meta(pattern=rf"^{NAME}\Z")])
_FLAG = Shape("true or false", bool)
_NUMBER = _whole(0, SAFE)
_SHARE = Shape("number 0-1", Annotated[float, Meta(ge=0, le=1)], thousandths)
_LIKENESS = Shape("number -1 to 1", Annotated[float, Meta(ge=-1, le=1)], thousandths)
_MEASURE = Shape("number", Annotated[float, Meta(ge=-9e12, le=9e12)], thousandths)
_INSTANT = Shape(
    "ISO 8601 text, or milliseconds since 1970 UTC", int | Annotated[str, Meta(max_length=40)], device_time
)
_FACTORS = Shape(
    "list of up to 8 texts of up to 40 characters",
    Annotated[tuple[Annotated[str, Meta(max_length=40, pattern=PLAIN)], ...], Meta(max_length=8)],
)
_DETAILS = Shape("object of text, whole numbers, lists, objects", dict[str, Any], plain_words)

# ------------------------------------------------------------------------------------------------- tables, continued

COMMON = (
    Part("boot", _NUMBER, means="how often the device has started; numbers begin at 1 in each boot"),
    Part("seq", _NUMBER, means="number of the message within the boot: 1, 2, 3, none left out"),
    Part("at", _INSTANT, means="the device's own time; without it the time of arrival counts"),
)
"""Fields that every kind has. ``boot`` and ``seq`` are required in numbered kinds."""

_ACCESS_POINT = Part("access_point", _NAME, means="the door; without it the door that the device is registered at")
_TOKEN = Part("token", _words(200), required=True, means="card number, code, or the subject a face was matched to")

KINDS = (
    Kind(
        "credential",
        Stream.DOOR,
        said.CredentialPresented,
        numbered=True,
        means="somebody asks for the door",
        parts=(
            _ACCESS_POINT,
            Part("kind", _choice("card", "face", "code", "pin", "vouch"), required=True, means="what was presented"),
            _TOKEN,
            Part("direction", _choice("in", "out"), means="which way, as the door is drawn; in when left out"),
            Part("score", _SHARE, means="likeness of a matched face"),
            Part("grade", _words(8), means="evidence grade of a face: A, B or C"),
            Part("factors", _FACTORS, means="what was presented together"),
            Part("offline", _FLAG, means="the terminal decided by itself while the network was gone"),
            Part("granted", _FLAG, means="what it decided"),
        ),
    ),
    Kind(
        "door",
        Stream.DOOR,
        said.DoorStateChanged,
        numbered=True,
        means="a contact, lock or button changed",
        parts=(
            _ACCESS_POINT,
            Part(
                "state",
                _choice("opened", "closed", "forced", "held", "locked", "unlocked", "exit_button"),
                required=True,
                means="what it changed to",
            ),
        ),
    ),
    Kind(
        "passage",
        Stream.DOOR,
        said.PassageSensed,
        numbered=True,
        means="the person let in went through",
        parts=(_ACCESS_POINT, _TOKEN, Part("inward", _FLAG, means="towards the door's inner side; true when left out")),
    ),
    Kind(
        "count",
        Stream.DOOR,
        said.PeopleCounted,
        numbered=True,
        means="persons seen by a counter since its last message",
        parts=(
            _ACCESS_POINT,
            Part("inward", _whole(0, 10_000), required=True, means="persons inward"),
            Part("outward", _whole(0, 10_000), required=True, means="persons outward"),
        ),
    ),
    Kind(
        "locker",
        Stream.DOOR,
        said.LockerChanged,
        numbered=True,
        means="a locker cell changed",
        parts=(
            Part("cell", _NAME, required=True, means="the cell"),
            Part("state", _choice("open", "closed", "occupied", "empty"), required=True, means="what it changed to"),
            Part("token", _words(200), means="whose it is, where known"),
        ),
    ),
    Kind(
        "face",
        Stream.DOOR,
        said.FaceSeen,
        numbered=True,
        means="a camera worker judged a face",
        parts=(
            Part("camera", _NAME, required=True, means="the camera"),
            Part("subject", _words(64), required=True, means="who; empty text when unknown"),
            Part("score", _LIKENESS, required=True, means="likeness"),
            Part("threshold", _LIKENESS, required=True, means="likeness that was asked for"),
            Part("quality", _words(40), required=True, means="good, or what was wrong with the picture"),
            Part("grade", _words(8), means="evidence grade: A, B or C"),
        ),
    ),
    Kind(
        "prepared",
        Stream.DOOR,
        said.RoomPrepared,
        numbered=True,
        means="a room's controller did what was ordered",
        parts=(
            Part("room", _NAME, required=True, means="the room"),
            Part("order", _NUMBER, required=True, means="number of the order it answers"),
            Part("on", _FLAG, required=True, means="armed, or released"),
            Part("failed", _FACTORS, means="the steps that did not work; none when left out"),
        ),
    ),
    Kind(
        "lost",
        Stream.DOOR,
        said.DeviceLost,
        numbered=False,
        means="last will: the connection of the device or gateway broke",
        parts=(Part("cause", _words(200), required=True, means="why, as far as known"),),
    ),
    Kind(
        "trading",
        Stream.SYSTEM,
        said.TradingReported,
        numbered=True,
        means="the trading system reports an event of a project",
        parts=(
            Part("project", _words(64, shortest=1), required=True, means="code of the project"),
            Part("event", _words(64, shortest=1), required=True, means="the event"),
            Part("details", _DETAILS, means="its own words"),
        ),
    ),
    Kind(
        "point",
        Stream.TELEMETRY,
        said.PointRead,
        numbered=False,
        means="one measurement",
        parts=(
            Part("point", _NAME, required=True, means="the point"),
            Part("value", _MEASURE, required=True, means="the value in the point's unit"),
            Part("quality", _choice("good", "uncertain", "bad"), means="good when left out"),
        ),
    ),
    Kind(
        "camera",
        Stream.TELEMETRY,
        said.CameraReported,
        numbered=False,
        means="health of a camera or pick-up",
        parts=(
            Part("online", _FLAG, required=True, means="it gives a picture or sound"),
            Part("recording", _FLAG, required=True, means="it is being recorded"),
            Part("view", _words(64), means="hash of the view, to notice a moved camera"),
        ),
    ),
    Kind(
        "heartbeat",
        Stream.TELEMETRY,
        said.Heartbeat,
        numbered=False,
        means="the device lives",
        parts=(
            Part("status", _words(64), means="its own words; ok when left out"),
            Part("firmware", _words(64), means="version or hash of its software"),
        ),
    ),
)

BY_NAME = {kind.name: kind for kind in KINDS}

LANES = {Stream.DOOR: Lane.DOORS, Stream.SYSTEM: Lane.DOORS, Stream.TELEMETRY: Lane.TELEMETRY}

# -------------------------------------------------------------------------------------------------------------- views


def up(site: str, stream: Stream | str, device: str) -> str:
    """Topic on which ``device`` speaks; ``+`` for the device gives the filter for all of them."""
    return f"{ROOT}/{site}/up/{stream}/{device}"


def command(site: str, device: str) -> str:
    """Topic on which ``device`` hears its sealed commands."""
    return f"{ROOT}/{site}/down/{device}/command"


def receipt(site: str, device: str) -> str:
    """Topic on which ``device`` hears what it may forget."""
    return f"{ROOT}/{site}/down/{device}/receipt"


def site_clock(site: str) -> str:
    """Topic of the site's heartbeat: its clock and the engine's epoch, every second."""
    return f"{ROOT}/{site}/clock"


def relay(site: str, desk: str, way: str) -> str:
    """Topic between the engine and a desk; ``way`` is ``request`` or ``answer``."""
    return f"{ROOT}/{site}/relay/{desk}/{way}"


def relay_all(site: str, way: str) -> str:
    """Topic from the engine to all desks; ``way`` is ``notice`` or ``pulse``."""
    return f"{ROOT}/{site}/relay-all/{way}"


def lane(topic: str) -> Lane:
    """The connection that a topic or filter travels on."""
    levels = topic.split("/")
    if len(levels) > 2 and levels[2].startswith("relay"):
        return Lane.RELAY
    if len(levels) > 3 and levels[2:4] == ["up", Stream.TELEMETRY]:
        return Lane.TELEMETRY
    return Lane.DOORS


def matches(pattern: str, topic: str) -> bool:
    """Whether a topic falls under a filter with ``+`` for one level."""
    wanted, found = pattern.split("/"), topic.split("/")
    return len(wanted) == len(found) and all(part in ("+", level) for part, level in zip(wanted, found, strict=True))
