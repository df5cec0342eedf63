"""A wire over MQTT: one connection for each direction and class of traffic, opened when first needed.

``MqttWire(address, "engine")`` is the engine's side, ``MqttWire(address, "gateway-1")`` a gateway's or the simulator's: the
topic decides the lane (:func:`devices.topics.lane`), so a flood of measurements delays no door.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from types import TracebackType

from devices.mqtt import Address, Connection, Link
from devices.topics import Lane, lane
from devices.wire import Hear, Switchboard, Told


class MqttWire:
    """A :class:`devices.wire.Wire` on the broker at ``address``; ``name`` must be one of its kind at the broker.

    ``told`` hears each change of each connection as a :class:`~devices.mqtt.Link`, named ``<name>-<lane>-<in|out>``.
    """

    def __init__(self, address: Address, name: str, *, told: Callable[[Link], None] | None = None) -> None:
        self.address, self.name = address, name
        self.board = Switchboard()
        self._told = told
        self._watchers: list[Told] = []
        self._was_up = False
        self._lock = threading.RLock()
        self._closed = False
        self._ways: dict[tuple[Lane, str], Connection] = {}

    @property
    def connected(self) -> bool:
        """Whether every connection is up; a broken line for measurements does not stop the doors and does not count."""
        ways = [way for (wanted, _), way in list(self._ways.items()) if wanted is not Lane.TELEMETRY]
        return bool(ways) and all(way.up for way in ways)

    @property
    def links(self) -> tuple[Link, ...]:
        """The state of every connection."""
        return tuple(way.link for way in list(self._ways.values()))

    def publish(self, topic: str, payload: bytes, *, qos: int = 1) -> bool:
        """Hand one message to the broker; ``False`` when its line is down."""
        if self._closed:
            return False
        return self._way(lane(topic), "out").publish(topic, payload, qos=qos)

    def prepare(self, topic: str) -> None:
        """Open the way out for this topic, so that the first message finds it up."""
        if not self._closed:
            self._way(lane(topic), "out")

    def subscribe(self, pattern: str, hear: Hear) -> None:
        """Hear everything under the filter, on the network thread of its lane."""
        if self._closed:
            return
        self.board.connect(pattern, hear)
        self._way(lane(pattern), "in").subscribe(pattern)

    def watch(self, told: Told) -> None:
        """Hear when the whole wire goes up or down."""
        self._watchers.append(told)

    def ready(self, timeout: float = 5.0) -> bool:
        """Wait until every connection is up; ``False`` if one is not by then."""
        until = time.monotonic() + timeout
        return all(way.ready(max(0.0, until - time.monotonic())) for way in list(self._ways.values()))

    def settled(self, timeout: float = 5.0) -> bool:
        """Wait until the broker has confirmed everything that was published."""
        until = time.monotonic() + timeout
        ways = [way for (_, direction), way in list(self._ways.items()) if direction == "out"]
        return all(way.settled(max(0.0, until - time.monotonic())) for way in ways)

    def revive(self) -> None:
        """Start again any network thread that died (none should: it is a belt beside the braces)."""
        with self._lock:
            if not self._closed:
                for way in self._ways.values():
                    way.open()

    def close(self) -> None:
        """Take leave of the broker on every connection."""
        with self._lock:
            self._closed = True
            ways = list(self._ways.values())
        for way in ways:
            way.close()

    def __enter__(self) -> MqttWire:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def _way(self, wanted: Lane, direction: str) -> Connection:
        key = (wanted, direction)
        if key not in self._ways:
            with self._lock:
                if key not in self._ways:
                    self._ways[key] = self._opened(f"{self.name}-{wanted}-{direction}")
        return self._ways[key]

    def _opened(self, name: str) -> Connection:
        way = Connection(self.address, name, hear=self.board.hand_out, told=self._link_changed)
        way.open()
        return way

    def _link_changed(self, link: Link) -> None:
        if self._told is not None:
            self._told(link)
        with self._lock:
            up = self.connected
            if up == self._was_up:
                return
            self._was_up = up
        for told in self._watchers:
            told(up)
