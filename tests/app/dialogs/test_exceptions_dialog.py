"""Exceptions of what holds in principle: asked for with a reason, decided by somebody else, listed by month."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate, Qt, QTime
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.exceptions import AskException, DecideException, ExceptionsDialog
from tests.app.conftest import Direct
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import sees
from tests.app.dialogs.times_sample import NEXT, Opened, Settled, child, rest
from tests.house.conftest import SmallHouse
from venue.core.work import Principal
from venue.projects import exceptions

OTHER = Principal("li", frozenset({"site_manager"}), "M", "desk-1")


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def asked(house: SmallHouse) -> int:
    with house.writing() as work:
        return sample.exception(work, "G05", "10:30", "班车 10:20 到达")


def filled(dialog: AskException, gather: QTime) -> AskException:
    dialog.project.setEditText("G05")
    dialog.day.setDate(QDate.fromString(NEXT, "yyyy-MM-dd"))
    dialog.open_at.setTime(QTime(9, 0))
    dialog.gather_at.setTime(gather)
    dialog.reason.setText("班车 10:20 到达")
    return dialog


class TestAsking:
    def test_enter_asks_for_the_times_that_are_typed(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        dialog = filled(opened(AskException(signed_in)), QTime(10, 30))
        assert "原则上最迟 10:00 集合" in dialog.said.text()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        rest(signed_in, settled)
        waiting = sees(house, signed_in, exceptions.exceptions_waiting)
        assert [(one.project, one.at, one.reason) for one in waiting] == [
            ("G05", sample.at("10:30"), "班车 10:20 到达")
        ]

    @pytest.mark.parametrize(("gather", "told"), [(QTime(10, 17), "硬性规定"), (QTime(9, 30), "不需要申请例外")])
    def test_what_is_hard_or_needs_none_is_not_asked_for(
        self, signed_in: Desk, requests: Direct, opened: Opened, gather: QTime, told: str
    ) -> None:
        dialog = filled(opened(AskException(signed_in)), gather)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert told in dialog.refusal.text()
        assert [act for act, _ in requests.asked if act == "projects.ask_exception"] == []

    def test_without_a_reason_nothing_is_asked(self, signed_in: Desk, requests: Direct, opened: Opened) -> None:
        dialog = filled(opened(AskException(signed_in)), QTime(10, 30))
        dialog.reason.clear()
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text() == "请写明理由。"
        assert nameless(dialog) == []

    def test_a_known_project_brings_its_times(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        with house.writing() as work:
            sample.project(work, "G06", open_at=sample.at("14:00"), gather_at=sample.at("15:00"))
        dialog = opened(AskException(signed_in))
        rest(signed_in, settled)
        dialog.project.setCurrentText("G06")
        dialog.project.activated.emit(dialog.project.findText("G06"))
        assert (dialog.times().open_at, dialog.times().gather_at) == (sample.at("14:00"), sample.at("15:00"))


class TestDeciding:
    def test_enter_on_a_line_and_enter_again_approves_it(
        self, signed_in: Desk, house: SmallHouse, asked: int, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(ExceptionsDialog(signed_in))
        assert "班车 10:20 到达" in dialog.detail.text()
        QTest.keyClick(dialog.waiting, Qt.Key.Key_Return)
        QTest.keyClick(child(dialog, DecideException), Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert dialog.waiting.records() == []
        assert dialog.found.text() == "没有等待处理的例外申请。"
        with house.writing() as work:
            sample.project(work, "G05", gather_at=sample.at("10:30"))  # refused but for the approval

    def test_a_refusal_needs_its_reason(
        self, signed_in: Desk, house: SmallHouse, asked: int, opened: Opened, settled: Settled
    ) -> None:
        about = sees(house, signed_in, exceptions.exceptions_waiting)[0]
        dialog = opened(DecideException(signed_in, about))
        dialog.turn_down.setChecked(True)
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.refusal.text() == "请写明不予批准的原因。"
        dialog.reason.setText("可改到 10:00")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert not dialog.isVisible()
        assert sees(house, signed_in, exceptions.exceptions_waiting) == ()

    def test_whoever_asked_cannot_approve(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled
    ) -> None:
        with house.writing() as work:
            mine = work.on_behalf_of(Principal(signed_in.viewer.account, frozenset({"operator"}), "M", "desk-1"))
            sample.exception(mine, "G05", "10:30", "班车 10:20 到达")
        about = sees(house, signed_in, exceptions.exceptions_waiting)[0]
        dialog = opened(DecideException(signed_in, about))
        assert not dialog.approve.isEnabled()
        assert dialog.said.text() == "例外不能由申请人自己批准，请由另一人批准。"

    def test_what_the_engine_refuses_stands_in_the_dialog(
        self, signed_in: Desk, house: SmallHouse, asked: int, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(DecideException(signed_in, sees(house, signed_in, exceptions.exceptions_waiting)[0]))
        with house.writing() as work:
            exceptions.refuse_exception(work.on_behalf_of(OTHER), number=asked, reason="可改到 10:00")
        dialog.accept_button.click()
        rest(signed_in, settled)
        assert dialog.isVisible()
        assert dialog.refusal.text() == f"第 {asked} 号例外申请不存在或已经处理。"

    def test_a_clerk_sees_the_list_and_is_told_who_decides(
        self, desk: Desk, asked: int, qtbot: QtBot, settled: Settled
    ) -> None:
        desk.sign_in("", Principal("qiantai", frozenset({"clerk"}), "M", "desk-1"))
        shown = sample.opening(qtbot, desk, settled)
        dialog = next(shown)(ExceptionsDialog(desk))
        assert not dialog.decide_button.isEnabled()
        assert "行政监督" in dialog.note.text()
        next(shown, None)


def test_the_month_lists_what_was_used_and_what_was_broken_and_another_month_is_empty(
    signed_in: Desk, house: SmallHouse, asked: int, opened: Opened, settled: Settled
) -> None:
    with house.writing() as work:
        exceptions.approve_exception(work.on_behalf_of(OTHER), number=asked)
        sample.project(work, "G05", gather_at=sample.at("10:30"))
    dialog = opened(ExceptionsDialog(signed_in))
    dialog.tabs.setCurrentIndex(1)
    assert [(one.project, one.status) for one in dialog.listed.records()] == [("G05", "used")]
    assert nameless(dialog) == []
    dialog.earlier.click()
    rest(signed_in, settled)
    assert dialog.in_month.text() == "这个月没有使用例外，也没有违规。"


def test_an_application_made_elsewhere_appears_by_itself(
    signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled, qtbot: QtBot
) -> None:
    dialog = opened(ExceptionsDialog(signed_in))
    with house.writing() as work:
        sample.exception(work, "G09", "10:30", "大雪封路")
    qtbot.waitUntil(lambda: [one.project for one in dialog.waiting.records()] == ["G09"], timeout=3000)
