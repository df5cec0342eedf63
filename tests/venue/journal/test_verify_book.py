"""What an administrator of the database may try, and what the verifier answers, case by case."""

from __future__ import annotations

import base64
from typing import Any

import pytest

from tests.venue.journal.made import SIGNER, MakeBook, sealed_heads, signed_over
from venue.journal import verify
from venue.journal.verify import Entry, verify_book

Row = tuple[Any, ...]


def changed(row: Row, **columns: Any) -> Row:
    return tuple(Entry(*row)._replace(**columns))


def renumbered(rows: list[Row]) -> list[Row]:
    """As a careful forger would: positions dense again from 1."""
    return [changed(row, position=position) for position, row in enumerate(rows, 1)]


def kinds(report: verify.Report) -> list[str]:
    return [fault.kind for fault in report.faults]


def test_an_untouched_book_is_green(make_book: MakeBook) -> None:
    book = make_book(10)
    report = book.check(book.rows)
    assert (report.ok, report.entries, report.sealed, report.tail, report.faults) == (True, 10, 10, 0, ())


def test_the_unsealed_tail_is_counted_and_does_not_make_the_book_red(make_book: MakeBook) -> None:
    book = make_book(10, sealed=8)
    report = book.check(book.rows)
    assert (report.ok, report.entries, report.sealed, report.tail) == (True, 10, 8, 2)


def test_an_empty_book_is_never_green(make_book: MakeBook) -> None:
    report = verify_book([], [], public_keys=[SIGNER.public_key], kept_heads=[])
    assert (report.ok, kinds(report)) == (False, ["empty"])


def test_a_book_without_a_valid_head_is_never_green(make_book: MakeBook) -> None:
    report = verify_book(make_book(3).rows, [], public_keys=[SIGNER.public_key], kept_heads=[])
    assert (report.ok, kinds(report)) == (False, ["unsealed"])


COLUMNS = [column for column in Entry._fields if column != "payload"]


@pytest.mark.parametrize("column", COLUMNS)
@pytest.mark.parametrize("position", [1, 4, 5, 9])
def test_a_change_of_any_column_names_the_entry(make_book: MakeBook, column: str, position: int) -> None:
    book = make_book(9)
    value = getattr(Entry(*book.rows[position - 1]), column)
    rows = list(book.rows)
    rows[position - 1] = changed(rows[position - 1], **{column: value + 1 if type(value) is int else value + "x"})
    report = book.check(sorted(rows, key=lambda row: row[1]))
    assert not report.ok
    assert report.first_bad is not None
    assert report.first_bad.place == position


@pytest.mark.parametrize(
    ("payload", "kind"),
    [('{"verdict":"deny"}', "changed"), ('{"b":1,"a":2}', "not_canonical"), ("{}", "changed"), (None, "not_canonical")],
)
def test_a_changed_payload_names_the_entry(make_book: MakeBook, payload: str | None, kind: str) -> None:
    book = make_book(9)
    rows = list(book.rows)
    rows[5] = changed(rows[5], payload=payload)
    assert [(fault.kind, fault.position) for fault in book.check(rows).faults] == [(kind, 6)]


def test_space_added_to_a_payload_is_a_fault_though_it_means_the_same(make_book: MakeBook) -> None:
    book = make_book(9, sealed=4)
    rows = list(book.rows)
    rows[6] = changed(rows[6], payload=rows[6][-1].replace(":", ": ", 1))
    assert [(fault.kind, fault.position) for fault in book.check(rows).faults] == [("not_canonical", 7)]


@pytest.mark.parametrize("position", range(1, 9))
def test_a_removed_entry_is_named(make_book: MakeBook, position: int) -> None:
    book = make_book(9)
    rows = book.rows[: position - 1] + book.rows[position:]
    assert [(fault.kind, fault.position) for fault in book.check(rows).faults] == [("removed", position)]
    assert [(f.kind, f.position) for f in book.check(renumbered(rows)).faults] == [("removed", position)]


@pytest.mark.parametrize("position", range(1, 10))
def test_an_inserted_entry_is_named(make_book: MakeBook, position: int) -> None:
    book = make_book(9)
    new = changed(book.rows[0], act="access.denied", position=position)
    rows = renumbered([*book.rows[: position - 1], new, *book.rows[position - 1 :]])
    assert [(fault.kind, fault.position) for fault in book.check(rows).faults] == [("inserted", position)]


def test_a_copy_of_a_true_entry_is_an_insertion(make_book: MakeBook) -> None:
    book = make_book(9)
    rows = [*book.rows[:5], book.rows[4], *book.rows[5:]]
    assert [(fault.kind, fault.position) for fault in book.check(rows).faults] == [("inserted", 6)]


@pytest.mark.parametrize(("first", "second"), [(1, 2), (3, 4), (4, 5), (2, 8), (1, 9)])
def test_two_entries_that_changed_places_are_named(make_book: MakeBook, first: int, second: int) -> None:
    book = make_book(9)
    rows = list(book.rows)
    rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]
    for order in (rows, renumbered(rows)):
        report = book.check(order)
        assert report.first_bad is not None
        assert set(kinds(report)) == {"reordered"}
        assert report.first_bad.place == first


@pytest.mark.parametrize("left", range(9))
def test_a_cut_off_end_is_named(make_book: MakeBook, left: int) -> None:
    book = make_book(9)
    report = book.check(book.rows[:left])
    assert [(f.kind, f.position) for f in report.faults if f.kind != "empty"] == [("truncated", left + 1)]


def test_an_end_cut_off_with_its_heads_is_seen_by_the_heads_kept_outside(make_book: MakeBook) -> None:
    book = make_book(9)
    report = book.check(book.rows[:4], heads=book.heads[:1])
    assert report.first_bad is not None
    assert (report.first_bad.kind, report.first_bad.position) == ("truncated", 5)


def test_without_heads_kept_outside_it_is_not_seen_and_a_note_says_so(make_book: MakeBook) -> None:
    book = make_book(9)
    report = book.check(book.rows[:4], heads=book.heads[:1], kept_heads=None)
    assert report.ok
    assert "kept outside" in report.notes[0][1]


def test_a_rewrite_sealed_anew_with_another_key_is_named_to_the_entry(make_book: MakeBook, stranger: Any) -> None:
    book = make_book(9)
    rows = list(book.rows)
    rows[2] = changed(rows[2], actor="nobody")
    forged = []
    for head in sealed_heads(rows, [4, 8, 9]):
        head = {**head, "key": stranger.key_id}
        forged.append({**head, "signature": stranger.sign(verify.head_message(head))})
    report = book.check(rows, heads=forged)
    assert "head_key" in kinds(report)
    assert report.first_bad == verify.Fault("changed", 3)


def test_a_rewrite_sealed_anew_with_the_true_key_contradicts_the_heads_kept_outside(make_book: MakeBook) -> None:
    book = make_book(12)
    rows = list(book.rows)
    rows[5] = changed(rows[5], actor="nobody")
    report = book.check(rows, heads=sealed_heads(rows, [4, 8, 12]))
    assert ("head_conflict", 8) in [(fault.kind, fault.position) for fault in report.faults]
    assert report.first_bad == verify.Fault("changed", 6)


@pytest.mark.parametrize("field", verify.HEAD_FIELDS)
def test_a_change_of_any_field_of_a_head_is_a_fault(make_book: MakeBook, field: str) -> None:
    book = make_book(12)
    value = book.heads[1][field]
    heads = list(book.heads)
    heads[1] = {**heads[1], field: value + 1 if type(value) is int else value[:-1] + ("0" if value[-1] != "0" else "1")}
    assert not book.check(book.rows, heads=heads).ok
    assert not book.check(book.rows, heads=heads, kept_heads=None).ok
    assert not book.check(book.rows, kept_heads=heads).ok


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_head_removed_from_the_book_is_missed(make_book: MakeBook, number: int) -> None:
    book = make_book(12)
    heads = [head for index, head in enumerate(book.heads) if index != number]
    report = book.check(book.rows, heads=heads)
    assert (report.ok, kinds(report)[0]) == (False, "head_missing")


def test_leaf_hashes_taken_away_are_missed(make_book: MakeBook) -> None:
    book = make_book(12)
    heads = [{**head, "leaves": ""} for head in book.heads]
    assert kinds(book.check(book.rows, heads=heads)) == ["head_leaves"] * 3


def test_a_single_printed_head_is_enough_to_find_a_change_but_not_to_name_it(make_book: MakeBook) -> None:
    book = make_book(12)
    printed = [{**book.heads[-1], "leaves": ""}]
    rows = list(book.rows)
    rows[4] = changed(rows[4], room="E9")
    assert book.check(book.rows, heads=None, kept_heads=printed).ok
    report = book.check(rows, heads=None, kept_heads=printed)
    assert [(fault.kind, fault.was, fault.position) for fault in report.faults] == [("head_root", 1, 12)]


def test_what_the_key_holder_sealed_in_no_canonical_form_is_found_by_the_thorough_check(make_book: MakeBook) -> None:
    book = make_book(9)
    row = changed(book.rows[4], payload='{"a":1,"a":2}')
    leaves = [verify.leaf_hash(verify.entry_line(entry)) for entry in book.rows]
    leaves[4] = verify.leaf_hash(verify._join_line(row, 5))
    heads = signed_over(leaves, [9])
    rows = [*book.rows[:4], row, *book.rows[5:]]
    report = book.check(rows, heads=heads, kept_heads=heads, thorough=True)
    assert [(fault.kind, fault.position) for fault in report.faults] == [("not_canonical", 5)]


def test_a_gap_in_the_unsealed_tail_is_named(make_book: MakeBook) -> None:
    book = make_book(9, sealed=4)
    report = book.check(book.rows[:6] + book.rows[7:])
    assert report.faults == (verify.Fault("position", 8, 7),)


def test_entries_of_another_site_do_not_pass(make_book: MakeBook) -> None:
    book = make_book(9, sealed=8)
    rows = [*book.rows[:8], changed(book.rows[8], site="S")]
    assert kinds(book.check(rows)) == ["other_site"]


def test_many_faults_are_counted_and_only_the_first_are_listed(make_book: MakeBook) -> None:
    book = make_book(300, every=100)
    report = book.check([changed(row, desk="desk-9") for row in book.rows])
    assert (report.fault_count, len(report.faults)) == (300, verify.FAULTS_SHOWN)
    assert report.first_bad == verify.Fault("changed", 1)


def test_public_keys_may_be_given_as_hex_or_base64(make_book: MakeBook) -> None:
    book = make_book(5)
    raw = base64.b64decode(SIGNER.public_key)[-32:].hex()
    assert book.check(book.rows, public_keys=[raw]).ok


def test_every_fault_speaks_both_languages() -> None:
    for kind in verify._TEXTS:
        fault = verify.Fault(kind, 3, 2, "why")
        assert fault.en.isascii()
        assert not fault.zh.isascii()
