"""Acts of a patroller on his round (R-08.10, RB-10): begin, visit each checkpoint, finish. One round at a time.

A planned round begins in its window. Any other round is an extra one with a reason; over all checkpoints it counts as a complete
patrol, over some it makes good what an earlier round missed.
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa

from venue.access.presence import presence
from venue.conduct.patrol_endings import day_row, end_round, missed_in, store_round, tell, this_round
from venue.conduct.patrol_rules import checked_answers, items_in, plain_words, shows_sign, wrong_answers
from venue.conduct.patrol_tables import (
    checkpoint_visits,
    patrol_plans,
    patrol_points,
    patrol_rounds,
)
from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of, wall
from venue.core.database import Row
from venue.core.work import Work
from venue.journal import book
from venue.journal.verify import canonical_text
from venue.people.accounts import HERE, accounts

WALKERS = ("patroller", "operator", "site_manager")
"""Roles that may walk a round and write findings."""

# --------------------------------------------------------------------------------------------------------------- acts


@act("patrols.begin", *WALKERS)
def begin(
    work: Work, *, planned: int = 0, reason: str = "", checkpoints: list[str] | None = None
) -> dict[str, int | list[str]]:
    """Begin the planned round ``planned``, or (0) an extra one with its reason, over all or the named checkpoints.

    Tells the round's number and its checkpoints in order. Refuses outside the window, without a plan of the day, without a
    reason, and while the same patroller still has an open round.
    """
    day = day_of(work.now)
    allowed = day_row(work, day).allowed
    _nothing_open(work)
    every = _codes_of(work, day)
    if planned:
        window = _window_row(work, day, planned)
        points, why, closes_at = every, "", window.closes_at
    else:
        points = _chosen(every, checkpoints)
        why, closes_at = plain_words(reason, needed="patrol.reason_needed"), work.now + allowed
    number = work.next_number(patrol_rounds.c.number, patrol_rounds.c.site == work.site)
    told = {"round": number, "planned": planned, "reason": why, "points": points, "closes_at": closes_at}
    position = book.append(work, act="patrols.begun", subject=day, payload=told)
    store_round(
        work,
        number,
        day=day,
        planned=planned,
        reason=why,
        points=points,
        whole=int(points == every),
        begun_at=work.now,
        closes_at=closes_at,
        begun_position=position,
    )
    tell(work, number)
    return {"round": number, "points": points}


@act("patrols.visit", *WALKERS)
def visit(
    work: Work,
    *,
    number: int,
    checkpoint: str,
    answers: dict[str, Any],
    proof: str = "manual",
    code: str = "",
) -> dict[str, int]:
    """The patroller stands at a checkpoint of round ``number`` and answers its form; tells how many points are left.

    ``proof`` is what he can show: ``code`` (the code on the door sign), ``badge`` (his badge is known to be in this room) or
    ``manual`` (his own word). A proof that does not hold is refused, never written down as a weaker one.
    """
    row = _own_open_round(work, number)
    point = _point_row(work, row, checkpoint)
    items = items_in(point.items)
    kept = checked_answers(items, answers)
    _proven(work, point, proof=proof, code=code)
    told = {"round": number, "checkpoint": checkpoint, "proof": proof, "answers": kept}
    position = book.append(work, act="patrols.visited", subject=row.day, room=point.room, payload=told)
    work.insert(
        checkpoint_visits,
        site=work.site,
        round=number,
        checkpoint=checkpoint,
        at=work.now,
        proof=proof,
        answers=canonical_text(kept),
        wrong=wrong_answers(items, kept),
        position=position,
    )
    tell(work, number)
    return {"left": len(missed_in(work, row)), "wrong": wrong_answers(items, kept)}


@act("patrols.finish", *WALKERS)
def finish(work: Work, *, number: int, incomplete: int = 0, why: str = "") -> dict[str, int | str | list[str]]:
    """End one's round. Complete only when every checkpoint was visited.

    With checkpoints missing it is refused, naming them, unless ``incomplete`` is 1 and ``why`` says the reason; then each missed
    checkpoint stands in the book and in the log.
    """
    row = _own_open_round(work, number)
    missed = missed_in(work, row)
    if missed and not incomplete:
        raise Refused("patrol.points_missed", count=len(missed), checkpoints="、".join(missed))
    reason = plain_words(why, needed="patrol.reason_needed") if missed else ""
    state = end_round(work, row, missed=missed, why=reason)
    return {"round": number, "state": state, "missed": missed}


# ------------------------------------------------------------------------------------------------- what acts ask for


def _codes_of(work: Work, day: str) -> list[str]:
    points = patrol_points.c
    wanted = sa.select(points.checkpoint).where(points.site == work.site, points.day == day)
    codes = [row.checkpoint for row in work.all(wanted.order_by(points.ordinal, points.checkpoint))]
    if not codes:
        raise Refused("patrol.no_checkpoints", day=day)
    return codes


def _chosen(every: list[str], wanted: list[str] | None) -> list[str]:
    if not wanted:
        return every
    strange = sorted(set(wanted) - set(every))
    if strange:
        raise Refused("patrol.checkpoint_unknown", checkpoint=strange[0])
    return [code for code in every if code in wanted]


def _nothing_open(work: Work) -> None:
    rounds = patrol_rounds.c
    mine = (rounds.site == work.site, rounds.state == "open", rounds.patroller == work.principal.account)
    row = work.first(sa.select(patrol_rounds).where(*mine))
    if row is not None:
        raise Refused("patrol.round_open", round=row.number)


def _window_row(work: Work, day: str, planned: int) -> Row:
    """The window of a planned round that may begin now."""
    plans, rounds = patrol_plans.c, patrol_rounds.c
    row = work.first(sa.select(patrol_plans).where(plans.site == work.site, plans.day == day, plans.number == planned))
    if row is None:
        raise Refused("patrol.not_planned", round=planned)
    same = (rounds.site == work.site, rounds.day == day, rounds.planned == planned)
    if work.first(sa.select(rounds.number).where(*same)) is not None:
        raise Refused("patrol.begun_before", round=planned)
    if not row.from_at <= work.now <= row.to_at:
        raise Refused("patrol.outside_window", round=planned, since=_short(row.from_at), until=_short(row.to_at))
    return row


def _short(at: Millis) -> str:
    return wall(at, seconds=False)


def _own_open_round(work: Work, number: int) -> Row:
    row = work.first(sa.select(patrol_rounds).where(*this_round(work, number)))
    if row is None:
        raise Refused("patrol.round_unknown", round=number)
    if row.state != "open":
        raise Refused("patrol.round_ended", round=number)
    if row.patroller != work.principal.account:
        raise Refused("patrol.other_patroller", round=number, patroller=row.patroller)
    return row


def _point_row(work: Work, row: Row, checkpoint: str) -> Row:
    points, visits = patrol_points.c, checkpoint_visits.c
    which = (points.site == work.site, points.day == row.day, points.checkpoint == checkpoint)
    point = work.first(sa.select(patrol_points).where(*which))
    if point is None or checkpoint not in json.loads(row.points):
        raise Refused("patrol.checkpoint_unknown", checkpoint=checkpoint)
    again = (visits.site == work.site, visits.round == row.number, visits.checkpoint == checkpoint)
    if work.first(sa.select(visits.at).where(*again)) is not None:
        raise Refused("patrol.visited_before", checkpoint=checkpoint)
    return point


def _proven(work: Work, point: Row, *, proof: str, code: str) -> None:
    """Refuses a proof that does not hold."""
    if proof == "manual":
        return
    if proof == "code":
        keys = work.standing.keys
        if keys is None or not shows_sign(keys, code, site=work.site, checkpoint=point.checkpoint):
            raise Refused("patrol.code_wrong", checkpoint=point.checkpoint)
    elif proof == "badge":
        if _room_of_patroller(work) != point.room:
            raise Refused("patrol.badge_elsewhere", checkpoint=point.checkpoint)
    else:
        raise Refused("patrol.proof_unknown", proof=proof)


def _room_of_patroller(work: Work) -> str:
    """Where the doors last saw the person behind the account; ``""`` when nobody knows."""
    owned = (accounts.c.site == work.site, accounts.c.system == HERE, accounts.c.account == work.principal.account)
    same = sa.and_(presence.c.site == accounts.c.site, presence.c.subject == accounts.c.owner)
    found = work.scalar(sa.select(presence.c.room).select_from(accounts.join(presence, same)).where(*owned))
    return found or ""
