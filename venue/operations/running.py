"""Evaluations that run: until when each may be expected to last, and whose turn in the same room it runs into (F12, F13)."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from venue.core.clock import HOUR, MINUTE, Millis, day_of
from venue.core.database import Reading
from venue.core.work import Principal, Work
from venue.operations.dispatch_terms import dispatch_terms
from venue.projects.phases import phase_log
from venue.projects.projects import Project, projects_in
from venue.schedule.claims import Claim, claims_of, taken_between
from venue.schedule.forecast import Asked, ClashAhead, Experience, NextClaim, clash_ahead
from venue.schedule.forecast import Running as AtWork
from venue.schedule.forecast_views import STEP, Step, finished_sessions, worked

# -------------------------------------------------------------------------------------------------------------- rules

EVALUATING = ("evaluating", "suspended")
WAITING = ("assembling",)
"""Gathered and not begun: what is missing then delays the end (an expert who is late, X3)."""

HORIZON: Millis = 24 * HOUR


@dataclass(frozen=True)
class Running:
    """An evaluation at work in a room. ``since``: when it began, for one that should have begun the present instant."""

    project: Project
    claim: Claim
    since: Millis
    begun: bool


# -------------------------------------------------------------------------------------------------------------- views


def running_evaluations(read: Reading | Work, site: str, now: Millis) -> tuple[Running, ...]:
    """Every evaluation that is at work, or should be, with the claim on its room, by project."""
    found = []
    for one in projects_in(read, site, (*EVALUATING, *WAITING)):
        claim = _room_of(read, site, one)
        if claim is None:
            continue
        begun = one.phase in EVALUATING
        if begun:
            found.append(Running(one, claim, _began(read, site, one), True))
        elif claim.from_at + dispatch_terms(now).late_expert_min * MINUTE <= now:
            found.append(Running(one, claim, now, False))
    return tuple(found)


def next_claims(read: Reading | Work, site: str, running: tuple[Running, ...], now: Millis) -> dict[str, Claim]:
    """The claim that follows each running evaluation in its room, by project; rooms that several share have none."""
    taken = taken_between(read, site, now, now + HORIZON) if running else ()
    following: dict[str, Claim] = {}
    for one in running:
        after = [claim for claim in taken if _follows(one, claim)]
        if after and one.claim.shared == 1:
            following[one.project.code] = min(after, key=lambda claim: (claim.busy_from, claim.number))
    return following


def _follows(one: Running, claim: Claim) -> bool:
    same_room = (claim.kind, claim.resource) == ("room", one.claim.resource)
    return same_room and claim.project not in ("", one.project.code) and claim.from_at >= one.claim.from_at


def _room_of(read: Reading | Work, site: str, one: Project) -> Claim | None:
    mine = [c for c in claims_of(read, site, one.code) if (c.kind, c.purpose) == ("room", "evaluation")]
    return mine[0] if mine else None


def _began(read: Reading | Work, site: str, one: Project) -> Millis:
    first = read.scalar(
        sa.select(sa.func.min(phase_log.c.at)).where(
            phase_log.c.site == site, phase_log.c.project == one.code, phase_log.c.to_phase == "evaluating"
        )
    )
    return one.phase_since if first is None else int(first)


@dataclass(frozen=True)
class Forecast:
    """Until when a running evaluation is expected to last, half the time and four times out of five."""

    running: Running
    p50_end: Millis
    p80_end: Millis


def forecasts(read: Reading | Work, site: str, now: Millis) -> tuple[Forecast, ...]:
    """The forecast of every evaluation that runs, or should; the late ones are taken to begin now."""
    found = running_evaluations(read, site, now)
    experience = _experience(read, site, day_of(now)) if found else None
    return tuple(_forecast(read, site, one, now, experience) for one in found if experience is not None)


def forecast_ends(read: Reading | Work, site: str, now: Millis) -> dict[str, Millis]:
    """The instant by which four out of five such evaluations have ended, for each that runs over its plan."""
    ends = {one.running.project.code: (one.p80_end, one.running.claim.until_at) for one in forecasts(read, site, now)}
    return {code: end for code, (end, planned) in ends.items() if end > planned}


def foreseen_ends(read: Reading | Work, site: str, now: Millis, *, causing: frozenset[str]) -> dict[str, Millis]:
    """Ends to replan with: of those who are the cause as forecast, of all others only as far as they disturb nobody yet.

    Nobody is sent into a room that will probably not be free; and nobody is moved because of an overrun that may not come.
    """
    known = {one.running.project.code: one.running for one in forecasts(read, site, now)}
    following = next_claims(read, site, tuple(known.values()), now)
    ends = {}
    for code, end in forecast_ends(read, site, now).items():
        mine = known[code].claim
        free = following[code].busy_from - (mine.busy_until - mine.until_at) if code in following else end
        ends[code] = end if code in causing else min(end, max(free, mine.until_at))
    return ends


def clashes_ahead(read: Reading | Work, site: str, now: Millis) -> tuple[ClashAhead, ...]:
    """Evaluations that will probably run into the next one in their room, the nearest first."""
    known = forecasts(read, site, now)
    following = next_claims(read, site, tuple(one.running for one in known), now)
    at_work = [
        AtWork(
            project=one.running.project.code,
            room=one.running.claim.resource,
            p50_end=one.p50_end,
            p80_end=one.p80_end,
            turnover=one.running.claim.busy_until - one.running.claim.until_at,
        )
        for one in known
        if one.running.project.code in following
    ]
    coming = {claim.number: NextClaim(claim.project, claim.resource, claim.busy_from) for claim in following.values()}
    return clash_ahead(at_work, coming.values(), now, lead_min=dispatch_terms(now).lead_min)


_EXPERIENCES: WeakKeyDictionary[Engine, tuple[str, str, Experience]] = WeakKeyDictionary()
"""What earlier days have taught, read once a day: years of evaluations are not read again for each that runs."""


def _experience(read: Reading | Work, site: str, day: str) -> Experience:
    engine = read.connection.engine
    known = _EXPERIENCES.get(engine)
    if known is None or known[:2] != (site, day):
        reading = read if isinstance(read, Reading) else read.reading()
        known = (site, day, Experience(finished_sessions(reading, Principal("system", site=site))))
        _EXPERIENCES[engine] = known
    return known[2]


def _forecast(read: Reading | Work, site: str, one: Running, now: Millis, experience: Experience) -> Forecast:
    lasted = _lasted(read, site, one, now) if one.begun else 0
    asked = Asked(one.project.category, one.project.method, one.project.bidders)
    told = experience.forecast(asked, elapsed=lasted // MINUTE)
    p50, p80 = (_rounded_up(now - lasted + minutes * MINUTE) for minutes in (told.p50, told.p80))
    return Forecast(one, p50, p80)


def _lasted(read: Reading | Work, site: str, one: Running, now: Millis) -> Millis:
    rows = read.all(
        sa.select(phase_log.c.to_phase, phase_log.c.at)
        .where(phase_log.c.site == site, phase_log.c.project == one.project.code, phase_log.c.at <= now)
        .order_by(phase_log.c.at, phase_log.c.number)
    )
    return worked([Step(row.to_phase, row.at) for row in rows], now) or now - one.since


def _rounded_up(at: Millis) -> Millis:
    return -(-at // STEP) * STEP
