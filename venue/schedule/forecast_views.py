"""What the phase log teaches about durations: finished evaluations, and when a running one is expected to end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.clock import HOUR, MINUTE, Millis
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal
from venue.projects.phases import phase_log
from venue.projects.projects import projects
from venue.schedule.forecast import Asked, Calibration, Experience, Finished, calibration

# -------------------------------------------------------------------------------------------------------------- rules

NIGHT: Millis = 4 * HOUR
"""A pause of this length or more is a night: its hours say nothing about how long evaluating takes (X2)."""
STEP: Millis = 5 * MINUTE
"""Expected ends are told in steps of this length, rounded up: a forecast to the minute would promise too much."""


@dataclass(frozen=True)
class Step:
    """A project came into a phase."""

    to: str
    at: Millis


@dataclass(frozen=True)
class ExpectedEnd:
    """When the evaluation of a project is expected to end; ``source`` and ``count`` as in a forecast."""

    project: str
    since: Millis
    p50_end: Millis
    p80_end: Millis
    source: str
    count: int


def worked(steps: Sequence[Step], until: Millis) -> Millis | None:
    """How long a project has been evaluating up to an instant, nights left out; None when it has not begun."""
    known = [step for step in steps if step.at <= until]
    begun = next((n for n, step in enumerate(known) if step.to == "evaluating"), None)
    if begun is None:
        return None
    ends = [step.at for step in known[begun + 1 :]] + [until]
    spans = zip(known[begun:], ends, strict=True)
    return sum(end - step.at for step, end in spans if step.to == "evaluating" or _pause(step, end - step.at))


def _pause(step: Step, length: Millis) -> bool:
    return step.to == "suspended" and length < NIGHT


def finished_of(steps: Sequence[Step], asked: Asked) -> Finished | None:
    """The evaluation as finished; None while it lasts, was broken off, or its beginning or end was never reported."""
    end = next((step.at for step in steps if step.to == "evaluated"), None)
    lasted = None if end is None else worked([s for s in steps if s.to in ("evaluating", "suspended")], end)
    if not lasted:
        return None
    return Finished(asked.category, asked.method, asked.bidders, max(1, lasted // MINUTE))


# -------------------------------------------------------------------------------------------------------------- views


@view
def finished_sessions(read: Reading, viewer: Principal) -> tuple[Finished, ...]:
    """Every finished evaluation of the site, the one that ended first at the head. No project is named."""
    kinds = _kinds(read, viewer.site)
    steps = _steps(read, viewer.site, kinds)
    ended = ((_end_of(one), code, one) for code, one in steps.items())
    found = (finished_of(one, kinds[code]) for end, code, one in sorted(ended, key=lambda e: e[:2]))
    return tuple(finished for finished in found if finished is not None)


@view
def duration_calibration(read: Reading, viewer: Principal) -> Calibration:
    """How well the site's forecasts would have kept their word so far."""
    return calibration(finished_sessions(read, viewer))


@view
def expected_end(read: Reading, viewer: Principal, *, project: str, at: Millis) -> ExpectedEnd | None:
    """When a running evaluation ends, seen from ``at``; None when the project is not evaluating then."""
    return next(iter(expected_ends(read, viewer, wanted=(project,), at=at)), None)


@view
def expected_ends(read: Reading, viewer: Principal, *, wanted: tuple[str, ...], at: Millis) -> tuple[ExpectedEnd, ...]:
    """The same for several projects at once; those that are not evaluating are left out."""
    experience = Experience(finished_sessions(read, viewer))
    kinds = {code: asked for code, asked in _kinds(read, viewer.site).items() if code in wanted}
    steps = _steps(read, viewer.site, kinds)
    found = (_expected(experience, code, kinds[code], steps.get(code, []), at) for code in wanted if code in kinds)
    return tuple(end for end in found if end is not None)


def _expected(experience: Experience, code: str, asked: Asked, steps: Sequence[Step], at: Millis) -> ExpectedEnd | None:
    known = [step for step in steps if step.at <= at]
    if not known or known[-1].to not in ("evaluating", "suspended"):
        return None
    lasted = worked(known, at)
    if lasted is None:
        return None
    told = experience.forecast(asked, elapsed=lasted // MINUTE)
    since = next(step.at for step in known if step.to == "evaluating")
    p50, p80 = (_rounded_up(at + minutes * MINUTE - lasted) for minutes in (told.p50, told.p80))
    return ExpectedEnd(code, since, p50, p80, told.source, told.count)


def _rounded_up(at: Millis) -> Millis:
    return -(-at // STEP) * STEP


def _kinds(read: Reading, site: str) -> dict[str, Asked]:
    chosen = sa.select(projects.c.code, projects.c.category, projects.c.method, projects.c.bidders)
    rows = read.all(chosen.where(projects.c.site == site))
    return {row.code: Asked(row.category, row.method, row.bidders) for row in rows}


def _steps(read: Reading, site: str, wanted: Iterable[str]) -> dict[str, list[Step]]:
    """The phases of each project that is wanted, oldest first."""
    known = frozenset(wanted)
    chosen = sa.select(phase_log.c.project, phase_log.c.to_phase, phase_log.c.at).where(phase_log.c.site == site)
    found: dict[str, list[Step]] = defaultdict(list)
    for row in read.all(chosen.order_by(phase_log.c.at, phase_log.c.number)):
        if row.project in known:
            found[row.project].append(Step(row.to_phase, row.at))
    return dict(found)


def _end_of(steps: Sequence[Step]) -> Millis:
    return next((step.at for step in steps if step.to == "evaluated"), 0)
