"""The wait-list with what proves its order, and holds that are confirmed, made longer or given back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.held_rooms import HoldsDialog
from app.dialogs.reason import ReasonDialog
from app.dialogs.waiting_list import WaitingListDialog
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import sees
from tests.app.dialogs.times_sample import NEXT, Opened, Settled, child, rest
from tests.house.conftest import SmallHouse
from venue.core.clock import MINUTE
from venue.core.work import Principal
from venue.projects import approvals
from venue.schedule import bookings, holds, waiting


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def queue(house: SmallHouse) -> list[int]:
    """G61 and G62 wait for the hall in the morning, G63 for the afternoon."""
    with house.writing() as work:
        numbers = sample.queue(work, "G61", "G62")
        sample.project(work, "G63", "auction", category="state_property")
        numbers.append(waiting.join(work, project="G63", wanted=sample.hall("14:00", "15:00"), reason="", complete=0))
    return numbers


class TestWaitingList:
    def test_the_order_is_shown_with_the_entries_of_the_book_that_prove_it(
        self, signed_in: Desk, house: SmallHouse, queue: list[int], opened: Opened
    ) -> None:
        dialog = opened(WaitingListDialog(signed_in))
        shown = dialog.list.records()
        assert [one.project for one in shown] == ["G61", "G62", "G63"]
        assert [one.position for one in shown] == sorted(one.position for one in shown)
        assert f"账本第 {shown[0].position} 条" in dialog.detail.text()
        assert nameless(dialog) == []

    def test_offering_goes_by_the_order_and_says_why_somebody_was_passed_over(
        self, signed_in: Desk, queue: list[int], opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(WaitingListDialog(signed_in))
        dialog.offer_button.click()
        rest(signed_in, settled)
        assert dialog.outcome.text() == "已让号给 G63"
        assert "P1 已由项目 G60 占用" in dialog.detail.text()
        assert [(one.number, one.passed) for one in dialog.offers.records()] == [
            (queue[2], queue[0]),
            (queue[2], queue[1]),
        ]
        assert dialog.verdict.text().startswith("核对相符")

    def test_an_offer_out_of_order_is_said_in_red(
        self, signed_in: Desk, queue: list[int], opened: Opened, settled: Settled, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(waiting, "fair", lambda *_: False)
        dialog = opened(WaitingListDialog(signed_in))
        rest(signed_in, settled)
        assert dialog.verdict.text().startswith("核对不符")
        assert dialog.verdict.property("tone") == "abnormal"

    def test_leaving_needs_a_reason_and_closes_the_gap(
        self, signed_in: Desk, queue: list[int], opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(WaitingListDialog(signed_in))
        dialog.leave_button.click()
        asking = child(dialog, ReasonDialog)
        QTest.keyClick(asking, Qt.Key.Key_Return)
        assert asking.refusal.text()
        asking.reason.setText("改期")
        QTest.keyClick(asking, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert [(one.turn, one.project) for one in dialog.list.records()] == [(1, "G62"), (2, "G63")]

    def test_an_empty_list_says_so_and_offers_nothing(self, signed_in: Desk, opened: Opened) -> None:
        dialog = opened(WaitingListDialog(signed_in))
        assert dialog.found.text() == "现在没有项目候补"
        assert not dialog.offer_button.isEnabled()
        assert not dialog.leave_button.isEnabled()

    def test_whoever_need_not_know_sees_no_secret_project(
        self, desk: Desk, house: SmallHouse, qtbot: QtBot, settled: Settled
    ) -> None:
        with house.writing() as work:
            sample.project(work, "G99", "auction", category="state_property", secret=1)
            waiting.join(work, project="G99", wanted=sample.hall(), reason="", complete=0)
        desk.sign_in("", Principal("fuwu", frozenset({"centre_service"}), "M", "desk-1"))
        shown = sample.opening(qtbot, desk, settled)
        dialog = next(shown)(WaitingListDialog(desk))
        assert [one.project for one in dialog.list.records()] == ["涉密项目"]
        assert "G99" not in dialog.detail.text()
        next(shown, None)


class TestHolds:
    @pytest.fixture
    def held(self, house: SmallHouse) -> str:
        with house.writing() as work:
            sample.project(work, "G31")
            sample.taken(work, "G31", "E1", "10:15-12:00", held=1)
        return "G31"

    def statuses(self, house: SmallHouse, desk: Desk) -> list[str]:
        return [one.status for one in sees(house, desk, bookings.claims_on, day=NEXT)]

    def test_what_ends_soon_is_marked_and_tells_how_long_it_lasts(
        self, signed_in: Desk, house: SmallHouse, held: str, opened: Opened
    ) -> None:
        until = sees(house, signed_in, holds.holds_open)[0].until_at
        dialog = opened(HoldsDialog(signed_in))
        column = next(one for one in dialog._columns() if one.title == "还剩")
        calm = column.tone(dialog.chosen()).priority
        house.clock.set(until - 7 * MINUTE)
        assert (column.words(dialog.chosen()), calm, column.tone(dialog.chosen()).priority) == ("7 分钟", 0, 3)
        assert nameless(dialog) == []

    def test_confirming_makes_it_firm(
        self, signed_in: Desk, house: SmallHouse, held: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(HoldsDialog(signed_in))
        dialog.confirm_button.click()
        rest(signed_in, settled)
        assert self.statuses(house, signed_in) == ["claimed"]
        assert dialog.found.text() == "现在没有预留"

    def test_it_is_made_longer_once_and_then_says_why_not_again(
        self, signed_in: Desk, house: SmallHouse, held: str, opened: Opened, settled: Settled
    ) -> None:
        before = sees(house, signed_in, holds.holds_open)[0].until_at
        dialog = opened(HoldsDialog(signed_in, project=held))
        dialog.extend_button.click()
        asking = child(dialog, ReasonDialog)
        asking.reason.setText("等待批复")
        QTest.keyClick(asking, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert dialog.chosen().until_at > before
        assert not dialog.extend_button.isEnabled()
        assert "已经延长过一次" in dialog.note.text()

    def test_releasing_gives_it_back_with_a_reason(
        self, signed_in: Desk, house: SmallHouse, held: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(HoldsDialog(signed_in))
        dialog.drop_button.click()
        asking = child(dialog, ReasonDialog)
        assert "评标一室" in asking.intro.text()
        asking.reason.setText("改期")
        QTest.keyClick(asking, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert self.statuses(house, signed_in) == []

    def test_an_auction_without_its_plan_cannot_be_confirmed_until_it_is_approved(
        self, signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled, qtbot: QtBot
    ) -> None:
        with house.writing() as work:
            sample.land(work, "TD-1", "江北 12 号地块")
            sample.taken(work, "TD-1", hours="14:00-15:00", held=1)
        dialog = opened(HoldsDialog(signed_in))
        assert not dialog.confirm_button.isEnabled()
        assert "第五条" in dialog.note.text()
        with house.writing() as work:
            plan = {"document": "江政函〔2026〕31号", "body": "江北县人民政府", "on": "2026-11-02"}
            approvals.attach_plan(work, project="TD-1", **plan)
        qtbot.waitUntil(dialog.confirm_button.isEnabled, timeout=3000)

    def test_what_ran_out_meanwhile_is_refused_in_words(
        self, signed_in: Desk, house: SmallHouse, held: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(HoldsDialog(signed_in))
        dialog.desk.noticed.disconnect(dialog._hear)
        with house.writing() as work:
            holds.drop(work, project=held, reason="改期")
        dialog.confirm_button.click()
        rest(signed_in, settled)
        assert dialog.refusal.text() == signed_in.say("holds.none", {"project": "G31"})
