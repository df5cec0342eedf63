"""Databases for the tests of the venue: the same tests on SQLite and on PostgreSQL, each with a clean schema."""

from __future__ import annotations

import importlib
import pkgutil
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

import venue
from tests import services
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.database import Database
from venue.core.keys import fresh_keys
from venue.core.tables import metadata
from venue.core.work import Principal, Standing, Writer
from venue.journal.guards import install_guards

SITE = "M"
NINE_FORTY = at_local("2026-11-23", "09:40")


def every_table() -> None:
    for module in pkgutil.walk_packages(venue.__path__, "venue."):
        if ".migrations" not in module.name:
            importlib.import_module(module.name)


KEY = b"k" * 32


def made(url: str, key: bytes | None) -> None:
    """Make every table in an empty database, as a start of the program does."""
    every_table()
    database = Database(url, key=key, site=SITE)
    metadata.create_all(database.engine)
    database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "site.db"
    made(f"sqlite:///{path}", KEY)
    return path


@pytest.fixture(scope="session")
def postgresql_site(postgresql: services.PostgreSQL) -> str:
    url = postgresql.create("venue_shared")
    made(url, None)
    return url


def emptied(url: str) -> None:
    """Remove every row that a test left, the book's too, and put its guards back on."""
    engine = sa.create_engine(url, poolclass=sa.NullPool)
    with engine.begin() as connection:
        deleted = [f'DELETE FROM "{table.name}"' for table in reversed(metadata.sorted_tables)]
        book = [f"ALTER TABLE {name} DISABLE TRIGGER USER" for name in ("journal", "journal_heads")]
        connection.exec_driver_sql(";".join([*book, *deleted]))
        install_guards(connection)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database with every table, on both kinds: a copy of one that was made once, or one that is emptied again."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "site.db")
        opened = Database(f"sqlite:///{tmp_path / 'site.db'}", key=KEY, site=SITE)
        yield opened
        opened.close()
        return
    url = request.getfixturevalue("postgresql_site")
    opened = Database(url, site=SITE)
    yield opened
    opened.close()
    emptied(url)


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
