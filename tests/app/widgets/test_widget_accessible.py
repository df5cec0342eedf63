"""Everything that can be reached by keys says what it is."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.widgets.alarm_bar import AlarmBar
from app.widgets.alarm_table import AlarmTable
from app.widgets.badge import KindBadge
from app.widgets.command_palette import CommandPalette
from app.widgets.day_chart import DayChart
from app.widgets.empty_state import EmptyState
from app.widgets.figure_card import FigureCard
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.key_list import KeyGroup, KeyList
from app.widgets.nav_bar import NavBar, NavItem
from app.widgets.page_header import PageHeader
from app.widgets.plan_legend import LegendTable
from app.widgets.plan_panel import PlanPanel
from app.widgets.record_table import Column, RecordTable
from app.widgets.search_box import SearchBox
from app.widgets.status_line import Link, StatusLine
from tests.app.widgets import sample

CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)


def everything() -> QWidget:
    """One of each building block, with something in it."""
    plan = PlanPanel()
    plan.set_drawing(sample.drawing())
    plan.set_state(sample.state())
    status = StatusLine()
    status.set_links((Link("engine", "引擎", "ok"),))
    status.set_data_time(sample.at(9), sample.at(9))
    status.set_keys((("F1", "指南"),))
    header = PageHeader("场地")
    header.set_account("李敏")
    parts = (
        plan, status, header, AlarmBar(), AlarmTable(), KindBadge(), DayChart(), FigureCard("在场人数"), LegendTable(),
        EmptyState("inbox", "空", "没有", action="生成"), FilterBar((Filter("z", "区域", ()),), hint="姓名"), SearchBox("查找"),
        NavBar((NavItem("a", "总览", "map"),)), RecordTable((Column("列", str),), name="记录", key=id),
        KeyList((KeyGroup("报警", (("A", "确认"),)),)), CommandPalette(),
    )  # fmt: skip
    window = QWidget()
    column = QVBoxLayout(window)
    for part in parts:
        if isinstance(part, KeyList | CommandPalette):
            part.setParent(window)
        else:
            column.addWidget(part)
    return window


def nameless(window: QWidget) -> list[str]:
    """Controls that a screen reader could not name."""
    found = []
    for widget in window.findChildren(QWidget):
        reachable = widget.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(widget, CONTROLS)
        internal = widget.objectName().startswith("qt_") or type(widget).__name__ in (
            "QHeaderView",
            "QTableCornerButton",
        )
        own = type(widget).__module__.startswith("app.") or isinstance(widget, CONTROLS)
        name = widget.accessibleName() or (widget.text() if isinstance(widget, QPushButton) else "")
        if reachable and own and not internal and not inside_control(widget) and not name:
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def inside_control(widget: QWidget) -> bool:
    """Parts of Qt's own controls: the button that clears a field, the list of a choice, the corner of a table."""
    parent = widget.parent()
    own_parts = QLineEdit | QComboBox | QAbstractScrollArea
    return isinstance(parent, own_parts) or isinstance(parent.parent(), QComboBox)


def test_every_control_has_an_accessible_name(show: Callable[..., QWidget]) -> None:
    assert nameless(show(everything(), 1200, 1600)) == []


def test_the_control_of_this_test_finds_a_nameless_button(show: Callable[..., QWidget]) -> None:
    window = everything()
    QPushButton(window)
    assert nameless(show(window, 1200, 1600)) == ["QPushButton in QWidget"]


def test_every_control_can_be_reached_with_the_tab_key(show: Callable[..., QWidget]) -> None:
    window = show(everything(), 1200, 1600)
    unreachable = [
        button.accessibleName()
        for button in window.findChildren(QAbstractButton)
        if button.isVisible() and not button.focusPolicy() & Qt.FocusPolicy.TabFocus and not inside_control(button)
    ]
    assert unreachable == []
