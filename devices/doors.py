"""The twin of a door: contact, electric lock and exit button.

``Door(device, access_point=..., ...)``; outside verbs of people: ``enter()`` (tells whether it opened), ``leave()`` (always
opens: nobody is ever locked in), ``close()``, ``break_open()``. For the terminal: ``unlock(seconds)``. State: ``is_open``,
``unlocked``. It says ``unlocked``, ``opened``, ``closed``, ``locked``, ``exit_button``, ``forced``, and ``held`` once when it
stands open longer than ``held_after``. Its lock is fail-secure from outside: without power, and after a restart, it is locked.
"""

from __future__ import annotations

from typing import Any

from devices.fixture import Fixture
from venue.core.clock import SECOND, Millis


class Door(Fixture):
    """One door leaf with its lock. Needs ``keys``, because what it says is numbered."""

    held_after: Millis = 30 * SECOND

    def __init__(self, device: str, *, access_point: str, **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.access_point = access_point
        self.is_open = False
        self.unlocked = False
        self._relock_at: Millis = 0
        self._held_at: Millis | None = None

    # -------------------------------------------------------------------------------------------- what is done to it

    def unlock(self, seconds: int) -> None:
        """Release the lock for one opening within ``seconds``; only a terminal with a proved command does this."""
        with self._lock:
            if not self.powered:
                return
            self._relock_at = self.clock.now() + seconds * SECOND
            if not self.unlocked:
                self.unlocked = True
                self._tell("unlocked")

    def enter(self) -> bool:
        """Somebody outside pulls the handle: opens only when the lock is released or the leaf stands open."""
        with self._lock:
            if self.unlocked and not self.is_open:
                self._swing("opened")
            return self.is_open

    def leave(self) -> bool:
        """Somebody inside wants out: always opens, with or without power and network."""
        with self._lock:
            if not self.is_open:
                self._tell("exit_button")
                self._swing("opened")
            return True

    def close(self) -> None:
        """The leaf falls shut and the lock catches."""
        with self._lock:
            if not self.is_open:
                return
            self.is_open, self._held_at = False, None
            self._tell("closed")
            self._catch()

    def break_open(self) -> None:
        """Somebody opens it by force."""
        with self._lock:
            if not self.is_open:
                self._swing("forced")

    # ------------------------------------------------------------------------------------------------------- by itself

    @property
    def due(self) -> Millis:
        """The next instant at which it does something by itself."""
        timers = [self._relock_at] if self.unlocked and not self.is_open else []
        if self._held_at is not None:
            timers.append(self._held_at)
        return min([super().due, *timers])

    def tick(self) -> None:
        """Lock again when nobody came, and say when it is held open."""
        with self._lock:
            now = self.clock.now()
            if self.unlocked and not self.is_open and now >= self._relock_at:
                self._catch()
            if self._held_at is not None and now >= self._held_at:
                self._held_at = None
                self._tell("held")
            super().tick()

    def _swing(self, state: str) -> None:
        self.is_open = True
        self._held_at = self.clock.now() + self.held_after
        self._tell(state)

    def _catch(self) -> None:
        if self.unlocked:
            self.unlocked = False
            self._tell("locked")

    def _tell(self, state: str) -> None:
        self.say("door", access_point=self.access_point, state=state)

    def power_off(self) -> None:
        """Without power the lock holds from outside; the handle inside still opens it."""
        with self._lock:
            self.unlocked = False
            super().power_off()

    def _started(self) -> None:
        """It reads its contact and stays locked."""
        self.unlocked = False
        self._held_at = self.clock.now() + self.held_after if self.is_open else None
        self._tell("opened" if self.is_open else "closed")
