"""Child processes of a benchmark: each a fresh interpreter that imports only what it needs, and none outlives it."""

from __future__ import annotations

import contextlib
import multiprocessing
from collections.abc import Callable, Iterator
from multiprocessing.process import BaseProcess
from typing import Any

CONTEXT = multiprocessing.get_context("spawn")


def started(does: Callable[..., object], *args: Any) -> BaseProcess:
    """A child that runs a function of a module."""
    child = CONTEXT.Process(target=_quietly, args=(does, *args), daemon=False)
    child.start()
    return child


@contextlib.contextmanager
def ending(child: BaseProcess) -> Iterator[BaseProcess]:
    """The child ends with the block, whatever happened in it."""
    try:
        yield child
    finally:
        if child.is_alive():
            child.join(1)
        if child.is_alive():
            child.kill()
            child.join()


def _quietly(does: Callable[..., object], *args: Any) -> None:
    from benchmarks.__main__ import quiet

    quiet()
    does(*args)
