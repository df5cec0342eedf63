"""What the clock does for patrols (RB-10): plans the day, closes what nobody finished, reports a day without a patrol.

What is due follows from the tables, never from the tick: after a night without power the first tick closes and reports all of it.
"""

from __future__ import annotations

import json
from datetime import date, timedelta

import sqlalchemy as sa

from venue.conduct.patrol_endings import complete_rounds, end_round, missed_in, store_round
from venue.conduct.patrol_plan import last_planned, plan_day
from venue.conduct.patrol_tables import patrol_days, patrol_plans, patrol_points, patrol_rounds
from venue.core.clock import DAY, Millis, at_local, day_of
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.work import SYSTEM, Work
from venue.core.workdays import is_workday
from venue.journal import book
from venue.monitoring.alarms import alarms, clear_alarm, raise_alarm
from venue.monitoring.health import HealthBook
from venue.site.ground import Ground

CATCH_UP_DAYS = 31
"""How far back days without a plan are made up for, so that a centre that was switched off shows the patrols it did not make."""

KINDS = ("patrol_missed", "patrol_incomplete", "no_complete_patrol")

# --------------------------------------------------------------------------------------------------------------- acts


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Do what is due now and tell when something is due next (epoch ms)."""
    plan_until(work, ground)
    close_overdue(work)
    return next_due(work.reading(), work.site, now=work.now)


def plan_until(work: Work, ground: Ground) -> None:
    """Plan today and every working day since the last planned one on which nobody ran this program."""
    today = day_of(work.now)
    latest = last_planned(work)
    if latest >= today:
        return
    for day in _missing_days(latest, today):
        noon = at_local(day, "12:00")
        plan_day(work, day, ground.plan(noon), ground.book(noon))
    clear_older(work, today)


def close_overdue(work: Work) -> None:
    """Close rounds that nobody finished or began, and report days without a complete patrol, up to now."""
    by_clock = work.on_behalf_of(SYSTEM)
    for row in work.all(_overdue_rounds(work.site, work.now)):
        end_round(by_clock, row, missed=missed_in(work, row), why="overdue")
    for row in work.all(_unbegun(work.site).where(patrol_plans.c.to_at < work.now)):
        _close_unbegun(by_clock, row)
    for row in work.all(_unreported(work.site).where(patrol_days.c.report_at <= work.now)):
        _report(by_clock, row)


def clear_older(work: Work, today: str) -> None:
    """Alarms of days that are over hold no longer; they stay on the list until somebody has seen them."""
    standing = sa.select(alarms.c.kind, alarms.c.subject).where(
        alarms.c.site == work.site, alarms.c.active == 1, alarms.c.kind.in_(KINDS), alarms.c.subject < today
    )
    for row in work.all(standing.order_by(alarms.c.number)):
        clear_alarm(work, row.kind, subject=row.subject)


def _missing_days(latest: str, today: str) -> list[str]:
    if not latest:
        return [today]
    first = max(date.fromisoformat(latest) + timedelta(1), date.fromisoformat(today) - timedelta(CATCH_UP_DAYS))
    between = (first + timedelta(count) for count in range((date.fromisoformat(today) - first).days))
    return [day.isoformat() for day in between if is_workday(day)] + [today]


def _close_unbegun(work: Work, row: Row) -> None:
    """A planned round nobody began by the end of its window: an incomplete round that missed every checkpoint."""
    wanted = sa.select(patrol_points.c.checkpoint).where(
        patrol_points.c.site == work.site, patrol_points.c.day == row.day
    )
    points = [
        point.checkpoint for point in work.all(wanted.order_by(patrol_points.c.ordinal, patrol_points.c.checkpoint))
    ]
    number = work.next_number(patrol_rounds.c.number, patrol_rounds.c.site == work.site)
    store_round(
        work,
        number,
        day=row.day,
        planned=row.number,
        reason="",
        patroller="",
        points=points,
        whole=1,
        closes_at=row.closes_at,
        begun_position=0,
    )
    stored = work.first(
        sa.select(patrol_rounds).where(patrol_rounds.c.site == work.site, patrol_rounds.c.number == number)
    )
    assert stored is not None
    end_round(work, stored, missed=json.loads(stored.points), why="not_begun")


def _report(work: Work, row: Row) -> None:
    done = complete_rounds(work, row.day)
    told = {"complete": done, "least": row.least}
    book.append(work, act="patrols.day_reported", subject=row.day, payload=told)
    work.update(patrol_days, patrol_days.c.site == work.site, patrol_days.c.day == row.day, reported_at=work.now)
    if done < row.least:
        raise_alarm(work, "no_complete_patrol", subject=row.day, done=done, least=row.least)
    work.tell(Changed(noun="patrol", ids=(row.day,)))


# -------------------------------------------------------------------------------------------------------------- views


def next_due(read: Reading, site: str, *, now: Millis) -> Millis:
    """When patrols next ask for the clock: a round or window ends, the day is reported, or a new day begins."""
    waiting = (
        read.scalar(
            _overdue_rounds(site, None).with_only_columns(sa.func.min(patrol_rounds.c.closes_at)).order_by(None)
        ),
        _after(read.scalar(_unbegun(site).with_only_columns(sa.func.min(patrol_plans.c.to_at)).order_by(None))),
        read.scalar(_unreported(site).with_only_columns(sa.func.min(patrol_days.c.report_at)).order_by(None)),
        at_local(day_of(now)) + DAY,
    )
    return min(at for at in waiting if at is not None)


def _after(at: Millis | None) -> Millis | None:
    """A window holds to its last millisecond."""
    return None if at is None else at + 1


def _overdue_rounds(site: str, now: Millis | None) -> sa.Select[tuple[object, ...]]:
    rounds = patrol_rounds.c
    open_ones = sa.select(patrol_rounds).where(rounds.site == site, rounds.state == "open")
    late = open_ones if now is None else open_ones.where(rounds.closes_at <= now)
    return late.order_by(rounds.closes_at, rounds.number)


def _unbegun(site: str) -> sa.Select[tuple[object, ...]]:
    plans, rounds = patrol_plans.c, patrol_rounds.c
    same = sa.and_(rounds.site == plans.site, rounds.day == plans.day, rounds.planned == plans.number)
    walked = sa.select(sa.literal(1)).select_from(patrol_rounds).where(same).exists()
    return sa.select(patrol_plans).where(plans.site == site, ~walked).order_by(plans.due_at)


def _unreported(site: str) -> sa.Select[tuple[object, ...]]:
    days = patrol_days.c
    return (
        sa.select(patrol_days)
        .where(days.site == site, days.report_at.is_not(None), days.reported_at.is_(None))
        .order_by(days.day)
    )
