"""What the page of people looks at: judgements, one judgement with its facts, passages, who is inside, who may be asked about."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from venue.access import admissions, presence
from venue.access.admissions import Admission
from venue.access.entry_facts import Facts, Verdict
from venue.access.presence import Passage, Present
from venue.core.clock import DAY, HOUR, Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people import persons
from venue.people.persons import HeldRole, Person
from venue.site.ground import Ground

PERIODS: Mapping[str, Millis] = {"hour": HOUR, "day": DAY, "week": 7 * DAY}
"""How far back the feed goes: an hour, today (since midnight), a week (with today seven days); without one, all of it."""

MOST = 500
SUBJECT = re.compile(r"[A-Z]-\d+", re.IGNORECASE)


@dataclass(frozen=True)
class Wanted:
    """What the feed is narrowed down to; ``text`` is searched in codes, rooms, doors and sentences on the screen."""

    period: str = "day"
    outcome: str = ""
    door: str = ""
    text: str = ""

    @property
    def subject(self) -> str:
        """The person, when the text is a code of one."""
        return self.text.upper() if SUBJECT.fullmatch(self.text) else ""

    def since(self, now: Millis) -> Millis:
        """The first instant of the feed; 0 for all that is stored."""
        if not self.period:
            return 0
        if self.period == "hour":
            return now - HOUR
        midnight = at_local(day_of(now))
        return midnight if self.period == "day" else midnight - PERIODS[self.period] + DAY


@dataclass(frozen=True)
class PeoplePicture:
    """The feed and who is inside, in one consistent picture."""

    at: Millis
    judged: tuple[Admission, ...] = ()
    counts: Mapping[str, int] = field(default_factory=dict)
    inside: tuple[Present, ...] = ()


def read_people(read: Reading, viewer: Principal, wanted: Wanted, now: Millis) -> PeoplePicture:
    """Look at the feed, its counts by outcome, and who is inside."""
    since = wanted.since(now)
    judged = admissions.feed(
        read,
        viewer,
        since=since,
        subject=wanted.subject,
        outcome=wanted.outcome,
        access_point=wanted.door,
        limit=MOST,
    )
    counts = admissions.counts(read, viewer, since=since, until=now)
    return PeoplePicture(now, judged, counts, presence.occupancy(read, viewer))


@dataclass(frozen=True)
class PersonPicture:
    """One person by code: register, roles held now, passages of a day, where he is."""

    subject: str
    person: Person | None
    roles: tuple[HeldRole, ...]
    passages: tuple[Passage, ...]
    here: Present | None


def read_person(read: Reading, viewer: Principal, subject: str, *, day: str, now: Millis) -> PersonPicture:
    """Look at a person on an ISO day."""
    start = at_local(day)
    return PersonPicture(
        subject=subject,
        person=persons.person(read, viewer, subject=subject),
        roles=persons.roles_at(read, viewer, subject, now),
        passages=presence.passages_of(read, viewer, subject=subject, since=start, until=start + DAY - 1),
        here=presence.whereabouts(read, viewer.site, subject),
    )


def read_judgement(read: Reading, viewer: Principal, number: int) -> tuple[Admission, Facts] | None:
    """Look at one judgement with the facts it rested on."""
    return admissions.admission(read, viewer, number=number)


def read_why_not(
    read: Reading, viewer: Principal, ground: Ground, *, subject: str, door: str, at: Millis
) -> tuple[Verdict, Facts] | None:
    """What a door would say to a person now, with a card and alone."""
    return admissions.why_not(read, viewer, ground, subject=subject, access_point=door, at=at)


def read_subjects(read: Reading, viewer: Principal, at: Millis) -> tuple[str, ...]:
    """The codes of everybody whose registration holds, for completing what is typed."""
    return tuple(one.subject for one in persons.people(read, viewer, at=at))
