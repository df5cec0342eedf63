"""Every plan of every search is allowed, by a check that knows no bits and no model; small ones are the best there is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.flat import flat
from venue.schedule.dispatch.plan import cost_of
from venue.schedule.dispatch.problem import Absence, Place, Pool, Problem, Request, Room, Session, Walk, Weights
from venue.schedule.dispatch.solve import solve

ROOMS = ("A", "B", "C")
CALM = settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
FEW = settings(CALM, max_examples=6)

# ------------------------------------------------------------------------------------------------------ problems by chance

spans = st.tuples(st.integers(0, 8), st.integers(1, 3)).map(lambda drawn: (drawn[0] * 30, (drawn[0] + drawn[1]) * 30))


@st.composite
def rooms(draw: st.DrawFn, code: str) -> Room:
    return Room(
        code=code,
        type=draw(st.sampled_from(["x", "y"])),
        capacity=draw(st.integers(2, 6)),
        lines=draw(st.sampled_from([1, 1, 2])),
        closed=tuple(draw(st.lists(spans, max_size=1))),
    )


@st.composite
def sessions(draw: st.DrawFn, number: int) -> Session:
    return Session(
        code=f"s{number}",
        offset=30 * draw(st.integers(0, 2)),
        minutes=30 * draw(st.integers(1, 3)),
        setup=draw(st.sampled_from([0, 15])),
        turnover=draw(st.sampled_from([0, 15])),
        types=draw(st.sampled_from([("x",), ("x", "y"), ()])),
        capacity=draw(st.integers(0, 4)),
        pools=draw(st.sampled_from([{}, {"p": 1}, {"p": 2}, {"p": 1, "q": 1}])),
    )


@st.composite
def requests(draw: st.DrawFn, number: int) -> Request:
    wish = 30 * draw(st.integers(1, 6))
    return Request(
        code=f"R{number}",
        weight=draw(st.integers(1, 3)),
        wish=wish,
        earliest=max(0, wish - 60),
        latest=wish + 60,
        sessions=tuple(draw(sessions(n)) for n in range(draw(st.integers(1, 2)))),
        parties=tuple(draw(st.lists(st.sampled_from("uv"), max_size=1))),
        after=("R0",) if number == 2 and draw(st.booleans()) else (),
    )


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    absent = (Absence(since=90, until=150, amount=1),) if draw(st.booleans()) else ()
    return Problem(
        hours=((0, 480),),
        rooms=tuple(draw(rooms(code)) for code in ROOMS),
        pools=(Pool(code="p", amount=draw(st.integers(2, 3)), store="C", absent=absent), Pool(code="q", amount=1)),
        requests=tuple(draw(requests(number)) for number in range(3)),
        near=(("A", "B"),),
        walks=(Walk(a="A", b="B", metres=5), Walk(a="A", b="C", metres=45), Walk(a="B", b="C", metres=20)),
        weights=Weights(refused=500),
    )


# ----------------------------------------------------------------------------------- the same rules, minute by quarter of hour


def allowed(problem: Problem, placed: dict[str, Place]) -> bool:
    """The form's rules, written down once more in the plainest way."""
    standing = [(problem.request[code], place) for code, place in placed.items()]
    busy = [(r, s, s.busy(place.anchor), place.rooms.get(s.code)) for r, place in standing for s in r.sessions]
    return (
        all(since >= 0 and until <= 480 for _, _, (since, until), _ in busy)
        and all(room is None or _suits(problem.room[room], s, span) for _, s, span, room in busy)
        and all(_enough(problem, busy, at) for at in range(0, 480, 15))
        and all(_apart(problem, one, other) for one, other in combinations(busy, 2))
        and all(_ended(problem, placed, code, first) for code in placed for first in problem.request[code].after)
    )


def _suits(room: Room, session: Session, span: tuple[int, int]) -> bool:
    open_ = all(until <= span[0] or span[1] <= since for since, until in room.closed)
    return open_ and room.type in session.types and room.capacity >= session.capacity


def _enough(problem: Problem, busy: list, at: int) -> bool:
    now = [(s, room) for _, s, (since, until), room in busy if since <= at < until]
    for room in problem.rooms:
        if sum(1 for _, taken in now if taken == room.code) > room.lines:
            return False
    for pool in problem.pools:
        gone = sum(a.amount for a in pool.absent if a.since <= at < a.until)
        taken = sum(s.pools.get(pool.code, 0) for s, _ in now)
        if taken and taken > pool.amount - gone:
            return False
    return True


def _apart(problem: Problem, one: tuple, other: tuple) -> bool:
    (r, _, (a, b), here), (q, _, (c, d), there) = one, other
    if r is q or not set(r.parties) & set(q.parties) or not here or not there or a >= d or c >= b:
        return True
    return here != there and {here, there} != {"A", "B"}


def _ended(problem: Problem, placed: dict[str, Place], code: str, first: str) -> bool:
    if first not in placed:
        return True
    begins = min(s.work(placed[code].anchor)[0] for s in problem.request[code].sessions)
    return max(s.work(placed[first].anchor)[1] for s in problem.request[first].sessions) <= begins


def places(problem: Problem, request: Request) -> Iterator[Place | None]:
    yield None
    for anchor in request.anchors:
        suited = [[room.code for room in problem.rooms if _fits(room, s)] for s in request.roomed]
        for chosen in product(*suited):
            yield Place(anchor=anchor, rooms={s.code: room for s, room in zip(request.roomed, chosen, strict=True)})


def _fits(room: Room, session: Session) -> bool:
    return room.type in session.types and room.capacity >= session.capacity


def least(problem: Problem) -> int:
    """The cost of the best plan, by trying every one of them that each request alone allows."""
    alone = [
        [place for place in places(problem, request) if place is None or allowed(problem, {request.code: place})]
        for request in problem.requests
    ]
    found = []
    for chosen in product(*alone):
        placed = {r.code: place for r, place in zip(problem.requests, chosen, strict=True) if place is not None}
        cost = cost_of(problem, placed).total
        if (not found or cost < found[-1]) and allowed(problem, placed):
            found.append(cost)
    return found[-1]


# ----------------------------------------------------------------------------------------------------------------- tests


@given(problems())
@CALM
def test_first_fit_is_allowed(problem: Problem) -> None:
    plan = first_fit(problem)
    assert allowed(problem, plan.placed)
    assert faults(problem, plan) == ()


@given(problems())
@CALM
def test_the_search_is_allowed_and_never_below_first_fit(problem: Problem) -> None:
    plan = solve(problem, seconds=0.2, deterministic=True)
    assert faults(problem, plan) == ()
    assert plan.cost.total <= first_fit(problem).cost.total


@given(problems())
@CALM
def test_the_search_finds_and_proves_the_best_of_small_problems(problem: Problem) -> None:
    plan = solve(problem, seconds=0.3, deterministic=True)
    assert allowed(problem, plan.placed)
    assert (plan.cost.total, plan.proven) == (least(problem), True)


@given(problems())
@FEW
def test_the_flat_model_finds_the_same(problem: Problem) -> None:
    plan = flat(problem, seconds=5, workers=1)
    assert faults(problem, plan) == ()
    assert plan.cost.total == least(problem)


@given(problems())
@FEW
def test_bounds_are_never_above_the_best(problem: Problem) -> None:
    best = least(problem)
    assert first_fit(problem).bound <= best
    assert flat(problem, seconds=5, workers=1).bound <= best


def test_the_check_of_these_tests_sees_a_double_booking() -> None:
    session = Session(code="s", minutes=60, types=("x",))
    twins = tuple(Request(code=code, wish=60, sessions=(session,)) for code in ("R0", "R1"))
    problem = Problem(hours=((0, 480),), rooms=(Room(code="A", type="x"),), requests=twins)
    both = {code: Place(anchor=60, rooms={"s": "A"}) for code in ("R0", "R1")}
    assert not allowed(problem, both)


@pytest.mark.parametrize("seconds", [0.0, 0.01, 0.3])
def test_however_short_the_time_there_is_a_plan(seconds: float) -> None:
    session = Session(code="s", minutes=60, types=("x",))
    asked = Request(code="R0", wish=60, earliest=60, latest=60, sessions=(session,))
    plan = solve(Problem(rooms=(Room(code="A", type="x"),), requests=(asked,)), seconds=seconds)
    assert plan.placed == {"R0": Place(anchor=60, rooms={"s": "A"})}
