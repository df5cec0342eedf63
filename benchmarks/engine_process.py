"""The engine as a site runs it (wire, field, relay, engine, encrypted database with FULL) in a process of its own.

The parent asks over a pipe; the answers come from the child's main thread, which does nothing else.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from benchmarks.children import Child, child
from devices.mqtt import Address
from venue.core.clock import Clock, SetClock, SystemClock, at_local
from venue.core.keys import open_keys
from venue.core.settings import Settings

GOLDEN = "2026-11-23"
EVALUATING = ("G01", "G03")
PHASES = (("08:30", "arming"), ("09:30", "opening"), ("09:50", "assembling"), ("10:20", "evaluating"))
"""How far some projects of the golden day are brought before the clock runs."""


@dataclass(frozen=True)
class Stored:
    """What the engine has stored of measurements: rows, distinct values, and when the last group was committed.

    ``at`` is on the machine's monotonic clock, which all processes share; ``cpu`` is the processor time of the process so far.
    """

    rows: int
    distinct: int
    at: float
    cpu: float


class EngineProcess:
    """A running engine; made by :func:`running_engine`."""

    def __init__(self, child: Child) -> None:
        self._child = child
        self.pid = child.process.pid or 0

    def ask(self, question: str) -> Any:
        """One answer of the child; the questions are the methods of :class:`_Listening`."""
        self._child.say(question)
        return self._child.hear()

    def wait_for(self, rows: int, *, patience: float = 10.0) -> Stored:
        """Wait until so many rows are stored; gives up when nothing more has come for ``patience`` seconds."""
        before, since = -1, time.monotonic()
        while True:
            now = self.ask("rows")
            if now >= rows or (now == before and time.monotonic() - since > patience):
                return self.ask("stored")
            if now != before:
                before, since = now, time.monotonic()
            time.sleep(0.05)


def settings_in(folder: Path, address: Address | None = None, **more: Any) -> Settings:
    """Settings of the sample site with all its data in a folder; without an address with the embedded broker."""
    broker = "embedded" if address is None else f"{address.host}:{address.port}"
    return Settings(data_folder=folder / "data", key_folder=folder / "keys", broker=broker, kind="sample", **more)


@contextlib.contextmanager
def running_engine(settings: Settings, *, begins: str = "", people: int = 0) -> Iterator[EngineProcess]:
    """An engine on these settings, ready to hear; stopped in order at the end of the block.

    With ``begins``, a wall-clock time such as ``10:30``, it stands in the golden day at that time, with its people and projects,
    and the clock runs on from there; without, it is a site on the computer's clock, with so many ``people`` inside.
    """
    open_keys(settings.key_file)
    with child(_serve, settings.model_dump(), begins, people) as made:
        engine = EngineProcess(made)
        engine.ask("ready")
        yield engine
        engine.ask("stop")


class _Listening:
    """The child's side: the questions it answers."""

    def __init__(self, house: Any) -> None:
        from venue.monitoring.measurements import PointsRead

        self._house, self._at = house, 0.0
        house.bus.subscribe(PointsRead, self._note)

    def _note(self, notice: Any) -> None:
        self._at = time.monotonic()

    def ready(self) -> str:
        return "ready"

    def port(self) -> int:
        return int(self._house.address.port)

    def clock(self) -> tuple[int, float]:
        return self._house.writer.standing.clock.now(), time.monotonic()

    def waiting(self) -> int:
        return len(self._house.inbox)

    def coalesced(self) -> int:
        return int(self._house.inbox.coalesced)

    def rows(self) -> int:
        from venue.monitoring.measurements import readings

        return int(self._scalar(sa.func.coalesce(sa.func.max(readings.c.number), 0)))

    def stored(self) -> Stored:
        from venue.monitoring.measurements import readings

        rows, distinct = sa.func.count(), sa.func.count(sa.distinct(readings.c.value))
        cpu = time.process_time()
        return Stored(self._scalar(rows.select().select_from(readings)), self._scalar(distinct), self._at, cpu)

    def _scalar(self, wanted: Any) -> Any:
        with self._house.database.reading() as read:
            return read.scalar(wanted if isinstance(wanted, sa.Select) else sa.select(wanted))


def _serve(line: Connection, told: dict[str, Any], begins: str, people: int) -> None:
    from composition import Terms, begin, leave_word, open_house
    from main import keep_ticking
    from venue.core.chance import SystemChance

    clock: Clock = SetClock(at_local(GOLDEN, "07:30")) if begins else SystemClock()
    with contextlib.ExitStack() as stack:
        house = open_house(stack, Settings(**told), Terms(clock, SystemChance()))
        if isinstance(clock, SetClock):
            _live_through(house, clock, until=begins)
        _let_in(house, people)
        begin(stack, house)
        keep_ticking(stack, house)
        leave_word(house, "running")
        listening = _Listening(house)
        while (asked := line.recv()) != "stop":
            line.send(getattr(listening, asked)())
    line.send("stopped")


def _live_through(house: Any, clock: SetClock, *, until: str) -> None:
    """The people and projects of the golden day, some of them brought to their evaluation; then the clock runs."""
    from composition import GOLDEN_DAY
    from venue.operations.day_plan import import_day, load
    from venue.operations.phase_gates import advance

    with house.writer.writing() as work:
        import_day(work, load(GOLDEN_DAY))
    for wall, phase in PHASES:
        clock.set(at_local(GOLDEN, wall))
        for project in EVALUATING:
            with house.writer.writing() as work:
                advance(work, project=project, to=phase, source="trading", reason="benchmark")
    clock.set(at_local(GOLDEN, until))
    clock.run(1.0)


def _let_in(house: Any, people: int) -> None:
    """So many visitors in the rooms of the site, as if they had come through their doors."""
    from venue.access.presence import presence

    rooms, now = house.ground.site.rooms, house.writer.standing.clock.now()
    with house.writer.writing() as work:
        work.insert_all(
            presence,
            [
                {
                    "site": work.site,
                    "subject": f"P-{number}",
                    "role": "visitor",
                    "project": "",
                    "zone": rooms[number % len(rooms)].zone,
                    "room": rooms[number % len(rooms)].code,
                    "since": now,
                    "passage": 0,
                }
                for number in range(people)
            ],
        )
