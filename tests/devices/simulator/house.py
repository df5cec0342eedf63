"""A whole engine with a broker and a simulated day, as ``main.py`` puts them together, for tests in one process."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from devices.broker import EmbeddedBroker
from devices.field import Field
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.seams import Seams
from devices.simulator.day_file import DayFile
from devices.simulator.play import Hands, SimulatedDay
from devices.simulator.telemetry import scaled
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.work import Principal, Standing, Work, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.migrations import prepare
from venue.rules.loading import load_rules
from venue.site import places
from venue.site.ground import Ground
from venue.site.plan import SiteFile
from venue.site.site_file import parse

ROOT = Path(__file__).resolve().parents[3]
GOLDEN = ROOT / "resources" / "days" / "golden.toml"
SITE = "M"
VIEWER = Principal("limin", frozenset({"operator"}), SITE, "desk-1")


@cache
def sample_site() -> SiteFile:
    return parse(ROOT / "resources" / "sample_site")


@cache
def sample_rules() -> Any:
    return load_rules(ROOT / "resources" / "rules")


@dataclass
class House:
    """A running engine with its day; ``reading()`` for the views, ``engine`` to leave lockstep."""

    day: DayFile
    database: Database
    clock: SetClock
    engine: Engine
    seams: Seams
    field: Field
    simulated: SimulatedDay
    folder: Path

    def reading(self) -> Any:
        return self.database.reading()


@contextlib.contextmanager
def running(
    day: DayFile, folder: Path, *, address: Address | None = None, plan: SiteFile | None = None
) -> Iterator[House]:
    """The house for a day, prepared and in lockstep; everything ends with the block."""
    with contextlib.ExitStack() as stack:
        where = address or stack.enter_context(EmbeddedBroker()).address
        chance = SeededChance(day.script.play.seed)
        clock = SetClock(day.start)
        keys = fresh_keys(chance.fork("keys"))
        database = Database(f"sqlite:///{folder / 'site.db'}", key=keys.key("database"), site=SITE)
        stack.callback(database.close)
        prepare(database)
        site_file = scaled(plan or sample_site(), day.telemetry.factor)
        bus, inbox = Bus(), Inbox()
        writer = Writer(database, Standing(SITE, "sample", "desk-1", 1, clock, chance.fork("house"), keys), bus.publish)
        if not (folder / "heads.jsonl").exists():
            with writer.writing() as work:
                places.import_site(work, plan or sample_site())
        sealer = Sealer(keys, HeadsFile(folder / "heads.jsonl", durable=False))
        with database.reading() as read:
            sealer.open(read, SITE)
        engine = Engine(writer, inbox, bus, Ground(site_file, sample_rules()), sealer=sealer, lockstep=True)
        seams = Seams(SITE, inbox, bus, clock, keys)
        wire = MqttWire(where, f"engine-{folder.name}")
        stack.callback(wire.close)
        field = stack.enter_context(Field(seams, wire, beat_every=0))
        twins = MqttWire(where, f"twins-{folder.name}")
        stack.callback(twins.close)
        hands = Hands(write=writing(writer), reading=database.reading, beat=field.beat)
        simulated = SimulatedDay(day, (plan or sample_site()).on(day.day), twins, seams, hands=hands)
        stack.callback(simulated.stop)
        simulated.prepare()
        assert wire.ready() and twins.ready()
        engine.start()
        stack.callback(engine.stop)
        yield House(day, database, clock, engine, seams, field, simulated, folder)


def writing(writer: Writer) -> Callable[[Callable[[Work], Any]], Any]:
    def write(does: Callable[[Work], Any]) -> Any:
        with writer.writing() as work:
            return does(work)

    return write
