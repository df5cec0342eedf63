"""Why each request stands where it stands, what the next best would have cost, and why another has no place: codes for sentences.

Reasons are found in the finished plan, whoever made it: every other request stays where it is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec

from venue.schedule.dispatch.check import clock_of
from venue.schedule.dispatch.plan import Plan, Reason, Refusal, cost_of, spare_seats, walking
from venue.schedule.dispatch.problem import Minute, Place, Problem, Request, Room, Session
from venue.schedule.dispatch.standing import KINDS, Bar, Standing

Args = dict[str, str | int]
NAMED = 4
"""So many requests are named as standing in the way; of more, the rest is a number."""
NONE = "无/none"


class Price(NamedTuple):
    """What one request alone adds to the cost, in the parts of the objective."""

    displaced: int
    spare: int
    walk: int
    lit: int
    total: int


def explain(problem: Problem, plan: Plan) -> Plan:
    """The plan with one reason for each request that is placed and one refusal for each that is not.

    The plan must be legal (:mod:`venue.schedule.dispatch.check`); its cost is computed if it states none.
    """
    why = _Why(problem, plan)
    placed = [request for request in problem.requests if request.code in plan.placed]
    left_out = [request for request in problem.requests if request.code not in plan.placed]
    return msgspec.structs.replace(
        plan,
        reasons=tuple(why.reason(request, plan.placed[request.code]) for request in placed),
        refused=tuple(why.refusal(request) for request in left_out),
        cost=plan.cost or cost_of(problem, plan.placed),
    )


class _Why:
    """Looks for the reasons in one plan."""

    def __init__(self, problem: Problem, plan: Plan) -> None:
        self.problem = problem
        self.standing = Standing(problem, plan.placed)

    # --------------------------------------------------------------------------------------------------------- placed

    def reason(self, request: Request, place: Place) -> Reason:
        """Why it stands here."""
        args: Args = {"at": clock_of(self.problem, place.anchor), "rooms": _rooms(request, place)}
        if request.pinned is not None:
            return Reason(request=request.code, code="dispatch.reason_pinned", args=args)
        price = self.price(request, place)
        other = self.next_best(request, place)
        if other is not None and self.price(request, other).total < price.total:
            args |= self._compared(request, other, price)
            return Reason(request=request.code, code="dispatch.reason_improvable", args=args)
        kind, more = self._here(request, place)
        if other is None:
            return Reason(request=request.code, code=f"dispatch.reason_{kind}_only", args=args | more)
        args |= more | self._compared(request, other, price)
        return Reason(request=request.code, code=f"dispatch.reason_{kind}", args=args)

    def _here(self, request: Request, place: Place) -> tuple[str, Args]:
        """At the wish in the smallest rooms or larger ones, or moved and through what."""
        if place.anchor == request.wish:
            return self._kept(request, place)
        args: Args = {"wish": clock_of(self.problem, request.wish), "minutes": abs(place.anchor - request.wish)}
        bar = self._barred(request, request.wish)
        if bar is None:
            return "moved_dearer", args
        return f"moved_{bar.kind}", args | {"by": self._by(bar)}

    def _kept(self, request: Request, place: Place) -> tuple[str, Args]:
        for session in request.roomed:
            room = self.problem.room[place.rooms[session.code]]
            for one in (one for one in self._smallest_first(session) if one.capacity < room.capacity):
                bar = self.standing.bar_room(request, session, place.anchor, room=one)
                if bar is not None and bar.kind in ("taken", "closed"):
                    by = self._by(bar) if bar.kind == "taken" else ""
                    return f"kept_{bar.kind}", {"smaller": one.code, "by": by, "room": room.code}
                return "kept_nearer", {"smaller": one.code, "room": room.code}
        return ("kept" if request.roomed else "kept_roomless"), {}

    def _by(self, bar: Bar) -> str:
        more = len(bar.by) - NAMED
        return ", ".join(bar.by[:NAMED]) + (f" +{more}" if more > 0 else "")

    def _compared(self, request: Request, other: Place, price: Price) -> Args:
        found = self.price(request, other)
        return {
            "other_at": clock_of(self.problem, other.anchor),
            "other_rooms": _rooms(request, other),
            "extra": abs(found.total - price.total),
            "more_minutes": f"{found.displaced - price.displaced:+d}",
            "more_seats": f"{found.spare - price.spare:+d}",
            "more_metres": f"{(found.walk - price.walk) * 10:+d}",
            "more_lit": f"{found.lit - price.lit:+d}",
        }

    # -------------------------------------------------------------------------------------------------------- refused

    def refusal(self, request: Request) -> Refusal:
        """Why it has no place."""
        code, args = self._refused(request)
        return Refusal(request=request.code, code=f"dispatch.refused_{code}", args=args)

    def _refused(self, request: Request) -> tuple[str, Args]:
        for session in request.roomed:
            if not self.problem.eligible(session):
                return "unfit", {"session": session.code, "capacity": session.capacity, "needs": _needs(session)}
        window: Args = {
            "since": clock_of(self.problem, min(request.anchors)),
            "until": clock_of(self.problem, max(request.anchors)),
        }
        place = next(self._best_places(request), None)
        if place is not None:
            return self._free_yet_refused(request, place)
        bars = [bar for anchor in request.anchors if (bar := self._barred(request, anchor)) is not None]
        kind = _commonest(bars)
        bar = next((bar for bar in bars if bar.kind == kind), Bar(kind))
        return kind, window | {"by": self._by(bar), "session": bar.session}

    def _free_yet_refused(self, request: Request, place: Place) -> tuple[str, Args]:
        args: Args = {"at": clock_of(self.problem, place.anchor), "rooms": _rooms(request, place)}
        cost, spared = self.price(request, place).total, self.problem.weights.refused * request.weight
        if cost >= spared:
            return "dearer", args | {"cost": cost, "spared": spared}
        return "though_free", args

    # --------------------------------------------------------------------------------------------------------- places

    def _barred(self, request: Request, anchor: Minute) -> Bar | None:
        """What bars an anchor, all its rooms considered; nothing: it is free in this plan."""
        if anchor not in request.anchors:
            return Bar("start")
        bar = self.standing.bar(request, anchor)
        if bar is not None:
            return bar
        for session in request.roomed:
            bars = [
                self.standing.bar_room(request, session, anchor, room=room) for room in self._smallest_first(session)
            ]
            told = [bar for bar in bars if bar is not None]
            if len(told) == len(bars):
                kind = min((bar.kind for bar in told), key=KINDS.index, default="unfit")
                codes = dict.fromkeys(code for bar in told if bar.kind == kind for code in bar.by)
                return Bar(kind, tuple(codes), session.code)
        return None

    def _smallest_first(self, session: Session) -> list[Room]:
        return sorted(self.problem.eligible(session), key=lambda room: (room.capacity, room.code))

    def next_best(self, request: Request, place: Place) -> Place | None:
        """The cheapest other place that is free for the request in this plan: other rooms, or another anchor."""
        best = min(self._swapped(request, place), key=lambda one: self.price(request, one).total, default=None)
        limit = None if best is None else self.price(request, best).total
        for other in self._best_places(request, limit):
            if other.anchor != place.anchor and (limit is None or self.price(request, other).total < limit):
                best, limit = other, self.price(request, other).total
        return best

    def _swapped(self, request: Request, place: Place) -> Iterator[Place]:
        for session in request.roomed:
            for room in self.problem.eligible(session):
                barred = self.standing.bar_room(request, session, place.anchor, room=room)
                if room.code != place.rooms[session.code] and barred is None:
                    other = Place(anchor=place.anchor, rooms=place.rooms | {session.code: room.code})
                    if not _own_clash(self.problem, request, other):
                        yield other

    def _best_places(self, request: Request, limit: int | None = None) -> Iterator[Place]:
        """The cheapest place at each anchor that is free, nearest to the wish first, while it may cost less than the limit."""
        for anchor in request.anchors:
            displaced = self.problem.weights.displaced * abs(anchor - request.wish)
            if limit is not None and displaced >= limit:
                return
            if self.standing.bar(request, anchor) is None:
                place = self._best_rooms(request, anchor)
                if place is not None:
                    yield place

    def _best_rooms(self, request: Request, anchor: Minute) -> Place | None:
        """The cheapest free rooms at an anchor: session after session, the way from the one before counted."""
        paths: dict[str, tuple[int, dict[str, str]]] = {"": (0, {})}
        for session in request.roomed:
            free = [r for r in self.problem.eligible(session) if not self._taken(request, session, anchor, room=r)]
            found: dict[str, tuple[int, dict[str, str]]] = {}
            for room in free:
                cost = self._room_cost(request, session, room)
                steps = [(was + cost + self._way(last, room), rooms) for last, (was, rooms) in paths.items()]
                fits = [
                    (total, rooms | {session.code: room.code})
                    for total, rooms in steps
                    if not _own_clash(
                        self.problem, request, Place(anchor=anchor, rooms=rooms | {session.code: room.code})
                    )
                ]
                if fits:
                    found[room.code] = min(fits, key=lambda one: one[0])
            paths = found
        best = min(paths.values(), key=lambda one: one[0], default=None)
        return None if best is None else Place(anchor=anchor, rooms=best[1])

    def _taken(self, request: Request, session: Session, anchor: Minute, *, room: Room) -> bool:
        return self.standing.bar_room(request, session, anchor, room=room) is not None

    def _room_cost(self, request: Request, session: Session, room: Room) -> int:
        weights, ways = self.problem.weights, self.problem.ways
        stores = [self.problem.pool[code].store for code, amount in session.pools.items() if amount]
        fetched = sum(-(-ways.get((store, room.code), 0) // 10) for store in stores if store)
        lit = 0 if self.standing.users(room.code, request.code) else weights.lit
        return weights.spare * (room.capacity - session.capacity) + weights.walk * fetched + lit

    def _way(self, last: str, room: Room) -> int:
        return self.problem.weights.walk * -(-self.problem.ways.get((last, room.code), 0) // 10)

    def price(self, request: Request, place: Place) -> Price:
        """What the request adds to the cost at a place; a room is lit by it if nobody else uses it."""
        weights = self.problem.weights
        displaced = abs(place.anchor - request.wish)
        spare, walk = spare_seats(self.problem, request, place), walking(self.problem, request, place)
        lit = sum(not self.standing.users(room, request.code) for room in set(place.rooms.values()))
        total = weights.displaced * displaced + weights.spare * spare + weights.walk * walk + weights.lit * lit
        return Price(displaced, spare, walk, lit, total)


def _own_clash(problem: Problem, request: Request, place: Place) -> bool:
    """Whether the request's own sessions meet in one room beyond its lines."""
    inside = [session for session in request.roomed if session.code in place.rooms]
    if len({place.rooms[session.code] for session in inside}) == len(inside):
        return False
    for room in set(place.rooms.values()):
        spans = [session.busy(0) for session in inside if place.rooms[session.code] == room]
        if any(sum(a <= at < b for a, b in spans) > problem.room[room].lines for at, _ in spans):
            return True
    return False


def _rooms(request: Request, place: Place) -> str:
    return ", ".join(place.rooms[session.code] for session in request.roomed) or NONE


def _needs(session: Session) -> str:
    return ", ".join((*(session.rooms or session.types), *session.features)) or NONE


def _commonest(bars: Iterable[Bar]) -> str:
    """The kind that bars most anchors; a request without any permitted anchor has none to begin at."""
    counted: Mapping[str, int] = Counter(bar.kind for bar in bars)
    return min(counted, key=lambda kind: (-counted[kind], KINDS.index(kind)), default="start")
