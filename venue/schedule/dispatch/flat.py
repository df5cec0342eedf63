"""The flat model: one CP-SAT model of optional intervals with the whole objective, as a textbook would write it.

It is what the search is compared with, and can be asked for by ``dispatch solve --flat``. First-fit is its hint.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from ortools.sat.python import cp_model

from venue.schedule.dispatch.first_fit import fitted
from venue.schedule.dispatch.ground import Bits, Ground, Standing
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Minute, Problem, Request, Session, Span
from venue.schedule.dispatch.state import State, Tally

SOLVER = "flat_cp_sat"


@dataclass
class _Timed:
    """One session: its interval, and a literal and an interval for each room that suits it."""

    session: Session
    interval: cp_model.IntervalVar
    rooms: dict[int, cp_model.IntVar] = field(default_factory=dict)
    within: dict[int, cp_model.IntervalVar] = field(default_factory=dict)


@dataclass
class _Asked:
    """One request: whether it is placed, its anchor, its sessions."""

    request: Request
    placed: cp_model.IntVar
    anchor: cp_model.IntVar
    sessions: list[_Timed]

    @property
    def roomed(self) -> list[_Timed]:
        by_code = {timed.session.code: timed for timed in self.sessions}
        return [by_code[session.code] for session in self.request.roomed]


@dataclass
class _Flat:
    ground: Ground
    pinned: State
    model: cp_model.CpModel = field(default_factory=cp_model.CpModel)
    asked: list[_Asked | None] = field(default_factory=list)
    cost: list[cp_model.LinearExprT] = field(default_factory=list)


def flat(
    problem: Problem, *, seconds: float, workers: int = 2, seed: int = 0, stopped: Callable[[], bool] | None = None
) -> Plan:
    """The best plan of the flat model within the time; first-fit's when it finds nothing better."""
    began = time.monotonic()
    ground = Ground(problem)
    first = fitted(ground).at
    built = _built(ground)
    _hint(built, first)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = workers
    solver.parameters.random_seed = seed
    solver.parameters.max_time_in_seconds = max(0.1, seconds - (time.monotonic() - began))
    status = solver.solve(built.model, _Stopper(stopped))
    found = first
    if status in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        found = [_standing(built, solver, index) for index in range(len(first))]
    known = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    bound = max(0, round(solver.best_objective_bound)) if known else 0
    return min(
        (ground.plan(standings, solver=SOLVER, bound=bound) for standings in (found, first)),
        key=lambda plan: plan.cost.total if plan.cost else 0,
    )


class _Stopper(cp_model.CpSolverSolutionCallback):
    def __init__(self, stopped: Callable[[], bool] | None) -> None:
        super().__init__()
        self._stopped = stopped

    def on_solution_callback(self) -> None:
        if self._stopped is not None and self._stopped():
            self.stop_search()


# ----------------------------------------------------------------------------------------------------------------- model


def _built(ground: Ground) -> _Flat:
    flat_ = _Flat(ground, State(ground))
    for index in range(len(ground.options)):
        flat_.asked.append(_asked(flat_, index) if ground.options[index] else None)
        if flat_.asked[index] is None:
            flat_.cost.append(ground.price[index])
    _rooms(flat_)
    _pools(flat_)
    _orders(flat_)
    _partings(flat_)
    lit = sum(1 for inside in flat_.pinned.inside if inside)
    flat_.model.minimize(sum(flat_.cost) + flat_.ground.lamp * lit)
    return flat_


def _asked(flat_: _Flat, index: int) -> _Asked:
    model, ground = flat_.model, flat_.ground
    request = ground.problem.requests[index]
    anchors = [option.anchor for option in ground.options[index]]
    anchor = model.new_int_var_from_domain(cp_model.Domain.from_values(anchors), "")
    placed = model.new_bool_var("")
    if request.pinned is not None:
        model.add(placed == 1)
    away = model.new_int_var(0, max(abs(at - request.wish) for at in anchors), "")
    model.add(away >= anchor - request.wish).only_enforce_if(placed)
    model.add(away >= request.wish - anchor).only_enforce_if(placed)
    flat_.cost += [ground.price[index] * (1 - placed), ground.problem.weights.displaced * away]
    asked = _Asked(request, placed, anchor, [_timed(flat_, session, placed, anchor) for session in request.sessions])
    for timed, fees in zip(asked.roomed, ground.fees[index], strict=True):
        _choices(flat_, timed, fees, asked)
    _walks(flat_, asked)
    return asked


def _timed(flat_: _Flat, session: Session, placed: cp_model.IntVar, anchor: cp_model.IntVar) -> _Timed:
    since, until = session.busy(0)
    interval = flat_.model.new_optional_interval_var(anchor + since, until - since, anchor + until, placed, "")
    return _Timed(session, interval)


def _choices(flat_: _Flat, timed: _Timed, fees: dict[int, int], asked: _Asked) -> None:
    since, until = timed.session.busy(0)
    for room, fee in fees.items():
        literal = flat_.model.new_bool_var("")
        timed.rooms[room] = literal
        timed.within[room] = flat_.model.new_optional_interval_var(
            asked.anchor + since, until - since, asked.anchor + until, literal, ""
        )
        flat_.cost.append(fee * literal)
    flat_.model.add(sum(timed.rooms.values()) == asked.placed)


def _walks(flat_: _Flat, asked: _Asked) -> None:
    ways = flat_.ground.ways
    for here, there in pairwise(asked.roomed):
        longest = max((ways[a][b] for a in here.rooms for b in there.rooms), default=0)
        if longest:
            walk = flat_.model.new_int_var(0, longest, "")
            flat_.cost.append(walk)
            for room, literal in here.rooms.items():
                far = sum(ways[room][other] * chosen for other, chosen in there.rooms.items())
                flat_.model.add(walk >= far).only_enforce_if(literal)


def _rooms(flat_: _Flat) -> None:
    """In a room of one line nothing overlaps; in another no more than its lines. Closed hours are taken whole."""
    inside: dict[int, list[_Timed]] = defaultdict(list)
    for asked in flat_.asked:
        for timed in asked.roomed if asked and asked.request.pinned is None else ():
            for room in timed.rooms:
                inside[room].append(timed)
    for room, all_timed in inside.items():
        lines = flat_.ground.lines[room]
        intervals = [timed.within[room] for timed in all_timed]
        taken = [
            (_fixed(flat_, span), lines)
            for span in _spans(flat_.ground, flat_.pinned.full[room] | flat_.ground.shut[room])
        ]
        if lines == 1:
            flat_.model.add_no_overlap([*intervals, *(interval for interval, _ in taken)])
        else:
            taken += _partly(flat_, flat_.pinned.lines[room], lines, flat_.pinned.full[room] | flat_.ground.shut[room])
            _cumulate(flat_, [(interval, 1) for interval in intervals] + taken, lines)
        if not flat_.pinned.inside[room]:
            lit = flat_.model.new_bool_var("")
            flat_.model.add_max_equality(lit, [timed.rooms[room] for timed in all_timed])
            flat_.cost.append(flat_.ground.lamp * lit)


def _fixed(flat_: _Flat, span: Span) -> cp_model.IntervalVar:
    return flat_.model.new_fixed_size_interval_var(span[0], span[1] - span[0], "")


def _pools(flat_: _Flat) -> None:
    for pool in flat_.ground.problem.pools:
        taking = [
            (timed.interval, timed.session.pools[pool.code])
            for asked in flat_.asked
            for timed in (asked.sessions if asked and asked.request.pinned is None else ())
            if timed.session.pools.get(pool.code)
        ]
        if taking:
            number = flat_.ground.pool_number[pool.code]
            taken = _partly(flat_, flat_.pinned.pools[number], pool.amount, 0)
            _cumulate(flat_, taking + taken, pool.amount)


def _partly(flat_: _Flat, tally: Tally | None, amount: int, apart: Bits) -> list[tuple[cp_model.IntervalVar, int]]:
    """What pinned requests and absences have of a counted thing, never more than there is; ``apart`` is told elsewhere."""
    if tally is None:
        return []
    edges = apart ^ (apart << 1)
    for digit in tally.digits:
        edges |= digit ^ (digit << 1)
    marks = [n for n in range(edges.bit_length()) if edges >> n & 1]
    found = []
    for since, until in pairwise(marks):
        held = sum(1 << place for place, digit in enumerate(tally.digits) if digit >> since & 1)
        if held and not apart >> since & 1:
            found.append((_fixed(flat_, _span(flat_.ground, since, until)), min(held, amount)))
    return found


def _cumulate(flat_: _Flat, taking: list[tuple[cp_model.IntervalVar, int]], amount: int) -> None:
    intervals, amounts = zip(*taking, strict=True)
    flat_.model.add_cumulative(list(intervals), list(amounts), amount)


def _spans(ground: Ground, bits: Bits) -> Iterator[Span]:
    edges = bits ^ (bits << 1)
    marks = [n for n in range(edges.bit_length()) if edges >> n & 1]
    for since, until in zip(marks[::2], marks[1::2], strict=True):
        yield _span(ground, since, until)


def _span(ground: Ground, since: int, until: int) -> Span:
    return ground.origin + since * ground.slot, ground.origin + until * ground.slot


def _orders(flat_: _Flat) -> None:
    for index, firsts in enumerate(flat_.ground.before):
        later = flat_.asked[index]
        for first in (flat_.asked[number] for number in firsts):
            if first is not None and later is not None and not _both_pinned(first, later):
                ends, begins = _works(first.request)[1], _works(later.request)[0]
                flat_.model.add(first.anchor + ends <= later.anchor + begins).only_enforce_if(
                    first.placed, later.placed
                )


def _both_pinned(one: _Asked, other: _Asked) -> bool:
    return one.request.pinned is not None and other.request.pinned is not None


def _works(request: Request) -> tuple[Minute, Minute]:
    work = [session.work(0) for session in request.sessions]
    return min(since for since, _ in work), max(until for _, until in work)


def _partings(flat_: _Flat) -> None:
    """Two sessions that are too near for what they share: one ends before the other begins."""
    for index, others in enumerate(flat_.ground.apart):
        one = flat_.asked[index]
        for other in (flat_.asked[number] for number in others if number > index):
            if one is not None and other is not None and not _both_pinned(one, other):
                for ours in one.roomed:
                    for theirs in other.roomed:
                        _keep_apart(flat_, (one, ours), (other, theirs))


def _keep_apart(flat_: _Flat, one: tuple[_Asked, _Timed], other: tuple[_Asked, _Timed]) -> None:
    pairs = list(_near_pairs(flat_, one[1], other[1]))
    if not pairs:
        return
    model = flat_.model
    near, ahead = model.new_bool_var(""), model.new_bool_var("")
    for room, rooms in pairs:
        for there in rooms:
            model.add_bool_or(one[1].rooms[room].negated(), other[1].rooms[there].negated(), near)
    (a, b), (c, d) = one[1].session.busy(0), other[1].session.busy(0)
    model.add(one[0].anchor + b <= other[0].anchor + c).only_enforce_if(near, ahead)
    model.add(other[0].anchor + d <= one[0].anchor + a).only_enforce_if(near, ahead.negated())


def _near_pairs(flat_: _Flat, ours: _Timed, theirs: _Timed) -> Iterator[tuple[int, list[int]]]:
    for room in ours.rooms:
        near = [there for there in theirs.rooms if flat_.ground.near[room] >> there & 1]
        if near:
            yield room, near


# -------------------------------------------------------------------------------------------------------- hint and answer


def _hint(flat_: _Flat, first: list[Standing | None]) -> None:
    for asked, standing in zip(flat_.asked, first, strict=True):
        if asked is None:
            continue
        flat_.model.add_hint(asked.placed, standing is not None)
        if standing is not None:
            flat_.model.add_hint(asked.anchor, standing.option.anchor)
        for part, timed in enumerate(asked.roomed):
            for room, literal in timed.rooms.items():
                flat_.model.add_hint(literal, standing is not None and standing.rooms[part] == room)


def _standing(flat_: _Flat, solver: cp_model.CpSolver, index: int) -> Standing | None:
    asked = flat_.asked[index]
    if asked is None or not solver.boolean_value(asked.placed):
        return None
    anchor = solver.value(asked.anchor)
    option = next(option for option in flat_.ground.options[index] if option.anchor == anchor)
    rooms = [next(r for r, literal in timed.rooms.items() if solver.boolean_value(literal)) for timed in asked.roomed]
    return Standing(option, tuple(rooms))
