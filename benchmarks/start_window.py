"""One start of the program with the words of its command line, until its window has been painted; then it says when, and ends.

What it says is one JSON line: ``painted``, on the machine's monotonic clock, and ``started``, the processes that it began.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import main

started: list[int] = []


def first_paint() -> None:
    """The event loop runs and the window is shown: paint it in full, whatever is still due, and take the time."""
    from PySide6.QtWidgets import QApplication

    for window in QApplication.topLevelWidgets():
        if window.isVisible():
            window.repaint()
    sys.stdout.write(json.dumps({"painted": time.monotonic(), "started": started}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what comes after the first painting is not measured


def show(settings: Any) -> int:
    """Open the desk as the command does, and hear of its first painting."""
    from composition_desk import open_desk

    return open_desk(settings, on_first_paint=first_paint)


class Noted(subprocess.Popen):  # type: ignore[type-arg]
    """A process that the program starts; its number is kept, so that the benchmark can end it."""

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        started.append(self.pid)


if __name__ == "__main__":
    main.show_desk = show
    subprocess.Popen = Noted  # type: ignore[misc]
    sys.exit(main.main(sys.argv[1:]))
