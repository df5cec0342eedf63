"""The week of the rooms: a click or Enter opens the day, a clash is seen from afar."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets.plan_chart_data import PlanRow
from app.widgets.week_chart import WeekBar, WeekChart, WeekDay
from tests.app.widgets.sample import at

DAY_MS = 24 * 3_600_000
DAYS = tuple(
    WeekDay(f"2026-11-{23 + n}", f"11月{23 + n}日", at(8) + n * DAY_MS, at(18) + n * DAY_MS, sessions=n, load=100 * n)
    for n in range(5)
)
ROWS = (PlanRow("K1", "第一开标室"), PlanRow("E1", "评标一室"))
BARS = (
    WeekBar(0, "K1", at(9), at(11)),
    WeekBar(1, "E1", at(9) + DAY_MS, at(12) + DAY_MS, alarmed=True),
)


@pytest.fixture
def week(show: Callable[..., QWidget]) -> WeekChart:
    made = WeekChart()
    made.set_week(DAYS, ROWS, BARS, today="2026-11-23")
    return show(made, 900, 300)


def test_a_click_opens_the_day(week: WeekChart, qtbot: QtBot) -> None:
    place = week.day_box(2).center().toPoint()
    with qtbot.waitSignal(week.day_opened) as told:
        qtbot.mouseClick(week.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.x(), 120))
    assert told.args == ["2026-11-25"]


def test_keys_walk_through_the_days_and_enter_opens(week: WeekChart, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(week, key)
    with qtbot.waitSignal(week.day_opened) as told:
        qtbot.keyClick(week, Qt.Key.Key_Return)
    assert told.args == ["2026-11-24"]
    assert week.accessibleDescription() == "11月24日，1 场 · 占用 10%"


def test_a_clash_is_red_in_its_cell_and_in_the_name_of_its_room(week: WeekChart) -> None:
    image = week.viewport().grab().toImage()
    red = theme.colour("p1")

    def has_red(left: int, right: int) -> bool:
        rows = range(int(week.viewport().height() * 0.2), week.viewport().height() - 1)
        return any(image.pixelColor(x, y) == red for y in rows for x in range(left, right))

    monday, tuesday = week.day_box(0), week.day_box(1)
    assert has_red(int(tuesday.left()) + 3, int(tuesday.right()) - 3)
    assert not has_red(int(monday.left()) + 3, int(monday.right()) - 3)
    assert has_red(1, 6)
