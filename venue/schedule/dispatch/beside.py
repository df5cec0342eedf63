"""A second walker in a process of its own: Python uses one core a process.

The companion gets the problem as JSON and where to begin, and sends each better plan as numbers. It ends by itself when its time
is over or when whoever started it is gone.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import msgspec

from venue.schedule.dispatch.ground import Ground, Standing
from venue.schedule.dispatch.neighbourhoods import Schedule, Standings, Walker
from venue.schedule.dispatch.problem import Problem

Numbers = list[tuple[int, tuple[int, ...]] | None]
"""For each request which of its options and the number of the room of each part; None: refused."""

SLICE = 40
WORTHWHILE = 1.5
"""Seconds below which a second process would start only to be stopped."""


class Companion:
    """One walker beside this process."""

    def __init__(self, process: BaseProcess, pipe: Connection) -> None:
        self.process = process
        self._pipe = pipe

    def news(self, ground: Ground) -> Iterator[tuple[Standings, int]]:
        """The better plans that have come since, with their cost."""
        try:
            while self._pipe.poll():
                numbers, cost = self._pipe.recv()
                yield standings_of(ground, numbers), cost
        except (EOFError, OSError):
            return

    def close(self) -> None:
        """End it."""
        self._pipe.close()
        self.process.join(1.0)
        if self.process.is_alive():
            self.process.terminate()
            self.process.join()


@contextmanager
def companions(
    problem: Problem, begin: Sequence[Standing | None], *, count: int, seed: int, seconds: float
) -> Iterator[list[Companion]]:
    """So many walkers beside this process, for so many seconds; none where they are not worth while or not allowed."""
    started: list[Companion] = []
    try:
        if seconds >= WORTHWHILE and not multiprocessing.current_process().daemon:
            raw, numbers = msgspec.json.encode(problem), numbers_of(Ground(problem), begin)
            started += [_start(raw, numbers, seed + 7_919 * (n + 1), seconds) for n in range(count)]
        yield started
    finally:
        for companion in started:
            companion.close()


def _start(raw: bytes, begin: Numbers, seed: int, seconds: float) -> Companion:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=walk_beside, args=(theirs, raw, begin, seed, seconds), daemon=True)
    process.start()
    theirs.close()
    return Companion(process, ours)


def walk_beside(pipe: Connection, raw: bytes, begin: Numbers, seed: int, seconds: float) -> None:
    """What the other process does."""
    began = time.monotonic()
    ground = Ground(msgspec.json.decode(raw, type=Problem))
    walker, schedule = Walker(ground, standings_of(ground, begin), seed), Schedule(seconds * 0.9)
    told = walker.least
    try:
        while (passed := time.monotonic() - began) < seconds:
            if pipe.poll():
                return
            warmth = schedule.warmth(passed)
            for _ in range(SLICE):
                walker.step(warmth)
            if walker.least < told:
                told = walker.least
                pipe.send((numbers_of(ground, walker.best), told))
    except (EOFError, OSError, KeyboardInterrupt):
        return


def numbers_of(ground: Ground, standings: Sequence[Standing | None]) -> Numbers:
    """Standings as numbers, for another process with the same problem."""
    places = [{option.anchor: n for n, option in enumerate(options)} for options in ground.options]
    return [None if s is None else (places[i][s.option.anchor], s.rooms) for i, s in enumerate(standings)]


def standings_of(ground: Ground, numbers: Numbers) -> Standings:
    """The standings that the numbers mean."""
    return [
        None if found is None else Standing(ground.options[index][found[0]], tuple(found[1]))
        for index, found in enumerate(numbers)
    ]
