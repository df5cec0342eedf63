"""RB-06, every cell of the admission matrix, against a table written out by hand from the rules, not read from the file."""

from __future__ import annotations

from typing import Any

import pytest

from tests.venue.access.entry_makers import (
    CLARIFICATION,
    ESCORT,
    EVERYTHING,
    NEED,
    NOW,
    OTHER,
    OWN,
    basis,
    facts,
    of,
)
from tests.venue.rules.books import BOOK
from venue.access.entry_facts import Door, Facts, Holding, Verdict
from venue.access.entry_rules import judge
from venue.access.entry_stay import judge_stay

PHASE_OF = {
    "idle": "scheduled",
    "prepare": "assembling",
    "evaluating": "evaluating",
    "suspended": "suspended",
    "closing": "clearing",
}

# role: 空闲 idle, 准备 prepare, 评标评审中 evaluating, 暂停/隔夜 suspended, 收尾 closing
TABLE = {
    "committee_member": ("D", "A from gathering", "A", "A", "A"),
    "owner_member": ("D", "A", "A", "A", "A"),
    "owner_staff": ("D", "N", "E", "D", "N"),
    "centre_service": ("N", "A", "E on call", "E", "A"),
    "agency_staff": ("D", "N", "X", "D", "N"),
    "agency_leader": ("D", "N", "X", "D", "N"),
    "it_engineer": ("N permit", "N", "E", "E", "N"),
    "supervisor": ("N", "A", "A logged", "A", "A"),
    "witness": ("N", "N", "D", "D", "N"),
    "bidder": ("D", "D", "D clarification", "D", "D"),
    "cleaner": ("N", "D", "D", "D", "E"),
    "maintenance": ("N", "D", "D", "D", "E"),
    "visitor": ("N", "D", "D", "D", "E"),
    "caterer": ("N", "D", "D", "D", "E"),
    "emergency": ("A", "A", "A", "A", "A"),
    # not listed in the rules: denied
    "auctioneer": ("D", "D", "D", "D", "D"),
    "notary": ("D", "D", "D", "D", "D"),
    "patroller": ("D", "D", "D", "D", "D"),
    "operator": ("D", "D", "D", "D", "D"),
    "clerk": ("D", "D", "D", "D", "D"),
    "site_manager": ("D", "D", "D", "D", "D"),
    "auditor": ("D", "D", "D", "D", "D"),
    "somebody_new": ("D", "D", "D", "D", "D"),
}
CELLS = [(role, column, cell) for role, row in TABLE.items() for column, cell in zip(PHASE_OF, row, strict=True)]


def ask(role: str, column: str, **changes: Any) -> Verdict:
    return judge(of(role, PHASE_OF[column], **changes), BOOK)


ABSENT: dict[str, Any] = {"needs": (), "escort": None, "permit": "none", "called": "no"}
ASKED_FOR: dict[str, set[str]] = {
    "A": set(),
    "A from gathering": set(),
    "A logged": set(),
    "N": {"needs"},
    "N permit": {"needs", "permit"},
    "E": {"needs", "escort"},
    "E on call": {"needs", "escort", "called"},
}


@pytest.mark.parametrize(("role", "column", "cell"), CELLS)
def test_cell_lets_in_with_everything_it_asks_for_or_never(role: str, column: str, cell: str) -> None:
    verdict = ask(role, column, **EVERYTHING)
    assert verdict.opens == (cell[0] not in "DX")
    assert (verdict.code == "admitted_logged") == (cell == "A logged")


@pytest.mark.parametrize(("role", "column", "cell"), [case for case in CELLS if case[2][0] not in "DX"])
def test_cell_asks_for_exactly_what_the_rules_say(role: str, column: str, cell: str) -> None:
    shut_without = {name for name in ABSENT if not ask(role, column, **{**EVERYTHING, name: ABSENT[name]}).opens}
    assert shut_without == ASKED_FOR[cell]


@pytest.mark.parametrize(("role", "column", "cell"), CELLS)
def test_leaving_at_once_is_for_agencies_while_evaluating(role: str, column: str, cell: str) -> None:
    verdict = judge_stay(of(role, PHASE_OF[column], **EVERYTHING), BOOK)
    assert (verdict.code == "agency_inside") == (cell == "X")
    assert (verdict.outcome == "must_leave") == (cell[0] in "DX")


@pytest.mark.parametrize(
    ("role", "column", "absent", "expected"),
    [
        ("owner_staff", "prepare", "needs", ("deny", "need_missing", "soft")),
        ("it_engineer", "idle", "permit", ("deny", "permit_missing", "hard")),
        ("it_engineer", "evaluating", "escort", ("wait_escort", "escort_needed", "soft")),
        ("centre_service", "evaluating", "called", ("deny", "not_called", "hard")),
    ],
)
def test_what_is_missing_is_named(role: str, column: str, absent: str, expected: tuple[str, str, str]) -> None:
    verdict = ask(role, column, **{**EVERYTHING, absent: ABSENT[absent]})
    assert (verdict.outcome, verdict.code, verdict.hardness) == expected


@pytest.mark.parametrize("role", ["agency_staff", "agency_leader"])
def test_agency_is_refused_by_rule_seven_while_evaluating(role: str) -> None:
    verdict = ask(role, "evaluating", **EVERYTHING)
    assert (verdict.code, verdict.rule, verdict.clause, verdict.hardness) == ("agency_barred", "RB-07", "八", "hard")


@pytest.mark.parametrize(("role", "column", "cell"), [c for c in CELLS if c[0] == "bidder"])
def test_bidder_is_called_to_the_clarification_room_only_while_evaluating(role: str, column: str, cell: str) -> None:
    called = facts(basis(role, PHASE_OF[column]), door=CLARIFICATION, phase=PHASE_OF[column], called="yes")
    assert (judge(called, BOOK).outcome == "allow") == (cell == "D clarification")
    assert (ask(role, column).code == "clarification_only") == (cell == "D clarification")


def test_bidder_waits_until_called_to_the_clarification_room() -> None:
    assert judge(facts(basis("bidder"), door=CLARIFICATION), BOOK).code == "not_called"


@pytest.mark.parametrize("column", PHASE_OF)
@pytest.mark.parametrize("role", ["committee_member", "owner_member"])
def test_committee_member_of_another_project_is_denied_in_every_phase(role: str, column: str) -> None:
    guest = basis(role, "evaluating", project=OTHER)
    verdict = judge(facts(guest, phase=PHASE_OF[column], **EVERYTHING), BOOK)
    assert (verdict.outcome, verdict.code, verdict.cell) == ("deny", "other_committee", "D")


@pytest.mark.parametrize("before_ms", [0, 1])
def test_committee_member_enters_from_the_gathering_time_on(before_ms: int) -> None:
    member = basis("committee_member", "assembling", gather_at=NOW + before_ms, authorised_at=NOW)
    verdict = judge(facts(member, phase="assembling"), BOOK)
    assert verdict.outcome == ("deny" if before_ms else "allow")


def test_owner_member_needs_no_gathering_time() -> None:
    member = basis("owner_member", "assembling", gather_at=None)
    assert judge(facts(member, phase="assembling"), BOOK).outcome == "allow"


# 预约, 已排, 备场, 开标中 -> idle; 评标准备 -> prepare; 评标中 -> evaluating; 暂停 -> suspended;
# 评标结束, 清场 -> closing; everything later and the side exits -> idle.
COLUMN_OF_PHASE = {
    "reserved": "idle",
    "scheduled": "idle",
    "arming": "idle",
    "opening": "idle",
    "assembling": "prepare",
    "evaluating": "evaluating",
    "suspended": "suspended",
    "evaluated": "closing",
    "clearing": "closing",
    "witnessed": "idle",
    "reviewed": "idle",
    "archived": "idle",
    "failed": "idle",
    "postponed": "idle",
    "offline": "idle",
    "aborted": "idle",
}


@pytest.mark.parametrize(("phase", "column"), COLUMN_OF_PHASE.items())
def test_phase_is_judged_in_its_column(phase: str, column: str) -> None:
    assert judge(of("supervisor", phase, **EVERYTHING), BOOK).column == column


@pytest.mark.parametrize("phase", ["", "unknown", "evaluatin"])
def test_a_phase_nobody_knows_keeps_the_door_shut(phase: str) -> None:
    assert judge(of("supervisor", phase, **EVERYTHING), BOOK).code == "phase_unknown"


def test_role_follows_the_project_when_the_phase_changes() -> None:
    outcomes = [judge(of("agency_staff", phase, needs=(NEED,)), BOOK).outcome for phase in ("assembling", "evaluating")]
    assert outcomes == ["allow", "deny"]


def test_role_that_is_taken_away_mid_phase_closes_the_door() -> None:
    before = facts(basis("supervisor"))
    after = facts()
    assert [judge(one, BOOK).outcome for one in (before, after)] == ["allow", "deny"]


@pytest.mark.parametrize("lenient", ["committee_member", "supervisor", "owner_member"])
@pytest.mark.parametrize("strict", ["agency_staff", "bidder", "cleaner", "witness", "notary"])
def test_of_two_roles_the_strictest_wins(lenient: str, strict: str) -> None:
    both = facts(basis(lenient), basis(strict), **EVERYTHING)
    assert judge(facts(basis(lenient), **EVERYTHING), BOOK).outcome == "allow"
    assert (judge(both, BOOK).outcome, judge(both, BOOK).role) == ("deny", strict)


def test_of_two_roles_the_escort_is_still_asked_for() -> None:
    both = facts(basis("supervisor"), basis("it_engineer"), needs=(NEED,))
    assert judge(both, BOOK).outcome == "wait_escort"


def test_role_of_the_site_is_judged_by_the_strictest_project_at_work_in_the_room() -> None:
    engineer = basis("it_engineer", "", project="")
    here = (Holding(project=OWN, phase="clearing"), Holding(project=OTHER, phase="evaluating"))
    verdict = judge(facts(engineer, projects_here=here, needs=(NEED,)), BOOK)
    assert (verdict.outcome, verdict.column) == ("wait_escort", "evaluating")


def test_project_that_waits_for_its_turn_does_not_rule_the_room() -> None:
    steward = basis("centre_service", "", project="")
    here = (Holding(project=OWN, phase="clearing"), Holding(project=OTHER, phase="scheduled"))
    assert judge(facts(steward, projects_here=here), BOOK).code == "admitted"


def test_room_that_an_earlier_project_overruns_is_not_entered() -> None:
    member = basis("committee_member", "assembling")
    here = (Holding(project=OWN, phase="assembling"), Holding(project=OTHER, phase="evaluating"))
    assert judge(facts(member, projects_here=here), BOOK).code == "room_not_ready"


def test_hall_with_seats_for_several_projects_is_entered_beside_another() -> None:
    member = basis("committee_member", "assembling")
    here = (Holding(project=OWN, phase="assembling"), Holding(project=OTHER, phase="evaluating"))
    hall = Door(code="D-46", zone_from="Z3", zone_to="Z3r", room_to="E1", room_kind="remote", direction="in")
    assert judge(facts(member, door=hall, projects_here=here), BOOK).outcome == "allow"


def test_what_is_in_the_room_being_unknown_keeps_it_shut() -> None:
    assert judge(facts(basis("supervisor"), projects_here=None, **EVERYTHING), BOOK).code == "phase_unknown"


def judged(asked: Facts) -> tuple[str, str]:
    verdict = judge(asked, BOOK)
    return verdict.outcome, verdict.code


def test_person_on_another_project_at_work_is_barred_whatever_else_he_is() -> None:
    rival = basis("agency_staff", "evaluating", project=OTHER)
    assert judged(facts(basis("committee_member"), rival)) == ("deny", "other_project")


def test_person_of_one_agency_on_two_projects_is_judged_by_the_project_of_the_room() -> None:
    colleague = basis("agency_leader", "evaluating", project=OTHER)
    asked = facts(basis("agency_staff", "assembling"), colleague, phase="assembling", needs=(NEED,), escort=ESCORT)
    assert judged(asked) == ("allow", "admitted_with_need")


def test_expert_whose_other_project_is_over_enters_his_new_room() -> None:
    morning = basis("committee_member", "archived", project=OTHER)
    assert judged(facts(basis("committee_member"), morning)) == ("allow", "admitted")


def test_role_without_the_project_it_needs_opens_nothing() -> None:
    assert judged(facts(basis("committee_member", project=""))) == ("deny", "role_none")
