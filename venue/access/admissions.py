"""Admission: one presentation at one door, judged, stored and answered. Never an admission that leaves no trace.

The facts are stored with the verdict and the version of the rules, so that every decision can be judged again and gives the
same result. The command to the door leaves only after the commit; a presentation that arrives late opens nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.access import circumstances
from venue.access.circumstances import Presented
from venue.access.entry_facts import (
    Credential,
    Door,
    Escort,
    Facts,
    Person,
    Verdict,
    facts_from,
    stored_form,
    verdict_from,
)
from venue.access.entry_rules import judge, render
from venue.core.clock import SECOND, Millis
from venue.core.database import Reading, Row
from venue.core.messages import CredentialPresented, Notice, OpenDoor, RefuseDoor
from venue.core.messages import Reading as DeviceReading
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.wording import say
from venue.core.work import Principal, Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.people.persons import held_roles, person_roles
from venue.site.ground import Ground
from venue.site.plan import AccessPoint

# ------------------------------------------------------------------------------------------------------------- tables

admissions = table(
    "admissions",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("boot", INT, dataset=Dataset.LOCAL),
    column("seq", INT, dataset=Dataset.LOCAL),
    column("access_point", TEXT, dataset=Dataset.SUPERVISION),
    column("direction", TEXT, dataset=Dataset.SUPERVISION),
    column("kind", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("received_at", INT, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("role", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("outcome", TEXT, dataset=Dataset.SUPERVISION),
    column("code", TEXT, dataset=Dataset.SUPERVISION),
    column("offline", INT, dataset=Dataset.SUPERVISION),
    column("facts", BLOB, dataset=Dataset.SUPERVISION),
    column("verdict", BLOB, dataset=Dataset.SUPERVISION),
    column("commanded", INT, dataset=Dataset.SUPERVISION),
    column("passage", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_admissions_door", "site", "access_point", "at"),
    Index("ix_admissions_subject", "site", "subject", "at"),
    Index("ix_admissions_at", "site", "at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

FRESH: Millis = 10 * SECOND
"""A presentation older than this when it is judged opens nothing: its person has long walked on or turned away."""

ESCORTS_WAIT: Millis = 30 * SECOND


@dataclass(frozen=True)
class Admission:
    """One judgement at one door. ``verdict`` carries rule, clause, version and arguments; ``passage`` what became of it."""

    number: int
    device: str
    access_point: str
    direction: str
    kind: str
    at: Millis
    received_at: Millis
    subject: str
    role: str
    project: str
    outcome: str
    code: str
    offline: bool
    verdict: Verdict
    commanded: bool
    passage: int | None


class AccessDecided(Notice, frozen=True, kw_only=True):
    """A door was asked for and answered; carries the row that the feed shows."""

    number: int
    access_point: str
    direction: str
    kind: str
    at: Millis
    subject: str
    role: str
    project: str
    outcome: str
    code: str
    args: tuple[tuple[str, int | str], ...]
    rule: str


def settled_time(said: DeviceReading, skew: Millis) -> Millis:
    """When it happened on the site's clock: the device's own time less its known error, never later than its arrival."""
    return said.received_at if said.at is None else min(said.at - skew, said.received_at)


# --------------------------------------------------------------------------------------------------------------- acts


def admit(work: Work, said: CredentialPresented, ground: Ground, health: HealthBook) -> int:
    """Judge a presentation, store it with its facts, and answer the door. Tells the admission's number.

    A terminal speaks for the door it is registered at. Asking for another one opens nothing but the way out, and is stored
    like everything else: its command would go to a door where nobody stands, and its grant would name the wrong person.
    """
    skew = health.skew(work, said.device)
    at = settled_time(said, skew)
    point = ground.door(said.access_point, at)
    if point is None:
        return _refuse_unregistered(work, said, ground, at)
    asked = _asked(work, said, ground, point, at=at, skew=skew)
    facts = circumstances.gather(work, ground, work.site, asked)
    verdict = judge(facts, ground.book(at))
    number = _store(work, said, facts, verdict)
    _answer(work, said, ground, verdict, number=number, at=at)
    if verdict.opens or verdict.outcome == "wait_escort":
        _admit_waiting(work, said, ground, asked)
    return number


def consume(work: Work, number: int, *, passage: int) -> None:
    """The grant became a passage; it opens nothing more."""
    work.update(admissions, admissions.c.site == work.site, admissions.c.number == number, passage=passage)


def _asked(
    work: Work, said: CredentialPresented, ground: Ground, point: AccessPoint, *, at: Millis, skew: Millis
) -> Presented:
    keys = work.standing.keys
    person = circumstances.person_shown(work, work.site, keys, kind=said.kind, token=said.token, at=at)
    door = circumstances.door_asked(work, ground, work.site, point, direction=said.direction, at=at)
    return Presented(
        door=door if _registered(ground, said, at) else msgspec.structs.replace(door, terminal="elsewhere"),
        shown=circumstances.shown_by(said),
        person=person,
        at=at,
        escort=_escort(work, ground, point.code, person.subject, at=at),
        skew=skew,
    )


def _registered(ground: Ground, said: CredentialPresented, at: Millis) -> bool:
    device = ground.plan(at).device.get(said.device)
    return device is not None and device.door == said.access_point


def _escort(work: Work, ground: Ground, access_point: str, subject: str, *, at: Millis) -> Escort | None:
    """Whoever else presented at this door last and holds a role that may escort; the rest is the rule's to say.

    A steward's own cell may ask for an escort too while a project evaluates: two who wait at one door are each other's.
    """
    entitled = ground.book(at).listed("RB-06", "escort_roles")
    here = {"site": work.site, "door": access_point, "since": at - ESCORTS_WAIT, "until": at}
    rows = work.all(_BESIDE, {**here, "subject": subject, "roles": list(entitled)})
    escorts = (_as_escort(work, ground, row.subject, row.at) for row in rows)
    return next((one for one in escorts if one is not None), None)


_AT_DOOR = (
    admissions.c.site == sa.bindparam("site"),
    admissions.c.access_point == sa.bindparam("door"),
    admissions.c.at.between(sa.bindparam("since"), sa.bindparam("until")),
)

# Every presentation asks this; put together once, because that costs more than the question itself. Whether the role holds at
# the time is looked at afterwards, for the few who ever had one.
_BESIDE = (
    sa.select(admissions.c.subject, sa.func.max(admissions.c.at).label("at"))
    .where(
        *_AT_DOOR,
        admissions.c.subject != sa.bindparam("subject"),
        admissions.c.subject != "",
        admissions.c.outcome.in_(("allow", "wait_escort")),
        sa.exists().where(
            person_roles.c.site == admissions.c.site,
            person_roles.c.subject == admissions.c.subject,
            person_roles.c.role.in_(sa.bindparam("roles", expanding=True)),
        ),
    )
    .group_by(admissions.c.subject)
    .order_by(sa.func.max(admissions.c.at).desc(), sa.func.max(admissions.c.number).desc())
)

_WAITING = (
    sa.select(admissions)
    .where(*_AT_DOOR, admissions.c.direction == sa.bindparam("direction"), admissions.c.outcome == "wait_escort")
    .order_by(admissions.c.number)
)


def _as_escort(work: Work, ground: Ground, subject: str, at: Millis) -> Escort | None:
    entitled = ground.book(at).listed("RB-06", "escort_roles")
    role = next((held.role for held in held_roles(work, work.site, subject, at) if held.role in entitled), None)
    if role is None:
        return None
    known = circumstances.person_known(work, work.site, subject, at)
    return Escort(
        subject=subject,
        role=role,
        at=at,
        status=known.status,
        agreement_from=known.agreement_from,
        agreement_until=known.agreement_until,
    )


def _admit_waiting(work: Work, said: CredentialPresented, ground: Ground, escort: Presented) -> None:
    """Those who wait at this door for an escort are judged again, now that somebody has presented beside them."""
    since = escort.at - ESCORTS_WAIT
    here = {"site": work.site, "door": said.access_point, "since": since, "until": escort.at}
    waiting = work.all(_WAITING, {**here, "direction": said.direction})
    beside = _as_escort(work, ground, escort.person.subject, escort.at) if waiting else None
    if beside is None:
        return
    for row in waiting:
        if row.subject == escort.person.subject:
            continue
        facts = msgspec.structs.replace(facts_from(row.facts), escort=beside, at=escort.at)
        verdict = judge(facts, ground.book(escort.at))
        if verdict.opens:
            again = msgspec.structs.replace(said, kind=row.kind, device=row.device, seq=0)
            number = _store(work, again, facts, verdict)
            work.update(
                admissions, admissions.c.site == work.site, admissions.c.number == row.number, outcome="escorted"
            )
            _answer(work, again, ground, verdict, number=number, at=escort.at)


def _refuse_unregistered(work: Work, said: CredentialPresented, ground: Ground, at: Millis) -> int:
    nowhere = Door(code=said.access_point, zone_from="", zone_to="")
    facts = Facts(at=at, door=nowhere, credential=circumstances.shown_by(said), person=Person())
    verdict = judge(facts, ground.book(at))
    number = _store(work, said, facts, verdict)
    _answer(work, said, ground, verdict, number=number, at=at)
    return number


def _store(work: Work, said: CredentialPresented, facts: Facts, verdict: Verdict) -> int:
    number = work.next_number(admissions.c.number, admissions.c.site == work.site)
    row: dict[str, Any] = {
        "number": number,
        "device": said.device,
        "access_point": said.access_point,
        "direction": said.direction,
        "kind": said.kind,
        "at": facts.at,
        "subject": facts.person.subject,
        "role": verdict.role,
        "project": verdict.project,
        "outcome": verdict.outcome,
        "code": verdict.code,
    }
    work.insert(
        admissions,
        site=work.site,
        boot=said.boot,
        seq=said.seq,
        received_at=said.received_at,
        offline=int(said.offline),
        facts=stored_form(facts),
        verdict=stored_form(verdict),
        commanded=int(_commands(said, verdict, facts.at)),
        **row,
    )
    _enter(work, said, facts, verdict, number=number)
    work.tell(AccessDecided(args=verdict.args, rule=verdict.rule, **_shown(row)))
    return number


def _shown(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "device"}


def _enter(work: Work, said: CredentialPresented, facts: Facts, verdict: Verdict, *, number: int) -> None:
    told = {
        "number": number,
        "device": said.device,
        "boot": said.boot,
        "seq": said.seq,
        "direction": said.direction,
        "offline": int(said.offline),
        "facts": msgspec.to_builtins(facts, order="sorted"),
        "verdict": msgspec.to_builtins(verdict, order="sorted"),
    }
    book.append(
        work,
        act="access.decided",
        subject=facts.person.subject,
        project=verdict.project,
        room=facts.door.room_to or facts.door.room_from,
        payload=told,
        source_at=facts.at,
    )


def _commands(said: CredentialPresented, verdict: Verdict, at: Millis) -> bool:
    return verdict.opens and not said.offline and said.received_at - at <= FRESH


def _answer(
    work: Work, said: CredentialPresented, ground: Ground, verdict: Verdict, *, number: int, at: Millis
) -> None:
    if verdict.alarm:
        _alarm(work, said, ground, verdict, at=at)
    if said.offline:
        if said.granted and not verdict.opens:
            alarms.raise_event(work, "offline_mismatch", device=said.device, at=at, code=verdict.code)
        return
    late = verdict.opens and not _commands(said, verdict, at)
    zh, en = (
        say("access.too_late", language=language) if late else render(verdict, ground.book(at), language)
        for language in ("zh", "en")
    )
    if verdict.opens and not late:
        command = OpenDoor(device=said.device, access_point=said.access_point, admission=number, text_zh=zh, text_en=en)
        work.command(command)
    else:
        refusal = RefuseDoor(
            device=said.device,
            access_point=said.access_point,
            admission=number,
            code="too_late" if late else verdict.code,
            text_zh=zh,
            text_en=en,
        )
        work.command(refusal)


def _alarm(work: Work, said: CredentialPresented, ground: Ground, verdict: Verdict, *, at: Millis) -> None:
    point = ground.door(said.access_point, at)
    alarms.raise_event(
        work,
        verdict.alarm,
        priority=verdict.priority,
        project=verdict.project,
        room="" if point is None else point.to_room,
        device=said.access_point,
        at=at,
        code=verdict.code,
    )


# -------------------------------------------------------------------------------------------------------------- views


def open_grants(read: Reading | Work, site: str, access_point: str, *, since: Millis, until: Millis) -> list[Admission]:
    """Grants of a door in a time that no passage has used yet, oldest first (for judging)."""
    let_through = sa.or_(admissions.c.outcome == "allow", admissions.c.offline == 1)
    wanted = sa.select(admissions).where(
        admissions.c.site == site,
        admissions.c.access_point == access_point,
        admissions.c.at.between(since, until),
        admissions.c.passage.is_(None),
        let_through,
    )
    return [_admission(row) for row in read.all(wanted.order_by(admissions.c.at, admissions.c.number))]


@view
def feed(
    read: Reading,
    viewer: Principal,
    *,
    since: Millis = 0,
    until: Millis | None = None,
    subject: str = "",
    outcome: str = "",
    access_point: str = "",
    limit: int = 200,
) -> tuple[Admission, ...]:
    """The newest judgements at the doors, newest first, filtered by person, outcome or door."""
    wanted = sa.select(admissions).where(admissions.c.site == viewer.site, admissions.c.at >= since)
    if until is not None:
        wanted = wanted.where(admissions.c.at <= until)
    for column_, value in (
        (admissions.c.subject, subject),
        (admissions.c.outcome, outcome),
        (admissions.c.access_point, access_point),
    ):
        if value:
            wanted = wanted.where(column_ == value)
    return tuple(_admission(row) for row in read.all(wanted.order_by(admissions.c.number.desc()).limit(limit)))


@view
def admission(read: Reading, viewer: Principal, *, number: int) -> tuple[Admission, Facts] | None:
    """One judgement with the facts it rested on."""
    row = read.first(sa.select(admissions).where(admissions.c.site == viewer.site, admissions.c.number == number))
    return None if row is None else (_admission(row), facts_from(row.facts))


@view
def counts(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> dict[str, int]:
    """How many judgements of each outcome between two instants."""
    counted = sa.select(admissions.c.outcome, sa.func.count().label("times")).where(
        admissions.c.site == viewer.site, admissions.c.at.between(since, until)
    )
    return {row.outcome: int(row.times) for row in read.all(counted.group_by(admissions.c.outcome))}


@view
def why_not(
    read: Reading, viewer: Principal, ground: Ground, *, subject: str, access_point: str, at: Millis
) -> tuple[Verdict, Facts] | None:
    """What the door would say to this person now, with a card and alone; ``None`` for a door nobody knows."""
    point = ground.door(access_point, at)
    if point is None:
        return None
    asked = Presented(
        door=circumstances.door_asked(read, ground, viewer.site, point, direction="in", at=at),
        shown=Credential(kind="card", grade="B", factors=("code",)),
        person=circumstances.person_known(read, viewer.site, subject, at),
        at=at,
    )
    facts = circumstances.gather(read, ground, viewer.site, asked)
    return judge(facts, ground.book(at)), facts


def _admission(row: Row) -> Admission:
    return Admission(
        number=row.number,
        device=row.device,
        access_point=row.access_point,
        direction=row.direction,
        kind=row.kind,
        at=row.at,
        received_at=row.received_at,
        subject=row.subject,
        role=row.role,
        project=row.project,
        outcome=row.outcome,
        code=row.code,
        offline=bool(row.offline),
        verdict=verdict_from(row.verdict),
        commanded=bool(row.commanded),
        passage=row.passage,
    )
