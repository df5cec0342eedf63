"""Child processes of a benchmark: each a fresh interpreter that imports only what it needs, and none outlives it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from benchmarks.figures import Absent

CONTEXT = multiprocessing.get_context("spawn")


class Child:
    """A child process and the line to it."""

    def __init__(self, process: BaseProcess, line: Connection) -> None:
        self.process, self._line = process, line

    def say(self, told: Any) -> None:
        """Send it something."""
        self._line.send(told)

    def hear(self, patience: float = 120.0) -> Any:
        """What it says next; raises :class:`Absent` when it has ended or says nothing."""
        try:
            if self._line.poll(patience):
                return self._line.recv()
        except (EOFError, ConnectionError):
            self.process.join(5)
            raise Absent(f"a child process ended early (exit code {self.process.exitcode})") from None
        raise Absent(f"a child process said nothing for {patience:.0f} s")


@contextlib.contextmanager
def child(does: Callable[..., object], *args: Any) -> Iterator[Child]:
    """A child that runs ``does(line, *args)``, a function of a module; it ends with the block, whatever happened in it."""
    ours, theirs = CONTEXT.Pipe()
    process = CONTEXT.Process(target=_quietly, args=(does, theirs, *args))
    process.start()
    theirs.close()
    try:
        yield Child(process, ours)
    except BaseException:
        process.kill()
        raise
    finally:
        process.join(20)
        if process.is_alive():
            process.kill()
            process.join()
        ours.close()


def _quietly(does: Callable[..., object], line: Connection, *args: Any) -> None:
    from benchmarks.__main__ import quiet

    quiet()
    does(line, *args)
