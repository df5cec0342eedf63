"""Where the parts are put together, and nowhere else. One ``ExitStack`` holds them, so that stopping is starting reversed."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

from devices.broker import BrokerFault, EmbeddedBroker
from devices.mqtt import Address, Link, State
from venue.core.bus import Bus
from venue.core.chance import Chance, SystemChance
from venue.core.clock import MINUTE, Clock, SetClock
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore, open_keys
from venue.core.messages import DeviceFound, DeviceLost, Notice
from venue.core.processes import alive
from venue.core.settings import Settings
from venue.core.work import Principal, Standing, Writer
from venue.monitoring.watch import BROKER

if TYPE_CHECKING:
    from sqlalchemy.engine import Connection

    from devices.field import Field
    from devices.lanes import MqttWire
    from devices.seams import Seams
    from venue.engine import Engine
    from venue.site.ground import Ground

ROOT = Path(__file__).resolve().parent
SAMPLE_SITE = ROOT / "resources" / "sample_site"
GOLDEN_DAY = ROOT / "resources" / "days" / "golden.toml"

log = structlog.get_logger("composition")

FIRST_KEYS = (
    "已生成密钥文件。只拿到数据目录的人读不出数据库；同时拿到密钥文件的人可以。请把密钥文件与数据分开保管并备份。",
    "Keys were made. Whoever has only the data folder reads nothing, whoever has the key file too reads everything:"
    " keep and back up the key file apart.",
)


class Unusable(Exception):
    """Something a person gave cannot be used; the text says what, in Chinese and English."""


# ------------------------------------------------------------------------------------------------------ the engine's house


@dataclass(frozen=True)
class Terms:
    """How an engine is to run: whose clock and chance, in lockstep with a simulated day, alone (nobody looks) or with desks."""

    clock: Clock
    chance: Chance
    lockstep: bool = False
    alone: bool = False
    site_scale: float = 1.0
    durable: bool = True


@dataclass(frozen=True)
class House:
    """The running parts of an engine's process."""

    settings: Settings
    keys: KeyStore
    database: Database
    writer: Writer
    inbox: Inbox
    bus: Bus
    ground: Ground
    engine: Engine
    address: Address
    seams: Seams
    field: Field
    wire: MqttWire
    broker: EmbeddedBroker | None


def open_house(stack: contextlib.ExitStack, settings: Settings, terms: Terms) -> House:
    """Open database, leadership, broker, field and relay, in this order; ``stack`` closes them in reverse. Then :func:`begin`."""
    from devices.field import Field
    from devices.lanes import MqttWire
    from devices.relay import MERGES, EngineRelay, Merge
    from devices.seams import Seams
    from venue.core.leadership import lead
    from venue.engine import Engine
    from venue.monitoring.health import HealthChanged
    from venue.monitoring.measurements import PointsRead
    from venue.schedule.solving import Solving

    import_acts()
    keys, made = open_keys(settings.key_file)
    if made:
        log.warning("keys made", zh=FIRST_KEYS[0], en=FIRST_KEYS[1], file=str(settings.key_file))
    database = open_database(stack, settings, keys, durable=terms.durable)
    epoch = stack.enter_context(lead(database, desk=settings.desk, now=terms.clock.now()))
    bus, inbox = Bus(), Inbox()
    standing = Standing(settings.site, settings.kind, settings.desk, epoch, terms.clock, terms.chance, keys)
    writer = Writer(database, standing, bus.publish)
    ground = stand(writer, settings, terms)
    engine = Engine(
        writer, inbox, bus, ground, sealer=open_book(database, settings, terms, keys), lockstep=terms.lockstep
    )
    stack.enter_context(Solving(inbox, bus, terms.clock, lockstep=lambda: engine.lockstep))
    address, broker = open_broker(stack, settings)
    seams = Seams(settings.site, inbox, bus, terms.clock, keys, epoch)
    beat = 0.0 if terms.alone else 1.0
    field_wire = stack.enter_context(
        MqttWire(address, f"engine-{settings.site}-{settings.desk}", told=tell_of_links(engine, inbox))
    )
    field = stack.enter_context(Field(seams, field_wire, homes=homes_of(ground, terms.clock), beat_every=beat))
    if not terms.alone:
        relay_wire = stack.enter_context(MqttWire(address, f"relay-{settings.site}-{settings.desk}"))
        merges: dict[type[Notice], Merge] = {
            **MERGES,
            PointsRead: Merge("values", by_first=True),
            HealthChanged: Merge("devices"),
        }

        def facts() -> dict[str, Any]:
            speed = terms.clock.speed if isinstance(terms.clock, SetClock) else 1.0
            counts = {"waiting": len(inbox), "unreadable": field.unreadable, "sealed": engine.sealer.size}
            return {**counts, "speed": speed, "trouble": engine.sealer.trouble}

        stack.enter_context(EngineRelay(seams, relay_wire, facts=facts, merges=merges))
    return House(
        settings, keys, database, writer, inbox, bus, ground, engine, address, seams, field, field_wire, broker
    )


def begin(stack: contextlib.ExitStack, house: House) -> None:
    """Let the engine judge, on its thread, until ``stack`` ends. What a solver was at when the last engine ended is no longer."""
    from venue.schedule import proposals

    with house.database.reading() as read:
        interrupted = proposals.being_solved(read, house.settings.site)
    if interrupted:
        with house.writer.writing() as work:
            proposals.fail_interrupted(work)
    house.engine.start()
    stack.callback(house.engine.stop)


def database_of(stack: contextlib.ExitStack, settings: Settings, keys: KeyStore) -> Database:
    """The site's database as it is, to read from; a newer or an unprepared one is left alone."""
    key = keys.key("database") if settings.url.startswith("sqlite") else None
    if settings.url.startswith("sqlite") and not Path(settings.url.removeprefix("sqlite:///")).exists():
        raise Unusable(
            f"还没有数据库：{settings.url}，请先启动一次 / there is no database yet: {settings.url}; start once first"
        )
    database = Database(settings.url, key=key, site=settings.site)
    stack.callback(database.close)
    return database


def open_database(stack: contextlib.ExitStack, settings: Settings, keys: KeyStore, *, durable: bool = True) -> Database:
    """The site's database in this program's form; the embedded one is encrypted under its own key."""
    from venue.migrations import prepare

    key = keys.key("database") if settings.url.startswith("sqlite") else None
    database = Database(settings.url, key=key, site=settings.site, durable=durable)
    stack.callback(database.close)
    prepare(database)
    with database.engine.begin() as connection:
        mend_guards(connection)
    return database


def mend_guards(connection: Connection) -> None:
    """The last guards against double bookings are looked for at every start; what somebody took away is said and put back."""
    from venue.schedule.guards import install_overlap_guards, missing_guards

    if missing := missing_guards(connection):
        log.error("guards against double bookings were missing and are put back", missing=missing)
        install_overlap_guards(connection)


def open_book(database: Database, settings: Settings, terms: Terms, keys: KeyStore) -> Any:
    """The sealer of the book; what is wrong with the book at the start is said aloud and kept on the screen."""
    from venue.journal.heads_file import HeadsFile
    from venue.journal.seal import EVERY, Sealer

    # A day played at full speed has thousands of its seconds in a minute: there 512 entries, or ten of its minutes, make a head.
    every = EVERY if terms.durable else 10 * MINUTE
    sealer = Sealer(keys, HeadsFile(settings.heads_file, durable=terms.durable), every=every)
    with database.reading() as read:
        for fault in sealer.open(read, settings.site):
            log.error("the book is not as it was left", fault=fault)
    return sealer


def open_broker(stack: contextlib.ExitStack, settings: Settings) -> tuple[Address, EmbeddedBroker | None]:
    """The broker's address: the site's own, or an embedded one that dies with this process."""
    if settings.broker != "embedded":
        return Address.parse(settings.broker, user=settings.broker_user, password=settings.broker_password), None
    broker = stack.enter_context(EmbeddedBroker(settings.broker_port, note=settings.site_folder / "broker.json"))
    keep_alive(stack, broker)
    return broker.address, broker


def keep_alive(stack: contextlib.ExitStack, broker: EmbeddedBroker) -> None:
    """Start the embedded broker again, on its port, whenever its process has ended; devices and engine find it there."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(1.0):
            if not broker.running:
                log.error("the embedded broker ended; starting it again", port=broker.port)
                try:
                    broker.restart()
                except BrokerFault as fault:
                    log.error("the embedded broker does not start", fault=str(fault))

    thread = threading.Thread(target=watch, name="broker watch", daemon=True)
    thread.start()
    stack.callback(thread.join, 20)
    stack.callback(over.set)


def stand(writer: Writer, settings: Settings, terms: Terms) -> Ground:
    """The ground to judge on: the stored site (imported on first start) and the rules."""
    from venue.people import accounts
    from venue.rules.loading import load_rules
    from venue.site import places
    from venue.site.ground import Ground
    from venue.site.site_file import parse

    viewer = Principal("system", site=settings.site)
    with writer.reading() as read:
        stored = places.site(read, viewer)
    if stored is None:
        if settings.kind != "sample" and not settings.site_file:
            raise Unusable(
                "请先导入站点文件：main.py site import FILE / import a site file first: main.py site import FILE"
            )
        with writer.writing() as work:
            if settings.kind == "sample":
                accounts.open_samples(work)
            places.import_site(work, parse(Path(settings.site_file) if settings.site_file else SAMPLE_SITE))
        with writer.reading() as read:
            stored = places.site(read, viewer)
    assert stored is not None
    if terms.site_scale != 1.0:
        from devices.simulator.site import scaled

        stored = scaled(stored, terms.site_scale)
    return Ground(stored, load_rules(ROOT / "resources" / "rules"))


def tell_of_links(engine: Engine, inbox: Inbox) -> Callable[[Link], None]:
    """Tell the engine when its own line to the broker breaks or comes back; a simulated day in lockstep is left alone."""
    lost: set[str] = set()

    def told(link: Link) -> None:
        if engine.lockstep:
            return
        if link.state is State.DOWN:
            lost.add(link.name)
            inbox.put(DeviceLost(device=BROKER, cause=f"{link.name}: {link.reason}"))
        elif link.state is State.UP and link.name in lost:
            lost.discard(link.name)
            if not lost:
                inbox.put(DeviceFound(device=BROKER))

    return told


def homes_of(ground: Ground, clock: Clock) -> Any:
    """Where each device is registered: the access point of a door's device."""

    def home(device: str) -> str:
        known = ground.plan(clock.now()).device.get(device)
        return "" if known is None else known.door

    return home


# ---------------------------------------------------------------------------------------------------------- the desk's house


@dataclass(frozen=True)
class Whereabouts:
    """Where this site's engine is, as it left word in its folder: ``preparing`` or ``running``, and at which instant."""

    host: str
    port: int
    pid: int
    state: str
    at: int


def leave_word(house: House, state: str, *, at: int = 0) -> None:
    """Tell the desks on this machine where the broker is and how far the start has come."""
    told = {
        "pid": os.getpid(),
        "host": house.address.host,
        "port": house.address.port,
        "state": state,
        "at": at or house.writer.standing.clock.now(),
    }
    path = word_of(house.settings)
    path.with_suffix(".new").write_text(json.dumps(told))
    path.with_suffix(".new").replace(path)


def word_of(settings: Settings) -> Path:
    """The file in which the engine leaves word."""
    return settings.site_folder / "engine.json"


def engine_of(settings: Settings) -> Whereabouts | None:
    """Where the engine is, ``None`` when none has left word or the one that did is gone."""
    try:
        told = json.loads(word_of(settings).read_text())
        if not alive(int(told["pid"])):
            return None
        return Whereabouts(told["host"], int(told["port"]), int(told["pid"]), told["state"], int(told["at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


class SiteClock:
    """The site's time as the engine's pulse tells it, running on at the wall's pace (times the day's speed) between pulses."""

    def __init__(self, start: int) -> None:
        self._clock = SetClock(start, 1.0)

    def now(self) -> int:
        """The site's present instant, as far as this desk knows."""
        return self._clock.now()

    @property
    def speed(self) -> float:
        """How many of the site's seconds pass in one of the wall's."""
        return self._clock.speed

    def hear(self, at: int, speed: float = 1.0) -> None:
        """The engine told the time and its pace. A screen's clock never goes back; one that ran ahead waits."""
        ahead = self._clock.now() - at
        if ahead < 0:
            self._clock.set(at)
        self._clock.run(0.0 if ahead > 2_000 * max(1.0, speed) else speed)


def ask_engine(
    stack: contextlib.ExitStack, settings: Settings, bus: Bus, told: Callable[[Any], None] | None = None
) -> Any:
    """A line to the running engine. Raises :class:`Unusable` when there is none."""
    from devices.desk_relay import DeskRelay
    from devices.lanes import MqttWire
    from devices.mqtt import Address

    keys, _ = open_keys(settings.key_file)
    if settings.broker == "embedded":
        where = engine_of(settings)
        if where is None:
            raise Unusable("引擎没有运行，请先启动：boot.py run engine / no engine runs; start one: boot.py run engine")
        address = Address(where.port, where.host)
    else:
        address = Address.parse(settings.broker, user=settings.broker_user, password=settings.broker_password)
    name = f"{settings.desk}-{os.getpid()}"
    wire = stack.enter_context(MqttWire(address, name))
    return stack.enter_context(DeskRelay(site=settings.site, desk=name, wire=wire, bus=bus, keys=keys, told=told))


@contextlib.contextmanager
def writing_alone(settings: Settings) -> Iterator[Writer]:
    """Write without a running engine, as its leader for a moment: for imports and first accounts at the console."""
    from venue.core.clock import SystemClock
    from venue.core.leadership import lead

    keys, _ = open_keys(settings.key_file)
    clock = SystemClock()
    with contextlib.ExitStack() as stack:
        database = open_database(stack, settings, keys)
        epoch = stack.enter_context(lead(database, desk=settings.desk, now=clock.now()))
        standing = Standing(settings.site, settings.kind, settings.desk, epoch, clock, SystemChance(), keys)
        yield Writer(database, standing)


def import_acts() -> None:
    """Make every act of the venue known, whichever room it is in."""
    from venue.migrations import every_table

    every_table()


def read_patrol_log(stack: contextlib.ExitStack, settings: Settings, *, first: str, last: str) -> Any:
    """The patrol log of some days, read from the stored book."""
    from venue.core.clock import SystemClock
    from venue.journal.chain import Ed25519Signer
    from venue.records.patrol_log import Letterhead, patrol_log
    from venue.site import places

    keys, _ = open_keys(settings.key_file)
    database = database_of(stack, settings, keys)
    viewer = Principal("console", site=settings.site)
    with database.reading() as read:
        site = places.site(read, viewer)
        if site is None:
            raise Unusable("站点尚未导入 / no site has been imported")
        name = site.site.name
        head = Letterhead(
            site=settings.site,
            name_zh=name.zh,
            name_en=name.en,
            kind=settings.kind,
            public_key=Ed25519Signer(keys.signing_key()).public_key,
            key=keys.key_id(),
        )
        return patrol_log(read, viewer, first=first, last=last, head=head, at=SystemClock().now())
