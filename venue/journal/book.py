"""The book: one entry for every act, written in the act's own transaction, never changed, never removed.

The four records, a trajectory, an answer to a question are readings of it. Triggers refuse whatever is not an append, on both
databases; what a hand past the triggers does, the signed heads (``seal``) and the verifier (``verify``) bring to light.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint
from sqlalchemy.engine import Connection

from venue.core.clock import Millis
from venue.core.database import Database, Reading
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal.guards import install_guards
from venue.journal.verify import ALGORITHM, FORM, HEAD_FIELDS, BookSource, Entry, canonical_text, entry_line, leaf_hash

# ------------------------------------------------------------------------------------------------------------- tables

journal = table(
    "journal",
    Keeping.BOOK,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("position", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("form", TEXT, dataset=Dataset.LOCAL),
    column("algorithm", TEXT, dataset=Dataset.LOCAL),
    column("desk", TEXT, dataset=Dataset.LOCAL),
    column("epoch", INT, dataset=Dataset.LOCAL),
    column("source_at", INT, dataset=Dataset.SUPERVISION),
    column("received_at", INT, dataset=Dataset.SUPERVISION),
    column("actor", TEXT, dataset=Dataset.SUPERVISION),
    column("act", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("room", TEXT, dataset=Dataset.TRADING),
    column("kind", TEXT, dataset=Dataset.LOCAL),
    column("payload", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "position"),
    Index("ix_journal_act", "site", "act", "position"),
    Index("ix_journal_project", "site", "project", "position"),
    Index("ix_journal_subject", "site", "subject", "position"),
)

journal_heads = table(
    "journal_heads",
    Keeping.BOOK,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("size", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("previous", INT, dataset=Dataset.LOCAL),
    column("root", TEXT, dataset=Dataset.LOCAL),
    column("at", INT, dataset=Dataset.LOCAL),
    column("desk", TEXT, dataset=Dataset.LOCAL),
    column("epoch", INT, dataset=Dataset.LOCAL),
    column("form", TEXT, dataset=Dataset.LOCAL),
    column("algorithm", TEXT, dataset=Dataset.LOCAL),
    column("scheme", TEXT, dataset=Dataset.LOCAL),
    column("key", TEXT, dataset=Dataset.LOCAL),
    column("kind", TEXT, dataset=Dataset.LOCAL),
    column("signature", TEXT, dataset=Dataset.LOCAL),
    column("leaves", TEXT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "size"),
)

COLUMNS = [journal.c[name] for name in Entry._fields]
HEAD_COLUMNS = [journal_heads.c[name] for name in HEAD_FIELDS]

# -------------------------------------------------------------------------------------------------------------- rules

TEXT_COLUMNS = ("desk", "actor", "act", "subject", "project", "room")


def _require_storable(values: Mapping[str, Any]) -> None:
    """PostgreSQL cannot store U+0000 in a text column, so the book refuses it everywhere; in a payload JSON escapes it."""
    for name in TEXT_COLUMNS:
        if "\x00" in values[name]:
            raise ValueError(f"{name} holds the character U+0000")
    if not values["act"]:
        raise ValueError("an entry names its act")


# --------------------------------------------------------------------------------------------------------------- acts


def append(  # noqa: PLR0913 the columns of an entry; all but the act and its payload have a sensible default
    work: Work,
    *,
    act: str,
    payload: Mapping[str, Any],
    subject: str = "",
    project: str = "",
    room: str = "",
    actor: str | None = None,
    source_at: Millis | None = None,
    received_at: Millis | None = None,
) -> int:
    """Write the entry of an act in the act's own transaction; returns its position (1, 2, 3 … without a gap on this site).

    ``act`` is a code like ``access.admitted``; ``subject`` whom or what it concerns (a code, never a name). ``payload`` holds int
    (below 2^53), str, list and dict only: raises NotCanonical on a float, bool or None (leave unknown out; yes and no are 1 and 0).
    Personal fields enter it only as commitments (``redaction.commit``). ``source_at`` is when it happened by the source's clock,
    ``received_at`` when it reached the site (both ms, both now unless told). The actor is the principal's account unless told.
    """
    values: dict[str, Any] = {
        "site": work.site,
        "form": FORM,
        "algorithm": ALGORITHM,
        "desk": work.principal.desk or work.standing.desk,
        "epoch": work.standing.epoch,
        "source_at": work.now if source_at is None else source_at,
        "received_at": work.now if received_at is None else received_at,
        "actor": work.principal.account if actor is None else actor,
        "act": act,
        "subject": subject,
        "project": project,
        "room": room,
        "kind": work.standing.kind,
        "payload": canonical_text(dict(payload)),
    }
    _require_storable(values)
    entry_line(
        Entry(position=0, **values)
    )  # whatever has no canonical line must not enter, or no verifier could accept the book
    position = work.next_number(journal.c.position, journal.c.site == work.site)
    work.insert(journal, position=position, **values)
    return position


def last_position(work: Work) -> int:
    """The position of the newest entry of this site, 0 in an empty book; costs nothing between two appends."""
    known = work.memory.get("journal.position")
    if known is not None:
        return known
    newest = sa.select(sa.func.coalesce(sa.func.max(journal.c.position), 0)).where(journal.c.site == work.site)
    return int(work.scalar(newest))


# -------------------------------------------------------------------------------------------------------------- views


@dataclass(frozen=True)
class JournalLine:
    """One entry as a page or record reads it; ``payload`` is its canonical text."""

    position: int
    source_at: Millis
    received_at: Millis
    desk: str
    actor: str
    act: str
    subject: str
    project: str
    room: str
    kind: str
    payload: str


LINE_COLUMNS = [journal.c[name] for name in JournalLine.__dataclass_fields__]


@dataclass(frozen=True)
class Wanted:
    """What to look for in the book; what is left empty does not matter.

    ``act`` may be a whole code or its beginning with a dot (``access.``); ``since`` and ``until`` bound the receive time (ms, the
    end excluded); ``before`` is the last position already shown.
    """

    act: str = ""
    project: str = ""
    subject: str = ""
    actor: str = ""
    room: str = ""
    since: Millis | None = None
    until: Millis | None = None
    before: int | None = None

    def conditions(self) -> Iterator[sa.ColumnElement[bool]]:
        """The same as conditions on the table."""
        if self.act.endswith("."):
            yield journal.c.act.startswith(self.act, autoescape=True)
        equal = {"project": self.project, "subject": self.subject, "actor": self.actor, "room": self.room}
        equal |= {} if self.act.endswith(".") else {"act": self.act}
        yield from (journal.c[name] == value for name, value in equal.items() if value)
        if self.since is not None:
            yield journal.c.received_at >= self.since
        if self.until is not None:
            yield journal.c.received_at < self.until
        if self.before is not None:
            yield journal.c.position < self.before


@view
def lines(read: Reading, viewer: Principal, *, wanted: Wanted | None = None, limit: int = 256) -> list[JournalLine]:
    """Entries of the viewer's site, newest first, ``limit`` at a time."""
    conditions = (wanted or Wanted()).conditions()
    chosen = sa.select(*LINE_COLUMNS).where(journal.c.site == viewer.site, *conditions)
    rows = read.all(chosen.order_by(journal.c.position.desc()).limit(limit))
    return [JournalLine(*tuple(row)) for row in rows]


@view
def entry_at(read: Reading, viewer: Principal, *, position: int) -> Entry | None:
    """The whole entry at a position of the viewer's site."""
    row = read.first(sa.select(*COLUMNS).where(journal.c.site == viewer.site, journal.c.position == position))
    return None if row is None else Entry(*tuple(row))


@dataclass(frozen=True)
class BookState:
    """How far the book goes and how far it is sealed. ``head`` holds the newest head's fields without its leaf hashes."""

    last: int
    sealed: int
    head: Mapping[str, Any] | None

    @property
    def tail(self) -> int:
        """Entries that no head covers yet."""
        return self.last - self.sealed


@view
def state(read: Reading, viewer: Principal) -> BookState:
    """The state of the viewer's book, for the integrity line and for printing on exports."""
    last = read.scalar(
        sa.select(sa.func.coalesce(sa.func.max(journal.c.position), 0)).where(journal.c.site == viewer.site)
    )
    shown = [head for head in HEAD_COLUMNS if head.name != "leaves"]
    newest = sa.select(*shown).where(journal_heads.c.site == viewer.site).order_by(journal_heads.c.size.desc()).limit(1)
    row = read.first(newest)
    head = None if row is None else dict(row._mapping)
    return BookState(int(last), head["size"] if head else 0, head)


def heads(read: Reading | Work, site: str, *, after: int = 0) -> Iterator[dict[str, Any]]:
    """The heads of a site with their leaf hashes, in order, as the verifier reads them; ``after`` a size, only the later ones."""
    later = (journal_heads.c.site == site, journal_heads.c.size > after)
    for row in read.connection.execute(sa.select(*HEAD_COLUMNS).where(*later).order_by(journal_heads.c.size)):
        yield dict(row._mapping)


def entries(read: Reading, site: str) -> Iterator[Sequence[Any]]:
    """Every entry of a site in order, streamed as bare rows: a million of them never stand in memory together."""
    wanted = (
        sa.select(*COLUMNS)
        .where(journal.c.site == sa.bindparam("site", literal_execute=True))
        .order_by(journal.c.position)
    )
    statement = str(wanted.params(site=site).compile(read.connection, compile_kwargs={"render_postcompile": True}))
    driver = read.connection.connection.driver_connection
    assert driver is not None
    named = {} if read.connection.dialect.name == "sqlite" else {"name": "entries_of_the_book"}
    with contextlib.closing(driver.cursor(**named)) as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(1000):
            yield from rows


@contextlib.contextmanager
def opened(database: Database, site: str, public_keys: Sequence[str]) -> Iterator[BookSource]:
    """A site's book for ``verify.main``: one consistent picture, open while it is read."""
    with database.reading() as read:
        yield BookSource(
            f"{site} {database.url.render_as_string()}", entries(read, site), heads(read, site), public_keys
        )


def leaves(read: Reading, site: str) -> Iterator[bytes]:
    """The leaf hash of every entry, computed anew from the stored columns."""
    for row in entries(read, site):
        yield leaf_hash(entry_line(row))


def _install_guards(_target: Any, connection: Connection, **_more: Any) -> None:
    if {"journal", "journal_heads"} <= set(sa.inspect(connection).get_table_names()):
        install_guards(connection)


sa.event.listen(journal, "after_create", _install_guards)
sa.event.listen(journal_heads, "after_create", _install_guards)
