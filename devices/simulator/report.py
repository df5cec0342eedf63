"""What a simulated day came to: totals and expected events, read through the views and the journal as anybody would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from devices.simulator.day_file import DayFile
from devices.simulator.expectations import COMMITTEE, Site, found_events, room_changes
from venue.access import admissions, presence
from venue.conduct import patrol_views
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.journal import book
from venue.journal.verify import Frontier
from venue.monitoring import alarms, cameras
from venue.people import persons
from venue.projects import projects

FOREVER: Millis = 2**53 - 1


def report(read: Reading, viewer: Principal, day: DayFile) -> dict[str, Any]:
    """The totals of a day that has been played, and what came of each expected event.

    ``totals`` holds each figure with what was expected (``None`` where the day expects none) and what was found; figures that later
    features will judge have ``found`` ``None``.
    """
    site = Site(read, viewer, day, _subjects(read, viewer, day))
    return {
        "day": day.day,
        "site": viewer.site,
        "seed": day.script.play.seed,
        "passages": presence.passage_count(read, viewer, since=day.start, until=day.until),
        "denied": _denied(site),
        "alarms": _alarms(site),
        "patrols": _patrols(site),
        "journal": journal_of(read, viewer),
        "totals": _totals(site),
        "events": found_events(site),
    }


def journal_of(read: Reading, viewer: Principal) -> dict[str, Any]:
    """How many entries the book has, and the root of the tree over all of them."""
    tree = Frontier()
    tree.extend(list(book.leaves(read, viewer.site)))
    return {"entries": tree.size, "root": tree.root().hex()}


def _subjects(read: Reading, viewer: Principal, day: DayFile) -> Mapping[str, str]:
    known = {person.reference: person.subject for person in persons.people(read, viewer, at=day.until)}
    return {line.id: known.get(line.id, "") for line in day.plan.form.people}


def _denied(site: Site) -> int:
    counted = admissions.counts(site.read, site.viewer, since=site.day.start, until=site.day.until)
    return counted.get("deny", 0) + counted.get("must_leave", 0)


def _alarms(site: Site) -> dict[str, int]:
    raised = alarms.alarms_between(site.read, site.viewer, since=site.day.start, until=site.day.until)
    return dict(sorted(Counter(one.kind for one in raised).items()))


def _patrols(site: Site) -> dict[str, int]:
    rounds = patrol_views.rounds_of(site.read, site.viewer, first=site.day.day, last=site.day.day)
    planned = [one for one in rounds if one.planned]
    return {
        "planned": len(planned),
        "complete": sum(one.state == "complete" for one in planned),
        "incomplete": sum(one.state == "incomplete" for one in planned),
        "extra": len(rounds) - len(planned),
    }


def _refusals(site: Site) -> int:
    return len(projects.refusals(site.read, site.viewer, since=site.day.start, until=site.day.until))


def _arrivals(site: Site) -> int:
    """Experts who came in, each once: those who passed a door as a member of a committee."""
    experts = (site.subjects[line.id] for line in site.day.plan.form.people if line.kind == "expert")
    return sum(_came(site, subject) for subject in experts)


def _came(site: Site, subject: str) -> bool:
    passages = presence.passages_of(site.read, site.viewer, subject=subject, since=site.day.start, until=site.day.until)
    return any(one.role in COMMITTEE for one in passages)


def _gaps(site: Site) -> int:
    return len(cameras.gaps(site.read, site.viewer, since=site.day.start, until=site.day.until))


FIGURES: Mapping[str, Callable[[Site], int]] = {
    "scheduling_refusals": _refusals,
    "expert_arrivals": _arrivals,
    "room_changes": lambda site: len(list(room_changes(site.read, site.viewer))),
    "recording_gaps": _gaps,
    "patrols_planned": lambda site: _patrols(site)["planned"],
    "patrols_complete": lambda site: _patrols(site)["complete"],
    "patrols_incomplete": lambda site: _patrols(site)["incomplete"],
    "patrols_extra": lambda site: _patrols(site)["extra"],
}
"""Figures that ``[totals]`` of a day file may expect."""


def _totals(site: Site) -> dict[str, dict[str, int | None]]:
    asked = site.day.script.totals
    told: dict[str, dict[str, int | None]] = {
        name: {"expected": asked.figures.get(name), "found": count(site)} for name, count in FIGURES.items()
    }
    return told | {name: {"expected": expected, "found": None} for name, expected in asked.later.items()}


def disagreements(told: Mapping[str, Any]) -> list[str]:
    """Where a report differs from what its day expected, in words; what later features will judge does not count."""
    wrong = [
        f"{event['id']}: expected {event['expected']!r}, found {event['found']!r}"
        for event in told["events"]
        if event["kind"] != "later" and event["found"] != event["expected"]
    ]
    return wrong + [
        f"{name}: expected {figure['expected']}, found {figure['found']}"
        for name, figure in told["totals"].items()
        if figure["expected"] is not None and figure["found"] not in (None, figure["expected"])
    ]
