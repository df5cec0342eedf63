"""What surrounds the requests of a day: rooms that are closed, what is counted and how much of it is left, who is kept apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from venue.core.clock import MINUTE
from venue.operations.day_facts import AGENCY_ROOMS, Facts, agency_rooms
from venue.projects.projects import Project
from venue.schedule.claims import Claim, thing
from venue.schedule.dispatch.problem import Absence, Place, Pool, Problem, Request, Room, Span

# -------------------------------------------------------------------------------------------------------------- rules


def closed(facts: Facts, room: Room, known: Mapping[str, Project]) -> Room:
    """A room with everything in it that no request of the problem stands for: blocks, series, other days' projects."""
    spans = tuple(
        ((claim.busy_from - facts.base) // MINUTE, -(-(claim.busy_until - facts.base) // MINUTE))
        for claim in facts.claims
        if claim.resource == room.code and thing(claim) == "room" and claim.project not in known
    )
    return replace(room, closed=tuple(sorted(spans)))


def pools_of(facts: Facts, requests: Sequence[Request], standing: Mapping[str, Place]) -> tuple[Pool, ...]:
    """What is counted: less what is blocked, and never less than what stands already."""
    pools = list(facts.ground.pools)
    if facts.free_agency_rooms:
        pools.append(Pool(code=AGENCY_ROOMS, kind="room", amount=sum(agency_rooms(facts).values())))
    return tuple(_pool(facts, pool, requests, standing) for pool in pools)


def _pool(facts: Facts, pool: Pool, requests: Sequence[Request], standing: Mapping[str, Place]) -> Pool:
    absent = tuple(_absence(facts, claim, pool) for claim in facts.claims if _is_out_of(facts, claim, pool))
    steps = [(one.since, one.amount) for one in absent] + [(one.until, -one.amount) for one in absent]
    for request in requests:
        place = standing.get(request.code)
        for session in request.sessions if place is not None else ():
            amount = session.pools.get(pool.code, 0)
            if place is not None and amount:
                since, until = session.busy(place.anchor)
                steps += [(since, amount), (until, -amount)]
    taken = peak = 0
    for _, amount in sorted(steps):
        taken += amount
        peak = max(peak, taken)
    return replace(pool, absent=absent, amount=max(pool.amount, peak))


def _is_out_of(facts: Facts, claim: Claim, pool: Pool) -> bool:
    if claim.project:
        return False
    if pool.code == AGENCY_ROOMS:
        return thing(claim) == "room" and claim.resource in agency_rooms(facts)
    return facts.ground.pool_of.get((thing(claim), claim.resource)) == pool.code


def _absence(facts: Facts, claim: Claim, pool: Pool) -> Absence:
    amount = agency_rooms(facts)[claim.resource] if pool.code == AGENCY_ROOMS else 1
    since, until = (claim.busy_from - facts.base) // MINUTE, -(-(claim.busy_until - facts.base) // MINUTE)
    return Absence(since=since, until=until, amount=amount)


def too_close(problem: Problem, placed: Mapping[str, Place]) -> tuple[tuple[str, str], ...]:
    """Pairs of requests with a common party that would be near each other at one time."""
    both = ((a, b) for a, b in problem.estranged if a.code in placed and b.code in placed)
    return tuple((a.code, b.code) for a, b in both if _meet(problem, (a, b), placed))


def kept_apart(problem: Problem, standing: Mapping[str, Place]) -> Problem:
    """Two projects that stand near each other already, whoever decided it, are not kept apart by dispatch; all others are."""
    excused: dict[str, set[str]] = {}
    for one, other in too_close(problem, standing):
        excused.setdefault(one, set()).add(other)
        excused.setdefault(other, set()).add(one)
    if not excused:
        return problem
    estranged = {frozenset((a.code, b.code)) for a, b in problem.estranged}
    kept = {pair for pair in estranged if pair & excused.keys() and not _is_excused(pair, excused)}
    requests = tuple(_reparted(request, excused, kept, problem) for request in problem.requests)
    return replace(problem, requests=requests)


def _is_excused(pair: frozenset[str], excused: Mapping[str, set[str]]) -> bool:
    a, b = sorted(pair)
    return b in excused.get(a, ())


def _reparted(
    request: Request, excused: Mapping[str, set[str]], kept: set[frozenset[str]], problem: Problem
) -> Request:
    """Parties of a request in which the excused pair has none in common: those who are involved get one for each other pair."""
    pairs = {f"pair:{'|'.join(sorted(pair))}" for pair in kept if request.code in pair}
    own = () if request.code in excused else request.parties
    return replace(request, parties=tuple(sorted({*own, *pairs})))


def _meet(problem: Problem, pair: tuple[Request, Request], standing: Mapping[str, Place]) -> bool:
    one, other = pair
    return any(
        (standing[one.code].rooms[a.code], standing[other.code].rooms[b.code]) in problem.too_near
        and _overlap(a.busy(standing[one.code].anchor), b.busy(standing[other.code].anchor))
        for a in one.roomed
        for b in other.roomed
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
