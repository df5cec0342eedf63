"""Who is in the building now, by zone."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.control_room.people_facts import Naming
from app.control_room.people_read import PeoplePicture
from app.desk import Desk
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from app.widgets.words import ROLES, hour_minute, word
from venue.access.presence import Present


@dataclass(frozen=True, slots=True)
class Inside:
    """One person inside, with the words of the line; ``first`` of its zone."""

    present: Present
    zone: str
    room: str
    role: str
    first: bool


class InsideView(Restyled, QWidget):
    """Everybody inside, zone by zone. `person_chosen(code)`."""

    person_chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._picture = PeoplePicture(0)
        self._sums = label("", "muted")
        self._sums.setWordWrap(True)
        self.table = RecordTable(self._columns(), name="", key=lambda one: one.present.subject)
        self.table.chosen.connect(lambda one: self.person_chosen.emit(one.present.subject))
        self._none = EmptyState("users", "", "")
        self._stack = QStackedWidget()
        for part in (self._none, self.table):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.addWidget(self._sums)
        column.addWidget(self._stack, 1)
        self.settle()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(
                self.tr("区域"), lambda one: one.present.zone if one.first else "", 46, tone=lambda _: Tone(bold=True)
            ),
            Column(self.tr("人员"), lambda one: f"{one.present.subject} {one.role}".strip()),
            Column(self.tr("位置"), lambda one: one.room, 100),
            Column(self.tr("项目"), lambda one: one.present.project, 50),
            Column(self.tr("进入"), lambda one: hour_minute(one.present.since), 54, right=True),
        )

    def retranslate(self) -> None:
        """All words."""
        self.table.setAccessibleName(self.tr("在场人员列表"))
        self.table.set_columns(self._columns())
        self._none.set_words(self.tr("楼内没有人员记录"), self.tr("有人通过门禁后，会按区域列在这里。"))
        self.show_picture(self._picture)

    def show_picture(self, picture: PeoplePicture) -> None:
        """Show who is inside at an instant."""
        self._picture = picture
        naming = Naming(self.desk.ground, picture.at or self.desk.now(), self.desk.language)
        lines: list[Inside] = []
        ordered = sorted(picture.inside, key=lambda one: (one.zone, one.room, one.role, one.subject))
        for one in ordered:
            first = not lines or lines[-1].present.zone != one.zone
            room = naming.room(one.room) if one.room else ""
            lines.append(Inside(one, naming.zone(one.zone), room, word(ROLES, one.role), first))
        self.table.set_records(lines)
        self._stack.setCurrentWidget(self.table if lines else self._none)
        self._sums.setText("　".join(self._sum(zone, lines) for zone in dict.fromkeys(one.zone for one in lines)))
        self._sums.setVisible(bool(lines))

    def _sum(self, zone: str, lines: list[Inside]) -> str:
        return f"{zone} {sum(one.zone == zone for one in lines)}"
