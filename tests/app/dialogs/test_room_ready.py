"""The room dialog: what is missing in words, fresh after notices, and what somebody on the spot has done about it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.room_ready import AGAIN, BY_HAND, CLEAN, LEFT, REMEDIES, RoomReady, lack_words, likely
from tests.app.conftest import Direct
from tests.app.dialogs.names import nameless
from tests.house.conftest import SmallHouse, project
from tests.house.test_room_readiness import answer, at, speak
from venue.conduct.patrol_views import findings_of
from venue.core.work import Principal
from venue.operations.readiness import RoomState, room_states
from venue.operations.readiness_rules import Lack, RoomFacts, lacks_of

Settled = Callable[[Desk], None]
Opened = Callable[[Form], Any]


@pytest.fixture
def planned(house: SmallHouse, signed_in: Desk) -> SmallHouse:
    """G01 opens in K1 at 09:00 and is evaluated in E1 at 10:15; it is 08:00."""
    with house.writing() as work:
        project(work, "G01", room="E1")
    speak(house)
    return house


def do(dialog: RoomReady, deed: str, settled: Settled, words: str = "") -> None:
    dialog.deeds[deed].click()
    dialog.words.setText(words)
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    for _ in range(2):
        settled(dialog.desk)


def shown(dialog: RoomReady) -> list[str]:
    return [lack_words(dialog.desk, one) for one in dialog.lacks.records()]


def state(house: SmallHouse, desk: Desk) -> RoomState:
    with house.database.reading() as read:
        return next(one for one in room_states(read, desk.viewer) if one.room == "E1")


def test_what_is_missing_stands_there_in_words(planned: SmallHouse, signed_in: Desk, opened: Opened) -> None:
    at(planned, "09:15")
    dialog = opened(RoomReady(signed_in, "E1"))
    assert dialog.windowTitle() == "功能室备场：评标一室（E1）"
    assert dialog.session.text().startswith("下一场：G01，10:15 开始")
    assert (dialog.standing.text(), shown(dialog)) == ("未就绪：还缺 1 项", ["正在备场"])
    assert nameless(dialog) == []


def test_it_is_fresh_after_a_notice(
    planned: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled, qtbot: QtBot
) -> None:
    (order,) = at(planned, "09:15")
    dialog = opened(RoomReady(signed_in, "E1"))
    answer(planned, order)
    qtbot.waitUntil(lambda: dialog.standing.text() == "已就绪")
    assert dialog.lacks.isHidden()


def test_a_failed_step_is_named_in_the_operators_words(
    planned: SmallHouse, signed_in: Desk, opened: Opened, requests: Direct, settled: Settled
) -> None:
    (order,) = at(planned, "09:15")
    answer(planned, order, "light")
    dialog = opened(RoomReady(signed_in, "E1"))
    assert shown(dialog) == ["备场项目未通过：照明"]
    assert dialog.deed() == AGAIN
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(signed_in)
    assert requests.asked == [("rooms.arm", {"room": "E1"})]
    assert dialog.told.text().endswith("号备场指令，等待房间控制器答复。")


def test_something_left_becomes_a_finding_and_needs_words(
    planned: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
) -> None:
    at(planned, "09:15")
    dialog = opened(RoomReady(signed_in, "E1"))
    do(dialog, LEFT, settled)
    assert dialog.refusal.text() == "有遗留物品时，请写明是什么。"
    do(dialog, LEFT, settled, "样品一箱")
    assert dialog.told.text() == "已登记 1 号复核，遗留物品记为 1 号问题，处理销号后才能就绪。"
    with planned.database.reading() as read:
        assert [one.words for one in findings_of(read, signed_in.viewer)] == ["样品一箱"]


def test_a_clean_check_is_one_key(
    planned: SmallHouse, signed_in: Desk, opened: Opened, requests: Direct, settled: Settled
) -> None:
    dialog = opened(RoomReady(signed_in, "E2"))
    assert dialog.standing.text() == "没有待备场次"
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    settled(signed_in)
    assert requests.asked == [("rooms.check", {"room": "E2"})]
    assert dialog.told.text() == "已登记 1 号复核：无遗留。"


def test_a_silent_controller_suggests_the_hand_and_the_hand_makes_it_ready(
    planned: SmallHouse, signed_in: Desk, opened: Opened, settled: Settled
) -> None:
    at(planned, "09:15")
    at(planned, "09:19")
    dialog = opened(RoomReady(signed_in, "E1"))
    assert dialog.deed() == BY_HAND
    do(dialog, BY_HAND, settled)
    assert dialog.refusal.text() == "请写明怎么备的场。"
    do(dialog, BY_HAND, settled, "现场通电试录")
    at(planned, "09:20")
    assert state(planned, signed_in).ready


def test_a_room_without_a_session_cannot_be_prepared_and_says_so(
    planned: SmallHouse, signed_in: Desk, opened: Opened, requests: Direct, settled: Settled
) -> None:
    dialog = opened(RoomReady(signed_in, "E2"))
    do(dialog, AGAIN, settled)
    assert dialog.refusal.text() == "评标二室（E2） 今天没有待开始的场次。"
    assert requests.asked == []


def test_everything_that_can_be_missing_has_a_remedy() -> None:
    facts = {"used_until": 1, "objects": (1,), "strangers": 1, "failed": ("air",), "unrecorded": ("C-1",)}
    many = (RoomFacts(in_use_by="G01"), *(RoomFacts(**facts, order=order) for order in ("", "asked", "silent")))
    sensed = (RoomFacts(sensed=1), RoomFacts(sensed=-1))
    assert {lack.code for one in (*many, *sensed) for lack in lacks_of(one)} == REMEDIES.keys()


def test_who_may_not_register_reads_who_may(planned: SmallHouse, desk: Desk, opened: Opened, settled: Settled) -> None:
    desk.sign_in("", Principal("jianzheng", frozenset({"witness"}), "M", "desk-1"))
    dialog = opened(RoomReady(desk, "E1"))
    do(dialog, CLEAN, settled)
    assert dialog.refusal.text() == "您的身份不能登记：由总控员、巡查员、前台或现场管理负责人登记。"


@pytest.mark.parametrize(
    ("lacks", "deed"),
    [
        ((), CLEAN),
        (("rooms.check_due", "rooms.controller_silent"), CLEAN),
        (("rooms.controller_silent",), BY_HAND),
        (("rooms.object_left", "rooms.step_failed"), AGAIN),
        (("rooms.step_failed",), AGAIN),
    ],
)
def test_what_is_offered_first_is_what_is_missing_first(lacks: tuple[str, ...], deed: str) -> None:
    found = tuple(Lack(code) for code in lacks)
    assert likely(RoomState("E1", 1, "G01", 0, not lacks, not lacks, found, 0)) == deed
