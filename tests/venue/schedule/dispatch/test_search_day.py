"""The search on days of real size: at once, better as it goes on, the same twice when counted, stopped when asked."""

from __future__ import annotations

import pytest

from benchmarks.instances import day, week
from venue.schedule.dispatch.beside import companions, numbers_of, standings_of
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit, fitted
from venue.schedule.dispatch.ground import Ground
from venue.schedule.dispatch.neighbourhoods import Schedule, Walker
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Place, Problem, Request, Room, Session
from venue.schedule.dispatch.problem import faults as mistakes
from venue.schedule.dispatch.solve import solve
from venue.schedule.dispatch.state import State, Tally


@pytest.fixture(scope="module")
def busy_day() -> Problem:
    return day(1, 60, 30)


def test_the_same_seed_gives_the_same_day() -> None:
    assert day(3, 60, 30) == day(3, 60, 30)
    assert day(3, 60, 30) != day(4, 60, 30)


def test_the_made_days_are_problems_without_a_mistake() -> None:
    for made in (day(1, 120, 40), week(1)):
        assert mistakes(made) == ()


def test_first_fit_of_a_day_is_allowed_and_leaves_some_out(busy_day: Problem) -> None:
    plan = first_fit(busy_day)
    assert faults(busy_day, plan) == ()
    assert 0 < len(plan.refused) < 20


def test_each_plan_that_is_told_is_allowed_and_better_than_the_last(busy_day: Problem) -> None:
    told: list[Plan] = []
    solve(busy_day, seconds=0.4, deterministic=True, better=told.append)
    costs = [plan.cost.total for plan in told]
    assert costs == sorted(set(costs), reverse=True)
    assert len(costs) > 1
    assert all(faults(busy_day, plan) == () for plan in told)


def test_the_search_is_better_than_first_fit(busy_day: Problem) -> None:
    assert solve(busy_day, seconds=0.4, deterministic=True).cost.refused < first_fit(busy_day).cost.refused


def test_counted_work_gives_the_same_plan_twice(busy_day: Problem) -> None:
    once, again = (solve(busy_day, seconds=0.3, seed=5, deterministic=True) for _ in range(2))
    assert once == again


def test_another_seed_walks_another_way(busy_day: Problem) -> None:
    one, other = (solve(busy_day, seconds=0.3, seed=seed, deterministic=True) for seed in (1, 2))
    assert one.placed != other.placed


def test_stopping_at_once_keeps_first_fits_plan_or_better(busy_day: Problem) -> None:
    plan = solve(busy_day, seconds=60, stopped=lambda: True)
    assert plan.cost.total <= first_fit(busy_day).cost.total
    assert plan.elapsed_ms < 20_000


def test_a_companion_brings_allowed_plans(busy_day: Problem) -> None:
    ground = Ground(busy_day)
    begin = fitted(ground).at
    with companions(busy_day, begin, count=1, seed=1, seconds=20) as (companion,):
        assert companion._pipe.poll(60)
        standings, cost = next(companion.news(ground))
    assert cost < fitted(ground).cost
    assert faults(busy_day, ground.plan(standings, solver="test")) == ()


def test_standings_survive_the_way_to_another_process(busy_day: Problem) -> None:
    ground = Ground(busy_day)
    at = fitted(ground).at
    assert standings_of(ground, numbers_of(ground, at)) == at


def test_a_step_that_is_not_kept_leaves_no_trace(busy_day: Problem) -> None:
    ground = Ground(busy_day)
    walker = Walker(ground, fitted(ground).at, 1)
    for _ in range(200):
        walker.step(0.0)
    again = State(ground)
    again.adopt(walker.state.at)
    assert (again.cost, again.full) == (walker.state.cost, walker.state.full)
    assert [again.pools[n].over(0) for n in range(4)] == [walker.state.pools[n].over(0) for n in range(4)]


@pytest.mark.parametrize("seed", [1, 2])
def test_the_quick_look_at_full_rooms_overlooks_no_place(seed: int) -> None:
    ground = Ground(day(seed, 120, 40))
    state = fitted(ground)
    for request in range(0, 120, 7):
        if state.at[request] is not None:
            state.remove(request)
    for request, options in enumerate(ground.options):
        if state.at[request] is None:
            slow = [found for found in map(state.fit, options) if found is not None]
            cheapest = min(map(state.fee, slow), default=None)
            quick = state.best(request)
            assert (None if quick is None else state.fee(quick)) == cheapest


def test_a_schedule_cools_twice() -> None:
    schedule = Schedule(100.0)
    assert [round(schedule.warmth(at), 2) for at in (0, 14.99, 15, 57.5, 100, 120)] == [1.0, 0.0, 1.0, 0.5, 0.0, 0.0]


def test_a_tally_counts_each_slot() -> None:
    tally = Tally()
    for when, amount in ((0b0111, 3), (0b0110, 2), (0b1100, 1)):
        tally.add(when, amount)
    assert [tally.over(limit) for limit in (-1, 0, 1, 3, 5, 6)] == [-1, 0b1111, 0b0111, 0b0110, 0b0100, 0]


def test_taking_back_restores_the_tally() -> None:
    tally = Tally()
    tally.add(0b0111, 3)
    tally.add(0b0110, 2)
    tally.take(0b0111, 3)
    assert (tally.over(0), tally.over(1), tally.over(2)) == (0b0110, 0b0110, 0)


def _pinned() -> Problem:
    session = Session(code="s", minutes=60, types=("x",))
    stands = Request(code="R0", wish=60, sessions=(session,), pinned=Place(anchor=75, rooms={"s": "A"}))
    wants = Request(code="R1", weight=9, wish=60, earliest=0, latest=120, sessions=(session,))
    return Problem(rooms=(Room(code="A", type="x", closed=((60, 90),)),), requests=(stands, wants))


@pytest.mark.parametrize("way", ["first_fit", "solve", "flat"])
def test_what_is_pinned_stays_even_where_the_room_has_failed(way: str) -> None:
    from venue.schedule.dispatch.flat import flat

    ways = {
        "first_fit": first_fit,
        "solve": lambda problem: solve(problem, seconds=0.1, deterministic=True),
        "flat": lambda problem: flat(problem, seconds=2, workers=1),
    }
    plan = ways[way](_pinned())
    assert plan.placed["R0"] == Place(anchor=75, rooms={"s": "A"})
    assert plan.placed["R1"].anchor == 0
