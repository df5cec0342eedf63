"""The twins of a room's controller and of a door sign.

``RoomController(device, room=..., cameras=...)`` hears ``PrepareRoom``, does its steps one after the other in ``step_time`` each
and answers ``prepared`` with what failed. State: ``on`` (what works now). Faults: ``break_step(step)``/``mend(step)``. The step
``recording`` asks the room's cameras whether they record, and fails when one does not.

``Sign(device)`` hears ``ShowSign`` and shows its lines; without power it shows nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from devices.cameras import Camera
from devices.commanded import Afterwards, Commanded
from venue.core.clock import SECOND, Millis
from venue.core.messages import Command, PrepareRoom, ShowSign


class RoomController(Commanded):
    """Power, light, air, recording test, signature pads and sign of one room."""

    step_time: Millis = 5 * SECOND

    def __init__(self, device: str, *, room: str, cameras: Sequence[Camera] = (), **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.room = room
        self.on: set[str] = set()
        self._cameras = tuple(cameras)
        self._broken: set[str] = set()
        self._order: PrepareRoom | None = None
        self._done_at: Millis = 0

    def break_step(self, step: str) -> None:
        """From now on this step fails."""
        self._broken.add(step)

    def mend(self, step: str) -> None:
        """The step works again."""
        self._broken.discard(step)

    def obey(self, command: Command) -> Afterwards | None:
        """Begin what is ordered; a newer order takes the place of one that is under way."""
        if not isinstance(command, PrepareRoom) or command.room != self.room:
            return super().obey(command)
        self._order = command
        self._done_at = self.clock.now() + len(command.steps) * self.step_time
        return None

    @property
    def due(self) -> Millis:
        """The next instant at which it does something by itself."""
        return super().due if self._order is None else min(super().due, self._done_at)

    def tick(self) -> None:
        """Finish what is under way, and answer."""
        with self._lock:
            if self.powered and self._order is not None and self.clock.now() >= self._done_at:
                order, self._order = self._order, None
                failed = [step for step in order.steps if not self._does(step, on=bool(order.on))]
                self.say("prepared", room=self.room, order=order.order, on=bool(order.on), failed=failed)
            super().tick()

    def _does(self, step: str, *, on: bool) -> bool:
        if step in self._broken or (on and step == "recording" and not self._all_record()):
            return False
        (self.on.add if on else self.on.discard)(step)
        return True

    def _all_record(self) -> bool:
        return all(camera.recorded for camera in self._cameras)

    def power_off(self) -> None:
        """What was under way is lost; the engine hears nothing and says so."""
        with self._lock:
            self._order = None
            self.on.clear()
            super().power_off()


class Sign(Commanded):
    """A door sign or guide screen."""

    def __init__(self, device: str, **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.lines: tuple[str, ...] = ()

    def obey(self, command: Command) -> Afterwards | None:
        """Show the lines."""
        if not isinstance(command, ShowSign):
            return super().obey(command)
        self.lines = command.lines_zh
        return None

    def power_off(self) -> None:
        """It goes dark."""
        with self._lock:
            self.lines = ()
            super().power_off()
