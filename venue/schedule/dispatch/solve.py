"""The search that answers at once and gets better while one waits.

First-fit answers in milliseconds. Then walkers (:mod:`venue.schedule.dispatch.neighbourhoods`) improve the plan, one in this
process and one in each further process. What is small enough is given to CP-SAT in the last part of the time, which closes the last
gaps and proves small plans best; a day of up to 80 requests has HiGHS beside the walk instead, which bounds it and often finds the
plan that the walk misses. Stopping at any time keeps the best.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from venue.schedule.dispatch.beside import Companion, companions
from venue.schedule.dispatch.first_fit import fitted
from venue.schedule.dispatch.ground import Ground, Standing
from venue.schedule.dispatch.neighbourhoods import Schedule, Standings, Walker
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.proof import Proof
from venue.schedule.dispatch.proved import ENDING_S, Beside, is_provable
from venue.schedule.dispatch.state import State

SOLVER = "search"
STEPS_A_SECOND = 500
"""What a second stands for when the work is counted instead of the time."""
POLISHED = 0.25
"""The share of the time that is left to CP-SAT when the problem is small enough for it."""
WHOLE = 25_000
"""Seats (a session in a room at an anchor) up to which the whole problem is given to CP-SAT. Beyond, it found next to nothing."""
TINY = 1_500
"""Seats up to which CP-SAT is asked however short the time: it proves such a plan in a blink."""
POLISH_FROM = 6.0
"""Seconds below which, beyond the tiny, loading CP-SAT would cost more than it gives."""
FIRST = 0.3
"""The share of the time in which the walk is alone before the prover starts from its plan: a good plan spares it most columns."""
SLICE = 40
"""Steps between two looks at the clock."""

Stopped = Callable[[], bool]
Better = Callable[[Plan], None]


@dataclass
class _Search:
    """The best so far, and who is to hear of it."""

    ground: Ground
    better: Better
    stopped: Stopped
    counted: bool
    began: float
    best: Standings = field(default_factory=list)
    cost: int | None = None
    bound: int = 0

    def offer(self, standings: Sequence[Standing | None], cost: int) -> None:
        """Keep a plan if it is better than the best, and tell it."""
        if self.cost is None or cost < self.cost:
            self.best, self.cost = list(standings), cost
            self.better(self.plan())

    def plan(self) -> Plan:
        """The best so far as a plan."""
        return self.ground.plan(
            self.best,
            solver=SOLVER,
            bound=self.bound,
            elapsed_ms=0 if self.counted else round(1000 * (time.monotonic() - self.began)),
        )

    @property
    def finished(self) -> bool:
        """Whether nothing better can be found, or nobody wants it any more."""
        return (self.cost is not None and self.cost <= self.bound) or self.stopped()


def solve(
    problem: Problem,
    *,
    seconds: float,
    workers: int = 2,
    seed: int = 0,
    deterministic: bool = False,
    stopped: Stopped = lambda: False,
    better: Better = lambda plan: None,
) -> Plan:
    """The best plan that is found in so many seconds of the wall's clock; never worse than first-fit, however short the time.

    ``better`` hears each better plan, the first at once; ``stopped`` is asked often and ends the search. ``deterministic``: in one
    process with counted work, so that the same problem, seed and seconds give the same plan on every machine.
    """
    began = time.monotonic()
    ground = Ground(problem)
    search = _Search(ground, better, stopped, deterministic, began, bound=ground.least)
    for frugal in (False, True):
        state = fitted(ground, frugal=frugal)
        search.offer(state.at, state.cost)
    if not search.finished:
        if deterministic:
            _counted(search, seconds, seed)
        else:
            _timed(search, seconds, workers, seed)
    return search.plan()


def _counted(search: _Search, seconds: float, seed: int) -> None:
    steps = max(1, round(seconds * STEPS_A_SECOND))
    walker, schedule = Walker(search.ground, search.best, seed), Schedule(steps)
    for done in range(steps):
        if done % SLICE == 0 and search.finished:
            return
        if walker.step(schedule.warmth(done)):
            search.offer(walker.best, walker.least)
    if _is_polished(search.ground, seconds):
        _polish(search, 0.2 * seconds, seed)


def _timed(search: _Search, seconds: float, workers: int, seed: int) -> None:
    if workers > 1 and is_provable(search.ground.problem, seconds):
        _beside_a_proof(search, seconds, seed)
        return
    polished = _is_polished(search.ground, seconds)
    walks = seconds * (1.0 - POLISHED) if polished else seconds
    with companions(search.ground.problem, search.best, count=workers - 1, seed=seed, seconds=seconds) as beside:
        _walk(search, walks, seed, beside)
        if polished and not search.finished:
            _polish(search, search.began + seconds - time.monotonic(), seed)
        _hear(search, beside)


def _beside_a_proof(search: _Search, seconds: float, seed: int) -> None:
    _walk(search, FIRST * seconds, seed, ())
    if search.finished:
        return
    left = search.began + seconds - ENDING_S - time.monotonic()
    prover = Beside(search.ground.problem, search.plan(), seconds=left)
    try:
        _walk(search, seconds - ENDING_S, seed + 1, (), prover)
    finally:
        proof = prover.close()
    if proof is not None:
        _take(search, proof)


def _take(search: _Search, proof: Proof) -> None:
    """The bound counts whoever found the better plan; the prover's plan is taken when it is the better one."""
    search.bound = max(search.bound, proof.bound)
    if proof.plan is not None and proof.plan.cost is not None:
        ground, placed = search.ground, proof.plan.placed
        requests = enumerate(ground.problem.requests)
        standings = [ground.standing(i, placed[r.code]) if r.code in placed else None for i, r in requests]
        search.offer(standings, proof.plan.cost.total)


def _walk(
    search: _Search, seconds: float, seed: int, beside: Sequence[Companion], prover: Beside | None = None
) -> None:
    walker, schedule = Walker(search.ground, search.best, seed), Schedule(seconds)
    while (passed := time.monotonic() - search.began) < seconds and not search.finished:
        if prover is not None:
            search.bound = max(search.bound, prover.bound)
            if prover.ended:
                return
        warmth = schedule.warmth(passed)
        for _ in range(SLICE):
            walker.step(warmth)
        search.offer(walker.best, walker.least)
        _hear(search, beside)
        if schedule.turned(passed) and search.cost is not None and search.cost < walker.least:
            walker.adopt(search.best)


def _hear(search: _Search, beside: Sequence[Companion]) -> None:
    """What the others found; each hears of what is better than its own."""
    for companion in beside:
        for standings, cost in companion.news(search.ground):
            search.offer(standings, cost)


# -------------------------------------------------------------------------------------------------------------- polishing


def _movable(ground: Ground) -> list[int]:
    return [i for i, options in enumerate(ground.options) if options and options[0].pinned is None]


def _is_polished(ground: Ground, seconds: float) -> bool:
    options = [option for i in _movable(ground) for option in ground.options[i]]
    seats = sum(len(part.rooms) for option in options for part in option.parts) + len(options)
    return 0 < seats <= (WHOLE if seconds >= POLISH_FROM else TINY)


def _polish(search: _Search, seconds: float, seed: int) -> None:
    """Give the whole problem to CP-SAT with the best so far as its hint; keep what is better, and what it proves."""
    until = time.monotonic() + seconds
    from venue.schedule.dispatch.window import Effort, improve_window  # the solver's library takes a second to load

    if not search.counted:
        seconds = until - time.monotonic()
    if seconds <= 0:
        return
    state = State(search.ground)
    state.adopt(search.best)
    free = _movable(search.ground)
    found = improve_window(state, free, Effort(seconds, seed=seed, counted=search.counted), search.stopped)
    if found is None:
        return
    for request in free:
        if state.at[request] is not None:
            state.remove(request)
    for standing in found.standings:
        state.place(standing)
    search.bound = max(search.bound, found.bound)
    search.offer(state.at, state.cost)
