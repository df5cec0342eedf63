"""Persons and their roles, per project and time (R-07, F22).

A person is a code, ``P-17``. Name, number of identity card and telephone stand in the erasable store of the journal; the tables
here and the book hold salted commitments of them and nothing else. One person may hold several roles at once, each for a period
and most for one project only; who may enter where follows from the roles held at that instant, never from a hand-written list.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book, redaction

# ------------------------------------------------------------------------------------------------------------- tables

persons = table(
    "persons",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.MARKET),
    column("number", INT, dataset=Dataset.LOCAL),
    column("kind", TEXT, dataset=Dataset.MARKET),
    column("unit", TEXT, dataset=Dataset.MARKET),
    column("reference", TEXT, dataset=Dataset.LOCAL),
    column("name", TEXT, dataset=Dataset.MARKET),
    column("id_number", TEXT, dataset=Dataset.MARKET),
    column("phone", TEXT, dataset=Dataset.MARKET),
    column("valid_from", INT, dataset=Dataset.LOCAL),
    column("valid_to", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "subject"),
    Index("ix_persons_reference", "site", "reference"),
)

person_roles = table(
    "person_roles",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.MARKET),
    column("role", TEXT, dataset=Dataset.TRADING),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("unit", TEXT, dataset=Dataset.MARKET),
    column("valid_from", INT, dataset=Dataset.LOCAL),
    column("valid_to", INT, dataset=Dataset.LOCAL, null=True),
    column("basis", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_person_roles_subject", "site", "subject", "valid_from"),
    Index("ix_person_roles_project", "site", "project", "valid_from"),
)

# -------------------------------------------------------------------------------------------------------------- rules

ROLE_NAMES = {
    "committee_member": ("评标评审委员会成员", "committee member"),
    "owner_member": ("业主评委代表", "owner's committee member"),
    "owner_staff": ("项目实施主体", "owner's staff"),
    "centre_service": ("中心服务", "centre service"),
    "agency_staff": ("代理机构", "agency staff"),
    "agency_leader": ("代理项目负责人", "agency project leader"),
    "it_engineer": ("信息技术", "IT engineer"),
    "supervisor": ("行政监督", "supervisor"),
    "witness": ("见证", "witness"),
    "bidder": ("投标人/响应方", "bidder"),
    "cleaner": ("保洁", "cleaner"),
    "maintenance": ("维修", "maintenance"),
    "visitor": ("访客", "visitor"),
    "caterer": ("送餐", "caterer"),
    "auctioneer": ("拍卖师", "auctioneer"),
    "notary": ("公证", "notary"),
    "patroller": ("巡查员", "patroller"),
    "operator": ("总控/调度员", "operator"),
    "clerk": ("受理/前台", "clerk"),
    "site_manager": ("现场管理负责人", "site manager"),
    "emergency": ("应急", "emergency crew"),
    "auditor": ("审计/纪检", "auditor"),
}
"""Every role that a person can hold, with its Chinese and English name."""

ROLES = frozenset(ROLE_NAMES)

PROJECT_ROLES = frozenset({"committee_member", "owner_member", "agency_staff", "agency_leader", "bidder"})
"""Roles that mean nothing without a project."""

KINDS = frozenset({"expert", "owner", "agency", "bidder", "centre", "supervision", "service", "visitor", "other"})
"""What a person comes to the site as: 专家, 业主, 代理, 投标人, 中心, 监督, 物业, 访客, 其他."""

PERSONAL_FIELDS = ("name", "id_number", "phone")
"""Fields that stand only in the erasable store."""


@dataclass(frozen=True)
class Person:
    """A person by code. Whether a personal field is known can be seen, what it says cannot."""

    subject: str
    kind: str
    unit: str
    reference: str
    known: tuple[str, ...]
    valid_from: Millis
    valid_to: Millis | None


@dataclass(frozen=True)
class HeldRole:
    """One role of one person for a period; ``project`` is empty where the role holds for the whole site."""

    number: int
    subject: str
    role: str
    project: str
    unit: str
    valid_from: Millis
    valid_to: Millis | None
    basis: str


def role_fault(
    role: str, project: str, valid_from: Millis, valid_to: Millis | None
) -> tuple[str, dict[str, str]] | None:
    """Why such a role cannot be given, as code and arguments; ``None`` when it can."""
    if role not in ROLES:
        return "people.role_unknown", {"role": role}
    if role in PROJECT_ROLES and not project:
        zh, en = ROLE_NAMES[role]
        return "people.role_needs_project", {"role_zh": zh, "role_en": en}
    if valid_to is not None and valid_to <= valid_from:
        return "people.period_empty", {}
    return None


# --------------------------------------------------------------------------------------------------------------- acts


@act("people.register", "clerk", "operator", "site_manager")
def register(
    work: Work,
    *,
    kind: str,
    personal: dict[str, str] | None = None,
    unit: str = "",
    reference: str = "",
    valid_from: Millis | None = None,
    valid_to: Millis | None = None,
) -> str:
    """Take a person into the register; tells the new code ``P-<n>``.

    ``personal`` may hold ``name``, ``id_number`` and ``phone``; ``reference`` is the code that another system or a day file has
    for the person. Refuses an unknown kind or field, and whoever is registered already under the same identity number: one
    human being, one code.
    """
    if kind not in KINDS:
        raise Refused("people.kind_unknown", kind=kind)
    given = _personal(personal or {})
    _not_yet_known(work, given.get("id_number", ""), reference)
    number = work.next_number(persons.c.number, persons.c.site == work.site)
    subject = f"P-{number}"
    committed = {
        field: redaction.commit(work, subject, field, given[field]) if given.get(field) else ""
        for field in PERSONAL_FIELDS
    }
    facts = {"kind": kind, "unit": unit, "reference": reference, "number": number}
    start = work.now if valid_from is None else valid_from
    row = {**facts, **committed, "valid_from": start, "valid_to": valid_to}
    work.insert(persons, site=work.site, subject=subject, **row)
    book.append(work, act="people.register", subject=subject, payload=without_unknown(row))
    work.tell(Changed(noun="person", ids=(subject,)))
    return subject


@act("people.give_role", "clerk", "operator", "site_manager")
def give_role(
    work: Work,
    *,
    subject: str,
    role: str,
    project: str = "",
    unit: str = "",
    valid_from: Millis | None = None,
    valid_to: Millis | None = None,
    basis: str = "",
) -> int:
    """Give a person a role for a period (open end: until it is ended); tells the role's number.

    ``basis`` says on what it rests: the committee list, a letter of authority, a contract.
    """
    person_row(work, work.site, subject)
    start = work.now if valid_from is None else valid_from
    fault = role_fault(role, project, start, valid_to)
    if fault:
        raise Refused(fault[0], **fault[1])
    number = work.next_number(person_roles.c.number, person_roles.c.site == work.site)
    row = {"number": number, "role": role, "unit": unit, "valid_from": start, "valid_to": valid_to, "basis": basis}
    work.insert(person_roles, site=work.site, subject=subject, project=project, **row)
    book.append(work, act="people.give_role", subject=subject, project=project, payload=without_unknown(row))
    work.tell(Changed(noun="person", ids=(subject,)))
    return number


@act("people.end_role", "clerk", "operator", "site_manager")
def end_role(work: Work, *, number: int, basis: str) -> None:
    """End a role now. What was done under it stays; from this instant it opens nothing."""
    row = work.first(sa.select(person_roles).where(person_roles.c.site == work.site, person_roles.c.number == number))
    if row is None or (row.valid_to is not None and row.valid_to <= work.now):
        raise Refused("people.role_not_held", number=number)
    _end(work, row, basis)


def end_project_roles(work: Work, *, project: str, basis: str) -> int:
    """End every role of a project, because the project is over; tells how many ended."""
    rows = work.all(sa.select(person_roles).where(*_held(work.site, work.now), person_roles.c.project == project))
    for row in rows:
        _end(work, row, basis)
    return len(rows)


@act("people.leave", "clerk", "operator", "site_manager")
def leave(work: Work, *, subject: str, basis: str) -> None:
    """A person leaves for good (离职, 撤销): the register and every role end now."""
    person_row(work, work.site, subject)
    work.update(persons, persons.c.site == work.site, persons.c.subject == subject, valid_to=work.now)
    for row in work.all(sa.select(person_roles).where(*_held(work.site, work.now), person_roles.c.subject == subject)):
        _end(work, row, basis)
    book.append(work, act="people.leave", subject=subject, payload={"basis": basis})
    work.tell(Changed(noun="person", ids=(subject,)))


@act("people.reveal", "clerk", "operator", "site_manager", "supervisor")
def reveal(work: Work, *, subject: str, field: str, reason: str) -> str:
    """A personal field in clear, for one pair of eyes and one reason; who looked and why is in the book."""
    if field not in PERSONAL_FIELDS:
        raise Refused("people.field_unknown", field=field)
    if not reason.strip():
        raise Refused("people.reason_missing")
    return str(redaction.reveal(work, subject, field, reason))


@act("people.erase", "site_manager")
def erase(work: Work, *, subject: str, reason: str) -> int:
    """Destroy a person's personal fields for good; what he did stays, under the code alone. Tells the certificate's position."""
    person_row(work, work.site, subject)
    return int(redaction.erase(work, subject, reason))


def _personal(personal: dict[str, str]) -> dict[str, str]:
    for field in personal:
        if field not in PERSONAL_FIELDS:
            raise Refused("people.field_unknown", field=field)
    said = {field: value.strip() for field, value in personal.items()}
    return {**said, "id_number": said.get("id_number", "").upper()}


def _not_yet_known(work: Work, id_number: str, reference: str) -> None:
    if id_number and (same := redaction.search(work, "id_number", id_number)):
        raise Refused("people.registered_before", subject=same[0])
    if reference and (subject := subject_of_reference(work, work.site, reference)):
        raise Refused("people.registered_before", subject=subject)


def _end(work: Work, row: Row, basis: str) -> None:
    work.update(person_roles, person_roles.c.site == work.site, person_roles.c.number == row.number, valid_to=work.now)
    payload = {"number": row.number, "role": row.role, "basis": basis}
    book.append(work, act="people.end_role", subject=row.subject, project=row.project, payload=payload)
    work.tell(Changed(noun="person", ids=(row.subject,)))


def without_unknown(row: Mapping[str, Any]) -> dict[str, Any]:
    """The row as a payload: what is unknown is left out, because the book knows no null."""
    return {name: value for name, value in row.items() if value is not None}


# -------------------------------------------------------------------------------------------------------------- views


_HELD_ROLES = (
    sa.select(person_roles)
    .where(person_roles.c.site == sa.bindparam("here"), person_roles.c.subject == sa.bindparam("who"))
    .where(person_roles.c.valid_from <= sa.bindparam("at"))
    .where(sa.or_(person_roles.c.valid_to.is_(None), person_roles.c.valid_to > sa.bindparam("at")))
    .order_by(person_roles.c.number)
)
"""Asked at every door: built once."""


def held_roles(read: Reading | Work, site: str, subject: str, at: Millis) -> tuple[HeldRole, ...]:
    """The roles that a person holds at an instant, in the order they were given (for the engine: one query)."""
    return tuple(_role(row) for row in read.all(_HELD_ROLES, {"here": site, "who": subject, "at": at}))


def project_roles(read: Reading | Work, site: str, project: str, at: Millis) -> tuple[HeldRole, ...]:
    """Everybody's roles in a project at an instant."""
    rows = read.all(
        sa.select(person_roles)
        .where(*_held(site, at), person_roles.c.project == project)
        .order_by(person_roles.c.number)
    )
    return tuple(_role(row) for row in rows)


def person_row(read: Reading | Work, site: str, subject: str) -> Row:
    """The register's row of a person; refuses a code that nobody has."""
    row = read.first(sa.select(persons).where(persons.c.site == site, persons.c.subject == subject))
    if row is None:
        raise Refused("people.unknown", subject=subject)
    return row


def subject_of_reference(read: Reading | Work, site: str, reference: str) -> str:
    """The person whom another system or a day file knows under ``reference``; empty when there is none."""
    found = read.scalar(sa.select(persons.c.subject).where(persons.c.site == site, persons.c.reference == reference))
    return str(found or "")


@view
def person(read: Reading, viewer: Principal, *, subject: str) -> Person | None:
    """A person as the register has him; ``None`` for a code that nobody has."""
    row = read.first(sa.select(persons).where(persons.c.site == viewer.site, persons.c.subject == subject))
    return None if row is None else _person(row)


@view
def people(read: Reading, viewer: Principal, *, at: Millis) -> tuple[Person, ...]:
    """Everybody whose registration holds at the instant, by code."""
    holds = (persons.c.valid_from <= at, sa.or_(persons.c.valid_to.is_(None), persons.c.valid_to > at))
    rows = read.all(sa.select(persons).where(persons.c.site == viewer.site, *holds).order_by(persons.c.number))
    return tuple(_person(row) for row in rows)


@view
def roles_at(read: Reading, viewer: Principal, subject: str, at: Millis) -> tuple[HeldRole, ...]:
    """The roles that a person holds at an instant."""
    return held_roles(read, viewer.site, subject, at)


@view
def roles_of(read: Reading, viewer: Principal, *, subject: str) -> tuple[HeldRole, ...]:
    """All roles that a person ever held, oldest first."""
    mine = (person_roles.c.site == viewer.site, person_roles.c.subject == subject)
    return tuple(_role(row) for row in read.all(sa.select(person_roles).where(*mine).order_by(person_roles.c.number)))


def _held(site: str, at: Millis) -> tuple[sa.ColumnElement[bool], ...]:
    open_or_later = sa.or_(person_roles.c.valid_to.is_(None), person_roles.c.valid_to > at)
    return person_roles.c.site == site, person_roles.c.valid_from <= at, open_or_later


def _role(row: Row) -> HeldRole:
    return HeldRole(row.number, row.subject, row.role, row.project, row.unit, row.valid_from, row.valid_to, row.basis)


def _person(row: Row) -> Person:
    known = tuple(field for field in PERSONAL_FIELDS if getattr(row, field))
    return Person(row.subject, row.kind, row.unit, row.reference, known, row.valid_from, row.valid_to)
