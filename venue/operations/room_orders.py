"""Orders to the controllers of rooms: arm before a session, release afterwards; who answered, what failed, who was silent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Row
from venue.core.messages import Changed, PrepareRoom, RoomPrepared
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book
from venue.operations.readiness_rules import STEPS
from venue.schedule.claims import claims
from venue.site.ground import Ground

# ------------------------------------------------------------------------------------------------------------- tables

room_orders = table(
    "room_orders",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("room", TEXT, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("claim", INT, dataset=Dataset.TRADING),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("armed", INT, dataset=Dataset.LOCAL),
    column("state", TEXT, dataset=Dataset.SUPERVISION),
    column("failed", TEXT, dataset=Dataset.SUPERVISION),
    column("asked_at", INT, dataset=Dataset.LOCAL),
    column("answered_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_room_orders_room", "site", "room", "number"),
)

# -------------------------------------------------------------------------------------------------------------- rules

CONTROLLER = "room_controller"


class Session(Protocol):
    """What an order is for: a claim of a project on a room."""

    @property
    def number(self) -> int:
        """The claim."""

    @property
    def room(self) -> str:
        """The room."""

    @property
    def project(self) -> str:
        """The project."""


@dataclass(frozen=True)
class Standing:
    """The newest order for a session: ``asked``, ``done``, ``failed``, ``silent`` or ``by_hand``, and the steps that failed."""

    number: int
    state: str
    failed: tuple[str, ...]


NONE = Standing(0, "", ())
"""Nothing has been ordered for the session."""

# --------------------------------------------------------------------------------------------------------------- acts


def arm(work: Work, ground: Ground, sessions: Sequence[Session]) -> None:
    """Order the rooms of sessions to be armed, each session once."""
    known = standing(work, {one.number for one in sessions}) if sessions else {}
    for one in sessions:
        if one.number not in known:
            _order(work, one, _controller(ground, one.room, work.now), armed=True)


def again(work: Work, session: Session) -> int:
    """Order it once more, as somebody asks."""
    known = work.first(sa.select(room_orders.c.device).where(*_of(work, session.room)).order_by(_NEWEST).limit(1))
    return _order(work, session, known.device if known else "", armed=True)


def by_hand(work: Work, session: Session, *, words: str) -> int:
    """Somebody has prepared the room; tells the number under which that stands."""
    number = _store(work, session, device="", armed=True, state="by_hand")
    told = {"number": number, "claim": session.number, "words": words}
    book.append(work, act="rooms.armed_by_hand", project=session.project, room=session.room, payload=told)
    return number


def release_unused(work: Work, ground: Ground, *, keep: Collection[str]) -> None:
    """Order every room to be released whose armed session is over and which no session needs soon."""
    for row in work.all(_ARMED_AND_OVER, {"here": work.site, "now": work.now}):
        if row.room not in keep:
            _order(work, _Past(row.claim, row.room, row.project), _controller(ground, row.room, work.now), armed=False)


def give_up(work: Work, *, asked_before: Millis) -> None:
    """A controller that has not answered in time is silent: somebody has to prepare the room."""
    for row in work.all(_UNANSWERED, {"here": work.site, "before": asked_before}):
        _answer(work, row, state="silent", failed=())


def answered(work: Work, said: RoomPrepared) -> None:
    """A controller answers an order; an answer to none, or to another room's, is written down and changes nothing."""
    row = work.first(sa.select(room_orders).where(room_orders.c.site == work.site, room_orders.c.number == said.order))
    if row is None or (row.room, row.device) != (said.room, said.device):
        told = {"device": said.device, "order": said.order}
        book.append(work, act="rooms.strange_answer", room=said.room, payload=told, source_at=said.source_at)
        return
    _answer(work, row, state="failed" if said.failed else "done", failed=said.failed)


def _order(work: Work, session: Session, device: str, *, armed: bool) -> int:
    number = _store(work, session, device=device, armed=armed, state="asked" if device else "silent")
    told = {"number": number, "claim": session.number, "device": device}
    what = "rooms.arm" if armed else "rooms.release"
    book.append(work, act=what, project=session.project, room=session.room, payload=told)
    if device:
        steps = STEPS if armed else tuple(reversed(STEPS))
        work.command(PrepareRoom(device=device, room=session.room, order=number, on=int(armed), steps=steps))
    return number


def _store(work: Work, session: Session, *, device: str, armed: bool, state: str) -> int:
    number = work.next_number(room_orders.c.number, room_orders.c.site == work.site)
    what = {"room": session.room, "project": session.project, "claim": session.number, "device": device}
    row = {**what, "armed": int(armed), "state": state, "failed": "", "asked_at": work.now}
    work.insert(room_orders, site=work.site, number=number, **row)
    work.tell(Changed(noun="room_order", ids=(session.room,)))
    return number


def _answer(work: Work, row: Row, *, state: str, failed: tuple[str, ...]) -> None:
    facts = {"state": state, "failed": " ".join(failed), "answered_at": work.now}
    work.update(room_orders, room_orders.c.site == work.site, room_orders.c.number == row.number, **facts)
    told = {"number": row.number, "state": state, "failed": list(failed)}
    book.append(work, act="rooms.answered", project=row.project, room=row.room, payload=told)
    work.tell(Changed(noun="room_order", ids=(row.room,)))


# -------------------------------------------------------------------------------------------------------------- views


def standing(work: Work, sessions: Collection[int]) -> Mapping[int, Standing]:
    """The newest order to arm for each session, by claim."""
    rows = work.all(_ORDERED, {"here": work.site, "sessions": sorted(sessions)})
    return {row.claim: Standing(row.number, row.state, tuple(row.failed.split())) for row in rows}


_HERE = room_orders.c.site == sa.bindparam("here")
_ORDERED = (
    sa.select(room_orders)
    .where(_HERE, room_orders.c.claim.in_(sa.bindparam("sessions", expanding=True)), room_orders.c.armed == 1)
    .order_by(room_orders.c.number)
)
_UNANSWERED = (
    sa.select(room_orders)
    .where(_HERE, room_orders.c.state == "asked", room_orders.c.asked_at < sa.bindparam("before"))
    .order_by(room_orders.c.number)
)
_NEWEST_OF_EACH = sa.select(sa.func.max(room_orders.c.number)).where(_HERE).group_by(room_orders.c.room)
_ARMED_AND_OVER = (
    sa.select(room_orders)
    .join_from(
        room_orders, claims, sa.and_(claims.c.site == room_orders.c.site, claims.c.number == room_orders.c.claim)
    )
    .where(_HERE, room_orders.c.number.in_(_NEWEST_OF_EACH), room_orders.c.armed == 1)
    .where(sa.or_(claims.c.status == "released", claims.c.until_at <= sa.bindparam("now")))
    .order_by(room_orders.c.number)
)
"""Asked every minute of the day: built once."""


@dataclass(frozen=True)
class _Past:
    number: int
    room: str
    project: str


_NEWEST = room_orders.c.number.desc()


def _of(work: Work, room: str) -> tuple[sa.ColumnElement[bool], ...]:
    return room_orders.c.site == work.site, room_orders.c.room == room


def _controller(ground: Ground, room: str, at: Millis) -> str:
    """The controller of a room; empty when it has none."""
    devices = ground.plan(at).devices
    return next((device.code for device in devices if device.kind == CONTROLLER and device.room == room), "")
