"""From the start of the process to the first painted window of the control room.

Each run is a fresh interpreter with the words of the command line: ``main.py run`` in an empty data folder, which starts the
engine of the sample day beside the window, and ``main.py desk``. The instant is taken when the window has been painted in full,
on the offscreen platform, and where there is an X server to be had, on that too.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator

from benchmarks.figures import Absent, Figures, median, remark
from composition import ROOT
from tests import services

PATIENCE_S = 90.0


def arguments(parser: argparse.ArgumentParser) -> None:
    """How often."""
    parser.add_argument("--runs", type=int, default=5, help="starts of each kind; the median counts")
    parser.add_argument("--no-display", action="store_true", help="leave out the X display")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the median seconds of ``run``, of ``desk``, and of ``run`` on an X display."""
    figures = Figures("start")
    figures.tell("window_s", _median_of("run", "offscreen", chosen.runs), "s")
    figures.tell("desk_window_s", _median_of("desk", "offscreen", chosen.runs), "s")
    with contextlib.nullcontext("") if chosen.no_display else _display() as display:
        if display:
            figures.tell("window_s_xcb", _median_of("run", "xcb", chosen.runs, display), "s")


@contextlib.contextmanager
def _display() -> Iterator[str]:
    with contextlib.ExitStack() as stack:
        try:
            display = stack.enter_context(services.running_xvfb())
        except services.Absent as absent:
            remark(f"no window_s_xcb: {absent}")
            display = ""
        yield display


def _median_of(command: str, platform: str, runs: int, display: str = "") -> float:
    taken = [_one_start(command, platform, display) for _ in range(runs)]
    remark(f"{command} on {platform}: {', '.join(f'{one:.2f}' for one in taken)} s")
    return median(taken)


def _one_start(command: str, platform: str, display: str) -> float:
    """One start in a folder of its own; the window's process ends itself after its first painting, the engine is ended here."""
    with tempfile.TemporaryDirectory(prefix="changkong-start-", ignore_cleanup_errors=True) as folder:
        surroundings = {
            **os.environ,
            "QT_QPA_PLATFORM": platform,
            "DISPLAY": display,
            "XDG_CONFIG_HOME": folder,
            "PYTHONPATH": str(ROOT),
        }
        began = time.monotonic()
        window = subprocess.run(
            [sys.executable, "-m", "benchmarks.start_window", command, "--data", folder],
            env=surroundings,
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=False,
        )
        told = _told(window)
        for pid in told["started"]:
            _end(int(pid))
        return float(told["painted"]) - began


def _told(window: subprocess.CompletedProcess[str]) -> dict[str, list[int] | float]:
    lines = window.stdout.splitlines()
    if not lines or not lines[-1].startswith("{"):
        raise Absent(f"the window did not come: {window.stderr[-500:]}")
    found: dict[str, list[int] | float] = json.loads(lines[-1])
    return found


def _end(pid: int) -> None:
    """End the engine that this start began."""
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        until = time.monotonic() + 10
        while time.monotonic() < until:
            os.kill(pid, 0)
            time.sleep(0.05)
        os.kill(pid, signal.SIGKILL)
