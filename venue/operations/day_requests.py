"""One project of a day as a dispatch request: its sessions from its claims or its template, its legal openings, its parties."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from venue.core.clock import DAY, HOUR, MINUTE, Millis, at_local, day_of, local
from venue.operations.day_facts import AGENCY_ROOMS, AT_WORK, TIME_STANDS, Facts, anchor_of
from venue.projects.legal import times_refused
from venue.projects.methods import Method, method_of
from venue.projects.projects import Project, times_of
from venue.schedule.claims import Claim
from venue.schedule.completing import open_needs
from venue.schedule.dispatch.problem import Minute, Place, Request, Session, Span

# -------------------------------------------------------------------------------------------------------------- rules


def request_of(facts: Facts, one: Project, found: Sequence[Claim], place: Place | None) -> Request:
    """A project as dispatch asks for it, with what it claims and where that stands."""
    method = method_of(one.method, one.reserved_at if one.open_at is None else one.open_at)
    anchor = anchor_of(one, found)
    wish = (anchor - facts.base) // MINUTE
    sessions = _claimed(facts, one, found, place) if found else _asked(facts, one, method)
    stays = bool(found) or one.open_at is None or one.phase in (*TIME_STANDS, *AT_WORK)
    return Request(
        code=one.code,
        weight=facts.terms.weight_of(method=one.method, category=one.category),
        wish=wish,
        starts=(wish,) if stays or facts.now is None else _legal_starts(facts, one, sessions, wish),
        sessions=sessions,
        parties=tuple(sorted(_parties(facts, one))),
        people=sum(facts.people.get(one.code, {}).values()) or one.bidders + 1,
    )


def _claimed(facts: Facts, one: Project, found: Sequence[Claim], place: Place | None) -> tuple[Session, ...]:
    """The sessions of a project that stands: its claims of rooms, and of what is counted."""
    anchor = anchor_of(one, found)
    roomed = _roomed(facts, found)
    made = [_room_session(facts, one, claim, anchor, code) for claim, code in zip(roomed, _codes(roomed), strict=True)]
    if place is not None:
        made = [_suited(facts, session, place.rooms[session.code]) for session in made]
    for claim in found:
        pool = facts.ground.pool_of.get((claim.kind, claim.resource), "")
        if not pool and claim.kind == "room" and claim not in roomed:
            pool = AGENCY_ROOMS if claim.purpose == "agency" and facts.free_agency_rooms else ""
        if claim.kind == "room" and claim in roomed:
            continue
        code = f"{claim.purpose}.{claim.number}"
        pools = {pool: 1} if pool else {}
        made.append(_session(claim, anchor, code, end=_end(facts, one, claim), pools=pools))
    return tuple(made)


def _roomed(facts: Facts, found: Sequence[Claim]) -> list[Claim]:
    """The claims whose room dispatch may choose."""
    known = {room.code for room in facts.ground.rooms}
    counted = ("agency",) if facts.free_agency_rooms else ()
    return [one for one in found if one.kind == "room" and one.resource in known and one.purpose not in counted]


def _codes(rooms: Sequence[Claim]) -> list[str]:
    """A code for each room's session: its purpose, numbered from the second on."""
    seen: dict[str, int] = {}
    codes = []
    for claim in rooms:
        seen[claim.purpose] = seen.get(claim.purpose, 0) + 1
        codes.append(claim.purpose if seen[claim.purpose] == 1 else f"{claim.purpose}-{seen[claim.purpose]}")
    return codes


def _suited(facts: Facts, session: Session, room: str) -> Session:
    """A session that has a room is never refused that room: what it lacks was accepted when it was booked."""
    known = next(one for one in facts.ground.rooms if one.code == room)
    features = tuple(feature for feature in session.features if feature in known.features)
    types = session.types if session.rooms or known.type in session.types else (*session.types, known.type)
    return replace(session, capacity=min(session.capacity, known.capacity), features=features, types=types)


def _room_session(facts: Facts, one: Project, claim: Claim, anchor: Millis, code: str) -> Session:
    method = method_of(one.method, one.reserved_at if one.open_at is None else one.open_at)
    need = method.need(claim.purpose)
    session = _session(claim, anchor, code, end=_end(facts, one, claim))
    if need is None:
        return replace(session, rooms=(claim.resource,))
    return replace(session, types=need.room_types, capacity=need.capacity, features=need.features)


def _session(claim: Claim, anchor: Millis, code: str, *, end: Millis, pools: dict[str, int] | None = None) -> Session:
    start = (claim.from_at - anchor) // MINUTE
    minutes = max(1, -(-(end - anchor) // MINUTE) - start)
    setup, turnover = -(-(claim.from_at - claim.busy_from) // MINUTE), -(-(claim.busy_until - claim.until_at) // MINUTE)
    return Session(code=code, offset=start, minutes=minutes, setup=setup, turnover=turnover, pools=pools or {})


def _end(facts: Facts, one: Project, claim: Claim) -> Millis:
    """When a claim ends: as planned, or at the forecast end of its evaluation when that is later."""
    forecast = facts.ends.get(one.code)
    runs_on = (
        forecast is not None and claim.purpose in ("evaluation", "agency", "witness") and claim.until_at > claim.from_at
    )
    return max(claim.until_at, forecast) if runs_on and forecast is not None else claim.until_at


def _asked(facts: Facts, one: Project, method: Method) -> tuple[Session, ...]:
    """The sessions of a project that has nothing yet, by its method's template; what is optional is taken if it is free."""
    anchor = anchor_of(one, ())
    made = []
    for index, need in enumerate(need for need in open_needs(method, ()) if not need.optional):
        since, until = method.session(need, open_at=one.open_at, gather_at=one.gather_at, minutes=one.minutes)
        pool = "witness" if need.kind == "witness" else f"{need.kind}:{need.of}"
        as_pool = need.purpose == "agency" and facts.free_agency_rooms
        roomed = need.kind == "room" and not as_pool
        pools = {} if roomed else {AGENCY_ROOMS if as_pool else pool: 1}
        made.append(
            Session(
                code=need.purpose if roomed else f"{need.purpose}.{index}",
                offset=(since - anchor) // MINUTE,
                minutes=max(1, (until - since) // MINUTE),
                setup=need.setup_min,
                turnover=need.turnover_min,
                types=need.room_types if roomed else (),
                capacity=need.capacity if roomed else 0,
                features=need.features if roomed else (),
                pools={code: n for code, n in pools.items() if code in _known_pools(facts)},
            )
        )
    return tuple(made)


def _known_pools(facts: Facts) -> frozenset[str]:
    return frozenset((*(pool.code for pool in facts.ground.pools), AGENCY_ROOMS))


def _legal_starts(facts: Facts, one: Project, sessions: Sequence[Session], wish: Minute) -> tuple[Minute, ...]:
    """The openings that may be chosen: on the grid, in the day's hours, still to come, and legal with the draw as it stands."""
    terms = facts.terms
    first, last = _hours(facts, wish)
    low = min(session.busy(0)[0] for session in sessions)
    high = max(session.busy(0)[1] for session in sessions)
    soonest = (_moment(facts) - facts.base) // MINUTE
    steps = range(-(terms.window_min // terms.step_min), terms.window_min // terms.step_min + 1)
    grid = [wish + step * terms.step_min for step in steps]
    fits = [at for at in grid if at + low >= max(first, soonest) and at + high <= last]
    return tuple(at for at in fits if _is_legal(facts, one, at)) or (wish,)


def _moment(facts: Facts) -> Millis:
    return facts.base if facts.now is None else facts.now


def _hours(facts: Facts, wish: Minute) -> Span:
    day = local(facts.base + wish * MINUTE).date()
    return (
        (at_local(day, facts.terms.day_from) - facts.base) // MINUTE,
        (at_local(day, facts.terms.day_until) - facts.base) // MINUTE,
    )


def _is_legal(facts: Facts, one: Project, at: Minute) -> bool:
    """RB-01 to RB-04 with the gathering moved along; what is excused for the project is asked again when the plan is applied."""
    open_at = facts.base + at * MINUTE
    assert one.open_at is not None
    gap = None if one.gather_at is None else one.gather_at - one.open_at
    leads = tuple(None if drawn is None else open_at - drawn for drawn in (one.draw_at, one.drawn_at))
    judged = _Judged(day_of(_moment(facts)), open_at % HOUR, gap, *leads)
    return _legal_at(judged, one.method, one.sub_venues)


class _Judged(NamedTuple):
    """All that the legal times hang on: the day whose rules hold, the minute of the opening, and how far the others lie from it."""

    day: str
    past_the_hour: Millis
    gap: Millis | None
    draw_lead: Millis | None
    drawn_lead: Millis | None


@lru_cache(maxsize=4096)
def _legal_at(judged: _Judged, method: str, sub_venues: int) -> bool:
    """The same question comes for many projects of a day: it is answered once."""
    open_at = at_local(judged.day) + DAY + judged.past_the_hour
    times = {
        "open_at": open_at,
        "gather_at": None if judged.gap is None else open_at + judged.gap,
        "draw_at": None if judged.draw_lead is None else open_at - judged.draw_lead,
        "drawn_at": None if judged.drawn_lead is None else open_at - judged.drawn_lead,
    }
    asked = times_of(times, method=method, sub_venues=sub_venues)
    return asked is None or times_refused(at_local(judged.day), asked) is None


def _parties(facts: Facts, one: Project) -> Iterable[str]:
    """Whom a project must be kept apart for; units are told by a digest, because who bids is nobody's business here."""
    if one.agency and "agency" in facts.terms.separate:
        yield f"agency:{one.agency}"
    yield from facts.units.get(one.code, ())


def place_of(facts: Facts, one: Project, found: Sequence[Claim]) -> Place:
    """Where a project stands: its anchor, and the room of each session that dispatch may give another."""
    rooms = _roomed(facts, found)
    anchor = (anchor_of(one, found) - facts.base) // MINUTE
    return Place(anchor=anchor, rooms={code: claim.resource for claim, code in zip(rooms, _codes(rooms), strict=True)})


def is_of_the_days(facts: Facts, one: Project) -> bool:
    """Whether a project hangs on one of the days, and is not only left over from another."""
    anchor = one.open_at if one.open_at is not None else one.gather_at
    return anchor is not None and facts.base <= anchor < facts.base + facts.days * DAY
