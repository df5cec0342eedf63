"""The admission matrix (RB-06) and the plan of the zones, as they stand in their files.

A cell is written as a letter with marks, ``N+permit``:

====== ================================================= ============ ==============================================
letter meaning                                           mark         adds
====== ================================================= ============ ==============================================
A      allowed                                           gather       from the gathering time on
N      with a stored need (purpose, approver, limit)     permit       only with an open permit (RB-19)
E      as N, plus an entitled escort at the same door    call         only when called in
D      denied                                            stay         inside they stay; going out is supervised
X      must leave at once; denied at the door            logged       allowed, and marked in the zone record
M      (zones only) the matrix cell decides              room         denied here, called to the clarification room
..                                                       phases       (zones only) while the own project is on site
..                                                       gathering    (zones only) as phases, shortly before gathering
====== ================================================= ============ ==============================================
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from venue.rules.rule import Code, Dated, Written

Column = Literal["idle", "prepare", "evaluating", "suspended", "closing"]
COLUMNS: tuple[Column, ...] = ("idle", "prepare", "evaluating", "suspended", "closing")
PHASES = (
    *("reserved", "scheduled", "arming", "opening", "assembling", "evaluating", "suspended", "evaluated", "clearing"),
    *("witnessed", "reviewed", "archived", "failed", "postponed", "offline", "aborted"),
)
OTHER_COMMITTEE = "other_committee"
LETTERS = "ANEDXM"
MARKS = frozenset({"gather", "permit", "call", "stay", "logged", "room", "phases", "gathering"})
ZONE_MARKS = frozenset({"phases", "gathering"})


class Cell(NamedTuple):
    """One cell: its letter and its marks. ``strictness`` orders cells, the strictest of several roles wins."""

    letter: str
    marks: frozenset[str]
    strictness: int

    def __str__(self) -> str:
        return "+".join((self.letter, *sorted(self.marks)))


@cache
def read_cell(written: str) -> Cell:
    """A cell from its written form. Raises :class:`ValueError` for a letter or mark that does not exist."""
    letter, *marks = written.split("+")
    if letter not in LETTERS or len(letter) != 1 or not MARKS.issuperset(marks):
        raise ValueError(written)
    return Cell(letter, frozenset(marks), 2 * LETTERS.index(letter) + bool({"permit", "call"} & set(marks)))


DENIED = read_cell("D")


class AdmissionMatrix(Dated, frozen=True, kw_only=True):
    """Role by phase of the evaluation zone. A role or phase that is not listed is denied.

    ``same_row`` lets roles share a row; ``conflicting`` groups roles that may not be held for two projects at work: who is
    on another project's committee, or its agency, is denied here, whatever else he is.
    """

    clause: str = ""
    columns: dict[Code, Column]
    rows: dict[Code, dict[Column, str]]
    same_row: dict[Code, Code] = {}
    conflicting: tuple[tuple[Code, ...], ...] = ()
    project_bound: tuple[Code, ...] = ()

    def column(self, phase: str) -> Column | None:
        """The column of a project phase; ``None`` for a phase nobody knows."""
        return self.columns.get(phase)

    def cell(self, role: str, column: Column) -> Cell:
        """The cell of a role in a column."""
        row = self.rows.get(self.same_row.get(role, role))
        return DENIED if row is None else read_cell(row[column])

    def conflict_group(self, role: str) -> tuple[str, ...]:
        """The roles that count as the same party as ``role``; empty if it may be held for several projects."""
        return next((group for group in self.conflicting if role in group), ())

    def faults(self) -> list[tuple[str, str, str]]:
        """What is wrong: (key, Chinese, English)."""
        found = [(f"columns.{p}", f"缺少阶段“{p}”", f"phase {p} missing") for p in PHASES if p not in self.columns]
        found += [(f"columns.{p}", f"没有“{p}”这个阶段", f"no such phase {p}") for p in self.columns if p not in PHASES]
        for role, row in self.rows.items():
            found += [(f"rows.{role}.{c}", f"缺少“{c}”一格", f"cell {c} missing") for c in COLUMNS if c not in row]
            found += _cell_faults(f"rows.{role}", row, zone=False)
        for role, row_of in self.same_row.items():
            if row_of not in self.rows:
                found.append((f"same_row.{role}", f"没有“{row_of}”这一行", f"no such row {row_of}"))
        return found


class RoomEntry(Written, frozen=True, kw_only=True):
    """Who may enter rooms of one kind, where that differs from their zone; unlisted roles follow the zone."""

    roles: dict[Code, str] = {}
    project_roles: dict[Code, str] = {}
    phases: tuple[Code, ...] = ()


class Zone(Written, frozen=True, kw_only=True):
    """Who may enter a zone, by its doors and corridors.

    ``roles`` holds for people without a project of their own, ``project_roles`` for people on a project, with
    ``project_default`` for the project roles not listed (empty: as in ``roles``). ``outward`` names the zones into which one
    leaves: that way every door opens. ``open`` zones are not controlled.
    """

    open: Literal["yes", "no"] = "no"
    evaluation: Literal["yes", "no"] = "no"
    shared: Literal["yes", "no"] = "no"
    outward: tuple[str, ...]
    phases: tuple[Code, ...] = ()
    roles: dict[Code, str] = {}
    project_roles: dict[Code, str] = {}
    project_default: str = ""

    def cell(self, role: str, *, on_project: bool, room: RoomEntry | None) -> Cell:
        """The cell of a role at this zone's doors, or at the door of one of its special rooms."""
        listed: list[str | None] = []
        if room is not None:
            listed = [room.project_roles.get(role) if on_project else None, room.roles.get(role)]
        if on_project:
            listed += [self.project_roles.get(role), self.project_default]
        return read_cell(next(filter(None, [*listed, self.roles.get(role)]), "D"))


class ZonePlan(Dated, frozen=True, kw_only=True):
    """All zones, the rooms with entry of their own, and the room types that are not entered as one project's own room.

    ``passages`` are the common floor of their zone; ``shared_rooms`` lie in the evaluation zones but belong to no project;
    ``halls`` are evaluation rooms in which several projects may be at work at once.
    """

    zone: dict[str, Zone]
    room: dict[Code, RoomEntry] = {}
    shared_rooms: tuple[Code, ...] = ()
    passages: tuple[Code, ...] = ()
    halls: tuple[Code, ...] = ()

    def faults(self) -> list[tuple[str, str, str]]:
        """What is wrong: (key, Chinese, English)."""
        found: list[tuple[str, str, str]] = []
        for code, zone in self.zone.items():
            entry = {**zone.roles, **{f"project_roles.{r}": c for r, c in zone.project_roles.items()}}
            if zone.project_default:
                entry["project_default"] = zone.project_default
            found += _cell_faults(f"zone.{code}", entry, zone=True)
            found += _phase_faults(f"zone.{code}.phases", zone.phases)
            found += [
                (f"zone.{code}.outward", f"没有“{out}”这个区域", f"no such zone {out}")
                for out in zone.outward
                if out != "OUT" and out not in self.zone
            ]
        for kind, room in self.room.items():
            found += _cell_faults(f"room.{kind}", {**room.roles, **room.project_roles}, zone=True)
            found += _phase_faults(f"room.{kind}.phases", room.phases)
        return found


def _phase_faults(key: str, phases: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(key, f"没有“{p}”这个阶段", f"no such phase {p}") for p in phases if p not in PHASES]


def _cell_faults(key: str, cells: Mapping[Any, str], *, zone: bool) -> list[tuple[str, str, str]]:
    found = []
    for name, written in cells.items():
        try:
            cell = read_cell(written)
        except ValueError:
            found.append((f"{key}.{name}", f"看不懂的格子“{written}”", f"cell {written!r} is not understood"))
            continue
        if not zone and (cell.letter == "M" or cell.marks & ZONE_MARKS):
            found.append((f"{key}.{name}", f"“{written}”只能用于区域", f"{written!r} may stand in zones only"))
    return found
