"""What is claimed, by whom and when, and which rooms are free: the matter of the charts, the doors and the dialogs."""

from __future__ import annotations

from dataclasses import dataclass, replace

import sqlalchemy as sa

from venue.core.clock import DAY, Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.projects.methods import method_at
from venue.projects.projects import projects
from venue.schedule.claims import (
    AT_WORK,
    EARLY,
    SECRET_FOR,
    STANDING,
    Claim,
    Wish,
    claim_of,
    claims,
    claims_of,
    clashes,
    discreet,
    in_the_way,
    secret_projects,
    taken_between,
    thing,
)
from venue.schedule.resources import Asked, suits
from venue.site.parts import Room
from venue.site.places import parts_on

Args = tuple[tuple[str, str | int], ...]

# -------------------------------------------------------------------------------------------------------------- views


@dataclass(frozen=True)
class RoomOffer:
    """A room as the booking dialog shows it: free, or why not (``code`` with ``args`` of the wording).

    ``project`` is whose claim stands in the way (涉密项目 for whoever need not know), ``free_from`` when the room is free again.
    """

    room: str
    name: str
    zone: str
    type: str
    capacity: int
    features: tuple[str, ...]
    free: bool
    code: str = ""
    args: Args = ()
    project: str = ""
    free_from: Millis | None = None


_HOLDERS = (
    sa.select(claims, projects.c.phase)
    .join_from(claims, projects, sa.and_(projects.c.site == claims.c.site, projects.c.code == claims.c.project))
    .where(claims.c.site == sa.bindparam("here"), claims.c.kind == "room", claims.c.status.in_(STANDING))
    .where(claims.c.resource.in_(sa.bindparam("rooms", expanding=True)))
    .where(claims.c.busy_from <= sa.bindparam("begun_by"), claims.c.until_at > sa.bindparam("over_since"))
    .order_by(claims.c.resource, claims.c.from_at, claims.c.number)
)
"""Asked at every door: built once, because to build a statement costs as much as to run it."""


def holders(read: Reading | Work, site: str, rooms: tuple[str, ...], at: Millis) -> tuple[tuple[Claim, str], ...]:
    """The claims that hold the rooms now, each with its project's phase; ``at`` is the present instant.

    A claim holds from its setup to its end, and beyond the end as long as its project is still at work there (an overrun). While
    one project is still at work in a room, the setup of the next has not begun, whatever the plan says.
    """
    rows = read.all(_HOLDERS, {"here": site, "rooms": list(rooms), "begun_by": at + EARLY, "over_since": at - 2 * DAY})
    begun = [(claim_of(row), str(row.phase)) for row in rows]
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
def claims_between(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[Claim, ...]:
    """Every claim, block and day of a series that touches a time, by kind, resource and time; secret projects without a code."""
    secret = frozenset() if viewer.may(*SECRET_FOR) else secret_projects(read, viewer.site)
    return tuple(discreet(viewer, one, secret) for one in taken_between(read, viewer.site, since, until))


@view
def claims_on(read: Reading, viewer: Principal, *, day: str) -> tuple[Claim, ...]:
    """Every claim that touches an ISO day, by kind, resource and time: the matter of the day chart."""
    start = at_local(day)
    return claims_between(read, viewer, since=start, until=start + DAY)


@view
def project_claims(read: Reading, viewer: Principal, *, project: str) -> tuple[Claim, ...]:
    """What a project claims, by time."""
    return claims_of(read, viewer.site, project)


@view
def free_rooms(
    read: Reading, viewer: Principal, *, rooms: tuple[str, ...], from_at: Millis, until_at: Millis
) -> tuple[str, ...]:
    """Which of the rooms nobody claims between two instants (setup and turnover of others counted), in the given order."""
    taken = taken_between(read, viewer.site, from_at, until_at)
    busy = {one.resource for one in taken if thing(one) == "room"}
    return tuple(room for room in rooms if room not in busy)


@view
def free_rooms_for(  # noqa: PLR0913 what a booking dialog asks before a room is chosen
    read: Reading,
    viewer: Principal,
    *,
    method: str,
    purpose: str,
    from_at: Millis,
    until_at: Millis,
    seats: int = 0,
    features: tuple[str, ...] = (),
    project: str = "",
) -> tuple[RoomOffer, ...]:
    """Every room of a type that a method's template allows for a purpose: free for the time, or why not; free ones first.

    Setup and turnover of the template are counted. ``seats`` and ``features`` are asked beyond the template's own;
    ``project``: whose own claims do not stand in its way where it follows itself. Empty when the method asks for no such room.
    """
    known = method_at(method, from_at)
    need = None if known is None else known.need(purpose)
    if need is None:
        return ()
    asked = Asked(
        kind="room",
        room_types=need.room_types,
        capacity=max(seats, need.capacity),
        features=tuple(dict.fromkeys((*need.features, *features))),
    )
    wish = Wish(project, "room", "", purpose, from_at, until_at, need.setup, need.turnover, need.shared)
    taken = claims_between(read, viewer, since=wish.busy_from, until=wish.busy_until)
    rooms = [one for one in parts_on(read, viewer.site, "room", day_of(from_at)) if one.type in asked.room_types]
    offers = [_offer(room, asked, wish, taken) for room in rooms]
    order = asked.room_types.index
    return tuple(sorted(offers, key=lambda one: (not one.free, order(one.type), one.capacity, one.room)))


def _offer(room: Room, asked: Asked, wish: Wish, taken: tuple[Claim, ...]) -> RoomOffer:
    here = RoomOffer(room.code, room.name.zh, room.zone, room.type, room.capacity, room.features, free=True)
    unsuited = suits(room, asked)
    if unsuited:
        lacking = "、".join(sorted(set(asked.features) - set(room.features)))
        lacks: Args = (
            ("resource", room.code),
            ("capacity", room.capacity),
            ("seats", asked.capacity),
            ("lacking", lacking),
        )
        return replace(here, free=False, code=unsuited, args=lacks)
    there = [one for one in taken if one.resource == room.code and thing(one) == "room"]
    found = clashes(replace(wish, resource=room.code), there)
    if not found:
        return here
    no = in_the_way(replace(wish, resource=room.code), found)
    free_from = max(one.busy_until for one in found)
    return replace(
        here,
        free=False,
        code=no.code,
        args=tuple(sorted(no.args_.items())),
        project=found[0].project,
        free_from=free_from,
    )


def _at_work(one: Claim, phase: str, at: Millis) -> bool:
    return one.from_at - EARLY <= at and phase in AT_WORK.get(one.purpose, ())
