"""A simulated day, played: in lockstep as fast as the engine judges, or live at the pace of the site's clock.

In lockstep the simulator moves the time. It lets everything happen that is due in a moment (at most two seconds, each thing at its
own instant, and never past an instant that something or the engine waits for), says how many messages that were, and waits until
the engine has judged them and its commands and receipts are back. Nothing sleeps and nothing reads the wall's clock, so the same
file and seed give the same book, byte for byte.
"""

from __future__ import annotations

import contextlib
import queue
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog

from devices.envelope import device_keys
from devices.fixture import Fixture
from devices.seams import Seams
from devices.simulator.acts import Arguments, Desks, OpenReading
from devices.simulator.day_checks import site_faults
from devices.simulator.day_clock import DayClock
from devices.simulator.day_file import DayFile
from devices.simulator.faults import Faults
from devices.simulator.line import SharedLine
from devices.simulator.people import Cast
from devices.simulator.programme import Programme
from devices.simulator.resumed import Resumption
from devices.simulator.site import SimulatedSite
from devices.simulator.stage import Stage
from devices.simulator.telemetry import Telemetry
from devices.simulator.twins import Fitting
from devices.topics import site_clock
from devices.wire import Wire
from venue.core.chance import SeededChance
from venue.core.clock import SECOND, Millis
from venue.core.messages import Barrier, Command, Settled, SolvePlan, Tick
from venue.core.work import Work
from venue.operations.day_plan import DayFaults, Imported, import_day
from venue.site.plan import SiteFile

log = structlog.get_logger("simulator")

GRAIN: Millis = 2 * SECOND
"""What happens within so much time may be judged together."""

TRADING = "ETS-1"
"""The gateway under which the trading system reports."""

PATIENCE_S = 60.0
SOLVER_PATIENCE_S = 300.0
"""A solver in lockstep counts rounds, not seconds: a slow machine takes longer for the same answer."""

HANDOVER_S = 0.0005
"""Threads wait for each other some thousand times in a simulated hour: the interpreter's own 5 ms would be felt."""

POLL_S = 0.05
ENGINE_GONE_AFTER: Millis = 10 * SECOND
"""Live, a terminal that hears no heartbeat of the site for so long decides by itself."""


class Stalled(Exception):
    """The engine or the line no longer answers; the text says at which instant, in Chinese and English."""


@dataclass(frozen=True)
class Hands:
    """What the simulator may do besides speaking on the wire.

    ``write`` does something in a writing transaction (used once, by :meth:`SimulatedDay.prepare`), ``reading`` opens a reading
    one, ``beat`` tells all devices the site's clock.
    """

    write: Callable[[Callable[[Work], Any]], Any]
    reading: OpenReading
    beat: Callable[[], object]


class SimulatedDay:
    """One day of a file on one site.

    ``plan`` is the site file as it holds on the day, ``wire`` a line of the simulator's own. Call :meth:`prepare` before the
    engine starts, then :meth:`play`, then, if it shall go on with the clock, :meth:`live`; :meth:`stop` ends everything.
    """

    def __init__(
        self,
        day: DayFile,
        plan: SiteFile,
        wire: Wire,
        seams: Seams,
        *,
        hands: Hands,
        telemetry: Telemetry | None = None,
    ) -> None:
        wrong = tuple(site_faults(day, plan))
        if wrong:
            raise DayFaults(day.name, wrong)
        self.day, self.plan = day, plan
        self._seams, self._hands = seams, hands
        self.clock = DayClock(seams.clock)
        self.line = SharedLine(wire, clock_topic=site_clock(seams.site))
        self.stage = Stage(self.clock)
        self.cast = Cast((), {})
        chance = SeededChance(day.script.play.seed)
        fitting = Fitting(
            seams.site, self.line, self.clock, seams.keys, telemetry or day.telemetry, lambda *asked: self._may(*asked)
        )
        self.site = SimulatedSite(plan, fitting, chance=chance.fork("weather"))
        for terminal in self.site.terminals.values():
            terminal.answered = partial(self.stage.answered, terminal.device)
        own = device_keys(seams.keys, TRADING)
        self._trading = Fixture(TRADING, site=seams.site, wire=self.line, clock=self.clock, keys=own)
        self._own = {*self.site.twins.every, TRADING}
        self._faults = Faults(day, self.site, self.line, self.clock)
        self._desks = Desks(day, seams)
        self._settled: queue.SimpleQueue[Settled] = queue.SimpleQueue()
        self._commanded = self._judged = self._searching = self.instants = 0
        self._engine_due: Millis | None = None
        self._ends = [
            seams.bus.subscribe(Settled, self._settled.put),
            seams.bus.subscribe(Command, self._count),
            seams.bus.subscribe(SolvePlan, self._count_search),
        ]
        self._live: threading.Thread | None = None
        self._over = threading.Event()
        self._begun = False

    # ------------------------------------------------------------------------------------------------------- beginning

    def prepare(self) -> Imported:
        """Import people, projects and accounts of the day, once; tells what the import did. Before the engine starts."""
        imported: Imported = self._hands.write(lambda work: import_day(work, self.day.plan))
        self.cast = Cast(self.day.plan.form.people, imported.people)
        arguments = Arguments(self.day, imported.people, self._hands.reading, site=self._seams.site)
        self._programme = Programme(
            day=self.day,
            site=self.site,
            stage=self.stage,
            cast=self.cast,
            faults=self._faults,
            arguments=arguments,
            trading=self._trading,
            keys=self._seams.keys,
        )
        return imported

    def _begin(self) -> None:
        """Switch the site on and put everybody's script on the stage."""
        if self._begun:
            return
        self._begun = True
        now = self.clock.now()
        resumed = Resumption(self.day, self.cast, now=now)
        with self._hands.reading() as read:
            resumed.look(read, self._seams.site, self.site)
            resumed.wake(read, self._seams.site, self._trading)
        self._beat()
        self.site.start()
        self._programme.put_on_stage(resumed)

    def _may(self, access_point: str, kind: str, token: str, direction: str) -> bool:
        return self.cast.may_offline(access_point, kind, token, direction)

    # -------------------------------------------------------------------------------------------------------- lockstep

    def play(self, until: Millis | None = None, *, progress: Callable[[Millis], None] | None = None) -> None:
        """Play the day in lockstep up to an instant (default: its end). The engine must be in lockstep.

        Raises :class:`Stalled` when the engine or the line no longer answers.
        """
        self._begin()
        end = self.day.until if until is None else until
        with _quick_handover():
            while (due := self._next_due()) <= end:
                self._moment(due, end)
                if progress is not None:
                    progress(self.clock.now())
            self.clock.pin(end)
            self._settle(end)

    def _next_due(self) -> Millis:
        waiting = self.clock.now() + GRAIN if self.line.sent > self._judged else None
        known = (self._own_due(), self._engine_due, waiting)
        earliest = min(at for at in known if at is not None)
        return max(earliest, self.clock.now())

    def _own_due(self) -> Millis:
        """When somebody on the stage or a device does something next."""
        staged = self.stage.next_due
        return self.site.next_due() if staged is None else min(staged, self.site.next_due())

    def _moment(self, start: Millis, last: Millis) -> None:
        """Let happen what is due from ``start`` on, then have it judged at the instant of the last of it."""
        bounds = (start + GRAIN, last, self.stage.next_exact(), self._engine_due)
        end = max(start, min(at for at in bounds if at is not None))
        now = start
        while now <= end:
            beats = self.site.next_due() <= now
            self.clock.pin(now)
            self.stage.step()
            self.site.tick()
            if beats or self.stage.asked:
                break  # heartbeats tell the clock's error, acts are entered at their instant: nothing later may join them
            now = max(self._own_due(), now + 1)
        if self._awaits(self.clock.now()):
            self._settle(self.clock.now())
            self._do_asked()

    def _awaits(self, now: Millis) -> bool:
        """Whether anything is to be judged: something was said or asked, or the engine itself has something to do."""
        said = self.line.sent > self._judged or bool(self.stage.asked)
        return said or self._engine_due is None or self._engine_due <= now

    def _settle(self, at: Millis) -> None:
        """Have everything judged that was said, and let the twins hear what comes of it.

        While a solver searches the clock stands: its answer belongs to the instant of the question.
        """
        self._judge(at)
        while self._searching:
            self._judge(at)

    def _judge(self, at: Millis) -> None:
        self.clock.pin(at)
        self.instants += 1
        said, searches = self.line.sent - self._judged, self._searching
        self._searching = 0
        self._seams.inbox.put(Barrier(now=self.clock.now(), expected=said + searches))
        try:
            settled = self._settled.get(timeout=SOLVER_PATIENCE_S if searches else PATIENCE_S)
        except queue.Empty:
            raise Stalled(self._where("引擎没有应答", "the engine does not answer")) from None
        self._judged += said
        self._engine_due = settled.next_due
        if self._faults.came_back:
            self._faults.came_back.clear()
            self._beat()
        self._hear()

    def _hear(self) -> None:
        if not self.line.wait(arrived=self._commanded, timeout=PATIENCE_S):
            raise Stalled(self._where("命令或回执没有到达", "commands or receipts did not arrive"))
        for device in self.line.hand_out():
            if device in self.site.twins.every:
                self.site.touch(self.site.twin(device))

    def _beat(self) -> None:
        before = self.line.beats
        self._hands.beat()
        if not self.line.wait(arrived=0, beats=before + 1, timeout=PATIENCE_S):
            raise Stalled(self._where("站点时钟没有到达", "the site's clock did not arrive"))
        self.line.hand_out()

    def _do_asked(self) -> None:
        """Acts at desks are asked one after the other at this instant; then the clock ticks once more."""
        if not self.stage.asked:
            return
        while self.stage.asked:
            asked, part = self.stage.asked.popleft()
            self.stage.reply(part, self._desks.ask(asked.account, asked.act, asked.args))
        self._settle(self.clock.now())

    def _count(self, command: Command) -> None:
        self._commanded += command.device in self._own

    def _count_search(self, order: SolvePlan) -> None:
        self._searching += 1

    def _where(self, zh: str, en: str) -> str:
        now = self.clock.now()
        return f"模拟日停在 {now}：{zh} / the simulated day stands at {now}: {en}"

    # ------------------------------------------------------------------------------------------------------------ live

    def live(self) -> None:
        """Go on with the site's clock, on a thread of its own, until :meth:`stop`. The engine must not be in lockstep."""
        self._begin()
        self.clock.follow()
        pace = max(1.0, float(getattr(self._seams.clock, "speed", 1.0)))
        for twin in self.site.twins.every.values():
            twin.resend_after = round(twin.resend_after * pace)
            twin.resend_latest = round(twin.resend_latest * pace)
        for terminal in self.site.terminals.values():
            terminal.patience = round(terminal.patience * pace)
            terminal.silent_after = round(ENGINE_GONE_AFTER * pace)
        self._live = threading.Thread(target=self._run, args=(min(1.0, max(POLL_S, 1.0 / pace)),), name="simulator")
        self._live.daemon = True
        self._live.start()

    def stop(self) -> None:
        """End the live day, if there is one, and hear no more."""
        self._over.set()
        if self._live is not None and self._live is not threading.current_thread():
            self._live.join(timeout=10)
        for end in self._ends:
            end()
        self._desks.close()
        self.line.close()

    def _run(self, tick_every: float) -> None:
        ticked = 0.0
        while not self._over.is_set():
            with contextlib.suppress(queue.Empty):
                while True:
                    self._settled.get_nowait()
            try:
                self._breathe()
            except Exception:
                log.exception("the live day stumbled")
            if time.monotonic() - ticked >= tick_every:
                ticked = time.monotonic()
                self._seams.inbox.put(Tick(now=self._seams.clock.now()))
            self.line.linger(POLL_S)

    def _breathe(self) -> None:
        for device in self.line.hand_out():
            if device in self.site.twins.every:
                self.site.touch(self.site.twin(device))
        self.stage.step()
        self.site.tick()
        while self.stage.asked and not self._over.is_set():
            asked, part = self.stage.asked.popleft()
            self.stage.reply(part, self._desks.ask(asked.account, asked.act, asked.args))

    # ----------------------------------------------------------------------------------------------------------- views

    @property
    def subjects(self) -> Mapping[str, str]:
        """The code of each person of the day, by the file's id."""
        return {person: actor.subject for person, actor in self.cast.actors.items()}


@contextlib.contextmanager
def _quick_handover() -> Iterator[None]:
    """Let threads hand over to each other more often than the interpreter would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(HANDOVER_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
