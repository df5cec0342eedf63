"""Whether a site file makes sense: every mistake named with its file and line.

First each row by itself, then every plan that the file's periods give: a reference must hold on every day on which the row
that makes it holds, rooms may not overlap on the same day, and so on. A fault of several days is told once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from venue.site.faults import SiteFault
from venue.site.keys import keys_of
from venue.site.parts import OUTSIDE, UNITS
from venue.site.plan import TABLES, SiteFile
from venue.site.shape import box, holds, off_edge, overlap
from venue.site.site_file import Draft, Row, read_draft
from venue.site.walk import WalkGraph

#: How far from a room's outline its door may be drawn, in millimetres: walls are as thick as that.
WALL = 400


def check(source: Path | str) -> list[SiteFault]:
    """Every mistake of a site file, folder (a path) or text (a ``str``), in the order of files and lines; empty when none."""
    draft = read_draft(source)
    faults = {*draft.faults, *_row_faults(draft.rows)}
    if draft.complete:
        for day in _days(draft.rows):
            faults.update(_day_faults(_Plan.on(draft, day)))
    # A broken row would blame every room behind it, so ways are looked at last.
    if not faults:
        for day in _days(draft.rows):
            faults.update(_unreachable(_Plan.on(draft, day)))
    return sorted(faults)


@dataclass(frozen=True)
class _Plan:
    """The rows that hold on one day, by table and by code."""

    day: str
    rows: tuple[Row, ...]
    known: dict[str, dict[str, Row]]
    draft: Draft

    @classmethod
    def on(cls, draft: Draft, day: str) -> _Plan:
        rows = tuple(row for row in draft.rows if row.table == "site" or row.record.holds_on(day))
        known: dict[str, dict[str, Row]] = {table: {} for table in ("site", *TABLES)}
        for row in rows:
            known[row.table].setdefault(row.code, row)
        return cls(day, rows, known, draft)

    def of(self, table: str) -> list[Row]:
        return [row for row in self.rows if row.table == table]

    def get(self, table: str, code: str) -> Any:
        row = self.known[table].get(code)
        return row.record if row else None


def _days(rows: tuple[Row, ...]) -> list[str]:
    """One day of every stretch in which the plan does not change; ``0001-01-01`` stands for "before all"."""
    days = {"0001-01-01"}
    for row in rows:
        days |= {day for day in (row.record.valid_from, row.record.valid_to) if day}
    return sorted(days)


def _row_faults(rows: tuple[Row, ...]) -> Iterator[SiteFault]:
    seen: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        record = row.record
        if record.valid_from and record.valid_to and record.valid_from >= record.valid_to:
            yield row.fault("bad_period", "valid_to")
        if row.code == OUTSIDE:
            yield row.fault("reserved_code", "code")
        earlier = seen.setdefault((row.table, row.code), [])
        yield from _repeats(row, earlier)
        earlier.append(row)
        alone = _ALONE.get(row.table)
        if alone:
            yield from alone(row)


def _repeats(row: Row, earlier: list[Row]) -> Iterator[SiteFault]:
    for other in earlier:
        if row.table != "site" and _meet(row.record, other.record):
            where = f"{other.text.file}:{other.line}" if other.text.file != row.text.file else other.line
            yield row.fault("duplicate_code", "code", table=row.table, code=row.code, other=where)
            return


def _meet(a: Any, b: Any) -> bool:
    return (not b.valid_to or a.valid_from < b.valid_to) and (not a.valid_to or b.valid_from < a.valid_to)


def _alone_door(row: Row) -> Iterator[SiteFault]:
    door = row.record
    if door.from_room == door.to_room:
        yield row.fault("door_to_itself", "to", code=row.code)
    if door.controlled and not door.terminal:
        yield row.fault("door_without_terminal", code=row.code)
    if door.leave == "reader" and not door.terminal:
        yield row.fault("reader_without_terminal", "leave", code=row.code)
    if door.kind == "interlock" and not door.partner:
        yield row.fault("partner_missing", code=row.code)


def _alone_device(row: Row) -> Iterator[SiteFault]:
    device = row.record
    if not device.room and not device.door:
        yield row.fault("no_place", code=row.code)
    if device.room and device.door:
        yield row.fault("two_places", "door", code=row.code)
    if device.silent_after_ms == 0:
        yield row.fault("never_silent", "silent_after_ms")


def _alone_point(row: Row) -> Iterator[SiteFault]:
    point = row.record
    if point.unit != UNITS[point.quantity]:
        yield row.fault("wrong_unit", "unit", quantity=point.quantity, unit=UNITS[point.quantity])


def _alone_post(row: Row) -> Iterator[SiteFault]:
    if row.record.lines == 0:
        yield row.fault("post_without_lines", "lines", code=row.code)


_ALONE: dict[str, Callable[[Row], Iterator[SiteFault]]] = {
    "access_point": _alone_door,
    "device": _alone_device,
    "point": _alone_point,
    "post": _alone_post,
}


def _day_faults(plan: _Plan) -> Iterator[SiteFault]:
    for row in plan.rows:
        yield from _dangling(row, plan)
        together = _TOGETHER.get(row.table)
        if together:
            yield from together(row, plan)
    yield from _overlaps(plan)
    yield from _second_checkpoints(plan)


def _dangling(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    for key in keys_of(type(row.record)).values():
        code = getattr(row.record, key.attribute)
        table = "room" if key.to == "place" else key.to
        if not table or not code or (key.to == "place" and code == OUTSIDE):
            continue
        if code in plan.known[table] or (table, code) in plan.draft.unread:
            continue
        if (table, code) in plan.draft.declared:
            yield row.fault("dangling_then", key.name, key=key.name, to=table, code=code, day=plan.day)
        else:
            yield row.fault("dangling", key.name, key=key.name, to=table, code=code)


def _room(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    floor = plan.get("floor", row.record.floor)
    if floor:
        left, top, right, bottom = box(row.record.outline)
        if left < 0 or top < 0 or right > floor.width or bottom > floor.height:
            yield row.fault("room_outside_floor", "outline", code=row.code, floor=floor.code)


def _door(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    door = row.record
    rooms = [plan.get("room", code) for code in (door.from_room, door.to_room)]
    known = [room for room in rooms if room]
    if len(known) == 2 and known[0].floor != known[1].floor:
        yield row.fault("door_between_floors", code=row.code)
        return
    for room in known:
        off = off_edge(room.outline, door.at)
        if off > WALL:
            yield row.fault("door_off_boundary", "at", code=row.code, room=room.code, off=f"{off / 1000:.1f}")
    terminal = plan.get("device", door.terminal)
    if terminal and (terminal.kind != "terminal" or terminal.door != door.code):
        yield row.fault("terminal_elsewhere", "terminal", code=row.code, terminal=door.terminal)
    yield from _partner(row, plan)


def _partner(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    door = row.record
    partner = plan.get("access_point", door.partner)
    if not partner:
        return
    shared = {door.from_room, door.to_room} & {partner.from_room, partner.to_room}
    if partner.partner != door.code or len(shared - {OUTSIDE}) != 1 or partner.kind != door.kind:
        yield row.fault("partner_not_mutual", "partner", code=row.code, partner=partner.code)


def _link(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    link = row.record
    for key, code, at in (("from_at", link.from_room, link.from_at), ("to_at", link.to_room, link.to_at)):
        yield from _stands(row, plan, key=key, room=code, at=at)


def _device(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    if row.record.at and row.record.room:
        yield from _stands(row, plan, key="at", room=row.record.room, at=row.record.at)


def _seat(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    yield from _stands(row, plan, key="at", room=row.record.room, at=row.record.at)
    yield from _is_kind(row, plan, key="terminal", kind="seat_terminal")


def _checkpoint(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    yield from _stands(row, plan, key="at", room=row.record.room, at=row.record.at)


def _locker(row: Row, plan: _Plan) -> Iterator[SiteFault]:
    yield from _is_kind(row, plan, key="bank", kind="locker_bank")


_TOGETHER: dict[str, Callable[[Row, _Plan], Iterator[SiteFault]]] = {
    "room": _room,
    "access_point": _door,
    "link": _link,
    "device": _device,
    "seat": _seat,
    "checkpoint": _checkpoint,
    "locker": _locker,
}


def _stands(row: Row, plan: _Plan, *, key: str, room: str, at: tuple[int, int]) -> Iterator[SiteFault]:
    place = plan.get("room", room)
    if place and not holds(place.outline, at):
        yield row.fault("spot_outside", key, code=row.code, room=room)


def _is_kind(row: Row, plan: _Plan, *, key: str, kind: str) -> Iterator[SiteFault]:
    device = plan.get("device", getattr(row.record, key))
    if device and device.kind != kind:
        yield row.fault("wrong_kind", key, key=key, code=device.code, kind=kind)


def _overlaps(plan: _Plan) -> Iterator[SiteFault]:
    for one, other in combinations(plan.of("room"), 2):
        if one.record.floor == other.record.floor and overlap(one.record.outline, other.record.outline):
            yield other.fault("rooms_overlap", "outline", code=other.code, other=one.code)


def _second_checkpoints(plan: _Plan) -> Iterator[SiteFault]:
    first: dict[str, str] = {}
    for row in plan.of("checkpoint"):
        other = first.setdefault(row.record.room, row.code)
        if other != row.code:
            yield row.fault("second_checkpoint", "room", room=row.record.room, other=other)


def _unreachable(plan: _Plan) -> Iterator[SiteFault]:
    tables: dict[str, Any] = {attribute: tuple(r.record for r in plan.of(t)) for t, (attribute, _) in TABLES.items()}
    found = WalkGraph(SiteFile(site=plan.of("site")[0].record, **tables)).reachable(OUTSIDE)
    for row in plan.of("room"):
        if row.code not in found:
            yield row.fault("unreachable", code=row.code)
