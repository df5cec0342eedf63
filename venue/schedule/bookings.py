"""Bookings: claims of projects on rooms, seats, witness lines and equipment (F3, F4, day.md D.7 invariant 1).

A claim takes its resource from its setup to the end of its turnover (``busy_from`` to ``busy_until``). Two projects never hold
one resource at the same time, whatever the order and the origin of the acts: each act asks the table again under the writer's
lock before it writes. Where a method's template says ``shared = 4``, up to four projects may hold the resource at once: a
witness has up to four lines (RB-27), an agency work room and the remote seats' room serve several projects.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import DAY, HOUR, Millis, at_local, day_of, wall
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.projects.methods import Method, ResourceNeed, method_of
from venue.projects.projects import Project, project_row, projects

# ------------------------------------------------------------------------------------------------------------- tables

claims = table(
    "claims",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("kind", TEXT, dataset=Dataset.TRADING),
    column("resource", TEXT, dataset=Dataset.TRADING),
    column("purpose", TEXT, dataset=Dataset.TRADING),
    column("from_at", INT, dataset=Dataset.TRADING),
    column("until_at", INT, dataset=Dataset.TRADING),
    column("busy_from", INT, dataset=Dataset.TRADING),
    column("busy_until", INT, dataset=Dataset.TRADING),
    column("shared", INT, dataset=Dataset.TRADING),
    column("status", TEXT, dataset=Dataset.TRADING),
    column("status_since", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_claims_resource", "site", "resource", "busy_from"),
    Index("ix_claims_project", "site", "project"),
)

# -------------------------------------------------------------------------------------------------------------- rules

KINDS = frozenset({"room", "seat", "witness", "equipment"})
PURPOSES = frozenset({"opening", "evaluation", "agency", "witness", "auction", "negotiation", "clarification"})

NEED_NAMES = {
    ("opening", "room"): ("开标室", "an opening room"),
    ("evaluation", "room"): ("评标室", "an evaluation room"),
    ("evaluation", "seat"): ("评标席位", "evaluation seats"),
    ("agency", "room"): ("代理工作室", "an agency work room"),
    ("auction", "room"): ("拍卖厅", "the auction hall"),
    ("witness", "witness"): ("见证席", "a witness line"),
}

AT_WORK = {
    "opening": frozenset({"opening"}),
    "negotiation": frozenset({"opening", "evaluating"}),
    "auction": frozenset({"opening", "clearing"}),
    "evaluation": frozenset({"assembling", "evaluating", "suspended", "evaluated", "clearing"}),
    "agency": frozenset({"opening", "assembling", "evaluating", "suspended", "evaluated", "clearing"}),
    "witness": frozenset({"opening", "assembling", "evaluating", "suspended", "evaluated", "clearing"}),
    "clarification": frozenset({"evaluating", "suspended"}),
}
"""Phases in which a project is at work in what it claimed for a purpose: then an overrun does not make its room nobody's."""

EARLY: Millis = 4 * HOUR
"""A project that begins this much before its time is at work in its room all the same, whatever the plan says."""

FIXED = {
    "opening": frozenset({"opening"}),
    "auction": frozenset({"opening"}),
    "evaluation": frozenset({"evaluating", "suspended", "evaluated", "clearing"}),
}
"""Phases in which the room itself may no longer change, because the work in it has begun."""


@dataclass(frozen=True)
class Claim:
    """A claim of a project on a resource, with the time around it that is taken too."""

    number: int
    project: str
    kind: str
    resource: str
    purpose: str
    from_at: Millis
    until_at: Millis
    busy_from: Millis
    busy_until: Millis
    shared: int
    status: str


@dataclass(frozen=True)
class Wish:
    """What a claim would take; ``number`` 0 while it has none."""

    project: str
    kind: str
    resource: str
    purpose: str
    from_at: Millis
    until_at: Millis
    setup: Millis = 0
    turnover: Millis = 0
    shared: int = 1
    number: int = 0

    @property
    def busy_from(self) -> Millis:
        """The first instant that is taken."""
        return self.from_at - self.setup

    @property
    def busy_until(self) -> Millis:
        """The first instant that is free again."""
        return self.until_at + self.turnover


def clashes(wish: Wish, others: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """The claims on the same resource that stand in the way, by number; all of them, once the capacity is used up.

    The same project may follow itself without turnover, but not be twice in one room at once.
    """
    meeting = [other for other in others if other.number != wish.number and _meet(wish, other)]
    room_for = min([wish.shared, *(other.shared for other in meeting)])
    if _most_at_once(wish, meeting) < room_for:
        return ()
    return tuple(sorted(meeting, key=lambda claim: claim.number))


def missing_needs(method: Method, wished: Sequence[Wish | Claim]) -> tuple[ResourceNeed, ...]:
    """What the method's template still asks for (R-01.2): 网络竞价 no opening room, but a witness line; 拍卖 the hall."""
    return tuple(need for need in method.needs if not need.optional and _count(need, wished) < need.count)


def need_missing(need: ResourceNeed) -> Refused:
    """The refusal of a plan that lacks something the method asks for."""
    zh, en = NEED_NAMES.get((need.purpose, need.kind), (need.purpose, need.purpose))
    return Refused("bookings.need_missing", need_zh=zh, need_en=en, count=need.count)


def _count(need: ResourceNeed, wished: Sequence[Wish | Claim]) -> int:
    return sum((wish.purpose, wish.kind) == (need.purpose, need.kind) for wish in wished)


def _meet(wish: Wish, other: Claim) -> bool:
    if other.project == wish.project:
        return wish.from_at < other.until_at and other.from_at < wish.until_at
    return wish.busy_from < other.busy_until and other.busy_from < wish.busy_until


def _most_at_once(wish: Wish, meeting: list[Claim]) -> int:
    begins = [wish.busy_from, *(claim.busy_from for claim in meeting)]
    inside = [at for at in begins if wish.busy_from <= at < wish.busy_until]
    return max((sum(claim.busy_from <= at < claim.busy_until for claim in meeting) for at in inside), default=0)


# --------------------------------------------------------------------------------------------------------------- acts


@act("bookings.claim", "clerk", "operator", "site_manager")
def claim(
    work: Work,
    *,
    project: str,
    kind: str,
    resource: str,
    purpose: str,
    from_at: Millis,
    until_at: Millis,
    held: int = 0,
) -> int:
    """Claim a resource for a project from ``from_at`` to ``until_at``; tells the claim's number.

    ``held`` 1: provisionally, until :func:`confirm`. Setup and turnover come from the method's template. Refuses an overlap.
    """
    known = project_row(work, work.site, project)
    wish = _wish(work, known, {"kind": kind, "resource": resource, "purpose": purpose}, from_at, until_at)
    _free(work, wish)
    number = work.next_number(claims.c.number, claims.c.site == work.site)
    status = "held" if held else "claimed"
    row = {**_facts(wish), "number": number, "status": status}
    work.insert(claims, site=work.site, **row, status_since=work.now)
    _enter(work, "bookings.claim", wish, {**_facts(wish), "number": number, "status": status})
    return number


@act("bookings.place", "clerk", "operator", "site_manager")
def place(work: Work, *, project: str, wanted: list[dict[str, Any]]) -> list[int]:
    """Claim everything of a project at once or nothing; tells the numbers.

    ``wanted`` holds the arguments of :func:`claim` without ``project``. Refuses a plan that lacks what the method asks for.
    """
    known = project_row(work, work.site, project)
    wishes = tuple(_wish(work, known, *_parts(one)) for one in wanted)
    lacking = missing_needs(_method(work, known), wishes)
    if lacking:
        raise need_missing(lacking[0])
    return [claim(work, project=project, **one) for one in wanted]


@act("bookings.confirm", "clerk", "operator", "site_manager")
def confirm(work: Work, *, number: int) -> None:
    """Turn a provisional claim into a firm one."""
    row = _standing_row(work, number)
    _set_status(work, row, "claimed", act_name="bookings.confirm", reason="")


@act("bookings.release", "clerk", "operator", "site_manager")
def release(work: Work, *, number: int, reason: str) -> None:
    """Give a resource back. The claim stays in the table as released."""
    row = _standing_row(work, number)
    _set_status(work, row, "released", act_name="bookings.release", reason=reason)


def release_project(work: Work, *, project: str, reason: str) -> int:
    """Give back whatever a project still claims, because it is over: what has begun ends now, the rest is released."""
    standing = (claims.c.site == work.site, claims.c.project == project, claims.c.status != "released")
    rows = work.all(sa.select(claims).where(*standing, claims.c.busy_until > work.now).order_by(claims.c.number))
    for row in rows:
        if row.from_at < work.now:
            _end_now(work, row, reason)
        else:
            _set_status(work, row, "released", act_name="bookings.release", reason=reason)
    return len(rows)


@act("bookings.move", "operator", "site_manager")
def move(
    work: Work,
    *,
    number: int,
    reason: str,
    resource: str = "",
    from_at: Millis | None = None,
    until_at: Millis | None = None,
) -> None:
    """Move a claim to another resource or time (what is not given stays). Refuses an overlap, and a room in which work began."""
    row = _standing_row(work, number)
    if not reason.strip():
        raise Refused("people.reason_missing")
    known = project_row(work, work.site, row.project)
    if resource not in ("", row.resource) and known.phase in FIXED.get(row.purpose, ()):
        raise Refused("bookings.work_has_begun", resource=row.resource)
    what = {"kind": row.kind, "resource": resource or row.resource, "purpose": row.purpose}
    start = row.from_at if from_at is None else from_at
    wish = _wish(work, known, what, start, row.until_at if until_at is None else until_at, number=number)
    _free(work, wish)
    work.update(claims, claims.c.site == work.site, claims.c.number == number, **_facts(wish))
    before = {"resource": row.resource, "from_at": row.from_at, "until_at": row.until_at}
    _enter(work, "bookings.move", wish, {**_facts(wish), "number": number, "before": before, "reason": reason})


def _parts(one: dict[str, Any]) -> tuple[dict[str, str], Millis, Millis]:
    try:
        what = {name: str(one[name]) for name in ("kind", "resource", "purpose")}
        return what, int(one["from_at"]), int(one["until_at"])
    except (KeyError, TypeError, ValueError) as fault:
        raise Refused("bookings.unreadable", fault=str(fault)) from fault


def _wish(
    work: Work, known: Project, what: dict[str, str], from_at: Millis, until_at: Millis, *, number: int = 0
) -> Wish:
    if what["kind"] not in KINDS or what["purpose"] not in PURPOSES or not what["resource"]:
        raise Refused("bookings.unknown_kind", kind=what["kind"], purpose=what["purpose"])
    if until_at <= from_at:
        raise Refused("people.period_empty")
    need = _method(work, known).need(what["purpose"], what["kind"])
    return Wish(
        project=known.code,
        kind=what["kind"],
        resource=what["resource"],
        purpose=what["purpose"],
        from_at=from_at,
        until_at=until_at,
        setup=need.setup if need else 0,
        turnover=need.turnover if need else 0,
        shared=need.shared if need else 1,
        number=number,
    )


def _method(work: Work, known: Project) -> Method:
    return method_of(known.method, known.reserved_at if known.open_at is None else known.open_at)


def _free(work: Work, wish: Wish) -> None:
    in_the_way = clashes(wish, _others(work, wish))
    if in_the_way:
        first = in_the_way[0]
        code = "bookings.full" if wish.shared > 1 else "bookings.overlap"
        taken = f"{day_of(first.from_at)} {wall(first.from_at, seconds=False)}–{wall(first.until_at, seconds=False)}"
        free_at = max(claim.busy_until for claim in in_the_way)
        free = f"{day_of(free_at)} {wall(free_at, seconds=False)}"
        raise Refused(code, resource=wish.resource, taken=taken, project=first.project, free=free)


def _others(work: Work, wish: Wish) -> tuple[Claim, ...]:
    standing = (claims.c.site == work.site, claims.c.resource == wish.resource, claims.c.status != "released")
    near = (claims.c.kind == wish.kind, claims.c.busy_from < wish.busy_until, claims.c.busy_until > wish.busy_from)
    return tuple(_claim(row) for row in work.all(sa.select(claims).where(*standing, *near)))


def _facts(wish: Wish) -> dict[str, Any]:
    what = {"project": wish.project, "kind": wish.kind, "resource": wish.resource, "purpose": wish.purpose}
    when = {"from_at": wish.from_at, "until_at": wish.until_at}
    return {**what, **when, "busy_from": wish.busy_from, "busy_until": wish.busy_until, "shared": wish.shared}


def _standing_row(work: Work, number: int) -> Row:
    row = work.first(sa.select(claims).where(claims.c.site == work.site, claims.c.number == number))
    if row is None or row.status == "released":
        raise Refused("bookings.unknown", number=number)
    return row


def _set_status(work: Work, row: Row, status: str, *, act_name: str, reason: str) -> None:
    work.update(claims, claims.c.site == work.site, claims.c.number == row.number, status=status, status_since=work.now)
    room = row.resource if row.kind == "room" else ""
    payload = {"number": row.number, "resource": row.resource, "status": status, "reason": reason}
    book.append(work, act=act_name, project=row.project, room=room, payload=payload)
    work.tell(Changed(noun="claim", ids=(str(row.number),)))


def _end_now(work: Work, row: Row, reason: str) -> None:
    ends = {"until_at": min(row.until_at, work.now), "busy_until": work.now}
    work.update(claims, claims.c.site == work.site, claims.c.number == row.number, **ends)
    room = row.resource if row.kind == "room" else ""
    payload = {"number": row.number, "resource": row.resource, "reason": reason, **ends}
    book.append(work, act="bookings.end", project=row.project, room=room, payload=payload)
    work.tell(Changed(noun="claim", ids=(str(row.number),)))


def _enter(work: Work, act_name: str, wish: Wish, payload: dict[str, Any]) -> None:
    room = wish.resource if wish.kind == "room" else ""
    book.append(work, act=act_name, project=wish.project, room=room, payload=payload)
    work.tell(Changed(noun="claim", ids=(str(payload["number"]),)))


# -------------------------------------------------------------------------------------------------------------- views


_HOLDERS = (
    sa.select(claims, projects.c.phase)
    .join_from(claims, projects, sa.and_(projects.c.site == claims.c.site, projects.c.code == claims.c.project))
    .where(claims.c.site == sa.bindparam("here"), claims.c.kind == "room", claims.c.status != "released")
    .where(claims.c.resource.in_(sa.bindparam("rooms", expanding=True)))
    .where(claims.c.busy_from <= sa.bindparam("begun_by"), claims.c.until_at > sa.bindparam("over_since"))
    .order_by(claims.c.resource, claims.c.from_at, claims.c.number)
)
_CLAIMS_OF = (
    sa.select(claims)
    .where(
        claims.c.site == sa.bindparam("here"), claims.c.project == sa.bindparam("whose"), claims.c.status != "released"
    )
    .order_by(claims.c.from_at, claims.c.number)
)
"""Asked at every door: built once, because to build a statement costs as much as to run it."""


def claims_of(read: Reading | Work, site: str, project: str) -> tuple[Claim, ...]:
    """What a project claims, by time; not what it released."""
    return tuple(_claim(row) for row in read.all(_CLAIMS_OF, {"here": site, "whose": project}))


def holders(read: Reading | Work, site: str, rooms: tuple[str, ...], at: Millis) -> tuple[tuple[Claim, str], ...]:
    """The claims that hold the rooms now, each with its project's phase; ``at`` is the present instant.

    A claim holds from its setup to its end, and beyond the end as long as its project is still at work there (an overrun). While
    one project is still at work in a room, the setup of the next has not begun, whatever the plan says.
    """
    rows = read.all(_HOLDERS, {"here": site, "rooms": list(rooms), "begun_by": at + EARLY, "over_since": at - 2 * DAY})
    begun = [(_claim(row), str(row.phase)) for row in rows]
    working = {one.number for one, phase in begun if _at_work(one, phase, at)}
    occupied = {one.resource for one, _ in begun if one.number in working and one.shared == 1}
    return tuple(
        (one, phase)
        for one, phase in begun
        if one.number in working or (one.busy_from <= at < one.until_at and one.resource not in occupied)
    )


def rooms_held(
    read: Reading | Work, site: str, project: str, at: Millis, purposes: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """The rooms that a project holds now, for some purposes or (empty) for any, by code."""
    mine = [one for one in claims_of(read, site, project) if one.kind == "room"]
    wanted = [one for one in mine if not purposes or one.purpose in purposes]
    if not wanted:
        return ()
    held = holders(read, site, tuple({one.resource for one in wanted}), at)
    numbers = {one.number for one, _ in held}
    return tuple(sorted({one.resource for one in wanted if one.number in numbers}))


@view
def rooms_of(read: Reading, viewer: Principal, project: str, at: Millis) -> tuple[str, ...]:
    """The rooms that a project holds now, by code."""
    return rooms_held(read, viewer.site, project, at)


@view
def project_in(read: Reading, viewer: Principal, *, room: str, at: Millis) -> str:
    """The project that holds a room now; empty when none does."""
    return next((one.project for one, _ in holders(read, viewer.site, (room,), at)), "")


@view
def claims_on(read: Reading, viewer: Principal, *, day: str) -> tuple[Claim, ...]:
    """Every claim that touches an ISO day, by kind, resource and time: the matter of the day chart."""
    start = at_local(day)
    touching = (claims.c.busy_from < start + DAY, claims.c.busy_until > start, claims.c.status != "released")
    rows = read.all(
        sa.select(claims)
        .where(claims.c.site == viewer.site, *touching)
        .order_by(claims.c.kind, claims.c.resource, claims.c.from_at, claims.c.number)
    )
    return tuple(_claim(row) for row in rows)


@view
def project_claims(read: Reading, viewer: Principal, *, project: str) -> tuple[Claim, ...]:
    """What a project claims, by time."""
    return claims_of(read, viewer.site, project)


@view
def free_rooms(
    read: Reading, viewer: Principal, *, rooms: tuple[str, ...], from_at: Millis, until_at: Millis
) -> tuple[str, ...]:
    """Which of the rooms nobody claims between two instants (setup and turnover of others counted), in the given order."""
    taken = (claims.c.busy_from < until_at, claims.c.busy_until > from_at, claims.c.status != "released")
    rows = read.all(
        sa.select(claims.c.resource).where(claims.c.site == viewer.site, claims.c.resource.in_(rooms), *taken)
    )
    busy = {row.resource for row in rows}
    return tuple(room for room in rooms if room not in busy)


def _at_work(one: Claim, phase: str, at: Millis) -> bool:
    return one.from_at - EARLY <= at and phase in AT_WORK.get(one.purpose, ())


def _claim(row: Row) -> Claim:
    return Claim(
        number=row.number,
        project=row.project,
        kind=row.kind,
        resource=row.resource,
        purpose=row.purpose,
        from_at=row.from_at,
        until_at=row.until_at,
        busy_from=row.busy_from,
        busy_until=row.busy_until,
        shared=row.shared,
        status=row.status,
    )
