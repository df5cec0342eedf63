"""Everybody inside the evaluation zone has a valid basis at every instant, or an open alarm says that he has not.

The same rules that judged the door are asked again for those inside, whenever a phase, role, need or agreement changes and at
the instant at which one runs out: an agreement that expires at midnight raises an alarm, silently nothing (RB-17, X26). After a
passage only the person who passed is asked again: with forty people inside, asking all would keep the doors waiting.
"""

from __future__ import annotations

from collections.abc import Sequence

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

SEEN, ENDS = "basis.seen", "basis.ends"
"""What is remembered between two looks: the last passage that was looked at, and when the first basis runs out."""

NEVER: Millis = 2**53 - 1


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Judge the stay of everybody in the evaluation zones; tells when the first basis runs out."""
    seen = presence.last_passage(work, work.site)
    inside = presence.inside(work, work.site)
    ends = _judge_each(work, ground, inside)
    subjects = {person.subject for person in inside}
    for alarm in alarms.holding(work, KIND):
        if alarm.subject not in subjects:
            _clear(work, alarm)
    work.memory |= {SEEN: seen, ENDS: ends}
    return None if ends == NEVER else ends


def moved(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Judge the stay of those who passed a door since the last time; everybody's when that is not known or a basis runs out."""
    before, ends = work.memory.get(SEEN), work.memory.get(ENDS, NEVER)
    if before is None or ends <= work.now:
        return due(work, ground, health)
    seen = presence.last_passage(work, work.site)
    ends = min(ends, _judge_each(work, ground, presence.moved_since(work, work.site, before)))
    work.memory |= {SEEN: seen, ENDS: ends}
    return None if ends == NEVER else ends


def _judge_each(work: Work, ground: Ground, people: Sequence[presence.Present]) -> Millis:
    """Judge whoever of these is in an evaluation zone; tells when the first basis among them runs out."""
    zones = {code for code, zone in ground.book(work.now).zones.zone.items() if zone.evaluation == "yes"}
    standing = {alarm.subject: alarm for alarm in alarms.holding(work, KIND)} if people else {}
    first = NEVER
    for person in people:
        alarm = standing.get(person.subject)
        if person.zone in zones:
            facts = stay_facts(work, ground, person)
            _judge(work, ground, person, facts, alarm=alarm)
            first = min([first, *(at for at in _ends(facts) if at > work.now)])
        elif alarm is not None:
            _clear(work, alarm)
    return first


def _clear(work: Work, alarm: alarms.Alarm) -> None:
    alarms.clear_alarm(work, KIND, subject=alarm.subject, project=alarm.project, room=alarm.room)


def stay_facts(work: Work, ground: Ground, person: presence.Present) -> Facts:
    """The facts of a stay: the place a person is in, read as the far side of its door."""
    plan = ground.plan(work.now)
    kind = plan.room[person.room].type if person.room in plan.room else ""
    here = Door(code="", zone_from=person.zone, zone_to=person.zone, room_to=person.room, room_kind=kind)
    known = circumstances.person_known(work, work.site, person.subject, work.now)
    asked = Presented(door=here, shown=Credential(kind="card"), person=known, at=work.now, inside=True)
    return circumstances.gather(work, ground, work.site, asked)


def _judge(work: Work, ground: Ground, person: presence.Present, facts: Facts, *, alarm: alarms.Alarm | None) -> None:
    verdict: Verdict = judge_stay(facts, ground.book(work.now))
    if verdict.opens or verdict.code in LEFT_TO_AGENCY_WATCH:
        if alarm is not None:
            _clear(work, alarm)
        return
    if alarm is None:
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
