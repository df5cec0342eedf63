"""The way in: everything that the engine judges waits here, doors first, then acts of people, then sensors.

Overload is a decision: door readings and acts are never dropped. When sensors pile up beyond ``crowded``, only the newest
reading of each point waits, and how many it stands for is counted.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

from venue.core.messages import Barrier, CameraReported, Heartbeat, Message, PeopleCounted, PointRead, Request, Tick

SENSORS = (PointRead, Heartbeat, CameraReported, PeopleCounted)
Latecomer = Callable[[], Message]


class Inbox:
    """Three queues behind one door; any thread puts, the engine thread takes."""

    def __init__(self, *, crowded: int = 20_000) -> None:
        self._doors: deque[Message] = deque()
        self._acts: deque[Message] = deque()
        self._sensors: deque[Message] = deque()
        self._filled = threading.Condition()
        self._crowded = crowded
        self.coalesced = 0
        self.closed = False

    def put(self, message: Message) -> None:
        """Let a message wait. Order within a queue is kept."""
        with self._filled:
            if isinstance(message, SENSORS):
                self._sensors.append(message)
                if len(self._sensors) > self._crowded:
                    self._coalesce()
            elif isinstance(message, Request | Tick | Barrier):
                self._acts.append(message)
            else:
                self._doors.append(message)
            self._filled.notify()

    def take(self, *, limit: int = 512, timeout: float | None = None) -> list[Message]:
        """Up to ``limit`` messages, doors first; waits up to ``timeout`` seconds for the first one."""
        with self._filled:
            if not self._waiting():
                self._filled.wait(timeout)
            taken: list[Message] = []
            for queue in (self._doors, self._acts, self._sensors):
                while queue and len(taken) < limit:
                    taken.append(queue.popleft())
            return taken

    def close(self) -> None:
        """No more is expected: whoever waits in :meth:`take` comes back."""
        with self._filled:
            self.closed = True
            self._filled.notify_all()

    def __len__(self) -> int:
        with self._filled:
            return self._waiting()

    def _waiting(self) -> int:
        return len(self._doors) + len(self._acts) + len(self._sensors)

    def _coalesce(self) -> None:
        newest: dict[tuple[str, ...], Message] = {}
        others: list[Message] = []
        for message in self._sensors:
            if isinstance(message, PeopleCounted):
                others.append(message)
            else:
                newest[(type(message).__name__, message.device, getattr(message, "point", ""))] = message  # type: ignore[attr-defined]
        kept = [*others, *newest.values()]
        self.coalesced += len(self._sensors) - len(kept)
        self._sensors = deque(kept)
