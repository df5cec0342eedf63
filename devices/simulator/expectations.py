"""What a day was expected to bring about, looked up in what the site has stored: each event, and whether and when it came."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from devices.simulator.day_file import DayFile, ExpectedLine
from venue.access import admissions, agency_watch, presence
from venue.conduct import patrol_views
from venue.core.clock import SECOND, Millis, wall
from venue.core.database import Reading
from venue.core.work import Principal
from venue.journal import book
from venue.monitoring import alarms, cameras, measurements
from venue.people import persons
from venue.projects import phases, projects
from venue.schedule.draw_document import draw_of

COMMITTEE = frozenset({"committee_member", "owner_member"})

Found = tuple[str, Millis | None]
NOTHING: Found = ("", None)


@dataclass(frozen=True)
class Site:
    """Where to look: an open reading, whose eyes, the day and the codes of its people."""

    read: Reading
    viewer: Principal
    day: DayFile
    subjects: Mapping[str, str]

    def around(self, line: ExpectedLine) -> dict[str, Millis]:
        """The time in which the event counts as that event."""
        at = self.day.at(line.at)
        return {"since": at - line.within * SECOND, "until": at + line.within * SECOND}

    def subject(self, line: ExpectedLine) -> str:
        """The code of the person it is about; text that names nobody of the day is taken as it is."""
        return self.subjects.get(line.subject, line.subject)


def find(site: Site, line: ExpectedLine) -> Found:
    """What came of an expected event; empty when nothing did, or when nothing in the program judges it yet."""
    return FINDERS[line.kind](site, line)


def _nearest(site: Site, line: ExpectedLine, candidates: Iterable[tuple[str, Millis]]) -> Found:
    """The candidate that says what was expected, the nearest in time; else the nearest of all."""
    at = site.day.at(line.at)
    ranked = sorted(candidates, key=lambda one: (one[0] != line.expected, abs(one[1] - at)))
    return ranked[0] if ranked else NOTHING


def _admission(site: Site, line: ExpectedLine) -> Found:
    time = site.around(line)
    feed = admissions.feed(
        site.read,
        site.viewer,
        since=time["since"],
        until=time["until"],
        subject=site.subject(line),
        access_point=line.device,
    )
    return _nearest(site, line, ((f"{one.outcome} {one.code}", one.at) for one in feed))


def _passage(site: Site, line: ExpectedLine) -> Found:
    passages = presence.passages_of(site.read, site.viewer, subject=site.subject(line), **site.around(line))
    return _nearest(site, line, ((f"{_place(one.from_room)}→{_place(one.to_room)}", one.at) for one in passages))


def _place(room: str) -> str:
    return room or "OUT"


def _alarms(site: Site, line: ExpectedLine) -> Iterator[alarms.Alarm]:
    wanted = {"subject": site.subject(line), "project": line.project, "room": line.room, "device": line.device}
    for one in alarms.alarms_between(site.read, site.viewer, **site.around(line)):
        if all(not value or getattr(one, name) == value for name, value in wanted.items()):
            yield one


def _alarm(site: Site, line: ExpectedLine) -> Found:
    return _nearest(site, line, ((one.kind, one.raised_at) for one in _alarms(site, line)))


def _cleared(site: Site, line: ExpectedLine) -> Found:
    over = alarms.alarms_between(site.read, site.viewer, since=site.day.start, until=site.day.until)
    mine = (one for one in over if not line.device or one.device == line.device)
    found = ((one.kind, one.cleared_at) for one in mine if one.cleared_at is not None)
    return _nearest(site, line, found)


def _phase(site: Site, line: ExpectedLine) -> Found:
    log = phases.phases_of(site.read, site.viewer, project=line.project)
    return _nearest(site, line, ((one.to_phase, one.at) for one in log))


def _irregular(site: Site, line: ExpectedLine) -> Found:
    log = phases.phases_of(site.read, site.viewer, project=line.project)
    return _nearest(site, line, ((one.irregular, one.at) for one in log if one.irregular))


def _gap(site: Site, line: ExpectedLine) -> Found:
    gaps = cameras.gaps(site.read, site.viewer, since=site.day.start, until=site.day.until)
    mine = [one for one in gaps if one.camera == line.device]
    spans = (f"{wall(one.since)}-{'' if one.until is None else wall(one.until)}" for one in mine)
    return _nearest(site, line, zip(spans, (one.since for one in mine), strict=True))


def _round(site: Site, line: ExpectedLine) -> Found:
    rounds = patrol_views.rounds_of(site.read, site.viewer, first=site.day.day, last=site.day.day)
    mine = [one for one in rounds if str(one.planned or "extra") == line.subject]
    return _nearest(site, line, ((" ".join((one.state, *one.missed)), one.begun_at or one.closes_at) for one in mine))


def _finding(site: Site, line: ExpectedLine) -> Found:
    findings = patrol_views.findings_of(site.read, site.viewer, first=site.day.day, last=site.day.day, room=line.room)
    return _nearest(site, line, ((one.state, one.closed_at or one.found_at) for one in findings))


def _refusal(site: Site, line: ExpectedLine) -> Found:
    refused = projects.refusals(site.read, site.viewer, since=site.day.start, until=site.day.until)
    return _nearest(site, line, ((one.code, one.at) for one in refused if one.project == line.project))


def _moved(site: Site, line: ExpectedLine) -> Found:
    return _nearest(site, line, room_changes(site.read, site.viewer, project=line.project))


def room_changes(read: Reading, viewer: Principal, *, project: str = "") -> Iterator[tuple[str, Millis]]:
    """Every change of an evaluation room as ``E1→E2`` with its instant."""
    wanted = book.Wanted(act="bookings.move", project=project)
    for line in book.lines(read, viewer, wanted=wanted, limit=1000):
        told = json.loads(line.payload)
        if (
            told["purpose"] == "evaluation"
            and told["kind"] == "room"
            and told["before"]["resource"] != told["resource"]
        ):
            yield f"{told['before']['resource']}→{told['resource']}", line.received_at


def _agency_step(site: Site, line: ExpectedLine) -> Found:
    steps = agency_watch.steps_of(site.read, site.viewer, project=line.project)
    return _nearest(site, line, ((one.stage, one.at) for one in steps if one.subject == site.subject(line)))


def _agency_left(site: Site, line: ExpectedLine) -> Found:
    steps = agency_watch.steps_of(site.read, site.viewer, project=line.project)
    return _nearest(site, line, (("left", one.left_at) for one in steps if one.left_at is not None))


def _offline(site: Site, line: ExpectedLine) -> list[admissions.Admission]:
    feed = admissions.feed(site.read, site.viewer, since=site.day.start, until=site.day.until, limit=100_000)
    return [one for one in feed if one.offline and one.device == line.device]


def _backlog(site: Site, line: ExpectedLine) -> Found:
    late = _offline(site, line)
    return (str(len(late)), max(one.received_at for one in late)) if late else NOTHING


def _order(site: Site, line: ExpectedLine) -> Found:
    """How many of a terminal's backlog passes lie before an instant and how many after, its clock's error taken off."""
    at, late = site.day.at(line.at), _offline(site, line)
    before = sum(one.at < at for one in late)
    return (f"{before} before, {len(late) - before} after", at) if late else NOTHING


def _clock(site: Site, line: ExpectedLine) -> Found:
    skewed = (one for one in _alarms(site, line) if one.kind == "clock_skew")
    return _nearest(site, line, ((str(one.args.get("seconds", "")), one.raised_at) for one in skewed))


def _reading(site: Site, line: ExpectedLine) -> Found:
    told = measurements.history(site.read, site.viewer, point=line.subject, **site.around(line))
    return _nearest(site, line, ((f"{value / 1000:g}", at) for at, value, _ in told))


def _role_ended(site: Site, line: ExpectedLine) -> Found:
    roles = persons.roles_of(site.read, site.viewer, subject=site.subject(line))
    ended = ((one.role, one.valid_to) for one in roles if one.project == line.project and one.valid_to is not None)
    return _nearest(site, line, ended)


def _entered(site: Site, line: ExpectedLine) -> Found:
    """Who but the committee passed a door inward from ``at`` on, for ``within`` seconds; ``nobody`` when nobody did."""
    since = site.day.at(line.at)
    feed = admissions.feed(
        site.read,
        site.viewer,
        since=since,
        until=since + line.within * SECOND,
        access_point=line.device,
        limit=10_000,
    )
    others = [one for one in feed if one.passage is not None and one.direction == "in" and one.role not in COMMITTEE]
    return ("、".join(one.role for one in others), others[-1].at) if others else ("nobody", since)


def _draw(site: Site, line: ExpectedLine) -> Found:
    """How far a draw has come, and how many were drawn (0 while sealed)."""
    known = draw_of(site.read, site.viewer, draw=line.subject)
    if known is None:
        return NOTHING
    return f"{known.state} {len(known.result)}", known.unsealed_at or known.drawn_at or known.opened_at


def _readiness(site: Site, line: ExpectedLine) -> Found:
    """``ready``, or the first thing that is missing, at each change of a room's readiness."""
    told: list[tuple[str, Millis]] = []
    for act in ("rooms.ready", "rooms.not_ready"):
        for entry in book.lines(site.read, site.viewer, wanted=book.Wanted(act=act, room=line.room), limit=1000):
            lacks = json.loads(entry.payload)["lacks"]
            told.append((lacks[0][0] if lacks else "ready", entry.received_at))
    return _nearest(site, line, sorted(told, key=lambda one: one[1]))


def _later(site: Site, line: ExpectedLine) -> Found:
    return NOTHING


FINDERS: Mapping[str, Callable[[Site, ExpectedLine], Found]] = {
    "admission": _admission,
    "passage": _passage,
    "alarm": _alarm,
    "cleared": _cleared,
    "phase": _phase,
    "irregular": _irregular,
    "gap": _gap,
    "round": _round,
    "finding": _finding,
    "refusal": _refusal,
    "moved": _moved,
    "agency_step": _agency_step,
    "agency_left": _agency_left,
    "backlog": _backlog,
    "order": _order,
    "clock": _clock,
    "reading": _reading,
    "role_ended": _role_ended,
    "entered": _entered,
    "draw": _draw,
    "readiness": _readiness,
    "later": _later,
}
"""Kinds of expected events. ``later``: nothing in the program judges it yet, so it is listed as not found."""


def found_events(site: Site) -> list[dict[str, Any]]:
    """Every expected event of the day with what came of it."""
    from venue.core.clock import iso

    events = []
    for line in site.day.script.expected:
        found, at = find(site, line)
        told = {"id": line.id, "at": iso(site.day.at(line.at)), "kind": line.kind, "subject": _about(line)}
        events.append({**told, "expected": line.expected, "found": found, "found_at": "" if at is None else iso(at)})
    return events


def _about(line: ExpectedLine) -> str:
    return " ".join(part for part in (line.subject, line.project, line.room, line.device) if part)
