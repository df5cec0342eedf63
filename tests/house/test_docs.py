"""The documentation keeps up with the program: links lead somewhere, commands exist, every page and dialog has its chapter."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

import boot
import main
from app.actions import ACTIONS
from app.control_room.window_pages import PAGES
from venue.monitoring.alarms import LONGEST_SHELF, PRIORITIES
from venue.people.accounts import SAMPLE_ACCOUNTS, AccountPolicy

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
GUIDE = DOCS / "user_guide"
PICTURES = DOCS / "pictures"
FILES = sorted([ROOT / "README.md", *DOCS.rglob("*.md")])
CHAPTERS = sorted(GUIDE.glob("[0-9]*.md"))
MOST_BYTES = 3_000_000

HEADINGS = {
    "overview": "总览",
    "dispatch": "调度",
    "people": "人员与门禁",
    "devices": "设备",
    "patrols": "巡查",
    "system": "系统",
}
DIALOGS = {
    "DrawDialog": ("13_draws_and_rooms.md", "随机抽取…"),
    "OpenDraw": ("13_draws_and_rooms.md", "新开抽取…"),
    "RoomReady": ("13_draws_and_rooms.md", "备场与清场复核…"),
    "PrintBoard": ("13_draws_and_rooms.md", "打印日程板"),
    "ExceptionsDialog": ("14_times_and_calendars.md", "原则上规定的例外"),
    "AskException": ("14_times_and_calendars.md", "申请例外…"),
    "DecideException": ("14_times_and_calendars.md", "处理…"),
    "CalendarImport": ("14_times_and_calendars.md", "导入日历文件"),
    "CalendarExport": ("14_times_and_calendars.md", "导出日历文件"),
    "PlansDialog": ("14_times_and_calendars.md", "土地现场拍卖工作方案"),
    "AttachPlan": ("14_times_and_calendars.md", "登记批准文件…"),
    "ExpertsDrawn": ("14_times_and_calendars.md", "登记专家抽取"),
    "UnusualMinutes": ("14_times_and_calendars.md", "特殊分钟核查"),
    "WaitingListDialog": ("14_times_and_calendars.md", "候补名单"),
    "HoldsDialog": ("14_times_and_calendars.md", "预留的房间"),
    "ForecastsDialog": ("12_dispatch.md", "预测…"),
    "BookingDialog": ("12_dispatch.md", "新建预约"),
    "BlockDialog": ("12_dispatch.md", "停用…"),
    "SeriesDialog": ("12_dispatch.md", "例行占用…"),
    "ImportPreview": ("12_dispatch.md", "导入…"),
    "ProposalDialog": ("12_dispatch.md", "对比与采纳…"),
    "MoveDialog": ("12_dispatch.md", "放下以后写明原因"),
    "StretchDialog": ("12_dispatch.md", "改结束时间"),
    "AlarmGuide": ("05_alarms.md", "处置指南"),
    "ShelveAlarm": ("05_alarms.md", "搁置"),
    "ConfirmClose": ("01_start.md", "关闭窗口，引擎继续"),
    "ChangePassword": ("07_system.md", "修改密码"),
    "PhaseAdvance": ("02_overview.md", "切换阶段…"),
    "RevealPerson": ("03_people.md", "写明原因，姓名、证件号码或电话"),
    "ExtraRound": ("06_patrols.md", "加巡…"),
    "FindingDialog": ("06_patrols.md", "登记问题…"),
    "GiveTask": ("06_patrols.md", "交办…"),
    "FixFinding": ("06_patrols.md", "登记整改…"),
    "InspectFinding": ("06_patrols.md", "复查…"),
    "ReasonDialog": ("06_patrols.md", "按未完成结束"),
    "ExportPatrols": ("06_patrols.md", "导出…"),
    "OpenAccount": ("07_system.md", "开立账号…"),
    "ResetPassword": ("07_system.md", "重设密码…"),
    "RefusedDialog": ("README.md", "被拒绝、出了错"),
}
"""Where the guide tells of each dialog, and by which words. A new dialog needs its place here."""


def name_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --------------------------------------------------------------------------------------------------- links and pictures


def links(text: str) -> list[str]:
    """What a page leads to; code is no link."""
    without_code = re.sub(r"```.*?```|`[^`\n]*`", "", text, flags=re.DOTALL)
    return re.findall(r"\]\(([^)\s]+)\)", without_code)


def lost_links(file: Path) -> list[str]:
    inside = [link.partition("#")[0] for link in links(file.read_text()) if "://" not in link]
    return [link for link in inside if link and not (file.parent / link).exists()]


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_link_and_picture_leads_somewhere(file: Path) -> None:
    assert lost_links(file) == []


def test_a_lost_link_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[here](page.md) ![picture](gone.png) `[code](none.md)`")
    assert lost_links(page) == ["gone.png"]


def test_every_picture_is_shown_somewhere_and_all_are_small() -> None:
    shown = {(file.parent / link).resolve() for file in FILES for link in links(file.read_text())}
    pictures = sorted(PICTURES.glob("*"))
    assert [picture.name for picture in pictures if picture.resolve() not in shown] == []
    assert sum(picture.stat().st_size for picture in pictures) < MOST_BYTES


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_page_names_a_folder_of_one_machine(file: Path) -> None:
    assert re.findall(r"(?<![\w.$~])/(?:work|tmp|home|Users|mnt)/\S*", file.read_text()) == []


# ------------------------------------------------------------------------------------------------------------- commands


def commands(text: str) -> Iterator[list[str]]:
    """Every `boot.py …` and `main.py …` of a page, in a block or in a line, as words without its comment."""
    blocks = re.findall(r"```[a-z]*\n(.*?)```", text, flags=re.DOTALL)
    in_lines = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    for line in (*(line for block in blocks for line in block.splitlines()), *in_lines):
        found = re.match(r"(?:[A-Z_]+=\S+ )*(?:python3? |py -3.11 )?((?:boot|main)\.py\s+[a-z].*)", line.strip())
        if found:
            yield shlex.split(found.group(1).replace("\\|", "|"), comments=True)


def fault_in(words: list[str]) -> str:
    """What is wrong with a command; empty when the program knows it and all its options."""
    program, verb, *rest = words
    if program == "boot.py":
        if verb not in boot.VERBS:
            return f"boot.py has no {verb}"
        return fault_in(["main.py", *rest]) if verb == "run" and rest and is_command(rest[0]) else ""
    known: Any = typer.main.get_command(main.cli)
    for place, word in enumerate((verb, *rest)):
        if not hasattr(known, "commands"):
            return fault_in_options(known, rest[place - 1 :])
        if word not in known.commands:
            return f"{' '.join(words)}: there is no {word}"
        known = known.commands[word]
    return fault_in_options(known, [])


def is_command(word: str) -> bool:
    """Whether a word after `boot.py run` is meant as a command of main.py, not as a placeholder or an option."""
    return re.fullmatch(r"[a-z]+", word) is not None


def fault_in_options(command: Any, words: list[str]) -> str:
    """An option that the command does not have, or one that it needs and that is not given beside its arguments."""
    if command.context_settings.get("ignore_unknown_options"):
        return ""
    options = [one for one in command.params if getattr(one, "param_type_name", "") == "option"]
    known = {name for one in options for name in one.opts} | {"--help"}
    given = {word.strip("[]") for word in words if word.strip("[").startswith("--")}
    if given - known:
        return f"{command.name} has no {sorted(given - known)}"
    lacking = [one.opts[0] for one in options if one.required and not given & set(one.opts)]
    return f"{command.name} needs {lacking}" if words and lacking else ""  # without words it is only named


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_every_command_that_is_shown_exists(file: Path) -> None:
    assert [fault for words in commands(file.read_text()) if (fault := fault_in(words))] == []


@pytest.mark.parametrize(
    "shown", ["boot.py fly", "main.py fly", "boot.py run site fly", "main.py desk --wings", "main.py export patrols a"]
)
def test_a_command_that_does_not_exist_is_seen(shown: str) -> None:
    assert [fault_in(words) for words in commands(f"`{shown}`")] != [""]


# ----------------------------------------------------------------------------------------------------------- the chapters


def dialogs() -> set[str]:
    """Every dialog that asks or tells something: the classes that derive from `Form`."""
    found = set()
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.ClassDef) and any(isinstance(b, ast.Name) and b.id == "Form" for b in node.bases):
                found.add(node.name)
    return found


@pytest.mark.parametrize("page", [entry.key for entry in PAGES])
def test_every_page_has_a_chapter(page: str) -> None:
    assert [path for path in CHAPTERS if re.match(rf"# \d+ {HEADINGS[page]}\n", path.read_text())] != []


def test_every_dialog_has_its_place_in_the_guide() -> None:
    assert dialogs() == DIALOGS.keys()
    assert [name for name, (file, words) in DIALOGS.items() if words not in (GUIDE / file).read_text()] == []


@pytest.mark.parametrize("chapter", CHAPTERS, ids=name_of)
def test_every_chapter_begins_with_what_the_reader_wants_and_is_in_the_contents(chapter: Path) -> None:
    assert "**我想做的事：**" in chapter.read_text().split("\n## ")[0]
    assert f"({chapter.name})" in (GUIDE / "README.md").read_text()


def test_every_key_is_in_the_chapter_of_keys() -> None:
    chapter = (GUIDE / "08_keys.md").read_text()
    shown = {key for action in ACTIONS for key in action.keys[:1]}
    assert {key for key in shown if f"`{key}`" not in chapter} == set()


def test_every_kind_of_alarm_has_a_guide_in_both_languages() -> None:
    guides = tomllib.loads((ROOT / "resources" / "guides" / "alarms.toml").read_text())
    rules = "\n".join(path.read_text() for path in (ROOT / "resources" / "rules").glob("*.toml"))
    called_for = set(re.findall(r'^alarm = "(\w+)"', rules, re.MULTILINE)) | set(PRIORITIES)
    assert called_for - guides.keys() == set()
    assert [kind for kind, told in guides.items() if not (told["do"]["zh"] and told["do"]["en"])] == []


# ----------------------------------------------------------------------------------------------- figures that people read


def test_the_sample_accounts_of_the_guide_are_those_of_the_program() -> None:
    chapter = (GUIDE / "01_start.md").read_text()
    assert [one for one in SAMPLE_ACCOUNTS if f"| `{one.account}` | `{one.password}` |" not in chapter] == []


def test_the_limits_of_accounts_and_of_shelving_are_those_of_the_program() -> None:
    start, alarms = (GUIDE / "01_start.md").read_text(), (GUIDE / "05_alarms.md").read_text()
    policy = AccountPolicy()
    told = (
        f"输错 {policy.lock_after} 次，账号锁定 {policy.lock_minutes} 分钟",
        f"最长 {policy.session_hours} 小时",
        f"至少 {policy.password_least} 位",
        f"每 {policy.password_days} 天",
    )
    assert [words for words in told if words not in start] == []
    assert f"期限最长 {LONGEST_SHELF // 3_600_000} 小时" in alarms


def test_the_rounds_of_the_guide_are_those_of_the_rule() -> None:
    rules = tomllib.loads((ROOT / "resources" / "rules" / "conduct_and_records.toml").read_text())["rule"]
    asked = next(rule for rule in rules if rule["id"] == "RB-10")["parameters"]
    times = next(one["value"] for one in asked.values() if isinstance(one["value"], list))
    assert "、".join(times) in (GUIDE / "06_patrols.md").read_text()
