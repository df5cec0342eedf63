"""From what is drawn and for whom: the seats of a room or the partner centres, and the coded experts or the sub-venues' numbers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import day_of
from venue.core.work import Work
from venue.journal.verify import parse_object
from venue.people.coded_names import coded_names
from venue.projects.legal import book_at
from venue.projects.projects import Project, projects
from venue.schedule import draw_rules as rules
from venue.schedule.draw_tables import draws
from venue.site.places import PLACES


def takers_of(work: Work, known: Project, kind: str, *, count: int, given: Sequence[str]) -> list[str]:
    """Who draws: V1.. for sub-venues; for seats the coded experts of the project, all or those given."""
    if kind == "sub_venue":
        remote = known.method == "remote_main"
        rules.require_sub_venues(count, remote=remote, planned=known.sub_venues, book=book_at(work.now))
        return [f"V{number}" for number in range(1, count + 1)]
    coded = _coded(work, known.code)
    wanted = [str(one) for one in given] or coded
    strange = [one for one in wanted if one not in coded or wanted.count(one) > 1]
    if strange:
        raise Refused("draws.taker_unknown", taker=strange[0], project=known.code)
    if len(wanted) != count:
        raise Refused("draws.count_differs", count=count, planned=len(wanted))
    return wanted


def pool_of(
    work: Work, known: Project, kind: str, *, given: Sequence[Any], room: str, takers: Sequence[str]
) -> list[dict[str, str]]:
    """The candidates: those given, or every free seat of the room.

    A seat must be of the room, in no other project's draw while that goes on, and not sat on by another expert of this one.
    """
    if kind == "sub_venue":
        if room:
            raise Refused("draws.room_not_asked")
        return rules.candidates_of(given)
    there = _seats(work, room)
    if not there:
        raise Refused("draws.room_without_seats", room=room)
    taken = _taken_seats(work, known.code, takers)
    pool = rules.candidates_of(given or [seat for seat in there if seat not in taken])
    for seat in (one["code"] for one in pool):
        if seat not in there:
            raise Refused("draws.seat_not_in_room", seat=seat, room=room)
        if seat in taken:
            raise Refused("draws.seat_taken", seat=seat, taker=taken[seat])
    _require_own_pool(work, known.code, room, {one["code"] for one in pool})
    return pool


def _coded(work: Work, project: str) -> list[str]:
    mine = (coded_names.c.site == work.site, coded_names.c.project == project)
    return [row.code for row in work.all(sa.select(coded_names.c.code).where(*mine).order_by(coded_names.c.number))]


def _seats(work: Work, room: str) -> list[str]:
    seats, day = PLACES["seat"], day_of(work.now)
    holds = (seats.c.valid_from <= day, sa.or_(seats.c.valid_to == "", seats.c.valid_to > day))
    mine = sa.select(seats.c.code).where(seats.c.site == work.site, seats.c.room == room, *holds)
    return [row.code for row in work.all(mine.order_by(seats.c.position, seats.c.code))]


def _taken_seats(work: Work, project: str, takers: Sequence[str]) -> dict[str, str]:
    """Seats that experts of the project who do not draw again sit on, with who does: the newest unsealed result of each."""
    mine = (draws.c.site == work.site, draws.c.project == project, draws.c.kind == "seat")
    rows = work.all(sa.select(draws).where(*mine).order_by(draws.c.round))
    if rows and rows[-1].state == rules.DRAWN and list(takers) != parse_object(rows[-1].terms)["takers"]:
        raise Refused("draws.unseal_first", draw=rows[-1].code)
    sits: dict[str, str] = {}
    for row in rows:
        if row.state == rules.UNSEALED:
            sits |= {one["taker"]: one["candidate"] for one in parse_object(row.result)["result"]}
    return {seat: taker for taker, seat in sits.items() if taker not in takers}


def _require_own_pool(work: Work, project: str, room: str, codes: set[str]) -> None:
    """A seat lies in one pool only while its projects go on: experts of two projects never draw one seat."""
    ongoing = sa.select(projects.c.code).where(projects.c.site == work.site, projects.c.phase.in_(rules.ONGOING))
    there = (draws.c.site == work.site, draws.c.room == room, draws.c.state != rules.VOID)
    others = (draws.c.project != project, draws.c.project.in_(ongoing))
    for row in work.all(sa.select(draws).where(*there, *others).order_by(draws.c.code)):
        shared = sorted(codes & {one["code"] for one in parse_object(row.terms)["candidates"]})
        if shared:
            raise Refused("draws.seat_in_other_pool", seat=shared[0], project=row.project)
