"""Why not? What a door would say to a person now, before anybody walks there."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.control_room.page_sheet import Section, Sheet, SheetView
from app.control_room.people_facts import why_not_sheet
from app.control_room.people_read import read_subjects, read_why_not
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled


class WhyNotView(Restyled, QWidget):
    """A person, a door, and the answer with its facts. Nothing is opened, stored or told by asking here."""

    link_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._answer: Any = None
        self.person, self.door, self.ask = QLineEdit(), QComboBox(), button("", tone="primary")
        self.hint, self.sheet = label("", "muted"), SheetView()
        self.hint.setWordWrap(True)
        self.person.setMaximumWidth(130)
        self.person.returnPressed.connect(self._ask)
        self.ask.clicked.connect(self._ask)
        self.sheet.link_opened.connect(self.link_opened)
        row = QHBoxLayout()
        for part, stretch in ((self.person, 0), (self.door, 1), (self.ask, 0)):
            row.addWidget(part, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addLayout(row)
        column.addWidget(self.hint)
        column.addWidget(self.sheet, 1)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.person.setPlaceholderText(self.tr("人员代码"))
        self.person.setAccessibleName(self.tr("人员代码"))
        self.door.setAccessibleName(self.tr("门"))
        self.ask.setText(self.tr("询问"))
        self.ask.setAccessibleName(self.tr("询问此人此刻能否进入"))
        self.hint.setText(self.tr("按此刻的项目阶段、事由和规则试算一次，不开门，不留判定记录。"))
        self.ground_changed()
        self._show()

    def ground_changed(self) -> None:
        """Other doors."""
        chosen = self.door.currentData()
        self.door.clear()
        if self.desk.ground is None:
            return
        plan, language = self.desk.ground.plan(self.desk.now()), self.desk.language
        for one in plan.access_points:
            if one.controlled:
                self.door.addItem(f"{getattr(one.name, language)} {one.code}", one.code)
        self.door.setCurrentIndex(max(0, self.door.findData(chosen)))

    def on_shown(self) -> None:
        """Codes to complete what is typed."""
        now = self.desk.now()
        self.desk.look_at(lambda read, viewer: read_subjects(read, viewer, now), while_alive(self, self._complete))

    def _complete(self, subjects: tuple[str, ...]) -> None:
        completer = QCompleter(subjects, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.person.setCompleter(completer)

    def choose(self, *, person: str = "", door: str = "") -> None:
        """Fill in a person and perhaps a door; asks when both are there."""
        if person:
            self.person.setText(person)
        place = self.door.findData(door)
        if place >= 0:
            self.door.setCurrentIndex(place)
        if door and self.person.text():
            self._ask()

    def _ask(self) -> None:
        subject, door, ground = self.person.text().strip().upper(), self.door.currentData(), self.desk.ground
        if not subject or not door or ground is None:
            self.sheet.show_sheet(Sheet("", "", (Section("", (), self.tr("请填写人员代码并选择门。")),)))
            return
        now, viewer = self.desk.now(), self.desk.viewer

        def took(answer: Any) -> None:
            if self.desk.viewer == viewer:
                self._answer = answer
                self._show()

        self.desk.look_at(
            lambda read, who: read_why_not(read, who, ground, subject=subject, door=str(door), at=now),
            while_alive(self, took),
        )

    def _show(self) -> None:
        if self._answer is not None:
            verdict, facts = self._answer
            self.sheet.show_sheet(why_not_sheet(verdict, facts, self.desk.ground, self.desk.language))
