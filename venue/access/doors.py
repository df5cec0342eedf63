"""What doors themselves say: opened, closed, forced, held. A door that opened and closed turns a grant into a passage.

A grant without an opening in time stays a grant without passage; a door that opened without any grant was forced, unless its
exit button was pressed: egress never depends on software, but who left unidentified is written down as that.
"""

from __future__ import annotations

from venue.access import presence
from venue.access.admissions import Admission, consume, open_grants, settled_time
from venue.access.door_states import DoorState, keep_state, known_state
from venue.access.presence import Place, Present
from venue.core.clock import SECOND, Millis
from venue.core.messages import DoorStateChanged, Notice, PassageSensed
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.people.persons import held_roles
from venue.site.ground import Ground
from venue.site.plan import AccessPoint

# -------------------------------------------------------------------------------------------------------------- rules

GRANT_LASTS: Millis = 15 * SECOND
"""A grant that no opening follows within this time is a grant without passage."""

ALARMED = {"forced": "door_forced", "held": "door_held"}


class DoorChanged(Notice, frozen=True, kw_only=True):
    """A door changed its state; the plan draws it."""

    access_point: str
    state: str
    since: Millis


# --------------------------------------------------------------------------------------------------------------- acts


def door_said(work: Work, said: DoorStateChanged, ground: Ground, health: HealthBook) -> None:
    """Store a door's state; on closing, the grants that its opening served become passages."""
    at = settled_time(said, health.skew(work, said.device))
    before = known_state(work, work.site, said.access_point)
    opened_at = at if said.state == "opened" else (before.opened_at if before else 0)
    keep_state(work, DoorState(said.access_point, said.state, at, opened_at))
    door = ground.door(said.access_point, at)
    room = "" if door is None else door.to_room
    book.append(
        work,
        act="door.changed",
        subject=said.access_point,
        room=room,
        payload={"state": said.state, "device": said.device},
        source_at=at,
    )
    if before is None or said.state != "closed" or before.state != "opened":  # an ordinary closing ends no alarm
        _alarms(work, said, room=room)
    if said.state == "closed" and before is not None and door is not None and before.state in ("opened", "held"):
        for grant in open_grants(work, work.site, said.access_point, since=opened_at - GRANT_LASTS, until=at):
            pass_granted(work, grant, door, ground, at=max(grant.at, opened_at), evidence="door")
    work.tell(DoorChanged(access_point=said.access_point, state=said.state, since=at))


def passage_sensed(work: Work, said: PassageSensed, ground: Ground, health: HealthBook) -> None:
    """The terminal itself saw its granted person go through: the surest evidence of a passage."""
    at = settled_time(said, health.skew(work, said.device))
    door = ground.door(said.access_point, at)
    grants = open_grants(work, work.site, said.access_point, since=at - GRANT_LASTS, until=at)
    grant = next((one for one in grants if one.direction == ("in" if said.inward else "out")), None)
    if door is None or grant is None:
        told = {"device": said.device, "inward": int(said.inward)}
        book.append(work, act="access.passed_without_grant", subject=said.access_point, payload=told, source_at=at)
        room = "" if door is None else door.to_room
        alarms.raise_event(work, "tailgating", room=room, device=said.access_point, at=at)
        return
    pass_granted(work, grant, door, ground, at=at, evidence="terminal")


def pass_granted(work: Work, grant: Admission, door: AccessPoint, ground: Ground, *, at: Millis, evidence: str) -> None:
    """The granted person is on the other side now; who was let out unidentified is written down as that and moves nobody."""
    if not grant.subject:
        told = {
            "access_point": door.code,
            "admission": grant.number,
            "direction": grant.direction,
            "evidence": evidence,
        }
        book.append(work, act="access.passed_unidentified", room=door.to_room, payload=told, source_at=at)
        consume(work, grant.number, passage=0)
        return
    ends = door.from_room, door.to_room
    come, go = ends if grant.direction == "in" else ends[::-1]
    role, project = _as_whom(work, grant, at)
    who = Present(grant.subject, role, project, ground.zone(go, at), _room(go), at)
    number = presence.move(
        work,
        who,
        access_point=door.code,
        come_from=Place(ground.zone(come, at), _room(come)),
        at=at,
        admission=grant.number,
        evidence=evidence,
        same_ground=lambda one, other: ground.joined(one, other, at),
    )
    consume(work, grant.number, passage=number)


def _as_whom(work: Work, grant: Admission, at: Millis) -> tuple[str, str]:
    """The role in which the person passes. Leaving asks for none: then the one in which he came in, or one that he holds."""
    if grant.role:
        return grant.role, grant.project
    known = presence.whereabouts(work, work.site, grant.subject)
    if known is not None and known.role:
        return known.role, known.project
    held = held_roles(work, work.site, grant.subject, at)
    return (held[0].role, held[0].project) if held else ("", "")


def _room(room: str) -> str:
    return "" if room == presence.OUTSIDE else room


def _alarms(work: Work, said: DoorStateChanged, *, room: str) -> None:
    for state, kind in ALARMED.items():
        if said.state == state:
            alarms.raise_alarm(work, kind, room=room, device=said.access_point, at=said.source_at)
        elif said.state == "closed":
            alarms.clear_alarm(work, kind, room=room, device=said.access_point)
