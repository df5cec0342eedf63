"""What the trading system reports (N-1): phases, changed times, reservations. Facts are taken; disagreement is an alarm (F68)."""

from __future__ import annotations

import hashlib
from typing import Any

import msgspec

from venue.core import outbox
from venue.core.acts import Refused
from venue.core.messages import TradingReported
from venue.core.work import Work
from venue.journal import book, redaction
from venue.monitoring import alarms
from venue.operations.phase_gates import advance, method_of_project
from venue.projects.expert_draws import experts_drawn
from venue.projects.phases import phase_for
from venue.projects.projects import amend_times, ask, find_project

# --------------------------------------------------------------------------------------------------------------- acts


def reported(work: Work, said: TradingReported) -> None:
    """Take what the trading system reports. Its own words are kept byte for byte.

    ``reservation`` asks for a project with the report's details, ``time_changed`` amends times, every other event is a phase. The
    same report again changes nothing. What does not fit what is known here is written down, alarmed, and changes nothing either.
    """
    _keep(work, said)
    if said.event == "reservation":
        ask(work, asked={**said.details, "code": said.project})
        return
    try:
        with work.matter():
            _take(work, said)
    except Refused as no:
        _disagree(work, said, no)


def _take(work: Work, said: TradingReported) -> None:
    known = find_project(work, work.site, said.project)
    if known is None:
        raise Refused("projects.unknown", project=said.project)
    if said.event == "time_changed":
        amend_times(work, project=said.project, reason=said.event, **_times(said.details))
        return
    if said.event == "experts_drawn":
        _drawn(work, said)
        return
    to = phase_for(method_of_project(known), said.event)
    if not to:
        raise Refused("trading.event_unknown", event=said.event)
    advance(work, project=said.project, to=to, source="trading", reason=said.event, at=said.source_at)


def _drawn(work: Work, said: TradingReported) -> None:
    """The experts were drawn: a fact, and an alarm when it was later than RB-01 allows."""
    if experts_drawn(work, project=said.project, at=said.source_at or work.now):
        alarms.raise_event(work, "trading_disagrees", project=said.project, event=said.event)


def _times(details: dict[str, Any]) -> dict[str, int]:
    names = ("open_at", "gather_at", "draw_at")
    times: dict[str, int] = {name: details[name] for name in names if name in details}
    if not all(type(at) is int for at in times.values()):
        raise Refused("trading.details_unreadable", event="time_changed")
    return times


def _keep(work: Work, said: TradingReported) -> None:
    raw = msgspec.json.encode(said, order="sorted")
    kept = msgspec.json.encode(_without_secret(work, said), order="sorted")
    outbox.keep_raw(work, source="trading", topic=said.event, payload=kept, digest=hashlib.sha256(raw).hexdigest())


def _without_secret(work: Work, said: TradingReported) -> TradingReported:
    """The report with the title of a secret project as its commitment (R-05.1); the title lies in the erasable store."""
    title = said.details.get("title")
    if not said.details.get("secret") or not isinstance(title, str):
        return said
    committed = redaction.commit(work, f"project:{said.project}", "title", title)
    return msgspec.structs.replace(said, details={**said.details, "title": committed})


def _disagree(work: Work, said: TradingReported, no: Refused) -> None:
    payload = {"event": said.event, "code": no.code, "args": no.args_}
    source_at = said.source_at or None
    book.append(work, act="trading.disagreed", project=said.project, payload=payload, source_at=source_at)
    alarms.raise_event(work, "trading_disagrees", project=said.project, event=said.event)
