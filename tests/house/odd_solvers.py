"""Solvers that wait, hang or break, in a module that a fresh process reads quickly."""

from __future__ import annotations

import time
from multiprocessing.connection import Connection

from venue.core.messages import SolvePlan


def says_better_and_waits(line: Connection, order: SolvePlan, deterministic: bool) -> None:
    line.send(("better", "first"))
    while not line.poll(0.05):
        pass
    line.send(("done", "stopped"))


def says_better_and_hangs(line: Connection, order: SolvePlan, deterministic: bool) -> None:
    line.send(("better", "first"))
    time.sleep(60)


def breaks(line: Connection, order: SolvePlan, deterministic: bool) -> None:
    line.send(("failed", "ValueError: no"))
