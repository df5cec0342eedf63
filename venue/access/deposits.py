"""Telephones and smart devices before the evaluation zone: deposited in a locker, or declared not carried (RB-28)."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Changed, LockerChanged
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people import credentials

# ------------------------------------------------------------------------------------------------------------- tables

locker_cells = table(
    "locker_cells",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("cell", TEXT, dataset=Dataset.LOCAL),
    column("state", TEXT, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("since", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "cell"),
    Index("ix_locker_cells_subject", "site", "subject"),
)

declarations = table(
    "declarations",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("declared_at", INT, dataset=Dataset.SUPERVISION),
    column("until", INT, dataset=Dataset.SUPERVISION),
    column("taken_by", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "subject"),
)

# -------------------------------------------------------------------------------------------------------------- rules

OCCUPIED = "occupied"
EMPTY = "empty"
LEAF = frozenset({"open", "closed"})


@dataclass(frozen=True)
class Cell:
    """One locker cell: its state, and whose things lie in it (empty: nobody's, or not known)."""

    cell: str
    state: str
    subject: str
    since: Millis


# --------------------------------------------------------------------------------------------------------------- acts


def locker_said(work: Work, said: LockerChanged) -> None:
    """A cell was opened, closed, filled or emptied; filled with an owner's token it is that person's deposit."""
    before = work.first(
        sa.select(locker_cells).where(locker_cells.c.site == work.site, locker_cells.c.cell == said.cell)
    )
    subject = _owner(work, said) or ("" if before is None or said.state == EMPTY else before.subject)
    state = (
        said.state if before is None or said.state not in LEAF else before.state
    )  # its door says nothing of its contents
    row = {"site": work.site, "cell": said.cell, "state": state, "subject": subject, "since": said.source_at}
    work.upsert(locker_cells, [row], key=("site", "cell"))
    told = {"cell": said.cell, "state": said.state}
    book.append(work, act="locker.changed", subject=subject, payload=told, source_at=said.source_at)
    work.tell(Changed(noun="lockers", ids=(said.cell,)))


@act("access.declare_nothing_carried", "centre_service", "clerk", "operator", "supervisor")
def declare_nothing_carried(work: Work, *, subject: str, until: int) -> dict[str, int]:
    """A person declares at the lockers that nothing smart is carried; a member of staff takes the declaration."""
    if until <= work.now:
        raise Refused("access.declaration_over", subject=subject)
    row = {"subject": subject, "declared_at": work.now, "until": until, "taken_by": work.principal.account}
    work.upsert(declarations, [{"site": work.site, **row}], key=("site", "subject"))
    position = book.append(work, act="access.declared_nothing_carried", subject=subject, payload={"until": until})
    return {"position": position}


def _owner(work: Work, said: LockerChanged) -> str:
    if not said.token:
        return ""
    found = credentials.holder(work, work.site, work.standing.keys, kind="card", token=said.token)
    return "" if found is None else found.subject


# -------------------------------------------------------------------------------------------------------------- views


def deposit_state(read: Reading | Work, site: str, subject: str, at: Millis) -> str:
    """``deposited``, ``declared_none`` or ``missing`` (for judging)."""
    cells = (locker_cells.c.site == site, locker_cells.c.subject == subject, locker_cells.c.state == OCCUPIED)
    if read.first(sa.select(locker_cells.c.cell).where(*cells)) is not None:
        return "deposited"
    said = (declarations.c.site == site, declarations.c.subject == subject, declarations.c.until > at)
    return "declared_none" if read.first(sa.select(declarations.c.until).where(*said)) is not None else "missing"


@view
def cells(read: Reading, viewer: Principal) -> tuple[Cell, ...]:
    """Every locker cell that has ever spoken."""
    rows = read.all(sa.select(locker_cells).where(locker_cells.c.site == viewer.site).order_by(locker_cells.c.cell))
    return tuple(Cell(row.cell, row.state, row.subject, row.since) for row in rows)
