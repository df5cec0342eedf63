"""Blocks: a room, seat, device or post that nobody may have for a time, tied to the permit for the work done there (F8).

A block is a claim like any other, of kind ``block``, so that it clashes with everything and stands in every chart. Permit and block
are one matter: the block lies within the permit's time and place, and closing the permit lifts the block. What had been claimed
and has not begun can lose its place to a block (``displacing``); its project then waits to be placed anew, before all others.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import DAY, Millis, at_local
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.people.needs import permits
from venue.projects.projects import project_row
from venue.schedule.claims import KINDS, STANDING, Claim, Wish, claims, clashes, in_the_way, others_of
from venue.schedule.moving import BEFORE, displace
from venue.schedule.taking import end_now, set_status, standing_row, take

# ------------------------------------------------------------------------------------------------------------- tables

blocks = table(
    "blocks",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("claim", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("permit", INT, dataset=Dataset.SUPERVISION, null=True),
    column("reason", TEXT, dataset=Dataset.SUPERVISION),
    column("set_by", TEXT, dataset=Dataset.LOCAL),
    column("set_at", INT, dataset=Dataset.LOCAL),
    column("lifted_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "claim"),
)
"""Why a claim of kind ``block`` stands; ``permit`` is the number of the permit whose work needs it."""

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class Block:
    """A closed resource: ``kind`` and ``resource`` from when to when and why; ``permit`` ``None``: closed without work on it."""

    number: int
    kind: str
    resource: str
    from_at: Millis
    until_at: Millis
    permit: int | None
    reason: str
    set_by: str
    set_at: Millis


def permit_fault(permit: Row | None, *, room: str, span: tuple[Millis, Millis]) -> str:
    """Why a block cannot rest on a permit, as a code; empty when it can: open, of that room, and for the whole time."""
    if permit is None or permit.closed_at is not None:
        return "blocks.permit_not_open"
    if room and permit.room not in ("", room):
        return "blocks.permit_elsewhere"
    return "" if permit.from_at <= span[0] and span[1] <= permit.until_at else "blocks.permit_too_short"


# --------------------------------------------------------------------------------------------------------------- acts


@act("blocks.set", "operator", "site_manager", "it_engineer")
def close_off(
    work: Work,
    *,
    kind: str,
    resource: str,
    from_at: Millis,
    until_at: Millis,
    reason: str,
    permit: int | None = None,
    displacing: int = 0,
) -> int:
    """Close a resource for a time; tells the block's number, which is a claim's.

    Refuses what is claimed, by whom; with ``displacing`` 1 whoever has not begun loses the place instead and is placed anew. Work
    on the equipment needs an open ``permit`` that covers place and time (item 十一).
    """
    if kind not in KINDS or not resource:
        raise Refused("bookings.unknown_kind", kind=kind, purpose="block")
    if until_at <= from_at or until_at <= work.now:
        raise Refused("people.period_empty")
    if not reason.strip():
        raise Refused("people.reason_missing")
    if permit is not None:
        _require_permit(work, permit, room=resource if kind == "room" else "", span=(from_at, until_at))
    wish = Wish("", "block", resource, kind, from_at, until_at)
    if displacing:
        _clear(work, wish, reason)
    tied = {} if permit is None else {"permit": permit}
    number = take(work, wish, act_name="blocks.set", reason=reason, **tied)
    made = {"reason": reason, "set_by": work.principal.account, "set_at": work.now, "lifted_at": None}
    work.insert(blocks, site=work.site, claim=number, permit=permit, **made)
    work.tell(Changed(noun="block", ids=(str(number),)))
    return number


@act("blocks.lift", "operator", "site_manager", "it_engineer")
def lift(work: Work, *, number: int, reason: str) -> None:
    """Open a resource again: a block that has begun ends now, one that has not is given back."""
    mine = (blocks.c.site == work.site, blocks.c.claim == number, blocks.c.lifted_at.is_(None))
    if not work.update(blocks, *mine, lifted_at=work.now):
        raise Refused("blocks.unknown", number=number)
    row = standing_row(work, number)
    if row.until_at <= work.now:
        return
    if row.from_at < work.now:
        end_now(work, row, reason)
    else:
        set_status(work, row, "released", act_name="blocks.lift", reason=reason)
    work.tell(Changed(noun="block", ids=(str(number),)))


def due(work: Work, ground: object, health: object) -> Millis | None:
    """Lift the blocks whose permit was closed (called by the clock, stirred by permits); nothing falls due by itself."""
    joined = sa.and_(permits.c.site == blocks.c.site, permits.c.number == blocks.c.permit)
    rows = work.all(
        sa.select(blocks.c.claim, permits.c.result)
        .join_from(blocks, permits, joined)
        .where(blocks.c.site == work.site, blocks.c.lifted_at.is_(None), permits.c.closed_at.is_not(None))
        .order_by(blocks.c.claim)
    )
    for row in rows:
        lift(work, number=row.claim, reason="permit closed")
    return None


def _require_permit(work: Work, number: int, *, room: str, span: tuple[Millis, Millis]) -> None:
    row = work.first(sa.select(permits).where(permits.c.site == work.site, permits.c.number == number))
    fault = permit_fault(row, room=room, span=span)
    if fault:
        raise Refused(fault, permit=number)


def _clear(work: Work, wish: Wish, reason: str) -> None:
    """Take their place from the claims in the way that have not begun; refuses when somebody is at work, or it is a block."""
    for one in clashes(wish, others_of(work, work.site, wish)):
        if not one.project or _begun(work, one):
            raise in_the_way(wish, (one,))
        displace(work, standing_row(work, one.number), reason)


def _begun(work: Work, one: Claim) -> bool:
    return one.from_at <= work.now or project_row(work, work.site, one.project).phase not in BEFORE


# -------------------------------------------------------------------------------------------------------------- views


@view
def blocks_between(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[Block, ...]:
    """Every block that touches a time, by resource and time: hatched in the charts, closed on the plan."""
    joined = sa.and_(claims.c.site == blocks.c.site, claims.c.number == blocks.c.claim)
    rows = read.all(
        sa.select(claims, blocks.c.permit, blocks.c.reason, blocks.c.set_by, blocks.c.set_at)
        .join_from(blocks, claims, joined)
        .where(blocks.c.site == viewer.site, claims.c.status.in_(STANDING))
        .where(claims.c.busy_from < until, claims.c.busy_until > since)
        .order_by(claims.c.purpose, claims.c.resource, claims.c.from_at)
    )
    return tuple(
        Block(
            number=row.number,
            kind=row.purpose,
            resource=row.resource,
            from_at=row.from_at,
            until_at=row.until_at,
            permit=row.permit,
            reason=row.reason,
            set_by=row.set_by,
            set_at=row.set_at,
        )
        for row in rows
    )


@view
def blocks_on(read: Reading, viewer: Principal, *, day: str) -> tuple[Block, ...]:
    """Every block that touches an ISO day."""
    start = at_local(day)
    return blocks_between(read, viewer, since=start, until=start + DAY)


@view
def displaced(read: Reading, viewer: Principal) -> tuple[str, ...]:
    """Codes of the projects that lost a place to a block and have not been placed anew."""
    waiting = (claims.c.site == viewer.site, claims.c.status == "displaced")
    rows = read.all(sa.select(claims.c.project).where(*waiting).distinct().order_by(claims.c.project))
    return tuple(str(row.project) for row in rows)
