"""Who is where: passages move persons between places, and what is known now follows from the last passage.

A passage is a fact with its evidence. Where the passage does not fit the place that was known before (a door missed, a badge
left), the person is moved all the same and the passage says ``jumped``: the gap is shown, never smoothed away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import eq

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Notice
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

passages = table(
    "passages",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("role", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("access_point", TEXT, dataset=Dataset.SUPERVISION),
    column("from_zone", TEXT, dataset=Dataset.SUPERVISION),
    column("from_room", TEXT, dataset=Dataset.SUPERVISION),
    column("to_zone", TEXT, dataset=Dataset.SUPERVISION),
    column("to_room", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("admission", INT, dataset=Dataset.SUPERVISION),
    column("evidence", TEXT, dataset=Dataset.SUPERVISION),
    column("jumped", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_passages_subject", "site", "subject", "at"),
    Index("ix_passages_at", "site", "at"),
)

presence = table(
    "presence",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("role", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("zone", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("since", INT, dataset=Dataset.SUPERVISION),
    column("passage", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "subject"),
    Index("ix_presence_room", "site", "room"),
)

OUTSIDE = "OUT"


@dataclass(frozen=True)
class Place:
    """A zone, and in it a room or (empty) its common floor."""

    zone: str
    room: str = ""


@dataclass(frozen=True)
class Present:
    """One person where the last passage put him. ``since`` is the instant of that passage."""

    subject: str
    role: str
    project: str
    zone: str
    room: str
    since: Millis


@dataclass(frozen=True)
class Passage:
    """One person through one door. ``evidence`` names what it rests on; ``jumped`` that he was known elsewhere before."""

    number: int
    subject: str
    role: str
    project: str
    access_point: str
    from_zone: str
    from_room: str
    to_zone: str
    to_room: str
    at: Millis
    admission: int
    evidence: str
    jumped: bool


class PersonMoved(Notice, frozen=True, kw_only=True):
    """A passage: the plan moves the person's dot."""

    subject: str
    role: str
    project: str
    zone: str
    room: str
    since: Millis
    access_point: str


# --------------------------------------------------------------------------------------------------------------- acts


def move(
    work: Work,
    who: Present,
    *,
    access_point: str,
    come_from: Place,
    at: Millis,
    admission: int,
    evidence: str,
    same_ground: Callable[[str, str], bool] = eq,
) -> int:
    """Store a passage and where the person is now (``who.zone``, ``who.room``); tells the passage's number.

    ``same_ground`` says of two rooms (``OUT`` outside) whether one walks between them without a controlled door: only when it
    denies this did the person jump.

    A passage older than the one known last (a backlog) is stored but moves nobody.
    """
    known = _known(work, who.subject)
    jumped = known is not None and not same_ground(_spot(known.zone, known.room), _spot(come_from.zone, come_from.room))
    number = work.next_number(passages.c.number, passages.c.site == work.site)
    passage = Passage(
        number,
        who.subject,
        who.role,
        who.project,
        access_point,
        come_from.zone,
        come_from.room,
        who.zone,
        who.room,
        at,
        admission,
        evidence,
        jumped,
    )
    work.insert(passages, site=work.site, **{**vars(passage), "jumped": int(jumped)})
    _enter(work, passage)
    if known is None or known.since <= at:
        _settle(work, who, at=at, passage=number)
        work.tell(
            PersonMoved(
                subject=who.subject,
                role=who.role,
                project=who.project,
                zone=who.zone,
                room=who.room,
                since=at,
                access_point=access_point,
            )
        )
    return number


def _spot(zone: str, room: str) -> str:
    return room or zone


def _known(work: Work, subject: str) -> Present | None:
    row = work.first(sa.select(presence).where(presence.c.site == work.site, presence.c.subject == subject))
    return None if row is None else Present(row.subject, row.role, row.project, row.zone, row.room, row.since)


def _settle(work: Work, who: Present, *, at: Millis, passage: int) -> None:
    row = {
        "site": work.site,
        "subject": who.subject,
        "role": who.role,
        "project": who.project,
        "zone": who.zone,
        "room": who.room,
        "since": at,
        "passage": passage,
    }
    work.upsert(presence, [row], key=("site", "subject"))


def _enter(work: Work, passage: Passage) -> None:
    told = {
        "number": passage.number,
        "access_point": passage.access_point,
        "from": [passage.from_zone, passage.from_room],
        "to": [passage.to_zone, passage.to_room],
        "admission": passage.admission,
        "evidence": passage.evidence,
        "jumped": int(passage.jumped),
        "role": passage.role,
    }
    book.append(
        work,
        act="access.passed",
        subject=passage.subject,
        project=passage.project,
        room=passage.to_room or passage.from_room,
        payload=told,
        source_at=passage.at,
    )


# -------------------------------------------------------------------------------------------------------------- views


def whereabouts(read: Reading | Work, site: str, subject: str) -> Present | None:
    """Where a person is known to be, ``None`` when he never passed a door (for judging, not for a screen)."""
    row = read.first(sa.select(presence).where(presence.c.site == site, presence.c.subject == subject))
    return None if row is None else _present(row)


def inside(
    read: Reading | Work,
    site: str,
    *,
    rooms: Iterable[str] = (),
    roles: Iterable[str] = (),
    projects: Iterable[str] = (),
) -> tuple[Present, ...]:
    """Who is in one of the rooms, with one of the roles, for one of the projects; an empty filter lets all through."""
    wanted = sa.select(presence).where(presence.c.site == site, presence.c.zone != OUTSIDE)
    for column_, values in ((presence.c.room, rooms), (presence.c.role, roles), (presence.c.project, projects)):
        listed = list(values)
        if listed:
            wanted = wanted.where(column_.in_(listed))
    return tuple(_present(row) for row in read.all(wanted.order_by(presence.c.subject)))


def last_passage(read: Reading | Work, site: str) -> int:
    """The number of the newest passage, 0 before the first."""
    return int(
        read.scalar(sa.select(sa.func.coalesce(sa.func.max(passages.c.number), 0)).where(passages.c.site == site))
    )


def moved_since(read: Reading | Work, site: str, passage: int) -> tuple[Present, ...]:
    """Everybody whose place follows from a later passage than this one, wherever he is now."""
    wanted = sa.select(presence).where(presence.c.site == site, presence.c.passage > passage)
    return tuple(_present(row) for row in read.all(wanted.order_by(presence.c.subject)))


@view
def occupancy(read: Reading, viewer: Principal) -> tuple[Present, ...]:
    """Everybody who is in the building, by room."""
    return inside(read, viewer.site)


@view
def passages_of(read: Reading, viewer: Principal, *, subject: str, since: Millis, until: Millis) -> tuple[Passage, ...]:
    """A person's passages between two instants, in order of time: the raw matter of his trajectory."""
    wanted = sa.select(passages).where(
        passages.c.site == viewer.site, passages.c.subject == subject, passages.c.at.between(since, until)
    )
    return tuple(_passage(row) for row in read.all(wanted.order_by(passages.c.at, passages.c.number)))


@view
def passage_count(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> int:
    """How many passages the site has seen between two instants."""
    counted = sa.select(sa.func.count()).where(passages.c.site == viewer.site, passages.c.at.between(since, until))
    return int(read.scalar(counted))


def _present(row: sa.Row[tuple[object, ...]]) -> Present:
    return Present(row.subject, row.role, row.project, row.zone, row.room, row.since)


def _passage(row: sa.Row[tuple[object, ...]]) -> Passage:
    values = {name: value for name, value in row._mapping.items() if name != "site"}
    return Passage(**{**values, "jumped": bool(row.jumped)})
