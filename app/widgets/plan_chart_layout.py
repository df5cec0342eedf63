"""Where everything of the dispatch chart lies: rows with headings, lanes, and the stretch of time that is on the screen."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF

from app import theme
from app.widgets.chart_data import Lane
from app.widgets.plan_chart_data import PlanBar, PlanBlock, PlanDay, PlanRow, blocked, conflicts, lanes_of

HOUR = 3_600_000
HEAD = 28.0  # height of the scale at text scale 1.0, pixels
GROUP = 20.0  # height of a heading of rows at scale 1.0
RIGHT = 10.0  # free pixels at the right edge
CLOSEST = HOUR // 2  # the least time that may fill the chart


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time on the screen: `start` lies at pixel `left`, one pixel is `ms` long."""

    start: float
    ms: float
    left: float

    def x_of(self, at: float) -> float:
        """Horizontal place of a time."""
        return self.left + (at - self.start) / self.ms

    def time_at(self, x: float) -> int:
        """Time at a horizontal place."""
        return round(self.start + (x - self.left) * self.ms)


def head_height() -> float:
    """Height of the scale of hours in the current text size."""
    return round(HEAD * theme.current().scale)


def whole(day: PlanDay, left: float, width: float) -> Scale:
    """The scale at which the whole day fits."""
    return Scale(day.start, max(1.0, (day.end - day.start) / max(1.0, width - left - RIGHT)), left)


def zoomed(scale: Scale, factor: float, about: float, *, day: PlanDay, width: float) -> Scale:
    """Enlarge about a pixel: never less than the day, never more than half an hour across the chart."""
    across = max(1.0, width - scale.left - RIGHT)
    ms = min(max(scale.ms / factor, CLOSEST / across), whole(day, scale.left, width).ms)
    start = scale.start + (about - scale.left) * (scale.ms - ms)
    return held(Scale(start, ms, scale.left), day=day, width=width)


def held(scale: Scale, *, day: PlanDay, width: float) -> Scale:
    """Pushed back where it would leave the day."""
    across = (width - scale.left - RIGHT) * scale.ms
    return Scale(max(day.start, min(scale.start, day.end - across)), scale.ms, scale.left)


@dataclass(frozen=True)
class RowPlace:
    """A row, from where to where it lies, and the heading over it (empty: none)."""

    row: PlanRow
    top: float
    height: float
    heading: str = ""


@dataclass(frozen=True)
class Layout:
    """Rows and lanes of a day, in pixels from the top of the first row; scrolling moves all of it."""

    day: PlanDay
    lane_height: float
    group_height: float
    rows: tuple[RowPlace, ...]
    height: float
    lanes: dict[str, Lane]
    doubled: frozenset[str]
    by_row: dict[str, list[PlanBar]] = field(default_factory=dict)
    index: dict[str, int] = field(default_factory=dict)

    def row_place(self, code: str) -> RowPlace | None:
        """Where a room lies."""
        number = self.index.get(code)
        return None if number is None else self.rows[number]

    def row_at(self, y: float) -> RowPlace | None:
        """The row at a height."""
        number = bisect_right([one.top for one in self.rows], y) - 1
        inside = 0 <= number < len(self.rows) and y < self.rows[number].top + self.rows[number].height
        return self.rows[number] if inside else None

    def box(self, bar: PlanBar, scale: Scale) -> QRectF:
        """Where the work of a bar lies."""
        return self._box(bar, scale.x_of(bar.start), scale.x_of(bar.end))

    def taken_box(self, bar: PlanBar, scale: Scale) -> QRectF:
        """Where a bar lies with setup and turnover."""
        return self._box(bar, scale.x_of(bar.taken_from), scale.x_of(bar.taken_until))

    def block_box(self, block: PlanBlock, scale: Scale) -> QRectF:
        """Where a closure lies: over the whole row."""
        place = self.row_place(block.row)
        if place is None:
            return QRectF()
        left, right = scale.x_of(block.start), scale.x_of(block.end)
        return QRectF(left, place.top + 1, max(3.0, right - left), place.height - 2)

    def _box(self, bar: PlanBar, left: float, right: float) -> QRectF:
        place = self.row_place(bar.row)
        if place is None:
            return QRectF()
        lane = self.lanes.get(bar.id, Lane(0, 1))
        top = place.top + 3 + lane.number * self.lane_height
        return QRectF(left, top, max(4.0, right - left), self.lane_height - 6)


def lay(day: PlanDay, *, lane_height: float, group_height: float) -> Layout:
    """Lay a day out: rows with double bookings are as many times higher as claims meet."""
    by_row: dict[str, list[PlanBar]] = {row.code: [] for row in day.rows}
    for bar in day.bars:
        by_row.setdefault(bar.row, []).append(bar)
    lanes: dict[str, Lane] = {}
    doubled = set(blocked(day))
    places: list[RowPlace] = []
    y, group = 0.0, ""
    for row in day.rows:
        mine = lanes_of(by_row[row.code])
        lanes.update(mine)
        doubled |= conflicts(row, by_row[row.code])
        heading = row.group if row.group != group else ""
        group = row.group
        y += group_height if heading else 0.0
        height = lane_height * max((lane.number + 1 for lane in mine.values()), default=1)
        places.append(RowPlace(row, y, height, heading))
        y += height
    index = {place.row.code: number for number, place in enumerate(places)}
    return Layout(day, lane_height, group_height, tuple(places), y, lanes, frozenset(doubled), by_row, index)


def bar_at(layout: Layout, scale: Scale, place: QPointF) -> PlanBar | None:
    """The bar under a place (pixels from the top of the first row); a held or running one before a cancelled one."""
    row = layout.row_at(place.y())
    mine = layout.by_row.get(row.row.code, []) if row else []
    here = [bar for bar in mine if layout.box(bar, scale).contains(place)]
    return min(here, key=lambda bar: bar.state == "cancelled", default=None)
