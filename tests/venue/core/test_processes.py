from __future__ import annotations

import os
import subprocess
import sys

from venue.core.processes import alive


def test_a_process_that_runs_is_alive_and_one_that_ended_is_not() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert alive(child.pid)
    child.communicate(b"\n")
    assert not alive(child.pid)
    assert alive(os.getpid())
