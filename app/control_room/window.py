"""The control room's window: navigation, header, banner, alarm bar, pages, status line; and all keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app import actions, application
from app.application import Preferences
from app.control_room import window_search as search
from app.control_room.page import EVERYTHING, Page
from app.control_room.sign_in import SignIn, ends_after
from app.control_room.window_alarms import OpenAlarms, alarm_row, hidden_row, rate_words
from app.control_room.window_banner import Banner
from app.control_room.window_connection import ConnectionView
from app.control_room.window_dialogs import WindowDialogs
from app.control_room.window_looks import Looks
from app.control_room.window_pages import PAGES, entry_of
from app.control_room.window_sound import Bell
from app.control_room.window_tools import FootTools, account_menu
from app.desk import Desk
from app.widgets.alarm_bar import AlarmBar
from app.widgets.alarm_data import calling_counts
from app.widgets.nav_bar import NavBar, NavItem
from app.widgets.page_header import PageHeader
from app.widgets.restyled import Restyled
from app.widgets.status_line import StatusLine
from app.widgets.words import ROLES, word
from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.messages import Changed, Notice
from venue.core.work import Principal

log = structlog.get_logger("desk")
TICK_MS = 1_000
SLOW_TICKS = 5  # so many ticks between two counts of the devices
NARROW = 1_250  # a window narrower than this shows the icons of the navigation only
WARM_AFTER_MS = 1_500
SCALE_STEP = 0.1
DUTIES = ("operator", "site_manager", "supervisor", "it_engineer", "auditor")  # which duty is named beside the account


class ControlRoom(Restyled, QMainWindow):
    """The window of one desk. ``on_close(window)`` is asked before it closes and may say no."""

    painted = Signal()
    """The window has been painted for the first time: what is heavy may be loaded now."""

    page_opened = Signal(str)
    """Key of the page that came to the front."""

    def __init__(
        self,
        desk: Desk,
        *,
        on_close: Callable[[ControlRoom], bool] | None = None,
        preferences: Preferences | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.desk, self._on_close = desk, on_close
        desk.language = application.language_in_use()
        self.preferences = preferences or Preferences()
        self.pages: dict[str, Page] = {}
        self._until: Millis = 0
        self._ticks, self._first_paint = 0, True
        self.dialogs = WindowDialogs(desk, self)
        self._does = self._acts()
        self._build()
        self._connect()
        self._shortcuts = actions.bind(self, self._does)
        self._timer = QTimer(self, interval=TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._timer.start()
        self.settle()
        self._signed_in(None)
        self.connection.show_connection(desk.connection)
        self._restore()

    # ---------------------------------------------------------------------------------------------------- how it is built

    def _build(self) -> None:
        self.header, self.banner, self.alarm_bar = PageHeader("", self.desk.kind), Banner(), AlarmBar()
        self.sign_in, self.stack = SignIn(self.desk), QStackedWidget()
        self.stack.addWidget(self.sign_in)
        self.nav, self.status_line = NavBar(parent=self), StatusLine()
        self._foot = FootTools(self._does)
        self.nav.add_foot(self._foot)
        self.connection = ConnectionView(self.desk, self.header, self.banner, self.status_line, self)
        self.alarms, self.bell = OpenAlarms(self.desk, self), Bell(parent=self)
        self.bell.set_on(self.preferences.sound)
        right = QVBoxLayout()
        right.setContentsMargins(12, 8, 12, 0)
        right.setSpacing(7)
        for part in (self.header, self.banner, self.alarm_bar):
            right.addWidget(part)
        right.addWidget(self.stack, 1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(self.nav)
        across.addLayout(right, 1)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(across, 1)
        column.addWidget(self.status_line)
        self.setCentralWidget(whole)
        self.setMinimumSize(1024, 640)

    def _connect(self) -> None:
        desk, does = self.desk, self._does
        self.nav.page_chosen.connect(self.open_page)
        self.header.search_clicked.connect(does["search"])
        self.header.theme_clicked.connect(does["theme"])
        self.header.account_clicked.connect(self._account_menu)
        self.alarm_bar.alarm_chosen.connect(self._alarm_chosen)
        self.alarms.changed.connect(self._show_alarms)
        self.alarms.changed.connect(self.connection.sees)
        self.bell.changed.connect(lambda: self._foot.set_muted(self.bell.muted))
        self.sign_in.entered.connect(self._entered)
        desk.signed_in.connect(self._signed_in)
        desk.ground_changed.connect(self._ground)
        desk.noticed.connect(self._hear)
        desk.tasks.refused.connect(self._refused)
        desk.tasks.failed.connect(self._failed)
        single = application.single_desk()
        if single is not None:
            single.asked_to_show.connect(self.to_front)

    def _acts(self) -> dict[str, Callable[[], object]]:
        """What each action does; those that need somebody signed in do nothing without."""
        looks = Looks(self.desk, self.preferences)
        does: dict[str, Callable[[], object]] = {
            "acknowledge": lambda: self._alarm_key("acknowledge"),
            "shelve": lambda: self._alarm_key("shelve"),
            "guide": lambda: self._alarm_key("guide"),
            "mute": self._mute,
            "search": self.search,
            "full_screen": self._full_screen,
            "back": self._back,
            "keys": self.dialogs.keys,
            "theme": looks.other_theme,
            "language": looks.other_language,
            "larger": lambda: looks.scale(SCALE_STEP),
            "smaller": lambda: looks.scale(-SCALE_STEP),
            "change_password": self.change_password,
            "sign_out": self.sign_out,
        }
        return {key: act if key in actions.BEFORE_SIGN_IN else self._with_account(act) for key, act in does.items()}

    def _with_account(self, act: Callable[[], object]) -> Callable[[], object]:
        return lambda: act() if self.desk.viewer.account else None

    def retranslate(self) -> None:
        """All words of the frame."""
        items = tuple(NavItem(entry.key, entry.words, entry.icon) for entry in PAGES)
        self.nav.set_items(items)
        shown = self.current_page()
        if shown is not None:
            self.nav.set_current(shown)
        self._ground()
        self._show_account(self.desk.viewer)
        self._show_alarms()
        keys = (("F1", self.tr("指南")), ("Ctrl+K", self.tr("搜索")), ("A", self.tr("确认")), ("?", self.tr("快捷键")))
        self.status_line.set_keys(keys)
        self.connection.show_connection(self.desk.connection)

    def restyle(self) -> None:
        """Room for the navigation."""
        self.nav.set_narrow(self.width() < NARROW)

    def _ground(self) -> None:
        ground = self.desk.ground
        name = "" if ground is None else str(getattr(ground.site.site.name, self.desk.language))
        self.header.set_site(name or self.tr("场控"), self.desk.kind)
        self.setWindowTitle(" · ".join(part for part in (name, self.tr("场控")) if part))
        self._show_page_name()

    # ------------------------------------------------------------------------------------------------------------- pages

    def current_page(self) -> str | None:
        """Key of the page that is shown; ``None`` while nobody is signed in."""
        shown = self.stack.currentWidget()
        return next((key for key, page in self.pages.items() if page is shown), None)

    def open_page(self, key: str, focus: dict[str, Any] | None = None) -> None:
        """Show a page, and on it what somebody jumped to. A page this program does not have changes nothing."""
        entry = entry_of(key)
        if entry is None or not self.desk.viewer.account:
            return
        if key not in self.pages:
            made = entry.build(self.desk)
            made.open_page.connect(self.open_page)
            self.pages[key] = made
            self.stack.addWidget(made)
        self.nav.set_current(key)
        self.stack.setCurrentWidget(self.pages[key])
        self._show_page_name()
        self.pages[key].setFocus()
        if focus:
            self.pages[key].focus(**focus)
        self.page_opened.emit(key)

    def _show_page_name(self) -> None:
        entry = entry_of(self.current_page() or "")
        self.header.set_page(entry.words if entry else "")

    def _close_pages(self) -> None:
        """Whoever comes next sees nothing of what the last one looked at."""
        for page in self.pages.values():
            self.stack.removeWidget(page)
            page.deleteLater()
        self.pages.clear()
        self.dialogs.close_all()

    def _back(self) -> None:
        page = self.pages.get(self.current_page() or "")
        if page is not None and not page.back() and self.isFullScreen():
            self._full_screen()

    # --------------------------------------------------------------------------------------------------------- signing in

    def _entered(self, until: Millis) -> None:
        self._until = until

    def _signed_in(self, viewer: Principal | None) -> None:
        inside = viewer is not None
        self.nav.setVisible(inside)
        self.header.search.setVisible(inside)
        self._show_account(self.desk.viewer)
        self._show_alarms()
        if inside:
            self.open_page(PAGES[0].key)
            QTimer.singleShot(WARM_AFTER_MS, self, self._warm)
        else:
            self._until = 0
            self._close_pages()
            self.stack.setCurrentWidget(self.sign_in)
            self._show_page_name()

    def _show_account(self, viewer: Principal) -> None:
        held = [role for role in (*DUTIES, *ROLES) if role in viewer.roles]
        roles = [word(ROLES, role) for role in dict.fromkeys(held)]
        name = " · ".join((viewer.account, *roles[:1])) if viewer.account else ""
        self.header.set_account(name)
        self.header.account.setToolTip("、".join(roles))

    def sign_out(self, words: str = "") -> None:
        """Nobody sits here any more; ``words`` say why, when it was not wished."""
        session = self.desk.tasks.session
        if session:
            self.desk.act(
                "accounts.sign_out",
                None,
                lambda fault: log.warning("sign-out unanswered", fault=repr(fault)),
                session=session,
            )
        self.desk.sign_out()
        self.sign_in.greet(words)

    def change_password(self) -> None:
        """One's own password; whoever has changed it signs in again."""
        from app.control_room.window_password import ChangePassword

        dialog = ChangePassword(self.desk, self)
        dialog.done_with.connect(lambda _: self.sign_out(self.tr("密码已修改，请用新密码登录。")))
        self.dialogs.show(dialog)

    def _account_menu(self) -> None:
        button = self.header.account
        menu = account_menu(self, self._does)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    # ------------------------------------------------------------------------------------------------------------- alarms

    def _show_alarms(self) -> None:
        calling = self.alarms.calling
        inside = bool(self.desk.viewer.account)
        rows = tuple((alarm_row if inside else hidden_row)(alarm, self.desk) for alarm in calling.alarms)
        self.alarm_bar.set_alarms(rows, note=rate_words(calling.rate))
        counts = calling_counts(rows)
        top = min((priority for priority, count in counts.items() if count), default=0)
        self.nav.set_count(PAGES[0].key, sum(counts.values()), priority=top)
        self.bell.set_alarms(rows)

    def _alarm_chosen(self, number: str) -> None:
        self.open_page(PAGES[0].key, {"alarm": number} if number else None)

    def _alarm_key(self, what: str) -> None:
        """Only what is selected on the screen; elsewhere the key shows the alarms and does nothing else."""
        page = self.pages.get(self.current_page() or "")
        if page is None or not page.alarm_key(what):
            first = next((str(a.number) for a in self.alarms.calling.alarms if a.acknowledged_at is None), "")
            self._alarm_chosen(first)

    def _mute(self) -> None:
        self.bell.mute()
        self.preferences.sound = self.bell.on

    # --------------------------------------------------------------------------------------------- what happens meanwhile

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(isinstance(notice, Changed) and notice.noun == EVERYTHING for notice in notices):
            self.sign_in.look()

    def _tick(self) -> None:
        self._ticks += 1
        self.connection.show_time()
        if self._ticks % SLOW_TICKS == 0:
            self.connection.count_devices()
            self.alarms.look()
        if ends_after(self._until, self.desk.now()):
            self.sign_out(self.tr("登录已到期，请重新登录。"))

    def _refused(self, fault: Refused) -> None:
        if fault.code == "act.sign_in_first" and self.desk.viewer.account:
            self.sign_out(self.tr("登录已失效，请重新登录。"))
            return
        self.dialogs.fault(fault)

    def _failed(self, fault: Exception) -> None:
        if isinstance(fault, TimeoutError):
            self.dialogs.fault(fault)
        else:
            self.connection.blind(fault)

    # ------------------------------------------------------------------------------------------------ search and the rest

    def search(self) -> None:
        """The palette."""
        self.dialogs.palette(self._chosen)

    def _chosen(self, key: str) -> None:
        kind, _, code = key.partition(":")
        if kind == "page":
            self.open_page(code)
        elif kind == "act":
            self._does[code]()
        else:
            self.open_page(search.OPENS[kind], {kind: code})

    def _full_screen(self) -> None:
        self.showNormal() if self.isFullScreen() else self.showFullScreen()

    # -------------------------------------------------------------------------------------------------- the window itself

    def to_front(self) -> None:
        """Bring the window to the front: somebody started the program again."""
        if self.isMinimized():
            self.showNormal()
        self.raise_()
        self.activateWindow()

    def _restore(self) -> None:
        if not self.restoreGeometry(self.preferences.geometry):
            self.resize(1440, 900)

    def resizeEvent(self, event: Any) -> None:
        """Narrow windows show the icons of the navigation only."""
        super().resizeEvent(event)
        self.nav.set_narrow(self.width() < NARROW)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown; after the first time what is heavy may begin."""
        super().paintEvent(event)
        if self._first_paint:
            self._first_paint = False
            QTimer.singleShot(0, self, self._after_paint)

    def _after_paint(self) -> None:
        self.painted.emit()
        self.sign_in.look()
        self.alarms.look()
        self.connection.count_devices()

    def _warm(self) -> None:
        self.desk.tasks.run(warm, lambda _: None)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask first; remember where the window stood."""
        if self._on_close is not None and not self._on_close(self):
            event.ignore()
            return
        self.preferences.geometry = self.saveGeometry()
        self._timer.stop()
        self.bell.set_on(False)
        self._close_pages()
        event.accept()


def warm() -> None:
    """Load what is heavy off Qt's thread: the modules of the pages, the readings of the search."""
    from importlib import import_module

    from app.widgets import matching

    for entry in PAGES:
        import_module(entry.module)
    matching.warm()
