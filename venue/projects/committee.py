"""Who belongs to a project: its committee, owner, agency, bidders, supervisor and witness, built on the roles of persons.

While a project has sealed codes, its committee is a list of codes (X1..Xn): the roles stand in the table for the doors, and no
view says which person is behind which code, or who sits on the committee at all, before the reveal.
"""

from __future__ import annotations

from dataclasses import dataclass

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.people.coded_names import codes_of
from venue.people.persons import HeldRole, project_roles

COMMITTEE_ROLES = ("committee_member", "owner_member")
AGENCY_ROLES = ("agency_leader", "agency_staff")


@dataclass(frozen=True)
class Belonging:
    """Everybody who belongs to a project at an instant, as subject codes; ``committee`` as codes X1.. while they are sealed."""

    project: str
    committee: tuple[str, ...]
    owner_members: tuple[str, ...]
    agency_leaders: tuple[str, ...]
    agency_staff: tuple[str, ...]
    bidders: tuple[str, ...]
    supervisors: tuple[str, ...]
    witnesses: tuple[str, ...]
    others: tuple[str, ...]
    sealed: bool


def with_role(roles: tuple[HeldRole, ...], *wanted: str) -> tuple[str, ...]:
    """The subjects that hold one of the roles, each once, in the order they were given it."""
    return tuple(dict.fromkeys(held.subject for held in roles if held.role in wanted))


def agency_of(read: Reading | Work, site: str, project: str, at: Millis) -> tuple[str, ...]:
    """The agency's people of a project, its leader first (RB-07, RB-08)."""
    roles = project_roles(read, site, project, at)
    return tuple(dict.fromkeys(with_role(roles, "agency_leader") + with_role(roles, "agency_staff")))


def committee_of(read: Reading | Work, site: str, project: str, at: Millis) -> tuple[str, ...]:
    """The committee's people of a project (for the engine; a screen asks :func:`belonging`)."""
    return with_role(project_roles(read, site, project, at), *COMMITTEE_ROLES)


@view
def belonging(read: Reading, viewer: Principal, *, project: str, at: Millis) -> Belonging:
    """Who belongs to the project at an instant."""
    roles = project_roles(read, viewer.site, project, at)
    codes = codes_of(read, viewer, project=project)
    sealed = any(code.revealed_at is None for code in codes)
    listed = {"committee_member", "owner_member", *AGENCY_ROLES, "bidder", "supervisor", "witness"}
    return Belonging(
        project=project,
        committee=tuple(code.code for code in codes) if sealed else with_role(roles, "committee_member"),
        owner_members=() if sealed else with_role(roles, "owner_member"),
        agency_leaders=with_role(roles, "agency_leader"),
        agency_staff=with_role(roles, "agency_staff"),
        bidders=with_role(roles, "bidder"),
        supervisors=with_role(roles, "supervisor"),
        witnesses=with_role(roles, "witness"),
        others=tuple(dict.fromkeys(held.subject for held in roles if held.role not in listed)),
        sealed=sealed,
    )
