"""A prover beside the search: its bound and its better plan are taken, and without it the search is as good as before."""

from __future__ import annotations

from time import sleep

import pytest

from benchmarks.instances import day
from venue.core.acts import Refused
from venue.schedule.dispatch import proved, solve
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.proof import Proof


@pytest.fixture
def small() -> Problem:
    return day(3, 8, 30)


def cost(plan: Plan | None) -> int:
    assert plan is not None
    assert plan.cost is not None
    return plan.cost.total


def test_a_proof_beside_gives_a_bound_and_a_plan_that_is_no_worse(small: Problem) -> None:
    begun = first_fit(small)
    prover = proved.Beside(small, begun, seconds=20)
    while not prover.ended:
        sleep(0.05)
    found = prover.close()
    assert found is not None
    assert found.bound <= cost(found.plan) <= cost(begun)


def test_the_search_takes_what_the_prover_found(small: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proved, "WORTHWHILE_S", 1.0)
    found = solve.solve(small, seconds=8)
    assert found.proven
    assert faults(small, found) == ()


def test_a_proof_that_cannot_be_run_leaves_the_search_its_plan(small: Problem, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*args: object, **more: object) -> Proof:
        raise Refused("dispatch.proof_failed", fault="ended")

    monkeypatch.setattr(proved, "WORTHWHILE_S", 1.0)
    monkeypatch.setattr(proved, "prove", broken)
    found = solve.solve(small, seconds=2)
    assert cost(found) <= cost(first_fit(small))


def test_a_large_day_and_a_short_time_have_no_prover(small: Problem) -> None:
    assert not proved.is_provable(small, 5.0)
    assert not proved.is_provable(day(1, 120, 40), 40.0)
    assert proved.is_provable(small, 40.0)
