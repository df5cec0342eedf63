"""A whole engine with a broker and a simulated day in one process, as the command ``day`` puts them together."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from devices.broker import EmbeddedBroker
from devices.field import Field
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.seams import Seams
from devices.simulator.day_file import DayFile
from devices.simulator.play import Hands, SimulatedDay
from devices.simulator.report import report
from devices.simulator.telemetry import scaled
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.wording import RESOURCES
from venue.core.work import Principal, Standing, Work, Writer
from venue.engine import Engine
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import Sealer
from venue.migrations import prepare
from venue.rules.loading import load_rules
from venue.schedule.solving import Solving
from venue.site import places
from venue.site.ground import Ground
from venue.site.plan import SiteFile


@dataclass
class DayHouse:
    """The running parts of a day."""

    day: DayFile
    database: Database
    clock: SetClock
    engine: Engine
    seams: Seams
    field: Field
    simulated: SimulatedDay

    @property
    def viewer(self) -> Principal:
        return Principal("tester", site=self.seams.site)

    def report(self) -> dict[str, Any]:
        with self.database.reading() as read:
            return report(read, self.viewer, self.day)


@contextlib.contextmanager
def running(day: DayFile, folder: Path, *, address: Address | None = None, site: SiteFile) -> Iterator[DayHouse]:
    """The house of a day, prepared and in lockstep; a database that is in the folder already is used."""
    with contextlib.ExitStack() as stack:
        broker = address or stack.enter_context(EmbeddedBroker()).address
        chance = SeededChance(day.script.play.seed)
        keys = fresh_keys(chance.fork("keys"))
        url = f"sqlite:///{folder / 'site.db'}"
        database = Database(url, key=keys.key("database"), site=site.site.code, durable=False)
        stack.callback(database.close)
        prepare(database)
        clock, bus, inbox = SetClock(day.start), Bus(), Inbox()
        standing = Standing(site.site.code, site.site.kind, "desk-1", 1, clock, chance.fork("house"), keys)
        writer = Writer(database, standing, bus.publish)
        with writer.writing() as work:
            places.import_site(work, site)
        ground = Ground(scaled(site, day.telemetry.factor), load_rules(RESOURCES / "rules"))
        sealer = Sealer(keys, HeadsFile(folder / "heads.jsonl", durable=False))
        with database.reading() as read:
            sealer.open(read, site.site.code)
        engine = Engine(writer, inbox, bus, ground, sealer=sealer, lockstep=True)
        stack.enter_context(Solving(inbox, bus, clock, lockstep=lambda: engine.lockstep))
        seams = Seams(site.site.code, inbox, bus, clock, keys)
        field = stack.enter_context(Field(seams, line(stack, broker, f"engine-{folder.name}"), beat_every=0))
        hands = Hands(write=writing(writer), reading=database.reading, beat=field.beat)
        twins = line(stack, broker, f"twins-{folder.name}")
        simulated = SimulatedDay(day, site.on(day.day), twins, seams, hands=hands)
        stack.callback(simulated.stop)
        simulated.prepare()
        assert twins.ready()
        engine.start()
        stack.callback(engine.stop)
        yield DayHouse(day, database, clock, engine, seams, field, simulated)


def line(stack: contextlib.ExitStack, broker: Address, name: str) -> MqttWire:
    wire = MqttWire(broker, name)
    stack.callback(wire.close)
    assert wire.ready()
    return wire


def writing(writer: Writer) -> Callable[[Callable[[Work], Any]], Any]:
    def write(does: Callable[[Work], Any]) -> Any:
        with writer.writing() as work:
            return does(work)

    return write
