"""The twin of a device: what every fixture on the wall does, for the simulated site and for gateways alike.

A fixture runs over any :class:`devices.wire.Wire` and has no thread of its own. Whoever drives it calls its verbs and
``tick()``; ``due`` tells when the next tick has something to do.

* ``say(kind, **fields)``: a numbered message, kept until the engine's receipt, sent again after a break and while no receipt
  comes. Tells its number. Needs ``keys``, because a receipt is believed by its MAC only.
* ``mention(kind, **fields)``: a message that may get lost (measurements, heartbeats). Tells whether it left.
* ``tick()``: heartbeat, measurements that are due, messages to send again, timers.
* ``unplug()``/``plug()``: its network cable. ``power_off()``/``power_on()``: its power; it comes back with the next boot and its
  numbered messages. ``skew``: milliseconds its clock is ahead.
* ``resend_after``, doubled up to ``resend_latest``: how long a receipt is awaited. On a clock that runs faster than the wall,
  multiply these (and a terminal's ``patience`` and ``silent_after``) by its speed: the broker stays as slow as it is.
* ``unacknowledged``: numbered messages without receipt. ``spoken``/``heard``: messages handed to the wire, and commands
  and receipts taken from it.

``kind`` and ``fields`` are those of :data:`devices.topics.KINDS`; others raise :class:`ValueError`. Verbs and the wire may call
from different threads.
"""

from __future__ import annotations

import threading
from collections import Counter
from typing import Any

import msgspec
import structlog

from devices import topics
from devices.device_journal import DeviceJournal
from devices.envelope import DeviceKeys, Opener, Void
from devices.parsing import Delivery
from devices.topics import BY_NAME, COMMON, Kind, Stream
from devices.wire import Wire
from venue.core.clock import MINUTE, SECOND, Clock, Millis

log = structlog.get_logger("fixture")

WINDOW = 100
"""So many messages may be under way without receipt; after a long outage the rest follows as receipts come."""

_FIELDS = {kind.name: frozenset(part.name for part in (*COMMON, *kind.parts)) for kind in topics.KINDS}


class Fixture:
    """One device on the wire. See the module."""

    heartbeat_every: Millis = 30 * SECOND
    resend_after: Millis = 3 * SECOND
    resend_latest: Millis = MINUTE
    firmware = "twin-1"

    def __init__(
        self,
        device: str,
        *,
        site: str,
        wire: Wire,
        clock: Clock,
        keys: DeviceKeys | None = None,
        journal: DeviceJournal | None = None,
    ) -> None:
        self.device, self.site, self.clock = device, site, clock
        self.journal = DeviceJournal() if journal is None else journal  # an empty one is false
        self.opener = Opener(device, keys, memory=self.journal) if keys is not None else None
        self.skew: Millis = 0
        self.status = "ok"
        self.powered = self.plugged = True
        self.spoken = self.heard = 0
        self.void: Counter[str] = Counter()
        self._wire = wire
        self._lock = threading.RLock()
        self._heartbeat_due = clock.now()
        self._patience = self.resend_after
        self._listen()

    # ------------------------------------------------------------------------------------------------------- speaking

    @property
    def online(self) -> bool:
        """Whether what it says now leaves."""
        return self.powered and self.plugged and self._wire.connected

    @property
    def now(self) -> Millis:
        """The device's own time, wrong by its skew."""
        return self.clock.now() + self.skew

    @property
    def unacknowledged(self) -> int:
        """How many numbered messages have no receipt yet."""
        return len(self.journal)

    def say(self, kind: str, /, **fields: Any) -> int:
        """A numbered message; tells its number, 0 when the device has no power."""
        form = _known(kind, fields)
        if self.opener is None:
            raise ValueError(f"{self.device} has no keys, so it could not believe a receipt for {kind}")
        with self._lock:
            if not self.powered:
                return 0
            head = {"type": kind, "boot": self.journal.boot, "seq": self.journal.next_seq(), "at": self.now}
            kept = self.journal.keep(self._topic(form), msgspec.json.encode({**head, **fields}))
            self._send_waiting()
            return kept.seq

    def mention(self, kind: str, /, **fields: Any) -> bool:
        """A message without number; tells whether it left."""
        form = _known(kind, fields)
        with self._lock:
            head = {"type": kind, "boot": self.journal.boot, "at": self.now}
            return self._publish(self._topic(form), msgspec.json.encode({**head, **fields}))

    def _topic(self, form: Kind) -> str:
        return topics.up(self.site, form.stream, self.device)

    def _publish(self, topic: str, payload: bytes) -> bool:
        left = self.online and self._wire.publish(topic, payload)
        self.spoken += left
        return left

    def _send_waiting(self) -> None:
        now, again = self.clock.now(), False
        for kept in self.journal.waiting(WINDOW):
            before = kept.sent_at
            if before is not None and now < before + self._patience:
                continue
            kept.sent_at = now  # first, because the answer may come before the wire returns
            if not self._publish(kept.topic, kept.payload):
                kept.sent_at = before
                break
            again = again or before is not None
        if again:
            self._patience = min(self._patience * 2, self.resend_latest)

    # -------------------------------------------------------------------------------------------------------- hearing

    def _listen(self) -> None:
        for stream in (Stream.TELEMETRY, Stream.DOOR) if self.opener is not None else (Stream.TELEMETRY,):
            self._wire.prepare(topics.up(self.site, stream, self.device))
        self._wire.watch(self._line_changed)
        if self.opener is not None:
            self._wire.subscribe(topics.receipt(self.site, self.device), self._hear_receipt)

    def _hear_receipt(self, delivery: Delivery) -> None:
        with self._lock:
            if self.opener is None or not self._hears(delivery):
                return
            self.heard += 1
            try:
                stored = self.opener.receipt(delivery.payload)
            except Void as void:
                self._refuse(void.code)
                return
            if self.journal.forget(stored.boot, stored.seq):
                self._patience = self.resend_after
            self._send_waiting()

    def _hears(self, delivery: Delivery) -> bool:
        return self.powered and self.plugged and not delivery.retained

    def _refuse(self, code: str) -> None:
        self.void[code] += 1
        log.warning("void at the device", device=self.device, code=code)

    def _line_changed(self, up: bool) -> None:
        with self._lock:
            if self.opener is not None and not up:
                self.opener.connection_lost()
            if up:
                self._resume()

    def _resume(self) -> None:
        self._patience = self.resend_after
        self.journal.unsent()
        self._send_waiting()

    # ----------------------------------------------------------------------------------------------- time, plug, power

    @property
    def due(self) -> Millis:
        """The next instant at which :meth:`tick` has something to do."""
        with self._lock:
            if not self.online:
                return self._heartbeat_due
            sent = [kept.sent_at for kept in self.journal.waiting(1)]
            again = [self.clock.now() if at is None else at + self._patience for at in sent]
            return min([self._heartbeat_due, *again])

    def tick(self) -> None:
        """Do what is due by the clock."""
        with self._lock:
            if not self.powered:
                return
            if self.clock.now() >= self._heartbeat_due:
                self._heartbeat_due = self.clock.now() + self.heartbeat_every
                self._beat()
            self._send_waiting()

    def _beat(self) -> None:
        self.mention("heartbeat", status=self.status, firmware=self.firmware)

    def unplug(self) -> None:
        """Pull its network cable: it hears nothing, what it says waits."""
        with self._lock:
            self.plugged = False
            if self.opener is not None:
                self.opener.connection_lost()

    def plug(self) -> None:
        """Put the cable back: what waits is sent."""
        with self._lock:
            self.plugged = True
            if self.powered:
                self._resume()

    def power_off(self) -> None:
        """Its power is gone: it says and hears nothing, and whatever it had in hand is lost, but for its journal."""
        with self._lock:
            self.powered = False
            if self.opener is not None:
                self.opener.connection_lost()

    def power_on(self) -> None:
        """It starts again, under the next boot. A restart never opens anything."""
        with self._lock:
            self.powered = True
            self.journal.restart()
            self._heartbeat_due = self.clock.now()
            self._started()
            self._resume()

    def _started(self) -> None:
        """What a kind of fixture does when it has just started."""


def _known(kind: str, fields: dict[str, Any]) -> Kind:
    if kind not in BY_NAME:
        raise ValueError(f"no kind of message is called {kind}")
    strange = fields.keys() - _FIELDS[kind]
    if strange:
        raise ValueError(f"{kind} has no field {', '.join(sorted(strange))}")
    return BY_NAME[kind]
