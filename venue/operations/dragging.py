"""Dragging a project on the chart: what would come of it while the pointer moves, and the end of the drag as an act.

Both ask the same questions in the same order: has it begun, are the times legal, is everything free, is nobody near whom it must
not be near. The verdict does not change anything; the act asks again under the writer's lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import msgspec

from venue.core.acts import Refused, act
from venue.core.clock import MINUTE, Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.operations.day_around import too_close
from venue.operations.day_problem import DayMatter, day_matter, seen_matter
from venue.operations.dispatch_forms import Advice, Args, Clash, CostParts, DragVerdict, Spot
from venue.operations.phase_gates import method_of_project
from venue.projects.exceptions import excused_codes
from venue.projects.legal import advice_on, times_refused
from venue.projects.projects import Project, amend_times, find_project, times_of
from venue.schedule import bookings, proposals
from venue.schedule.claims import (
    SECRET,
    SECRET_FOR,
    Claim,
    Wish,
    claims_of,
    clashes,
    in_the_way,
    secret_projects,
    thing,
)
from venue.schedule.dispatch.plan import cost_of
from venue.schedule.dispatch.problem import Place, Problem

# -------------------------------------------------------------------------------------------------------------- rules


def cost_alone(problem: Problem, project: str, place: Place) -> CostParts:
    """A project's own part of the objective at a place."""
    alone = msgspec.structs.replace(problem, requests=(problem.request[project],))
    cost = cost_of(alone, {project: place})
    return CostParts(cost.refused, cost.displaced, cost.spare, cost.walk, cost.lit, cost.total)


def _first_wishes(matter: DayMatter, known: Project, open_at: Millis, rooms: dict[str, str]) -> Iterator[Wish]:
    """The room claims that a project without any would have, in the rooms that are given."""
    request = matter.problem.request[known.code]
    for session in request.roomed:
        if session.code in rooms:
            since, until = (matter.instant(at) for at in session.work(matter.minute(open_at)))
            room = matter.problem.room.get(rooms[session.code])
            yield Wish(
                project=known.code,
                kind="room",
                resource=rooms[session.code],
                purpose=session.code,
                from_at=since,
                until_at=until,
                setup=session.setup * MINUTE,
                turnover=session.turnover * MINUTE,
                shared=1 if room is None else room.lines,
            )


def _wishes(found: tuple[Claim, ...], rooms: dict[str, str], shift: Millis) -> Iterator[Wish]:
    """The room claims of a project as they would be."""
    for one in found:
        if one.kind == "room":
            yield Wish(
                project=one.project,
                kind=one.kind,
                resource=rooms.get(one.purpose, one.resource),
                purpose=one.purpose,
                from_at=one.from_at + shift,
                until_at=one.until_at + shift,
                setup=one.from_at - one.busy_from,
                turnover=one.busy_until - one.until_at,
                shared=one.shared,
                number=one.number,
            )


def _times(known: Project, open_at: Millis) -> dict[str, Millis | None]:
    shift = 0 if known.open_at is None else open_at - known.open_at
    gather_at = None if known.gather_at is None else known.gather_at + shift
    return {"open_at": open_at, "gather_at": gather_at, "draw_at": known.draw_at, "drawn_at": known.drawn_at}


def _no(code: str, args: Args | None = None, *, clashing: tuple[Clash, ...] = ()) -> DragVerdict:
    return DragVerdict(False, code, args or {}, clashing, (), None, None, None)


# --------------------------------------------------------------------------------------------------------------- acts


@act("dispatch.drop", "operator", "site_manager")
def drop(work: Work, *, project: str, open_at: Millis, rooms: dict[str, str], reason: str) -> None:
    """End of a drag: the project stands at ``open_at`` in ``rooms`` (by purpose) from now on, or nothing moves.

    A change of the opening time goes through the legal times (RB-01 to RB-03) as everywhere, a project without claims is placed
    by its method's template with the rooms given.
    """
    known = find_project(work, work.site, project)
    if known is None:
        raise Refused("projects.unknown", project=project)
    found = claims_of(work, work.site, project)
    matter = day_matter(work, work.site, day=day_of(open_at), now=work.now, free_agency_rooms=True)
    verdict = _separated(matter, project, open_at, rooms)
    if verdict is not None:
        raise Refused(verdict.code, **verdict.args)
    if not found:
        _first_place(work, known, open_at, rooms, reason)
        return
    change: dict[str, Any] = {"project": project, "places": {p: r for p, r in rooms.items() if _changes(found, p, r)}}
    if known.open_at is not None and open_at != known.open_at:
        change["open_at"] = open_at
    if len(change) == 1 or (not change["places"] and "open_at" not in change):
        raise Refused("planning.nothing_moved", project=project)
    bookings.apply(work, changes=[change], reason=reason)


def _changes(found: tuple[Claim, ...], purpose: str, room: str) -> bool:
    return any(one.kind == "room" and one.purpose == purpose and one.resource != room for one in found)


def _first_place(work: Work, known: Project, open_at: Millis, rooms: dict[str, str], reason: str) -> None:
    times = _times(known, open_at)
    if known.open_at is not None and open_at != known.open_at:
        amend_times(work, project=known.code, open_at=open_at, gather_at=times["gather_at"], reason=reason)
    method = method_of_project(known)
    wanted = []
    for need in method.needs:
        if need.kind == "room" and need.purpose in rooms:
            when = {"open_at": times["open_at"], "gather_at": times["gather_at"]}
            since, until = method.session(need, **when, minutes=known.minutes)
            what = {"kind": "room", "purpose": need.purpose, "resource": rooms[need.purpose]}
            wanted.append({**what, "from_at": since, "until_at": until})
    bookings.place(work, project=known.code, wanted=wanted, complete=1)


# -------------------------------------------------------------------------------------------------------------- views


@view
def drag(read: Reading, viewer: Principal, *, project: str, open_at: Millis, rooms: dict[str, str]) -> DragVerdict:
    """What would become of dragging a project there: legal times, clashes, cost. Fast enough while the pointer moves."""
    known = find_project(read, viewer.site, project)
    if known is None:
        return _no("projects.unknown", {"project": project})
    matter = seen_matter(read, viewer.site, day=day_of(open_at), free_agency_rooms=True)
    if project not in matter.projects:
        home = day_of(known.open_at) if known.open_at is not None else day_of(open_at)
        return _no("planning.other_day", {"project": project, "day": home})
    return _verdict(read, viewer, matter, known, open_at=open_at, rooms=rooms)


def _verdict(
    read: Reading, viewer: Principal, matter: DayMatter, known: Project, *, open_at: Millis, rooms: dict[str, str]
) -> DragVerdict:
    found = matter.claims.get(known.code, ())
    shift = 0 if known.open_at is None else open_at - known.open_at
    costs = _costs(matter, known.code, open_at, rooms)
    said = (
        _begun(matter, known, found, shift) or _legal(read, viewer.site, known, open_at)
        if shift
        else _begun(matter, known, found, 0)
    )
    wishes = _wishes(found, rooms, shift) if found else _first_wishes(matter, known, open_at, rooms)
    said = said or _unsuited(matter, known.code, rooms) or _clashing(read, viewer, matter, wishes)
    said = said or _separated(matter, known.code, open_at, rooms)
    verdict = said or DragVerdict(True, "", {}, (), (), None, None, None)
    advice = _advice(read, viewer, matter, known.code)
    return replace(verdict, cost_now=costs[0], cost_then=costs[1], advice=advice)


def _begun(matter: DayMatter, known: Project, found: tuple[Claim, ...], shift: Millis) -> DragVerdict | None:
    if known.code in matter.begun and (shift or known.phase not in ("opening", "assembling")):
        return _no("bookings.project_has_begun", {"project": known.code})
    return None


def _legal(read: Reading, site: str, known: Project, open_at: Millis) -> DragVerdict | None:
    """RB-01 to RB-04 by the rules of that day; whether a draw could still be made in time is asked when it is dropped."""
    asked = times_of(_times(known, open_at), method=known.method, sub_venues=known.sub_venues)
    if asked is None:
        return None
    midnight = at_local(day_of(open_at))
    refused = times_refused(midnight, asked, excused=excused_codes(read, site, known.code, asked))
    if refused is None:
        return None
    offers = [offer.at for one in advice_on(midnight, asked) for offer in one.offers if offer.field == "open_at"]
    return replace(_no(refused.code, refused.args_), offers=tuple(sorted(set(offers))))


def _unsuited(matter: DayMatter, project: str, rooms: dict[str, str]) -> DragVerdict | None:
    """A room of another type, too small, or without what the session needs."""
    for session in matter.problem.request[project].roomed:
        room = rooms.get(session.code, "")
        if room and room not in {one.code for one in matter.problem.eligible(session)}:
            return _no("planning.room_unsuited", {"room": room, "project": project})
    return None


def _clashing(read: Reading, viewer: Principal, matter: DayMatter, wishes: Iterable[Wish]) -> DragVerdict | None:
    secret = frozenset() if viewer.may(*SECRET_FOR) else secret_projects(read, viewer.site)
    others = [*matter.loose, *(one for some in matter.claims.values() for one in some)]
    found: list[Clash] = []
    first: Refused | None = None
    for wish in wishes:
        near = [
            one
            for one in others
            if one.resource == wish.resource and thing(one) == "room" and one.status != "displaced"
        ]
        standing = [one for one in near if one.project != wish.project]
        clashing = clashes(wish, standing)
        if clashing and first is None:
            first = in_the_way(wish, clashing, SECRET if clashing[0].project in secret else "")
        found += [_clash(one, wish, secret) for one in clashing]
    return None if first is None else _no(first.code, first.args_, clashing=tuple(found))


def _clash(one: Claim, wish: Wish, secret: frozenset[str]) -> Clash:
    project = SECRET if one.project in secret else one.project
    return Clash(project, one.resource, wish.purpose, one.busy_from, one.busy_until)


def _separated(matter: DayMatter, project: str, open_at: Millis, rooms: dict[str, str]) -> DragVerdict | None:
    """F10: nobody with a common bidder, agency or expert's unit near it at the same time."""
    place = _dragged(matter, project, open_at, rooms)
    if place is None:
        return None
    for one, other in too_close(matter.problem, {**matter.standing, project: place}):
        if project in (one, other):
            return _no("planning.too_near", {"one": one, "other": other})
    return None


def _dragged(matter: DayMatter, project: str, open_at: Millis, rooms: dict[str, str]) -> Place | None:
    request = matter.problem.request.get(project)
    if request is None:
        return None
    stands = matter.standing.get(project)
    there = {**({} if stands is None else stands.rooms), **rooms}
    wanted = {session.code for session in request.roomed}
    known = {code: room for code, room in there.items() if code in wanted and room in matter.problem.room}
    if set(known) != wanted:
        return None
    return Place(anchor=matter.minute(open_at), rooms=known)


def _costs(
    matter: DayMatter, project: str, open_at: Millis, rooms: dict[str, str]
) -> tuple[CostParts | None, CostParts | None]:
    now, then = matter.standing.get(project), _dragged(matter, project, open_at, rooms)
    return (
        None if now is None else cost_alone(matter.problem, project, now),
        None if then is None else cost_alone(matter.problem, project, then),
    )


def _advice(read: Reading, viewer: Principal, matter: DayMatter, project: str) -> Advice | None:
    """Where the newest answer of the solver for a whole day would put it."""
    newest = proposals.newest_answer(read, viewer.site, matter.problem.day, kinds=("day",))
    place = None if newest is None or newest.plan is None else newest.plan.placed.get(project)
    if newest is None or place is None or newest.day != matter.problem.day:
        return None
    request = matter.problem.request[project]
    if {session.code for session in request.roomed} != set(place.rooms):
        return None
    spot = Spot(matter.instant(place.anchor), dict(place.rooms))
    return Advice(newest.number, spot, cost_alone(matter.problem, project, place))
