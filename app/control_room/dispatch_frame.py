"""The frame of the dispatch page: what it is made of, which day it shows, and how a fresh picture comes onto the screen."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from app import theme
from app.control_room import dispatch_dialogs as dialogs
from app.control_room.dispatch_bar import DispatchBar
from app.control_room.dispatch_chart import plan_day, week_picture
from app.control_room.dispatch_facts import Words
from app.control_room.dispatch_legend import DispatchLegend
from app.control_room.dispatch_proposal import ProposalPanel
from app.control_room.dispatch_read import DispatchScene, WeekScene, day_after, read_day, read_week, week_of
from app.control_room.dispatch_requests import RequestPanel
from app.control_room.dispatch_session import SessionPanel
from app.control_room.dispatch_words import APPLICABLE, MAY_DISPATCH
from app.control_room.page import Page
from app.desk import Desk
from app.widgets.panel import Panel, tool
from app.widgets.plan_chart import PlanChart
from app.widgets.week_chart import WeekChart
from app.widgets.words import clock
from venue.core.clock import day_of
from venue.core.messages import Changed
from venue.projects.phases import PhaseAdvanced

TABS = ("requests", "proposal", "session")
SIDE = 330  # pixels of the panel at the side
BEAT_MS = 1_000
SEARCH_MS = 500
"""How often a search that is under way is looked at."""


class DispatchFrame(Page):
    """Tools, chart of the day or the week, and the panel at the side; a subclass answers the hand.

    It calls `on_scene` when another picture is on the screen.
    """

    CARES = (Changed, PhaseAdvanced)
    NOUNS = ("claim", "project", "proposal", "block", "hold", "site", "sheet", "day", "claim_freed", "waiting")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.scene, self.week_scene = DispatchScene(), WeekScene()
        self.day = ""
        self.tools, self.legend = DispatchBar(desk), DispatchLegend()
        self.chart, self.week = PlanChart(), WeekChart()
        self.requests, self.proposals, self.session = RequestPanel(desk), ProposalPanel(desk), SessionPanel(desk)
        self.panel, self.stack, self.tabs = Panel(), QStackedWidget(), QTabWidget()
        self._zoom = {name: tool(name, "") for name in ("zoom-out", "zoom-in", "scan")}
        self._beat = QTimer(self, interval=BEAT_MS)
        self._search = QTimer(self, interval=SEARCH_MS)
        self._beat.timeout.connect(lambda: self.chart.set_now(self.desk.now()))
        self._search.timeout.connect(self.refresh_soon)
        self._lay_out()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(8)
        for part in (self.chart, self.week):
            self.stack.addWidget(part)
        for made in self._zoom.values():
            self.panel.add_tool(made)
        self.panel.add(self.stack, stretch=1)
        self.panel.add(self.legend)
        for part in (self.requests, self.proposals, self.session):
            self.tabs.addTab(part, "")
        self._side = side = QFrame()
        side.setProperty("surface", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 6, 10, 10)
        column.addWidget(self.tabs)
        self._halves = QSplitter(Qt.Orientation.Horizontal)
        self._halves.setChildrenCollapsible(False)
        self._halves.setHandleWidth(8)
        self._halves.addWidget(self.panel)
        self._halves.addWidget(side)
        self._halves.setStretchFactor(0, 1)
        self._halves.setStretchFactor(1, 0)
        self._halves.setSizes([900, 350])
        self.body.addWidget(self.tools)
        self.body.addWidget(self._halves, 1)

    def retranslate(self) -> None:
        """All words."""
        names = (self.tr("缩小 −"), self.tr("放大 +"), self.tr("全天 0"))
        for made, name in zip(self._zoom.values(), names, strict=True):
            made.setAccessibleName(name)
            made.setToolTip(name)
        self.tabs.setAccessibleName(self.tr("待排、方案与场次"))
        self._show_tabs()
        self._paint()

    def restyle(self) -> None:
        """Room at the side follows the size of the text."""
        self._side.setMinimumWidth(round(SIDE * theme.current().scale))

    def _show_tabs(self) -> None:
        waiting = len(self.scene.waiting)
        first = self.tr("待排 {count}").format(count=waiting) if waiting else self.tr("待排")
        ready = sum(one.state in APPLICABLE for one in self.scene.proposals)
        second = self.tr("方案 {count}").format(count=ready) if ready else self.tr("方案")
        for number, words in enumerate((first, second, self.tr("场次"))):
            self.tabs.setTabText(number, words)

    # ------------------------------------------------------------------------------------------------------- fresh pictures

    def on_shown(self) -> None:
        """The line of the present moves."""
        self._beat.start()

    def on_hidden(self) -> None:
        """Nobody looks."""
        self._beat.stop()
        self._search.stop()

    @property
    def in_week(self) -> bool:
        """Whether the week is shown."""
        return self.stack.currentWidget() is self.week

    def refresh(self) -> None:
        """Look at the day, and at the week when it is shown."""
        if self.desk.ground is None:
            self.show_empty(
                "calendar-days",
                self.tr("还没有场地数据"),
                self.tr("引擎就绪后自动显示；新站点请先导入站点文件：main.py site import 文件"),
            )
            return
        self.show_content()
        now = self.desk.now()
        self.day = self.day or day_of(now)
        day, days = self.day, week_of(self.day) if self.in_week else ()

        def picture(read: Any, viewer: Any) -> tuple[DispatchScene, WeekScene | None]:
            return read_day(read, viewer, day, now), read_week(read, viewer, days, now) if days else None

        self.look_at(picture, self._took)

    def _took(self, picture: tuple[DispatchScene, WeekScene | None]) -> None:
        scene, week = picture
        if scene.day != self.day:
            return
        self.scene = scene
        if week is not None:
            self.week_scene = week
        self._paint()
        if any(one.state == "solving" for one in scene.proposals) and self.isVisible():
            self._search.start()
        else:
            self._search.stop()
        self.on_scene()
        self.refreshed.emit()

    def words(self) -> Words:
        """What sheets and sentences need to speak."""
        plan = self.desk.ground.plan(self.desk.now())
        rooms = {room.code: str(getattr(room.name, self.desk.language)) for room in plan.rooms}
        return Words(self.desk.say, rooms, self.desk.language)

    def _paint(self) -> None:
        ground = self.desk.ground
        if ground is None or not self.scene.at:
            return
        plan, language, words = ground.plan(self.desk.now()), self.desk.language, self.words()
        may_move = bool(self.desk.viewer.roles & MAY_DISPATCH)
        self.chart.set_day(plan_day(self.scene, plan, language, may_move=may_move))
        self.chart.set_now(self.desk.now())
        self.requests.show_requests(self.scene.waiting)
        self.proposals.show_scene(self.scene, words)
        self.session.show_scene(self.scene, words)
        self._show_tabs()
        self._show_head()
        if self.in_week and self.week_scene.days:
            days, rows, bars = week_picture(self.week_scene, plan, language)
            self.week.set_week(days, rows, bars, today=day_of(self.desk.now()))
            self.week.focus_day(self.day)

    def _show_head(self) -> None:
        days = week_of(self.day)
        self.tools.show_day(*((days[0], days[-1]) if self.in_week else (self.day,)))
        self.tools.show_conflicts(len({bar.row for bar in self.chart.conflicts()}))
        self.tools.show_rights(printable=dialogs.printable())
        self.panel.set_title(self.tr("功能室排期 · 一周") if self.in_week else self.tr("功能室排期"))
        sessions = len({bar.project for bar in self.chart.day().bars if bar.state != "cancelled"})
        note = self.tr("{count} 场 · 截至 {time}").format(count=sessions, time=clock(self.scene.at))
        self.panel.set_note("" if self.in_week else note)
        self.legend.setVisible(not self.in_week)
        for made in self._zoom.values():
            made.setVisible(not self.in_week)

    def on_scene(self) -> None:
        """For the page: another picture is on the screen."""

    def show_tab(self, tab: str) -> None:
        """Bring one of the side's tabs to the front."""
        self.tabs.setCurrentIndex(TABS.index(tab))

    # ---------------------------------------------------------------------------------------------------------- which day

    def go(self, steps: int) -> None:
        """To a day or week before or after."""
        self.show_day(day_after(self.day or day_of(self.desk.now()), steps * (7 if self.in_week else 1)), stay=True)

    def earlier(self) -> None:
        """The day or week before."""
        self.go(-1)

    def later(self) -> None:
        """The day or week after."""
        self.go(1)

    def today(self) -> None:
        """To the present day."""
        self.show_day(day_of(self.desk.now()), stay=True)

    def show_day(self, day: str, *, stay: bool = False) -> None:
        """Show a day; ``stay``: the week stays a week."""
        self.chart.let_go()
        self.day = day
        if not stay:
            self.show_view("day")
        self._show_head()
        self.refresh_soon()

    def show_view(self, view: str) -> None:
        """Show the day or the week."""
        self.chart.let_go()
        self.stack.setCurrentWidget(self.week if view == "week" else self.chart)
        self.tools.show_view(view)
        self.stack.currentWidget().setFocus()
        self._paint()
        self.refresh_soon()

    def other_view(self) -> None:
        """Day instead of week, or the other way round."""
        self.show_view("day" if self.in_week else "week")
