"""The legal times of a project (RB-01 to RB-04) as an answer: a refusal with the nearest legal offer, or nothing.

The same judgement gives live advice to a form (:func:`advice`): each thing against the rules with the instants that are offered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from venue.core.acts import Refused
from venue.core.clock import MINUTE, Millis, day_of, local, wall
from venue.core.database import Reading
from venue.core.views import view
from venue.core.wording import RESOURCES
from venue.core.work import Principal
from venue.rules.legal_times import ProjectTimes, blocking, check_times, gathering_offers, latest_draw
from venue.rules.rule_book import Finding, RuleBook, RuleLibrary, in_force, load_rules

# -------------------------------------------------------------------------------------------------------------- rules

INSTANTS = frozenset({"latest_at", "earliest_at", "open_from_at", "offers"})
"""Arguments of findings that are instants; ``offers`` may hold several, parted by blanks."""

NOT_BEFORE = frozenset({"earliest_at", "open_from_at"})
"""Instants that are shown rounded up to the minute: rounded down, what the sentence offers would still be against the rule."""

FIELDS = {
    "draw_too_late": "draw_at",
    "draw_too_early": "draw_at",
    "gather_too_late": "gather_at",
    "gather_before_opening": "gather_at",
    "gather_odd_minute": "gather_at",
    "sub_venues_out_of_range": "sub_venues",
}
"""Which field of a reservation a finding is about."""


@dataclass(frozen=True)
class Offer:
    """A legal value instead: ``field`` is ``open_at``, ``gather_at`` or ``draw_at``, ``at`` the instant."""

    field: str
    at: Millis


@dataclass(frozen=True)
class Advice:
    """One thing against the legal times. ``hard`` 1: refused whatever is said; 0: possible with a reason and an approval.

    ``code`` and ``args`` are those of the refusal (``say(code, args)``); ``field`` is what to mark in a form.
    """

    field: str
    code: str
    args: dict[str, str | int]
    hard: bool
    offers: tuple[Offer, ...]


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


def findings_of(now: Millis, times: ProjectTimes) -> tuple[Finding, ...]:
    """Everything that the times have against the rules in force now."""
    return check_times(times, book_at(now))


def times_refused(now: Millis, times: ProjectTimes, *, excused: frozenset[str] = frozenset()) -> Refused | None:
    """Why the times may not be: the first rule in the way; ``None`` when they may.

    ``excused`` are codes of soft findings (原则上) for which reason and approval are on file; what is hard stands all the same.
    """
    standing = blocking(findings_of(now, times), excused)
    return refusal_of(standing[0], now, times) if standing else None


def advice_on(now: Millis, times: ProjectTimes, *, excused: frozenset[str] = frozenset()) -> tuple[Advice, ...]:
    """Everything in the way, in the order of the rules, with what is offered instead."""
    book = book_at(now)
    return tuple(_advice(found, now, times, book) for found in blocking(check_times(times, book), excused))


def refusal_of(found: Finding, now: Millis, times: ProjectTimes) -> Refused:
    """A finding as a refusal with its clause; instants as the wall shows them, with the day where it is another.

    When the latest legal draw has passed already, or the experts have been drawn, only another opening is offered.
    """
    day = day_of(times.open_at)
    told = {name: _shown(name, str(value), day) if name in INSTANTS else value for name, value in found.args}
    code = f"projects.{found.code}"
    if found.code == "draw_too_late" and times.drawn_at is not None:
        code, told["drawn_at"] = "projects.drawn_too_late", _moment(times.drawn_at, day, seconds=True)
    elif found.code == "draw_too_late" and int(dict(found.args)["latest_at"]) < now:
        code = "projects.draw_too_late_now"
    return Refused(code, **told, rule=found.rule, clause=found.clause)


def _advice(found: Finding, now: Millis, times: ProjectTimes, book: RuleBook) -> Advice:
    refused = refusal_of(found, now, times)
    offers = tuple(_offers(found, now, times, book))
    return Advice(FIELDS[found.code], refused.code, refused.args_, found.hardness == "hard", offers)


def _offers(found: Finding, now: Millis, times: ProjectTimes, book: RuleBook) -> Iterable[Offer]:
    args = dict(found.args)
    if found.code == "draw_too_late":
        latest = latest_draw(times.open_at, book)
        if times.drawn_at is None and latest >= now:
            yield Offer("draw_at", latest)
        yield Offer("open_at", _up(int(args["open_from_at"])))
    elif found.code == "draw_too_early":
        yield Offer("draw_at", _up(int(args["earliest_at"])))
    elif FIELDS[found.code] == "gather_at" and times.gather_at is not None:
        yield from (Offer("gather_at", at) for at in gathering_offers(times.gather_at, times.open_at, book))


def _up(at: Millis) -> Millis:
    return -(-at // MINUTE) * MINUTE


def _shown(name: str, instants: str, day: str) -> str:
    ats = [int(at) for at in instants.split()]
    return " / ".join(_moment(_up(at) if name in NOT_BEFORE else at, day) for at in ats) or "—"


def _moment(at: Millis, day: str, *, seconds: bool = False) -> str:
    told = wall(at, seconds=seconds and at % MINUTE != 0)
    return told if day_of(at) == day else f"{day_of(at)} {told}"


# -------------------------------------------------------------------------------------------------------------- views


@view
def advice(  # noqa: PLR0913 the times of a form, each by its name
    read: Reading,
    viewer: Principal,
    *,
    at: Millis,
    open_at: Millis,
    gather_at: Millis | None = None,
    draw_at: Millis | None = None,
    drawn_at: Millis | None = None,
    remote: int = 0,
    sub_venues: int = 0,
) -> tuple[Advice, ...]:
    """What a form tells while somebody types: every breach of RB-01 to RB-04 at the present instant ``at``, with its offers."""
    times = ProjectTimes(
        open_at=open_at,
        gather_at=gather_at,
        draw_at=draw_at,
        drawn_at=drawn_at,
        remote=bool(remote),
        sub_venues=sub_venues,
    )
    return advice_on(at, times)
