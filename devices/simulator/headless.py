"""A whole simulated day without a screen: engine, broker, devices and people in one process and a folder of their own.

The folder is fresh and nobody looks, so what guards a site in service against a power cut is left out: the disk is not waited
for, and heads are signed every 512 entries only. What is judged, stored and entered in the book is the same.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from devices.broker import EmbeddedBroker
from devices.field import Field
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.seams import Seams
from devices.simulator.day_file import DayFile, load_day, read
from devices.simulator.play import Hands, SimulatedDay
from devices.simulator.random_days import random_day
from devices.simulator.report import disagreements
from devices.simulator.report import report as report_of
from devices.simulator.telemetry import scaled
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, wall
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import fresh_keys
from venue.core.wording import RESOURCES
from venue.core.work import Principal, Standing, Work, Writer
from venue.engine import Engine
from venue.journal.book import last_position
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import AT_MOST, Sealer
from venue.migrations import prepare
from venue.rules.loading import load_rules
from venue.site import places
from venue.site.ground import Ground
from venue.site.plan import SiteFile
from venue.site.site_file import parse

VIEWER = "simulator"
HANDOVER_S = 0.0005
"""Threads hand over to each other a few thousand times a simulated hour; the interpreter's 5 ms would be felt."""


@dataclass
class DayHouse:
    """The running parts of a headless day."""

    day: DayFile
    database: Database
    writer: Writer
    engine: Engine
    seams: Seams
    field: Field
    simulated: SimulatedDay

    @property
    def viewer(self) -> Principal:
        """Whose eyes read the totals."""
        return Principal(VIEWER, site=self.seams.site)

    def report(self) -> dict[str, Any]:
        """What the day has come to so far."""
        with self.database.reading() as read:
            return report_of(read, self.viewer, self.day)


class SparingSealer(Sealer):
    """Signs a head when 512 entries wait: a fast day has a thousand seconds in one of the wall's."""

    def seal_if_due(self, work: Work) -> bool:
        """Sign a head in the open transaction if enough waits."""
        return last_position(work) - self.size >= AT_MOST and self.seal(work)


def play_day(
    file: Path,
    *,
    seed: str = "",
    keep: Path | None = None,
    report: Path | None = None,
    say: Callable[[str], object] = print,
) -> dict[str, Any]:
    """Play the day in a file from its beginning to its end and tell what it came to; ``report`` is a file for that.

    ``random`` or ``random:SEED`` instead of a file is a day drawn from the seed, on the sample site. ``keep`` is an empty folder
    in which database and heads stay. Raises ``DayFaults`` naming each mistake of the file.
    """
    day = _drawn(file.name, seed) if file.name.partition(":")[0] == "random" else load_day(file)
    if seed:
        play = msgspec.structs.replace(day.script.play, seed=seed)
        day = replace(day, script=msgspec.structs.replace(day.script, play=play))
    with contextlib.ExitStack() as stack:
        folder = keep or Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="changkong-day-")))
        if folder.exists() and any(folder.iterdir()):
            raise FileExistsError(f"目录不是空的：{folder} / the folder is not empty: {folder}")
        folder.mkdir(parents=True, exist_ok=True)
        house = stack.enter_context(running(day, folder))
        stack.enter_context(quick_handover())
        house.simulated.play(progress=_hours(say))
        seal(house)
        told = house.report()
    if report is not None:
        report.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    _say_totals(told, say)
    return told


def _drawn(name: str, seed: str) -> DayFile:
    wanted = seed or name.partition(":")[2] or "1"
    return read(random_day(parse(RESOURCES / "sample_site"), seed=wanted), f"random:{wanted}")


@contextlib.contextmanager
def running(
    day: DayFile, folder: Path, *, address: Address | None = None, site: SiteFile | None = None
) -> Iterator[DayHouse]:
    """The house of a day, prepared and in lockstep, in a fresh folder; ``address`` is a broker's, else one is started."""
    whole = site or parse(RESOURCES / "sample_site")
    with contextlib.ExitStack() as stack:
        broker = address or stack.enter_context(EmbeddedBroker()).address
        chance = SeededChance(day.script.play.seed)
        keys = fresh_keys(chance.fork("keys"))
        database = _fresh_database(stack, folder, keys.key("database"), whole.site.code)
        clock, bus, inbox = SetClock(day.start), Bus(), Inbox()
        standing = Standing(whole.site.code, whole.site.kind, VIEWER, 1, clock, chance.fork("house"), keys)
        writer = Writer(database, standing, bus.publish)
        with writer.writing() as work:
            places.import_site(work, whole)
        ground = Ground(scaled(whole, day.telemetry.factor), load_rules(RESOURCES / "rules"))
        sealer = SparingSealer(keys, HeadsFile(folder / "heads.jsonl", durable=False))
        with database.reading() as read:
            sealer.open(read, whole.site.code)
        engine = Engine(writer, inbox, bus, ground, sealer=sealer, lockstep=True)
        seams = Seams(whole.site.code, inbox, bus, clock, keys)
        field = stack.enter_context(Field(seams, _line(stack, broker, f"engine-{folder.name}"), beat_every=0))
        line = _line(stack, broker, f"twins-{folder.name}")
        hands = Hands(write=_writing(writer), reading=database.reading, beat=field.beat)
        simulated = SimulatedDay(day, whole.on(day.day), line, seams, hands=hands)
        stack.callback(simulated.stop)
        simulated.prepare()
        line.ready()
        engine.start()
        stack.callback(engine.stop)
        yield DayHouse(day, database, writer, engine, seams, field, simulated)


def seal(house: DayHouse) -> None:
    """Sign a head over whatever is not sealed yet. The engine must be at rest."""
    with house.writer.writing() as work:
        house.engine.sealer.seal(work)
    house.engine.sealer.after_commit()


@contextlib.contextmanager
def quick_handover() -> Iterator[None]:
    """Let threads hand over to each other more often than the interpreter would."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(HANDOVER_S)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def _fresh_database(stack: contextlib.ExitStack, folder: Path, key: bytes, site: str) -> Database:
    database = Database(f"sqlite:///{folder / 'site.db'}", key=key, site=site, durable=False)
    stack.callback(database.close)
    prepare(database)
    return database


def _line(stack: contextlib.ExitStack, broker: Address, name: str) -> MqttWire:
    wire = MqttWire(broker, name)
    stack.callback(wire.close)
    wire.ready()
    return wire


def _writing(writer: Writer) -> Callable[[Callable[[Work], Any]], Any]:
    def write(does: Callable[[Work], Any]) -> Any:
        with writer.writing() as work:
            return does(work)

    return write


def _hours(say: Callable[[str], object]) -> Callable[[int], None]:
    told: list[str] = []

    def progress(at: int) -> None:
        hour = wall(at, seconds=False)[:2]
        if hour not in told:
            told.append(hour)
            say(f"{hour}:00")

    return progress


def _say_totals(told: dict[str, Any], say: Callable[[str], object]) -> None:
    patrols = told["patrols"]
    say(f"通行 {told['passages']}，拒绝 {told['denied']} / passages {told['passages']}, denied {told['denied']}")
    say(f"报警 {sum(told['alarms'].values())} / alarms: {told['alarms']}")
    say(
        f"巡查 计划 {patrols['planned']}，完整 {patrols['complete']}，未完成 {patrols['incomplete']}，加查 {patrols['extra']}"
        f" / patrols: {patrols}"
    )
    say(
        f"账本 {told['journal']['entries']} 条，根 {told['journal']['root']} / book of {told['journal']['entries']} entries"
    )
    for line in disagreements(told):
        say(f"与脚本不符：{line} / not as the file expects")
