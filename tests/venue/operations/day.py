"""A small running day for tests of dispatch: the sample site with its doors, projects that stand or want a place."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from venue.core.clock import at_local
from venue.core.work import Work
from venue.projects.projects import projects, reserve
from venue.schedule.bookings import claim
from venue.site.places import import_site
from venue.site.plan import SiteFile
from venue.site.site_file import parse

DAY = "2026-11-23"
SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"


def at(wall: str, day: str = DAY) -> int:
    return at_local(day, wall)


@cache
def sample_site() -> SiteFile:
    from dataclasses import replace

    bare = {"devices": (), "points": (), "lockers": (), "form_items": (), "checkpoints": (), "forms": ()}
    doors = tuple(replace(door, terminal="") for door in parse(SAMPLE).access_points)
    seats = tuple(replace(seat, terminal="") for seat in parse(SAMPLE).seats)
    return replace(parse(SAMPLE), access_points=doors, seats=seats, **bare)


def found_site(work: Work) -> None:
    import_site(work, sample_site())


def wants(work: Work, code: str, opens: str = "14:00", gathers: str = "15:00", **more: Any) -> str:
    """A project that is reserved and claims nothing yet; its experts were drawn the day before."""
    asked: dict[str, Any] = {
        "code": code,
        "title": f"{code}的名称",
        "category": "construction",
        "method": "open_tender",
    }
    times = {"open_at": at(opens), "gather_at": at(gathers), "draw_at": at("15:00", "2026-11-20")}
    return reserve(work, asked={**asked, "agency": f"A-{code}", **times, "minutes": 165, **more})


def stands(
    work: Work,
    code: str,
    opening: tuple[str, str, str],
    evaluation: tuple[str, str, str],
    *,
    phase: str = "scheduled",
    **more: Any,
) -> str:
    """A project with its opening room and its evaluation room, each as room, from, until; in a phase."""
    gathers = f"{int(opening[1][:2]) + 1}{opening[1][2:]}"
    wants(work, code, opening[1], gathers, **more)
    for purpose, (room, since, until) in (("opening", opening), ("evaluation", evaluation)):
        what = {"kind": "room", "purpose": purpose, "resource": room}
        claim(work, project=code, from_at=at(since), until_at=at(until), **what)
    work.update(projects, projects.c.code == code, phase=phase, phase_since=work.now)
    return code
