"""The engine's side of the wire: what the site's devices say goes into the inbox, what they shall do goes out to them.

Nothing is acknowledged here. A receipt leaves only when the engine, after its commit, publishes ``Acknowledge``; until then
the device keeps what it said. A command that cannot leave because the broker is gone is dropped and counted: it would be
late when the line is back, and a late command must not open a door.
"""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType

import structlog

from devices import topics
from devices.beating import Beat
from devices.envelope import Sealer
from devices.parsing import Delivery, Homes, parse
from devices.seams import Seams
from devices.topics import Stream
from devices.wire import Wire
from venue.core.messages import Acknowledge, Command, Settled, Unreadable

log = structlog.get_logger("field")


def _no_home(device: str) -> str:
    return ""


class Field:
    """All devices of one site, as the engine sees them.

    ``homes`` tells the access point that a device is registered at, for messages that do not name one. With ``beat_every``
    the site's heartbeat goes out so often, in seconds of the wall; with 0 it goes out after each simulated instant
    (``Settled``), and whenever :meth:`beat` is called. ``readings``, ``unreadable``, ``commands``, ``receipts`` and
    ``unsent`` count what passed.
    """

    def __init__(self, seams: Seams, wire: Wire, *, homes: Homes = _no_home, beat_every: float = 1.0) -> None:
        self.site = seams.site
        self.readings = self.unreadable = self.commands = self.receipts = self.unsent = 0
        self._seams, self._wire, self._homes = seams, wire, homes
        self._sealer = Sealer(seams.keys, site=seams.site, epoch=seams.epoch, clock=seams.clock)
        self._beat = Beat("site heartbeat", self.beat, every=beat_every) if beat_every else None
        self._ends: list[Callable[[], None]] = []

    def open(self) -> None:
        """Begin to hear and to send."""
        self._wire.prepare(topics.site_clock(self.site))
        for stream in Stream:
            self._wire.subscribe(topics.up(self.site, stream, "+"), self._hear)
        self._ends.append(self._seams.bus.subscribe(Command, self._send))
        self._wire.watch(lambda up: self.beat() if up else False)
        if self._beat is not None:
            self._beat.start()
        else:
            self._ends.append(self._seams.bus.subscribe(Settled, self._settled))

    def close(self) -> None:
        """Send nothing more. The wire belongs to whoever made it."""
        for end in self._ends:
            end()
        if self._beat is not None:
            self._beat.stop()

    def __enter__(self) -> Field:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def beat(self) -> bool:
        """Tell all devices the site's clock and the engine's epoch; whether it left."""
        self._wire.revive()
        return self._wire.publish(topics.site_clock(self.site), self._sealer.heartbeat())

    def _settled(self, instant: Settled) -> None:
        self.beat()

    def _hear(self, delivery: Delivery) -> None:
        reading = parse(delivery, received_at=self._seams.clock.now(), homes=self._homes)
        self.readings += 1
        if isinstance(reading, Unreadable):
            self.unreadable += 1
            log.warning("unreadable", topic=reading.topic, fault=reading.fault, detail=reading.detail)
        self._seams.inbox.put(reading)

    def _send(self, command: Command) -> None:
        if isinstance(command, Acknowledge):
            left = self._wire.publish(topics.receipt(self.site, command.device), self._sealer.receipt(command))
            self.receipts += left
        else:
            left = self._wire.publish(topics.command(self.site, command.device), self._sealer.command(command))
            self.commands += left
            if not left:
                log.error("a command did not leave", device=command.device, command=type(command).__name__)
        self.unsent += not left
