"""The patrols page: the plan of the day, the round under way on the plan, the form of each checkpoint, the findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.control_room.page import Page
from app.control_room.patrols_findings import FindingsView
from app.control_room.patrols_hand import PatrolHand
from app.control_room.patrols_picture import PatrolPicture, PointState, RoundLine, picture
from app.control_room.patrols_plan import CheckpointPlan
from app.control_room.patrols_visit import CheckpointCard
from app.control_room.patrols_words import (
    point_state_tone,
    point_tone,
    progress_words,
    round_name,
    round_note,
    round_tone,
    window_words,
)
from app.desk import Desk
from app.widgets.panel import Panel, button, tool
from app.widgets.plan_data import PlanDrawing
from app.widgets.record_table import Column, RecordTable
from app.widgets.site_drawing import drawing_of
from venue.conduct.patrols import WALKERS
from venue.core.clock import day_of
from venue.core.messages import Changed
from venue.records.exports import EXPORTERS

BEAT_MS = 15_000  # windows open and close with the clock, without a notice


class PatrolsPage(Page):
    """Two tabs: the patrols of a day, and the findings."""

    CARES = (Changed,)
    NOUNS = ("patrol", "finding", "site")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._picture = PatrolPicture(0, "")
        self._day = ""
        self._drawn: object = None
        self._expected = ""  # the round that was just begun is to be selected when it is there
        self.rounds = RecordTable(self._round_columns(), name="", key=lambda line: line.key)
        self.points = RecordTable(self._point_columns(), name="", key=lambda one: one.point.checkpoint)
        self.plan, self.card, self.findings = CheckpointPlan(), CheckpointCard(desk), FindingsView(desk)
        self.begin_button = button("", tone="primary", icon="play")
        self.extra_button = button("", icon="plus")
        self.finish_button = button("", icon="check")
        self.export_button = button("", icon="download")
        self.before_button, self.after_button = tool("chevron-left", ""), tool("chevron-right", "")
        self.today_button = button("")
        self.hand = PatrolHand(desk, self)
        self.tabs = QTabWidget()
        self._rounds_card, self._points_card, self._plan_card = Panel(), Panel(), Panel()
        self._beat = QTimer(self, interval=BEAT_MS)
        self._lay_out()
        self._connect()
        self.settle()

    # ------------------------------------------------------------------------------------------------------- layout

    def _lay_out(self) -> None:
        for made in (self.before_button, self.today_button, self.after_button):
            self._rounds_card.add_tool(made)
        self._rounds_card.add(self.rounds, stretch=1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for made in (self.begin_button, self.finish_button, self.extra_button):
            row.addWidget(made)
        row.addStretch(1)
        row.addWidget(self.export_button)
        holder = QWidget()
        holder.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        self._rounds_card.add(holder)
        self._points_card.add(self.points, stretch=1)
        self._plan_card.add(self.plan, stretch=1)
        left = _column(self._rounds_card, self._points_card, (280, 290))
        right = _column(self._plan_card, self.card, (330, 230))
        split = QSplitter(Qt.Orientation.Horizontal)
        for part, stretch in ((left, 4), (right, 5)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            split.addWidget(part)
            split.setStretchFactor(split.count() - 1, stretch)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(8)
        split.setSizes([520, 640])
        for inner in (split, self.findings):
            page = QWidget()
            column = QVBoxLayout(page)
            column.setContentsMargins(0, 8, 0, 0)
            column.addWidget(inner)
            self.tabs.addTab(page, "")
        self.body.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self._beat.timeout.connect(self.refresh_soon)
        self.rounds.chosen.connect(lambda line: self._show_round())
        self.points.chosen.connect(lambda point: self._show_point())
        self.plan.checkpoint_clicked.connect(self.points.select)
        self.plan.room_clicked.connect(self._room_clicked)
        self.card.visited.connect(self._visited)
        self.card.finding_wanted.connect(
            lambda point: self.hand.write_finding(self._picture, self.current_round(), point)
        )
        self.begin_button.clicked.connect(lambda: self.hand.begin(self.current_round()))
        self.extra_button.clicked.connect(lambda: self.hand.begin_extra(self._picture))
        self.finish_button.clicked.connect(lambda: self.hand.finish(self._picture, self.current_round()))
        self.export_button.clicked.connect(self.hand.export)
        self.hand.done.connect(self._acted)
        self.before_button.clicked.connect(lambda: self._go(-1))
        self.after_button.clicked.connect(lambda: self._go(1))
        self.today_button.clicked.connect(lambda: self.show_day(""))

    def _round_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("轮次"), round_name, 112, tone=round_tone),
            Column(self.tr("可开始"), window_words, 100, tone=round_tone),
            Column(self.tr("状态"), lambda line: self.desk.say(f"patrol.state.{line.state}"), tone=round_tone),
            Column(self.tr("已查"), progress_words, 72, right=True, tone=round_tone),
            Column(self.tr("巡查员"), lambda line: line.walked.patroller if line.walked else "", 92, tone=round_tone),
        )

    def _point_columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("序"), lambda one: str(one.order), 40, right=True),
            Column(self.tr("巡查点"), lambda one: getattr(one.point, f"room_{self.desk.language}"), tone=point_tone),
            Column(self.tr("代码"), lambda one: one.point.checkpoint, 88),
            Column(self.tr("情况"), lambda one: self.card.state_words(one), 152, tone=point_state_tone),
            Column(self.tr("不符"), lambda one: str(one.visit.wrong or "") if one.visit else "", 46, right=True),
        )

    # -------------------------------------------------------------------------------------------------------- words

    def retranslate(self) -> None:
        """All words."""
        self.rounds.setAccessibleName(self.tr("巡查轮次"))
        self.points.setAccessibleName(self.tr("巡查点"))
        self.rounds.set_columns(self._round_columns())
        self.points.set_columns(self._point_columns())
        self.tabs.setAccessibleName(self.tr("巡查页分栏"))
        self._plan_card.set_title(self.tr("平面图"))
        buttons = (
            (self.begin_button, self.tr("开始本轮")),
            (self.finish_button, self.tr("结束本轮")),
            (self.extra_button, self.tr("加巡…")),
            (self.export_button, self.tr("导出…")),
            (self.today_button, self.tr("今天")),
        )
        for owner, words in buttons:
            owner.setText(words)
            owner.setAccessibleName(words)
        for owner, words in ((self.before_button, self.tr("前一天")), (self.after_button, self.tr("后一天"))):
            owner.setAccessibleName(words)
            owner.setToolTip(words)
        self._show()

    # ------------------------------------------------------------------------------------------------- the picture

    def refresh(self) -> None:
        """Look at the day."""
        if self.desk.ground is None:
            title = self.tr("还没有导入站点")
            text = self.tr("先准备好站点文件（含巡查点和巡查表），执行 main.py site import 文件名，再回到这里。")
            self.show_empty("clipboard-list", title, text)
            return
        now = self.desk.now()
        day = self._day or day_of(now)
        self.look_at(lambda read, viewer: picture(read, viewer, day=day, now=now), self._seen)

    def _seen(self, seen: PatrolPicture) -> None:
        self._picture = seen
        if self._nothing(seen):
            return
        self.show_content()
        self._show()
        if self.rounds.row_of(self._expected) is not None:
            self.rounds.select(self._expected)
            self._expected = ""
        elif not self.rounds.selectionModel().hasSelection():
            self._select_current()
        self.refreshed.emit()

    def _nothing(self, seen: PatrolPicture) -> bool:
        """Say what to do when the day has nothing to show; True when it has said so."""
        today = seen.day == day_of(seen.at)
        if seen.plan is not None and seen.plan.points:
            return False
        if seen.plan is not None:
            title = self.tr("站点文件里还没有巡查点")
            text = self.tr("在站点文件的 checkpoint 表中登记巡查点和巡查表，再重新导入，从次日起生效。")
            self.show_empty("clipboard-list", title, text)
        elif today:
            title = self.tr("今天还没有巡查计划")
            text = self.tr("引擎每天零点生成当天的计划；引擎刚启动时请稍候一分钟。")
            self.show_empty("calendar-clock", title, text, action=self.tr("再看一次"), acted=self.refresh)
        else:
            title = self.tr("{day} 没有巡查计划").format(day=seen.day)
            text = self.tr("那一天系统没有运行，或者还没有到。")
            self.show_empty("calendar-days", title, text, action=self.tr("回到今天"), acted=lambda: self.show_day(""))
        return True

    def _show(self) -> None:
        seen = self._picture
        self.rounds.set_records(seen.lines)
        self.findings.show_picture(seen)
        waiting = sum(one.state != "closed" for one in seen.findings)
        self.tabs.setTabText(0, self.tr("当日巡查"))
        self.tabs.setTabText(1, self.tr("问题整改（{count}）").format(count=waiting))
        self.today_button.setVisible(bool(self._day))
        self._show_head()
        self._show_plan()
        self._show_round()

    def _show_head(self) -> None:
        plan, day = self._picture.plan, self._picture.day
        self._rounds_card.set_title(self.tr("{day} 巡查").format(day=day))
        if plan is None:
            return
        if not plan.workday:
            note = self.tr("非工作日，不安排巡查")
        elif plan.complete >= plan.least:
            note = self.tr("已完成完整巡查 {done} 次，符合要求").format(done=plan.complete)
        else:
            note = self.tr("完整巡查 {done} 次，至少 {least} 次").format(done=plan.complete, least=plan.least)
        self._rounds_card.set_note(note)

    def _show_plan(self) -> None:
        ground = self.desk.ground
        if ground is None:
            return
        site = ground.plan(self._picture.at)
        drawn = (id(site), self.desk.language)
        if drawn != self._drawn:
            self._drawn = drawn
            self.plan.show_site(_without_devices(drawing_of(site, language=self.desk.language)))
            self.plan.show_devices((), at=self._picture.at)

    def _show_round(self) -> None:
        line = self.current_round()
        states = self._picture.points_of(line)
        self.points.set_records(states)
        self._points_card.set_title(self.tr("巡查点") if line is None else round_name(line))
        self._points_card.set_note(round_note(self.desk, line, states))
        if self.desk.ground is not None:
            self.plan.show_points(states, self.desk.ground.plan(self._picture.at))
        if states and not self.points.selectionModel().hasSelection():
            self._select_next(states)
        self._offer(line)
        self._show_point()

    def _show_point(self) -> None:
        point = self.current_point()
        self.plan.choose(point.point.checkpoint if point else "")
        self._plan_card.set_note(self.plan.floor_name())
        self.card.show_point(self._picture, self.current_round(), point)

    def _offer(self, line: RoundLine | None) -> None:
        walks = self.desk.viewer.may(*WALKERS)
        today = self._picture.day == day_of(self.desk.now())
        mine = line is not None and line.walked is not None and line.walked.patroller == self.desk.viewer.account
        self.begin_button.setEnabled(walks and line is not None and line.walked is None and line.state == "due")
        self.finish_button.setEnabled(walks and mine and line.state == "open")
        self.extra_button.setEnabled(walks and today)
        self.export_button.setEnabled(self.desk.viewer.may(*EXPORTERS))

    # ------------------------------------------------------------------------------------------------- what is chosen

    def current_round(self) -> RoundLine | None:
        """The chosen round."""
        return _chosen(self.rounds)

    def current_point(self) -> PointState | None:
        """The chosen checkpoint."""
        return _chosen(self.points)

    def _select_current(self) -> None:
        """What is most likely wanted: the round under way, else the due one, else the last ended, else the first."""
        for state in ("open", "due"):
            found = next((line for line in self._picture.lines if line.state == state), None)
            if found is not None:
                self.rounds.select(found.key)
                return
        ended = [line for line in self._picture.lines if line.state in ("complete", "incomplete")]
        lines = ended[-1:] or self._picture.lines[:1]
        if lines:
            self.rounds.select(lines[0].key)

    def _select_next(self, states: tuple[PointState, ...]) -> None:
        waiting = next((one for one in states if one.state in ("open", "missed")), states[0])
        self.points.select(waiting.point.checkpoint)

    def _room_clicked(self, room: str) -> None:
        found = next((one for one in self.points.records() if one.point.room == room), None)
        if found is not None:
            self.points.select(found.point.checkpoint)

    def focus(self, **what: Any) -> None:
        """Show a day (`day="2026-11-23"`), a finding (`finding=3`), or a checkpoint (`checkpoint="CP-E9"`)."""
        if what.get("day"):
            self.show_day(str(what["day"]))
        if what.get("finding"):
            self.tabs.setCurrentIndex(1)
            self.findings.focus_finding(int(what["finding"]))
        if what.get("checkpoint"):
            self.tabs.setCurrentIndex(0)
            self.points.select(str(what["checkpoint"]))

    def back(self) -> bool:
        """Esc: from the findings to the patrols, from another day to today."""
        if self.tabs.currentIndex() == 1:
            self.tabs.setCurrentIndex(0)
            return True
        if self._day:
            self.show_day("")
            return True
        return False

    def show_day(self, day: str) -> None:
        """Show an ISO day; empty for today."""
        self._day = "" if day == day_of(self.desk.now()) else day
        self.rounds.clearSelection()
        self.refresh()

    def _go(self, days: int) -> None:
        shown = date.fromisoformat(self._day or day_of(self.desk.now()))
        self.show_day((shown + timedelta(days)).isoformat())

    def on_shown(self) -> None:
        """Windows open and close with the clock: look again now and then."""
        self._beat.start()

    def on_hidden(self) -> None:
        """Hidden: no more looks."""
        self._beat.stop()

    # ------------------------------------------------------------------------------------------------ what is asked for

    def _acted(self, expected: str) -> None:
        self._expected = expected
        self.refresh_soon()

    def _visited(self) -> None:
        """The next checkpoint that waits is chosen at once; the fresh picture follows."""
        states = self.points.records()
        current = self.current_point()
        place = 0 if current is None else current.order
        waiting = [one for one in (*states[place:], *states[:place]) if one.state == "open" and one != current]
        if waiting:
            self.points.select(waiting[0].point.checkpoint)
        self.refresh_soon()


def _column(upper: QWidget, lower: QWidget, sizes: tuple[int, int]) -> QSplitter:
    made = QSplitter(Qt.Orientation.Vertical)
    for number, part in enumerate((upper, lower)):
        made.addWidget(part)
        made.setStretchFactor(number, sizes[number])
    made.setChildrenCollapsible(False)
    made.setHandleWidth(8)
    made.setSizes(list(sizes))
    return made


def _without_devices(drawing: PlanDrawing) -> PlanDrawing:
    return replace(drawing, floors=tuple(replace(floor, devices=()) for floor in drawing.floors))


def _chosen(table: RecordTable) -> Any:
    rows = table.selectionModel().selectedRows()
    records = table.records()
    return records[rows[0].row()] if rows and rows[0].row() < len(records) else None
