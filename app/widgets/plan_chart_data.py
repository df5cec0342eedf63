"""What the dispatch chart shows, as frozen facts: rooms as rows, claims as bars with their buffers, blocks, ghosts, verdicts.

Times are ms since the epoch (UTC). A row that several projects may share says how many `lines` it has; more bars at once than
lines are a double booking.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.widgets.chart_data import Lane

CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A room: code, name, short note (seats), heading of its group (zone and type), kind of room, projects at once."""

    code: str
    name: str
    note: str = ""
    group: str = ""
    kind: str = ""
    lines: int = 1


@dataclass(frozen=True, slots=True)
class PlanBar:
    """A claim on a row: at work from `start` to `end`, taken `before` and `after` that too (ms, setup and turnover).

    `state`: "planned", "held", "running", "suspended", "done" or "cancelled". All bars of a `project` move as one. `mark`: "moved"
    for one that a proposal moves. `short` stands where the title is too long. `lines` are more lines for the tooltip.
    """

    id: str
    row: str
    project: str
    title: str
    start: int
    end: int
    before: int = 0
    after: int = 0
    state: str = "planned"
    movable: bool = False
    mark: str = ""
    short: str = ""
    lines: tuple[str, ...] = ()

    @property
    def taken_from(self) -> int:
        """The first instant at which the room is taken."""
        return self.start - self.before

    @property
    def taken_until(self) -> int:
        """The first instant at which the room is free again."""
        return self.end + self.after

    def placed(self, row: str, shift: int, longer: int = 0) -> PlanBar:
        """The same claim in another room, later by `shift` and longer by `longer` ms."""
        return replace(self, row=row, start=self.start + shift, end=self.end + shift + longer)


@dataclass(frozen=True, slots=True)
class PlanBlock:
    """Time in which a room is closed: maintenance, a permit. `words` name permit and reason."""

    row: str
    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class PlanDay:
    """Everything the chart shows of a day."""

    start: int
    end: int
    rows: tuple[PlanRow, ...] = ()
    bars: tuple[PlanBar, ...] = ()
    blocks: tuple[PlanBlock, ...] = ()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What would happen if a project were dropped here. `tone`: "wait", "good", "caution" or "no"; both words are sentences."""

    tone: str
    words: str
    more: str = ""


@dataclass(frozen=True, slots=True)
class DragWish:
    """What somebody is dragging: the project by `shift` ms, some bars into other rows, or one bar's end by `longer` ms.

    `placing`: the project does not stand in the plan yet.
    """

    project: str
    bar: str
    shift: int = 0
    longer: int = 0
    rows: tuple[tuple[str, str], ...] = ()
    placing: bool = False

    def row_of(self, bar: PlanBar) -> str:
        """The row in which a bar of the project would lie."""
        return dict(self.rows).get(bar.id, bar.row)

    @property
    def still(self) -> bool:
        """Whether nothing would change."""
        return not (self.shift or self.longer or self.rows or self.placing)


def meet(one: PlanBar, other: PlanBar) -> bool:
    """Whether two claims take the room at the same time; a project may follow itself without turnover."""
    if CANCELLED in (one.state, other.state):
        return False
    if one.project == other.project:
        return one.start < other.end and other.start < one.end
    return one.taken_from < other.taken_until and other.taken_from < one.taken_until


def lanes_of(bars: Iterable[PlanBar]) -> dict[str, Lane]:
    """Lane by id of the bars of ONE row: claims that meet lie above each other, so that none hides another."""
    found: dict[str, Lane] = {}
    cluster: list[tuple[PlanBar, int]] = []
    for bar in sorted((b for b in bars if b.state != CANCELLED), key=lambda b: (b.taken_from, b.taken_until, b.id)):
        if cluster and not any(meet(bar, other) for other, _ in cluster):
            found.update(_settled(cluster))
            cluster = []
        busy = {lane for other, lane in cluster if meet(bar, other)}
        cluster.append((bar, next(lane for lane in range(len(cluster) + 1) if lane not in busy)))
    return found | _settled(cluster)


def conflicts(row: PlanRow, bars: Iterable[PlanBar]) -> frozenset[str]:
    """Bars of a row that stand where more projects are at once than it has lines."""
    mine = [bar for bar in bars if bar.row == row.code and bar.state != CANCELLED]
    if row.lines == 1:
        return frozenset(b.id for b in mine if any(meet(b, other) for other in mine if other.id != b.id))
    return frozenset(bar.id for bar in mine if _crowd(bar, mine) > row.lines)


def _crowd(bar: PlanBar, others: list[PlanBar]) -> int:
    """The most claims at once within the time of a bar, itself counted."""
    near = [other for other in others if meet(bar, other) or other.id == bar.id]
    instants = [max(bar.taken_from, other.taken_from) for other in near]
    return max(sum(other.taken_from <= at < other.taken_until for other in near) for at in instants)


def blocked(day: PlanDay) -> frozenset[str]:
    """Bars that stand in a room which is closed at that time."""
    standing = [bar for bar in day.bars if bar.state not in (CANCELLED, "done")]
    return frozenset(
        bar.id
        for bar in standing
        for block in day.blocks
        if block.row == bar.row and block.start < bar.taken_until and bar.taken_from < block.end
    )


def _settled(cluster: list[tuple[PlanBar, int]]) -> dict[str, Lane]:
    count = 1 + max((lane for _, lane in cluster), default=0)
    return {bar.id: Lane(lane, count) for bar, lane in cluster}
