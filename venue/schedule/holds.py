"""Provisional holds: they take their resource like any claim, and end by themselves when nobody confirms them (F7).

How long one lasts and by how much it may be made longer, once, is dated data (``resources/methods/terms.toml``). An auction that
waits for its approved plan (待批准, R-05.2) is never more than held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.projects.approvals import plan_missing
from venue.projects.projects import project_row
from venue.schedule.claims import SECRET, SECRET_FOR, claims, secret_projects
from venue.schedule.taking import holds, set_status, standing_row
from venue.schedule.terms import minutes, terms_at

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class Hold:
    """What a project holds provisionally until when; ``claims`` by number, ``resources`` beside them, ``awaits_plan`` 待批准."""

    project: str
    until_at: Millis
    extended: bool
    claims: tuple[int, ...]
    resources: tuple[str, ...]
    awaits_plan: bool


# --------------------------------------------------------------------------------------------------------------- acts


@act("holds.confirm", "clerk", "operator", "site_manager")
def confirm(work: Work, *, project: str) -> int:
    """Turn everything that a project holds provisionally into firm claims; tells how many. An auction needs its plan for that."""
    refused = plan_missing(project_row(work, work.site, project))
    if refused is not None:
        raise refused
    rows = _held(work, project)
    if not rows:
        raise Refused("holds.none", project=project)
    for row in rows:
        set_status(work, standing_row(work, row.claim), "claimed", act_name="bookings.confirm", reason="")
    return len(rows)


@act("holds.extend", "clerk", "operator", "site_manager")
def extend(work: Work, *, project: str, reason: str) -> Millis:
    """Make a project's hold longer, once, by what the terms give; tells until when."""
    if not reason.strip():
        raise Refused("people.reason_missing")
    rows = _held(work, project)
    if not rows:
        raise Refused("holds.none", project=project)
    if any(row.extended for row in rows):
        raise Refused("holds.extended_before", project=project)
    until = int(max(row.until_at for row in rows)) + minutes(terms_at(work.now).extend_min)
    work.update(holds, holds.c.site == work.site, holds.c.project == project, until_at=until, extended=1)
    book.append(work, act="holds.extend", project=project, payload={"held_until": until, "reason": reason})
    work.tell(Changed(noun="hold", ids=(project,)))
    return until


@act("holds.drop", "clerk", "operator", "site_manager")
def drop(work: Work, *, project: str, reason: str) -> int:
    """Give back everything that a project holds provisionally; tells how many claims."""
    rows = _held(work, project)
    if not rows:
        raise Refused("holds.none", project=project)
    return _end(work, rows, reason)


def due(work: Work, ground: object, health: object) -> Millis | None:
    """End the holds that ran out (called by the clock; needs neither plan nor devices); tells when the next one does."""
    _end(work, _which(work, holds.c.until_at <= work.now), "expired")
    upcoming = work.scalar(sa.select(sa.func.min(holds.c.until_at)).where(holds.c.site == work.site))
    return None if upcoming is None else int(upcoming)


def _end(work: Work, rows: Sequence[Row], reason: str) -> int:
    for row in rows:
        set_status(work, standing_row(work, row.claim), "released", act_name="bookings.release", reason=reason)
    return len(rows)


def _held(work: Work, project: str) -> Sequence[Row]:
    return _which(work, holds.c.project == project)


def _which(work: Work, condition: sa.ColumnElement[bool]) -> Sequence[Row]:
    return work.all(sa.select(holds).where(holds.c.site == work.site, condition).order_by(holds.c.claim))


# -------------------------------------------------------------------------------------------------------------- views


@view
def holds_open(read: Reading, viewer: Principal) -> tuple[Hold, ...]:
    """What is held provisionally, whatever ends first before the rest; a secret project is named to whoever may know only."""
    joined = sa.and_(claims.c.site == holds.c.site, claims.c.number == holds.c.claim)
    rows = read.all(
        sa.select(holds, claims.c.resource)
        .join_from(holds, claims, joined)
        .where(holds.c.site == viewer.site)
        .order_by(holds.c.until_at, holds.c.project, holds.c.claim)
    )
    by_project: dict[str, list[Row]] = {}
    for row in rows:
        by_project.setdefault(row.project, []).append(row)
    hidden = frozenset() if viewer.may(*SECRET_FOR) else secret_projects(read, viewer.site)
    return tuple(_hold(read, viewer, project, found, hidden) for project, found in by_project.items())


def _hold(read: Reading, viewer: Principal, project: str, rows: list[Row], hidden: frozenset[str]) -> Hold:
    return Hold(
        project=SECRET if project in hidden else project,
        until_at=min(row.until_at for row in rows),
        extended=any(row.extended for row in rows),
        claims=tuple(row.claim for row in rows),
        resources=tuple(row.resource for row in rows),
        awaits_plan=plan_missing(project_row(read, viewer.site, project)) is not None,
    )
