"""A site whose engine is killed over and over while a terminal speaks, and what the book says afterwards."""

from __future__ import annotations

import contextlib
import json
import multiprocessing
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

import sqlalchemy as sa

from devices.broker import EmbeddedBroker
from devices.device_journal import FileJournal
from devices.envelope import device_keys
from devices.lanes import MqttWire
from devices.terminals import Terminal
from tests.house import crash_engine
from tests.house.crash_engine import MUTE
from venue.access.admissions import admissions
from venue.core.chance import SeededChance
from venue.core.clock import SystemClock
from venue.core.database import Database
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.journal import book
from venue.journal.verify import Report, verify_book

SITE, TERMINAL, DOOR = "M", "T-10", "D-10"
UNDER_WAY = 10
"""So many events at most wait for their receipt; the terminal speaks as fast as that allows."""

PATIENCE_S = 30.0
ENGINES = multiprocessing.get_context("forkserver")
ENGINES.set_forkserver_preload([crash_engine.__name__])


class QuickTerminal(Terminal):
    """One that repeats itself soon: the tests shall not wait for three seconds at each crash."""

    resend_after = 60
    resend_latest = 120


@dataclass(frozen=True)
class Outcome:
    """What became of the events: how often each is stored by (boot, number), what the terminal believes to be stored, the book."""

    said: int
    acknowledged: set[tuple[int, int]]
    stored: Counter[tuple[int, int]]
    entered: Counter[tuple[int, int]]
    report: Report

    @property
    def missing(self) -> set[tuple[int, int]]:
        """Acknowledged, but not in the tables or not in the book."""
        return {event for event in self.acknowledged if not self.stored[event] or not self.entered[event]}

    @property
    def doubled(self) -> set[tuple[int, int]]:
        """Stored or entered more than once."""
        return {event for event in self.stored if self.stored[event] > 1 or self.entered[event] > 1}


class CrashSite:
    """One terminal, one broker, and an engine that dies."""

    def __init__(self, folder: Path, broker: EmbeddedBroker, wire: MqttWire) -> None:
        self.broker = broker
        address = f"127.0.0.1:{broker.port}"
        folders = {"data_folder": folder / "data", "key_folder": folder / "keys"}
        self.settings = Settings(site=SITE, kind="sample", broker=address, **folders)
        self.keys, _ = open_keys(self.settings.key_file)
        self.journal = FileJournal(folder / "terminal.journal")
        keys = device_keys(self.keys, TERMINAL)
        clock = SystemClock()
        self.terminal = QuickTerminal(
            TERMINAL, access_point=DOOR, keys=keys, site=SITE, wire=wire, clock=clock, journal=self.journal
        )
        self.said: set[tuple[int, int]] = set()
        self._engine: BaseProcess | None = None
        self._chance = SeededChance("crash loop")

    # ------------------------------------------------------------------------------------------------------ the engine

    def start_engine(self, fault: str = "") -> None:
        """An engine as it is, or with one of the faults of :mod:`tests.house.crash_engine`."""
        told = json.loads(self.settings.model_dump_json())
        self._engine = ENGINES.Process(target=crash_engine.serve, args=(told, fault), daemon=True)
        self._engine.start()

    @property
    def runs(self) -> bool:
        return self._engine is not None and self._engine.is_alive()

    def kill_engine(self) -> None:
        """kill -9."""
        assert self._engine is not None
        self._engine.kill()
        self._engine.join()
        self._engine = None

    # --------------------------------------------------------------------------------------------------- the terminal

    def speak(self) -> None:
        """Say what there is room for, and repeat what has had no receipt."""
        while self.terminal.unacknowledged < UNDER_WAY:
            number = self.terminal.say("credential", kind="card", token="nobody", access_point=DOOR)
            self.said.add((self.journal.boot, number))
        self.terminal.tick()

    def until(self, receipts: int, *, speaking: bool = True) -> None:
        """Let the terminal speak until so many more events are acknowledged."""
        before, patience = self.acknowledged, time.monotonic() + PATIENCE_S
        while self.acknowledged - before < receipts:
            assert time.monotonic() < patience, "no receipt came"
            assert self.runs, "the engine ended by itself"
            if speaking:
                self.speak()
            else:
                self.terminal.tick()
            time.sleep(0.001)

    @property
    def acknowledged(self) -> int:
        return len(self.said) - self.terminal.unacknowledged

    # ------------------------------------------------------------------------------------------------------ the loop

    def cycle(self, *, broker_too: bool = False) -> None:
        """Start an engine, let it acknowledge a few events, and kill it in the midst of the next."""
        self.start_engine()
        self.until(1 + self._below(8))
        if broker_too:
            self.broker.kill()
        time.sleep(self._below(8) / 1000)  # the blow falls anywhere: while it reads, judges, commits or tells
        self.kill_engine()
        if broker_too:
            self.broker.restart()

    def outlive_the_broker(self) -> None:
        """The broker dies and comes back while the engine goes on; then the engine is killed."""
        self.start_engine()
        self.until(3)
        self.broker.kill()
        self.broker.restart()
        self.until(3)
        self.kill_engine()

    def stored_but_not_acknowledged(self) -> None:
        """Let an engine store all that waits, and kill it before it has told anybody."""
        self.start_engine(MUTE)
        patience = time.monotonic() + PATIENCE_S
        while not (self.said and self.said <= set(self.stored())):
            assert time.monotonic() < patience, "nothing was stored"
            self.speak()
            time.sleep(0.02)
        self.kill_engine()

    def finish(self, fault: str = "") -> Outcome:
        """One engine more that hears everything that still waits, then what is stored."""
        self.start_engine(fault)
        self.until(self.terminal.unacknowledged, speaking=False)
        self.kill_engine()
        return self.outcome()

    def stored(self) -> Counter[tuple[int, int]]:
        """How often each event stands in the tables now; nothing while there are none."""
        if not Path(self.settings.url.removeprefix("sqlite:///")).exists():
            return Counter()
        with self._database() as database, database.reading() as read:
            if not sa.inspect(read.connection).has_table(admissions.name):
                return Counter()
            return Counter((row.boot, row.seq) for row in read.all(sa.select(admissions.c.boot, admissions.c.seq)))

    def outcome(self) -> Outcome:
        waiting = {(kept.boot, kept.seq) for kept in self.journal.waiting(len(self.said))}
        with self._database() as database, database.reading() as read:
            report = self._verified(database)
            rows = read.all(sa.select(book.journal.c.payload).where(book.journal.c.act == "access.decided"))
        told = [json.loads(row.payload) for row in rows]
        return Outcome(
            said=len(self.said),
            acknowledged=self.said - waiting,
            stored=self.stored(),
            entered=Counter((one["boot"], one["seq"]) for one in told),
            report=report,
        )

    def _database(self) -> contextlib.closing[Database]:
        return contextlib.closing(Database(self.settings.url, key=self.keys.key("database"), site=SITE))

    def _verified(self, database: Database) -> Report:
        file = self.settings.heads_file  # an engine may be killed before it has sealed anything
        kept = [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []
        with book.opened(database, SITE, [self.keys.public_key()]) as source:
            return verify_book(source.entries, source.heads, public_keys=source.public_keys, kept_heads=kept)

    def _below(self, limit: int) -> int:
        return int.from_bytes(self._chance.bytes(2), "big") % limit


@contextlib.contextmanager
def crashing(folder: Path) -> Iterator[CrashSite]:
    """A site on its own embedded broker; whatever is left running at the end is ended."""
    with EmbeddedBroker() as broker, MqttWire(broker.address, "crash-terminal") as wire:
        site = CrashSite(folder, broker, wire)
        assert wire.ready(10)
        try:
            yield site
        finally:
            if site.runs:
                site.kill_engine()
            site.journal.close()
