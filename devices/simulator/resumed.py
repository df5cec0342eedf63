"""Where a day goes on that was begun before: people stand where the doors last saw them, what is past stays past."""

from __future__ import annotations

from collections.abc import Iterator

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


class Resumption:
    """What of a day still lies ahead at ``now``; at its beginning that is everything."""

    def __init__(self, day: DayFile, cast: Cast, *, now: Millis) -> None:
        self._day, self._cast, self._now = day, cast, now
        self.fresh = now <= day.start

    def wake(self, read: Reading, site: str, gateway: Fixture) -> None:
        """A gateway that stands in no room starts under a boot that it never had too, or its first words would count as old."""
        known = health.health(read, Principal("simulator", site=site), devices=(gateway.device,)).get(gateway.device)
        if known is not None:
            gateway.journal.boot = max(gateway.journal.boot, known.boot)
            gateway.journal.restart()

    def look(self, read: Reading, site: str, devices: SimulatedSite) -> None:
        """Put people and phones where the site knows them, and let every device start under a boot that it never had."""
        viewer = Principal("simulator", site=site)
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

    def rest_of(self, line: ItineraryLine) -> ItineraryLine:
        """The steps that are not done yet. Who was on his way walks the last way again, from where he is now."""
        if self.fresh:
            return line
        begun = [number for number, step in enumerate(line.steps) if step.at and self._day.at(step.at) <= self._now]
        if not begun:
            return line
        first = begun[-1]
        reached = max(
            (number for number in self._under_way(line, first) if self._at_end_of(line, line.steps[number])), default=-1
        )
        kept = list(line.steps[max(first, reached + 1) :])
        return msgspec.structs.replace(line, steps=tuple(_timed(kept, line.steps[first].at)))

    def _under_way(self, line: ItineraryLine, first: int) -> Iterator[int]:
        """The steps from the one that began last up to the next that has a time of its own."""
        yield first
        for number in range(first + 1, len(line.steps)):
            if line.steps[number].at:
                return
            yield number

    def _at_end_of(self, line: ItineraryLine, step: StepLine) -> bool:
        """Whether everybody stands where this step leads to, so that it and all before it are behind them."""
        if step.do:
            return bool(step.at)
        rooms = {self._cast[person].room for person in line.people}
        return rooms == {step.to} or (step.to == OUTSIDE and rooms <= {OUTSIDE, "HALL"})


def _timed(steps: list[StepLine], at: str) -> list[StepLine]:
    if steps and not steps[0].at:
        return [msgspec.structs.replace(steps[0], at=at), *steps[1:]]
    return steps
