"""The window: nothing before signing in, every page by key, honest about its connection, closing only when allowed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.control_room.window import ControlRoom
from app.control_room.window_pages import PAGES
from app.control_room.window_sound import Bell
from app.desk import Connection, Desk
from app.dialogs.refused import RefusedDialog
from app.widgets.alarm_data import AlarmRow
from app.widgets.command_palette import CommandPalette
from tests.app.conftest import Direct
from tests.house.conftest import SmallHouse
from venue.core.acts import Refused
from venue.core.messages import EngineTrouble, EngineWell
from venue.monitoring import alarms


@pytest.fixture
def window(desk: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]) -> Iterator[ControlRoom]:
    made = shown(ControlRoom(desk))
    settled(desk)
    yield made
    settled(desk)


def raise_one(house: SmallHouse, kind: str = "door_forced", **tags: str) -> int:
    with house.writing() as work:
        return alarms.raise_alarm(work, kind, **({"room": "MR", "device": "D-13"} | tags))


def enter(window: ControlRoom, settled: Callable[[Desk], None], viewed: Any = None) -> None:
    from venue.core.work import Principal

    roles = frozenset({"clerk", "operator", "patroller", "site_manager"})
    window.desk.sign_in("", Principal("zongkong", roles, "M", "desk-1"))
    settled(window.desk)


# ----------------------------------------------------------------------------------------------------------- before anybody


def test_before_signing_in_there_is_the_panel_and_the_count_of_alarms_but_not_what_they_are(
    house: SmallHouse, window: ControlRoom, settled: Callable[[Desk], None]
) -> None:
    raise_one(house)
    window.alarms.look()
    settled(window.desk)
    assert (window.stack.currentWidget(), window.nav.isVisible(), window.pages) == (window.sign_in, False, {})
    assert "紧急 1" in window.alarm_bar.accessibleDescription()
    assert "D-13" not in window.alarm_bar.words()


def test_no_page_opens_while_nobody_is_signed_in(window: ControlRoom) -> None:
    window.open_page("people")
    assert window.current_page() is None


def test_the_first_page_after_signing_in_is_the_overview(window: ControlRoom, settled: Callable[[Desk], None]) -> None:
    enter(window, settled)
    assert (window.current_page(), window.nav.isVisible()) == ("overview", True)


def test_signing_out_closes_every_page_with_what_it_showed(
    window: ControlRoom, settled: Callable[[Desk], None]
) -> None:
    enter(window, settled)
    window.open_page("people")
    window.sign_out()
    settled(window.desk)
    assert (window.pages, window.stack.currentWidget()) == ({}, window.sign_in)


def test_an_act_refused_for_want_of_a_session_leads_back_to_the_panel(
    window: ControlRoom, settled: Callable[[Desk], None]
) -> None:
    enter(window, settled)
    window.desk.tasks.refused.emit(Refused("act.sign_in_first", act="x"))
    settled(window.desk)
    assert (window.desk.viewer.account, window.sign_in.entry.fault.text()) == ("", "登录已失效，请重新登录。")


def test_signing_out_closes_every_dialog(window: ControlRoom, settled: Callable[[Desk], None]) -> None:
    enter(window, settled)
    window.dialogs.keys()
    window.change_password()
    window.dialogs.fault(Refused("act.unknown", act="x"))
    window.sign_out()
    settled(window.desk)
    assert window.dialogs.open() == ()


def test_a_session_that_has_run_out_signs_out(window: ControlRoom, settled: Callable[[Desk], None]) -> None:
    enter(window, settled)
    window.sign_in.entered.emit(window.desk.now())
    window._tick()
    settled(window.desk)
    assert window.desk.viewer.account == ""


# --------------------------------------------------------------------------------------------------------------------- keys


def test_control_and_a_figure_opens_each_page(
    window: ControlRoom, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    enter(window, settled)
    opened = []
    for number, _ in enumerate(PAGES, start=1):
        qtbot.keyClick(window, Qt.Key(ord(str(number))), Qt.KeyboardModifier.ControlModifier)
        opened.append(window.current_page())
    settled(window.desk)
    assert opened == [entry.key for entry in PAGES]


@pytest.mark.parametrize("key", [Qt.Key.Key_F2, Qt.Key.Key_K])
def test_f2_and_control_k_open_the_palette(
    window: ControlRoom, qtbot: QtBot, settled: Callable[[Desk], None], key: Qt.Key
) -> None:
    enter(window, settled)
    held = Qt.KeyboardModifier.ControlModifier if key == Qt.Key.Key_K else Qt.KeyboardModifier.NoModifier
    qtbot.keyClick(window, key, held)
    assert [palette.isVisible() for palette in window.findChildren(CommandPalette)] == [True]
    window.findChild(CommandPalette).reject()


def test_the_palette_leads_to_a_room_on_the_plan(window: ControlRoom, settled: Callable[[Desk], None]) -> None:
    enter(window, settled)
    window._chosen("room:E1")
    settled(window.desk)
    page = window.pages["overview"]
    assert (page.side.what, page.plan.plan.floor()) == (("room", "E1"), "F2")


def test_a_question_mark_lists_the_keys(window: ControlRoom, qtbot: QtBot) -> None:
    from app.widgets.key_list import KeyList

    qtbot.keyClick(window, Qt.Key.Key_Question, Qt.KeyboardModifier.ShiftModifier)
    assert window.findChild(KeyList) is not None
    window.findChild(KeyList).reject()


def test_key_a_acknowledges_nothing_on_a_page_without_alarms_but_shows_them(
    house: SmallHouse, window: ControlRoom, qtbot: QtBot, requests: Direct, settled: Callable[[Desk], None]
) -> None:
    number = raise_one(house)
    window.alarms.look()
    enter(window, settled)
    window.open_page("people")
    settled(window.desk)
    qtbot.keyClick(window, Qt.Key.Key_A)
    settled(window.desk)
    assert window.current_page() == "overview"
    assert window.pages["overview"].alarms.table.selected() == str(number)
    assert "alarms.acknowledge" not in [name for name, _ in requests.asked]


def test_typing_an_a_into_a_field_is_no_key(
    house: SmallHouse, window: ControlRoom, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    enter(window, settled)
    window.open_page("people")
    window.activateWindow()
    search = window.pages["people"].feed.filter.search
    search.setFocus()
    qtbot.keyClicks(search, "a")
    settled(window.desk)
    assert (search.text(), window.current_page()) == ("a", "people")


def test_full_screen_and_back(window: ControlRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert window.isFullScreen()
    qtbot.keyClick(window, Qt.Key.Key_F11)
    assert not window.isFullScreen()


# --------------------------------------------------------------------------------------------------------------- connection


def test_a_silent_engine_is_said_with_what_still_works(window: ControlRoom) -> None:
    now = window.desk.now()
    window.desk.stand(Connection(engine=False, broker=True, database=True, heard_at=now, fault="silent"))
    assert "引擎没有响应" in window.banner.words()
    assert "出门不受限，评标区不开放" in window.banner.words()
    assert window.banner.isVisible()


def test_the_banner_goes_when_the_engine_is_back(window: ControlRoom) -> None:
    now = window.desk.now()
    window.desk.stand(Connection(heard_at=now, fault="silent"))
    window.desk.stand(Connection(engine=True, broker=True, database=True, heard_at=now))
    assert not window.banner.isVisible()


def test_an_engine_that_cannot_write_says_so_until_it_can(house: SmallHouse, window: ControlRoom, qtbot: QtBot) -> None:
    house.bus.publish(EngineTrouble(since=1, fault="OperationalError"))
    qtbot.waitUntil(lambda: "数据库无法写入" in window.banner.words())
    house.bus.publish(EngineWell(since=2))
    qtbot.waitUntil(lambda: not window.banner.isVisible())


def test_data_that_no_longer_come_are_said_to_be_old(house: SmallHouse, window: ControlRoom) -> None:
    window.connection.show_time()
    fresh = window.status_line.data_words()
    house.clock.advance(60_000)
    window.connection.show_time()
    assert (fresh, "已 60 秒" in window.status_line.data_words()) == ("数据截至 08:00:00", True)


def test_on_a_fast_day_the_age_is_counted_on_the_wall(house: SmallHouse, window: ControlRoom) -> None:
    house.clock.run(60.0)
    house.clock.run(0.0)
    window.desk.clock = type(
        "Fast", (), {"now": lambda self: window.desk.connection.heard_at + 120_000, "speed": 60.0}
    )()
    window.connection.show_time()
    assert "数据截至" in window.status_line.data_words()


def test_a_database_that_cannot_be_read_is_said_and_unsaid(
    window: ControlRoom, settled: Callable[[Desk], None]
) -> None:
    window.desk.tasks.failed.emit(OSError("gone"))
    said = window.banner.words()
    window.alarms.look()
    settled(window.desk)
    assert ("读取数据失败" in said, window.banner.isVisible()) == (True, False)


def test_a_refusal_that_no_page_took_is_shown_in_words(window: ControlRoom) -> None:
    window.desk.tasks.refused.emit(Refused("alarm.seen_before", number=3, by="li"))
    dialog = window.findChild(RefusedDialog)
    assert "3 号报警已由 li 确认" in dialog.accessibleDescription()
    dialog.reject()


# --------------------------------------------------------------------------------------------------- appearance and closing


def test_theme_and_language_change_while_it_runs(window: ControlRoom, qapp: QApplication) -> None:
    window._does["theme"]()
    window._does["language"]()
    qapp.processEvents()
    assert (theme.current().name, window.preferences.language) == ("light", "en")
    assert PAGES[0].words == "Overview"
    assert window.windowTitle().startswith("Linjiang")
    window._does["theme"]()


def test_a_window_that_may_not_close_stays(desk: Desk, shown: Callable[..., QWidget]) -> None:
    asked: list[ControlRoom] = []
    window = shown(ControlRoom(desk, on_close=lambda one: bool(asked.append(one))))
    window.close()
    assert (window.isVisible(), asked) == (True, [window])
    window._on_close = None


def test_answers_that_come_after_the_window_has_gone_meet_nobody(
    house: SmallHouse, desk: Desk, qapp: QApplication, settled: Callable[[Desk], None]
) -> None:
    window = ControlRoom(desk)
    window._after_paint()
    enter(window, lambda desk: None)
    window.pages["overview"].refresh()
    shiboken6.delete(window)
    settled(desk)
    assert not shiboken6.isValid(window)


def test_the_first_paint_is_told_once(desk: Desk, shown: Callable[..., QWidget], qtbot: QtBot) -> None:
    window = ControlRoom(desk)
    told: list[int] = []
    window.painted.connect(lambda: told.append(1))
    shown(window)
    qtbot.waitUntil(lambda: bool(told))
    window.repaint()
    QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
    assert told == [1]


def test_every_control_has_a_name_that_can_be_spoken(window: ControlRoom, settled: Callable[[Desk], None]) -> None:
    enter(window, settled)
    nameless = []
    for entry in PAGES:
        window.open_page(entry.key)
        settled(window.desk)
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView):
            nameless += [
                f"{entry.key}: {type(one).__name__}" for one in window.findChildren(kind) if _is_mute(one, window)
            ]
    assert nameless == []


def _is_mute(one: QWidget, window: ControlRoom) -> bool:
    if not one.isVisibleTo(window) or type(one.parent()).__name__ in (
        "QComboBoxPrivateContainer",
        "QTabBar",
        "QTabWidget",
    ):
        return False
    inner = isinstance(one.parent(), QLineEdit | QComboBox | QAbstractItemView) or one.objectName().startswith("qt_")
    text = one.text() if isinstance(one, QAbstractButton) else ""
    return not inner and not (one.accessibleName() or text)


# -------------------------------------------------------------------------------------------------------------------- sound


def test_an_urgent_alarm_is_heard_until_it_is_muted_and_a_new_one_is_heard_again() -> None:
    rung: list[int] = []
    bell = Bell(ring=lambda: rung.append(1))
    first = AlarmRow("1", 1, 100, "", "")
    bell.set_alarms((first,))
    bell.mute()
    muted = (len(rung), bell.ringing)
    bell.set_alarms((first, AlarmRow("2", 2, 200, "", "")))
    assert (muted, len(rung), bell.ringing) == ((1, False), 2, True)
    bell.set_on(False)


def test_an_alarm_of_low_priority_is_only_seen() -> None:
    rung: list[int] = []
    bell = Bell(ring=lambda: rung.append(1))
    bell.set_alarms((AlarmRow("1", 3, 100, "", ""), AlarmRow("2", 1, 100, "", "", state="acknowledged")))
    assert (rung, bell.ringing) == ([], False)
