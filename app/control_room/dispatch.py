"""The dispatch page: the day and the week of the rooms, what has no place yet, what the solver proposes, the hand in it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QWidget

from app.control_room import dispatch_dialogs as dialogs
from app.control_room.dispatch_chart import parts_of
from app.control_room.dispatch_frame import TABS, DispatchFrame
from app.control_room.dispatch_hand import DragAdvice, target_of
from app.control_room.dispatch_session import menu_of
from app.control_room.dispatch_words import APPLICABLE, MAY_DISPATCH
from app.desk import Desk
from app.widgets.plan_chart_data import DragWish
from app.widgets.plan_chart_hand import Carried
from venue.operations.dispatching import DayRequest, Proposal

KEYS = {
    "Alt+PgUp": "earlier",
    "Alt+PgDown": "later",
    "Alt+Home": "today",
    "F5": "ask",
    "F6": "other_view",
    "F8": "next_conflict",
    "F10": "more",
    "Ctrl+N": "book",
    "Ctrl+B": "block",
    "Ctrl+I": "import_file",
    "Ctrl+P": "print_board",
    "Ctrl+L": "to_requests",
    "Ctrl+G": "to_chart",
    "Ctrl+Return": "accept",
    "Ctrl+Enter": "accept",
}


class DispatchPage(DispatchFrame):
    """Focus: ``day``, ``project``, ``proposal`` (number), ``view`` ("day" or "week"), ``tab``."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._wanted = ""
        self.advice = DragAdvice(desk, self.chart)
        self._connect()
        self._bind_keys()
        self.settle()

    def _connect(self) -> None:
        chart, tools = self.chart, self.tools
        tools.moved.connect(self.go)
        tools.today_asked.connect(self.today)
        tools.view_chosen.connect(self.show_view)
        tools.booking_asked.connect(self.book)
        tools.series_asked.connect(self.recur)
        tools.block_asked.connect(self.block)
        tools.import_asked.connect(self.import_file)
        tools.print_asked.connect(self.print_board)
        tools.more_asked.connect(self.more)
        tools.conflict_asked.connect(self.next_conflict)
        chart.carrier = self._carried
        chart.bar_chosen.connect(self._chosen)
        chart.bar_opened.connect(self._opened)
        chart.dropped.connect(self._dropped)
        chart.slot_clicked.connect(lambda room, at: self.book(room=room, at=at // chart.grid * chart.grid))
        chart.row_clicked.connect(lambda room: self.open_page.emit("overview", {"room": room}))
        chart.menu_asked.connect(self._menu)
        self.week.day_opened.connect(self.show_day)
        self.requests.taken.connect(self.carry)
        self.requests.chosen.connect(self.session.show_project)
        self.proposals.asked.connect(lambda days, seconds: self._ask(days, seconds))
        self.proposals.stopped.connect(lambda one: self.desk.act("dispatch.stop", number=one.number))
        self.proposals.compared.connect(self.compare)
        self.proposals.discarded.connect(lambda one: self._show(dialogs.discard(self.desk, one, self.window())))
        for view in (self.proposals, self.session):
            view.link_opened.connect(self._link)
        for name, does in (("zoom-out", 0.8), ("zoom-in", 1.25)):
            self._zoom[name].clicked.connect(lambda _=False, factor=does: self.chart.zoom(factor))
        self._zoom["scan"].clicked.connect(self.chart.fit)

    def _bind_keys(self) -> None:
        for keys, name in KEYS.items():
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(getattr(self, name))

    # --------------------------------------------------------------------------------------------------------------- hand

    def next_conflict(self) -> None:
        """Stand on the next bar that takes a room twice."""
        self.chart.next_conflict()

    def to_chart(self) -> None:
        """The keyboard goes to the chart."""
        self.stack.currentWidget().setFocus()

    def to_requests(self) -> None:
        """The keyboard goes to the requests without a place."""
        self.show_tab("requests")
        self.requests.list.setFocus()

    def carry(self, request: DayRequest) -> None:
        """Take a request in hand: Alt+arrows move it over the plan, Enter places it."""
        carried = self._carried(request.project)
        if carried is not None and self.desk.viewer.roles & MAY_DISPATCH:
            self.show_view("day")
            self.chart.carry(carried)

    def _carried(self, project: str) -> Carried | None:
        request = self.scene.request(project)
        if request is None or self.desk.ground is None:
            return None
        plan = self.desk.ground.plan(self.desk.now())
        parts = parts_of(request, plan, self.scene.projects.get(project))
        return Carried(parts, parts[0]) if parts else None

    def _dropped(self, wish: DragWish) -> None:
        drag = self.chart.dragging
        if drag is None:
            return
        if wish.longer:
            self._show(dialogs.stretch(self.desk, drag.ghost, self.window()), settle=True)
            return
        target = target_of(wish, self.scene, drag.ghosts)
        if target is None:
            self.chart.let_go()
            return
        self._show(dialogs.move(self.desk, target, self.words(), drag.held.title, self.window()), settle=True)

    def _show(self, dialog: QDialog, *, settle: bool = False) -> None:
        """Open a dialog over the window; ``settle``: what is dragged is let go when it closes."""
        if settle:
            dialog.finished.connect(lambda _: self.chart.let_go())
        dialog.finished.connect(dialog.deleteLater)
        dialog.finished.connect(lambda _: self.refresh_soon())
        dialog.open()

    # ---------------------------------------------------------------------------------------------------------- proposals

    def ask(self) -> None:
        """Ask the solver for a plan of the day."""
        if self.desk.viewer.roles & MAY_DISPATCH and not self.proposals.solving:
            self._ask(int(self.proposals.days.currentData()), self.proposals.seconds.value())

    def _ask(self, days: int, seconds: int) -> None:
        self.show_tab("proposal")
        self.desk.act("dispatch.ask", lambda number: self._asked(int(number)), day=self.day, days=days, seconds=seconds)

    def _asked(self, number: int) -> None:
        self.proposals.select(number)
        self.refresh_soon()

    def accept(self) -> None:
        """Compare the proposal that is shown with the plan, and take it with one more key."""
        shown = self.proposals.current()
        if shown is not None and shown.state in APPLICABLE and self.desk.viewer.roles & MAY_DISPATCH:
            self.compare(shown)

    def compare(self, proposal: Proposal) -> None:
        """Today's plan and the proposal side by side."""
        self._show(self.comparison_of(proposal))

    def comparison_of(self, proposal: Proposal) -> QDialog:
        """The dialog with today's plan and the proposal."""
        plan = self.desk.ground.plan(self.desk.now())
        return dialogs.compare(self.desk, dialogs.comparison(proposal, self.scene, plan, self.words()), self.window())

    # ------------------------------------------------------------------------------------------------------------ dialogs

    def book(self, *, room: str = "", at: int | None = None) -> None:
        """A new booking, at a room and time if they are known."""
        if self.tools.booking.isVisibleTo(self):
            self._show(dialogs.book(self.desk, self.day, self.window(), room=room, at=at))

    def recur(self) -> None:
        """A recurring booking without a project."""
        if self.tools.series.isVisibleTo(self):
            self._show(dialogs.recur(self.desk, self.day, self.window()))

    def block(self) -> None:
        """Close a room for a time."""
        if self.tools.block.isVisibleTo(self):
            bar = self.chart.bar(self.chart.focused_bar() or "")
            self._show(dialogs.block(self.desk, self.day, self.window(), room=bar.row if bar else ""))

    def import_file(self) -> None:
        """A day or a week from a file."""
        if self.tools.import_.isVisibleTo(self):
            self._show(dialogs.import_file(self.desk, self.window()))

    def print_board(self) -> None:
        """The day board on paper, where somebody can print it."""
        if dialogs.printable():
            self._show(dialogs.print_board(self.desk, self.day, self.window()))

    def more(self) -> None:
        """What else belongs to the plan: the wait-list, exceptions, calendar files."""
        entries = tuple((one.words, lambda one=one: self._open_more(one), True) for one in dialogs.more())
        button = self.tools.more
        menu_of(self, entries).popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _open_more(self, one: dialogs.More) -> None:
        self._show(one.build(self.desk, self.day, self.window()))

    def _menu(self, bar: str, place: QPoint) -> None:
        claim = next((one for one in self.scene.claims if str(one.number) == bar), None)
        found = self.chart.bar(bar)
        if claim is None or found is None:
            return
        hold = self.scene.hold(claim.project)
        dispatches = bool(self.desk.viewer.roles & MAY_DISPATCH)
        entries = (
            (self.tr("打开"), lambda: self._opened(bar), True),
            (
                self.tr("在总览中打开"),
                lambda: self.open_page.emit("overview", {"project": claim.project}),
                bool(claim.project),
            ),
            (self.tr("确认预留"), self.session.confirm, hold is not None),
            (self.tr("延长预留…"), self.session.extend, hold is not None and not hold.extended),
            (
                self.tr("随机抽取…"),
                lambda: self._show(dialogs.draw(self.desk, claim.project, self.window())),
                bool(claim.project) and dialogs.can_draw(),
            ),
            (
                self.tr("备场与清场复核…"),
                lambda: self._show(dialogs.room_ready(self.desk, claim.resource, self.window())),
                claim.kind == "room",
            ),
            (
                self.tr("释放这间…"),
                lambda: self._show(dialogs.release(self.desk, claim, found.title, self.window())),
                dispatches and found.movable,
            ),
        )
        menu_of(self, entries).popup(place)

    # ------------------------------------------------------------------------------------------------------- click-through

    def _chosen(self, bar: str) -> None:
        found = self.chart.bar(bar)
        if found is not None:
            self.session.show_project(found.project)

    def _opened(self, bar: str) -> None:
        self._chosen(bar)
        self.show_tab("session")

    def _link(self, kind: str, code: str) -> None:
        if kind == "project":
            self._stand_on(code)
        elif kind == "proposal":
            self.proposals.select(int(code))
            self.show_tab("proposal")
        else:
            self.open_page.emit("overview", {kind: code})

    def _stand_on(self, project: str) -> None:
        """Stand on a project wherever it is: in the plan, or among those without a place."""
        self._wanted = ""
        self.session.show_project(project)
        bar = next((one for one in self.chart.day().bars if one.project == project), None)
        if bar is not None:
            self.chart.setFocus()
            self.chart.focus_on(bar.id)
        elif self.requests.select(project):
            self.show_tab("requests")
        elif not self.scene.at:
            self._wanted = project

    def focus(self, **what: Any) -> None:
        """Somebody jumped here."""
        if "day" in what:
            self.show_day(str(what["day"]))
        if what.get("view") in ("day", "week"):
            self.show_view(str(what["view"]))
        if "project" in what:
            self._wanted = str(what["project"])
            if self.scene.at:
                self._stand_on(self._wanted)
        if "proposal" in what:
            self.proposals.select(int(what["proposal"]))
            self.show_tab("proposal")
        if what.get("tab") in TABS:
            self.show_tab(str(what["tab"]))

    def on_scene(self) -> None:
        """Another picture is on the screen: drags are judged by it, and whoever was looked for is found."""
        self.advice.scene, self.advice.words = self.scene, self.words()
        if self._wanted:
            self._stand_on(self._wanted)

    def back(self) -> bool:
        """Let go of what is dragged, then leave the zoom."""
        if self.chart.let_go():
            return True
        if self.in_week:
            self.show_view("day")
            return True
        return False
