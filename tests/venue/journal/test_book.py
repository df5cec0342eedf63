"""The book in the database: appended in the act's own transaction, dense, refusing everything else."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from venue.core.clock import SetClock
from venue.core.database import Database
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.journal.book import Wanted, journal, journal_heads
from venue.journal.guards import check_triggers
from venue.journal.verify import Entry, NotCanonical

REFUSED = (sa.exc.IntegrityError, sa.exc.DatabaseError)
WITNESS = Principal("wang", frozenset({"witness"}), "M", "desk-7")


def written(writer: Writer, count: int, **more: Any) -> list[int]:
    with writer.writing() as work:
        return [
            book.append(work, **{"act": "test.done", "payload": {"number": number}, **more}) for number in range(count)
        ]


def positions(writer: Writer) -> list[int]:
    with writer.reading() as read:
        return [row.position for row in read.all(sa.select(journal.c.position).order_by(journal.c.position))]


def test_positions_count_from_one_without_a_gap(writer: Writer) -> None:
    assert written(writer, 3) + written(writer, 2) == [1, 2, 3, 4, 5]


def test_an_entry_holds_who_what_when_and_where(writer: Writer, clock: SetClock, viewer: Principal) -> None:
    with writer.writing(WITNESS) as work:
        book.append(
            work,
            act="witness.bookmarked",
            subject="P-3",
            project="G01",
            room="E1",
            payload={"b": 1, "a": "中"},
            source_at=5,
        )
    with writer.reading() as read:
        entry = book.entry_at(read, viewer, position=1)
    now = clock.now()
    assert entry == Entry(
        "M",
        1,
        "1",
        "sha256",
        "desk-7",
        1,
        5,
        now,
        "wang",
        "witness.bookmarked",
        "P-3",
        "G01",
        "E1",
        "sample",
        '{"a":"中","b":1}',
    )


def written_and_failed(writer: Writer) -> None:
    with writer.writing() as work:
        fail(work)


def fail(work: Work) -> None:
    book.append(work, act="test.done", payload={})
    book.append(work, act="test.failed", payload={"a": None})


def test_a_rolled_back_act_leaves_no_entry_and_no_gap(writer: Writer) -> None:
    written(writer, 2)
    with pytest.raises(NotCanonical):
        written_and_failed(writer)
    assert written(writer, 1) == [3]
    assert positions(writer) == [1, 2, 3]


def test_a_matter_that_fails_takes_only_its_own_entry(writer: Writer) -> None:
    with writer.writing() as work:
        book.append(work, act="test.done", payload={})
        with pytest.raises(NotCanonical), work.matter():
            fail(work)
        assert book.append(work, act="test.done", payload={}) == 2
    assert positions(writer) == [1, 2]


UNCLEAR: list[dict[Any, Any]] = [{"a": 1.5}, {"a": None}, {"a": True}, {"a": 2**53}, {"a": "\ud800"}, {1: 1}]


def test_a_payload_without_one_text_is_refused(writer: Writer) -> None:
    for payload in UNCLEAR:
        with pytest.raises(NotCanonical):
            written(writer, 1, payload=payload)
    assert positions(writer) == []


def test_a_zero_character_is_refused_on_both_databases_alike(writer: Writer) -> None:
    for column in ("subject", "project", "room", "actor"):
        with pytest.raises(ValueError, match=r"U\+0000"):
            written(writer, 1, **{column: "P\x00"})


def test_a_zero_character_in_a_payload_is_kept(writer: Writer, viewer: Principal) -> None:
    written(writer, 1, payload={"a": "x\x00y"})
    with writer.reading() as read:
        assert book.lines(read, viewer)[0].payload == '{"a":"x\\u0000y"}'


def test_an_act_without_a_name_is_refused(writer: Writer) -> None:
    with pytest.raises(ValueError, match="act"):
        written(writer, 1, act="")


# --- the guards -----------------------------------------------------------------------------------------------------

ATTEMPTS = {
    "update": "UPDATE journal SET actor = 'nobody' WHERE position = 2",
    "update of nothing but the payload": "UPDATE journal SET payload = '{}' WHERE position = 1",
    "delete": "DELETE FROM journal WHERE position = 3",
    "delete all": "DELETE FROM journal",
    "delete a head": "DELETE FROM journal_heads",
    "change a head": "UPDATE journal_heads SET root = 'y'",
}
ON_SQLITE = {
    "replace": "INSERT OR REPLACE INTO journal SELECT site, position, form, algorithm, desk, epoch, source_at, received_at,"
    " 'nobody', act, subject, project, room, kind, payload FROM journal WHERE position = 2",
    "upsert": "INSERT INTO journal SELECT * FROM journal WHERE position = 2 ON CONFLICT DO UPDATE SET actor = 'nobody'",
}
ON_POSTGRESQL = {
    "truncate": "TRUNCATE journal",
    "truncate heads": "TRUNCATE journal_heads",
    "upsert": "INSERT INTO journal SELECT * FROM journal WHERE position = 2"
    " ON CONFLICT (site, position) DO UPDATE SET actor = 'nobody'",
}


def fake_head(**more: Any) -> dict[str, Any]:
    texts = dict.fromkeys(("root", "desk", "form", "algorithm", "scheme", "key", "kind", "signature", "leaves"), "x")
    return {"site": "M", "size": 2, "previous": 0, "at": 1, "epoch": 1, **texts, **more}


@pytest.fixture
def three(writer: Writer) -> Writer:
    """A book of three entries and one head."""
    written(writer, 3)
    with writer.writing() as work:
        work.insert(journal_heads, **fake_head())
    return writer


def attempted(database: Database, statement: str) -> None:
    with database.transaction() as connection:
        connection.exec_driver_sql(statement)


def shown(writer: Writer) -> list[Any]:
    with writer.reading() as read:
        return [*read.all(sa.select(journal).order_by(journal.c.position)), *read.all(sa.select(journal_heads))]


def test_every_way_to_change_or_remove_is_refused(three: Writer, database: Database) -> None:
    before = shown(three)
    for name, statement in {**ATTEMPTS, **(ON_SQLITE if database.sqlite else ON_POSTGRESQL)}.items():
        with pytest.raises(REFUSED, match="append-only"):
            attempted(database, statement)
        assert shown(three) == before, name


def dropped_guards(database: Database) -> None:
    if database.sqlite:
        with database.transaction() as connection:
            for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
                connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        attempted(database, "ALTER TABLE journal DISABLE TRIGGER ALL")
        attempted(database, "ALTER TABLE journal_heads DISABLE TRIGGER ALL")


def test_control_without_the_guards_every_one_of_them_gets_through(three: Writer, database: Database) -> None:
    dropped_guards(database)
    for name, statement in {**ATTEMPTS, **(ON_SQLITE if database.sqlite else ON_POSTGRESQL)}.items():
        before = shown(three)
        with database.engine.connect() as connection:
            connection.exec_driver_sql(statement)
            after = connection.execute(sa.select(journal).order_by(journal.c.position)).all()
            heads = connection.execute(sa.select(journal_heads)).all()
            connection.rollback()
        assert [*after, *heads] != before, name


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_replacing_is_refused_even_when_the_connection_lost_its_setting(three: Writer, database: Database) -> None:
    with database.engine.connect() as connection:
        connection.connection.driver_connection.execute("PRAGMA recursive_triggers = OFF")
    with pytest.raises(REFUSED, match="append-only"):
        attempted(database, ON_SQLITE["replace"])
    with database.engine.connect() as connection:
        assert "recursive_triggers" in check_triggers(connection)


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_a_replica_session_does_not_pass_either(three: Writer, database: Database) -> None:
    as_replica = f"SET LOCAL session_replication_role = replica; {ATTEMPTS['update']}"
    with pytest.raises(REFUSED, match="append-only"):
        attempted(database, as_replica)


def test_only_the_next_position_is_taken(three: Writer) -> None:
    with three.reading() as read:
        row = dict(read.all(sa.select(journal))[0]._mapping)
    for position in (0, 2, 3, 5, 9, -1):
        with pytest.raises(REFUSED), three.writing() as work:
            work.insert(journal, **{**row, "position": position})


def test_only_a_head_that_follows_on_is_taken(three: Writer) -> None:
    for previous in (0, 1, 3):
        with pytest.raises(REFUSED), three.writing() as work:
            work.insert(journal_heads, **fake_head(size=9, previous=previous))


def test_all_guards_stand_after_the_tables_were_made(database: Database) -> None:
    with database.engine.connect() as connection:
        assert check_triggers(connection) == []


SQLITE_TAMPERING = [
    ("journal_no_update", ["DROP TRIGGER journal_no_update"]),
    (
        "journal_no_delete",
        [
            "DROP TRIGGER journal_no_delete",
            "CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT 1; END",
        ],
    ),
    ("journal_heads_dense", ["DROP TRIGGER journal_heads_dense"]),
]
POSTGRESQL_TAMPERING = [
    ("journal_no_change", ["DROP TRIGGER journal_no_change ON journal"]),
    ("journal_no_truncate", ["ALTER TABLE journal DISABLE TRIGGER journal_no_truncate"]),
    ("journal_heads_dense", ["ALTER TABLE journal_heads ENABLE TRIGGER journal_heads_dense"]),
    (
        "journal_refuse",
        ["CREATE OR REPLACE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN OLD; END $$"],
    ),
    (
        "journal_no_change",
        [
            "CREATE OR REPLACE TRIGGER journal_no_change BEFORE UPDATE ON journal"
            " FOR EACH ROW EXECUTE FUNCTION journal_refuse()",
            "ALTER TABLE journal ENABLE ALWAYS TRIGGER journal_no_change",
        ],
    ),
]


def test_a_guard_that_was_taken_off_or_reworded_is_named(database: Database) -> None:
    for name, statements in SQLITE_TAMPERING if database.sqlite else POSTGRESQL_TAMPERING:
        with database.engine.connect() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
            assert check_triggers(connection) == [name]
            connection.rollback()


# --- reading --------------------------------------------------------------------------------------------------------


def test_lines_come_newest_first_a_page_at_a_time(writer: Writer, viewer: Principal) -> None:
    written(writer, 5)
    with writer.reading() as read:
        first = book.lines(read, viewer, limit=2)
        then = book.lines(read, viewer, wanted=Wanted(before=first[-1].position), limit=2)
    assert [line.position for line in first + then] == [5, 4, 3, 2]


NARROWED = [
    (Wanted(act="access."), [2, 1]),
    (Wanted(act="access.denied"), [2]),
    (Wanted(act="access"), []),
    (Wanted(project="G02"), [3]),
    (Wanted(subject="P-1"), [1]),
    (Wanted(room="E9"), []),
    (Wanted(actor="system", since=0, until=10**15), [3, 2, 1]),
    (Wanted(until=0), []),
]


def test_lines_can_be_narrowed(writer: Writer, viewer: Principal) -> None:
    written(writer, 1, act="access.admitted", subject="P-1", project="G01")
    written(writer, 1, act="access.denied", subject="P-2", project="G01")
    written(writer, 1, act="patrol.begun", project="G02")
    with writer.reading() as read:
        for wanted, found in NARROWED:
            assert [line.position for line in book.lines(read, viewer, wanted=wanted)] == found, wanted


def test_another_sites_viewer_sees_nothing(writer: Writer) -> None:
    written(writer, 2)
    stranger = Principal("x", frozenset({"operator"}), "S")
    with writer.reading() as read:
        assert book.lines(read, stranger) == []
        assert book.state(read, stranger).last == 0


def test_the_state_tells_what_is_sealed(three: Writer, viewer: Principal) -> None:
    with three.reading() as read:
        state = book.state(read, viewer)
    assert (state.last, state.sealed, state.tail) == (3, 2, 1)
    assert state.head is not None
    assert "leaves" not in state.head


def test_entries_stream_in_order_past_one_portion(writer: Writer) -> None:
    written(writer, 1100)
    with writer.reading() as read:
        rows = list(book.entries(read, "M"))
    assert [row[1] for row in rows] == list(range(1, 1101))


def test_a_sites_code_is_never_read_as_sql(writer: Writer) -> None:
    written(writer, 2)
    with writer.reading() as read:
        assert list(book.entries(read, "M' OR '1'='1")) == []
