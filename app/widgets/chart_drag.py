"""Dragging in the dispatch chart: a whole project by time, one of its bars into another room, or one bar's end. Pure.

The same steps come from the pointer and from the keyboard; what is dragged stands beside the plan as ghosts until it is dropped.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.widgets.plan_chart_data import DragWish, PlanBar, PlanRow

MINUTE = 60_000
MOVE, RESIZE = "move", "resize"


@dataclass(frozen=True, slots=True)
class Drag:
    """One drag: the bars of the project, the one that is held, what is done with it, and how far it is by now.

    `since`: the time that was grasped. `grid`: ms between two places. `rows`: bars that have changed rooms, with the room.
    """

    bars: tuple[PlanBar, ...]
    held: PlanBar
    what: str
    since: int
    grid: int
    shift: int = 0
    longer: int = 0
    rows: tuple[tuple[str, str], ...] = ()
    placing: bool = False

    @property
    def wish(self) -> DragWish:
        """What is asked for at this place."""
        return DragWish(self.held.project, self.held.id, self.shift, self.longer, self.rows, self.placing)

    @property
    def ghosts(self) -> tuple[PlanBar, ...]:
        """The bars as they would lie."""
        wish = self.wish
        return tuple(
            bar.placed(wish.row_of(bar), self.shift, self.longer if bar.id == self.held.id else 0) for bar in self.bars
        )

    @property
    def ghost(self) -> PlanBar:
        """The bar that is held, as it would lie."""
        return next(one for one in self.ghosts if one.id == self.held.id)

    def to_time(self, at: int, *, fine: int = 0) -> Drag:
        """The pointer stands at a time: snapped to the grid of clock times, or to `fine` ms."""
        grid = fine or self.grid
        if self.what == RESIZE:
            end = _snapped(self.held.end + at - self.since, grid)
            return replace(self, longer=max(end - self.held.end, grid - (self.held.end - self.held.start)))
        return replace(self, shift=_snapped(self.held.start + at - self.since, grid) - self.held.start)

    def stepped(self, steps: int) -> Drag:
        """So many places of the grid later (earlier when negative): onto the grid first, when the bar stands beside it."""
        moved = self.held.end + self.longer if self.what == RESIZE else self.held.start + self.shift
        target = (moved // self.grid + steps) * self.grid if steps > 0 else -(-moved // self.grid + -steps) * self.grid
        if self.what == RESIZE:
            shortest = self.grid - (self.held.end - self.held.start)
            return replace(self, longer=max(target - self.held.end, shortest))
        return replace(self, shift=target - self.held.start)

    def to_row(self, row: str) -> Drag:
        """The held bar goes into a room; back home when it is its own."""
        if self.what == RESIZE:
            return self
        others = tuple(pair for pair in self.rows if pair[0] != self.held.id)
        return replace(self, rows=others if row == self.held.row else (*others, (self.held.id, row)))

    def held_by(self, bar: str) -> Drag:
        """Another bar of the project is held now; nothing moves by that."""
        found = next((one for one in self.bars if one.id == bar), None)
        return self if found is None or self.what == RESIZE else replace(self, held=found, since=found.start)


def begin(bars: Iterable[PlanBar], held: PlanBar, *, what: str = MOVE, at: int | None = None, grid: int) -> Drag:
    """Take hold of a bar: a move takes its whole project along."""
    mine = tuple(bar for bar in bars if bar.project == held.project and bar.state != "cancelled")
    since = at if at is not None else held.end if what == RESIZE else held.start
    return Drag(mine if what == MOVE else (held,), held, what, since, grid)


def placing(parts: tuple[PlanBar, ...], held: PlanBar, *, at: int, grid: int) -> Drag:
    """Carry a project that has no place yet."""
    return Drag(parts, held, MOVE, at, grid, placing=True)


def next_row(rows: tuple[PlanRow, ...], code: str, step: int) -> str:
    """The next room of the same kind above or below; the same one when there is none."""
    kinds = {row.code: row.kind for row in rows}
    same = [row.code for row in rows if row.kind == kinds.get(code)]
    if code not in same:
        return code
    return same[min(len(same) - 1, max(0, same.index(code) + step))]


def _snapped(at: int, grid: int) -> int:
    return (at + grid // 2) // grid * grid
