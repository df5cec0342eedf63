"""A process that proves many small problems in turn: HiGHS may not be loaded where the tests of the search load OR-Tools."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from time import monotonic

import msgspec

from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Place, Problem
from venue.schedule.dispatch.proof import _mute


class Proving:
    """Asks the process."""

    def __init__(self, pipe: Connection) -> None:
        self.pipe = pipe

    def ask(self, problem: Problem, plan: Plan | None = None) -> tuple[int, dict[str, Place] | None]:
        """The bound when nothing is left to prove, and the last better plan that was told."""
        self.pipe.send((msgspec.json.encode(problem), msgspec.json.encode(plan)))
        bound, placed = self.pipe.recv()
        return bound, msgspec.json.decode(placed, type=dict[str, Place] | None)


@contextmanager
def proving() -> Iterator[Proving]:
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(there,), daemon=True)
    process.start()
    yield Proving(here)
    here.send(None)
    process.join()
    here.close()


def serve(pipe: Connection) -> None:
    from venue.schedule.dispatch.proof_run import Prover

    _mute()
    while (asked := pipe.recv()) is not None:
        problem, plan = msgspec.json.decode(asked[0], type=Problem), msgspec.json.decode(asked[1], type=Plan | None)
        told: list[dict[str, Place]] = []
        prover = Prover(problem, plan, until=monotonic() + 60, bound=lambda bound: None, better=told.append)
        prover.run()
        pipe.send((prover.bound, msgspec.json.encode(told[-1] if told else None)))
