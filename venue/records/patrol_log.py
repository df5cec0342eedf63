"""The patrol log of some days, read from rounds, visits and findings at one position of the book (R-08.10).

A log is a reading, never a second book: it says at which position it was read and which signed head covered it, so that anybody
can ask the book whether it still says the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from venue.conduct.patrol_tables import patrol_days, patrol_plans
from venue.conduct.patrol_views import (
    Finding,
    Point,
    Round,
    Visit,
    findings_of,
    points_between,
    rounds_of,
    visits_between,
)
from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.keys import KeyStore
from venue.core.views import view
from venue.core.work import Principal
from venue.journal import book
from venue.journal.verify import key_id, public_key_text
from venue.site.parts import Site


@dataclass(frozen=True)
class Letterhead:
    """Who exports: code, name and kind of the site, and the public key (base64 of its DER form) that signs."""

    site: str
    name_zh: str
    name_en: str
    kind: str
    public_key: str
    key: str


@dataclass(frozen=True)
class PrintedHead:
    """The newest signed head when the log was read: the book had ``size`` sealed entries with this ``root`` (hex) at ``at``."""

    size: int
    root: str
    at: Millis
    signature: str


@dataclass(frozen=True)
class LogDay:
    """One planned day: how many rounds were planned, how many complete ones over all checkpoints it has and needs."""

    day: str
    workday: bool
    planned: int
    complete: int
    least: int

    @property
    def met(self) -> bool:
        """Whether RB-10's hard part holds; a day that is no working day asks for nothing."""
        return not self.workday or self.complete >= self.least


@dataclass(frozen=True)
class LogVisit:
    """One checkpoint of a round: its point as planned on the day, and the visit, or ``None`` when it was missed."""

    point: Point
    visit: Visit | None


@dataclass(frozen=True)
class LogRound:
    """One round with its checkpoints in order; ``due_at`` is ``None`` for an extra round."""

    round: Round
    due_at: Millis | None
    points: tuple[LogVisit, ...]

    @property
    def missed(self) -> tuple[Point, ...]:
        """The checkpoints missed, in order; of a round under way nothing is missed yet."""
        gone = set(self.round.missed)
        return tuple(one.point for one in self.points if one.point.checkpoint in gone)


@dataclass(frozen=True)
class Totals:
    """The figures of a log, the same in every format.

    ``complete`` and ``incomplete`` count planned rounds that have ended, ``extra`` all others; ``closed`` counts findings that
    were inspected and closed, ``days_without`` working days that have not met RB-10.
    """

    days: int
    days_without: int
    planned: int
    complete: int
    incomplete: int
    extra: int
    visits: int
    missed: int
    findings: int
    closed: int


@dataclass(frozen=True)
class PatrolLog:
    """The patrol log from day ``first`` to day ``last`` (ISO, both included), read when the book had ``read_at`` entries."""

    letterhead: Letterhead
    first: str
    last: str
    generated_at: Millis
    read_at: int
    head: PrintedHead | None
    days: tuple[LogDay, ...]
    rounds: tuple[LogRound, ...]
    findings: tuple[Finding, ...]
    rooms: Mapping[str, tuple[str, str]]
    totals: Totals


def letterhead(site: Site, kind: str, keys: KeyStore) -> Letterhead:
    """The letterhead of a site as its file names it; ``kind`` is the kind under which this engine runs."""
    public = public_key_text(keys.public_key())
    return Letterhead(site.code, site.name.zh, site.name.en, kind, public, key_id(public))


@view
def patrol_log(read: Reading, viewer: Principal, *, first: str, last: str, head: Letterhead, at: Millis) -> PatrolLog:
    """The log of the days ``first`` to ``last``, read at ``at``. Refuses days that are no ISO days or in the wrong order."""
    _ordered(first, last)
    rounds = _log_rounds(read, viewer, first=first, last=last)
    found = findings_of(read, viewer, first=first, last=last)
    days = _days(read, viewer.site, first=first, last=last, rounds=rounds)
    points = points_between(read, viewer, first=first, last=last)
    state = book.state(read, viewer)
    return PatrolLog(
        letterhead=head,
        first=first,
        last=last,
        generated_at=at,
        read_at=state.last,
        head=_printed(state.head),
        days=days,
        rounds=rounds,
        findings=found,
        rooms={point.room: (point.room_zh, point.room_en) for of_day in points.values() for point in of_day.values()},
        totals=_totals(days, rounds, found),
    )


def _ordered(first: str, last: str) -> None:
    try:
        in_order = date.fromisoformat(first) <= date.fromisoformat(last)
        exact = date.fromisoformat(first).isoformat() == first and date.fromisoformat(last).isoformat() == last
    except ValueError as fault:
        raise Refused("export.days_unreadable", first=first, last=last) from fault
    if not in_order or not exact:
        raise Refused("export.days_unreadable", first=first, last=last)


def _printed(head: Mapping[str, Any] | None) -> PrintedHead | None:
    return None if head is None else PrintedHead(head["size"], head["root"], head["at"], head["signature"])


def _log_rounds(read: Reading, viewer: Principal, *, first: str, last: str) -> tuple[LogRound, ...]:
    points = points_between(read, viewer, first=first, last=last)
    due = {(row.day, row.number): row.due_at for row in _plans(read, viewer.site, first=first, last=last)}
    visits: dict[int, dict[str, Visit]] = {}
    for visit in visits_between(read, viewer, first=first, last=last):
        visits.setdefault(visit.round, {})[visit.checkpoint] = visit
    return tuple(
        LogRound(one, due.get((one.day, one.planned)), _points(one, points[one.day], visits.get(one.number, {})))
        for one in rounds_of(read, viewer, first=first, last=last)
    )


def _points(one: Round, known: Mapping[str, Point], visits: Mapping[str, Visit]) -> tuple[LogVisit, ...]:
    return tuple(LogVisit(known[code], visits.get(code)) for code in one.points)


def _plans(read: Reading, site: str, *, first: str, last: str) -> Iterable[Row]:
    plans = patrol_plans.c
    wanted = sa.select(patrol_plans).where(plans.site == site, plans.day.between(first, last))
    return read.all(wanted.order_by(plans.day, plans.number))


def _days(read: Reading, site: str, *, first: str, last: str, rounds: tuple[LogRound, ...]) -> tuple[LogDay, ...]:
    planned: dict[str, int] = {}
    complete: dict[str, int] = {}
    for row in _plans(read, site, first=first, last=last):
        planned[row.day] = planned.get(row.day, 0) + 1
    for one in rounds:
        done = int(one.round.whole and one.round.state == "complete")
        complete[one.round.day] = complete.get(one.round.day, 0) + done
    days = patrol_days.c
    wanted = sa.select(patrol_days).where(days.site == site, days.day.between(first, last)).order_by(days.day)
    return tuple(
        LogDay(row.day, bool(row.workday), planned.get(row.day, 0), complete.get(row.day, 0), row.least)
        for row in read.all(wanted)
    )


def _totals(days: tuple[LogDay, ...], rounds: tuple[LogRound, ...], found: tuple[Finding, ...]) -> Totals:
    ended = [one.round.state for one in rounds if one.round.planned]
    return Totals(
        days=sum(day.workday for day in days),
        days_without=sum(not day.met for day in days),
        planned=sum(day.planned for day in days),
        complete=ended.count("complete"),
        incomplete=ended.count("incomplete"),
        extra=sum(not one.round.planned for one in rounds),
        visits=sum(one.round.visited for one in rounds),
        missed=sum(len(one.round.missed) for one in rounds),
        findings=len(found),
        closed=sum(one.state == "closed" for one in found),
    )
