"""Booking, closing, recurring, importing: rooms are known before they are chosen, and nothing illegal can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.block import BlockDialog
from app.dialogs.booking import BookingDialog
from app.dialogs.booking_series import SeriesDialog
from app.dialogs.form import Form
from app.dialogs.import_preview import ImportPreview
from tests.app.conftest import Direct
from tests.app.dialogs.names import nameless
from tests.house.conftest import SmallHouse
from venue.core.clock import at_local
from venue.people import units
from venue.projects import projects
from venue.schedule import blocks, bookings, waiting
from venue.schedule.bookings import Claim
from venue.schedule.sheet_forms import plan_file

Settled = Callable[[Desk], None]
Opened = Callable[[Form], Any]
NEXT = "2026-11-26"


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    made: list[Form] = []

    def show(dialog: Form) -> Any:
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        settled(signed_in)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.reject()
    settled(signed_in)


@pytest.fixture
def agency(house: SmallHouse) -> str:
    with house.writing() as work:
        units.register_unit(work, code="AG1", kind="agency", name="某代理公司")
    return "AG1"


def claims_on(house: SmallHouse, desk: Desk, day: str) -> tuple[Claim, ...]:
    with house.database.reading() as read:
        return bookings.claims_on(read, desk.viewer, day=day)


def fill(dialog: BookingDialog, code: str) -> None:
    dialog.code.setText(code)
    dialog.title.setText("城北小学教学楼")
    dialog.agency.setCurrentIndex(dialog.agency.findData("AG1"))


class TestBooking:
    def dialog(self, desk: Desk, opened: Opened, wall: str = "09:00") -> BookingDialog:
        return opened(BookingDialog(desk, NEXT, at=at_local(NEXT, wall)))

    def test_free_rooms_are_there_before_anything_is_chosen(self, signed_in: Desk, opened: Opened) -> None:
        dialog = self.dialog(signed_in, opened)
        assert set(dialog.rooms.chosen()) == {"opening", "evaluation", "agency"}
        assert dialog.rooms.tabs.tabText(0).startswith("开标 · 第")
        assert nameless(dialog) == []

    def test_a_room_that_is_taken_says_by_whom_and_is_not_chosen(
        self, signed_in: Desk, house: SmallHouse, agency: str, opened: Opened, settled: Settled
    ) -> None:
        first = self.dialog(signed_in, opened)
        fill(first, "G41")
        QTest.keyClick(first, Qt.Key.Key_Return)
        settled(signed_in)
        taken = first.rooms.chosen()["opening"]
        second = self.dialog(signed_in, opened)
        assert second.rooms.chosen()["opening"] != taken
        offer = next(one for one in second.rooms._offers["opening"] if one.room == taken)
        assert "G41" in second.rooms.why(offer)

    def test_an_illegal_time_names_the_clause_and_offers_what_is_legal(self, signed_in: Desk, opened: Opened) -> None:
        from PySide6.QtCore import QTime

        dialog = self.dialog(signed_in, opened)
        dialog.times.gather_at.setTime(QTime(10, 17))
        odd = [one for one in dialog.times.advice() if one.hard]
        assert odd
        assert not dialog.accept_button.isEnabled()
        assert "RB-03" in dialog.accept_button.toolTip()
        dialog.times.take(odd[0].offers[0])
        assert not [one for one in dialog.times.advice() if one.hard]
        assert dialog.accept_button.isEnabled()

    def test_one_key_reserves_and_takes_rooms_witness_and_the_rest(
        self, signed_in: Desk, house: SmallHouse, agency: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = self.dialog(signed_in, opened)
        fill(dialog, "G42")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        mine = [one for one in claims_on(house, signed_in, NEXT) if one.project == "G42"]
        assert {one.purpose for one in mine if one.kind == "room"} == {"opening", "evaluation", "agency"}
        assert any(one.kind == "witness" for one in mine)
        assert not dialog.isVisible()

    def test_a_hold_is_only_held(
        self, signed_in: Desk, house: SmallHouse, agency: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = self.dialog(signed_in, opened)
        fill(dialog, "G43")
        dialog.hold.held.setChecked(True)
        dialog.hold.minutes.setValue(30)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        mine = [one for one in claims_on(house, signed_in, NEXT) if one.project == "G43"]
        assert mine
        assert {one.status for one in mine} == {"held"}

    def test_what_is_missing_is_said_and_nothing_is_asked(
        self, signed_in: Desk, requests: Direct, agency: str, opened: Opened
    ) -> None:
        dialog = self.dialog(signed_in, opened)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text() == "请填写项目编号。"
        assert requests.asked == []

    def test_a_room_lost_meanwhile_leaves_the_reservation_and_offers_the_wait_list(
        self, signed_in: Desk, house: SmallHouse, agency: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = self.dialog(signed_in, opened)
        fill(dialog, "G44")
        with house.writing() as work:
            room = dialog.rooms.chosen()["opening"]
            span = {"from_at": at_local(NEXT, "08:00"), "until_at": at_local(NEXT, "12:00")}
            blocks.close_off(work, kind="room", resource=room, **span, reason="漏水")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        assert dialog.refusal.text().startswith("项目 G44 已登记，房间没有占到")
        dialog.wait_button.click()
        settled(signed_in)
        with house.database.reading() as read:
            assert [one.project for one in waiting.waiting_list(read, signed_in.viewer)] == ["G44"]

    def test_the_method_decides_which_rooms_are_asked_for(
        self, signed_in: Desk, opened: Opened, settled: Settled
    ) -> None:
        dialog = self.dialog(signed_in, opened)
        dialog.method.setCurrentIndex(dialog.method.findData("auction"))
        settled(signed_in)
        assert set(dialog.rooms.chosen()) == {"auction"}
        dialog.method.setCurrentIndex(dialog.method.findData("remote_main"))
        settled(signed_in)
        assert dialog.basis.isVisible()


class TestBlock:
    def test_a_closure_names_what_is_claimed_there_and_makes_it_give_way_only_when_told(
        self, signed_in: Desk, house: SmallHouse, agency: str, opened: Opened, settled: Settled
    ) -> None:
        booked = opened(BookingDialog(signed_in, NEXT, at=at_local(NEXT, "09:00")))
        fill(booked, "G45")
        room = booked.rooms.chosen()["opening"]
        QTest.keyClick(booked, Qt.Key.Key_Return)
        settled(signed_in)
        dialog = opened(BlockDialog(signed_in, NEXT, room=room))
        dialog.reason.setText("空调检修")
        assert "G45" in dialog.there.text()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.displacing.setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        with house.database.reading() as read:
            assert [one.resource for one in blocks.blocks_on(read, signed_in.viewer, day=NEXT)] == [room]

    def test_an_end_before_the_beginning_is_not_asked_for(
        self, signed_in: Desk, requests: Direct, opened: Opened
    ) -> None:
        dialog = opened(BlockDialog(signed_in, NEXT, room="K1"))
        dialog.until.setDateTime(dialog.since.dateTime())
        dialog.reason.setText("检修")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert "晚于" in dialog.refusal.text()
        assert requests.asked == []


class TestSeries:
    def test_each_day_is_shown_and_those_that_clash_can_be_left_out(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        with house.writing() as work:
            span = {"from_at": at_local("2026-12-03", "13:00"), "until_at": at_local("2026-12-03", "18:00")}
            blocks.close_off(work, kind="room", resource="K1", **span, reason="检修")
        dialog = opened(SeriesDialog(signed_in, NEXT, room="K1"))
        dialog.last.setDate(dialog.first.date().addDays(21))
        settled(signed_in)
        assert [bool(one.clash) for one in dialog.list.records()] == [False, True, False, False]
        dialog.title.setText("消防演练")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.isVisible()
        dialog.only_free.setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        assert [one.resource for one in claims_on(house, signed_in, NEXT)] == ["K1"]
        assert not [one for one in claims_on(house, signed_in, "2026-12-03") if one.kind == "room"]


class TestImport:
    def rows(self) -> bytes:
        good = ["XM-1", "甲项目", "工程建设", "公开招标", "AG1", "", "2026-12-01", "09:00", "10:00", "前一日 15:30"]
        bad = ["XM-2", "乙项目", "工程建设", "公开招标", "AG1", "", "2026-12-01", "09:00", "10:17", "前一日 15:30"]
        return plan_file([row + [""] * 12 for row in (good, bad)], "csv")

    @pytest.fixture
    def file(self, tmp_path: Path, agency: str) -> Path:
        made = tmp_path / "计划.csv"
        made.write_bytes(self.rows())
        return made

    def read(self, dialog: ImportPreview, file: Path, settled: Settled) -> None:
        dialog.read(file)
        for _ in range(2):
            settled(dialog.desk)
            QCoreApplication.processEvents()

    def test_a_wrong_cell_is_marked_and_named_and_only_good_rows_are_taken(
        self, signed_in: Desk, house: SmallHouse, file: Path, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(ImportPreview(signed_in))
        self.read(dialog, file, settled)
        assert [row.good for row in dialog.preview.rows] == [True, False]
        assert dialog.named.text().startswith("I3 集合时间：")
        assert not dialog.accept_button.isEnabled()
        dialog.only_good.setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        settled(signed_in)
        assert not dialog.isVisible()
        with house.database.reading() as read:
            assert [one.code for one in projects.all_projects(read, signed_in.viewer)] == ["XM-1"]

    def test_a_file_that_is_none_is_refused_in_words(
        self, signed_in: Desk, opened: Opened, settled: Settled, tmp_path: Path
    ) -> None:
        file = tmp_path / "坏.xlsx"
        file.write_bytes(b"PK\x03\x04 nothing")
        dialog = opened(ImportPreview(signed_in))
        self.read(dialog, file, settled)
        assert dialog.found.text()
        assert not dialog.accept_button.isEnabled()
