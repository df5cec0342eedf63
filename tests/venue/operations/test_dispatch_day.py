"""Dispatch of a day: what the solver is asked, what becomes of its answer, and how it is taken into the plan."""

import msgspec
import pytest

from tests.venue.operations.day import DAY, at, found_site, stands, wants
from venue.core.acts import Refused, perform
from venue.core.clock import SetClock
from venue.core.messages import Message, PlanFound, SolvePlan, StopSolving
from venue.core.work import Principal, Writer
from venue.operations import dispatching
from venue.operations.day_problem import day_matter
from venue.projects.projects import find_project
from venue.schedule import bookings, proposals
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem

OPERATOR = Principal("zongkong", frozenset({"operator"}), "M")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:00"))


@pytest.fixture
def day(writer: Writer) -> Writer:
    """G01 stands in K1 and E1; G02 and G03 want the same hour."""
    with writer.writing() as work:
        found_site(work)
        stands(work, "G01", ("K1", "14:00", "14:40"), ("E1", "15:15", "18:00"))
        wants(work, "G02")
        wants(work, "G03")
    return writer


def asked(writer: Writer, **more: int) -> tuple[int, list[Message]]:
    with writer.writing(OPERATOR) as work:
        number = dispatching.ask(work, day=DAY, **more)
        return number, list(work.outgoing)


def order_of(messages: list[Message]) -> SolvePlan:
    return next(one for one in messages if isinstance(one, SolvePlan))


def answer(writer: Writer, number: int, plan: Plan | None, state: str = "done", fault: str = "") -> None:
    text = "" if plan is None else msgspec.json.encode(plan).decode()
    with writer.writing() as work:
        proposals.found(work, PlanFound(device="solver", number=number, state=state, answer=text, fault=fault))


def solved(writer: Writer) -> tuple[int, Plan]:
    number, messages = asked(writer)
    plan = first_fit(msgspec.json.decode(order_of(messages).problem, type=Problem))
    answer(writer, number, plan)
    return number, plan


def seen(writer: Writer, viewer: Principal, number: int) -> dispatching.Proposal:
    with writer.reading() as read:
        found = dispatching.proposal(read, viewer, number=number)
    assert found is not None
    return found


def take(writer: Writer, proposal: dispatching.Proposal) -> int:
    with writer.writing(OPERATOR) as work:
        return dispatching.apply(work, number=proposal.number, seen_version=proposal.seen_version)


class TestTheQuestion:
    def test_a_project_that_stands_keeps_its_time_and_one_that_waits_may_move(self, day: Writer) -> None:
        with day.reading() as read:
            problem = day_matter(read, "M", day=DAY, now=at("08:00")).problem
        assert problem.request["G01"].starts == (14 * 60,)
        assert {12 * 60, 14 * 60, 16 * 60} <= set(problem.request["G02"].starts)

    def test_no_opening_is_offered_that_the_draw_makes_illegal(self, day: Writer) -> None:
        with day.writing() as work:
            wants(work, "G04", draw_at=at("10:30"))
            starts = day_matter(work, "M", day=DAY, now=at("08:00")).problem.request["G04"].starts
        assert min(starts) == 13 * 60 + 30

    def test_what_has_begun_is_pinned_where_it_is(self, day: Writer) -> None:
        with day.reading() as read:
            request = day_matter(read, "M", day=DAY, now=at("14:10")).problem.request["G01"]
        assert request.pinned is not None
        assert request.pinned.rooms == {"opening": "K1", "evaluation": "E1"}

    def test_a_block_closes_its_room_for_its_time_only(self, day: Writer) -> None:
        from venue.schedule.blocks import close_off

        with day.writing() as work:
            close_off(work, kind="room", resource="E2", from_at=at("10:00"), until_at=at("12:00"), reason="检修")
            problem = day_matter(work, "M", day=DAY, now=at("08:00")).problem
        assert problem.room["E2"].closed == ((600, 720),)
        assert problem.room["E3"].closed == ()

    def test_projects_of_one_agency_are_kept_apart_but_not_those_that_were_put_together_by_hand(
        self, day: Writer
    ) -> None:
        with day.writing() as work:
            stands(work, "G05", ("K2", "14:00", "14:40"), ("E2", "15:15", "18:00"), agency="A-G01")
            wants(work, "G06", agency="A-G01")
            problem = day_matter(work, "M", day=DAY, now=at("08:00")).problem
        pairs = {frozenset((one.code, other.code)) for one, other in problem.estranged}
        assert frozenset(("G01", "G05")) not in pairs
        assert {frozenset(("G01", "G06")), frozenset(("G05", "G06"))} <= pairs

    def test_the_order_leaves_only_with_the_proposal_that_it_is_for(self, day: Writer) -> None:
        number, messages = asked(day, seconds=5)
        order = order_of(messages)
        assert (order.number, order.task, order.seconds) == (number, "day", 5)

    def test_a_day_on_which_everything_has_begun_is_not_solved(self, day: Writer, clock: SetClock) -> None:
        with pytest.raises(Refused) as no, day.writing(OPERATOR) as work:
            dispatching.ask(work, day="2026-11-27")
        assert no.value.code == "planning.nothing_to_plan"


class TestTheAnswer:
    def test_better_plans_are_kept_as_they_come_and_the_last_one_makes_it_ready(
        self, day: Writer, viewer: Principal
    ) -> None:
        number, messages = asked(day)
        problem = msgspec.json.decode(order_of(messages).problem, type=Problem)
        plan = first_fit(problem)
        fewer = msgspec.structs.replace(plan, placed={"G01": plan.placed["G01"]})
        answer(day, number, fewer, "better")
        first = seen(day, viewer, number)
        answer(day, number, plan)
        last = seen(day, viewer, number)
        assert (first.state, first.better, len(first.moves)) == ("solving", 1, 0)
        assert (last.state, last.better, len(last.moves)) == ("ready", 2, 2)

    def test_stopping_keeps_the_best_so_far(self, day: Writer, viewer: Principal) -> None:
        number, messages = asked(day)
        plan = first_fit(msgspec.json.decode(order_of(messages).problem, type=Problem))
        with day.writing(OPERATOR) as work:
            dispatching.stop(work, number=number)
            assert [one.number for one in work.outgoing if isinstance(one, StopSolving)] == [number]
        answer(day, number, plan)
        assert seen(day, viewer, number).state == "stopped"
        assert take(day, seen(day, viewer, number)) == 2

    def test_a_solver_that_dies_leaves_what_it_had_and_says_so(self, day: Writer, viewer: Principal) -> None:
        number, messages = asked(day)
        plan = first_fit(msgspec.json.decode(order_of(messages).problem, type=Problem))
        answer(day, number, plan, "failed", "exit -9")
        found = seen(day, viewer, number)
        assert (found.state, found.fault_code, found.fault_args) == (
            "failed",
            "proposals.solver_failed",
            {"fault": "exit -9"},
        )
        assert len(found.moves) == 2

    def test_a_search_that_the_engine_did_not_outlive_is_failed_at_its_next_start(
        self, day: Writer, viewer: Principal
    ) -> None:
        number, _ = asked(day)
        with day.writing() as work:
            assert proposals.fail_interrupted(work) == 1
        assert seen(day, viewer, number).fault_code == "proposals.engine_restarted"

    def test_word_that_comes_after_the_end_changes_nothing(self, day: Writer, viewer: Principal) -> None:
        number, plan = solved(day)
        before = seen(day, viewer, number)
        answer(day, number, msgspec.structs.replace(plan, placed={}), "better")
        assert seen(day, viewer, number) == before

    def test_cost_bound_and_gap_are_shown_with_the_cost_of_the_plan_in_force(
        self, day: Writer, viewer: Principal
    ) -> None:
        number, _plan = solved(day)
        found = seen(day, viewer, number)
        assert found.cost is not None
        assert found.cost_before is not None
        assert found.cost.refused == 0
        assert found.cost_before.refused == 2


class TestTaking:
    def test_a_proposal_places_everybody_with_all_that_the_method_asks_for(
        self, day: Writer, viewer: Principal
    ) -> None:
        number, plan = solved(day)
        assert take(day, seen(day, viewer, number)) == 2
        with day.reading() as read:
            claims = bookings.claims_of(read, "M", "G02")
            known = find_project(read, "M", "G02")
        assert {(one.purpose, one.kind) for one in claims} >= {
            ("opening", "room"),
            ("evaluation", "room"),
            ("witness", "witness"),
        }
        assert {one.purpose: one.resource for one in claims if one.kind == "room"}.items() >= plan.placed[
            "G02"
        ].rooms.items()
        assert known is not None
        assert known.phase == "scheduled"

    def test_it_can_be_taken_once(self, day: Writer, viewer: Principal) -> None:
        found = seen(day, viewer, solved(day)[0])
        take(day, found)
        with pytest.raises(Refused) as no:
            take(day, found)
        assert no.value.code == "proposals.applied_already"

    def test_while_it_is_being_solved_it_can_not_be_taken(self, day: Writer) -> None:
        number, _ = asked(day)
        with pytest.raises(Refused) as no, day.writing(OPERATOR) as work:
            dispatching.apply(work, number=number, seen_version=0)
        assert no.value.code == "planning.still_solving"

    def test_what_somebody_else_took_meanwhile_is_named_and_nothing_moves(self, day: Writer, viewer: Principal) -> None:
        number, plan = solved(day)
        room = plan.placed["G02"].rooms["evaluation"]
        with day.writing() as work:
            stands(work, "G09", ("K5", "14:00", "14:40"), (room, "15:15", "18:00"))
        found = seen(day, viewer, number)
        with pytest.raises(Refused) as no:
            take(day, found)
        with day.reading() as read:
            assert bookings.claims_of(read, "M", "G02") == () == bookings.claims_of(read, "M", "G03")
        assert no.value.code == "bookings.overlap"
        assert found.changed == ("G09",)

    def test_a_change_elsewhere_does_not_hinder_it(self, day: Writer, viewer: Principal) -> None:
        number, _ = solved(day)
        with day.writing() as work:
            stands(work, "G09", ("K5", "09:00", "09:40"), ("E10", "10:15", "12:00"))
        assert take(day, seen(day, viewer, number)) == 2

    def test_who_was_moved_by_hand_meanwhile_is_named(self, day: Writer, viewer: Principal) -> None:
        number, _ = solved(day)
        with day.writing(OPERATOR) as work:
            dispatching.drop(
                work, project="G02", open_at=at("16:00"), rooms={"opening": "K4", "evaluation": "E9"}, reason="来电"
            )
        with pytest.raises(Refused) as no:
            take(day, seen(day, viewer, number))
        assert (no.value.code, no.value.args_["projects"]) == ("planning.plan_changed", "G02")

    def test_a_discarded_proposal_stays_on_the_list_with_its_reason(self, day: Writer, viewer: Principal) -> None:
        number, _ = solved(day)
        with day.writing(OPERATOR) as work:
            dispatching.discard(work, number=number, reason="改期")
        with day.reading() as read:
            found = dispatching.proposals_on(read, viewer, day=DAY)
        assert [(one.state, one.fault_args) for one in found] == [("discarded", {"reason": "改期"})]

    def test_nobody_takes_a_plan_who_is_not_at_the_controls(self, day: Writer) -> None:
        with pytest.raises(Refused), day.writing(Principal("b", frozenset({"bidder"}), "M")) as work:
            perform(work, "dispatch.ask", {"day": DAY})


class TestTheList:
    def test_who_stands_who_waits_and_who_was_refused_is_told_with_the_reason(
        self, day: Writer, viewer: Principal
    ) -> None:
        from venue.schedule.dispatch.plan import Refusal

        _number, plan = solved(day)
        left = {code: place for code, place in plan.placed.items() if code != "G03"}
        no = (Refusal(request="G03", code="dispatch.refused_taken", args={"by": "G01"}),)
        newer, _ = asked(day)
        answer(day, newer, msgspec.structs.replace(plan, placed=left, refused=no))
        with day.reading() as read:
            found = {one.project: (one.state, one.code) for one in dispatching.requests_on(read, viewer, day=DAY)}
        assert found == {"G01": ("placed", ""), "G02": ("waiting", ""), "G03": ("refused", "dispatch.refused_taken")}

    def test_a_secret_project_has_no_title_and_for_others_no_code(self, day: Writer, viewer: Principal) -> None:
        with day.writing() as work:
            wants(work, "G07", secret=1)
        with day.reading() as read:
            mine = dispatching.requests_on(read, viewer, day=DAY)
            theirs = dispatching.requests_on(read, Principal("b", frozenset({"cleaner"}), "M"), day=DAY)
        assert next(one.title for one in mine if one.project == "G07") == ""
        assert "G07" not in {one.project for one in theirs}


class TestDragging:
    def verdict(
        self, writer: Writer, viewer: Principal, project: str, opens: str, **rooms: str
    ) -> dispatching.DragVerdict:
        with writer.reading() as read:
            return dispatching.drag(read, viewer, project=project, open_at=at(opens), rooms=rooms)

    def test_a_free_room_is_allowed_with_its_cost(self, day: Writer, viewer: Principal) -> None:
        found = self.verdict(day, viewer, "G01", "14:00", evaluation="E10")
        assert found.allowed
        assert found.cost_now is not None
        assert found.cost_then is not None
        assert found.cost_then.total > found.cost_now.total

    def test_a_taken_room_names_who_is_in_the_way(self, day: Writer, viewer: Principal) -> None:
        found = self.verdict(day, viewer, "G02", "14:00", opening="K1", evaluation="E4")
        assert not found.allowed
        assert {one.project for one in found.clashes} == {"G01"}

    def test_an_illegal_opening_is_refused_with_its_clause(self, day: Writer, viewer: Principal) -> None:
        with day.writing() as work:
            wants(work, "G04", draw_at=at("10:30"))
        found = self.verdict(day, viewer, "G04", "13:00", opening="K3", evaluation="E4")
        assert (found.allowed, found.code) == (False, "projects.draw_too_late")
        assert found.offers[0] == at("13:30")

    def test_a_room_of_another_kind_is_refused(self, day: Writer, viewer: Principal) -> None:
        assert self.verdict(day, viewer, "G01", "14:00", evaluation="K3").code == "planning.room_unsuited"

    def test_next_door_to_one_with_the_same_agency_is_refused(self, day: Writer, viewer: Principal) -> None:
        with day.writing() as work:
            wants(work, "G06", agency="A-G01")
        assert self.verdict(day, viewer, "G06", "14:00", opening="K2", evaluation="E2").code == "planning.too_near"
        assert self.verdict(day, viewer, "G06", "14:00", opening="K2", evaluation="E4").allowed

    def test_the_newest_plan_of_the_solver_is_shown_beside_it(self, day: Writer, viewer: Principal) -> None:
        number, plan = solved(day)
        found = self.verdict(day, viewer, "G02", "15:00", opening="K4", evaluation="E9")
        assert found.advice is not None
        assert (found.advice.proposal, found.advice.spot.rooms) == (number, plan.placed["G02"].rooms)
        assert found.cost_then is not None
        assert found.cost_then.displaced == 60
