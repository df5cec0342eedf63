"""The phase machine: which phase may follow which, by whom, for every method."""

import itertools

import pytest
from reservations import asked, at

from venue.core.messages import Message
from venue.core.work import Principal, Writer
from venue.projects import phases
from venue.projects.methods import Method, all_methods, method_at
from venue.projects.phases import PhaseAdvanced, Refusal, Step, main_line, may_follow, phase_for, record_step
from venue.projects.projects import find_project, reserve
from venue.rules.matrix import PHASES


def method(code: str) -> Method:
    found = method_at(code, at("09:00"))
    assert found is not None
    return found


TENDER = method("open_tender")


def test_the_machine_knows_the_phases_of_the_rules_and_no_others() -> None:
    assert sorted(phases.phase_names()) == sorted(PHASES)


@pytest.mark.parametrize("code", [one.code for one in all_methods()])
def test_every_method_leads_from_reservation_to_archive(code: str) -> None:
    line = main_line(method(code))
    assert (line[0], line[-1]) == ("reserved", "archived")
    assert all(may_follow(method(code), *pair) == Step(pair[1]) for pair in itertools.pairwise(line))


def test_an_operator_leaves_out_no_phase() -> None:
    line = main_line(TENDER)
    far = [
        (here, there) for here, there in itertools.permutations(line, 2) if line.index(there) != line.index(here) + 1
    ]
    assert all(isinstance(may_follow(TENDER, *pair), Refusal) for pair in far)


def test_the_trading_system_is_believed_forward_and_tells_what_nobody_reported() -> None:
    step = may_follow(TENDER, "opening", "evaluating", source="trading")
    assert step == Step("evaluating", ("assembling",))


def test_the_trading_system_is_not_believed_backward() -> None:
    assert isinstance(may_follow(TENDER, "evaluating", "opening", source="trading"), Refusal)


def test_evaluation_can_pause_and_go_on_or_end() -> None:
    assert may_follow(TENDER, "evaluating", "suspended") == Step("suspended")
    assert may_follow(TENDER, "suspended", "evaluating") == Step("evaluating")
    assert may_follow(TENDER, "suspended", "evaluated") == Step("evaluated")


@pytest.mark.parametrize("source", ["operator", "trading"])
def test_nobody_goes_offline_without_two_consents(source: phases.Source) -> None:
    said = may_follow(TENDER, "evaluating", "offline", source=source)
    assert isinstance(said, Refusal)
    assert said.code == "phases.two_consents"


@pytest.mark.parametrize(
    ("phase", "exit_", "possible"),
    [
        ("opening", "failed", True),
        ("scheduled", "failed", False),
        ("scheduled", "postponed", True),
        ("evaluating", "postponed", False),
        ("evaluating", "aborted", True),
        ("archived", "aborted", False),
        ("failed", "aborted", False),
    ],
)
def test_from_where_a_project_may_leave_the_main_line(phase: str, exit_: str, possible: bool) -> None:
    assert isinstance(may_follow(TENDER, phase, exit_), Step) is possible


def test_a_postponed_project_comes_back_into_the_plan() -> None:
    assert may_follow(TENDER, "postponed", "scheduled") == Step("scheduled")


@pytest.mark.parametrize("over", ["failed", "aborted", "offline", "archived"])
def test_what_is_over_stays_over(over: str) -> None:
    assert all(isinstance(may_follow(TENDER, over, to, source="trading"), Refusal) for to in PHASES if to != over)


def test_online_bidding_has_no_evaluation() -> None:
    said = may_follow(method("online_bidding"), "opening", "evaluating", source="trading")
    assert isinstance(said, Refusal)
    assert said.code == "phases.not_in_method"


def test_a_refusal_names_the_phases_in_both_languages() -> None:
    said = may_follow(TENDER, "reserved", "archived")
    assert isinstance(said, Refusal)
    assert dict(said.args) == {
        "phase_zh": "预约",
        "phase_en": "Reserved",
        "to_zh": "已归档",
        "to_en": "Archived",
    }


@pytest.mark.parametrize(
    ("code", "event", "phase"),
    [
        ("open_tender", "opening_ended", "assembling"),
        ("auction", "opening_ended", "clearing"),
        ("online_bidding", "opening_ended", ""),
        ("open_tender", "evaluation_started", "evaluating"),
        ("online_bidding", "evaluation_started", ""),
        ("open_tender", "failed", "failed"),
        ("open_tender", "nonsense", ""),
    ],
)
def test_what_an_event_of_the_trading_system_means(code: str, event: str, phase: str) -> None:
    assert phase_for(method(code), event) == phase


def test_a_step_is_logged_told_and_kept(writer: Writer, viewer: Principal) -> None:
    told: list[Message] = []
    writer._deliver = told.append
    with writer.writing() as work:
        reserve(work, asked=asked())
        known = find_project(work, "M", "G01")
        assert known is not None
        record_step(work, known, Step("scheduled"), source="operator", reason="计划已定", rooms=("K1",))
    with writer.reading() as read:
        log = phases.phases_of(read, viewer, project="G01")
    assert [(one.from_phase, one.to_phase, one.reason) for one in log] == [("reserved", "scheduled", "计划已定")]
    assert [one.rooms for one in told if isinstance(one, PhaseAdvanced)] == [("K1",)]


def test_the_phase_of_any_instant_can_be_told_afterwards(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked())
        now, later = work.now, work.now + 1000
        for to, when in (("scheduled", now + 10), ("arming", later)):
            known = find_project(work, "M", "G01")
            assert known is not None
            record_step(work, known, Step(to), source="operator", reason="计划已定", at=when)
        at_ = [phases.phase_at(work, "M", "G01", when) for when in (now - 1, now, now + 10, later - 1, later)]
    assert at_ == ["", "reserved", "scheduled", "scheduled", "arming"]
