"""Why a request stands where it stands, what the next best would cost, and why another has no place, in one sentence each."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small_day import NINE, NOON, day, legal_places, place, plan_of

from benchmarks.instances import day as crowded
from venue.core.wording import say
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.first_fit import first_fit
from venue.schedule.dispatch.plan import Plan, Reason, cost_of
from venue.schedule.dispatch.problem import Place, Problem, Request, Room, Session
from venue.schedule.dispatch.proof_model import bare_plan
from venue.schedule.dispatch.reasons import explain

change = msgspec.structs.replace


def changed(problem: Problem, code: str, **more: Any) -> Problem:
    return change(problem, requests=tuple(change(r, **more) if r.code == code else r for r in problem.requests))


def told(problem: Problem, code: str, **places: Place) -> tuple[str, dict[str, str | int]]:
    explained = explain(problem, plan_of(problem, **places))
    found = [one for one in (*explained.reasons, *explained.refused) if one.request == code]
    assert len(found) == 1
    return found[0].code.removeprefix("dispatch."), dict(found[0].args)


def test_every_request_has_exactly_one_reason_or_refusal() -> None:
    problem = day()
    places = {"R1": legal_places()["R1"]}
    explained = explain(problem, plan_of(problem, **places))
    assert [reason.request for reason in explained.reasons] == ["R1"]
    assert [refusal.request for refusal in explained.refused] == ["R2", "R3"]


# ---------------------------------------------------------------------------------------------------------------- placed


def test_the_wished_time_in_the_smallest_room_says_what_the_next_best_costs() -> None:
    code, args = told(day(), "R1", R1=place(NINE, "O1", "E1"))
    assert code == "reason_kept"
    # E2 has two seats more for 2 each; no way is named from O1 to E2, so that 30 m are spared
    assert (args["other_rooms"], args["more_seats"], args["more_metres"], args["extra"]) == ("O1, E2", "+2", "-30", 1)


def test_the_extra_cost_is_what_the_plan_would_cost_more() -> None:
    problem, places = day(), legal_places()
    code, args = told(problem, "R2", **places)
    rooms = dict(zip(("opening", "evaluation"), str(args["other_rooms"]).split(", "), strict=True))
    hours, minutes = str(args["other_at"]).split(":")
    other = places | {"R2": Place(anchor=60 * int(hours) + int(minutes), rooms=rooms)}
    assert faults(problem, plan_of(problem, **other)) == ()
    assert code == "reason_kept_taken"
    assert cost_of(problem, other).total - cost_of(problem, places).total == args["extra"]


def test_a_larger_room_is_explained_by_whoever_has_the_smaller_one() -> None:
    code, args = told(day(), "R2", **legal_places())
    assert (code, args["smaller"], args["by"], args["room"]) == ("reason_kept_taken", "O1", "R1", "O2")


def test_a_larger_room_is_explained_by_the_closure_of_the_smaller_one() -> None:
    problem = day()
    rooms = tuple(change(room, closed=((0, 600),)) if room.code == "O1" else room for room in problem.rooms)
    code, args = told(change(problem, rooms=rooms), "R2", R2=place(NINE, "O2", "E1"))
    assert (code, args["smaller"]) == ("reason_kept_closed", "O1")


def test_a_moved_request_names_who_holds_the_rooms_at_the_wished_time() -> None:
    problem = day(rooms=[room for room in msgspec.to_builtins(day().rooms) if room["code"] != "O2"], walks=[])
    code, args = told(problem, "R2", R1=place(NINE, "O1", "E1"), R2=place(NINE + 60, "O1", "E2"))
    named = (code.removesuffix("_only"), args["by"], args["wish"], args["minutes"])
    assert named == ("reason_moved_taken", "R1", "09:00", 60)


def test_a_place_that_could_be_cheaper_is_said_so() -> None:
    code, args = told(day(), "R1", R1=place(NINE + 30, "O1", "E1"))
    assert (code, args["other_at"], args["extra"]) == ("reason_improvable", "09:00", 300)


def test_a_short_pool_is_named_as_the_cause_of_a_move() -> None:
    problem = change(day(), pools=(change(day().pools[0], amount=1, absent=()),), near=())
    late = place(NINE + 120, "O1", "E1")
    code, args = told(problem, "R2", R1=place(NINE, "O1", "E1"), R2=late)
    assert (code.removesuffix("_only"), args["by"]) == ("reason_moved_pool", "witness")


def test_the_order_is_named_as_the_cause_of_a_move() -> None:
    problem = changed(day(), "R3", wish=NINE, earliest=NINE, latest=NOON + 60)
    code, args = told(problem, "R3", R1=place(NINE, "O1", "E1"), R3=place(NOON, "O1", "E1"))
    assert (code.removesuffix("_only"), args["by"]) == ("reason_moved_order", "R1")


def test_what_has_begun_is_said_to_stay() -> None:
    problem = changed(day(), "R1", pinned=place(NINE, "O1", "E1"))
    code, args = told(problem, "R1", R1=place(NINE, "O1", "E1"))
    assert (code, args) == ("reason_pinned", {"at": "09:00", "rooms": "O1, E1"})


# --------------------------------------------------------------------------------------------------------------- refused


def test_no_room_suits() -> None:
    sessions = tuple(change(s, capacity=40) if s.code == "opening" else s for s in day().request["R2"].sessions)
    code, args = told(changed(day(), "R2", sessions=sessions), "R2")
    assert (code, args["session"], args["capacity"]) == ("refused_unfit", "opening", 40)


def test_all_rooms_are_taken_and_by_whom() -> None:
    problem = changed(day(), "R2", starts=(NINE,))
    rooms = tuple(room for room in problem.rooms if room.code != "O2")
    code, args = told(change(problem, rooms=rooms), "R2", R1=place(NINE, "O1", "E1"))
    assert (code, args["session"], args["by"]) == ("refused_taken", "opening", "R1")


def test_a_short_pool_is_named() -> None:
    problem = change(day(), pools=(change(day().pools[0], amount=0),))
    code, args = told(problem, "R2")
    assert (code, args["by"]) == ("refused_pool", "witness")


def test_hours_that_are_too_short_are_named() -> None:
    assert told(change(day(), hours=((480, 600),)), "R1")[0] == "refused_hours"


def test_separation_is_named_with_whom() -> None:
    hall = Room(code="H", type="hall")
    session = Session(code="talk", minutes=240, types=("hall",))
    talk = Request(code="R9", wish=NINE, starts=(NINE,), parties=("agency-2",), sessions=(session,))
    problem = changed(day(), "R2", starts=(NINE,))
    problem = change(problem, rooms=(*problem.rooms, hall), requests=(*problem.requests, talk))
    problem = change(problem, near=(("H", "E1"), ("H", "E2")))
    code, args = told(problem, "R2", R9=Place(anchor=NINE, rooms={"talk": "H"}))
    assert (code, args["by"], args["session"]) == ("refused_near", "R9", "evaluation")


def test_a_free_place_that_was_not_used_is_said_so() -> None:
    code, args = told(day(), "R1")
    assert (code, args["at"], args["rooms"]) == ("refused_though_free", "09:00", "O1, E1")


def test_a_request_that_would_cost_more_than_it_counts_is_said_so() -> None:
    problem = change(day(), weights=change(day().weights, refused=1))
    code, args = told(problem, "R2")
    assert (code, args["spared"]) == ("refused_dearer", 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_is_worded_with_all_its_arguments(language: str) -> None:
    problem = day()
    plans = [plan_of(problem, **legal_places()), plan_of(problem), plan_of(problem, R1=place(NINE + 30, "O1", "E1"))]
    explained: list[Plan] = [explain(problem, plan) for plan in plans]
    sentences = [say(one.code, one.args, language) for plan in explained for one in (*plan.reasons, *plan.refused)]
    assert [one for one in sentences if "〈" in one or one.startswith("dispatch.")] == []


def test_on_a_crowded_day_every_next_best_is_legal_and_costs_what_is_said() -> None:
    problem = crowded(3, 60, 30)
    plan = explain(problem, first_fit(problem))
    compared = [reason for reason in plan.reasons if "other_at" in reason.args]
    wrong = [reason.request for reason in compared if not _true(problem, plan, reason)]
    assert (len(compared) > 20, wrong) == (True, [])


def _true(problem: Problem, plan: Plan, reason: Reason) -> bool:
    """Whether the alternative that a reason names is legal beside all others, and costs as much more (or less) as it says."""
    hours, minutes = str(reason.args["other_at"]).split(":")
    codes = [session.code for session in problem.request[reason.request].roomed]
    rooms = dict(zip(codes, str(reason.args["other_rooms"]).split(", "), strict=False))
    other = bare_plan(
        problem, {**plan.placed, reason.request: Place(anchor=60 * int(hours) + int(minutes), rooms=rooms)}
    )
    assert plan.cost is not None
    assert other.cost is not None
    sign = -1 if reason.code == "dispatch.reason_improvable" else 1
    return not faults(problem, other) and other.cost.total - plan.cost.total == sign * int(reason.args["extra"])


def test_a_request_without_rooms_is_explained_by_time_alone() -> None:
    talk = Request(code="R9", wish=NINE, starts=(NINE, NINE + 30), sessions=(Session(code="talk", minutes=60),))
    problem = change(day(), requests=(*day().requests, talk))
    code, args = told(problem, "R9", R9=Place(anchor=NINE))
    assert (code, args["other_at"], args["extra"]) == ("reason_kept_roomless", "09:30", 300)
