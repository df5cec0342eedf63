"""The twin of a camera or pick-up (拾音), as its recorder reports on it.

``Camera(device, recorder=..., ...)``: every 30 s and on each change it says whether it gives a picture and whether it is
recorded: two facts. ``fail()``/``recover()``: its own power or cable; its recorder then says that it is offline. ``turn_away()``
and ``turn_back()``: the view moved. Recording stops and starts at the recorder. Without power at the recorder nothing is
said at all, and the site must show "unknown".
"""

from __future__ import annotations

import hashlib
from typing import Any

from devices.fixture import Fixture
from devices.recorders import Recorder
from venue.core.clock import Millis


class Camera(Fixture):
    """One camera."""

    def __init__(self, device: str, *, recorder: Recorder, **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.recorder = recorder
        self.working = True
        self._turned = 0
        self._said: tuple[bool, bool, str] | None = None

    @property
    def view(self) -> str:
        """Hash of what it looks at."""
        return hashlib.sha256(f"{self.device}/{self._turned}".encode()).hexdigest()[:16]

    @property
    def recorded(self) -> bool:
        """Whether its picture is being recorded."""
        return self.working and self.recorder.records(self.device)

    def fail(self) -> None:
        """It gives no picture any more."""
        self.working = False

    def recover(self) -> None:
        """It gives a picture again."""
        self.working = True

    def turn_away(self) -> None:
        """Somebody moved it."""
        self._turned += 1

    def turn_back(self) -> None:
        """It looks where it should."""
        self._turned = 0

    @property
    def due(self) -> Millis:
        """At once when something changed, else with the next report."""
        changed = self._said is not None and self._state() != self._said
        return self.clock.now() if changed else super().due

    def tick(self) -> None:
        """Say at once what changed, and everything every 30 s."""
        with self._lock:
            if self.powered and self._state() != self._said and self._said is not None:
                self._heartbeat_due = self.clock.now()
            super().tick()

    @property
    def online(self) -> bool:
        """Its recorder speaks for it: whether that one's words leave."""
        return super().online and self.recorder.powered and self.recorder.plugged

    def _state(self) -> tuple[bool, bool, str]:
        return self.working, self.recorded, self.view if self.working else ""

    def _beat(self) -> None:
        working, recorded, view = self._state()
        if self.mention("camera", online=working, recording=recorded, view=view):
            self._said = (working, recorded, view)
