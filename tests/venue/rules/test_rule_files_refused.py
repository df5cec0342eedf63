"""Rule files with mistakes: each is named with file and key in both languages, and none becomes a book."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venue.rules.books import RULES, SAMPLE_DAY, edited
from venue.rules.mistakes import Mistake
from venue.rules.rule_book import RuleMistakes, in_force, load_rules

FILES = sorted(file.name for file in RULES.glob("*.toml"))
SWITCH = "valid_from = 2020-01-01\n\n[rule.parameters.enter_s]"


def refused(folder: Path) -> tuple[Mistake, ...]:
    with pytest.raises(RuleMistakes) as caught:
        load_rules(folder)
    return caught.value.mistakes


@pytest.mark.parametrize(
    ("file", "change", "key", "chinese"),
    [
        ("entry.toml", ('id = "RB-26"', 'id = "26"'), "26.id", "写法不对"),
        ("entry.toml", ('id = "RB-26"', 'id = "RB-30"'), "RB-26", "缺少此项规则"),
        ("entry.toml", ('hardness = "hard"', 'hardness = "firm"'), "RB-06.hardness", "不在允许范围"),
        ("entry.toml", ("value = 30\n", 'value = "30"\n'), "RB-06.parameters.escort_s.value", "参数类型不对"),
        ("entry.toml", ("value = 30\n", "value = 30.5\n"), "RB-06.parameters.escort_s.value", "类型不对"),
        ("entry.toml", ("value = 30\n", "value = true\n"), "RB-06.parameters.escort_s.value", "类型不对"),
        ("entry.toml", ("value = 30\n", "value = 0\n"), "RB-06.parameters.escort_s.value", "不得小于 1"),
        ("entry.toml", ("value = 30\n", "value = 601\n"), "RB-06.parameters.escort_s.value", "不得大于 600"),
        ("entry.toml", ("value = 60\n", "value = 181\n"), "RB-07.parameters", "remind_s ≤ stop_s"),
        ("entry.toml", ('value = "room"', 'value = "floor"'), "RB-06.parameters.zone_scope.value", "取值只能是"),
        ("entry.toml", ("[rule.parameters.enter_s]", "[rule.parameters.enters]"), "RB-26.parameters.enter_s", "缺少"),
        ("entry.toml", ("[rule.messages.reentry]", "[rule.messages.re_entry]"), "RB-26.messages.reentry", "缺少"),
        ("entry.toml", ("{wait:length}", "{waiting}"), "RB-06.messages.escort_needed.zh", "不会有“waiting”"),
        ("entry.toml", ("{wait:length}", "{project}"), "RB-06.messages.escort_needed.zh", "不会有“project”"),
        ("entry.toml", ("{wait:length}", "{wait:metres}"), "RB-06.messages.escort_needed.zh", "花括号"),
        ("entry.toml", ("{wait:length}", "{wait.__class__}"), "RB-06.messages.escort_needed.zh", "花括号"),
        (
            "entry.toml",
            ('alarm = "blocked_person"\npriority = 2', 'alarm = "blocked_person"'),
            "RB-06.messages",
            "报警",
        ),
        ("entry.toml", ('zh = "公共', 'cn = "公共'), "RB-06.messages.open_zone", "不认识的项“cn”"),
        ("entry.toml", ('clause_text = "签订相关保密协议"', ""), "RB-17.clause_text", "须写明条款"),
        ("entry.toml", ('basis = "S11"', 'basis = "S18"'), "RB-17.basis", "写法不对"),
        ("entry.toml", (SWITCH, SWITCH.replace("\n\n", "\nvalid_to = 2020-01-01\n\n")), "RB-26.valid_to", "晚于"),
        ("entry.toml", (SWITCH, SWITCH.replace("\n\n", "\nvalid_to = 2027-01-01\n\n")), "RB-26.valid_to", "后续版本"),
        ("legal_times.toml", ("value = [0, 30]", "value = [0, 17]"), "RB-03.parameters.minutes.value", "取值只能是"),
        ("legal_times.toml", ("value = 180", "value = 99999999999999999999"), "RB-01", ""),
        ("admission_matrix.toml", ('closing = "E"', 'closing = "Q"'), "matrix.rows.cleaner.closing", "看不懂的格子"),
        ("admission_matrix.toml", ('closing = "E"', 'closing = "M"'), "matrix.rows.cleaner.closing", "只能用于区域"),
        ("admission_matrix.toml", (', closing = "E"', ""), "matrix.rows.cleaner.closing", "缺少“closing”一格"),
        ("admission_matrix.toml", ('opening = "idle"\n', ""), "matrix.columns.opening", "缺少阶段"),
        ("admission_matrix.toml", ('opening = "idle"', 'opening = "busy"'), "matrix[0].columns", "不在允许范围"),
        ("admission_matrix.toml", ("[matrix.same_row]", "[matrix.same_rows]"), "matrix[0]", "不认识的项“same_rows”"),
        (
            "admission_matrix.toml",
            ('visitor = "cleaner"', 'visitor = "guest"'),
            "matrix.same_row.visitor",
            "没有“guest”",
        ),
        ("admission_matrix.toml", ("[[matrix]]", "[[matrices]]"), "matrices", "不认识的顶层项"),
        ("admission_matrix.toml", ("[[matrix]]", "[matrix]"), "matrix", "应写成 [[matrix]]"),
        ("zones.toml", ('outward = ["OUT"]', 'outward = ["Z9"]'), "zones.zone.Z0.outward", "没有“Z9”这个区域"),
        ("zones.toml", ('"arming", "opening"', '"arming", "open"'), "zones.zone.Z1.phases", "没有“open”这个阶段"),
        ("words.toml", ("witness = {", "witnesses = {"), "words.role.witness", "缺少词条"),
        ("words.toml", ("[words.zone]", "[words.zone"), "TOML", "不是正确的 TOML"),
    ],
)
def test_mistake_is_named_with_file_and_key(
    tmp_path: Path, file: str, change: tuple[str, str], key: str, chinese: str
) -> None:
    if change[0] not in (RULES / file).read_text(encoding="utf-8"):
        pytest.fail(f"the case is out of date: {change[0]}")
    mistakes = refused(edited(tmp_path / "rules", file, change))
    named = [one for one in mistakes if one.key.startswith(key) and chinese in one.zh]
    assert named, "\n".join(map(str, mistakes))
    assert all(one.en and one.zh and one.file in (file, "rules") for one in named)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    changes = (("value = 30\n", "value = 0\n"), ('value = "room"', 'value = "floor"'))
    assert len(refused(edited(tmp_path / "rules", "entry.toml", *changes))) == 2


def test_same_code_in_two_rules_is_refused(tmp_path: Path) -> None:
    twice = ("redraw_without_cause", "draw_too_late")
    mistakes = refused(edited(tmp_path / "rules", "legal_times.toml", twice))
    assert [one.key for one in mistakes] == ["RB-05.messages.draw_too_late"]


@pytest.mark.parametrize(
    ("ends", "complaint"),
    [
        ("", "与前一版本的有效期重叠"),
        ("2027-01-02", "与前一版本的有效期重叠"),
        ("2026-12-31", "与前一版本之间有空档"),
        ("2027-01-01", ""),
    ],
)
def test_versions_of_a_needed_rule_neither_overlap_nor_leave_a_gap(tmp_path: Path, ends: str, complaint: str) -> None:
    text = (RULES / "entry.toml").read_text(encoding="utf-8")
    again = text[text.index('[[rule]]\nid = "RB-28"') :]
    ended = again.replace("valid_from = 2020-01-01", f"valid_from = 2020-01-01\nvalid_to = {ends}")
    later = again.replace("valid_from = 2020-01-01", "valid_from = 2027-01-01")
    changed = edited(tmp_path / "rules", "entry.toml", (again, (ended if ends else again) + later))
    if complaint:
        assert [one.zh for one in refused(changed)] == [complaint]
    else:
        assert load_rules(changed)


@pytest.mark.parametrize("file", FILES)
def test_missing_file_is_noticed(tmp_path: Path, file: str) -> None:
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder)
    (folder / file).unlink()
    if file not in ("conduct_and_records.toml", "evaluations_and_month.toml"):  # not needed by any door
        assert refused(folder)


def test_empty_folder_is_no_book(tmp_path: Path) -> None:
    assert {"matrix", "zones", "RB-06"} <= {one.key for one in refused(tmp_path)}


def test_text_that_is_no_utf8_is_named(tmp_path: Path) -> None:
    folder = edited(tmp_path / "rules", "words.toml")
    (folder / "words.toml").write_bytes("保洁".encode("gb18030"))
    assert any(one.file == "words.toml" and one.key == "TOML" for one in refused(folder))


# Whatever one line of a file becomes, the files either make a whole book or none.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_damaged_file_makes_a_whole_book_or_none(data: st.DataObject, tmp_path: Path) -> None:
    name = data.draw(st.sampled_from(FILES))
    lines = (RULES / name).read_text(encoding="utf-8").splitlines()
    number = data.draw(st.integers(0, len(lines) - 1))
    lines[number] = data.draw(st.sampled_from(["", "?", lines[number][::-1], lines[number] * 2, "x = 1"]))
    folder = tmp_path / "rules"
    shutil.copytree(RULES, folder, dirs_exist_ok=True)
    (folder / name).write_text("\n".join(lines), encoding="utf-8")
    try:
        library = load_rules(folder)
    except RuleMistakes:
        return
    assert in_force(library, SAMPLE_DAY).rules.keys() >= {"RB-06", "RB-07", "RB-26"}


def test_files_hold_no_fractions_and_no_truth_values() -> None:
    def plain(value: object) -> bool:
        if isinstance(value, dict):
            return all(map(plain, value.values()))
        if isinstance(value, list):
            return all(map(plain, value))
        return not isinstance(value, (bool, float))

    assert all(plain(tomllib.loads((RULES / name).read_text(encoding="utf-8"))) for name in FILES)
