"""Stored needs and work permits: what turns an ``N`` or ``E`` of the admission matrix into an open door (RB-06, RB-19).

A need says who must go where, for what, for which project, how long, and whether somebody must walk along. Whoever asks cannot
approve; an exception for an agency during evaluation (异常处理) is approved by a supervisor only. A permit says that work on the
equipment of a place is allowed for a time; it cannot be dated back.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import SIGNED_IN, Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.persons import ROLE_NAMES, person_row

# ------------------------------------------------------------------------------------------------------------- tables

needs = table(
    "needs",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("kind", TEXT, dataset=Dataset.SUPERVISION),
    column("purpose", TEXT, dataset=Dataset.SUPERVISION),
    column("zone", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("from_at", INT, dataset=Dataset.SUPERVISION),
    column("until_at", INT, dataset=Dataset.SUPERVISION),
    column("escort", INT, dataset=Dataset.SUPERVISION),
    column("applicant", TEXT, dataset=Dataset.SUPERVISION),
    column("asked_at", INT, dataset=Dataset.SUPERVISION),
    column("approver", TEXT, dataset=Dataset.SUPERVISION),
    column("approver_role", TEXT, dataset=Dataset.SUPERVISION),
    column("status", TEXT, dataset=Dataset.SUPERVISION),
    column("status_since", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_needs_subject", "site", "subject", "until_at"),
)

permits = table(
    "permits",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("job", TEXT, dataset=Dataset.SUPERVISION),
    column("zone", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("equipment", TEXT, dataset=Dataset.SUPERVISION),
    column("from_at", INT, dataset=Dataset.SUPERVISION),
    column("until_at", INT, dataset=Dataset.SUPERVISION),
    column("applicant", TEXT, dataset=Dataset.SUPERVISION),
    column("approver", TEXT, dataset=Dataset.SUPERVISION),
    column("opened_at", INT, dataset=Dataset.SUPERVISION),
    column("closed_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("result", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_permits_subject", "site", "subject", "until_at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

NEED_KINDS = frozenset({"visit", "exception"})
"""进入需求; 异常处理 (an agency called in while its project evaluates, RB-07)."""

APPROVERS = {"visit": ("site_manager", "supervisor", "operator"), "exception": ("supervisor",)}
"""Roles that may approve a need of each kind."""


@dataclass(frozen=True)
class Need:
    """A need. ``room`` empty: the whole zone; ``approver`` empty while nobody has approved; ``decided_at`` the last change."""

    number: int
    subject: str
    kind: str
    purpose: str
    zone: str
    room: str
    project: str
    from_at: Millis
    until_at: Millis
    escort: bool
    applicant: str
    approver: str
    approver_role: str
    status: str
    decided_at: Millis

    @property
    def approved(self) -> bool:
        """Whether somebody else than the applicant has said yes."""
        return self.status == "approved"

    def holds(self, at: Millis) -> bool:
        """Whether it opens something at the instant."""
        return self.approved and self.from_at <= at < self.until_at


@dataclass(frozen=True)
class Permit:
    """A permit for work on the equipment of a place; open until closed with a result, or until it runs out."""

    number: int
    subject: str
    job: str
    zone: str
    room: str
    equipment: str
    from_at: Millis
    until_at: Millis
    applicant: str
    approver: str
    closed_at: Millis | None
    result: str

    def is_open(self, at: Millis) -> bool:
        """Whether work is allowed at the instant."""
        return self.from_at <= at < self.until_at and (self.closed_at is None or self.closed_at > at)


# --------------------------------------------------------------------------------------------------------------- acts


@act("needs.ask", SIGNED_IN)
def ask(
    work: Work,
    *,
    subject: str,
    purpose: str,
    where: dict[str, str],
    from_at: Millis,
    until_at: Millis,
    kind: str = "visit",
    escort: int = 1,
) -> int:
    """Ask that a person be let in somewhere for a purpose and a time; it opens nothing until somebody else approves.

    ``where`` holds ``zone`` and, where the need is narrower, ``room`` and ``project``.
    """
    zone, room, project = _place(where, "zone", "room", "project")
    person_row(work, work.site, subject)
    if kind not in NEED_KINDS:
        raise Refused("needs.kind_unknown", kind=kind)
    _purpose_and_period(work, purpose, from_at, until_at)
    number = work.next_number(needs.c.number, needs.c.site == work.site)
    said = {"number": number, "kind": kind, "purpose": purpose, "zone": zone, "escort": int(bool(escort))}
    period = {"from_at": from_at, "until_at": until_at}
    asked = {"applicant": work.principal.account, "asked_at": work.now, "approver": "", "approver_role": ""}
    place = {"site": work.site, "subject": subject, "room": room, "project": project}
    work.insert(needs, **place, **said, **period, **asked, status="asked", status_since=work.now)
    payload = {**said, **period, "applicant": work.principal.account}
    book.append(work, act="needs.ask", subject=subject, project=project, room=room, payload=payload)
    work.tell(Changed(noun="need", ids=(str(number),)))
    return number


@act("needs.approve", "site_manager", "supervisor", "operator")
def approve(work: Work, *, number: int) -> None:
    """Say yes to a need. Not by its applicant, not by the person himself; an exception by a supervisor only."""
    row = _asked(work, number)
    _may_approve(work, row)
    role = next(role for role in APPROVERS[row.kind] if work.principal.may(role))
    _decide(work, row, status="approved", approver_role=role)


@act("needs.refuse", "site_manager", "supervisor", "operator")
def refuse(work: Work, *, number: int, reason: str) -> None:
    """Say no to a need."""
    _decide(work, _asked(work, number), status="refused", reason=reason)


@act("needs.withdraw", SIGNED_IN)
def withdraw(work: Work, *, number: int, reason: str = "") -> None:
    """Take a need back, asked or approved: from now on it opens nothing. For its applicant and for who may approve."""
    row = work.first(sa.select(needs).where(needs.c.site == work.site, needs.c.number == number))
    if row is None or row.status not in ("asked", "approved"):
        raise Refused("needs.not_open", number=number)
    if work.principal.account != row.applicant and not work.principal.may(*APPROVERS[row.kind]):
        raise Refused("act.not_yours", act="needs.withdraw")
    _decide(work, row, status="withdrawn", reason=reason)


@act("permits.open", "site_manager", "operator")
def open_permit(
    work: Work,
    *,
    subject: str,
    job: str,
    where: dict[str, str],
    from_at: Millis,
    until_at: Millis,
    applicant: str,
) -> int:
    """Permit work on a place's equipment; the signed-in account approves, ``applicant`` (an account) cannot be the same.

    ``where`` holds ``zone``, ``room`` and ``equipment``. A permit never begins before it is given (X19: 事后补办不算).
    """
    zone, room, equipment = _place(where, "zone", "room", "equipment")
    person_row(work, work.site, subject)
    _purpose_and_period(work, job, from_at, until_at)
    if from_at < work.now:
        raise Refused("permits.dated_back")
    if work.principal.account == applicant:
        raise Refused("needs.own_approval")
    number = work.next_number(permits.c.number, permits.c.site == work.site)
    row = {"number": number, "job": job, "zone": zone, "equipment": equipment, "from_at": from_at, "until_at": until_at}
    hands = {"applicant": applicant, "approver": work.principal.account}
    place = {"site": work.site, "subject": subject, "room": room}
    work.insert(permits, **place, **row, **hands, opened_at=work.now, closed_at=None, result="")
    book.append(work, act="permits.open", subject=subject, room=room, payload={**row, **hands})
    work.tell(Changed(noun="permit", ids=(str(number),)))
    return number


@act("permits.close", "site_manager", "operator", "it_engineer")
def close_permit(work: Work, *, number: int, result: str) -> None:
    """Close a permit with what was done."""
    mine = (permits.c.site == work.site, permits.c.number == number)
    row = work.first(sa.select(permits).where(*mine))
    if row is None or row.closed_at is not None:
        raise Refused("permits.not_open", number=number)
    if not result.strip():
        raise Refused("permits.result_missing")
    work.update(permits, *mine, closed_at=work.now, result=result)
    payload = {"number": number, "result": result}
    book.append(work, act="permits.close", subject=row.subject, room=row.room, payload=payload)
    work.tell(Changed(noun="permit", ids=(str(number),)))


def _place(where: dict[str, str], *names: str) -> tuple[str, ...]:
    if not where.get("zone") or set(where) - set(names):
        raise Refused("needs.place_unclear", keys="、".join(names))
    return tuple(where.get(name, "") for name in names)


def _purpose_and_period(work: Work, purpose: str, from_at: Millis, until_at: Millis) -> None:
    if not purpose.strip():
        raise Refused("needs.purpose_missing")
    if until_at <= from_at or until_at <= work.now:
        raise Refused("people.period_empty")


def _asked(work: Work, number: int) -> Row:
    row = work.first(sa.select(needs).where(needs.c.site == work.site, needs.c.number == number))
    if row is None or row.status != "asked":
        raise Refused("needs.not_open", number=number)
    return row


def _may_approve(work: Work, row: Row) -> None:
    if work.principal.account == row.applicant:
        raise Refused("needs.own_approval")
    if not work.principal.may(*APPROVERS[row.kind]):
        names = [ROLE_NAMES[role] for role in APPROVERS[row.kind]]
        zh, en = "、".join(zh for zh, _ in names), ", ".join(en for _, en in names)
        raise Refused("needs.approver_role", roles_zh=zh, roles_en=en)


def _decide(work: Work, row: Row, *, status: str, approver_role: str = "", reason: str = "") -> None:
    mine = (needs.c.site == work.site, needs.c.number == row.number)
    decided = {"status": status, "status_since": work.now}
    approver = {"approver": work.principal.account, "approver_role": approver_role} if approver_role else {}
    work.update(needs, *mine, **decided, **approver)
    payload = {"number": row.number, "status": status, "reason": reason, **approver}
    book.append(work, act="needs.decide", subject=row.subject, project=row.project, room=row.room, payload=payload)
    work.tell(Changed(noun="need", ids=(str(row.number),)))


# -------------------------------------------------------------------------------------------------------------- views


_HOLDING = (
    sa.select(needs)
    .where(needs.c.site == sa.bindparam("here"), needs.c.subject == sa.bindparam("who"))
    .where(needs.c.until_at > sa.bindparam("at"), needs.c.status == "approved")
    .order_by(needs.c.number)
)
_PERMITS = (
    sa.select(permits)
    .where(permits.c.site == sa.bindparam("here"), permits.c.subject == sa.bindparam("who"))
    .where(permits.c.until_at > sa.bindparam("at"), permits.c.from_at <= sa.bindparam("at"))
    .order_by(permits.c.number)
)
"""Asked at every door: built once."""


def needs_holding(read: Reading | Work, site: str, subject: str, at: Millis) -> tuple[Need, ...]:
    """A person's approved needs that have begun or begin later and have not run out (for the engine: one query)."""
    return tuple(_need(row) for row in read.all(_HOLDING, {"here": site, "who": subject, "at": at}))


def open_permits(read: Reading | Work, site: str, subject: str, at: Millis) -> tuple[Permit, ...]:
    """A person's permits that are open at the instant."""
    rows = read.all(_PERMITS, {"here": site, "who": subject, "at": at})
    return tuple(found for found in map(_permit, rows) if found.is_open(at))


@view
def needs_waiting(read: Reading, viewer: Principal) -> tuple[Need, ...]:
    """Needs that nobody has decided yet, oldest first."""
    waiting = (needs.c.site == viewer.site, needs.c.status == "asked")
    return tuple(_need(row) for row in read.all(sa.select(needs).where(*waiting).order_by(needs.c.number)))


@view
def needs_at(read: Reading, viewer: Principal, *, subject: str, at: Millis) -> tuple[Need, ...]:
    """A person's needs that hold at an instant."""
    return tuple(found for found in needs_holding(read, viewer.site, subject, at) if found.holds(at))


@view
def permits_at(read: Reading, viewer: Principal, *, at: Millis) -> tuple[Permit, ...]:
    """Every permit that is open at an instant."""
    rows = read.all(
        sa.select(permits)
        .where(permits.c.site == viewer.site, permits.c.from_at <= at, permits.c.until_at > at)
        .order_by(permits.c.number)
    )
    return tuple(found for found in map(_permit, rows) if found.is_open(at))


def _need(row: Row) -> Need:
    facts = {name: value for name, value in row._mapping.items() if name not in ("site", "asked_at", "status_since")}
    return Need(**{**facts, "escort": bool(row.escort), "decided_at": row.status_since})


def _permit(row: Row) -> Permit:
    return Permit(**{name: value for name, value in row._mapping.items() if name not in ("site", "opened_at")})
