"""What people and spreadsheets write into a cell for a day, a time, a number or a word; what could mean two things is refused."""

import datetime as dt
from typing import Any

import pytest

from venue.core.clock import at_local, day_of, wall
from venue.schedule import sheet_cells
from venue.schedule.sheet_cells import Unreadable
from venue.schedule.sheet_files import Cell, place

DAY = dt.date(2026, 12, 1)


def told(value: Any, **more: Any) -> str:
    at = sheet_cells.moment(Cell("A1", value), more.pop("on", DAY), **more)
    return f"{day_of(at)} {wall(at)}"


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        ("09:30", "2026-12-01 09:30:00"),
        ("9:30:15", "2026-12-01 09:30:15"),
        ("９：３０", "2026-12-01 09:30:00"),
        ("9点半", "2026-12-01 09:30:00"),
        ("9时30分", "2026-12-01 09:30:00"),
        ("上午9点", "2026-12-01 09:00:00"),
        ("下午3:00", "2026-12-01 15:00:00"),
        ("12:00 AM", "2026-12-01 00:00:00"),
        ("前一日 15:30", "2026-11-30 15:30:00"),
        ("D-1 15:30", "2026-11-30 15:30:00"),
        ("2026-11-28 15:30", "2026-11-28 15:30:00"),
        ("2026年11月28日15时30分", "2026-11-28 15:30:00"),
        ("2026-11-28T15:30", "2026-11-28 15:30:00"),
        (0.375, "2026-12-01 09:00:00"),
        (46354.375, "2026-11-28 09:00:00"),
        (dt.time(9, 29, 59, 999_500), "2026-12-01 09:30:00"),
        (dt.datetime(2026, 11, 28, 9, 29, 59, 999_700), "2026-11-28 09:30:00"),  # noqa: DTZ001 as a workbook has it
        (dt.datetime(1899, 12, 30, 9, 30), "2026-12-01 09:30:00"),  # noqa: DTZ001 as a workbook has it
        (dt.timedelta(hours=9, minutes=30), "2026-12-01 09:30:00"),
    ],
)
def test_a_time_is_read_as_it_is_meant(value: Any, moment: str) -> None:
    assert told(value) == moment


def test_a_day_number_of_the_other_calendar_is_another_day() -> None:
    assert told(46354.375 - 1462, from_1904=True) == told(46354.375)


@pytest.mark.parametrize(
    "value",
    ["", "天亮", "24:00", "9:60", "9", 9, 930, "下午", "9.30", -0.5, float("nan"), float("inf"), True, "12/1 9:00"],
)
def test_what_is_no_time_or_could_be_two_is_refused(value: Any) -> None:
    with pytest.raises(Unreadable, match=r"sheets\.(time|day)"):
        told(value)


@pytest.mark.parametrize("value", ["09:30", 0.375, "前一日 15:30", dt.time(9, 30)])
def test_a_time_without_any_day_is_refused(value: Any) -> None:
    with pytest.raises(Unreadable, match=r"sheets\.day_missing"):
        told(value, on=None)


@pytest.mark.parametrize(
    "value", ["2026-12-01", "2026/12/1", "2026.12.1", "2026年12月1日", "20261201", 20261201, 46357, DAY]
)
def test_a_day_is_read_as_it_is_meant(value: Any) -> None:
    assert sheet_cells.day(Cell("A1", value)) == DAY


@pytest.mark.parametrize(
    "value", ["12/1/2026", "1/12", "2026-13-01", "明天", 1, "1999-12-31", "2100-01-01", dt.date(1985, 1, 1)]
)
def test_what_is_no_day_or_could_be_two_is_refused(value: Any) -> None:
    with pytest.raises(Unreadable, match=r"sheets\.day_unreadable"):
        sheet_cells.day(Cell("A1", value))


@pytest.mark.parametrize(("value", "number"), [("12", 12), (12.0, 12), ("１２家", 12), ("240分钟", 240), ("0", 0)])
def test_a_count_is_a_whole_number_with_or_without_its_measure(value: Any, number: int) -> None:
    assert sheet_cells.count(Cell("A1", value), 1000) == number


@pytest.mark.parametrize("value", ["-1", "1.5", "一", "1001", True, "12a"])
def test_what_is_no_count_is_refused(value: Any) -> None:
    with pytest.raises(Unreadable, match=r"sheets\.count_unreadable"):
        sheet_cells.count(Cell("A1", value), 1000)


@pytest.mark.parametrize(
    ("row", "column", "name"), [(0, 0, "A1"), (6, 2, "C7"), (9, 26, "AA10"), (0, 701, "ZZ1"), (0, 702, "AAA1")]
)
def test_a_cell_is_called_as_a_spreadsheet_calls_it(row: int, column: int, name: str) -> None:
    assert place(row, column) == name


def test_midnight_of_the_site_is_where_a_day_begins() -> None:
    assert sheet_cells.moment(Cell("A1", "0:00"), DAY) == at_local("2026-12-01")
