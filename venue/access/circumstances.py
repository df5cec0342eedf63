"""Gathering the facts on which a door is judged, at one instant, from the tables. What is not known stays unknown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa

from venue.access import deposits, orders
from venue.access.door_states import known_state
from venue.access.entry_facts import (
    AgencyException,
    Basis,
    Credential,
    Door,
    Escort,
    Facts,
    Holding,
    Need,
    Person,
    YesNo,
)
from venue.access.orders import AUTHORISED, CALL, EMERGENCY, EXIT, EntryOrder
from venue.access.presence import OUTSIDE, passages
from venue.core.clock import DAY, SECOND, Millis
from venue.core.database import Reading
from venue.core.keys import KeyStore
from venue.core.messages import CredentialPresented
from venue.core.work import Work
from venue.people import agreements, credentials, needs
from venue.people.persons import HeldRole, held_roles
from venue.projects.projects import projects
from venue.schedule import bookings
from venue.site.ground import Ground
from venue.site.plan import AccessPoint

ESCORT_LOOKBACK: Millis = 120 * SECOND
"""How far back a companion's credential is looked for; the rule's own limit (30 s) is judged in the rule."""

EVALUATION_PURPOSES = ("evaluation",)
Reader = Reading | Work
Interlock = Literal["none", "free", "busy", "unknown"]
Phone = Literal["deposited", "none_declared", "not_deposited", "unknown"]


def person_shown(read: Reader, site: str, keys: KeyStore, *, kind: str, token: str, at: Millis) -> Person:
    """Whose credential was shown, and what is known of the person."""
    found = credentials.holder(read, site, keys, kind=kind, token=token)
    if found is None:
        return Person()
    standing = found.standing(at)
    if standing != "valid":
        return Person(subject=found.subject, status="blocked" if standing in ("lost", "revoked") else "unknown")
    return person_known(read, site, found.subject, at)


def person_known(read: Reader, site: str, subject: str, at: Millis) -> Person:
    """A person by code with his confidentiality agreement (RB-17)."""
    since, until = agreements.bound_period(read, site, subject, at)
    return Person(subject=subject, status="known", agreement_from=since, agreement_until=until)


@dataclass(frozen=True)
class Presented:
    """Who shows what at which door and when; beside him perhaps an escort. ``skew`` is the terminal's clock error.

    ``inside``: nobody asks for a door, the stay of somebody inside is looked at; what only a door asks (the telephone, an earlier
    entry) is not read then and stays unknown.
    """

    door: Door
    shown: Credential
    person: Person
    at: Millis
    escort: Escort | None = None
    skew: Millis | None = None
    inside: bool = False


def gather(read: Reader, ground: Ground, site: str, asked: Presented) -> Facts:
    """Everything the judge may look at for this person at this door at this instant."""
    person, door, at = asked.person, asked.door, asked.at
    held = held_roles(read, site, person.subject, at) if person.subject else ()
    standing = orders.standing_orders(read, site, person.subject, at)
    approved = needs.needs_holding(read, site, person.subject, at) if person.subject else ()
    return Facts(
        at=at,
        door=door,
        credential=asked.shown,
        person=person,
        bases=tuple(_basis(read, site, role, standing, at=at, inside=asked.inside) for role in held),
        projects_here=projects_at(read, ground, site, door=door, at=at),
        needs=tuple(_need(one) for one in approved if one.kind == "visit"),
        escort=asked.escort,
        exception=next((_exception(one) for one in approved if one.kind == "exception"), None),
        permit="open" if _permitted(read, ground, site, asked) else "none",
        called=_called(standing, door, shared=_is_shared(ground, door, at)),
        phone="unknown" if asked.inside else _phone(read, site, person.subject, at),
        emergency="active" if any(one.kind == EMERGENCY for one in standing) else "none",
        sealed="no",
        skew_ms=asked.skew,
    )


def door_asked(read: Reader, ground: Ground, site: str, point: AccessPoint, *, direction: str, at: Millis) -> Door:
    """The access point as the edge that is asked for: inward as it is drawn, or outward."""
    come, go = (point.from_room, point.to_room) if direction == "in" else (point.to_room, point.from_room)
    plan = ground.plan(at)
    return Door(
        code=point.code,
        zone_from=ground.zone(come, at),
        zone_to=ground.zone(go, at),
        room_from="" if come == OUTSIDE else come,
        room_to="" if go == OUTSIDE else go,
        room_kind=plan.room[go].type if go in plan.room else "",
        second_factor="yes" if point.second_factor and direction == "in" else "no",
        interlock=_interlock(read, site, point),
        direction="in" if direction == "in" else "out",
    )


def shown_by(said: CredentialPresented) -> Credential:
    """What a terminal says was presented, with the grade of evidence: two kinds together are B, one alone is C."""
    grade = said.grade or ("B" if len({said.kind, *said.factors}) > 1 else "C")
    matched = "match" if said.token else "mismatch"
    return Credential(kind=said.kind, grade=grade, result=matched, factors=tuple(said.factors))


def projects_at(read: Reader, ground: Ground, site: str, *, door: Door, at: Millis) -> tuple[Holding, ...]:
    """The projects that hold the room behind the door; at a shared door, all projects at work in that zone."""
    shared = _is_shared(ground, door, at)
    rooms = _rooms_behind(ground, door, at) if shared else (door.room_to,)
    held = bookings.holders(read, site, rooms, at)
    return tuple(
        Holding(project=code, phase=phase) for code, phase in sorted({(one.project, phase) for one, phase in held})
    )


def _rooms_behind(ground: Ground, door: Door, at: Millis) -> tuple[str, ...]:
    """All rooms of the zone behind a shared door; the expert channel leads to every evaluation room."""
    zones = ground.book(at).zones.zone
    here = zones.get(door.zone_to)
    if here is not None and here.shared == "yes":
        reached = {code for code, zone in zones.items() if zone.shared == "yes"}
    else:
        reached = {door.zone_to}
    return tuple(room.code for room in ground.plan(at).rooms if room.zone in reached)


def rooms_held(read: Reader, site: str, project: str, *, at: Millis) -> tuple[str, ...]:
    """The evaluation rooms that a project holds at the instant."""
    return bookings.rooms_held(read, site, project, at, EVALUATION_PURPOSES)


# Every presentation asks these; put together once, because that costs more than the question itself.
_PROJECT = sa.select(projects.c.phase, projects.c.gather_at).where(
    projects.c.site == sa.bindparam("site"), projects.c.code == sa.bindparam("code")
)
_LATEST_ENTRY = sa.select(sa.func.max(passages.c.at)).where(
    passages.c.site == sa.bindparam("site"),
    passages.c.subject == sa.bindparam("subject"),
    passages.c.to_room == sa.bindparam("room"),
    passages.c.at.between(sa.bindparam("since"), sa.bindparam("until")),
)


def _basis(
    read: Reader, site: str, role: HeldRole, standing: tuple[EntryOrder, ...], *, at: Millis, inside: bool
) -> Basis:
    if not role.project:
        return Basis(role=role.role)
    row = read.first(_PROJECT, {"site": site, "code": role.project})
    if row is None:
        return Basis(role=role.role, project=role.project)
    rooms = rooms_held(read, site, role.project, at=at)
    mine = [order for order in standing if order.project == role.project]
    authorised = next((order for order in reversed(mine) if order.kind == AUTHORISED), None)
    exit_ = next((order for order in reversed(mine) if order.kind == EXIT), None)
    seat = authorised.room if authorised else (rooms[0] if len(rooms) == 1 else "")
    return Basis(
        role=role.role,
        project=role.project,
        phase=row.phase,
        rooms=rooms,
        seat_room=seat,
        gather_at=row.gather_at,
        authorised_at=authorised.given_at if authorised else None,
        entered_at=None if inside else _entered(read, site, role.subject, seat, at=at),
        exit_until=exit_.until if exit_ else None,
    )


def _entered(read: Reader, site: str, subject: str, room: str, *, at: Millis) -> Millis | None:
    if not room:
        return None
    found = read.scalar(_LATEST_ENTRY, {"site": site, "subject": subject, "room": room, "since": at - DAY, "until": at})
    return None if found is None else int(found)


def _need(need: needs.Need) -> Need:
    return Need(
        purpose=need.purpose,
        applicant=need.applicant,
        approver=need.approver,
        valid_from=need.from_at,
        valid_until=need.until_at,
        project=need.project,
        zone=need.zone,
        room=need.room,
        escort="yes" if need.escort else "no",
    )


def _exception(need: needs.Need) -> AgencyException:
    return AgencyException(
        project=need.project,
        applicant=need.applicant,
        approver=need.approver,
        approver_role=need.approver_role,
        granted_at=need.from_at,
        valid_until=need.until_at,
    )


def _permitted(read: Reader, ground: Ground, site: str, asked: Presented) -> bool:
    """Whether an open permit is for this place, or for one that the way leads to through this shared door."""
    door, at = asked.door, asked.at
    zones = ground.book(at).zones.zone
    shared = _is_shared(ground, door, at)
    for permit in needs.open_permits(read, site, asked.person.subject, at):
        aim = zones.get(permit.zone)
        on_the_way = permit.zone == door.zone_to or (aim is not None and door.zone_to in aim.outward)
        if on_the_way and (shared or permit.room in ("", door.room_to)):
            return True
    return False


def _called(standing: tuple[EntryOrder, ...], door: Door, *, shared: bool) -> YesNo:
    rooms = {order.room for order in standing if order.kind == CALL}
    return "yes" if rooms & {"", door.room_to} or (shared and rooms) else "no"


def _is_shared(ground: Ground, door: Door, at: Millis) -> bool:
    """Whether a door leads to a corridor or the like, which several projects cross."""
    return not door.room_to or door.room_kind in ground.book(at).zones.shared_rooms


_PHONE: dict[str, Phone] = {"deposited": "deposited", "declared_none": "none_declared", "missing": "not_deposited"}


def _phone(read: Reader, site: str, subject: str, at: Millis) -> Phone:
    return _PHONE[deposits.deposit_state(read, site, subject, at)] if subject else "unknown"


def _interlock(read: Reader, site: str, point: AccessPoint) -> Interlock:
    if not point.partner:
        return "none"
    other = known_state(read, site, point.partner)
    if other is None:
        return "unknown"
    return "free" if other.state in ("closed", "locked") else "busy"
