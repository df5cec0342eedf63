"""Connections to the broker, on paho-mqtt 2: one for each direction and class of traffic.

MQTT 3.1.1, because every terminal and gateway speaks it; QoS 1; clean sessions on purpose, so that a broker never hands an
old presentation or an old door command to somebody who has just come back: what must not be lost is kept at the device
until the engine's receipt (docs/decisions/0004-wire.md). TCP_NODELAY is set on every socket, and publishing and subscribing
never share one: each alone costs 40 ms a round trip on one of the brokers.

The network thread is ours. Each attempt to connect makes a new client, so nothing stale is sent again after a break, and no
fault of the library ends the thread: it is logged and the next attempt begins, 0.1 s later, then 0.2, up to 5 s.
"""

from __future__ import annotations

import contextlib
import selectors
import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import structlog
from paho.mqtt import client as paho
from paho.mqtt.enums import CallbackAPIVersion

from devices.gathering import GatheringSocket
from devices.parsing import Delivery

log = structlog.get_logger("mqtt")

SHORTEST_PAUSE, LONGEST_PAUSE = 0.1, 5.0
KEEPALIVE_S = 5
"""A silent cut of the line is noticed within two of these."""


class State(StrEnum):
    """What a connection is doing."""

    CONNECTING = "connecting"
    UP = "up"
    DOWN = "down"
    CLOSED = "closed"


@dataclass(frozen=True)
class Link:
    """State of one connection, with the reason in the library's words when it is down."""

    name: str
    state: State
    reason: str = ""


@dataclass(frozen=True)
class Address:
    """Where the broker is and who we are there."""

    port: int
    host: str = "127.0.0.1"
    user: str = ""
    password: str = ""

    @classmethod
    def parse(cls, text: str, *, user: str = "", password: str = "") -> Address:
        """The address in ``host:port`` or ``host`` (port 1883). Raises :class:`ValueError` with both languages."""
        host, _, port = text.partition(":")
        if not host or (port and not port.isdecimal()):
            raise ValueError(f"消息代理地址应为 主机:端口，现为 {text} / the broker's address is host:port, not {text}")
        return cls(int(port or 1883), host, user, password)

    def __repr__(self) -> str:
        return f"Address({self.host}:{self.port})"


class Connection:
    """One TCP connection to the broker. ``name`` is its client id; two of one name throw each other out.

    ``hear`` is called on the network thread for each delivery, ``told`` for each change of state. Neither may block.
    """

    def __init__(
        self,
        address: Address,
        name: str,
        *,
        hear: Callable[[Delivery], None] | None = None,
        told: Callable[[Link], None] | None = None,
    ) -> None:
        self.address, self.name = address, name
        self.link = Link(name, State.CLOSED)
        self.failures = 0
        self._hear, self._told = hear, told
        self._filters: list[str] = []
        self._client: paho.Client | None = None
        self._awaited: set[int] = set()
        self._sent = self._settled = 0
        self._refusal = ""
        self._changed = threading.Condition()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._wake_in, self._wake_out = socket.socketpair()
        self._wake_in.setblocking(False)
        self._wake_out.setblocking(False)

    # ------------------------------------------------------------------------------------------------ from any thread

    @property
    def up(self) -> bool:
        """Whether the connection stands and the broker has confirmed every subscription."""
        return self.link.state is State.UP

    def open(self) -> None:
        """Begin to connect, on a thread of its own, and go on for ever. Starts the thread again should it have died."""
        if self._thread is None or not self._thread.is_alive():
            self._thread = threading.Thread(target=self._serve, name=f"mqtt {self.name}", daemon=True)
            self._thread.start()

    def ready(self, timeout: float = 5.0) -> bool:
        """Wait until the connection is up and every subscription confirmed; ``False`` if that has not come by then."""
        with self._changed:
            return self._changed.wait_for(lambda: self.up and not self._awaited, timeout)

    def subscribe(self, pattern: str) -> None:
        """Hear everything under the filter, now and after each reconnection."""
        with self._changed:
            if pattern in self._filters:
                return
            self._filters.append(pattern)
            if self._client is not None and self._client.is_connected():
                self._ask_for(self._client, [pattern])

    def publish(self, topic: str, payload: bytes, *, qos: int = 1) -> bool:
        """Hand one message to the broker, never retained. ``False`` when the line is down: then nothing was taken."""
        client = self._client
        if client is None or not self.up:
            return False
        with self._changed:
            self._sent += 1
        # Outside the lock: the library holds its own while it calls us back.
        return client.publish(topic, payload, qos=qos).rc == paho.MQTT_ERR_SUCCESS

    def settled(self, timeout: float = 5.0) -> bool:
        """Wait until the broker has confirmed all that was published on this connection since it came up."""
        with self._changed:
            return self._changed.wait_for(lambda: self._settled >= self._sent, timeout) and self.up

    def close(self) -> None:
        """Say good-bye to the broker and end the thread."""
        self._closing.set()
        self._wake()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout=10)
        self._wake_in.close()
        self._wake_out.close()

    # -------------------------------------------------------------------------------------------- the network thread

    def _serve(self) -> None:
        pause = SHORTEST_PAUSE
        while not self._closing.is_set():
            self._become(State.CONNECTING)
            reason = self._attend()
            was_up = self.up
            if not self._closing.is_set():
                self._become(State.DOWN, reason)
                pause = SHORTEST_PAUSE if was_up else min(pause * 2, LONGEST_PAUSE)
                self._closing.wait(pause)
        self._become(State.CLOSED)

    def _attend(self) -> str:
        """One life of the connection, from dialling to its end; tells why it ended."""
        try:
            with self._dialled() as client:
                return self._pump(client)
        except Exception as fault:
            self.failures += 1
            if not isinstance(fault, OSError):
                log.exception("the connection failed", connection=self.name)
            return str(fault) or type(fault).__name__

    @contextlib.contextmanager
    def _dialled(self) -> Iterator[paho.Client]:
        client = self._fresh_client()
        client.connect(self.address.host, self.address.port, keepalive=KEEPALIVE_S)
        with self._changed:
            self._client, self._sent, self._settled = client, 0, 0
        try:
            yield client
        finally:
            with self._changed:
                self._client = None
                self._awaited.clear()
            _hang_up(client)

    def _fresh_client(self) -> paho.Client:
        self._refusal = ""
        client = _Client(
            CallbackAPIVersion.VERSION2, client_id=self.name, clean_session=True, reconnect_on_failure=False
        )
        client.connect_timeout = 5.0
        client.max_inflight_messages_set(64)
        if self.address.user:
            client.username_pw_set(self.address.user, self.address.password)
        client.on_socket_register_write = lambda *_: self._wake()
        client.on_connect = self._on_connect
        client.on_subscribe = self._on_subscribe
        client.on_message = self._on_message
        client.on_publish = self._on_publish
        return client

    def _pump(self, client: paho.Client) -> str:
        """Read and write until the line breaks or :meth:`close` is called."""
        with selectors.DefaultSelector() as selector:
            line: Any = client.socket()
            selector.register(line, selectors.EVENT_READ)
            selector.register(self._wake_out, selectors.EVENT_READ)
            checked, watched = time.monotonic(), selectors.EVENT_READ
            while not self._closing.is_set():
                outcome = self._say(client, line)
                wanted = selectors.EVENT_READ | (selectors.EVENT_WRITE if line.unsent else 0)
                if wanted != watched and outcome is paho.MQTT_ERR_SUCCESS:
                    selector.modify(line, wanted)
                    watched = wanted
                if outcome is paho.MQTT_ERR_SUCCESS:
                    outcome = self._listen(client, line, selector.select(timeout=1.0))
                if outcome is paho.MQTT_ERR_SUCCESS and time.monotonic() - checked > 0.5:
                    checked, outcome = time.monotonic(), client.loop_misc()
                if outcome is not paho.MQTT_ERR_SUCCESS:
                    return self._refusal or paho.error_string(outcome)
        return ""

    def _say(self, client: paho.Client, line: Any) -> Any:
        """Send all there is to say, the confirmations of what was read included."""
        outcome: Any = client.loop_write() if client.want_write() else paho.MQTT_ERR_SUCCESS
        if outcome is paho.MQTT_ERR_SUCCESS:
            line.flush()
        return outcome

    def _listen(self, client: paho.Client, line: Any, events: list[tuple[selectors.SelectorKey, int]]) -> Any:
        """Read what has come."""
        ready = {key.fileobj: mask for key, mask in events}
        if self._wake_out in ready:
            with contextlib.suppress(BlockingIOError):
                self._wake_out.recv(4096)
        outcome: Any = paho.MQTT_ERR_SUCCESS
        reads = bool(ready.get(line, 0) & selectors.EVENT_READ)
        while reads and outcome is paho.MQTT_ERR_SUCCESS:
            outcome = client.loop_read()
            reads = line.unread
        return outcome

    def _wake(self) -> None:
        if threading.current_thread() is self._thread:
            return  # it is awake, and writes before it waits again
        with contextlib.suppress(OSError):
            self._wake_in.send(b"w")

    # ------------------------------------------------------------------------------------------- the library calls us

    def _on_connect(self, client: paho.Client, _data: Any, _flags: Any, reason: Any, _properties: Any) -> None:
        self._refusal = str(reason) if reason.is_failure else ""
        if reason.is_failure:
            return
        with self._changed:
            if self._filters:
                self._ask_for(client, self._filters)
        self._perhaps_up()

    def _ask_for(self, client: paho.Client, filters: list[str]) -> None:
        _, number = client.subscribe([(pattern, 1) for pattern in filters])
        if number is not None:
            self._awaited.add(number)

    def _on_subscribe(
        self, _client: paho.Client, _data: Any, number: int, reasons: list[Any], _properties: Any
    ) -> None:
        refused = [str(reason) for reason in reasons if reason.is_failure]
        if refused:
            raise PermissionError(f"the broker refused a subscription: {refused[0]}")
        with self._changed:
            self._awaited.discard(number)
            self._changed.notify_all()
        self._perhaps_up()

    def _perhaps_up(self) -> None:
        if not self._awaited and not self.up:
            self._become(State.UP)

    def _on_message(self, _client: paho.Client, _data: Any, message: paho.MQTTMessage) -> None:
        try:
            topic = message.topic
        except UnicodeDecodeError:
            topic = ""
        if self._hear is not None:
            self._hear(Delivery(topic, bytes(message.payload), bool(message.retain)))

    def _on_publish(self, *_: Any) -> None:
        with self._changed:
            self._settled += 1
            self._changed.notify_all()

    def _become(self, state: State, reason: str = "") -> None:
        with self._changed:
            changed = (state, reason) != (self.link.state, self.link.reason)
            self.link = Link(self.name, state, reason)
            self._changed.notify_all()
        if changed and self._told is not None:
            try:
                self._told(self.link)
            except Exception:
                log.exception("a listener to the connection failed", connection=self.name)


class _Client(paho.Client):
    """The library's client on a socket that gathers what it reads and writes."""

    def _create_socket(self) -> Any:
        line = self._create_socket_connection()
        line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return GatheringSocket(line)


def _hang_up(client: paho.Client) -> None:
    with contextlib.suppress(Exception):
        client.disconnect()
        client.loop_write()
    line = client.socket()
    if line is not None:
        line.close()
