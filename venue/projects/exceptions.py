"""Exceptions from what holds "in principle" (原则上, RB-02): a reason, an approval by another person, and a monthly list.

Somebody asks for an exception for exactly these times of a project; another person approves it; only then may the project be
reserved or amended to them. Nothing is excused in silence: what was used stands on the list of its month. A draw that the trading
system reports as too late is a fact that cannot be refused any more: it stands on the same list as a breach.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis, at_local
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.accounts import accounts, own
from venue.projects.legal import findings_of, refusal_of
from venue.rules.legal_times import ProjectTimes
from venue.rules.rule_book import Finding

# ------------------------------------------------------------------------------------------------------------- tables

time_exceptions = table(
    "time_exceptions",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("rule", TEXT, dataset=Dataset.SUPERVISION),
    column("code", TEXT, dataset=Dataset.SUPERVISION),
    column("open_at", INT, dataset=Dataset.TRADING),
    column("at", INT, dataset=Dataset.TRADING),
    column("reason", TEXT, dataset=Dataset.SUPERVISION),
    column("applicant", TEXT, dataset=Dataset.SUPERVISION),
    column("asked_at", INT, dataset=Dataset.SUPERVISION),
    column("approver", TEXT, dataset=Dataset.SUPERVISION),
    column("status", TEXT, dataset=Dataset.SUPERVISION),
    column("status_since", INT, dataset=Dataset.SUPERVISION),
    column("used_at", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_time_exceptions_project", "site", "project"),
    Index("ix_time_exceptions_used", "site", "used_at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

EXCUSING = frozenset({"approved", "used"})


@dataclass(frozen=True)
class TimeException:
    """An exception. ``at`` is the instant that is against ``rule``: a gathering, or with status ``breach`` a draw.

    ``status``: ``asked``, ``approved``, ``refused``, ``used`` (a project stands at these times), ``breach``.
    """

    number: int
    project: str
    rule: str
    code: str
    open_at: Millis
    at: Millis
    reason: str
    applicant: str
    asked_at: Millis
    approver: str
    status: str
    status_since: Millis
    used_at: Millis | None


def month_span(month: str) -> tuple[Millis, Millis]:
    """First instant of an ISO month (``2026-11``) and of the next. Raises :class:`ValueError` on anything else."""
    start = at_local(f"{month}-01")
    year, number = int(month[:4]), int(month[5:7])
    following = f"{year + 1:04}-01-01" if number == 12 else f"{year:04}-{number + 1:02}-01"
    return start, at_local(following)


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.ask_exception", "clerk", "operator", "site_manager")
def ask_exception(work: Work, *, project: str, open_at: Millis, gather_at: Millis, reason: str) -> int:
    """Ask that a project may gather at ``gather_at`` although the rule says otherwise in principle; tells the number.

    It excuses nothing until another person approves. Refuses what is hard (with its legal offer) and what needs no exception.
    """
    if not reason.strip():
        raise Refused("people.reason_missing")
    times = ProjectTimes(open_at=open_at, gather_at=gather_at)
    findings = findings_of(work.now, times)
    hard = [found for found in findings if found.hardness == "hard"]
    if hard:
        raise refusal_of(hard[0], work.now, times)
    soft = [found for found in findings if found.hardness == "soft"]
    if not soft:
        raise Refused("projects.exception_needless", project=project)
    hands = {"applicant": work.principal.account, "approver": "", "status": "asked", "used_at": None}
    facts = {"project": project, "open_at": open_at, "at": gather_at, "reason": reason.strip()}
    return _store(work, soft[0], "projects.ask_exception", facts | hands)


@act("projects.approve_exception", "site_manager", "supervisor")
def approve_exception(work: Work, *, number: int) -> None:
    """Say yes to an exception. Neither its applicant nor another account of the same person can."""
    row = _asked(work, number)
    if _person(work, row.applicant) == _person(work, work.principal.account):
        raise Refused("projects.exception_own_approval")
    _decide(work, row, "approved", "projects.approve_exception", "")


@act("projects.refuse_exception", "site_manager", "supervisor")
def refuse_exception(work: Work, *, number: int, reason: str) -> None:
    """Say no to an exception, with the reason."""
    if not reason.strip():
        raise Refused("people.reason_missing")
    _decide(work, _asked(work, number), "refused", "projects.refuse_exception", reason.strip())


def excused_codes(read: Reading | Work, site: str, project: str, times: ProjectTimes) -> frozenset[str]:
    """Codes of the soft findings that an approved exception covers for exactly these times of the project."""
    return frozenset(row.code for row in _covering(read, site, project, times))


def use_exceptions(work: Work, project: str, times: ProjectTimes) -> list[int]:
    """Mark that the project now stands at the excused times: from here the exception is on the list of this month.

    Called by reservation and amendment after the check; tells the numbers, for their entries.
    """
    breaking = {found.code for found in findings_of(work.now, times) if found.hardness == "soft"}
    rows = [row for row in _covering(work, work.site, project, times) if row.code in breaking]
    for row in rows:
        if row.status == "approved":
            change = {"status": "used", "status_since": work.now, "used_at": work.now}
            work.update(time_exceptions, *_mine(work, row.number), **change)
    return sorted(row.number for row in rows)


def record_breach(work: Work, project: str, found: Finding, *, open_at: Millis, at: Millis) -> int:
    """Put a breach that is already a fact on the list of the month; tells its number."""
    hands = {"applicant": work.principal.account, "approver": "", "status": "breach", "used_at": work.now}
    facts = {"project": project, "open_at": open_at, "at": at, "reason": ""}
    return _store(work, found, "projects.time_breach", facts | hands)


def _store(work: Work, found: Finding, entry: str, facts: dict[str, object]) -> int:
    number = work.next_number(time_exceptions.c.number, time_exceptions.c.site == work.site)
    row = {**facts, "number": number, "rule": found.rule, "code": found.code}
    work.insert(time_exceptions, site=work.site, **row, asked_at=work.now, status_since=work.now)
    payload = {name: value for name, value in row.items() if value is not None}
    book.append(work, act=entry, project=str(facts["project"]), payload=payload)
    work.tell(Changed(noun="time_exception", ids=(str(number),)))
    return number


def _asked(work: Work, number: int) -> Row:
    row = work.first(sa.select(time_exceptions).where(*_mine(work, number)))
    if row is None or row.status != "asked":
        raise Refused("projects.exception_not_open", number=number)
    return row


def _decide(work: Work, row: Row, status: str, entry: str, reason: str) -> None:
    change = {"status": status, "status_since": work.now, "approver": work.principal.account}
    work.update(time_exceptions, *_mine(work, row.number), **change)
    payload = {"number": row.number, "approver": work.principal.account, "reason": reason}
    book.append(work, act=entry, project=row.project, payload=payload)
    work.tell(Changed(noun="time_exception", ids=(str(row.number),)))


def _person(work: Work, account: str) -> str:
    """Whose account it is; an account that is in no register (the system's) stands for itself."""
    owner = work.scalar(sa.select(accounts.c.owner).where(*own(work.site, account)))
    return f"account {account}" if owner is None else str(owner)


def _covering(read: Reading | Work, site: str, project: str, times: ProjectTimes) -> list[Row]:
    if times.gather_at is None:
        return []
    same = (time_exceptions.c.project == project, time_exceptions.c.open_at == times.open_at)
    chosen = sa.select(time_exceptions).where(time_exceptions.c.site == site, *same)
    rows = read.all(chosen.where(time_exceptions.c.at == times.gather_at, time_exceptions.c.status.in_(EXCUSING)))
    return list(rows)


def _mine(work: Work, number: int) -> tuple[sa.ColumnElement[bool], ...]:
    return time_exceptions.c.site == work.site, time_exceptions.c.number == number


# -------------------------------------------------------------------------------------------------------------- views


@view
def exceptions_waiting(read: Reading, viewer: Principal) -> tuple[TimeException, ...]:
    """What somebody has asked for and nobody has decided, oldest first."""
    return _those(read, viewer.site, time_exceptions.c.status == "asked")


@view
def exceptions_of_month(read: Reading, viewer: Principal, *, month: str) -> tuple[TimeException, ...]:
    """The monthly list (R-10.5): exceptions that a project made use of in the ISO month, and breaches that became known."""
    start, end = month_span(month)
    return _those(read, viewer.site, time_exceptions.c.used_at >= start, time_exceptions.c.used_at < end)


def _those(read: Reading, site: str, *which: sa.ColumnElement[bool]) -> tuple[TimeException, ...]:
    chosen = sa.select(time_exceptions).where(time_exceptions.c.site == site, *which)
    rows = read.all(chosen.order_by(time_exceptions.c.number))
    return tuple(TimeException(**{k: v for k, v in row._mapping.items() if k != "site"}) for row in rows)
