"""Bookings: acts by which projects take rooms, seats, witness lines, equipment and posts, and give them back (F3, F4).

One transaction takes everything of a project or nothing. The views are in :mod:`venue.schedule.claim_views`, moving a whole
project in :mod:`venue.schedule.moving`; both are told here too, because pages and doors ask ``bookings`` for everything.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.work import Work
from venue.projects.approvals import plan_missing
from venue.projects.projects import Project, project_row
from venue.schedule.claim_views import (
    RoomOffer,
    claims_between,
    claims_on,
    free_rooms,
    free_rooms_for,
    holders,
    project_claims,
    project_in,
    rooms_held,
    rooms_of,
)
from venue.schedule.claims import (
    AT_WORK,
    EARLY,
    FIXED,
    KINDS,
    PURPOSES,
    STANDING,
    Claim,
    Wish,
    claims,
    claims_of,
    clashes,
    missing_needs,
    need_missing,
)
from venue.schedule.completing import completed, picked
from venue.schedule.moving import apply, move_project, reassign, substitute
from venue.schedule.taking import (
    end_now,
    hold_end,
    method_of_project,
    put,
    set_status,
    standing_row,
    take,
    take_all,
    wish_for,
)

__all__ = [
    "AT_WORK",
    "EARLY",
    "FIXED",
    "KINDS",
    "PURPOSES",
    "Claim",
    "RoomOffer",
    "Wish",
    "apply",
    "claim",
    "claims",
    "claims_between",
    "claims_of",
    "claims_on",
    "clashes",
    "confirm",
    "free_rooms",
    "free_rooms_for",
    "holders",
    "missing_needs",
    "move",
    "move_project",
    "need_missing",
    "place",
    "project_claims",
    "project_in",
    "reassign",
    "release",
    "release_project",
    "rooms_held",
    "rooms_of",
    "substitute",
]

# -------------------------------------------------------------------------------------------------------------- rules


def parts_of(one: dict[str, Any]) -> tuple[dict[str, str], Millis, Millis]:
    """What, from when, until when, of one claim of a request; refuses what cannot be read."""
    try:
        what = {name: str(one[name]) for name in ("kind", "purpose")}
        what |= {name: str(one.get(name, "")) for name in ("resource", "of")}
        return what, int(one["from_at"]), int(one["until_at"])
    except (KeyError, TypeError, ValueError) as fault:
        raise Refused("bookings.unreadable", fault=str(fault)) from fault


# --------------------------------------------------------------------------------------------------------------- acts


@act("bookings.claim", "clerk", "operator", "site_manager")
def claim(  # noqa: PLR0913 a claim has this many parts, and a form fills them by name
    work: Work,
    *,
    project: str,
    kind: str,
    resource: str,
    purpose: str,
    from_at: Millis,
    until_at: Millis,
    held: int = 0,
    of: str = "",
) -> int:
    """Claim a resource for a project from ``from_at`` to ``until_at``; tells the claim's number.

    ``held`` 1: provisionally, until it is confirmed or runs out (``resources/methods/terms.toml``). Without a resource one that
    is free is picked, of equipment and posts one of the kind ``of``. Setup and turnover come from the method's template.
    Refuses an overlap, and an auction without its approved plan (R-05.2) unless it is only held.
    """
    known = project_row(work, work.site, project)
    _approved(known, held=bool(held))
    what = {"kind": kind, "resource": resource, "purpose": purpose, "of": of}
    what["resource"] = resource or picked(work, known, what, from_at=from_at, until_at=until_at)
    wish = wish_for(work, known, what, from_at=from_at, until_at=until_at)
    return take(work, wish, act_name="bookings.claim", until=hold_end(work, known) if held else 0)


@act("bookings.place", "clerk", "operator", "site_manager")
def place(
    work: Work, *, project: str, wanted: list[dict[str, Any]], held: int = 0, complete: int = 0, hold_min: int = 0
) -> list[int]:
    """Claim everything of a project at once or nothing; tells the numbers.

    ``wanted`` holds the arguments of :func:`claim` without ``project``. ``complete`` 1: whatever else the method's template
    asks for is picked and taken in the same act, the optional as far as it is free. ``held`` 1: provisionally, for
    ``hold_min`` minutes at most (0: as the terms say). Refuses a plan that, with what the project has already, lacks what the
    method asks for.
    """
    known = project_row(work, work.site, project)
    every = completed(work, known, wanted) if complete else wanted
    wishes: list[Wish] = []
    for one in every:
        wishes.append(_wish(work, known, one, wishes))
    lacking = missing_needs(method_of_project(work, known), [*wishes, *claims_of(work, work.site, project)])
    if lacking:
        raise need_missing(lacking[0])
    until = hold_end(work, known, asked=hold_min)
    ends = [until if held or one.get("held") else 0 for one in every]
    _approved(known, held=all(ends))
    numbers = take_all(work, list(zip(wishes, ends, strict=True)), act_name="bookings.claim")
    _placed_anew(work, project, wishes)
    return numbers


@act("bookings.confirm", "clerk", "operator", "site_manager")
def confirm(work: Work, *, number: int) -> None:
    """Turn a provisional claim into a firm one; an auction needs its approved plan for that (R-05.2)."""
    row = standing_row(work, number)
    if row.project:
        _approved(project_row(work, work.site, row.project), held=False)
    set_status(work, row, "claimed", act_name="bookings.confirm", reason="")


@act("bookings.release", "clerk", "operator", "site_manager")
def release(work: Work, *, number: int, reason: str) -> None:
    """Give a resource back. The claim stays in the table as released."""
    row = standing_row(work, number)
    if row.kind == "block":
        raise Refused("bookings.lift_the_block", number=number)
    set_status(work, row, "released", act_name="bookings.release", reason=reason)


def release_project(work: Work, *, project: str, reason: str) -> int:
    """Give back whatever a project still claims, because it is over: what has begun ends now, the rest is released."""
    alive = claims.c.status.in_((*STANDING, "displaced"))
    standing = (claims.c.site == work.site, claims.c.project == project, alive)
    rows = work.all(sa.select(claims).where(*standing, claims.c.busy_until > work.now).order_by(claims.c.number))
    for row in rows:
        if row.from_at < work.now and row.status in STANDING:
            end_now(work, row, reason)
        else:
            set_status(work, row, "released", act_name="bookings.release", reason=reason)
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
    row = standing_row(work, number)
    if not reason.strip():
        raise Refused("people.reason_missing")
    if not row.project:
        raise Refused("bookings.unknown", number=number)
    known = project_row(work, work.site, row.project)
    if resource not in ("", row.resource) and known.phase in FIXED.get(row.purpose, ()):
        raise Refused("bookings.work_has_begun", resource=row.resource)
    what = {"kind": row.kind, "resource": resource or row.resource, "purpose": row.purpose}
    start = row.from_at if from_at is None else from_at
    end = row.until_at if until_at is None else until_at
    put(work, wish_for(work, known, what, from_at=start, until_at=end, number=number), row, reason=reason)


def _placed_anew(work: Work, project: str, wishes: list[Wish]) -> None:
    """What lost its place to a block is over once something else was taken for it."""
    here = (claims.c.site == work.site, claims.c.project == project, claims.c.status == "displaced")
    anew = {(wish.kind, wish.purpose) for wish in wishes}
    for row in work.all(sa.select(claims).where(*here).order_by(claims.c.number)):
        if (row.kind, row.purpose) in anew:
            set_status(work, row, "released", act_name="bookings.release", reason="placed anew")


def _wish(work: Work, known: Project, one: dict[str, Any], before: list[Wish]) -> Wish:
    what, from_at, until_at = parts_of(one)
    if not what["resource"]:
        spoken = [wish.resource for wish in before if wish.kind == what["kind"]]
        what["resource"] = picked(work, known, what, from_at=from_at, until_at=until_at, besides=spoken)
    return wish_for(work, known, what, from_at=from_at, until_at=until_at)


def _approved(known: Project, *, held: bool) -> None:
    refused = None if held else plan_missing(known)
    if refused is not None:
        raise refused
