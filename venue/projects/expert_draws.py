"""When the experts of a project were in fact drawn (RB-01): from then on the draw stands, whatever happens to the opening."""

from __future__ import annotations

from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of, wall
from venue.core.messages import Changed
from venue.core.work import Work
from venue.journal import book
from venue.projects.exceptions import record_breach
from venue.projects.legal import book_at
from venue.projects.projects import Project, project_row, projects
from venue.rules.legal_times import check_draw
from venue.rules.rule_book import Finding

# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.experts_drawn", "clerk", "operator", "site_manager", "supervisor")
def experts_drawn(work: Work, *, project: str, at: Millis) -> str:
    """Take down that the experts of a project were drawn at an instant; reported by the expert library or an operator.

    A fact is not refused: a draw against RB-01 is taken down too, stands on the monthly list as a breach, and its code comes back
    (empty when all is well). The same report again changes nothing; another instant, or one to come, is refused.
    """
    known = project_row(work, work.site, project)
    if at > work.now:
        raise Refused("projects.drawn_in_future", project=project)
    if known.drawn_at is not None and known.drawn_at != at:
        raise Refused(
            "projects.drawn_already", project=project, drawn_at=f"{day_of(known.drawn_at)} {wall(known.drawn_at)}"
        )
    found = _finding(work, known, at)
    code = "" if found is None else found.code
    if known.drawn_at == at:
        return code
    work.update(projects, projects.c.site == work.site, projects.c.code == project, drawn_at=at)
    if found is not None and known.open_at is not None:
        record_breach(work, project, found, open_at=known.open_at, at=at)
    book.append(work, act="projects.experts_drawn", project=project, payload={"at": at, "code": code}, source_at=at)
    work.tell(Changed(noun="project", ids=(project,)))
    return code


def _finding(work: Work, known: Project, at: Millis) -> Finding | None:
    if known.open_at is None:
        return None
    return check_draw(at, known.open_at, book_at(work.now), remote=known.method == "remote_main")
