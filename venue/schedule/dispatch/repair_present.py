"""The day that is left at ``now``, as a problem of its own: what has begun is pinned, what lies in the past is no choice.

A request that has begun keeps its opening time and the rooms in which people are at work. If such a room fails, that session
alone must go, for the rest of its time; if a later session's room is taken by somebody who has begun too, that session may
find another. Both are told as forced. Every plan of this problem can be judged by :mod:`venue.schedule.dispatch.check`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from venue.schedule.dispatch.problem import Minute, Place, Problem, Request, Session, Span
from venue.schedule.dispatch.repair_forms import Repair

NEVER_IF_AVOIDABLE = 1000
"""The weight of a request that has begun: cancelling it is interrupting people at work."""


class Present(NamedTuple):
    """The day that is left: its problem, the plan in force as far as it matters, and who has begun but can not stay."""

    problem: Problem
    before: Mapping[str, Place]
    forced: frozenset[str]


def present(task: Repair) -> Present:
    """The requests of the plan in force, each with what may still be chosen for it."""
    standing = [request for request in task.problem.requests if request.code in task.before]
    begun = {r.code: task.before[r.code] for r in standing if r.pinned is not None or begins(r, task) <= task.now}
    forced = frozenset(code for code in begun if _must_go(task, begun, code))
    left = tuple(_left(task, request, begun, forced) for request in standing)
    before = {request.code: task.before[request.code] for request in standing}
    return Present(replace(task.problem, requests=left), before, forced)


def begins(request: Request, task: Repair) -> Minute:
    """When the first people of a standing request are at work."""
    return task.before[request.code].anchor + min(session.offset for session in request.sessions)


def _left(task: Repair, request: Request, begun: Mapping[str, Place], forced: frozenset[str]) -> Request:
    after = tuple(code for code in request.after if code in task.before)
    place = task.before[request.code]
    if request.code in forced:
        sessions = tuple(_held(task, session, place) for session in request.sessions)
        weight = max(request.weight, NEVER_IF_AVOIDABLE)
        told = {"starts": (place.anchor,), "pinned": None, "weight": weight}
        return replace(request, sessions=sessions, after=after, **told)
    if request.code in begun:
        return replace(request, pinned=place, after=after)
    earliest = task.now - min(session.offset for session in request.sessions)
    starts = tuple(anchor for anchor in request.anchors if anchor > earliest)
    return replace(request, starts=starts, earliest=1, latest=0, after=after)


def _held(task: Repair, session: Session, place: Place) -> Session:
    """A session of a request that has begun: where people are at work they stay, unless the room fails."""
    start, end = session.work(place.anchor)
    if start > task.now or not session.has_room or end <= task.now:
        return _stays(task.problem, session, place) if session.has_room and start <= task.now else session
    if not _fails(task, session, place):
        return _stays(task.problem, session, place)
    # What is over needs no room any more: the rest of the session takes its new room from now on.
    return replace(session, offset=task.now - place.anchor, minutes=end - task.now, setup=0)


def _stays(problem: Problem, session: Session, place: Place) -> Session:
    room = problem.room[place.rooms[session.code]]
    return replace(session, rooms=(room.code,), capacity=min(session.capacity, room.capacity), features=())


def _must_go(task: Repair, begun: Mapping[str, Place], code: str) -> bool:
    request, place = task.problem.request[code], begun[code]
    return any(_fails(task, s, place) or _taken(task, begun, request, s) for s in request.roomed)


def _fails(task: Repair, session: Session, place: Place) -> bool:
    """Whether the session's room is closed at a time that is still to come."""
    start, end = session.work(place.anchor)
    closed = task.problem.room[place.rooms[session.code]].closed
    return any(max(start, since, task.now) < min(end, until) for since, until in closed)


def _taken(task: Repair, begun: Mapping[str, Place], request: Request, session: Session) -> bool:
    """Whether a session that is still to come stands in a room that others who have begun hold at that time."""
    place = begun[request.code]
    if session.work(place.anchor)[0] <= task.now:
        return False
    room, mine = task.problem.room[place.rooms[session.code]], session.busy(place.anchor)
    others = [
        span
        for code, other in begun.items()
        if code != request.code
        for span in _inside(task.problem.request[code], other, room.code)
    ]
    return most_at_once(mine, others) >= room.lines


def most_at_once(span: Span, others: Sequence[Span]) -> int:
    """How many of the other spans lie over one instant of the span, at most."""
    instants = [span[0], *(since for since, _ in others if span[0] <= since < span[1])]
    return max(sum(since <= at < until for since, until in others) for at in instants)


def _inside(request: Request, place: Place, room: str) -> list[Span]:
    return [session.busy(place.anchor) for session in request.roomed if place.rooms[session.code] == room]
