"""The facts on which a door is judged, and the verdict; both frozen and storable, so that history can be judged again.

Facts hold integers, strings, tuples of such and absent values only. Times are ms since the epoch. What is not known is
``unknown`` or absent, never a guess; the judge keeps the door shut on it. A field's default means "absent" and must never
change: stored facts leave defaults out.
"""

from __future__ import annotations

from typing import Literal

import msgspec

from venue.core.clock import Millis
from venue.rules.rule import Hardness
from venue.rules.templates import Args

Outcome = Literal["allow", "deny", "wait_escort", "must_leave"]
YesNo = Literal["yes", "no", "unknown"]


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """Base of everything the judge is told."""


class Door(Fact, frozen=True, kw_only=True):
    """An access point as an edge from one zone (or room) to another, in the direction that was asked for.

    ``zone_from`` and ``zone_to`` are zone codes, ``OUT`` for the open air. ``room_kind`` is the type of ``room_to`` (empty: not
    known). ``direction``: ``in`` is the entering direction of the site plan, ``out`` the way back, which is never barred.
    ``second_factor``: whether two kinds of credential are needed. ``interlock``: ``none`` (no second door), ``free`` or
    ``busy`` (the other door is open). ``terminal``: whether the terminal that asks is registered at this door.
    """

    code: str
    zone_from: str
    zone_to: str
    room_from: str = ""
    room_to: str = ""
    room_kind: str = ""
    direction: Literal["in", "out", "unknown"] = "unknown"
    second_factor: YesNo = "no"
    interlock: Literal["none", "free", "busy", "unknown"] = "none"
    terminal: Literal["here", "elsewhere"] = "here"


class Credential(Fact, frozen=True, kw_only=True):
    """What was presented. ``grade`` A, B or C is the strength of the evidence (empty: unknown).

    ``result`` is what the check found: ``match``, ``mismatch``, ``uncertain`` or ``not_alive``. ``factors`` are the kinds
    presented together; ``vouchers`` the subjects of the staff who confirm the person by hand.
    """

    kind: str
    grade: str = ""
    result: str = "match"
    factors: tuple[str, ...] = ()
    vouchers: tuple[str, ...] = ()


class Person(Fact, frozen=True, kw_only=True):
    """Who presents: the subject code, what is known of him, and his confidentiality agreement (until: first instant after)."""

    subject: str = ""
    status: Literal["known", "unknown", "blocked"] = "unknown"
    agreement_from: Millis | None = None
    agreement_until: Millis | None = None


class Basis(Fact, frozen=True, kw_only=True):
    """One role of the person that holds now, for a project or (``project`` empty) for the site.

    ``phase`` is the phase of that project. For committee members: gathering time, the drawn ``seat_room``, when entry was
    last authorised, when he last entered that room, and the return time of a supervised exit that is open.
    """

    role: str
    project: str = ""
    phase: str = ""
    rooms: tuple[str, ...] = ()
    seat_room: str = ""
    gather_at: Millis | None = None
    authorised_at: Millis | None = None
    entered_at: Millis | None = None
    exit_until: Millis | None = None


class Need(Fact, frozen=True, kw_only=True):
    """A stored need to enter: purpose, who applied, who approved, when, and for where (empty: not limited).

    ``escort``: whether this need was approved with an escort only, whatever the cell asks for.
    """

    purpose: str
    applicant: str
    approver: str
    valid_from: Millis
    valid_until: Millis
    project: str = ""
    zone: str = ""
    room: str = ""
    escort: YesNo = "no"


class Escort(Fact, frozen=True, kw_only=True):
    """Whose credential was last presented at the same door beside the person's: role, when, and his own standing."""

    subject: str
    role: str
    at: Millis
    status: Literal["known", "unknown", "blocked"] = "known"
    agreement_from: Millis | None = None
    agreement_until: Millis | None = None


class AgencyException(Fact, frozen=True, kw_only=True):
    """An approval for agency staff to enter during evaluation for abnormal handling (RB-07)."""

    project: str
    applicant: str
    approver: str
    approver_role: str
    granted_at: Millis
    valid_until: Millis


class Holding(Fact, frozen=True, kw_only=True):
    """A project at work in the room or zone behind the door, with its phase."""

    project: str
    phase: str


class Facts(Fact, frozen=True, kw_only=True):
    """Everything the judge may look at for one presentation at one door.

    ``projects_here``: the projects that hold the room behind the door now; at a shared door, all projects at work in the
    zone (absent: not known). ``permit``: an open work permit for this place (RB-19). ``called``: the person was called in.
    ``phone``: RB-28. ``sealed``: the zone is closed for the night (RB-25). ``skew_ms``: device clock minus site clock.
    """

    at: Millis
    door: Door
    credential: Credential
    person: Person
    bases: tuple[Basis, ...] = ()
    projects_here: tuple[Holding, ...] | None = None
    needs: tuple[Need, ...] = ()
    escort: Escort | None = None
    exception: AgencyException | None = None
    permit: Literal["open", "none", "unknown"] = "unknown"
    called: YesNo = "unknown"
    phone: Literal["deposited", "none_declared", "not_deposited", "unknown"] = "unknown"
    emergency: Literal["active", "none", "unknown"] = "unknown"
    sealed: YesNo = "unknown"
    skew_ms: int | None = None


class Verdict(Fact, frozen=True, kw_only=True):
    """What was decided and why: outcome, code and arguments, rule, clause and version; never a sentence.

    ``alarm`` and ``priority`` name the alarm that the rule calls for. ``role``, ``project``, ``cell`` and ``column`` say which
    of the person's roles decided and where in the matrix; they serve records and "why not?", no sentence shows the project.
    """

    outcome: Outcome
    code: str
    args: Args = ()
    rule: str
    clause: str = ""
    version: str
    hardness: Hardness
    alarm: str = ""
    priority: int = 0
    role: str = ""
    project: str = ""
    cell: str = ""
    column: str = ""

    @property
    def opens(self) -> bool:
        """Whether the door is to be opened."""
        return self.outcome == "allow"


def stored_form(fact: Fact) -> bytes:
    """Facts or a verdict as canonical bytes: keys sorted, no blanks, UTF-8, absent values left out."""
    return msgspec.json.encode(fact, order="sorted")


def facts_from(stored: bytes) -> Facts:
    """The facts of their stored form. Raises :class:`msgspec.ValidationError` or ``DecodeError`` on anything else."""
    return msgspec.json.decode(stored, type=Facts)


def verdict_from(stored: bytes) -> Verdict:
    """The verdict of its stored form. Raises :class:`msgspec.ValidationError` or ``DecodeError`` on anything else."""
    return msgspec.json.decode(stored, type=Verdict)
