"""Which controls of a window a screen reader could not name; parts that are hidden now are left out."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from tests.app.widgets.test_widget_accessible import CONTROLS, inside_control


def nameless(window: QWidget) -> list[str]:
    return [f"{type(one).__name__} in {type(one.parent()).__name__}" for one in _reachable(window) if not _name(one)]


def _reachable(window: QWidget) -> list[QWidget]:
    internal = ("QHeaderView", "QTableCornerButton", "QScrollBar")
    return [
        one
        for one in window.findChildren(QWidget)
        if one.isVisibleTo(window)
        and (one.focusPolicy() != Qt.FocusPolicy.NoFocus or isinstance(one, CONTROLS))
        and (type(one).__module__.startswith("app.") or isinstance(one, CONTROLS))
        and not one.objectName().startswith("qt_")
        and type(one).__name__ not in internal
        and not inside_control(one)
    ]


def _name(one: QWidget) -> str:
    return one.accessibleName() or (one.text() if isinstance(one, QPushButton) else "")
