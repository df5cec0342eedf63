"""Alarms in the cycle of ISA-18.2: active, acknowledged, shelved, cleared; latched until a person has seen them.

An alarm is one condition, named by its kind and cause. Re-activation resets the acknowledgement; an acknowledgement acts on
one condition only; no restart, reconnect or acknowledgement of another condition ever closes one (invariant 9).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Notice
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

alarms = table(
    "alarms",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("kind", TEXT, dataset=Dataset.SUPERVISION),
    column("cause", TEXT, dataset=Dataset.SUPERVISION),
    column("priority", INT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("device", TEXT, dataset=Dataset.SUPERVISION),
    column("args", TEXT, dataset=Dataset.SUPERVISION),
    column("raised_at", INT, dataset=Dataset.SUPERVISION),
    column("again_at", INT, dataset=Dataset.SUPERVISION),
    column("times", INT, dataset=Dataset.ANALYSIS),
    column("active", INT, dataset=Dataset.SUPERVISION),
    column("cleared_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("acknowledged_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("acknowledged_by", TEXT, dataset=Dataset.SUPERVISION),
    column("shelved_until", INT, dataset=Dataset.SUPERVISION, null=True),
    column("shelved_by", TEXT, dataset=Dataset.SUPERVISION),
    column("shelved_why", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_alarms_open", "site", "cause"),
)

# -------------------------------------------------------------------------------------------------------------- rules

PRIORITIES: dict[str, int] = {
    "agency_inside": 1,
    "agency_inside_stop": 1,
    "door_forced": 1,
    "intrusion": 1,
    "no_basis": 1,
    "offline_mismatch": 2,
    "blocked_person": 2,
    "device_clock": 4,
    "agreement_expired": 2,
    "agency_inside_remind": 2,
    "start_with_agency": 1,
    "door_held": 2,
    "leader_missing": 3,
    "recording_stopped": 2,
    "camera_offline": 3,
    "device_silent": 3,
    "device_restarted": 4,
    "clock_skew": 4,
    "face_mismatch": 3,
    "wrong_room": 3,
    "tailgating": 2,
    "device_item": 2,
    "power_lost": 2,
    "unpermitted_change": 2,
    "patrol_missed": 3,
    "patrol_incomplete": 3,
    "no_complete_patrol": 2,
    "malformed": 4,
    "gap_in_stream": 3,
    "broker_lost": 1,
    "storage_failed": 1,
    "seal_broken": 1,
    "trading_disagrees": 3,
    "room_not_ready": 2,
    "overrun_ahead": 2,
    "room_lost_ahead": 2,
    "opening_moved_ahead": 2,
}
"""Default priority of each kind: 1 urgent, 2 high, 3 medium, 4 low (EEMUA 191 expects about 5/15/80 %)."""

LONGEST_SHELF = 8 * 3_600_000


@dataclass(frozen=True)
class Alarm:
    """One condition. ``active`` says that it still holds; ``acknowledged_at`` that somebody has seen it."""

    number: int
    kind: str
    cause: str
    priority: int
    subject: str
    project: str
    room: str
    device: str
    args: dict[str, Any]
    raised_at: Millis
    again_at: Millis
    times: int
    active: bool
    cleared_at: Millis | None
    acknowledged_at: Millis | None
    acknowledged_by: str
    shelved_until: Millis | None
    shelved_by: str
    shelved_why: str

    @property
    def open(self) -> bool:
        """Whether it still asks for somebody: it holds, or nobody has seen that it held."""
        return self.active or self.acknowledged_at is None


class AlarmChanged(Notice, frozen=True, kw_only=True):
    """An alarm was raised, seen, shelved or cleared. Carries what a page shows, so that it asks nothing back."""

    number: int
    kind: str
    priority: int
    room: str
    active: bool
    acknowledged: bool


def cause_of(kind: str, *, subject: str = "", project: str = "", room: str = "", device: str = "") -> str:
    """The name of one condition: the same cause is the same alarm."""
    return "|".join((kind, subject, project, room, device))


def _alarm(row: Row) -> Alarm:
    values = {name: value for name, value in row._mapping.items() if name != "site"}
    return Alarm(**values | {"args": json.loads(row.args), "active": bool(row.active)})


# --------------------------------------------------------------------------------------------------------------- acts


def raise_alarm(
    work: Work,
    kind: str,
    *,
    subject: str = "",
    project: str = "",
    room: str = "",
    device: str = "",
    at: Millis | None = None,
    **args: str | int,
) -> int:
    """A condition holds; tells the alarm's number. While it holds already, only the count of times goes up."""
    cause = cause_of(kind, subject=subject, project=project, room=room, device=device)
    standing = _latest(work, cause)
    if standing is not None and standing.active:
        return int(standing.number)
    since = work.now if at is None else at
    told: dict[str, Any] = {"kind": kind, "args": args, "device": device, "at": since}
    if standing is not None and standing.acknowledged_at is None:
        number = int(standing.number)
        work.update(alarms, *_this(work, number), active=1, cleared_at=None, again_at=since, times=standing.times + 1)
        book.append(
            work,
            act="alarm.again",
            subject=subject,
            project=project,
            room=room,
            payload=told | {"number": number},
            source_at=since,
        )
    else:
        number = _insert(
            work,
            kind=kind,
            cause=cause,
            since=since,
            args=args,
            tags=(subject, project, room, device),
            rank=PRIORITIES.get(kind, 3),
        )
        book.append(
            work,
            act="alarm.raised",
            subject=subject,
            project=project,
            room=room,
            payload=told | {"number": number, "priority": PRIORITIES.get(kind, 3)},
            source_at=since,
        )
    _tell(work, number)
    return number


def raise_event(
    work: Work,
    kind: str,
    *,
    priority: int = 0,
    subject: str = "",
    project: str = "",
    room: str = "",
    device: str = "",
    at: Millis | None = None,
    **args: str | int,
) -> int:
    """Something happened and is over: on the list until somebody has seen it. The same again counts up until then."""
    cause = cause_of(kind, subject=subject, project=project, room=room, device=device)
    since = work.now if at is None else at
    standing = _latest(work, cause)
    rank = priority or PRIORITIES.get(kind, 3)
    if standing is not None and standing.acknowledged_at is None:
        number = int(standing.number)
        work.update(alarms, *_this(work, number), again_at=since, times=standing.times + 1)
    else:
        tags = (subject, project, room, device)
        number = _insert(work, kind=kind, cause=cause, since=since, args=args, tags=tags, rank=rank, active=0)
    told = {"kind": kind, "args": args, "device": device, "at": since, "number": number, "priority": rank}
    book.append(work, act="alarm.event", subject=subject, project=project, room=room, payload=told, source_at=since)
    _tell(work, number)
    return number


def clear_alarm(
    work: Work, kind: str, *, subject: str = "", project: str = "", room: str = "", device: str = ""
) -> int | None:
    """The condition is over; it stays on the list until somebody has seen it. Tells the number, ``None`` if none held."""
    cause = cause_of(kind, subject=subject, project=project, room=room, device=device)
    standing = _latest(work, cause)
    if standing is None or not standing.active:
        return None
    work.update(alarms, *_this(work, standing.number), active=0, cleared_at=work.now)
    book.append(
        work,
        act="alarm.cleared",
        subject=subject,
        project=project,
        room=room,
        payload={"number": standing.number, "kind": kind, "device": device},
    )
    _tell(work, standing.number)
    return int(standing.number)


@act("alarms.acknowledge", "operator", "site_manager", "it_engineer", "supervisor")
def acknowledge(work: Work, *, number: int) -> dict[str, int]:
    """Somebody has seen this one condition. Refused when it was seen before or does not exist."""
    standing = _found(work, number)
    if standing.acknowledged_at is not None:
        raise Refused("alarm.seen_before", number=number, by=standing.acknowledged_by)
    work.update(alarms, *_this(work, number), acknowledged_at=work.now, acknowledged_by=work.principal.account)
    book.append(
        work, act="alarm.acknowledged", room=standing.room, project=standing.project, payload={"number": number}
    )
    _tell(work, number)
    return {"number": number}


@act("alarms.shelve", "operator", "site_manager")
def shelve(work: Work, *, number: int, until: int, why: str) -> dict[str, int]:
    """Put one alarm aside with owner, reason and end. No longer than eight hours, never without a reason."""
    standing = _found(work, number)
    if not why.strip():
        raise Refused("alarm.reason_needed", number=number)
    if not work.now < until <= work.now + LONGEST_SHELF:
        raise Refused("alarm.shelf_limit", number=number, hours=LONGEST_SHELF // 3_600_000)
    work.update(alarms, *_this(work, number), shelved_until=until, shelved_by=work.principal.account, shelved_why=why)
    told = {"number": number, "until": until, "why": why}
    book.append(work, act="alarm.shelved", room=standing.room, project=standing.project, payload=told)
    _tell(work, number)
    return {"number": number}


def holding(work: Work, kind: str) -> tuple[Alarm, ...]:
    """The alarms of a kind whose condition holds now."""
    wanted = sa.select(alarms).where(alarms.c.site == work.site, alarms.c.kind == kind, alarms.c.active == 1)
    return tuple(_alarm(row) for row in work.all(wanted.order_by(alarms.c.number)))


def devices_alarmed(work: Work, kind: str) -> set[str]:
    """The devices for which a condition of this kind holds now."""
    holding = sa.select(alarms.c.device).where(alarms.c.site == work.site, alarms.c.kind == kind, alarms.c.active == 1)
    return {row.device for row in work.all(holding)}


def _latest(work: Work, cause: str) -> Row | None:
    same = sa.select(alarms).where(alarms.c.site == work.site, alarms.c.cause == cause)
    return work.first(same.order_by(alarms.c.number.desc()).limit(1))


def _this(work: Work, number: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return alarms.c.site == work.site, alarms.c.number == number


def _found(work: Work, number: int) -> Row:
    standing = work.first(sa.select(alarms).where(*_this(work, number)))
    if standing is None:
        raise Refused("alarm.unknown", number=number)
    return standing


def _insert(
    work: Work,
    *,
    kind: str,
    cause: str,
    since: Millis,
    args: dict[str, str | int],
    tags: tuple[str, str, str, str],
    rank: int,
    active: int = 1,
) -> int:
    number = work.next_number(alarms.c.number, alarms.c.site == work.site)
    work.insert(
        alarms,
        number=number,
        site=work.site,
        kind=kind,
        cause=cause,
        priority=rank,
        **dict(zip(("subject", "project", "room", "device"), tags, strict=True)),
        args=json.dumps(args, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        raised_at=since,
        again_at=since,
        times=1,
        active=active,
        cleared_at=None if active else since,
        acknowledged_by="",
        shelved_by="",
        shelved_why="",
    )
    return number


def _tell(work: Work, number: int) -> None:
    row = _found(work, number)
    work.tell(
        AlarmChanged(
            number=number,
            kind=row.kind,
            priority=row.priority,
            room=row.room,
            active=bool(row.active),
            acknowledged=row.acknowledged_at is not None,
        )
    )


# -------------------------------------------------------------------------------------------------------------- views


@view
def open_alarms(read: Reading, viewer: Principal, *, now: Millis) -> tuple[Alarm, ...]:
    """What asks for somebody now: most urgent first, then newest. Shelved ones are left out until their end."""
    asking = sa.or_(alarms.c.active == 1, alarms.c.acknowledged_at.is_(None))
    shelved = sa.and_(alarms.c.shelved_until.is_not(None), alarms.c.shelved_until > now)
    wanted = sa.select(alarms).where(alarms.c.site == viewer.site, asking, sa.not_(shelved))
    return tuple(_alarm(row) for row in read.all(wanted.order_by(alarms.c.priority, alarms.c.again_at.desc())))


@view
def alarms_between(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[Alarm, ...]:
    """Every alarm raised between two instants, in order of time."""
    wanted = sa.select(alarms).where(alarms.c.site == viewer.site, alarms.c.raised_at.between(since, until))
    return tuple(_alarm(row) for row in read.all(wanted.order_by(alarms.c.raised_at, alarms.c.number)))
