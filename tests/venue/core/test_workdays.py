"""Working days by the statutory calendar with its make-up Saturdays (RB-16, 调休)."""

from datetime import date

import pytest

from venue.core.workdays import is_workday, working_days_after


def test_seven_working_days_across_the_national_day_week_end_after_its_make_up_saturday() -> None:
    assert working_days_after(date(2026, 9, 28), 7) == date(2026, 10, 13)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2026, 9, 20), True),  # a Sunday made up for
        (date(2026, 10, 10), True),  # a Saturday made up for
        (date(2026, 10, 1), False),
        (date(2026, 10, 7), False),
        (date(2026, 10, 8), True),
        (date(2026, 11, 22), False),  # an ordinary Sunday
        (date(2026, 11, 23), True),
    ],
)
def test_a_make_up_day_is_worked_and_a_holiday_is_not(day: date, works: bool) -> None:
    assert is_workday(day) is works


def test_the_day_of_the_decision_does_not_count() -> None:
    assert working_days_after(date(2026, 11, 23), 1) == date(2026, 11, 24)


def test_an_ordinary_week_has_five_working_days() -> None:
    assert working_days_after(date(2026, 11, 23), 7) == date(2026, 12, 2)


def test_a_decision_on_a_day_off_counts_from_the_next_working_day() -> None:
    assert working_days_after(date(2026, 10, 3), 1) == date(2026, 10, 8)


def test_the_site_may_decide_otherwise_for_a_day() -> None:
    closed = {"2026-11-24": False}
    assert (is_workday(date(2026, 11, 24), closed), working_days_after(date(2026, 11, 23), 1, closed)) == (
        False,
        date(2026, 11, 25),
    )
