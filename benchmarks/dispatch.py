"""Scheduling days that hold more than fits: first-fit, one flat CP-SAT model and our search, side by side in one run.

Every plan is judged by the independent check before its figures are told. With several seeds the figures are medians.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import NamedTuple

from benchmarks.figures import Figures, median, remark
from benchmarks.instances import day, week
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.solve import solve

SIZES: dict[int, Callable[[int], Problem]] = {
    60: lambda seed: day(seed, 60, 30),
    120: lambda seed: day(seed, 120, 40),
    250: lambda seed: day(seed, 250, 60),
    500: week,
}
PROVEN = 60
"""The size whose plan is proven, and the seconds that the proof has."""


class _Run(NamedTuple):
    """One seed: the three plans, and after how many seconds ours had its first answer."""

    first: Plan
    flat: Plan
    ours: Plan
    answered: float


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which sizes, how many days of each, how long."""
    parser.add_argument("--only", type=int, choices=sorted(SIZES), action="append", help="this size (may be repeated)")
    parser.add_argument("--seeds", type=int, default=1, help="days of each size, from the first seed on")
    parser.add_argument("--first-seed", type=int, default=1, help="the first seed")
    parser.add_argument("--seconds", type=float, default=40.0, help="for the flat model, and again for ours")
    parser.add_argument("--workers", type=int, default=2, help="for the flat model, and again for ours")
    parser.add_argument("--no-proof", action="store_true", help="do not prove the smallest day")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the figures of each size."""
    for size in chosen.only or sorted(SIZES):
        runs, gaps = [], []
        for seed in range(chosen.first_seed, chosen.first_seed + chosen.seeds):
            problem = SIZES[size](seed)
            run = _run(problem, chosen.seconds, chosen.workers)
            proven = size == PROVEN and not chosen.no_proof
            gaps.append(_proven_gap(problem, run.ours) if proven else run.ours.gap)
            runs.append(run)
            _remark(size, seed, run, gaps[-1])
        _tell(size, runs, gaps)


def _run(problem: Problem, seconds: float, workers: int) -> _Run:
    first = _judged(problem, first_fit(problem))
    answers: list[float] = []
    began = time.perf_counter()
    ours = solve(
        problem, seconds=seconds, workers=workers, better=lambda plan: answers.append(time.perf_counter() - began)
    )
    from venue.schedule.dispatch.flat import flat  # after ours: loading CP-SAT must not be in its first answer

    flatly = flat(problem, seconds=seconds, workers=workers)
    return _Run(first, _judged(problem, flatly), _judged(problem, ours), answers[0])


def _judged(problem: Problem, plan: Plan) -> Plan:
    """The plan, if the independent check finds nothing wrong with it."""
    wrong = faults(problem, plan)
    assert not wrong, wrong[:3]
    return plan


def _proven_gap(problem: Problem, plan: Plan) -> float:
    """How far the plan may be from the best, proven by HiGHS in a process of its own."""
    from venue.schedule.dispatch.proof import prove

    bound = max(plan.bound, prove(problem, plan, seconds=60).bound)
    cost = _cost(plan)
    return max(0.0, (cost - bound) / cost) if cost else 0.0


def _cost(plan: Plan) -> int:
    assert plan.cost is not None
    return plan.cost.total


def _remark(size: int, seed: int, run: _Run, gap: float) -> None:
    plans = (("first-fit", run.first), ("flat", run.flat), ("ours", run.ours))
    told = ", ".join(f"{name} {len(plan.placed)} placed at {_cost(plan)}" for name, plan in plans)
    share = len(run.ours.placed) / max(1, len(run.first.placed))
    ratio = _cost(run.ours) / max(1, _cost(run.flat))
    remark(f"{size} seed {seed}: {told}; placed x {share:.3f}, cost / flat {ratio:.3f}, gap {gap:.4f}")


def _tell(size: int, runs: list[_Run], gaps: list[float]) -> None:
    figures = Figures("dispatch")
    figures.tell(f"placed_first_fit_{size}", median(len(run.first.placed) for run in runs), "requests")
    figures.tell(f"placed_ours_{size}", median(len(run.ours.placed) for run in runs), "requests")
    figures.tell(f"cost_flat_{size}", median(_cost(run.flat) for run in runs), "cost")
    figures.tell(f"cost_ours_{size}", median(_cost(run.ours) for run in runs), "cost")
    figures.tell(f"cost_ratio_{size}", median(_cost(run.ours) / max(1, _cost(run.flat)) for run in runs), "1")
    figures.tell(f"gap_{size}", median(gaps), "1")
    figures.tell(f"first_answer_s_{size}", max(run.answered for run in runs), "s")
