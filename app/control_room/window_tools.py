"""Small tools of the window: the buttons at the foot of the navigation and the menu of the account."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.actions import ACTIONS
from app.widgets import icons
from app.widgets.panel import tool
from app.widgets.restyled import Restyled

FOOT = ("mute", "language", "keys", "full_screen")
IN_MENU = ("change_password", "sign_out")
_BY_KEY = {action.key: action for action in ACTIONS}


class FootTools(Restyled, QWidget):
    """Sound, language, keys, full screen: one press each."""

    def __init__(self, does: Mapping[str, Callable[[], object]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, QToolButton] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 4, 6, 2)
        row.setSpacing(2)
        for key in FOOT:
            made = tool(_BY_KEY[key].icon, "")
            made.clicked.connect(lambda _=False, act=does[key]: act())
            row.addWidget(made)
            self._buttons[key] = made
        row.addStretch(1)
        self.settle()

    def retranslate(self) -> None:
        """Names of the buttons, with their keys."""
        for key, made in self._buttons.items():
            action = _BY_KEY[key]
            words = " ".join((action.words, *action.keys[:1]))
            made.setAccessibleName(words)
            made.setToolTip(words)

    def set_muted(self, muted: bool) -> None:
        """Show whether the desk can be heard."""
        icons.put(self._buttons["mute"], "volume-x" if muted else "volume-2")


def account_menu(parent: QWidget, does: Mapping[str, Callable[[], object]]) -> QMenu:
    """What whoever is signed in may do with the account."""
    menu = QMenu(parent)
    for key in IN_MENU:
        action = _BY_KEY[key]
        made = menu.addAction(icons.icon(action.icon), action.words)
        made.triggered.connect(lambda _=False, act=does[key]: act())
    menu.setAccessibleName(_BY_KEY["sign_out"].words)
    return menu
