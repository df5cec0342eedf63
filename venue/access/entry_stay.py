"""The judge of those inside: whether somebody may still be where he is. The same facts, read for the place he is in.

At every change of phase, need, agreement or exception this answers for each person inside; who has no basis must leave, and
the verdict names the alarm, so that nobody is inside without a basis or an open alarm.
"""

from __future__ import annotations

from venue.access import entry_checks as checks
from venue.access.entry_cells import Place, Seen, place_of, seen_roles
from venue.access.entry_checks import Fault
from venue.access.entry_facts import Facts, Verdict
from venue.access.entry_rules import EMERGENCY, Ruling, strictest, verdict
from venue.rules.rule_book import RuleBook


def judge_stay(facts: Facts, book: RuleBook) -> Verdict:
    """Whether the person may stay in ``door.zone_to`` / ``door.room_to``: outcome ``allow`` or ``must_leave``."""
    place = place_of(facts.door, book)
    if facts.emergency == "active" or facts.door.zone_to == "OUT" or (place is not None and place.kind == "open"):
        return verdict(Ruling("allow", "may_stay"), facts, book)
    if facts.person.status == "blocked":
        return verdict(Ruling("must_leave", "blocked_inside"), facts, book)
    if facts.person.status != "known":
        return verdict(Ruling("must_leave", "unknown_inside"), facts, book)
    if any(basis.role == EMERGENCY for basis in facts.bases):
        return verdict(Ruling("allow", "may_stay"), facts, book)
    seen = seen_roles(facts, place, book) if place is not None else []
    if place is None or not seen:
        return verdict(Ruling("must_leave", "basis_unknown_inside"), facts, book)
    return strictest([(one, verdict(_role(facts, one, place, book), facts, book, one)) for one in seen])


def _role(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Ruling:
    if seen.code == "phase_unknown":
        return Ruling("must_leave", "basis_unknown_inside")
    letter = seen.cell.letter
    if letter == "X" and not seen.code:
        return _agency(facts, seen, book)
    if seen.code or letter == "D":
        return Ruling("must_leave", "role_inside")
    if letter in "NE" and isinstance(checks.need_for(facts, seen, place, book), Fault):
        return Ruling("must_leave", "need_lapsed_inside")
    if "permit" in seen.cell.marks and facts.permit != "open":
        return Ruling("must_leave", "need_lapsed_inside")
    if checks.agreement_fault(facts, seen.basis.role, facts.person, book):
        return Ruling("must_leave", "agreement_lapsed_inside")
    return Ruling("allow", "may_stay")


def _agency(facts: Facts, seen: Seen, book: RuleBook) -> Ruling:
    if checks.exception_valid(facts, seen, book):
        return Ruling("allow", "may_stay")
    return Ruling("must_leave", "agency_inside")
