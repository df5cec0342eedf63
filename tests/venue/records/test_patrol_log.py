"""A log is a reading of rounds, visits and findings at one position of the book."""

from __future__ import annotations

import pytest

from tests.venue.conduct.walking import DAY, SUNDAY, Hands
from tests.venue.records.conftest import read_log
from venue.core.acts import Refused
from venue.core.keys import KeyStore
from venue.journal import book


def figures(log) -> tuple[int, ...]:
    totals = log.totals
    return totals.planned, totals.complete, totals.incomplete, totals.extra


def test_the_golden_day_has_the_totals_of_the_plan(hands: Hands, keys: KeyStore) -> None:
    """D.6: patrol rounds planned 4, complete 3, incomplete 1, extra 1."""
    assert figures(read_log(hands.golden_day(), keys)) == (4, 3, 1, 1)


def test_the_log_names_the_missed_checkpoint_of_round_three(hands: Hands, keys: KeyStore) -> None:
    third = read_log(hands.golden_day(), keys).rounds[2]
    assert [(point.checkpoint, point.room_zh) for point in third.missed] == [("CP-E9", "评标室 9")]


def test_the_log_says_at_which_position_it_was_read(hands: Hands, keys: KeyStore) -> None:
    log = read_log(hands.golden_day(), keys)
    assert log.read_at == hands.sees(book.state).last > 20


def test_a_morning_with_one_round_has_no_complete_patrol_missing_yet_to_count(hands: Hands, keys: KeyStore) -> None:
    before = read_log(hands, keys)
    hands.at("08:20").walk(1)
    assert (before.totals.days_without, read_log(hands, keys).totals.days_without) == (1, 0)


def test_a_day_without_patrols_stands_in_the_log(hands: Hands, keys: KeyStore) -> None:
    hands.at("09:00", SUNDAY)
    log = read_log(hands, keys, DAY, SUNDAY)
    assert (log.totals.days, log.totals.days_without, figures(log)) == (5, 5, (20, 0, 20, 0))


def test_days_outside_the_period_are_left_out(hands: Hands, keys: KeyStore) -> None:
    assert figures(read_log(hands.golden_day(), keys, "2026-11-24", "2026-11-30")) == (0, 0, 0, 0)


@pytest.mark.parametrize(("first", "last"), [("2026-11-24", "2026-11-23"), ("23.11.2026", DAY), (DAY, "20261123")])
def test_days_that_make_no_period_are_refused(hands: Hands, keys: KeyStore, first: str, last: str) -> None:
    with pytest.raises(Refused, match="days_unreadable"):
        read_log(hands, keys, first, last)
