"""What pages and exports read of patrols: the plan of a day, its rounds, one round with its checkpoints, findings."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import sqlalchemy as sa

from venue.conduct.patrol_rules import Item, items_in
from venue.conduct.patrol_tables import (
    checkpoint_visits,
    finding_photos,
    findings,
    patrol_days,
    patrol_plans,
    patrol_points,
    patrol_rounds,
)
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.views import view
from venue.core.work import Principal


@dataclass(frozen=True)
class Point:
    """A checkpoint as the plan of a day has it, with the lines of its form."""

    checkpoint: str
    room: str
    room_zh: str
    room_en: str
    form_zh: str
    form_en: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class PlannedRound:
    """One planned round. ``state``: ahead, due (may begin now), open, complete, incomplete; ``round`` is 0 until it begins."""

    number: int
    due_at: Millis
    from_at: Millis
    to_at: Millis
    closes_at: Millis
    state: str
    round: int


@dataclass(frozen=True)
class DayPlan:
    """The patrol plan of a day. ``complete`` counts complete rounds over all checkpoints, of which ``least`` are needed."""

    day: str
    workday: bool
    least: int
    complete: int
    rounds: tuple[PlannedRound, ...]
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Round:
    """One round. ``planned`` is the plan's number, 0 for an extra one; ``begun_at`` is ``None`` when nobody began it.

    ``points`` are its checkpoints in order, ``missed`` those not visited when it ended, ``whole`` that all of the day's were asked.
    """

    number: int
    day: str
    planned: int
    reason: str
    patroller: str
    points: tuple[str, ...]
    whole: bool
    state: str
    begun_at: Millis | None
    closes_at: Millis
    ended_at: Millis | None
    ended_by: str
    why: str
    missed: tuple[str, ...]
    visited: int
    begun_position: int
    ended_position: int


@dataclass(frozen=True)
class Visit:
    """A checkpoint that was visited: when, how presence was proven, what was answered, how many lines with no."""

    round: int
    checkpoint: str
    at: Millis
    proof: str
    answers: Mapping[str, int | str]
    wrong: int
    position: int


@dataclass(frozen=True)
class RoundDetail:
    """A round with its checkpoints in order; ``visits`` by checkpoint, those not in it are not visited (yet)."""

    round: Round
    points: tuple[Point, ...]
    visits: Mapping[str, Visit]


@dataclass(frozen=True)
class Finding:
    """One finding with its course. ``state``: open, task, fixed (waits for inspection), closed. ``photo`` is a digest."""

    number: int
    day: str
    round: int
    checkpoint: str
    room: str
    device: str
    project: str
    severity: int
    words: str
    photo: str
    state: str
    found_at: Millis
    found_by: str
    task_for: str
    task_until: Millis | None
    fixed_at: Millis | None
    fixed_by: str
    fix_words: str
    fix_photo: str
    closed_at: Millis | None
    closed_by: str
    close_words: str
    sent_back: int
    position: int


@view
def plan_of(read: Reading, viewer: Principal, *, day: str, now: Millis) -> DayPlan | None:
    """The plan of an ISO day as it stands at ``now``; ``None`` when the day has none."""
    row = read.first(sa.select(patrol_days).where(patrol_days.c.site == viewer.site, patrol_days.c.day == day))
    if row is None:
        return None
    rounds = rounds_of(read, viewer, first=day, last=day)
    walked = {one.planned: one for one in rounds if one.planned}
    wanted = sa.select(patrol_plans).where(patrol_plans.c.site == viewer.site, patrol_plans.c.day == day)
    windows = read.all(wanted.order_by(patrol_plans.c.number))
    return DayPlan(
        day=day,
        workday=bool(row.workday),
        least=row.least,
        complete=sum(one.whole and one.state == "complete" for one in rounds),
        rounds=tuple(_planned(window, walked.get(window.number), now) for window in windows),
        points=_points(read, viewer.site, day),
    )


@view
def rounds_of(read: Reading, viewer: Principal, *, first: str, last: str) -> tuple[Round, ...]:
    """Every round from day ``first`` to day ``last`` (ISO days, both included), in the order of their numbers."""
    rounds = patrol_rounds.c
    wanted = sa.select(patrol_rounds).where(rounds.site == viewer.site, rounds.day.between(first, last))
    rows = read.all(wanted.order_by(rounds.day, rounds.number))
    counts = _visited(read, viewer.site, first=first, last=last)
    return tuple(_round(row, counts[row.number]) for row in rows)


@view
def visits_between(read: Reading, viewer: Principal, *, first: str, last: str) -> tuple[Visit, ...]:
    """Every visit in rounds of the days ``first`` to ``last``, in the order of rounds and time."""
    visits, rounds = checkpoint_visits.c, patrol_rounds.c
    same = sa.and_(rounds.site == visits.site, rounds.number == visits.round)
    wanted = sa.select(checkpoint_visits).join(patrol_rounds, same)
    of_days = wanted.where(visits.site == viewer.site, rounds.day.between(first, last))
    return tuple(_visit(row) for row in read.all(of_days.order_by(visits.round, visits.at, visits.position)))


@view
def round_detail(read: Reading, viewer: Principal, *, number: int) -> RoundDetail | None:
    """One round with its checkpoints and visits; ``None`` when there is no such round."""
    visits, rounds = checkpoint_visits.c, patrol_rounds.c
    row = read.first(sa.select(patrol_rounds).where(rounds.site == viewer.site, rounds.number == number))
    if row is None:
        return None
    wanted = sa.select(checkpoint_visits).where(visits.site == viewer.site, visits.round == number)
    made = {visit.checkpoint: visit for visit in map(_visit, read.all(wanted.order_by(visits.at)))}
    asked = set(json.loads(row.points))
    points = tuple(point for point in _points(read, viewer.site, row.day) if point.checkpoint in asked)
    return RoundDetail(round=_round(row, len(made)), points=points, visits=made)


@view
def findings_of(
    read: Reading,
    viewer: Principal,
    *,
    first: str = "",
    last: str = "9999-12-31",
    states: Sequence[str] = (),
    room: str = "",
) -> tuple[Finding, ...]:
    """Findings of the days ``first`` to ``last``, perhaps only in some states or of one room, oldest first."""
    wanted = sa.select(findings).where(findings.c.site == viewer.site, findings.c.day.between(first, last))
    if states:
        wanted = wanted.where(findings.c.state.in_(states))
    if room:
        wanted = wanted.where(findings.c.room == room)
    names = [one.name for one in fields(Finding)]
    rows = read.all(wanted.order_by(findings.c.number))
    return tuple(Finding(**{name: getattr(row, name) for name in names}) for row in rows)


@view
def finding_photo(read: Reading, viewer: Principal, *, digest: str) -> bytes | None:
    """The picture with this SHA-256, ``None`` when it was never stored or has been erased."""
    photos = finding_photos.c
    found: bytes | None = read.scalar(
        sa.select(photos.picture).where(photos.site == viewer.site, photos.digest == digest)
    )
    return found


@view
def points_between(read: Reading, viewer: Principal, *, first: str, last: str) -> Mapping[str, Mapping[str, Point]]:
    """The checkpoints of each planned day, by day and code. Days that share a plan share the same points in memory."""
    points = patrol_points.c
    wanted = sa.select(patrol_points).where(points.site == viewer.site, points.day.between(first, last))
    known: dict[tuple[Any, ...], Point] = {}
    found: dict[str, dict[str, Point]] = {}
    for row in read.all(wanted.order_by(points.day, points.ordinal, points.checkpoint)):
        same = tuple(row)[2:]
        if same not in known:
            known[same] = _point(row)
        found.setdefault(row.day, {})[row.checkpoint] = known[same]
    return found


def _points(read: Reading, site: str, day: str) -> tuple[Point, ...]:
    points = patrol_points.c
    wanted = sa.select(patrol_points).where(points.site == site, points.day == day)
    return tuple(map(_point, read.all(wanted.order_by(points.ordinal, points.checkpoint))))


def _point(row: Row) -> Point:
    names = ("checkpoint", "room", "room_zh", "room_en", "form_zh", "form_en")
    return Point(**{name: getattr(row, name) for name in names}, items=items_in(row.items))


def _planned(window: Row, walked: Round | None, now: Millis) -> PlannedRound:
    if walked is not None:
        state = walked.state
    else:
        state = "ahead" if now < window.from_at else "due" if now <= window.to_at else "incomplete"
    return PlannedRound(
        number=window.number,
        due_at=window.due_at,
        from_at=window.from_at,
        to_at=window.to_at,
        closes_at=window.closes_at,
        state=state,
        round=0 if walked is None else walked.number,
    )


def _visited(read: Reading, site: str, *, first: str, last: str) -> Counter[int]:
    visits, rounds = checkpoint_visits.c, patrol_rounds.c
    same = sa.and_(rounds.site == visits.site, rounds.number == visits.round)
    counted = sa.select(visits.round, sa.func.count().label("made")).join(patrol_rounds, same)
    of_days = counted.where(visits.site == site, rounds.day.between(first, last)).group_by(visits.round)
    return Counter({row.round: row.made for row in read.all(of_days)})


def _round(row: Row, visited: int) -> Round:
    names = {one.name for one in fields(Round)} - {"points", "missed", "whole", "visited"}
    return Round(
        **{name: getattr(row, name) for name in names},
        points=tuple(json.loads(row.points)),
        missed=tuple(json.loads(row.missed)),
        whole=bool(row.whole),
        visited=visited,
    )


def _visit(row: Row) -> Visit:
    return Visit(row.round, row.checkpoint, row.at, row.proof, json.loads(row.answers), row.wrong, row.position)
