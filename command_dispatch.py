"""The command line of dispatch: solve a problem file, check and explain a plan. Hung into ``main.py`` as ``dispatch``."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from venue.core.acts import Refused
from venue.core.wording import say as words

if TYPE_CHECKING:
    from venue.schedule.dispatch.plan import Plan
    from venue.schedule.dispatch.problem import Fault, Problem

HELP = "排房求解、核对与说明 / solve, check and explain a dispatch problem"
dispatch = typer.Typer(help=HELP, rich_markup_mode=None)

ProblemFile = Annotated[Path, typer.Argument(help="调度题 / the problem, as docs/dispatch_form.md")]
PlanFile = Annotated[Path, typer.Argument(help="方案 / the plan")]


@dispatch.command("solve")
def solve_command(  # noqa: PLR0917 - command-line options are parameters
    problem: ProblemFile,
    out: Annotated[Path, typer.Option("--out", help="方案写到哪里 / where the plan goes")],
    seconds: Annotated[float, typer.Option(min=0, help="求解秒数 / seconds of search")] = 10.0,
    flat: Annotated[bool, typer.Option("--flat", help="单一大模型，用于对比 / one flat model, to compare")] = False,
    first_fit: Annotated[bool, typer.Option("--first-fit", help="先到先排，用于对比 / first fit, to compare")] = False,
    seed: Annotated[int, typer.Option(help="随机种子 / seed")] = 0,
    deterministic: Annotated[bool, typer.Option("--deterministic", help="结果可重现 / the same again")] = False,
    prove: Annotated[float, typer.Option(min=0, help="再用多少秒证明下界 / seconds to prove a bound")] = 0.0,
) -> int:
    """求解：越找越好，Ctrl+C 保留最好的 / find a plan, better and better; Ctrl+C keeps the best."""
    if flat and first_fit:
        raise Refused("dispatch.one_way")
    from venue.schedule.dispatch.plan import as_json
    from venue.schedule.dispatch.reasons import explain

    task = read(problem)
    with interruptible() as over:
        watch = Watch(len(task.requests))
        ways: dict[str, Any] = {"seconds": seconds, "seed": seed, "deterministic": deterministic}
        plan = found(task, "flat" if flat else "first_fit" if first_fit else "solve", ways, over=over, watch=watch)
        if prove and not over.is_set():
            plan = with_proof(task, plan, prove, over=over)
        if over.is_set():
            tell(sys.stderr, "dispatch.interrupted")
    plan = explain(task, plan)
    write(out, as_json(plan))
    told_cost(task, plan)
    return 0


@dispatch.command("check")
def check_command(problem: ProblemFile, plan: PlanFile) -> int:
    """核对方案，逐条指出问题 / check a plan and name every fault; exit code 0 only for a legal one."""
    from venue.schedule.dispatch.check import faults
    from venue.schedule.dispatch.plan import read_plan

    task, judged = read(problem), read_plan(plan)
    wrong = faults(task, judged)
    if not wrong:
        told_cost(task, judged)
        return 0
    tell(sys.stdout, "dispatch.plan_faulty", count=len(wrong))
    for fault in wrong:
        name(sys.stdout, fault)
    return 1


@dispatch.command("explain")
def explain_command(
    problem: ProblemFile,
    plan: PlanFile,
    language: Annotated[str, typer.Option(help="zh | en")] = "zh",
) -> int:
    """说明每项安排的理由 / why each request stands where it stands, or has no place."""
    from venue.schedule.dispatch.check import faults
    from venue.schedule.dispatch.plan import read_plan
    from venue.schedule.dispatch.reasons import explain

    task, judged = read(problem), read_plan(plan)
    if wrong := faults(task, judged):
        raise Refused("dispatch.not_legal", count=len(wrong), first=f"{wrong[0].where}: {wrong[0].code}")
    told = explain(task, judged)
    lines = [(one.request, one.code, one.args) for one in told.reasons]
    lines += [(one.request, one.code, one.args) for one in told.refused]
    for request, code, args in lines:
        sys.stdout.write(f"{request}  {words(code, args, language)}\n")
    return 0


@dispatch.command("repair")
def repair_command(
    task: Annotated[
        Path, typer.Argument(help="重排题：现状、原方案、现在时间 / the day as it is, the plan in force, now")
    ],
    out: Annotated[Path, typer.Option("--out", help="结果写到哪里 / where the answer goes")],
    seconds: Annotated[float, typer.Option(min=0, help="求解秒数 / seconds of search")] = 5.0,
    deterministic: Annotated[bool, typer.Option("--deterministic", help="结果可重现 / the same again")] = False,
) -> int:
    """重排：以最小改动适应现状 / change a running day as little as possible; Ctrl+C keeps the best."""
    from venue.schedule.dispatch.repair import as_json, read_repair, repair

    read_task = read_repair(task)
    with interruptible() as over:
        repaired = repair(read_task, seconds=seconds, deterministic=deterministic, stopped=over.is_set)
    write(out, as_json(repaired))
    for moved in repaired.moved:
        sys.stdout.write(f"{moved.request}  {both(moved.code, moved.args)}\n")
    for lost in repaired.cancelled:
        sys.stdout.write(f"{lost.request}  {both(lost.code, lost.args)}\n")
    counts = {"moved": repaired.change.moved, "cancelled": len(repaired.cancelled), "told": repaired.told}
    tell(sys.stdout, "dispatch.repaired_proven" if repaired.proven else "dispatch.repaired", **counts)
    return 0


# ----------------------------------------------------------------------------------------------------------------- solving


class Watch:
    """Tells each better plan on standard error: seconds, cost, bound and gap."""

    def __init__(self, requests: int) -> None:
        self.requests = requests
        self.began = monotonic()

    def better(self, plan: Plan) -> None:
        """One line for a better plan."""
        cost = plan.cost.total if plan.cost else 0
        args: dict[str, str | int] = {
            "placed": f"{len(plan.placed)}/{self.requests}",
            "cost": cost,
            "bound": plan.bound,
        }
        tell(sys.stderr, "dispatch.progress", seconds=self.elapsed, gap=f"{100 * plan.gap:.1f}", **args)

    def rising(self, bound: int) -> None:
        """One line for a better bound."""
        tell(sys.stderr, "dispatch.rising", seconds=self.elapsed, bound=bound)

    @property
    def elapsed(self) -> str:
        """Seconds since the beginning."""
        return f"{monotonic() - self.began:.1f}"


def found(task: Problem, way: str, ways: dict[str, Any], *, over: threading.Event, watch: Watch) -> Plan:
    """A plan by the chosen way. OR-Tools is imported only here."""
    if way == "first_fit":
        from venue.schedule.dispatch.first_fit import first_fit

        return first_fit(task)
    if way == "flat":
        from venue.schedule.dispatch.flat import flat

        return flat(task, seconds=ways["seconds"], seed=ways["seed"], stopped=over.is_set)
    from venue.schedule.dispatch.solve import solve

    return solve(task, stopped=over.is_set, better=watch.better, **ways)


def with_proof(task: Problem, plan: Plan, seconds: float, *, over: threading.Event) -> Plan:
    """The plan, or the better one that the proof comes upon, with the bound that is proven."""
    from venue.schedule.dispatch.proof import prove

    tell(sys.stderr, "dispatch.proving", seconds=f"{seconds:g}")
    proof = prove(task, plan, seconds=seconds, stopped=over.is_set, rising=Watch(len(task.requests)).rising)
    return proof.plan or plan


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """The first Ctrl+C ends the search and keeps its best; the second ends the program."""
    over = threading.Event()

    def end(number: int, frame: object) -> None:
        over.set()
        signal.signal(signal.SIGINT, signal.default_int_handler)

    if threading.current_thread() is not threading.main_thread():
        yield over
        return
    before: Callable[..., Any] | int | None = signal.signal(signal.SIGINT, end)
    try:
        yield over
    finally:
        signal.signal(signal.SIGINT, before)


# ------------------------------------------------------------------------------------------------------- files and words


def read(file: Path) -> Problem:
    """The problem of a file; each of its mistakes is named in both languages."""
    from venue.schedule.dispatch.problem import Problem, bytes_of, faults, read_problem

    try:
        return read_problem(file)
    except Refused as refused:
        if refused.code != "dispatch.faulty":
            raise
        for fault in faults(msgspec.json.decode(bytes_of(file), type=Problem)):
            name(sys.stderr, fault)
        raise typer.Exit(2) from None


def write(file: Path, content: bytes) -> None:
    """The file whole or not at all."""
    beside = file.with_name(f"{file.name}.part")
    try:
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as fault:
        raise Refused("dispatch.not_written", file=str(file), fault=fault.strerror or str(fault)) from fault


def told_cost(task: Problem, plan: Plan) -> None:
    """One line for a legal plan: what is placed and the parts of its cost."""
    from venue.schedule.dispatch.plan import cost_of

    cost = plan.cost or cost_of(task, plan.placed)
    parts = {part: getattr(cost, part) for part in ("total", "displaced", "spare", "walk", "lit")}
    counts = {"placed": len(plan.placed), "refused": len(task.requests) - len(plan.placed), "weight": cost.refused}
    tell(sys.stdout, "dispatch.plan_legal", **counts, **parts)


def name(where: Any, fault: Fault) -> None:
    """One line for a fault: its place, and what is wrong in both languages."""
    where.write(f"  {fault.where}: {both(fault.code, fault.args)}\n")


def tell(where: Any, code: str, **args: str | int) -> None:
    """One line in both languages, at once."""
    where.write(f"{both(code, args)}\n")
    where.flush()


def both(code: str, args: dict[str, str | int]) -> str:
    """A sentence in Chinese and English."""
    return " / ".join(words(code, args, language) for language in ("zh", "en"))
