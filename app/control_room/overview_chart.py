"""The day of the rooms: claims of today as rows and bars."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.control_room.overview_read import Scene
from app.control_room.overview_state import MAIN_PURPOSES, alarm_mark
from app.widgets.chart_data import ChartBar, ChartRow, lanes
from app.widgets.plan_data import AlarmMark
from app.widgets.words import PHASES, word
from venue.core.clock import DAY, HOUR, Millis, at_local, day_of
from venue.schedule.bookings import AT_WORK, Claim
from venue.site.plan import SiteFile

translate = QCoreApplication.translate
FIRST_HOUR, LAST_HOUR = 8, 18  # the chart shows at least these hours
ENDED = frozenset({"witnessed", "reviewed", "archived"})
CALLED_OFF = frozenset({"failed", "postponed", "offline", "aborted"})
USUAL_TYPES = ("opening", "evaluation", "negotiation", "auction")


@dataclass(frozen=True)
class DayPicture:
    """From when to when, rows and bars."""

    start: Millis
    end: Millis
    rows: tuple[ChartRow, ...]
    bars: tuple[ChartBar, ...]


def day_picture(scene: Scene, plan: SiteFile, language: str) -> DayPicture:
    """Rooms that are claimed today, in the order of the plan; on a day without claims the usual rooms, empty."""
    claims = [one for one in scene.claims if one.purpose in MAIN_PURPOSES and one.resource in plan.room]
    marks = {code: alarm_mark(scene.calling.alarms, code, language) for code in {one.resource for one in claims}}
    bars = tuple(_bar(one, scene, marks) for one in claims)
    bars, rows = _in_rows(bars, claims, plan, language)
    start, end = _span(bars, scene.at)
    return DayPicture(start, end, rows, bars)


def _in_rows(
    bars: tuple[ChartBar, ...], claims: list[Claim], plan: SiteFile, language: str
) -> tuple[tuple[ChartBar, ...], tuple[ChartRow, ...]]:
    """A room that several projects may share gets a row for each, so that only a true double booking looks like one."""
    shared = {one.resource for one in claims if one.shared > 1}
    codes = {bar.row for bar in bars}
    rows, placed = [], []
    for room in plan.rooms:
        if room.code not in codes and (codes or room.type not in USUAL_TYPES):
            continue
        mine = [bar for bar in bars if bar.row == room.code]
        name, seats = str(getattr(room.name, language)), str(room.capacity or "")
        if room.code not in shared:
            rows.append(ChartRow(room.code, name, seats))
            placed += mine
            continue
        found = lanes(mine)
        for number in range(max((lane.of for lane in found.values()), default=1)):
            rows.append(ChartRow(f"{room.code}|{number}", f"{name} {number + 1}", seats))
        placed += [_moved(bar, f"{room.code}|{found[bar.id].number if bar.id in found else 0}") for bar in mine]
    return tuple(placed), tuple(rows)


def _moved(bar: ChartBar, row: str) -> ChartBar:
    return ChartBar(bar.id, row, bar.start, bar.end, bar.title, bar.state, bar.alarm, bar.lines)


def _bar(claim: Claim, scene: Scene, marks: Mapping[str, AlarmMark | None]) -> ChartBar:
    known = scene.projects.get(claim.project)
    phase = known.phase if known is not None else ""
    state = bar_state(claim, phase, scene.at)
    title = known.title if known is not None and known.title else claim.project
    runs = state in ("running", "suspended")
    lines = (f"{claim.project} · {word(PHASES, phase)}", *_overrun(claim, scene.at, runs=runs))
    end = max(claim.until_at, scene.at) if runs else claim.until_at
    alarm = marks.get(claim.resource) if runs else None
    return ChartBar(str(claim.number), claim.resource, claim.from_at, end, title, state, alarm, lines)


def _overrun(claim: Claim, now: Millis, *, runs: bool) -> tuple[str, ...]:
    late = (now - claim.until_at) // 60_000
    return (translate("overview", "超出预约 {count} 分钟").format(count=late),) if runs and late > 0 else ()


def bar_state(claim: Claim, phase: str, now: Millis) -> str:
    """ "planned", "running", "suspended", "done" or "cancelled"."""
    if phase in CALLED_OFF:
        return "cancelled"
    if phase in AT_WORK.get(claim.purpose, ()) and claim.from_at <= now + HOUR:
        return "suspended" if phase == "suspended" else "running"
    return "done" if phase in ENDED or claim.until_at <= now else "planned"


def _span(bars: tuple[ChartBar, ...], now: Millis) -> tuple[Millis, Millis]:
    midnight = at_local(day_of(now))
    start, end = midnight + FIRST_HOUR * HOUR, midnight + LAST_HOUR * HOUR
    for bar in bars:
        start, end = min(start, bar.start // HOUR * HOUR), max(end, -(-bar.end // HOUR) * HOUR)
    return max(start, midnight), min(end, midnight + DAY)
