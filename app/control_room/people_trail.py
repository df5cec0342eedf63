"""One person by code: who that is for the site, and the way of a day through the rooms, gaps shown as gaps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.control_room.page_sheet import Line, Section, Sheet, SheetView
from app.control_room.people_facts import Naming
from app.control_room.people_read import PersonPicture, read_person
from app.control_room.people_words import EVIDENCE, named
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.labels import label
from app.widgets.panel import button, tool
from app.widgets.plan_data import PersonMark, PlanDrawing, PlanState, RoomState, TrailPoint
from app.widgets.plan_panel import PlanPanel
from app.widgets.restyled import Restyled
from app.widgets.site_drawing import drawing_of
from app.widgets.words import ROLES, clock, word
from venue.access.presence import OUTSIDE, Passage
from venue.core.clock import at_local, day_of

MAY_REVEAL = frozenset({"clerk", "operator", "site_manager", "supervisor"})


class TrailView(Restyled, QWidget):
    """The way on the plan above, roles and passages below. `link_opened(kind, code)` leads on."""

    link_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.subject, self.day = "", ""
        self._picture: PersonPicture | None = None
        self._drawn_for: tuple[int, str, str] | None = None
        self._title, self._date = label("", "title"), label("", "plain")
        self._before, self._after = tool("chevron-left", ""), tool("chevron-right", "")
        self.reveal, self.why = button(""), button("")
        self.plan, self.sheet = PlanPanel(), SheetView()
        self.plan.setProperty("surface", "plain")
        self.plan.people.setVisible(False)
        self._lay_out()
        self._before.clicked.connect(lambda: self._step(-1))
        self._after.clicked.connect(lambda: self._step(1))
        self.reveal.clicked.connect(self._reveal)
        self.why.clicked.connect(lambda: self.link_opened.emit("why_not", self.subject))
        self.sheet.link_opened.connect(self.link_opened)
        self.plan.plan.room_clicked.connect(lambda code: self.link_opened.emit("room", code))
        self.settle()

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(6)
        for part in (self._title, self._before, self._date, self._after):
            head.addWidget(part)
        head.addStretch(1)
        head.addWidget(self.why)
        head.addWidget(self.reveal)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.addWidget(self.plan)
        halves.addWidget(self.sheet)
        halves.setStretchFactor(0, 1)
        halves.setStretchFactor(1, 1)
        halves.setSizes([300, 300])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(head)
        column.addWidget(halves, 1)

    def retranslate(self) -> None:
        """All words."""
        names = (
            (self._before, self.tr("前一天")),
            (self._after, self.tr("后一天")),
            (self.reveal, self.tr("查看个人信息…")),
            (self.why, self.tr("为何不准？")),
        )
        for owner, words in names:
            owner.setAccessibleName(words)
            owner.setToolTip(words)
        self.reveal.setText(self.tr("个人信息…"))
        self.why.setText(self.tr("为何不准"))
        self._drawn_for = None
        self._show()

    # Whom

    def show_person(self, subject: str) -> None:
        """Show a person's way of today."""
        self.subject, self.day, self._picture = subject, day_of(self.desk.now()), None
        self.refresh()

    def clear(self) -> bool:
        """Show nobody any more; False when nobody was shown."""
        shown = bool(self.subject)
        self.subject, self._picture = "", None
        self._show()
        return shown

    def _step(self, days: int) -> None:
        self.day = (date.fromisoformat(self.day) + timedelta(days=days)).isoformat()
        self.refresh()

    def refresh(self) -> None:
        """Look again."""
        self._show()
        if not self.subject:
            return
        asked, viewer, now = (self.subject, self.day), self.desk.viewer, self.desk.now()

        def took(picture: PersonPicture) -> None:
            if (self.subject, self.day) == asked and self.desk.viewer == viewer:
                self._picture = picture
                self._show()

        self.desk.look_at(
            lambda read, who: read_person(read, who, asked[0], day=asked[1], now=now), while_alive(self, took)
        )

    # What is shown

    def _show(self) -> None:
        someone = bool(self.subject)
        self._title.setText(self.subject or self.tr("请在列表或平面图上选择人员"))
        self._date.setText(self.day if someone else "")
        for part in (self._before, self._after, self.why, self.plan, self.sheet):
            part.setVisible(someone)
        self._after.setEnabled(someone and self.day < day_of(self.desk.now()))
        self.reveal.setVisible(someone and bool(self.desk.viewer.roles & MAY_REVEAL))
        if someone and self.desk.ground is not None:
            self._show_way()

    def _show_way(self) -> None:
        at = at_local(self.day, "12:00")
        plan = self.desk.ground.plan(at)
        if self._drawn_for != (id(self.desk.ground.site), self.day, self.desk.language):
            self._drawn_for = (id(self.desk.ground.site), self.day, self.desk.language)
            self.plan.set_drawing(map_of(drawing_of(plan, language=self.desk.language)))
        picture = self._picture
        naming = Naming(self.desk.ground, at, self.desk.language)
        stops = () if picture is None else tuple(_stop(one) for one in picture.passages if one.to_room)
        self.plan.set_title("")
        here = () if picture is None or picture.here is None or picture.here.zone == OUTSIDE else (picture.here,)
        marks = tuple(PersonMark(one.subject, one.role, one.room, label=one.subject) for one in here)
        rooms = tuple(RoomState(room.code, "idle", people=0) for room in plan.rooms)
        self.plan.set_state(PlanState(None, rooms=rooms, people=marks))
        self.plan.plan.set_trail(stops)
        self._floor_of(stops, plan)
        self.sheet.show_sheet(self._sheet(picture, naming))

    def _floor_of(self, stops: tuple[TrailPoint, ...], plan: Any) -> None:
        if stops and stops[-1].room in plan.room:
            self.plan.plan.set_floor(plan.room[stops[-1].room].floor)

    def _sheet(self, picture: PersonPicture | None, naming: Naming) -> Sheet:
        if picture is None:
            return Sheet(self.subject, "", (Section("", (), self.tr("正在读取")),))
        here = picture.here
        if here is None or here.zone == OUTSIDE:
            where = Line(self.tr("现在"), self.tr("不在楼内"))
        else:
            since = self.tr("{place}，{time} 起").format(
                place=naming.place(here.zone, here.room), time=clock(here.since)
            )
            where = Line(self.tr("现在"), since, ("room", here.room) if here.room else None)
        roles = tuple(
            Line(
                word(ROLES, one.role), one.project or self.tr("全场"), ("project", one.project) if one.project else None
            )
            for one in picture.roles
        )
        known = Section(self.tr("身份"), (where, *roles))
        way = tuple(line for one in picture.passages for line in self._passage(one, naming))
        title = self.tr("通行 {count} 次").format(count=len(picture.passages))
        return Sheet(self.subject, "", (known, Section(title, way, self.tr("这一天没有通行记录"))))

    def _passage(self, one: Passage, naming: Naming) -> tuple[Line, ...]:
        way = f"{naming.place(one.from_zone, one.from_room)} → {naming.place(one.to_zone, one.to_room)}"
        by = self.tr("{door}，依据{evidence}").format(
            door=naming.door(one.access_point), evidence=named(EVIDENCE, one.evidence)
        )
        lines = (Line(clock(one.at), way, ("admission", str(one.admission))), Line("", by, tone="small"))
        if one.jumped:
            gap = self.tr("此前位置与本次出发处不符：中间有未记录的通行")
            return (Line("", gap, tone="abnormal"), *lines)
        return lines

    def _reveal(self) -> None:
        from app.dialogs.reveal_person import RevealPerson

        dialog = RevealPerson(self.desk, self.subject, self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def map_of(drawing: PlanDrawing) -> PlanDrawing:
    """The rooms alone: on a way of the past, doors and devices of now would only mislead."""
    return PlanDrawing(tuple(replace(floor, doors=(), devices=()) for floor in drawing.floors))


def _stop(one: Passage) -> TrailPoint:
    return TrailPoint(one.to_room, one.at)
