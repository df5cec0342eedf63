"""The stage of a day: everybody's script runs here, each until it must wait for an instant, an answer, or its turn.

A script is a generator. It yields what it waits for and is sent what came of it:

* ``Until(at)``: go on at that instant; ``exact`` when no other instant will do (an act at a desk, a report);
* ``Reply(presentation)``: the terminal's :class:`~devices.terminals.Answered`, or ``None`` when none came in time;
* ``Asked(request)``: the site's :class:`~venue.core.messages.Answer` to an act;
* ``Turn(key)``: one's turn at a door or with a person; given back with :meth:`Stage.release`.
"""

from __future__ import annotations

import heapq
from collections import deque
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any

from devices.terminals import Answered, Presentation
from venue.core.clock import SECOND, Clock, Millis

PATIENCE: Millis = 15 * SECOND
"""Nobody stands longer than this before a terminal that says nothing."""


@dataclass(frozen=True)
class Until:
    """Go on at an instant."""

    at: Millis
    exact: bool = False


@dataclass(frozen=True)
class Reply:
    """Go on when the terminal ``device`` has answered the presentation."""

    device: str
    presentation: Presentation


@dataclass(frozen=True)
class Asked:
    """Go on with the site's answer to an act under an account."""

    account: str
    act: str
    args: dict[str, Any]


@dataclass(frozen=True)
class Turn:
    """Go on when nobody else holds the key."""

    key: str


Wait = Until | Reply | Asked | Turn
Script = Generator[Wait, Any, None]


@dataclass
class _Part:
    """One script on the stage; ``waits`` counts its waits, so that a time-out of an earlier one is known to be over."""

    script: Script
    waits: int = 0


class Stage:
    """Runs scripts in the order of time, and at one instant in the order in which they began to wait."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._heap: list[tuple[Millis, int, bool, _Part, int]] = []
        self._count = 0
        self._before_terminals: dict[tuple[str, int, int], _Part] = {}
        self._held: set[str] = set()
        self._queues: dict[str, deque[_Part]] = {}
        self.asked: deque[tuple[Asked, _Part]] = deque()

    def play(self, script: Script, at: Millis, *, exact: bool = False) -> None:
        """Let a script begin at an instant."""
        self._plan(_Part(script), at, exact=exact)

    @property
    def next_due(self) -> Millis | None:
        """The instant at which a script goes on by the clock."""
        self._drop_over()
        return self._heap[0][0] if self._heap else None

    def next_exact(self) -> Millis | None:
        """The next instant at which a script must go on exactly then."""
        return min((at for at, _, exact, _, _ in self._heap if exact), default=None)

    def step(self) -> None:
        """Let every script go on that is due now."""
        now = self._clock.now()
        self._drop_over()
        while self._heap and self._heap[0][0] <= now:
            self._go_on(heapq.heappop(self._heap)[3], None)
            self._drop_over()

    def answered(self, device: str, said: Answered) -> None:
        """A terminal answered: whoever stands before it goes on."""
        asked = said.presentation
        part = None if asked is None else self._before_terminals.pop((device, asked.boot, asked.seq), None)
        if part is not None:
            self._go_on(part, said)

    def reply(self, part: Any, answer: Any) -> None:
        """The site answered an act: whoever asked goes on."""
        self._go_on(part, answer)

    def release(self, key: str) -> None:
        """Give a turn back; the next in the queue takes it at once."""
        queue = self._queues.get(key)
        if queue:
            self._plan(queue.popleft(), self._clock.now())
        else:
            self._held.discard(key)

    def _go_on(self, part: _Part, sent: Any) -> None:
        part.waits += 1
        try:
            wait = part.script.send(sent)
            while isinstance(wait, Turn) and wait.key not in self._held:
                self._held.add(wait.key)
                wait = part.script.send(None)
        except StopIteration:
            return
        self._wait(part, wait)

    def _wait(self, part: _Part, wait: Wait) -> None:
        if isinstance(wait, Until):
            self._plan(part, max(wait.at, self._clock.now()), exact=wait.exact)
        elif isinstance(wait, Asked):
            self.asked.append((wait, part))
        elif isinstance(wait, Turn):
            self._queues.setdefault(wait.key, deque()).append(part)
        else:
            asked = wait.presentation
            self._before_terminals[wait.device, asked.boot, asked.seq] = part
            self._plan(part, self._clock.now() + PATIENCE)

    def _plan(self, part: _Part, at: Millis, *, exact: bool = False) -> None:
        self._count += 1
        heapq.heappush(self._heap, (at, self._count, exact, part, part.waits))

    def _drop_over(self) -> None:
        """Time-outs of those who have been answered are over."""
        while self._heap and self._heap[0][3].waits != self._heap[0][4]:
            heapq.heappop(self._heap)
