"""From the claims of a day or a week to rows and bars. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.control_room.dispatch_read import DispatchScene, WeekScene
from app.control_room.dispatch_words import PURPOSES, method_words, title_words, translated, word
from app.control_room.overview_chart import bar_state
from app.widgets.plan_chart_data import PlanBar, PlanBlock, PlanDay, PlanRow
from app.widgets.plan_chart_layout import lay
from app.widgets.week_chart import WeekBar, WeekDay
from app.widgets.words import PHASES, WEEKDAYS, hour_minute, local
from app.widgets.words import word as common_word
from venue.core.clock import DAY, HOUR, MINUTE, Millis, at_local
from venue.operations.dispatching import DayRequest, Move, Spot
from venue.projects.methods import all_methods, method_at
from venue.projects.projects import Project
from venue.schedule.blocks import Block
from venue.schedule.bookings import Claim
from venue.site.plan import Room, SiteFile

FIRST, LAST = 8 * HOUR, 18 * HOUR + 30 * MINUTE  # the chart shows at least these hours
FREE = frozenset({"reserved", "scheduled", "postponed"})
"""Phases in which a project may still be moved by hand."""


@cache
def room_types() -> frozenset[str]:
    """The types of rooms that some method asks for."""
    return frozenset(kind for method in all_methods() for need in method.needs for kind in need.room_types)


@cache
def lines_of(room_type: str) -> int:
    """How many projects may have a room of the type at once, by the resource templates."""
    shares = (need.shared for method in all_methods() for need in method.needs if room_type in need.room_types)
    return max(shares, default=1)


# ------------------------------------------------------------------------------------------------------------------- rows


def rows_of(
    claims: Iterable[Claim], plan: SiteFile, language: str, *, besides: Iterable[str] = ()
) -> tuple[PlanRow, ...]:
    """The rooms that may be booked, and any other that is taken or closed, by zone in the order of the plan."""
    taken: dict[str, int] = dict.fromkeys(besides, 1)
    for one in claims:
        taken[one.resource] = max(taken.get(one.resource, 1), one.shared)
    rooms = [room for room in plan.rooms if room.type in room_types() or room.code in taken]
    order = {zone.code: number for number, zone in enumerate(plan.zones)}
    names = {zone.code: f"{zone.code} {getattr(zone.name, language)}" for zone in plan.zones}
    rooms.sort(key=lambda room: order.get(room.zone, len(order)))  # the order within a zone stays
    return tuple(_row(room, names.get(room.zone, room.zone), taken.get(room.code, 1), language) for room in rooms)


def _row(room: Room, group: str, shared: int, language: str) -> PlanRow:
    seats = translated(QT_TRANSLATE_NOOP("dispatch", "{count} 座")).format(count=room.capacity) if room.capacity else ""
    lines = max(shared, lines_of(room.type))
    return PlanRow(room.code, str(getattr(room.name, language)), seats, group, room.type, lines)


# -------------------------------------------------------------------------------------------------------------------- day


def plan_day(scene: DispatchScene, plan: SiteFile, language: str, *, may_move: bool) -> PlanDay:
    """The day of the scene; ``may_move``: whoever looks may drag what has not begun."""
    rooms = [one for one in scene.claims if one.resource in plan.room]
    bars = tuple(_bar(one, scene, language, may_move=may_move) for one in rooms)
    blocks = tuple(_block(one) for one in scene.blocks if one.kind == "room" and one.resource in plan.room)
    closed = {one.row for one in blocks}
    start, end = _span(scene.day, bars)
    return PlanDay(start, end, rows_of(rooms, plan, language, besides=closed), bars, blocks)


def _bar(claim: Claim, scene: DispatchScene, language: str, *, may_move: bool) -> PlanBar:
    project = scene.projects.get(claim.project)
    phase = project.phase if project else ""
    state = bar_state(claim, phase, scene.at)
    if claim.status == "held" and state == "planned":
        state = "held"
    free = phase in FREE and claim.from_at > scene.at
    end = max(claim.until_at, min(scene.at, at_local(scene.day) + DAY)) if state == "running" else claim.until_at
    return PlanBar(
        id=str(claim.number),
        row=claim.resource,
        project=claim.project or f"#{claim.number}",
        title=claim_words(claim, project),
        start=claim.from_at,
        end=end,
        before=claim.from_at - claim.busy_from,
        after=max(0, claim.busy_until - claim.until_at),
        state=state,
        movable=may_move and free,
        short=claim.project,
        lines=_lines(claim, project, scene, language),
    )


def claim_words(claim: Claim, project: Project | None) -> str:
    """What stands on a bar: code and title, or what is booked without a project."""
    if project is None:
        return claim.project or translated(QT_TRANSLATE_NOOP("dispatch", "例行占用"))
    return title_words(project.code, project.title, secret=project.secret)


def _lines(claim: Claim, project: Project | None, scene: DispatchScene, language: str) -> tuple[str, ...]:
    if project is None:
        return (word(PURPOSES, claim.purpose),)
    method = method_words(project.method, project.open_at or project.reserved_at, language)
    lines = [f"{method} · {word(PURPOSES, claim.purpose)} · {common_word(PHASES, project.phase)}"]
    late = (scene.at - claim.until_at) // MINUTE
    if late > 0 and bar_state(claim, project.phase, scene.at) == "running":
        lines.append(translated(QT_TRANSLATE_NOOP("dispatch", "超出预约 {count} 分钟")).format(count=late))
    if claim.status == "held":
        lines.append(translated(QT_TRANSLATE_NOOP("dispatch", "预留，尚未确认")))
    return tuple(lines)


def _block(block: Block) -> PlanBlock:
    permit = ""
    if block.permit is not None:
        permit = translated(QT_TRANSLATE_NOOP("dispatch", "作业许可 {number}")).format(number=block.permit)
    told = " · ".join(filter(None, (translated(QT_TRANSLATE_NOOP("dispatch", "停用")), permit, block.reason)))
    span = f"{hour_minute(block.from_at)}–{hour_minute(block.until_at)}"
    return PlanBlock(block.resource, block.from_at, block.until_at, f"{told} {span}")


def _span(day: str, bars: Iterable[PlanBar]) -> tuple[Millis, Millis]:
    midnight = at_local(day)
    start, end = midnight + FIRST, midnight + LAST
    for bar in bars:
        start = min(start, bar.taken_from // (30 * MINUTE) * 30 * MINUTE)
        end = max(end, -(-bar.taken_until // (30 * MINUTE)) * 30 * MINUTE)
    return max(start, midnight), min(end, midnight + DAY)


# --------------------------------------------------------------------------------------------- a request without a place


def parts_of(request: DayRequest, plan: SiteFile, project: Project | None) -> tuple[PlanBar, ...]:
    """The bars of a request that has no place, at its wish, as its method's template has them: to be carried into the plan.

    Each lies in the room that is known for it, else in the first that would suit.
    """
    known = method_at(request.method, request.wish)
    needs = [need for need in known.needs if need.kind == "room" and not need.optional] if known else []
    title = title_words(request.project, request.title, secret=request.secret)
    parts = []
    for need in needs:
        first = next((r.code for r in plan.rooms if r.type in need.room_types and r.capacity >= need.capacity), "")
        begin, end = known.session(need, **_times(request, project))
        row = request.rooms.get(need.purpose) or first
        bar = PlanBar(
            need.purpose,
            row,
            request.project,
            title,
            begin,
            end,
            before=need.setup,
            after=need.turnover,
            short=request.project,
        )
        parts.append(bar)
    return tuple(parts)


def _times(request: DayRequest, project: Project | None) -> dict[str, int | None]:
    """Opening, gathering and length, as far as they are known; a sub-venue's wish is its gathering."""
    if project is None or (project.open_at is None and project.gather_at is not None):
        opens = None if project is not None else request.wish
        return {"open_at": opens, "gather_at": None if project is None else request.wish, "minutes": 0}
    gather = project.gather_at
    if gather is not None and project.open_at is not None:
        gather += request.wish - project.open_at
    return {"open_at": request.wish, "gather_at": gather, "minutes": project.minutes}


# --------------------------------------------------------------------------------------------------------------- proposal


def with_moves(day: PlanDay, moves: Iterable[Move], scene: DispatchScene, plan: SiteFile, language: str) -> PlanDay:
    """The day as a proposal would have it: moved bars at their new place and marked, those that lose their place gone."""
    by_project = {move.project: move for move in moves}
    purposes = {str(one.number): one.purpose for one in scene.claims}
    bars = [bar for bar in day.bars if bar.project not in by_project]
    for bar in day.bars:
        move = by_project.get(bar.project)
        if move is not None and move.before is not None and move.after is not None:
            bars.append(_moved(bar, purposes.get(bar.id, ""), move.before, move.after))
    standing = {bar.project for bar in day.bars}
    for move in by_project.values():
        if move.after is not None and move.project not in standing:
            bars += _new(scene, move, move.after, plan)
    start, end = _span(scene.day, bars)
    known = {row.code for row in day.rows}
    names = {zone.code: f"{zone.code} {getattr(zone.name, language)}" for zone in plan.zones}
    wanted = {bar.row for bar in bars} - known
    more = tuple(_row(room, names.get(room.zone, ""), 1, language) for room in plan.rooms if room.code in wanted)
    return PlanDay(min(day.start, start), max(day.end, end), (*day.rows, *more), tuple(bars), day.blocks)


def marked(day: PlanDay, then: PlanDay) -> PlanDay:
    """The day as it is, with the bars marked that will be elsewhere."""
    places = {bar.id: (bar.row, bar.start, bar.end) for bar in then.bars}
    bars = (replace(b, mark="moved") if places.get(b.id) != (b.row, b.start, b.end) else b for b in day.bars)
    return replace(day, bars=tuple(bars))


def narrowed(day: PlanDay, codes: frozenset[str]) -> PlanDay:
    """Only some rooms of a day."""
    return replace(
        day,
        rows=tuple(row for row in day.rows if row.code in codes),
        bars=tuple(bar for bar in day.bars if bar.row in codes),
        blocks=tuple(block for block in day.blocks if block.row in codes),
    )


def _moved(bar: PlanBar, purpose: str, before: Spot, after: Spot) -> PlanBar:
    placed = bar.placed(after.rooms.get(purpose, bar.row), after.open_at - before.open_at)
    return placed if placed == bar else replace(placed, mark="moved")


def _new(scene: DispatchScene, move: Move, spot: Spot, plan: SiteFile) -> tuple[PlanBar, ...]:
    """The bars of a project that had no place."""
    request = scene.request(move.project)
    if request is None:
        return ()
    parts = parts_of(replace(request, wish=spot.open_at, rooms=spot.rooms), plan, scene.projects.get(move.project))
    return tuple(replace(bar, id=f"{request.project}:{bar.id}", mark="moved") for bar in parts)


# ------------------------------------------------------------------------------------------------------------------- week


def week_picture(
    scene: WeekScene, plan: SiteFile, language: str
) -> tuple[tuple[WeekDay, ...], tuple[PlanRow, ...], tuple[WeekBar, ...]]:
    """Days, rows and small bars of a week."""
    rows = rows_of([one for of_day in scene.claims for one in of_day], plan, language)
    days, bars = [], []
    for number, day in enumerate(scene.days):
        of_day = DispatchScene(scene.at, day, scene.claims[number], scene.projects, blocks=scene.blocks[number])
        shown = plan_day(of_day, plan, language, may_move=False)
        laid = lay(shown, lane_height=20, group_height=0)
        days.append(_week_day(scene, number, shown, rows, clashes=len(laid.doubled)))
        bars += [
            WeekBar(number, bar.row, bar.taken_from, bar.taken_until, bar.state, alarmed=bar.id in laid.doubled)
            for bar in shown.bars
            if bar.state != "cancelled"
        ]
        bars += [WeekBar(number, one.row, one.start, one.end, closed=True) for one in shown.blocks]
    return tuple(days), rows, tuple(bars)


def _week_day(scene: WeekScene, number: int, shown: PlanDay, rows: tuple[PlanRow, ...], *, clashes: int) -> WeekDay:
    day, midnight = scene.days[number], at_local(scene.days[number])
    standing = [bar for bar in shown.bars if bar.state != "cancelled"]
    taken = sum(bar.taken_until - bar.taken_from for bar in standing)
    offered = sum(row.lines for row in rows) * (LAST - FIRST)
    return WeekDay(
        day=day,
        words=short_date(midnight),
        start=midnight + FIRST,
        end=midnight + LAST,
        sessions=len({bar.project for bar in standing}),
        load=1000 * taken // offered if offered else 0,
        clashes=clashes,
        waiting=scene.waiting[number],
        short=f"{local(midnight).day} {common_word(dict(enumerate(WEEKDAYS)), local(midnight).weekday())}",
    )


def short_date(at: Millis, *, weekday: bool = True) -> str:
    """11月23日 星期一, or without the weekday."""
    pattern = QT_TRANSLATE_NOOP("dispatch", "{month}月{day}日 {weekday}")
    if not weekday:
        pattern = QT_TRANSLATE_NOOP("dispatch", "{month}月{day}日")
    day = local(at)
    name = common_word(dict(enumerate(WEEKDAYS)), day.weekday())
    return translated(pattern).format(month=day.month, day=day.day, weekday=name)
