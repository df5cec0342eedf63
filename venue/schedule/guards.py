"""The last guard against double bookings: triggers on both databases and an exclusion constraint on PostgreSQL.

The acts ask before they write, under the one writer's lock; this stops every other program and every slip of a hand. What stands
here says the same as :func:`venue.schedule.claims.clashes`, in SQL. The exclusion constraint uses built-in operator classes only
(a hashed resource as a range of one number), so that it needs no extension; it covers times of work of what one project has alone.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

TRIGGERS = ("claims_no_overlap_insert", "claims_no_overlap_update")
CONSTRAINT = "ex_claims_alone"
_MESSAGE = "claims overlap"


def _thing(row: str) -> str:
    """What a claim takes, as its kind of resource: a block takes the kind that its purpose names."""
    return f"(CASE {row}.kind WHEN 'block' THEN {row}.purpose ELSE {row}.kind END)"


def _meets(row: str) -> str:
    """Whether another standing claim on the same thing meets the new one; a project may follow itself without turnover."""
    same = f"{row}.site = NEW.site AND {row}.resource = NEW.resource AND {row}.number <> NEW.number"
    standing = f"{row}.status IN ('claimed', 'held') AND {_thing(row)} = {_thing('NEW')}"
    own = f"{row}.from_at < NEW.until_at AND NEW.from_at < {row}.until_at"
    foreign = f"{row}.busy_from < NEW.busy_until AND NEW.busy_from < {row}.busy_until"
    mine = f"{row}.project = NEW.project AND NEW.project <> ''"
    return f"{same} AND {standing} AND (CASE WHEN {mine} THEN {own} ELSE {foreign} END)"


def _full(greatest: str, least: str) -> str:
    """Whether, at some instant of the new claim, as many others hold the thing as may."""
    at = f"{greatest}(p.busy_from, NEW.busy_from)"
    beside = f"SELECT count(*) FROM claims c WHERE {_meets('c')} AND c.busy_from <= {at} AND c.busy_until > {at}"  # noqa: S608 our own words
    room_for = f"SELECT {least}(min(m.shared), NEW.shared) FROM claims m WHERE {_meets('m')}"  # noqa: S608
    return f"EXISTS (SELECT 1 FROM claims p WHERE {_meets('p')} AND ({beside}) >= ({room_for}))"  # noqa: S608


def overlap_statements(dialect: str) -> list[str]:
    """What makes an overlap impossible, for a migration to execute one by one; may be executed again."""
    return _sqlite() if dialect == "sqlite" else _postgresql()


def _sqlite() -> list[str]:
    raised = f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}') WHERE {_full('max', 'min')}; END"
    return [
        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {event} ON claims WHEN NEW.status IN ('claimed', 'held') {raised}"
        for name, event in zip(TRIGGERS, ("INSERT", "UPDATE"), strict=True)
    ]


def _postgresql() -> list[str]:
    # the lock lets the second of two writers see what the first has committed: a trigger alone sees its own snapshot only
    body = (
        "BEGIN IF NEW.status IN ('claimed', 'held') THEN"
        " PERFORM pg_advisory_xact_lock(hashtextextended('claims:' || NEW.site, 0));"
        f" IF {_full('greatest', 'least')} THEN"
        f" RAISE EXCEPTION '{_MESSAGE}: % %', NEW.kind, NEW.resource USING ERRCODE = 'exclusion_violation';"
        " END IF; END IF; RETURN NEW; END"
    )
    key = (
        f"hashtextextended(site || chr(31) || {_thing('claims').replace('claims.', '')} || chr(31) || resource, 0) >> 1"
    )
    alone = (
        f"EXCLUDE USING gist (int8range({key}, {key}, '[]') WITH &&, int8range(from_at, until_at) WITH &&)"
        " WHERE (shared = 1 AND status IN ('claimed', 'held'))"
    )
    return [
        f"CREATE OR REPLACE FUNCTION claims_no_overlap() RETURNS trigger LANGUAGE plpgsql AS $${body}$$",
        *(
            f"CREATE OR REPLACE TRIGGER {name} BEFORE {event} ON claims FOR EACH ROW EXECUTE FUNCTION claims_no_overlap()"
            for name, event in zip(TRIGGERS, ("INSERT", "UPDATE"), strict=True)
        ),
        *(f"ALTER TABLE claims ENABLE ALWAYS TRIGGER {name}" for name in TRIGGERS),
        f"ALTER TABLE claims DROP CONSTRAINT IF EXISTS {CONSTRAINT}, ADD CONSTRAINT {CONSTRAINT} {alone}",
    ]


def install_overlap_guards(connection: Connection) -> None:
    """Put the guards on; called wherever the table is made."""
    for statement in overlap_statements(connection.dialect.name):
        connection.exec_driver_sql(statement.replace("%", "%%") if connection.dialect.name != "sqlite" else statement)


def missing_guards(connection: Connection) -> list[str]:
    """Names of the guards that are not on, empty when all stand."""
    if connection.dialect.name == "sqlite":
        wanted = set(TRIGGERS)
        asked = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'claims'"
    else:
        wanted = {*TRIGGERS, CONSTRAINT}
        asked = (
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'claims'::regclass AND tgenabled = 'A'"
            " UNION SELECT conname FROM pg_constraint WHERE conrelid = 'claims'::regclass"
        )
    return sorted(wanted - {str(name) for (name,) in connection.execute(sa.text(asked))})
