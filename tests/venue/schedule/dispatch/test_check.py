"""The judge of plans: a legal plan passes, and every way of breaking it is named with its place and numbers."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from small_day import NINE, NOON, TEN, day, legal_places, place, plan_of, request

from venue.core.wording import say
from venue.schedule.dispatch.check import clock_of, faults
from venue.schedule.dispatch.plan import Plan, Refusal, cost_of
from venue.schedule.dispatch.problem import Fault, Place, Problem, Request, Session

change = msgspec.structs.replace


def found(problem: Problem, **places: Place) -> list[tuple[str, str]]:
    return [
        (fault.where, fault.code.removeprefix("dispatch.")) for fault in faults(problem, plan_of(problem, **places))
    ]


def with_request(problem: Problem, code: str, **more: Any) -> Problem:
    return change(problem, requests=tuple(change(r, **more) if r.code == code else r for r in problem.requests))


def session_changed(problem: Problem, code: str, session: str, **more: Any) -> Problem:
    sessions = tuple(change(s, **more) if s.code == session else s for s in problem.request[code].sessions)
    return with_request(problem, code, sessions=sessions)


def broken(**places: Place) -> list[tuple[str, str]]:
    return found(day(), **(legal_places() | places))


def test_a_legal_plan_has_no_fault() -> None:
    assert broken() == []


# ------------------------------------------------------------------------------------------------------------- mutations


def test_a_room_taken_twice_is_named_with_the_minute_and_both_requests() -> None:
    problem = day()
    plan = plan_of(problem, **legal_places() | {"R2": place(NINE, "O1", "E2")})
    args = {"room": "O1", "at": "08:45", "lines": 1, "taken": 2, "requests": "R1, R2"}
    assert faults(problem, plan) == (Fault("rooms O1", "dispatch.room_overbooked", args),)


def test_a_room_with_two_lines_takes_two_and_no_third() -> None:
    rooms = tuple(change(r, lines=2) if r.code == "O1" else r for r in day().rooms)
    third = msgspec.convert(request("R4", NINE), Request)
    two = {"R1": place(NINE, "O1", "E1"), "R2": place(NINE, "O1", "E2")}
    assert found(day(), **two) == [("rooms O1", "room_overbooked")]
    assert found(change(day(), rooms=rooms), **two) == []
    three = change(day(), rooms=rooms, requests=(*day().requests, third), pools=(change(day().pools[0], amount=9),))
    over = found(three, **two, R4=place(NINE, "O1", "E3"))
    assert over == [("placed R4 evaluation", "unfit_capacity"), ("rooms O1", "room_overbooked")]


def test_buffers_count_and_touching_spans_do_not_overlap() -> None:
    # R1 leaves E1 at 12:30 with its turnover; R3's evaluation begins an hour after its anchor
    assert found(day(), R1=place(NINE, "O1", "E1"), R3=place(690, "O1", "E1")) == [("placed R3", "too_early")]
    alone = with_request(day(), "R3", after=())
    assert found(alone, R1=place(NINE, "O1", "E1"), R3=place(690, "O1", "E1")) == []
    earlier = session_changed(alone, "R3", "evaluation", setup=1)
    assert found(earlier, R1=place(NINE, "O1", "E1"), R3=place(690, "O1", "E1")) == [
        ("rooms E1", "room_overbooked"),
        ("placed R1 evaluation", "too_near"),
    ]


def test_a_room_of_another_type_is_named() -> None:
    assert ("placed R2 opening", "unfit_type") in broken(R2=place(NINE, "E3", "E2"))


def test_a_room_that_is_too_small_is_named_with_its_seats() -> None:
    problem = day()
    told = faults(problem, plan_of(problem, **legal_places() | {"R2": place(NINE, "O2", "E3")}))
    args = {"room": "E3", "seats": 4, "needed": 5}
    assert told == (Fault("placed R2 evaluation", "dispatch.unfit_capacity", args),)


def test_a_feature_that_the_room_lacks_is_named() -> None:
    problem = session_changed(day(), "R2", "evaluation", features=("dual_screen", "recording"))
    told = faults(problem, plan_of(problem, **legal_places()))
    assert [fault.args for fault in told] == [{"room": "E2", "lacking": "dual_screen, recording"}]


def test_only_the_named_rooms_count_where_rooms_are_named() -> None:
    problem = session_changed(day(), "R2", "evaluation", rooms=("E1",))
    assert found(problem, **legal_places()) == [("placed R2 evaluation", "unfit_type")]


def test_a_closed_room_is_named_even_if_only_a_buffer_meets_the_closure() -> None:
    problem = change(day(), rooms=tuple(change(r, closed=((0, 526),)) if r.code == "O2" else r for r in day().rooms))
    assert found(problem, **legal_places()) == [("placed R2 opening", "room_closed")]
    assert broken() == []  # 08:45, when the closure ends


def test_a_busy_time_outside_opening_hours_is_named() -> None:
    assert found(change(day(), hours=((530, 1080),)), **legal_places()) == [
        ("placed R1 opening", "outside_hours"),
        ("placed R2 opening", "outside_hours"),
    ]


def test_a_busy_time_may_not_bridge_two_spans_of_hours() -> None:
    two = change(day(), hours=((480, 700), (700, 1080)))
    assert ("placed R1 evaluation", "outside_hours") in found(two, **legal_places())


@pytest.mark.parametrize("anchor", [NINE - 90, NINE + 150, NINE + 10])
def test_an_anchor_too_early_too_late_or_off_the_grid_is_named(anchor: int) -> None:
    assert ("placed R2", "start_forbidden") in broken(R2=place(anchor, "O2", "E2"))


def test_of_listed_starts_only_these_are_allowed() -> None:
    problem = with_request(day(), "R2", starts=(NINE + 10,))
    assert found(problem, **legal_places()) == [("placed R2", "start_forbidden")]


def test_a_pool_that_is_overdrawn_is_named_with_what_was_left() -> None:
    problem = change(day(), pools=(change(day().pools[0], amount=1),))
    told = faults(problem, plan_of(problem, **legal_places()))
    args = {"pool": "witness", "at": "10:00", "used": 2, "left": 1, "requests": "R1, R2"}
    assert told[0] == Fault("pools witness", "dispatch.pool_overdrawn", args)
    assert told[1].args["at"] == "15:00"  # while one witness is away, none is left


def test_an_absence_that_begins_during_a_session_is_seen() -> None:
    late = {"R2": place(660, "O2", "E2"), "R3": place(NOON + 30, "O1", "E1")}
    problem = with_request(day(), "R2", latest=660)
    assert found(problem, **late) == []
    away = change(day().pools[0].absent[0], since=810, until=900)
    short = change(problem, pools=(change(day().pools[0], absent=(away,)),))
    assert found(short, **late) == [("pools witness", "pool_overdrawn")]


def test_requests_with_a_common_party_are_kept_from_rooms_next_door() -> None:
    problem = with_request(day(), "R2", parties=("agency-1", "agency-2"))
    told = faults(problem, plan_of(problem, **legal_places()))
    args = {"room": "E1", "other": "R2", "other_room": "E2", "party": "agency-1", "at": "10:00"}
    assert told == (Fault("placed R1 evaluation", "dispatch.too_near", args),)
    assert found(change(problem, near=()), **legal_places()) == []


def test_a_request_before_the_one_it_follows_is_named_only_if_both_stand() -> None:
    apart = change(day(), near=())
    assert found(apart, R1=place(NINE, "O1", "E1"), R3=place(660, "O1", "E2")) == [("placed R3", "too_early")]
    assert found(apart, R3=place(660, "O1", "E2")) == []


def test_what_is_pinned_may_neither_move_nor_vanish() -> None:
    problem = with_request(day(), "R2", pinned=place(NINE, "O2", "E2"))
    assert found(problem, **legal_places()) == []
    assert found(problem, **legal_places() | {"R2": place(TEN, "O2", "E2")}) == [("placed R2", "pin_moved")]
    gone = {code: one for code, one in legal_places().items() if code != "R2"}
    assert found(problem, **gone) == [("placed R2", "pin_missing")]


def test_what_only_pinned_requests_do_is_a_fact_and_no_fault() -> None:
    problem = day()
    for code in ("R1", "R2"):
        problem = with_request(problem, code, pinned=place(NINE, "O1", "E3"))
    both = {"R1": place(NINE, "O1", "E3"), "R2": place(NINE, "O1", "E3")}
    assert found(problem, **both) == []
    third = with_request(problem, "R3", earliest=NINE, wish=NINE, after=(), parties=())
    assert ("rooms O1", "room_overbooked") in found(third, **both, R3=place(NINE, "O1", "E1"))


# ------------------------------------------------------------------------------------------------------ shape and figures


def altered(**more: Any) -> list[tuple[str, str]]:
    problem = day()
    told = faults(problem, change(plan_of(problem, **legal_places()), **more))
    return [(fault.where, fault.code.removeprefix("dispatch.")) for fault in told]


def test_every_request_is_either_placed_or_refused() -> None:
    twice = Refusal(request="R1", code="dispatch.no_place")
    assert altered(refused=(twice,)) == [("placed R1", "placed_and_refused")]
    assert altered(placed={"R1": legal_places()["R1"]}) == [("plan", "unsettled"), ("plan", "unsettled")]
    ghost = Refusal(request="R9", code="dispatch.no_place")
    assert altered(refused=(ghost, ghost)) == [("plan", "request_unknown"), ("refused R9", "twice")]


def test_rooms_that_lack_or_are_too_many_or_unknown_are_named() -> None:
    rooms = {"opening": "O9", "break": "E1"}
    assert altered(placed=legal_places() | {"R1": Place(anchor=NINE, rooms=rooms)}) == [
        ("placed R1", "room_missing"),
        ("placed R1", "room_superfluous"),
        ("placed R1", "room_unknown"),
    ]


def test_a_plan_of_another_form_is_named() -> None:
    assert altered(form=2) == [("form", "form_unknown")]


@pytest.mark.parametrize("part", ["refused", "displaced", "spare", "walk", "lit", "total"])
def test_a_cost_that_is_not_the_plans_is_named_part_by_part(part: str) -> None:
    cost = cost_of(day(), legal_places())
    assert altered(cost=change(cost, **{part: getattr(cost, part) + 1})) == [("cost", "cost_differs")]


def test_a_bound_above_the_cost_and_a_proof_without_its_bound_are_named() -> None:
    total = cost_of(day(), legal_places()).total
    assert altered(bound=total, proven=True) == []
    assert altered(bound=total + 1) == [("bound", "bound_above")]
    assert altered(bound=total - 1, proven=True) == [("proven", "not_proven")]


def test_the_cost_is_counted_with_stores_and_rounded_ways() -> None:
    fetched = session_changed(day(), "R1", "evaluation", pools={"screen": 1})
    pool = change(day().pools[0], code="screen", store="O1", absent=())
    problem = change(fetched, pools=(*day().pools, pool))
    assert cost_of(problem, legal_places()).walk == 3 + 4 + 3 + 3
    assert faults(problem, plan_of(problem, **legal_places())) == ()


def test_every_fault_is_worded_in_both_languages() -> None:
    problem = day()
    wrong = {"R1": Place(anchor=1, rooms={"opening": "E3", "x": "?"}), "R2": place(NINE, "O1", "E1")}
    told = faults(problem, Plan(placed=wrong))
    assert len({fault.code for fault in told}) >= 6
    sentences = [say(fault.code, fault.args, language) for fault in told for language in ("zh", "en")]
    assert [one for one in sentences if "〈" in one or one.startswith("dispatch.")] == []


def test_minutes_are_told_as_time_and_later_days_with_their_date() -> None:
    assert [clock_of(day(), 605), clock_of(day(), 1440 + 605)] == ["10:05", "2026-11-24 10:05"]
    assert clock_of(change(day(), day=""), 1440 + 605) == "D2 10:05"


def test_a_session_without_a_room_holds_its_pool_all_the_same() -> None:
    seat = Session(code="seat", minutes=60, pools={"witness": 3})
    problem = change(day(), requests=(Request(code="R9", wish=TEN, starts=(TEN,), sessions=(seat,)),))
    assert found(problem, R9=Place(anchor=TEN)) == [("pools witness", "pool_overdrawn")]
