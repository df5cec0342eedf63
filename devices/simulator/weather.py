"""What the sensors of a simulated site measure: air and power follow the people in the rooms, the rest stays in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from devices.fixture import Fixture
from devices.sensors import Sensor
from devices.simulator.telemetry import Telemetry
from devices.simulator.twins import Twins
from venue.core.chance import SeededChance, gauss
from venue.core.clock import Millis
from venue.site.parts import Point
from venue.site.plan import SiteFile

Measure = Callable[[int, SeededChance], float]
"""A value from the number of people in the room."""

FRESH_AIR_PPM, EACH_PPM = 450, 90
IDLE_KW, EACH_KW = 0.15, 0.12

MEASURES: Mapping[str, Measure] = {
    "co2": lambda people, chance: round(FRESH_AIR_PPM + EACH_PPM * people + gauss(chance, 0, 15)),
    "temperature": lambda people, chance: round(22.0 + 0.25 * people + gauss(chance, 0, 0.2), 1),
    "humidity": lambda people, chance: round(48 + 0.8 * people + gauss(chance, 0, 1), 1),
    "power": lambda people, chance: round(max(0.05, IDLE_KW + EACH_KW * people + gauss(chance, 0, 0.02)), 3),
    "bandwidth": lambda people, chance: round(min(75.0, max(5.0, gauss(chance, 35, 6))), 1),
}
"""Quantities that move with the people or by chance."""

STEADY: Mapping[str, float] = {
    "presence": 0,
    "contact": 0,
    "lock": 1,
    "passed": 0,
    "alarm": 0,
    "smoke": 0,
    "water": 0,
    "supply": 1,
    "on_battery": 0,
    "charge": 100,
    "disk": 61.5,
    "backup_age": 5.5,
}
"""Quantities that stay as they are until something happens."""


class Weather:
    """The slow values of a site, changed every ``telemetry.weather`` milliseconds."""

    def __init__(self, plan: SiteFile, twins: Twins, *, telemetry: Telemetry, chance: SeededChance) -> None:
        self._chance, self._every = chance, telemetry.weather
        self.due: Millis = 0
        self._moving: list[tuple[Point, Sensor, str]] = []
        for point in plan.points:
            sensor = _sensor(twins, point.device)
            if sensor is None:
                continue
            if point.quantity in MEASURES:
                self._moving.append((point, sensor, plan.place_of(plan.device[point.device])))
            else:
                sensor.put(point.code, STEADY[point.quantity])

    def change(self, now: Millis, crowd: Counter[str]) -> tuple[Fixture, ...]:
        """The values of this hour; tells the twins that now measure something else."""
        self.due = now + self._every
        for point, sensor, room in self._moving:
            sensor.put(point.code, MEASURES[point.quantity](max(0, crowd[room]), self._chance))
        return tuple(dict.fromkeys(sensor for _, sensor, _ in self._moving))


def _sensor(twins: Twins, device: str) -> Sensor | None:
    twin = twins.gauges.get(device, twins.every.get(device))
    return twin if isinstance(twin, Sensor) else None
