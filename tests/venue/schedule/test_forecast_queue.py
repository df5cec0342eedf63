"""The queue at the kiosks: how long people wait, and what is proposed in advance."""

from __future__ import annotations

import pytest

from venue.core.clock import MINUTE, at_local
from venue.core.wording import RESOURCES, sentences
from venue.rules.loading import load_rules
from venue.rules.rule_book import RuleBook, in_force
from venue.schedule.forecast_queue import (
    Gathering,
    Kiosks,
    legal_gatherings,
    propose,
    queue_forecast,
    served_in,
)

DAY = "2026-11-23"
TWO = Kiosks(working=2, most=3)


def at(wall: str) -> int:
    return at_local(DAY, wall)


def test_two_kiosks_serve_twenty_seven_people_in_twenty_minutes() -> None:
    assert served_in(20 * MINUTE, 2) == 27


def test_as_many_as_are_served_in_the_time_hardly_wait() -> None:
    assert queue_forecast([Gathering("G01", 26, at("10:00"))], TWO).longest_wait <= 2 * MINUTE


def test_forty_people_at_one_time_wait_and_some_are_late() -> None:
    found = queue_forecast([Gathering("G01", 20, at("10:00")), Gathering("G02", 20, at("10:00"))], TWO)
    assert found.longest_wait == pytest.approx(10 * MINUTE, abs=1.5 * MINUTE)
    assert found.late > 10


def test_the_queue_of_one_kiosk_is_counted_person_by_person() -> None:
    five = Kiosks(working=1, most=1, visit=5 * MINUTE)
    # They come every four minutes, so that each one waits a minute longer than the one before.
    assert queue_forecast([Gathering("G01", 5, at("10:00"))], five).longest_wait == 4 * MINUTE


def test_a_short_queue_needs_no_measure() -> None:
    assert [proposal.kind for proposal in propose([Gathering("G01", 5, at("10:00"))], TWO)] == ["enough"]


def crowd(**may: tuple[int, ...]) -> list[Gathering]:
    return [Gathering(code, 16, at("10:00"), may.get(code, ())) for code in ("G01", "G02", "G03")]


def test_a_long_queue_is_answered_with_a_third_kiosk_and_with_another_gathering_time() -> None:
    found = propose(crowd(G02=(at("10:30"),)), TWO)
    assert {(proposal.kind, proposal.project) for proposal in found} == {("kiosk", ""), ("stagger", "G02")}


@pytest.mark.parametrize("kind", ["kiosk", "stagger"])
def test_what_is_proposed_shortens_the_wait(kind: str) -> None:
    (proposal,) = [p for p in propose(crowd(G02=(at("10:30"),)), TWO) if p.kind == kind]
    assert 3 * proposal.then.longest_wait <= 2 * proposal.now.longest_wait


def test_where_no_kiosk_is_left_and_no_time_is_legal_it_says_so() -> None:
    assert [proposal.kind for proposal in propose(crowd(), Kiosks(working=2, most=2))] == ["none"]


def test_a_time_that_only_moves_the_queue_is_not_proposed() -> None:
    late = [*crowd(G01=(at("10:30"),)), Gathering("G04", 40, at("10:30"))]
    assert all(proposal.kind != "stagger" for proposal in propose(late, Kiosks(working=2, most=2)))


def test_without_a_kiosk_everybody_is_late() -> None:
    assert queue_forecast([Gathering("G01", 5, at("10:00"))], Kiosks(working=0, most=1)).late == 5


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return in_force(load_rules(RESOURCES / "rules"), at("09:00"))


def test_only_legal_round_times_are_offered(book: RuleBook) -> None:
    assert legal_gatherings(at("10:00"), at("09:00"), book) == (at("09:00"), at("09:30"))


@pytest.mark.parametrize("kind", ["enough", "kiosk", "stagger", "none"])
def test_every_proposal_has_its_words(kind: str) -> None:
    assert f"forecast.queue.{kind}" in sentences()
