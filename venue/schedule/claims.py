"""Claims: who takes what from when to when, and when two of them stand in each other's way (F3, F4, day.md D.7 invariant 1).

A claim takes its resource from its setup to the end of its turnover (``busy_from`` to ``busy_until``). Two projects never hold
one resource at the same time, whatever the order and the origin of the acts. Where ``shared = 4``, up to four may hold it at
once: a witness has up to four lines (RB-27), an agency work room and the remote seats' room serve several projects. A claim
without a project is a block (its ``purpose`` names the kind of what it takes) or one day of a series.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint
from sqlalchemy.engine import Connection

from venue.core.acts import Refused
from venue.core.clock import HOUR, Millis, day_of, wall
from venue.core.database import Reading, Row
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Principal, Work
from venue.projects.methods import Method, ResourceNeed
from venue.projects.projects import projects
from venue.schedule.guards import install_overlap_guards

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


def _install_guards(_target: Any, connection: Connection, **_more: Any) -> None:
    install_overlap_guards(connection)


sa.event.listen(claims, "after_create", _install_guards)

# -------------------------------------------------------------------------------------------------------------- rules

KINDS = frozenset({"room", "seat", "witness", "equipment", "staff"})
PURPOSES = frozenset({"opening", "evaluation", "agency", "witness", "auction", "negotiation", "clarification"})
STANDING = ("claimed", "held")
"""States in which a claim takes its resource; ``lifted`` is a claim that is being moved, ``displaced`` one that lost its place."""

SECRET = "涉密项目"  # noqa: S105 no password: what people who need not know see instead of a project's code (R-05.1)
SECRET_FOR = ("operator", "site_manager", "clerk", "supervisor", "witness", "auditor")
"""Roles that see by its code where a secret project is; its title is nobody's before the reveal."""

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
    """A claim on a resource, with the time around it that is taken too. ``project`` is empty for blocks and series."""

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


def thing(one: Wish | Claim) -> str:
    """The kind of resource a claim takes: a block takes the kind that its purpose names."""
    return one.purpose if one.kind == "block" else one.kind


def clashes(wish: Wish, others: Iterable[Claim]) -> tuple[Claim, ...]:
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


def in_the_way(wish: Wish, found: Sequence[Claim], shown: str = "") -> Refused:
    """The refusal of a wish: what stands in the way until when; ``shown``: how its project is called, if not by its code."""
    first = found[0]
    span = f"{wall(first.from_at, seconds=False)}–{wall(first.until_at, seconds=False)}"
    told = {"resource": wish.resource, "taken": f"{day_of(first.from_at)} {span}"}
    free = {"free": moment(max(claim.busy_until for claim in found))}
    block = next((claim for claim in found if claim.kind == "block"), None)
    if block is not None:
        return Refused("bookings.blocked", **told, number=block.number, **free)
    if not first.project:
        return Refused("bookings.series_in_the_way", **told, **free)
    code = "bookings.full" if wish.shared > 1 else "bookings.overlap"
    return Refused(code, **told, project=shown or first.project, **free)


def moment(at: Millis) -> str:
    """An instant as a refusal shows it, ``2026-11-23 14:30``."""
    return f"{day_of(at)} {wall(at, seconds=False)}"


def discreet(viewer: Principal, one: Claim, secret: frozenset[str]) -> Claim:
    """The claim as the viewer may see it: a secret project is nameless for whoever need not know (R-05.1)."""
    hidden = one.project in secret and not viewer.may(*SECRET_FOR)
    return replace(one, project=SECRET) if hidden else one


def _count(need: ResourceNeed, wished: Sequence[Wish | Claim]) -> int:
    return sum((wish.purpose, wish.kind) == (need.purpose, need.kind) for wish in wished)


def _meet(wish: Wish, other: Claim) -> bool:
    if wish.project and other.project == wish.project:
        return wish.from_at < other.until_at and other.from_at < wish.until_at
    return wish.busy_from < other.busy_until and other.busy_from < wish.busy_until


def _most_at_once(wish: Wish, meeting: list[Claim]) -> int:
    begins = [wish.busy_from, *(claim.busy_from for claim in meeting)]
    inside = [at for at in begins if wish.busy_from <= at < wish.busy_until]
    return max((sum(claim.busy_from <= at < claim.busy_until for claim in meeting) for at in inside), default=0)


# -------------------------------------------------------------------------------------------------------------- views

_OTHERS = (
    sa.select(claims)
    .where(claims.c.site == sa.bindparam("here"), claims.c.resource == sa.bindparam("what"))
    .where(claims.c.status.in_(STANDING), claims.c.kind.in_((sa.bindparam("kind"), "block")))
    .where(claims.c.busy_from < sa.bindparam("until"), claims.c.busy_until > sa.bindparam("since"))
)
_CLAIMS_OF = (
    sa.select(claims)
    .where(claims.c.site == sa.bindparam("here"), claims.c.project == sa.bindparam("whose"))
    .where(claims.c.status.in_(STANDING))
    .order_by(claims.c.from_at, claims.c.number)
)
_TAKEN = (
    sa.select(claims)
    .where(claims.c.site == sa.bindparam("here"), claims.c.status.in_(STANDING))
    .where(claims.c.busy_from < sa.bindparam("until"), claims.c.busy_until > sa.bindparam("since"))
    .order_by(claims.c.kind, claims.c.resource, claims.c.from_at, claims.c.number)
)
"""Asked at every door and for every claim: built once, because to build a statement costs as much as to run it."""


def others_of(read: Reading | Work, site: str, wish: Wish) -> tuple[Claim, ...]:
    """The standing claims on the wish's resource that touch its time, blocks among them."""
    args = {"here": site, "what": wish.resource, "kind": thing(wish), "since": wish.busy_from, "until": wish.busy_until}
    found = (claim_of(row) for row in read.all(_OTHERS, args))
    return tuple(one for one in found if thing(one) == thing(wish))


def claims_of(read: Reading | Work, site: str, project: str) -> tuple[Claim, ...]:
    """What a project claims, by time; not what it released."""
    return tuple(claim_of(row) for row in read.all(_CLAIMS_OF, {"here": site, "whose": project}))


def taken_between(read: Reading | Work, site: str, since: Millis, until: Millis) -> tuple[Claim, ...]:
    """Every standing claim that touches a time, with setup and turnover, by kind, resource and time."""
    rows = read.all(_TAKEN, {"here": site, "since": since, "until": until})
    return tuple(claim_of(row) for row in rows)


def secret_projects(read: Reading | Work, site: str) -> frozenset[str]:
    """Codes of the projects that are marked 涉密."""
    rows = read.all(sa.select(projects.c.code).where(projects.c.site == site, projects.c.secret == 1))
    return frozenset(str(row.code) for row in rows)


def claim_of(row: Row) -> Claim:
    """A row as a claim."""
    return Claim(
        row.number,
        row.project,
        row.kind,
        row.resource,
        row.purpose,
        row.from_at,
        row.until_at,
        row.busy_from,
        row.busy_until,
        row.shared,
        row.status,
    )
