"""Land auctions wait for their approved plan; a draw of experts is entered as it was, legal or not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDateTime, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.approved_plan import MOMENT_FORM, AttachPlan, ExpertsDrawn, PlansDialog
from tests.app.conftest import Direct
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import sees
from tests.app.dialogs.times_sample import DAY, Opened, Settled, child, rest
from tests.house.conftest import SmallHouse
from venue.projects import exceptions, projects

TODAY = {"open_at": "10:00", "gather_at": "11:00", "draw_at": "06:30"}


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def auction(house: SmallHouse) -> str:
    with house.writing() as work:
        sample.project(work, "G01")
        sample.land(work, "TD-1", "江北 12 号地块")
        sample.taken(work, "TD-1", hours="14:00-15:00", held=1)
    return "TD-1"


class TestPlans:
    def test_only_land_auctions_are_listed_with_what_they_hold(
        self, signed_in: Desk, auction: str, opened: Opened
    ) -> None:
        dialog = opened(PlansDialog(signed_in))
        assert [(one.project.code, one.waits) for one in dialog.list.records()] == [("TD-1", True)]
        assert dialog.list.records()[0].until_at is not None
        assert "人民政府批准" in dialog.detail.text()
        assert nameless(dialog) == []

    def test_the_approval_is_entered_by_keyboard_and_the_project_waits_no_more(
        self, signed_in: Desk, house: SmallHouse, auction: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(PlansDialog(signed_in))
        QTest.keyClick(dialog.list, Qt.Key.Key_Return)
        form = child(dialog, AttachPlan)
        QTest.keyClicks(form.document, "2026-31")
        form.organ.setText("江北县人民政府")
        QTest.keyClick(form, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert [one.waits for one in dialog.list.records()] == [False]
        known = sees(house, signed_in, projects.project, code=auction)
        assert (known.approved_plan, known.plan_body, known.plan_date) == ("2026-31", "江北县人民政府", "2026-11-23")

    def test_what_is_missing_is_said_and_nothing_is_asked(
        self, signed_in: Desk, house: SmallHouse, requests: Direct, auction: str, opened: Opened
    ) -> None:
        form = opened(AttachPlan(signed_in, sees(house, signed_in, projects.project, code=auction)))
        QTest.keyClick(form, Qt.Key.Key_Return)
        assert form.refusal.text() == "请填写批准文号。"
        assert requests.asked == []

    def test_without_an_auction_the_dialog_says_so(self, signed_in: Desk, opened: Opened) -> None:
        dialog = opened(PlansDialog(signed_in))
        assert dialog.found.text() == "目前没有土地现场拍卖项目。"
        assert not dialog.attach_button.isEnabled()


class TestExpertsDrawn:
    def draw(self, dialog: ExpertsDrawn, moment: str) -> None:
        dialog.at.setDateTime(QDateTime.fromString(moment, MOMENT_FORM))

    def test_a_legal_draw_is_taken_down(
        self, signed_in: Desk, house: SmallHouse, auction: str, opened: Opened, settled: Settled
    ) -> None:
        dialog = opened(ExpertsDrawn(signed_in, project="G01"))
        self.draw(dialog, "2026-11-23 07:50")
        assert dialog.said.text() == "开标 2026-11-26 09:00，抽取时间符合规定。"
        assert nameless(dialog) == []
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        rest(signed_in, settled)
        assert sees(house, signed_in, projects.project, code="G01").drawn_at == sample.at("07:50", "2026-11-23")

    def test_a_draw_too_late_is_said_to_be_a_breach_and_stands_on_the_list_of_the_month(
        self, signed_in: Desk, house: SmallHouse, auction: str, opened: Opened, settled: Settled
    ) -> None:
        today = {name: sample.at(wall, DAY) for name, wall in TODAY.items()}
        with house.writing() as work:
            sample.project(work, "G09", **today)
        dialog = opened(ExpertsDrawn(signed_in, project="G09"))
        self.draw(dialog, f"{DAY} 07:40")
        assert "作为违规列入当月清单" in dialog.said.text()
        dialog.accept_button.click()
        rest(signed_in, settled)
        listed = sees(house, signed_in, exceptions.exceptions_of_month, month="2026-11")
        assert [(one.project, one.status) for one in listed] == [("G09", "breach")]

    def test_a_draw_to_come_is_not_asked_for(
        self, signed_in: Desk, requests: Direct, auction: str, opened: Opened
    ) -> None:
        dialog = opened(ExpertsDrawn(signed_in, project="G01"))
        self.draw(dialog, "2026-11-25 15:30")
        QTest.keyClick(dialog, Qt.Key.Key_Return)
        assert "还没有到" in dialog.refusal.text()
        assert requests.asked == []
