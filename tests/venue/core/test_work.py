from __future__ import annotations

import pytest
import sqlalchemy as sa

from venue.core.database import Database, DatabaseFault
from venue.core.messages import Changed, Message
from venue.core.outbox import outbox, post, received, tried, waiting
from venue.core.work import Writer


def letter(work, topic: str = "a") -> int:
    return post(work, system="trading", topic=topic, payload=b"{}", journal_position=1)


def test_what_was_written_is_read_back(writer: Writer) -> None:
    with writer.writing() as work:
        letter(work)
    with writer.reading() as read:
        assert [row.number for row in waiting(read, site="M", now=work.now)] == [1]


def test_a_transaction_that_fails_leaves_nothing_and_tells_nothing(writer: Writer) -> None:
    told: list[Message] = []
    writer._deliver = told.append
    with pytest.raises(RuntimeError), writer.writing() as work:
        letter(work)
        work.tell(Changed(noun="letter"))
        raise RuntimeError
    with writer.reading() as read:
        assert read.scalar(sa.select(sa.func.count()).select_from(outbox)) == 0
    assert told == []


def test_what_is_told_leaves_after_the_commit_in_order(writer: Writer) -> None:
    told: list[str] = []

    def hear(message: Message) -> None:
        with writer.reading() as read:
            told.append(f"{message.noun} {read.scalar(sa.select(sa.func.count()).select_from(outbox))}")

    writer._deliver = hear
    with writer.writing() as work:
        work.tell(Changed(noun="first"))
        letter(work)
        work.tell(Changed(noun="second"))
    assert told == ["first 1", "second 1"]


def test_a_failed_matter_takes_nothing_with_it_but_itself(writer: Writer) -> None:
    told: list[Message] = []
    writer._deliver = told.append
    with writer.writing() as work:
        with work.matter():
            letter(work, "kept")
            work.tell(Changed(noun="kept"))
        with pytest.raises(ZeroDivisionError), work.matter():
            letter(work, "lost")
            work.tell(Changed(noun="lost"))
            1 / 0  # noqa: B018
        with work.matter():
            assert letter(work, "also kept") == 2
    with writer.reading() as read:
        assert read.all(sa.select(outbox.c.topic).order_by(outbox.c.number)) == [("kept",), ("also kept",)]
    assert [message.noun for message in told] == ["kept"]


def test_numbers_go_on_after_another_transaction_and_after_a_rollback(writer: Writer) -> None:
    with writer.writing() as work:
        assert letter(work) == 1
    with pytest.raises(RuntimeError), writer.writing() as work:
        assert letter(work) == 2
        raise RuntimeError
    with writer.writing() as work:
        assert letter(work) == 2


def test_a_reading_block_cannot_write(writer: Writer) -> None:
    with pytest.raises(sa.exc.DBAPIError), writer.reading() as read:
        read.connection.execute(sa.delete(outbox))


def test_a_reader_keeps_its_picture_while_the_writer_goes_on(writer: Writer) -> None:
    counted = sa.select(sa.func.count()).select_from(outbox)
    with writer.reading() as read:
        before = read.scalar(counted)
        with writer.writing() as work:
            letter(work)
        assert (before, read.scalar(counted)) == (0, 0)


def test_a_letter_waits_until_its_receipt(writer: Writer, clock) -> None:
    with writer.writing() as work:
        number = letter(work)
        tried(work, number, next_try_at=work.now + 1000)
    with writer.reading() as read:
        assert waiting(read, site="M", now=clock.now()) == []
        assert len(waiting(read, site="M", now=clock.now() + 1000)) == 1
    with writer.writing() as work:
        received(work, number, receipt="R-1")
    with writer.reading() as read:
        assert waiting(read, site="M", now=clock.now() + 1000) == []


def test_upsert_keeps_the_newer_row(writer: Writer) -> None:
    from venue.monitoring.measurements import point_latest

    def row(at: int, value: int) -> dict[str, object]:
        same = {"site": "M", "point": "p", "received_at": 0, "quality": "good", "device": "d"}
        return {**same, "at": at, "value": value}

    with writer.writing() as work:
        for at, value in ((10, 1), (20, 2), (15, 3)):
            work.upsert(point_latest, [row(at, value)], key=("site", "point"), unless_newer=point_latest.c.at)
        assert work.scalar(sa.select(point_latest.c.value)) == 2


def test_another_key_does_not_open_the_database(tmp_path) -> None:
    url = f"sqlite:///{tmp_path / 'site.db'}"
    database = Database(url, key=b"k" * 32, site="M")
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
    database.close()
    with pytest.raises(DatabaseFault, match="密钥不符"), Database(url, key=b"x" * 32, site="M").reading():
        pass


def test_the_file_shows_nothing_in_clear(tmp_path) -> None:
    database = Database(f"sqlite:///{tmp_path / 'site.db'}", key=b"k" * 32, site="M")
    with database.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        connection.exec_driver_sql("INSERT INTO t VALUES ('canary-in-the-page')")
    database.close()
    assert all(b"canary" not in file.read_bytes() for file in tmp_path.iterdir())
    plain = Database(f"sqlite:///{tmp_path / 'plain.db'}", site="M")  # the control: without a key it does show
    with plain.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE t (x)")
        connection.exec_driver_sql("INSERT INTO t VALUES ('canary-in-the-page')")
    plain.close()
    assert any(b"canary" in file.read_bytes() for file in tmp_path.iterdir())
