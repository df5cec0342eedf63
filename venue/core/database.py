"""The site's database: one writer, many readers, the same code on SQLite and PostgreSQL.

SQLite is the embedded default, through ``sqlcipher3`` (encrypted pages, a newer SQLite than Python carries), in WAL mode
with ``synchronous=FULL``: on real power cuts NORMAL lost acknowledged rows. PostgreSQL serves a site in earnest.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine, make_url
from sqlalchemy.pool import QueuePool

Row = sa.Row[Any]


class DatabaseFault(Exception):
    """The database cannot be used; the text says why in Chinese and English."""


@dataclass(frozen=True)
class Reading:
    """An open reading transaction: one consistent picture, never a write."""

    connection: Connection

    def all(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Every row of the statement."""
        return self.connection.execute(statement, dict(args or {})).all()

    def first(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, or ``None``."""
        return self.connection.execute(statement, dict(args or {})).first()

    def scalar(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Any:
        """The first column of the first row, or ``None``."""
        return self.connection.execute(statement, dict(args or {})).scalar()


class Database:
    """Two engines on one database: one connection that writes, a few that only read.

    ``durable=False`` leaves the flushing of SQLite to the system: only for a simulated day in a folder of its own, which is played
    again rather than recovered.
    """

    def __init__(self, url: str, *, key: bytes | None = None, site: str = "", durable: bool = True) -> None:
        self.url = make_url(url)
        self.site = site
        self.sqlite = self.url.get_backend_name() == "sqlite"
        self._writer = (
            _sqlite(self.url, key, writes=True, durable=durable) if self.sqlite else _postgresql(self.url, writes=True)
        )
        self._reader = _sqlite(self.url, key, writes=False) if self.sqlite else _postgresql(self.url, writes=False)

    @contextlib.contextmanager
    def reading(self) -> Iterator[Reading]:
        """A consistent picture to read from; closes by itself and never keeps a writer waiting."""
        with self._reader.connect() as connection, connection.begin():
            yield Reading(connection)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """The writing transaction beneath ``Writer.writing``: taken at once (BEGIN IMMEDIATE, advisory lock per site)."""
        with self._writer.connect() as connection, connection.begin():
            if not self.sqlite:
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:site)"), {"site": lock_number(self.site)})
            yield connection

    @property
    def engine(self) -> Engine:
        """The writing engine, for migrations."""
        return self._writer

    def checkpoint(self) -> None:
        """Fold the write-ahead log back into the file (SQLite only), done by the writer so that readers never wait."""
        if self.sqlite:
            with self._writer.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(PASSIVE)")

    def close(self) -> None:
        """Give back every connection."""
        self._writer.dispose()
        self._reader.dispose()


def lock_number(site: str) -> int:
    """The signed 63-bit number under which PostgreSQL locks a site."""
    return int.from_bytes(hashlib.sha256(f"changkong:{site}".encode()).digest()[:8], "big") >> 1


def _sqlite(url: URL, key: bytes | None, *, writes: bool, durable: bool = True) -> Engine:
    path = Path(url.database or "")
    path.parent.mkdir(parents=True, exist_ok=True)
    import sqlcipher3.dbapi2 as driver

    def connect() -> Any:
        connection = driver.connect(str(path), isolation_level=None, check_same_thread=False, timeout=5.0)
        try:
            _prepare_sqlite(connection, key, writes=writes)
            if not durable:
                connection.execute("PRAGMA synchronous = OFF")
        except driver.Error as fault:
            connection.close()
            raise DatabaseFault(
                f"数据库 {path} 打不开：不是数据库、已损坏或密钥不符（{fault}）"
                f" / cannot open the database {path}: not a database, damaged, or another key ({fault})"
            ) from fault
        return connection

    engine = sa.create_engine(
        "sqlite://",
        module=driver,
        creator=connect,
        poolclass=QueuePool,
        pool_size=1 if writes else 4,
        hide_parameters=True,  # a fault's text goes into logs; what was to be stored does not
    )
    begin = "BEGIN IMMEDIATE" if writes else "BEGIN"
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _prepare_sqlite(connection: Any, key: bytes | None, *, writes: bool) -> None:
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA recursive_triggers = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what was erased does not linger in free pages
    if not writes:
        connection.execute("PRAGMA query_only = ON")


def _postgresql(url: URL, *, writes: bool) -> Engine:
    hidden = {"hide_parameters": True}
    options = {"connect_timeout": 3, "keepalives_idle": 2, "keepalives_interval": 1, "keepalives_count": 3}
    if writes:
        return sa.create_engine(url, connect_args=options, pool_size=1, max_overflow=1, pool_pre_ping=True, **hidden)
    engine = sa.create_engine(
        url, connect_args=options, pool_size=4, pool_pre_ping=True, isolation_level="REPEATABLE READ", **hidden
    )
    sa.event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("SET TRANSACTION READ ONLY"))
    return engine
