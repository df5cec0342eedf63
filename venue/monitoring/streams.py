"""Which messages of a device are stored: each once, and a receipt up to where none is missing.

A device numbers its messages densely within one boot and keeps them until the receipt. Identity is (device, boot, seq): a
number that came before is a duplicate and changes nothing. Numbers that come ahead of a gap are stored and remembered,
so that a late backlog is recognised message by message.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.messages import Acknowledge, Reading
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work

# ------------------------------------------------------------------------------------------------------------- tables

streams = table(
    "streams",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("boot", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("dense", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "device", "boot"),
)

stream_ahead = table(
    "stream_ahead",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("boot", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("seq", INT, autoincrement=False, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "device", "boot", "seq"),
)

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass
class Stream:
    """One boot of one device: everything up to ``dense`` is stored, and of what follows the numbers in ``ahead``."""

    dense: int = 0
    ahead: set[int] = field(default_factory=set)
    gapped: bool = False

    def knows(self, seq: int) -> bool:
        """Whether the message with this number is stored already."""
        return seq <= self.dense or seq in self.ahead

    def take(self, seq: int) -> None:
        """The message is being stored now."""
        self.ahead.add(seq)
        while self.dense + 1 in self.ahead:
            self.dense += 1
            self.ahead.discard(self.dense)


# --------------------------------------------------------------------------------------------------------------- acts


class Streams:
    """The engine's picture of all streams, written through to the tables in the transaction of what they carried."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], Stream] = {}
        self._touched: dict[tuple[str, int], set[int]] = {}

    def is_new(self, work: Work, reading: Reading) -> bool:
        """Whether the reading is to be judged now. An un-numbered reading (seq 0) has no identity and always is."""
        if reading.seq <= 0:
            return True
        name = (reading.device, reading.boot)
        stream = self._stream(work, name)
        if stream.knows(reading.seq):
            self._touched.setdefault(name, set())
            return False
        before = stream.dense
        stream.take(reading.seq)
        touched = self._touched.setdefault(name, set())
        if stream.dense == before:
            touched.add(reading.seq)
        return True

    def write(self, work: Work) -> None:
        """Store what moved and send a receipt to every device that was heard, duplicates included."""
        rows = []
        for (device, boot), ahead in self._touched.items():
            stream = self._known[device, boot]
            rows.append({"site": work.site, "device": device, "boot": boot, "dense": stream.dense})
            self._write_ahead(work, device=device, boot=boot, ahead=ahead & stream.ahead)
            work.command(Acknowledge(device=device, boot=boot, seq=stream.dense))
        work.upsert(streams, rows, key=("site", "device", "boot"))
        self._touched.clear()

    def forget(self) -> None:
        """The transaction was lost: what is stored is only in the tables now."""
        self._known.clear()
        self._touched.clear()

    def _write_ahead(self, work: Work, *, device: str, boot: int, ahead: set[int]) -> None:
        same = (stream_ahead.c.site == work.site, stream_ahead.c.device == device, stream_ahead.c.boot == boot)
        stream = self._known[device, boot]
        if ahead:
            stream.gapped = True
            rows = [{"site": work.site, "device": device, "boot": boot, "seq": seq} for seq in sorted(ahead)]
            work.upsert(stream_ahead, rows, key=("site", "device", "boot", "seq"))
        if stream.gapped:
            work.delete(stream_ahead, *same, stream_ahead.c.seq <= stream.dense)
            stream.gapped = bool(stream.ahead)

    def _stream(self, work: Work, name: tuple[str, int]) -> Stream:
        if name not in self._known:
            device, boot = name
            mine = (streams.c.site == work.site, streams.c.device == device, streams.c.boot == boot)
            dense = work.scalar(sa.select(streams.c.dense).where(*mine)) or 0
            later = (stream_ahead.c.site == work.site, stream_ahead.c.device == device, stream_ahead.c.boot == boot)
            ahead = {
                row.seq for row in work.all(sa.select(stream_ahead.c.seq).where(*later, stream_ahead.c.seq > dense))
            }
            self._known[name] = Stream(dense, ahead, bool(ahead))
        return self._known[name]
