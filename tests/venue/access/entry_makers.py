"""Facts for the judge with sensible everything else: a known person with everything in order but needs, escort and permit."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from tests.venue.rules.books import SAMPLE_DAY as NOW
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
)
from venue.core.clock import HOUR, MINUTE, SECOND

OWN, OTHER = "P-1", "P-2"
E1 = Door(
    code="D-31", zone_from="Z3", zone_to="Z3", room_from="C3N", room_to="E1", room_kind="evaluation", direction="in"
)
INNER_LOCK = Door(
    code="D-29", zone_from="Z2", zone_to="Z3", room_from="IL", room_to="C3N", room_kind="corridor", direction="in"
)
CHANNEL = Door(code="D-27", zone_from="OUT", zone_to="Z2", room_to="XE", room_kind="expert_lobby", direction="in")
OPENING = Door(
    code="D-02", zone_from="Z0", zone_to="Z1", room_from="C1", room_to="K1", room_kind="opening", direction="in"
)
CLARIFICATION = Door(code="D-19", zone_from="Z1", zone_to="Z1", room_to="Q1", room_kind="clarification", direction="in")
OFFICE = Door(code="D-10", zone_from="Z0", zone_to="Z5", room_to="C5", room_kind="corridor", direction="in")
MACHINES = Door(code="D-13", zone_from="Z5", zone_to="Z6", room_to="MR", room_kind="machine", direction="in")
WITNESSES = Door(code="D-22", zone_from="Z1", zone_to="Z4", room_to="W", room_kind="witness", direction="in")
HALL = Door(code="M-01", zone_from="OUT", zone_to="Z0", room_to="HALL", room_kind="hall", direction="in")

NEED = Need(purpose="投影故障", applicant="limin", approver="zhaojun", valid_from=NOW - HOUR, valid_until=NOW + HOUR)
ESCORT = Escort(
    subject="S-2", role="centre_service", at=NOW - 10 * SECOND, agreement_from=NOW - HOUR, agreement_until=NOW + HOUR
)
EXCEPTION = AgencyException(
    project=OWN,
    applicant="limin",
    approver="sunwei",
    approver_role="supervisor",
    granted_at=NOW - 5 * MINUTE,
    valid_until=NOW + 20 * MINUTE,
)
EVERYTHING: dict[str, Any] = {
    "needs": (NEED,),
    "escort": ESCORT,
    "permit": "open",
    "called": "yes",
    "phone": "deposited",
}


def basis(role: str, phase: str = "evaluating", *, project: str = OWN, **changes: Any) -> Basis:
    """A role on the project of room E1, for a committee member freshly authorised for that room."""
    made = Basis(
        role=role,
        project=project,
        phase=phase,
        rooms=("E1",) if project == OWN else ("E2",),
        seat_room="E1" if project == OWN else "E2",
        gather_at=NOW - 20 * MINUTE,
        authorised_at=NOW - MINUTE,
    )
    return replace(made, **changes)


def site_role(role: str) -> Basis:
    """A role without a project of its own."""
    return Basis(role=role)


def facts(*bases: Basis, door: Door = E1, phase: str = "evaluating", **changes: Any) -> Facts:
    """One presentation at a door; the room is held by the own project in ``phase``."""
    made = Facts(
        at=NOW,
        door=door,
        credential=Credential(kind="face", grade="B", factors=("face", "card")),
        person=Person(subject="S-1", status="known", agreement_from=NOW - HOUR, agreement_until=NOW + HOUR),
        bases=bases,
        projects_here=(Holding(project=OWN, phase=phase),),
        permit="none",
        called="no",
        phone="deposited",
        emergency="none",
        sealed="no",
        skew_ms=0,
    )
    return replace(made, **changes)


def of(role: str, phase: str, **changes: Any) -> Facts:
    """A role of the own project at the door of E1 while the project is in ``phase``."""
    return facts(basis(role, phase), phase=phase, **changes)
