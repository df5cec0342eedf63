"""Everybody inside the evaluation zone has a valid basis at every instant, or an open alarm says that he has not.

The same rules that judged the door are asked again for those inside, whenever a phase, role, need or agreement changes and at
the instant at which one runs out: an agreement that expires at midnight raises an alarm, silently nothing (RB-17, X26).
"""

from __future__ import annotations

from venue.access import circumstances, presence
from venue.access.circumstances import Presented
from venue.access.entry_facts import Credential, Door, Facts, Verdict
from venue.access.entry_stay import judge_stay
from venue.core.clock import Millis
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.site.ground import Ground

KIND = "no_basis"
LEFT_TO_AGENCY_WATCH = frozenset({"agency_inside"})


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Judge the stay of everybody in the evaluation zones; tells when the first basis runs out."""
    zones = {code for code, zone in ground.book(work.now).zones.zone.items() if zone.evaluation == "yes"}
    ends: list[Millis] = []
    standing = {alarm.subject: alarm for alarm in alarms.holding(work, KIND)}
    for person in presence.inside(work, work.site):
        if person.zone not in zones:
            continue
        facts = stay_facts(work, ground, person)
        ends += [at for at in _ends(facts) if at > work.now]
        _judge(work, ground, person, facts, alarmed=person.subject in standing)
        standing.pop(person.subject, None)
    for subject, alarm in standing.items():
        alarms.clear_alarm(work, KIND, subject=subject, project=alarm.project, room=alarm.room)
    return min(ends, default=None)


def stay_facts(work: Work, ground: Ground, person: presence.Present) -> Facts:
    """The facts of a stay: the place a person is in, read as the far side of its door."""
    plan = ground.plan(work.now)
    kind = plan.room[person.room].type if person.room in plan.room else ""
    here = Door(code="", zone_from=person.zone, zone_to=person.zone, room_to=person.room, room_kind=kind)
    known = circumstances.person_known(work, work.site, person.subject, work.now)
    asked = Presented(door=here, shown=Credential(kind="card"), person=known, at=work.now)
    return circumstances.gather(work, ground, work.site, asked)


def _judge(work: Work, ground: Ground, person: presence.Present, facts: Facts, *, alarmed: bool) -> None:
    verdict: Verdict = judge_stay(facts, ground.book(work.now))
    if verdict.opens or verdict.code in LEFT_TO_AGENCY_WATCH:
        if alarmed:
            alarms.clear_alarm(work, KIND, subject=person.subject, project=person.project, room=person.room)
        return
    if not alarmed:
        told = {"code": verdict.code, "rule": verdict.rule, "version": verdict.version}
        book.append(
            work, act="access.no_basis", subject=person.subject, project=person.project, room=person.room, payload=told
        )
        alarms.raise_alarm(
            work, KIND, subject=person.subject, project=person.project, room=person.room, code=verdict.code
        )


def _ends(facts: Facts) -> list[Millis]:
    instants = [need.valid_until for need in facts.needs]
    if facts.person.agreement_until is not None:
        instants.append(facts.person.agreement_until)
    if facts.exception is not None:
        instants.append(facts.exception.valid_until)
    return instants
