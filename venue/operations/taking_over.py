"""A plan of the solver becomes the plan in force: every claim is asked for again, and it all happens or nothing does (F9).

Whoever has begun is left where he is, even if the plan says otherwise: what it says of him is advice for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from venue.core.acts import Refused
from venue.core.work import Work
from venue.operations.day_around import too_close
from venue.operations.day_problem import DayMatter
from venue.operations.phase_gates import advance
from venue.projects.projects import amend_times
from venue.schedule import bookings
from venue.schedule.claims import Claim
from venue.schedule.dispatch.problem import Place
from venue.schedule.proposals import Stored

Args = dict[str, str | int]

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class Difference:
    """What a plan would change: who moves, who is placed anew, who loses his place; each with where he would stand."""

    moved: Mapping[str, Place]
    placed: Mapping[str, Place]
    cancelled: tuple[str, ...]

    @property
    def projects(self) -> tuple[str, ...]:
        """Everybody who is concerned, in order."""
        return tuple(sorted({*self.moved, *self.placed, *self.cancelled}))


def difference(stored: Stored) -> Difference:
    """What a proposal changes of the plan that it was made from. Whoever has begun keeps the rooms he is in."""
    plan = stored.plan
    if plan is None:
        return Difference({}, {}, ())
    there = {code: place for code, place in plan.placed.items() if place != stored.standing.get(code)}
    gone = tuple(code for code in sorted(stored.standing) if code not in plan.placed and code in stored.problem.request)
    return Difference(
        moved={code: place for code, place in there.items() if code in stored.standing},
        placed={code: place for code, place in there.items() if code not in stored.standing},
        cancelled=gone,
    )


def elsewhere(stored: Stored, matter: DayMatter) -> tuple[str, ...]:
    """The projects that stand elsewhere now than when the proposal was asked for, or are no longer asked for."""
    codes = {*stored.standing, *matter.standing, *stored.problem.request}
    return tuple(sorted(code for code in codes if _here(stored, code) != _there(matter, code)))


def _here(stored: Stored, code: str) -> tuple[bool, Place | None]:
    return code in stored.problem.request, stored.standing.get(code)


def _there(matter: DayMatter, code: str) -> tuple[bool, Place | None]:
    return code in matter.projects, matter.standing.get(code)


# --------------------------------------------------------------------------------------------------------------- acts


def take_over(work: Work, stored: Stored, matter: DayMatter, *, reason: str) -> tuple[str, ...]:
    """Take a proposal into the plan; tells the projects that were moved, placed or cancelled.

    Refuses when one of them stands elsewhere by now, when they would be too near each other, and whatever a claim refuses.
    """
    change = difference(stored)
    if not change.projects:
        raise Refused("planning.nothing_to_apply", number=stored.number)
    _unchanged(stored, matter, change)
    _kept_apart(stored, matter, change)
    for code in change.cancelled:
        _cancel(work, matter, code, reason)
    moves = [told for code, place in sorted(change.moved.items()) if (told := _move(work, matter, code, place))]
    stays = change.moved.keys() - {move["project"] for move in moves} - _followers(matter, change)
    concerned = tuple(code for code in change.projects if code not in stays)
    if not concerned:
        raise Refused("planning.only_begun", number=stored.number, projects="、".join(sorted(stays)))
    if moves:
        bookings.apply(work, changes=moves, reason=reason)
    for code in sorted(change.moved):
        _follow(work, matter, code, change.moved[code], reason)
    for code, place in sorted(change.placed.items()):
        _place(work, matter, code, place, reason)
    _run_on(work, stored, matter, reason)
    return concerned


def _unchanged(stored: Stored, matter: DayMatter, change: Difference) -> None:
    """What changed meanwhile is named, when it concerns the plan at all; all else is asked claim by claim."""
    concerned = [code for code in elsewhere(stored, matter) if code in change.projects]
    if concerned:
        raise Refused("planning.plan_changed", count=len(concerned), projects="、".join(concerned))


def _kept_apart(stored: Stored, matter: DayMatter, change: Difference) -> None:
    """Separation (F10) is nobody's claim: it is asked again, for those whom the plan changes."""
    then = {**matter.standing, **change.moved, **change.placed}
    known = {code: place for code, place in then.items() if code in matter.problem.request}
    usable = {code: place for code, place in known.items() if _fits(matter, code, place)}
    for one, other in too_close(matter.problem, usable):
        if one in change.projects or other in change.projects:
            raise Refused("planning.too_near", one=one, other=other)


def _fits(matter: DayMatter, code: str, place: Place) -> bool:
    return all(session.code in place.rooms for session in matter.problem.request[code].roomed)


def _move(work: Work, matter: DayMatter, code: str, place: Place) -> dict[str, Any] | None:
    """The change of one project; nothing when only what has begun would change."""
    before = matter.standing[code]
    claims = {one.purpose: one for one in matter.claims[code] if one.kind == "room"}
    rooms = {purpose: room for purpose, room in place.rooms.items() if before.rooms.get(purpose) != room}
    rooms = {purpose: room for purpose, room in rooms.items() if _may_change(work, claims, purpose)}
    known = matter.projects[code]
    told: dict[str, Any] = {"places": rooms} if rooms else {}
    if place.anchor != before.anchor and known.open_at != matter.instant(place.anchor):
        told["open_at"] = matter.instant(place.anchor)
    return {"project": code, **told} if told else None


def _may_change(work: Work, claims: Mapping[str, Claim], purpose: str) -> bool:
    if purpose not in claims:
        raise Refused("planning.room_by_hand", purpose=purpose)
    return claims[purpose].from_at > work.now


def _followers(matter: DayMatter, change: Difference) -> set[str]:
    """Projects whose opening was set anew before: what they have only follows it."""
    return {code for code, place in change.moved.items() if _is_followed(matter, code, place)}


def _is_followed(matter: DayMatter, code: str, place: Place) -> bool:
    shifted = place.anchor != matter.standing[code].anchor
    return shifted and matter.projects[code].open_at == matter.instant(place.anchor)


def _follow(work: Work, matter: DayMatter, code: str, place: Place, reason: str) -> None:
    """An opening that was set anew before: what was booked for the old one follows it now, claim by claim."""
    if not _is_followed(matter, code, place):
        return
    shift = matter.instant(place.anchor) - matter.instant(matter.standing[code].anchor)
    waiting = [one for one in matter.claims[code] if one.from_at > work.now]
    for one in waiting if shift < 0 else reversed(waiting):
        since, until = one.from_at + shift, one.until_at + shift
        bookings.move(work, number=one.number, from_at=since, until_at=until, reason=reason)


def _place(work: Work, matter: DayMatter, code: str, place: Place, reason: str) -> None:
    known = matter.projects[code]
    open_at = matter.instant(place.anchor)
    request = matter.problem.request[code]
    if known.open_at is not None and open_at != known.open_at:
        gather_at = None if known.gather_at is None else known.gather_at + open_at - known.open_at
        amend_times(work, project=code, open_at=open_at, gather_at=gather_at, reason=reason)
    wanted = [
        {
            "kind": "room",
            "purpose": session.code.partition("-")[0],
            "resource": place.rooms[session.code],
            "from_at": matter.instant(session.work(place.anchor)[0]),
            "until_at": matter.instant(session.work(place.anchor)[1]),
        }
        for session in request.roomed
    ]
    bookings.place(work, project=code, wanted=wanted, complete=1)
    if known.phase in ("reserved", "postponed"):
        advance(work, project=code, to="scheduled", reason=reason)


def _cancel(work: Work, matter: DayMatter, code: str, reason: str) -> None:
    """Who has no place in the plan gives back what he has; he stays on the day's list of those who wait."""
    if code in matter.begun:
        raise Refused("planning.begun", project=code)
    bookings.release_project(work, project=code, reason=reason)


def _run_on(work: Work, stored: Stored, matter: DayMatter, reason: str) -> None:
    """Evaluations that run over keep their room in the plan as long as was forecast, if nobody else has it."""
    for code in sorted(matter.begun):
        request = stored.problem.request.get(code)
        place = matter.standing.get(code)
        session = None if request is None else next((s for s in request.sessions if s.code == "evaluation"), None)
        if session is None or place is None:
            continue
        ends = matter.instant(session.work(place.anchor)[1])
        for one in matter.claims[code]:
            if (one.kind, one.purpose) == ("room", "evaluation") and one.from_at <= work.now < one.until_at < ends:
                _extend(work, one, ends, reason)


def _extend(work: Work, one: Claim, ends: int, reason: str) -> None:
    try:
        with work.matter():
            bookings.move(work, number=one.number, until_at=ends, reason=reason)
    except Refused:
        return  # somebody has it then: the overrun stays what it is, seen and unplanned
