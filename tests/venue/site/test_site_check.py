"""Each kind of mistake in a site file is named, in the file and on the line where it stands."""

# ruff: noqa: E501 -- rows of a site file are one line each
from __future__ import annotations

from pathlib import Path

import pytest

from venue.site.check import check
from venue.site.faults import BadSite
from venue.site.site_file import parse

GOOD = """\
site = { code = "S1", name = { zh = "甲", en = "A" }, kind = "training" }
building = [ { code = "B", name = { zh = "楼", en = "House" } } ]
floor = [ { code = "F", building = "B", level = 1, name = { zh = "一楼", en = "F1" }, width = 20, height = 10 } ]
zone = [ { code = "Z0", name = { zh = "公共", en = "Public" } } ]
room = [
  { code = "H", name = { zh = "厅", en = "Hall" }, zone = "Z0", floor = "F", type = "hall", use = "function", outline = [0, 0, 10, 10], through = true },
  { code = "V", name = { zh = "间", en = "Lock" }, zone = "Z0", floor = "F", type = "vestibule", use = "passage", outline = [10, 0, 2, 5], through = true },
  { code = "E", name = { zh = "室", en = "Room" }, zone = "Z0", floor = "F", type = "evaluation", use = "function", outline = [[12, 0], [20, 0], [20, 5], [12, 5]] },
]
access_point = [
  { code = "M", name = { zh = "门", en = "Door" }, kind = "door", from = "OUT", to = "H", at = [5, 10] },
  { code = "D1", name = { zh = "门", en = "Door" }, kind = "interlock", from = "H", to = "V", at = [10, 2], controlled = true, terminal = "T1", partner = "D2" },
  { code = "D2", name = { zh = "门", en = "Door" }, kind = "interlock", from = "V", to = "E", at = [12, 2], partner = "D1" },
]
device = [
  { code = "T1", kind = "terminal", door = "D1", silent_after_ms = 90000 },
  { code = "P1", kind = "presence", room = "E", at = [15, 2], silent_after_ms = 90000 },
  { code = "L1", kind = "locker_bank", room = "H", silent_after_ms = 90000 },
]
point = [ { code = "P1.p", device = "P1", quantity = "presence", unit = "persons" } ]
seat = [ { code = "S-1", room = "E", at = [14, 2] } ]
locker = [ { code = "L-1", bank = "L1" } ]
form = [ { code = "F-1", name = { zh = "表", en = "Form" } } ]
checkpoint = [ { code = "CP", room = "E", form = "F-1", order = 1, at = [15, 3] } ]
"""

MISTAKES = [
    ("syntax", 'kind = "training" }', 'kind = "training"', 1),
    ("unknown_table", "seat = [", "saet = [", 21),
    ("not_rows", 'locker = [ { code = "L-1", bank = "L1" } ]', 'locker = "L-1"', 22),
    ("unknown_key", "order = 1, at = [15, 3]", 'order = 1, at = [15, 3], colour = "red"', 24),
    ("missing_key", 'seat = [ { code = "S-1", room', "seat = [ { room", 21),
    ("wrong_form", "width = 20", 'width = "20"', 3),
    ("wrong_form", 'type = "hall"', 'type = "hut"', 6),
    ("wrong_form", "[[12, 0], [20, 0], [20, 5], [12, 5]]", "[[12, 0], [20, 5], [20, 0], [12, 5]]", 8),
    ("wrong_form", 'silent_after_ms = 90000 },\n  { code = "P1"', 'silent_after_ms = -1 },\n  { code = "P1"', 16),
    ("wrong_form", 'zh = "楼", en = "House"', 'zh = "楼"', 2),
    ("wrong_form", 'code = "CP", room', 'code = "CP", valid_from = "2026-01-01", room', 24),
    ("bad_period", 'code = "CP", room', 'code = "CP", valid_from = 2026-01-02, valid_to = 2026-01-01, room', 24),
    ("reserved_code", 'code = "V", name', 'code = "OUT", name', 7),
    ("duplicate_code", 'code = "D2", name', 'code = "D1", name', 13),
    ("dangling", 'terminal = "T1"', 'terminal = "T9"', 12),
    ("dangling", 'floor = "F", type = "evaluation"', 'floor = "G", type = "evaluation"', 8),
    ("room_outside_floor", "[20, 5], [12, 5]]", "[21, 5], [12, 5]]", 8),
    ("rooms_overlap", "outline = [10, 0, 2, 5]", "outline = [10, 0, 2.1, 5]", 8),
    ("door_off_boundary", "at = [10, 2]", "at = [10.5, 2]", 12),
    ("door_to_itself", 'from = "V", to = "E"', 'from = "E", to = "E"', 13),
    ("door_without_terminal", 'controlled = true, terminal = "T1"', "controlled = true", 12),
    ("reader_without_terminal", "at = [5, 10]", 'at = [5, 10], leave = "reader"', 11),
    ("terminal_elsewhere", 'kind = "terminal", door = "D1"', 'kind = "terminal", door = "D2"', 12),
    ("partner_missing", ', partner = "D1"', "", 13),
    ("partner_not_mutual", 'partner = "D1"', 'partner = "M"', 12),
    ("no_place", 'kind = "locker_bank", room = "H"', 'kind = "locker_bank"', 18),
    ("two_places", 'door = "D1", silent', 'door = "D1", room = "H", silent', 16),
    ("never_silent", 'room = "H", silent_after_ms = 90000', 'room = "H", silent_after_ms = 0', 18),
    ("spot_outside", "at = [15, 2], silent", "at = [5, 2], silent", 17),
    ("spot_outside", 'code = "S-1", room = "E", at = [14, 2]', 'code = "S-1", room = "E", at = [14, 6]', 21),
    ("wrong_unit", 'unit = "persons"', 'unit = "kW"', 20),
    ("wrong_kind", 'bank = "L1"', 'bank = "P1"', 22),
    ("unreachable", 'kind = "door", from = "OUT"', 'kind = "emergency", from = "OUT"', 6),
]


def test_a_good_site_has_no_fault() -> None:
    assert check(GOOD) == []


@pytest.mark.parametrize(
    "code, right, wrong, line", MISTAKES, ids=[f"{m[0]}-{m[3]}-{n}" for n, m in enumerate(MISTAKES)]
)
def test_each_mistake_is_named_on_its_line(code: str, right: str, wrong: str, line: int) -> None:
    text = GOOD.replace(right, wrong, 1)
    assert text != GOOD
    assert (code, line) in {(fault.code, fault.line) for fault in check(text)}


@pytest.mark.parametrize(
    "code, right, wrong, line", [m for m in MISTAKES if m[0] not in ("partner_not_mutual", "reserved_code")]
)
def test_one_mistake_is_not_blamed_on_many_lines(code: str, right: str, wrong: str, line: int) -> None:
    assert len(check(GOOD.replace(right, wrong, 1))) <= 3


def test_faults_speak_chinese_and_english() -> None:
    fault = check(GOOD.replace('bank = "L1"', 'bank = "L7"'))[0]
    assert (fault.zh, fault.en) == ("bank 指向不存在的 device L7", "bank points to device L7, which does not exist")


def test_blocks_and_rows_may_both_be_written_and_count_lines_alike() -> None:
    block = '\n[[zone]]\ncode = "Z9"\n\nname.zh = "区"\nname.en = "Zone"\nshape = 1\n'
    faults = check(GOOD.replace("zone = [ {", "zone2 = [ {") + block)
    line = GOOD.count("\n") + 7
    assert ("unknown_key", line) in {(fault.code, fault.line) for fault in faults}


def test_a_second_checkpoint_in_a_room_is_a_mistake() -> None:
    more = GOOD.replace(
        "at = [15, 3] } ]", 'at = [15, 3] },\n { code = "CQ", room = "E", form = "F-1", order = 2, at = [15, 3] } ]'
    )
    assert [(fault.code, fault.line) for fault in check(more)] == [("second_checkpoint", 25)]


def test_a_door_between_floors_is_a_mistake() -> None:
    two = GOOD.replace(
        "height = 10 } ]",
        'height = 10 },\n  { code = "G", building = "B", level = 2, name = { zh = "二", en = "2" }, width = 20, height = 10 } ]',
    )
    two = two.replace('floor = "F", type = "evaluation"', 'floor = "G", type = "evaluation"')
    assert ("door_between_floors", 14) in {(fault.code, fault.line) for fault in check(two)}


def test_a_reference_must_hold_as_long_as_what_points_to_it() -> None:
    closed = GOOD.replace('code = "P1", kind', 'code = "P1", valid_to = 2026-06-01, kind')
    assert [(fault.code, fault.line) for fault in check(closed)] == [("dangling_then", 20)]


def test_the_same_code_may_return_in_another_period() -> None:
    ward = '{ code = "E", name = { zh = "室", en = "Room" }, zone = "Z0", floor = "F", type = "evaluation", use = "function", outline = '
    split = GOOD.replace(
        ward,
        ward.replace("{ code", "{ valid_to = 2026-01-01, code")
        + "[12, 0, 8, 8] },\n  "
        + ward.replace("{ code", "{ valid_from = 2026-01-01, code"),
    )
    assert check(split) == []
    assert [
        room.outline[2]
        for day in ("2025-12-31", "2026-01-01")
        for room in parse(split).on(day).rooms
        if room.code == "E"
    ] == [
        (20000, 8000),
        (20000, 5000),
    ]


def test_a_folder_names_the_file_of_each_mistake(tmp_path: Path) -> None:
    head, tail = GOOD.split("seat = [")
    (tmp_path / "a.toml").write_text(head, encoding="utf-8")
    (tmp_path / "b.toml").write_text(
        "seat = [" + tail.replace('room = "E", form', 'room = "X", form'), encoding="utf-8"
    )
    assert [(fault.file, fault.line, fault.code) for fault in check(tmp_path)] == [("b.toml", 4, "dangling")]


@pytest.mark.parametrize(
    "name, content, code",
    [("empty", None, "no_file"), ("bytes", b"\xff\xfe\x00", "unreadable"), ("none", b"zone = []", "no_site")],
)
def test_a_folder_that_is_no_site_says_so(tmp_path: Path, name: str, content: bytes | None, code: str) -> None:
    if content is not None:
        (tmp_path / "site.toml").write_bytes(content)
    assert [fault.code for fault in check(tmp_path)] == [code]


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    assert [fault.code for fault in check(tmp_path / "no.toml")] == ["unreadable"]


def test_two_sites_in_one_folder_are_a_mistake(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "b.toml").write_text(GOOD.splitlines()[0], encoding="utf-8")
    assert [(fault.file, fault.code) for fault in check(tmp_path)] == [("b.toml", "two_sites")]


def test_parse_refuses_a_broken_form_with_all_its_faults() -> None:
    with pytest.raises(BadSite) as refused:
        parse(GOOD.replace("width = 20", "width = 0").replace('unit = "persons"', 'unit = "pints"'))
    assert [fault.line for fault in refused.value.faults] == [3, 20]


def test_a_syntax_error_at_the_end_is_on_the_last_line() -> None:
    assert [(fault.code, fault.line) for fault in check('site = {}\nzone = [\n  { code = "A" },\n')] == [("syntax", 3)]
