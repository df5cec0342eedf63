"""The approved plan of an on-site land auction (小宗国有土地使用权转让现场拍卖工作方案, item 五, R-05.2).

The people's government of the place approves the plan; without that document the reservation stays 待批准: it may be made, but
the project is neither scheduled nor opened, and it holds no room beyond a provisional hold.
"""

from __future__ import annotations

from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.projects.methods import method_at
from venue.projects.projects import AMENDABLE, Project, project_row, projects, projects_in
from venue.projects.reservation import is_day

# -------------------------------------------------------------------------------------------------------------- rules

CLAUSE = "五"
LAND = "land_and_mining_rights"


def asks_for_plan(method: str, category: str, when: Millis) -> bool:
    """Whether it would be an on-site auction of land: the method asks for a plan on that day, and it is about land."""
    known = method_at(method, when)
    return category == LAND and known is not None and known.approved_plan


def needs_plan(project: Project) -> bool:
    """Whether the project is an on-site auction of land."""
    when = project.reserved_at if project.open_at is None else project.open_at
    return asks_for_plan(project.method, project.category, when)


def plan_missing(project: Project) -> Refused | None:
    """Why the project may be neither scheduled nor opened, nor hold a room for good; ``None`` when its plan is approved."""
    return None if project.approved_plan or not needs_plan(project) else not_approved(project.code)


def not_approved(code: str) -> Refused:
    """The refusal of a project that waits for the approval of its plan."""
    return Refused("projects.plan_not_approved", project=code, rule="R-05.2", clause=CLAUSE)


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.attach_plan", "clerk", "operator", "site_manager")
def attach_plan(work: Work, *, project: str, document: str, body: str, on: str) -> None:
    """Attach the approval: the document's number, the approving body, and the ISO day of the approval (not in the future)."""
    known = project_row(work, work.site, project)
    if known.phase not in AMENDABLE:
        raise Refused("projects.too_late_to_amend", project=project)
    if not document.strip() or not body.strip() or not is_day(on) or on > day_of(work.now):
        raise Refused("projects.plan_incomplete", project=project)
    plan = {"approved_plan": document.strip(), "plan_body": body.strip(), "plan_date": on}
    work.update(projects, projects.c.site == work.site, projects.c.code == project, **plan)
    payload = {**plan, "before": known.approved_plan}
    book.append(work, act="projects.attach_plan", project=project, payload=payload)
    work.tell(Changed(noun="project", ids=(project,)))


# -------------------------------------------------------------------------------------------------------------- views


@view
def awaiting_plan(read: Reading, viewer: Principal) -> tuple[str, ...]:
    """Codes of the reservations that wait for the approval of their plan (待批准)."""
    waiting = projects_in(read, viewer.site, tuple(sorted(AMENDABLE)))
    return tuple(one.code for one in waiting if plan_missing(one) is not None)
