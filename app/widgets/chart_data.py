"""What the day chart shows, as frozen facts. Times are ms since the epoch (UTC)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.widgets.plan_data import AlarmMark


@dataclass(frozen=True, slots=True)
class ChartRow:
    """A line of the chart: a room by code, its name, and a short note such as its number of seats."""

    code: str
    name: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class ChartBar:
    """A booking in a row from `start` to `end`.

    `state`: "planned", "running", "done", "suspended" or "cancelled"; `lines` are more lines for the tooltip.
    """

    id: str
    row: str
    start: int
    end: int
    title: str
    state: str = "planned"
    alarm: AlarmMark | None = None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lane:
    """Where a bar lies in its row: lane number, and how many lanes share the time. More than one is a double booking."""

    number: int
    of: int


def lanes(bars: Iterable[ChartBar]) -> dict[str, Lane]:
    """Lane by id of the bars of ONE row: bars that overlap lie above each other, so that none hides another."""
    found: dict[str, Lane] = {}
    cluster: list[tuple[ChartBar, int]] = []
    for bar in sorted((b for b in bars if b.state != "cancelled"), key=lambda b: (b.start, b.end, b.id)):
        if cluster and bar.start >= max(other.end for other, _ in cluster):
            found.update(_settled(cluster))
            cluster = []
        busy = {lane for other, lane in cluster if other.end > bar.start}
        cluster.append((bar, next(lane for lane in range(len(cluster) + 1) if lane not in busy)))
    return found | _settled(cluster)


def _settled(cluster: list[tuple[ChartBar, int]]) -> dict[str, Lane]:
    count = 1 + max((lane for _, lane in cluster), default=0)
    return {bar.id: Lane(lane, count) for bar, lane in cluster}
