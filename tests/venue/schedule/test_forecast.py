"""Forecasts of how long evaluations last: whether P50 and P80 keep their word, and where they come from."""

from __future__ import annotations

import math

import pytest

from venue.core.chance import SeededChance, gauss
from venue.core.clock import MINUTE, at_local
from venue.core.wording import sentences
from venue.schedule.forecast import (
    ENOUGH,
    Asked,
    Experience,
    Finished,
    NextClaim,
    Running,
    calibration,
    clash_ahead,
    forecast,
    typical_of,
)

WORKS = Asked("construction", "open_tender", 12)
PROCUREMENT = Asked("government_procurement", "competitive_consultation", 4)


def lasted(seed: str, asked: Asked, median: int, count: int, width: float = 0.35) -> list[Finished]:
    chance = SeededChance(seed)
    minutes = (round(median * math.exp(gauss(chance, 0.0, width))) for _ in range(count))
    return [Finished(asked.category, asked.method, asked.bidders, max(1, each)) for each in minutes]


def mixed(seed: str, count: int) -> list[Finished]:
    """Works of 4 h and procurement of 2.5 h in turn."""
    pairs = zip(lasted(f"{seed} w", WORKS, 240, count), lasted(f"{seed} p", PROCUREMENT, 150, count), strict=True)
    return [finished for pair in pairs for finished in pair]


@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_what_is_called_p80_holds_in_eight_of_ten_evaluations(seed: str) -> None:
    found = calibration(mixed(seed, 1000))
    assert abs(found.p80_share - 800) <= 30
    assert abs(found.p50_share - 500) <= 40


def test_a_forecast_that_ignored_the_category_would_be_seen_as_uncalibrated() -> None:
    history = mixed("control", 1000)
    works = sorted(one.minutes for one in history if one.category == "construction")
    procurement_p80 = forecast(history, PROCUREMENT).p80
    share = sum(minutes <= procurement_p80 for minutes in works) * 1000 // len(works)
    assert abs(share - 800) > 30


@pytest.mark.parametrize("elapsed", [150, 215, 300])
def test_p80_holds_for_those_that_have_lasted_a_while_already(elapsed: int) -> None:
    known = Experience(lasted("past", WORKS, 240, 8000))
    told = known.forecast(WORKS, elapsed=elapsed).p80
    later = [one.minutes for one in lasted("future", WORKS, 240, 4000) if one.minutes > elapsed]
    assert abs(sum(minutes <= told for minutes in later) * 1000 // len(later) - 800) <= 30


def test_the_closest_group_with_enough_evaluations_is_believed() -> None:
    history = lasted("same", WORKS, 300, ENOUGH)
    other_band = Asked("construction", "open_tender", 40)
    other_method = Asked("construction", "invited_tender", 12)
    sources = [forecast(history, asked).source for asked in (WORKS, other_band, other_method, PROCUREMENT)]
    assert sources == ["category_method_bidders", "category_method", "category", "table"]


def test_one_evaluation_too_few_falls_back_to_the_table_and_says_so() -> None:
    told = forecast(lasted("few", WORKS, 300, ENOUGH - 1), WORKS)
    assert (told.source, told.count) == ("table", ENOUGH - 1)
    assert (told.p50, told.p80) == (typical_of(WORKS).p50, typical_of(WORKS).p80)


def test_the_table_knows_many_bidders_and_rare_methods() -> None:
    assert typical_of(Asked("construction", "open_tender", 58)).p50 > typical_of(WORKS).p50
    assert typical_of(Asked("government_procurement", "inquiry", 3)).p50 < typical_of(PROCUREMENT).p50


def test_the_works_of_the_golden_day_are_expected_to_last_until_half_past_three() -> None:
    told = forecast((), Asked("construction", "open_tender"), elapsed=215)
    assert 315 < told.p80 <= 320


def test_whoever_has_outlasted_everybody_ends_in_the_future_all_the_same() -> None:
    told = forecast(lasted("short", WORKS, 60, 500), WORKS, elapsed=900)
    assert 900 < told.p50 < told.p80


def test_the_longer_it_has_lasted_the_later_it_ends() -> None:
    history = lasted("longer", WORKS, 240, 400)
    ends = [forecast(history, WORKS, elapsed=elapsed).p80 for elapsed in range(0, 480, 30)]
    assert ends == sorted(ends)


def test_a_length_that_was_never_reported_teaches_nothing() -> None:
    assert forecast([Finished("construction", "open_tender", 12, 0)] * 50, WORKS).source == "table"


@pytest.mark.parametrize("source", ["category_method_bidders", "category_method", "category", "table"])
def test_every_source_has_its_words(source: str) -> None:
    assert f"forecast.source.{source}" in sentences()


def test_nothing_finished_is_no_calibration() -> None:
    assert calibration([]).count == 0


# ----------------------------------------------------------------------------------------------------------- clashes

DAY = "2026-11-23"


def at(wall: str) -> int:
    return at_local(DAY, wall)


G01 = Running("G01", "E1", at("14:50"), at("15:35"), turnover=30 * MINUTE)
G08 = NextClaim("G08", "E1", at("15:00"))


def test_an_overrun_is_told_with_the_time_that_is_left_before_the_clash() -> None:
    (clash,) = clash_ahead([G01], [G08], at("13:50"))
    assert (clash.project, clash.next_project, clash.lead_min, clash.in_time) == ("G01", "G08", 70, True)


@pytest.mark.parametrize(("wall", "in_time"), [("14:15", True), ("14:16", False), ("15:20", False)])
def test_less_than_the_ordered_lead_is_said_to_be_late(wall: str, in_time: bool) -> None:
    (clash,) = clash_ahead([G01], [G08], at(wall))
    assert clash.in_time is in_time


@pytest.mark.parametrize(("end", "clashes"), [("14:30", 0), ("14:31", 1)])
def test_the_room_must_be_turned_over_before_the_next_one_takes_it(end: str, clashes: int) -> None:
    running = Running("G01", "E1", at("14:00"), at(end), turnover=30 * MINUTE)
    assert len(clash_ahead([running], [G08], at("13:50"))) == clashes


def test_only_the_next_claim_of_the_same_room_by_somebody_else_clashes() -> None:
    others = [
        NextClaim("G01", "E1", at("14:30")),
        NextClaim("G03", "E2", at("14:00")),
        NextClaim("G11", "E1", at("16:00")),
    ]
    found = clash_ahead([G01], [*others, G08], at("13:50"))
    assert [clash.next_project for clash in found] == ["G08"]
