"""The overview: the live plan, the figures of the day, the alarms, the day of the rooms; a click leads to what it shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.control_room.devices_lines import DeviceLine
from app.control_room.overview_alarms import AlarmPanel
from app.control_room.overview_chart import day_picture
from app.control_room.overview_figures import FigureRow
from app.control_room.overview_read import Equipment, Scene, read_equipment, read_scene
from app.control_room.overview_sheets import View
from app.control_room.overview_side import SidePanel
from app.control_room.overview_state import Overview, compose, device_lines, people_marks
from app.control_room.page import Page
from app.desk import Connection, Desk
from app.widgets.day_chart import DayChart
from app.widgets.panel import Panel
from app.widgets.plan_panel import PlanPanel
from app.widgets.site_drawing import drawing_of
from venue.access.admissions import AccessDecided
from venue.access.door_states import DoorState
from venue.access.doors import DoorChanged
from venue.access.presence import OUTSIDE, PersonMoved, Present
from venue.core.clock import Millis, day_of
from venue.core.messages import Changed, Notice
from venue.monitoring.alarms import AlarmChanged
from venue.monitoring.health import HealthChanged
from venue.monitoring.measurements import PointsRead
from venue.projects.phases import PhaseAdvanced
from venue.site.plan import SiteFile

AGE_MS = 1_000
LOW = 800  # pixels of the page
OF_DEVICES = (HealthChanged, PointsRead)
AT_ONCE = (PersonMoved, DoorChanged)


class OverviewPage(Page):
    """Focus: ``room``, ``door``, ``project`` (opens the side sheet), ``alarm`` (selects it in the list)."""

    CARES = (AccessDecided, AlarmChanged, Changed, PhaseAdvanced, *AT_ONCE, *OF_DEVICES)
    NOUNS = ("claim", "project", "agency_step", "patrol", "patrol_round", "site")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.scene = Scene(0)
        self.equipment = Equipment()
        self.shown: Overview | None = None
        self._drawn_for: tuple[Any, ...] | None = None
        self._judged_for: tuple[tuple[Any, ...], Mapping[str, DeviceLine]] | None = None
        self._devices_old, self._wanted_alarm = True, ""
        self.figures, self.plan = FigureRow(), PlanPanel()
        self.alarms, self.side = AlarmPanel(desk), SidePanel(desk)
        self.chart_panel, self.chart = Panel(), DayChart()
        self.chart_panel.add(self.chart, stretch=1)
        self._lay_out()
        self._connect()
        self._ageing = QTimer(self, interval=AGE_MS)
        self._ageing.timeout.connect(self._age)
        self.settle()
        self._connection(desk.connection)

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 8)
        self.body.setSpacing(8)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.side, 3)
        column.addWidget(self.alarms, 2)
        self.side.setVisible(False)
        across = QWidget()
        row = QHBoxLayout(across)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.plan, 17)
        row.addWidget(right, 13)
        self._halves = QSplitter(Qt.Orientation.Vertical)
        self._halves.setChildrenCollapsible(False)
        self._halves.setHandleWidth(8)
        self._halves.addWidget(across)
        self._halves.addWidget(self.chart_panel)
        self._halves.setStretchFactor(0, 64)
        self._halves.setStretchFactor(1, 36)
        self._halves.setSizes([640, 360])
        self.body.addWidget(self.figures)
        self.body.addWidget(self._halves, 1)

    def _connect(self) -> None:
        plan = self.plan.plan
        plan.room_clicked.connect(lambda code: self.side_of("room", code))
        plan.door_clicked.connect(lambda code: self.side_of("door", code))
        plan.person_clicked.connect(lambda code: self.open_page.emit("people", {"person": code}))
        plan.device_clicked.connect(lambda code: self.open_page.emit("devices", {"device": code}))
        self.chart.booking_clicked.connect(self._booking)
        self.chart.row_clicked.connect(lambda row: self._show_room(row.partition("|")[0]))
        self.alarms.opened.connect(self._alarm_place)
        self.side.link_opened.connect(self._link)
        self.side.closed.connect(self.plan.plan.setFocus)
        self.side.toggled.connect(self._share)
        self.figures.chosen.connect(self._figure)
        self.desk.connection_changed.connect(self._connection)

    def retranslate(self) -> None:
        """All words."""
        self.chart_panel.set_title(self.tr("功能室排期 · 今日"))
        self._drawn_for = None
        self._paint()

    # ------------------------------------------------------------------------------------------------------- fresh pictures

    def on_shown(self) -> None:
        """Devices age before somebody's eyes."""
        self._ageing.start()

    def on_hidden(self) -> None:
        """Nobody looks."""
        self._ageing.stop()

    def refresh(self) -> None:
        """Look at the site; at the devices only when they spoke, and not more than once a second (`_age`)."""
        ground = self.desk.ground
        if ground is None:
            self.show_empty(
                "map",
                self.tr("还没有场地数据"),
                self.tr("引擎就绪后自动显示；新站点请先导入站点文件：main.py site import 文件"),
            )
            return
        self.show_content()
        now = self.desk.now()
        first = not self.equipment.heard

        def picture(read: Any, viewer: Any) -> tuple[Scene, Equipment | None]:
            return read_scene(read, viewer, ground, now), read_equipment(read, viewer) if first else None

        self.look_at(picture, self._took)

    def _took(self, picture: tuple[Scene, Equipment | None]) -> None:
        self.scene, equipment = picture
        if equipment is not None:
            self.equipment = equipment
            self._devices_old = False
        self._paint()
        self.side.refresh()
        self.refreshed.emit()

    def _age(self) -> None:
        """Once a second: the devices, if they spoke; else the same picture, a second older."""
        if self._devices_old and self.desk.ground is not None:
            self._devices_old = False
            self.look_at(read_equipment, self._took_devices)
        else:
            self._paint(devices_only=True)

    def _took_devices(self, equipment: Equipment) -> None:
        self.equipment = equipment
        self._paint(devices_only=True)

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        """What moves is moved at once; words of devices wait for the second; anything else is looked at soon."""
        self._devices_old = self._devices_old or any(isinstance(one, OF_DEVICES) for one in notices)
        self._move([one for one in notices if isinstance(one, AT_ONCE)])
        rest = tuple(one for one in notices if not isinstance(one, (*OF_DEVICES, DoorChanged)))
        super()._hear(rest)

    def _move(self, notices: list[Notice]) -> None:
        present, doors = dict(self.scene.present), dict(self.scene.doors)
        for one in notices:
            if isinstance(one, DoorChanged):
                doors[one.access_point] = DoorState(one.access_point, one.state, one.since, one.since)
            elif isinstance(one, PersonMoved):
                present.pop(one.subject, None)
                if one.zone != OUTSIDE:
                    present[one.subject] = Present(one.subject, one.role, one.project, one.zone, one.room, one.since)
        if not notices or self.desk.ground is None:
            return
        self.scene = replace(self.scene, present=present, doors=doors)
        if self.isVisible():
            self.plan.set_people(people_marks(present, self.desk.ground.plan(self.desk.now())))
            if any(isinstance(one, DoorChanged) for one in notices):
                self._paint(devices_only=True)

    # --------------------------------------------------------------------------------------------------------------- paint

    def _paint(self, *, devices_only: bool = False) -> None:
        ground = self.desk.ground
        if ground is None or self.scene.at == 0:
            return
        now, language = self.desk.now(), self.desk.language
        plan = ground.plan(now)
        self._draw(plan, language, now)
        devices = self._judged(plan, now)
        self.shown = compose(self.scene, self.equipment, plan, devices=devices, now=now, language=language)
        self.plan.set_state(self.shown.plan)
        self.side.set_view(View(self.scene, self.equipment, self.shown.devices, ground, language, now))
        self.chart.set_now(now)
        if devices_only:
            return
        self.figures.show_figures(self.shown.figures)
        self.alarms.show_calling(self.scene.calling)
        day = day_picture(self.scene, plan, language)
        self.chart.set_day(day.start, day.end, day.rows, day.bars)
        if self._wanted_alarm:
            self.alarms.select(self._wanted_alarm)
            self._wanted_alarm = ""

    def _judged(self, plan: SiteFile, now: Millis) -> Mapping[str, DeviceLine]:
        """The devices, judged anew when they or their alarms changed, and every second."""
        key = (self.equipment, self.scene.calling.alarms, now // AGE_MS, self.desk.ground.site)
        if self._judged_for is None or not _same(self._judged_for[0], key):
            self._judged_for = (key, device_lines(self.equipment, self.scene, plan, now))
        return self._judged_for[1]

    def _draw(self, plan: SiteFile, language: str, now: Millis) -> None:
        wanted = (self.desk.ground.site, language, day_of(now))
        if self._drawn_for is None or not _same(self._drawn_for, wanted):
            floor = self.plan.plan.floor()
            self._drawn_for = wanted
            self.plan.set_drawing(drawing_of(plan, language=language))
            self.plan.plan.set_floor(floor)

    def _connection(self, connection: Connection) -> None:
        self.plan.plan.set_live(connection.engine)

    def _share(self) -> None:
        """On a low screen an open sheet takes the place of the chart: alarms stay in sight, all of them readable."""
        self.chart_panel.setVisible(not self.side.isVisibleTo(self) or self.height() >= LOW)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the height anew."""
        super().resizeEvent(event)
        self._share()

    # ------------------------------------------------------------------------------------------------------- click-through

    def side_of(self, kind: str, code: str) -> None:
        """Open the sheet of a room, a door or a project beside the plan."""
        self.side.open(kind, code)

    def _show_room(self, code: str) -> None:
        self.plan.plan.show_room(code)
        self.side_of("room", code)

    def _link(self, kind: str, code: str) -> None:
        if kind in ("person", "admission"):
            self.open_page.emit("people", {kind: code})
        elif kind == "device":
            self.open_page.emit("devices", {"device": code})
        elif kind == "alarm":
            self.alarms.select(code)
        elif kind == "room":
            self._show_room(code)
        else:
            self.side_of(kind, code)

    def _booking(self, number: str) -> None:
        claim = next((one for one in self.scene.claims if str(one.number) == number), None)
        if claim is not None:
            self.side_of("project", claim.project)

    def _alarm_place(self, number: int) -> None:
        alarm = next((one for one in self.scene.calling.alarms if one.number == number), None)
        if alarm is None or self.desk.ground is None:
            return
        plan = self.desk.ground.plan(self.desk.now())
        if alarm.room in plan.room:
            self._show_room(alarm.room)
        elif alarm.device in plan.access_point:
            self.side_of("door", alarm.device)
        elif alarm.device:
            self.open_page.emit("devices", {"device": alarm.device})

    def _figure(self, key: str) -> None:
        if key in ("persons", "passages"):
            self.open_page.emit("people", {"tab": "inside" if key == "persons" else "feed"})
        elif key == "patrols":
            self.open_page.emit("patrols", {})
        elif key == "alarms":
            self.alarms.table.setFocus()
        elif key == "sessions":
            self.chart.setFocus()
        else:
            self.plan.plan.setFocus()

    def focus(self, **what: Any) -> None:
        """Somebody jumped here."""
        if "alarm" in what:
            self._wanted_alarm = str(what["alarm"])
            self.alarms.select(self._wanted_alarm)
            if self.scene.at:
                self._wanted_alarm = ""
        elif "room" in what:
            self._show_room(str(what["room"]))
        for kind in ("door", "project"):
            if kind in what:
                self.side_of(kind, str(what[kind]))

    def alarm_key(self, what: str) -> bool:
        """A, S, F1 for the alarm that is selected in the list."""
        return self.alarms.key(what)

    def back(self) -> bool:
        """Close the side sheet, else show the whole floor again."""
        if self.side.isVisible():
            self.side.close_sheet()
            return True
        self.plan.plan.fit()
        return False


def _same(before: tuple[Any, ...], after: tuple[Any, ...]) -> bool:
    """Whether nothing of it is another thing; a whole site is not compared line by line."""
    return all(
        a is b or (not isinstance(a, SiteFile | Equipment) and a == b) for a, b in zip(before, after, strict=True)
    )
