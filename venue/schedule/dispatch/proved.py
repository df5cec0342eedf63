"""A prover beside the search: on days small enough HiGHS bounds the plan while it is being improved, and often finds a better one.

It runs :func:`venue.schedule.dispatch.proof.prove` on a thread that only waits for its process; the search asks now and then.
"""

from __future__ import annotations

import multiprocessing
import threading

from venue.core.acts import Refused
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.proof import Proof, prove

PROVABLE = 80
"""Requests up to which a proof may come to its end while somebody waits."""
WORTHWHILE_S = 12.0
"""Below so many seconds in all the linear programme would not be solved even once."""
ENDING_S = 0.3
"""So long before the end the prover is stopped, so that the answer is not late."""


def is_provable(problem: Problem, seconds: float) -> bool:
    """Whether a prover is worth its place beside the search; a daemonic process may have no child of its own."""
    small = len(problem.requests) <= PROVABLE and seconds >= WORTHWHILE_S
    return small and not multiprocessing.current_process().daemon


class Beside:
    """One proof under way: ``bound`` as far as proven, ``plan`` when the prover has ended and found a better one."""

    def __init__(self, problem: Problem, plan: Plan, *, seconds: float) -> None:
        self.bound = 0
        self._found: Proof | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(problem, plan, seconds), name="prover", daemon=True)
        self._thread.start()

    def close(self) -> Proof | None:
        """End it; what it has found, ``None`` when the proof could not be run at all."""
        self._over.set()
        self._thread.join()
        return self._found

    @property
    def ended(self) -> bool:
        """Whether there is nothing more to come."""
        return not self._thread.is_alive()

    def _run(self, problem: Problem, plan: Plan, seconds: float) -> None:
        try:
            self._found = prove(problem, plan, seconds=seconds, stopped=self._over.is_set, rising=self._rose)
        except Refused:
            self._found = None  # the search goes on without a proof: its plan is as good as before

    def _rose(self, bound: int) -> None:
        self.bound = max(self.bound, bound)
