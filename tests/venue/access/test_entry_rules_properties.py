"""What holds for the judge whatever the facts: strictness, determinism, sentences without gaps, storable bytes."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace

from tests.venue.access.entry_makers import E1, EVERYTHING, NOW, OTHER, OWN, basis, facts, of, site_role
from tests.venue.rules.books import BOOK, LIBRARY, SAMPLE_DAY
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
    facts_from,
    stored_form,
    verdict_from,
)
from venue.access.entry_rules import judge, leaves, render
from venue.access.entry_stay import judge_stay
from venue.journal.verify import canonical_bytes
from venue.rules.matrix import PHASES
from venue.rules.required import CODES
from venue.rules.rule_book import in_force
from venue.rules.templates import placeholders

ROLES = (*BOOK.matrix.rows, *BOOK.matrix.same_row, "patroller", "operator", "somebody_new")
YES_NO = st.sampled_from(["yes", "no", "unknown"])
TIMES = st.integers(NOW - 7_200_000, NOW + 7_200_000)
MAYBE = st.none() | TIMES
SUBJECTS = st.sampled_from(["", "S-1", "S-2", "王五"])
PROJECTS = st.sampled_from(["", OWN, OTHER])
PHASE = st.sampled_from(["", *PHASES])
ROOMS = st.sampled_from(["", "E1", "E2"])
ZONES = st.sampled_from(["OUT", "Z9", *BOOK.zones.zone])
KINDS = st.sampled_from(["", "evaluation", "remote", "corridor", "clarification", "draw", "rest", "office"])

doors = st.builds(
    Door,
    code=st.just("D-1"),
    zone_from=ZONES,
    zone_to=ZONES,
    room_from=ROOMS,
    room_to=ROOMS,
    room_kind=KINDS,
    direction=st.sampled_from(["in", "out", "unknown"]),
    second_factor=YES_NO,
    interlock=st.sampled_from(["none", "free", "busy", "unknown"]),
)
bases = st.builds(
    Basis,
    role=st.sampled_from(ROLES),
    project=PROJECTS,
    phase=PHASE,
    rooms=st.sampled_from([(), ("E1",), ("E1", "E2")]),
    seat_room=ROOMS,
    gather_at=MAYBE,
    authorised_at=MAYBE,
    entered_at=MAYBE,
    exit_until=MAYBE,
)
needs = st.builds(
    Need,
    purpose=st.sampled_from(["", "送材料"]),
    applicant=SUBJECTS,
    approver=SUBJECTS,
    valid_from=TIMES,
    valid_until=TIMES,
    project=PROJECTS,
    zone=st.sampled_from(["", "Z3", "Z6"]),
    room=ROOMS,
    escort=YES_NO,
)
escorts = st.builds(
    Escort,
    subject=SUBJECTS,
    role=st.sampled_from(["centre_service", "supervisor", "cleaner"]),
    at=TIMES,
    status=st.sampled_from(["known", "blocked"]),
    agreement_from=MAYBE,
    agreement_until=MAYBE,
)
people = st.builds(
    Person,
    subject=SUBJECTS,
    status=st.sampled_from(["known", "known", "known", "unknown", "blocked"]),
    agreement_from=MAYBE,
    agreement_until=MAYBE,
)
credentials = st.builds(
    Credential,
    kind=st.sampled_from(["face", "card", "vouch", "hand"]),
    grade=st.sampled_from(["", "A", "C", "AB"]),
    result=st.sampled_from(["match", "match", "mismatch"]),
    factors=st.sampled_from([(), ("face", "card")]),
    vouchers=st.sampled_from([(), ("S-8", "S-9")]),
)
any_facts = st.builds(
    Facts,
    at=TIMES,
    door=doors,
    credential=credentials,
    person=people,
    bases=st.lists(bases, max_size=3).map(tuple),
    projects_here=st.none() | st.lists(st.builds(Holding, project=PROJECTS, phase=PHASE), max_size=2).map(tuple),
    needs=st.lists(needs, max_size=2).map(tuple),
    escort=st.none() | escorts,
    exception=st.none()
    | st.builds(
        AgencyException,
        project=PROJECTS,
        applicant=SUBJECTS,
        approver=SUBJECTS,
        approver_role=st.sampled_from(["supervisor", "operator"]),
        granted_at=TIMES,
        valid_until=TIMES,
    ),
    permit=st.sampled_from(["open", "none", "unknown"]),
    called=YES_NO,
    phone=st.sampled_from(["deposited", "none_declared", "not_deposited", "unknown"]),
    emergency=st.sampled_from(["none", "none", "none", "unknown", "active"]),
    sealed=YES_NO,
    skew_ms=st.none() | st.integers(-300_000, 300_000),
)
# Facts at the door of an evaluation room, where the questions are many.
room_facts = any_facts.map(
    lambda made: replace(made, door=E1, emergency="none", person=replace(made.person, subject="S-1", status="known"))
)
ANY = st.one_of(any_facts, room_facts)


@given(ANY)
def test_every_verdict_renders_in_both_languages(asked: Facts) -> None:
    for verdict in (judge(asked, BOOK), judge_stay(asked, BOOK)):
        for lang in ("zh", "en"):
            said = render(verdict, BOOK, lang)
            assert said
            assert not set("{}") & set(said)


@given(ANY)
def test_every_verdict_carries_the_arguments_that_were_promised(asked: Facts) -> None:
    for verdict in (judge(asked, BOOK), judge_stay(asked, BOOK)):
        assert dict(verdict.args).keys() == set(CODES[verdict.rule][verdict.code])
        assert (verdict.clause, verdict.version) == (BOOK.rules[verdict.rule].clause, BOOK.version)


@given(ANY)
def test_no_sentence_tells_the_person_or_the_project(asked: Facts) -> None:
    verdict = judge(asked, BOOK)
    said = render(verdict, BOOK) + render(verdict, BOOK, "en")
    assert not any(secret in said for secret in ("S-1", "S-2", "王五", OWN, OTHER, "E1", "E2", "送材料"))


@given(ANY)
def test_same_facts_and_same_book_give_the_same_bytes(asked: Facts) -> None:
    again = in_force(LIBRARY, SAMPLE_DAY)
    assert stored_form(judge(asked, BOOK)) == stored_form(judge(facts_from(stored_form(asked)), again))


@given(ANY)
def test_stored_facts_and_verdicts_are_canonical_and_come_back_whole(asked: Facts) -> None:
    verdict = judge(asked, BOOK)
    for fact in (asked, verdict):
        assert canonical_bytes(json.loads(stored_form(fact))) == stored_form(fact)
    assert facts_from(stored_form(asked)) == asked
    assert verdict_from(stored_form(verdict)) == verdict


@given(ANY)
def test_leaving_and_emergency_always_open(asked: Facts) -> None:
    assume(leaves(asked.door, BOOK) or asked.emergency == "active")
    assert judge(asked, BOOK).opens


def entering(asked: Facts) -> bool:
    zone = BOOK.zones.zone.get(asked.door.zone_to)
    return not leaves(asked.door, BOOK) and asked.emergency != "active" and (zone is None or zone.open == "no")


@given(ANY)
def test_nobody_unknown_enters(asked: Facts) -> None:
    assume(entering(asked))
    assert not judge(replace(asked, person=Person()), BOOK).opens


UNKNOWN: tuple[dict[str, Any], ...] = (
    {"phone": "unknown"},
    {"permit": "unknown"},
    {"called": "unknown"},
    {"needs": ()},
    {"escort": None},
    {"exception": None},
    {"projects_here": None},
    {"bases": ()},
)


@pytest.mark.parametrize("gone", UNKNOWN, ids=lambda gone: next(iter(gone)))
@given(asked=ANY)
def test_knowing_less_never_opens_a_door(gone: dict[str, Any], asked: Facts) -> None:
    assume(not judge(asked, BOOK).opens)
    assert not judge(replace(asked, **gone), BOOK).opens


@given(asked=ANY, name=st.sampled_from(["gather_at", "authorised_at"]))
def test_not_knowing_the_times_of_a_role_never_opens_a_door(asked: Facts, name: str) -> None:
    assume(not judge(asked, BOOK).opens)
    vague = tuple(replace(one, **{name: None}) for one in asked.bases)
    assert not judge(replace(asked, bases=vague), BOOK).opens


# A role that changes which other roles speak here may open: the emergency, the first live role, and the same party's own
# role for this project. Everything else only adds conditions.
@given(asked=room_facts, role=st.sampled_from([role for role in ROLES if role != "emergency"]))
def test_one_more_role_for_the_project_of_the_room_never_opens_a_shut_door(asked: Facts, role: str) -> None:
    here = (Holding(project=OWN, phase="evaluating"),)
    own = tuple(replace(one, project=OWN, phase="evaluating") for one in asked.bases if one.role != "emergency")
    shut = replace(asked, bases=own, projects_here=here)
    assume(own and not judge(shut, BOOK).opens)
    more = replace(shut, bases=(*own, basis(role, "evaluating")))
    assert not judge(more, BOOK).opens


@given(bases_=st.lists(bases, min_size=2, max_size=3), asked=room_facts)
def test_order_of_the_roles_does_not_matter(bases_: list[Basis], asked: Facts) -> None:
    ways = [judge(replace(asked, bases=tuple(order)), BOOK) for order in (bases_, bases_[::-1])]
    assert ways[0].outcome == ways[1].outcome


def test_every_code_of_the_contract_has_a_rule_and_a_sentence() -> None:
    for rule, codes in CODES.items():
        for code, args in codes.items():
            owner, message = BOOK.behind(code)
            assert owner.id == rule
            assert placeholders(message.zh) | placeholders(message.en) <= set(args)


def test_parameter_changed_by_the_site_changes_verdict_and_version() -> None:
    rule = BOOK.rules["RB-26"]
    longer = replace(rule, parameters={**rule.parameters, "enter_s": replace(rule.parameters["enter_s"], value=600)})
    book = dataclasses.replace(BOOK, rules={**BOOK.rules, "RB-26": longer})
    late = facts(basis("committee_member", authorised_at=NOW - 400_000))
    assert [judge(late, one).code for one in (BOOK, book)] == ["window_over", "admitted"]


@pytest.mark.parametrize(
    "asked", [of("supervisor", "evaluating", **EVERYTHING), facts(site_role("operator"), projects_here=None)]
)
def test_verdict_of_ordinary_facts_is_small_enough_to_store_with_each_event(asked: Facts) -> None:
    assert len(stored_form(asked)) + len(stored_form(judge(asked, BOOK))) < 2_000
