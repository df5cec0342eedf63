"""The engine: one thread that takes from the inbox and lets the right room act. Read :meth:`Engine.judge` first.

Whatever waits of one urgency (doors, acts of people, sensors and the clock) is judged in one transaction, one fsync for all, each
matter under its own savepoint. Only after the commit do commands, receipts, answers and notices leave. If the commit fails nothing
leaves: devices keep their messages until a receipt, people are told that nothing was stored, and the engine says so until writing
works again.
"""

from __future__ import annotations

import gc
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import structlog

from venue import jobs
from venue.access import admissions, deposits, doors, sightings
from venue.core.acts import No, Refused, perform
from venue.core.bus import Bus
from venue.core.clock import Millis, SetClock, local
from venue.core.inbox import SENSORS, Inbox
from venue.core.messages import (
    Answer,
    Barrier,
    CameraReported,
    Command,
    CredentialPresented,
    DeviceFound,
    DeviceLost,
    DoorStateChanged,
    EngineTrouble,
    EngineWell,
    FaceSeen,
    Heartbeat,
    LockerChanged,
    Message,
    PassageSensed,
    PeopleCounted,
    PlanFound,
    PointRead,
    Reading,
    Request,
    RoomPrepared,
    Settled,
    Tick,
    TradingReported,
    Unreadable,
)
from venue.core.work import Principal, Work, Writer
from venue.core.workdays import is_workday
from venue.journal.seal import Sealer
from venue.monitoring import alarms, cameras, dead_letters, measurements, watch
from venue.monitoring.health import HealthBook
from venue.monitoring.streams import Streams
from venue.operations import readiness, trading
from venue.people import sessions
from venue.schedule import proposals
from venue.site.ground import Ground

log = structlog.get_logger("engine")


@dataclass
class Floor:
    """What the engine keeps in its head between transactions; all of it can be read again from the tables."""

    ground: Ground
    streams: Streams = field(default_factory=Streams)
    health: HealthBook = field(default_factory=HealthBook)
    timetable: jobs.Timetable = field(default_factory=jobs.Timetable)

    def forget(self) -> None:
        """A transaction was lost: read everything again."""
        self.streams.forget()
        self.health.forget()
        self.timetable.forget()


Handler = Callable[[Work, Any, Floor], object]

HANDLERS: dict[type[Reading], Handler] = {
    CredentialPresented: lambda work, said, floor: admissions.admit(work, said, floor.ground, floor.health),
    DoorStateChanged: lambda work, said, floor: doors.door_said(work, said, floor.ground, floor.health),
    PassageSensed: lambda work, said, floor: doors.passage_sensed(work, said, floor.ground, floor.health),
    LockerChanged: lambda work, said, floor: deposits.locker_said(work, said),
    CameraReported: lambda work, said, floor: cameras.camera_said(
        work, said, floor.health.before, room=floor.ground.room_of_device(said.device, said.source_at)
    ),
    FaceSeen: lambda work, said, floor: sightings.seen(work, said),
    TradingReported: lambda work, said, floor: trading.reported(work, said),
    Heartbeat: lambda work, said, floor: watch.heartbeat(work, said, floor.health.before),
    DeviceLost: lambda work, said, floor: watch.lost(work, said),
    DeviceFound: lambda work, said, floor: watch.found(work, said),
    RoomPrepared: lambda work, said, floor: readiness.prepared(work, said),
    Unreadable: lambda work, said, floor: watch.unreadable(work, said),
    PlanFound: lambda work, said, floor: proposals.found(work, said),
}
"""Which room hears what. Measurements are gathered and stored as one batch instead."""


TOGETHER = 256
"""So many messages at most are taken at once: whoever comes to a door meanwhile waits for no more than these."""


def urgent_first(messages: Sequence[Message]) -> Iterator[list[Message]]:
    """Doors, then acts of people, then sensors with the clock, each in their order.

    Nobody at a door waits for a password, a thermometer or a plan; and no device counts as silent while its word waits beside
    the tick.
    """
    groups: tuple[list[Message], ...] = ([], [], [])
    for message in messages:
        groups[2 if isinstance(message, (Tick, PlanFound, *SENSORS)) else isinstance(message, Request)].append(message)
    return filter(None, groups)


class Engine:
    """Judges what waits in the inbox.

    ``lockstep`` is for simulated days: readings wait for their barrier, and time is the barrier's.
    """

    def __init__(
        self, writer: Writer, inbox: Inbox, bus: Bus, ground: Ground, *, sealer: Sealer, lockstep: bool = False
    ) -> None:
        self.writer = writer
        self.inbox = inbox
        self.bus = bus
        self.floor = Floor(ground)
        self.sealer = sealer
        self.lockstep = lockstep
        self._gathered: list[Reading] = []
        self._barrier: Barrier | None = None
        self._sent = 0
        self._seal_alarmed = False
        self._trouble: Millis | None = None
        self._thread = threading.Thread(target=self._run, name="engine", daemon=True)

    # ------------------------------------------------------------------------------------------------- the thread

    def start(self) -> None:
        """Begin to judge, on a thread of its own."""
        # The calendar takes half a second to read, the first time that it is asked: now, and not while somebody waits at a door.
        is_workday(local(self.writer.standing.clock.now()).date())
        # What is there by now stays: looking through all of it for garbage, again and again, takes a tenth of a second each time.
        gc.collect()
        gc.freeze()
        self._thread.start()

    def stop(self) -> None:
        """Judge what has arrived, seal the book's end, then stop; devices keep what is not acknowledged."""
        self.inbox.close()
        self._thread.join(timeout=10)
        gc.unfreeze()
        self.seal()

    def seal(self) -> str:
        """Seal everything that is stored; gives the root over it, 64 hex digits. Only while the thread does not run or waits."""
        with self.writer.writing() as work:
            self.sealer.seal(work)
        self.sealer.after_commit()
        return self.sealer.root

    def _run(self) -> None:
        while not (self.inbox.closed and not len(self.inbox)):
            taken = self.inbox.take(limit=TOGETHER, timeout=0.25)
            if taken:
                self.judge(taken)

    # ---------------------------------------------------------------------------------------------- one group commit

    def judge(self, taken: Sequence[Message]) -> None:
        """Judge a group of messages, doors before all else; in lockstep, a simulated instant when all of it is in."""
        if not self.lockstep:
            for group in urgent_first(taken):
                self._commit(group)
            return
        self._gathered += [message for message in taken if isinstance(message, Reading)]
        others = [message for message in taken if not isinstance(message, Reading | Barrier)]
        if others:
            self._commit(others)
        self._barrier = next((m for m in taken if isinstance(m, Barrier)), self._barrier)
        if self._barrier is not None and len(self._gathered) >= self._barrier.expected:
            self._settle(self._barrier)

    def _settle(self, barrier: Barrier) -> None:
        readings = sorted(
            self._gathered, key=lambda reading: (reading.source_at, reading.device, reading.boot, reading.seq)
        )
        self._gathered, self._barrier, self._sent = [], None, 0
        clock = self.writer.standing.clock
        if isinstance(clock, SetClock):
            clock.set(barrier.now)
        self._commit([*(msgspec.structs.replace(r, received_at=barrier.now) for r in readings), Tick(now=barrier.now)])
        due = self.floor.timetable.next_due
        self.bus.publish(Settled(now=barrier.now, judged=len(readings), commands=self._sent, next_due=due))

    def _commit(self, messages: Sequence[Message]) -> None:
        try:
            with self.writer.writing() as work:
                self._judge_all(work, messages)
                self._watch_seal(work)
                self.sealer.seal_if_due(work)
                outgoing = list(work.outgoing)
                work.outgoing.clear()
        except Exception as fault:
            self._not_stored(messages, fault)
            return
        self._deliver(outgoing)
        self.sealer.after_commit()  # last: nobody at a door waits for the outside copy of the heads to be flushed

    def _judge_all(self, work: Work, messages: Sequence[Message]) -> None:
        measured: list[PointRead | PeopleCounted] = []
        for message in messages:
            if isinstance(message, Reading):
                if not self._is_new(work, message):
                    continue
                if isinstance(message, PointRead | PeopleCounted):
                    measured.append(message)
                elif not self._says_nothing_new(message):
                    self._hear(work, message)
            elif isinstance(message, Request):
                self._act(work, message)
        measurements.store(work, measured)
        self.floor.streams.write(work)
        self.floor.health.write(work)
        self.floor.timetable.stir(work.outgoing)
        if any(isinstance(message, Tick) for message in messages):
            jobs.due(work, self.floor.ground, self.floor.health, self.floor.timetable)

    def _watch_seal(self, work: Work) -> None:
        """A broken seal stops no door; it is an alarm until somebody has looked."""
        broken = self.sealer.trouble
        if broken and not self._seal_alarmed:
            alarms.raise_alarm(work, "seal_broken", fault=broken)
        elif self._seal_alarmed and not broken:
            alarms.clear_alarm(work, "seal_broken")
        self._seal_alarmed = bool(broken)

    def _is_new(self, work: Work, reading: Reading) -> bool:
        if isinstance(reading, PlanFound):
            return True  # a process of ours, no device: it has no stream and no health
        new = self.floor.streams.is_new(work, reading)
        self.floor.health.hear(work, reading)
        return new

    def _says_nothing_new(self, reading: Reading) -> bool:
        """Most words of devices are that all is as before: nothing is to be judged, no savepoint to be set."""
        before = self.floor.health.before
        if isinstance(reading, Heartbeat):
            return watch.nothing_new(reading, before)
        return isinstance(reading, CameraReported) and cameras.nothing_new(reading, before)

    def _hear(self, work: Work, reading: Reading) -> None:
        handler = HANDLERS[type(reading)]
        try:
            with work.matter():
                handler(work, reading, self.floor)
        except Refused as no:
            self._keep_unjudged(work, reading, no.code, str(no.args_))
        except Exception as fault:
            log.exception("a reading could not be judged", device=reading.device, kind=type(reading).__name__)
            self._keep_unjudged(work, reading, "engine_fault", type(fault).__name__)

    def _keep_unjudged(self, work: Work, reading: Reading, fault: str, detail: str) -> None:
        letter = Unreadable(
            device=reading.device,
            received_at=reading.received_at,
            topic=type(reading).__name__,
            raw=msgspec.json.encode(reading),
            fault=fault,
            detail=detail,
        )
        dead_letters.keep(work, letter)

    # ------------------------------------------------------------------------------------------------ acts of people

    def _act(self, work: Work, request: Request) -> None:
        known = sessions.principal_of(work, request.session)
        nobody = Principal("", site=work.site, desk=request.desk)
        hand = work.on_behalf_of(nobody if known is None else replace(known, desk=request.desk))
        try:
            with work.matter():
                value = perform(hand, request.act, request.args)
        except Refused as no:
            work.outgoing.append(Answer(id=request.id, ok=False, code=no.code, args=no.args_))
        except Exception as fault:
            log.exception("an act failed", act=request.act)
            told = {"act": request.act, "fault": type(fault).__name__}
            work.outgoing.append(Answer(id=request.id, ok=False, code="act.failed", args=told))
        else:
            work.outgoing.append(_answer(request, value))

    # --------------------------------------------------------------------------------------------- after the commit

    def _deliver(self, outgoing: Sequence[Message]) -> None:
        if self._trouble is not None:
            self.bus.publish(EngineWell(since=self.writer.standing.clock.now()))
            self._trouble = None
        for message in outgoing:
            self._sent += isinstance(message, Command)
            self.bus.publish(message)

    def _not_stored(self, messages: Sequence[Message], fault: Exception) -> None:
        log.error("nothing was stored", fault=str(fault), messages=len(messages))
        self.floor.forget()
        self.sealer.forget()
        for message in messages:
            if isinstance(message, Request):
                self.bus.publish(Answer(id=message.id, ok=False, code="engine.not_stored"))
        if self._trouble is None:
            self._trouble = self.writer.standing.clock.now()
        self.bus.publish(EngineTrouble(since=self._trouble, fault=type(fault).__name__))


def _answer(request: Request, value: Any) -> Answer:
    if isinstance(value, No):
        return Answer(id=request.id, ok=False, code=value.code, args=dict(value.args))
    return Answer(id=request.id, ok=True, value=value)
