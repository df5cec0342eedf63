"""How good a plan can be at best, proven: a lower bound from a process of its own that is ended at the limit of time.

``highspy`` and ``ortools`` can not live in one process; here neither is imported. The process tells each bound when it has it, so
that ending it loses nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from time import monotonic
from typing import NamedTuple

import msgspec

from venue.core.acts import Refused
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.plan import Plan, cost_of
from venue.schedule.dispatch.problem import Place, Problem
from venue.schedule.dispatch.proof_model import bare_plan

SPAWN = multiprocessing.get_context("spawn")
LOOKS_EVERY_S = 0.05


class Proof(NamedTuple):
    """What is proven: no plan costs less than ``bound``. ``plan``: the best legal one known, ``proven``: it costs no more."""

    bound: int
    plan: Plan | None
    proven: bool


def prove(
    problem: Problem,
    plan: Plan | None = None,
    *,
    seconds: float,
    stopped: Callable[[], bool] | None = None,
    rising: Callable[[int], None] | None = None,
) -> Proof:
    """Prove a bound for a problem within so many seconds, the start of the process included.

    A good ``plan`` helps much: what can not be cheaper is never looked at. ``stopped`` is asked 20 times a second; ``rising`` hears
    each new bound. Refuses a plan that breaks the problem (``dispatch.not_legal``) and a proof that could not be run at all
    (``dispatch.proof_failed``). Its process is a child: a daemonic process may not call this.
    """
    if plan is not None and (wrong := faults(problem, msgspec.structs.replace(plan, bound=0, proven=False))):
        raise Refused("dispatch.not_legal", count=len(wrong), first=f"{wrong[0].where}: {wrong[0].code}")
    watch = _Watch(problem, plan, rising)
    here, there = SPAWN.Pipe(duplex=False)
    task = (there, msgspec.json.encode(problem), msgspec.json.encode(plan), seconds)
    process = SPAWN.Process(target=_prove, args=task, daemon=True, name="proof")
    ends = monotonic() + seconds
    process.start()
    there.close()
    try:
        while monotonic() < ends and not (stopped is not None and stopped()) and watch.hears(here):
            pass
    finally:
        process.kill()
        process.join()
        process.close()
        here.close()
    return watch.proof()


class _Watch:
    """What the process has told so far."""

    def __init__(self, problem: Problem, plan: Plan | None, rising: Callable[[int], None] | None) -> None:
        self.problem, self.plan, self.rising = problem, plan, rising
        self.bound = 0

    def hears(self, here: Connection) -> bool:
        """Take in the next words, if any come soon; whether more may follow."""
        try:
            if not here.poll(LOOKS_EVERY_S):
                return True
            what, told = here.recv()
        except EOFError:
            raise Refused("dispatch.proof_failed", fault="ended") from None
        if what == "fault":
            raise Refused("dispatch.proof_failed", fault=told)
        if what == "bound":
            self.bound = max(self.bound, told)
            if self.rising is not None:
                self.rising(self.bound)
        if what == "plan":
            self.plan = bare_plan(self.problem, msgspec.json.decode(told, type=dict[str, Place]))
        return bool(what != "over")

    def proof(self) -> Proof:
        """The bound, and the plan with it."""
        if self.plan is None:
            return Proof(self.bound, None, proven=False)
        cost = cost_of(self.problem, self.plan.placed)
        bound = min(cost.total, max(self.bound, self.plan.bound))
        proven = bound == cost.total
        return Proof(bound, msgspec.structs.replace(self.plan, cost=cost, bound=bound, proven=proven), proven)


def _prove(told: Connection, problem: bytes, plan: bytes, seconds: float) -> None:
    """In the process of the proof: everything that it finds goes through the pipe; Ctrl+C is the parent's affair."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _mute()
    until = monotonic() + seconds
    try:
        from venue.schedule.dispatch.proof_run import Prover

        best = msgspec.json.decode(plan, type=Plan | None)
        prover = Prover(
            msgspec.json.decode(problem, type=Problem),
            best,
            until=until,
            bound=lambda bound: told.send(("bound", bound)),
            better=lambda placed: told.send(("plan", msgspec.json.encode(placed))),
        )
        prover.run()
        told.send(("over", ""))
    except BrokenPipeError:
        sys.exit(1)
    except Exception as fault:
        told.send(("fault", f"{type(fault).__name__}: {fault}"))


def _mute() -> None:
    """HiGHS names itself on standard output, where the parent may be writing its answer."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)
