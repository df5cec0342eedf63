"""场控: the composition root and the command line. Parts are put together here and nowhere else; stopping is starting reversed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import structlog
import typer

from venue.core.bus import Bus
from venue.core.chance import Chance, SeededChance, SystemChance
from venue.core.clock import Clock, SetClock, SystemClock, at_local, day_of
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore, open_keys
from venue.core.settings import Settings
from venue.core.work import Principal, Standing, Writer

if TYPE_CHECKING:
    from devices.mqtt import Address
    from venue.engine import Engine
    from venue.site.ground import Ground

ROOT = Path(__file__).resolve().parent
SAMPLE_SITE = ROOT / "resources" / "sample_site"
GOLDEN_DAY = ROOT / "resources" / "days" / "golden.toml"

log = structlog.get_logger("main")
HELP = "场控：公共资源交易中心场地智能化调度总控 / site control of a public-resource trading centre"
cli = typer.Typer(add_completion=False, help=HELP, rich_markup_mode=None)


class Unusable(Exception):
    """Something a person gave cannot be used; the text says what, in Chinese and English."""


# ------------------------------------------------------------------------------------------------------ the engine's house


@dataclass(frozen=True)
class Terms:
    """How an engine is to run: whose clock, whose chance, in lockstep with a simulated day or not."""

    clock: Clock
    chance: Chance
    lockstep: bool = False
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


def open_house(stack: contextlib.ExitStack, settings: Settings, terms: Terms) -> House:
    """Start database, leadership, broker, field, relay and engine, in this order; ``stack`` stops them in reverse."""
    from devices.field import Field
    from devices.lanes import MqttWire
    from devices.relay import MERGES, EngineRelay, Merge
    from devices.seams import Seams
    from venue.core.leadership import lead
    from venue.engine import Engine
    from venue.monitoring.health import HealthChanged
    from venue.monitoring.measurements import PointsRead

    keys, _ = open_keys(settings.key_file)
    database = open_database(stack, settings, keys)
    epoch = stack.enter_context(lead(database, desk=settings.desk, now=terms.clock.now()))
    bus, inbox = Bus(), Inbox()
    standing = Standing(settings.site, settings.kind, settings.desk, epoch, terms.clock, terms.chance, keys)
    writer = Writer(database, standing, bus.publish)
    ground = stand(writer, settings, terms)
    engine = Engine(writer, inbox, bus, ground, sealer=open_book(database, settings, terms, keys), lockstep=terms.lockstep)
    address = open_broker(stack, settings)
    seams = Seams(settings.site, inbox, bus, terms.clock, keys, epoch)
    beat = 0.0 if terms.lockstep else 1.0
    field_wire = stack.enter_context(MqttWire(address, "engine"))
    field = stack.enter_context(Field(seams, field_wire, homes=homes_of(ground, terms.clock), beat_every=beat))
    if not terms.lockstep:
        relay_wire = stack.enter_context(MqttWire(address, "relay"))
        merges = {**MERGES, PointsRead: Merge("values", by_first=True), HealthChanged: Merge("devices")}

        def facts() -> dict[str, Any]:
            return {"waiting": len(inbox), "unreadable": field.unreadable, "sealed": engine.sealer.size}

        stack.enter_context(EngineRelay(seams, relay_wire, facts=facts, merges=merges))
    engine.start()
    stack.callback(engine.stop)
    return House(settings, keys, database, writer, inbox, bus, ground, engine, address)


def open_database(stack: contextlib.ExitStack, settings: Settings, keys: KeyStore) -> Database:
    """The site's database in this program's form; the embedded one is encrypted under its own key."""
    from venue.migrations import prepare

    key = keys.key("database") if settings.url.startswith("sqlite") else None
    database = Database(settings.url, key=key, site=settings.site)
    stack.callback(database.close)
    prepare(database)
    return database


def open_book(database: Database, settings: Settings, terms: Terms, keys: KeyStore) -> Any:
    """The sealer of the book; what is wrong with the book at the start is said aloud and kept on the screen."""
    from venue.journal.heads_file import HeadsFile
    from venue.journal.seal import Sealer

    sealer = Sealer(keys, HeadsFile(settings.heads_file, durable=terms.durable))
    with database.reading() as read:
        for fault in sealer.open(read, settings.site):
            log.error("the book is not as it was left", fault=fault)
    return sealer


def open_broker(stack: contextlib.ExitStack, settings: Settings) -> Address:
    """The broker's address: the site's own, or an embedded one that dies with this process."""
    from devices.broker import EmbeddedBroker
    from devices.mqtt import Address

    if settings.broker != "embedded":
        return Address.parse(settings.broker, user=settings.broker_user, password=settings.broker_password)
    return stack.enter_context(EmbeddedBroker(settings.broker_port, note=settings.site_folder / "broker.json")).address


def stand(writer: Writer, settings: Settings, terms: Terms) -> Ground:
    """The ground to judge on: the stored site (imported on first start) and the rules."""
    from venue.rules.loading import load_rules
    from venue.site import places
    from venue.site.ground import Ground
    from venue.site.site_file import parse

    viewer = Principal("system", site=settings.site)
    with writer.reading() as read:
        stored = places.site(read, viewer)
    if stored is None:
        if settings.kind != "sample" and not settings.site_file:
            raise Unusable("请先导入站点文件：main.py site import FILE / import a site file first: main.py site import FILE")
        with writer.writing() as work:
            places.import_site(work, parse(Path(settings.site_file) if settings.site_file else SAMPLE_SITE))
        with writer.reading() as read:
            stored = places.site(read, viewer)
    assert stored is not None
    if terms.site_scale != 1.0:
        from devices.simulator.site import scaled

        stored = scaled(stored, terms.site_scale)
    return Ground(stored, load_rules(ROOT / "resources" / "rules"))


def homes_of(ground: Ground, clock: Clock) -> Any:
    """Where each device is registered: the access point of a door's device."""

    def home(device: str) -> str:
        known = ground.plan(clock.now()).device.get(device)
        return "" if known is None else known.door

    return home


