"""The twins of sensors: measurements of points, presence, climate, power, and the people counter over a door.

* ``Sensor(device, points={"code": Sampling(every=..., step=...)}, ...)``: ``put(point, value, quality="good")`` sets what it
  measures; ``tick()`` says what is due: a point at its interval, or at once when it moved by ``step`` or changed quality.
  ``freeze()``/``thaw()``: it goes on saying the old values (a fault to inject); ``sparse(every)``: at most one reading a point in
  that time plus changes.
* ``PresenceSensor(device, point=...)``: ``see(count)``; on change, and every 5 s while somebody is there.
* ``ClimateSensor(device, carbon_dioxide=..., temperature=..., humidity=...)``: ``feel(ppm, celsius, percent)``; every 60 s.
* ``PowerMeter(device, point=...)``: ``draw(kilowatts)``; every 10 s.
* ``Counter(device, access_point=...)``: ``cross(inward=True, people=1)``; numbered, because a lost count is never made good.

Values are in the point's own unit; the site keeps thousandths.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from devices.fixture import Fixture
from venue.core.clock import MINUTE, SECOND, Millis


@dataclass(frozen=True)
class Sampling:
    """When a point is said: every so often, and at once when it moved by ``step`` (``None``: only every so often).

    ``every_while_idle`` is the longer interval while the value is 0, for presence.
    """

    every: Millis = MINUTE
    step: float | None = None
    every_while_idle: Millis | None = None


@dataclass
class _Point:
    sampling: Sampling
    value: float | None = None
    quality: str = "good"
    said: tuple[float, str] | None = None
    due: Millis = 0

    def moved(self) -> bool:
        """Whether the value has moved far enough, or its quality changed, to be said at once."""
        if self.value is None or self.said is None or self.sampling.step is None:
            return False
        far = abs(self.value - self.said[0]) >= self.sampling.step
        return (far and self.value != self.said[0]) or self.quality != self.said[1]

    def interval(self) -> Millis:
        """How long until it is said again without a change."""
        idle = self.sampling.every_while_idle
        return idle if idle is not None and self.value == 0 else self.sampling.every


class Sensor(Fixture):
    """A device with one or more measured points."""

    def __init__(self, device: str, *, points: Mapping[str, Sampling], **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self._points = {code: _Point(sampling) for code, sampling in points.items()}
        self.frozen = False

    @property
    def points(self) -> tuple[str, ...]:
        """Codes of its points."""
        return tuple(self._points)

    def put(self, point: str, value: float, quality: str = "good") -> None:
        """What it measures now; said at the next tick if due. While frozen the old value stays."""
        with self._lock:
            if not self.frozen:
                self._points[point].value, self._points[point].quality = value, quality

    def freeze(self) -> None:
        """It hangs: the last value is said over and over."""
        self.frozen = True

    def thaw(self) -> None:
        """It measures again."""
        self.frozen = False

    def sparse(self, every: Millis) -> None:
        """Say a point at most this often, changes aside."""
        with self._lock:
            for point in self._points.values():
                point.sampling = replace(point.sampling, every=every, every_while_idle=None)

    @property
    def due(self) -> Millis:
        """The next instant at which a point or the heartbeat is due."""
        with self._lock:
            now = self.clock.now()
            waiting = [now if p.moved() else p.due for p in self._points.values() if p.value is not None]
            return min([super().due, *waiting]) if self.powered else super().due

    def tick(self) -> None:
        """Say what is due."""
        with self._lock:
            if self.powered:
                for code, point in self._points.items():
                    self._sample(code, point)
            super().tick()

    def _sample(self, code: str, point: _Point) -> None:
        now = self.clock.now()
        if point.value is None or (now < point.due and not point.moved()):
            return
        more = {} if point.quality == "good" else {"quality": point.quality}
        self.mention("point", point=code, value=point.value, **more)
        point.said, point.due = (point.value, point.quality), now + point.interval()


class PresenceSensor(Sensor):
    """A mmWave sensor in a room: how many it believes are there."""

    def __init__(self, device: str, *, point: str, **fitting: Any) -> None:
        sampling = Sampling(every=5 * SECOND, step=1, every_while_idle=5 * MINUTE)
        super().__init__(device, points={point: sampling}, **fitting)
        self.see(0)

    def see(self, count: int) -> None:
        """So many are in the room, as it believes."""
        self.put(self.points[0], count)


class ClimateSensor(Sensor):
    """Carbon dioxide (ppm), temperature (°C) and relative humidity (%) of a room."""

    def __init__(self, device: str, *, carbon_dioxide: str, temperature: str, humidity: str, **fitting: Any) -> None:
        super().__init__(
            device, points={code: Sampling() for code in (carbon_dioxide, temperature, humidity)}, **fitting
        )

    def feel(self, ppm: float, celsius: float, percent: float) -> None:
        """The air as it is now."""
        for point, value in zip(self.points, (ppm, celsius, percent), strict=True):
            self.put(point, value)


class PowerMeter(Sensor):
    """Electric power of a room or feeder in kW."""

    def __init__(self, device: str, *, point: str, **fitting: Any) -> None:
        super().__init__(device, points={point: Sampling(every=10 * SECOND, step=0.5)}, **fitting)

    def draw(self, kilowatts: float) -> None:
        """So much is drawn now."""
        self.put(self.points[0], kilowatts)


class Counter(Fixture):
    """A people counter over a door. Needs ``keys``."""

    def __init__(self, device: str, *, access_point: str, **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.access_point = access_point

    def cross(self, *, inward: bool = True, people: int = 1) -> int:
        """So many went through; tells the number of the message."""
        counted = {"inward": people if inward else 0, "outward": 0 if inward else people}
        return self.say("count", access_point=self.access_point, **counted)
