"""What dispatch knows of a day before it asks: projects, claims, people and the ground, as the tables have them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import DAY, Millis, at_local
from venue.core.database import Reading
from venue.core.work import Work
from venue.operations.day_ground import DayGround, ground_on
from venue.operations.dispatch_terms import DispatchTerms, dispatch_terms
from venue.people.persons import person_roles, persons
from venue.projects.projects import Project, projects_in
from venue.schedule.claims import Claim, claim_of, claims, taken_between

# -------------------------------------------------------------------------------------------------------------- rules

WANTING = ("reserved", "scheduled", "arming", "postponed")
"""Phases in which nothing has begun: the project may still be moved."""

AT_WORK = ("opening", "assembling", "evaluating", "suspended", "evaluated", "clearing")
TIME_STANDS = ("scheduled", "arming")
"""Phases in which the opening is announced: dispatch changes rooms, not the time."""

OPENS = ("opening", "auction")
PARTY = {"bidder": "bidder", "committee_member": "expert", "owner_member": "expert"}
LONGEST_DAYS = 7

AGENCY_ROOMS = "agency_rooms"
"""Agency work rooms as dispatch counts them: any will do, and those of one agency may share one, so they are not kept apart."""


@dataclass(frozen=True)
class Facts:
    """What a day is made from, as the tables have it."""

    base: Millis
    days: int
    now: Millis | None
    terms: DispatchTerms
    ground: DayGround
    wanting: tuple[Project, ...]
    claims: tuple[Claim, ...]
    people: Mapping[str, Mapping[str, int]]
    units: Mapping[str, frozenset[str]]
    ends: Mapping[str, Millis]
    free_agency_rooms: bool


def has_begun(one: Project, found: Sequence[Claim], now: Millis | None) -> bool:
    """Whether anything of a project has begun: then it stays where it is. ``now`` ``None``: by its phase alone."""
    return one.phase not in WANTING or (now is not None and any(claim.from_at <= now for claim in found))


def version_of(found: Iterable[Claim]) -> int:
    """A number that is another one whenever any of the claims is another: 52 bits of their digest."""
    lines = sorted(
        f"{c.number}|{c.project}|{c.kind}|{c.resource}|{c.busy_from}|{c.busy_until}|{c.status}" for c in found
    )
    return int.from_bytes(hashlib.sha256("\n".join(lines).encode()).digest()[:7], "big") >> 4


def anchor_of(one: Project, found: Sequence[Claim]) -> Millis:
    """What the claims of a project hang on: its opening as it was booked, without one its gathering.

    An opening that was set anew does not move what was booked for the old one; that is for :mod:`venue.operations.replanning`.
    """
    booked = next((claim.from_at for claim in found if claim.kind == "room" and claim.purpose in OPENS), None)
    anchors = (booked, one.open_at, one.gather_at, *(claim.from_at for claim in found))
    anchor = next((at for at in anchors if at is not None), None)
    if anchor is None:
        raise Refused("projects.times_missing")
    return anchor


def by_project(found: Iterable[Claim]) -> dict[str, tuple[Claim, ...]]:
    """The claims of each project, by time."""
    mine: dict[str, list[Claim]] = {}
    for claim in found:
        if claim.project:
            mine.setdefault(claim.project, []).append(claim)
    return {code: tuple(sorted(some, key=lambda one: (one.from_at, one.number))) for code, some in mine.items()}


def agency_rooms(facts: Facts) -> dict[str, int]:
    """How many projects each agency work room may serve at once."""
    return {room.code: room.lines for room in facts.ground.rooms if room.type == "agency_work"}


# -------------------------------------------------------------------------------------------------------------- views


def read_facts(
    read: Reading | Work,
    site: str,
    *,
    day: str,
    now: Millis | None,
    days: int = 1,
    ends: Mapping[str, Millis] | None = None,
    free_agency_rooms: bool = False,
) -> Facts:
    """What an ISO day, or ``days`` from it on, is made from; see :func:`venue.operations.day_problem.day_matter`."""
    if not 1 <= days <= LONGEST_DAYS:
        raise Refused("planning.days", least=1, most=LONGEST_DAYS)
    base = start_of(day)
    until = base + days * DAY
    taken = taken_on(read, site, base, until)
    wanting = _wanting(read, site, (base, until), taken)
    codes = tuple(one.code for one in wanting)
    people, units = _people(read, site, codes, base)
    terms = dispatch_terms(base)
    return Facts(
        base=base,
        days=days,
        now=now,
        terms=terms,
        ground=ground_on(read, site, day),
        wanting=wanting,
        claims=taken,
        people=people,
        units={
            code: frozenset(u for u in found if u.partition(":")[0] in terms.separate) for code, found in units.items()
        },
        ends=ends or {},
        free_agency_rooms=free_agency_rooms,
    )


def start_of(day: str) -> Millis:
    """The first instant of an ISO day; refuses what is none."""
    try:
        return at_local(day)
    except ValueError as fault:
        raise Refused("planning.day_unreadable", day=day) from fault


def _wanting(
    read: Reading | Work, site: str, span: tuple[Millis, Millis], taken: Sequence[Claim]
) -> tuple[Project, ...]:
    """The projects that open, or gather without an opening, on the days, and those that take something there; none that is over."""
    at_home = {one.project for one in taken}
    alive = projects_in(read, site, (*WANTING, *AT_WORK))
    anchors = ((one, one.open_at if one.open_at is not None else one.gather_at) for one in alive)
    return tuple(one for one, at in anchors if at is not None and (span[0] <= at < span[1] or one.code in at_home))


def taken_on(read: Reading | Work, site: str, since: Millis, until: Millis) -> tuple[Claim, ...]:
    """What stands on the days, and what was put out by a block and has not been placed anew."""
    out = (claims.c.status == "displaced", claims.c.busy_from < until, claims.c.busy_until > since)
    rows = read.all(sa.select(claims).where(claims.c.site == site, *out).order_by(claims.c.number))
    return (*taken_between(read, site, since, until), *(claim_of(row) for row in rows))


_ROLES = (
    sa.select(person_roles.c.project, person_roles.c.role, person_roles.c.unit, persons.c.unit.label("home"))
    .join_from(
        person_roles,
        persons,
        sa.and_(persons.c.site == person_roles.c.site, persons.c.subject == person_roles.c.subject),
    )
    .where(
        person_roles.c.site == sa.bindparam("here"), person_roles.c.project.in_(sa.bindparam("codes", expanding=True))
    )
    .where(sa.or_(person_roles.c.valid_to.is_(None), person_roles.c.valid_to > sa.bindparam("at")))
)


def _people(
    read: Reading | Work, site: str, codes: tuple[str, ...], at: Millis
) -> tuple[dict[str, dict[str, int]], dict[str, set[str]]]:
    """How many of each role a project has, and the units behind it, each as ``kind:digest``."""
    people: dict[str, dict[str, int]] = {}
    units: dict[str, set[str]] = {}
    for row in read.all(_ROLES, {"here": site, "codes": list(codes) or [""], "at": at}):
        counts = people.setdefault(row.project, {})
        counts[row.role] = counts.get(row.role, 0) + 1
        unit = row.unit or row.home
        if row.role in PARTY and unit:
            digest = hashlib.sha256(unit.encode()).hexdigest()[:12]
            units.setdefault(row.project, set()).add(f"{PARTY[row.role]}:{digest}")
    return people, units
