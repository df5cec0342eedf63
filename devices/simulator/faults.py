"""What breaks on a simulated day, as the file says: devices, the line, clocks, feeders. Each fault is a script of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devices.cameras import Camera
from devices.recorders import Recorder
from devices.sensors import Sensor
from devices.simulator.day_file import DayFile, FaultLine
from devices.simulator.line import SharedLine
from devices.simulator.site import SimulatedSite
from devices.simulator.stage import Script, Until
from venue.core.clock import SECOND, Clock, Millis

WILL_AFTER: Millis = 12 * SECOND
"""So long after a cut the broker tells the last will of a device."""

FORCED_OPEN: Millis = 10 * SECOND

Deed = Callable[[FaultLine], None]


class Faults:
    """Does what the fault lines of a day say."""

    def __init__(self, day: DayFile, site: SimulatedSite, line: SharedLine, clock: Clock) -> None:
        self._day, self._site, self._line, self._clock = day, site, line, clock
        self.came_back: set[str] = set()
        self._begin: dict[str, Deed] = {
            "camera_off": lambda one: site.power(one.device, on=False),
            "power_off": lambda one: site.power(one.device, on=False),
            "recording_stopped": lambda one: self._recorder(one).stop(one.device),
            "view_moved": lambda one: self._camera(one).turn_away(),
            "disk_full": lambda one: self._recorder(one).fill_disk(),
            "late": lambda one: line.hold(one.device),
            "lose": lambda one: line.lose(one.device, one.count),
            "duplicate": lambda one: line.duplicate(one.device, one.count),
            "frozen": lambda one: self._sensor(one.device).freeze(),
            "feeder": lambda one: site.cut_feeder(one.feeder),
            "point": lambda one: self._measure(one, one.value),
            "door_held": lambda one: self._swing(one.device, opened=True),
        }
        self._mend: dict[str, Deed] = {
            "camera_off": lambda one: site.power(one.device, on=True),
            "power_off": lambda one: site.power(one.device, on=True),
            "recording_stopped": lambda one: self._recorder(one).start(one.device),
            "view_moved": lambda one: self._camera(one).turn_back(),
            "disk_full": lambda one: self._recorder(one).clear_disk(),
            "late": lambda one: self._released(one),
            "frozen": lambda one: self._sensor(one.device).thaw(),
            "point": lambda one: self._measure(one, 0.0),
            "door_held": lambda one: self._swing(one.device, opened=False),
        }

    def script(self, line: FaultLine) -> Script:
        """One fault from its beginning to its end; it is played from its instant on."""
        special = {"offline": self._offline, "skew": self._skewed, "feeder": self._feeder, "door_forced": self._forced}
        if line.kind in special:
            yield from special[line.kind](line)
            return
        self._begin[line.kind](line)
        self._touch(line)
        if line.until:
            yield Until(self._day.at(line.until))
            self._mend[line.kind](line)
            self._touch(line)

    def _offline(self, line: FaultLine) -> Script:
        """A cable is pulled. Back on the line the device first says that it lives; what it kept may follow later."""
        twin = self._site.twin(line.device)
        twin.unplug()
        yield Until(self._clock.now() + WILL_AFTER)
        self._alone(line.device, "lost", cause="connection lost")  # the broker says it in the device's stead
        if not line.until:
            return
        yield Until(self._day.at(line.until), exact=True)
        if line.backlog:
            self._alone(line.device, "heartbeat", status=twin.status, firmware=twin.firmware)
            yield Until(self._day.at(line.backlog))
        twin.plug()
        self.came_back.add(line.device)
        self._touch(line)

    def _alone(self, device: str, kind: str, **fields: Any) -> None:
        """One message of a device that leaves although what it kept does not leave yet."""
        twin = self._site.twin(device)
        twin.plugged = True
        twin.mention(kind, **fields)
        twin.plugged = False

    def _skewed(self, line: FaultLine) -> Script:
        twin = self._site.twin(line.device)
        twin.skew = line.seconds * SECOND
        if line.until:
            yield Until(self._day.at(line.until))
            twin.skew = 0

    def _feeder(self, line: FaultLine) -> Script:
        self._site.cut_feeder(line.feeder)
        if not line.until:
            return
        yield Until(self._day.at(line.until))
        self._site.restore_feeder(line.feeder)
        yield Until(self._clock.now() + line.seconds * SECOND)
        for device in self._site.on_feeder(line.feeder):
            if device.kind == "camera":
                self._site.power(device.code, on=True)

    def _forced(self, line: FaultLine) -> Script:
        leaf = self._site.doors[line.device]
        leaf.break_open()
        self._site.door_moved(line.device)
        yield Until(self._clock.now() + FORCED_OPEN)
        leaf.close()
        self._site.door_moved(line.device)

    def _swing(self, door: str, *, opened: bool) -> None:
        leaf = self._site.doors[door]
        if opened:
            leaf.leave()
        else:
            leaf.close()
        self._site.door_moved(door)

    def _measure(self, line: FaultLine, value: float) -> None:
        device = line.point.rpartition(".")[0]
        sensor = self._site.twins.gauges.get(device) or self._sensor(device)
        sensor.put(line.point, value)
        self._site.touch(sensor)

    def _released(self, line: FaultLine) -> None:
        self._line.release(line.device)

    def _camera(self, line: FaultLine) -> Camera:
        twin = self._site.twin(line.device)
        assert isinstance(twin, Camera)
        return twin

    def _recorder(self, line: FaultLine) -> Recorder:
        twin = self._site.twin(line.device)
        if isinstance(twin, Camera):
            return twin.recorder
        assert isinstance(twin, Recorder)
        return twin

    def _sensor(self, device: str) -> Sensor:
        twin = self._site.twin(device)
        assert isinstance(twin, Sensor)
        return twin

    def _touch(self, line: FaultLine) -> None:
        if line.device in self._site.twins.every:
            self._site.touch(self._site.twin(line.device))
            if line.kind == "disk_full":
                self._site.touch(*self._site.twins.every.values())
