"""A patroller's round: begin in the window, each checkpoint once with every line answered, finish only when whole (RB-10)."""

from __future__ import annotations

import json

import pytest

from tests.venue.conduct.walking import ANSWERS, DAY, EVERY, SUNDAY, ZHOU, Hands
from venue.conduct.patrol_rules import Item, checked_answers, sign_code, wrong_answers
from venue.conduct.patrol_views import plan_of, round_detail, rounds_of
from venue.core.acts import Refused
from venue.core.clock import at_local


def plan(hands: Hands, day: str = DAY):
    return hands.sees(plan_of, day=day, now=hands.clock.now())


def refusal(hands: Hands, act: str, **args) -> str:
    with pytest.raises(Refused) as no:
        hands.asks(act, **args)
    return no.value.code


def last_entry(hands: Hands, act: str):
    return hands.entries(act)[0]


# ------------------------------------------------------------------------------------------------------------ the plan


def test_a_working_day_is_planned_with_four_rounds_twenty_minutes_either_side(hands: Hands) -> None:
    first = plan(hands).rounds[0]
    assert len(plan(hands).rounds) == 4
    assert (first.from_at, first.to_at) == (at_local(DAY, "08:00"), at_local(DAY, "08:40"))


def test_the_plan_keeps_the_checkpoints_of_the_day_in_order(hands: Hands) -> None:
    assert [(point.checkpoint, point.room_zh) for point in plan(hands).points] == [
        ("CP-E9", "评标室 9"),
        ("CP-E4", "评标室 4"),
        ("CP-MR", "机房"),
    ]


def test_a_sunday_has_checkpoints_but_no_planned_rounds(hands: Hands) -> None:
    hands.at("09:00", SUNDAY)
    assert plan(hands, SUNDAY).rounds == ()
    assert hands.asks("patrols.begin", reason="周末值守")["points"] == EVERY


def test_the_plan_is_made_once_a_day(hands: Hands) -> None:
    hands.at("07:40").at("07:50")
    assert len(hands.entries("patrols.planned")) == 1


# ------------------------------------------------------------------------------------------------------------- begin


def test_a_round_begins_in_its_window(hands: Hands) -> None:
    assert hands.at("08:40").asks("patrols.begin", planned=1)["points"] == EVERY


@pytest.mark.parametrize("when", ["07:59", "08:41"])
def test_a_planned_round_is_refused_outside_its_window(hands: Hands, when: str) -> None:
    hands.at(when)
    assert refusal(hands, "patrols.begin", planned=1) in ("patrol.outside_window", "patrol.begun_before")


def test_nobody_walks_two_rounds_at_a_time(hands: Hands) -> None:
    hands.at("08:20").asks("patrols.begin", planned=1)
    assert refusal(hands, "patrols.begin", reason="抽查") == "patrol.round_open"


def test_another_patroller_may_walk_at_the_same_time(hands: Hands) -> None:
    hands.at("08:20").asks("patrols.begin", planned=1)
    assert hands.asks("patrols.begin", ZHOU, reason="抽查")["round"] == 2


def test_a_planned_round_is_begun_only_once(hands: Hands) -> None:
    hands.at("08:20").walk(1)
    assert refusal(hands, "patrols.begin", planned=1) == "patrol.begun_before"


def test_an_extra_round_needs_a_reason(hands: Hands) -> None:
    assert refusal(hands, "patrols.begin", reason="  ") == "patrol.reason_needed"


def test_an_extra_round_over_some_checkpoints_does_not_count_as_a_complete_patrol(hands: Hands) -> None:
    number = hands.asks("patrols.begin", reason="补查", checkpoints=["CP-E9"])["round"]
    hands.asks("patrols.visit", number=number, checkpoint="CP-E9", answers=ANSWERS["CP-E9"])
    hands.asks("patrols.finish", number=number)
    assert (hands.sees(rounds_of, first=DAY, last=DAY)[0].state, plan(hands).complete) == ("complete", 0)


def test_a_supervisor_does_not_walk(hands: Hands) -> None:
    with pytest.raises(Refused, match=r"act\.not_yours"):
        hands.asks("patrols.begin", hands_of("supervisor"), reason="看看")


def hands_of(role: str):
    return type(ZHOU)("jiandu", frozenset({role}), "M", "desk-1")


# -------------------------------------------------------------------------------------------------------------- visit


def test_a_visit_is_stored_with_its_answers_and_entered_in_the_book(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    answers = ANSWERS["CP-MR"]
    left = hands.asks("patrols.visit", number=number, checkpoint="CP-MR", answers=answers)
    seen = hands.sees(round_detail, number=number).visits["CP-MR"]
    assert (left["left"], seen.answers, seen.proof) == (2, answers, "manual")
    entry = last_entry(hands, "patrols.visited")
    assert (entry.position, entry.room, json.loads(entry.payload)["answers"]) == (seen.position, "MR", answers)


ROOM_FORM = [Item("F.door", "门锁完好", "Door", "yes_no", ""), Item("F.note", "说明", "Note", "text", "")]
MACHINE_FORM = [Item("T.temperature", "温度", "Temperature", "number", "℃")]


@pytest.mark.parametrize(
    ("items", "answers", "code"),
    [
        (ROOM_FORM, {"F.door": 1}, "patrol.answer_missing"),
        (ROOM_FORM, {"F.door": 2, "F.note": "好"}, "patrol.answer_wrong"),
        (ROOM_FORM, {"F.door": "yes", "F.note": "好"}, "patrol.answer_wrong"),
        (ROOM_FORM, {"F.door": 1, "F.note": "\x00 "}, "patrol.answer_missing"),
        (ROOM_FORM, {"F.door": 1, "F.note": "好" * 501}, "patrol.words_too_long"),
        (ROOM_FORM, {"F.door": 1, "F.note": "好", "T.temperature": 1}, "patrol.answer_unasked"),
        (MACHINE_FORM, {"T.temperature": 23.5}, "patrol.answer_wrong"),
        (MACHINE_FORM, {"T.temperature": 2**60}, "patrol.answer_wrong"),
    ],
)
def test_answers_that_do_not_fit_the_form_are_refused(items: list[Item], answers: dict, code: str) -> None:
    with pytest.raises(Refused) as no:
        checked_answers(items, answers)
    assert no.value.code == code


@pytest.mark.parametrize(("answer", "wrong"), [(1, 0), (True, 0), (0, 1), (False, 1)])
def test_a_line_answered_with_no_is_counted(answer: int, wrong: int) -> None:
    kept = checked_answers(ROOM_FORM, {"F.door": answer, "F.note": "好"})
    assert (type(kept["F.door"]), wrong_answers(ROOM_FORM, kept)) == (int, wrong)


def test_a_visit_with_a_wrong_form_or_place_is_refused(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    visit = {"number": number, "answers": {}}
    assert refusal(hands, "patrols.visit", checkpoint="CP-E9", **visit) == "patrol.answer_missing"
    assert refusal(hands, "patrols.visit", checkpoint="CP-E5", **visit) == "patrol.checkpoint_unknown"


def test_a_checkpoint_is_visited_once_a_round(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    visit = {"number": number, "checkpoint": "CP-MR", "answers": ANSWERS["CP-MR"]}
    hands.asks("patrols.visit", **visit)
    assert refusal(hands, "patrols.visit", **visit) == "patrol.visited_before"


def test_only_the_patroller_of_a_round_enters_its_visits(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    visit = {"who": ZHOU, "number": number, "checkpoint": "CP-MR", "answers": ANSWERS["CP-MR"]}
    assert refusal(hands, "patrols.visit", **visit) == "patrol.other_patroller"


def test_the_code_on_the_door_sign_proves_presence_and_any_other_code_is_refused(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    visit = {"number": number, "checkpoint": "CP-MR", "answers": ANSWERS["CP-MR"], "proof": "code"}
    keys = hands.writer.standing.keys
    assert (
        refusal(hands, "patrols.visit", code=sign_code(keys, site="M", checkpoint="CP-E9"), **visit)
        == "patrol.code_wrong"
    )
    hands.asks("patrols.visit", code=sign_code(keys, site="M", checkpoint="CP-MR").lower(), **visit)
    assert hands.sees(round_detail, number=number).visits["CP-MR"].proof == "code"


def test_a_badge_that_no_door_saw_in_the_room_proves_nothing(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    visit = {"number": number, "checkpoint": "CP-MR", "answers": ANSWERS["CP-MR"], "proof": "badge"}
    assert refusal(hands, "patrols.visit", **visit) == "patrol.badge_elsewhere"


# ------------------------------------------------------------------------------------------------------------- finish


def test_a_round_over_every_checkpoint_is_complete(hands: Hands) -> None:
    number = hands.at("08:20").walk(1)
    assert hands.sees(round_detail, number=number).round.state == "complete"


def test_a_round_with_a_missed_checkpoint_cannot_be_finished_as_complete(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    hands.asks("patrols.visit", number=number, checkpoint="CP-E4", answers=ANSWERS["CP-E4"])
    with pytest.raises(Refused) as no:
        hands.asks("patrols.finish", number=number)
    assert (no.value.code, no.value.args_["checkpoints"]) == ("patrol.points_missed", "CP-E9、CP-MR")


def test_an_incomplete_round_names_each_missed_checkpoint_in_rows_and_book(hands: Hands) -> None:
    number = hands.at("08:20").walk(1, leaving_out=("CP-E9", "CP-MR"))
    seen = hands.sees(round_detail, number=number).round
    assert (seen.state, seen.missed, seen.why) == ("incomplete", ("CP-E9", "CP-MR"), "评标室正在使用")
    assert json.loads(last_entry(hands, "patrols.incomplete").payload)["missed"] == ["CP-E9", "CP-MR"]


def test_an_incomplete_end_needs_a_reason(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    assert refusal(hands, "patrols.finish", number=number, incomplete=1) == "patrol.reason_needed"


def test_nothing_is_added_to_a_round_that_ended(hands: Hands) -> None:
    number = hands.at("08:20").walk(1)
    assert refusal(hands, "patrols.finish", number=number) == "patrol.round_ended"


def test_the_golden_day_counts_three_complete_one_incomplete_one_extra(hands: Hands) -> None:
    rounds = hands.golden_day().sees(rounds_of, first=DAY, last=DAY)
    planned = [one.state for one in rounds if one.planned]
    assert (planned.count("complete"), planned.count("incomplete"), sum(not one.planned for one in rounds)) == (3, 1, 1)
