"""Proposals of the solver: asked for, bettered while it searches, then applied or put away (F9, F12).

A proposal is kept beside the book: what it says binds nobody. The book has who asked, what came of it with the digest of
the answer, and who took it into the plan. Between those entries the best answer so far is kept as it comes, so that stopping
the search, a crash of the solver or of the engine lose nothing but the search itself.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused
from venue.core.clock import DAY, Millis, at_local, day_of
from venue.core.database import Reading, Row
from venue.core.messages import Changed, PlanFound, SolvePlan, StopSolving
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Place, Problem

# ------------------------------------------------------------------------------------------------------------- tables

proposals = table(
    "proposals",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("kind", TEXT, dataset=Dataset.LOCAL),
    column("day", TEXT, dataset=Dataset.TRADING),
    column("days", INT, dataset=Dataset.TRADING),
    column("cause", TEXT, dataset=Dataset.SUPERVISION),
    column("cause_args", TEXT, dataset=Dataset.SUPERVISION),
    column("state", TEXT, dataset=Dataset.LOCAL),
    column("fault", TEXT, dataset=Dataset.LOCAL),
    column("fault_args", TEXT, dataset=Dataset.LOCAL),
    column("asked_by", TEXT, dataset=Dataset.LOCAL),
    column("asked_at", INT, dataset=Dataset.LOCAL),
    column("seconds", INT, dataset=Dataset.LOCAL),
    column("version", INT, dataset=Dataset.LOCAL),
    column("stop_asked", INT, dataset=Dataset.LOCAL),
    column("better", INT, dataset=Dataset.LOCAL),
    column("problem", TEXT, dataset=Dataset.TRADING),
    column("standing", TEXT, dataset=Dataset.TRADING),
    column("answer", TEXT, dataset=Dataset.TRADING),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_proposals_day", "site", "day"),
)

# -------------------------------------------------------------------------------------------------------------- rules

KINDS = ("day", "replan")
OPEN = ("solving",)
USABLE = ("ready", "stopped", "failed")
"""States in which an answer may be applied; a failed search may have found something before it failed."""

LONGEST_S = 600


@dataclass(frozen=True)
class Stored:
    """A proposal as it is kept. ``standing``: where each project stood when it was asked for; ``plan`` ``None``: no answer."""

    number: int
    kind: str
    day: str
    days: int
    cause: str
    cause_args: dict[str, str | int]
    state: str
    fault: str
    fault_args: dict[str, str | int]
    asked_by: str
    asked_at: Millis
    seconds: int
    version: int
    better: int
    problem: Problem
    standing: dict[str, Place]
    plan: Plan | None


@dataclass(frozen=True)
class Asked:
    """What a search is started with. ``task`` is the JSON that the solver gets; ``problem`` the day in it, ``standing`` the plan in
    force, ``version`` that plan's digest."""

    kind: str
    day: str
    days: int
    task: str
    problem: Problem
    standing: dict[str, Place]
    version: int
    seconds: int
    cause: str = ""
    cause_args: dict[str, str | int] | None = None


# --------------------------------------------------------------------------------------------------------------- acts


def open_proposal(work: Work, asked: Asked) -> int:
    """Write a new proposal and let the solver begin after the commit; tells its number."""
    if not 1 <= asked.seconds <= LONGEST_S:
        raise Refused("proposals.seconds", least=1, most=LONGEST_S)
    number = work.next_number(proposals.c.number, proposals.c.site == work.site)
    told = {
        "kind": asked.kind,
        "day": asked.day,
        "days": asked.days,
        "seconds": asked.seconds,
        "version": asked.version,
    }
    cause = {"cause": asked.cause, "cause_args": _text(asked.cause_args or {})}
    forms = {"problem": _text(asked.problem), "standing": _text(asked.standing), "answer": ""}
    state: dict[str, Any] = {"state": "solving", "fault": "", "fault_args": "{}", "stop_asked": 0, "better": 0}
    by = {"asked_by": work.principal.account, "asked_at": work.now}
    work.insert(proposals, site=work.site, number=number, **told, **cause, **forms, **state, **by)
    payload = {**told, "number": number, "cause": asked.cause, "requests": len(asked.problem.requests)}
    book.append(work, act="dispatch.asked", payload=payload)
    kind = "day" if asked.kind == "day" else "repair"
    work.outgoing.append(SolvePlan(number=number, task=kind, problem=asked.task, seconds=asked.seconds))
    _tell(work, number)
    return number


def found(work: Work, said: PlanFound) -> None:
    """The solver has something, is done, or has failed. Word of a proposal that is no longer being solved is dropped."""
    row = _row(work, said.number)
    if row is None or row.state not in OPEN:
        return
    if said.answer and said.answer != row.answer:
        work.update(proposals, *_this(work, said.number), answer=said.answer, better=row.better + 1)
    if said.state == "done":
        _close(work, row, "stopped" if row.stop_asked else "ready", answer=said.answer or row.answer)
    elif said.state == "failed":
        told = {"fault": said.fault}
        _close(work, row, "failed", answer=said.answer or row.answer, code="proposals.solver_failed", args=told)
    _tell(work, said.number)


def stop_search(work: Work, number: int) -> None:
    """Let the solver end; its best so far comes back as its last word."""
    row = standing_row(work, number)
    if row.state not in OPEN:
        raise Refused("proposals.not_solving", number=number)
    work.update(proposals, *_this(work, number), stop_asked=1)
    book.append(work, act="dispatch.stopped", payload={"number": number})
    work.outgoing.append(StopSolving(number=number))
    _tell(work, number)


def put_away(work: Work, number: int, *, state: str, code: str = "", args: dict[str, str | int] | None = None) -> None:
    """``applied`` or ``discarded``: the proposal asks nothing more of anybody. A search that still runs is ended."""
    row = standing_row(work, number)
    if row.state in OPEN:
        work.outgoing.append(StopSolving(number=number))
    work.update(proposals, *_this(work, number), state=state, fault=code, fault_args=_text(args or {}))
    _tell(work, number)


def fail_interrupted(work: Work) -> int:
    """The engine starts: whatever was being solved when it ended is no longer. Tells how many there were."""
    rows = work.all(_MINE, {"here": work.site, "states": list(OPEN)})
    for row in rows:
        _close(work, row, "failed", answer=row.answer, code="proposals.engine_restarted", args={})
        _tell(work, row.number)
    return len(rows)


def standing_row(work: Work, number: int) -> Row:
    """The row of a proposal that is still to be decided; refuses one that is none, or decided."""
    row = _row(work, number)
    if row is None:
        raise Refused("proposals.unknown", number=number)
    if row.state in ("applied", "discarded"):
        raise Refused(f"proposals.{row.state}_already", number=number)
    return row


def _close(
    work: Work, row: Row, state: str, *, answer: str, code: str = "", args: dict[str, Any] | None = None
) -> None:
    if not answer and not code:
        state, code = "failed", "proposals.nothing_found"
    work.update(proposals, *_this(work, row.number), state=state, fault=code, fault_args=_text(args or {}))
    payload: dict[str, Any] = {"number": row.number, "state": state, "fault": code}
    if answer:
        plan = msgspec.json.decode(answer, type=Plan)
        placed = msgspec.json.encode(plan.placed, order="sorted")
        payload |= {"placed": len(plan.placed), "refused": len(plan.refused)}
        payload |= {"digest": hashlib.sha256(placed).hexdigest()}
    book.append(work, act="dispatch.found", payload=payload)


def _this(work: Work, number: int) -> tuple[sa.ColumnElement[bool], sa.ColumnElement[bool]]:
    return proposals.c.site == work.site, proposals.c.number == number


def _row(read: Reading | Work, number: int, site: str = "") -> Row | None:
    here = site or getattr(read, "site", "")
    return read.first(sa.select(proposals).where(proposals.c.site == here, proposals.c.number == number))


def _tell(work: Work, number: int) -> None:
    work.tell(Changed(noun="proposal", ids=(str(number),)))


def _text(form: Any) -> str:
    return msgspec.json.encode(form, order="sorted").decode()


# -------------------------------------------------------------------------------------------------------------- views

_MINE = (
    sa.select(proposals)
    .where(proposals.c.site == sa.bindparam("here"), proposals.c.state.in_(sa.bindparam("states", expanding=True)))
    .order_by(proposals.c.number)
)


def stored(read: Reading | Work, site: str, number: int) -> Stored | None:
    """A proposal by number; ``None`` when there is none."""
    row = _row(read, number, site)
    return None if row is None else _stored(row)


def stored_on(read: Reading | Work, site: str, day: str) -> tuple[Stored, ...]:
    """The proposals that concern an ISO day, the newest first."""
    return tuple(_stored(row) for row in _rows_on(read, site, day))


def newest_answer(read: Reading | Work, site: str, day: str, *, kinds: tuple[str, ...] = KINDS) -> Stored | None:
    """The newest proposal of an ISO day that has an answer and may still be applied."""
    usable = (row for row in _rows_on(read, site, day) if row.answer and row.state in (*OPEN, *USABLE))
    return next((_stored(row) for row in usable if row.kind in kinds), None)


def _rows_on(read: Reading | Work, site: str, day: str) -> list[Row]:
    start = at_local(day)
    within = proposals.c.day.between(day_of(start - 30 * DAY), day)
    rows = read.all(sa.select(proposals).where(proposals.c.site == site, within).order_by(proposals.c.number.desc()))
    return [row for row in rows if at_local(row.day) + row.days * DAY > start]


def being_solved(read: Reading | Work, site: str) -> tuple[Stored, ...]:
    """The proposals that a solver is working on."""
    return tuple(_stored(row) for row in read.all(_MINE, {"here": site, "states": list(OPEN)}))


def undecided(read: Reading | Work, site: str, kind: str) -> tuple[Stored, ...]:
    """The proposals of a kind that nobody has applied or put away, oldest first."""
    rows = read.all(_MINE, {"here": site, "states": [*OPEN, *USABLE]})
    return tuple(_stored(row) for row in rows if row.kind == kind)


def _stored(row: Row) -> Stored:
    return Stored(
        number=row.number,
        kind=row.kind,
        day=row.day,
        days=row.days,
        cause=row.cause,
        cause_args=msgspec.json.decode(row.cause_args),
        state=row.state,
        fault=row.fault,
        fault_args=msgspec.json.decode(row.fault_args),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        seconds=row.seconds,
        version=row.version,
        better=row.better,
        problem=msgspec.json.decode(row.problem, type=Problem),
        standing=msgspec.json.decode(row.standing, type=dict[str, Place]),
        plan=msgspec.json.decode(row.answer, type=Plan) if row.answer else None,
    )
