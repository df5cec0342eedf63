"""Agency staff inside while their project evaluates: alarmed at once, reminded, stopped, until the zone is empty (RB-07)."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.access import circumstances, presence
from venue.access.agency_exit import AgencyPresence, ExitStep, agency_exit_steps, next_exit_step
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.people import needs
from venue.projects.projects import Project, clear_irregular, projects_in
from venue.site.ground import Ground

# ------------------------------------------------------------------------------------------------------------- tables

agency_steps = table(
    "agency_steps",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("inside_since", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("stage", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("left_at", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "project", "subject", "inside_since", "stage"),
)

# -------------------------------------------------------------------------------------------------------------- rules

AGENCY_ROLES = ("agency_staff", "agency_leader")
EVALUATING = ("evaluating", "suspended")
ALARM_OF = {"alarm": "agency_inside", "remind": "agency_inside_remind", "stop": "agency_inside_stop"}


@dataclass(frozen=True)
class AgencyStep:
    """One step taken against one person who was inside: alarm, remind (提醒) or stop (制止), and when he was out."""

    project: str
    subject: str
    inside_since: Millis
    stage: str
    room: str
    at: Millis
    left_at: Millis | None


# --------------------------------------------------------------------------------------------------------------- acts


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Take every step that has fallen due; tells when the next one does."""
    upcoming = [_watch(work, ground, project) for project in _to_watch(work, ground)]
    _close_stays(work, ground)
    return min((at for at in upcoming if at is not None), default=None)


def _to_watch(work: Work, ground: Ground) -> tuple[Project, ...]:
    """The projects at work that matter now: all of them while anybody of an agency is in an evaluation zone, else the irregular."""
    zones = ground.book(work.now).zones.zone
    inside = presence.inside(work, work.site, roles=AGENCY_ROLES)
    at_work = projects_in(work, work.site, EVALUATING)
    if any(one.zone in zones and zones[one.zone].evaluation == "yes" for one in inside):
        return at_work
    return tuple(project for project in at_work if project.irregular)


def _watch(work: Work, ground: Ground, project: Project) -> Millis | None:
    stays = stays_in(work, work.site, project.code, at=work.now)
    rules = ground.book(work.now)
    known = [
        AgencyPresence(subject=stay.subject, inside_since=stay.since, excepted_until=until) for stay, until in stays
    ]
    rooms = {stay.subject: stay.room for stay, _ in stays}
    since = {stay.subject: stay.since for stay, _ in stays}
    for step in agency_exit_steps(project.phase_since, known, work.now, rules):
        _take(work, project, step, room=rooms[step.subject], since=since[step.subject])
    if project.irregular and not stays:
        clear_irregular(work, project=project.code)
    return next_exit_step(project.phase_since, known, work.now, rules)


def _take(work: Work, project: Project, step: ExitStep, *, room: str, since: Millis) -> None:
    row = {
        "site": work.site,
        "project": project.code,
        "subject": step.subject,
        "inside_since": since,
        "stage": step.stage,
    }
    same = [agency_steps.c[name] == value for name, value in row.items()]
    if work.first(sa.select(agency_steps.c.at).where(*same)) is not None:
        return
    work.insert(agency_steps, **row, room=room, at=step.due_at)
    book.append(
        work,
        act=f"agency_exit.{step.stage}",
        subject=step.subject,
        project=project.code,
        room=room,
        payload={"rule": step.finding.rule, "version": step.finding.version, "due_at": step.due_at, "since": since},
        source_at=step.due_at,
    )
    kind = ALARM_OF[step.stage]
    alarms.raise_alarm(work, kind, subject=step.subject, project=project.code, room=room, at=step.due_at)
    work.tell(Changed(noun="agency_step", ids=(project.code,)))


def _close_stays(work: Work, ground: Ground) -> None:
    """Whoever is no longer in the room in which he was alarmed is out: say when, and let the alarms fall."""
    open_ = sa.select(
        agency_steps.c.project, agency_steps.c.subject, agency_steps.c.inside_since, agency_steps.c.room
    ).where(agency_steps.c.site == work.site, agency_steps.c.left_at.is_(None))
    for row in work.all(open_.distinct().order_by(agency_steps.c.project, agency_steps.c.subject)):
        now_at = presence.whereabouts(work, work.site, row.subject)
        if now_at is not None and now_at.room == row.room and now_at.since == row.inside_since:
            continue
        left_at = work.now if now_at is None else now_at.since
        mine = (agency_steps.c.site == work.site, agency_steps.c.project == row.project)
        work.update(
            agency_steps,
            *mine,
            agency_steps.c.subject == row.subject,
            agency_steps.c.left_at.is_(None),
            left_at=left_at,
        )
        told = {"since": row.inside_since, "left_at": left_at}
        tags = {"subject": row.subject, "project": row.project, "room": row.room}
        book.append(work, act="agency_exit.left", **tags, payload=told, source_at=left_at)
        for kind in ALARM_OF.values():
            alarms.clear_alarm(work, kind, **tags)


# -------------------------------------------------------------------------------------------------------------- views


def stays_in(
    read: Reading | Work, site: str, project: str, *, at: Millis
) -> list[tuple[presence.Present, Millis | None]]:
    """Agency persons of any agency in a project's evaluation rooms now, each with the end of his approved exception."""
    rooms = circumstances.rooms_held(read, site, project, at=at)
    if not rooms:
        return []
    inside = presence.inside(read, site, rooms=rooms, roles=AGENCY_ROLES)
    return [(one, _excepted_until(read, site, one.subject, project, at)) for one in inside]


def _excepted_until(read: Reading | Work, site: str, subject: str, project: str, at: Millis) -> Millis | None:
    approved = needs.needs_holding(read, site, subject, at)
    return next((need.until_at for need in approved if need.kind == "exception" and need.project == project), None)


@view
def steps_of(read: Reading, viewer: Principal, *, project: str = "") -> tuple[AgencyStep, ...]:
    """Every step that was taken, for one project or all, in order of time."""
    wanted = sa.select(agency_steps).where(agency_steps.c.site == viewer.site)
    if project:
        wanted = wanted.where(agency_steps.c.project == project)
    rows = read.all(wanted.order_by(agency_steps.c.at, agency_steps.c.subject, agency_steps.c.stage))
    return tuple(AgencyStep(*[row._mapping[name] for name in AgencyStep.__dataclass_fields__]) for row in rows)
