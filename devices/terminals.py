"""The twin of a terminal at a door: takes credentials, asks the engine, obeys sealed commands only.

``Terminal(device, access_point=..., door=Door|None, keys=..., rights=..., answered=..., site=..., wire=..., clock=...)``

* ``present(token, kind="card", direction="in", score=None, grade="", factors=())``: somebody asks; tells the
  :class:`Presentation`. The answer comes later by ``answered(Answered)``, on the wire's thread, and stands in ``shown``.
* ``passed(token, inward=True)``: it saw the person go through.
* ``rights(kind, token, direction) -> bool``: what it decides by itself while the network is gone (default: nobody). Such a
  presentation is said later with ``offline`` and what was decided.
* ``waiting``: presentations not yet answered; they lapse after ``patience``, and a door command without anybody waiting
  is void (``nobody_waits``), so a late answer, a reconnection or a restart never opens a door. Admission 0 is an opening
  ordered by hand and needs nobody waiting.
* ``void``: how often which kind of envelope was refused (:data:`devices.envelope.VOID` and the two codes of this file).
* ``silent_after``: without the site's heartbeat for so long the engine counts as gone; ``None`` leaves that to the line.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from devices.commanded import Afterwards, Commanded
from devices.doors import Door
from devices.envelope import DeviceKeys
from venue.core.clock import SECOND, Millis
from venue.core.messages import Command, OpenDoor, RefuseDoor

Rights = Callable[[str, str, str], bool]


@dataclass(frozen=True)
class Presentation:
    """Somebody asked: ``at`` on the site's clock, number of the message, and what was decided here if ``offline``."""

    boot: int
    seq: int
    at: Millis
    kind: str
    token: str
    direction: str
    offline: bool = False
    granted: bool = False


@dataclass(frozen=True)
class Answered:
    """What the engine said: ``opened`` or not, with the texts for the person. ``presentation`` is ``None`` if ordered by hand."""

    presentation: Presentation | None
    opened: bool
    admission: int
    code: str
    text_zh: str
    text_en: str


def _nobody(kind: str, token: str, direction: str) -> bool:
    return False


def _ignored(answer: Answered) -> None:
    return None


class Terminal(Commanded):
    """One terminal. See the module."""

    patience: Millis = 10 * SECOND
    silent_after: Millis | None = 10 * SECOND

    def __init__(
        self,
        device: str,
        *,
        access_point: str,
        keys: DeviceKeys,
        door: Door | None = None,
        rights: Rights = _nobody,
        answered: Callable[[Answered], None] = _ignored,
        **fitting: Any,
    ) -> None:
        self.access_point, self.door = access_point, door
        self.rights, self.answered = rights, answered
        self.shown: Answered | None = None
        self.waiting: deque[Presentation] = deque()
        super().__init__(device, keys=keys, **fitting)

    # --------------------------------------------------------------------------------------------- what people do here

    def present(
        self,
        token: str,
        kind: str = "card",
        *,
        direction: str = "in",
        score: float | None = None,
        grade: str = "",
        factors: tuple[str, ...] = (),
    ) -> Presentation | None:
        """Somebody presents a credential; ``None`` when the terminal has no power."""
        more: dict[str, Any] = {"score": score} if score is not None else {}
        if grade:
            more["grade"] = grade
        if factors:
            more["factors"] = factors
        with self._lock:
            if not self.powered:
                return None
            if self.engine_gone:
                return self._decide(token, kind, direction, more)
            return self._ask(token, kind, direction, more)

    def passed(self, token: str, *, inward: bool = True) -> int:
        """It saw the person go through."""
        return self.say("passage", access_point=self.access_point, token=token, inward=inward)

    @property
    def engine_gone(self) -> bool:
        """Whether the terminal is on its own: no line, no heartbeat since the line came up, or none for too long."""
        if not self.online or self._clock_heard_at is None:
            return True
        return self.silent_after is not None and self.clock.now() - self._clock_heard_at > self.silent_after

    def _ask(self, token: str, kind: str, direction: str, more: dict[str, Any]) -> Presentation:
        self._lapse()
        number = (self.journal.boot, self.journal.next_seq())
        asked = Presentation(*number, self.clock.now(), kind, token, direction)
        self.waiting.append(asked)  # before it is said: the answer may come first
        self._credential(asked, **more)
        return asked

    def _decide(self, token: str, kind: str, direction: str, more: dict[str, Any]) -> Presentation:
        granted = self.rights(kind, token, direction)
        number = (self.journal.boot, self.journal.next_seq())
        decided = Presentation(*number, self.clock.now(), kind, token, direction, offline=True, granted=granted)
        self._credential(decided, offline=True, granted=granted, **more)
        if granted and self.door is not None:
            self.door.unlock(5)
        return decided

    def _credential(self, asked: Presentation, **more: Any) -> None:
        place = {"access_point": self.access_point, "direction": asked.direction}
        self.say("credential", kind=asked.kind, token=asked.token, **place, **more)

    # ------------------------------------------------------------------------------------------- what the engine says

    def obey(self, command: Command) -> Afterwards | None:
        """Open, or show why not; whoever listens is told when the terminal is free again."""
        answer = self._obeyed(command)
        return None if answer is None else partial(self.answered, answer)

    def _obeyed(self, command: Command) -> Answered | None:
        self._lapse()
        if isinstance(command, RefuseDoor):
            return self._show(command, opened=False, code=command.code)
        if isinstance(command, OpenDoor) and command.access_point == self.access_point:
            return self._open(command)
        self._refuse("not_for_a_terminal")
        return None

    def _open(self, command: OpenDoor) -> Answered | None:
        if not self.waiting and command.admission != 0:
            self._refuse("nobody_waits")
            return None
        if self.door is not None:
            self.door.unlock(command.seconds)
        return self._show(command, opened=True, code="")

    def _show(self, command: OpenDoor | RefuseDoor, *, opened: bool, code: str) -> Answered:
        asked = self.waiting.popleft() if self.waiting and command.admission != 0 else None
        self.shown = Answered(asked, opened, command.admission, code, command.text_zh, command.text_en)
        return self.shown

    def _lapse(self) -> None:
        while self.waiting and self.clock.now() - self.waiting[0].at > self.patience:
            self.waiting.popleft()

    # ------------------------------------------------------------------------------------------------- plug and power

    def power_off(self) -> None:
        """Whoever waits must ask again."""
        with self._lock:
            self.waiting.clear()
            self.shown = None
            super().power_off()
