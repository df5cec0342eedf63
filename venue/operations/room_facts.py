"""What is known of the rooms of the day: coming sessions, last use, checks, what and who is left (for readiness)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.access import presence
from venue.conduct.patrol_tables import checkpoint_visits, findings, patrol_points, patrol_rounds
from venue.core.clock import DAY, Millis, at_local, day_of
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book
from venue.monitoring.health import NO, HealthBook
from venue.monitoring.measurements import point_latest
from venue.operations import room_orders
from venue.operations.readiness_rules import RoomFacts
from venue.projects.projects import projects
from venue.schedule import bookings
from venue.schedule.claims import claims
from venue.site.ground import Ground
from venue.site.places import parts_on
from venue.site.plan import SiteFile

# ------------------------------------------------------------------------------------------------------------- tables

room_uses = table(
    "room_uses",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("room", TEXT, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("until_at", INT, dataset=Dataset.TRADING),
    PrimaryKeyConstraint("site", "room"),
)

room_checks = table(
    "room_checks",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("account", TEXT, dataset=Dataset.SUPERVISION),
    column("finding", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_room_checks_room", "site", "room", "at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

SESSIONS = frozenset({"opening", "evaluation", "auction", "negotiation", "clarification"})
"""Purposes for which a room is armed; an agency's work room stays as it is all day."""

BEFORE = ("reserved", "scheduled", "arming", "postponed")
BEGUN: Mapping[str, tuple[str, ...]] = {
    "evaluation": (*BEFORE, "opening", "assembling"),
    "clarification": (*BEFORE, "opening", "assembling", "evaluating", "suspended"),
}
"""Phases in which a session still lies ahead, by purpose; for an opening those before it."""

AT_WORK_INSIDE = {**bookings.AT_WORK, **bookings.FIXED}
"""Phases in which a project is at work in the room itself; while its people gather elsewhere the room is not used by it yet."""

OF_THE_CENTRE = frozenset({"centre_service", "operator", "patroller", "witness", "supervisor", "clerk", "it_engineer"})
"""Who may be in a room while it gets ready without being somebody left behind."""


@dataclass(frozen=True)
class Coming:
    """The next session of a room today, not begun yet. ``shared``: other projects may be at work in it meanwhile."""

    number: int
    room: str
    project: str
    purpose: str
    from_at: Millis
    until_at: Millis
    shared: bool = False


# ------------------------------------------------------------------------------------------- questions, built once

_ROOMS: sa.BindParameter[Any] = sa.bindparam("rooms", expanding=True)
_SITE: sa.BindParameter[Any] = sa.bindparam("here")
_CLAIMS = (
    sa.select(claims, projects.c.phase)
    .join_from(claims, projects, sa.and_(projects.c.site == claims.c.site, projects.c.code == claims.c.project))
    .where(claims.c.site == _SITE, claims.c.kind == "room", claims.c.purpose.in_(sorted(SESSIONS)))
    .where(claims.c.status.in_(("claimed", "held")))
    .where(claims.c.from_at < sa.bindparam("ends"), claims.c.until_at > sa.bindparam("starts"))
    .order_by(claims.c.from_at, claims.c.number)
)
_USES = sa.select(room_uses).where(room_uses.c.site == _SITE, room_uses.c.room.in_(_ROOMS))
_CHECKS = (
    sa.select(room_checks.c.room, sa.func.max(room_checks.c.at).label("at"))
    .where(room_checks.c.site == _SITE, room_checks.c.room.in_(_ROOMS))
    .group_by(room_checks.c.room)
)
_ROUND = sa.and_(patrol_rounds.c.site == checkpoint_visits.c.site, patrol_rounds.c.number == checkpoint_visits.c.round)
_SPOT = sa.and_(
    patrol_points.c.site == checkpoint_visits.c.site,
    patrol_points.c.day == patrol_rounds.c.day,
    patrol_points.c.checkpoint == checkpoint_visits.c.checkpoint,
)
_VISITS = (
    sa.select(patrol_points.c.room, sa.func.max(checkpoint_visits.c.at).label("at"))
    .select_from(checkpoint_visits.join(patrol_rounds, _ROUND).join(patrol_points, _SPOT))
    .where(checkpoint_visits.c.site == _SITE, patrol_points.c.room.in_(_ROOMS))
    .where(checkpoint_visits.c.wrong == 0, patrol_rounds.c.day == sa.bindparam("today"))
    .group_by(patrol_points.c.room)
)
_OBJECTS = (
    sa.select(findings.c.room, findings.c.number)
    .where(findings.c.site == _SITE, findings.c.room.in_(_ROOMS))
    .where(findings.c.closed_at.is_(None), findings.c.severity < 3)
    .order_by(findings.c.number)
)
_POINTS = sa.select(point_latest).where(
    point_latest.c.site == _SITE, point_latest.c.point.in_(sa.bindparam("points", expanding=True))
)
"""Asked every minute of the day: to build a statement costs as much as to run it."""

# --------------------------------------------------------------------------------------------------------------- acts


def note_use(work: Work) -> tuple[str, ...]:
    """Write down which rooms are in use now, so that each one's last use is known to the minute; tells them."""
    today = {one.resource for one in _claims_today(work)}
    held = bookings.holders(work, work.site, tuple(sorted(today)), work.now)
    used = {one.resource: one.project for one, phase in held if phase in AT_WORK_INSIDE.get(one.purpose, ())}
    rows = [
        {"site": work.site, "room": room, "project": project, "until_at": work.now} for room, project in used.items()
    ]
    work.upsert(room_uses, rows, key=("site", "room"))
    return tuple(used)


def keep_check(work: Work, room: str, *, finding: int) -> int:
    """Store a turnover check; tells its number."""
    number = work.next_number(room_checks.c.number, room_checks.c.site == work.site)
    row = {"number": number, "room": room, "at": work.now, "account": work.principal.account, "finding": finding}
    work.insert(room_checks, site=work.site, **row)
    book.append(work, act="rooms.check", room=room, payload={"number": number, "finding": finding})
    work.tell(Changed(noun="room_check", ids=(room,)))
    return number


# -------------------------------------------------------------------------------------------------------------- views


def coming_today(work: Work) -> tuple[Coming, ...]:
    """The next session of each room that has one today, by time."""
    first: dict[str, Coming] = {}
    for row in _claims_today(work):
        if row.phase in BEGUN.get(row.purpose, BEFORE) and row.until_at > work.now:
            one = Coming(
                row.number, row.resource, row.project, row.purpose, row.from_at, row.until_at, shared=row.shared > 1
            )
            first.setdefault(row.resource, one)
    return tuple(first.values())


def _claims_today(work: Work) -> Sequence[sa.Row[tuple[object, ...]]]:
    start = at_local(day_of(work.now))
    return work.all(_CLAIMS, {"here": work.site, "starts": start, "ends": start + DAY})


def is_room(work: Work, room: str) -> bool:
    """Whether the site has such a room today."""
    return any(one.code == room for one in parts_on(work, work.site, "room", day_of(work.now)))


def gather(work: Work, ground: Ground, health: HealthBook, coming: Iterable[Coming]) -> dict[str, RoomFacts]:
    """What is known of the room of each coming session."""
    sessions = {one.room: one for one in coming}
    if not sessions:
        return {}
    seen = _Seen(work, ground, health, tuple(sorted(sessions)))
    orders = room_orders.standing(work, {one.number for one in sessions.values()})
    return {room: seen.facts(one, orders.get(one.number, room_orders.NONE), work.now) for room, one in sessions.items()}


class _Seen:
    """What the tables tell of some rooms, asked once for all of them."""

    def __init__(self, work: Work, ground: Ground, health: HealthBook, rooms: tuple[str, ...]) -> None:
        self._used, self._checked, self._objects = _uses(work, rooms), _checks(work, rooms), _objects(work, rooms)
        self._people, self._sensed = _people(work, rooms), _sensed(work, ground, health, rooms)
        plan = ground.plan(work.now)
        self._unrecorded = {room: _unrecorded(plan, work, health, room) for room in rooms}

    def facts(self, one: Coming, order: room_orders.Standing, now: Millis) -> RoomFacts:
        """The facts of the room of a session; of a room that several projects share, nobody is a stranger there."""
        armed = RoomFacts(
            objects=tuple(self._objects.get(one.room, ())),
            order=order.state,
            failed=order.failed,
            unrecorded=self._unrecorded[one.room],
        )
        return armed if one.shared else self._alone(armed, one, now)

    def _alone(self, facts: RoomFacts, one: Coming, now: Millis) -> RoomFacts:
        project, until = self._used.get(one.room, ("", 0))
        if project == one.project:
            project, until = "", 0
        inside, sensed = self._people.get(one.room, []), self._sensed.get(one.room, 0)
        return replace(
            facts,
            in_use_by=project if until >= now else "",
            used_until=until,
            checked_at=self._checked.get(one.room, 0),
            strangers=sum(who.project != one.project and who.role not in OF_THE_CENTRE for who in inside),
            sensed=-1 if sensed < 0 else max(0, sensed - len(inside)),
        )


def _uses(work: Work, rooms: tuple[str, ...]) -> dict[str, tuple[str, Millis]]:
    rows = work.all(_USES, {"here": work.site, "rooms": rooms})
    return {row.room: (row.project, row.until_at) for row in rows}


def _checks(work: Work, rooms: tuple[str, ...]) -> dict[str, Millis]:
    """The newest check of each room: a turnover check, or a patrol's visit that found nothing wrong."""
    found = {row.room: row.at for row in work.all(_CHECKS, {"here": work.site, "rooms": rooms})}
    for row in work.all(_VISITS, {"here": work.site, "rooms": rooms, "today": day_of(work.now)}):
        found[row.room] = max(found.get(row.room, 0), row.at)
    return found


def _objects(work: Work, rooms: tuple[str, ...]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for row in work.all(_OBJECTS, {"here": work.site, "rooms": rooms}):
        found.setdefault(row.room, []).append(row.number)
    return found


def _people(work: Work, rooms: tuple[str, ...]) -> dict[str, list[presence.Present]]:
    found: dict[str, list[presence.Present]] = {}
    for who in presence.inside(work, work.site, rooms=rooms):
        found.setdefault(who.room, []).append(who)
    return found


def _sensed(work: Work, ground: Ground, health: HealthBook, rooms: tuple[str, ...]) -> dict[str, int]:
    """Persons that the room's sensor counts; -1 where a sensor is silent or has never spoken; no sensor, no key."""
    plan = ground.plan(work.now)
    points = {
        point.code: plan.device[point.device]
        for point in plan.points
        if point.quantity == "presence" and plan.device[point.device].room in rooms
    }
    rows = work.all(_POINTS, {"here": work.site, "points": sorted(points)})
    values = {row.point: row.value // 1000 for row in rows}
    found: dict[str, int] = {}
    for code, device in points.items():
        value = -1 if device.code in health.silent else values.get(code, -1)
        before = found.get(device.room, 0)
        found[device.room] = -1 if min(before, value) < 0 else max(before, value)
    return found


def _unrecorded(plan: SiteFile, work: Work, health: HealthBook, room: str) -> tuple[str, ...]:
    """Mandatory cameras of a room that do not record, or of which nobody knows (RB-21)."""
    wanted = [
        device.code for device in plan.devices if device.kind == "camera" and device.mandatory and device.room == room
    ]
    return tuple(code for code in wanted if code in health.silent or health.last(work, code).get("recording", NO) != 1)
