"""Whatever is done to the sealed part of the book, the verifier finds it and names the first bad entry."""

from __future__ import annotations

from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from tests.venue.journal.made import MadeBook, MakeBook, made_entry, sealed_heads
from venue.journal import verify
from venue.journal.verify import Entry

Row = tuple[Any, ...]


@st.composite
def books(draw: st.DrawFn) -> MadeBook:
    """Up to 40 entries, heads at any sizes, an unsealed tail of up to 5."""
    sealed = draw(st.integers(1, 40))
    sizes = sorted(draw(st.sets(st.integers(1, sealed), max_size=6)) | {sealed})
    rows = [tuple(made_entry(position)) for position in range(1, sealed + draw(st.integers(0, 5)) + 1)]
    return MadeBook(rows, sealed_heads(rows, sizes))


def sealed(book: MadeBook) -> int:
    return book.heads[-1]["size"]


def renumbered(rows: list[Row]) -> list[Row]:
    return [tuple(Entry(*row)._replace(position=position)) for position, row in enumerate(rows, 1)]


def first_bad(book: MadeBook, rows: list[Row], **changed: Any) -> int:
    report = book.check(rows, **changed)
    assert not report.ok
    assert report.first_bad is not None
    return report.first_bad.place


@given(books())
def test_control_an_untouched_book_is_green(book: MadeBook) -> None:
    report = book.check(book.rows)
    assert (report.ok, report.sealed, report.tail) == (True, sealed(book), len(book.rows) - sealed(book))


text_columns = st.sampled_from([name for name in Entry._fields if name not in ("payload", "position")])


@given(books(), text_columns, st.data())
def test_any_change_of_any_column(book: MadeBook, column: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(1, sealed(book)))
    before = Entry(*book.rows[position - 1])
    kind = st.integers(-(2**53) + 1, 2**53 - 1) if type(getattr(before, column)) is int else st.text(max_size=9)
    after = before._replace(**{column: data.draw(kind.filter(lambda value: value != getattr(before, column)))})
    assert first_bad(book, [*book.rows[: position - 1], tuple(after), *book.rows[position:]]) == position


payload_bytes = st.text(st.characters(max_codepoint=0x2FFF, exclude_categories=["Cs"]), min_size=1, max_size=1)


@given(books(), payload_bytes, st.data())
def test_any_one_character_of_a_payload(book: MadeBook, character: str, data: st.DataObject) -> None:
    position = data.draw(st.integers(1, sealed(book)))
    payload = book.rows[position - 1][-1]
    at = data.draw(st.integers(0, len(payload)))
    over = data.draw(st.integers(0, 1))
    after = payload[:at] + character + payload[at + over :]
    rows = list(book.rows)
    rows[position - 1] = (*rows[position - 1][:-1], after)
    assert after == payload or first_bad(book, rows) == position


@given(books(), st.booleans(), st.data())
def test_any_removal(book: MadeBook, careful: bool, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, sealed(book)))
    count = data.draw(st.integers(1, min(12, sealed(book) - start + 1)))
    rows = book.rows[: start - 1] + book.rows[start - 1 + count :]
    assert first_bad(book, renumbered(rows) if careful else rows) == start


@given(books(), st.booleans(), st.data())
def test_any_insertion(book: MadeBook, copied: bool, data: st.DataObject) -> None:
    position = data.draw(st.integers(1, sealed(book)))
    model = Entry(*data.draw(st.sampled_from(book.rows)))
    new = model if copied else model._replace(subject="P-0", actor="nobody")
    rows = renumbered([*book.rows[: position - 1], tuple(new), *book.rows[position - 1 :]])
    assume(rows[: sealed(book)] != book.rows[: sealed(book)])  # a copy behind the last sealed entry belongs to the tail
    named = first_bad(book, rows)
    assert named == position or copied  # a copy beside its original: either may be called the copy


@given(books().filter(lambda book: sealed(book) > 1), st.booleans(), st.data())
def test_any_reordering(book: MadeBook, careful: bool, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(sealed(book))).filter(lambda order: list(order) != sorted(order)))
    rows = [book.rows[index] for index in order] + book.rows[sealed(book) :]
    moved = next(place for place, index in enumerate(order, 1) if index != place - 1)
    assert first_bad(book, renumbered(rows) if careful else rows) == moved


@given(books(), st.data())
def test_any_truncation_even_with_its_heads(book: MadeBook, data: st.DataObject) -> None:
    left = data.draw(st.integers(0, sealed(book) - 1))
    heads = [head for head in book.heads if head["size"] <= left]
    assert first_bad(book, book.rows[:left], heads=heads) == left + 1


@given(books(), st.data())
def test_several_changes_at_once_are_found_and_the_first_is_named(book: MadeBook, data: st.DataObject) -> None:
    positions = data.draw(st.sets(st.integers(1, sealed(book)), min_size=1, max_size=5))
    rows = [
        tuple(Entry(*row)._replace(actor="nobody")) if place in positions else row
        for place, row in enumerate(book.rows, 1)
    ]
    assert first_bad(book, rows) == min(positions)


@given(books(), st.data())
def test_a_rewrite_with_new_roots_and_leaves_but_without_the_key(book: MadeBook, data: st.DataObject) -> None:
    position = data.draw(st.integers(1, sealed(book)))
    rows = list(book.rows)
    rows[position - 1] = tuple(Entry(*rows[position - 1])._replace(actor="nobody"))
    forged = [
        {**new, "signature": old["signature"]}
        for new, old in zip(sealed_heads(rows, [head["size"] for head in book.heads]), book.heads, strict=True)
    ]
    assert first_bad(book, rows, heads=forged) == position
    report = book.check(rows, heads=forged, kept_heads=None)
    assert not report.ok
    assert {fault.kind for fault in report.faults} & {"head_signature"}


@given(st.integers(1, 60), st.data())
def test_each_entry_can_be_proven_against_the_signed_root(make_book: MakeBook, size: int, data: st.DataObject) -> None:
    book = make_book(size)
    leaves = [verify.leaf_hash(verify.entry_line(row)) for row in book.rows]
    index = data.draw(st.integers(0, size - 1))
    proof = verify.inclusion_proof(leaves, index)
    root = bytes.fromhex(book.heads[-1]["root"])
    assert verify.check_inclusion(leaves[index], index, size, proof=proof, root=root)
