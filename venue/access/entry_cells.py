"""Which cell of the matrix or of the zone plan each of a person's roles meets at a door."""

from __future__ import annotations

from typing import Literal, NamedTuple

from venue.access.entry_facts import Basis, Door, Facts
from venue.rules.matrix import COLUMNS, DENIED, OTHER_COMMITTEE, Cell, Column, RoomEntry, Zone, read_cell
from venue.rules.rule_book import RuleBook

AT_WORK: tuple[Column, ...] = ("prepare", "evaluating", "suspended")
TAKEN: tuple[Column, ...] = ("evaluating", "suspended")
ESCORTED = read_cell("E")


class Place(NamedTuple):
    """What lies behind a door: an open zone, an evaluation room, a shared part of the evaluation zones, or another zone."""

    kind: Literal["open", "room", "shared", "zone"]
    zone: Zone
    room: RoomEntry | None

    @property
    def evaluation(self) -> bool:
        """Whether this is an evaluation room, or a corridor of the zones with evaluation rooms."""
        return self.zone.evaluation == "yes"


class Seen(NamedTuple):
    """One role at this place: its cell, the column it was read in, and a code where something else decides.

    A ``dormant`` role does not speak here while another one does: a project that is over, or is elsewhere.
    """

    basis: Basis
    cell: Cell
    column: Column | None = None
    code: str = ""
    dormant: bool = False


def place_of(door: Door, book: RuleBook) -> Place | None:
    """What lies behind the door; ``None`` if its zone is not in the plan."""
    plan = book.zones
    zone = plan.zone.get(door.zone_to)
    if zone is None:
        return None
    if zone.open == "yes":
        return Place("open", zone, None)
    common = to_common_floor(door, book)
    if zone.evaluation == "yes" and not common and door.room_kind not in plan.shared_rooms:
        return Place("room", zone, None)
    kind: Literal["shared", "zone"] = "shared" if zone.shared == "yes" else "zone"
    return Place(kind, zone, None if common else plan.room.get(door.room_kind))


def to_common_floor(door: Door, book: RuleBook) -> bool:
    """Whether the door leads to the common floor of its zone, a corridor or lobby, and into no room."""
    return not door.room_to or door.room_kind in book.zones.passages


def comes_from_outside(door: Door, book: RuleBook) -> bool:
    """Whether the door leads into the evaluation zones from outside of them."""
    zone = book.zones.zone.get(door.zone_from)
    return zone is None or zone.evaluation == "no"


def seen_roles(facts: Facts, place: Place, book: RuleBook) -> list[Seen]:
    """The roles that speak here; dormant ones only if there is no other."""
    seen = [_see(facts, basis, place, book) for basis in facts.bases]
    return [one for one in seen if not one.dormant] or seen


def _see(facts: Facts, basis: Basis, place: Place, book: RuleBook) -> Seen:
    if not basis.project and basis.role in book.matrix.project_bound:
        return Seen(basis, DENIED, code="role_none")
    if place.kind == "room":
        return _at_room(facts, basis, book)
    cell = place.zone.cell(basis.role, on_project=bool(basis.project), room=place.room)
    if cell.letter == "M":
        return _crossing(facts, _by_matrix(facts, basis, book), place, book)
    return _by_zone(basis, cell, place, book)


def _at_room(facts: Facts, basis: Basis, book: RuleBook) -> Seen:
    here = facts.projects_here
    if here is None:
        return Seen(basis, DENIED, code="phase_unknown")
    if basis.project and all(one.project != basis.project for one in here):
        return _elsewhere(facts, basis, book)
    seen = _by_matrix(facts, basis, book)
    if basis.project and seen.column not in TAKEN and _taken_by_another(facts, basis, book):
        return Seen(basis, DENIED, seen.column, "room_not_ready")
    return seen


def _taken_by_another(facts: Facts, basis: Basis, book: RuleBook) -> bool:
    """Whether another project is still at work in a room that serves one at a time, an overrun for instance."""
    if facts.door.room_kind in book.zones.halls:
        return False
    others = (one for one in facts.projects_here or () if one.project != basis.project)
    return any(book.matrix.column(other.phase) not in ("idle", "prepare") for other in others)


def _by_matrix(facts: Facts, basis: Basis, book: RuleBook) -> Seen:
    """The cell of the own project's phase; for people of the site, the strictest over the projects at work here."""
    if not basis.project:
        return _strictest_here(facts, basis, book)
    column = book.matrix.column(basis.phase)
    if column is None:
        return Seen(basis, DENIED, code="phase_unknown")
    return Seen(basis, book.matrix.cell(basis.role, column), column)


def _strictest_here(facts: Facts, basis: Basis, book: RuleBook) -> Seen:
    if facts.projects_here is None:
        return Seen(basis, DENIED, code="phase_unknown")
    columns: set[Column] = set()
    for holding in facts.projects_here:
        column = book.matrix.column(holding.phase)
        if column is None:
            return Seen(basis, DENIED, code="phase_unknown")
        columns.add(column)
    # A project that only waits for its turn says nothing about a room in which another one is at work.
    at_work: list[Column] = [one for one in COLUMNS if one in columns and one != "idle"]
    cells = [Seen(basis, book.matrix.cell(basis.role, one), one) for one in at_work or COLUMNS[:1]]
    return max(cells, key=lambda one: one.cell.strictness)


def _elsewhere(facts: Facts, basis: Basis, book: RuleBook) -> Seen:
    """A role for another project: denied here, and it bars its holder's other roles while that project is at work."""
    matrix = book.matrix
    group = matrix.conflict_group(basis.role)
    here = {one.project for one in facts.projects_here or ()}
    also_here = any(other.project in here and other.role in group for other in facts.bases)
    conflict = bool(group) and not also_here and matrix.column(basis.phase) in (*AT_WORK, None)
    columns = [matrix.column(one.phase) for one in facts.projects_here or ()]
    column: Column = next((one for one in columns if one is not None), "idle")
    if facts.door.room_to in basis.rooms:
        code = "room_not_ready"
    elif basis.role in book.listed("RB-26", "roles"):
        return Seen(basis, matrix.cell(OTHER_COMMITTEE, column), column, "other_committee", not conflict)
    else:
        code = "other_project"
    return Seen(basis, DENIED, column, code, not conflict)


def _crossing(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Seen:
    """The shared doors: finished projects are silent; agencies cross with an escort while any project there evaluates."""
    if seen.code:
        return seen
    if book.word("RB-06", "zone_scope") == "zone" and place.evaluation:
        seen = _whole_zone(facts, seen, book)
    leaves_for_evaluation = book.matrix.cell(seen.basis.role, "evaluating").letter == "X"
    if leaves_for_evaluation and seen.cell.letter == "N":
        if facts.projects_here is None:
            return Seen(seen.basis, DENIED, seen.column, "phase_unknown")
        if any(book.matrix.column(one.phase) in ("evaluating", None) for one in facts.projects_here):
            seen = seen._replace(cell=ESCORTED)
    return seen._replace(dormant=bool(seen.basis.project) and seen.column == "idle")


def _whole_zone(facts: Facts, seen: Seen, book: RuleBook) -> Seen:
    """With ``zone_scope = zone`` every project at work in the zone counts, but for the committees themselves."""
    if seen.basis.role in book.listed("RB-26", "roles"):
        return seen
    whole = _strictest_here(facts, seen.basis, book)
    return whole if whole.code or whole.cell.strictness > seen.cell.strictness else seen


def _by_zone(basis: Basis, cell: Cell, place: Place, book: RuleBook) -> Seen:
    column = book.matrix.column(basis.phase) if basis.project else None
    if not cell.marks & {"phases", "gathering"}:
        return Seen(basis, cell, column)
    if column is None:
        return Seen(basis, DENIED, code="phase_unknown")
    phases = place.room.phases if place.room is not None and place.room.phases else place.zone.phases
    if basis.phase not in phases:
        return Seen(basis, DENIED, column, "zone_not_now", dormant=True)
    return Seen(basis, cell, column)
