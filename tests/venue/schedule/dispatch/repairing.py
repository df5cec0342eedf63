"""A small running day for tests of replanning: three works in two evaluation rooms, of which one is about to overrun."""

from __future__ import annotations

from itertools import product
from typing import Any

from msgspec.structs import replace

from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.plan import Plan, Refusal, cost_of
from venue.schedule.dispatch.problem import Place, Pool, Problem, Request, Room, Session
from venue.schedule.dispatch.repair import Repair, present
from venue.schedule.dispatch.repair_forms import Change, change_of

TEN, TWO = 600, 840
HOURS = ((480, 1200),)


def works(code: str, wish: int, minutes: int = 120, **more: Any) -> Request:
    session = Session(code="evaluation", minutes=minutes, turnover=30, types=("evaluation",), capacity=5)
    window = {"earliest": wish - 120, "latest": wish + 240} | {k: v for k, v in more.items() if k != "sessions"}
    return Request(code=code, wish=wish, sessions=more.get("sessions", (session,)), **window)


def room(code: str, capacity: int = 7, **more: Any) -> Room:
    return Room(code=code, type="evaluation", capacity=capacity, **more)


def at(anchor: int, evaluation: str) -> Place:
    return Place(anchor=anchor, rooms={"evaluation": evaluation})


def running_day(**more: Any) -> Problem:
    """G01 in E1 from 10:00 to 13:30, G08 in E1 from 14:00, G03 in E2 until noon; E3 is for small committees only."""
    asked = {
        "hours": HOURS,
        "rooms": (room("E1"), room("E2"), room("E3", 3)),
        "requests": (works("G01", TEN, 210, people=9), works("G08", TWO, people=6), works("G03", TEN, people=4)),
    }
    return Problem(**asked | more)


BEFORE = {"G01": at(TEN, "E1"), "G08": at(TWO, "E1"), "G03": at(TEN, "E2")}


def judged(task: Repair, placed: dict[str, Place]) -> list[str]:
    """The faults that the judge finds in a repaired plan of the day that is left."""
    problem = present(task).problem
    refused = tuple(Refusal(request=r.code, code="none") for r in problem.requests if r.code not in placed)
    return [
        fault.code for fault in faults(problem, Plan(placed=placed, refused=refused, cost=cost_of(problem, placed)))
    ]


def least_change(task: Repair) -> Change:
    """The smallest change there is, by trying every plan; the judge says which are legal."""
    day = present(task)
    found = []
    for chosen in product(*(_places(day.problem, request) for request in day.problem.requests)):
        placed = {r.code: one for r, one in zip(day.problem.requests, chosen, strict=True) if one is not None}
        change = change_of(day.problem, day.before, placed, 0)
        if (not found or change < min(found)) and not judged(task, placed):
            found.append(change)
    return min(found)


def _places(problem: Problem, request: Request) -> list[Place | None]:
    if request.pinned is not None:
        return [request.pinned]
    codes = [session.code for session in request.roomed]
    rooms = [[one.code for one in problem.eligible(session)] for session in request.roomed]
    every = product(request.anchors, product(*rooms))
    return [None, *(Place(anchor=anchor, rooms=dict(zip(codes, chosen, strict=True))) for anchor, chosen in every)]


def witnesses(amount: int) -> tuple[Pool, ...]:
    return (Pool(code="witness_line", kind="witness", amount=amount),)


def with_session(request: Request, **more: Any) -> Request:
    return replace(request, sessions=tuple(replace(session, **more) for session in request.sessions))
