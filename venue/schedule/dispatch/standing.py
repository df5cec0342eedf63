"""Who stands in whose way in a finished plan: what a request would meet elsewhere, all others staying where they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import NamedTuple

from venue.schedule.dispatch.problem import Minute, Place, Pool, Problem, Request, Room, Session, Span

KINDS = ("taken", "near", "pool", "order", "closed", "hours", "start", "unfit")
"""Why a place is barred: taken by others; too near to a common party's; a pool short; before or after another; the room closed;
outside hours; no permitted start; no room that suits at all."""


class Bar(NamedTuple):
    """Why a place can not be had, and through whom: codes of requests, or of the pool or room; and which session it is about."""

    kind: str
    by: tuple[str, ...] = ()
    session: str = ""


class Held(NamedTuple):
    """A busy time of another request, in a room or of so much of a pool."""

    busy: Span
    request: str
    amount: int = 1


class Standing:
    """The plan's occupancy, room by room and pool by pool."""

    def __init__(self, problem: Problem, placed: Mapping[str, Place]) -> None:
        self.problem = problem
        self.placed = placed
        self._bars: dict[tuple[str, Minute], Bar | None] = {}
        self.rooms: dict[str, list[Held]] = defaultdict(list)
        self.pools: dict[str, list[Held]] = defaultdict(list)
        self.kin: dict[str, set[str]] = defaultdict(set)
        self.later: dict[str, list[str]] = defaultdict(list)
        self.neighbours: dict[str, list[str]] = defaultdict(list)
        for here, near in sorted(problem.too_near):
            self.neighbours[here].append(near)
        for one, other in problem.estranged:
            self.kin[one.code].add(other.code)
            self.kin[other.code].add(one.code)
        for request in problem.requests:
            for code in request.after:
                self.later[code].append(request.code)
            if request.code in placed:
                self._hold(request, placed[request.code])

    def _hold(self, request: Request, place: Place) -> None:
        for session in request.sessions:
            busy = session.busy(place.anchor)
            if session.code in place.rooms:
                self.rooms[place.rooms[session.code]].append(Held(busy, request.code))
            for pool, amount in session.pools.items():
                if amount:
                    self.pools[pool].append(Held(busy, request.code, amount))

    def users(self, room: str, apart: str) -> bool:
        """Whether a room is used by another request than that."""
        return any(held.request != apart for held in self.rooms[room])

    def bar(self, request: Request, anchor: Minute) -> Bar | None:
        """What bars an anchor whatever the rooms: hours, pools, order."""
        key = request.code, anchor
        if key not in self._bars:
            self._bars[key] = self._bar(request, anchor)
        return self._bars[key]

    def _bar(self, request: Request, anchor: Minute) -> Bar | None:
        if not self.problem.in_hours(request, anchor):
            return Bar("hours")
        return self._short(request, anchor) or self._out_of_order(request, anchor)

    def bar_room(self, request: Request, session: Session, anchor: Minute, *, room: Room) -> Bar | None:
        """What bars one room at an anchor."""
        busy = session.busy(anchor)
        if any(_meet(busy, span) for span in room.closed):
            return Bar("closed", (room.code,))
        inside = [held for held in self.rooms[room.code] if held.request != request.code and _meet(held.busy, busy)]
        if len(inside) >= room.lines and (room.lines == 1 or _crest(inside, busy) >= room.lines):
            return Bar("taken", _names(inside))
        kin = self.kin[request.code]
        near = [held for held in self._near(room) if held.request in kin and _meet(held.busy, busy)] if kin else []
        return Bar("near", _names(near)) if near else None

    def _near(self, room: Room) -> Iterable[Held]:
        for other in self.neighbours[room.code]:
            yield from self.rooms[other]

    def _short(self, request: Request, anchor: Minute) -> Bar | None:
        mine: dict[str, list[Held]] = defaultdict(list)
        for session in request.sessions:
            for needed, amount in session.pools.items():
                if amount:
                    mine[needed].append(Held(session.busy(anchor), request.code, amount))
        for code, wanted in mine.items():
            pool: Pool = self.problem.pool[code]
            others = [held for held in self.pools[code] if held.request != request.code]
            away = [Held((absence.since, absence.until), "", absence.amount) for absence in pool.absent]
            if any(_crest([*wanted, *others, *away], one.busy) > pool.amount for one in wanted):
                return Bar("pool", (code,))
        return None

    def _out_of_order(self, request: Request, anchor: Minute) -> Bar | None:
        begins, ends = _work(request, anchor)
        before = [code for code in request.after if code in self.placed and self._work(code)[1] > begins]
        behind = [code for code in self.later[request.code] if code in self.placed and self._work(code)[0] < ends]
        return Bar("order", tuple(before + behind)) if before or behind else None

    def _work(self, code: str) -> Span:
        return _work(self.problem.request[code], self.placed[code].anchor)


def _work(request: Request, anchor: Minute) -> Span:
    works = [session.work(anchor) for session in request.sessions]
    return min(since for since, _ in works), max(until for _, until in works)


def _names(held: Iterable[Held]) -> tuple[str, ...]:
    return tuple(sorted({one.request for one in held}))


def _crest(held: Iterable[Held], during: Span) -> int:
    """The most that is held at once within a span."""
    inside = [one for one in held if _meet(one.busy, during)]
    steps = [(max(one.busy[0], during[0]), one.amount) for one in inside] + [(o.busy[1], -o.amount) for o in inside]
    return max(accumulate(amount for _, amount in sorted(steps)), default=0)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
