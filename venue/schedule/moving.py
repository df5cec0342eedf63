"""Moving whole projects: everything hangs on the opening time and moves as one; several projects change places in one act.

What changes is first lifted, then taken again: so two projects may change rooms with each other, each claim is asked against
everybody else's and none against those that are being replaced. It all happens or nothing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import msgspec
import sqlalchemy as sa

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Row
from venue.core.work import Work
from venue.projects.projects import Project, amend_times, project_row
from venue.schedule.claims import FIXED, STANDING, Wish, claims
from venue.schedule.resources import Asked, candidates_for, duty_or_kind, pick
from venue.schedule.taking import cut, holds, lines_allowed, put, require_free, set_status, take

# -------------------------------------------------------------------------------------------------------------- rules

BEFORE = frozenset({"reserved", "scheduled", "arming", "postponed"})
"""Phases in which nothing has begun: the whole project may still move."""

EXCHANGEABLE = frozenset({"witness", "equipment", "staff"})
"""Kinds of which another one does as well, when the one that was taken is not free at the new time."""


class Change(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes for one project: its opening (``gather_at`` follows by the same shift unless given), rooms by purpose."""

    project: str
    open_at: Millis | None = None
    gather_at: Millis | None = None
    draw_at: Millis | None = None
    places: dict[str, str] = {}


@dataclass(frozen=True)
class _Part:
    """A change with what it is about: ``shift`` how far everything moves, ``rows`` the claims that change."""

    change: Change
    known: Project
    shift: Millis
    rows: tuple[Row, ...]


# --------------------------------------------------------------------------------------------------------------- acts


@act("bookings.move_project", "operator", "site_manager")
def move_project(
    work: Work,
    *,
    project: str,
    open_at: Millis,
    reason: str,
    gather_at: Millis | None = None,
    draw_at: Millis | None = None,
) -> list[int]:
    """Move a project to another opening with everything it claims, by the same shift; tells the claims that moved.

    The legal times are checked again (RB-01 to RB-04), every claim is asked for anew. Refuses a project that has begun.
    """
    return apply(
        work,
        changes=[{"project": project, "open_at": open_at, "gather_at": gather_at, "draw_at": draw_at}],
        reason=reason,
    )


@act("bookings.reassign", "operator", "site_manager")
def reassign(work: Work, *, project: str, places: dict[str, str], reason: str) -> list[int]:
    """Change several rooms of a project at once: ``places`` has the new room for each purpose; tells the claims that moved.

    Seats go along into the new room as far as the site file knows seats there. Refuses a room in which work has begun.
    """
    return apply(work, changes=[{"project": project, "places": places}], reason=reason)


@act("bookings.apply", "operator", "site_manager")
def apply(work: Work, *, changes: list[dict[str, Any]], reason: str) -> list[int]:
    """Change the openings and rooms of many projects in one act, all or nothing; tells the claims that moved.

    Each change has ``project`` and what changes: ``open_at`` (and ``gather_at``, ``draw_at``), ``places`` (room by purpose). A
    witness, a device or a post that is not free at the new time is exchanged for another of its kind.
    """
    if not reason.strip():
        raise Refused("people.reason_missing")
    with work.matter():
        parts = [_part(work, _read(change)) for change in changes]
        _lift(work, [row for part in parts for row in part.rows])
        for part in parts:
            _amend(work, part, reason)
        rooms = [(part, row) for part in parts for row in part.rows if row.kind == "room"]
        others = [(part, row) for part in parts for row in part.rows if row.kind != "room"]
        for part, row in (*rooms, *others):
            wish = _placed(work, part, row)
            if wish is None:
                set_status(work, row, "released", act_name="bookings.release", reason=reason)
            else:
                put(work, wish, row, reason=reason)
    return [int(row.number) for part in parts for row in part.rows]


@act("bookings.substitute", "operator", "site_manager")
def substitute(
    work: Work, *, post: str, from_at: Millis, until_at: Millis, reason: str, instead: str = ""
) -> list[int]:
    """Let another post of the same duty take over what a witness or post has between two instants; tells the claims.

    ``instead`` empty: whoever is free and least loaded, for each project by itself. What has begun is parted: the old post until
    now, the new one from now on. Refuses when nobody is free (RB-27: no more than four lines a witness).
    """
    if not reason.strip():
        raise Refused("people.reason_missing")
    since = max(from_at, work.now)
    with work.matter():
        rows = _served(work, post, since, until_at)
        return [_handed_over(work, row, (post, instead), since=since, reason=reason) for row in rows]


def _read(change: dict[str, Any]) -> Change:
    try:
        return msgspec.convert({key: value for key, value in change.items() if value is not None}, Change)
    except msgspec.ValidationError as fault:
        raise Refused("bookings.unreadable", fault=str(fault)) from fault


def _part(work: Work, change: Change) -> _Part:
    known = project_row(work, work.site, change.project)
    here = (claims.c.site == work.site, claims.c.project == known.code)
    alive = claims.c.status.in_((*STANDING, "displaced"))
    rows = work.all(sa.select(claims).where(*here, alive).order_by(claims.c.from_at, claims.c.number))
    shift = _shift(known, change)
    if shift:
        _not_begun(work, known, rows, change)
    moving = [row for row in rows if shift or _is_placed(row, change)]
    _rooms_free_to_change(known, change, rows)
    return _Part(change, known, shift, tuple(moving))


def _shift(known: Project, change: Change) -> Millis:
    if change.open_at is None:
        return 0
    if known.open_at is None:
        raise Refused("bookings.no_opening", project=known.code)
    return change.open_at - known.open_at


def _not_begun(work: Work, known: Project, rows: Sequence[Row], change: Change) -> None:
    if known.phase not in BEFORE or any(row.from_at <= work.now for row in rows):
        raise Refused("bookings.project_has_begun", project=known.code)
    if change.open_at is not None and change.open_at <= work.now:
        raise Refused("bookings.in_the_past")


def _is_placed(row: Row, change: Change) -> bool:
    """Whether the row is a room that changes, or a seat that goes along."""
    return row.purpose in change.places and (
        row.kind == "seat" or (row.kind == "room" and row.resource != change.places[row.purpose])
    )


def _rooms_free_to_change(known: Project, change: Change, rows: Sequence[Row]) -> None:
    rooms = {row.purpose: row.resource for row in rows if row.kind == "room"}
    for purpose, room in change.places.items():
        if purpose not in rooms:
            raise Refused("bookings.nothing_to_change", project=known.code, purpose=purpose)
        if rooms[purpose] != room and known.phase in FIXED.get(purpose, ()):
            raise Refused("bookings.work_has_begun", resource=rooms[purpose])


def _lift(work: Work, rows: Sequence[Row]) -> None:
    numbers = [row.number for row in rows]
    if numbers:
        work.update(claims, claims.c.site == work.site, claims.c.number.in_(numbers), status="lifted")


def _amend(work: Work, part: _Part, reason: str) -> None:
    change, known = part.change, part.known
    if not part.shift and change.gather_at is None and change.draw_at is None:
        return
    gather_at = change.gather_at
    if gather_at is None and known.gather_at is not None:
        gather_at = known.gather_at + part.shift
    times = {"open_at": change.open_at, "gather_at": gather_at, "draw_at": change.draw_at}
    amend_times(work, project=known.code, reason=reason, **times)


def _placed(work: Work, part: _Part, row: Row) -> Wish | None:
    """Where a lifted claim goes: shifted, in its new room, or at another of its kind if its own is taken then.

    ``None``: a seat goes along into a room of which the site file knows no seats; methods do without seats of their own.
    """
    room = part.change.places.get(row.purpose, "")
    resource = room if row.kind == "room" and room else row.resource
    wish = _same(row, resource, shift=part.shift)
    if row.kind == "seat" and room and not _lies_in(work, row, room):
        asked = Asked(kind="seat", room=room)
        known = candidates_for(work, work.site, asked, wish.from_at)
        return _exchanged(work, wish, asked) if known else None
    if row.kind not in EXCHANGEABLE:
        return wish
    try:
        require_free(work, wish)
    except Refused:
        of = duty_or_kind(work, work.site, row.kind, row.resource, row.from_at)
        if not of:
            raise
        return _exchanged(work, wish, Asked(kind=row.kind, of=of))
    return wish


def _same(row: Row, resource: str, *, shift: Millis = 0) -> Wish:
    """The claim of a row as a wish, moved by a shift, with the setup, turnover and lines it has."""
    return Wish(
        project=row.project,
        kind=row.kind,
        resource=resource,
        purpose=row.purpose,
        from_at=row.from_at + shift,
        until_at=row.until_at + shift,
        setup=row.from_at - row.busy_from,
        turnover=row.busy_until - row.until_at,
        shared=row.shared,
        number=row.number,
    )


def _exchanged(work: Work, wish: Wish, asked: Asked, *, besides: tuple[str, ...] = ()) -> Wish:
    other = replace(wish, resource=pick(work, wish, asked, besides=besides))
    return replace(other, shared=lines_allowed(work, other))


def _lies_in(work: Work, row: Row, room: str) -> bool:
    return duty_or_kind(work, work.site, "seat", row.resource, row.from_at) == room


def _served(work: Work, post: str, since: Millis, until: Millis) -> Sequence[Row]:
    here = (claims.c.site == work.site, claims.c.resource == post, claims.c.kind.in_(("witness", "staff")))
    when = (claims.c.from_at < until, claims.c.until_at > since, claims.c.status.in_(STANDING))
    return work.all(sa.select(claims).where(*here, *when).order_by(claims.c.from_at, claims.c.number))


def _handed_over(work: Work, row: Row, posts: tuple[str, str], *, since: Millis, reason: str) -> int:
    post, instead = posts
    begun = row.from_at < since
    left = _same(row, instead or post)
    wish = replace(left, from_at=since, setup=0, number=0) if begun else left
    asked = Asked(kind=row.kind, of=duty_or_kind(work, work.site, row.kind, post, row.from_at) or "witness")
    wish = (
        replace(wish, shared=lines_allowed(work, wish)) if instead else _exchanged(work, wish, asked, besides=(post,))
    )
    if not begun:
        put(work, wish, row, reason=reason)
        return int(row.number)
    cut(work, row, since, reason)
    held_until = work.scalar(sa.select(holds.c.until_at).where(holds.c.site == work.site, holds.c.claim == row.number))
    return take(work, wish, act_name="bookings.claim", until=held_until or 0, reason=reason)


def displace(work: Work, row: Row, reason: str) -> None:
    """Take the place from a claim that has not begun, because the resource is closed: its project has to be placed anew."""
    set_status(work, row, "displaced", act_name="bookings.displace", reason=reason)
