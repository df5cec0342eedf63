"""The site's time for a device that is a program: heard from the site's heartbeat, kept by a stopwatch in between."""

from __future__ import annotations

import threading
import time
from collections import deque

from devices.envelope import DeviceKeys, Opener, Void
from devices.parsing import Delivery
from venue.core.clock import Millis

KEPT_BEATS, MEASURED_S = 6, 0.9
"""So many heartbeats, spread over at least so many seconds, tell how fast the site's day goes."""


class SiteTime:
    """The site's clock as its heartbeat tells it; between two beats it goes on at the pace of the last ones.

    A camera on a simulated day thus stamps its frames with that day's time, whatever the computer's own clock says. ``pace`` is
    the site's seconds per second of the wall, 1 in service.
    """

    def __init__(self, device: str, keys: DeviceKeys) -> None:
        self.pace = 1.0
        self._opener = Opener(device, keys)
        self._beats: deque[tuple[Millis, float]] = deque()
        self._first = threading.Event()

    def now(self) -> Millis:
        """The site's present instant. Before the first heartbeat it is not known: wait for it."""
        told, heard_s = self._beats[-1]
        return told + round((time.monotonic() - heard_s) * 1000 * self.pace)

    def hear(self, delivery: Delivery) -> None:
        """Take a heartbeat; one that is forged, old or retained changes nothing."""
        if delivery.retained:
            return
        try:
            told = self._opener.hear_clock(delivery.payload)
        except Void:
            return
        self._beats.append((told, time.monotonic()))
        while len(self._beats) > KEPT_BEATS:
            self._beats.popleft()
        self.pace = self._measured()
        self._first.set()

    def _measured(self) -> float:
        """A held-up line delivers beats in bunches: two of a bunch tell nothing, and what may be 1 is 1."""
        (then, then_s), (now, now_s) = self._beats[0], self._beats[-1]
        if now_s - then_s < MEASURED_S:
            return self.pace
        told = (now - then) / (now_s - then_s) / 1000
        return 1.0 if 0.5 < told < 2.5 else told

    def wait(self, timeout: float) -> bool:
        """Wait for the first heartbeat; ``False`` when none came."""
        return self._first.wait(timeout)
