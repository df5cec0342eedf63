"""``writing()``: the one way in which anything is written.

A :class:`Work` is one open transaction of the engine thread. Acts take it as their first argument, write through it, say
through it what shall be told and commanded, and never open one themselves; so the engine may do one matter in a
transaction, or all that wait together (one fsync for all), with a savepoint around each, so that a matter that fails takes
nothing with it but itself. What is to be told leaves only after the commit.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import insert as postgresql_insert
from sqlalchemy.dialects.sqlite import insert as sqlite_insert
from sqlalchemy.engine import Connection

from venue.core.chance import Chance
from venue.core.clock import Clock, Millis
from venue.core.database import Database, Reading, Row
from venue.core.messages import Command, Message, Notice


@dataclass(frozen=True)
class Principal:
    """Who acts or looks: an account with its roles, a device, or the system itself. ``site`` limits what it may touch."""

    account: str
    roles: frozenset[str] = frozenset()
    site: str = ""
    desk: str = ""

    def may(self, *roles: str) -> bool:
        """Whether any of the roles is held; the system itself holds all."""
        return self.account == "system" or not self.roles.isdisjoint(roles)


SYSTEM = Principal("system")
"""The engine acting by rule or clock, with nobody's hand on it."""


@dataclass(frozen=True)
class Standing:
    """What stays the same for every transaction of one engine: site, desk, leadership, clock, chance, keys."""

    site: str
    kind: str
    desk: str
    epoch: int
    clock: Clock
    chance: Chance
    keys: Any = None


@dataclass
class Work:
    """One open writing transaction. See the module."""

    connection: Connection
    standing: Standing
    principal: Principal
    now: Millis
    memory: dict[str, int]
    outgoing: list[Message] = field(default_factory=list)

    @property
    def site(self) -> str:
        """Code of the site that is written to."""
        return self.standing.site

    @property
    def chance(self) -> Chance:
        """Where salts and draws of this transaction come from."""
        return self.standing.chance

    def all(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Sequence[Row]:
        """Every row of the statement."""
        return self.connection.execute(statement, dict(args or {})).all()

    def first(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Row | None:
        """The first row, or ``None``."""
        return self.connection.execute(statement, dict(args or {})).first()

    def scalar(self, statement: sa.Executable, args: Mapping[str, Any] | None = None) -> Any:
        """The first column of the first row, or ``None``."""
        return self.connection.execute(statement, dict(args or {})).scalar()

    def insert(self, table: sa.Table, **values: Any) -> None:
        """One new row."""
        self.connection.execute(sa.insert(table), values)

    def insert_all(self, table: sa.Table, rows: Sequence[Mapping[str, Any]]) -> None:
        """Many new rows in one statement."""
        if rows:
            self.connection.execute(sa.insert(table), [dict(row) for row in rows])

    def upsert(
        self,
        table: sa.Table,
        rows: Sequence[Mapping[str, Any]],
        *,
        key: Sequence[str],
        unless_newer: sa.Column[int] | None = None,
    ) -> None:
        """New rows, or new values for the rows that have the same ``key``. Never for the book.

        ``unless_newer`` names a column of instants: a stored row with a later one stays as it is.
        """
        if rows:
            statement = _upsert(self.connection.dialect.name, table, tuple(key), tuple(rows[0]), unless_newer)
            self.connection.execute(statement, [dict(row) for row in rows])

    def update(self, table: sa.Table, *where: sa.ColumnElement[bool], **values: Any) -> int:
        """Change rows; tells how many."""
        return self.connection.execute(sa.update(table).where(*where).values(**values)).rowcount

    def delete(self, table: sa.Table, *where: sa.ColumnElement[bool]) -> int:
        """Remove rows of a derived or stored table; tells how many. The book refuses."""
        return self.connection.execute(sa.delete(table).where(*where)).rowcount

    def next_number(self, column: sa.Column[int], *where: sa.ColumnElement[bool]) -> int:
        """The next number of a per-site counter: one above the highest that is stored in ``column``.

        Kept in memory between transactions, because only this engine writes, and read again after any rollback, so
        that a replay counts the same numbers.
        """
        name = f"{column.table.name}.{column.name}"
        if name not in self.memory:
            self.memory[name] = self.scalar(sa.select(sa.func.coalesce(sa.func.max(column), 0)).where(*where))
        self.memory[name] += 1
        return self.memory[name]

    def tell(self, notice: Notice) -> None:
        """Announce after the commit."""
        self.outgoing.append(notice)

    def command(self, command: Command) -> None:
        """Send to a device after the commit."""
        self.outgoing.append(command)

    def reading(self) -> Reading:
        """The same transaction, for views that only read."""
        return Reading(self.connection)

    def on_behalf_of(self, principal: Principal) -> Work:
        """The same transaction with another hand on it: what is written carries that account."""
        return Work(self.connection, self.standing, principal, self.now, self.memory, self.outgoing)

    @contextlib.contextmanager
    def matter(self) -> Iterator[None]:
        """A savepoint around one matter: if it fails, its rows and its announcements go, all others stay."""
        announced = len(self.outgoing)
        try:
            with self.connection.begin_nested():
                yield
        except BaseException:
            del self.outgoing[announced:]
            self.memory.clear()
            raise


@functools.cache
def _upsert(
    dialect: str, table: sa.Table, key: tuple[str, ...], names: tuple[str, ...], unless_newer: sa.Column[int] | None
) -> sa.Executable:
    """The statement behind :meth:`Work.upsert`; to build one costs as much as to run it, and there are few."""
    statement = (sqlite_insert if dialect == "sqlite" else postgresql_insert)(table)
    newer = None if unless_newer is None else unless_newer <= statement.excluded[unless_newer.name]
    others = {name: statement.excluded[name] for name in names if name not in key}
    if not others:
        return statement.on_conflict_do_nothing(index_elements=list(key))
    return statement.on_conflict_do_update(index_elements=list(key), set_=others, where=newer)


class Writer:
    """Opens writing transactions for the engine thread. There is one for each site."""

    def __init__(
        self, database: Database, standing: Standing, deliver: Callable[[Message], None] | None = None
    ) -> None:
        self.database = database
        self.standing = standing
        self._deliver = deliver or (lambda message: None)
        self._memory: dict[str, int] = {}

    @contextlib.contextmanager
    def writing(self, principal: Principal = SYSTEM) -> Iterator[Work]:
        """A transaction; commits at the end, and only then delivers what was announced, in order."""
        try:
            with self.database.transaction() as connection:
                work = Work(connection, self.standing, principal, self.standing.clock.now(), self._memory)
                yield work
        except BaseException:
            self._memory.clear()
            raise
        for message in work.outgoing:
            self._deliver(message)

    def reading(self) -> contextlib.AbstractContextManager[Reading]:
        """A picture to read from, on a connection that cannot write."""
        return self.database.reading()
