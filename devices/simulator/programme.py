"""Everybody's part of a day, put on the stage: reports, acts, faults, rounds and ways, each from its instant on."""

from __future__ import annotations

from dataclasses import dataclass

import structlog

from devices.fixture import Fixture
from devices.simulator.acts import Arguments
from devices.simulator.day_file import ActLine, DayFile, ItineraryLine, TradingLine
from devices.simulator.faults import Faults
from devices.simulator.people import Cast
from devices.simulator.resumed import Resumption
from devices.simulator.rounds import Patrolling
from devices.simulator.site import SimulatedSite
from devices.simulator.stage import Asked, Script, Stage
from devices.simulator.walking import Walking
from venue.core.clock import SECOND
from venue.core.keys import KeyStore

log = structlog.get_logger("simulator")


@dataclass(frozen=True)
class Programme:
    """What a day file scripts, ready to be played on a site. ``trading`` is the gateway of the trading system."""

    day: DayFile
    site: SimulatedSite
    stage: Stage
    cast: Cast
    faults: Faults
    arguments: Arguments
    trading: Fixture
    keys: KeyStore

    def put_on_stage(self, ahead: Resumption) -> None:
        """Let everything begin at its instant that lies ahead or still lasts."""
        day, script = self.day, self.day.script
        for event in script.trading:
            if ahead.ahead(event.at):
                self.stage.play(self._report(event), day.at(event.at), exact=True)
        for act in script.acts:
            if ahead.ahead(act.at):
                self.stage.play(self._act(act), day.at(act.at), exact=True)
        for fault in script.faults:
            if ahead.lasting(fault):
                self.stage.play(self.faults.script(fault), day.at(fault.at))
        self._put_people_on_stage(ahead)

    def _put_people_on_stage(self, ahead: Resumption) -> None:
        walking = Walking(self.site, self.stage, self.cast)
        patrols = Patrolling(self.site.plan, walking, self.stage, keys=self.keys, clock=self.site.clock)
        for patrol in self.day.script.rounds:
            if ahead.ahead(patrol.at):
                self.stage.play(patrols.round(patrol, self.cast[patrol.person]), self.day.at(patrol.at))
        for itinerary in self.day.script.itineraries:
            for number, person in enumerate(itinerary.people):
                self._way(walking, itinerary, person, ahead, late=number * itinerary.apart * SECOND)

    def _way(self, walking: Walking, line: ItineraryLine, person: str, ahead: Resumption, *, late: int) -> None:
        steps = ahead.rest_of(line, person, late=late)
        times = [self.day.at(step.at) + late if step.at else None for step in steps]
        if times and times[0] is not None:
            actor = self.cast[person]
            if ahead.fresh:
                actor.room = line.start
            self.stage.play(walking.itinerary(steps, actor, times=times), times[0])

    def _report(self, event: TradingLine) -> Script:
        details = self.arguments.told(event.details, now=self.site.clock.now())
        self.trading.say("trading", project=event.project, event=event.event, details=details)
        yield from ()

    def _act(self, line: ActLine) -> Script:
        args = self.arguments.told(line.args, now=self.site.clock.now())
        answer = yield Asked(line.account, line.act, args)
        if not answer.ok and answer.code != line.refused:
            log.warning("an act of the day was refused", act=line.act, code=answer.code, told=answer.args)
