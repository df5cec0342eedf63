"""What could not be understood: kept byte for byte, counted, entered in the book, shown on the devices page."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Changed, Unreadable
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

dead_letters = table(
    "dead_letters",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("topic", TEXT, dataset=Dataset.LOCAL),
    column("raw", BLOB, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("fault", TEXT, dataset=Dataset.LOCAL),
    column("detail", TEXT, dataset=Dataset.LOCAL),
    column("received_at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_dead_letters_device", "site", "device"),
)

KEPT_BYTES = 262_144
"""More of one payload than this is not kept; its digest and length are."""


@dataclass(frozen=True)
class DeadLetter:
    """One message that could not be understood. ``raw`` is what came, up to :data:`KEPT_BYTES`."""

    number: int
    device: str
    topic: str
    raw: bytes
    digest: str
    fault: str
    detail: str
    received_at: Millis


# --------------------------------------------------------------------------------------------------------------- acts


def keep(work: Work, unreadable: Unreadable) -> int:
    """Keep a message that could not be understood; tells its number."""
    number = work.next_number(dead_letters.c.number, dead_letters.c.site == work.site)
    digest = hashlib.sha256(unreadable.raw).hexdigest()
    work.insert(
        dead_letters,
        site=work.site,
        number=number,
        device=unreadable.device,
        topic=unreadable.topic,
        raw=unreadable.raw[:KEPT_BYTES],
        digest=digest,
        fault=unreadable.fault,
        detail=unreadable.detail,
        received_at=unreadable.received_at,
    )
    told = {"number": number, "fault": unreadable.fault, "digest": digest, "bytes": len(unreadable.raw)}
    book.append(work, act="device.unreadable", subject=unreadable.device, payload=told)
    work.tell(Changed(noun="dead_letters", ids=(str(number),)))
    return number


# -------------------------------------------------------------------------------------------------------------- views


@view
def letters(read: Reading, viewer: Principal, *, limit: int = 200) -> tuple[DeadLetter, ...]:
    """The newest dead letters of the viewer's site."""
    wanted = sa.select(dead_letters).where(dead_letters.c.site == viewer.site)
    rows = read.all(wanted.order_by(dead_letters.c.number.desc()).limit(limit))
    return tuple(DeadLetter(**{name: value for name, value in row._mapping.items() if name != "site"}) for row in rows)


@view
def counts(read: Reading, viewer: Principal) -> dict[str, int]:
    """How many dead letters each device has caused; devices that are not in the register stand under their own name."""
    wanted = sa.select(dead_letters.c.device, sa.func.count().label("number")).where(dead_letters.c.site == viewer.site)
    return {row.device: int(row.number) for row in read.all(wanted.group_by(dead_letters.c.device))}
