"""RB-01 to RB-04 at their boundaries, with the legal times that are offered instead."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.venue.rules.books import BOOK, edited_book
from venue.core.clock import HOUR, MINUTE, SECOND, Millis, at_local, wall
from venue.rules.legal_times import (
    ProjectTimes,
    blocking,
    check_draw,
    check_gathering,
    check_round_time,
    check_sub_venues,
    check_times,
    gathering_offers,
)

DAY = "2026-11-23"
NINE = at_local(DAY, "09:00")
times = st.integers(NINE, NINE + 12 * HOUR)


def at(clock: str) -> Millis:
    return at_local(DAY, clock)


def codes(asked: ProjectTimes) -> list[str]:
    return [finding.code for finding in check_times(asked, BOOK)]


def offered(asked: str, opening: str) -> list[str]:
    return [wall(one, seconds=False) for one in gathering_offers(at(asked), at(opening), BOOK)]


# -------------------------------------------------------------------------------------------------------- RB-01: draw


@pytest.mark.parametrize(
    ("draw", "remote", "code"),
    [
        ("06:00:00", False, None),
        ("06:00:01", False, "draw_too_late"),
        ("08:59", False, "draw_too_late"),
        ("08:59", True, None),
    ],
)
def test_draw_is_three_hours_before_the_opening_unless_remote(draw: str, remote: bool, code: str | None) -> None:
    found = check_draw(at(draw), NINE, BOOK, remote=remote)
    assert (found.code if found else None) == code


def test_late_draw_is_offered_the_latest_time_and_the_earliest_opening() -> None:
    found = check_draw(at("12:30"), at("15:00"), BOOK, remote=False)
    assert found is not None
    assert dict(found.args) == {"latest_at": at("12:00"), "open_from_at": at("15:30")}
    assert "12:00" in BOOK.render(found.code, found.args)


def test_opening_moved_earlier_after_the_draw_is_checked_again() -> None:
    drawn = {"draw_at": at("06:00"), "gather_at": at("09:30")}
    assert codes(ProjectTimes(open_at=NINE, **drawn)) == []
    assert codes(ProjectTimes(open_at=at("08:30"), **drawn)) == ["draw_too_late"]


def test_draw_may_be_forbidden_too_early_by_a_parameter_that_is_off(tmp_path: Path) -> None:
    change = ('value = 0\nunit = "min"\nleast = 0\nmost = 10080', 'value = 1440\nunit = "min"\nleast = 0\nmost = 10080')
    book = edited_book(tmp_path / "rules", "legal_times.toml", change)
    asked = [check_draw(NINE - 24 * HOUR - early, NINE, book, remote=False) for early in (0, 1)]
    assert [found.code if found else None for found in asked] == [None, "draw_too_early"]
    assert check_draw(NINE - 100 * HOUR, NINE, BOOK, remote=False) is None


# --------------------------------------------------------------------------------------------------- RB-02: gathering


@pytest.mark.parametrize(
    ("gather", "code"),
    [
        ("09:00:00", None),
        ("08:59:59", "gather_before_opening"),
        ("10:00:00", None),
        ("10:00:01", "gather_too_late"),
    ],
)
def test_gathering_is_within_an_hour_of_the_opening(gather: str, code: str | None) -> None:
    found = check_gathering(at(gather), NINE, BOOK)
    assert (found.code if found else None) == code


def test_late_gathering_needs_a_reason_and_is_not_forbidden() -> None:
    findings = check_times(ProjectTimes(open_at=NINE, gather_at=at("10:30")), BOOK)
    assert [finding.code for finding in blocking(findings)] == ["gather_too_late"]
    assert blocking(findings, frozenset({"gather_too_late"})) == ()


def test_odd_minute_cannot_be_excused() -> None:
    findings = check_times(ProjectTimes(open_at=NINE, gather_at=at("09:17")), BOOK)
    assert [f.code for f in blocking(findings, frozenset({"gather_odd_minute"}))] == ["gather_odd_minute"]


# -------------------------------------------------------------------------------------------------- RB-03: round time


@pytest.mark.parametrize(
    ("gather", "legal"),
    [("15:00", True), ("15:30", True), ("15:17", False), ("15:15", False), ("15:30:01", False), ("15:59:59", False)],
)
def test_gathering_falls_on_an_allowed_minute(gather: str, legal: bool) -> None:
    assert (check_round_time(at(gather), at("15:00"), BOOK) is None) == legal


def test_milliseconds_make_a_time_odd() -> None:
    assert check_round_time(at("15:30") + 1, at("15:00"), BOOK) is not None


def test_odd_time_is_offered_the_nearest_legal_ones() -> None:
    found = check_round_time(at("15:17"), at("15:00"), BOOK)
    assert found is not None
    assert BOOK.render(found.code, found.args) == "集合时间不得设置特殊到分的时间，请改为 15:00、15:30。"


@pytest.mark.parametrize(
    ("asked", "opening", "expected"),
    [
        ("15:17", "15:00", ["15:00", "15:30"]),
        ("15:17", "15:10", ["15:30"]),
        ("15:45", "15:00", ["15:30", "16:00"]),
        ("17:17", "15:00", ["16:00"]),
        ("14:10", "15:00", ["15:00"]),
        ("15:30", "15:00", ["15:30", "16:00"]),
    ],
)
def test_offers_keep_to_the_bounds_of_the_gathering(asked: str, opening: str, expected: list[str]) -> None:
    assert offered(asked, opening) == expected


def test_quarter_hours_may_be_allowed(tmp_path: Path) -> None:
    change = ("value = [0, 30]", "value = [0, 15, 30, 45]")
    book = edited_book(tmp_path / "rules", "legal_times.toml", change)
    assert check_round_time(at("15:15"), at("15:00"), book) is None


@given(asked=times, opening=times)
def test_every_offer_is_legal(asked: Millis, opening: Millis) -> None:
    for offer in gathering_offers(asked, opening, BOOK):
        assert check_times(ProjectTimes(open_at=opening, gather_at=offer), BOOK) == ()


@given(asked=times, opening=times)
def test_no_legal_time_lies_nearer_than_the_offers(asked: Millis, opening: Millis) -> None:
    nearest = min((abs(offer - asked) for offer in gathering_offers(asked, opening, BOOK)), default=None)
    for step in range(61):
        candidate = (opening // MINUTE + step) * MINUTE
        if not check_times(ProjectTimes(open_at=opening, gather_at=candidate), BOOK):
            assert nearest is not None
            assert nearest <= abs(candidate - asked)


# -------------------------------------------------------------------------------------------------- RB-04: sub-venues


@pytest.mark.parametrize(("count", "legal"), [(0, False), (1, True), (3, True), (4, False), (-1, False)])
def test_remote_evaluation_has_one_to_three_sub_venues(count: int, legal: bool) -> None:
    assert (check_sub_venues(count, BOOK) is None) == legal
    assert (codes(ProjectTimes(open_at=NINE, remote=True, sub_venues=count)) == []) == legal


def test_ordinary_project_has_no_sub_venues_to_check() -> None:
    assert codes(ProjectTimes(open_at=NINE)) == []


@given(draw=times, gather=times, opening=times, remote=st.booleans(), count=st.integers(-1, 5))
def test_every_finding_renders_and_carries_clause_and_version(
    draw: Millis, gather: Millis, opening: Millis, remote: bool, count: int
) -> None:
    asked = ProjectTimes(open_at=opening, draw_at=draw - 6 * HOUR, gather_at=gather, remote=remote, sub_venues=count)
    for finding in check_times(asked, BOOK):
        assert (finding.clause, finding.version) == (BOOK.rules[finding.rule].clause, BOOK.version)
        assert "{" not in BOOK.render(finding.code, finding.args) + BOOK.render(finding.code, finding.args, "en")


def test_second_matters_at_the_boundary_of_the_draw() -> None:
    assert check_draw(at("06:00") + SECOND - 1, NINE, BOOK, remote=False) is not None
