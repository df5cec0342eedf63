"""The line that all twins of a simulated site share: it counts what passes and is the place of faults on the wire.

Whatever arrives waits until the simulator's own thread hands it out (:meth:`SharedLine.hand_out`), so that no thread of the wire
ever moves a twin and a day goes the same way twice. Faults to inject, per device: ``lose``, ``duplicate``, ``hold``, ``release``.
"""

from __future__ import annotations

import threading
from collections import Counter, deque

from devices.parsing import Delivery
from devices.wire import Hear, Switchboard, Told, Wire


class SharedLine:
    """A :class:`devices.wire.Wire` over another one. ``sent`` counts what left on it, duplicates included.

    ``arrived`` counts commands and receipts, ``beats`` the site's heartbeats that have come in; ``lost`` what a fault swallowed.
    """

    def __init__(self, wire: Wire, *, clock_topic: str) -> None:
        self._wire, self._clock_topic = wire, clock_topic
        self._board = Switchboard()
        self._patterns: set[str] = set()
        self._waiting: deque[Delivery] = deque()
        self._filled = threading.Condition()
        self._losing: Counter[str] = Counter()
        self._doubling: Counter[str] = Counter()
        self._held: dict[str, list[tuple[str, bytes]]] = {}
        self._closed = False
        self.sent = self.lost = self.arrived = self.beats = 0

    # ---------------------------------------------------------------------------------------------- as a wire to twins

    @property
    def connected(self) -> bool:
        """Whether something published now would leave."""
        return self._wire.connected

    def publish(self, topic: str, payload: bytes) -> bool:
        """Hand one message on, but for a fault that was injected for its device."""
        device = topic.rpartition("/")[2]
        if device in self._held:
            self._held[device].append((topic, payload))
            return True
        if self._losing[device]:
            self._losing[device] -= 1
            self.lost += 1
            return True
        twice = bool(self._doubling[device])
        self._doubling[device] -= twice
        return self._pass_on(topic, payload) and (not twice or self._pass_on(topic, payload))

    def subscribe(self, pattern: str, hear: Hear) -> None:
        """``hear`` is called for the filter, on the simulator's thread."""
        self._board.connect(pattern, hear)
        if pattern not in self._patterns:
            self._patterns.add(pattern)
            self._wire.subscribe(pattern, self._take)

    def prepare(self, topic: str) -> None:
        """Somebody will publish on the topic soon."""
        self._wire.prepare(topic)

    def watch(self, told: Told) -> None:
        """Hear when the line goes up or down."""
        self._wire.watch(told)

    def revive(self) -> None:
        """Start again whatever of the wire should have died."""
        self._wire.revive()

    # ----------------------------------------------------------------------------------------------- for the simulator

    def wait(self, *, arrived: int, beats: int = 0, timeout: float) -> bool:
        """Wait until so many commands and receipts, and so many heartbeats, have come in since the beginning."""
        with self._filled:
            return self._filled.wait_for(lambda: self.arrived >= arrived and self.beats >= beats, timeout)

    def linger(self, timeout: float) -> None:
        """Wait until something comes in, but no longer than ``timeout`` seconds."""
        with self._filled:
            self._filled.wait_for(lambda: bool(self._waiting), timeout)

    def close(self) -> None:
        """Hear nothing more: what still comes in is for another line of the same devices."""
        with self._filled:
            self._closed = True
            self._waiting.clear()

    def hand_out(self) -> list[str]:
        """Give the twins what has come in, in the order of arrival; tells the devices it was for."""
        devices: list[str] = []
        while self._waiting:
            delivery = self._waiting.popleft()
            self._board.hand_out(delivery)
            if delivery.topic != self._clock_topic:
                devices.append(delivery.topic.split("/")[3])
        return devices

    # ---------------------------------------------------------------------------------------------------------- faults

    def lose(self, device: str, count: int = 1) -> None:
        """The next messages of a device get lost on the way; it believes that they left."""
        self._losing[device] += count

    def duplicate(self, device: str, count: int = 1) -> None:
        """The next messages of a device arrive twice."""
        self._doubling[device] += count

    def hold(self, device: str) -> None:
        """What a device says waits on the way, until it is released."""
        self._held.setdefault(device, [])

    def release(self, device: str) -> int:
        """What waited arrives now, late and in order; tells how many messages it was."""
        waiting = self._held.pop(device, [])
        return sum(self._pass_on(topic, payload) for topic, payload in waiting)

    def _pass_on(self, topic: str, payload: bytes) -> bool:
        left = self._wire.publish(topic, payload)
        self.sent += left
        return left

    def _take(self, delivery: Delivery) -> None:
        with self._filled:
            if self._closed:
                return
            self._waiting.append(delivery)
            if delivery.topic == self._clock_topic:
                self.beats += 1
            else:
                self.arrived += 1
            self._filled.notify_all()
