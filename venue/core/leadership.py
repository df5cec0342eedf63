"""One engine leads a site. Each leadership has a number (epoch) that only grows: commands of a deposed engine are void.

On SQLite the lead is a lock on a file beside the database, on PostgreSQL a session's advisory lock: both fall with the
process that held them, so nobody has to clean up after a crash.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Database, lock_number
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table

leaderships = table(
    "leaderships",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("epoch", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("desk", TEXT, dataset=Dataset.LOCAL),
    column("since", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "epoch"),
)


class AlreadyLed(Exception):
    """Another engine leads this site; the text says so in both languages."""


@contextlib.contextmanager
def lead(database: Database, *, desk: str, now: Millis) -> Iterator[int]:
    """Take the lead of the site and hold it; gives the epoch. Raises :class:`AlreadyLed` while another engine holds it."""
    with _file_lock(database) if database.sqlite else _session_lock(database):
        yield _new_epoch(database, desk=desk, now=now)


def _new_epoch(database: Database, *, desk: str, now: Millis) -> int:
    with database.transaction() as connection:
        highest = sa.select(sa.func.coalesce(sa.func.max(leaderships.c.epoch), 0)).where(
            leaderships.c.site == database.site
        )
        epoch = int(connection.execute(highest).scalar_one()) + 1
        connection.execute(sa.insert(leaderships).values(site=database.site, epoch=epoch, desk=desk, since=now))
    return epoch


def _refusal(site: str) -> AlreadyLed:
    return AlreadyLed(
        f"站点 {site} 已有一台引擎在运行，请勿重复启动 / an engine already leads the site {site}; do not start another"
    )


@contextlib.contextmanager
def _file_lock(database: Database) -> Iterator[None]:
    path = Path(database.url.database or "").with_suffix(".lead")
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+") as file:
        try:
            _lock(file)
        except OSError as fault:
            raise _refusal(database.site) from fault
        yield


def _lock(file: IO[str]) -> None:
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
    else:
        import fcntl

        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextlib.contextmanager
def _session_lock(database: Database) -> Iterator[None]:
    engine = sa.create_engine(database.url, poolclass=sa.pool.NullPool)
    with engine.connect() as connection:
        taken = connection.execute(sa.select(sa.func.pg_try_advisory_lock(lock_number(database.site) ^ 1))).scalar_one()
        connection.rollback()
        if not taken:
            raise _refusal(database.site)
        yield
