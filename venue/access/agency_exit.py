"""RB-07: agency staff leave when evaluation starts. The guard of the start, and the steps while somebody is still inside.

A start ordered here waits until nobody of an agency is inside without an approved exception. A start that the trading system
reports is a fact: it is taken, raises the alarm in the same second and is marked 违规开始 until the zone is empty.
Who is still inside, or comes in later, is alarmed at once, reminded (提醒) after 60 s and stopped (制止) after 180 s.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from venue.core.clock import SECOND, Millis
from venue.rules.rule_book import Finding, RuleBook

Stage = Literal["alarm", "remind", "stop"]
_STAGES: tuple[tuple[Stage, str, str], ...] = (
    ("alarm", "grace_s", "agency_alarm"),
    ("remind", "remind_s", "agency_remind"),
    ("stop", "stop_s", "agency_stop"),
)


class AgencyPresence(msgspec.Struct, frozen=True, kw_only=True):
    """One stay of one person of an agency in the evaluation zone of a project.

    ``left_at`` absent: still inside. ``excepted_until``: the end of an approved exception that covers the stay from its
    beginning (absent: none).
    """

    subject: str
    inside_since: Millis
    left_at: Millis | None = None
    excepted_until: Millis | None = None


class ExitStep(msgspec.Struct, frozen=True, kw_only=True):
    """A step that has fallen due for one person: alarm, remind or stop, its instant, and the finding to show."""

    stage: Stage
    subject: str
    due_at: Millis
    finding: Finding


class StartRuling(msgspec.Struct, frozen=True, kw_only=True):
    """Whether evaluation may start, or how a reported start is marked.

    ``start``: in order. ``refuse``: not now. ``breach``: started with agency staff inside (违规开始). ``unconfirmed``: started
    while it is not known whether anybody is inside.
    """

    outcome: Literal["start", "refuse", "breach", "unconfirmed"]
    finding: Finding


def judge_start(
    source: Literal["here", "trading"], inside: int | None, book: RuleBook, *, excepted: int = 0
) -> StartRuling:
    """The guard of 评标开始.

    ``source``: ordered ``here`` or reported by the ``trading`` system. ``inside``: number of agency persons in the project's
    evaluation zone (``None``: not known); ``excepted`` of them are there under a valid exception.
    """
    if inside is None:
        return _unknown_presence(source, book)
    count = max(inside - excepted, 0)
    if count == 0:
        return StartRuling(outcome="start", finding=book.finding("start_allowed"))
    if source == "here":
        return StartRuling(outcome="refuse", finding=book.finding("agency_still_inside", count=count))
    return StartRuling(outcome="breach", finding=book.finding("started_in_breach", count=count))


def agency_exit_steps(
    started_at: Millis, stays: Iterable[AgencyPresence], now: Millis, book: RuleBook
) -> tuple[ExitStep, ...]:
    """The steps due up to and including ``now`` since evaluation started, by time.

    The clock of a person runs from the start, from his coming in if that was later, and from the end of his exception. A step
    is due at its very instant while he is inside; who left at that instant or before is spared it.
    """
    steps = [step for stay in stays for step in _plan(started_at, stay, book) if step.due_at <= now]
    return tuple(sorted(steps, key=lambda step: (step.due_at, step.subject)))


def next_exit_step(started_at: Millis, stays: Iterable[AgencyPresence], now: Millis, book: RuleBook) -> Millis | None:
    """The next instant after ``now`` at which a step falls due; ``None`` if nobody is left inside."""
    return min(
        (step.due_at for stay in stays for step in _plan(started_at, stay, book) if step.due_at > now), default=None
    )


def _unknown_presence(source: Literal["here", "trading"], book: RuleBook) -> StartRuling:
    if source == "here":
        return StartRuling(outcome="refuse", finding=book.finding("agency_presence_unknown"))
    return StartRuling(outcome="unconfirmed", finding=book.finding("started_presence_unknown"))


def _plan(started_at: Millis, stay: AgencyPresence, book: RuleBook) -> list[ExitStep]:
    since = max(started_at, stay.inside_since, stay.excepted_until or 0)
    steps = []
    for stage, parameter, code in _STAGES:
        after = book.number("RB-07", parameter) * SECOND
        told = {"since_at": since} if stage == "alarm" else {"since_at": since, "after": after}
        finding = book.finding(code, **told)
        steps.append(ExitStep(stage=stage, subject=stay.subject, due_at=since + after, finding=finding))
    return [step for step in steps if stay.left_at is None or step.due_at < stay.left_at]
