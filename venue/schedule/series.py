"""Recurring bookings: a hall for the weekly training, with exceptions; each day is a claim of its own (F3).

A series is asked for as a whole. A clash names each day that is not free, and then either nothing or only the free days are taken,
as chosen beforehand. A series belongs to no project; projects' claims and its days stand in each other's way like any two.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import MINUTE, Millis, at_local, day_of
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.schedule.claims import KINDS, SECRET, STANDING, Claim, Wish, claims, clashes, others_of, secret_projects
from venue.schedule.taking import end_now, set_status, take

# ------------------------------------------------------------------------------------------------------------- tables

series = table(
    "series",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("title", TEXT, dataset=Dataset.LOCAL),
    column("kind", TEXT, dataset=Dataset.LOCAL),
    column("resource", TEXT, dataset=Dataset.LOCAL),
    column("pattern", TEXT, dataset=Dataset.LOCAL),
    column("made_by", TEXT, dataset=Dataset.LOCAL),
    column("made_at", INT, dataset=Dataset.LOCAL),
    column("ended_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "number"),
)

series_days = table(
    "series_days",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("series", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("day", TEXT, dataset=Dataset.LOCAL),
    column("claim", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "series", "day"),
)

# -------------------------------------------------------------------------------------------------------------- rules

LONGEST = 366
"""Days a series may reach ahead: beyond a year nobody knows the plan, nor the public holidays."""


class Pattern(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """On which weekdays (1 Monday to 7), every how many weeks, from which ISO day to which (both included), at which hours.

    ``besides`` lists ISO days that are left out; ``setup_min`` and ``turnover_min`` are taken too.
    """

    weekdays: tuple[int, ...]
    first: str
    last: str
    begins: str
    ends: str
    weeks: int = 1
    besides: tuple[str, ...] = ()
    setup_min: int = 0
    turnover_min: int = 0

    def days(self) -> tuple[str, ...]:
        """The ISO days of the series, in order."""
        first, last = date.fromisoformat(self.first), date.fromisoformat(self.last)
        monday = first - timedelta(days=first.weekday())
        every = (first + timedelta(days=step) for step in range((last - first).days + 1))
        fitting = (
            day for day in every if day.isoweekday() in self.weekdays and (day - monday).days // 7 % self.weeks == 0
        )
        return tuple(day.isoformat() for day in fitting if day.isoformat() not in self.besides)

    def wish(self, kind: str, resource: str, day: str) -> Wish:
        """What one day takes."""
        since, until = at_local(day, self.begins), at_local(day, self.ends)
        setup, turnover = self.setup_min * MINUTE, self.turnover_min * MINUTE
        return Wish("", kind, resource, "series", since, until, setup=setup, turnover=turnover)


@dataclass(frozen=True)
class Day:
    """One day of a series: ``claim`` 0 when it is not taken, ``clash`` who has the resource then (empty: nobody)."""

    day: str
    from_at: Millis
    until_at: Millis
    claim: int = 0
    clash: str = ""


@dataclass(frozen=True)
class Series:
    """A recurring booking with the days that still stand."""

    number: int
    title: str
    kind: str
    resource: str
    pattern: Pattern
    days: tuple[Day, ...]
    ended: bool


def read_pattern(asked: dict[str, Any]) -> Pattern:
    """The pattern of a request; refuses one that cannot be read, has no day, or reaches further than a year."""
    try:
        found = msgspec.convert(asked, Pattern)
        first, last = date.fromisoformat(found.first), date.fromisoformat(found.last)
        empty = at_local(found.first, found.ends) <= at_local(found.first, found.begins)
    except (msgspec.ValidationError, ValueError) as fault:
        raise Refused("series.unreadable", fault=str(fault)) from fault
    if empty or found.weeks < 1 or min(found.setup_min, found.turnover_min) < 0:
        raise Refused("people.period_empty")
    if (last - first).days > LONGEST:
        raise Refused("series.too_long", days=LONGEST)
    if not found.days():
        raise Refused("series.no_day")
    return found


# --------------------------------------------------------------------------------------------------------------- acts


@act("series.open", "clerk", "operator", "site_manager")
def open_series(
    work: Work, *, title: str, kind: str, resource: str, pattern: dict[str, Any], only_free: int = 0
) -> int:
    """Book a resource on every day of a pattern (fields of :class:`Pattern`); tells the series' number.

    A day that is not free refuses the whole, naming each; with ``only_free`` 1 the free days are taken and the others left out.
    """
    if kind not in KINDS or not resource or not title.strip():
        raise Refused("series.unreadable", fault="title, kind, resource")
    wanted = read_pattern(pattern)
    found = _asked(work, work.site, wanted, kind, resource)
    taken = [one for one in found if one.clash]
    if taken and not (only_free and len(taken) < len(found)):
        raise Refused("series.clashes", count=len(taken), days="、".join(f"{one.day}（{one.clash}）" for one in taken))
    number = work.next_number(series.c.number, series.c.site == work.site)
    told = {"number": number, "title": title, "kind": kind, "resource": resource}
    text = msgspec.json.encode(wanted, order="sorted").decode()
    made = {"made_by": work.principal.account, "made_at": work.now, "ended_at": None}
    work.insert(series, site=work.site, **told, pattern=text, **made)
    book.append(work, act="series.open", payload={**told, "pattern": msgspec.to_builtins(wanted)})
    for one in found:
        if not one.clash:
            _take_day(work, number, wanted.wish(kind, resource, one.day), one.day)
    work.tell(Changed(noun="series", ids=(str(number),)))
    return number


@act("series.skip", "clerk", "operator", "site_manager")
def skip(work: Work, *, number: int, day: str, reason: str) -> None:
    """Give back one day of a series, an exception."""
    if not reason.strip():
        raise Refused("people.reason_missing")
    row = work.first(_days_of(work.site, number).where(series_days.c.day == day))
    if row is None:
        raise Refused("series.unknown_day", number=number, day=day)
    _give_back(work, row, reason)


@act("series.end", "clerk", "operator", "site_manager")
def end(work: Work, *, number: int, reason: str) -> int:
    """End a series: what lies ahead is given back, a day that has begun ends now; tells how many days."""
    if not reason.strip():
        raise Refused("people.reason_missing")
    here = (series.c.site == work.site, series.c.number == number, series.c.ended_at.is_(None))
    if not work.update(series, *here, ended_at=work.now):
        raise Refused("series.unknown", number=number)
    rows = work.all(_days_of(work.site, number).where(claims.c.until_at > work.now))
    book.append(work, act="series.end", payload={"number": number, "reason": reason, "days": len(rows)})
    for row in rows:
        _give_back(work, row, reason)
    return len(rows)


def _take_day(work: Work, number: int, wish: Wish, day: str) -> None:
    claim = take(work, wish, act_name="bookings.claim", series=number)
    work.insert(series_days, site=work.site, series=number, day=day, claim=claim)


def _give_back(work: Work, row: Row, reason: str) -> None:
    if row.from_at < work.now:
        end_now(work, row, reason)
    else:
        set_status(work, row, "released", act_name="bookings.release", reason=reason)
    work.tell(Changed(noun="series", ids=(str(row.series),)))


def _days_of(site: str, number: int) -> sa.Select[Any]:
    joined = sa.and_(claims.c.site == series_days.c.site, claims.c.number == series_days.c.claim)
    standing = (series_days.c.site == site, series_days.c.series == number, claims.c.status.in_(STANDING))
    days = sa.select(claims, series_days.c.series, series_days.c.day).join_from(series_days, claims, joined)
    return days.where(*standing).order_by(series_days.c.day)


# -------------------------------------------------------------------------------------------------------------- views


@view
def days_asked(
    read: Reading, viewer: Principal, *, kind: str, resource: str, pattern: dict[str, Any]
) -> tuple[Day, ...]:
    """Each day of a pattern with what stands in its way, before anything is booked."""
    return _asked(read, viewer.site, read_pattern(pattern), kind, resource)


@view
def all_series(read: Reading, viewer: Principal) -> tuple[Series, ...]:
    """Every series with the days that still stand, by number."""
    rows = read.all(sa.select(series).where(series.c.site == viewer.site).order_by(series.c.number))
    return tuple(_series(row, read.all(_days_of(viewer.site, row.number))) for row in rows)


def _asked(read: Reading | Work, site: str, pattern: Pattern, kind: str, resource: str) -> tuple[Day, ...]:
    secret = secret_projects(read, site)
    return tuple(_day(read, site, pattern.wish(kind, resource, day), secret) for day in pattern.days())


def _day(read: Reading | Work, site: str, wish: Wish, secret: frozenset[str]) -> Day:
    found = clashes(wish, others_of(read, site, wish))
    shown = "、".join(dict.fromkeys(_called(one, secret) for one in found))
    return Day(day_of(wish.from_at), wish.from_at, wish.until_at, clash=shown)


def _called(one: Claim, secret: frozenset[str]) -> str:
    if one.kind == "block":
        return "封闭"
    return SECRET if one.project in secret else one.project or "其他预约"


def _series(row: Row, days: Sequence[Row]) -> Series:
    return Series(
        number=row.number,
        title=row.title,
        kind=row.kind,
        resource=row.resource,
        pattern=msgspec.json.decode(row.pattern, type=Pattern),
        days=tuple(Day(one.day, one.from_at, one.until_at, claim=one.number) for one in days),
        ended=row.ended_at is not None,
    )
