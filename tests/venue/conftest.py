"""Databases for the tests of the venue: the same tests on SQLite and on PostgreSQL, each with a clean schema."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import venue
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.keys import fresh_keys
from venue.core.tables import metadata
from venue.core.work import Principal, Standing, Writer

SITE = "M"
NINE_FORTY = at_local("2026-11-23", "09:40")


def every_table() -> None:
    for module in pkgutil.walk_packages(venue.__path__, "venue."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A fresh database with every table, on both kinds."""
    every_table()
    if request.param == "sqlite":
        url, key = f"sqlite:///{tmp_path / 'site.db'}", b"k" * 32
    else:
        url, key = request.getfixturevalue("fresh_postgresql"), None
    opened = Database(url, key=key, site=SITE)
    metadata.create_all(opened.engine)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NINE_FORTY)


@pytest.fixture
def writer(database: Database, clock: SetClock) -> Writer:
    chance = SeededChance("tests")
    standing = Standing(SITE, "sample", "desk-1", 1, clock, chance, fresh_keys(chance.fork("keys")))
    return Writer(database, standing)


@pytest.fixture
def viewer() -> Principal:
    return Principal("limin", frozenset({"operator"}), SITE, "desk-1")
