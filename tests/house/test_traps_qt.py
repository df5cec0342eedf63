"""Traps of Qt that were once walked into: PySide6 6.12.0 loses a reference to None on almost every void call."""

import ctypes
import sys
from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

CALLS = 3_000


def lost(call: Callable[[int], object]) -> int:
    """How many references to None go while `call` is made 3,000 times; the process aborts when the last one is gone."""
    before = sys.getrefcount(None)
    for number in range(CALLS):
        call(number)
    return before - sys.getrefcount(None)


def test_void_calls_of_qt_keep_their_references_to_none(qtbot: QtBot) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    assert abs(lost(lambda number: label.setText(f"场控 {number}"))) < 50


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="from Python 3.12 on None is immortal and cannot be lost")
def test_a_lost_reference_to_none_would_be_seen() -> None:
    none = ctypes.py_object(None)
    try:
        assert lost(lambda _: ctypes.pythonapi.Py_DecRef(none)) > CALLS - 50
    finally:
        for _ in range(CALLS):
            ctypes.pythonapi.Py_IncRef(none)
