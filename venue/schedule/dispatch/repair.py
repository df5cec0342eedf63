"""Replanning a running day with the smallest change (F12, X1, X22): nobody who has started moves, and few others do.

Least weight cancelled, then fewest requests moved, then fewest people told, then fewest minutes away from the plan in force, then
the day's cost. There is an answer at once, and better ones as they come; the last one is proven where time allows:

1. first-fit repair, what a careful operator does (:mod:`venue.schedule.dispatch.repair_first`);
2. chains, in which one moves so that another finds its place (:mod:`venue.schedule.dispatch.repair_chain`);
3. a model that lets only few move and leaves the rest of the day loose, so that its answer is a bound for the whole day; whoever
   would leave its place joins the model, until nobody does (:mod:`venue.schedule.dispatch.repair_model`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from enum import Enum
from typing import TYPE_CHECKING

from venue.schedule.dispatch.ground import Standing
from venue.schedule.dispatch.plan import Plan, cost_of
from venue.schedule.dispatch.repair_chain import Chains
from venue.schedule.dispatch.repair_first import Scene, first_fitted, kept
from venue.schedule.dispatch.repair_forms import Change, Moved, Repair, Repaired, as_json, read_repair
from venue.schedule.dispatch.repair_present import present
from venue.schedule.dispatch.repair_reasons import cancelled_of, moves_of
from venue.schedule.dispatch.state import State

if TYPE_CHECKING:
    from venue.schedule.dispatch.repair_model import Answer

__all__ = [
    "Change",
    "Moved",
    "Repair",
    "Repaired",
    "alternatives",
    "as_json",
    "first_fit_repair",
    "present",
    "read_repair",
    "repair",
]

NEARBY = 0.4
"""The share of the time that is left which looking for a better plan may take before the next question for a bound."""

FIRST_FIT, LEAST_CHANGE = "first_fit", "least_change"

Standings = Sequence[Standing | None]


def _never() -> bool:
    return False


def _nobody(_: Repaired) -> None:
    return None


def first_fit_repair(task: Repair) -> Repaired:
    """Whoever still fits stays; the others go to the nearest time with free rooms, or lose their place. Milliseconds."""
    began = time.monotonic()
    scene = Scene(task)
    state = first_fitted(scene)
    elapsed = round(1000 * (time.monotonic() - began))
    return _told(scene, state.at, bound=Change(0, 0, 0, 0, 0), proven=False, elapsed_ms=elapsed, kind=FIRST_FIT)


def repair(
    task: Repair,
    *,
    seconds: float,
    workers: int = 2,
    seed: int = 0,
    deterministic: bool = False,
    stopped: Callable[[], bool] = _never,
    better: Callable[[Repaired], None] = _nobody,
) -> Repaired:
    """The smallest change that makes the plan in force fit the day as it is, as far as it is found in ``seconds``.

    ``better`` hears every better answer, the first at once; ``stopped`` is asked often, and the best so far is kept.
    ``deterministic``: seconds are counted by the work done and not by the clock, so that the same task gives the same answer
    on every machine. The proof runs on one thread whatever ``workers`` allows, because two prove less
    (:mod:`venue.schedule.dispatch.repair_model`). Never cancels more than :func:`first_fit_repair`.
    """
    del workers
    return _Search(task, _Clock(seconds, counted=deterministic), seed=seed, stopped=stopped, better=better).run()


def alternatives(
    task: Repair,
    *,
    seconds: float,
    workers: int = 2,
    seed: int = 0,
    deterministic: bool = False,
    stopped: Callable[[], bool] = _never,
    better: Callable[[Repaired], None] = _nobody,
) -> tuple[Repaired, ...]:
    """The smallest change and, where it is another plan, first-fit repair beside it: fewer moves, but more cancellations."""
    found = repair(
        task,
        seconds=seconds,
        workers=workers,
        seed=seed,
        deterministic=deterministic,
        stopped=stopped,
        better=better,
    )
    simple = first_fit_repair(task)
    return (found,) if simple.plan.placed == found.plan.placed else (found, simple)


class _Stage(Enum):
    """The parts of a change that are made small together."""

    DISTURBANCE = "cancelled and moved"
    TROUBLE = "told and displaced"


class _Clock:
    """How much of the time is left: of the wall's or, counted, of the work done."""

    def __init__(self, seconds: float, *, counted: bool) -> None:
        self.seconds, self.counted = seconds, counted
        self._began, self._spent = time.monotonic(), 0.0

    def spend(self, seconds: float) -> None:
        """So much work was done."""
        self._spent += seconds

    @property
    def elapsed(self) -> float:
        """Seconds since the beginning."""
        return self._spent if self.counted else time.monotonic() - self._began

    @property
    def left(self) -> float:
        """Seconds to go."""
        return max(0.0, self.seconds - self.elapsed)


class _Search:
    """One search for the smallest change."""

    def __init__(
        self,
        task: Repair,
        clock: _Clock,
        *,
        seed: int,
        stopped: Callable[[], bool],
        better: Callable[[Repaired], None],
    ) -> None:
        self.scene, self.clock, self.seed = Scene(task), clock, seed
        self.stopped, self.better = stopped, better
        self.chains = Chains(self.scene)
        self.best: Standings = ()
        self.change = Change(0, 0, 0, 0, 0)
        self.bound = Change(0, 0, 0, 0, 0)
        self.kind = FIRST_FIT
        self.movers = self._driven_out()

    def run(self) -> Repaired:
        """First-fit, chains, proof; the best is told at each step."""
        first = first_fitted(self.scene)
        self._take(first.at, FIRST_FIT)
        self._fill(first)
        self._fill(kept(self.scene))
        proven = self._settle(_Stage.DISTURBANCE) and self._settle(_Stage.TROUBLE)
        self._polish()
        return self._answer(proven=proven)

    def _driven_out(self) -> set[int]:
        state = kept(self.scene)
        return {index for index in self.scene.free if state.at[index] is None}

    # ------------------------------------------------------------------------------------------------------------- better

    def _take(self, standings: Standings, kind: str) -> None:
        """Keep the standings and tell them if they change less."""
        change = self.scene.change(standings)
        if self.best and change >= self.change:
            return
        self.best, self.change, self.kind = list(standings), change, kind
        self.better(self._answer(proven=False))

    def _fill(self, state: State) -> None:
        if self._going():
            self.chains.fill(state)
            self._take(state.at, LEAST_CHANGE)

    def _going(self) -> bool:
        return self.clock.left > 0 and not self.stopped()

    def _seat(self, standings: Standings, leaving: frozenset[int]) -> None:
        """Make a whole plan of an answer in which some leave, by finding places for them."""
        state = State(self.scene.ground)
        state.adopt([None if index in leaving else s for index, s in enumerate(standings)])
        self._fill(state)

    def _polish(self) -> None:
        """Give those who move anyway the cheapest rooms at their time."""
        state = State(self.scene.ground)
        state.adopt(self.best)
        for index in self.scene.free:
            now = state.at[index]
            if now is not None and now != self.scene.was[index]:
                state.remove(index)
                cheaper = state.fit(now.option)
                state.place(now if cheaper is None else cheaper)
        self._take(state.at, self.kind)

    # -------------------------------------------------------------------------------------------------------------- proof

    def _settle(self, stage: _Stage) -> bool:
        """Whether the best plan is proven to be the least in this stage, the earlier ones being so already."""
        while self._going():
            seconds = self.clock.left * (1 - NEARBY if self._far_off(stage) else 1)
            answer = self._asked(stage, self.movers, leaving=True, seconds=seconds)
            self._bounded(stage, answer.bound)
            if answer.standings is not None:
                self._seat(answer.standings, answer.leaving)
            if self._is_least(stage):
                return True
            self.movers |= answer.leaving
            if self._far_off(stage) and self._going():
                self._nearer()
            if not answer.exact or not answer.leaving:
                return False
        return False

    def _far_off(self, stage: _Stage) -> bool:
        """Whether more than one move, or a place in the day, lies between the best plan and what is known to be possible."""
        (lost, moved, *_), (least_lost, least_moved, *_) = self.change, self.bound
        return stage is _Stage.DISTURBANCE and (lost > least_lost or moved > least_moved + 1)

    def _nearer(self) -> None:
        """Look for the least change among those who move in the best plan or might, while everybody else stays."""
        changed = {i for i in self.scene.free if self.best[i] != self.scene.was[i]}
        seconds = self.clock.left * NEARBY
        answer = self._asked(_Stage.DISTURBANCE, self.movers | changed, leaving=False, seconds=seconds)
        if answer.standings is not None:
            self._take(answer.standings, LEAST_CHANGE)

    def _asked(self, stage: _Stage, movers: set[int], *, leaving: bool, seconds: float) -> Answer:
        from venue.schedule.dispatch.repair_model import (
            Budget,
            ChangeModel,
        )  # a second's import: after the first answers

        model = ChangeModel(self.scene, movers, self.best, leaving=leaving)
        objective, unit = model.disturbance() if stage is _Stage.DISTURBANCE else model.trouble()
        if stage is _Stage.TROUBLE:
            settled, weight = model.disturbance()
            model.model.add(settled == self.change.cancelled * weight + self.change.moved)
        answer = model.least(objective, unit, Budget(seconds, self.clock.counted, self.seed, self.stopped))
        self.clock.spend(answer.spent)
        return answer

    def _bounded(self, stage: _Stage, found: tuple[int, int]) -> None:
        least = Change(*found, 0, 0, 0) if stage is _Stage.DISTURBANCE else Change(*self.change[:2], *found, 0)
        self.bound = max(self.bound, least)

    def _is_least(self, stage: _Stage) -> bool:
        parts = 2 if stage is _Stage.DISTURBANCE else 4
        return self.change[:parts] == self.bound[:parts]

    def _answer(self, *, proven: bool) -> Repaired:
        elapsed = round(1000 * self.clock.elapsed)
        return _told(self.scene, self.best, bound=self.bound, proven=proven, elapsed_ms=elapsed, kind=self.kind)


def _told(scene: Scene, standings: Standings, *, bound: Change, proven: bool, elapsed_ms: int, kind: str) -> Repaired:
    """The standings as an answer, with a sentence for each change."""
    day, placed = scene.present, scene.placed(standings)
    change = scene.change(standings)
    moved, cancelled = moves_of(day, placed), cancelled_of(day, placed)
    cost = cost_of(day.problem, placed)
    plan = Plan(placed=placed, refused=cancelled, cost=cost, solver=kind, elapsed_ms=elapsed_ms)
    return Repaired(
        plan=plan,
        moved=moved,
        cancelled=cancelled,
        told=change.told,
        change=change,
        bound=bound,
        proven=proven,
        elapsed_ms=elapsed_ms,
        kind=kind,
    )
