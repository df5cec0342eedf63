"""What goes wrong on a day, told as the day that comes of it: a session lasts longer, a room fails, an opening is set anew."""

from __future__ import annotations

from msgspec.structs import replace

from venue.schedule.dispatch.problem import Minute, Problem, Request, Room


def overrun(problem: Problem, request: str, session: str, minutes: int) -> Problem:
    """The session of the request lasts so many minutes longer, and every later session of it begins as it was planned."""
    known = problem.request[request]
    sessions = tuple(replace(s, minutes=s.minutes + minutes) if s.code == session else s for s in known.sessions)
    return _with_request(problem, replace(known, sessions=sessions))


def room_failed(problem: Problem, room: str, since: Minute, until: Minute) -> Problem:
    """The room can not be used between two minutes."""
    return _with_room(problem, replace(problem.room[room], closed=(*problem.room[room].closed, (since, until))))


def opening_moved(problem: Problem, request: str, to: Minute) -> Problem:
    """The request opens at ``to`` and at no other time."""
    return _with_request(problem, replace(problem.request[request], wish=to, starts=(to,)))


def _with_request(problem: Problem, changed: Request) -> Problem:
    return replace(problem, requests=tuple(changed if r.code == changed.code else r for r in problem.requests))


def _with_room(problem: Problem, changed: Room) -> Problem:
    return replace(problem, rooms=tuple(changed if r.code == changed.code else r for r in problem.rooms))
