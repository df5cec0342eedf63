"""The judge of the doors: facts and a rule book in, a verdict out. Pure, so that history can be judged again.

Order of the questions: emergency, leaving, place, identity, then each role that speaks at this place (its cell first, then
agreement, room, phone, escort), at last the interlock. Of several roles the strictest verdict stands. Whatever is unknown
keeps the door shut; whoever leaves is never held (RB-06, RB-07, RB-17, RB-25, RB-26, RB-28).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from venue.access import entry_checks as checks
from venue.access.entry_cells import Place, Seen, place_of, seen_roles, to_common_floor
from venue.access.entry_checks import Fault
from venue.access.entry_facts import Door, Facts, Need, Outcome, Verdict
from venue.core.clock import SECOND
from venue.rules.rule_book import RuleBook, sorted_args

EMERGENCY = "emergency"
DEVICE_CLOCK = ("device_clock", 4)
_STRICTNESS: Mapping[Outcome, int] = {"allow": 0, "wait_escort": 1, "must_leave": 2, "deny": 3}
_WAITS = frozenset({"escort_needed", "return_late"})
_INTERLOCK = {"busy": "interlock_wait", "unknown": "interlock_unknown"}


class Ruling(NamedTuple):
    """A verdict in the making: outcome, code, arguments."""

    outcome: Outcome
    code: str
    args: tuple[tuple[str, int], ...] = ()


def judge(facts: Facts, book: RuleBook) -> Verdict:
    """Whether the door opens, and why. Same facts and same book give the same verdict, byte for byte."""
    if facts.emergency == "active":
        return verdict(Ruling("allow", "emergency_open"), facts, book)
    if leaves(facts.door, book):
        return verdict(Ruling("allow", _leaving(facts, book)), facts, book)
    place = place_of(facts.door, book)
    if place is None:
        return verdict(Ruling("deny", "zone_unknown"), facts, book)
    if facts.door.terminal == "elsewhere":
        return verdict(Ruling("deny", "terminal_elsewhere"), facts, book)
    if place.kind == "open":
        return verdict(Ruling("allow", "open_zone"), facts, book)
    if fault := checks.credential_fault(facts, place, book):
        return verdict(Ruling("deny", *fault), facts, book)
    if any(basis.role == EMERGENCY for basis in facts.bases):
        return verdict(Ruling("allow", "emergency_crew"), facts, book)
    return _with_interlock(_strictest_role(facts, place, book), facts, book)


def render(decided: Verdict, book: RuleBook, lang: str = "zh") -> str:
    """One sentence, ``zh`` or ``en``, that says why and what to do; it names no person, project or other room."""
    return book.render(decided.code, decided.args, lang)


def leaves(door: Door, book: RuleBook) -> bool:
    """Whether the door leads outward: by the site plan, else into the open, out of a room, or to a zone on the way out."""
    if door.zone_to == "OUT" or door.direction != "unknown":
        return door.zone_to == "OUT" or door.direction == "out"
    if door.zone_to == door.zone_from:
        return bool(door.room_from) and not door.room_to
    outer, inner = book.zones.zone.get(door.zone_to), book.zones.zone.get(door.zone_from)
    if outer is None or inner is None or door.zone_to not in inner.outward:
        return False
    return outer.open == "yes" or to_common_floor(door, book)


def verdict(ruling: Ruling, facts: Facts, book: RuleBook, seen: Seen | None = None) -> Verdict:
    """A ruling with its rule, version and alarm, and with the role that decided."""
    rule, message = book.behind(ruling.code)
    alarm = (message.alarm, message.priority)
    if not message.alarm and abs(facts.skew_ms or 0) > book.number("RB-06", "skew_s") * SECOND:
        alarm = DEVICE_CLOCK
    role, column = (seen.basis.role, seen.column or "") if seen else ("", "")
    return Verdict(
        outcome=ruling.outcome,
        code=ruling.code,
        args=sorted_args({**dict(ruling.args), "role": role, "column": column, "zone": facts.door.zone_to}),
        rule=rule.id,
        clause=rule.clause,
        version=book.version,
        hardness=message.hardness or rule.hardness,
        alarm=alarm[0],
        priority=alarm[1],
        role=role,
        project=seen.basis.project if seen else "",
        cell=str(seen.cell) if seen else "",
        column=column,
    )


def strictest(decided: list[tuple[Seen, Verdict]]) -> Verdict:
    """The strictest of several verdicts; between equals the stricter cell, then the first by role and project."""

    def order(one: tuple[Seen, Verdict]) -> tuple[int, int, str, str]:
        seen, found = one
        return -_STRICTNESS[found.outcome], -seen.cell.strictness, seen.basis.role, seen.basis.project

    return min(decided, key=order)[1]


def _leaving(facts: Facts, book: RuleBook) -> str:
    """Everybody may leave; a committee member who does so unaccompanied or at night is noticed."""
    inner = book.zones.zone.get(facts.door.zone_from)
    members = [basis for basis in facts.bases if basis.role in book.listed("RB-26", "roles")]
    if inner is None or inner.evaluation == "no" or not members:
        return "egress"
    if facts.sealed == "yes":
        outer = book.zones.zone.get(facts.door.zone_to)
        return "egress" if outer is not None and outer.evaluation == "yes" else "overnight_exit"
    if any(basis.exit_until is not None for basis in members):
        return "exit_supervised"
    at_work = any(book.matrix.column(basis.phase) in ("evaluating", "suspended") for basis in members)
    return "exit_unsupervised" if at_work else "egress"


def _strictest_role(facts: Facts, place: Place, book: RuleBook) -> Verdict:
    seen = seen_roles(facts, place, book)
    if not seen:
        return verdict(Ruling("deny", "role_none"), facts, book)
    return strictest([(one, verdict(_role(facts, one, place, book), facts, book, one)) for one in seen])


def _with_interlock(decided: Verdict, facts: Facts, book: RuleBook) -> Verdict:
    """Only to those who may enter is the other door of the lock worth mentioning."""
    code = _INTERLOCK.get(facts.door.interlock)
    if code is None or not decided.opens:
        return decided
    return verdict(Ruling("deny", code), facts, book)


def _role(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Ruling:
    if seen.code:
        return Ruling("deny", seen.code)
    match seen.cell.letter:
        case "X":
            return _agency(facts, seen, place, book)
        case "D":
            return Ruling("deny", _barred(seen, place))
        case letter:
            return _admissible(facts, seen, place, book, letter=letter)


def _barred(seen: Seen, place: Place) -> str:
    if "room" in seen.cell.marks:
        return "clarification_only"
    return "role_barred" if place.evaluation else "zone_role_barred"


def _agency(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Ruling:
    if facts.exception is None:
        return Ruling("deny", "agency_barred")
    if not checks.exception_valid(facts, seen, book):
        return Ruling("deny", "agency_exception_invalid")
    fault = checks.phone_fault(facts, seen.basis.role, place, book) or checks.escort_fault(facts, book)
    until = (("until_at", facts.exception.valid_until),)
    return _refused(fault) if fault else Ruling("allow", "agency_exception_admitted", until)


def _admissible(facts: Facts, seen: Seen, place: Place, book: RuleBook, *, letter: str) -> Ruling:
    """A cell that may open: everything it and the other rules ask for; the escort last, when nothing else is missing."""
    role = seen.basis.role
    need = checks.need_for(facts, seen, place, book) if letter in "NE" else None
    fault = (
        checks.gathering_fault(facts, seen, book)
        or checks.marks_fault(facts, seen)
        or (need if isinstance(need, Fault) else None)
        or checks.agreement_fault(facts, role, facts.person, book)
        or checks.own_room_fault(facts, seen, place, book)
        or checks.phone_fault(facts, role, place, book)
        or (checks.escort_fault(facts, book) if letter == "E" or _walked_along(need) else None)
    )
    return _refused(fault) if fault else _admitted(facts, seen, place, need)


def _walked_along(need: Need | Fault | None) -> bool:
    """Whether the need itself was approved with an escort only; not knowing counts as yes."""
    return isinstance(need, Need) and need.escort != "no"


def _refused(fault: Fault) -> Ruling:
    return Ruling("wait_escort" if fault.code in _WAITS else "deny", *fault)


def _admitted(facts: Facts, seen: Seen, place: Place, need: Need | Fault | None) -> Ruling:
    if isinstance(need, Need):
        code = "admitted_with_escort" if seen.cell.letter == "E" or _walked_along(need) else "admitted_with_need"
        return Ruling("allow", code, (("until_at", need.valid_until),))
    if place.evaluation and seen.basis.exit_until is not None:
        return Ruling("allow", "returned")
    return Ruling("allow", "admitted_logged" if "logged" in seen.cell.marks else "admitted")
