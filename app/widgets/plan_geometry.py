"""Geometry of the floor plan without Qt: the view (metres to pixels), hits, and places for people inside a room."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.widgets.plan_data import Point

Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class View:
    """How the floor lies on the widget: `scale` in pixels per metre, `dx` and `dy` the pixel place of the origin."""

    scale: float = 1.0
    dx: float = 0.0
    dy: float = 0.0

    def to_screen(self, point: Point) -> Point:
        """Pixels of a point given in metres."""
        return (point[0] * self.scale + self.dx, point[1] * self.scale + self.dy)

    def to_metres(self, point: Point) -> Point:
        """Metres of a point given in pixels."""
        return ((point[0] - self.dx) / self.scale, (point[1] - self.dy) / self.scale)

    def zoomed(self, factor: float, about: Point, *, limits: tuple[float, float]) -> "View":
        """The view enlarged by `factor` with the pixel `about` standing still; the scale stays within `limits`."""
        scale = min(limits[1], max(limits[0], self.scale * factor))
        real = scale / self.scale
        return View(scale, about[0] - (about[0] - self.dx) * real, about[1] - (about[1] - self.dy) * real)

    def moved(self, dx: float, dy: float) -> "View":
        """The view shifted by pixels."""
        return View(self.scale, self.dx + dx, self.dy + dy)

    def held(self, bounds: Box, width: float, height: float) -> "View":
        """The view pushed back so that the middle of the widget never leaves the floor: nobody loses the building."""
        left, top = self.to_screen((bounds[0], bounds[1]))
        right, bottom = self.to_screen((bounds[2], bounds[3]))
        dx = min(0.0, width / 2 - left) or max(0.0, width / 2 - right)
        dy = min(0.0, height / 2 - top) or max(0.0, height / 2 - bottom)
        return self.moved(dx, dy)


def fitted(bounds: Box, width: float, height: float, *, margin: float) -> View:
    """The view that shows all of `bounds` (metres) in a widget of width × height pixels, centred."""
    wide, high = max(bounds[2] - bounds[0], 0.1), max(bounds[3] - bounds[1], 0.1)
    scale = max(0.01, min((width - 2 * margin) / wide, (height - 2 * margin) / high))
    dx = (width - wide * scale) / 2 - bounds[0] * scale
    return View(scale, dx, (height - high * scale) / 2 - bounds[1] * scale)


def bounds_of(points: Iterable[Point]) -> Box:
    """Smallest box around points."""
    corners = list(points)
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return (min(xs), min(ys), max(xs), max(ys))


def contains(outline: Sequence[Point], point: Point) -> bool:
    """Whether a point lies inside an outline (even-odd rule)."""
    x, y = point
    inside = False
    before = outline[-1]
    for corner in outline:
        if (corner[1] > y) != (before[1] > y):
            crossing = (before[0] - corner[0]) * (y - corner[1]) / (before[1] - corner[1]) + corner[0]
            inside ^= x < crossing
        before = corner
    return inside


def label_box(outline: Sequence[Point]) -> Box:
    """The largest upright box inside an outline of right angles: where name and count of a room stand.

    For slanted outlines it is the largest box on the grid of the corners whose cells lie inside; else the bounds.
    """
    xs = sorted({x for x, _ in outline})
    ys = sorted({y for _, y in outline})
    best, area = bounds_of(outline), 0.0
    for box in _boxes(xs, ys):
        size = (box[2] - box[0]) * (box[3] - box[1])
        if size > area and _filled(outline, box, xs, ys):
            best, area = box, size
    return best


def _boxes(xs: list[float], ys: list[float]) -> Iterable[Box]:
    for i, left in enumerate(xs):
        for right in xs[i + 1 :]:
            for j, top in enumerate(ys):
                for bottom in ys[j + 1 :]:
                    yield (left, top, right, bottom)


def _filled(outline: Sequence[Point], box: Box, xs: list[float], ys: list[float]) -> bool:
    inner_x = [(a + b) / 2 for a, b in pairwise(xs) if box[0] <= a and b <= box[2]]
    inner_y = [(a + b) / 2 for a, b in pairwise(ys) if box[1] <= a and b <= box[3]]
    return all(contains(outline, (x, y)) for x in inner_x for y in inner_y)


def place(box: Box, slot: int) -> Point:
    """Place number `slot` for a person inside a room's label box: spread out, always the same, clear of the words."""
    x, y = _spread(slot)
    return (box[0] + (box[2] - box[0]) * x, box[1] + (box[3] - box[1]) * y)


def _spread(slot: int) -> Point:
    return _SPREAD[slot % len(_SPREAD)]


def _halton(index: int, base: int) -> float:
    fraction, result = 1.0, 0.0
    while index:
        fraction /= base
        result += fraction * (index % base)
        index //= base
    return result


def _spread_places(count: int) -> tuple[Point, ...]:
    """Halton places in the part of a room that has no words: below the name, left of the number of people."""
    found: list[Point] = []
    index = 1
    while len(found) < count:
        x, y = 0.08 + 0.76 * _halton(index, 2), 0.52 + 0.26 * _halton(index, 3)
        index += 1
        if y < 0.66 or x < 0.74:
            found.append((x, y))
    return tuple(found)


_SPREAD = _spread_places(512)


class Seats:
    """Gives everybody in a room a place of their own and keeps it while they stay: nobody jumps when another leaves."""

    def __init__(self) -> None:
        self._slots: dict[str, dict[str, int]] = {}

    def settle(self, people: Iterable[tuple[str, str]]) -> dict[str, int]:
        """Slot by subject for all (subject, room) that are present; who is missing gives the place back."""
        present: dict[str, list[str]] = {}
        for subject, room in people:
            present.setdefault(room, []).append(subject)
        self._slots = {room: _kept(self._slots.get(room, {}), subjects) for room, subjects in present.items()}
        return {subject: slot for slots in self._slots.values() for subject, slot in slots.items()}


def _kept(before: dict[str, int], subjects: list[str]) -> dict[str, int]:
    kept = {subject: before[subject] for subject in subjects if subject in before}
    taken, free = set(kept.values()), 0
    for subject in subjects:
        if subject not in kept:
            while free in taken:
                free += 1
            kept[subject] = free
            taken.add(free)
    return kept


def nearest(points: Iterable[tuple[str, Point]], to: Point, *, within: float) -> str | None:
    """Name of the point nearest to a place, or None when none is within the distance."""
    best, reach = None, within * within
    for name, (x, y) in points:
        distance = (x - to[0]) ** 2 + (y - to[1]) ** 2
        if distance <= reach:
            best, reach = name, distance
    return best


def distance_to_segment(point: Point, start: Point, end: Point) -> float:
    """Distance of a point from the segment start-end."""
    wide, high = end[0] - start[0], end[1] - start[1]
    length = wide * wide + high * high
    along = 0.0 if not length else ((point[0] - start[0]) * wide + (point[1] - start[1]) * high) / length
    along = min(1.0, max(0.0, along))
    return float(((point[0] - start[0] - along * wide) ** 2 + (point[1] - start[1] - along * high) ** 2) ** 0.5)


def neighbour(boxes: dict[str, Box], current: str, direction: Point) -> str | None:
    """The room that lies next in a direction, e.g. (1, 0) to the right; None at the edge of the floor."""
    here = _middle(boxes[current])
    best, best_cost = None, float("inf")
    for name, box in boxes.items():
        there = _middle(box)
        dx, dy = there[0] - here[0], there[1] - here[1]
        ahead = dx * direction[0] + dy * direction[1]
        aside = abs(dx * direction[1]) + abs(dy * direction[0])
        if name != current and ahead > 0.05 and ahead >= aside * 0.35 and ahead + 2 * aside < best_cost:
            best, best_cost = name, ahead + 2 * aside
    return best


def _middle(box: Box) -> Point:
    return ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
