"""The single checks of an entry: each returns ``None`` when it is passed, else the code that says what is wrong."""

from __future__ import annotations

from typing import NamedTuple

from venue.access.entry_cells import Place, Seen, comes_from_outside, to_common_floor
from venue.access.entry_facts import Escort, Facts, Need, Person
from venue.core.clock import MINUTE, SECOND, Millis
from venue.rules.rule_book import RuleBook

GRADES = "ABC"
# The failure that helps most is told first.
_NEED_FAULTS = ("need_expired", "need_not_yet", "need_self_approved", "need_incomplete", "need_elsewhere")


class Fault(NamedTuple):
    """Why a check was not passed: a verdict code and the arguments beside role, zone and column."""

    code: str
    args: tuple[tuple[str, int], ...] = ()


def credential_fault(facts: Facts, place: Place, book: RuleBook) -> Fault | None:
    """Whether the person is known and the evidence is enough for this door."""
    shown, person = facts.credential, facts.person
    if shown.kind not in book.listed("RB-06", "credentials"):
        return Fault("credential_unaccepted")
    if shown.result != "match":
        return Fault("not_recognised")
    if person.status == "blocked":
        return Fault("person_blocked")
    if person.status != "known" or not person.subject:
        return Fault("person_unknown")
    alone = len({shown.kind, *shown.factors}) < 2
    never_alone = place.zone.shared == "yes" and shown.kind in book.listed("RB-06", "never_alone")
    if alone and (facts.door.second_factor != "no" or never_alone):
        return Fault("second_factor_needed")
    return _evidence_fault(facts, book) if place.evaluation else None


def _evidence_fault(facts: Facts, book: RuleBook) -> Fault | None:
    shown = facts.credential
    if len(shown.grade) != 1 or shown.grade not in GRADES[: GRADES.index(book.word("RB-06", "least_grade")) + 1]:
        return Fault("grade_too_low")
    needed = book.number("RB-06", "vouchers")
    if shown.kind == "vouch" and len(set(shown.vouchers) - {facts.person.subject, ""}) < needed:
        return Fault("vouchers_needed", (("needed", needed),))
    return None


def gathering_fault(facts: Facts, seen: Seen, book: RuleBook) -> Fault | None:
    """Whether the gathering time lets the person in (``gather``: from then on; ``gathering``: shortly before)."""
    if not seen.cell.marks & {"gather", "gathering"}:
        return None
    if seen.basis.gather_at is None:
        return Fault("gather_time_unknown")
    early = book.number("RB-06", "gathering_early_min") * MINUTE if "gathering" in seen.cell.marks else 0
    from_at = seen.basis.gather_at - early
    return Fault("too_early", (("from_at", from_at),)) if facts.at < from_at else None


def marks_fault(facts: Facts, seen: Seen) -> Fault | None:
    """Whether an open permit and a call are there where the cell asks for them."""
    if "permit" in seen.cell.marks and facts.permit != "open":
        return Fault("permit_missing" if facts.permit == "none" else "permit_unknown")
    if "call" in seen.cell.marks and facts.called != "yes":
        return Fault("not_called" if facts.called == "no" else "call_unknown")
    return None


def need_for(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Need | Fault:
    """The stored need that covers this entry, or what is wrong with those there are."""
    faults = {}
    for need in facts.needs:
        fault = _need_fault(facts, need, seen, place, book)
        if fault is None:
            return need
        faults[fault.code] = fault
    return next((faults[code] for code in _NEED_FAULTS if code in faults), Fault("need_missing"))


def _need_fault(facts: Facts, need: Need, seen: Seen, place: Place, book: RuleBook) -> Fault | None:
    if not _covers(facts, need, seen, place, book):
        return Fault("need_elsewhere")
    if not (need.purpose and need.approver and need.applicant):
        return Fault("need_incomplete")
    if need.approver in (need.applicant, facts.person.subject):
        return Fault("need_self_approved")
    if facts.at >= need.valid_until:
        return Fault("need_expired", (("until_at", need.valid_until),))
    return Fault("need_not_yet", (("from_at", need.valid_from),)) if facts.at < need.valid_from else None


def _covers(facts: Facts, need: Need, seen: Seen, place: Place, book: RuleBook) -> bool:
    """A need for a zone covers the zones on the way to it; a need for a room is checked at that room's own door."""
    door = facts.door
    aim = book.zones.zone.get(need.zone)
    if need.zone and need.zone != door.zone_to and (aim is None or door.zone_to not in aim.outward):
        return False
    if need.room and need.room != door.room_to and place.kind != "shared" and not to_common_floor(door, book):
        return False
    if not need.project:
        return True
    if seen.basis.project:
        return need.project == seen.basis.project
    return place.kind != "room" or any(one.project == need.project for one in facts.projects_here or ())


def escort_fault(facts: Facts, book: RuleBook) -> Fault | None:
    """Whether an entitled escort presented at the same door within the time allowed, before or after."""
    escort, wait = facts.escort, book.number("RB-06", "escort_s") * SECOND
    if escort is None or abs(facts.at - escort.at) > wait or not _entitled(facts, escort, book):
        return Fault("escort_needed", (("wait", wait),))
    return None


def _entitled(facts: Facts, escort: Escort, book: RuleBook) -> bool:
    if escort.subject in ("", facts.person.subject) or escort.status != "known":
        return False
    if escort.role not in book.listed("RB-06", "escort_roles"):
        return False
    return agreement_fault(facts, escort.role, escort, book) is None


def agreement_fault(facts: Facts, role: str, holder: Person | Escort, book: RuleBook) -> Fault | None:
    """RB-17: a confidentiality agreement that is valid at this instant, where role and zone ask for one."""
    if role not in book.listed("RB-17", "roles") or facts.door.zone_to not in book.listed("RB-17", "zones"):
        return None
    begins, ends = holder.agreement_from, holder.agreement_until
    if begins is None or ends is None:
        return Fault("agreement_missing")
    if facts.at < begins:
        return Fault("agreement_not_yet", (("from_at", begins),))
    return Fault("agreement_lapsed", (("until_at", ends),)) if facts.at >= ends else None


def phone_fault(facts: Facts, role: str, place: Place, book: RuleBook) -> Fault | None:
    """RB-28: phone deposited or none declared, before anybody enters the evaluation zones or one of their rooms."""
    at_the_edge = place.evaluation and (place.kind == "room" or comes_from_outside(facts.door, book))
    if not at_the_edge or role in book.listed("RB-28", "exempt_roles"):
        return None
    if facts.phone in ("deposited", "none_declared"):
        return None
    return Fault("phone_not_deposited" if facts.phone == "not_deposited" else "phone_unknown")


def own_room_fault(facts: Facts, seen: Seen, place: Place, book: RuleBook) -> Fault | None:
    """RB-26: his own room, within the time after the authorisation, and no second entry but from a supervised exit."""
    basis = seen.basis
    if basis.role not in book.listed("RB-26", "roles") or not place.evaluation:
        return None
    at_room = place.kind == "room"
    if not at_room and not comes_from_outside(facts.door, book):
        return None
    if at_room and basis.seat_room != facts.door.room_to:
        return Fault("wrong_room" if basis.seat_room else "seat_unknown")
    if basis.exit_until is not None:
        return _return_fault(facts, basis.exit_until, book)
    if basis.entered_at is not None and (basis.authorised_at is None or basis.entered_at >= basis.authorised_at):
        return Fault("reentry")
    return _window_fault(facts.at, basis.authorised_at, book) if at_room else None


def _return_fault(facts: Facts, due: Millis, book: RuleBook) -> Fault | None:
    if facts.at <= due:
        return None
    fault = escort_fault(facts, book)
    return None if fault is None else Fault("return_late", fault.args)


def _window_fault(at: Millis, authorised_at: Millis | None, book: RuleBook) -> Fault | None:
    if authorised_at is None or at < authorised_at:
        return Fault("not_authorised")
    window = book.number("RB-26", "enter_s") * SECOND
    return Fault("window_over", (("window", window),)) if at - authorised_at > window else None


def exception_valid(facts: Facts, seen: Seen, book: RuleBook) -> bool:
    """RB-07: an approval by an entitled role, not by the applicant or the person, for this project, short and still open."""
    granted = facts.exception
    if granted is None or not granted.project or granted.project != seen.basis.project:
        return False
    if granted.approver_role not in book.listed("RB-07", "exception_roles") or not granted.approver:
        return False
    if granted.approver in (granted.applicant, facts.person.subject):
        return False
    longest = book.number("RB-07", "exception_min") * MINUTE
    return granted.granted_at <= facts.at < granted.valid_until <= granted.granted_at + longest
