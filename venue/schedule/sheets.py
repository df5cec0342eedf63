"""A day or a week from a workbook or a CSV file: looked at first, each wrong cell by its name, and only then taken (F2).

The desk reads the file and shows the preview; nothing is stored by it. What is taken goes through the same reservation as
everything else, so the legal times, the kinds that are enabled and the overlaps hold for it as for everybody.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.views import view
from venue.core.wording import say
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.units import units
from venue.projects.approvals import asks_for_plan, not_approved
from venue.projects.methods import Method, ResourceNeed, method_at, method_of
from venue.projects.projects import keep_refusal, obstacles, reserve
from venue.projects.reservation import Reservation, reservation
from venue.schedule import bookings
from venue.schedule.claims import Claim, Wish, clashes, in_the_way, others_of, secret_projects
from venue.schedule.sheet_columns import CellFault, ReadRow, read_rows
from venue.schedule.sheet_files import UnusableFile, read_table
from venue.site.places import site as site_on

# -------------------------------------------------------------------------------------------------------------- rules

AT_ONCE = 100
"""How many rows one act takes: the doors wait meanwhile. A longer file is sent in several, see :func:`portions`."""

PURPOSES = {"opening_room": ("opening", "auction", "negotiation"), "evaluation_room": ("evaluation",)}
"""For what a method may ask of the room in a column, the first that its template has."""


@dataclass(frozen=True)
class PreviewRow:
    """One row: what would be asked for, what is wrong in which cell, and with what its rooms would clash."""

    line: int
    asked: dict[str, Any]
    rooms: dict[str, str]
    faults: tuple[CellFault, ...]
    clashes: tuple[CellFault, ...]

    @property
    def good(self) -> bool:
        """Whether it could be taken as it stands."""
        return not self.faults and not self.clashes

    def args(self) -> dict[str, Any]:
        """The row as :func:`take` expects it."""
        return {"line": self.line, "asked": self.asked, "rooms": self.rooms}


@dataclass(frozen=True)
class Preview:
    """A file before anything is taken from it. ``fault``: why it cannot be used at all; ``ignored``: columns left aside."""

    name: str
    sheet: str
    rows: tuple[PreviewRow, ...]
    ignored: tuple[str, ...] = ()
    fault: CellFault | None = None

    @property
    def good(self) -> tuple[PreviewRow, ...]:
        """The rows that could be taken."""
        return tuple(row for row in self.rows if row.good)

    @property
    def faults(self) -> tuple[CellFault, ...]:
        """Everything that is wrong, in the order of the file."""
        inside = tuple(fault for row in self.rows for fault in (*row.faults, *row.clashes))
        return inside if self.fault is None else (self.fault, *inside)


def sentence(fault: CellFault, language: str = "zh") -> str:
    """A fault with its place: ``C7 集合时间：…``."""
    column = fault.column_zh if language == "zh" else fault.column_en
    told = say(fault.code, fault.args, language)
    where = f"{fault.cell} {column}".strip()
    return (f"{where}：{told}" if language == "zh" else f"{where}: {told}") if where else told


def portions(rows: tuple[PreviewRow, ...], size: int = 2) -> Iterator[list[dict[str, Any]]]:
    """Rows as the arguments of several acts, so that no door waits for a whole week."""
    for start in range(0, len(rows), size):
        yield [row.args() for row in rows[start : start + size]]


def wishes_of(wanted: Reservation, rooms: dict[str, str], method: Method) -> Iterator[tuple[str, Wish | None]]:
    """Column and wish of each room that a row names; no wish where the method has no use for such a room."""
    for column, room in sorted(rooms.items()):
        need = _need(method, column)
        if need is None or (wanted.open_at is None and wanted.gather_at is None):
            yield column, None
            continue
        since, until = method.session(need, open_at=wanted.open_at, gather_at=wanted.gather_at, minutes=wanted.minutes)
        yield (
            column,
            Wish(
                project=wanted.code,
                kind="room",
                resource=room,
                purpose=need.purpose,
                from_at=since,
                until_at=until,
                setup=need.setup,
                turnover=need.turnover,
                shared=need.shared,
            ),
        )


def _need(method: Method, column: str) -> ResourceNeed | None:
    found = (method.need(purpose) for purpose in PURPOSES.get(column, ()))
    return next((need for need in found if need is not None), None)


# --------------------------------------------------------------------------------------------------------------- acts


@act("sheets.take", "clerk", "operator", "site_manager")
def take(work: Work, *, name: str, rows: list[dict[str, Any]], whole: int = 0) -> dict[str, list[Any]]:
    """Reserve the projects of some rows of the file ``name``; each row has ``line``, ``asked`` and ``rooms`` of its preview.

    ``whole`` 1: all or nothing, the first refusal refuses the act and names its line. 0: what is legal is taken, every refusal is
    stored as an answer and comes back: ``{"taken": [code], "refused": [{"line", "project", "code", "args"}]}``. Refuses more
    than :data:`AT_ONCE` rows.
    """
    if len(rows) > AT_ONCE:
        raise Refused("sheets.too_many_at_once", count=len(rows), most=AT_ONCE)
    taken: list[str] = []
    refused: list[dict[str, Any]] = []
    for row in rows:
        line, asked, rooms = _parts(row)
        try:
            with work.matter():
                taken.append(_take_one(work, asked, rooms))
        except Refused as no:
            if whole:
                raise _row_refused(line, no) from no
            keep_refusal(work, str(asked.get("code", "")), no)
            answer = {"line": line, "project": str(asked.get("code", "")), "code": no.code, "args": no.args_}
            refused.append(answer)
    payload = {"name": name, "taken": taken, "refused": [row["line"] for row in refused], "whole": int(bool(whole))}
    book.append(work, act="sheets.take", payload=payload)
    work.tell(Changed(noun="sheet", ids=(name,)))
    return {"taken": taken, "refused": refused}


def _take_one(work: Work, asked: dict[str, Any], rooms: dict[str, str]) -> str:
    code = reserve(work, asked=asked)
    wanted = reservation(asked)
    method = method_of(wanted.method, work.now if wanted.open_at is None else wanted.open_at)
    for column, wish in wishes_of(wanted, rooms, method):
        if wish is None:
            raise Refused("sheets.room_without_use", room=rooms[column])
        bookings.claim(
            work,
            project=code,
            kind=wish.kind,
            resource=wish.resource,
            purpose=wish.purpose,
            from_at=wish.from_at,
            until_at=wish.until_at,
        )
    return code


def _parts(row: dict[str, Any]) -> tuple[int, dict[str, Any], dict[str, str]]:
    line, asked, rooms = row.get("line"), row.get("asked"), row.get("rooms", {})
    if not isinstance(line, int) or not isinstance(asked, dict) or not isinstance(rooms, dict):
        raise Refused("sheets.rows_unreadable")
    return line, asked, rooms


def _row_refused(line: int, no: Refused) -> Refused:
    why_zh, why_en = (say(no.code, no.args_, language) for language in ("zh", "en"))
    return Refused("sheets.row_refused", line=line, why_zh=why_zh, why_en=why_en)


# -------------------------------------------------------------------------------------------------------------- views


@view
def preview(read: Reading, viewer: Principal, *, content: bytes, name: str, at: Millis) -> Preview:
    """What would come of the file ``content`` if it were taken at ``at`` (now): every fault by its cell; stores nothing.

    Whatever the bytes are, a preview comes back; a file that cannot be used at all says why in ``fault``.
    """
    try:
        table = read_table(content, name)
        rows, ignored = read_rows(table, _agencies(read, viewer.site))
    except UnusableFile as unusable:
        return Preview(name, "", (), fault=CellFault("", "", "", unusable.code, unusable.args_))
    judged = _Judged(read, viewer, at)
    return Preview(name, table.sheet, tuple(judged.row(row) for row in rows), ignored)


def _agencies(read: Reading, site: str) -> dict[str, str]:
    chosen = sa.select(units.c.name, units.c.code).where(units.c.site == site, units.c.kind == "agency")
    return {row.name: row.code for row in read.all(chosen)}


class _Judged:
    """Judges the rows of one file in their order: each is held against the site, and against the rows before it."""

    def __init__(self, read: Reading, viewer: Principal, at: Millis) -> None:
        self._read = read
        self._viewer = viewer
        self._at = at
        self._secret = secret_projects(read, viewer.site)
        self._lines: dict[str, int] = {}
        self._earlier: list[Claim] = []
        self._places: dict[str, dict[str, str] | None] = {}

    def row(self, row: ReadRow) -> PreviewRow:
        """A row with everything that stands in its way."""
        faults, clashing = list(row.faults), []
        if not faults:
            faults += self._faults(row)
        if not faults:
            clashing = list(self._clashes(row))
        return PreviewRow(row.line, row.asked, row.rooms, tuple(faults), tuple(clashing))

    def _faults(self, row: ReadRow) -> Iterator[CellFault]:
        try:
            wanted = reservation(row.asked)
        except Refused as no:
            yield row.fault("code", no.code, no.args_)
            return
        before = self._lines.setdefault(wanted.code, row.line)
        if before != row.line:
            yield row.fault("code", "sheets.twice", {"line": before})
        for name, found in obstacles(self._read, self._viewer.site, self._at, wanted):
            yield row.fault(name, found.code, found.args_)
        when = self._at if wanted.open_at is None else wanted.open_at
        if row.rooms and not wanted.approved_plan and asks_for_plan(wanted.method, wanted.category, when):
            missing = not_approved(wanted.code)
            yield row.fault("approved_plan", missing.code, missing.args_)

    def _clashes(self, row: ReadRow) -> Iterator[CellFault]:
        wanted = reservation(row.asked)
        when = self._at if wanted.open_at is None else wanted.open_at
        method = method_at(wanted.method, when)
        if method is None:
            return
        for column, wish in wishes_of(wanted, row.rooms, method):
            wrong = self._room_fault(column, wish, row.rooms[column], types=self._types(day_of(when)), method=method)
            if wrong is None and wish is not None:
                wrong = self._clash(wish)
                self._earlier.append(_as_claim(wish, -row.line))
            if wrong is not None:
                yield row.fault(column, wrong.code, wrong.args_)

    @staticmethod
    def _room_fault(
        column: str, wish: Wish | None, room: str, *, types: dict[str, str] | None, method: Method
    ) -> Refused | None:
        need = _need(method, column)
        if wish is None or need is None:
            return Refused("sheets.room_without_use", room=room)
        if types is None:
            return None
        if room not in types:
            return Refused("sheets.room_unknown", room=room)
        if need.room_types and types[room] not in need.room_types:
            return Refused("sheets.room_unfit", room=room)
        return None

    def _types(self, on: str) -> dict[str, str] | None:
        """Types of the rooms on a day; ``None`` while no site has been imported."""
        if on not in self._places:
            site = site_on(self._read, self._viewer, on=on)
            self._places[on] = None if site is None else {room.code: room.type for room in site.rooms}
        return self._places[on]

    def _clash(self, wish: Wish) -> Refused | None:
        same = [one for one in self._earlier if one.resource == wish.resource]
        found = clashes(wish, [*others_of(self._read, self._viewer.site, wish), *same])
        if not found:
            return None
        hidden = found[0].project in self._secret
        return in_the_way(wish, found, say("sheets.another_project") if hidden else "")


def _as_claim(wish: Wish, number: int) -> Claim:
    what = (wish.project, wish.kind, wish.resource, wish.purpose)
    return Claim(number, *what, wish.from_at, wish.until_at, wish.busy_from, wish.busy_until, wish.shared, "held")
