"""The benchmarks tell figures in the agreed form, and none when something they need is absent. Their values are not judged here."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest

from benchmarks import __main__ as command
from tests import services

ROOT = Path(__file__).resolve().parents[2]
SHORT = {
    "judge": (["--rounds", "1"], {"us_a_judgement", "us_with_words"}),
    "verify": (["--entries", "600", "--rounds", "1"], {"entries_per_s"}),
}
WITH_PROCESSES = {
    "ingest": (["--messages", "300", "--rounds", "1"], {"baseline_msgs_s", "persisted_msgs_s", "ratio", "lost"}),
    "admission": (["--presentations", "20"], {"p50_ms_20", "p99_ms_20", "p50_ms_200", "p99_ms_200"}),
    "paint": (["--seconds", "1", "--readings", "50"], {"p50_ms", "p99_ms", "frames"}),
    "start": (["--runs", "1", "--no-display"], {"window_s", "desk_window_s"}),
}


@pytest.fixture(autouse=True)
def as_it_was() -> Iterator[None]:
    """A benchmark makes the program's own log quiet; the tests after it shall hear it."""
    import structlog

    yield
    structlog.reset_defaults()


def told(output: str, benchmark: str) -> dict[str, float]:
    """The figures in the output, each line of which must be one of this benchmark."""
    figures = {}
    for line in output.splitlines():
        figure = json.loads(line)
        assert set(figure) == {"benchmark", "figure", "value", "unit"}
        assert figure["benchmark"] == benchmark
        figures[figure["figure"]] = figure["value"]
    return figures


@pytest.mark.parametrize("name", SHORT)
def test_each_figure_is_one_json_line(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    args, figures = SHORT[name]
    assert command.main([name, *args]) == 0
    found = told(capsys.readouterr().out, name)
    assert found.keys() == figures
    assert all(value > 0 for value in found.values())


@pytest.mark.long
@pytest.mark.skipif(os.environ.get("CHANGKONG_LONG") != "1", reason="half a minute of processes: CHANGKONG_LONG=1")
@pytest.mark.parametrize("name", WITH_PROCESSES)
def test_each_figure_of_a_benchmark_with_processes_is_one_json_line(name: str) -> None:
    args, figures = WITH_PROCESSES[name]
    run = [sys.executable, "-m", "benchmarks", name, *args]
    ended = subprocess.run(run, cwd=ROOT, capture_output=True, text=True, check=False, timeout=110)
    if ended.returncode == command.ABSENT and "installed" in ended.stderr:
        pytest.skip(ended.stderr.splitlines()[-1])
    assert ended.returncode == 0, ended.stderr
    assert told(ended.stdout, name).keys() == figures


def test_nothing_is_told_when_the_broker_is_absent(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    @contextmanager
    def absent() -> NoReturn:
        raise services.Absent("mosquitto", "mosquitto")
        yield

    monkeypatch.setattr(services, "running_mosquitto", absent)
    assert command.main(["ingest"]) == command.ABSENT
    said = capsys.readouterr()
    assert said.out == ""
    assert "mosquitto" in said.err


def test_without_a_name_the_benchmarks_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main([]) == 0
    assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == set(command.NAMES)


def test_an_unknown_name_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["no-such-thing"]) == command.USAGE
    assert capsys.readouterr().out == ""


def test_every_benchmark_is_described(capsys: pytest.CaptureFixture[str]) -> None:
    page = (ROOT / "docs" / "how_to" / "run_benchmarks.md").read_text(encoding="utf-8")
    assert [name for name in command.NAMES if f"`{name}`" not in page] == []
