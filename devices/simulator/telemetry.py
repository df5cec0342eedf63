"""How much the simulated devices say: all of it, or (for fast days) changes and one reading a point every ten minutes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from devices.sensors import Sampling
from venue.core.clock import HOUR, MINUTE, SECOND, Millis
from venue.site.plan import SiteFile

SPARSE_EVERY: Millis = 10 * MINUTE
SPARSE_FACTOR = 20.0
"""Heartbeats come every 30 s; sparse, 20 times less often: every 10 minutes, and hourly where readings come anyway."""

LEAST_READINGS = 2.5
"""However short a device's own limit is, sparse it must miss two readings before it counts as silent."""


@dataclass(frozen=True)
class Telemetry:
    """One way of speaking: intervals of heartbeats (of devices whose points speak for them too) and of the weather in the rooms."""

    name: str
    heartbeat: Millis
    heartbeat_beside_points: Millis
    weather: Millis
    factor: float

    @property
    def sparse(self) -> bool:
        """Whether points are said on change and every ten minutes only."""
        return self.factor > 1

    def sampling(self, every_ms: int, *, step: float | None, idle: Millis | None = None) -> Sampling:
        """When a point is said that the site plan gives a rate of (0: on change)."""
        if self.sparse:
            return Sampling(every=SPARSE_EVERY, step=step)
        return Sampling(every=every_ms or 5 * MINUTE, step=step, every_while_idle=idle)


FULL = Telemetry("full", heartbeat=30 * SECOND, heartbeat_beside_points=30 * SECOND, weather=MINUTE, factor=1.0)
SPARSE = Telemetry(
    "sparse", heartbeat=SPARSE_EVERY, heartbeat_beside_points=HOUR, weather=SPARSE_EVERY, factor=SPARSE_FACTOR
)
WAYS = {way.name: way for way in (FULL, SPARSE)}


def scaled(site_file: SiteFile, factor: float) -> SiteFile:
    """The site with the silence limits of all devices ``factor`` times as long, for an engine beside sparse telemetry."""
    if factor == 1.0:
        return site_file
    least = round(LEAST_READINGS * SPARSE_EVERY * factor / SPARSE_FACTOR) if factor > 1 else 0
    devices = tuple(
        replace(device, silent_after_ms=max(least, round(device.silent_after_ms * factor)))
        for device in site_file.devices
    )
    return replace(site_file, devices=devices)
