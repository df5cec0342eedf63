"""How a round is stored and how it ends, whoever ends it: the patroller or the clock. What follows from it: alarms."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa

from venue.conduct.patrol_tables import checkpoint_visits, patrol_days, patrol_rounds
from venue.core.acts import Refused
from venue.core.clock import day_of
from venue.core.database import Row
from venue.core.messages import Changed
from venue.core.work import Work
from venue.journal import book
from venue.journal.verify import canonical_text
from venue.monitoring.alarms import clear_alarm, raise_alarm

# --------------------------------------------------------------------------------------------------------------- acts


def this_round(work: Work, number: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    """The condition that names one round."""
    return patrol_rounds.c.site == work.site, patrol_rounds.c.number == number


def day_row(work: Work, day: str) -> Row:
    """The plan of a day; refuses when there is none."""
    row = work.first(sa.select(patrol_days).where(patrol_days.c.site == work.site, patrol_days.c.day == day))
    if row is None:
        raise Refused("patrol.no_plan", day=day)
    return row


def store_round(work: Work, number: int, **facts: Any) -> None:
    """A new row of a round that is open."""
    blank = {"state": "open", "ended_by": "", "why": "", "missed": "[]", "ended_position": 0}
    points = canonical_text(facts.pop("points"))
    hand = {"patroller": work.principal.account}
    work.insert(patrol_rounds, **{**blank, **hand, **facts, "site": work.site, "number": number, "points": points})


def end_round(work: Work, row: Row, *, missed: Sequence[str], why: str) -> str:
    """Close a round, name what was missed, raise and clear what follows from it; tells ``complete`` or ``incomplete``.

    A round nobody began is incomplete even where the site has no checkpoint to miss.
    """
    state = "incomplete" if missed or row.begun_at is None else "complete"
    told = {"round": row.number, "planned": row.planned, "missed": list(missed), "why": why}
    position = book.append(work, act=f"patrols.{state}", subject=row.day, payload=told)
    work.update(
        patrol_rounds,
        *this_round(work, row.number),
        state=state,
        ended_at=work.now,
        ended_by=work.principal.account,
        why=why,
        missed=canonical_text(list(missed)),
        ended_position=position,
    )
    if state == "incomplete" and row.day == day_of(work.now):
        _alarm(work, row, missed)
    _clear_what_was_made_good(work, row.day)
    tell(work, row.number)
    return state


def missed_in(work: Work, row: Row) -> list[str]:
    """The checkpoints of a round that were not visited, in the order of the round."""
    wanted = sa.select(checkpoint_visits.c.checkpoint).where(
        checkpoint_visits.c.site == work.site, checkpoint_visits.c.round == row.number
    )
    visited = {one.checkpoint for one in work.all(wanted)}
    return [point for point in json.loads(row.points) if point not in visited]


def complete_rounds(work: Work, day: str) -> int:
    """How many complete rounds over all checkpoints the day has, planned or extra."""
    rounds = patrol_rounds.c
    same = (rounds.site == work.site, rounds.day == day, rounds.whole == 1, rounds.state == "complete")
    return int(work.scalar(sa.select(sa.func.count()).select_from(patrol_rounds).where(*same)))


def tell(work: Work, number: int) -> None:
    """A round changed."""
    work.tell(Changed(noun="patrol", ids=(str(number),)))


def alarm_subject(row: Row) -> str:
    """What an alarm of a round is about: its day and its number."""
    return f"{row.day}/{row.number}"


def _alarm(work: Work, row: Row, missed: Sequence[str]) -> None:
    """One alarm a round, not one a point: a round nobody walked would else flood the list."""
    about: dict[str, Any] = {"subject": alarm_subject(row), "round": row.planned or row.number}
    if row.begun_at is None:
        raise_alarm(work, "patrol_incomplete", missed=len(missed), **about)
    else:
        raise_alarm(work, "patrol_missed", checkpoint="、".join(missed), missed=len(missed), **about)


def _clear_what_was_made_good(work: Work, day: str) -> None:
    rounds = patrol_rounds.c
    of_day = sa.select(patrol_rounds).where(rounds.site == work.site, rounds.day == day).order_by(rounds.number)
    short = [row for row in work.all(of_day) if row.state == "incomplete"]
    for row in short:
        if not _still_missed(work, row):
            kind = "patrol_incomplete" if row.begun_at is None else "patrol_missed"
            clear_alarm(work, kind, subject=alarm_subject(row))
    if complete_rounds(work, day) >= day_row(work, day).least:
        clear_alarm(work, "no_complete_patrol", subject=day)


def _still_missed(work: Work, row: Row) -> set[str]:
    """What a round missed and no round of the day visited since."""
    rounds, visits = patrol_rounds.c, checkpoint_visits.c
    since = (
        sa.select(visits.checkpoint)
        .join(patrol_rounds, sa.and_(rounds.site == visits.site, rounds.number == visits.round))
        .where(rounds.site == work.site, rounds.day == row.day, visits.position > row.ended_position)
    )
    return set(json.loads(row.missed)) - {one.checkpoint for one in work.all(since)}
