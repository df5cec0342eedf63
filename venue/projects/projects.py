"""Projects: what is traded, by which method, when (R-01, R-07.2, R-10).

A reservation is checked against the kinds of projects that are enabled, the method, the ground for remote evaluation and the
legal times (RB-01 to RB-04). What was refused is kept too: a refused reservation is an answer to somebody, with the nearest
legal offer in its arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import No, Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book, redaction
from venue.projects.legal import times_refused
from venue.projects.methods import categories, category_enabled, method_of
from venue.rules.legal_times import ProjectTimes

# ------------------------------------------------------------------------------------------------------------- tables

projects = table(
    "projects",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("code", TEXT, dataset=Dataset.TRADING),
    column("title", TEXT, dataset=Dataset.TRADING),
    column("category", TEXT, dataset=Dataset.TRADING),
    column("method", TEXT, dataset=Dataset.TRADING),
    column("agency", TEXT, dataset=Dataset.MARKET),
    column("leader", TEXT, dataset=Dataset.MARKET),
    column("open_at", INT, dataset=Dataset.TRADING, null=True),
    column("gather_at", INT, dataset=Dataset.TRADING, null=True),
    column("draw_at", INT, dataset=Dataset.TRADING, null=True),
    column("remote_basis", TEXT, dataset=Dataset.SUPERVISION),
    column("remote_document", TEXT, dataset=Dataset.SUPERVISION),
    column("secret", INT, dataset=Dataset.TRADING),
    column("sub_venues", INT, dataset=Dataset.TRADING),
    column("bidders", INT, dataset=Dataset.TRADING),
    column("minutes", INT, dataset=Dataset.ANALYSIS),
    column("phase", TEXT, dataset=Dataset.TRADING),
    column("phase_since", INT, dataset=Dataset.TRADING),
    column("irregular", TEXT, dataset=Dataset.SUPERVISION),
    column("reserved_at", INT, dataset=Dataset.TRADING),
    PrimaryKeyConstraint("site", "code"),
    Index("ix_projects_open", "site", "open_at"),
)

refused_reservations = table(
    "refused_reservations",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("at", INT, dataset=Dataset.TRADING),
    column("code", TEXT, dataset=Dataset.TRADING),
    column("args", TEXT, dataset=Dataset.TRADING),
    PrimaryKeyConstraint("site", "number"),
)

# -------------------------------------------------------------------------------------------------------------- rules

REMOTE_BASES = frozenset({"size", "approval", "peer"})
"""达到规模标准; 行政监督部门批准 (with its document); 其他中心的项目，本中心为副场."""

AMENDABLE = frozenset({"reserved", "scheduled", "arming", "opening", "postponed", "assembling"})
"""Phases in which times may still change."""


class Reservation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for. Times are instants; ``None`` where the method has none. ``reason`` covers what is only soft.

    ``secret`` 1: the title is kept in the erasable store and shown to nobody before its reveal. ``minutes``: how long the
    evaluation is expected to take; 0: unknown.
    """

    code: str
    title: str
    category: str
    method: str
    agency: str = ""
    leader: str = ""
    open_at: Millis | None = None
    gather_at: Millis | None = None
    draw_at: Millis | None = None
    remote_basis: str = ""
    remote_document: str = ""
    secret: int = 0
    sub_venues: int = 0
    bidders: int = 0
    minutes: int = 0
    reason: str = ""


@dataclass(frozen=True)
class Project:
    """A project as it stands. ``title`` is empty where it is sealed; ``irregular`` names a breach that goes on (违规开始)."""

    code: str
    title: str
    category: str
    method: str
    agency: str
    leader: str
    open_at: Millis | None
    gather_at: Millis | None
    draw_at: Millis | None
    remote_basis: str
    remote_document: str
    secret: bool
    sub_venues: int
    bidders: int
    minutes: int
    phase: str
    phase_since: Millis
    irregular: str
    reserved_at: Millis


@dataclass(frozen=True)
class RefusedReservation:
    """A reservation that was not taken, with the code and arguments of its answer."""

    number: int
    project: str
    at: Millis
    code: str
    args: dict[str, str | int]


def remote_fault(*, remote: bool, basis: str, document: str, sub_venue: bool) -> str:
    """Why the ground for remote evaluation does not hold, as a code; empty when it does (R-07.2, item 七).

    Size, or an approval of the supervising authority with its document; as a sub-venue the ground is the main venue's request.
    """
    if not remote:
        return "projects.remote_not_asked" if basis else ""
    if basis not in REMOTE_BASES or (basis == "peer") != sub_venue:
        return "projects.remote_without_basis"
    if basis == "approval" and not document.strip():
        return "projects.remote_without_document"
    return ""


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.reserve", "clerk", "operator", "site_manager")
def reserve(work: Work, *, asked: dict[str, Any]) -> str:
    """Take a project into the plan; ``asked`` has the fields of :class:`Reservation`. Tells its code.

    Refuses a kind that is not enabled on the opening day (R-01.1), a method that does not exist, remote evaluation without
    ground (R-07.2) and times that are not legal (RB-01 to RB-04), the last with the nearest legal offer in its arguments.
    """
    wanted = _reservation(asked)
    if find_project(work, work.site, wanted.code) is not None:
        raise Refused("projects.reserved_before", project=wanted.code)
    _acceptable(work, wanted)
    title = wanted.title
    if wanted.secret:
        commitment = redaction.commit(work, f"project:{wanted.code}", "title", title)
        title = ""
    facts = {**msgspec.structs.asdict(wanted), "title": title}
    reason = facts.pop("reason")
    state = {"phase": "reserved", "phase_since": work.now, "irregular": "", "reserved_at": work.now}
    work.insert(projects, site=work.site, **facts, **state)
    payload = {**_known(facts), "reason": reason} | ({"title": commitment} if wanted.secret else {})
    book.append(work, act="projects.reserve", project=wanted.code, payload=payload)
    work.tell(Changed(noun="project", ids=(wanted.code,)))
    return wanted.code


@act("projects.ask", "clerk", "operator", "site_manager")
def ask(work: Work, *, asked: dict[str, Any]) -> str | No:
    """Ask for a reservation as another system does: yes is the project's code, no is stored with its own entry."""
    try:
        with work.matter():
            return reserve(work, asked=asked)
    except Refused as no:
        _keep_refusal(work, str(asked.get("code", "")), no)
        return No(no.code, no.args_)


@act("projects.amend_times", "clerk", "operator", "site_manager")
def amend_times(
    work: Work,
    *,
    project: str,
    reason: str,
    open_at: Millis | None = None,
    gather_at: Millis | None = None,
    draw_at: Millis | None = None,
) -> None:
    """Change opening, gathering or draw (``None``: as it is); the legal times are checked again as a whole (X22)."""
    known = project_row(work, work.site, project)
    if known.phase not in AMENDABLE:
        raise Refused("projects.too_late_to_amend", project=project)
    if not reason.strip():
        raise Refused("people.reason_missing")
    given = {"open_at": open_at, "gather_at": gather_at, "draw_at": draw_at}
    times = {name: getattr(known, name) if at is None else at for name, at in given.items()}
    _legal(work, known.method, times, sub_venues=known.sub_venues, reason=reason)
    work.update(projects, projects.c.site == work.site, projects.c.code == project, **times)
    before = {f"{name}_before": at for name in given if (at := getattr(known, name)) is not None}
    payload = {**_known(times), **before, "reason": reason}
    book.append(work, act="projects.amend_times", project=project, payload=payload)
    work.tell(Changed(noun="project", ids=(project,)))


def clear_irregular(work: Work, *, project: str) -> None:
    """The breach is over: the zone is empty of whom it was about. That it happened stays in the log of phases."""
    mine = (projects.c.site == work.site, projects.c.code == project, projects.c.irregular != "")
    if work.update(projects, *mine, irregular=""):
        book.append(work, act="projects.regular_again", project=project, payload={})
        work.tell(Changed(noun="project", ids=(project,)))


def _reservation(asked: dict[str, Any]) -> Reservation:
    try:
        wanted = msgspec.convert(asked, Reservation)
    except msgspec.ValidationError as fault:
        raise Refused("projects.reservation_unreadable", fault=str(fault)) from fault
    if not wanted.code.strip() or not wanted.title.strip():
        raise Refused("projects.code_or_title_missing")
    return wanted


def _acceptable(work: Work, wanted: Reservation) -> None:
    when = work.now if wanted.open_at is None else wanted.open_at
    if not category_enabled(work, work.site, wanted.category, when):
        raise _not_enabled(wanted.category)
    method = method_of(wanted.method, when)
    sub_venue = wanted.method == "remote_sub"
    document = wanted.remote_document
    fault = remote_fault(remote=method.remote, basis=wanted.remote_basis, document=document, sub_venue=sub_venue)
    if fault:
        raise Refused(fault, project=wanted.code)
    if method.agency and not wanted.agency:
        raise Refused("projects.agency_missing", project=wanted.code)
    times = {"open_at": wanted.open_at, "gather_at": wanted.gather_at, "draw_at": wanted.draw_at}
    _legal(work, wanted.method, times, sub_venues=wanted.sub_venues, reason=wanted.reason)


def _not_enabled(code: str) -> Refused:
    named = next((known for known in categories() if known.code == code), None)
    if named is None:
        return Refused("projects.category_unknown", category=code)
    return Refused("projects.category_not_enabled", category_zh=named.zh, category_en=named.en)


def _legal(work: Work, method: str, times: dict[str, Millis | None], *, sub_venues: int, reason: str) -> None:
    open_at = times["open_at"]
    if open_at is None:  # nothing is opened here: the times are another centre's, or there are none
        return
    asked = ProjectTimes(
        open_at=open_at,
        draw_at=times["draw_at"],
        gather_at=times["gather_at"],
        remote=method == "remote_main",
        sub_venues=sub_venues,
    )
    refused = times_refused(work.now, asked, reasoned=bool(reason.strip()))
    if refused is not None:
        raise refused


def _keep_refusal(work: Work, project: str, no: Refused) -> None:
    number = work.next_number(refused_reservations.c.number, refused_reservations.c.site == work.site)
    args = msgspec.json.encode(no.args_, order="sorted").decode()
    work.insert(
        refused_reservations, site=work.site, number=number, project=project, at=work.now, code=no.code, args=args
    )
    payload = {"number": number, "code": no.code, "args": no.args_}
    book.append(work, act="projects.refuse_reservation", project=project, payload=payload)
    work.tell(Changed(noun="refused_reservation", ids=(str(number),)))


def _known(facts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if value is not None}


# -------------------------------------------------------------------------------------------------------------- views


def find_project(read: Reading | Work, site: str, code: str) -> Project | None:
    """A project by code (for the engine); ``None`` when there is none."""
    row = read.first(sa.select(projects).where(projects.c.site == site, projects.c.code == code))
    return None if row is None else _project(row)


def project_row(read: Reading | Work, site: str, code: str) -> Project:
    """A project by code; refuses a code that none has."""
    found = find_project(read, site, code)
    if found is None:
        raise Refused("projects.unknown", project=code)
    return found


def projects_in(read: Reading | Work, site: str, phases: tuple[str, ...]) -> tuple[Project, ...]:
    """The projects that are in one of the phases now, by code."""
    rows = read.all(
        sa.select(projects).where(projects.c.site == site, projects.c.phase.in_(phases)).order_by(projects.c.code)
    )
    return tuple(_project(row) for row in rows)


@view
def project(read: Reading, viewer: Principal, *, code: str) -> Project | None:
    """A project by code; ``None`` when there is none."""
    return find_project(read, viewer.site, code)


@view
def all_projects(read: Reading, viewer: Principal) -> tuple[Project, ...]:
    """Every project of the site, by code."""
    rows = read.all(sa.select(projects).where(projects.c.site == viewer.site).order_by(projects.c.code))
    return tuple(_project(row) for row in rows)


@view
def refusals(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[RefusedReservation, ...]:
    """Reservations that were refused between two instants, in order."""
    within = refused_reservations.c.at.between(since, until)
    rows = read.all(
        sa.select(refused_reservations)
        .where(refused_reservations.c.site == viewer.site, within)
        .order_by(refused_reservations.c.number)
    )
    return tuple(
        RefusedReservation(row.number, row.project, row.at, row.code, msgspec.json.decode(row.args)) for row in rows
    )


def _project(row: Row) -> Project:
    facts = {name: value for name, value in row._mapping.items() if name != "site"}
    return Project(**{**facts, "secret": bool(row.secret)})
