"""The kiosks of a day (F14): how long each committee will wait before it gathers, and what would shorten the queue in advance."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.clock import DAY, Millis, day_of
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal
from venue.monitoring.health import Health, health, is_silent
from venue.operations.day_facts import start_of
from venue.people.persons import person_roles
from venue.projects.committee import COMMITTEE_ROLES
from venue.projects.legal import book_at
from venue.projects.projects import AMENDABLE, Project, projects_in
from venue.rules.rule_book import RuleBook
from venue.schedule.claims import Claim, taken_between
from venue.schedule.forecast_queue import (
    Gathering,
    Kiosks,
    QueueForecast,
    QueueProposal,
    legal_gatherings,
    propose,
    queue_forecast,
)
from venue.site.parts import Device
from venue.site.places import parts_on

# -------------------------------------------------------------------------------------------------------------- rules

GATHERING = ("reserved", "scheduled", "arming", "opening", "assembling")
"""Phases in which a committee is still to come. A postponed project has no time that could be believed."""
EXPERTS_ZONE = "Z2"
"""Where experts sign in: kiosks elsewhere in the building are those that could be opened for them besides."""
WELL = ("", "ok")
"""What a kiosk that works says of itself."""


@dataclass(frozen=True)
class Awaited:
    """How a committee will fare: ``people`` come to gather at a time.

    ``longest_wait``: of whoever waits longest, ``None`` where no kiosk works. ``late``: so many are not through by then.
    """

    project: str
    people: int
    gather_at: Millis
    longest_wait: Millis | None
    late: int


@dataclass(frozen=True)
class KioskQueue:
    """The queue of an ISO day from now on.

    ``silent``: kiosks of the experts that are not heard or not well, and therefore not counted. ``unknown``: projects that gather
    too, but whose committee nobody has named yet: whoever they are, they come on top. ``proposals``: the best first.
    """

    day: str
    kiosks: Kiosks
    silent: tuple[str, ...]
    awaited: tuple[Awaited, ...]
    unknown: tuple[str, ...]
    forecast: QueueForecast
    proposals: tuple[QueueProposal, ...]


def awaited(gatherings: Sequence[Gathering], kiosks: Kiosks) -> tuple[Awaited, ...]:
    """How each gathering fares in the one queue that :func:`venue.schedule.forecast_queue.queue_forecast` foresees."""
    waits: dict[str, list[tuple[Millis, bool]]] = {one.project: [] for one in gatherings}
    for project, wait, late in _served(gatherings, kiosks):
        waits[project].append((wait, late))
    in_order = sorted(gatherings, key=lambda one: (one.gather_at, one.project))
    return tuple(_fares(one, waits[one.project], works=kiosks.working > 0) for one in in_order)


def _fares(one: Gathering, waits: Sequence[tuple[Millis, bool]], *, works: bool) -> Awaited:
    if not works:
        return Awaited(one.project, one.people, one.gather_at, None, one.people)
    longest = max((wait for wait, _ in waits), default=0)
    return Awaited(one.project, one.people, one.gather_at, longest, sum(late for _, late in waits))


def _served(gatherings: Sequence[Gathering], kiosks: Kiosks) -> Iterator[tuple[str, Millis, bool]]:
    """Each person's project, wait, and whether he is late: first come, first served, at the first kiosk that is free."""
    coming = sorted(
        (one.gather_at - kiosks.coming + number * kiosks.coming // one.people, one.gather_at, one.project)
        for one in gatherings
        for number in range(one.people)
    )
    if not coming or kiosks.working < 1:
        return
    free = [coming[0][0]] * kiosks.working
    for came, gather_at, project in coming:
        begins = max(came, heapq.heappop(free))
        heapq.heappush(free, begins + kiosks.visit)
        yield project, begins - came, begins + kiosks.visit > gather_at


def room_stays_free(shift: Millis, mine: Iterable[Claim], taken: Iterable[Claim]) -> bool:
    """Whether what a project has claimed for its evaluation could be moved by ``shift`` without meeting anybody else."""
    others = tuple(taken)
    return not any(_meets(one, shift, other) for one in mine if one.purpose == "evaluation" for other in others)


def _meets(one: Claim, shift: Millis, other: Claim) -> bool:
    if one.shared != 1 or one.project == other.project or (one.kind, one.resource) != (other.kind, other.resource):
        return False
    return other.busy_from < one.busy_until + shift and one.busy_from + shift < other.busy_until


# -------------------------------------------------------------------------------------------------------------- views


@view
def kiosk_queue(read: Reading, viewer: Principal, *, day: str, now: Millis) -> KioskQueue:
    """The queue at the kiosks on an ISO day, for those who have not gathered by ``now``; refuses what is no day.

    Another gathering time is proposed only when it is legal (RB-02, RB-03), lies ahead and finds the evaluation's room free.
    """
    coming = _coming(read, viewer.site, day, now)
    people = _committees(read, viewer.site, coming)
    kiosks, silent = _kiosks(read, viewer, day, now)
    known = tuple(one for one in coming if people.get(one.code))
    gatherings = _gatherings(read, viewer.site, known, people=people, now=now)
    return KioskQueue(
        day=day,
        kiosks=kiosks,
        silent=silent,
        awaited=awaited(gatherings, kiosks),
        unknown=tuple(one.code for one in coming if not people.get(one.code)),
        forecast=queue_forecast(gatherings, kiosks),
        proposals=propose(gatherings, kiosks) if gatherings else (),
    )


def _coming(read: Reading, site: str, day: str, now: Millis) -> tuple[Project, ...]:
    """The projects that gather on the day and have not done so yet, by time."""
    since = start_of(day)
    found = [(one.gather_at, one) for one in projects_in(read, site, GATHERING) if one.gather_at is not None]
    ahead = [one for at, one in found if since <= at < since + DAY and at > now]
    return tuple(sorted(ahead, key=lambda one: (one.gather_at, one.code)))


def _committees(read: Reading, site: str, coming: Iterable[Project]) -> dict[str, int]:
    """How many belong to each committee when it gathers, by project. Who they are does not leave this place."""
    gathers = {one.code: one.gather_at for one in coming}
    held = sa.select(person_roles.c.project, person_roles.c.subject, person_roles.c.valid_from, person_roles.c.valid_to)
    of_committees = (person_roles.c.role.in_(COMMITTEE_ROLES), person_roles.c.project.in_(list(gathers)))
    members: dict[str, set[str]] = {}
    for row in read.all(held.where(person_roles.c.site == site, *of_committees)):
        if row.valid_from <= gathers[row.project] and (row.valid_to is None or row.valid_to > gathers[row.project]):
            members.setdefault(row.project, set()).add(row.subject)
    return {code: len(subjects) for code, subjects in members.items()}


def _gatherings(
    read: Reading, site: str, known: Sequence[Project], *, people: dict[str, int], now: Millis
) -> tuple[Gathering, ...]:
    if not known:
        return ()
    times = [one.gather_at for one in known if one.gather_at is not None]
    taken = taken_between(read, site, min(times) - DAY, max(times) + DAY)
    book = book_at(now)
    return tuple(
        Gathering(one.code, people[one.code], one.gather_at, _may_gather(one, taken, book, now))
        for one in known
        if one.gather_at is not None
    )


def _may_gather(one: Project, taken: Sequence[Claim], book: RuleBook, now: Millis) -> tuple[Millis, ...]:
    """The other times at which a project could gather: none once its committee comes together."""
    if one.gather_at is None or one.open_at is None or one.phase not in AMENDABLE - {"assembling"}:
        return ()
    gather_at, mine = one.gather_at, [claim for claim in taken if claim.project == one.code]
    legal = legal_gatherings(gather_at, one.open_at, book)
    return tuple(at for at in legal if at > now and room_stays_free(at - gather_at, mine, taken))


def _kiosks(read: Reading, viewer: Principal, day: str, now: Millis) -> tuple[Kiosks, tuple[str, ...]]:
    """The kiosks that serve experts, those of the whole site that could, and which of the experts' do not work.

    A site without kiosks in the experts' zone serves everybody at those it has. On another day than today all count.
    """
    every = [one for one in parts_on(read, viewer.site, "device", day) if one.kind == "kiosk"]
    inner = {room.code for room in parts_on(read, viewer.site, "room", day) if room.zone == EXPERTS_ZONE}
    experts = [one for one in every if one.room in inner] or every
    words = health(read, viewer, devices=[one.code for one in every])
    down = {one.code for one in every if day == day_of(now) and not _works(one, words.get(one.code), now)}
    working = sum(one.code not in down for one in experts)
    most = sum(one.code not in down for one in every)
    return Kiosks(working, most), tuple(one.code for one in experts if one.code in down)


def _works(one: Device, word: Health | None, now: Millis) -> bool:
    heard_at = word.heard_at if word else None
    silent = is_silent(heard_at, now=now, limit=one.silent_after_ms)
    return not silent and word is not None and word.status in WELL
