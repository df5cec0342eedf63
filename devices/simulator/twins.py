"""One twin for each device of a site plan, by the kind it is registered as."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from devices.cameras import Camera
from devices.doors import Door
from devices.envelope import device_keys
from devices.fixture import Fixture
from devices.lockers import LockerBank
from devices.recorders import Recorder
from devices.rooms import RoomController, Sign
from devices.sensors import Counter, Sampling, Sensor
from devices.simulator.telemetry import Telemetry
from devices.terminals import Terminal
from devices.wire import Wire
from venue.core.clock import SECOND, Clock
from venue.core.keys import KeyStore
from venue.site.parts import Device, Point
from venue.site.plan import SiteFile

NUMBERED = frozenset({"door", "terminal", "people_counter", "locker_bank", "room_controller", "sign"})
"""Kinds with keys of their own: their messages are numbered, or they obey commands; the others may lose one."""

STEPS: Mapping[str, float | None] = {"power": 0.5, "co2": None, "temperature": None, "humidity": None}
"""By how much a quantity must move to be said at once; whatever is not here is said on every change."""

MADE_IN_ORDER = {"door": 0, "recorder": 0, "room_controller": 2}
"""Doors and recorders first, because others need them; a room's controller last, because it needs the room's cameras."""

PRESENCE_IDLE = 300 * SECOND
RECORDERS_SPLIT = 46
"""The first recorder takes so many cameras, the second the rest."""

Rights = Callable[[str, str, str, str], bool]
"""What a terminal may decide by itself: (access point, kind, token, direction)."""


@dataclass(frozen=True)
class Fitting:
    """What every twin is fitted with."""

    site: str
    wire: Wire
    clock: Clock
    keys: KeyStore
    telemetry: Telemetry
    rights: Rights

    def common(self, device: Device) -> dict[str, Any]:
        """The arguments of a fixture; keys only where its messages are numbered."""
        own = {"keys": device_keys(self.keys, device.code)} if device.kind in NUMBERED else {}
        return {"site": self.site, "wire": self.wire, "clock": self.clock, **own}


@dataclass(frozen=True)
class Twins:
    """All twins of a site by device code. ``gauges`` speak for the points of devices that are no sensors themselves."""

    every: Mapping[str, Fixture]
    gauges: Mapping[str, Sensor]

    def doors(self) -> dict[str, Door]:
        """Door twins by access point."""
        return {twin.access_point: twin for twin in self.every.values() if isinstance(twin, Door)}

    def terminals(self) -> dict[str, Terminal]:
        """Terminal twins by access point."""
        return {twin.access_point: twin for twin in self.every.values() if isinstance(twin, Terminal)}

    def counters(self) -> dict[str, Counter]:
        """People counters by access point."""
        return {twin.access_point: twin for twin in self.every.values() if isinstance(twin, Counter)}


def make_twins(plan: SiteFile, fitting: Fitting) -> Twins:
    """A twin for every device of the plan that the simulator may speak for."""
    points: dict[str, list[Point]] = {}
    for point in plan.points:
        points.setdefault(point.device, []).append(point)
    made: dict[str, Fixture] = {}
    gauges: dict[str, Sensor] = {}
    for device in sorted(plan.devices, key=lambda one: MADE_IN_ORDER.get(one.kind, 1)):
        if not device.simulated:
            continue
        mine = points.get(device.code, [])
        twin = made[device.code] = _make(plan, device, mine, fitting, made=made)
        telemetry = fitting.telemetry
        twin.heartbeat_every = telemetry.heartbeat_beside_points if mine else telemetry.heartbeat
        if mine and not isinstance(twin, Sensor):
            gauges[device.code] = _gauge(twin, device, mine, fitting)
    return Twins({device.code: made[device.code] for device in plan.devices if device.code in made}, gauges)


def _make(
    plan: SiteFile, device: Device, points: list[Point], fitting: Fitting, *, made: Mapping[str, Fixture]
) -> Fixture:
    common = fitting.common(device)
    match device.kind:
        case "door":
            return Door(device.code, access_point=device.door, **common)
        case "terminal":
            return _terminal(plan, device, fitting, common, made=made)
        case "people_counter":
            return Counter(device.code, access_point=device.door, **common)
        case "locker_bank":
            cells = [cell.code for cell in plan.lockers if cell.bank == device.code]
            return LockerBank(device.code, cells=cells, **common)
        case "recorder" | "camera":
            return _recording(plan, device, common, made=made)
        case "sign" | "room_controller":
            return _of_a_room(plan, device, common, made=made)
        case _:
            return _measuring(device, points, fitting, common)


def _measuring(device: Device, points: list[Point], fitting: Fitting, common: dict[str, Any]) -> Fixture:
    if points:
        return Sensor(device.code, points=_samplings(device, points, fitting.telemetry), **common)
    return Fixture(device.code, **common)


def _recording(plan: SiteFile, device: Device, common: dict[str, Any], *, made: Mapping[str, Fixture]) -> Fixture:
    if device.kind == "recorder":
        return Recorder(device.code, **common)
    return Camera(device.code, recorder=_recorder_of(plan, device, made), **common)


def _of_a_room(plan: SiteFile, device: Device, common: dict[str, Any], *, made: Mapping[str, Fixture]) -> Fixture:
    if device.kind == "sign":
        return Sign(device.code, **common)
    beside = [made[one.code] for one in plan.devices if one.code in made and one.room == device.room]
    cameras = [twin for twin in beside if isinstance(twin, Camera)]
    return RoomController(device.code, room=device.room, cameras=cameras, **common)


def _terminal(
    plan: SiteFile, device: Device, fitting: Fitting, common: dict[str, Any], *, made: Mapping[str, Fixture]
) -> Terminal:
    point = device.door
    door = next((made[one.code] for one in plan.devices if one.kind == "door" and one.door == point), None)
    made_terminal = Terminal(
        device.code,
        access_point=point,
        door=door if isinstance(door, Door) else None,
        rights=lambda kind, token, direction: fitting.rights(point, kind, token, direction),
        **common,
    )
    made_terminal.silent_after = None  # on a set clock the line alone says whether the engine is there
    return made_terminal


def _recorder_of(plan: SiteFile, camera: Device, made: Mapping[str, Fixture]) -> Recorder:
    recorders = [twin for twin in made.values() if isinstance(twin, Recorder)]
    if not recorders:
        raise ValueError(f"the site has no recorder for the camera {camera.code}")
    number = [device.code for device in plan.devices if device.kind == "camera"].index(camera.code)
    return recorders[min(number // RECORDERS_SPLIT, len(recorders) - 1)]


def _samplings(device: Device, points: list[Point], telemetry: Telemetry) -> dict[str, Sampling]:
    idle = PRESENCE_IDLE if device.kind == "presence" else None
    return {
        point.code: telemetry.sampling(point.every_ms, step=STEPS.get(point.quantity, 0.001), idle=idle)
        for point in points
    }


def _gauge(twin: Fixture, device: Device, points: list[Point], fitting: Fitting) -> Sensor:
    common = {"site": fitting.site, "wire": fitting.wire, "clock": fitting.clock}
    return Gauge(device.code, owner=twin, points=_samplings(device, points, fitting.telemetry), **common)


class Gauge(Sensor):
    """The measured points of a device that is no sensor: said under its name and boot, silent whenever it is silent."""

    def __init__(self, device: str, *, owner: Fixture, **fitting: Any) -> None:
        self._owner = owner
        super().__init__(device, **fitting)

    @property
    def online(self) -> bool:
        """Whether the device's words leave."""
        return self._owner.online

    def mention(self, kind: str, /, **fields: Any) -> bool:
        """Say it under the boot that the device is in."""
        self.journal.boot, self.skew = self._owner.journal.boot, self._owner.skew
        return super().mention(kind, **fields)

    def _beat(self) -> None:
        """The device's own twin says that it lives."""
