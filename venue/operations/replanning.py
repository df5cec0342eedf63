"""The running day replans itself without disturbing anybody (F12, day.md X1, X3, X22): seen ahead, proposed, taken by one key.

By the clock: an evaluation that will probably run into the next one in its room is announced, at least 45 minutes before they
clash; so is a project that a block has put out of its room, and one whose opening was set anew. With each announcement the
solver is asked for the smallest change. Nothing is moved before somebody takes the proposal (``dispatch.apply``), and nobody
who has begun ever is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import sqlalchemy as sa
from msgspec.structs import replace

from venue.core.acts import Refused, act
from venue.core.clock import DAY, MINUTE, Millis, at_local, day_of, wall
from venue.core.database import Row
from venue.core.work import Work
from venue.journal import book
from venue.monitoring import alarms
from venue.monitoring.health import HealthBook
from venue.operations.day_facts import OPENS, WANTING
from venue.operations.day_problem import DayMatter, day_matter
from venue.operations.dispatch_terms import dispatch_terms
from venue.operations.running import clashes_ahead, foreseen_ends, running_evaluations
from venue.operations.taking_over import difference, elsewhere
from venue.projects.projects import projects
from venue.schedule import proposals
from venue.schedule.claims import STANDING, claims
from venue.schedule.dispatch.problem import Place, Problem, Request, Room
from venue.schedule.dispatch.repair_forms import Repair
from venue.schedule.forecast import ClashAhead
from venue.schedule.proposals import Asked, Stored
from venue.site.ground import Ground

Args = dict[str, str | int]

# -------------------------------------------------------------------------------------------------------------- rules

OVERRUN, ROOM_LOST, OPENING_MOVED = "replan.overrun", "replan.room_lost", "replan.opening_moved"
ALARMS = {OVERRUN: "overrun_ahead", ROOM_LOST: "room_lost_ahead", OPENING_MOVED: "opening_moved_ahead"}
LOOK_AGAIN: Millis = 5 * MINUTE
"""A forecast changes with every minute that an evaluation lasts: it is looked at again after this."""


@dataclass(frozen=True)
class Cause:
    """Why the day must be replanned: a code with its arguments; ``project`` and ``room`` name the condition."""

    code: str
    day: str
    project: str
    room: str
    args: Args

    @property
    def alarm(self) -> str:
        """The kind of alarm that announces it."""
        return ALARMS[self.code]

    def is_of(self, stored: Stored) -> bool:
        """Whether a proposal was asked for because of the same thing."""
        same = (stored.cause_args.get("project", ""), stored.cause_args.get("room", "")) == (self.project, self.room)
        return stored.cause == self.code and same


@dataclass(frozen=True)
class Disturbance:
    """What is different from the plan: rooms that are out between two instants, evaluations with the end that they will have."""

    closed: Mapping[str, tuple[Millis, Millis]] = field(default_factory=dict)
    ends: Mapping[str, Millis] = field(default_factory=dict)


def disturbed(matter: DayMatter, closed: Mapping[str, tuple[Millis, Millis]]) -> Problem:
    """The day as it is now: rooms that are out are closed, and who was given another opening wants that one and no other."""
    problem = matter.problem
    return replace(
        problem,
        rooms=tuple(_shut(matter, room, closed) for room in problem.rooms),
        requests=tuple(_reset(matter, request) for request in problem.requests),
    )


def _shut(matter: DayMatter, room: Room, closed: Mapping[str, tuple[Millis, Millis]]) -> Room:
    if room.code not in closed:
        return room
    since, until = (matter.minute(at) for at in closed[room.code])
    return replace(room, closed=(*room.closed, (since, until)))


def _reset(matter: DayMatter, request: Request) -> Request:
    open_at = matter.projects[request.code].open_at
    place = matter.standing.get(request.code)
    if place is None or request.pinned is not None or open_at is None or matter.minute(open_at) == place.anchor:
        return request
    return replace(request, wish=matter.minute(open_at), starts=(matter.minute(open_at),))


def _in_force(matter: DayMatter, problem: Problem) -> dict[str, Place]:
    """Where everybody stands who has all of his rooms."""
    return {
        code: place
        for code, place in matter.standing.items()
        if code in problem.request and all(session.code in place.rooms for session in problem.request[code].roomed)
    }


# --------------------------------------------------------------------------------------------------------------- acts


@act("replan.ask", "operator", "site_manager")
def ask(
    work: Work, *, day: str, room: str = "", feeder: str = "", project: str = "", until_at: Millis = 0, reason: str = ""
) -> int:
    """Ask for the smallest change of a running day; tells the proposal's number.

    ``room`` or ``feeder``: what is out until ``until_at`` (0: the end of the day). ``project``: an evaluation that will last until
    ``until_at``. None of them: whoever lost his room or was given another opening.
    """
    end = until_at or at_local(day) + DAY
    foreseen = foreseen_ends(work, work.site, work.now, causing=frozenset())
    ends = {**foreseen, **({project: end} if project else {})}
    closed = dict.fromkeys(_rooms_out(work, day, room, feeder), (work.now, end))
    cause = "replan.asked"
    args: Args = {"reason": reason}
    if room or feeder:
        cause, args = "replan.room_out", {"room": room or feeder, "until": wall(end, seconds=False), "reason": reason}
    elif project:
        cause, args = (
            "replan.overrun_by_hand",
            {"project": project, "until": wall(end, seconds=False), "reason": reason},
        )
    return _ask(work, day=day, cause=(cause, args), disturbance=Disturbance(closed, ends))


def _rooms_out(work: Work, day: str, room: str, feeder: str) -> tuple[str, ...]:
    if not feeder:
        return (room,) if room else ()
    matter = day_matter(work, work.site, day=day, now=work.now)
    fed = tuple(code for code, known in matter.ground.feeder_of.items() if known == feeder)
    if not fed:
        raise Refused("replan.feeder_unknown", feeder=feeder)
    return fed


def _ask(work: Work, *, day: str, cause: tuple[str, Args], disturbance: Disturbance) -> int:
    matter = day_matter(work, work.site, day=day, now=work.now, ends=disturbance.ends)
    problem = disturbed(matter, disturbance.closed)
    before = _in_force(matter, problem)
    if not before:
        raise Refused("planning.nothing_to_plan", day=day)
    task = Repair(problem=problem, before=before, now=matter.minute(work.now))
    asked = Asked(
        kind="replan",
        day=day,
        days=1,
        task=msgspec.json.encode(task).decode(),
        problem=problem,
        standing=matter.standing,
        version=matter.version,
        seconds=dispatch_terms(work.now).repair_seconds,
        cause=cause[0],
        cause_args=cause[1],
    )
    return proposals.open_proposal(work, asked)


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Announce what will clash, with a proposal for each; take back what is over; tell when to look again."""
    ahead = clashes_ahead(work, work.site, work.now)
    causes = [*_overruns(work, ahead), *_lost_and_moved(work)]
    _take_back(work, causes)
    ends = foreseen_ends(work, work.site, work.now, causing=frozenset(c.project for c in causes if c.code == OVERRUN))
    for cause in causes:
        _announce(work, cause, ends)
    if not running_evaluations(work, work.site, work.now):
        return _next_beginning(work)
    notice = dispatch_terms(work.now).notice_min * MINUTE
    return min([work.now + LOOK_AGAIN, *(at for one in ahead if (at := one.busy_from - notice) > work.now)])


def _next_beginning(work: Work) -> Millis | None:
    """Nothing runs: the next evaluation that is late falls due when its grace is over."""
    grace = dispatch_terms(work.now).late_expert_min * MINUTE
    first = work.scalar(_FIRST_LATE, {"here": work.site, "since": work.now - grace})
    return None if first is None else int(first) + grace


def _overruns(work: Work, ahead: tuple[ClashAhead, ...]) -> list[Cause]:
    """The clashes that are near enough to act on. One that was announced stays until it is over."""
    notice = dispatch_terms(work.now).notice_min * MINUTE
    announced = {alarm.project for alarm in alarms.holding(work, ALARMS[OVERRUN])}
    return [
        _overrun(one, day_of(work.now))
        for one in ahead
        if work.now >= one.busy_from - notice or one.project in announced
    ]


def _overrun(one: ClashAhead, day: str) -> Cause:
    args: Args = {
        "project": one.project,
        "room": one.room,
        "ends": wall(one.p80_end, seconds=False),
        "next": one.next_project,
        "needed": wall(one.busy_from, seconds=False),
    }
    return Cause(OVERRUN, day, one.project, one.room, args)


_LOST = (
    sa.select(claims.c.project, claims.c.resource, claims.c.from_at)
    .where(claims.c.site == sa.bindparam("here"), claims.c.status == "displaced", claims.c.kind == "room")
    .where(claims.c.from_at.between(sa.bindparam("since"), sa.bindparam("until")))
    .order_by(claims.c.project, claims.c.number)
)
_FIRST_LATE = (
    sa.select(sa.func.min(claims.c.from_at))
    .join_from(claims, projects, sa.and_(projects.c.site == claims.c.site, projects.c.code == claims.c.project))
    .where(claims.c.site == sa.bindparam("here"), claims.c.status.in_(STANDING), claims.c.kind == "room")
    .where(claims.c.purpose == "evaluation", projects.c.phase == "assembling", claims.c.from_at > sa.bindparam("since"))
)
_MOVED = (
    sa.select(claims.c.project, claims.c.from_at, projects.c.open_at)
    .join_from(claims, projects, sa.and_(projects.c.site == claims.c.site, projects.c.code == claims.c.project))
    .where(claims.c.site == sa.bindparam("here"), claims.c.status.in_(STANDING), claims.c.kind == "room")
    .where(claims.c.purpose.in_(OPENS), projects.c.phase.in_(WANTING), projects.c.open_at != claims.c.from_at)
    .where(claims.c.from_at.between(sa.bindparam("since"), sa.bindparam("until")))
    .where(projects.c.open_at.between(sa.bindparam("since"), sa.bindparam("until")))
    .order_by(claims.c.project, claims.c.number)
)
"""Asked whenever anything is booked: built once."""


def _lost_and_moved(work: Work) -> list[Cause]:
    """Today's projects that a block put out of their rooms, and those whose opening was set anew."""
    day = day_of(work.now)
    when = {"here": work.site, "since": work.now, "until": at_local(day) + DAY - 1}
    lost = {row.project: _lost(row, day) for row in work.all(_LOST, when)}
    moved = {row.project: _moved(row, day) for row in work.all(_MOVED, when)}
    return [*lost.values(), *moved.values()]


def _lost(row: Row, day: str) -> Cause:
    return Cause(ROOM_LOST, day, row.project, row.resource, {"project": row.project, "room": row.resource})


def _moved(row: Row, day: str) -> Cause:
    times = {"was": wall(row.from_at, seconds=False), "now": wall(row.open_at, seconds=False)}
    return Cause(OPENING_MOVED, day, row.project, "", {"project": row.project, "room": "", **times})


def _announce(work: Work, cause: Cause, ends: Mapping[str, Millis]) -> None:
    """Raise its alarm once, and see that there is a proposal that can still be taken."""
    told: dict[str, Any] = {name: value for name, value in cause.args.items() if name not in ("project", "room")}
    alarms.raise_alarm(work, cause.alarm, project=cause.project, room=cause.room, **told)
    mine = [one for one in proposals.undecided(work, work.site, "replan") if cause.is_of(one)]
    for stored in mine:
        if not _is_stale(work, stored):
            return
        _discard(work, stored, "proposals.plan_went_on")
    if _given_up(work, cause):
        return
    try:
        _ask(work, day=cause.day, cause=(cause.code, cause.args), disturbance=Disturbance(ends=ends))
    except Refused:
        return  # nobody stands on this day any more: there is nothing to change


def _is_stale(work: Work, stored: Stored) -> bool:
    """Whether whom the proposal would move stands elsewhere by now."""
    if stored.state in proposals.OPEN:
        return False
    matter = day_matter(work, work.site, day=stored.day, now=work.now)
    return bool(set(elsewhere(stored, matter)) & set(difference(stored).projects))


def _given_up(work: Work, cause: Cause) -> bool:
    """Whether somebody has put away a proposal for the same cause since it was announced: then it is not asked again by itself."""
    standing = next((one for one in alarms.holding(work, cause.alarm) if one.project == cause.project), None)
    since = work.now if standing is None else standing.raised_at
    decided = proposals.stored_on(work, work.site, cause.day)
    by_hand = (one for one in decided if one.state == "applied" or one.fault == "proposals.discarded")
    return any(one.asked_at >= since and cause.is_of(one) for one in by_hand)


def _take_back(work: Work, causes: list[Cause]) -> None:
    """What no longer holds: its alarm is over, and a proposal that nobody has taken is put away."""
    standing = {(one.alarm, one.project, one.room) for one in causes}
    for kind in ALARMS.values():
        for alarm in alarms.holding(work, kind):
            if (kind, alarm.project, alarm.room) not in standing:
                alarms.clear_alarm(work, kind, project=alarm.project, room=alarm.room)
    for stored in proposals.undecided(work, work.site, "replan"):
        if stored.cause in ALARMS and not any(cause.is_of(stored) for cause in causes):
            _discard(work, stored, "proposals.cause_gone")


def _discard(work: Work, stored: Stored, code: str) -> None:
    proposals.put_away(work, stored.number, state="discarded", code=code)
    book.append(work, act="dispatch.discarded", payload={"number": stored.number, "reason": code})
