"""The system page: the book and its integrity, accounts, rules, settings of the desk, about."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.control_room.page import Page
from app.control_room.system_about import AboutView
from app.control_room.system_accounts import AccountsView
from app.control_room.system_journal import JournalView
from app.control_room.system_rules import RulesView
from app.control_room.system_settings import SettingsView
from app.desk import Desk
from venue.core.messages import Changed

TABS = ("journal", "accounts", "rules", "settings", "about")
BEAT_MS = 2_000  # seals come every second, without a notice


class SystemPage(Page):
    """Five tabs. Only the one in front asks for anything."""

    CARES = (Changed,)
    NOUNS = ("account", "person", "site", "session")

    preference_chosen = Signal(str, object)
    """A setting of the desk was changed and holds already: see `SettingsView.chosen`. The window hands "sound" to its bell."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.journal, self.accounts, self.rules = JournalView(desk), AccountsView(desk), RulesView(desk)
        self.settings, self.about = SettingsView(desk), AboutView(desk)
        self.tabs = QTabWidget()
        for key in TABS:
            self.tabs.addTab(_padded(getattr(self, key)), "")
        self.body.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(lambda number: self.refresh())
        self.settings.chosen.connect(self.preference_chosen)
        self._beat = QTimer(self, interval=BEAT_MS)
        self._beat.timeout.connect(self._look_at_book)
        self.settle()

    def retranslate(self) -> None:
        """Names of the tabs."""
        names = (self.tr("账本"), self.tr("账号"), self.tr("规则"), self.tr("本席位设置"), self.tr("关于"))
        for number, name in enumerate(names):
            self.tabs.setTabText(number, name)
        self.tabs.setAccessibleName(self.tr("系统页分栏"))

    def refresh(self) -> None:
        """Look at what the tab in front shows."""
        view = getattr(self, TABS[self.tabs.currentIndex()])
        if self.desk.viewer.account and hasattr(view, "refresh"):
            view.refresh()
        self.refreshed.emit()

    def focus(self, **what: Any) -> None:
        """Show a tab (`tab="rules"`), a rule (`rule="RB-07"`), or the entries about a subject (`subject="P-17"`)."""
        if what.get("tab") in TABS:
            self.tabs.setCurrentIndex(TABS.index(what["tab"]))
        if what.get("rule"):
            self.tabs.setCurrentIndex(TABS.index("rules"))
            self.rules.refresh()
            self.rules.table.select(str(what["rule"]))
        if what.get("subject"):
            self.tabs.setCurrentIndex(TABS.index("journal"))
            self.journal.search.set_subject(str(what["subject"]))

    def back(self) -> bool:
        """Esc: back to the book."""
        if self.tabs.currentIndex():
            self.tabs.setCurrentIndex(0)
            return True
        return False

    def on_shown(self) -> None:
        """Seals come without a notice: look again now and then."""
        self._beat.start()

    def on_hidden(self) -> None:
        """Hidden: no more looks."""
        self._beat.stop()

    def _look_at_book(self) -> None:
        if self.tabs.currentIndex() == 0 and self.desk.viewer.account:
            self.journal.refresh()


def _padded(inner: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    column.addWidget(inner)
    return holder
