"""Why a request can not stay where it was, and what becomes of it: one sentence for each, Chinese and English."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from venue.core.wording import say
from venue.schedule.dispatch.plan import Refusal
from venue.schedule.dispatch.problem import Minute, Place, Problem, Request, Session, Span
from venue.schedule.dispatch.repair_forms import Moved
from venue.schedule.dispatch.repair_present import Present

LANGUAGES = ("zh", "en")
DAY = 1440

Args = dict[str, str | int]


class Cause(NamedTuple):
    """What drives a request away from its place: a code of the wording with arguments."""

    code: str
    args: Args


class _Neighbour(NamedTuple):
    """A session of another request that is busy at the same time."""

    request: Request
    session: Session
    place: Place


def moves_of(day: Present, placed: Mapping[str, Place]) -> tuple[Moved, ...]:
    """Every request that stands elsewhere than before, with the reason."""
    changed = ((r, day.before[r.code], placed[r.code]) for r in day.problem.requests if r.code in placed)
    return tuple(_move(day, placed, request, (was, now)) for request, was, now in changed if was != now)


def cancelled_of(day: Present, placed: Mapping[str, Place]) -> tuple[Refusal, ...]:
    """Every request of the plan in force that has no place any more, with the reason."""
    return tuple(_cancelled(day, placed, r) for r in day.problem.requests if r.code not in placed)


def clock_of(minute: Minute) -> str:
    """A minute as people read it; on later days of the problem with the number of days after the first."""
    days, rest = divmod(minute, DAY)
    time = f"{rest // 60:02}:{rest % 60:02}"
    return f"{time}(+{days})" if days else time


def _move(day: Present, placed: Mapping[str, Place], request: Request, places: tuple[Place, Place]) -> Moved:
    was, now = places
    cause = cause_of(day, placed, request)
    told = {f"change_{lang}": _change(was, now, lang) for lang in LANGUAGES}
    return Moved(
        request=request.code,
        was=was,
        now=now,
        people=request.people,
        forced=request.code in day.forced,
        cause=cause.code,
        code="repair.moved",
        args={"request": request.code, **_both(cause), **told},
    )


def _cancelled(day: Present, placed: Mapping[str, Place], request: Request) -> Refusal:
    code = "repair.interrupted" if request.code in day.forced else "repair.cancelled"
    cause = cause_of(day, placed, request)
    return Refusal(request=request.code, code=code, args={"request": request.code, **_both(cause)})


def _both(cause: Cause) -> Args:
    return {f"cause_{lang}": say(cause.code, cause.args, lang) for lang in LANGUAGES}


def _change(was: Place, now: Place, language: str) -> str:
    """Which rooms and what time are other now."""
    rooms = [room for session, room in sorted(now.rooms.items()) if room != was.rooms.get(session)]
    args: Args = {"rooms": ("、" if language == "zh" else ", ").join(dict.fromkeys(rooms)), "to": clock_of(now.anchor)}
    args["was"] = clock_of(was.anchor)
    kind = "both" if rooms and was.anchor != now.anchor else "room" if rooms else "time"
    return say(f"repair.change.{kind}", args, language)


def cause_of(day: Present, placed: Mapping[str, Place], request: Request) -> Cause:
    """The first thing that keeps a request from standing as before, in a day in which the others stand as ``placed``."""
    place = day.before[request.code]
    found = (_by_itself(day.problem, request, place), _by_rooms(day, placed, request), _by_others(day, placed, request))
    return next((cause for cause in found if cause is not None), Cause("repair.cause.others", {}))


# -------------------------------------------------------------------------------------------------------------- by itself


def _by_itself(problem: Problem, request: Request, place: Place) -> Cause | None:
    for session in request.roomed:
        shut = _shut(problem, session, place)
        if shut is not None:
            args: Args = {"room": place.rooms[session.code], "since": clock_of(shut[0]), "until": clock_of(shut[1])}
            return Cause("repair.cause.closed", args)
    if place.anchor not in request.anchors:
        return Cause("repair.cause.opening", {"was": clock_of(place.anchor)})
    if not problem.in_hours(request, place.anchor):
        return Cause("repair.cause.hours", {})
    return None


def _shut(problem: Problem, session: Session, place: Place) -> Span | None:
    """When the session's room is closed while it would be busy. One that was held to its room knows its new rooms only."""
    since, until = session.busy(place.anchor)
    closed = problem.room[place.rooms[session.code]].closed
    return next((span for span in closed if since < span[1] and span[0] < until), None)


# --------------------------------------------------------------------------------------------------------------- by rooms


def _by_rooms(day: Present, placed: Mapping[str, Place], request: Request) -> Cause | None:
    place = day.before[request.code]
    for session in request.roomed:
        room = day.problem.room[place.rooms[session.code]]
        there = [n for n in _beside(day, placed, request, session) if n.place.rooms[n.session.code] == room.code]
        stay = [n for n in there if day.before[n.request.code] == n.place]
        if len(stay) >= room.lines:
            return _taken("repair.cause.overrun", room.code, stay)
        if len(there) >= room.lines:
            return _taken("repair.cause.makes_room", room.code, [n for n in there if n not in stay])
    return None


def _taken(code: str, room: str, others: Sequence[_Neighbour]) -> Cause:
    """Whoever is longest in the room: those who stay have overrun, the others have been put there."""
    last = max(others, key=lambda n: n.session.busy(n.place.anchor)[1])
    until = last.session.work(last.place.anchor)[1]
    return Cause(code, {"room": room, "other": last.request.code, "until": clock_of(until)})


def _beside(day: Present, placed: Mapping[str, Place], request: Request, session: Session) -> Iterator[_Neighbour]:
    """The sessions of others in rooms that are busy while this one would be at its old place."""
    since, until = session.busy(day.before[request.code].anchor)
    for code, place in placed.items():
        other = day.problem.request[code]
        for theirs in other.roomed if code != request.code else ():
            begins, ends = theirs.busy(place.anchor)
            if begins < until and since < ends:
                yield _Neighbour(other, theirs, place)


# -------------------------------------------------------------------------------------------------------------- by others


def _by_others(day: Present, placed: Mapping[str, Place], request: Request) -> Cause | None:
    apart = _too_near(day, placed, request)
    if apart is not None:
        return Cause("repair.cause.apart", {"other": apart})
    order = _out_of_order(day, placed, request)
    if order is not None:
        return Cause("repair.cause.order", {"other": order})
    pool = _overdrawn(day, placed, request)
    return Cause("repair.cause.pool", {"pool": pool}) if pool is not None else None


def _too_near(day: Present, placed: Mapping[str, Place], request: Request) -> str | None:
    place, near = day.before[request.code], day.problem.too_near
    for session in request.roomed:
        for other in _beside(day, placed, request, session):
            rooms = place.rooms[session.code], other.place.rooms[other.session.code]
            if rooms in near and set(request.parties).intersection(other.request.parties):
                return other.request.code
    return None


def _out_of_order(day: Present, placed: Mapping[str, Place], request: Request) -> str | None:
    begins, ends = _work(request, day.before[request.code])
    for code, place in placed.items():
        other = day.problem.request[code]
        others_begin, others_end = _work(other, place)
        if (code in request.after and others_end > begins) or (request.code in other.after and ends > others_begin):
            return code
    return None


def _work(request: Request, place: Place) -> Span:
    spans = [session.work(place.anchor) for session in request.sessions]
    return min(since for since, _ in spans), max(until for _, until in spans)


def _overdrawn(day: Present, placed: Mapping[str, Place], request: Request) -> str | None:
    place = day.before[request.code]
    for session in request.sessions:
        for pool, amount in session.pools.items():
            if (
                amount
                and _most_used(day, placed, request, (session, place, pool)) + amount > day.problem.pool[pool].amount
            ):
                return pool
    return None


def _most_used(day: Present, placed: Mapping[str, Place], request: Request, wanted: tuple[Session, Place, str]) -> int:
    """How much of the pool others take, or is absent, at the worst moment of the session at its old place."""
    session, place, pool = wanted
    since, until = session.busy(place.anchor)
    taken = [(absent.since, absent.until, absent.amount) for absent in day.problem.pool[pool].absent]
    for code, stands in placed.items():
        if code != request.code:
            sessions = day.problem.request[code].sessions
            taken += [(*s.busy(stands.anchor), s.pools[pool]) for s in sessions if s.pools.get(pool)]
    instants = [since, *(begins for begins, _, _ in taken if since <= begins < until)]
    return max(sum(amount for begins, ends, amount in taken if begins <= at < ends) for at in instants)
