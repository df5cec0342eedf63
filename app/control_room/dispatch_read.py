"""What the dispatch page looks at: the claims of a day or a week, who wants what, and what the solver proposes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.operations import dispatching
from venue.operations.dispatching import DayRequest, Proposal
from venue.projects import projects
from venue.projects.projects import Project
from venue.schedule import blocks, bookings, holds
from venue.schedule.blocks import Block
from venue.schedule.bookings import Claim
from venue.schedule.holds import Hold


@dataclass(frozen=True)
class DispatchScene:
    """A day as the page shows it; ``at``: when it was looked at, 0 before the first look."""

    at: Millis = 0
    day: str = ""
    claims: tuple[Claim, ...] = ()
    projects: Mapping[str, Project] = field(default_factory=dict)
    requests: tuple[DayRequest, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    blocks: tuple[Block, ...] = ()
    holds: tuple[Hold, ...] = ()

    def request(self, project: str) -> DayRequest | None:
        """What a project wants of the day."""
        return next((one for one in self.requests if one.project == project), None)

    def proposal(self, number: int) -> Proposal | None:
        """A proposal by its number."""
        return next((one for one in self.proposals if one.number == number), None)

    def hold(self, project: str) -> Hold | None:
        """What a project holds provisionally."""
        return next((one for one in self.holds if one.project == project), None)

    @property
    def waiting(self) -> tuple[DayRequest, ...]:
        """Requests that have no place."""
        return tuple(one for one in self.requests if one.state in ("waiting", "refused"))


@dataclass(frozen=True)
class WeekScene:
    """Some days: their ISO names, the claims of each, and how many requests of each have no place."""

    at: Millis = 0
    days: tuple[str, ...] = ()
    claims: tuple[tuple[Claim, ...], ...] = ()
    projects: Mapping[str, Project] = field(default_factory=dict)
    waiting: tuple[int, ...] = ()
    blocks: tuple[tuple[Block, ...], ...] = ()


def read_day(read: Reading, viewer: Principal, day: str, now: Millis) -> DispatchScene:
    """Look at a day in one consistent picture."""
    return DispatchScene(
        at=now,
        day=day,
        claims=_rooms(bookings.claims_on(read, viewer, day=day)),
        projects={one.code: one for one in projects.all_projects(read, viewer)},
        requests=dispatching.requests_on(read, viewer, day=day),
        proposals=dispatching.proposals_on(read, viewer, day=day),
        blocks=blocks.blocks_on(read, viewer, day=day),
        holds=holds.holds_open(read, viewer),
    )


def read_week(read: Reading, viewer: Principal, days: tuple[str, ...], now: Millis) -> WeekScene:
    """Look at some days in one consistent picture."""
    wanted = [dispatching.requests_on(read, viewer, day=day) for day in days]
    return WeekScene(
        at=now,
        days=days,
        claims=tuple(_rooms(bookings.claims_on(read, viewer, day=day)) for day in days),
        projects={one.code: one for one in projects.all_projects(read, viewer)},
        waiting=tuple(sum(one.state in ("waiting", "refused") for one in of_day) for of_day in wanted),
        blocks=tuple(blocks.blocks_on(read, viewer, day=day) for day in days),
    )


def week_of(day: str, *, count: int = 7) -> tuple[str, ...]:
    """The days of the week of an ISO day, from Monday on."""
    monday = -date.fromisoformat(day).weekday()
    return tuple(day_after(day, monday + number) for number in range(count))


def day_after(day: str, days: int) -> str:
    """The ISO day so many days later, or earlier."""
    return (date.fromisoformat(day) + timedelta(days=days)).isoformat()


def _rooms(claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return tuple(one for one in claims if one.kind == "room")
