"""Solver processes: one for each search, beside the engine and behind the doors (its priority is low).

The engine's thread never searches and a solver never writes. An order that leaves after the commit starts a process; what it finds
comes back through the inbox like the word of a device. A process that dies, hangs or is killed ends its search as failed, with the
best that it had told until then.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from types import TracebackType
from typing import Any

import msgspec
import structlog

from venue.core.bus import Bus
from venue.core.clock import Clock
from venue.core.inbox import Inbox
from venue.core.messages import PlanFound, SolvePlan, StopSolving
from venue.schedule.dispatch.plan import Plan, Reason, Refusal
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.repair_forms import Repair, Repaired

log = structlog.get_logger("solving")

SOLVER = "solver"
NICENESS = 10
WORKERS = 2
TELL_EVERY_S = 0.5
"""A search tells better plans twice a second at most."""

GRACE_S = 20.0
"""So much longer than it was given may a search take before its process is ended; in lockstep it counts rounds, not seconds."""

LOCKSTEP_GRACE_S = 300.0
ENDING_S = 5.0
"""So long a process may take to end after its last word: it has its own to end."""

SETTLED = ("done", "failed")

Search = Callable[[Connection, SolvePlan, bool], None]

# -------------------------------------------------------------------------------------------------- in the solver's process


def search(line: Connection, order: SolvePlan, deterministic: bool) -> None:
    """What a solver process does: search, tell better plans on the line, then the last word, ``done`` or ``failed``."""
    with contextlib.suppress(OSError, AttributeError):
        os.nice(NICENESS)
    told = _Telling(line)
    try:
        plan = (_solve if order.task == "day" else _repair)(order, told, deterministic)
    except BaseException as fault:
        _say(line, "failed", f"{type(fault).__name__}: {fault}"[:500])
        raise
    _say(line, "done", _text(plan))


class _Telling:
    """The solver's end of the line: better plans out, now and then, and the wish to stop in."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._stopped = False
        self._told_at = 0.0

    def stopped(self) -> bool:
        """Whether to end: somebody said so, or nobody is there any more to be told."""
        self._stopped = self._stopped or self._line.poll(0)
        return self._stopped

    def better(self, plan: Plan) -> None:
        """Tell a better plan, if the last one was not told just now."""
        now = time.monotonic()
        if now - self._told_at >= TELL_EVERY_S:
            self._told_at = now
            _say(self._line, "better", _text(plan))


def _solve(order: SolvePlan, told: _Telling, deterministic: bool) -> Plan:
    from venue.schedule.dispatch.reasons import explain
    from venue.schedule.dispatch.solve import solve

    problem = msgspec.json.decode(order.problem, type=Problem)
    found = solve(
        problem,
        seconds=order.seconds,
        workers=WORKERS,
        deterministic=deterministic,
        stopped=told.stopped,
        better=told.better,
    )
    return explain(problem, found)


def _repair(order: SolvePlan, told: _Telling, deterministic: bool) -> Plan:
    from venue.schedule.dispatch.repair import repair

    task = msgspec.json.decode(order.problem, type=Repair)
    found = repair(
        task,
        seconds=order.seconds,
        workers=WORKERS,
        deterministic=deterministic,
        stopped=told.stopped,
        better=lambda better: told.better(as_plan(task, better)),
    )
    return as_plan(task, found)


def as_plan(task: Repair, repaired: Repaired) -> Plan:
    """A repair as a plan of the whole day: each move with its sentence, each cancellation and each standing refusal."""
    plan = repaired.plan
    reasons = tuple(Reason(request=one.request, code=one.code, args=one.args) for one in repaired.moved)
    refused = {one.request: one for one in (*plan.refused, *repaired.cancelled)}
    for request in task.problem.requests:
        if request.code not in plan.placed and request.code not in refused:
            refused[request.code] = Refusal(request=request.code, code="planning.refused_before")
    total = plan.cost.total if plan.cost is not None else 0
    return msgspec.structs.replace(
        plan,
        reasons=reasons,
        refused=tuple(refused.values()),
        proven=repaired.proven,
        bound=total if repaired.proven else min(plan.bound, total),
        elapsed_ms=repaired.elapsed_ms,
    )


def _say(line: Connection, state: str, text: str) -> None:
    with contextlib.suppress(OSError):  # the engine is gone: the wish to stop says so
        line.send((state, text))


def _text(plan: Plan) -> str:
    return msgspec.json.encode(plan, order="sorted").decode()


# ------------------------------------------------------------------------------------------------------ beside the engine


@dataclass
class _Running:
    """One search: its order, and once its turn has come its process and the line to it."""

    order: SolvePlan
    process: Any = None
    line: Connection | None = None
    until: float = 0.0
    asked: bool = False
    lockstep: bool = False
    stopped: threading.Event = field(default_factory=threading.Event)
    thread: threading.Thread | None = None


class Solving:
    """Runs solver processes for the orders on a bus.

    While ``lockstep`` says so, searches are reproducible and tell their last word only.
    """

    def __init__(
        self,
        inbox: Inbox,
        bus: Bus,
        clock: Clock,
        *,
        lockstep: Callable[[], bool] = lambda: False,
        search: Search = search,
    ) -> None:
        self._inbox, self._bus, self._clock = inbox, bus, clock
        self._in_lockstep, self._search = lockstep, search
        self._running: dict[int, _Running] = {}
        self._lock = threading.Lock()
        self._turn = threading.Lock()
        self._ends: list[Callable[[], None]] = []
        self._closed = False

    def __enter__(self) -> Solving:
        self._ends = [
            self._bus.subscribe(SolvePlan, self._begin),
            self._bus.subscribe(StopSolving, lambda order: self.stop(order.number)),
        ]
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Hear no more orders and end every search; the next start of the engine says that they did not end well."""
        self._closed = True
        for end in self._ends:
            end()
        with self._lock:
            left = list(self._running.values())
        for one in left:
            one.stopped.set()
            _end(
                one
            )  # its own thread closes the line when it hears the end: two hands on one line may close a stranger's
        for one in left:
            if one.thread is not None:
                one.thread.join(timeout=5)

    def stop(self, number: int) -> None:
        """Let a search end by itself, with what it has."""
        with self._lock:
            one = self._running.get(number)
        if one is not None:
            one.stopped.set()

    @property
    def processes(self) -> dict[int, int]:
        """The process of each search that runs, by proposal: for whoever looks at the machine."""
        with self._lock:
            return {number: one.process.pid for number, one in self._running.items() if one.process is not None}

    def _begin(self, order: SolvePlan) -> None:
        one = _Running(order, lockstep=self._in_lockstep())
        one.thread = threading.Thread(target=self._run, args=(one,), name=f"solver {order.number}", daemon=True)
        with self._lock:
            self._running[order.number] = one
        one.thread.start()

    def _run(self, one: _Running) -> None:
        """A repair begins at once; searches for whole days take turns, because there are few cores."""
        try:
            with self._turn if one.order.task == "day" else contextlib.nullcontext():
                self._follow(one)
        except Exception as fault:
            log.exception("a solver could not be followed", number=one.order.number)
            self._tell(one, "failed", fault=type(fault).__name__)
        finally:
            with self._lock:
                self._running.pop(one.order.number, None)

    def _follow(self, one: _Running) -> None:
        if one.stopped.is_set():
            self._tell(one, "done")
            return
        self._start(one)
        state, best = "", ""
        try:
            while state not in SETTLED:
                state, text = self._next_word(one)
                best = best if state == "failed" else text
                if state in SETTLED or not one.lockstep:
                    self._tell(one, state, answer=best, fault=text if state == "failed" else "")
            one.process.join(timeout=ENDING_S)
        finally:
            _kill(one)

    def _start(self, one: _Running) -> None:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=self._search, args=(theirs, one.order, one.lockstep), name="solver")
        process.start()
        theirs.close()
        one.process, one.line = process, ours
        one.until = time.monotonic() + one.order.seconds + (LOCKSTEP_GRACE_S if one.lockstep else GRACE_S)

    def _next_word(self, one: _Running) -> tuple[str, str]:
        """The next thing that the process says; its end and its silence are words too."""
        assert one.line is not None
        try:
            while not one.line.poll(0.1):
                if one.stopped.is_set() and not one.asked:
                    one.asked = True
                    one.until = min(one.until, time.monotonic() + GRACE_S)
                    one.line.send("stop")
                if time.monotonic() > one.until:
                    return "failed", "overdue"
            state, text = one.line.recv()
            return str(state), str(text)
        except (EOFError, OSError):
            one.process.join(timeout=5)
            return "failed", f"exit {one.process.exitcode}"

    def _tell(self, one: _Running, state: str, *, answer: str = "", fault: str = "") -> None:
        if self._closed:
            return
        if state == "failed":
            log.error("a solver ended without an answer", number=one.order.number, fault=fault)
        number, now = one.order.number, self._clock.now()
        word = PlanFound(device=SOLVER, received_at=now, number=number, state=state, answer=answer, fault=fault)
        self._inbox.put(word)


def _kill(one: _Running) -> None:
    _end(one)
    if one.line is not None:
        one.line.close()


def _end(one: _Running) -> None:
    if one.process is not None and one.process.is_alive():
        one.process.kill()
        one.process.join(timeout=5)
