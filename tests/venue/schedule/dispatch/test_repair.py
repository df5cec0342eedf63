"""Replanning a running day: who moves, who never does, and that nothing smaller would have done."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from repairing import BEFORE, TEN, TWO, at, judged, least_change, room, running_day, with_session, witnesses, works

from venue.core.acts import Refused
from venue.core.wording import say, sentences
from venue.schedule.dispatch.problem import Place, Problem, Request, Session
from venue.schedule.dispatch.repair import (
    Repair,
    Repaired,
    alternatives,
    as_json,
    first_fit_repair,
    read_repair,
    repair,
)
from venue.schedule.dispatch.repair_events import opening_moved, overrun, room_failed

TEN_TO_TWO = 830


def repaired(problem: Problem, now: int = TEN_TO_TWO, **more: Any) -> Repaired:
    task = Repair(problem=problem, before=more.pop("before", BEFORE), now=now)
    found = repair(task, seconds=10, deterministic=True, **more)
    assert judged(task, found.plan.placed) == []
    return found


# ----------------------------------------------------------------------------------------------------------- the events


def test_an_overrun_moves_the_next_one_to_another_room_at_the_same_time() -> None:
    found = repaired(overrun(running_day(), "G01", "evaluation", 120))
    assert [(one.request, one.now) for one in found.moved] == [("G08", at(TWO, "E2"))]
    assert found.proven


def test_a_plan_that_still_fits_is_not_touched() -> None:
    found = repaired(running_day())
    assert (found.moved, found.cancelled, found.proven) == ((), (), True)


def test_what_has_begun_stays_where_it_is() -> None:
    found = repaired(overrun(running_day(), "G01", "evaluation", 120))
    assert found.plan.placed["G01"] == BEFORE["G01"]


def test_the_sentence_says_who_overran_until_when_and_what_changes() -> None:
    (moved,) = repaired(overrun(running_day(), "G01", "evaluation", 120)).moved
    assert say(moved.code, moved.args) == "因 E1 由 G01 超时使用至 15:30（另加周转时间），改到 E2，开始时间不变。"
    assert say(moved.code, moved.args, "en") == (
        "G01 overruns in E1 until 15:30 (plus turnover); it goes to E2, at the same time."
    )


def test_a_failed_room_is_left_by_those_to_come() -> None:
    found = repaired(room_failed(running_day(), "E1", 840, 1200))
    assert [(one.request, one.cause) for one in found.moved] == [("G08", "repair.cause.closed")]


def test_whoever_has_begun_in_a_failed_room_goes_on_in_another_one_by_force() -> None:
    found = repaired(room_failed(running_day(), "E1", 755, 1200), now=760)
    moved = {one.request: one for one in found.moved}
    assert (moved["G01"].now, moved["G01"].forced) == (at(TEN, "E2"), True)
    assert moved["G08"].forced is False


def test_an_interrupted_evaluation_is_called_by_its_name() -> None:
    day = running_day(rooms=(room("E1"), room("E2", closed=((480, 1200),)), room("E3", 3)))
    before = {"G01": BEFORE["G01"]}
    found = repaired(room_failed(day, "E1", 720, 1200), now=730, before=before)
    assert [one.code for one in found.cancelled] == ["repair.interrupted"]


def test_an_opening_set_anew_takes_its_time_and_moves_no_one_else() -> None:
    found = repaired(opening_moved(running_day(), "G08", TWO + 30))
    assert [(one.request, one.now.anchor, one.cause) for one in found.moved] == [("G08", 870, "repair.cause.opening")]


def test_a_later_session_of_one_that_has_begun_may_find_another_room() -> None:
    opening = Session(code="opening", minutes=30, types=("opening",))
    evaluation = Session(code="evaluation", offset=90, minutes=120, types=("evaluation",), capacity=5)
    g08 = works("G08", 810, sessions=(opening, evaluation))
    rooms = (*running_day().rooms, replace(room("K1"), type="opening"))
    day = running_day(rooms=rooms, requests=(works("G01", TEN, 360), g08))
    before = {"G01": at(TEN, "E1"), "G08": Place(anchor=810, rooms={"opening": "K1", "evaluation": "E1"})}
    found = repaired(day, before=before)
    assert [(one.request, one.now.rooms, one.forced) for one in found.moved] == [
        ("G08", {"opening": "K1", "evaluation": "E2"}, True)
    ]


def test_a_request_that_was_refused_stays_out() -> None:
    day = running_day(requests=(*running_day().requests, works("G09", TWO)))
    assert "G09" not in repaired(day).plan.placed


def test_nobody_is_moved_into_the_past() -> None:
    short = works("G08", 860, minutes=60, starts=(830, 860, 1040))
    day = running_day(rooms=(room("E1", closed=((925, 1040),)),), requests=(short,))
    anchors = [repaired(day, now=now, before={"G08": at(860, "E1")}).plan.placed["G08"].anchor for now in (820, 850)]
    assert anchors == [830, 1040]


# -------------------------------------------------------------------------------------------------------------- smallest


def chained() -> tuple[Problem, dict[str, Place]]:
    """Only A may go to E2, and only if B leaves it for E3; A's room fails."""
    narrow = {"earliest": TWO, "latest": TWO}
    a = works("A", TWO, weight=2, **narrow)
    b = with_session(works("B", TWO, **narrow), capacity=3)
    day = running_day(requests=(a, b))
    return room_failed(day, "E1", 480, 1200), {"A": at(TWO, "E1"), "B": at(TWO, "E2")}


def test_one_moves_so_that_another_keeps_its_place_in_the_day() -> None:
    day, before = chained()
    found = repaired(day, before=before)
    assert (found.change.cancelled, found.change.moved, found.plan.placed["B"]) == (0, 2, at(TWO, "E3"))
    assert {one.request: one.cause for one in found.moved}["B"] == "repair.cause.makes_room"


def test_first_fit_repair_beside_it_moves_fewer_and_cancels_more() -> None:
    day, before = chained()
    best, simple = alternatives(Repair(problem=day, before=before, now=TEN_TO_TWO), seconds=10, deterministic=True)
    assert (best.change[:2], simple.change[:2], simple.kind) == ((0, 2), (2, 0), "first_fit")


def test_where_both_are_the_same_there_is_one_plan() -> None:
    task = Repair(problem=overrun(running_day(), "G01", "evaluation", 120), before=BEFORE, now=TEN_TO_TWO)
    assert len(alternatives(task, seconds=10, deterministic=True)) == 1


def test_of_two_in_each_others_way_the_one_with_fewer_people_moves() -> None:
    few, many = works("FEW", TWO, people=3), works("MANY", TWO + 150, people=30)
    day = overrun(running_day(requests=(few, many)), "FEW", "evaluation", 60)
    found = repaired(day, now=800, before={"FEW": at(TWO, "E1"), "MANY": at(TWO + 150, "E1")})
    assert ([one.request for one in found.moved], found.told) == (["FEW"], 3)


def test_those_who_lose_their_place_are_told_too() -> None:
    day = running_day(rooms=(room("E1"),), requests=(works("G08", TWO, people=6),))
    found = repaired(room_failed(day, "E1", TWO, 1200), before={"G08": at(TWO, "E1")})
    assert (found.told, [one.code for one in found.cancelled]) == (6, ["repair.cancelled"])


def driven_out(b: Request, *others: Request, lines: int = 3) -> Repaired:
    """B must leave E1 and finds E2 taken by C until 16:30; E3 opens late."""
    rooms = (room("E1", closed=((TWO, 1290),)), room("E2"), room("E3", closed=((480, 1020),)))
    day = running_day(hours=((480, 1290),), rooms=rooms, requests=(b, *others), pools=witnesses(lines))
    before = {"B": at(TWO, "E1"), "C": at(TWO, "E2"), "D": at(1020, "E3")}
    found = repaired(day, before=before)
    assert found.proven
    return found


def taking(request: Request, lines: int) -> Request:
    return with_session(request, pools={"witness_line": lines})


def test_a_request_goes_no_earlier_than_there_are_people_for_it() -> None:
    b, c = taking(works("B", TWO, starts=(TWO, 990, 1140)), 1), taking(works("C", TWO, starts=(TWO,)), 1)
    d = taking(works("D", 1020, minutes=90, starts=(1020,)), 3)
    assert driven_out(b, c, d).plan.placed["B"].anchor == 1140


def test_with_one_witness_line_more_it_goes_as_soon_as_a_room_is_free() -> None:
    b, c = taking(works("B", TWO, starts=(TWO, 990, 1140)), 1), taking(works("C", TWO, starts=(TWO,)), 1)
    d = taking(works("D", 1020, minutes=90, starts=(1020,)), 3)
    assert driven_out(b, c, d, lines=4).plan.placed["B"].anchor == 990


@pytest.mark.parametrize(("after", "moved"), [(("B",), ["B", "D"]), ((), ["B"])])
def test_whoever_comes_after_it_moves_with_it(after: tuple[str, ...], moved: list[str]) -> None:
    b, c = works("B", TWO, starts=(TWO, 990)), works("C", TWO, starts=(TWO,))
    d = works("D", 1020, minutes=90, starts=(1020, 1140), after=after)
    assert [one.request for one in driven_out(b, c, d).moved] == moved


MINUTES = st.sampled_from([60, 90, 120, 210])
ANCHORS = st.sampled_from([600, 630, 720, 840])


@st.composite
def tasks(draw: st.DrawFn) -> Repair:
    """A tiny day with a plan in force that was legal or not, up to three requests and all kinds of ties between them."""
    rooms = (room("E1"), room("E2", lines=draw(st.integers(1, 2))), room("E3", 3))
    asked, before = [], {}
    for number in range(draw(st.integers(1, 3))):
        wish, code = draw(ANCHORS), f"R{number}"
        request = with_session(
            works(code, wish, draw(MINUTES), weight=draw(st.integers(1, 2)), people=draw(st.integers(0, 3))),
            capacity=draw(st.sampled_from([3, 5])),
            pools={"witness_line": draw(st.integers(0, 1))},
        )
        parties = ("a",) if draw(st.booleans()) else ()
        after = (f"R{number - 1}",) if number and draw(st.integers(0, 3)) == 0 else ()
        asked.append(replace(request, starts=(wish, wish + 60, wish + 150), parties=parties, after=after))
        if draw(st.integers(0, 4)):
            before[code] = at(wish, draw(st.sampled_from(["E1", "E2"])))
    day = Problem(
        hours=((480, 1020),),
        rooms=rooms,
        requests=tuple(asked),
        near=(("E1", "E2"),),
        pools=witnesses(draw(st.integers(1, 3))),
    )
    if draw(st.booleans()):
        day = room_failed(day, "E1", 700, 800)
    return Repair(problem=day, before=before, now=draw(st.sampled_from([500, 610, 700])))


@settings(max_examples=40, deadline=None)
@given(tasks())
def test_no_plan_disturbs_less_and_the_judge_finds_no_fault(task: Repair) -> None:
    found = repair(task, seconds=10, deterministic=True)
    assert found.change[:4] == least_change(task)[:4] == found.bound[:4]
    assert found.proven
    assert judged(task, found.plan.placed) == []


@settings(max_examples=40, deadline=None)
@given(tasks())
def test_first_fit_repair_is_legal_and_never_beats_the_least_change(task: Repair) -> None:
    simple = first_fit_repair(task)
    assert judged(task, simple.plan.placed) == []
    assert repair(task, seconds=0).change.cancelled <= simple.change.cancelled


# ------------------------------------------------------------------------------------------------------------- answering


def test_the_same_task_gives_the_same_answer() -> None:
    day, before = chained()
    task = Repair(problem=day, before=before, now=TEN_TO_TWO)
    assert as_json(repair(task, seconds=5, deterministic=True)) == as_json(repair(task, seconds=5, deterministic=True))


def test_without_any_time_there_is_first_fit_repair() -> None:
    found = repaired(overrun(running_day(), "G01", "evaluation", 120))
    task = Repair(problem=overrun(running_day(), "G01", "evaluation", 120), before=BEFORE, now=TEN_TO_TWO)
    assert repair(task, seconds=0).plan.placed == found.plan.placed
    assert repair(task, seconds=0).proven is False


def test_better_answers_are_told_as_they_come_the_first_at_once() -> None:
    day, before = chained()
    told: list[Repaired] = []
    repaired(day, before=before, better=told.append)
    assert [one.kind for one in told][:1] == ["first_fit"]
    assert [one.change for one in told] == sorted((one.change for one in told), reverse=True)


def test_whoever_stops_it_keeps_the_best_so_far() -> None:
    day, before = chained()
    found = repaired(day, before=before, stopped=lambda: True)
    assert (found.kind, found.proven) == ("first_fit", False)


def test_a_task_is_read_from_its_file(tmp_path: Any) -> None:
    task = Repair(problem=running_day(), before=BEFORE, now=TEN_TO_TWO)
    (tmp_path / "task.json").write_bytes(as_json(task))  # type: ignore[arg-type]
    assert read_repair(tmp_path / "task.json") == task


@pytest.mark.parametrize(
    "before", [{"G99": at(TEN, "E1")}, {"G01": at(TEN, "E9")}, {"G01": Place(anchor=TEN, rooms={})}]
)
def test_a_plan_in_force_that_does_not_belong_to_the_day_is_refused(tmp_path: Any, before: dict[str, Place]) -> None:
    (tmp_path / "task.json").write_bytes(as_json(Repair(problem=running_day(), before=before, now=0)))  # type: ignore[arg-type]
    with pytest.raises(Refused, match=r"dispatch\.faulty"):
        read_repair(tmp_path / "task.json")


CAUSES = ("overrun", "makes_room", "closed", "opening", "hours", "apart", "order", "pool", "others")


@pytest.mark.parametrize("cause", CAUSES)
def test_every_cause_has_its_words(cause: str) -> None:
    assert f"repair.cause.{cause}" in sentences()
