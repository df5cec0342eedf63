"""A day of the plan as a dispatch problem: rooms and pools from the site, requests from projects and what they claim.

A project that claims something is asked for as it stands: its sessions are its claims, their instants are its offsets, and what has
begun is pinned. A project that claims nothing yet is asked for by its method's template. So the answer can be taken into the plan
as it is, and what was arranged by hand stays arranged.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import sqlalchemy as sa
from msgspec.structs import replace
from sqlalchemy.engine import Engine

from venue.core.clock import DAY, MINUTE, Millis, local
from venue.core.database import Reading
from venue.core.work import Work
from venue.journal.book import journal
from venue.operations.day_around import closed, kept_apart, pools_of
from venue.operations.day_facts import Facts, by_project, has_begun, read_facts, start_of, taken_on, version_of
from venue.operations.day_ground import DayGround
from venue.operations.day_requests import is_of_the_days, place_of, request_of
from venue.projects.projects import Project
from venue.schedule.claims import Claim
from venue.schedule.dispatch.problem import Minute, Place, Problem

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class DayMatter:
    """A day, or several, as it stands: the problem, where each project stands now, and what it was made from.

    ``base`` is the instant of the problem's minute 0. ``people``: how many of each role a project has. ``version`` is the digest
    of every claim that touches the days. ``lost``: projects that a block has put out; they stand where they stood no longer.
    ``loose``: blocks, series and what projects of other days take.
    """

    base: Millis
    days: int
    problem: Problem
    standing: dict[str, Place]
    begun: frozenset[str]
    lost: frozenset[str]
    held: frozenset[str]
    projects: Mapping[str, Project]
    claims: Mapping[str, tuple[Claim, ...]]
    loose: tuple[Claim, ...]
    people: Mapping[str, Mapping[str, int]]
    ground: DayGround
    version: int

    def instant(self, minute: Minute) -> Millis:
        """The instant of a minute of the problem."""
        return self.base + minute * MINUTE

    def minute(self, at: Millis) -> Minute:
        """The minute of the problem in which an instant lies."""
        return (at - self.base) // MINUTE


def matter_of(facts: Facts) -> DayMatter:
    """The day as a problem. Pure: everything stands in the facts."""
    mine = by_project(facts.claims)
    known = {one.code: one for one in facts.wanting}
    begun = frozenset(code for code, one in known.items() if has_begun(one, mine.get(code, ()), facts.now))
    standing = {code: place_of(facts, known[code], found) for code, found in mine.items() if code in known}
    requests = tuple(request_of(facts, one, mine.get(one.code, ()), standing.get(one.code)) for one in facts.wanting)
    lost = {claim.project for claim in facts.claims if claim.status == "displaced"}
    pinned = {
        code for code in standing if code not in lost and (code in begun or not is_of_the_days(facts, known[code]))
    }
    requests = tuple(replace(r, pinned=standing[r.code]) if r.code in pinned else r for r in requests)
    rooms = tuple(closed(facts, room, known) for room in facts.ground.rooms)
    problem = Problem(
        day=local(facts.base).date().isoformat(),
        days=facts.days,
        rooms=rooms,
        pools=pools_of(facts, requests, standing),
        requests=requests,
        near=facts.ground.near,
        walks=facts.ground.walks,
        weights=facts.terms.objective,
    )
    return DayMatter(
        base=facts.base,
        days=facts.days,
        problem=kept_apart(problem, {code: place for code, place in standing.items() if code not in lost}),
        standing=standing,
        lost=frozenset(lost),
        begun=begun,
        held=frozenset(code for code, found in mine.items() if any(one.status == "held" for one in found)),
        projects=known,
        claims=mine,
        loose=tuple(one for one in facts.claims if one.project not in known),
        people=facts.people,
        ground=facts.ground,
        version=version_of(facts.claims),
    )


# -------------------------------------------------------------------------------------------------------------- views


def day_matter(
    read: Reading | Work,
    site: str,
    *,
    day: str,
    now: Millis | None,
    days: int = 1,
    ends: Mapping[str, Millis] | None = None,
    free_agency_rooms: bool = False,
) -> DayMatter:
    """The plan of an ISO day, or of ``days`` from it on, as it stands. ``ends``: forecast ends of evaluations that run.

    ``now`` ``None``: whatever the hour, for a screen, and without the openings that each might have. ``free_agency_rooms``:
    agency work rooms are counted and picked when the plan is applied; otherwise they are rooms like others.
    """
    known = read_facts(read, site, day=day, now=now, days=days, ends=ends, free_agency_rooms=free_agency_rooms)
    return matter_of(known)


def seen_matter(read: Reading, site: str, *, day: str, free_agency_rooms: bool = False) -> DayMatter:
    """The plan of an ISO day for a screen, kept until anything is written: a pointer that drags asks for it again and again."""
    engine = read.connection.engine
    written = int(read.scalar(sa.select(sa.func.max(journal.c.position)).where(journal.c.site == site)) or 0)
    known = _SEEN.setdefault(engine, {})
    name = (site, day, free_agency_rooms)
    kept = known.get(name)
    if kept is None or kept[0] != written:
        matter = day_matter(read, site, day=day, now=None, free_agency_rooms=free_agency_rooms)
        if len(known) >= KEPT_SEEN:
            known.clear()
        kept = known[name] = (written, matter)
    return kept[1]


KEPT_SEEN = 8
_SEEN: WeakKeyDictionary[Engine, dict[tuple[str, str, bool], tuple[int, DayMatter]]] = WeakKeyDictionary()


def version_on(read: Reading | Work, site: str, day: str, days: int = 1) -> int:
    """The digest of every claim that touches the days, as it is now."""
    base = start_of(day)
    return version_of(taken_on(read, site, base, base + days * DAY))
