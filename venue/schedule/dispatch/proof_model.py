"""The dispatch problem as a time-indexed integer programme, for a lower bound: columns and rows as numbers, no solver in it.

Columns: a request refused; a request at an anchor; its session at that anchor in a room; the way between the rooms of two sessions
that follow each other; a room lit. Rows bind sessions to anchors, rooms to their lines, pools to their amount, and order.
Separation of common parties comes as cuts (:mod:`venue.schedule.dispatch.proof_cuts`): without it the least cost is a true bound
all the same. What is pinned is no choice: it takes room, pools and anchors from the others and is paid for beforehand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from venue.schedule.dispatch.plan import Plan, Refusal, cost_of
from venue.schedule.dispatch.problem import Minute, Place, Problem, Request, Room, Session, Span

Terms = dict[int, float]


class Row(NamedTuple):
    """lower <= sum of coefficient times column <= upper."""

    lower: float
    terms: Terms
    upper: float


class Seat(NamedTuple):
    """A column that puts a session of a request into a room at an anchor, busy in that span."""

    column: int
    request: str
    session: str
    anchor: Minute
    room: str
    busy: Span


class Model:
    """The programme of one problem. ``offset``: what the pinned requests cost, to be added to the objective."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.costs: list[float] = []
        self.whole: list[bool] = []
        self.rows: list[Row] = []
        self.seats: list[Seat] = []
        self.refused: dict[str, int] = {}
        self.begin: dict[tuple[str, Minute], int] = {}
        self.lit: dict[str, int] = {}
        self.ways: dict[int, tuple[int, int]] = {}
        pinned = {r.code: r.pinned for r in problem.requests if r.pinned is not None}
        self.held = tuple(_claims(problem, pinned))
        self.offset = self._paid(pinned)
        self.free = tuple(r for r in problem.requests if r.pinned is None)
        self._make(pinned)

    def _make(self, pinned: Mapping[str, Place]) -> None:
        lit = {room for place in pinned.values() for room in place.rooms.values()}
        barred = Barred(self.problem, self.held)
        for room in self.problem.rooms:
            self.lit[room.code] = self.column(0 if room.code in lit else self.problem.weights.lit)
        for request in self.free:
            self._request(request, barred)
        _room_rows(self)
        _pool_rows(self)
        _order_rows(self)

    def _paid(self, pinned: Mapping[str, Place]) -> int:
        """The cost of the pinned requests alone: that of the plan that places them only, without the others' refusals."""
        cost, left_out = cost_of(self.problem, pinned), self.problem.weights.refused
        return cost.total - left_out * cost.refused

    def column(self, cost: float, *, whole: bool = True) -> int:
        """A new column with its cost; its index."""
        self.costs.append(cost)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, lower: float, terms: Terms, upper: float) -> None:
        """A new row."""
        self.rows.append(Row(lower, terms, upper))

    def _request(self, request: Request, barred: Barred) -> None:
        weights = self.problem.weights
        self.refused[request.code] = self.column(weights.refused * request.weight)
        choice: Terms = {self.refused[request.code]: 1}
        inside: dict[str, dict[str, Terms]] = {session.code: {} for session in request.roomed}
        for anchor in request.anchors:
            rooms = {s.code: barred.rooms(request, s, anchor) for s in request.roomed}
            if not all(rooms.values()) or not barred.may(request, anchor):
                continue
            begin = self.begin[request.code, anchor] = self.column(weights.displaced * abs(anchor - request.wish))
            choice[begin] = 1
            for session in request.roomed:
                self._seat(request, session, anchor, rooms=rooms[session.code], into=inside[session.code])
        self.row(1, choice, 1)
        self._light(inside)
        for one, other in pairwise(request.roomed):
            self._way(inside[one.code], inside[other.code])

    def _seat(
        self, request: Request, session: Session, anchor: Minute, *, rooms: Sequence[Room], into: dict[str, Terms]
    ) -> None:
        taken: Terms = {self.begin[request.code, anchor]: -1}
        for room in rooms:
            column = self.column(self._cost_in(session, room))
            self.seats.append(Seat(column, request.code, session.code, anchor, room.code, session.busy(anchor)))
            taken[column] = 1
            into.setdefault(room.code, {})[column] = 1
        self.row(0, taken, 0)

    def _cost_in(self, session: Session, room: Room) -> int:
        weights, problem = self.problem.weights, self.problem
        stores = [problem.pool[code].store for code, amount in session.pools.items() if amount]
        fetched = sum(_tens(problem.ways.get((store, room.code), 0)) for store in stores if store)
        return weights.spare * (room.capacity - session.capacity) + weights.walk * fetched

    def _light(self, inside: Mapping[str, Mapping[str, Terms]]) -> None:
        for rooms in inside.values():
            for room, terms in rooms.items():
                if self.costs[self.lit[room]]:
                    self.row(-1, {**terms, self.lit[room]: -1}, 0)

    def _way(self, one: Mapping[str, Terms], other: Mapping[str, Terms]) -> None:
        """The way between two sessions as a transport: each pair of rooms a column, bound to both sessions' rooms."""
        ways, weight = self.problem.ways, self.problem.weights.walk
        if not weight or not any(ways.get((i, j), 0) for i in one for j in other):
            return
        out: dict[str, Terms] = {i: dict(terms) for i, terms in one.items()}
        into: dict[str, Terms] = {j: dict(terms) for j, terms in other.items()}
        for i in one:
            for j in other:
                column = self.column(weight * _tens(ways.get((i, j), 0)), whole=False)
                out[i][column] = into[j][column] = -1
        for terms in (*out.values(), *into.values()):
            self.row(0, terms, 0)


class Barred:
    """What the opening hours, closures and the pinned requests leave to the others."""

    def __init__(self, problem: Problem, held: Sequence[Claim]) -> None:
        self.problem = problem
        self.in_room: dict[str, list[Claim]] = defaultdict(list)
        for claim in held:
            self.in_room[claim.room].append(claim)
        self.kin = {
            request.code: [claim for claim in held if claim.room and claim.kin(request)] for request in problem.requests
        }

    def rooms(self, request: Request, session: Session, anchor: Minute) -> list[Room]:
        """The rooms that a session may take at an anchor."""
        busy = session.busy(anchor)
        return [room for room in self.problem.eligible(session) if self._open(request, room, busy)]

    def _open(self, request: Request, room: Room, busy: Span) -> bool:
        if any(meet(busy, span) for span in room.closed):
            return False
        near = self.problem.too_near
        if any((room.code, claim.room) in near and meet(busy, claim.busy) for claim in self.kin[request.code]):
            return False
        return most_at_once([c.busy for c in self.in_room[room.code]], busy) < room.lines

    def may(self, request: Request, anchor: Minute) -> bool:
        """Whether opening hours and the order with pinned requests allow the anchor."""
        if not self.problem.in_hours(request, anchor):
            return False
        begins, ends = work_of(request, anchor)
        for other in self.problem.requests:
            if other.pinned is not None:
                since, until = work_of(other, other.pinned.anchor)
                if (other.code in request.after and begins < until) or (request.code in other.after and since < ends):
                    return False
        return True


class Claim(NamedTuple):
    """What a pinned session holds."""

    request: Request
    session: Session
    room: str
    busy: Span

    def kin(self, other: Request) -> bool:
        """Whether it shares a party with another request."""
        return not set(self.request.parties).isdisjoint(other.parties)


def _claims(problem: Problem, pinned: Mapping[str, Place]) -> Iterable[Claim]:
    for code, place in pinned.items():
        for session in problem.request[code].sessions:
            busy = session.busy(place.anchor)
            yield Claim(problem.request[code], session, place.rooms.get(session.code, ""), busy)


# ---------------------------------------------------------------------------------------------------------------- rows


def _room_rows(model: Model) -> None:
    """At every crest of a room: no more sessions than lines are left, and none unless the room is lit."""
    by_room: dict[str, list[tuple[Span, int, float]]] = defaultdict(list)
    for seat in model.seats:
        by_room[seat.room].append((seat.busy, seat.column, 1))
    for code, spans in by_room.items():
        room = model.problem.room[code]
        held = [(claim.busy, 1) for claim in model.held if claim.room == code]
        for at, terms in crests(spans, [span for span, _ in held]):
            left = max(0, room.lines - sum(amount for span, amount in held if span[0] <= at < span[1]))
            if room.lines == 1 and not held and model.costs[model.lit[code]]:
                model.row(-len(terms), {**terms, model.lit[code]: -1}, 0)
            elif len(terms) > left:
                model.row(0, terms, left)


def _pool_rows(model: Model) -> None:
    for pool in model.problem.pools:
        spans = []
        for request in model.free:
            anchors = [anchor for anchor in request.anchors if (request.code, anchor) in model.begin]
            for session in request.sessions:
                amount = session.pools.get(pool.code, 0)
                spans += [(session.busy(a), model.begin[request.code, a], amount) for a in anchors if amount]
        held = [(c.busy, c.session.pools[pool.code]) for c in model.held if c.session.pools.get(pool.code, 0)]
        absent = [((absence.since, absence.until), absence.amount) for absence in pool.absent]
        gone = [*held, *absent]
        for at, terms in crests(spans, [span for span, _ in gone]):
            left = max(0, pool.amount - sum(amount for span, amount in gone if span[0] <= at < span[1]))
            if sum(terms.values()) > left:
                model.row(0, terms, left)


def _order_rows(model: Model) -> None:
    """For each anchor of the later: it or an earlier one, and the other still at work then, can not both be."""
    for request in model.free:
        mine = sorted(a for code, a in model.begin if code == request.code)
        for code in request.after:
            theirs = [(work_of(model.problem.request[code], a)[1], c) for (r, a), c in model.begin.items() if r == code]
            for place, anchor in enumerate(mine):
                terms: Terms = {c: 1 for end, c in theirs if end > work_of(request, anchor)[0]}
                if terms:
                    model.row(0, terms | {model.begin[request.code, a]: 1 for a in mine[: place + 1]}, 1)


def crests(spans: Sequence[tuple[Span, int, float]], breaks: Sequence[Span] = ()) -> Iterable[tuple[Minute, Terms]]:
    """The instants at which most columns are taken at once, and which: every other instant's columns are among one of these.

    ``breaks``: spans in which less is left; their beginnings are looked at as well, and nothing is left out then.
    """
    instants = sorted({span[0] for span, _, _ in spans} | {since for since, _ in breaks} | {u for _, u in breaks})
    last: tuple[Minute, Terms] = (0, {})
    for at in instants:
        terms: Terms = defaultdict(float)
        for span, column, amount in spans:
            if span[0] <= at < span[1]:
                terms[column] += amount
        if not breaks and _within(terms, last[1]):
            continue
        if breaks or not _within(last[1], terms):
            yield last
        last = at, dict(terms)
    yield last


def _within(some: Terms, others: Terms) -> bool:
    return all(others.get(column, 0) >= amount for column, amount in some.items())


def most_at_once(spans: Sequence[Span], during: Span) -> int:
    """How many of the spans hold at once somewhere in a span."""
    instants = [during[0], *(since for since, _ in spans if during[0] < since < during[1])]
    return max(sum(since <= at < until for since, until in spans) for at in instants)


def work_of(request: Request, anchor: Minute) -> Span:
    """From the first minute of work to the last."""
    works = [session.work(anchor) for session in request.sessions]
    return min(since for since, _ in works), max(until for _, until in works)


def meet(one: Span, other: Span) -> bool:
    """Whether two spans have a minute in common."""
    return one[0] < other[1] and other[0] < one[1]


def _tens(metres: int) -> int:
    return -(-metres // 10)


# ------------------------------------------------------------------------------------------------------- plans as columns


def values_of(model: Model, placed: Mapping[str, Place]) -> list[float]:
    """The columns' values for a plan; ways follow from the rooms and are left to the solver (0)."""
    values = [0.0] * len(model.costs)
    for room in {room for place in placed.values() for room in place.rooms.values()}:
        values[model.lit[room]] = 1
    for code, column in model.refused.items():
        values[column] = float(code not in placed)
    for (code, anchor), column in model.begin.items():
        values[column] = float(code in placed and placed[code].anchor == anchor)
    for seat in model.seats:
        place = placed.get(seat.request)
        at = place is not None and place.anchor == seat.anchor and place.rooms.get(seat.session) == seat.room
        values[seat.column] = float(at)
    return values


def placed_of(model: Model, values: Sequence[float]) -> dict[str, Place]:
    """The plan that whole values of the columns mean, with the pinned requests where they are."""
    rooms: dict[str, dict[str, str]] = defaultdict(dict)
    for seat in model.seats:
        if values[seat.column] > 0.5:
            rooms[seat.request][seat.session] = seat.room
    placed = {code: Place(anchor=a, rooms=rooms[code]) for (code, a), c in model.begin.items() if values[c] > 0.5}
    return placed | {r.code: r.pinned for r in model.problem.requests if r.pinned is not None}


def bare_plan(problem: Problem, placed: Mapping[str, Place]) -> Plan:
    """A plan without reasons: what is not placed is refused."""
    left_out = [request.code for request in problem.requests if request.code not in placed]
    refused = tuple(Refusal(request=code, code="dispatch.no_place") for code in left_out)
    return Plan(placed=dict(placed), refused=refused, cost=cost_of(problem, placed), solver="highs")
