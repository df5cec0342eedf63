"""How people walk: along the walk graph at 1.2 m/s, asking at every controlled door, passing or taking no for an answer.

One door lets one party through at a time; the two doors of an interlock are one: a party holds both until it has left the space
between them, as people do who can see whether somebody is inside.
"""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass
from typing import Any

from devices.lockers import LockerBank
from devices.simulator.day_file import StepLine
from devices.simulator.people import Actor, Cast
from devices.simulator.site import SimulatedSite
from devices.simulator.stage import Reply, Script, Stage, Turn, Until, Wait
from devices.terminals import Answered, Presentation
from venue.core.clock import SECOND, Millis
from venue.site.parts import OUTSIDE, AccessPoint
from venue.site.walk import WalkGraph

Told = Generator[Wait, Any, bool]
"""A part of a script that tells whether it came off."""

STRIDE_MM = 1200
PASSING: Millis = 2 * SECOND
CLOSING: Millis = SECOND
AT_LOCKER: Millis = 10 * SECOND
RETRIES, RETRY_AFTER = 20, 30 * SECOND
INSIST_AFTER: Millis = 60 * SECOND
DOOR_BUSY = frozenset({"interlock_wait", "interlock_unknown"})


@dataclass(frozen=True)
class Way:
    """How a step is walked: the step as written, and in which direction the door before one leads."""

    step: StepLine
    inward: bool = True


class Walking:
    """Moves the cast of a day through the simulated site."""

    def __init__(self, site: SimulatedSite, stage: Stage, cast: Cast) -> None:
        self._site, self._stage, self._cast = site, stage, cast
        self._graph = WalkGraph(site.plan)
        self._doors = site.plan.access_point
        self._beyond = _ends(site)

    # ------------------------------------------------------------------------------------------------------ itineraries

    def itinerary(self, steps: Sequence[StepLine], actor: Actor, *, times: Sequence[Millis | None]) -> Script:
        """One person's way through the steps; ``times`` has the instant before which each may not begin."""
        for step, at in zip(steps, times, strict=True):
            if at is not None:
                yield Until(at)
            yield Turn(_of(actor))
            yield from self._take(actor, step)
            self._stage.release(_of(actor))

    def _take(self, actor: Actor, step: StepLine) -> Script:
        if step.to:
            yield from self._go(actor, step)
        elif step.do == "present":
            yield from self._present(actor, Way(step, self._doors[step.door].from_room == actor.room), step.door)
        else:
            yield from self.lockers(actor, step.do)

    def _go(self, actor: Actor, step: StepLine) -> Script:
        if not step.escort:
            yield from self.walk([actor], step)
            return
        escort = self._cast[step.escort]
        yield Turn(_of(escort))
        if (yield from self.walk([escort], StepLine(to=actor.room, service=step.service))):
            yield from self.walk([escort, actor], step)
        self._stage.release(_of(escort))

    def lockers(self, actor: Actor, doing: str) -> Script:
        """Put the phone into a free cell of a bank in this room, or take it back."""
        if doing == "collect" and actor.cell is not None:
            bank, cell = actor.cell
            self._bank(bank).collect(cell)
            actor.cell = None
        elif doing == "deposit" and actor.cell is None:
            bank = self._bank_with_room(actor.room)
            free = self._bank(bank).free_cell() if bank else None
            if free is None:
                return
            self._bank(bank).deposit(free, actor.card)
            actor.cell = (bank, free)
        else:
            return
        self._site.touch(self._bank(bank))
        yield Until(self._now + AT_LOCKER)

    def _bank(self, device: str) -> LockerBank:
        twin = self._site.twin(device)
        assert isinstance(twin, LockerBank)
        return twin

    def _bank_with_room(self, room: str) -> str:
        banks = (one.code for one in self._site.plan.devices if one.kind == "locker_bank" and one.room == room)
        return next((code for code in banks if self._bank(code).free_cell() is not None), "")

    # ---------------------------------------------------------------------------------------------------------- walking

    def walk(self, party: list[Actor], step: StepLine) -> Told:
        """A party walks to a room; tells whether it got there. The last of the party is whom the step is about."""
        for leg in self._graph.route(party[-1].room, step.to, avoiding=step.avoid, service=step.service).steps:
            yield Until(self._now + -(-leg.length // STRIDE_MM) * SECOND)
            if not leg.by:
                continue
            if leg.by in self._site.terminals:
                way = Way(step, self._doors[leg.by].from_room == leg.room)
                if not (yield from self._through(party, leg.by, way)):
                    return False
            else:
                self._moved(party, leg.room, self._other_side(leg.by, leg.room))
        return True

    def before(self, room: str, from_room: str) -> str:
        """The room from which one looks at the door of ``room``, on the way from ``from_room``."""
        rooms = self._graph.route(from_room, room).rooms
        return rooms[-2] if len(rooms) > 1 else room

    def _through(self, party: list[Actor], code: str, way: Way) -> Told:
        key = _lock(self._doors[code])
        if key not in party[-1].holding:
            yield Turn(key)
        before = party[-1].room
        passed = yield from self._pass(party, self._doors[code], way)
        between = party[-1].room in self._between(code)
        party[-1].holding.discard(key)
        if between and passed:
            party[-1].holding.add(key)
        elif between and before == party[-1].room:
            party[-1].holding.add(key)
            yield from self._back_out(party, code)
        else:
            self._stage.release(key)
        return passed

    def _back_out(self, party: list[Actor], refused: str) -> Script:
        """Nobody stays in the space between two doors: back through the one he came by."""
        other = self._doors[self._doors[refused].partner]
        inward = other.from_room == party[-1].room
        yield from self._through(party, other.code, Way(StepLine(to=other.from_room), inward))

    def _pass(self, party: list[Actor], door: AccessPoint, way: Way) -> Told:
        admitted: list[Actor] = []
        for actor in party:
            if (yield from self._ask_in(actor, way, door.code)):
                admitted.append(actor)
                self._site.doors[door.code].enter()
                self._site.door_moved(door.code)
        if not self._site.doors[door.code].is_open:
            return False
        yield Until(self._now + PASSING)
        for actor in admitted:
            self._went_through(actor, door, way)
        yield Until(self._now + CLOSING)
        self._site.doors[door.code].close()
        self._site.door_moved(door.code)
        return len(admitted) == len(party)

    def _ask_in(self, actor: Actor, way: Way, code: str) -> Told:
        """Present until the door opens or patience ends, as the step says."""
        for attempt in range(RETRIES):
            said = yield from self._present(actor, way, code, insisting=attempt > 0)
            if said is not None and said.opened:
                return True
            busy = said is not None and said.code in DOOR_BUSY
            if not busy and (way.step.refused == "stop" or (way.step.refused == "insist" and attempt > 0)):
                return False
            yield Until(self._now + (INSIST_AFTER if way.step.refused == "insist" and not busy else RETRY_AFTER))
        return False

    def _present(
        self, actor: Actor, way: Way, code: str, *, insisting: bool = False
    ) -> Generator[Wait, Any, Answered | None]:
        terminal = self._site.terminals[code]
        kind, token = actor.shows("card" if insisting else way.step.by)
        asked = terminal.present(
            token,
            kind,
            direction="in" if way.inward else "out",
            factors=self._factors(code, kind, way),
            score=way.step.score if kind == "face" else None,
        )
        self._site.touch(terminal)
        if asked is None:
            return None
        if asked.offline:
            return _decided(asked)
        answer: Answered | None = yield Reply(terminal.device, asked)
        return answer

    def _factors(self, code: str, kind: str, way: Way) -> tuple[str, ...]:
        """Where two kinds are asked for, people show card and face."""
        if not way.inward or not self._doors[code].second_factor:
            return ()
        return ("card",) if kind == "face" else ("face",)

    def _went_through(self, actor: Actor, door: AccessPoint, way: Way) -> None:
        terminal = self._site.terminals[door.code]
        terminal.passed(actor.card, inward=way.inward)
        self._site.touch(terminal)
        self._cross(actor, door, inward=way.inward)
        if way.step.tailed_by and way.step.door == door.code:
            terminal.passed("", inward=way.inward)
            self._cross(self._cast[way.step.tailed_by], door, inward=way.inward)

    def _cross(self, actor: Actor, door: AccessPoint, *, inward: bool) -> None:
        self._site.crossed(door.code, inward=inward)
        ends = door.from_room, door.to_room
        self._moved([actor], *(ends if inward else ends[::-1]))

    def _moved(self, party: list[Actor], from_room: str, to_room: str) -> None:
        for actor in party:
            self._site.moved(from_room, to_room)
            actor.room = to_room

    # ------------------------------------------------------------------------------------------------------- the house

    @property
    def _now(self) -> Millis:
        return self._site.clock.now()

    def _other_side(self, code: str, room: str) -> str:
        here, there = self._beyond[code]
        return there if room == here else here

    def _between(self, code: str) -> frozenset[str]:
        """The space between the two doors of an interlock; empty at any other door."""
        door = self._doors[code]
        if not door.partner:
            return frozenset()
        other = self._doors[door.partner]
        shared = {door.from_room, door.to_room} & {other.from_room, other.to_room}
        return frozenset(shared - {OUTSIDE})


def _ends(site: SimulatedSite) -> dict[str, tuple[str, str]]:
    doors = {door.code: (door.from_room, door.to_room) for door in site.plan.access_points}
    return doors | {link.code: (link.from_room, link.to_room) for link in site.plan.links}


def _lock(door: AccessPoint) -> str:
    return f"door:{min(door.code, door.partner) if door.partner else door.code}"


def _of(actor: Actor) -> str:
    return f"person:{actor.id}"


def _decided(asked: Presentation) -> Answered:
    return Answered(asked, asked.granted, 0, "" if asked.granted else "offline", "", "")
