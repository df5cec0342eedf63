"""Taking and giving back: what every act of booking writes through. Nothing here asks who may; each write asks what is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.database import Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book
from venue.projects.approvals import plan_missing
from venue.projects.legal import book_at
from venue.projects.methods import Method, ResourceNeed, method_of
from venue.projects.projects import Project, find_project
from venue.schedule.claims import (
    KINDS,
    PURPOSES,
    SECRET,
    STANDING,
    Claim,
    Wish,
    claims,
    clashes,
    in_the_way,
    others_of,
    taken_between,
    thing,
)
from venue.schedule.resources import lines_of_post
from venue.schedule.terms import minutes, terms_at

# ------------------------------------------------------------------------------------------------------------- tables

holds = table(
    "holds",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("claim", INT, autoincrement=False, dataset=Dataset.TRADING),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("until_at", INT, dataset=Dataset.TRADING),
    column("extended", INT, dataset=Dataset.TRADING),
    column("made_at", INT, dataset=Dataset.TRADING),
    column("made_by", TEXT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "claim"),
)
"""Until when a provisional claim keeps its resource; the row goes when the claim is confirmed, given back or run out."""

# -------------------------------------------------------------------------------------------------------------- rules

LINES = ("RB-27", "lines")
"""How many projects one witness may have at once."""


def method_of_project(work: Work, known: Project) -> Method:
    """The project's method as it holds at its opening."""
    return method_of(known.method, known.reserved_at if known.open_at is None else known.open_at)


def lines_allowed(work: Work, wish: Wish) -> int:
    """How many may have the wish's resource at once: as it says itself; of a witness no more than rule and post allow."""
    if wish.kind not in ("witness", "staff"):
        return wish.shared
    limits = [wish.shared, book_at(wish.from_at).number(*LINES)] if wish.kind == "witness" else [wish.shared]
    return min([*limits, *lines_of_post(work, work.site, wish.resource, wish.from_at)])


# --------------------------------------------------------------------------------------------------------------- acts


def wish_for(
    work: Work, known: Project, what: dict[str, str], *, from_at: Millis, until_at: Millis, number: int = 0
) -> Wish:
    """What a project asks for as a wish, with setup, turnover and lines of its method's template.

    ``what`` holds ``kind``, ``resource``, ``purpose`` and, of equipment and staff, ``of``.
    """
    kind, purpose, resource = what["kind"], what["purpose"], what["resource"]
    if kind not in KINDS or purpose not in PURPOSES or not resource:
        raise Refused("bookings.unknown_kind", kind=kind, purpose=purpose)
    if until_at <= from_at:
        raise Refused("people.period_empty")
    need = method_of_project(work, known).need(purpose, kind, what.get("of", ""))
    wish = wanted_by(known, need, what, (from_at, until_at))
    return replace(wish, number=number, shared=lines_allowed(work, wish))


def wanted_by(known: Project, need: ResourceNeed | None, what: dict[str, str], span: tuple[Millis, Millis]) -> Wish:
    """A wish with what the template's line says of it; its resource may still be open."""
    return Wish(
        project=known.code,
        kind=what["kind"],
        resource=what["resource"],
        purpose=what["purpose"],
        from_at=span[0],
        until_at=span[1],
        setup=need.setup if need else 0,
        turnover=need.turnover if need else 0,
        shared=need.shared if need else 1,
    )


def require_free(work: Work, wish: Wish) -> None:
    """Refuse a wish whose resource is taken; says by whom, until when, and from when it is free."""
    found = clashes(wish, others_of(work, work.site, wish))
    if found:
        raise in_the_way(wish, found, _shown(work, found[0]))


def take(work: Work, wish: Wish, *, act_name: str, until: Millis = 0, **more: Any) -> int:
    """Write a new claim after asking whether it is free; tells its number. ``until``: only held, and ends by itself then."""
    require_free(work, wish)
    return _written(work, [(wish, until)], act_name, more)[0]


def take_all(work: Work, wishes: Sequence[tuple[Wish, Millis]], *, act_name: str) -> list[int]:
    """Write new claims after asking whether all are free, of each other too; each with the end of its hold, or 0 if firm."""
    if not wishes:
        return []
    since, until = min(wish.busy_from for wish, _ in wishes), max(wish.busy_until for wish, _ in wishes)
    there: dict[tuple[str, str], list[Claim]] = {}
    for one in taken_between(work, work.site, since, until):
        there.setdefault((thing(one), one.resource), []).append(one)
    for number, (wish, _) in enumerate(wishes, start=1):
        others = there.setdefault((wish.kind, wish.resource), [])
        found = clashes(wish, others)
        if found:
            raise in_the_way(wish, found, _shown(work, found[0]))
        others.append(Claim(**facts(wish), number=-number, status="claimed"))
    return _written(work, wishes, act_name, {})


def _written(work: Work, wishes: Sequence[tuple[Wish, Millis]], act_name: str, more: dict[str, Any]) -> list[int]:
    rows = []
    for wish, until in wishes:
        number = work.next_number(claims.c.number, claims.c.site == work.site)
        rows.append({**facts(wish), "number": number, "status": "held" if until else "claimed"})
    here = {"site": work.site, "status_since": work.now}
    work.insert_all(claims, [{**here, **row} for row in rows])
    made = {"site": work.site, "extended": 0, "made_at": work.now, "made_by": work.principal.account}
    held = [(row, until) for row, (_, until) in zip(rows, wishes, strict=True) if until]
    kept = [{"claim": row["number"], "project": row["project"], "until_at": until, **made} for row, until in held]
    work.insert_all(holds, kept)
    for row, (wish, until) in zip(rows, wishes, strict=True):
        limit = {"held_until": until} if until else {}
        enter(work, act_name, wish, {**row, **limit, **more})
    return [int(row["number"]) for row in rows]


def hold_end(work: Work, known: Project, *, asked: int = 0) -> Millis:
    """When a hold that begins now ends: after ``asked`` minutes if fewer than the terms give, else as the terms say."""
    terms = terms_at(work.now)
    most = terms.hold_min if plan_missing(known) is None else terms.plan_hold_min
    return work.now + minutes(min(asked, most) if asked > 0 else most)


def put(work: Work, wish: Wish, row: Row, *, reason: str) -> None:
    """Write an existing claim anew where the wish says, after asking whether it is free there."""
    require_free(work, wish)
    status = row.status if row.status in STANDING else "claimed"
    mine = (claims.c.site == work.site, claims.c.number == row.number)
    work.update(claims, *mine, **facts(wish), status=status)
    before = {"resource": row.resource, "from_at": row.from_at, "until_at": row.until_at}
    enter(work, "bookings.move", wish, {**facts(wish), "number": row.number, "before": before, "reason": reason})
    freed(work)


def facts(wish: Wish) -> dict[str, Any]:
    """A wish as columns of the table."""
    what = {"project": wish.project, "kind": wish.kind, "resource": wish.resource, "purpose": wish.purpose}
    when = {"from_at": wish.from_at, "until_at": wish.until_at}
    return {**what, **when, "busy_from": wish.busy_from, "busy_until": wish.busy_until, "shared": wish.shared}


def standing_row(work: Work, number: int) -> Row:
    """The row of a claim that takes its resource; refuses one that does not exist or was given back."""
    row = work.first(sa.select(claims).where(claims.c.site == work.site, claims.c.number == number))
    if row is None or row.status not in STANDING:
        raise Refused("bookings.unknown", number=number)
    return row


def set_status(work: Work, row: Row, status: str, *, act_name: str, reason: str) -> None:
    """Confirm a claim or give it back, with its entry."""
    mine = (claims.c.site == work.site, claims.c.number == row.number)
    work.update(claims, *mine, status=status, status_since=work.now)
    if row.status == "held":
        work.delete(holds, holds.c.site == work.site, holds.c.claim == row.number)
    payload = {"number": row.number, "resource": row.resource, "status": status, "reason": reason}
    book.append(work, act=act_name, project=row.project, room=_room(row), payload=payload)
    work.tell(Changed(noun="claim", ids=(str(row.number),)))
    if status not in STANDING:
        freed(work)


def end_now(work: Work, row: Row, reason: str) -> None:
    """End a claim that has begun: from now on its resource is free."""
    cut(work, row, work.now, reason)


def cut(work: Work, row: Row, at: Millis, reason: str) -> None:
    """End a claim at an instant after its begin, without turnover."""
    ends = {"until_at": min(row.until_at, at), "busy_until": at}
    work.update(claims, claims.c.site == work.site, claims.c.number == row.number, **ends)
    payload = {"number": row.number, "resource": row.resource, "reason": reason, **ends}
    book.append(work, act="bookings.end", project=row.project, room=_room(row), payload=payload)
    work.tell(Changed(noun="claim", ids=(str(row.number),)))
    freed(work)


def enter(work: Work, act_name: str, wish: Wish, payload: dict[str, Any]) -> None:
    """The entry and the notice of a claim that was written."""
    book.append(work, act=act_name, project=wish.project, room=_room(wish), payload=payload)
    work.tell(Changed(noun="claim", ids=(str(payload["number"]),)))


def freed(work: Work) -> None:
    """Something fell free: the wait-list is looked at."""
    work.tell(Changed(noun="claim_freed"))


def _shown(work: Work, one: Claim) -> str:
    known = find_project(work, work.site, one.project) if one.project else None
    return SECRET if known is not None and known.secret else ""


def _room(one: Wish | Row) -> str:
    return str(one.resource) if one.kind == "room" or (one.kind == "block" and one.purpose == "room") else ""
