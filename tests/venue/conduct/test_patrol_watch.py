"""What the clock does: an unfinished round closes itself, a day without a patrol is reported the same day (R-08.10)."""

from __future__ import annotations

import json

from tests.venue.conduct.walking import ANSWERS, DAY, EVERY, Hands
from venue.conduct.patrol_views import plan_of, rounds_of
from venue.core.clock import SECOND, at_local, wall
from venue.journal import book
from venue.monitoring.alarms import alarms_between, open_alarms

TUESDAY = "2026-11-24"


def kinds(hands: Hands) -> list[str]:
    return sorted(alarm.kind for alarm in hands.sees(open_alarms, now=hands.clock.now()) if alarm.active)


def states(hands: Hands, day: str = DAY) -> list[tuple[int, str]]:
    return [(one.planned, one.state) for one in hands.sees(rounds_of, first=day, last=day)]


def test_the_job_tells_when_it_is_due_next(hands: Hands) -> None:
    assert hands.next_due == at_local(DAY, "08:40") + 1


def test_with_a_round_under_way_the_next_thing_due_is_its_own_end(hands: Hands) -> None:
    hands.at("08:20").asks("patrols.begin", planned=1)
    assert wall(hands.job()) == "09:10:00"


def test_a_round_nobody_began_is_incomplete_as_soon_as_its_window_is_over(hands: Hands) -> None:
    assert states(hands.at("08:40")) == []
    hands.clock.advance(1)
    hands.job()
    assert (states(hands), kinds(hands)) == ([(1, "incomplete")], ["patrol_incomplete"])


def test_an_unfinished_round_closes_itself_and_names_what_was_missed(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    hands.asks("patrols.visit", number=number, checkpoint="CP-E4", answers=ANSWERS["CP-E4"])
    hands.at("09:10")
    closed = hands.sees(rounds_of, first=DAY, last=DAY)[0]
    assert (closed.state, closed.missed, closed.why, closed.ended_by) == (
        "incomplete",
        ("CP-E9", "CP-MR"),
        "overdue",
        "system",
    )
    entry = hands.entries("patrols.incomplete")[0]
    assert (entry.actor, json.loads(entry.payload)["missed"]) == ("system", ["CP-E9", "CP-MR"])


def test_a_round_walked_over_every_checkpoint_but_not_finished_closes_as_complete(hands: Hands) -> None:
    number = hands.at("08:20").asks("patrols.begin", planned=1)["round"]
    for checkpoint in EVERY:
        hands.asks("patrols.visit", number=number, checkpoint=checkpoint, answers=ANSWERS[checkpoint])
    assert states(hands.at("09:10")) == [(1, "complete")]


def test_a_missed_checkpoint_is_an_alarm_until_a_later_round_visits_it(hands: Hands) -> None:
    hands.at("08:20").walk(1, leaving_out=("CP-E9",))
    assert kinds(hands) == ["patrol_missed"]
    hands.at("08:55").walk(reason="补查")
    assert kinds(hands) == []


def test_a_visit_before_the_round_that_missed_it_makes_nothing_good(hands: Hands) -> None:
    hands.at("08:20").walk(1)
    hands.at("10:40").walk(2, leaving_out=("CP-E9",))
    assert kinds(hands) == ["patrol_missed"]


def test_a_partial_round_is_no_complete_patrol_of_the_day(hands: Hands) -> None:
    number = hands.at("11:30").asks("patrols.begin", reason="抽查", checkpoints=["CP-E9"])["round"]
    hands.asks("patrols.visit", number=number, checkpoint="CP-E9", answers=ANSWERS["CP-E9"])
    hands.asks("patrols.finish", number=number)
    assert "no_complete_patrol" in kinds(hands.at("17:50"))


def test_a_later_round_that_misses_it_again_clears_nothing(hands: Hands) -> None:
    hands.at("08:20").walk(1, leaving_out=("CP-E9",))
    hands.at("08:55").walk(reason="补查", leaving_out=("CP-E9",))
    assert kinds(hands) == ["patrol_missed", "patrol_missed"]


def test_a_day_without_a_complete_patrol_is_reported_the_same_day(hands: Hands) -> None:
    hands.at("17:49", DAY)
    assert "no_complete_patrol" not in kinds(hands)
    hands.at("17:50")
    raised = [alarm for alarm in hands.sees(alarms_between, since=0, until=2**50) if alarm.kind == "no_complete_patrol"]
    assert [(alarm.subject, wall(alarm.raised_at)) for alarm in raised] == [(DAY, "17:50:00")]


def test_one_complete_extra_round_is_enough_for_the_day(hands: Hands) -> None:
    hands.at("11:30").walk(reason="全场巡查")
    hands.at("17:50")
    assert "no_complete_patrol" not in kinds(hands)


def test_a_patrol_made_after_the_report_clears_it(hands: Hands) -> None:
    hands.at("17:50").walk(reason="当日补查")
    assert kinds(hands) == []


def test_after_a_day_switched_off_the_next_start_closes_and_reports_it(hands: Hands) -> None:
    hands.at("09:00", TUESDAY)
    assert [state for _, state in states(hands)] == ["incomplete"] * 4
    assert "no_complete_patrol" in kinds(hands)


def test_working_days_on_which_the_program_never_ran_are_made_up_for(hands: Hands) -> None:
    hands.at("08:30", "2026-11-26")
    assert [hands.sees(plan_of, day=day, now=0) is not None for day in (TUESDAY, "2026-11-25")] == [True, True]
    assert [state for _, state in states(hands, TUESDAY)] == ["incomplete"] * 4


def test_the_day_is_reported_before_midnight_however_late_its_rounds_are(hands: Hands) -> None:
    from venue.conduct.patrol_rules import PatrolRule, report_at, windows_of

    late = windows_of(DAY, PatrolRule("v", 1, ("23:50",), 20 * 60 * SECOND, 30 * 60 * SECOND))
    assert wall(report_at(DAY, late)) == "23:59:59"


def test_doing_what_is_due_twice_changes_nothing(hands: Hands) -> None:
    hands.at("17:50")
    before = hands.sees(book.state).last
    hands.job()
    assert hands.sees(book.state).last == before


def test_nothing_falls_due_twice_within_one_day(hands: Hands) -> None:
    """The clock jumps from due to due: it must always move, and reach midnight."""
    seen = [hands.next_due]
    while seen[-1] < at_local(TUESDAY):
        hands.clock.set(seen[-1])
        seen.append(hands.job())
    assert len(set(seen)) == len(seen) < 20
