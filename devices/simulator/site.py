"""The simulated site: all its twins, when each of them is due, what hangs on which feeder, and who stands in which room."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator

from devices.cameras import Camera
from devices.fixture import Fixture
from devices.sensors import Sensor
from devices.simulator.telemetry import SPARSE_EVERY, scaled
from devices.simulator.twins import Fitting, make_twins
from devices.simulator.weather import Weather
from venue.core.chance import SeededChance
from venue.core.clock import Clock, Millis
from venue.site.parts import OUTSIDE, Device
from venue.site.plan import SiteFile

__all__ = ["SimulatedSite", "scaled"]

SUPPLIED, CUT = 1.0, 0.0


class SimulatedSite:
    """Every device of the plan that the simulator speaks for.

    ``plan`` is the site on the day (``site_file.on(day)``). Whoever moves a twin says so with :meth:`touch`, so that it is ticked
    when it is due; :meth:`next_due` and :meth:`tick` are for whoever moves the time.
    """

    def __init__(self, plan: SiteFile, fitting: Fitting, *, chance: SeededChance) -> None:
        self.plan = plan
        self.clock: Clock = fitting.clock
        self.twins = make_twins(plan, fitting)
        self.doors, self.terminals = self.twins.doors(), self.twins.terminals()
        self.counters = self.twins.counters()
        self.crowd: Counter[str] = Counter()
        self.passed: Counter[str] = Counter()
        self._order = {twin: number for number, twin in enumerate(self._all())}
        self._heap: list[tuple[Millis, int, int, Fixture]] = []
        self._planned: dict[Fixture, Millis] = {}
        self._pushed = 0
        self._sparse = fitting.telemetry.sparse
        self._weather = Weather(plan, self.twins, telemetry=fitting.telemetry, chance=chance)
        self._presence = {
            device.room: self.twins.every[device.code]
            for device in plan.devices
            if device.kind == "presence" and device.code in self.twins.every
        }

    def start(self) -> None:
        """Everything is switched on: each device says that it lives and in which state it is."""
        for twin in self.twins.every.values():
            twin.power_on()
        self._weather.change(self.clock.now(), self.crowd)
        self.touch(*self._all())

    # ------------------------------------------------------------------------------------------------------------ time

    def touch(self, *twins: Fixture) -> None:
        """These twins were moved: they are due at another instant than was known."""
        for twin in twins:
            self._plan(twin, twin.due)

    def next_due(self) -> Millis:
        """The earliest instant at which the weather changes or a twin has something to do."""
        while self._heap and not self._holds(self._heap[0]):
            self._pop()
        return min(self._heap[0][0], self._weather.due) if self._heap else self._weather.due

    def tick(self) -> None:
        """Let every twin do what is due now."""
        now = self.clock.now()
        if now >= self._weather.due:
            self.touch(*self._weather.change(now, self.crowd))
        while self._heap and self._heap[0][0] <= now:
            holds, twin = self._holds(self._heap[0]), self._pop()
            if holds:
                twin.tick()
                self._plan(twin, max(twin.due, now + 1))

    def _plan(self, twin: Fixture, at: Millis) -> None:
        if self._sparse and twin.opener is None and at > self.clock.now():
            at += -at % SPARSE_EVERY  # what is only measured speaks together with the others, or at once
        if self._planned.get(twin) != at:
            self._planned[twin] = at
            self._pushed += 1
            heapq.heappush(self._heap, (at, self._order[twin], self._pushed, twin))

    def _pop(self) -> Fixture:
        at, _, _, twin = heapq.heappop(self._heap)
        if self._planned.get(twin) == at:
            del self._planned[twin]
        return twin

    def _holds(self, due: tuple[Millis, int, int, Fixture]) -> bool:
        return due[3].powered and self._planned.get(due[3]) == due[0]

    # ---------------------------------------------------------------------------------------------------------- people

    def moved(self, from_room: str, to_room: str) -> None:
        """Somebody went from one room to another: the presence sensors of both see it."""
        self.crowd[from_room] -= from_room != OUTSIDE
        self.crowd[to_room] += to_room != OUTSIDE
        for room in (from_room, to_room):
            sensor = self._presence.get(room)
            if isinstance(sensor, Sensor):
                sensor.put(sensor.points[0], max(0, self.crowd[room]))
                self.touch(sensor)

    def crossed(self, access_point: str, *, inward: bool) -> None:
        """Somebody went through a door: its counter, where there is one, counts him."""
        counter = self.counters.get(access_point)
        if counter is None:
            return
        counter.cross(inward=inward)
        self.passed[counter.device] += 1
        self.gauge(counter.device, ".passed", self.passed[counter.device])
        self.touch(counter)

    def gauge(self, device: str, suffix: str, value: float) -> None:
        """A measured point beside a twin that is no sensor itself."""
        gauge = self.twins.gauges.get(device)
        if gauge is not None and device + suffix in gauge.points:
            gauge.put(device + suffix, value)
            self.touch(gauge)

    def door_moved(self, access_point: str) -> None:
        """A door was opened, shut or unlocked: its two points follow, and it is due sooner."""
        door = self.doors[access_point]
        self.gauge(door.device, ".contact", float(door.is_open))
        self.gauge(door.device, ".lock", float(not door.unlocked))
        self.touch(door)

    # ----------------------------------------------------------------------------------------------------------- power

    def twin(self, device: str) -> Fixture:
        """The twin of a device; raises :class:`KeyError` for one that the simulator does not speak for."""
        return self.twins.every[device]

    def on_feeder(self, feeder: str) -> list[Device]:
        """The devices that lose their power with a feeder: those that hang on it without an uninterruptible supply."""
        fed = (device for device in self.plan.devices if device.code in self.twins.every)
        return [device for device in fed if not device.ups and self.plan.feeder_of(device) == feeder]

    def cut_feeder(self, feeder: str) -> None:
        """A feeder is lost: what hangs on it goes dark, its meter and the battery say so."""
        for device in self.on_feeder(feeder):
            self.power(device.code, on=False)
        self._supply(feeder, CUT)

    def restore_feeder(self, feeder: str) -> None:
        """A feeder is back; cameras have to start up by themselves and are restored one by one."""
        for device in self.on_feeder(feeder):
            if device.kind != "camera":
                self.power(device.code, on=True)
        self._supply(feeder, SUPPLIED)

    def power(self, device: str, *, on: bool) -> None:
        """Switch one device off or on. A camera goes dark while its recorder goes on speaking for it."""
        twin = self.twin(device)
        if isinstance(twin, Camera):
            twin.recover() if on else twin.fail()
        elif on != twin.powered:
            twin.power_on() if on else twin.power_off()
        gauge = self.twins.gauges.get(device)
        self.touch(twin, *([gauge] if gauge else []))

    def _supply(self, feeder: str, supply: float) -> None:
        for device in self.plan.devices:
            twin = self.twins.every.get(device.code)
            if not isinstance(twin, Sensor):
                continue
            if device.kind == "feeder_meter" and device.feeder == feeder:
                _put(twin, ".supply", supply)
            elif device.kind == "ups":
                _put(twin, ".on_battery", 1.0 - supply)
            self.touch(twin)

    def _all(self) -> Iterator[Fixture]:
        yield from self.twins.every.values()
        yield from self.twins.gauges.values()


def _put(sensor: Sensor, suffix: str, value: float) -> None:
    for point in sensor.points:
        if point.endswith(suffix):
            sensor.put(point, value)
