"""Cards, lines, bars, search and the other building blocks."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets import matching
from app.widgets.badge import KindBadge
from app.widgets.command_palette import Command, CommandPalette, found
from app.widgets.empty_state import EmptyState
from app.widgets.figure_card import FigureCard
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.key_list import KeyGroup, KeyList
from app.widgets.nav_bar import NavBar, NavItem
from app.widgets.page_header import PageHeader
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.search_box import SearchBox
from app.widgets.status_line import Link, StatusLine
from app.widgets.words import ROLE_GROUPS, ROLES, clock, long_date, look_of, word
from tests.app.widgets.sample import at

# Figures


def test_an_unknown_figure_is_a_dash_and_never_zero(show: Callable[..., QWidget]) -> None:
    card = FigureCard("在场人数")
    assert (card.value(), card.accessibleName()) == ("—", "在场人数 未知")
    card.set_value("0")
    assert (card.value(), card.accessibleName()) == ("0", "在场人数 0")


def test_an_abnormal_figure_is_red_and_marked(show: Callable[..., QWidget]) -> None:
    card = show(FigureCard("未确认报警"), 180, 64)
    card.set_value("2")
    calm = card.grab().toImage()
    card.set_value("2", priority=1)
    alarmed = card.grab().toImage()
    mark = (155, 17)
    assert alarmed.pixelColor(*mark) == theme.colour("p1")
    assert calm.pixelColor(*mark) in (theme.colour("panel"), theme.colour("raised"))  # raised under the pointer


def test_a_card_is_clicked_by_mouse_and_key(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    card = show(FigureCard("今日进出"), 180, 64)
    with qtbot.waitSignal(card.clicked):
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.clicked):
        qtbot.keyClick(card, Qt.Key.Key_Space)


# Status line


def status(show: Callable[..., QWidget]) -> StatusLine:
    line = StatusLine()
    line.set_links(
        (Link("engine", "引擎", "ok", "已连接"), Link("broker", "消息服务", "fault"), Link("cameras", "摄像机"))
    )
    return show(line, 900, 28)


def test_fresh_data_say_from_when_they_are(show: Callable[..., QWidget]) -> None:
    line = status(show)
    line.set_data_time(at(9, 42, 5), at(9, 42, 7))
    assert line.data_words() == "数据截至 09:42:05"


def test_data_that_have_stopped_say_since_when(show: Callable[..., QWidget]) -> None:
    line = status(show)
    line.set_data_time(at(9, 42, 5), at(9, 42, 42))
    assert line.data_words() == "⚠ 数据停在 09:42:05（已 37 秒）"
    assert line._data.property("tone") == "abnormal"


def test_no_data_yet_is_said(show: Callable[..., QWidget]) -> None:
    line = status(show)
    line.set_data_time(None, at(9))
    assert line.data_words() == "尚无数据"


def test_a_link_nobody_reports_is_unknown(show: Callable[..., QWidget]) -> None:
    line = status(show)
    assert line._links["cameras"].accessibleName() == "摄像机 未知（未知）"


def test_a_link_is_changed_in_place(show: Callable[..., QWidget]) -> None:
    line = status(show)
    before = line._links["broker"]
    line.set_links((Link("engine", "引擎", "ok"), Link("broker", "消息服务", "ok")))
    assert line._links["broker"] is before
    assert before.accessibleName() == "消息服务 正常（正常）"


# Navigation

PAGES = tuple(NavItem(f"p{n}", f"页面{n}", "map") for n in range(1, 12))


def test_ctrl_and_a_digit_choose_a_page(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    bar = show(NavBar(PAGES), 158, 600)
    chosen: list[str] = []
    bar.page_chosen.connect(chosen.append)
    bar.activateWindow()
    for key in (Qt.Key.Key_3, Qt.Key.Key_0):
        qtbot.keyClick(bar, key, Qt.KeyboardModifier.ControlModifier)
    assert chosen == ["p3", "p10"]
    assert bar.current() == "p10"


def test_setting_the_page_tells_nobody(show: Callable[..., QWidget]) -> None:
    bar = NavBar(PAGES)
    chosen: list[str] = []
    bar.page_chosen.connect(chosen.append)
    bar.set_current("p2")
    assert (bar.current(), chosen) == ("p2", [])


def test_what_waits_on_a_page_is_said(show: Callable[..., QWidget]) -> None:
    bar = show(NavBar(PAGES), 158, 600)
    bar.set_count("p4", 3, priority=1)
    assert bar._buttons["p4"].accessibleName() == "页面4，待处理 3 项"


def test_words_of_the_pages_can_change_and_the_page_stays(show: Callable[..., QWidget]) -> None:
    bar = show(NavBar(PAGES), 158, 600)
    bar.set_current("p2")
    bar.set_items((NavItem("p1", "Overview", "map"), NavItem("p2", "People", "users")))
    assert bar.current() == "p2"


# Header and badge


@pytest.mark.parametrize(("kind", "words"), [("real", "真实"), ("training", "培训数据"), ("sample", "样例数据")])
def test_the_nature_of_the_data_is_always_visible(show: Callable[..., QWidget], kind: str, words: str) -> None:
    badge = show(KindBadge(kind), 90, 22)
    assert badge.words() == words
    assert badge.accessibleName() == f"数据性质：{words}"


def test_training_and_sample_do_not_look_like_real(show: Callable[..., QWidget]) -> None:
    grounds = {
        kind: show(KindBadge(kind), 90, 22).grab().toImage().pixelColor(6, 11).name()
        for kind in ("real", "training", "sample")
    }
    assert grounds["training"] == grounds["sample"] == theme.tokens("dark")["text"]
    assert grounds["real"] != grounds["training"]


def test_the_header_shows_site_page_and_time_of_the_site(show: Callable[..., QWidget]) -> None:
    header = PageHeader("临江市公共资源交易中心", "sample")
    header.set_page("总览")
    header.set_clock(at(9, 43, 5))
    header.set_account("值班长 李敏")
    show(header, 1100, 40)
    assert header._title.text() == "临江市公共资源交易中心 · 总览"
    assert header._clock.text() == "2026年11月23日 星期一  09:43:05"
    assert header.account.accessibleName() == "当前账号 值班长 李敏"


# Empty state


def test_an_empty_page_says_what_to_do_and_does_it(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    empty = show(EmptyState("inbox", "还没有巡查计划", "请先确认巡查点，再生成计划。", action="生成计划"), 600, 300)
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(empty.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert (empty.accessibleName(), empty.accessibleDescription()) == ("还没有巡查计划", "请先确认巡查点，再生成计划。")


def test_the_words_of_an_empty_page_are_not_cut(show: Callable[..., QWidget]) -> None:
    empty = show(EmptyState("inbox", "空", "巡查计划由日历自动生成；" * 6, action="好"), 400, 320)
    assert empty._text.height() >= empty._text.heightForWidth(empty._text.width())


# Search


def test_search_speaks_at_once_for_enter_and_for_empty(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    box = show(SearchBox("姓名"), 200, 30)
    told: list[str] = []
    box.searched.connect(told.append)
    qtbot.keyClicks(box, "wang")
    assert told == []
    qtbot.keyClick(box, Qt.Key.Key_Return)
    box.clear()
    assert told == ["wang", ""]


def test_search_speaks_once_after_a_pause(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    box = show(SearchBox("姓名"), 200, 30)
    with qtbot.waitSignal(box.searched, timeout=2000) as told:
        qtbot.keyClicks(box, "wang")
    assert told.args == ["wang"]


@pytest.mark.parametrize(
    ("words", "typed", "rank"),
    [
        ("第一开标室", "第一", 0),
        ("第一开标室", "开标", 1),
        ("第一开标室", "dykbs", 2),
        ("第一开标室", "kbs", 3),
        ("重庆路仓库", "cq", 2),
        ("重庆路仓库", "zq", 2),
        ("第一开标室", "第室", 4),
        ("第一开标室", "xyz", None),
        ("G01 市政道路", "g01", 0),
    ],
)
def test_words_are_found_by_parts_and_by_initials(words: str, typed: str, rank: int | None) -> None:
    assert matching.rank(words, typed) == rank


COMMANDS = (
    Command("page.overview", "总览", "页面", "map", "Ctrl+1"),
    Command("room.K1", "第一开标室", "房间", "door-closed"),
    Command("room.E1", "第一评标室", "房间", "door-closed"),
    Command("act.ack", "确认选中的报警", "命令", "check", "A", more="acknowledge"),
)


def test_better_matches_come_first() -> None:
    assert [command.key for command in found(COMMANDS, "室")] == ["room.K1", "room.E1"]
    assert [command.key for command in found(COMMANDS, "kbs")] == ["room.K1"]
    assert [command.key for command in found(COMMANDS, "ackn")] == ["act.ack"]
    assert len(found(COMMANDS, "")) == len(COMMANDS)


def test_the_palette_chooses_with_arrows_and_enter(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    palette = CommandPalette()
    qtbot.addWidget(palette)
    palette.set_commands(COMMANDS)
    palette.ask()
    palette._field.setText("室")
    qtbot.keyClick(palette._field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.chosen) as told:
        qtbot.keyClick(palette._field, Qt.Key.Key_Return)
    assert told.args == ["room.E1"]
    assert not palette.isVisible()


def test_answers_from_outside_stand_below_the_commands(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    palette = CommandPalette()
    qtbot.addWidget(palette)
    palette.set_commands(COMMANDS)
    palette.ask()
    with qtbot.waitSignal(palette.searched) as asked:
        palette._field.setText("总")
    palette.set_found((Command("person.7", "总工 王某", "人员", "user"),))
    assert asked.args == ["总"]
    assert [command.key for command in palette.offered()] == ["page.overview", "person.7"]
    palette._field.setText("总览")
    assert [command.key for command in palette.offered()] == ["page.overview"]


def test_the_palette_says_when_nothing_fits(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    palette = CommandPalette()
    qtbot.addWidget(palette)
    palette.set_commands(COMMANDS)
    palette.ask()
    palette._field.setText("没有这样的东西")
    assert palette._none.isVisible()


# Filters


def filters() -> FilterBar:
    zones = Filter("zone", "区域", (("Z1", "开标区"), ("Z3", "评标区")))
    return FilterBar((zones, Filter("verdict", "结果", (("ok", "放行"), ("no", "拒绝")))), hint="姓名、门")


def test_filters_tell_only_what_is_set(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    bar = show(filters(), 800, 40)
    with qtbot.waitSignal(bar.changed) as told:
        bar.choose("zone", "Z3")
    assert told.args == [{"zone": "Z3"}]
    bar.search.setText("王")
    qtbot.keyClick(bar.search, Qt.Key.Key_Return)
    assert bar.chosen() == {"zone": "Z3", "text": "王"}


def test_clear_sets_nothing_and_hides_itself(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    bar = show(filters(), 800, 40)
    bar.choose("verdict", "no")
    assert bar._clear.isVisible()
    qtbot.mouseClick(bar._clear, Qt.MouseButton.LeftButton)
    assert bar.chosen() == {}
    assert not bar._clear.isVisible()


def test_the_bar_says_how_many_lines_are_left(show: Callable[..., QWidget]) -> None:
    bar = filters()
    bar.set_count(128, 2310)
    assert bar._count.text() == "128 / 2310 条"
    bar.set_count(9, 9)
    assert bar._count.text() == "共 9 条"


# Records


@dataclass(frozen=True)
class Passage:
    id: int
    who: str
    refused: bool = False


def records() -> RecordTable:
    columns = (
        Column("人员", lambda passage: passage.who, 120),
        Column(
            "结果",
            lambda p: "拒绝" if p.refused else "放行",
            0,
            lambda p: Tone(priority=2 if p.refused else 0, icon="check"),
        ),
    )
    return RecordTable(columns, name="门禁记录", key=lambda passage: passage.id)


def test_the_selection_belongs_to_the_record_and_not_to_the_line(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    table = show(records(), 400, 200)
    table.set_records([Passage(1, "甲"), Passage(2, "乙")])
    table.select(2)
    table.set_records([Passage(3, "丙"), Passage(1, "甲"), Passage(2, "乙", refused=True)])
    assert table.currentIndex().row() == 2
    table.prepend([Passage(4, "丁")])
    assert table.currentIndex().row() == 3


def test_the_chosen_record_is_told_once(show: Callable[..., QWidget]) -> None:
    table = show(records(), 400, 200)
    chosen: list[Passage] = []
    table.chosen.connect(chosen.append)
    table.set_records([Passage(1, "甲"), Passage(2, "乙")])
    table.select(2)
    table.set_records([Passage(3, "丙"), Passage(1, "甲"), Passage(2, "乙")])
    assert chosen == [Passage(2, "乙")]


def test_a_feed_forgets_its_oldest_lines(show: Callable[..., QWidget]) -> None:
    table = show(records(), 400, 200)
    table.set_records([Passage(n, "甲") for n in range(10)])
    table.prepend([Passage(99, "乙")], most=5)
    assert [passage.id for passage in table.records()] == [99, 0, 1, 2, 3]


def test_new_lines_do_not_move_what_is_being_read(show: Callable[..., QWidget], qapp: QApplication) -> None:
    table = show(records(), 400, 200)
    table.set_records([Passage(n, "甲") for n in range(100)])
    qapp.processEvents()
    table.verticalScrollBar().setValue(40)
    table.prepend([Passage(200, "乙"), Passage(201, "丙")])
    assert table.verticalScrollBar().value() == 42


def test_records_paint_in_both_themes(each_theme: str, show: Callable[..., QWidget]) -> None:
    table = records()
    table.set_records([Passage(1, "甲"), Passage(2, "乙", refused=True)])
    assert not show(table, 400, 200).grab().isNull()


# Keys, words


def test_the_list_of_keys_is_read_aloud(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    keys = show(
        KeyList((KeyGroup("报警", (("A", "确认选中的报警"),)), KeyGroup("页面", (("Ctrl+K", "搜索"),)))), 400, 200
    )
    assert keys.accessibleDescription() == "A 确认选中的报警；Ctrl+K 搜索"
    qtbot.keyClick(keys, Qt.Key.Key_Escape)
    assert not keys.isVisible()


def test_every_role_has_a_word_and_a_group() -> None:
    assert ROLES.keys() == ROLE_GROUPS.keys()


def test_a_code_without_a_word_is_shown_as_it_is() -> None:
    assert word(ROLES, "astronaut") == "astronaut"
    assert look_of("no-such-phase") == "unknown"


def test_times_are_those_of_the_site() -> None:
    assert clock(at(9, 42, 5)) == "09:42:05"
    assert long_date(at(9, 42, 5)) == "2026年11月23日 星期一"


# Change of language and theme


def test_widgets_take_a_change_of_language_and_theme_while_shown(
    show: Callable[..., QWidget], qapp: QApplication
) -> None:
    widgets = [
        show(made, 500, 120) for made in (StatusLine(), NavBar(PAGES), filters(), PageHeader("场地"), FigureCard("数"))
    ]
    theme.apply(qapp, "light")
    for widget in widgets:
        QApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))
    ground = widgets[0].palette().color(widgets[0].backgroundRole()).name()
    theme.apply(qapp, "dark")
    assert ground == theme.tokens("light")["status"]
