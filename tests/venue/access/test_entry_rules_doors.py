"""Doors, zones and identity: what is unknown keeps a door shut, whoever leaves is never held, an emergency opens all."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.venue.access.entry_makers import (
    CHANNEL,
    E1,
    ESCORT,
    EVERYTHING,
    HALL,
    INNER_LOCK,
    MACHINES,
    NEED,
    NOW,
    OFFICE,
    OPENING,
    OTHER,
    OWN,
    WITNESSES,
    basis,
    facts,
    of,
    site_role,
)
from tests.venue.rules.books import BOOK, edited_book
from venue.access.entry_facts import Credential, Door, Facts, Holding, Person
from venue.access.entry_rules import judge
from venue.access.entry_stay import judge_stay
from venue.core.clock import MINUTE, SECOND

STRANGER = Person()
BLOCKED = Person(subject="S-1", status="blocked")
EVERY_DOOR = (E1, INNER_LOCK, CHANNEL, OPENING, OFFICE, MACHINES, WITNESSES, HALL)


def code(asked: Facts) -> str:
    return judge(asked, BOOK).code


# ------------------------------------------------------------------------------------------------------------- identity


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"person": STRANGER}, "person_unknown"),
        ({"person": Person(subject="", status="known")}, "person_unknown"),
        ({"person": BLOCKED}, "person_blocked"),
        ({"credential": Credential(kind="face", grade="A", result="mismatch")}, "not_recognised"),
        ({"credential": Credential(kind="face", grade="A", result="uncertain")}, "not_recognised"),
        ({"credential": Credential(kind="face", grade="A", result="not_alive")}, "not_recognised"),
        ({"credential": Credential(kind="hand", grade="A")}, "credential_unaccepted"),
        ({"credential": Credential(kind="card", grade="")}, "grade_too_low"),
        ({"credential": Credential(kind="vouch", grade="C", vouchers=("S-8", "S-8"))}, "vouchers_needed"),
        ({"credential": Credential(kind="vouch", grade="C", vouchers=("S-8", "S-1"))}, "vouchers_needed"),
        ({"credential": Credential(kind="vouch", grade="C", vouchers=("S-8", "S-9"))}, "admitted_logged"),
    ],
)
def test_person_must_be_known_and_the_evidence_good_enough(change: dict[str, Any], expected: str) -> None:
    assert code(of("supervisor", "evaluating", **change)) == expected


def test_blocked_person_at_a_door_is_an_alarm() -> None:
    verdict = judge(of("supervisor", "evaluating", person=BLOCKED), BOOK)
    assert (verdict.alarm, verdict.priority) == ("blocked_person", 2)


@pytest.mark.parametrize("needed", ["yes", "unknown"])
def test_door_with_second_factor_asks_for_two_kinds(needed: Any) -> None:
    door = replace(MACHINES, second_factor=needed)
    one = facts(site_role("it_engineer"), door=door, credential=Credential(kind="card", grade="B"), **EVERYTHING)
    two = replace(one, credential=Credential(kind="card", grade="B", factors=("card", "pin")))
    assert [code(asked) for asked in (one, two)] == ["second_factor_needed", "admitted_with_need"]


def test_site_may_ask_for_stronger_evidence_in_the_evaluation_zone(tmp_path: Path) -> None:
    book = edited_book(tmp_path / "rules", "entry.toml", ('value = "C"', 'value = "B"'))
    weak = of("supervisor", "evaluating", credential=Credential(kind="pin", grade="C"))
    assert [judge(weak, one).code for one in (BOOK, book)] == ["admitted_logged", "grade_too_low"]


# ------------------------------------------------------------------------------------------------------ leaving, emergency

WAYS_OUT = (
    Door(
        code="D-31", zone_from="Z3", zone_to="Z3", room_from="E1", room_to="C3N", room_kind="corridor", direction="out"
    ),
    Door(
        code="D-29", zone_from="Z3", zone_to="Z2", room_from="C3N", room_to="IL", room_kind="vestibule", direction="out"
    ),
    Door(code="X-01", zone_from="Z3", zone_to="OUT"),
    Door(code="D-10", zone_from="Z5", zone_to="Z0", room_to="HALL", room_kind="hall"),
    Door(code="D-13", zone_from="Z6", zone_to="Z5", room_to="C5", room_kind="corridor"),
    Door(code="D-27", zone_from="Z2", zone_to="OUT"),
    Door(code="D-90", zone_from="Z3", zone_to="Z3", room_from="E1"),
)


@pytest.mark.parametrize("door", WAYS_OUT, ids=lambda door: f"{door.code}-{door.zone_to}")
@pytest.mark.parametrize("person", [STRANGER, BLOCKED])
def test_whoever_leaves_is_never_held(door: Door, person: Person) -> None:
    asked = facts(door=door, person=person, phone="unknown", projects_here=None)
    assert judge(asked, BOOK).outcome == "allow"


def test_inner_door_without_a_known_direction_is_judged_as_an_entry() -> None:
    door = Door(code="D-27", zone_from="Z2", zone_to="Z2", room_from="LB", room_to="LK", room_kind="corridor")
    assert code(facts(site_role("bidder"), door=door)) == "role_none"


@pytest.mark.parametrize(
    ("member", "door", "sealed", "expected"),
    [
        (basis("committee_member"), WAYS_OUT[0], "no", "exit_unsupervised"),
        (basis("committee_member", "suspended"), WAYS_OUT[1], "no", "exit_unsupervised"),
        (basis("committee_member", exit_until=NOW + 5 * MINUTE), WAYS_OUT[0], "no", "exit_supervised"),
        (basis("committee_member", "suspended"), WAYS_OUT[1], "yes", "overnight_exit"),
        (basis("committee_member", "suspended"), WAYS_OUT[0], "yes", "egress"),
        (basis("committee_member", "clearing"), WAYS_OUT[1], "no", "egress"),
        (basis("supervisor"), WAYS_OUT[1], "no", "egress"),
    ],
)
def test_expert_who_leaves_alone_or_at_night_is_noticed(member: Any, door: Door, sealed: Any, expected: str) -> None:
    verdict = judge(facts(member, door=door, sealed=sealed), BOOK)
    assert (verdict.outcome, verdict.code) == ("allow", expected)
    assert bool(verdict.alarm) == (expected in ("exit_unsupervised", "overnight_exit"))


@pytest.mark.parametrize("door", EVERY_DOOR, ids=lambda door: door.code)
def test_emergency_opens_every_door_to_everybody(door: Door) -> None:
    asked = facts(door=door, person=STRANGER, emergency="active")
    assert (judge(asked, BOOK).outcome, code(asked)) == ("allow", "emergency_open")


@pytest.mark.parametrize("door", EVERY_DOOR[:-1], ids=lambda door: door.code)
def test_emergency_crew_passes_every_door_without_further_conditions(door: Door) -> None:
    asked = facts(site_role("emergency"), door=replace(door, interlock="busy"), phone="unknown")
    assert code(asked) == "emergency_crew"


# ---------------------------------------------------------------------------------------------------------------- doors


@pytest.mark.parametrize(
    ("interlock", "expected"),
    [("none", "admitted"), ("free", "admitted"), ("busy", "interlock_wait"), ("unknown", "interlock_unknown")],
)
def test_second_door_of_the_lock_opens_only_while_the_other_is_shut(interlock: Any, expected: str) -> None:
    door = replace(INNER_LOCK, interlock=interlock)
    assert code(facts(basis("committee_member"), door=door)) == expected


def test_lock_is_not_mentioned_to_somebody_who_may_not_enter() -> None:
    door = replace(INNER_LOCK, interlock="busy")
    assert code(facts(basis("bidder"), door=door)) == "clarification_only"


@pytest.mark.parametrize("zone", ["", "Z9"])
def test_door_into_a_zone_nobody_knows_stays_shut(zone: str) -> None:
    assert code(facts(basis("supervisor"), door=replace(E1, zone_to=zone), **EVERYTHING)) == "zone_unknown"


def test_public_hall_is_open_to_everybody() -> None:
    assert code(facts(door=HALL, person=STRANGER)) == "open_zone"


def test_person_without_any_role_is_sent_to_the_desk() -> None:
    assert code(facts(door=OFFICE)) == "role_none"


def test_room_of_an_unknown_kind_counts_as_an_evaluation_room() -> None:
    assert code(facts(basis("witness"), door=replace(E1, room_kind=""), needs=(NEED,))) == "role_barred"


@pytest.mark.parametrize(("skew", "alarm"), [(120 * SECOND, ""), (-120 * SECOND - 1, "device_clock"), (None, "")])
def test_terminal_with_a_wrong_clock_is_noticed(skew: int | None, alarm: str) -> None:
    assert judge(of("supervisor", "evaluating", skew_ms=skew), BOOK).alarm == alarm


# ---------------------------------------------------------------------------------------------------------- other zones


@pytest.mark.parametrize(
    ("door", "role", "expected"),
    [
        (OFFICE, "operator", "admitted"),
        (OFFICE, "visitor", "admitted_with_need"),
        (WITNESSES, "witness", "admitted"),
        (WITNESSES, "supervisor", "admitted"),
        (WITNESSES, "operator", "admitted"),
        (MACHINES, "it_engineer", "admitted_with_need"),
        (MACHINES, "cleaner", "admitted_with_escort"),
        (OPENING, "centre_service", "admitted"),
        (CHANNEL, "centre_service", "admitted"),
        (CHANNEL, "cleaner", "admitted_with_need"),
        (INNER_LOCK, "centre_service", "admitted"),
        (INNER_LOCK, "cleaner", "role_barred"),
    ],
)
def test_people_of_the_site_enter_their_zones(door: Door, role: str, expected: str) -> None:
    asked = facts(site_role(role), door=door, **EVERYTHING)
    assert code(asked) == expected


@pytest.mark.parametrize("door", [OFFICE, MACHINES, WITNESSES])
@pytest.mark.parametrize("role", ["agency_staff", "bidder", "committee_member", "owner_member"])
def test_parties_of_a_project_stay_out_of_the_back_of_the_house(door: Door, role: str) -> None:
    assert code(facts(basis(role), door=door, **EVERYTHING)) == "zone_role_barred"


ON_SITE = ("arming", "opening", "assembling", "evaluating", "suspended", "evaluated", "clearing")


@pytest.mark.parametrize("role", ["agency_staff", "agency_leader", "bidder", "owner_staff", "auctioneer", "notary"])
@pytest.mark.parametrize("phase", ["reserved", "scheduled", *ON_SITE, "witnessed", "archived", "failed"])
def test_opening_zone_is_open_to_a_project_while_it_is_on_site(role: str, phase: str) -> None:
    expected = "admitted" if phase in ON_SITE else "zone_not_now"
    assert code(facts(basis(role, phase), door=OPENING)) == expected


def test_agency_with_a_finished_and_a_running_project_enters_the_opening_zone() -> None:
    both = facts(basis("agency_staff", "archived", project=OTHER), basis("agency_staff", "opening"), door=OPENING)
    assert code(both) == "admitted"


@pytest.mark.parametrize(("minutes", "expected"), [(90, "admitted"), (91, "too_early"), (-60, "admitted")])
def test_expert_channel_opens_ninety_minutes_before_gathering(minutes: int, expected: str) -> None:
    member = basis("committee_member", "opening", gather_at=NOW + minutes * MINUTE)
    assert code(facts(member, door=CHANNEL)) == expected


def test_expert_without_a_known_gathering_time_waits() -> None:
    assert code(facts(basis("committee_member", "opening", gather_at=None), door=CHANNEL)) == "gather_time_unknown"


@pytest.mark.parametrize(
    ("phase", "there", "expected"),
    [
        ("assembling", "assembling", "admitted_with_need"),
        ("assembling", "evaluating", "escort_needed"),
        ("clearing", "evaluating", "escort_needed"),
        ("evaluating", "evaluating", "agency_barred"),
        ("suspended", "assembling", "role_barred"),
    ],
)
def test_agency_crosses_the_shared_doors_with_escort_while_any_project_evaluates(
    phase: str, there: str, expected: str
) -> None:
    here = (Holding(project=OWN, phase=phase), Holding(project=OTHER, phase=there))
    asked = facts(basis("agency_staff", phase), door=INNER_LOCK, projects_here=here, needs=(NEED,))
    assert code(asked) == expected


def test_agency_does_not_cross_while_it_is_unknown_who_evaluates() -> None:
    asked = facts(basis("agency_staff", "assembling"), door=INNER_LOCK, projects_here=None, **EVERYTHING)
    assert code(asked) == "phase_unknown"


@pytest.mark.parametrize("scope", ["room", "zone"])
def test_whole_zone_may_be_made_the_evaluation_zone(tmp_path: Path, scope: str) -> None:
    book = edited_book(tmp_path / "rules", "entry.toml", ('value = "room"', f'value = "{scope}"'))
    here = (Holding(project=OWN, phase="assembling"), Holding(project=OTHER, phase="evaluating"))
    agency = facts(
        basis("agency_staff", "assembling"), door=INNER_LOCK, projects_here=here, needs=(NEED,), escort=ESCORT
    )
    member = facts(basis("committee_member", "assembling"), door=INNER_LOCK, projects_here=here)
    assert judge(agency, book).opens == (scope == "room")
    assert judge(member, book).opens


# ----------------------------------------------------------------------------------------------------------------- stay


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (facts(person=STRANGER), "unknown_inside"),
        (facts(basis("supervisor"), person=BLOCKED), "blocked_inside"),
        (facts(), "basis_unknown_inside"),
        (of("supervisor", "nowhere"), "basis_unknown_inside"),
        (of("cleaner", "evaluating", **EVERYTHING), "role_inside"),
        (facts(basis("committee_member", project=OTHER)), "role_inside"),
        (facts(person=STRANGER, emergency="active"), "may_stay"),
        (facts(person=STRANGER, door=HALL), "may_stay"),
        (facts(site_role("emergency")), "may_stay"),
    ],
)
def test_whoever_is_inside_without_a_basis_must_leave(asked: Facts, expected: str) -> None:
    verdict = judge_stay(asked, BOOK)
    assert verdict.code == expected
    assert (verdict.outcome == "must_leave") == bool(verdict.alarm)


def test_expert_inside_need_not_be_authorised_again() -> None:
    inside = facts(basis("committee_member", authorised_at=NOW - 180 * MINUTE, entered_at=NOW - 179 * MINUTE))
    assert judge_stay(inside, BOOK).outcome == "allow"
