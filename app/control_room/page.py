"""What every page of the control room is: eyes and hand through the desk, fresh when shown, quiet when hidden."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.desk import Desk
from app.tasks import Failed, Then
from app.widgets.empty_state import EmptyState
from app.widgets.restyled import Restyled
from venue.core.database import Reading
from venue.core.messages import Changed, Notice
from venue.core.work import Principal

EVERYTHING = "*"  # the noun of a `Changed` that says: something may have been missed, look at all again
LOOK_MS = 200  # a page looks at the database at most five times a second, however many notices come


class Page(Restyled, QWidget):
    """Base of all pages. A page is built when it is first opened and lives until whoever opened it signs out.

    A page says which notices make it old (`CARES`), how it takes a fresh picture (`refresh`) and what it shows when there
    is nothing (`show_empty`). It puts its widgets into ``self.body`` (a vertical layout) and ends its constructor with
    ``self.settle()``, which calls `retranslate` and `restyle`. While it is hidden, it asks for nothing; when it is shown
    again it refreshes itself if something has happened in between.
    """

    CARES: tuple[type[Notice], ...] = ()
    """Notices after which the page is to be looked at again (`Notice` for all)."""

    NOUNS: tuple[str, ...] = ()
    """Of `Changed`, only these nouns matter; empty: all. ``Changed(noun="*")`` (something was missed) always matters."""

    open_page = Signal(str, dict)
    """Ask the window for another page: its key and what to focus there, e.g. ``("people", {"person": "P-17"})``."""

    refreshed = Signal()
    """A fresh picture is on the screen."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._stale = True
        self._awaited = 0  # answers to looks that are on their way: a slow database gets no heap of questions
        self._empty: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # a fresh page has the keys, and no control of it is chosen yet
        self._content = QWidget()
        self.body = QVBoxLayout(self._content)
        self.body.setContentsMargins(12, 10, 12, 10)
        self.body.setSpacing(10)
        self._stack.addWidget(self._content)
        self._soon = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._soon.timeout.connect(self._look_now)
        desk.noticed.connect(self._hear)
        desk.ground_changed.connect(self.refresh_soon)
        desk.signed_in.connect(self._other_viewer)

    # For the page to fill in

    def refresh(self) -> None:
        """Take a fresh picture: `self.look(...)` or `self.look_at(...)`. Called when shown and after notices."""

    def on_notices(self, notices: tuple[Notice, ...]) -> None:
        """Notices of `CARES` as they come (also while hidden), for what need not wait for the next look."""

    def focus(self, **what: Any) -> None:
        """Somebody jumped here to see something: a person, a device, a door."""

    def alarm_key(self, what: str) -> bool:
        """Key A ("acknowledge"), S ("shelve") or F1 ("guide") for the alarm that is selected *here and on the screen*.

        False when the page has no alarm list: then the window shows the alarms and does nothing else.
        """
        return False

    def back(self) -> bool:
        """Esc: close what lies on top of the page (a side panel, a trail); False when there is nothing."""
        return False

    # For the page to use

    def look(self, view: Callable[..., Any], then: Then, failed: Failed | None = None, **args: Any) -> None:
        """As `Desk.look`; the answer is dropped when somebody else sits at the desk by then."""
        self.look_at(lambda read, viewer: view(read, viewer, **args), then, failed)

    def look_at(self, read: Callable[[Reading, Principal], Any], then: Then, failed: Failed | None = None) -> None:
        """As `Desk.look_at`; the answer is dropped when somebody else sits at the desk by then."""
        if not self.desk.tasks.attached:
            return
        asked_by = self.desk.viewer
        self._awaited += 1

        def answered(answer: Any) -> None:
            self._awaited -= 1
            if isValid(self) and self.desk.viewer == asked_by:
                then(answer)

        def fell(fault: Exception) -> None:
            self._awaited -= 1
            if isValid(self):
                (failed or self.desk.tasks.failed.emit)(fault)

        self.desk.look_at(read, answered, fell)

    def refresh_soon(self) -> None:
        """Something has changed: refresh within 200 ms, or when the page is shown."""
        self._stale = True
        if self.isVisible() and not self._soon.isActive():
            self._soon.start()

    def show_empty(
        self, icon: str, title: str, text: str, *, action: str = "", acted: Callable[[], None] | None = None
    ) -> None:
        """Show instead of the page what is missing and what to do next."""
        self.show_content()
        made = EmptyState(icon, title, text, action=action)
        if acted is not None:
            made.acted.connect(acted)
        self._empty = made
        self._stack.addWidget(made)
        self._stack.setCurrentWidget(made)

    def show_content(self) -> None:
        """Show the page itself again."""
        self._stack.setCurrentWidget(self._content)
        if self._empty is not None:
            self._stack.removeWidget(self._empty)
            self._empty.deleteLater()
            self._empty = None

    @property
    def is_empty(self) -> bool:
        """Whether the page shows what to do next instead of itself."""
        return self._empty is not None

    # The base's own part

    def showEvent(self, event: QShowEvent) -> None:
        """Shown: what has become old is looked at again."""
        super().showEvent(event)
        self.on_shown()
        if self._stale:
            self._look_now()

    def hideEvent(self, event: QHideEvent) -> None:
        """Hidden: no more looks."""
        super().hideEvent(event)
        self._soon.stop()
        self.on_hidden()

    def on_shown(self) -> None:
        """The page came to the front."""

    def on_hidden(self) -> None:
        """The page went to the back."""

    def _look_now(self) -> None:
        if self._awaited:
            self._soon.start()
            return
        self._stale = False
        if self.desk.viewer.account:
            self.refresh()

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        minded = tuple(notice for notice in notices if self._minds(notice))
        if minded:
            self.on_notices(minded)
            self.refresh_soon()

    def _minds(self, notice: Notice) -> bool:
        if isinstance(notice, Changed):
            wanted = isinstance(notice, self.CARES) and (not self.NOUNS or notice.noun in self.NOUNS)
            return wanted or notice.noun == EVERYTHING
        return isinstance(notice, self.CARES)

    def _other_viewer(self, viewer: Principal | None) -> None:
        self._stale = True
        if viewer is not None and self.isVisible():
            self._look_now()
