"""Where a day goes on that was begun before: people stand where the doors last saw them, what is past stays past."""

from __future__ import annotations

import msgspec

from devices.fixture import Fixture
from devices.simulator.day_file import DayFile, FaultLine, ItineraryLine, StepLine
from devices.simulator.people import Cast
from devices.simulator.site import SimulatedSite
from venue.access import deposits, presence
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.monitoring import health
from venue.site.parts import OUTSIDE
from venue.site.plan import SiteFile


class Resumption:
    """What of a day still lies ahead at ``now``; at its beginning that is everything."""

    def __init__(self, day: DayFile, cast: Cast, *, now: Millis) -> None:
        self._day, self._cast, self._now = day, cast, now
        self.fresh = now <= day.start
        self._outermost: frozenset[str] = frozenset({OUTSIDE})

    def wake(self, read: Reading, site: str, gateway: Fixture) -> None:
        """A gateway that stands in no room starts under a boot that it never had too, or its first words would count as old."""
        known = health.health(read, Principal("simulator", site=site), devices=(gateway.device,)).get(gateway.device)
        if known is not None:
            gateway.journal.boot = max(gateway.journal.boot, known.boot)
            gateway.journal.restart()

    def look(self, read: Reading, site: str, devices: SimulatedSite) -> None:
        """Put people and phones where the site knows them, and let every device start under a boot that it never had."""
        viewer = Principal("simulator", site=site)
        self._outermost = _outermost(devices.plan)
        known = health.health(read, viewer)
        for code, twin in devices.twins.every.items():
            if code in known:
                twin.journal.boot = max(twin.journal.boot, known[code].boot)
        actors = {actor.subject: actor for actor in self._cast.actors.values() if actor.subject}
        for present in presence.occupancy(read, viewer):
            if present.subject in actors and present.room:
                actors[present.subject].room = present.room
                devices.crowd[present.room] += 1
        for cell in deposits.cells(read, viewer):
            if cell.state == deposits.OCCUPIED and cell.subject in actors:
                bank = next((one.bank for one in devices.plan.lockers if one.code == cell.cell), "")
                actors[cell.subject].cell = (bank, cell.cell) if bank else None

    def ahead(self, at: str) -> bool:
        """Whether something has not happened yet."""
        return self.fresh or self._day.at(at) > self._now

    def lasting(self, fault: FaultLine) -> bool:
        """Whether a fault lies ahead or still lasts."""
        return self.ahead(fault.at) or bool(fault.until and self._day.at(fault.until) > self._now)

    def rest_of(self, line: ItineraryLine, person: str, *, late: Millis) -> tuple[StepLine, ...]:
        """The steps that a person has not done yet; ``late`` is by how much he is behind the times of the file.

        Who was on his way walks it from where he is now, and who has already come where a step leads goes on behind it.
        """
        begun = [
            number for number, step in enumerate(line.steps) if step.at and self._day.at(step.at) + late <= self._now
        ]
        if self.fresh or not begun:
            return line.steps
        first, room = begun[-1], self._cast[person].room
        ends = (number for number in range(first + 1, len(line.steps)) if line.steps[number].at)
        group = range(first, next(ends, len(line.steps)))
        done = [number for number in group if self._done(line.steps[number], room)]
        rest = line.steps[done[-1] + 1 if done else first :]
        return _timed(rest, line.steps[first].at)

    def _done(self, step: StepLine, room: str) -> bool:
        if step.do:
            return bool(
                step.at
            )  # something done at its instant was done then; a deposit on the way is known by its cell
        return room == step.to or (step.to == OUTSIDE and room in self._outermost)


def _outermost(plan: SiteFile) -> frozenset[str]:
    """Where whoever left the building was seen last: rooms from which no controlled door leads out."""
    out = (door for door in plan.access_points if not door.controlled and door.kind != "emergency")
    return frozenset(
        room for door in out for room in (door.from_room, door.to_room) if OUTSIDE in (door.from_room, door.to_room)
    )


def _timed(steps: tuple[StepLine, ...], at: str) -> tuple[StepLine, ...]:
    """The steps with a time at the first of them, as a way must have."""
    if steps and not steps[0].at:
        return (msgspec.structs.replace(steps[0], at=at), *steps[1:])
    return steps
