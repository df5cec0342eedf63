"""The list of alarms and the strip over each page."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.alarm_bar import AlarmBar
from app.widgets.alarm_data import AlarmRow, calling_counts, event_words, in_order, state_words
from app.widgets.alarm_model import EVENT, STATE, AlarmModel
from app.widgets.alarm_table import AlarmTable
from tests.app.widgets.sample import at

ALARMS = (
    AlarmRow("low", 4, at(8, 58), "档案室", "门磁电量低 18%"),
    AlarmRow("known", 1, at(9, 50), "机房", "温度过高", "acknowledged", "李敏"),
    AlarmRow("urgent", 1, at(9, 42, 17), "中心机房", "强行开门"),
    AlarmRow("high", 2, at(9, 40), "第二评标室", "代理人员未离场", children=2),
    AlarmRow("gone", 2, at(9, 45), "第一评标室", "人数不符", "cleared"),
    AlarmRow("asleep", 3, at(9, 20), "服务大厅", "摄像机离线", "shelved", "王强", at(12)),
)


@pytest.fixture
def table(show: Callable[..., QWidget]) -> AlarmTable:
    made = AlarmTable()
    made.set_alarms(ALARMS)
    shown = show(made, 640, 300)
    shown.setFocus()
    return shown


def order(table: AlarmTable) -> list[str]:
    model = table.model()
    return [model.alarm(row).id for row in range(model.rowCount())]


def test_alarms_that_call_come_first_then_by_priority(table: AlarmTable) -> None:
    assert order(table) == ["urgent", "high", "low", "gone", "known", "asleep"]


def test_newer_alarms_of_one_priority_come_first() -> None:
    older, newer = AlarmRow("o", 2, at(9), "", ""), AlarmRow("n", 2, at(10), "", "")
    assert [alarm.id for alarm in in_order((older, newer))] == ["n", "o"]


def test_a_acknowledges_the_selected_alarm_only(table: AlarmTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    table.select("high")
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert told == ["high"]


def test_s_shelves_and_f1_opens_the_guide(table: AlarmTable, qtbot: QtBot) -> None:
    table.select("urgent")
    with qtbot.waitSignal(table.shelve_requested) as shelved:
        qtbot.keyClick(table, Qt.Key.Key_S)
    with qtbot.waitSignal(table.guide_requested) as guide:
        qtbot.keyClick(table, Qt.Key.Key_F1)
    assert (shelved.args, guide.args) == (["urgent"], ["urgent"])


def test_nothing_is_acknowledged_without_a_selection(table: AlarmTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert told == []


def test_an_acknowledged_alarm_is_not_acknowledged_again(table: AlarmTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    table.select("known")
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert told == []


def test_a_new_alarm_never_slips_under_the_key(table: AlarmTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    table.select("high")
    table.set_alarms((*ALARMS, AlarmRow("new", 1, at(9, 59), "机房", "水浸")))
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert told == ["high"]


def test_when_the_selected_alarm_leaves_the_list_nothing_is_selected(table: AlarmTable, qtbot: QtBot) -> None:
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    table.select("high")
    table.set_alarms(tuple(alarm for alarm in ALARMS if alarm.id != "high"))
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert (told, table.selected()) == ([], None)


def test_no_key_acknowledges_what_is_not_on_the_screen(table: AlarmTable, qtbot: QtBot, qapp: QApplication) -> None:
    many = tuple(AlarmRow(f"a{n:02}", 2, at(9, n), "评标区", "测试") for n in range(50))
    table.set_alarms(many)
    table.select("a00")
    table.scrollToTop()
    qapp.processEvents()
    told: list[str] = []
    table.acknowledge_requested.connect(told.append)
    qtbot.keyClick(table, Qt.Key.Key_A)
    assert told == []
    qtbot.keyClick(table, Qt.Key.Key_A)  # the list has scrolled to it: now it is seen
    assert told == ["a00"]


def test_one_changed_alarm_leaves_the_other_rows_in_peace(qtbot: QtBot) -> None:
    model = AlarmModel(ALARMS)
    resets: list[bool] = []
    model.modelReset.connect(lambda: resets.append(True))
    with qtbot.waitSignal(model.dataChanged) as changed:
        model.set_alarms(tuple(replace(a, who="张三") if a.id == "known" else a for a in ALARMS))
    assert changed.args[0].row() == 4
    assert resets == []


def test_states_are_told_with_who_and_until_when() -> None:
    assert state_words(ALARMS[5]) == "已搁置至 12:00 · 王强"
    assert state_words(ALARMS[1]) == "已确认 · 李敏"
    assert state_words(ALARMS[4]) == "已恢复，未确认"


def test_alarms_of_one_cause_are_counted() -> None:
    assert event_words(ALARMS[3]) == "代理人员未离场（另 2 条同源）"


def test_a_screen_reader_hears_priority_in_digit_and_word(table: AlarmTable) -> None:
    index = table.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "1 紧急"
    assert table.model().headerData(EVENT, Qt.Orientation.Horizontal) == "事件"


def test_the_event_keeps_its_place_in_a_narrow_list(table: AlarmTable, qapp: QApplication) -> None:
    for width in (380, 520, 900):
        table.resize(width, 300)
        qapp.processEvents()
        rest = table.viewport().width() - table.columnWidth(0) - table.columnWidth(1)
        assert table.columnWidth(EVENT) >= rest * 0.39
        assert sum(table.columnWidth(column) for column in range(STATE + 1)) == table.viewport().width()


def test_it_paints_in_both_themes(each_theme: str, show: Callable[..., QWidget]) -> None:
    made = AlarmTable()
    made.set_alarms(ALARMS)
    assert not show(made, 600, 240).grab().isNull()


# The strip over each page


def test_the_strip_shows_the_most_urgent_alarm_and_opens_it(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    bar = AlarmBar()
    bar.set_alarms(ALARMS)
    show(bar, 900, 32)
    with qtbot.waitSignal(bar.alarm_chosen) as told:
        qtbot.mouseClick(bar, Qt.MouseButton.LeftButton)
    assert told.args == ["urgent"]
    assert bar.words() == "09:42:17  中心机房  强行开门"


def test_the_strip_counts_only_what_nobody_has_acknowledged() -> None:
    assert calling_counts(ALARMS) == {1: 1, 2: 2, 3: 0, 4: 1}


def test_the_strip_says_so_when_nothing_calls(show: Callable[..., QWidget]) -> None:
    bar = AlarmBar()
    bar.set_alarms((ALARMS[1],))
    assert bar.words() == "当前没有未确认的报警"
    assert bar.accessibleName() == "报警条：当前没有未确认的报警"
