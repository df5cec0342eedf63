"""People and access: what the doors answered and why, a person's way through the house, who is inside, and "why not?"."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.control_room.page import Page
from app.control_room.page_sheet import Section, Sheet, SheetView
from app.control_room.people_facts import judgement_sheet
from app.control_room.people_feed import FeedPanel, Judged
from app.control_room.people_inside import InsideView
from app.control_room.people_read import PeoplePicture, read_judgement, read_people
from app.control_room.people_trail import TrailView
from app.control_room.people_why import WhyNotView
from app.desk import Desk
from venue.access.admissions import AccessDecided, Admission
from venue.access.entry_facts import Facts
from venue.access.presence import PersonMoved
from venue.core.messages import Changed

TABS = ("detail", "trail", "inside", "why_not")


class PeoplePage(Page):
    """Focus: ``person`` (trail and feed), ``door`` (feed), ``admission`` (detail), ``tab``, ``why_not`` (person, door)."""

    CARES = (AccessDecided, PersonMoved, Changed)
    NOUNS = ("site", "person", "role")

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.feed = FeedPanel(desk)
        self.detail, self.trail = SheetView(), TrailView(desk)
        self.inside, self.why_not = InsideView(desk), WhyNotView(desk)
        self._judgement: tuple[Admission, Facts] | None = None
        self.tabs = QTabWidget()
        for view in (self.detail, self.trail, self.inside, self.why_not):
            self.tabs.addTab(view, "")
        self._lay_out()
        self._connect()
        self._to("inside")
        self.settle()

    def _lay_out(self) -> None:
        self.body.setContentsMargins(0, 0, 0, 8)
        side = QFrame()
        side.setProperty("surface", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(10, 6, 10, 10)
        column.addWidget(self.tabs)
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(8)
        halves.addWidget(self.feed)
        halves.addWidget(side)
        halves.setStretchFactor(0, 3)
        halves.setStretchFactor(1, 2)
        halves.setSizes([720, 480])
        self.body.addWidget(halves, 1)
        side.setMinimumWidth(420)

    def _connect(self) -> None:
        self.feed.asked.connect(lambda _: self.refresh_soon())
        self.feed.chosen.connect(self._chosen)
        self.inside.person_chosen.connect(self.show_person)
        for view in (self.detail, self.trail, self.why_not):
            view.link_opened.connect(self._link)
        self.tabs.currentChanged.connect(self._tab)
        self.desk.ground_changed.connect(self._ground)

    def retranslate(self) -> None:
        """All words."""
        words = (self.tr("判定详情"), self.tr("轨迹"), self.tr("在场"), self.tr("为何不准"))
        for number, text in enumerate(words):
            self.tabs.setTabText(number, text)
        self.tabs.setAccessibleName(self.tr("人员与门禁详情"))
        self._show_detail()

    # Fresh pictures

    def refresh(self) -> None:
        """Look at the feed and at who is inside; at the trail that is open, too."""
        wanted, now = self.feed.wanted, self.desk.now()
        self.look_at(lambda read, viewer: read_people(read, viewer, wanted, now), self._took)
        if self.trail.isVisible():
            self.trail.refresh()

    def _took(self, picture: PeoplePicture) -> None:
        self.feed.show_picture(picture)
        self.inside.show_picture(picture)
        self.refreshed.emit()

    def _ground(self) -> None:
        self.feed.ground_changed()
        self.why_not.ground_changed()

    # What is chosen

    def _chosen(self, judged: Judged) -> None:
        self.show_judgement(judged.admission.number)

    def show_judgement(self, number: int) -> None:
        """One judgement with its facts."""

        def took(found: tuple[Admission, Facts] | None) -> None:
            self._judgement = found
            self._show_detail()
            self._to("detail")

        self.look_at(lambda read, viewer: read_judgement(read, viewer, number), took)

    def _show_detail(self) -> None:
        if self._judgement is None:
            hint = self.tr("在左侧选一条判定，这里显示理由、规则、条款和依据的全部事实。")
            self.detail.show_sheet(Sheet(self.tr("判定详情"), "", (Section("", (), hint),)))
            return
        judged, facts = self._judgement
        self.detail.show_sheet(judgement_sheet(judged, facts, self.desk.ground, self.desk.language))

    def show_person(self, subject: str) -> None:
        """A person's way."""
        self._to("trail")
        self.trail.show_person(subject)

    def _to(self, tab: str) -> None:
        self.tabs.setCurrentIndex(TABS.index(tab))

    def _tab(self, number: int) -> None:
        if TABS[number] == "why_not":
            self.why_not.on_shown()

    def _link(self, kind: str, code: str) -> None:
        if kind == "person":
            self.show_person(code)
        elif kind == "admission":
            self.show_judgement(int(code))
        elif kind == "why_not":
            self._to("why_not")
            self.why_not.choose(person=code)
        elif kind == "device":
            self.open_page.emit("devices", {"device": code})
        else:
            self.open_page.emit("overview", {kind: code})

    def focus(self, **what: Any) -> None:
        """Somebody jumped here."""
        if "person" in what:
            self.feed.narrow(text=str(what["person"]))
            self.show_person(str(what["person"]))
        if "door" in what:
            self.feed.narrow(door=str(what["door"]))
        if "admission" in what:
            self.show_judgement(int(what["admission"]))
        if what.get("tab") in TABS:
            self._to(str(what["tab"]))
        if "why_not" in what:
            subject, door = what["why_not"]
            self._to("why_not")
            self.why_not.choose(person=subject, door=door)

    def back(self) -> bool:
        """Leave the person, then the filter."""
        if self.trail.clear():
            return True
        if self.feed.filter.chosen():
            self.feed.filter.clear()
            return True
        return False
