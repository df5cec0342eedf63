"""Letters to other systems, and what other systems sent, byte for byte.

A letter is written in the transaction of the act that causes it, so that neither exists without the other; it is sent
later, as often as needed, until its receipt. Raw payloads are kept so that a quarrel about what was said can be settled.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work

# ------------------------------------------------------------------------------------------------------------- tables

outbox = table(
    "outbox",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("system", TEXT, dataset=Dataset.LOCAL),
    column("topic", TEXT, dataset=Dataset.LOCAL),
    column("payload", BLOB, dataset=Dataset.SUPERVISION),
    column("written_at", INT, dataset=Dataset.LOCAL),
    column("journal_position", INT, dataset=Dataset.LOCAL),
    column("tries", INT, dataset=Dataset.LOCAL),
    column("next_try_at", INT, dataset=Dataset.LOCAL),
    column("sent_at", INT, dataset=Dataset.LOCAL, null=True),
    column("receipt", TEXT, dataset=Dataset.LOCAL),
    column("received_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_outbox_waiting", "site", "received_at", "next_try_at"),
)

raw_payloads = table(
    "raw_payloads",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("source", TEXT, dataset=Dataset.LOCAL),
    column("topic", TEXT, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("payload", BLOB, dataset=Dataset.TRADING),
    column("received_at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
)

# --------------------------------------------------------------------------------------------------------------- acts


def post(work: Work, *, system: str, topic: str, payload: bytes, journal_position: int) -> int:
    """Write a letter beside the entry that causes it; tells its number."""
    number = work.next_number(outbox.c.number, outbox.c.site == work.site)
    work.insert(
        outbox,
        site=work.site,
        number=number,
        system=system,
        topic=topic,
        payload=payload,
        written_at=work.now,
        journal_position=journal_position,
        tries=0,
        next_try_at=work.now,
        receipt="",
    )
    return number


def tried(work: Work, number: int, *, next_try_at: Millis) -> None:
    """A sending was tried; without a receipt it is tried again at ``next_try_at``."""
    letter = (outbox.c.site == work.site, outbox.c.number == number)
    work.update(outbox, *letter, tries=outbox.c.tries + 1, next_try_at=next_try_at, sent_at=work.now)


def received(work: Work, number: int, *, receipt: str) -> None:
    """The other system has it; the letter is done."""
    work.update(outbox, outbox.c.site == work.site, outbox.c.number == number, receipt=receipt, received_at=work.now)


def keep_raw(work: Work, *, source: str, topic: str, payload: bytes, digest: str) -> int:
    """Keep what another system sent, as it came; tells its number."""
    number = work.next_number(raw_payloads.c.number, raw_payloads.c.site == work.site)
    work.insert(
        raw_payloads,
        site=work.site,
        number=number,
        source=source,
        topic=topic,
        digest=digest,
        payload=payload,
        received_at=work.now,
    )
    return number


# -------------------------------------------------------------------------------------------------------------- views


def waiting(read: Reading, *, site: str, now: Millis, limit: int = 100) -> list[Row]:
    """Letters that are due for sending, oldest first (for the sender, not for a screen)."""
    due = (outbox.c.site == site, outbox.c.received_at.is_(None), outbox.c.next_try_at <= now)
    return list(read.all(sa.select(outbox).where(*due).order_by(outbox.c.number).limit(limit)))
