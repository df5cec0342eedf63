"""The queue at the kiosks (F14): how long people will wait before their gathering times, and what would shorten it.

People come spread over the minutes before their project's gathering time and are served one after the other by the first kiosk
that is free. A visit takes 90 s, the time nine of ten visits stay below: two kiosks serve about 27 people in 20 minutes.
Everything here is a matter of hours and heads; nobody is named.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from venue.core.clock import MINUTE, SECOND, Millis
from venue.rules.legal_times import check_gathering, check_round_time
from venue.rules.rule_book import RuleBook

VISIT: Millis = 90 * SECOND
"""[A] How long a visit at a kiosk takes, nine times out of ten."""
COMING: Millis = 20 * MINUTE
"""[A] People come within this time before they gather."""
PATIENCE: Millis = 10 * MINUTE
"""[A] A wait up to this length needs no measure."""
GRID: Millis = 30 * MINUTE
"""How far apart the gathering times lie that are looked at."""


@dataclass(frozen=True)
class Gathering:
    """So many people of a project gather at a time; ``may_gather``: the other times that would be legal."""

    project: str
    people: int
    gather_at: Millis
    may_gather: tuple[Millis, ...] = ()


@dataclass(frozen=True)
class Kiosks:
    """How many kiosks work, how many could, and how long a visit takes."""

    working: int
    most: int
    visit: Millis = VISIT
    coming: Millis = COMING


@dataclass(frozen=True)
class QueueForecast:
    """The longest wait, who many people come in the hour around it, and how many are not through when they should gather.

    ``at``: the gathering time of those who wait longest. ``late``: people still waiting or being served at their own time.
    """

    longest_wait: Millis
    at: Millis
    arrivals: int
    late: int


@dataclass(frozen=True)
class QueueProposal:
    """What shortens the queue. ``kind``: ``enough``, ``kiosk``, ``stagger`` or ``none``, worded as ``forecast.queue.<kind>``.

    ``kiosks``: how many work then; ``project`` and ``to``: who would gather when instead; ``then``: the longest wait that is left.
    """

    kind: str
    now: QueueForecast
    then: QueueForecast
    kiosks: int
    project: str = ""
    to: Millis = 0


def served_in(span: Millis, kiosks: int, visit: Millis = VISIT) -> int:
    """How many visits so many kiosks finish in a time, working without a break; the last one may end with the span's end."""
    return round(span * kiosks / visit)


def queue_forecast(gatherings: Sequence[Gathering], kiosks: Kiosks) -> QueueForecast:
    """How the queue of a day will be. Without people, or without a kiosk, see ``longest_wait`` 0 and everybody late."""
    arrivals = sorted(_arrivals(gatherings, kiosks.coming))
    if not arrivals or kiosks.working < 1:
        return QueueForecast(0, 0, 0, len(arrivals))
    free = [arrivals[0][0]] * kiosks.working
    longest, at, late = -1, 0, 0
    for came, gather_at in arrivals:
        begins = max(came, heapq.heappop(free))
        heapq.heappush(free, begins + kiosks.visit)
        late += begins + kiosks.visit > gather_at
        if begins - came > longest:
            longest, at = begins - came, gather_at
    around = sum(at - kiosks.coming <= came < at for came, _ in arrivals)
    return QueueForecast(longest, at, around, late)


def propose(
    gatherings: Sequence[Gathering], kiosks: Kiosks, *, patience: Millis = PATIENCE
) -> tuple[QueueProposal, ...]:
    """What could be done about the queue, the best first: more kiosks, or one project gathering at another legal time.

    One proposal ``enough`` when nobody waits longer than ``patience``, one ``none`` when nothing helps.
    """
    now = queue_forecast(gatherings, kiosks)
    if kiosks.working > 0 and now.longest_wait <= patience:
        return (QueueProposal("enough", now, now, kiosks.working),)
    helping = [
        p for p in (*_more(gatherings, kiosks, now), *_staggered(gatherings, kiosks, now)) if _helps(p, patience)
    ]
    if not helping:
        return (QueueProposal("none", now, now, kiosks.working),)
    helping.sort(key=lambda p: (p.then.longest_wait > patience, p.kiosks, p.then.longest_wait, p.project, p.to))
    first_of_kind = {proposal.kind: proposal for proposal in reversed(helping)}
    return tuple(proposal for proposal in helping if first_of_kind[proposal.kind] is proposal)


def legal_gatherings(gather_at: Millis, open_at: Millis, book: RuleBook) -> tuple[Millis, ...]:
    """Other times at which a project may gather by RB-02 and RB-03, on the half hours up to two hours away."""
    first = (gather_at - 4 * GRID) // GRID * GRID
    near = (first + step * GRID for step in range(10))
    return tuple(at for at in near if at != gather_at and _is_legal(at, open_at, book))


def _is_legal(at: Millis, open_at: Millis, book: RuleBook) -> bool:
    return check_gathering(at, open_at, book) is None and check_round_time(at, open_at, book) is None


def _arrivals(gatherings: Iterable[Gathering], coming: Millis) -> Iterator[tuple[Millis, Millis]]:
    """When each person comes, evenly over the time before gathering, and when that person gathers."""
    for gathering in gatherings:
        for number in range(gathering.people):
            yield gathering.gather_at - coming + number * coming // gathering.people, gathering.gather_at


def _more(gatherings: Sequence[Gathering], kiosks: Kiosks, now: QueueForecast) -> Iterator[QueueProposal]:
    for working in range(kiosks.working + 1, kiosks.most + 1):
        then = queue_forecast(gatherings, replace(kiosks, working=working))
        yield QueueProposal("kiosk", now, then, working)


def _staggered(gatherings: Sequence[Gathering], kiosks: Kiosks, now: QueueForecast) -> Iterator[QueueProposal]:
    for index, gathering in enumerate(gatherings):
        for to in gathering.may_gather:
            moved = replace(gathering, gather_at=to)
            then = queue_forecast((*gatherings[:index], moved, *gatherings[index + 1 :]), kiosks)
            yield QueueProposal("stagger", now, then, kiosks.working, gathering.project, to)


def _helps(proposal: QueueProposal, patience: Millis) -> bool:
    """Whether it is worth asking for: the wait becomes bearable, or shorter by a third at least."""
    before, after = proposal.now.longest_wait, proposal.then.longest_wait
    if proposal.now.late and not before:
        return proposal.then.late < proposal.now.late
    return after <= patience or 3 * after <= 2 * before
