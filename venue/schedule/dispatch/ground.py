"""A dispatch problem made ready for searching: numbers instead of codes, and each busy time as the bits of one integer.

A bit stands for the largest piece of time that every instant of the problem is a multiple of; two sessions are busy together when
their integers have a bit in common. Nothing here changes while a search runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import NamedTuple

from venue.schedule.dispatch.plan import Plan, Refusal, cost_of
from venue.schedule.dispatch.problem import Minute, Place, Problem, Request, Session, Span

Bits = int
"""One bit a slot of time, or one bit a room."""


class Part(NamedTuple):
    """A session that takes a room, at one anchor: when it is busy, and the rooms that suit and are open, cheapest first."""

    busy: Bits
    rooms: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """A request at one of its anchors.

    ``fee``: the cost of the displacement. ``pools``: (pool, how much at least, when). ``start`` and ``end`` of the work are
    minutes. ``whole``: every time at which one of the rooms is taken.
    """

    request: int
    anchor: Minute
    fee: int
    parts: tuple[Part, ...]
    pools: tuple[tuple[int, int, Bits], ...]
    start: Minute
    end: Minute
    whole: Bits
    pinned: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class _Shape:
    """What is the same at every anchor of a request, counted from the first minute at which one of its sessions is busy."""

    first: Minute
    start: Minute
    end: Minute
    busy: list[Bits]
    demand: list[tuple[int, int, Bits]]
    pins: tuple[int, ...] | None


class Standing(NamedTuple):
    """Where a request stands: one of its options, and the room of each part."""

    option: Option
    rooms: tuple[int, ...]


class Figure(NamedTuple):
    """All options of a request at once, a bit for each time at which it could begin.

    ``begins``: the bit of each option, in the order of options. ``parts``: for each part its family of rooms, how many slots after
    the beginning it is busy, and for how many.
    """

    begins: tuple[Bits, ...]
    all: Bits
    parts: tuple[tuple[int, int, int], ...]


class Ground:
    """Everything about a problem that a search asks again and again."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.number = {room.code: index for index, room in enumerate(problem.rooms)}
        self.pool_number = {pool.code: index for index, pool in enumerate(problem.pools)}
        self.slot, self.origin = _grid(problem)
        self.lines = [room.lines for room in problem.rooms]
        self.shut = [self._all(room.closed) for room in problem.rooms]
        self.near = self._near()
        w = problem.weights
        self.price = [w.refused * request.weight for request in problem.requests]
        self.lamp = w.lit
        self.fees = [self._fees(request) for request in problem.requests]
        self.families, self.kin, self.houses = self._families()
        self.options = [tuple(self._options(index)) for index in range(len(problem.requests))]
        self.figures = [self._figures(index) for index in range(len(problem.requests))]
        self.before, self.behind = self._order()
        self.apart = self._apart()
        self.crowded = [_meets_itself(problem, request) for request in problem.requests]

    def bits(self, span: Span) -> Bits:
        """The slots of a span. The span begins and ends at whole slots."""
        since, until = ((at - self.origin) // self.slot for at in span)
        return ((1 << (until - since)) - 1) << since if until > since else 0

    def _all(self, spans: Sequence[Span]) -> Bits:
        found = 0
        for span in spans:
            found |= self.bits(span)
        return found

    @cached_property
    def ways(self) -> list[list[int]]:
        """What walking from one room to another costs."""
        each, ways, rooms = self.problem.weights.walk, self.problem.ways, self.problem.rooms
        return [[each * -(-ways.get((a.code, b.code), 0) // 10) for b in rooms] for a in rooms]

    def _near(self) -> list[Bits]:
        found = [1 << index for index in range(len(self.problem.rooms))]
        for a, b in self.problem.too_near:
            found[self.number[a]] |= 1 << self.number[b]
        return found

    @cached_property
    def sizes(self) -> list[int]:
        """How many slots of rooms each request takes altogether."""
        return [sum(part.busy.bit_count() for part in options[0].parts) if options else 0 for options in self.options]

    # ------------------------------------------------------------------------------------------------------------ options

    def _fees(self, request: Request) -> tuple[dict[int, int], ...]:
        """For each session with a room: what each suitable room costs by its spare seats and by fetching equipment."""
        return tuple(self._session_fees(session, _pinned_rooms(request, session)) for session in request.roomed)

    def _families(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]], list[tuple[int, ...]]]:
        """Rooms that suit the same sessions: the rooms of each family, the families of each request's parts and of each room."""
        number: dict[tuple[int, ...], int] = {}
        kin = [tuple([number.setdefault(tuple(sorted(fee)), len(number)) for fee in fees]) for fees in self.fees]
        rooms = range(len(self.problem.rooms))
        houses = [tuple([family for members, family in number.items() if room in members]) for room in rooms]
        return list(number), kin, houses

    def _session_fees(self, session: Session, pinned: tuple[str, ...]) -> dict[int, int]:
        w = self.problem.weights
        stores = [self.problem.pool[pool].store for pool, amount in session.pools.items() if amount]
        rooms = [self.problem.room[code] for code in pinned] or self.problem.eligible(session)
        found = {}
        for room in rooms:
            fetched = sum(-(-self.problem.ways.get((store, room.code), 0) // 10) for store in stores if store)
            found[self.number[room.code]] = w.spare * (room.capacity - session.capacity) + w.walk * fetched
        return dict(sorted(found.items(), key=lambda item: (item[1], item[0])))

    def _options(self, index: int) -> Iterator[Option]:
        request, shape = self.problem.requests[index], self._shape(index)
        for anchor in request.anchors:
            if request.pinned is None and not self.problem.in_hours(request, anchor):
                continue
            option = self._option(shape, index, anchor)
            if option.pinned is not None or (all(part.rooms for part in option.parts) and self._enough(option)):
                yield option

    def _shape(self, index: int) -> _Shape:
        request = self.problem.requests[index]
        first, work = request.span[0], [session.work(0) for session in request.sessions]
        pinned = request.pinned
        return _Shape(
            first=first,
            start=min(since for since, _ in work),
            end=max(until for _, until in work),
            busy=[self._since(first, session) for session in request.roomed],
            demand=list(self._demand(request, first)),
            pins=None if pinned is None else tuple(self.number[pinned.rooms[s.code]] for s in request.roomed),
        )

    def _since(self, first: Minute, session: Session) -> Bits:
        """The busy time of a session as if the first of its request began in slot 0."""
        since, until = session.busy(0)
        return self.bits((since - first + self.origin, until - first + self.origin))

    def _option(self, shape: _Shape, index: int, anchor: Minute) -> Option:
        request = self.problem.requests[index]
        shift = (anchor + shape.first - self.origin) // self.slot
        parts = tuple(
            [
                Part(busy << shift, tuple(fees) if shape.pins is not None else self._open(fees, busy << shift))
                for busy, fees in zip(shape.busy, self.fees[index], strict=True)
            ]
        )
        return Option(
            request=index,
            anchor=anchor,
            fee=self.problem.weights.displaced * abs(anchor - request.wish),
            parts=parts,
            pools=tuple([(pool, level, when << shift) for pool, level, when in shape.demand]),
            start=anchor + shape.start,
            end=anchor + shape.end,
            whole=_union([part.busy for part in parts]),
            pinned=shape.pins,
        )

    def _open(self, fees: Mapping[int, int], busy: Bits) -> tuple[int, ...]:
        shut = self.shut
        return tuple([room for room in fees if not shut[room] & busy])

    def _demand(self, request: Request, first: Minute) -> Iterator[tuple[int, int, Bits]]:
        """What the sessions take of each pool together: one line for each amount, with the times that need at least so much."""
        for code in sorted({pool for session in request.sessions for pool, amount in session.pools.items() if amount}):
            taken = [(self._since(first, s), s.pools[code]) for s in request.sessions if s.pools.get(code)]
            levels: dict[int, Bits] = {}
            for bits, amount in taken:
                grown = {level + amount: when & bits for level, when in levels.items()}
                for level, when in ((amount, bits), *grown.items()):
                    levels[level] = levels.get(level, 0) | when
            yield from ((self.pool_number[code], level, when) for level, when in _nested(levels))

    def _figures(self, index: int) -> Figure:
        options = self.options[index]
        if not options:
            return Figure((), 0, ())
        since = [_first(option) for option in options]
        begins = tuple([1 << at for at in since])
        parts = [
            (family, _lowest(part.busy) - since[0], part.busy.bit_count())
            for family, part in zip(self.kin[index], options[0].parts, strict=True)
        ]
        return Figure(begins, _union(begins), tuple(parts))

    def _enough(self, option: Option) -> bool:
        return all(level <= self.problem.pools[pool].amount for pool, level, _ in option.pools)

    # ---------------------------------------------------------------------------------------------------- between requests

    def _order(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
        place = {request.code: index for index, request in enumerate(self.problem.requests)}
        before = [tuple(place[code] for code in request.after) for request in self.problem.requests]
        behind: list[list[int]] = [[] for _ in before]
        for index, firsts in enumerate(before):
            for first in firsts:
                behind[first].append(index)
        return before, [tuple(later) for later in behind]

    def _apart(self) -> list[tuple[int, ...]]:
        """For each request those that share a party with it and may be busy at the same time."""
        reach = [_union(option.whole for option in options) for options in self.options]
        place = {request.code: index for index, request in enumerate(self.problem.requests)}
        found: list[list[int]] = [[] for _ in reach]
        for a, b in self.problem.estranged:
            i, j = place[a.code], place[b.code]
            if reach[i] & reach[j]:
                found[i].append(j)
                found[j].append(i)
        return [tuple(others) for others in found]

    # ------------------------------------------------------------------------------------------------------------- answers

    def place(self, standing: Standing) -> Place:
        """The form of a standing."""
        request = self.problem.requests[standing.option.request]
        rooms = {s.code: self.problem.rooms[r].code for s, r in zip(request.roomed, standing.rooms, strict=True)}
        return Place(anchor=standing.option.anchor, rooms=rooms)

    def standing(self, index: int, place: Place) -> Standing | None:
        """The standing of a form; None when the request may not stand at that anchor."""
        roomed = self.problem.requests[index].roomed
        for option in self.options[index]:
            if option.anchor == place.anchor:
                return Standing(option, tuple(self.number[place.rooms[session.code]] for session in roomed))
        return None

    def plan(self, standings: Sequence[Standing | None], *, solver: str, bound: int = 0, elapsed_ms: int = 0) -> Plan:
        """The plan of the standings, with its cost; what does not stand is refused as having found no place."""
        requests = self.problem.requests
        placed = {requests[i].code: self.place(s) for i, s in enumerate(standings) if s is not None}
        refused = tuple(Refusal(request=r.code, code="dispatch.no_place") for r in requests if r.code not in placed)
        cost = cost_of(self.problem, placed)
        least = max(bound, self.least)
        return Plan(
            placed=placed,
            refused=refused,
            cost=cost,
            bound=least,
            proven=cost.total <= least,
            solver=solver,
            elapsed_ms=elapsed_ms,
        )

    @cached_property
    def least(self) -> int:
        """A cost that no plan can undercut: each request alone at its cheapest, or refused."""
        return sum(self._cheapest(index) for index in range(len(self.price)))

    def _cheapest(self, index: int) -> int:
        found = [
            option.fee
            + sum(min(fees[r] for r in part.rooms) for part, fees in zip(option.parts, self.fees[index], strict=True))
            for option in self.options[index]
            if option.pinned is None
        ]
        pinned = [
            option.fee + sum(fees[r] for r, fees in zip(option.pinned, self.fees[index], strict=True))
            for option in self.options[index]
            if option.pinned is not None
        ]
        return min(pinned) if pinned else min([*found, self.price[index]])


def _grid(problem: Problem) -> tuple[int, Minute]:
    """The longest slot that divides every instant that matters, counted from the first of them."""
    instants = {at for room in problem.rooms for span in room.closed for at in span}
    instants |= {at for pool in problem.pools for gone in pool.absent for at in (gone.since, gone.until)}
    for request in problem.requests:
        marks = {at for session in request.sessions for at in session.busy(0)}
        instants |= {anchor + mark for anchor in request.anchors for mark in marks}
    origin = min(instants, default=0)
    return gcd(*(at - origin for at in instants)) or 1, origin


def _first(option: Option) -> int:
    """The slot in which the first of its rooms is taken, 0 where it takes none."""
    return min([_lowest(part.busy) for part in option.parts], default=0)


def _lowest(bits: Bits) -> int:
    return (bits & -bits).bit_length() - 1


def _union(bits: Iterable[Bits]) -> Bits:
    found = 0
    for some in bits:
        found |= some
    return found


def _nested(levels: Mapping[int, Bits]) -> list[tuple[int, Bits]]:
    """The same levels upwards, each with the times of all higher ones."""
    found: list[tuple[int, Bits]] = []
    above = 0
    for level in sorted(levels, reverse=True):
        above |= levels[level]
        if above:
            found.append((level, above))
    return found[::-1]


def _pinned_rooms(request: Request, session: Session) -> tuple[str, ...]:
    return () if request.pinned is None else (request.pinned.rooms[session.code],)


def _meets_itself(problem: Problem, request: Request) -> bool:
    """Whether two sessions of the request could take the same room at the same time."""
    roomed = request.roomed
    for index, one in enumerate(roomed):
        for other in roomed[index + 1 :]:
            (a, b), (c, d) = one.busy(0), other.busy(0)
            if a < d and c < b and set(problem.eligible(one)) & set(problem.eligible(other)):
                return True
    return False
