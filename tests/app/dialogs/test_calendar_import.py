"""Calendar files: looked at before anything is taken, taken whole or in part, and written out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.calendar_import import CalendarExport, CalendarImport
from tests.app.conftest import Direct
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import sees
from tests.app.dialogs.times_sample import NEXT, Opened, Settled, event, ics, rest
from tests.house.conftest import SmallHouse
from venue.core.work import Principal
from venue.schedule import blocks
from venue.schedule.calendar_reading import read_calendar


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def good(folder: Path) -> Path:
    return stored(folder, *GOOD)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "files"
    made.mkdir()
    return made


def stored(folder: Path, *events: str) -> Path:
    file = folder / "外单位.ics"
    file.write_bytes(ics(*events))
    return file


def read(dialog: CalendarImport, file: Path, settled: Settled) -> None:
    dialog.read(file)
    rest(dialog.desk, settled)


def closed(house: SmallHouse, desk: Desk) -> list[str]:
    return sorted(one.resource for one in sees(house, desk, blocks.blocks_on, day=NEXT))


GOOD = (event("a"), event("b", LOCATION="K1"))
UNKNOWN = event("c", LOCATION="三楼会议室")
ENDLESS = event("d", "RRULE:FREQ=WEEKLY")


def test_a_file_without_faults_is_taken_as_a_whole(
    signed_in: Desk, requests: Direct, good: Path, opened: Opened, settled: Settled
) -> None:
    dialog, house = opened(CalendarImport(signed_in)), requests.house
    read(dialog, good, settled)
    assert dialog.whole.isChecked()
    assert closed(house, signed_in) == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    rest(signed_in, settled)
    assert closed(house, signed_in) == ["E1", "K1"]
    assert [args["whole"] for act, args in requests.asked if act == "calendar.take"] == [1]


def test_each_fault_is_named_and_only_the_good_ones_can_be_taken(
    signed_in: Desk, house: SmallHouse, folder: Path, opened: Opened, settled: Settled
) -> None:
    dialog = opened(CalendarImport(signed_in))
    read(dialog, stored(folder, *GOOD, UNKNOWN, ENDLESS), settled)
    assert [row.fault.code for row in dialog.rows.records()[:2]] == ["calendar.room_unknown", "calendar.rule_endless"]
    assert dialog.named.text() == "第 3 个日程：地点“三楼会议室”不是本场的房间，请写房间编号。"
    assert not dialog.whole.isEnabled()
    assert nameless(dialog) == []
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    rest(signed_in, settled)
    assert not dialog.isVisible()
    assert closed(house, signed_in) == ["E1", "K1"]


def test_what_is_taken_meanwhile_refuses_the_whole_file_with_the_reason(
    signed_in: Desk, house: SmallHouse, folder: Path, opened: Opened, settled: Settled
) -> None:
    dialog = opened(CalendarImport(signed_in))
    read(dialog, stored(folder, *GOOD), settled)
    span = {"from_at": sample.at("08:00"), "until_at": sample.at("12:00")}
    with house.writing() as work:
        blocks.close_off(work, kind="room", resource="K1", **span, reason="漏水")
    dialog.accept_button.click()
    rest(signed_in, settled)
    assert "整个文件都没有导入" in dialog.refusal.text()
    assert closed(house, signed_in) == ["K1"]


def test_what_is_taken_meanwhile_is_named_when_only_the_good_ones_are_taken(
    signed_in: Desk, house: SmallHouse, folder: Path, opened: Opened, settled: Settled
) -> None:
    dialog = opened(CalendarImport(signed_in))
    read(dialog, stored(folder, *GOOD), settled)
    dialog.only_good.setChecked(True)
    span = {"from_at": sample.at("08:00"), "until_at": sample.at("12:00")}
    with house.writing() as work:
        blocks.close_off(work, kind="room", resource="K1", **span, reason="漏水")
    dialog.accept_button.click()
    rest(signed_in, settled)
    assert dialog.refusal.text().startswith("已导入 1 项，1 项未被接受：")
    assert closed(house, signed_in) == ["E1", "K1"]


def test_the_same_file_again_leaves_nothing_to_do(
    signed_in: Desk, folder: Path, opened: Opened, settled: Settled
) -> None:
    file = stored(folder, *GOOD)
    first = opened(CalendarImport(signed_in))
    read(first, file, settled)
    first.accept_button.click()
    rest(signed_in, settled)
    again = opened(CalendarImport(signed_in))
    read(again, file, settled)
    assert {row.change for row in again.rows.records()} == {"same"}
    assert not again.accept_button.isEnabled()


def test_a_file_that_is_no_calendar_is_refused_in_words(
    signed_in: Desk, folder: Path, opened: Opened, settled: Settled
) -> None:
    file = folder / "坏.ics"
    file.write_bytes(b"PK\x03\x04 nothing")
    dialog = opened(CalendarImport(signed_in))
    read(dialog, file, settled)
    assert "不是有效的日历文件" in dialog.found.text()
    assert not dialog.accept_button.isEnabled()


def test_a_file_that_is_gone_is_said_and_nothing_else_happens(
    signed_in: Desk, folder: Path, opened: Opened, settled: Settled
) -> None:
    dialog = opened(CalendarImport(signed_in))
    read(dialog, folder / "没有.ics", settled)
    assert "没有.ics" in dialog.refusal.text()


def test_a_clerk_may_look_but_not_take(desk: Desk, folder: Path, qtbot: QtBot, settled: Settled) -> None:
    desk.sign_in("", Principal("qiantai", frozenset({"clerk"}), "M", "desk-1"))
    shown = sample.opening(qtbot, desk, settled)
    dialog = next(shown)(CalendarImport(desk))
    read(dialog, stored(folder, *GOOD), settled)
    assert not dialog.accept_button.isEnabled()
    assert "没有这项操作的权限" in dialog.refusal.text()
    next(shown, None)


class TestExport:
    @pytest.fixture(autouse=True)
    def planned(self, house: SmallHouse) -> None:
        with house.writing() as work:
            sample.project(work, "G01")
            sample.taken(work, "G01", "E1", "10:15-12:00")
            sample.taken(work, "G01", "E2", "10:15-12:00")

    def test_the_plan_of_a_day_can_be_read_again(
        self, signed_in: Desk, folder: Path, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(CalendarExport(signed_in, NEXT))
        assert nameless(dialog) == []
        dialog.write(folder / "一天.ics")
        rest(signed_in, settled)
        entries, faults = read_calendar((folder / "一天.ics").read_bytes(), "一天.ics")
        assert sorted(one.location[:2] for one in entries) == ["E1", "E2"]
        assert (faults, [file.name for file in folder.iterdir()]) == ((), ["一天.ics"])

    def test_one_room_is_only_that_room(self, signed_in: Desk, folder: Path, opened: Opened, settled: Settled) -> None:
        dialog = opened(CalendarExport(signed_in, NEXT, room="E2"))
        dialog.write(folder / "一室.ics")
        rest(signed_in, settled)
        assert dialog.result.text().startswith("已写入 1 项")

    def test_a_week_reaches_seven_days(self, signed_in: Desk, opened: Opened) -> None:
        dialog = opened(CalendarExport(signed_in, "2026-11-23"))
        dialog.span.setCurrentIndex(dialog.span.findData("week"))
        assert dialog.period() == (sample.at("00:00", "2026-11-23"), sample.at("00:00", "2026-11-30"))

    def test_a_file_that_cannot_be_written_is_said_and_leaves_nothing(
        self, signed_in: Desk, folder: Path, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(CalendarExport(signed_in, NEXT))
        dialog.write(folder / "没有这个文件夹" / "一天.ics")
        rest(signed_in, settled)
        assert dialog.refusal.text()
        assert dialog.written is None
        assert list(folder.iterdir()) == []
