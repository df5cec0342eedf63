"""Personal fields: commitments in the book, values in an erasable store, and nothing of them anywhere in clear."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.database import Database
from venue.core.keys import SealBroken
from venue.core.tables import metadata
from venue.core.work import Principal, Writer
from venue.journal import book, redaction, verify
from venue.journal.book import journal
from venue.journal.heads_file import HeadsFile
from venue.journal.redaction import personal_fields, subject_keys
from venue.journal.seal import Sealer

CLERK = Principal("zhao", frozenset({"clerk"}), "M", "desk-2")
NAME = "张三丰"
NUMBER = "43312219800101123X"


def registered(writer: Writer, subject: str = "P-1", number: str = NUMBER) -> dict[str, str]:
    with writer.writing(CLERK) as work:
        made = {
            "name": redaction.commit(work, subject, "name", NAME),
            "id_number": redaction.commit(work, subject, "id_number", number),
        }
        book.append(work, act="people.register", subject=subject, payload=made)
    return made


def payloads(writer: Writer, act: str) -> list[dict[str, Any]]:
    with writer.reading() as read:
        rows = read.all(sa.select(journal).where(journal.c.act == act).order_by(journal.c.position))
    return [{**json.loads(row.payload), "actor": row.actor, "subject": row.subject} for row in rows]


def revealed(writer: Writer, subject: str, field: str, reason: str = "核对到场人员") -> str:
    with writer.writing(CLERK) as work:
        return redaction.reveal(work, subject, field, reason)


def found(writer: Writer, number: str) -> list[str]:
    with writer.writing() as work:
        return redaction.search(work, "id_number", number)


def test_a_revealed_field_is_the_one_stored(writer: Writer) -> None:
    registered(writer)
    assert (revealed(writer, "P-1", "name"), revealed(writer, "P-1", "id_number")) == (NAME, NUMBER)


def test_each_look_is_written_down_with_viewer_and_reason(writer: Writer) -> None:
    registered(writer)
    revealed(writer, "P-1", "name", " 核对 ")
    seen = {"field": "name", "subject": "P-1", "version": 1}
    assert payloads(writer, "personal.revealed") == [
        {"fields": [seen], "reason": "核对", "actor": "zhao", "subject": "P-1"}
    ]


def test_several_fields_together_are_one_entry(writer: Writer) -> None:
    registered(writer)
    registered(writer, "P-2", "1")
    with writer.writing(CLERK) as work:
        shown = redaction.reveal_all(work, [("P-2", "id_number"), ("P-1", "name")], "见证记录")
    (entry,) = payloads(writer, "personal.revealed")
    assert shown == ["1", NAME]
    assert [seen["subject"] for seen in entry["fields"]] == ["P-2", "P-1"]


def test_a_look_that_is_rolled_back_leaves_no_entry(writer: Writer) -> None:
    registered(writer)
    with writer.writing() as work:
        with pytest.raises(Refused), work.matter():
            redaction.reveal_all(work, [("P-1", "name"), ("P-9", "name")], "核对")
        assert book.last_position(work) == 1


def test_no_reason_or_nothing_stored_is_refused(writer: Writer) -> None:
    registered(writer)
    for subject, field, reason in [("P-1", "name", " "), ("P-9", "name", "x"), ("P-1", "phone", "x")]:
        with pytest.raises(Refused, match="personal"):
            revealed(writer, subject, field, reason)


def test_a_commitment_can_be_checked_by_whoever_is_given_salt_and_value(writer: Writer) -> None:
    made = registered(writer)
    with writer.reading() as read:
        row = read.first(sa.select(personal_fields).where(personal_fields.c.field == "name"))
    assert row is not None
    assert redaction.commitment_holds(made["name"], salt=row.salt, field="name", value=NAME)
    assert not redaction.commitment_holds(made["name"], salt=row.salt, field="name", value="李四")


def test_the_same_value_of_two_people_shows_no_likeness(writer: Writer) -> None:
    assert registered(writer)["name"] != registered(writer, "P-2", "1")["name"]


def test_the_same_value_again_is_the_same_commitment_and_a_new_one_a_new_version(
    writer: Writer, viewer: Principal
) -> None:
    first = registered(writer)
    assert registered(writer) == first
    assert registered(writer, number="2")["id_number"] != first["id_number"]
    with writer.reading() as read:
        versions = [(one.field, one.version) for one in redaction.committed_fields(read, viewer, subject="P-1")]
    assert versions == [("id_number", 1), ("id_number", 2), ("name", 1)]
    assert revealed(writer, "P-1", "id_number") == "2"


def test_a_person_is_found_by_number_however_it_is_typed(writer: Writer) -> None:
    registered(writer)
    registered(writer, "P-2", "12-34 56")
    for typed in (NUMBER, NUMBER.lower(), " 433122 19800101 123x ", "４３３１２２１９８００１０１１２３Ｘ"):
        assert found(writer, typed) == ["P-1"], typed
    assert found(writer, "123456") == ["P-2"]
    assert found(writer, "43312219800101123") == []


def test_an_old_number_finds_nobody_any_more(writer: Writer) -> None:
    registered(writer)
    registered(writer, number="777")
    assert (found(writer, NUMBER), found(writer, "777")) == ([], ["P-1"])


# --- erasing --------------------------------------------------------------------------------------------------------


def erased(writer: Writer, subject: str) -> int:
    with writer.writing(CLERK) as work:
        return redaction.erase(work, subject, "保存期满")


def test_erasing_destroys_key_and_rows_and_nobody_elses(writer: Writer) -> None:
    registered(writer)
    registered(writer, "P-2", "1")
    erased(writer, "P-1")
    with writer.reading() as read:
        left = {
            table.name: {row.subject for row in read.all(sa.select(table))} for table in (personal_fields, subject_keys)
        }
    assert left == {"personal_fields": {"P-2"}, "subject_keys": {"P-2"}}
    assert revealed(writer, "P-2", "name") == NAME


def test_what_was_erased_can_neither_be_shown_nor_found(writer: Writer) -> None:
    registered(writer)
    erased(writer, "P-1")
    assert found(writer, NUMBER) == []
    with pytest.raises(Refused):
        revealed(writer, "P-1", "name")


def test_the_deletion_certificate_names_every_commitment(writer: Writer) -> None:
    made = registered(writer)
    erased(writer, "P-1")
    (certificate,) = payloads(writer, "personal.erased")
    assert {row["field"]: row["commitment"] for row in certificate["erased"]} == made
    assert (certificate["keys_destroyed"], certificate["reason"], certificate["actor"]) == (1, "保存期满", "zhao")


def test_every_proof_stays_valid_after_erasing(writer: Writer, tmp_path: Path) -> None:
    outside = tmp_path / "keys" / "heads.jsonl"
    sealer = Sealer(writer.standing.keys, HeadsFile(outside))
    registered(writer)
    for step in (lambda: None, lambda: erased(writer, "P-1")):
        step()
        with writer.writing() as work:
            sealer.seal(work)
        sealer.after_commit()
        with book.opened(writer.database, "M", [writer.standing.keys.public_key()]) as source:
            kept = verify.read_heads(outside)
            report = verify.verify_book(source.entries, source.heads, public_keys=source.public_keys, kept_heads=kept)
        assert report.ok


def test_erasing_twice_or_without_a_reason_is_refused(writer: Writer) -> None:
    registered(writer)
    with pytest.raises(Refused), writer.writing() as work:
        redaction.erase(work, "P-1", "  ")
    erased(writer, "P-1")
    with pytest.raises(Refused, match="nothing_stored"):
        erased(writer, "P-1")


def test_a_subject_registered_again_after_erasing_gets_a_new_key_and_other_commitments(writer: Writer) -> None:
    before = registered(writer)
    erased(writer, "P-1")
    assert registered(writer) != before
    assert revealed(writer, "P-1", "name") == NAME


# --- nothing in clear -----------------------------------------------------------------------------------------------


def dump(database: Database) -> bytes:
    """Everything in every table."""
    out = bytearray()
    with database.reading() as read:
        for table in metadata.sorted_tables:
            for row in read.all(sa.select(table)):
                out += repr(tuple(row)).encode() + b"".join(bytes(cell) for cell in row if isinstance(cell, bytes))
    return bytes(out)


def test_no_table_holds_a_personal_field_in_clear(writer: Writer) -> None:
    registered(writer)
    revealed(writer, "P-1", "name")
    found(writer, NUMBER)
    stored = dump(writer.database)
    assert b"P-1" in stored  # the control: the dump does read the tables
    assert NAME.encode() not in stored
    assert NUMBER.encode() not in stored


def test_a_ciphertext_moved_to_another_person_does_not_open(writer: Writer) -> None:
    registered(writer)
    registered(writer, "P-2", "1")
    with writer.writing() as work:
        wrapped = work.scalar(sa.select(subject_keys.c.wrapped).where(subject_keys.c.subject == "P-1"))
        work.update(subject_keys, subject_keys.c.subject == "P-2", wrapped=wrapped)
    with pytest.raises(SealBroken):
        revealed(writer, "P-2", "name")


def test_a_changed_ciphertext_does_not_open(writer: Writer) -> None:
    registered(writer)
    with writer.writing() as work:
        row = work.first(sa.select(personal_fields).where(personal_fields.c.field == "name"))
        assert row is not None
        flipped = bytes([*row.ciphertext[:-1], row.ciphertext[-1] ^ 1])
        work.update(personal_fields, personal_fields.c.field == "name", ciphertext=flipped)
    with pytest.raises(SealBroken):
        revealed(writer, "P-1", "name")
