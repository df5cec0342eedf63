"""People on the plan: where everybody stands, how they glide to a new place, and how they are painted."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter

from app import theme
from app.widgets import marks, text
from app.widgets.plan_data import PersonMark, Point
from app.widgets.plan_geometry import Box, Seats, View, place
from app.widgets.words import group_of

GLIDE_MS = 400
LABEL_SCALE = 26.0  # pixels per metre from which on the labels of people are written


class Crowd:
    """The people of a plan in metres, each between where they were and where they are."""

    def __init__(self) -> None:
        self._marks: dict[str, PersonMark] = {}
        self._groups: dict[str, str] = {}
        self._from: dict[str, Point] = {}
        self._to: dict[str, Point] = {}
        self._seats = Seats()
        self._progress = 1.0

    def __len__(self) -> int:
        return len(self._marks)

    def replace(self, people: Iterable[PersonMark], floor: str, box_of: Callable[[str], Box | None]) -> bool:
        """Take the new people; `box_of` gives the place of a room on the shown `floor`. True when somebody moves."""
        before = dict(self.places())
        self._marks = {person.subject: person for person in people}
        self._groups = {subject: group_of(person.role) for subject, person in self._marks.items()}
        slots = self._seats.settle((p.subject, p.room) for p in self._marks.values() if p.at is None)
        self._to = self._placed(slots, floor, box_of)
        self._from = {subject: before.get(subject, there) for subject, there in self._to.items()}
        self._progress = 0.0 if self._from != self._to else 1.0
        return self.moving

    def _placed(self, slots: dict[str, int], floor: str, box_of: Callable[[str], Box | None]) -> dict[str, Point]:
        placed: dict[str, Point] = {}
        for subject, person in self._marks.items():
            box = box_of(person.room)
            if person.at is not None and (box is not None or person.floor == floor):
                placed[subject] = person.at
            elif person.at is None and box is not None:
                placed[subject] = place(box, slots[subject])
        return placed

    @property
    def moving(self) -> bool:
        """Whether somebody is still on the way to a new place."""
        return self._progress < 1.0

    def advance(self, share: float) -> None:
        """Let everybody go on to `share` (0 to 1) of the way."""
        self._progress = min(1.0, max(0.0, share))

    def places(self) -> Iterator[tuple[str, Point]]:
        """(subject, metres) of everybody who is on the shown floor, now."""
        if self._progress >= 1.0:
            yield from self._to.items()
            return
        p = self._progress
        eased = p * p * (3 - 2 * p)
        start = self._from
        for subject, (x, y) in self._to.items():
            before_x, before_y = start[subject]
            yield subject, (before_x + (x - before_x) * eased, before_y + (y - before_y) * eased)

    def person(self, subject: str) -> PersonMark | None:
        """What is known of a person on the plan; None for somebody who is not there."""
        return self._marks.get(subject)

    def in_room(self, room: str) -> list[PersonMark]:
        """Everybody in a room."""
        return [person for person in self._marks.values() if person.room == room]

    def group_counts(self) -> dict[str, int]:
        """Number of people by group (staff, visitor, expert, ...), only groups that are present."""
        counts: dict[str, int] = {}
        for group in self._groups.values():
            counts[group] = counts.get(group, 0) + 1
        return counts

    def draw(self, painter: QPainter, view: View, *, area: QRectF, hidden: set[str]) -> None:
        """Paint everybody inside `area` (pixels) except in the rooms named in `hidden` (too small to show dots)."""
        pictures = self._pictures(dot_radius(view.scale), painter.device().devicePixelRatioF())
        scale, dx, dy = view.scale, view.dx, view.dy
        left, top, right, bottom = area.getCoords()
        blit, groups, people = painter.drawPixmap, self._groups, self._marks
        for subject, (x, y) in self.places():
            x, y = x * scale + dx, y * scale + dy
            if left < x < right and top < y < bottom and people[subject].room not in hidden:
                half, picture = pictures[groups[subject]]
                blit(QPointF(x - half, y - half), picture)
        if scale >= LABEL_SCALE:
            self._draw_labels(painter, view, hidden)

    def _pictures(self, radius: float, density: float) -> dict[str, tuple[float, object]]:
        found = {}
        for group in marks.PERSON_GROUPS:
            picture = marks.person_picture(group, radius, density)
            found[group] = (picture.width() / picture.devicePixelRatio() / 2, picture)
        return found

    def _draw_labels(self, painter: QPainter, view: View, hidden: set[str]) -> None:
        for subject, where in self.places():
            person = self._marks[subject]
            if person.label and person.room not in hidden:
                x, y = view.to_screen(where)
                box = QRectF(x + 9, y - 8, text.width(person.label, size="tiny") + 2, 16)
                text.draw(painter, box, person.label, theme.colour("room_text"), size="tiny")


def dot_radius(scale: float) -> float:
    """Radius of a person's dot in pixels: grows a little with the zoom, in steps so that few pictures are needed."""
    return min(6.5, max(3.0, round(scale * 0.34 * 2) / 2))
