"""`dispatch solve`, `check` and `explain`: the example of docs/dispatch_form.md, files that break, exit codes, both languages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import typer

from command_dispatch import dispatch, interruptible
from venue.core.acts import Refused
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.plan import Cost, Place, Plan, read_plan
from venue.schedule.dispatch.problem import Problem, Request, Room, Session, Weights, read_problem

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "dispatch_form.md").read_text(encoding="utf-8")
EXAMPLE, SMALLEST_PLAN = re.findall(r"```json\n(.*?)```", PAGE, flags=re.DOTALL)

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.chdir(tmp_path)
    Path("problem.json").write_text(EXAMPLE, encoding="utf-8")
    Path("smallest.json").write_text(SMALLEST_PLAN, encoding="utf-8")

    def runs(*words: str) -> tuple[int, str, str]:
        try:
            code = dispatch(words, standalone_mode=False)
        except typer.Exit as ended:
            code = ended.exit_code
        told = capsys.readouterr()
        return code, told.out, told.err

    return runs


# ------------------------------------------------------------------------------------------------------------ the page


def keys_named(heading: str) -> str:
    return PAGE.partition(f"\n## {heading}")[2].partition("\n## ")[0]


@pytest.mark.parametrize("form", [Problem, Room, Request, Session, Weights], ids=lambda form: form.__name__)
def test_the_page_explains_every_key_of_a_problem(form: Any) -> None:
    told = keys_named("The problem") + keys_named("What a plan costs")
    assert [key for key in form.__struct_fields__ if f"`{key}`" not in told] == []


@pytest.mark.parametrize("form", [Plan, Cost, Place], ids=lambda form: form.__name__)
def test_the_page_explains_every_key_of_a_plan(form: Any) -> None:
    told = keys_named("The plan") + keys_named("What a plan costs")
    assert [key for key in form.__struct_fields__ if f"`{key}`" not in told] == []


def test_the_page_names_the_weights_that_count_by_default() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", keys_named("What a plan costs"), flags=re.MULTILINE))
    assert {part: int(weight) for part, weight in rows.items()} == {
        part: getattr(Weights(), part) for part in Weights.__struct_fields__
    }


def test_the_smallest_plan_of_the_page_is_legal(run: Run) -> None:
    code, told, _ = run("check", "problem.json", "smallest.json")
    assert (code, "方案合规" in told, "The plan is legal: 2 placed, 1 refused" in told) == (0, True, True)


def test_the_example_of_the_page_is_proven_to_cost_what_the_page_says(run: Run) -> None:
    code, *_ = run("solve", "problem.json", "--first-fit", "--out", "plan.json", "--prove", "30")
    plan = read_plan(Path("plan.json"))
    assert (code, plan.proven, faults(read_problem(Path("problem.json")), plan)) == (0, True, ())
    assert plan.cost is not None
    assert f"for a cost of {plan.cost.total}:" in PAGE


# --------------------------------------------------------------------------------------------------------------- check


def test_each_fault_is_told_in_both_languages_and_the_exit_code_is_1(run: Run) -> None:
    plan = json.loads(SMALLEST_PLAN)
    plan["placed"]["P1"]["rooms"]["evaluation"] = "E2"
    Path("plan.json").write_text(json.dumps(plan))
    code, told, _ = run("check", "problem.json", "plan.json")
    assert code == 1
    assert "placed P1 evaluation: 房间 E2 缺少：dual_screen。 / Room E2 lacks: dual_screen." in told
    assert "房间 E2 在 08:00 至 10:00 停用" in told


def test_a_problem_with_mistakes_names_each_and_ends_with_2(run: Run) -> None:
    Path("problem.json").write_text(json.dumps(json.loads(EXAMPLE) | {"form": 9, "hours": [[9, 8]]}))
    code, _, told = run("check", "problem.json", "smallest.json")
    assert (code, len(told.splitlines())) == (2, 2)
    assert "form: 不认识格式版本 9" in told


def test_a_file_that_is_not_there_is_refused(run: Run) -> None:
    with pytest.raises(Refused, match="unreadable"):
        run("check", "problem.json", "none.json")


# -------------------------------------------------------------------------------------------------------- solve, explain


def test_first_fit_is_written_with_a_reason_for_every_request(run: Run) -> None:
    code, told, _ = run("solve", "problem.json", "--first-fit", "--out", "plan.json")
    plan = read_plan(Path("plan.json"))
    assert (code, "方案合规" in told) == (0, True)
    assert {one.request for one in (*plan.reasons, *plan.refused)} == {"P1", "P2", "P3"}
    assert run("check", "problem.json", "plan.json")[0] == 0


@pytest.mark.parametrize("way", [(), ("--flat",)], ids=["ours", "flat"])
def test_a_search_of_a_second_is_legal_and_tells_its_progress_beside_its_answer(run: Run, way: tuple[str, ...]) -> None:
    code, told, progress = run("solve", "problem.json", "--seconds", "1", "--out", "plan.json", *way)
    assert (code, "方案合规" in told) == (0, True)
    assert run("check", "problem.json", "plan.json")[0] == 0
    assert way or "placed, cost" in progress


def test_reasons_are_told_one_line_a_request(run: Run) -> None:
    _, chinese, _ = run("explain", "problem.json", "smallest.json")
    _, english, _ = run("explain", "problem.json", "smallest.json", "--language", "en")
    assert [line.split("  ")[0] for line in chinese.splitlines()] == ["P1", "P2", "P3"]
    assert "已经开始，09:00、房间 H1 不变。" in chinese
    assert "P2  It has begun and stays: 09:00, rooms H1." in english


def test_a_plan_that_breaks_its_problem_is_not_explained(run: Run) -> None:
    Path("plan.json").write_text('{"placed": {}}')
    with pytest.raises(Refused, match="not_legal"):
        run("explain", "problem.json", "plan.json")


def test_two_ways_at_once_and_an_unwritable_place_are_refused(run: Run) -> None:
    with pytest.raises(Refused, match="one_way"):
        run("solve", "problem.json", "--flat", "--first-fit", "--out", "plan.json")
    with pytest.raises(Refused, match="not_written"):
        run("solve", "problem.json", "--first-fit", "--out", "nowhere/plan.json")


def test_a_broken_write_leaves_the_plan_that_was_there(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    Path("plan.json").write_text("before")
    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(Refused, match="not_written"):
        run("solve", "problem.json", "--first-fit", "--out", "plan.json")
    assert Path("plan.json").read_text() == "before"


def test_the_first_interrupt_keeps_the_best_and_the_second_ends(run: Run) -> None:
    import signal

    with interruptible() as over:
        signal.raise_signal(signal.SIGINT)
        assert over.is_set()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)


def test_the_command_line_alone_loads_no_solver() -> None:
    lines = "import sys, command_dispatch; print(sorted({'ortools', 'highspy', 'numpy'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", lines], capture_output=True, text=True, check=True, cwd=ROOT)
    assert told.stdout.strip() == "[]"


def test_every_command_has_its_help_in_both_languages() -> None:
    commands: Any = typer.main.get_command(dispatch)
    assert [name for name, one in commands.commands.items() if " / " not in (one.help or "")] == []
