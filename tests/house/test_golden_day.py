"""The golden day of the sample site, through engine, broker, devices and people: its totals, its events, twice the same book."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from devices.simulator.day_file import load_day
from devices.simulator.report import disagreements
from tests.devices.simulator.conftest import sample_site
from tests.devices.simulator.house import running
from venue.core.wording import RESOURCES
from venue.monitoring import alarms
from venue.projects import projects

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = RESOURCES / "days" / "golden.toml"

long_only = pytest.mark.skipif(os.environ.get("CHANGKONG_LONG") != "1", reason="long: set CHANGKONG_LONG=1")


def test_the_golden_day_begins_as_it_is_written(tmp_path: Path) -> None:
    day = load_day(GOLDEN)
    with running(day, tmp_path, site=sample_site()) as house:
        house.simulated.play(until=day.at("08:06"))
        with house.database.reading() as read:
            phases = {one.code: one.phase for one in projects.all_projects(read, house.viewer)}
            raised = alarms.alarms_between(read, house.viewer, since=day.start, until=day.until)
    assert {phases[code] for code in ("G01", "G05", "G09")} == {"arming"}
    assert phases["G08"] == "scheduled"
    assert [(one.kind, one.device) for one in raised] == [("camera_offline", "C-57")]


def play_the_golden_day(folder: Path) -> dict[str, Any]:
    """The report of the command itself, with the seconds that it took."""
    report = folder / "out.json"
    began = time.monotonic()
    command = [sys.executable, "main.py", "day", str(GOLDEN), "--headless", "--fast", "--report", str(report)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return json.loads(report.read_text()) | {"seconds": time.monotonic() - began}


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return play_the_golden_day(tmp_path_factory.mktemp("golden"))


@pytest.mark.long
@long_only
@pytest.mark.timeout(600)
def test_every_total_and_event_of_the_golden_day_is_as_expected(played: dict[str, Any]) -> None:
    assert disagreements(played) == []
    assert played["patrols"] == {"planned": 4, "complete": 3, "incomplete": 1, "extra": 1}
    assert played["denied"] >= 1


@pytest.mark.long
@long_only
@pytest.mark.timeout(600)
def test_the_golden_day_takes_less_than_a_minute(played: dict[str, Any]) -> None:
    assert played["seconds"] < 60


@pytest.mark.long
@long_only
@pytest.mark.timeout(600)
def test_the_golden_day_gives_the_same_book_again(played: dict[str, Any], tmp_path: Path) -> None:
    assert play_the_golden_day(tmp_path)["journal"] == played["journal"]
