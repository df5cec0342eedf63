"""Legal times of a project (RB-01 to RB-04), with the nearest legal offer beside each refusal. Pure; times are ms.

A finding says what is against the rules. Hard findings refuse; soft ones ("原则上") may be excused by a reason with an approver
and then stand in the monthly list of exceptions; notes only tell.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from venue.core.clock import HOUR, MINUTE, Millis
from venue.rules.rule_book import Finding, RuleBook


@dataclass(frozen=True, kw_only=True)
class ProjectTimes:
    """The times that the rules look at. ``None`` is "not set yet" and is judged when it is set.

    ``drawn_at`` is when the experts were in fact drawn: once known it is judged instead of the intended ``draw_at``.
    """

    open_at: Millis
    draw_at: Millis | None = None
    drawn_at: Millis | None = None
    gather_at: Millis | None = None
    remote: bool = False
    sub_venues: int = 0


def check_times(times: ProjectTimes, book: RuleBook) -> tuple[Finding, ...]:
    """Everything against the rules, in the order of the rules; asked again whenever one of the times moves."""
    found: list[Finding | None] = []
    draw_at = times.draw_at if times.drawn_at is None else times.drawn_at
    if draw_at is not None:
        found.append(check_draw(draw_at, times.open_at, book, remote=times.remote))
    if times.gather_at is not None:
        found.append(check_gathering(times.gather_at, times.open_at, book))
        found.append(check_round_time(times.gather_at, times.open_at, book))
    if times.remote:
        found.append(check_sub_venues(times.sub_venues, book))
    return tuple(one for one in found if one is not None)


def blocking(findings: Iterable[Finding], excused: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """The findings that stand in the way: hard ones always, soft ones unless their code was excused with reason and approver."""
    return tuple(
        one for one in findings if one.hardness == "hard" or (one.hardness == "soft" and one.code not in excused)
    )


def latest_draw(open_at: Millis, book: RuleBook) -> Millis:
    """RB-01: the last instant at which experts may be drawn for an opening that is not remote."""
    return open_at - book.number("RB-01", "lead_min") * MINUTE


def check_draw(draw_at: Millis, open_at: Millis, book: RuleBook, *, remote: bool) -> Finding | None:
    """RB-01: late draws are refused, but for remote evaluation; an optional bound forbids drawing too early."""
    latest = latest_draw(open_at, book)
    if draw_at > latest and not remote:
        return book.finding("draw_too_late", latest_at=latest, open_from_at=draw_at + open_at - latest)
    not_earlier = book.number("RB-01", "not_earlier_min") * MINUTE
    if not_earlier and draw_at < open_at - not_earlier:
        return book.finding("draw_too_early", earliest_at=open_at - not_earlier)
    return None


def check_gathering(gather_at: Millis, open_at: Millis, book: RuleBook) -> Finding | None:
    """RB-02: within an hour of the opening, and not before it."""
    earliest, latest = _gathering_bounds(open_at, book)
    if gather_at > latest:
        return book.finding("gather_too_late", latest_at=latest, offers=_offered(gather_at, open_at, book))
    if gather_at < earliest:
        return book.finding("gather_before_opening", earliest_at=earliest, offers=_offered(gather_at, open_at, book))
    return None


def check_round_time(gather_at: Millis, open_at: Millis, book: RuleBook) -> Finding | None:
    """RB-03: one of the allowed minutes, with no seconds."""
    if _is_round(gather_at, book):
        return None
    return book.finding("gather_odd_minute", offers=_offered(gather_at, open_at, book))


def check_sub_venues(count: int, book: RuleBook) -> Finding | None:
    """RB-04: the number of sub-venues of a remote evaluation."""
    least, most = book.number("RB-04", "least"), book.number("RB-04", "most")
    if least <= count <= most:
        return None
    return book.finding("sub_venues_out_of_range", least=least, most=most, count=count)


def gathering_offers(asked: Millis, open_at: Millis, book: RuleBook) -> tuple[Millis, ...]:
    """The nearest legal gathering time before and after the one asked for, in order; fewer where a bound lies between."""
    earliest, latest = _gathering_bounds(open_at, book)
    legal = list(_round_times(earliest, latest, book))
    before = [at for at in legal if at <= asked]
    after = [at for at in legal if at > asked]
    return (*before[-1:], *after[:1])


def _gathering_bounds(open_at: Millis, book: RuleBook) -> tuple[Millis, Millis]:
    return (
        open_at + book.number("RB-02", "from_min") * MINUTE,
        open_at + book.number("RB-02", "within_min") * MINUTE,
    )


def _is_round(at: Millis, book: RuleBook) -> bool:
    # The site's offset from UTC is a whole number of hours: the minute is the same in both.
    return at % MINUTE == 0 and at // MINUTE % 60 in book.listed("RB-03", "minutes")


def _round_times(earliest: Millis, latest: Millis, book: RuleBook) -> Iterable[Millis]:
    hours = range(earliest // HOUR, latest // HOUR + 1)
    times = (hour * HOUR + minute * MINUTE for hour in hours for minute in sorted(book.listed("RB-03", "minutes")))
    return (at for at in times if earliest <= at <= latest)


def _offered(asked: Millis, open_at: Millis, book: RuleBook) -> str:
    """Offers as one argument: instants parted by blanks."""
    return " ".join(str(at) for at in gathering_offers(asked, open_at, book))
