"""One value, one text: what the leaves of the tree and every export are made of."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue.journal import verify
from venue.journal.verify import NotCanonical, canonical_text, parse_canonical

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
integers = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    texts | integers,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(values)
def test_a_value_comes_back_from_its_text(value: Any) -> None:
    assert parse_canonical(canonical_text(value)) == value


@given(st.dictionaries(texts, integers, max_size=6))
def test_the_order_in_which_a_dict_was_filled_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_text(value) == canonical_text(dict(reversed(value.items())))


def test_the_form_is_the_one_that_is_documented() -> None:
    value = {"b": [1, -2], "a": '中心\n"\\/\x01\x7f', "Z": {}, "ä": "😀"}
    assert canonical_text(value) == '{"Z":{},"a":"中心\\n\\"\\\\/\\u0001\x7f","b":[1,-2],"ä":"😀"}'


def test_keys_are_sorted_by_code_point_not_by_utf_16() -> None:
    assert canonical_text({"\U0001f600": 1, "\uff21": 2}) == '{"\uff21":2,"\U0001f600":1}'


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        True,
        None,
        {"a": False},
        [None],
        {1: 2},
        2**53,
        -(2**53),
        "\ud800",
        {"\udfff": 1},
        b"x",
        {"a": {1, 2}},
        object(),
    ],
    ids=repr,
)
def test_what_has_no_single_text_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical_text(value)


def test_nesting_beyond_the_limit_is_refused() -> None:
    value: Any = 1
    for _ in range(verify.MAX_DEPTH + 1):
        value = [value]
    with pytest.raises(NotCanonical):
        canonical_text(value)
    assert canonical_text(value[0])


NOT_CANONICAL = [
    '{"b":1,"a":2}', '{"a":1,"a":1}', '{"a": 1}', '{"a":1}\n', '{"a":1.0}', '{"a":1e3}', '{"a":-0}', '{"a":01}', '{"a":true}',
    '{"a":null}', '{"a":NaN}', '{"a":9007199254740992}', '{"a":"\\u4e2d"}', '{"a":"\\/"}', '{"a":"\\ud800"}', '{"a":1', "", "{",
    '{"a":"\n"}', "[" * 5000, '{"a":"\\u000A"}',
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_CANONICAL)
def test_a_text_that_is_not_canonical_is_refused(text: str) -> None:
    with pytest.raises(NotCanonical):
        parse_canonical(text)


@given(st.lists(st.dictionaries(texts, values, max_size=3).map(canonical_text), min_size=1, max_size=6))
def test_the_fast_path_accepts_what_the_slow_one_accepts(payloads: list[str]) -> None:
    wordless = [
        text for text in payloads if not any(word in text for word in ("true", "false", "null", "000000000000000"))
    ]
    flat = [text for text in wordless if sum(character.isdigit() for character in text) < 16]
    assert not flat or verify._all_objects(flat)


@pytest.mark.parametrize("text", [*NOT_CANONICAL, "[]", "1", '"a"'])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_the_fast_path_refuses_what_the_slow_one_refuses(text: str, at: int) -> None:
    payloads = ['{"a":"中"}', '{"b":{"c":[1,2]}}']
    payloads.insert(at, text)
    assert not verify._all_objects(payloads)


@pytest.mark.parametrize(
    "payloads",
    [
        ['{"a":1},{"b":2}', '{"c":1'],
        ['{"a":[{}', "{}]}", '{},"--entry--",{}'],
        ['{"a":"', '"}'],
        ['{"a":1},"--entry--",{"b":2}'],
    ],
)
def test_payloads_that_reach_over_their_own_end_do_not_pass_together(payloads: list[str]) -> None:
    assert not verify._all_objects(payloads)


def test_an_entry_comes_back_from_its_line(make_book: Any) -> None:
    row = make_book(1).rows[0]
    assert verify.entry_from_line(verify.entry_line(row)) == row


def test_the_line_is_what_any_json_writer_makes_of_all_columns(make_book: Any) -> None:
    row = make_book(1).rows[0]
    columns = dict(zip(verify.Entry._fields, row, strict=True))
    columns["payload"] = json.loads(columns["payload"])
    expected = json.dumps(columns, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert verify.entry_line(row) == expected


@pytest.mark.parametrize("column", verify.Entry._fields)
@pytest.mark.parametrize("wrong", [None, 1.0, b"x", True, "\ud800"])
def test_a_column_of_the_wrong_type_has_no_line(make_book: Any, column: str, wrong: Any) -> None:
    entry = verify.Entry(*make_book(1).rows[0])._replace(**{column: wrong})
    with pytest.raises(NotCanonical):
        verify.entry_line(entry)


def test_a_number_stored_as_text_has_no_line(make_book: Any) -> None:
    with pytest.raises(NotCanonical):
        verify.entry_line(verify.Entry(*make_book(1).rows[0])._replace(epoch="1"))
