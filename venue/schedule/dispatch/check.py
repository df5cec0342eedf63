"""The judge of plans: names every way in which a plan breaks its problem. It knows no model and no search.

It reads the forms and counts for itself, event by event, so that a mistake in a model can not hide here too. What is pinned has
begun and is a fact: whatever only pinned requests do to each other or to their rooms is no fault of a plan.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import combinations, pairwise, product
from typing import NamedTuple

from venue.schedule.dispatch.plan import Cost, Plan
from venue.schedule.dispatch.problem import FORM, Fault, Minute, Place, Pool, Problem, Request, Room, Session

DAY = 1440


class Taking(NamedTuple):
    """What one session of a placed request takes, from (included) to (excluded), with its buffers."""

    request: Request
    session: Session
    room: Room | None
    since: Minute
    until: Minute

    @property
    def held(self) -> bool:
        """Whether it has begun, and so is no choice of the plan."""
        return self.request.pinned is not None

    @property
    def where(self) -> str:
        """Its place in the plan, as faults name it."""
        return f"placed {self.request.code} {self.session.code}"


def faults(problem: Problem, plan: Plan) -> tuple[Fault, ...]:
    """Everything that is wrong with a plan; empty for a legal plan with a true cost and a bound that may be true."""
    shape = [*_settled(problem, plan), *_placed_whole(problem, plan)]
    takings = tuple(_takings(problem, plan))
    found = [*shape, *_each_place(problem, plan), *_each_taking(problem, takings)]
    found += [
        *_rooms(problem, takings),
        *_pools(problem, takings),
        *_separation(problem, takings),
        *_order(problem, plan),
    ]
    if not shape:
        found += _stated(problem, plan)
    return tuple(found)


def clock_of(problem: Problem, minute: Minute) -> str:
    """A minute as people read it: 09:30, on later days with the date (or D2 where the problem names no date)."""
    days, rest = divmod(minute, DAY)
    time = f"{rest // 60:02d}:{rest % 60:02d}"
    if not days:
        return time
    try:
        return f"{date.fromisoformat(problem.day) + timedelta(days=days)} {time}"
    except ValueError:
        return f"D{days + 1} {time}"


# ------------------------------------------------------------------------------------------------------ who is in the plan


def _settled(problem: Problem, plan: Plan) -> Iterator[Fault]:
    if plan.form != FORM:
        yield Fault("form", "dispatch.form_unknown", {"form": plan.form})
    known = {request.code for request in problem.requests}
    refused = Counter(refusal.request for refusal in plan.refused)
    for code in sorted(known | set(plan.placed) | set(refused)):
        if code not in known:
            yield Fault("plan", "dispatch.request_unknown", {"request": code})
        elif code in plan.placed and code in refused:
            yield Fault(f"placed {code}", "dispatch.placed_and_refused", {"request": code})
        elif code not in plan.placed and code not in refused:
            yield Fault("plan", "dispatch.unsettled", {"request": code})
        if refused[code] > 1:
            yield Fault(f"refused {code}", "dispatch.twice", {"code": code})


def _placed_whole(problem: Problem, plan: Plan) -> Iterator[Fault]:
    codes = {room.code for room in problem.rooms}
    for request, place in _standing(problem, plan):
        wanted = {session.code for session in request.sessions if session.types or session.rooms}
        where = f"placed {request.code}"
        for session in sorted(wanted - place.rooms.keys()):
            yield Fault(where, "dispatch.room_missing", {"session": session})
        for session in sorted(place.rooms.keys() - wanted):
            yield Fault(where, "dispatch.room_superfluous", {"session": session, "room": place.rooms[session]})
        for room in sorted(set(place.rooms.values()) - codes):
            yield Fault(where, "dispatch.room_unknown", {"room": room})


def _standing(problem: Problem, plan: Plan) -> Iterator[tuple[Request, Place]]:
    for request in problem.requests:
        if request.code in plan.placed:
            yield request, plan.placed[request.code]


def _takings(problem: Problem, plan: Plan) -> Iterator[Taking]:
    rooms = {room.code: room for room in problem.rooms}
    for request, place in _standing(problem, plan):
        for session in request.sessions:
            begin = place.anchor + session.offset
            room = rooms.get(place.rooms.get(session.code, ""))
            yield Taking(request, session, room, begin - session.setup, begin + session.minutes + session.turnover)


# ------------------------------------------------------------------------------------------------------ each for itself


def _each_place(problem: Problem, plan: Plan) -> Iterator[Fault]:
    for request in problem.requests:
        place, where = plan.placed.get(request.code), f"placed {request.code}"
        if request.pinned is not None:
            if place is None:
                yield Fault(where, "dispatch.pin_missing", {"request": request.code})
            elif (place.anchor, place.rooms) != (request.pinned.anchor, request.pinned.rooms):
                at = clock_of(problem, request.pinned.anchor)
                yield Fault(where, "dispatch.pin_moved", {"request": request.code, "at": at})
        elif place is not None and not _may_begin(request, place.anchor):
            yield Fault(where, "dispatch.start_forbidden", {"at": clock_of(problem, place.anchor)})


def _may_begin(request: Request, anchor: Minute) -> bool:
    if request.starts:
        return anchor in request.starts
    return request.earliest <= anchor <= request.latest and (anchor - request.wish) % request.step == 0


def _each_taking(problem: Problem, takings: Iterable[Taking]) -> Iterator[Fault]:
    for taking in takings:
        if taking.held:
            continue
        if problem.hours and not any(a <= taking.since and taking.until <= b for a, b in problem.hours):
            yield Fault(taking.where, "dispatch.outside_hours", _span(problem, taking))
        if taking.room is not None:
            yield from _unfit(taking, taking.room)
            yield from _shut(problem, taking, taking.room)


def _unfit(taking: Taking, room: Room) -> Iterator[Fault]:
    session = taking.session
    named = room.code in session.rooms if session.rooms else room.type in session.types
    if (session.types or session.rooms) and not named:
        yield Fault(taking.where, "dispatch.unfit_type", {"room": room.code, "type": room.type})
    if room.capacity < session.capacity:
        args: dict[str, str | int] = {"room": room.code, "seats": room.capacity, "needed": session.capacity}
        yield Fault(taking.where, "dispatch.unfit_capacity", args)
    lacking = sorted(set(session.features).difference(room.features))
    if lacking:
        yield Fault(taking.where, "dispatch.unfit_features", {"room": room.code, "lacking": ", ".join(lacking)})


def _shut(problem: Problem, taking: Taking, room: Room) -> Iterator[Fault]:
    for since, until in room.closed:
        if taking.since < until and since < taking.until:
            shut: dict[str, str | int] = {"since": clock_of(problem, since), "until": clock_of(problem, until)}
            yield Fault(taking.where, "dispatch.room_closed", {"room": room.code, **shut})


def _span(problem: Problem, taking: Taking) -> dict[str, str | int]:
    return {"since": clock_of(problem, taking.since), "until": clock_of(problem, taking.until)}


# ------------------------------------------------------------------------------------------------------------ together


def _rooms(problem: Problem, takings: Iterable[Taking]) -> Iterator[Fault]:
    by_room: dict[str, list[Taking]] = defaultdict(list)
    for taking in takings:
        if taking.room is not None:
            by_room[taking.room.code].append(taking)
    for code, inside in sorted(by_room.items()):
        lines = inside[0].room.lines if inside[0].room else 0
        for at in sorted({taking.since for taking in inside}):
            there = _there(inside, at)
            if len(there) > lines and not all(taking.held for taking in there):
                args: dict[str, str | int] = {
                    "room": code,
                    "at": clock_of(problem, at),
                    "lines": lines,
                    "taken": len(there),
                    "requests": _who(there),
                }
                yield Fault(f"rooms {code}", "dispatch.room_overbooked", args)


def _pools(problem: Problem, takings: Iterable[Taking]) -> Iterator[Fault]:
    everything = tuple(takings)
    for pool in problem.pools:
        drawing = [taking for taking in everything if taking.session.pools.get(pool.code, 0)]
        instants = {taking.since for taking in drawing} | {absence.since for absence in pool.absent}
        for at in sorted(instants):
            there = _there(drawing, at)
            used, left = sum(taking.session.pools[pool.code] for taking in there), _left(pool, at)
            if used > left and not all(taking.held for taking in there):
                args: dict[str, str | int] = {
                    "pool": pool.code,
                    "at": clock_of(problem, at),
                    "used": used,
                    "left": left,
                    "requests": _who(there),
                }
                yield Fault(f"pools {pool.code}", "dispatch.pool_overdrawn", args)


def _left(pool: Pool, at: Minute) -> int:
    away = sum(absence.amount for absence in pool.absent if absence.since <= at < absence.until)
    return max(0, pool.amount - away)


def _there(takings: Iterable[Taking], at: Minute) -> list[Taking]:
    return [taking for taking in takings if taking.since <= at < taking.until]


def _who(takings: Iterable[Taking]) -> str:
    return ", ".join(sorted({taking.request.code for taking in takings}))


def _separation(problem: Problem, takings: Iterable[Taking]) -> Iterator[Fault]:
    near = {frozenset(pair) for pair in problem.near}
    by_request: dict[str, list[Taking]] = defaultdict(list)
    for taking in takings:
        if taking.room is not None:
            by_request[taking.request.code].append(taking)
    for mine, theirs in combinations(by_request.values(), 2):
        common = sorted(set(mine[0].request.parties).intersection(theirs[0].request.parties))
        if not common or (mine[0].held and theirs[0].held):
            continue
        for one, other in product(mine, theirs):
            if _meet(one, other, near):
                yield _too_near(problem, one, other, common)


def _meet(one: Taking, other: Taking, near: set[frozenset[str]]) -> bool:
    if one.room is None or other.room is None or one.since >= other.until or other.since >= one.until:
        return False
    return one.room.code == other.room.code or frozenset((one.room.code, other.room.code)) in near


def _too_near(problem: Problem, one: Taking, other: Taking, common: list[str]) -> Fault:
    args: dict[str, str | int] = {
        "room": one.room.code if one.room else "",
        "other": other.request.code,
        "other_room": other.room.code if other.room else "",
        "party": ", ".join(common),
        "at": clock_of(problem, max(one.since, other.since)),
    }
    return Fault(one.where, "dispatch.too_near", args)


def _order(problem: Problem, plan: Plan) -> Iterator[Fault]:
    requests = {request.code: request for request in problem.requests}
    for request, place in _standing(problem, plan):
        begins = place.anchor + min(session.offset for session in request.sessions)
        for code in request.after:
            other, stands = requests.get(code), plan.placed.get(code)
            if other is None or stands is None or (request.pinned and other.pinned):
                continue
            ends = stands.anchor + max(session.offset + session.minutes for session in other.sessions)
            if begins < ends:
                args = {"begins": clock_of(problem, begins), "other": code, "ends": clock_of(problem, ends)}
                yield Fault(f"placed {request.code}", "dispatch.too_early", {**args})


# --------------------------------------------------------------------------------------------------------- what it says


def _stated(problem: Problem, plan: Plan) -> Iterator[Fault]:
    found = _cost(problem, plan)
    for part, value in found.items():
        if plan.cost is not None and getattr(plan.cost, part) != value:
            args = {"part": part, "stated": getattr(plan.cost, part), "found": value}
            yield Fault("cost", "dispatch.cost_differs", args)
    if plan.bound > found["total"]:
        yield Fault("bound", "dispatch.bound_above", {"bound": plan.bound, "cost": found["total"]})
    elif plan.proven and plan.bound < found["total"]:
        yield Fault("proven", "dispatch.not_proven", {"bound": plan.bound, "cost": found["total"]})


def _cost(problem: Problem, plan: Plan) -> dict[str, int]:
    rooms = {room.code: room for room in problem.rooms}
    parts = dict.fromkeys(Cost.__struct_fields__, 0)
    parts["refused"] = sum(request.weight for request in problem.requests if request.code not in plan.placed)
    lit: set[str] = set()
    for request, place in _standing(problem, plan):
        parts["displaced"] += abs(place.anchor - request.wish)
        parts["walk"] += sum((metres + 9) // 10 for metres in _ways(problem, request, place))
        for session in request.sessions:
            if session.code in place.rooms:
                parts["spare"] += rooms[place.rooms[session.code]].capacity - session.capacity
        lit.update(place.rooms.values())
    parts["lit"] = len(lit)
    parts["total"] = sum(getattr(problem.weights, part) * amount for part, amount in parts.items() if part != "total")
    return parts


def _ways(problem: Problem, request: Request, place: Place) -> Iterator[int]:
    metres: Mapping[frozenset[str], int] = {frozenset((walk.a, walk.b)): walk.metres for walk in problem.walks}
    inside = sorted((s for s in request.sessions if s.code in place.rooms), key=lambda s: (s.offset, s.code))
    for one, other in pairwise(inside):
        yield metres.get(frozenset((place.rooms[one.code], place.rooms[other.code])), 0)
    for session in inside:
        for pool in problem.pools:
            if pool.store and session.pools.get(pool.code, 0):
                yield metres.get(frozenset((pool.store, place.rooms[session.code])), 0)
