"""Dialogs open as a person opens them, and are closed in the end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.form import Form

Settled = Callable[[Desk], None]
Opened = Callable[[Form], Any]


@pytest.fixture
def opened(qtbot: QtBot, desk: Desk, settled: Settled) -> Iterator[Opened]:
    made: list[Form] = []

    def show(dialog: Form) -> Any:
        qtbot.addWidget(dialog)
        with qtbot.waitExposed(dialog):
            dialog.open()
        settled(desk)
        made.append(dialog)
        return dialog

    yield show
    for dialog in made:
        dialog.done(0)
    settled(desk)
