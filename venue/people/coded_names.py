"""Coded persons: until the list is unsealed, a committee member is X1..Xn of his project and nothing more.

Who stands behind a code is sealed in the table (AES-GCM under a key of its own per project and code) and found only through a
blind index by whoever already knows the person. The reveal under supervision (揭示) opens the codes of one project, once, with a
reason, and says so in the book.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.keys import KeyStore, seal, unseal
from venue.core.messages import Notice
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.persons import person_row

# ------------------------------------------------------------------------------------------------------------- tables

coded_names = table(
    "coded_names",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("code", TEXT, dataset=Dataset.TRADING),
    column("number", INT, dataset=Dataset.LOCAL),
    column("blind", TEXT, dataset=Dataset.LOCAL),
    column("sealed", BLOB, dataset=Dataset.LOCAL),
    column("assigned_at", INT, dataset=Dataset.LOCAL),
    column("revealed_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "project", "code"),
    UniqueConstraint("site", "project", "blind"),
)

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class CodedName:
    """One code of a project; ``revealed_at`` is ``None`` while it is sealed."""

    project: str
    code: str
    assigned_at: Millis
    revealed_at: Millis | None


class NamesRevealed(Notice, frozen=True, kw_only=True):
    """The codes of a project were opened under supervision."""

    project: str
    codes: tuple[str, ...]


def _blind(keys: KeyStore, project: str, subject: str) -> str:
    return hmac.new(keys.key("blind"), f"coded:{project}:{subject}".encode(), hashlib.sha256).hexdigest()


def _bound(project: str, code: str) -> str:
    return f"coded-name:{project}:{code}"


# --------------------------------------------------------------------------------------------------------------- acts


def assign(work: Work, *, project: str, subject: str) -> str:
    """The person's code in the project, the next free one if he has none yet. The book learns the code, not the person."""
    person_row(work, work.site, subject)
    known = code_of(work, work.site, work.standing.keys, project=project, subject=subject)
    if known:
        return known
    number = 1 + int(work.scalar(sa.select(sa.func.count()).where(*_project(work.site, project))))
    code = f"X{number}"
    key = work.standing.keys.derived("personal", _bound(project, code))
    sealed = seal(key, subject.encode(), bound_to=_bound(project, code), chance=work.chance)
    blind = _blind(work.standing.keys, project, subject)
    facts = {"code": code, "number": number, "blind": blind, "sealed": sealed}
    work.insert(coded_names, site=work.site, project=project, **facts, assigned_at=work.now, revealed_at=None)
    book.append(work, act="names.assign", project=project, payload={"code": code})
    return code


@act("names.reveal", "supervisor", "operator")
def reveal(work: Work, *, project: str, supervisor: str, reason: str) -> dict[str, str]:
    """Unseal the list of a project under supervision; tells subject by code. Once per code: later ones open later.

    ``supervisor`` is the subject code of who supervises the unsealing.
    """
    person_row(work, work.site, supervisor)
    if not reason.strip():
        raise Refused("people.reason_missing")
    rows = work.all(sa.select(coded_names).where(*_sealed(work.site, project)).order_by(coded_names.c.number))
    if not rows:
        raise Refused("names.nothing_sealed", project=project)
    opened = {row.code: _subject(work.standing.keys, row) for row in rows}
    work.update(coded_names, *_sealed(work.site, project), revealed_at=work.now)
    payload = {"names": opened, "supervisor": supervisor, "reason": reason}
    book.append(work, act="names.reveal", project=project, payload=payload)
    work.tell(NamesRevealed(project=project, codes=tuple(opened)))
    return opened


def _project(site: str, project: str) -> tuple[sa.ColumnElement[bool], ...]:
    return coded_names.c.site == site, coded_names.c.project == project


def _sealed(site: str, project: str) -> tuple[sa.ColumnElement[bool], ...]:
    return *_project(site, project), coded_names.c.revealed_at.is_(None)


def _subject(keys: KeyStore, row: Row) -> str:
    bound = _bound(row.project, row.code)
    return unseal(keys.derived("personal", bound), bytes(row.sealed), bound_to=bound).decode()


# -------------------------------------------------------------------------------------------------------------- views


def code_of(read: Reading | Work, site: str, keys: KeyStore, *, project: str, subject: str) -> str:
    """The code of a person in a project; empty when he has none. For the engine, which knows the person from the door."""
    mine = coded_names.c.blind == _blind(keys, project, subject)
    return str(read.scalar(sa.select(coded_names.c.code).where(*_project(site, project), mine)) or "")


@view
def codes_of(read: Reading, viewer: Principal, *, project: str) -> tuple[CodedName, ...]:
    """The codes of a project and whether they are still sealed; never who stands behind them."""
    rows = read.all(sa.select(coded_names).where(*_project(viewer.site, project)).order_by(coded_names.c.number))
    return tuple(CodedName(row.project, row.code, row.assigned_at, row.revealed_at) for row in rows)
