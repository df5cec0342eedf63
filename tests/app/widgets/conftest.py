"""Widgets for the tests: shown offscreen in a theme, closed at the end."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets.floor_plan import FloorPlan
from tests.app.widgets import sample

W = TypeVar("W", bound=QWidget)
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says what it cannot do about windows; that is no fault of ours."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(params=["dark", "light"])
def each_theme(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """Both themes in turn."""
    theme.apply(qapp, request.param)
    yield request.param
    theme.apply(qapp, "dark")


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Callable[..., QWidget]:
    """Put a widget on the screen in a size and wait until it is painted."""
    if theme.current().name != "dark" or not qapp.styleSheet():
        theme.apply(qapp, "dark")

    def shown(widget: W, width: int = 900, height: int = 520) -> W:
        qtbot.addWidget(widget)
        widget.resize(width, height)
        with qtbot.waitExposed(widget):
            widget.show()
        qapp.processEvents()
        return widget

    return shown


@pytest.fixture
def plan(show: Callable[..., QWidget]) -> FloorPlan:
    """The floor plan of the sample at 09:42:05."""
    made = FloorPlan()
    made.set_drawing(sample.drawing())
    made.set_state(sample.state())
    return show(made)
