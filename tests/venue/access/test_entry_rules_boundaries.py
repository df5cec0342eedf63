"""The boundary tests of RB-07, RB-17, RB-26, RB-28 and of needs, escorts and permits, at their exact instants."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from tests.venue.access.entry_makers import (
    E1,
    ESCORT,
    EVERYTHING,
    EXCEPTION,
    INNER_LOCK,
    MACHINES,
    NEED,
    NOW,
    OFFICE,
    OTHER,
    OWN,
    basis,
    facts,
    of,
    site_role,
)
from tests.venue.rules.books import BOOK, edited_book
from venue.access.entry_facts import Door, Facts, Holding, Person
from venue.access.entry_rules import judge, render
from venue.access.entry_stay import judge_stay
from venue.core.clock import HOUR, MINUTE, SECOND

E2 = replace(E1, code="D-32", room_to="E2")


def code(asked: Facts) -> str:
    return judge(asked, BOOK).code


def outcome(asked: Facts) -> str:
    return judge(asked, BOOK).outcome


# ---------------------------------------------------------------------------------------------------- RB-26: own room


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (0, "admitted"),
        (4 * MINUTE + 59 * SECOND, "admitted"),
        (5 * MINUTE, "admitted"),
        (5 * MINUTE + 1, "window_over"),
        (5 * MINUTE + 1 * SECOND, "window_over"),
        (-1, "not_authorised"),
    ],
)
def test_expert_enters_within_five_minutes_of_the_authorisation(after: int, expected: str) -> None:
    assert code(facts(basis("committee_member", authorised_at=NOW - after))) == expected


def test_expert_whose_time_ran_out_enters_after_a_new_authorisation() -> None:
    late = basis("committee_member", authorised_at=NOW - 10 * MINUTE)
    assert code(facts(late)) == "window_over"
    assert code(facts(replace(late, authorised_at=NOW - SECOND))) == "admitted"


def test_expert_who_was_never_authorised_waits() -> None:
    assert code(facts(basis("committee_member", authorised_at=None))) == "not_authorised"


def test_expert_is_denied_at_another_room_of_his_own_project() -> None:
    verdict = judge(facts(basis("committee_member", rooms=("E1", "E2")), door=E2), BOOK)
    assert (verdict.outcome, verdict.code, verdict.rule) == ("deny", "wrong_room", "RB-26")


def test_expert_without_a_drawn_seat_waits_for_the_draw() -> None:
    assert code(facts(basis("committee_member", seat_room=""))) == "seat_unknown"


def test_expert_who_is_out_does_not_simply_re_enter() -> None:
    assert code(facts(basis("committee_member", entered_at=NOW - 30 * SECOND))) == "reentry"


def test_expert_who_is_out_does_not_re_enter_by_the_inner_door_either() -> None:
    out = basis("committee_member", entered_at=NOW - 30 * SECOND)
    assert code(facts(out, door=INNER_LOCK)) == "reentry"


def test_a_new_authorisation_lets_the_expert_in_again() -> None:
    assert code(facts(basis("committee_member", entered_at=NOW - HOUR, authorised_at=NOW - MINUTE))) == "admitted"


@pytest.mark.parametrize(("due", "expected"), [(0, "returned"), (-1, "return_late")])
def test_expert_returns_from_a_supervised_exit_in_time(due: int, expected: str) -> None:
    out = basis("committee_member", authorised_at=NOW - HOUR, entered_at=NOW - HOUR, exit_until=NOW + due)
    assert code(facts(out)) == expected


def test_late_return_waits_for_the_steward_and_is_noticed() -> None:
    out = basis("committee_member", authorised_at=NOW - HOUR, entered_at=NOW - HOUR, exit_until=NOW - MINUTE)
    alone, together = judge(facts(out), BOOK), judge(facts(out, escort=ESCORT), BOOK)
    assert (alone.outcome, alone.alarm) == ("wait_escort", "late_return")
    assert (together.outcome, together.code) == ("allow", "returned")


def test_the_room_of_the_own_project_that_is_not_yet_its_own_is_not_ready() -> None:
    early = facts(basis("committee_member"), projects_here=(Holding(project=OTHER, phase="clearing"),))
    assert code(early) == "room_not_ready"


# ------------------------------------------------------------------------------------------------------ RB-28: phones


@pytest.mark.parametrize(
    ("phone", "expected"),
    [
        ("deposited", "admitted"),
        ("none_declared", "admitted"),
        ("not_deposited", "phone_not_deposited"),
        ("unknown", "phone_unknown"),
    ],
)
@pytest.mark.parametrize("door", [E1, INNER_LOCK])
def test_phone_is_deposited_or_declared_before_the_evaluation_zone(door: Door, phone: Any, expected: str) -> None:
    assert code(facts(basis("committee_member"), door=door, phone=phone)) == expected


def test_phone_is_nobodys_business_outside_the_evaluation_zone() -> None:
    assert code(facts(site_role("operator"), door=OFFICE, phone="not_deposited")) == "admitted"


def test_role_exempted_by_the_site_keeps_its_phone(tmp_path: Path) -> None:
    book = edited_book(tmp_path / "rules", "entry.toml", ("value = []", 'value = ["supervisor"]'))
    asked = of("supervisor", "evaluating", phone="not_deposited")
    assert [judge(asked, one).opens for one in (BOOK, book)] == [False, True]


# -------------------------------------------------------------------------------------------------- RB-17: agreements

BOUND = ["centre_service", "it_engineer", "maintenance"]


def bound(role: str, since: int | None, until: int | None) -> Facts:
    person = Person(subject="S-1", status="known", agreement_from=since, agreement_until=until)
    return of(role, "clearing", person=person, **EVERYTHING)


@pytest.mark.parametrize("role", BOUND)
@pytest.mark.parametrize(
    ("since", "until", "expected"),
    [
        (None, None, "agreement_missing"),
        (NOW - HOUR, None, "agreement_missing"),
        (NOW, NOW + 1, ""),
        (NOW + 1, NOW + HOUR, "agreement_not_yet"),
        (NOW - HOUR, NOW, "agreement_lapsed"),
    ],
)
def test_service_it_and_maintenance_need_an_agreement_valid_at_the_instant(
    role: str, since: int | None, until: int | None, expected: str
) -> None:
    verdict = judge(bound(role, since, until), BOOK)
    assert (verdict.code if not verdict.opens else "") == expected


@pytest.mark.parametrize("role", ["supervisor", "owner_member", "owner_staff"])
def test_roles_outside_the_rule_need_no_agreement(role: str) -> None:
    assert outcome(bound(role, None, None)) == "allow"


def test_machine_room_asks_for_the_agreement_too() -> None:
    asked = facts(site_role("it_engineer"), door=MACHINES, person=Person(subject="S-1", status="known"), **EVERYTHING)
    assert code(asked) == "agreement_missing"


def test_agreement_that_ends_while_inside_raises_an_alarm() -> None:
    before, after = (judge_stay(bound("it_engineer", NOW - HOUR, until), BOOK) for until in (NOW + 1, NOW))
    assert before.outcome == "allow"
    assert (after.outcome, after.code, after.alarm, after.priority) == (
        *("must_leave", "agreement_lapsed_inside"),
        *("agreement_lapsed_inside", 2),
    )


def test_escort_without_a_valid_agreement_is_no_escort() -> None:
    lapsed = replace(ESCORT, agreement_until=NOW)
    assert outcome(of("it_engineer", "evaluating", needs=(NEED,), escort=lapsed)) == "wait_escort"


# ------------------------------------------------------------------------------------------- needs, escorts and permits


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, "admitted_with_need"),
        ({"valid_until": NOW}, "need_expired"),
        ({"valid_until": NOW + 1}, "admitted_with_need"),
        ({"valid_from": NOW + 1}, "need_not_yet"),
        ({"valid_from": NOW}, "admitted_with_need"),
        ({"approver": "limin"}, "need_self_approved"),
        ({"approver": "S-1"}, "need_self_approved"),
        ({"approver": ""}, "need_incomplete"),
        ({"purpose": ""}, "need_incomplete"),
        ({"project": OWN}, "admitted_with_need"),
        ({"project": OTHER}, "need_elsewhere"),
        ({"room": "E1"}, "admitted_with_need"),
        ({"room": "E2"}, "need_elsewhere"),
        ({"zone": "Z3"}, "admitted_with_need"),
        ({"zone": "Z6"}, "need_elsewhere"),
        ({"escort": "yes"}, "escort_needed"),
        ({"escort": "unknown"}, "escort_needed"),
    ],
)
def test_need_must_be_whole_approved_by_another_in_time_and_for_here(change: dict[str, Any], expected: str) -> None:
    assert code(of("owner_staff", "assembling", needs=(replace(NEED, **change),))) == expected


def test_one_good_need_among_bad_ones_is_enough() -> None:
    bad = replace(NEED, valid_until=NOW)
    assert code(of("owner_staff", "assembling", needs=(bad, NEED))) == "admitted_with_need"


def test_need_for_a_room_opens_the_doors_on_the_way() -> None:
    need = replace(NEED, zone="Z3", room="E1")
    asked = facts(basis("owner_staff", "assembling"), door=INNER_LOCK, phase="assembling", needs=(need,))
    assert code(asked) == "admitted_with_need"


@pytest.mark.parametrize(("apart", "expected"), [(30_000, "allow"), (30_001, "wait_escort"), (-30_000, "allow")])
def test_escort_presents_at_the_door_within_thirty_seconds(apart: int, expected: str) -> None:
    asked = of("it_engineer", "evaluating", needs=(NEED,), escort=replace(ESCORT, at=NOW - apart))
    assert outcome(asked) == expected


@pytest.mark.parametrize("change", [{"role": "cleaner"}, {"subject": "S-1"}, {"status": "blocked"}, {"subject": ""}])
def test_escort_must_be_entitled_known_and_somebody_else(change: dict[str, str]) -> None:
    asked = of("it_engineer", "evaluating", needs=(NEED,), escort=replace(ESCORT, **change))
    assert outcome(asked) == "wait_escort"


@pytest.mark.parametrize(("permit", "expected"), [("none", "permit_missing"), ("unknown", "permit_unknown")])
def test_permit_that_is_missing_or_unknown_keeps_the_door_shut(permit: Any, expected: str) -> None:
    assert code(of("it_engineer", "scheduled", needs=(NEED,), permit=permit)) == expected


def test_call_that_is_unknown_keeps_the_door_shut() -> None:
    asked = of("centre_service", "evaluating", needs=(NEED,), escort=ESCORT, called="unknown")
    assert code(asked) == "call_unknown"


def test_need_that_ends_while_inside_ends_the_stay() -> None:
    over = of("owner_staff", "assembling", needs=(replace(NEED, valid_until=NOW),))
    verdict = judge_stay(over, BOOK)
    assert (verdict.code, verdict.alarm) == ("need_lapsed_inside", "inside_need_lapsed")


# ------------------------------------------------------------------------------------------------ RB-07: agency exception


def called_in(**changes: Any) -> Facts:
    exception = replace(EXCEPTION, **changes)
    return of("agency_staff", "evaluating", exception=exception, escort=ESCORT)


def test_approved_exception_lets_the_agency_in_with_an_escort() -> None:
    assert code(called_in()) == "agency_exception_admitted"
    assert outcome(replace(called_in(), escort=None)) == "wait_escort"


@pytest.mark.parametrize(
    "change",
    [
        {"approver_role": "site_manager"},
        {"approver": "limin"},
        {"approver": "S-1"},
        {"approver": ""},
        {"project": OTHER},
        {"valid_until": NOW},
        {"granted_at": NOW + 1},
        {"valid_until": NOW + 26 * MINUTE},
    ],
)
def test_exception_of_another_approver_project_or_time_is_refused(change: dict[str, Any]) -> None:
    assert code(called_in(**change)) == "agency_exception_invalid"


def test_agency_inside_with_a_valid_exception_may_stay_until_it_ends() -> None:
    stays = [judge_stay(replace(called_in(), at=at), BOOK).code for at in (NOW, EXCEPTION.valid_until)]
    assert stays == ["may_stay", "agency_inside"]


def test_agency_inside_is_an_alarm_of_the_highest_priority() -> None:
    verdict = judge_stay(of("agency_staff", "evaluating"), BOOK)
    assert (verdict.outcome, verdict.alarm, verdict.priority) == ("must_leave", "agency_inside", 1)


# ------------------------------------------------------------------------------------------------------------ sentences


def test_wrong_room_guides_without_telling_whose_room_it_is() -> None:
    asked = facts(basis("committee_member", project="G03"), projects_here=(Holding(project="G01", phase="evaluating"),))
    verdict = judge(asked, BOOK)
    said = render(verdict, BOOK) + render(verdict, BOOK, "en")
    assert "引导屏" in said
    assert not any(secret in said for secret in ("G01", "G03", "E1", "E2", "S-1"))


def test_refused_agency_is_told_where_to_wait() -> None:
    verdict = judge(of("agency_staff", "evaluating"), BOOK)
    assert render(verdict, BOOK) == "评标评审期间代理机构人员不得进入评标区，请到代理工作室等候，有事用对讲联系。"
