"""The dispatch page: what is dragged is judged while it is dragged, nothing changes without a reason, all of it by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QMenu, QWidget
from pytestqt.qtbot import QtBot

from app.control_room import dispatch_dialogs, dispatch_frame
from app.control_room.dispatch import DispatchPage
from app.control_room.dispatch_move import MoveDialog, StretchDialog
from app.desk import Desk
from app.dialogs.proposal import ProposalDialog
from tests.app.conftest import Direct
from tests.app.control_room import dispatch_day
from tests.app.dialogs.names import nameless
from tests.house.conftest import DAY, SmallHouse
from venue.core.clock import MINUTE, at_local
from venue.core.work import Principal
from venue.operations import dispatching

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
Settled = Callable[[Desk], None]


class Asked:
    """The question of every drag, and what is answered."""

    def __init__(self) -> None:
        self.questions: list[dict[str, Any]] = []
        self.allowed = True

    def drag(self, read: Any, viewer: Any, **args: Any) -> Any:
        self.questions.append(args)
        return dispatch_day.verdict(allowed=self.allowed)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    made = Asked()
    monkeypatch.setattr(dispatching, "drag", made.drag)
    monkeypatch.setattr(dispatch_frame, "read_day", dispatch_day.read_day)
    monkeypatch.setattr(dispatch_frame, "read_week", dispatch_day.read_week)
    return made


@pytest.fixture
def page(
    asked: Asked, house: SmallHouse, viewed: Desk, shown: Callable[..., QWidget], settled: Settled
) -> Iterator[DispatchPage]:
    house.clock.set(dispatch_day.NOW)
    made = shown(DispatchPage(viewed))
    settled(viewed)
    yield made
    for dialog in dialogs(made):
        dialog.reject()
    made.hide()
    settled(viewed)


def dialogs(page: DispatchPage) -> list[QDialog]:
    return [one for one in page.window().findChildren(QDialog) if one.isVisible()]


def bar_of(page: DispatchPage, project: str, row: str) -> str:
    return next(one.id for one in page.chart.day().bars if (one.project, one.row) == (project, row))


def stand(page: DispatchPage, project: str, row: str) -> None:
    page.chart.setFocus()
    page.chart.focus_on(bar_of(page, project, row))


def press(page: DispatchPage, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(page.chart, key, how)
    QCoreApplication.processEvents()


# -------------------------------------------------------------------------------------------------------------------- shown


def test_the_day_is_on_the_screen_with_its_looks(page: DispatchPage) -> None:
    states = {(one.project, one.row): one.state for one in page.chart.day().bars}
    assert states["G01", "E1"] == "running"
    assert states["G07", "K3"] == "held"
    assert states["G01", "K1"] == "done"
    assert [one.row for one in page.chart.day().blocks] == ["E9"]


def test_a_double_booking_is_named_over_the_plan_and_a_key_leads_to_it(page: DispatchPage) -> None:
    assert page.tools.conflict.isVisible()
    assert page.tools.conflict.text() == "1 间冲突"
    QTest.keyClick(page, Qt.Key.Key_F8)
    assert page.chart.bar(page.chart.focused_bar()).row == "E8"


def test_without_conflict_nothing_is_red(page: DispatchPage, settled: Settled, monkeypatch: pytest.MonkeyPatch) -> None:
    clean = dispatch_day.scene(clash=False)
    monkeypatch.setattr(dispatch_frame, "read_day", lambda *rest: clean)
    page.refresh()
    settled(page.desk)
    assert not page.tools.conflict.isVisible()


def test_requests_without_a_place_say_why(page: DispatchPage) -> None:
    listed = [page.requests.list.item(n) for n in range(page.requests.list.count())]
    assert [one.text() for one in listed] == ["G10 农贸市场改造", "G11 污水管网检测"]
    assert "合适的房间" in listed[0].toolTip()
    assert page.tabs.tabText(0) == "待排 2"


def test_the_session_says_what_it_holds_and_until_when_a_hold_lasts(page: DispatchPage) -> None:
    stand(page, "G07", "K3")
    press(page, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.session
    assert page.session.note.text().startswith("预留至 12:50")
    assert page.session.confirm_button.isVisible()


def test_a_firm_session_has_nothing_to_confirm(page: DispatchPage) -> None:
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Return)
    assert page.session.title.text() == "G06 水利枢纽监理"
    assert not page.session.confirm_button.isVisible()


def test_every_control_has_a_name(page: DispatchPage) -> None:
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        assert nameless(page) == []


# ----------------------------------------------------------------------------------------------------------------- dragging


def test_a_drag_asks_about_the_whole_project_and_shows_the_answer(
    page: DispatchPage, asked: Asked, settled: Settled
) -> None:
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Right, ALT)
    settled(page.desk)
    question = asked.questions[-1]
    assert question["project"] == "G06"
    assert question["open_at"] == at_local(DAY, "14:30")
    assert question["rooms"] == {"opening": "K2", "evaluation": "E6", "agency": "G1"}
    assert page.chart.verdict().tone == "caution"
    assert page.chart.verdict().more == "与方案的建议相比：时间偏移多 35 分钟"


def test_a_place_that_is_not_allowed_says_who_is_there_and_when_it_would_do(
    page: DispatchPage, asked: Asked, settled: Settled
) -> None:
    asked.allowed = False
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Down, ALT)
    settled(page.desk)
    verdict = page.chart.verdict()
    assert (verdict.tone, verdict.words) == ("no", "第三开标室 08:20–10:10 已由 G03 占用")
    assert "14:30、15:00" in verdict.more


def test_dropping_asks_why_and_then_the_engine(
    page: DispatchPage, requests: Direct, settled: Settled, qtbot: QtBot
) -> None:
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Right, ALT)
    press(page, Qt.Key.Key_Down, ALT)
    press(page, Qt.Key.Key_Return)
    settled(page.desk)
    dialog = dialogs(page)[0]
    assert isinstance(dialog, MoveDialog)
    assert "开标 14:00 → 14:30" in dialog.changes.text()
    assert "开标 第二开标室 → 第三开标室" in dialog.changes.text()
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    assert requests.asked == []
    dialog.reason.setText("代理申请推后")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(page.desk)
    told = {"project": "G06", "open_at": at_local(DAY, "14:30"), "reason": "代理申请推后"}
    rooms = {"opening": "K3", "evaluation": "E6", "agency": "G1"}
    assert requests.asked == [("dispatch.drop", {**told, "rooms": rooms})]


def test_an_offer_is_taken_with_a_button(page: DispatchPage, asked: Asked, settled: Settled, qtbot: QtBot) -> None:
    asked.allowed = False
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Right, ALT)
    press(page, Qt.Key.Key_Return)
    settled(page.desk)
    dialog = dialogs(page)[0]
    assert not dialog.accept_button.isEnabled()
    asked.allowed = True
    dialog.take(at_local(DAY, "15:00"))
    settled(page.desk)
    assert asked.questions[-1]["open_at"] == at_local(DAY, "15:00")
    assert dialog.accept_button.isEnabled()


def test_leaving_the_question_leaves_the_plan(page: DispatchPage, requests: Direct, settled: Settled) -> None:
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Right, ALT)
    press(page, Qt.Key.Key_Return)
    settled(page.desk)
    dialogs(page)[0].reject()
    assert page.chart.dragging is None
    assert requests.asked == []


def test_escape_lets_go_before_it_leaves_anything_else(page: DispatchPage) -> None:
    stand(page, "G06", "K2")
    press(page, Qt.Key.Key_Right, ALT)
    assert page.back()
    assert page.chart.dragging is None
    assert not page.back()


def test_a_stretched_end_is_judged_against_the_screen(page: DispatchPage, settled: Settled) -> None:
    stand(page, "G06", "E6")
    press(page, Qt.Key.Key_Right, ALT | Qt.KeyboardModifier.ShiftModifier)
    assert page.chart.verdict().tone == "good"
    press(page, Qt.Key.Key_Return)
    assert isinstance(dialogs(page)[0], StretchDialog)


def test_a_request_is_carried_from_the_list_by_keyboard(page: DispatchPage, asked: Asked, settled: Settled) -> None:
    page.requests.list.setFocus()
    page.requests.list.setCurrentRow(1)
    QTest.keyClick(page.requests.list, Qt.Key.Key_Return)
    settled(page.desk)
    assert page.chart.dragging.placing
    assert asked.questions[-1]["open_at"] == at_local(DAY, "15:00")
    assert set(asked.questions[-1]["rooms"]) == {"opening", "evaluation", "agency"}
    press(page, Qt.Key.Key_Right, ALT)
    settled(page.desk)
    assert asked.questions[-1]["open_at"] == at_local(DAY, "15:30")


def test_whoever_may_not_dispatch_moves_nothing(
    asked: Asked, house: SmallHouse, desk: Desk, shown: Callable[..., QWidget], settled: Settled
) -> None:
    house.clock.set(dispatch_day.NOW)
    desk.sign_in("", Principal("kan", frozenset({"supervisor"}), "M", "desk-1"))
    page = shown(DispatchPage(desk))
    settled(desk)
    assert not any(bar.movable for bar in page.chart.day().bars)
    assert not page.tools.booking.isVisible()
    assert not page.proposals.ask_button.isEnabled()
    page.hide()


# ---------------------------------------------------------------------------------------------------------------- proposals


def test_a_key_asks_the_solver(page: DispatchPage, requests: Direct, settled: Settled) -> None:
    page.proposals.seconds.setValue(30)
    QTest.keyClick(page, Qt.Key.Key_F5)
    settled(page.desk)
    assert requests.asked[0] == ("dispatch.ask", {"day": DAY, "days": 1, "seconds": 30})


def test_the_proposal_says_cost_bound_moves_and_whom_to_tell(page: DispatchPage) -> None:
    said = page.proposals.sheet.accessibleDescription()
    assert "时间偏移 0 分钟 → 30 分钟" in said
    assert "与最优相差至多 2.5%；改进 5 次" in said
    assert "13:30 → 14:00" in said
    assert "须通知 17 人" in said


def test_accepting_shows_both_plans_and_is_one_more_key(
    page: DispatchPage, requests: Direct, settled: Settled, qtbot: QtBot
) -> None:
    QTest.keyClick(page, Qt.Key.Key_Return, CONTROL)
    dialog = dialogs(page)[0]
    assert isinstance(dialog, ProposalDialog)
    assert {bar.project for bar in dialog.after.day().bars if bar.mark} == {"G05", "G08", "G11"}
    assert [line.change for line in dialog.about.moves][:2] == ["13:30 → 14:00", "评标八室 → 评标九室"]
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(page.desk)
    assert requests.asked[0] == ("dispatch.apply", {"number": 3, "seen_version": 7})


def test_a_proposal_whose_projects_have_changed_cannot_be_taken(
    page: DispatchPage, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = dispatch_day.scene()
    stale = replace(scene, proposals=(replace(scene.proposals[0], changed=("G05",)),))
    monkeypatch.setattr(dispatch_frame, "read_day", lambda *rest: stale)
    page.refresh()
    settled(page.desk)
    assert not page.proposals.compare_button.isEnabled()
    assert "G05 的占用已有变化" in page.proposals.sheet.accessibleDescription()


def test_a_search_that_goes_on_is_looked_at_again_and_may_be_stopped(
    page: DispatchPage, requests: Direct, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    scene = dispatch_day.scene()
    first = replace(scene.proposals[0], number=4, state="solving", elapsed_ms=400)
    later = replace(first, elapsed_ms=900, cost=replace(first.cost, total=99_000), better=6)
    for one in (first, later):
        monkeypatch.setattr(dispatch_frame, "read_day", lambda *rest, one=one: replace(scene, proposals=(one,)))
        page.refresh()
        settled(page.desk)
    assert page.proposals.trend.steps() == ((400, 100_463), (900, 99_000))
    assert not page.proposals.ask_button.isEnabled()
    page.proposals.stop_button.click()
    settled(page.desk)
    assert requests.asked == [("dispatch.stop", {"number": 4})]


# -------------------------------------------------------------------------------------------------------------- day and week


def test_the_week_shows_the_load_of_each_day_and_opens_one(page: DispatchPage, settled: Settled, qtbot: QtBot) -> None:
    page.other_view()
    page.refresh()
    settled(page.desk)
    assert page.in_week
    assert page.tools.date.text() == "11月23日 – 11月29日"
    page.week.setFocus()
    QTest.keyClick(page.week, Qt.Key.Key_Right)
    QTest.keyClick(page.week, Qt.Key.Key_Return)
    assert not page.in_week
    assert page.day == "2026-11-24"


def test_a_key_opens_what_else_belongs_to_the_plan(
    page: DispatchPage, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[Any, ...]] = []

    def build(self: dispatch_dialogs.More, *about: Any) -> QDialog:
        opened.append((self.name, about[1]))
        return QDialog(about[-1])

    monkeypatch.setattr(dispatch_dialogs.More, "build", build)
    QTest.keyClick(page, Qt.Key.Key_F10)
    menu = page.findChild(QMenu)
    assert [one.text() for one in menu.actions()] == [one.words for one in dispatch_dialogs.more()]
    menu.actions()[0].trigger()
    menu.close()
    assert opened == [("WaitingListDialog", DAY)]


def test_a_link_leads_to_the_bar_wherever_it_is(page: DispatchPage) -> None:
    page._link("project", "G08")
    assert page.chart.bar(page.chart.focused_bar()).project == "G08"
    page._link("project", "G10")
    assert page.tabs.currentWidget() is page.requests


def test_a_search_result_jumps_to_the_project(
    asked: Asked, house: SmallHouse, viewed: Desk, shown: Callable[..., QWidget], settled: Settled
) -> None:
    house.clock.set(dispatch_day.NOW)
    page = DispatchPage(viewed)
    page.focus(project="G06")
    shown(page)
    settled(viewed)
    assert page.chart.bar(page.chart.focused_bar()).project == "G06"
    page.hide()


def test_the_line_of_the_present_moves_by_itself(page: DispatchPage, house: SmallHouse, qtbot: QtBot) -> None:
    house.clock.set(dispatch_day.NOW + MINUTE)
    page._beat.timeout.emit()
    assert page.chart._now == dispatch_day.NOW + MINUTE
