"""Replanning a running day: how long until the smallest change is proven, how many requests move, how many answers are proven.

Each day has its plan in force and one event at a time: an evaluation at work lasts 2 h longer, a room fails, an opening is set
half an hour later. Beside each answer stands first-fit repair, which may never cancel less. Every plan is judged by the checker.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from benchmarks.figures import Figures, median, remark
from benchmarks.instances import day
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.problem import Minute, Place, Problem, Request
from venue.schedule.dispatch.repair import Repair, Repaired, first_fit_repair, present, repair
from venue.schedule.dispatch.repair_events import opening_moved, overrun, room_failed
from venue.schedule.dispatch.repair_model import ChangeModel

SIZES = {120: 40, 250: 60}
"""Rooms by the number of requests."""
LIMITS = {120: 10.0, 250: 30.0}
CLOSING = 21 * 60


class Event(NamedTuple):
    """What happened, and the day that came of it."""

    name: str
    problem: Problem


class Run(NamedTuple):
    """One answer, when it was there and when the first one was."""

    seconds: float
    first: float
    found: Repaired


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which days."""
    parser.add_argument("--seeds", type=int, default=3, help="days of each size")
    parser.add_argument("--only", type=int, choices=sorted(SIZES), help="one size only")
    parser.add_argument("--seconds", type=float, help="limit for each answer")
    parser.add_argument("--now", type=int, default=600, help="minute of the day at which it happens")
    parser.add_argument("--plan", choices=("first_fit", "solve"), default="first_fit", help="the plan in force")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the median time, moves and first answer, and the share of proven answers, for each size."""
    assert ChangeModel, "the solver is imported before anything is timed, as in a solver's process that waits for work"
    figures = Figures("replan")
    for size in [chosen.only] if chosen.only else sorted(SIZES):
        runs = [run for seed in range(1, chosen.seeds + 1) for run in _runs(size, seed, chosen)]
        figures.tell(f"seconds_{size}", median(run.seconds for run in runs), "s")
        figures.tell(f"first_s_{size}", max(run.first for run in runs), "s")
        figures.tell(f"moved_{size}", median(run.found.change.moved for run in runs), "requests")
        figures.tell(f"proven_{size}", sum(run.found.proven for run in runs) / len(runs), "share")


def _runs(size: int, seed: int, chosen: argparse.Namespace) -> Iterator[Run]:
    problem = day(seed, size, SIZES[size])
    before = _plan(problem, chosen.plan)
    for event in events(problem, before, chosen.now):
        task = Repair(problem=event.problem, before=before, now=chosen.now)
        run = _run(task, chosen.seconds or LIMITS[size], seed)
        simple = first_fit_repair(task)
        assert run.found.change.cancelled <= simple.change.cancelled
        assert not faults(present(task).problem, run.found.plan)
        told = f"{tuple(run.found.change[:4])} proven={run.found.proven} {run.seconds:.2f} s"
        remark(f"{size} seed {seed} {event.name}: first-fit {tuple(simple.change[:4])}, ours {told}")
        yield run


def _run(task: Repair, seconds: float, seed: int) -> Run:
    told: list[float] = []
    began = time.perf_counter()
    found = repair(task, seconds=seconds, seed=seed, better=lambda _: told.append(time.perf_counter()))
    return Run(time.perf_counter() - began, told[0] - began, found)


def _plan(problem: Problem, kind: str) -> dict[str, Place]:
    if kind == "first_fit":
        return first_fit(problem).placed
    from venue.schedule.dispatch.solve import solve

    return solve(problem, seconds=10, seed=1).placed


def events(problem: Problem, before: Mapping[str, Place], now: Minute) -> Iterator[Event]:
    """The three events, each where it hurts most: the busiest successor, the fullest room, the longest chain."""
    standing = {code: problem.request[code] for code in sorted(before)}
    running = [code for code, request in standing.items() if _evaluating(request, before[code], now)]
    if running:
        late = max(running, key=lambda code: _followers(problem, before, code))
        yield Event("overrun", overrun(problem, late, "evaluation", 120))
    coming = [code for code, request in standing.items() if _begins(request, before[code]) > now]
    rooms = Counter(room for code in coming for room in before[code].rooms.values() if problem.room[room].lines == 1)
    fullest = max(sorted(rooms), key=lambda room: rooms[room])
    yield Event("room failure", room_failed(problem, fullest, now, CLOSING))
    later = [code for code in coming if _begins(standing[code], before[code]) > now + 60]
    chain = max(later, key=lambda code: (len(standing[code].sessions), code))
    yield Event("opening moved", opening_moved(problem, chain, before[chain].anchor + 30))


def _begins(request: Request, place: Place) -> Minute:
    return place.anchor + min(session.offset for session in request.sessions)


def _evaluating(request: Request, place: Place, now: Minute) -> bool:
    works = (session.work(place.anchor) for session in request.sessions if session.code == "evaluation")
    return any(since <= now < until for since, until in works)


def _followers(problem: Problem, before: Mapping[str, Place], code: str) -> int:
    """How many sessions begin in the room of the evaluation in the two hours after it."""
    session = next(s for s in problem.request[code].sessions if s.code == "evaluation")
    room, end = before[code].rooms["evaluation"], session.busy(before[code].anchor)[1]
    return sum(
        place.rooms[theirs.code] == room and end <= theirs.busy(place.anchor)[0] < end + 120
        for other, place in before.items()
        for theirs in problem.request[other].roomed
    )
