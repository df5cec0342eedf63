"""Projects: what is traded, by which method, when (R-01, R-07.2, R-10).

A reservation is checked against the kinds of projects that are enabled, the method, the ground for remote evaluation and the
legal times (RB-01 to RB-04). What was refused is kept too: a refused reservation is an answer to somebody, with the nearest
legal offer in its arguments. What holds only in principle (RB-02) is excused by an approved exception and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import No, Refused, act
from venue.core.clock import Millis, day_of, wall
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book, redaction
from venue.projects.exceptions import excused_codes, use_exceptions
from venue.projects.legal import advice_on, times_refused
from venue.projects.methods import categories, category_enabled, method_at
from venue.projects.reservation import Reservation, remote_fault, reservation
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
    column("drawn_at", INT, dataset=Dataset.TRADING, null=True),
    column("approved_plan", TEXT, dataset=Dataset.SUPERVISION),
    column("plan_body", TEXT, dataset=Dataset.SUPERVISION),
    column("plan_date", TEXT, dataset=Dataset.SUPERVISION),
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

AMENDABLE = frozenset({"reserved", "scheduled", "arming", "opening", "postponed", "assembling"})
"""Phases in which times may still change."""


@dataclass(frozen=True)
class Project:
    """A project as it stands. ``title`` is empty where it is sealed; ``irregular`` names a breach that goes on (违规开始).

    ``drawn_at``: when the experts were in fact drawn, ``None`` while nobody has reported it.
    """

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
    drawn_at: Millis | None = None
    approved_plan: str = ""
    plan_body: str = ""
    plan_date: str = ""


@dataclass(frozen=True)
class RefusedReservation:
    """A reservation that was not taken, with the code and arguments of its answer."""

    number: int
    project: str
    at: Millis
    code: str
    args: dict[str, str | int]


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.reserve", "clerk", "operator", "site_manager")
def reserve(work: Work, *, asked: dict[str, Any]) -> str:
    """Take a project into the plan; ``asked`` has the fields of :class:`Reservation`. Tells its code.

    Refuses a kind that is not enabled on the opening day (R-01.1), a method that does not exist, remote evaluation without
    ground (R-07.2) and times that are not legal (RB-01 to RB-04), the last with the nearest legal offer in its arguments. An
    auction of land may be reserved before its plan is approved (待批准), but not scheduled: see :mod:`venue.projects.approvals`.
    """
    wanted = reservation(asked)
    exceptions = _acceptable(work, wanted)
    title = wanted.title
    if wanted.secret:
        commitment = redaction.commit(work, f"project:{wanted.code}", "title", title)
        title = ""
    facts = {**msgspec.structs.asdict(wanted), "title": title}
    reason = facts.pop("reason")
    state = {"phase": "reserved", "phase_since": work.now, "irregular": "", "reserved_at": work.now}
    work.insert(projects, site=work.site, **facts, **state, drawn_at=None)
    payload = {**_known(facts), "reason": reason} | ({"title": commitment} if wanted.secret else {})
    payload |= {"exceptions": exceptions} if exceptions else {}
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
        keep_refusal(work, str(asked.get("code", "")), no)
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
    """Change opening, gathering or draw (``None``: as it is); the legal times are checked again as a whole (X22).

    Once the experts are drawn the draw stands: an opening that it would make illegal is refused with the earliest legal one.
    """
    known = project_row(work, work.site, project)
    if known.phase not in AMENDABLE:
        raise Refused("projects.too_late_to_amend", project=project)
    if not reason.strip():
        raise Refused("people.reason_missing")
    given = {"open_at": open_at, "gather_at": gather_at, "draw_at": draw_at}
    if known.drawn_at is not None and draw_at not in (None, known.draw_at):
        raise Refused(
            "projects.drawn_already", project=project, drawn_at=f"{day_of(known.drawn_at)} {wall(known.drawn_at)}"
        )
    times = {name: getattr(known, name) if at is None else at for name, at in given.items()}
    judged = {**times, "drawn_at": known.drawn_at}
    exceptions = _legal(work, project, judged, method=known.method, sub_venues=known.sub_venues)
    work.update(projects, projects.c.site == work.site, projects.c.code == project, **times)
    before = {f"{name}_before": at for name in given if (at := getattr(known, name)) is not None}
    payload = {**_known(times), **before, "reason": reason} | ({"exceptions": exceptions} if exceptions else {})
    book.append(work, act="projects.amend_times", project=project, payload=payload)
    work.tell(Changed(noun="project", ids=(project,)))


def clear_irregular(work: Work, *, project: str) -> None:
    """The breach is over: the zone is empty of whom it was about. That it happened stays in the log of phases."""
    mine = (projects.c.site == work.site, projects.c.code == project, projects.c.irregular != "")
    if work.update(projects, *mine, irregular=""):
        book.append(work, act="projects.regular_again", project=project, payload={})
        work.tell(Changed(noun="project", ids=(project,)))


def _acceptable(work: Work, wanted: Reservation) -> list[int]:
    """Refuse what may not be reserved; tells the numbers of the exceptions that the times make use of."""
    for _, no in obstacles(work, work.site, work.now, wanted):
        raise no
    times = _times_wanted(wanted)
    return [] if times is None else use_exceptions(work, wanted.code, times)


def obstacles(read: Reading | Work, site: str, now: Millis, wanted: Reservation) -> Iterator[tuple[str, Refused]]:
    """Everything that stands in the way of a reservation, each with the field that it is about; nothing when it may be made."""
    if find_project(read, site, wanted.code) is not None:
        yield "code", Refused("projects.reserved_before", project=wanted.code)
    when = now if wanted.open_at is None else wanted.open_at
    if not category_enabled(read, site, wanted.category, when):
        yield "category", _not_enabled(wanted.category)
    method = method_at(wanted.method, when)
    if method is None:
        yield "method", Refused("projects.method_unknown", method=wanted.method)
        return
    sub_venue, document = wanted.method == "remote_sub", wanted.remote_document
    fault = remote_fault(remote=method.remote, basis=wanted.remote_basis, document=document, sub_venue=sub_venue)
    if fault:
        field = "remote_document" if fault.endswith("document") else "remote_basis"
        yield field, Refused(fault, project=wanted.code)
    if method.agency and not wanted.agency:
        yield "agency", Refused("projects.agency_missing", project=wanted.code)
    times = _times_wanted(wanted)
    if times is not None:
        excused = excused_codes(read, site, wanted.code, times)
        yield from ((one.field, Refused(one.code, **one.args)) for one in advice_on(now, times, excused=excused))


def _times_wanted(wanted: Reservation) -> ProjectTimes | None:
    times = {"open_at": wanted.open_at, "gather_at": wanted.gather_at, "draw_at": wanted.draw_at}
    return times_of(times, method=wanted.method, sub_venues=wanted.sub_venues)


def _not_enabled(code: str) -> Refused:
    named = next((known for known in categories() if known.code == code), None)
    if named is None:
        return Refused("projects.category_unknown", category=code)
    return Refused("projects.category_not_enabled", category_zh=named.zh, category_en=named.en)


def _legal(work: Work, project: str, times: dict[str, Millis | None], *, method: str, sub_venues: int) -> list[int]:
    asked = times_of(times, method=method, sub_venues=sub_venues)
    if asked is None:
        return []
    refused = times_refused(work.now, asked, excused=excused_codes(work, work.site, project, asked))
    if refused is not None:
        raise refused
    return use_exceptions(work, project, asked)


def times_of(times: Mapping[str, Millis | None], *, method: str, sub_venues: int) -> ProjectTimes | None:
    """What the rules look at; ``None`` when nothing is opened here (the times are another centre's, or there are none)."""
    open_at = times["open_at"]
    if open_at is None:
        return None
    return ProjectTimes(
        open_at=open_at,
        draw_at=times["draw_at"],
        drawn_at=times.get("drawn_at"),
        gather_at=times["gather_at"],
        remote=method == "remote_main",
        sub_venues=sub_venues,
    )


def keep_refusal(work: Work, project: str, no: Refused) -> None:
    """Store a reservation that was not taken, with the answer that was given."""
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
