"""The repair as a CP-SAT model that looks away from most of the day and still proves something about all of it.

Only the ``movers`` have all their places in the model, each place with its rooms. Everybody else may stay, lose its place, or
*leave*: go elsewhere without needing a room there. Leaving counts as a move and is always easier than really moving, so that the
model's best is never worse than the day's best: a lower bound. If in the model's answer nobody leaves, it is the day's best. If
somebody does, that request becomes a mover and the model is asked again (:mod:`venue.schedule.dispatch.repair`).

One thread with a full linear relaxation: two workers with CP-SAT's usual portfolio took over 12 s for what it proved in 0.7 s.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from ortools.sat.python import cp_model

from venue.schedule.dispatch.ground import Bits, Option, Standing
from venue.schedule.dispatch.repair_first import Scene
from venue.schedule.dispatch.state import State, Tally

POLL_S = 0.05


class Budget(NamedTuple):
    """How long one search may take; ``counted``: in CP-SAT's deterministic seconds instead of the wall's."""

    seconds: float
    counted: bool
    seed: int
    stopped: Callable[[], bool]


class Answer(NamedTuple):
    """What one search found: the least of the objective's two parts, where the movers stand, and who would leave.

    ``standings`` is None when nothing was found. ``leaving`` is empty when the standings are a plan of the whole day.
    """

    bound: tuple[int, int]
    exact: bool
    standings: list[Standing | None] | None
    leaving: frozenset[int]
    spent: float


class _Use(NamedTuple):
    busy: Bits
    amount: int
    literal: Any


class _Sit(NamedTuple):
    """One part of a request in one room."""

    part: int
    room: int
    busy: Bits
    literal: Any


class ChangeModel:
    """The model of one round. ``hint`` is a plan to begin from; every variable gets its value there."""

    def __init__(self, scene: Scene, movers: Iterable[int], hint: Sequence[Standing | None], *, leaving: bool) -> None:
        self.scene, self.ground = scene, scene.ground
        self.movers, self.hint, self.may_leave = frozenset(movers), hint, leaving
        self.fixed = State(scene.ground)
        self.model = cp_model.CpModel()
        self.options: dict[int, list[tuple[Option, Any]]] = defaultdict(list)
        self.sits: dict[int, list[_Sit]] = defaultdict(list)
        self.stay: dict[int, Any] = {}
        self.leave: dict[int, Any] = {}
        self._rooms: dict[int, list[_Use]] = defaultdict(list)
        self._pools: dict[int, list[_Use]] = defaultdict(list)
        self._build()

    def _build(self) -> None:
        for index in self.scene.free:
            if index in self.movers:
                self._mover(index)
            else:
                self._stander(index)
        for room, uses in self._rooms.items():
            self._hold(uses, self.ground.lines[room], self.fixed.lines[room])
        for pool, uses in self._pools.items():
            self._hold(uses, self.fixed.amounts[pool], self.fixed.pools[pool])
        for index in self.scene.free:
            self._apart(index)
            self._in_order(index)

    # ----------------------------------------------------------------------------------------------------------- requests

    def _literal(self, value: bool) -> Any:
        literal = self.model.new_bool_var("")
        self.model.add_hint(literal, int(value))
        return literal

    def _stander(self, index: int) -> None:
        was = self.scene.was[index]
        assert was is not None, "whoever can not stay is a mover"
        stay = self.stay[index] = self._literal(self.hint[index] == was)
        self._choose(index, was.option, stay)
        for part, room in enumerate(was.rooms):
            self._sit(index, _Sit(part, room, was.option.parts[part].busy, stay))
        if self.may_leave:
            elsewhere = self.hint[index] is not None and self.hint[index] != was
            leave = self.leave[index] = self._literal(elsewhere)
            self.model.add_at_most_one(stay, leave)

    def _mover(self, index: int) -> None:
        hint = self.hint[index]
        for option in self.ground.options[index]:
            if self.fixed.fit(option) is None:
                continue
            here = hint is not None and hint.option.anchor == option.anchor
            taken = self._literal(here)
            self._choose(index, option, taken)
            shunned = self.fixed.shunned(option)
            for part, (busy, rooms) in enumerate(option.parts):
                free = [room for room in rooms if not self.fixed.full[room] & busy and not shunned[part] >> room & 1]
                sits = [_Sit(part, r, busy, self._literal(here and _in_room(hint, part, r))) for r in free]
                for sit in sits:
                    self._sit(index, sit)
                self.model.add(sum(sit.literal for sit in sits) == taken)
        self.model.add_at_most_one(literal for _, literal in self.options[index])
        self._may_stay(index)

    def _may_stay(self, index: int) -> None:
        """A mover that stays in the same rooms at the same time has not moved."""
        was = self.scene.was[index]
        if was is None:
            return
        same = [lit for option, lit in self.options[index] if option.anchor == was.option.anchor]
        busy = [part.busy for part in was.option.parts]
        same += [
            sit.literal
            for sit in self.sits[index]
            if same and sit.busy == busy[sit.part] and sit.room == was.rooms[sit.part]
        ]
        if len(same) == 1 + len(was.rooms):
            stay = self.stay[index] = self._literal(self.hint[index] == was)
            for literal in same:
                self.model.add_implication(stay, literal)
            self.model.add_bool_or(stay, *(~literal for literal in same))

    def _choose(self, index: int, option: Option, literal: Any) -> None:
        self.options[index].append((option, literal))
        reached: dict[int, int] = {}
        for pool, level, when in option.pools:
            self._pools[pool].append(_Use(when, level - reached.get(pool, 0), literal))
            reached[pool] = level

    def _sit(self, index: int, sit: _Sit) -> None:
        self.sits[index].append(sit)
        self._rooms[sit.room].append(_Use(sit.busy, 1, sit.literal))

    # ----------------------------------------------------------------------------------------------------------- together

    def _hold(self, uses: Sequence[_Use], limit: int, taken: Tally | None) -> None:
        """At no time more is used than is there beside what those take who have begun."""
        seen = set()
        for at, here in _crowds(uses, taken):
            left = max(0, limit - _count(taken, at))
            if (here, left) in seen or sum(uses[n].amount for n in here) <= left:
                continue
            seen.add((here, left))
            if left == 1 and all(uses[n].amount == 1 for n in here):
                self.model.add_at_most_one(uses[n].literal for n in here)
            else:
                self.model.add(sum(uses[n].amount * uses[n].literal for n in here) <= left)

    def _apart(self, index: int) -> None:
        for other in self.ground.apart[index]:
            if other > index and self.scene.problem.requests[other].pinned is None:
                for mine in self.sits[index]:
                    near = self.ground.near[mine.room]
                    meeting = defaultdict(list)
                    for theirs in self.sits[other]:
                        if near >> theirs.room & 1 and mine.busy & theirs.busy:
                            meeting[theirs.part].append(theirs.literal)
                    for literals in meeting.values():
                        self.model.add_at_most_one(mine.literal, *literals)

    def _in_order(self, index: int) -> None:
        for first in self.ground.before[index]:
            for option, literal in self.options.get(index, ()):
                late = [theirs for other, theirs in self.options.get(first, ()) if other.end > option.start]
                if late and self.scene.problem.requests[first].pinned is None:
                    self.model.add_at_most_one(literal, *late)

    # ---------------------------------------------------------------------------------------------------------- objective

    def placed(self, index: int) -> Any:
        """1 when the request has a place, here or by leaving."""
        here = sum(literal for _, literal in self.options[index])
        return here + self.leave[index] if index in self.leave else here

    def moved(self, index: int) -> Any:
        """1 when the request has another place than before."""
        return self.placed(index) - self.stay[index] if index in self.stay else self.placed(index)

    def disturbance(self) -> tuple[Any, int]:
        """Weights cancelled and requests moved as one number, and how much a unit of weight counts in it."""
        requests, big = self.scene.problem.requests, len(self.scene.free) + 1
        cancelled = sum(requests[i].weight * (1 - self.placed(i)) for i in self.scene.free)
        return big * cancelled + sum(self.moved(i) for i in self.scene.free), big

    def trouble(self) -> tuple[Any, int]:
        """People to tell and minutes displaced as one number, and how much one of the people counts in it."""
        free, requests = self.scene.free, self.scene.problem.requests
        told = sum(requests[i].people * (1 - self.stay[i] if i in self.stay else 1) for i in free)
        away = [(abs(o.anchor - self.scene.before(i).anchor), lit) for i in free for o, lit in self.options[i]]
        big = 1 + sum(
            max((abs(o.anchor - self.scene.before(i).anchor) for o, _ in self.options[i]), default=0) for i in free
        )
        return big * told + sum(minutes * literal for minutes, literal in away if minutes), big

    def least(self, objective: Any, unit: int, budget: Budget) -> Answer:
        """Make the objective as small as the model allows; among equals as few as possible leave.

        ``unit``: what one of the objective's first part counts in it.
        """
        scale = len(self.leave) + 1
        self.model.minimize(scale * objective + sum(self.leave.values()))
        solver = _solver(budget)
        with _Watched(solver, budget.stopped):
            status = solver.solve(self.model)
        found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE, cp_model.UNKNOWN)
        # Whole units of the objective only: what is left over belongs to those who leave.
        bound = max(0, round(solver.best_objective_bound) // scale) if known else 0
        leaving = frozenset(i for i, leave in self.leave.items() if found and solver.value(leave))
        standings = self._standings(solver) if found else None
        spent = solver.response_proto.deterministic_time if budget.counted else solver.wall_time
        return Answer(divmod(bound, unit), status == cp_model.OPTIMAL, standings, leaving, spent)

    def _standings(self, solver: cp_model.CpSolver) -> list[Standing | None]:
        found: list[Standing | None] = list(self.fixed.at)
        for index in self.scene.free:
            for option, literal in self.options[index]:
                if solver.value(literal):
                    found[index] = Standing(option, self._rooms_of(solver, index, option))
        return found

    def _rooms_of(self, solver: cp_model.CpSolver, index: int, option: Option) -> tuple[int, ...]:
        taken = {
            s.part: s.room for s in self.sits[index] if solver.value(s.literal) and s.busy == option.parts[s.part].busy
        }
        return tuple(taken[part] for part in range(len(option.parts)))


def _solver(budget: Budget) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = budget.seed
    if budget.counted:
        solver.parameters.max_deterministic_time = budget.seconds
    else:
        solver.parameters.max_time_in_seconds = budget.seconds
    return solver


class _Watched:
    """Ends a search when it is asked to stop."""

    def __init__(self, solver: cp_model.CpSolver, stopped: Callable[[], bool]) -> None:
        self._solver, self._stopped, self._over = solver, stopped, threading.Event()
        self._thread = threading.Thread(target=self._watch, name="repair-stop", daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(POLL_S):
            if self._stopped():
                self._solver.stop_search()


def _in_room(standing: Standing | None, part: int, room: int) -> bool:
    return standing is not None and standing.rooms[part] == room


def _crowds(uses: Sequence[_Use], taken: Tally | None) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The times at which something begins to be used or less is left, with the uses that lie over each."""
    marks = {at for use in uses for at in _beginnings(use.busy)}
    marks |= {at for digit in (taken.digits if taken else ()) for at in _beginnings(digit)}
    for at in sorted(marks):
        here = tuple(n for n, use in enumerate(uses) if use.busy >> at & 1)
        if here:
            yield at, here


def _beginnings(bits: Bits) -> Iterator[int]:
    """The first slot of each run of bits."""
    rest = bits & ~(bits << 1)
    while rest:
        yield (rest & -rest).bit_length() - 1
        rest &= rest - 1


def _count(taken: Tally | None, at: int) -> int:
    return sum((digit >> at & 1) << place for place, digit in enumerate(taken.digits)) if taken else 0
