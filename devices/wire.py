"""The port that fixtures, gateways and the field speak through, and a wire in memory that behaves like a broker.

``publish(topic, payload)`` hands over and returns at once; ``False`` means that the line is down and nothing was taken, so
whoever must not lose it keeps it (:class:`devices.fixture.Fixture` does). ``subscribe(pattern, hear)`` lets ``hear`` be called
with each :class:`~devices.parsing.Delivery`, on the wire's own thread. ``watch(told)`` hears of every change: ``True`` up,
``False`` down.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import Protocol

import structlog

from devices.parsing import Delivery
from devices.topics import matches

log = structlog.get_logger("wire")

Hear = Callable[[Delivery], None]
Told = Callable[[bool], object]


class Wire(Protocol):
    """A line to the broker."""

    @property
    def connected(self) -> bool:
        """Whether something published now would leave."""
        ...

    def publish(self, topic: str, payload: bytes) -> bool:
        """Hand over one message, never retained; ``False`` when the line is down: nothing was taken."""
        ...

    def prepare(self, topic: str) -> None:
        """Open the way out for this topic, so that the first message finds it up."""
        ...

    def subscribe(self, pattern: str, hear: Hear) -> None:
        """Hear every message under the filter (``+`` stands for one level), from now on and after each reconnection."""
        ...

    def watch(self, told: Told) -> None:
        """Hear when the line goes up or down."""
        ...

    def revive(self) -> None:
        """Start again whatever of the wire should have died."""
        ...


class Switchboard:
    """Who hears what on one wire: hands each delivery to its listeners; one that fails is logged, the others still hear."""

    def __init__(self) -> None:
        self._exact: dict[str, tuple[Hear, ...]] = {}
        self._patterns: tuple[tuple[str, Hear], ...] = ()
        self._lock = threading.Lock()
        self.failed = 0

    def connect(self, pattern: str, hear: Hear) -> None:
        """From now on ``hear`` is called for everything under the filter."""
        with self._lock:
            if "+" in pattern:
                self._patterns = (*self._patterns, (pattern, hear))
            else:
                self._exact[pattern] = (*self._exact.get(pattern, ()), hear)

    def hand_out(self, delivery: Delivery) -> None:
        """Call everybody who listens to the delivery's topic."""
        wide = (hear for pattern, hear in self._patterns if matches(pattern, delivery.topic))
        for hear in (*self._exact.get(delivery.topic, ()), *wide):
            try:
                hear(delivery)
            except Exception:
                self.failed += 1
                log.exception("a listener on the wire failed", topic=delivery.topic)


class MemoryBroker:
    """A broker in memory: keeps nothing, delivers in order on the thread that publishes first."""

    def __init__(self) -> None:
        self._wires: list[MemoryWire] = []
        self._waiting: deque[Delivery] = deque()
        self._busy = threading.Lock()

    def join(self) -> MemoryWire:
        """A new line to this broker."""
        wire = MemoryWire(self)
        self._wires.append(wire)
        return wire

    def pass_on(self, delivery: Delivery) -> None:
        """Give a message to every line that is up. What is published meanwhile waits its turn instead of nesting."""
        self._waiting.append(delivery)
        while self._waiting and self._busy.acquire(blocking=False):
            try:
                self._drain()
            finally:
                self._busy.release()

    def _drain(self) -> None:
        while self._waiting:
            delivery = self._waiting.popleft()
            for wire in self._wires:
                wire.receive(delivery)


class MemoryWire:
    """A :class:`Wire` in memory. ``cut()`` and ``mend()`` break and repair it, as a pulled plug would."""

    def __init__(self, broker: MemoryBroker) -> None:
        self._broker = broker
        self._board = Switchboard()
        self._watchers: list[Told] = []
        self.connected = True

    def publish(self, topic: str, payload: bytes) -> bool:
        """Deliver to everybody who listens; ``False`` while the line is cut."""
        if self.connected:
            self._broker.pass_on(Delivery(topic, payload))
        return self.connected

    def prepare(self, topic: str) -> None:
        """The way is always open here."""

    def subscribe(self, pattern: str, hear: Hear) -> None:
        """Hear what falls under the filter."""
        self._board.connect(pattern, hear)

    def watch(self, told: Told) -> None:
        """Hear of cuts and repairs."""
        self._watchers.append(told)

    def revive(self) -> None:
        """Nothing here can die."""

    def receive(self, delivery: Delivery) -> None:
        """A message from the broker; lost while the line is cut."""
        if self.connected:
            self._board.hand_out(delivery)

    def cut(self) -> None:
        """Break the line."""
        self._change(False)

    def mend(self) -> None:
        """Repair the line."""
        self._change(True)

    def _change(self, up: bool) -> None:
        if up != self.connected:
            self.connected = up
            for told in self._watchers:
                told(up)
