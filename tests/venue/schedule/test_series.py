"""Recurring bookings: each day its own claim, each clash named, everything or only the free days."""

from typing import Any

import pytest

from tests.venue.schedule.planned import at, book, project
from venue.core.acts import Refused
from venue.core.clock import SetClock, at_local
from venue.core.work import Principal, Work, Writer
from venue.schedule import series
from venue.schedule.series import Pattern, open_series

TUESDAYS = {"weekdays": [2], "first": "2026-11-24", "last": "2026-12-15", "begins": "09:00", "ends": "11:00"}


def opened(work: Work, **more: Any) -> int:
    return open_series(work, title="业务培训", kind="room", resource="P1", pattern=TUESDAYS, **more)


def days(work: Work, viewer: Principal) -> list[str]:
    return [day.day for day in series.all_series(work.reading(), viewer)[0].days]


def test_each_day_of_the_pattern_is_a_claim_of_its_own(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        opened(work)
        assert days(work, viewer) == ["2026-11-24", "2026-12-01", "2026-12-08", "2026-12-15"]


def test_a_clash_names_each_day_and_nothing_is_taken(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        project(work, "G07")
        book(work, "G07", "P1", "10:00", "12:00", purpose="auction")
        with pytest.raises(Refused) as no, work.matter():
            opened(work)
        assert series.all_series(work.reading(), viewer) == ()
    assert (no.value.code, no.value.args_["count"], no.value.args_["days"]) == (
        "series.clashes",
        1,
        "2026-11-24（G07）",
    )


def test_only_the_free_days_are_taken_when_so_chosen(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        project(work, "G07")
        book(work, "G07", "P1", "10:00", "12:00", purpose="auction")
        opened(work, only_free=1)
        assert days(work, viewer) == ["2026-12-01", "2026-12-08", "2026-12-15"]


def test_a_series_without_any_free_day_is_refused_even_then(writer: Writer) -> None:
    with writer.writing() as work:
        opened(work)
        with pytest.raises(Refused, match=r"series\.clashes"):
            opened(work, only_free=1)


def test_a_project_does_not_get_a_day_of_the_series(writer: Writer) -> None:
    with writer.writing() as work:
        project(work, "G07")
        opened(work)
        with pytest.raises(Refused, match=r"bookings\.series_in_the_way"):
            book(work, "G07", "P1", "10:00", "12:00", purpose="auction")


def test_two_series_do_not_share_a_day_though_neither_belongs_to_a_project(writer: Writer) -> None:
    with writer.writing() as work:
        opened(work)
        with pytest.raises(Refused, match=r"series\.clashes"):
            opened(work)


def test_an_exception_gives_one_day_back(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        project(work, "G07")
        number = opened(work)
        series.skip(work, number=number, day="2026-11-24", reason="让给拍卖")
        assert book(work, "G07", "P1", "10:00", "12:00", purpose="auction")
        assert days(work, viewer) == ["2026-12-01", "2026-12-08", "2026-12-15"]


def test_ending_a_series_gives_back_what_lies_ahead_only(writer: Writer, viewer: Principal, clock: SetClock) -> None:
    with writer.writing() as work:
        number = opened(work)
    clock.set(at_local("2026-12-01", "12:00"))
    with writer.writing() as work:
        assert series.end(work, number=number, reason="培训结束") == 2
        assert days(work, viewer) == ["2026-11-24", "2026-12-01"]


def test_each_day_is_shown_with_what_stands_in_its_way_before_anything_is_booked(
    writer: Writer, viewer: Principal
) -> None:
    with writer.writing() as work:
        project(work, "G09", secret=1)
        book(work, "G09", "P1", "10:00", "12:00", purpose="auction")
        asked = series.days_asked(work.reading(), viewer, kind="room", resource="P1", pattern=TUESDAYS)
    assert [day.clash for day in asked] == ["涉密项目", "", "", ""]


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"weeks": 2}, ("2026-11-24", "2026-12-08")),
        ({"weekdays": (2, 5), "last": "2026-12-01"}, ("2026-11-24", "2026-11-27", "2026-12-01")),
        ({"besides": ("2026-12-01",)}, ("2026-11-24", "2026-12-08", "2026-12-15")),
    ],
)
def test_a_pattern_gives_its_days(changed: dict[str, Any], expected: tuple[str, ...]) -> None:
    assert Pattern(**{**TUESDAYS, **changed}).days() == expected


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"first": "2026-13-01"}, "series.unreadable"),
        ({"ends": "08:00"}, "people.period_empty"),
        ({"last": "2027-12-31"}, "series.too_long"),
        ({"weekdays": [7], "last": "2026-11-25"}, "series.no_day"),
        ({"colour": "red"}, "series.unreadable"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(changed: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused, match=code.replace(".", r"\.")):
        series.read_pattern({**TUESDAYS, **changed})


def test_a_day_takes_its_setup_and_turnover_too() -> None:
    wish = Pattern(**{**TUESDAYS, "setup_min": 30, "turnover_min": 15}).wish("room", "P1", "2026-11-24")
    assert (wish.busy_from, wish.busy_until) == (at("08:30"), at("11:15"))
