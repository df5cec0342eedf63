"""What the devices page shows, as frozen facts: one line for each registered device, and the strangers beside the register.

A device silent beyond its own limit is *unknown*: what it said last is shown as history, with its age, never as the present.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.monitoring import dead_letters, health, measurements
from venue.monitoring.alarms import Alarm, open_alarms
from venue.monitoring.dead_letters import DeadLetter
from venue.monitoring.health import Health, is_silent
from venue.monitoring.measurements import PointValue
from venue.site.ground import Ground
from venue.site.parts import Device, Point
from venue.site.plan import SiteFile

STATES = ("fault", "unknown", "abnormal", "ok")
"""In the order in which they call for somebody."""

BAD_STATES: Mapping[str, int] = {"smoke": 1, "water": 1, "alarm": 1, "supply": 0, "on_battery": 1}
"""The value, in whole units, that is abnormal for a quantity that has only two."""

OF_SILENCE = ("device_silent", "malformed")
"""Kinds of alarms that say nothing about whether the device itself is well."""

MISSED_READINGS = 3
LETTERS = 200


@dataclass(frozen=True)
class PointLine:
    """One measured point: its newest value and whether it still counts (``fresh``) or is history."""

    point: Point
    value: PointValue | None
    fresh: bool


@dataclass(frozen=True)
class DeviceLine:
    """One registered device as it stands at an instant. ``unreadable`` counts its messages that nobody could read."""

    device: Device
    room: str
    state: str
    health: Health | None
    points: tuple[PointLine, ...]
    alarms: tuple[Alarm, ...] = ()
    unreadable: int = 0

    @property
    def code(self) -> str:
        """The device's code."""
        return self.device.code

    @property
    def priority(self) -> int:
        """The most urgent standing alarm of the device, 1 to 4; 0 for none."""
        return min((alarm.priority for alarm in self.alarms), default=0)

    @property
    def records(self) -> int:
        """Whether a camera records: 1, 0, or -1 for never told; a silent one is never said to record."""
        known = self.health is not None and self.state != "unknown"
        return self.health.recording if known else -1


@dataclass(frozen=True)
class Sender:
    """Who sent messages that could not be read, and how many; ``registered`` says whether the site plan has it."""

    device: str
    count: int
    registered: bool


@dataclass(frozen=True)
class DevicesPicture:
    """Everything of the page in one consistent picture."""

    at: Millis
    lines: tuple[DeviceLine, ...] = ()
    senders: tuple[Sender, ...] = ()
    letters: tuple[DeadLetter, ...] = ()
    total: int = 0
    states: Mapping[str, int] = field(default_factory=dict)


def picture(
    read: Reading, viewer: Principal, *, ground: Ground, now: Millis, before: DevicesPicture | None = None
) -> DevicesPicture:
    """Look at everything at once. Unreadable messages, which may be large, are read again only when more have come."""
    plan = ground.plan(now)
    heard = health.health(read, viewer)
    values = measurements.latest(read, viewer)
    counts = dead_letters.counts(read, viewer)
    standing = _by_device(open_alarms(read, viewer, now=now))
    points = _points_of(plan)
    lines = tuple(
        line_of(
            device,
            room=plan.place_of(device),
            heard=heard.get(device.code),
            points=tuple((point, values.get(point.code)) for point in points.get(device.code, ())),
            alarms=standing.get(device.code, ()),
            unreadable=counts.get(device.code, 0),
            now=now,
        )
        for device in plan.devices
    )
    return DevicesPicture(
        at=now,
        lines=in_order(lines),
        senders=_senders(counts, plan),
        letters=_letters(read, viewer, sum(counts.values()), before),
        total=sum(counts.values()),
        states={state: sum(line.state == state for line in lines) for state in STATES},
    )


def _letters(read: Reading, viewer: Principal, total: int, before: DevicesPicture | None) -> tuple[DeadLetter, ...]:
    if before is not None and before.total == total:
        return before.letters
    return dead_letters.letters(read, viewer, limit=LETTERS)


def line_of(
    device: Device,
    *,
    room: str,
    heard: Health | None,
    points: Sequence[tuple[Point, PointValue | None]] = (),
    alarms: tuple[Alarm, ...] = (),
    unreadable: int = 0,
    now: Millis,
) -> DeviceLine:
    """Judge one device by its last word, its points and its alarms."""
    silent = is_silent(None if heard is None else heard.heard_at, now=now, limit=device.silent_after_ms)
    lines = tuple(PointLine(point, value, _fresh(device, point, value, silent, now)) for point, value in points)
    state = "unknown" if silent else _state(heard, lines, alarms)
    return DeviceLine(device, room, state, heard, lines, alarms, unreadable)


def _fresh(device: Device, point: Point, value: PointValue | None, silent: bool, now: Millis) -> bool:
    """Whether a value is still the present: its device speaks, its age is known, and not too many readings have failed."""
    if value is None or silent or value.quality == "retained":
        return False
    if point.every_ms == 0:
        return True  # said on change: as good as its device
    return now - value.received_at <= max(device.silent_after_ms, MISSED_READINGS * point.every_ms)


def _state(heard: Health, points: Sequence[PointLine], alarms: Sequence[Alarm]) -> str:
    values = [line.value for line in points if line.value is not None and line.fresh]
    if heard.status not in ("", "ok") or heard.online == 0 or any(value.quality == "bad" for value in values):
        return "fault"
    own = [alarm for alarm in alarms if alarm.active and alarm.kind not in OF_SILENCE]
    odd = any(is_bad(line) for line in points) or any(value.quality == "uncertain" for value in values)
    return "abnormal" if own or odd or heard.recording == 0 else "ok"


def is_bad(line: PointLine) -> bool:
    """Whether a point that has only two states is in the bad one now."""
    bad = BAD_STATES.get(line.point.quantity)
    return bad is not None and line.fresh and line.value is not None and line.value.value == bad * 1000


def in_order(lines: Sequence[DeviceLine]) -> tuple[DeviceLine, ...]:
    """Those that call for somebody first, then by code."""
    return tuple(sorted(lines, key=lambda line: (STATES.index(line.state), line.priority or 9, line.code)))


def _by_device(alarms: Sequence[Alarm]) -> dict[str, tuple[Alarm, ...]]:
    found: dict[str, tuple[Alarm, ...]] = {}
    for alarm in alarms:
        if alarm.device:
            found[alarm.device] = (*found.get(alarm.device, ()), alarm)
    return found


def _points_of(plan: SiteFile) -> dict[str, tuple[Point, ...]]:
    found: dict[str, tuple[Point, ...]] = {}
    for point in plan.points:
        found[point.device] = (*found.get(point.device, ()), point)
    return found


def _senders(counts: Mapping[str, int], plan: SiteFile) -> tuple[Sender, ...]:
    known = [Sender(device, count, device in plan.device) for device, count in counts.items()]
    return tuple(sorted(known, key=lambda sender: (-sender.count, sender.device)))
