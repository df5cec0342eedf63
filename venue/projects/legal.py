"""The legal times of a project (RB-01 to RB-04) as an answer: a refusal with the nearest legal offer, or nothing."""

from __future__ import annotations

from functools import cache

from venue.core.acts import Refused
from venue.core.clock import Millis, day_of, local, wall
from venue.core.wording import RESOURCES
from venue.rules.legal_times import ProjectTimes, blocking, check_times
from venue.rules.rule_book import Finding, RuleBook, RuleLibrary, in_force, load_rules

INSTANTS = frozenset({"latest_at", "earliest_at", "open_from_at", "offers"})
"""Arguments of findings that are instants; ``offers`` may hold several, parted by blanks."""


@cache
def rule_library() -> RuleLibrary:
    """The rules of the site as its files have them."""
    return load_rules(RESOURCES / "rules")


@cache
def _book_of(day: str, at: Millis) -> RuleBook:
    return in_force(rule_library(), at)


def book_at(at: Millis) -> RuleBook:
    """The rule book in force at an instant; rules change at midnight only, so one book serves a day."""
    moment = local(at)
    midnight = at - ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000 - moment.microsecond // 1000
    return _book_of(day_of(at), midnight)


def times_refused(now: Millis, times: ProjectTimes, *, reasoned: bool) -> Refused | None:
    """Why the times may not be: the first rule in the way; ``None`` when they may. A reason excuses what is only soft (原则上)."""
    findings = check_times(times, book_at(now))
    excused = frozenset(found.code for found in findings) if reasoned else frozenset()
    standing = blocking(findings, excused)
    return _refusal(standing[0], times) if standing else None


def _refusal(found: Finding, times: ProjectTimes) -> Refused:
    day = day_of(times.open_at)
    told = {name: _shown(str(value), day) if name in INSTANTS else value for name, value in found.args}
    return Refused(f"projects.{found.code}", **told, rule=found.rule, clause=found.clause)


def _shown(instants: str, day: str) -> str:
    return " / ".join(_moment(int(at), day) for at in instants.split())


def _moment(at: Millis, day: str) -> str:
    return wall(at, seconds=False) if day_of(at) == day else f"{day_of(at)} {wall(at, seconds=False)}"
