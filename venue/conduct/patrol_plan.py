"""The patrol plan of a day: which checkpoints, which forms, when (RB-10, D.3). Made by the clock, once for each day."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from venue.conduct.patrol_rules import PatrolRule, Window, report_at, rule_of, windows_of
from venue.conduct.patrol_tables import patrol_days, patrol_plans, patrol_points
from venue.core.messages import Changed
from venue.core.work import Work
from venue.core.workdays import is_workday
from venue.journal import book
from venue.journal.verify import canonical_bytes, canonical_text
from venue.rules.rule_book import RuleBook
from venue.site.parts import Checkpoint
from venue.site.plan import SiteFile

# -------------------------------------------------------------------------------------------------------------- rules


def points_of(plan: SiteFile) -> list[dict[str, Any]]:
    """The checkpoints of a day's plan in the order of the round, as they are stored."""
    return [_point(plan, point) for point in sorted(plan.checkpoints, key=lambda point: (point.order, point.code))]


def _point(plan: SiteFile, point: Checkpoint) -> dict[str, Any]:
    room = plan.room[point.room]
    form = next(form for form in plan.forms if form.code == point.form)
    return {
        "checkpoint": point.code,
        "ordinal": point.order,
        "room": room.code,
        "room_zh": room.name.zh,
        "room_en": room.name.en,
        "form_zh": form.name.zh,
        "form_en": form.name.en,
        "items": canonical_text(_items(plan, form.code)),
    }


def _items(plan: SiteFile, form: str) -> list[dict[str, str]]:
    return [
        {"code": item.code, "zh": item.name.zh, "en": item.name.en, "answer": item.answer, "unit": item.unit}
        for item in plan.form_items
        if item.form == form
    ]


# --------------------------------------------------------------------------------------------------------------- acts


def plan_day(work: Work, day: str, plan: SiteFile, rules: RuleBook) -> bool:
    """Store the plan of an ISO day; tells whether it was new. ``plan`` is the site as it holds on that day.

    Every day gets its checkpoints, so that an extra round is possible on a Sunday; only a working day gets planned rounds.
    """
    if is_planned(work, day):
        return False
    rule = rule_of(rules)
    works = is_workday(date.fromisoformat(day))
    windows = windows_of(day, rule) if works else ()
    points = points_of(plan)
    position = book.append(work, act="patrols.planned", subject=day, payload=_told(works, rule, windows, points))
    _store_day(work, day, works=works, rule=rule, windows=windows, position=position)
    work.insert_all(patrol_points, [{"site": work.site, "day": day, **point} for point in points])
    work.insert_all(patrol_plans, [{"site": work.site, "day": day, **vars(window)} for window in windows])
    work.tell(Changed(noun="patrol", ids=(day,)))
    return True


def is_planned(work: Work, day: str) -> bool:
    """Whether the day has its plan."""
    wanted = sa.select(patrol_days.c.day).where(patrol_days.c.site == work.site, patrol_days.c.day == day)
    return work.first(wanted) is not None


def last_planned(work: Work) -> str:
    """The latest planned day, ``""`` before the first."""
    return work.scalar(sa.select(sa.func.max(patrol_days.c.day)).where(patrol_days.c.site == work.site)) or ""


def _told(works: bool, rule: PatrolRule, windows: Sequence[Window], points: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "workday": int(works),
        "least": rule.least,
        "rules": rule.version,
        "rounds": [vars(window) for window in windows],
        "points": [point["checkpoint"] for point in points],
        "digest": hashlib.sha256(canonical_bytes(points)).hexdigest(),
    }


def _store_day(
    work: Work, day: str, *, works: bool, rule: PatrolRule, windows: Sequence[Window], position: int
) -> None:
    work.insert(
        patrol_days,
        site=work.site,
        day=day,
        workday=int(works),
        least=rule.least,
        allowed=rule.allowed,
        rules=rule.version,
        report_at=report_at(day, windows),
        position=position,
    )
