"""A window of a plan solved exactly: some requests are free, everybody else stands; CP-SAT finds the best for the free ones.

The standing requests are no part of the model, only what they take: an option or a room that they block is never offered. One
literal says that a part of a request takes a room at an anchor; at every instant at which one of them begins, a room holds no more
than its lines and a pool gives no more than it has.
"""

from __future__ import annotations

import math
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from ortools.sat.python import cp_model

from venue.schedule.dispatch.ground import Bits, Option, Standing
from venue.schedule.dispatch.state import State

Literal = cp_model.IntVar


@dataclass(frozen=True)
class Effort:
    """How hard a window is tried: seconds of the wall's clock, or work that is the same on every machine when ``counted``."""

    seconds: float
    workers: int = 1
    seed: int = 0
    counted: bool = False


@dataclass(frozen=True)
class Answer:
    """Where the free requests stand best (those that are missing are refused), and a cost that no plan with the others as they
    are can undercut."""

    standings: list[Standing]
    bound: int


@dataclass(frozen=True)
class _Seat:
    """One part of a free request in one room at one anchor."""

    request: int
    part: int
    room: int
    busy: Bits
    literal: Literal


@dataclass
class _Window:
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    taken: dict[Option, Literal] = field(default_factory=dict)
    seats: list[_Seat] = field(default_factory=list)
    by_option: dict[Option, list[list[_Seat]]] = field(default_factory=dict)
    terms: list[cp_model.LinearExpr | Literal] = field(default_factory=list)
    prices: list[int] = field(default_factory=list)

    def charge(self, literal: Literal, price: int) -> None:
        self.terms.append(literal)
        self.prices.append(price)


def improve_window(
    state: State, free: Sequence[int], effort: Effort, stopped: Callable[[], bool] | None = None
) -> Answer | None:
    """The best standings of the requests when everybody else stays; ``state`` is as before afterwards. None: found in no time."""
    mark = len(state.changes)
    was = {i: state.remove(i) for i in free if state.at[i] is not None}
    found = _solve(state, free, was, effort, stopped)
    state.undo(mark)
    return found


def _solve(
    state: State,
    free: Sequence[int],
    hints: dict[int, Standing],
    effort: Effort,
    stopped: Callable[[], bool] | None,
) -> Answer | None:
    began = time.monotonic()
    window, alone = _Window(), state.cost
    for request in free:
        _offer(window, state, request, hints.get(request))
    _rooms(window, state)
    _pools(window, state)
    _between(window, state, free)
    window.model.minimize(cp_model.LinearExpr.weighted_sum(window.terms, window.prices))
    solver = _solver(effort, time.monotonic() - began)
    status = solver.solve(window.model, _Stopper(stopped) if stopped else None)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None
    standings = [standing for request in free for standing in _read(window, solver, state, request)]
    return Answer(standings, alone + math.floor(solver.best_objective_bound + 1e-6))


def _solver(effort: Effort, spent: float) -> cp_model.CpSolver:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = effort.workers
    solver.parameters.random_seed = effort.seed % (1 << 31)
    if effort.counted:
        solver.parameters.max_deterministic_time = effort.seconds
    else:
        solver.parameters.max_time_in_seconds = max(0.05, 0.9 * effort.seconds - spent)
    return solver


class _Stopper(cp_model.CpSolverSolutionCallback):
    """Stops at the next answer once it is asked to."""

    def __init__(self, stopped: Callable[[], bool]) -> None:
        super().__init__()
        self._stopped = stopped

    def on_solution_callback(self) -> None:
        if self._stopped():
            self.stop_search()


# ---------------------------------------------------------------------------------------------------------------- offers


def _offer(window: _Window, state: State, request: int, hint: Standing | None) -> None:
    """Every option and room that the standing requests leave."""
    model, ground = window.model, state.ground
    taken = []
    for option in ground.options[request]:
        free = state.left(option)
        if free is None:
            continue
        chosen = model.new_bool_var("")
        model.add_hint(chosen, hint is not None and hint.option is option)
        window.taken[option] = chosen
        window.charge(chosen, option.fee - ground.price[request])
        taken.append(chosen)
        seen = hint.rooms if hint is not None and hint.option is option else ()
        window.by_option[option] = [_seats(window, option, part, rooms, seen) for part, rooms in enumerate(free)]
        for part, seats in enumerate(window.by_option[option]):
            for seat in seats:
                window.seats.append(seat)
                window.charge(seat.literal, ground.fees[request][part][seat.room])
    if taken:
        model.add_at_most_one(taken)
        _walks(window, state, request)


def _seats(window: _Window, option: Option, part: int, rooms: Sequence[int], seen: Sequence[int]) -> list[_Seat]:
    """One literal a room; exactly one of them is taken with the option. ``seen``: the rooms of the hint, if it is this option."""
    model = window.model
    seats = []
    for room in rooms:
        literal = model.new_bool_var("")
        model.add_hint(literal, bool(seen) and seen[part] == room)
        seats.append(_Seat(option.request, part, room, option.parts[part].busy, literal))
    model.add(sum(seat.literal for seat in seats) == window.taken[option])
    return seats


def _walks(window: _Window, state: State, request: int) -> None:
    """The way from each room to the next, as soon as both are chosen."""
    ways = state.ground.ways
    for part in range(len(state.ground.fees[request]) - 1):
        here, there = _by_room(window, state, request, part), _by_room(window, state, request, part + 1)
        longest = max((ways[a][b] for a in here for b in there), default=0)
        if not longest:
            continue
        walk = window.model.new_int_var(0, longest, "")
        window.charge(walk, 1)
        for room, literals in here.items():
            far = sum(ways[room][other] * literal for other, many in there.items() for literal in many)
            window.model.add(walk >= far - longest * (1 - sum(literals)))


def _by_room(window: _Window, state: State, request: int, part: int) -> dict[int, list[Literal]]:
    found: dict[int, list[Literal]] = defaultdict(list)
    for option in state.ground.options[request]:
        for seat in window.by_option.get(option, [[]] * (part + 1))[part]:
            found[seat.room].append(seat.literal)
    return found


# --------------------------------------------------------------------------------------------------------------- takings


def _rooms(window: _Window, state: State) -> None:
    """At no instant more sessions in a room than it has lines; a room that was dark costs its light."""
    inside: dict[int, list[_Seat]] = defaultdict(list)
    for seat in window.seats:
        inside[seat.room].append(seat)
    for room, seats in inside.items():
        there = list(state.inside[room].values())
        lines = state.ground.lines[room]
        for at in _instants([seat.busy for seat in seats] + (there if lines > 1 else [])):
            held = [seat.literal for seat in seats if seat.busy & at]
            left = lines - (sum(1 for bits in there if bits & at) if lines > 1 else 0)
            if len(held) > left:
                window.model.add(sum(held) <= left)
        if not there and state.ground.lamp:
            lit = window.model.new_bool_var("")
            window.model.add_max_equality(lit, [seat.literal for seat in seats])
            window.charge(lit, state.ground.lamp)


def _instants(spans: Sequence[Bits]) -> list[Bits]:
    """The first slot of each busy time: whoever meets at all, meets at one of them."""
    return sorted({bits & -bits for bits in spans if bits})


def _pools(window: _Window, state: State) -> None:
    """No pool gives more than it has left."""
    asked: dict[int, list[tuple[Literal, list[tuple[int, Bits]]]]] = defaultdict(list)
    for option, literal in window.taken.items():
        for pool in {pool for pool, _, _ in option.pools}:
            asked[pool].append((literal, [(level, when) for p, level, when in option.pools if p == pool]))
    for pool, takers in asked.items():
        for at in _changes(state, pool, [when for _, levels in takers for _, when in levels]):
            needs = [
                (literal, max((level for level, when in levels if when & at), default=0)) for literal, levels in takers
            ]
            left = state.left_in(pool, at)
            if sum(need for _, need in needs) > left:
                window.model.add(sum(need * literal for literal, need in needs if need) <= left)


def _changes(state: State, pool: int, wanted: Sequence[Bits]) -> list[Bits]:
    """The instants at which more may be taken of a pool: by the free ones, or by those who stand."""
    reach = 0
    for bits in wanted:
        reach |= bits
    digits = state.pools[pool].digits
    begins = {bits & -bits for bits in wanted if bits}
    for digit in digits:
        edges = (digit ^ (digit << 1)) & reach
        while edges:
            begins.add(edges & -edges)
            edges &= edges - 1
    return sorted(begins)


# --------------------------------------------------------------------------------------------------------- between them


def _between(window: _Window, state: State, free: Sequence[int]) -> None:
    chosen = set(free)
    for request in free:
        for first in state.ground.before[request]:
            if first in chosen:
                _follow(window, state, first, request)
        for other in state.ground.apart[request]:
            if other in chosen and request < other:
                _part(window, state, request, other)


def _follow(window: _Window, state: State, first: int, later: int) -> None:
    """The later one begins when the first has ended, if both stand."""
    ends = [(option.end, window.taken[option]) for option in state.ground.options[first] if option in window.taken]
    for option in state.ground.options[later]:
        if option in window.taken:
            clash = [literal for end, literal in ends if end > option.start]
            if clash:
                window.model.add_at_most_one([window.taken[option], *clash])


def _part(window: _Window, state: State, one: int, other: int) -> None:
    """Never busy at the same time in rooms that are too near."""
    theirs = list(_groups(window, state, other))
    for ours in _groups(window, state, one):
        for seat in ours:
            near = state.ground.near[seat.room]
            for group in theirs:
                clash = [s.literal for s in group if near >> s.room & 1 and s.busy & seat.busy]
                if clash:
                    window.model.add_at_most_one([seat.literal, *clash])


def _groups(window: _Window, state: State, request: int) -> Iterator[list[_Seat]]:
    """The seats of each part: only one of them is ever taken."""
    for part in range(len(state.ground.fees[request])):
        yield [
            seat
            for option in state.ground.options[request]
            if option in window.by_option
            for seat in window.by_option[option][part]
        ]


def _read(window: _Window, solver: cp_model.CpSolver, state: State, request: int) -> Iterator[Standing]:
    for option in state.ground.options[request]:
        if option in window.taken and solver.boolean_value(window.taken[option]):
            rooms = [
                next(seat.room for seat in seats if solver.boolean_value(seat.literal))
                for seats in window.by_option[option]
            ]
            yield Standing(option, tuple(rooms))
