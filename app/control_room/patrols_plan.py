"""The floor plan with the checkpoints of a round on it: a check, a ring with its number, a cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app import theme
from app.control_room.devices_plan import MarkedPlan
from app.control_room.patrols_picture import PointState
from app.widgets import text
from app.widgets.plan_data import Point
from venue.site.plan import SiteFile

RADIUS = 9.0
REACH = 14.0  # pixels around a mark that belong to it


class CheckpointPlan(MarkedPlan):
    """Marks differ by form, not by colour alone: visited ✓, open a ring with its place in the round, missed a square with ×."""

    checkpoint_clicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._states: tuple[PointState, ...] = ()
        self._places: Mapping[str, tuple[str, Point]] = {}
        self._chosen = ""

    def show_points(self, states: Sequence[PointState], plan: SiteFile) -> None:
        """Show the checkpoints of a round; one that the plan no longer has stands in the middle of its room."""
        self._states = tuple(states)
        self._places = {one.point.checkpoint: place for one in states if (place := _place(one, plan)) is not None}
        self._describe()
        self.update()

    def choose(self, checkpoint: str) -> None:
        """Mark one, and show its floor."""
        self._chosen = checkpoint
        if checkpoint in self._places:
            self.set_floor(self._places[checkpoint][0])
        self.update()

    def marks_here(self) -> list[tuple[PointState, QPointF]]:
        """The checkpoints of the shown floor and where they are, in pixels."""
        here = []
        for one in self._states:
            floor, at = self._places.get(one.point.checkpoint, ("", (0.0, 0.0)))
            if floor == self.floor():
                here.append((one, QPointF(*self._view.to_screen(at))))
        return here

    def clicked(self, place: QPointF) -> None:
        """A click on a mark chooses its checkpoint."""
        near = [(abs(at.x() - place.x()) + abs(at.y() - place.y()), one) for one, at in self.marks_here()]
        found = min(near, key=lambda pair: pair[0], default=None)
        if found is not None and found[0] <= REACH:
            self.checkpoint_clicked.emit(found[1].point.checkpoint)
        else:
            super().clicked(place)

    def _room_lines(self, code: str) -> list[str]:
        """Name of the room and what became of its checkpoint."""
        return super()._room_lines(code) + [self._words(one) for one in self._states if one.point.room == code]

    def _words(self, one: PointState) -> str:
        words = {
            "visited": self.tr("第 {order} 点，已查"),
            "open": self.tr("第 {order} 点，未查"),
            "missed": self.tr("第 {order} 点，漏查"),
            "planned": self.tr("第 {order} 点"),
        }
        return words[one.state].format(order=one.order)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plan and the checkpoints."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for one, at in self.marks_here():
            draw_mark(painter, one, at)
            if one.point.checkpoint == self._chosen:
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2.4))
                painter.drawEllipse(at, RADIUS + 4, RADIUS + 4)
        painter.end()


def draw_mark(painter: QPainter, one: PointState, at: QPointF) -> None:
    """Paint the mark of one checkpoint."""
    box = QRectF(at.x() - RADIUS, at.y() - RADIUS, 2 * RADIUS, 2 * RADIUS)
    if one.state == "missed":
        painter.setPen(QPen(theme.colour("panel"), 1.5))
        painter.setBrush(theme.colour("p3"))
        painter.drawRect(box.adjusted(1, 1, -1, -1))
        _cross(painter, at)
        return
    visited = one.state == "visited"
    painter.setPen(QPen(theme.colour("good" if visited else "text_muted"), 1.6))
    painter.setBrush(theme.colour("panel"))
    painter.drawEllipse(box)
    if visited and one.visit is not None and one.visit.wrong:
        text.draw(painter, box, "!", theme.colour("p2_text"), size="small", bold=True, align=text.CENTRE)
    elif visited:
        _check(painter, at)
    else:
        text.draw(painter, box, str(one.order), theme.colour("text"), size="tiny", bold=True, align=text.CENTRE)


def _check(painter: QPainter, at: QPointF) -> None:
    painter.setPen(QPen(theme.colour("good"), 2.2))
    steps = ((-4.2, 0.4), (-1.2, 3.6), (4.4, -3.4))
    painter.drawPolyline(QPolygonF([QPointF(at.x() + dx, at.y() + dy) for dx, dy in steps]))


def _cross(painter: QPainter, at: QPointF) -> None:
    painter.setPen(QPen(theme.colour("p3_digit"), 2.0))
    for turn in (1, -1):
        painter.drawLine(QPointF(at.x() - 4, at.y() - 4 * turn), QPointF(at.x() + 4, at.y() + 4 * turn))


def _place(one: PointState, plan: SiteFile) -> tuple[str, Point] | None:
    room = plan.room.get(one.point.room)
    if room is None:
        return None
    known = next((point for point in plan.checkpoints if point.code == one.point.checkpoint), None)
    x, y = room.middle if known is None else known.at
    return room.floor, (x / 1000, y / 1000)
