"""The form of a day file: who and what a day starts with. Described for people in ``docs/how_to/write_a_day.md``.

Times are written as the site's wall clock on the day of the file, ``09:40`` or ``09:40:30``; ``D-1 15:30`` and ``D+1 11:20`` are
the days around it; a full ISO time is taken as it is.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import msgspec

from venue.core.clock import Millis, at_local, parse

MOMENT = re.compile(r"(?:D([+-]\d{1,2}) )?(\d{2}:\d{2}(?::\d{2})?)")


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything that is read from a day file. An unknown key is a fault: a mistyped one must never be ignored."""


class DayHead(Line, frozen=True, kw_only=True):
    """``[day]``: which day, for which site."""

    date: str
    site: str = "M"
    zh: str = ""
    en: str = ""


class UnitLine(Line, frozen=True, kw_only=True):
    """``[[units]]``: a firm or office."""

    code: str
    kind: str
    name: str


class CredentialLine(Line, frozen=True, kw_only=True):
    """What a person can show; a face needs no token."""

    kind: str
    token: str = ""
    since: str = msgspec.field(default="", name="from")
    until: str = ""


class RoleLine(Line, frozen=True, kw_only=True):
    """A role of a person; ``coded``: known by a code until the reveal."""

    role: str
    project: str = ""
    since: str = msgspec.field(default="", name="from")
    until: str = ""
    basis: str = ""
    coded: bool = False


class AgreementLine(Line, frozen=True, kw_only=True):
    """A confidentiality agreement, by days; ``until`` is the first day on which it binds no longer."""

    since: str = msgspec.field(name="from")
    until: str
    scope: str = "现场保密"


class PersonLine(Line, frozen=True, kw_only=True):
    """``[[people]]``: a person by the file's own ``id``, which the events of the day use."""

    id: str
    kind: str
    name: str = ""
    id_number: str = ""
    phone: str = ""
    unit: str = ""
    credentials: tuple[CredentialLine, ...] = ()
    roles: tuple[RoleLine, ...] = ()
    agreement: AgreementLine | None = None


class AccountLine(Line, frozen=True, kw_only=True):
    """``[[accounts]]``: an account of a sample or training day; ``owner`` is a person's ``id``."""

    account: str
    owner: str
    roles: tuple[str, ...]
    password: str


class ClaimLine(Line, frozen=True, kw_only=True):
    """What a project claims: ``[[projects.claims]]``."""

    kind: str = "room"
    purpose: str
    resource: str
    since: str = msgspec.field(name="from")
    until: str


class ProjectLine(Line, frozen=True, kw_only=True):
    """``[[projects]]``: a reservation; each table in ``refused`` changes it into a request that must be refused first."""

    code: str
    title: str
    category: str
    method: str
    agency: str = ""
    leader: str = ""
    open: str = ""
    gather: str = ""
    draw: str = ""
    remote_basis: str = ""
    remote_document: str = ""
    secret: bool = False
    sub_venues: int = 0
    bidders: int = 0
    minutes: int = 0
    approved_plan: str = ""
    plan_body: str = ""
    plan_date: str = ""
    reason: str = ""
    refused: tuple[dict[str, Any], ...] = ()
    claims: tuple[ClaimLine, ...] = ()


class NeedLine(Line, frozen=True, kw_only=True):
    """``[[needs]]``: a need that somebody asked for and another approved, both by account."""

    person: str
    purpose: str
    zone: str
    room: str = ""
    project: str = ""
    since: str = msgspec.field(name="from")
    until: str
    kind: str = "visit"
    escort: bool = True
    applicant: str
    approver: str


class DayForm(Line, frozen=True, kw_only=True):
    """Everything of a day file that concerns people and projects."""

    day: DayHead
    units: tuple[UnitLine, ...] = ()
    people: tuple[PersonLine, ...] = ()
    accounts: tuple[AccountLine, ...] = ()
    projects: tuple[ProjectLine, ...] = ()
    needs: tuple[NeedLine, ...] = ()


OURS = frozenset(DayForm.__struct_fields__)
"""Tables of a day file that are read here; all others (the events) belong to the simulator."""


def moment(day: str, text: str) -> Millis:
    """The instant that a time of the file names. Raises :class:`ValueError` on anything that is none."""
    match = MOMENT.fullmatch(text)
    if match is None:
        if "T" not in text:
            raise ValueError(text)
        return parse(text)
    on = date.fromisoformat(day) + timedelta(days=int(match[1] or 0))
    return at_local(on, match[2])


def moment_or(day: str, text: str, otherwise: Millis | None = None) -> Millis | None:
    """The instant, or what stands for an empty text."""
    return moment(day, text) if text else otherwise


def day_start(day: str) -> Millis:
    """The first instant of the file's day."""
    return at_local(day)


def request_of(day: str, line: ProjectLine, changed: dict[str, Any], leader: str) -> dict[str, Any]:
    """The reservation that a project line asks for, with some of its keys changed; ``leader`` is a subject code."""
    wished = {**msgspec.structs.asdict(line), **changed}
    kept = ("code", "title", "category", "method", "agency", "remote_basis", "remote_document")
    plan = ("approved_plan", "plan_body", "plan_date")
    asked = {name: wished[name] for name in (*kept, *plan, "sub_venues", "bidders", "minutes", "reason")}
    times = {f"{name}_at": moment_or(day, wished[name]) for name in ("open", "gather", "draw")}
    return {**asked, **times, "secret": int(wished["secret"]), "leader": leader}
