"""The gates of the phase machine: what must be true of rooms and people before a project goes on, and what follows.

``projects.advance`` is the one way in which a phase changes. The start (and resumption) of evaluation is guarded by RB-07: ordered
here it waits until no agency's person is inside the project's evaluation rooms without an approved exception; reported by the
trading system it is a fact, and marked 违规开始 until the rooms are empty.
"""

from __future__ import annotations

from typing import Literal

from venue.access import agency_watch
from venue.access.agency_exit import StartRuling, judge_start
from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms
from venue.people.persons import end_project_roles
from venue.projects.approvals import plan_missing
from venue.projects.legal import book_at
from venue.projects.methods import Method, method_of
from venue.projects.phases import Refusal, Source, Step, may_follow, record_step
from venue.projects.projects import Project, project_row
from venue.rules.rule_book import RuleBook
from venue.schedule import bookings

# -------------------------------------------------------------------------------------------------------------- rules

IRREGULAR = {"start": "", "breach": "started_in_breach", "unconfirmed": "started_presence_unknown"}
"""What the log of phases says of a start, by the outcome of its ruling."""

ENDS_ROLES = frozenset({"archived", "failed", "offline", "aborted"})
ENDS_CLAIMS = frozenset({"witnessed", "failed", "postponed", "offline", "aborted"})


def start_ruling(
    source: Source, stays: list[Millis | None], *, rooms_known: bool, rules: RuleBook, now: Millis
) -> StartRuling:
    """RB-07 at 评标开始: ``stays`` has, for each agency person inside, the end of his approved exception or ``None``.

    While no evaluation room is known for the project, nobody knows who is inside: unknown is not empty.
    """
    ordered: Literal["here", "trading"] = "here" if source == "operator" else "trading"
    excepted = sum(until is not None and until > now for until in stays)
    return judge_start(ordered, len(stays) if rooms_known else None, rules, excepted=excepted)


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.advance", "operator", "site_manager")
def advance(
    work: Work, *, project: str, to: str, source: Source = "operator", reason: str = "", at: Millis | None = None
) -> int:
    """Bring a project into its next phase; the position of the journal's entry comes back (0: it was there already).

    An operator says why, and goes step by step; ``source="trading"`` is for the engine only and may carry the instant ``at`` of
    the report. Refuses what may not follow, a start that RB-07 forbids, and going offline without two consents (R-11.3).
    """
    known = project_row(work, work.site, project)
    _may_say(work, source, reason)
    if to == known.phase:
        if source == "trading":
            return 0
        raise _refused(Refusal.of("phases.already", to=to))
    step = _allowed(may_follow(method_of_project(known), known.phase, to, source=source))
    return _take(work, known, step, source=source, reason=reason, at=at)


@act("projects.start_evaluation", "operator", "site_manager")
def start_evaluation(
    work: Work, *, project: str, source: Source = "operator", reason: str = "", at: Millis | None = None
) -> int:
    """评标开始, or its resumption after a pause: :func:`advance` to ``evaluating``."""
    return advance(work, project=project, to="evaluating", source=source, reason=reason, at=at)


def method_of_project(known: Project) -> Method:
    """The method of a project as it holds on its opening day."""
    return method_of(known.method, known.reserved_at if known.open_at is None else known.open_at)


def _may_say(work: Work, source: Source, reason: str) -> None:
    if source == "operator" and not reason.strip():
        raise Refused("people.reason_missing")
    if source not in ("operator", "trading"):
        raise Refused("phases.source_unknown", source=source)
    if source == "trading" and work.principal.account != "system":
        raise Refused("act.not_yours", act="projects.advance")


def _allowed(said: Step | Refusal) -> Step:
    if isinstance(said, Refusal):
        raise _refused(said)
    return said


def _refused(said: Refusal) -> Refused:
    return Refused(said.code, **dict(said.args))


def _take(work: Work, known: Project, step: Step, *, source: Source, reason: str, at: Millis | None) -> int:
    if step.to == "scheduled" or (source == "operator" and step.to in ("arming", "opening")):
        _approved(known)
    if step.to == "scheduled":
        _planned(work, known)
    irregular = _start_gate(work, known, source) if step.to == "evaluating" else ""
    rooms = bookings.rooms_held(work, work.site, known.code, work.now)
    position = record_step(work, known, step, source=source, reason=reason, at=at, rooms=rooms, irregular=irregular)
    _consequences(work, known.code, step.to)
    return position


def _approved(known: Project) -> None:
    """Refuse a land auction whose plan nobody has approved (R-05.2); what the trading system has begun is a fact."""
    missing = plan_missing(known)
    if missing is not None:
        raise missing


def _planned(work: Work, known: Project) -> None:
    wished = bookings.claims_of(work, work.site, known.code)
    lacking = bookings.missing_needs(method_of_project(known), wished)
    if lacking:
        raise bookings.need_missing(lacking[0])


def _start_gate(work: Work, known: Project, source: Source) -> str:
    """Refuse a start that is ordered here while agency staff are inside; tell the mark of one that is reported."""
    rooms = bookings.rooms_held(work, work.site, known.code, work.now, ("evaluation",))
    stays = [until for _, until in agency_watch.stays_in(work, work.site, known.code, at=work.now)]
    ruling = start_ruling(source, stays, rooms_known=bool(rooms), rules=book_at(work.now), now=work.now)
    found = ruling.finding
    if ruling.outcome == "refuse":
        raise Refused(f"operations.{found.code}", **dict(found.args), rule=found.rule, clause=found.clause)
    if ruling.outcome == "breach":
        inside = len(stays)
        alarms.raise_event(work, "start_with_agency", project=known.code, room=rooms[0], inside=inside)
    return IRREGULAR[ruling.outcome]


def _consequences(work: Work, project: str, to: str) -> None:
    if to in ENDS_CLAIMS:
        bookings.release_project(work, project=project, reason=to)
    if to in ENDS_ROLES:
        ended = end_project_roles(work, project=project, basis=to)
        book.append(work, act="projects.closed", project=project, payload={"phase": to, "roles_ended": ended})
