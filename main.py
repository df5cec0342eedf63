"""场控: the composition root and the command line. Parts are put together here and nowhere else; stopping is starting reversed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer

from venue.core.bus import Bus
from venue.core.chance import Chance, SystemChance
from venue.core.clock import Clock, SetClock, SystemClock, at_local, day_of
from venue.core.database import Database
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore, open_keys
from venue.core.settings import Settings
from venue.core.work import Principal, Standing, Writer

ROOT = Path(__file__).resolve().parent
SAMPLE_SITE = ROOT / "resources" / "sample_site"
GOLDEN_DAY = ROOT / "resources" / "days" / "golden.toml"

log = structlog.get_logger("main")
cli = typer.Typer(add_completion=False, no_args_is_help=False, help="场控：交易中心场地智能化调度总控 / site control of a trading centre")


def main(argv: list[str] | None = None) -> int:
    """Run one command; faults that a person can mend are one sentence in both languages, not a traceback."""
    from devices.broker import BrokerFault
    from venue.core.database import DatabaseFault
    from venue.core.keys import KeyStoreFault
    from venue.core.leadership import AlreadyLed

    try:
        code = cli(args=argv, standalone_mode=False)
    except typer.Exit as stopped:
        return stopped.exit_code
    except typer.Abort:
        return 130
    except (DatabaseFault, KeyStoreFault, AlreadyLed, BrokerFault, Unusable) as fault:
        sys.stderr.write(f"{fault}\n")
        return 2
    except _usage_errors() as fault:
        fault.show()
        return 2
    return code if isinstance(code, int) else 0


def _usage_errors() -> type[Any]:
    import click

    return click.ClickException


class Unusable(Exception):
    """Something a person gave cannot be used; the text says what, in Chinese and English."""


# ------------------------------------------------------------------------------------------------------ the engine's house


@dataclass(frozen=True)
class House:
    """The running parts of an engine process."""

    settings: Settings
    keys: KeyStore
    database: Database
    writer: Writer
    inbox: Inbox
    bus: Bus
    ground: Any
    engine: Any
    wire: Any


@dataclass(frozen=True)
class Terms:
    """How an engine is to run: whose clock, whose chance, in lockstep with a simulated day or not."""

    clock: Clock
    chance: Chance
    lockstep: bool = False
    site_scale: float = 1.0
    durable: bool = True


def open_house(stack: contextlib.ExitStack, settings: Settings, terms: Terms) -> House:
    """Start broker, database, engine, field and relay, in this order; ``stack`` stops them in reverse."""
    from devices.field import Field
    from devices.relay import EngineRelay
    from venue.core.leadership import lead
    from venue.engine import Engine
    from venue.journal.heads_file import HeadsFile
    from venue.journal.seal import Sealer
    from venue.migrations import prepare

    keys, _ = open_keys(settings.key_file)
    database = open_database(stack, settings, keys)
    prepare(database)
    epoch = stack.enter_context(lead(database, desk=settings.desk, now=terms.clock.now()))
    bus, inbox = Bus(), Inbox()
    standing = Standing(settings.site, settings.kind, settings.desk, epoch, terms.clock, terms.chance, keys)
    writer = Writer(database, standing, bus.publish)
    sealer = Sealer(keys, HeadsFile(settings.heads_file, durable=terms.durable))
    with database.reading() as read:
        faults = sealer.open(read, settings.site)
    for fault in faults:
        log.error("the book is not as it was left", fault=fault)
    ground = stand(writer, settings, terms)
    address = open_broker(stack, settings)
    engine = Engine(writer, inbox, bus, ground, sealer=sealer, lockstep=terms.lockstep)
    field = stack.enter_context(Field(address, inbox, bus, keys, site=settings.site, epoch=epoch, clock=terms.clock))
    stack.enter_context(EngineRelay(address, inbox, bus, keys, site=settings.site, clock=terms.clock))
    engine.start()
    stack.callback(engine.stop)
    return House(settings, keys, database, writer, inbox, bus, ground, engine, field)


def open_database(stack: contextlib.ExitStack, settings: Settings, keys: KeyStore) -> Database:
    """The site's database; the embedded one is encrypted under its own key."""
    key = keys.key("database") if settings.url.startswith("sqlite") else None
    database = Database(settings.url, key=key, site=settings.site)
    stack.callback(database.close)
    return database


def open_broker(stack: contextlib.ExitStack, settings: Settings) -> Any:
    """The broker's address: the site's own, or an embedded one that dies with this process."""
    from devices.broker import EmbeddedBroker
    from devices.mqtt import Address

    if settings.broker != "embedded":
        return Address.parse(settings.broker, user=settings.broker_user, password=settings.broker_password)
    return stack.enter_context(EmbeddedBroker(note=settings.site_folder / "broker.json")).address


def stand(writer: Writer, settings: Settings, terms: Terms) -> Any:
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
            raise Unusable("请先用 main.py site import 导入站点文件 / import a site file first: main.py site import FILE")
        with writer.writing() as work:
            places.import_site(work, parse(Path(settings.site_file) if settings.site_file else SAMPLE_SITE))
        with writer.reading() as read:
            stored = places.site(read, viewer)
    assert stored is not None
    if terms.site_scale != 1.0:
        from devices.simulator.site import scaled

        stored = scaled(stored, terms.site_scale)
    return Ground(stored, load_rules(ROOT / "resources" / "rules"))


if __name__ == "__main__":
    sys.exit(main())
