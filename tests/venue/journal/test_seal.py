"""Signed heads: when they are due, what they cover, how they reach the file outside, and what a tampered book says."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from venue.core.clock import SetClock
from venue.core.database import Database, Reading
from venue.core.keys import fresh_keys
from venue.core.work import Work, Writer
from venue.journal import book, guards, verify
from venue.journal.book import journal, journal_heads
from venue.journal.heads_file import HeadsFile
from venue.journal.seal import AT_MOST, Sealer


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    return tmp_path / "keys" / "M.heads.jsonl"


@pytest.fixture
def sealer(writer: Writer, outside: Path) -> Sealer:
    return opened(writer, outside)


def opened(writer: Writer, outside: Path) -> Sealer:
    sealer = Sealer(writer.standing.keys, HeadsFile(outside))
    with writer.reading() as read:
        assert sealer.open(read, "M") == []
    return sealer


def reopened(writer: Writer, outside: Path) -> list[str]:
    with writer.reading() as read:
        return Sealer(writer.standing.keys, HeadsFile(outside)).open(read, "M")


def acts(work: Work, count: int) -> None:
    for number in range(count):
        book.append(work, act="test.done", payload={"number": number})


def committed(writer: Writer, sealer: Sealer, count: int) -> bool:
    """As the engine does it: acts, a head if due, commit, the file."""
    with writer.writing() as work:
        acts(work, count)
        sealed = sealer.seal_if_due(work)
    sealer.after_commit()
    return sealed


def public_key(writer: Writer) -> str:
    return str(writer.standing.keys.public_key())


def checked(writer: Writer, outside: Path | None) -> verify.Report:
    kept = verify.read_heads(outside) if outside else None
    with book.opened(writer.database, "M", [public_key(writer)]) as source:
        return verify.verify_book(source.entries, source.heads, public_keys=source.public_keys, kept_heads=kept)


def sizes(writer: Writer) -> list[int]:
    with writer.reading() as read:
        return [head["size"] for head in book.heads(read, "M")]


# --- when -----------------------------------------------------------------------------------------------------------


def test_a_head_is_signed_every_second_while_there_is_something_to_seal(
    writer: Writer, sealer: Sealer, clock: SetClock
) -> None:
    done = []
    for milliseconds, count in [(0, 2), (999, 1), (1, 1), (5000, 0), (0, 3)]:
        clock.advance(milliseconds)
        done.append(committed(writer, sealer, count))
    assert done == [True, False, True, False, True]
    assert sizes(writer) == [2, 4, 7]


def test_a_head_is_signed_when_many_entries_wait(writer: Writer, sealer: Sealer) -> None:
    committed(writer, sealer, 1)
    assert not committed(writer, sealer, AT_MOST - 1)
    assert committed(writer, sealer, 1)


def test_an_empty_book_has_nothing_to_seal(writer: Writer, sealer: Sealer, outside: Path) -> None:
    assert not committed(writer, sealer, 0)
    assert not outside.exists()


def test_the_end_of_a_day_can_be_sealed_at_once(writer: Writer, sealer: Sealer) -> None:
    committed(writer, sealer, 1)
    committed(writer, sealer, 3)
    with writer.writing() as work:
        assert sealer.seal(work)
    assert sealer.size == 4


# --- what -----------------------------------------------------------------------------------------------------------


def test_the_sealed_book_verifies_against_the_file_outside(
    writer: Writer, sealer: Sealer, outside: Path, clock: SetClock
) -> None:
    for count in (3, 1, 4):
        clock.advance(1000)
        committed(writer, sealer, count)
    committed(writer, sealer, 2)
    report = checked(writer, outside)
    assert (report.ok, report.entries, report.sealed, report.tail, report.root) == (True, 10, 8, 2, sealer.root)


def test_the_file_holds_the_heads_of_the_book_line_by_line(writer: Writer, sealer: Sealer, outside: Path) -> None:
    committed(writer, sealer, 3)
    with writer.reading() as read:
        assert verify.read_heads(outside) == list(book.heads(read, "M"))


def test_the_root_does_not_depend_on_keys_or_on_when_heads_were_signed(
    writer: Writer, sealer: Sealer, outside: Path
) -> None:
    committed(writer, sealer, 2)
    committed(writer, sealer, 5)
    with writer.writing() as work:
        sealer.seal(work)
    with writer.reading() as read:
        assert sealer.root == verify.tree_root(book.leaves(read, "M")).hex()


def test_the_key_in_a_head_is_named_as_the_key_store_names_it(writer: Writer, sealer: Sealer, outside: Path) -> None:
    committed(writer, sealer, 1)
    keys = writer.standing.keys
    raw = keys.signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    assert verify.read_heads(outside)[0]["key"] == keys.key_id()
    assert verify.public_key_text(raw.hex()) == verify.public_key_text(keys.public_key())


# --- lost transactions, crashes, restarts ---------------------------------------------------------------------------


def fail_after_sealing(writer: Writer, sealer: Sealer) -> None:
    with writer.writing() as work:
        acts(work, 2)
        sealer.seal(work)
        work.all(sa.text("SELECT nothing FROM nowhere"))


@pytest.mark.parametrize("told", [True, False])
def test_a_head_of_a_lost_transaction_is_nowhere(writer: Writer, sealer: Sealer, outside: Path, told: bool) -> None:
    committed(writer, sealer, 2)
    with pytest.raises(sa.exc.DatabaseError):
        fail_after_sealing(writer, sealer)
    if told:
        sealer.forget()
    with writer.writing() as work:
        acts(work, 3)
        assert sealer.seal(work)
    sealer.after_commit()
    assert sizes(writer) == [2, 5]
    assert reopened(writer, outside) == []
    assert checked(writer, outside).ok


def test_a_new_engine_goes_on_where_the_last_one_stopped(
    writer: Writer, sealer: Sealer, outside: Path, clock: SetClock
) -> None:
    committed(writer, sealer, 5)
    clock.advance(1000)
    second = opened(writer, outside)
    assert (second.size, second.root) == (sealer.size, sealer.root)
    assert committed(writer, second, 2)
    assert checked(writer, outside).ok


def test_heads_that_a_crash_kept_from_the_file_are_added_at_the_next_start(
    writer: Writer, sealer: Sealer, outside: Path, clock: SetClock
) -> None:
    committed(writer, sealer, 2)
    clock.advance(1000)
    with writer.writing() as work:
        acts(work, 2)
        sealer.seal(work)  # killed before after_commit
    assert len(verify.read_heads(outside)) == 1
    assert reopened(writer, outside) == []
    assert [head["size"] for head in verify.read_heads(outside)] == [2, 4]


def test_a_line_torn_by_a_power_cut_is_replaced(writer: Writer, sealer: Sealer, outside: Path, clock: SetClock) -> None:
    for _ in range(2):
        clock.advance(1000)
        committed(writer, sealer, 2)
    outside.write_bytes(outside.read_bytes()[:-30])
    assert reopened(writer, outside) == []
    assert checked(writer, outside).ok
    assert len(verify.read_heads(outside)) == 2


def test_a_file_that_cannot_be_written_is_told_and_caught_up_later(
    writer: Writer, sealer: Sealer, outside: Path, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert committed(writer, sealer, 2)
    assert "heads file" in sealer.trouble
    monkeypatch.undo()
    clock.advance(1000)
    committed(writer, sealer, 1)
    assert sealer.trouble == ""
    assert [head["size"] for head in verify.read_heads(outside)] == [2, 3]
    assert checked(writer, outside).ok


def test_the_file_is_flushed_to_the_disk_before_anything_else(
    writer: Writer, sealer: Sealer, outside: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flushed: list[int] = []
    true_fsync = os.fsync

    def fsync(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            flushed.append(os.fstat(descriptor).st_size)
        true_fsync(descriptor)

    monkeypatch.setattr(os, "fsync", fsync)
    committed(writer, sealer, 2)
    assert flushed == [outside.stat().st_size]


def test_a_fresh_site_sets_the_old_file_aside_and_never_removes_it(outside: Path, clock: SetClock) -> None:
    outside.parent.mkdir()
    for content in ("old\n", "older\n"):
        outside.write_text(content)
        HeadsFile(outside).set_aside(clock.now())
    assert sorted(path.read_text() for path in outside.parent.iterdir()) == ["old\n", "older\n"]
    assert HeadsFile(outside).set_aside(clock.now()) is None


# --- a book that somebody with the database's password went at ------------------------------------------------------


def tamper(connection: sa.Connection, *statements: str) -> None:
    """Past every guard, as the owner of the database can; the guards are put back so that nobody sees it."""
    if connection.dialect.name == "sqlite":
        for (name,) in connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
    else:
        connection.exec_driver_sql("ALTER TABLE journal DISABLE TRIGGER ALL")
        connection.exec_driver_sql("ALTER TABLE journal_heads DISABLE TRIGGER ALL")
    for statement in statements:
        connection.exec_driver_sql(statement)
    guards.install_guards(connection)


def tampered(database: Database, *statements: str) -> None:
    with database.transaction() as connection:
        tamper(connection, *statements)


def judged_after(writer: Writer, outside: Path, *statements: str) -> verify.Report:
    """What the verifier would say, without doing it for good."""
    with writer.database.engine.connect() as connection:
        tamper(connection, *statements)
        read = Reading(connection)
        report = verify.verify_book(
            list(book.entries(read, "M")),
            list(book.heads(read, "M")),
            public_keys=[public_key(writer)],
            kept_heads=verify.read_heads(outside),
        )
        connection.rollback()
    return report


@pytest.fixture
def ten(writer: Writer, sealer: Sealer, clock: SetClock) -> Writer:
    """Ten entries under five heads."""
    for _ in range(5):
        clock.advance(1000)
        committed(writer, sealer, 2)
    return writer


CHANGES = {
    "an actor": ("UPDATE journal SET actor = 'nobody' WHERE position = 4", "changed", 4),
    "an instant": ("UPDATE journal SET source_at = source_at + 1 WHERE position = 9", "changed", 9),
    "a payload": ("UPDATE journal SET payload = '{\"number\":7}' WHERE position = 1", "changed", 1),
    "a payload's spaces": ("UPDATE journal SET payload = '{\"number\": 1}' WHERE position = 2", "not_canonical", 2),
    "a removal": ("DELETE FROM journal WHERE position = 6", "removed", 6),
    "a cut": ("DELETE FROM journal WHERE position > 7", "truncated", 8),
    "another site": ("UPDATE journal SET site = 'S' WHERE position = 3", "removed", 3),
}


def test_what_was_done_past_the_guards_is_named(ten: Writer, outside: Path) -> None:
    assert judged_after(ten, outside).ok
    for what, (statement, kind, position) in CHANGES.items():
        first = judged_after(ten, outside, statement).first_bad
        assert first is not None
        assert (first.kind, first.position) == (kind, position), what


def test_two_entries_exchanged_past_the_guards_are_named(ten: Writer, outside: Path) -> None:
    swap = (
        "SET position = -3 WHERE position = 3",
        "SET position = 3 WHERE position = 8",
        "SET position = 8 WHERE position = -3",
    )
    report = judged_after(ten, outside, *(f"UPDATE journal {step}" for step in swap))
    assert {fault.kind for fault in report.faults} == {"reordered"}
    assert report.first_bad is not None
    assert report.first_bad.place == 3


def test_a_book_cut_off_with_its_heads_is_refused_at_the_next_start_and_named(ten: Writer, outside: Path) -> None:
    cut = ("DELETE FROM journal WHERE position > 6", "DELETE FROM journal_heads WHERE size > 6")
    tampered(ten.database, *cut)
    (told,) = reopened(ten, outside)
    assert "库外" in told
    assert "run verify" in told
    assert checked(ten, None).ok  # the control: without the file outside nobody could tell
    first = checked(ten, outside).first_bad
    assert first is not None
    assert (first.kind, first.position) == ("truncated", 7)


def test_the_kept_file_is_left_alone_once_book_and_file_have_parted(
    ten: Writer, outside: Path, clock: SetClock
) -> None:
    evidence = outside.read_bytes()
    tampered(ten.database, "DELETE FROM journal WHERE position > 6", "DELETE FROM journal_heads WHERE size > 6")
    sealer = Sealer(ten.standing.keys, HeadsFile(outside))
    with ten.reading() as read:
        assert sealer.open(read, "M")
    clock.advance(1000)
    ten._memory.clear()
    committed(ten, sealer, 3)
    assert sealer.trouble
    assert outside.read_bytes() == evidence


def test_a_sealer_with_another_key_makes_the_book_red(ten: Writer, outside: Path, clock: SetClock) -> None:
    clock.advance(1000)
    sealer = Sealer(fresh_keys(), HeadsFile(outside))
    with ten.writing() as work:
        acts(work, 1)
        assert sealer.seal(work)
    assert checked(ten, outside).faults[0].kind == "head_key"


def test_damaged_heads_stop_the_sealing_but_not_the_acts(ten: Writer, outside: Path, clock: SetClock) -> None:
    tampered(ten.database, "DELETE FROM journal_heads WHERE size = 4")
    sealer = Sealer(ten.standing.keys, HeadsFile(outside))
    with ten.reading() as read:
        assert len(sealer.open(read, "M")) == 1
    clock.advance(1000)
    assert not committed(ten, sealer, 2)
    assert sealer.trouble
    with ten.reading() as read:
        assert read.scalar(sa.select(sa.func.max(journal.c.position))) == 12


def test_a_hole_in_the_unsealed_tail_is_never_signed(writer: Writer, sealer: Sealer) -> None:
    committed(writer, sealer, 2)
    committed(writer, sealer, 3)
    tampered(writer.database, "DELETE FROM journal WHERE position = 4")
    with writer.writing() as work:
        assert not sealer.seal(work)
    assert "4" in sealer.trouble
    assert sizes(writer) == [2]


def test_a_missing_heads_file_is_told_and_written_anew(ten: Writer, outside: Path) -> None:
    outside.unlink()
    (told,) = reopened(ten, outside)
    assert "written anew" in told
    assert checked(ten, outside).ok


def test_missing_guards_are_told_at_the_start(writer: Writer, outside: Path) -> None:
    drop = "DROP TRIGGER journal_no_delete" if writer.database.sqlite else "DROP TRIGGER journal_no_change ON journal"
    with writer.database.transaction() as connection:
        connection.exec_driver_sql(drop)
    (told,) = reopened(writer, outside)
    assert drop.split()[2] in told


# --- on the way -----------------------------------------------------------------------------------------------------


def test_sealing_counts_few_statements(writer: Writer, sealer: Sealer, clock: SetClock) -> None:
    committed(writer, sealer, 1)
    clock.advance(1000)
    statements: list[Any] = []
    with writer.writing() as work:
        acts(work, 1)
        sa.event.listen(work.connection, "before_cursor_execute", lambda *args: statements.append(args[2]))
        sealer.seal_if_due(work)
    assert len(statements) == 3
    assert not any(journal_heads.name not in statement and journal.name not in statement for statement in statements)
