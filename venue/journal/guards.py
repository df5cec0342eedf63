"""The triggers that make the book append-only, on both databases: put on with the tables, asked after at every start.

They stop every program and every slip of a hand. Whoever may drop triggers can get past them; then the signed heads tell.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

_RAISE = "BEGIN SELECT RAISE(ABORT, 'the book is append-only'); END"

_SQLITE = {
    "journal_no_update": "BEFORE UPDATE ON journal",
    "journal_no_delete": "BEFORE DELETE ON journal",
    # INSERT OR REPLACE removes the old row without a DELETE trigger unless recursive_triggers is on; this holds without it too
    "journal_dense": "BEFORE INSERT ON journal WHEN NEW.position IS NOT"
    " (SELECT coalesce(max(position), 0) + 1 FROM journal WHERE site = NEW.site)",
    "journal_heads_no_update": "BEFORE UPDATE ON journal_heads",
    "journal_heads_no_delete": "BEFORE DELETE ON journal_heads",
    "journal_heads_dense": "BEFORE INSERT ON journal_heads WHEN NEW.previous IS NOT"
    " (SELECT coalesce(max(size), 0) FROM journal_heads WHERE site = NEW.site)",
}

_POSTGRESQL_FUNCTIONS = {
    "journal_refuse": " BEGIN RAISE EXCEPTION 'the book is append-only: % on %', TG_OP, TG_TABLE_NAME; END ",
    "journal_dense": (
        " BEGIN IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM journal WHERE site = NEW.site)"
        " THEN RAISE EXCEPTION 'the book is append-only: position % is not the next', NEW.position; END IF; RETURN NEW; END "
    ),
    "journal_heads_dense": (
        " BEGIN IF NEW.previous IS DISTINCT FROM (SELECT coalesce(max(size), 0) FROM journal_heads WHERE site = NEW.site)"
        " THEN RAISE EXCEPTION 'the book is append-only: head % does not follow on', NEW.size; END IF; RETURN NEW; END "
    ),
}

_POSTGRESQL_TRIGGERS = {
    (of, f"{of}_{name}"): f"{event} ON {of} {each} EXECUTE FUNCTION {function}()"
    for of in ("journal", "journal_heads")
    for name, event, each, function in (
        ("no_change", "BEFORE UPDATE OR DELETE", "FOR EACH ROW", "journal_refuse"),
        ("no_truncate", "BEFORE TRUNCATE", "FOR EACH STATEMENT", "journal_refuse"),
        ("dense", "BEFORE INSERT", "FOR EACH ROW", f"{of}_dense"),
    )
}


def guard_statements(dialect: str) -> list[str]:
    """What makes the two tables of the book append-only, for a migration to execute one by one; may be executed again."""
    if dialect == "sqlite":
        return [f"CREATE TRIGGER IF NOT EXISTS {name} {when} {_RAISE}" for name, when in _SQLITE.items()]
    functions = [
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $${body}$$"
        for name, body in _POSTGRESQL_FUNCTIONS.items()
    ]
    triggers = [f"CREATE OR REPLACE TRIGGER {name} {rest}" for (_, name), rest in _POSTGRESQL_TRIGGERS.items()]
    # ALWAYS: a session that calls itself a replica must not pass either
    always = [f"ALTER TABLE {of} ENABLE ALWAYS TRIGGER {name}" for of, name in _POSTGRESQL_TRIGGERS]
    return functions + triggers + always


def install_guards(connection: Connection) -> None:
    """Put the triggers on; called by the migration that makes the tables and wherever the tables are made."""
    for statement in guard_statements(connection.dialect.name):
        connection.execute(sa.text(statement))


def check_triggers(connection: Connection) -> list[str]:
    """Names of the guards that are missing, switched off or reworded, empty when all stand. Asked at every start.

    A migration that rebuilds a table in a batch drops its triggers without a word; so may an administrator.
    """
    if connection.dialect.name == "sqlite":
        return _missing_sqlite(connection)
    return _missing_postgresql(connection)


def _missing_sqlite(connection: Connection) -> list[str]:
    found = connection.execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    stored = {name: _plain(text) for name, text in found}
    missing = [name for name, when in _SQLITE.items() if stored.get(name) != f"CREATE TRIGGER {name} {when} {_RAISE}"]
    if connection.execute(sa.text("PRAGMA recursive_triggers")).scalar() != 1:
        missing.append("recursive_triggers")
    return missing


def _plain(statement: str) -> str:
    return " ".join(statement.replace("IF NOT EXISTS ", "").split())


def _missing_postgresql(connection: Connection) -> list[str]:
    triggers = connection.execute(
        sa.text(
            "SELECT tgrelid::regclass::text, tgname, pg_get_triggerdef(oid) FROM pg_trigger"
            " WHERE tgenabled = 'A' AND tgrelid IN ('journal'::regclass, 'journal_heads'::regclass)"
        )
    ).all()
    standing = {(of, name): _plain(text) for of, name, text in triggers}
    missing = [
        name
        for (of, name), rest in _POSTGRESQL_TRIGGERS.items()
        if not _same_trigger(standing.get((of, name), ""), name, rest)
    ]
    bodies = connection.execute(
        sa.text("SELECT proname, prosrc FROM pg_proc WHERE pronamespace = current_schema()::regnamespace")
    ).all()
    sources = {name: _plain(text) for name, text in bodies}
    return missing + [name for name, body in _POSTGRESQL_FUNCTIONS.items() if sources.get(name) != _plain(body)]


def _same_trigger(found: str, name: str, rest: str) -> bool:
    """Compare as sets of words: PostgreSQL prints the schema before the table and may order the events its own way."""
    words = found.replace("public.", "").split()
    return sorted(words) == sorted(f"CREATE TRIGGER {name} {rest}".split())
