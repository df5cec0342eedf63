"""Rooms get ready by themselves (F5, F58; day.md D.3): armed from the plan before a session, released and turned over afterwards.

What is due is computed from the claims of the day. A room with a controller is ordered to prepare itself over the wire; without
one, somebody prepares it by hand and says so. A room is ready only when its turnover check is passed, nobody and nothing is left,
and everything that was ordered worked; whatever is not known keeps it from being ready.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.conduct import findings
from venue.core.acts import Refused, act
from venue.core.clock import SECOND, Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed, RoomPrepared
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.operations import room_facts, room_orders
from venue.operations.readiness_rules import Lack, RoomFacts, lacks_of, turnover_lacks
from venue.operations.room_facts import Coming
from venue.site.ground import Ground

# ------------------------------------------------------------------------------------------------------------- tables

room_readiness = table(
    "room_readiness",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("room", TEXT, dataset=Dataset.LOCAL),
    column("claim", INT, dataset=Dataset.TRADING),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("from_at", INT, dataset=Dataset.TRADING),
    column("turned_over", INT, dataset=Dataset.SUPERVISION),
    column("ready", INT, dataset=Dataset.SUPERVISION),
    column("lacks", TEXT, dataset=Dataset.SUPERVISION),
    column("since", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "room"),
)

# -------------------------------------------------------------------------------------------------------------- rules

AGAIN: Millis = 60 * SECOND
"""So often a room that is about to be used is looked at, beside every notice that concerns it."""

_ROWS = sa.select(room_readiness).where(room_readiness.c.site == sa.bindparam("here")).order_by(room_readiness.c.room)

CHECKERS = ("operator", "patroller", "site_manager", "clerk")


@dataclass(frozen=True)
class RoomState:
    """A room before its next session today: turned over, ready, and what is missing."""

    room: str
    claim: int
    project: str
    from_at: Millis
    turned_over: bool
    ready: bool
    lacks: tuple[Lack, ...]
    since: Millis


# --------------------------------------------------------------------------------------------------------------- acts


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Arm, release and look at every room with a session today; tells when to look again."""
    rules = ground.book(work.now)
    arm, answer = rules.number("RA-01", "arm_min") * 60 * SECOND, rules.number("RA-01", "answer_s") * SECOND
    warn = rules.number("RA-01", "warn_min") * 60 * SECOND
    coming = room_facts.coming_today(work)
    in_use = room_facts.note_use(work)
    room_orders.give_up(work, asked_before=work.now - answer)
    near = [one for one in coming if one.from_at - arm <= work.now]
    room_orders.arm(work, ground, near)
    room_orders.release_unused(work, ground, keep={one.room for one in near}.union(in_use))
    gathered = room_facts.gather(work, ground, health, coming)
    before = {row.room: row for row in work.all(_ROWS, {"here": work.site})}
    for one in coming:
        _look(work, one, gathered[one.room], before=before.get(one.room), warn=warn)
    _forget(work, [row for room, row in before.items() if room not in gathered])
    if in_use or near:
        return work.now + AGAIN
    return min((one.from_at - arm for one in coming), default=None)


def _look(work: Work, one: Coming, facts: RoomFacts, *, before: Row | None, warn: Millis) -> None:
    lacks, turned = lacks_of(facts), not turnover_lacks(facts)
    told = json.dumps([[lack.code, dict(lack.args)] for lack in lacks], ensure_ascii=False)
    if before is not None and before.project != one.project:
        alarms.clear_alarm(work, "room_not_ready", room=one.room, project=before.project)
    changed = before is None or (before.claim, before.lacks) != (one.number, told)
    if changed:
        _keep(work, one, turned=turned, lacks=lacks, told=told)
    if lacks and one.from_at - warn <= work.now:
        alarms.raise_alarm(work, "room_not_ready", room=one.room, project=one.project)
    elif changed and not lacks:
        alarms.clear_alarm(work, "room_not_ready", room=one.room, project=one.project)


def _keep(work: Work, one: Coming, *, turned: bool, lacks: tuple[Lack, ...], told: str) -> None:
    facts = {"claim": one.number, "project": one.project, "from_at": one.from_at}
    state = {"turned_over": int(turned), "ready": int(not lacks), "lacks": told, "since": work.now}
    work.upsert(room_readiness, [{"site": work.site, "room": one.room, **facts, **state}], key=("site", "room"))
    payload = {"claim": one.number, "turned_over": int(turned), "lacks": [[x.code, dict(x.args)] for x in lacks]}
    book.append(
        work, act="rooms.not_ready" if lacks else "rooms.ready", project=one.project, room=one.room, payload=payload
    )
    work.tell(Changed(noun="room_readiness", ids=(one.room,)))


def _forget(work: Work, rows: list[Row]) -> None:
    """A room without a coming session is neither ready nor not: its row goes, and an alarm about it falls."""
    for row in rows:
        work.delete(room_readiness, *_mine(work, row.room))
        alarms.clear_alarm(work, "room_not_ready", room=row.room, project=row.project)
        work.tell(Changed(noun="room_readiness", ids=(row.room,)))


def _mine(work: Work, room: str) -> tuple[sa.ColumnElement[bool], ...]:
    return room_readiness.c.site == work.site, room_readiness.c.room == room


@act("rooms.check", *CHECKERS)
def check(work: Work, *, room: str, left: str = "") -> dict[str, int]:
    """清场复核: somebody has looked; ``left`` says what was left behind and becomes a finding. Tells the check's number."""
    _known(work, room)
    finding = findings.find(work, words=left, where=room)["number"] if left.strip() else 0
    number = room_facts.keep_check(work, room, finding=finding)
    return {"number": number, "finding": finding}


@act("rooms.arm", *CHECKERS)
def arm(work: Work, *, room: str) -> dict[str, int]:
    """Prepare a room now, or once more after a step failed; tells the number of the order."""
    return {"number": room_orders.again(work, _next_session(work, room))}


@act("rooms.armed_by_hand", *CHECKERS)
def armed_by_hand(work: Work, *, room: str, words: str) -> dict[str, int]:
    """Somebody has prepared the room by hand and says how; the account stands in the entry."""
    if not words.strip():
        raise Refused("people.reason_missing")
    return {"number": room_orders.by_hand(work, _next_session(work, room), words=words)}


def prepared(work: Work, said: RoomPrepared) -> None:
    """A room's controller answers."""
    room_orders.answered(work, said)


def _next_session(work: Work, room: str) -> Coming:
    _known(work, room)
    found = next((one for one in room_facts.coming_today(work) if one.room == room), None)
    if found is None:
        raise Refused("rooms.nothing_coming", room=room)
    return found


def _known(work: Work, room: str) -> None:
    if not room_facts.is_room(work, room):
        raise Refused("rooms.unknown", room=room)


# -------------------------------------------------------------------------------------------------------------- views


@view
def room_states(read: Reading, viewer: Principal) -> tuple[RoomState, ...]:
    """Every room with a coming session today, the earliest first."""
    rows = read.all(
        sa.select(room_readiness)
        .where(room_readiness.c.site == viewer.site)
        .order_by(room_readiness.c.from_at, room_readiness.c.room)
    )
    return tuple(
        RoomState(
            room=row.room,
            claim=row.claim,
            project=row.project,
            from_at=row.from_at,
            turned_over=bool(row.turned_over),
            ready=bool(row.ready),
            lacks=tuple(Lack(code, tuple(args.items())) for code, args in json.loads(row.lacks)),
            since=row.since,
        )
        for row in rows
    )
