"""The phase machine of a project (day.md D.4, F68): data in ``resources/methods/phases.toml``, pure rules, an append-only log.

A phase changes by an event of the trading system or by an operator, who says why. What must be true of rooms and people before
(the gates) stands in :mod:`venue.operations`; here is only which phase may follow which, and the writing down.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Notice
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.projects.methods import FOLDER, Method
from venue.projects.projects import Project, projects

# ------------------------------------------------------------------------------------------------------------- tables

phase_log = table(
    "phase_log",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("from_phase", TEXT, dataset=Dataset.TRADING),
    column("to_phase", TEXT, dataset=Dataset.TRADING),
    column("at", INT, dataset=Dataset.TRADING),
    column("stored_at", INT, dataset=Dataset.LOCAL),
    column("source", TEXT, dataset=Dataset.TRADING),
    column("account", TEXT, dataset=Dataset.SUPERVISION),
    column("reason", TEXT, dataset=Dataset.SUPERVISION),
    column("skipped", TEXT, dataset=Dataset.SUPERVISION),
    column("irregular", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_phase_log_project", "site", "project", "at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

Source = Literal["operator", "trading"]


class _Named(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str


class _Exit(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    zh: str
    en: str
    leaves: tuple[str, ...] = msgspec.field(name="from")
    needs: str = ""


class _Back(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    leaves: str = msgspec.field(name="from")
    to: str


class _Event(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    to: tuple[str, ...]


class PhaseData(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The whole machine as its file has it."""

    phase: tuple[_Named, ...]
    exit: tuple[_Exit, ...]
    back: tuple[_Back, ...]
    event: tuple[_Event, ...]


@dataclass(frozen=True)
class Step:
    """A phase that may follow. ``skipped`` are phases that nobody reported and the trading system has passed."""

    to: str
    skipped: tuple[str, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why a phase may not follow, as code and arguments."""

    code: str
    args: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, code: str, **phases: str) -> Refusal:
        """A refusal whose arguments are phases, told by their names in both languages (``to_zh``, ``to_en``)."""
        told = [(f"{key}_{lang}", name) for key, phase in phases.items() for lang, name in _both(phase)]
        return cls(code, tuple(told))


@dataclass(frozen=True)
class PhaseChange:
    """One line of the log. ``irregular`` names what was against the rules and taken as a fact all the same (违规开始)."""

    number: int
    project: str
    from_phase: str
    to_phase: str
    at: Millis
    stored_at: Millis
    source: str
    account: str
    reason: str
    skipped: tuple[str, ...]
    irregular: str


class PhaseAdvanced(Notice, frozen=True, kw_only=True):
    """A project is in another phase; ``rooms`` are its rooms at that instant, which change their column with it."""

    project: str
    from_phase: str
    to_phase: str
    at: Millis
    rooms: tuple[str, ...] = ()


@cache
def phase_data() -> PhaseData:
    """The machine from its file. Raises :class:`ValueError` with what is wrong there."""
    text = (FOLDER / "phases.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), PhaseData)


@cache
def phase_names() -> dict[str, tuple[str, str]]:
    """Chinese and English name of every phase and exit by code."""
    data = phase_data()
    names = {named.code: (named.zh, named.en) for named in data.phase}
    return names | {exit_.code: (exit_.zh, exit_.en) for exit_ in data.exit}


def _both(phase: str) -> tuple[tuple[str, str], ...]:
    zh, en = phase_names().get(phase, (phase, phase))
    return ("zh", zh), ("en", en)


def main_line(method: Method) -> tuple[str, ...]:
    """The phases of a method in order, without the pause."""
    return tuple(
        named.code for named in phase_data().phase if named.code in method.phases and named.code != "suspended"
    )


def may_follow(method: Method, phase: str, to: str, *, source: Source = "operator") -> Step | Refusal:
    """Whether ``to`` may follow ``phase`` in a project of the method.

    An operator goes step by step. The trading system tells what has happened: it may have passed phases that nobody reported,
    and is believed forward, never backward.
    """
    if to not in phase_names():
        return Refusal.of("phases.unknown", to=to)
    leaving = next((exit_ for exit_ in phase_data().exit if exit_.code == to), None)
    if leaving is not None:
        return _leave(leaving, phase)
    if to not in method.phases:
        return Refusal.of("phases.not_in_method", to=to)
    if _beside(phase, to):
        return Step(to)
    return _forward(main_line(method), phase, to, believed=source == "trading")


def phase_for(method: Method, event: str) -> str:
    """The phase that an event of the trading system means for the method; empty when it means none."""
    known = next((wanted for wanted in phase_data().event if wanted.name == event), None)
    possible = (*method.phases, *(exit_.code for exit_ in phase_data().exit))
    return next((to for to in known.to if to in possible), "") if known else ""


def _leave(leaving: _Exit, phase: str) -> Step | Refusal:
    if phase not in leaving.leaves:
        return Refusal.of("phases.may_not_follow", phase=phase, to=leaving.code)
    if leaving.needs == "two_consents":
        return Refusal.of("phases.two_consents")
    return Step(leaving.code)


def _beside(phase: str, to: str) -> bool:
    if (phase, to) == ("evaluating", "suspended"):
        return True
    return any((back.leaves, back.to) == (phase, to) for back in phase_data().back)


def _forward(line: tuple[str, ...], phase: str, to: str, *, believed: bool) -> Step | Refusal:
    no = Refusal.of("phases.may_not_follow", phase=phase, to=to)
    if phase not in line or to not in line:
        return no
    here, there = line.index(phase), line.index(to)
    if there == here + 1:
        return Step(to)
    return Step(to, line[here + 1 : there]) if believed and there > here else no


# --------------------------------------------------------------------------------------------------------------- acts


def record_step(
    work: Work,
    project: Project,
    step: Step,
    *,
    source: Source,
    reason: str = "",
    at: Millis | None = None,
    rooms: tuple[str, ...] = (),
    irregular: str = "",
) -> int:
    """Write down that a project is in another phase, and tell it; the position of the entry comes back.

    ``at`` is when it happened, as the source tells it. Only the gates of :mod:`venue.operations` call this.
    """
    happened = work.now if at is None else at
    number = work.next_number(phase_log.c.number, phase_log.c.site == work.site)
    change = {
        "from_phase": project.phase,
        "to_phase": step.to,
        "source": source,
        "reason": reason,
        "irregular": irregular,
    }
    row = {"number": number, "at": happened, "skipped": " ".join(step.skipped), **change}
    place = {"site": work.site, "project": project.code}
    work.insert(phase_log, **place, **row, stored_at=work.now, account=work.principal.account)
    mine = (projects.c.site == work.site, projects.c.code == project.code)
    work.update(projects, *mine, phase=step.to, phase_since=happened, irregular=irregular)
    position = book.append(
        work, act="projects.advance", project=project.code, payload={**row, "rooms": list(rooms)}, source_at=at
    )
    told = {"project": project.code, "from_phase": project.phase, "to_phase": step.to}
    work.tell(PhaseAdvanced(**told, at=happened, rooms=rooms))
    return position


# -------------------------------------------------------------------------------------------------------------- views


def phase_at(read: Reading | Work, site: str, project: str, at: Millis) -> str:
    """The phase a project was in at an instant; empty before its reservation (for re-judging the past)."""
    reserved = read.scalar(sa.select(projects.c.reserved_at).where(projects.c.site == site, projects.c.code == project))
    found = read.scalar(
        sa.select(phase_log.c.to_phase)
        .where(phase_log.c.site == site, phase_log.c.project == project, phase_log.c.at <= at)
        .order_by(phase_log.c.at.desc(), phase_log.c.number.desc())
        .limit(1)
    )
    return str(found or ("reserved" if reserved is not None and reserved <= at else ""))


@view
def phases_of(read: Reading, viewer: Principal, *, project: str) -> tuple[PhaseChange, ...]:
    """The log of a project's phases, oldest first."""
    mine = (phase_log.c.site == viewer.site, phase_log.c.project == project)
    rows = read.all(sa.select(phase_log).where(*mine).order_by(phase_log.c.number))
    return tuple(
        PhaseChange(
            number=row.number,
            project=row.project,
            from_phase=row.from_phase,
            to_phase=row.to_phase,
            at=row.at,
            stored_at=row.stored_at,
            source=row.source,
            account=row.account,
            reason=row.reason,
            skipped=tuple(row.skipped.split()),
            irregular=row.irregular,
        )
        for row in rows
    )
