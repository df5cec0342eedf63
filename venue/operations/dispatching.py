"""Dispatch of a day (F9 to F12): who wants what, what the solver proposes, and the one key that takes a proposal into the plan.

A proposal changes nothing. :func:`apply` re-checks every claim at the commit, against everybody's claims as they are then; whatever
has changed since the proposal was asked for is named and nothing is moved. Whoever has begun is never moved.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.operations.day_problem import DayMatter, day_matter, seen_matter
from venue.operations.dispatch_forms import (
    Advice,
    Args,
    Clash,
    CostParts,
    DayRequest,
    DragVerdict,
    Move,
    Proposal,
    Spot,
    Told,
    Unplaced,
)
from venue.operations.dispatch_terms import dispatch_terms
from venue.operations.dragging import drag, drop
from venue.operations.proposal_shown import shown
from venue.operations.running import forecast_ends
from venue.operations.taking_over import take_over
from venue.projects.projects import Project
from venue.schedule import proposals
from venue.schedule.claims import SECRET, SECRET_FOR
from venue.schedule.proposals import Asked, Stored

__all__ = [
    "Advice",
    "Args",
    "Clash",
    "CostParts",
    "DayRequest",
    "DragVerdict",
    "Move",
    "Proposal",
    "Spot",
    "Told",
    "Unplaced",
    "apply",
    "ask",
    "discard",
    "drag",
    "drop",
    "proposal",
    "proposals_on",
    "requests_on",
    "stop",
]

# --------------------------------------------------------------------------------------------------------------- acts


@act("dispatch.ask", "operator", "site_manager")
def ask(work: Work, *, day: str, days: int = 1, seconds: int = 0) -> int:
    """Ask the solver for a plan of an ISO day or of up to seven from it on; tells the proposal's number.

    Projects that are placed keep their time and may change rooms; what has begun stays; those not yet placed are placed near their
    wish. ``seconds`` 0: as the terms say.
    """
    now, site = work.now, work.site
    ends = forecast_ends(work, site, now)
    matter = day_matter(work, site, day=day, days=days, now=now, ends=ends, free_agency_rooms=True)
    if all(request.pinned is not None for request in matter.problem.requests):
        raise Refused("planning.nothing_to_plan", day=day)
    asked = Asked(
        kind="day",
        day=day,
        days=days,
        task=msgspec.json.encode(matter.problem).decode(),
        problem=matter.problem,
        standing=matter.standing,
        version=matter.version,
        seconds=seconds or dispatch_terms(now).plan_seconds,
    )
    return proposals.open_proposal(work, asked)


@act("dispatch.stop", "operator", "site_manager")
def stop(work: Work, *, number: int) -> None:
    """Enough: what has been found so far is kept."""
    proposals.stop_search(work, number)


@act("dispatch.apply", "operator", "site_manager")
def apply(work: Work, *, number: int, seen_version: int) -> int:
    """Take a proposal into the plan, all of it or nothing; tells how many projects were moved, placed or cancelled.

    ``seen_version``: what the proposal said when it was looked at. Where the plan is another by now, each project that the proposal
    concerns must stand as it stood, and every claim is asked for anew; otherwise nothing happens and the refusal says what changed.
    """
    stored = _usable(work, number)
    if seen_version != stored.version:
        raise Refused("planning.seen_another", number=number)
    matter = _matter(work, work.site, stored, work.now)
    with work.matter():
        concerned = take_over(work, stored, matter, reason=f"调度方案 {number}")
    proposals.put_away(work, number, state="applied")
    payload = {"number": number, "kind": stored.kind, "projects": list(concerned), "cause": stored.cause}
    book.append(work, act="dispatch.applied", payload=payload)
    work.tell(Changed(noun="plan", ids=(stored.day,)))
    return len(concerned)


@act("dispatch.discard", "operator", "site_manager")
def discard(work: Work, *, number: int, reason: str) -> None:
    """Put a proposal away; it stays on the list with the reason."""
    if not reason.strip():
        raise Refused("people.reason_missing")
    proposals.put_away(work, number, state="discarded", code="proposals.discarded", args={"reason": reason})
    book.append(work, act="dispatch.discarded", payload={"number": number, "reason": reason})


def _usable(work: Work, number: int) -> Stored:
    proposals.standing_row(work, number)
    stored = proposals.stored(work, work.site, number)
    assert stored is not None
    if stored.state not in proposals.USABLE:
        raise Refused("planning.still_solving", number=number)
    if stored.plan is None:
        raise Refused("planning.no_answer", number=number)
    return stored


def _matter(read: Reading | Work, site: str, stored: Stored, now: Millis | None) -> DayMatter:
    free = stored.kind == "day"
    return day_matter(read, site, day=stored.day, days=stored.days, now=now, free_agency_rooms=free)


# -------------------------------------------------------------------------------------------------------------- views


@view
def requests_on(read: Reading, viewer: Principal, *, day: str) -> tuple[DayRequest, ...]:
    """Every project that wants the ISO day, by wish and code. What has begun is judged by phase alone."""
    matter = seen_matter(read, viewer.site, day=day)
    newest = proposals.newest_answer(read, viewer.site, day)
    refused = {} if newest is None or newest.plan is None else {one.request: one for one in newest.plan.refused}
    why = {code: (one.code, one.args) for code, one in refused.items()}
    found = [_day_request(matter, one, why, viewer) for one in matter.projects.values()]
    return tuple(sorted(found, key=lambda one: (one.wish, one.project)))


def _day_request(matter: DayMatter, one: Project, why: Mapping[str, tuple[str, Args]], viewer: Principal) -> DayRequest:
    claims = matter.claims.get(one.code, ())
    request = matter.problem.request[one.code]
    standing = bool(claims) and one.code not in matter.lost
    code, args = why.get(one.code, ("", {})) if not standing else ("", {})
    state = "placed" if standing else "displaced" if claims else "refused" if code else "waiting"
    place = matter.standing.get(one.code)
    named = viewer.may(*SECRET_FOR) or not one.secret
    return DayRequest(
        project=one.code if named else SECRET,
        title="" if one.secret else one.title,
        secret=one.secret,
        method=one.method,
        category=one.category,
        phase=one.phase,
        wish=matter.instant(request.wish) if one.open_at is None else one.open_at,
        open_at=None if place is None else matter.instant(place.anchor),
        until=max((claim.until_at for claim in claims), default=None),
        rooms={claim.purpose: claim.resource for claim in claims if claim.kind == "room" and standing},
        state="held" if state == "placed" and one.code in matter.held else state,
        code=code,
        args=dict(args),
        begun=one.code in matter.begun,
        weight=request.weight,
    )


@view
def proposals_on(read: Reading, viewer: Principal, *, day: str) -> tuple[Proposal, ...]:
    """The proposals that concern an ISO day, the newest first; none for whoever may not know where secret projects are."""
    found = () if not viewer.may(*SECRET_FOR) else proposals.stored_on(read, viewer.site, day)
    return tuple(_shown(read, viewer, stored) for stored in found)


@view
def proposal(read: Reading, viewer: Principal, *, number: int) -> Proposal | None:
    """One proposal; ``None`` when there is none of that number."""
    stored = proposals.stored(read, viewer.site, number) if viewer.may(*SECRET_FOR) else None
    return None if stored is None else _shown(read, viewer, stored)


def _shown(read: Reading, viewer: Principal, stored: Stored) -> Proposal:
    if stored.state == "discarded":
        return shown(stored, None)
    if stored.days > 1:
        return shown(stored, _matter(read, viewer.site, stored, None))
    free = stored.kind == "day"
    return shown(stored, seen_matter(read, viewer.site, day=stored.day, free_agency_rooms=free))
