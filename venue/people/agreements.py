"""Confidentiality agreements 保密协议 (RB-17, R-11.5, item 十一): who is bound, for what, from when to when.

Service, IT and maintenance people get no account and no door without one that holds on the date.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.persons import person_row

# ------------------------------------------------------------------------------------------------------------- tables

agreements = table(
    "agreements",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.MARKET),
    column("unit", TEXT, dataset=Dataset.MARKET),
    column("scope", TEXT, dataset=Dataset.SUPERVISION),
    column("responsible", TEXT, dataset=Dataset.SUPERVISION),
    column("valid_from", INT, dataset=Dataset.SUPERVISION),
    column("valid_to", INT, dataset=Dataset.SUPERVISION),
    column("ended_at", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_agreements_subject", "site", "subject"),
)

# -------------------------------------------------------------------------------------------------------------- rules

BOUND_ROLES = frozenset({"centre_service", "it_engineer", "maintenance"})
"""Roles that need an agreement for an account; the doors read their own list from rule RB-17."""


@dataclass(frozen=True)
class Agreement:
    """One agreement; it holds from ``valid_from`` up to, and not including, ``valid_to``."""

    number: int
    subject: str
    unit: str
    scope: str
    responsible: str
    valid_from: Millis
    valid_to: Millis
    ended_at: Millis | None

    @property
    def until(self) -> Millis:
        """The first instant at which it binds no longer."""
        return self.valid_to if self.ended_at is None else min(self.valid_to, self.ended_at)

    def holds(self, at: Millis) -> bool:
        """Whether it binds at the instant."""
        return self.valid_from <= at < self.until


# --------------------------------------------------------------------------------------------------------------- acts


@act("agreements.sign", "clerk", "operator", "site_manager")
def sign(
    work: Work,
    *,
    subject: str,
    scope: str,
    valid_from: Millis,
    valid_to: Millis,
    unit: str = "",
    responsible: str = "",
) -> int:
    """Record a signed agreement; ``responsible`` is the unit or office that answers for it. Tells its number."""
    person_row(work, work.site, subject)
    if valid_to <= valid_from:
        raise Refused("people.period_empty")
    number = work.next_number(agreements.c.number, agreements.c.site == work.site)
    row = {"number": number, "unit": unit, "scope": scope, "responsible": responsible}
    period = {"valid_from": valid_from, "valid_to": valid_to}
    work.insert(agreements, site=work.site, subject=subject, ended_at=None, **row, **period)
    book.append(work, act="agreements.sign", subject=subject, payload={**row, **period})
    work.tell(Changed(noun="agreement", ids=(str(number),)))
    return number


@act("agreements.end", "operator", "site_manager")
def end(work: Work, *, number: int, reason: str) -> None:
    """End an agreement before its time."""
    mine = (agreements.c.site == work.site, agreements.c.number == number)
    row = work.first(sa.select(agreements).where(*mine))
    if row is None or not _agreement(row).holds(work.now):
        raise Refused("agreements.not_valid", number=number)
    work.update(agreements, *mine, ended_at=work.now)
    book.append(work, act="agreements.end", subject=row.subject, payload={"number": number, "reason": reason})
    work.tell(Changed(noun="agreement", ids=(str(number),)))


# -------------------------------------------------------------------------------------------------------------- views


def agreement_for(read: Reading | Work, site: str, subject: str, at: Millis) -> Agreement | None:
    """The agreement that counts at an instant: one that binds, else the newest, so that a door can say what is wrong (RB-17)."""
    mine = (agreements.c.site == site, agreements.c.subject == subject)
    found = [_agreement(row) for row in read.all(sa.select(agreements).where(*mine).order_by(agreements.c.valid_to))]
    return max(found, key=lambda one: (one.holds(at), one.until), default=None)


def bound_period(read: Reading | Work, site: str, subject: str, at: Millis) -> tuple[Millis | None, Millis | None]:
    """From when, and until which first instant after, the agreement that counts binds; two ``None`` where there is none."""
    found = agreement_for(read, site, subject, at)
    return (None, None) if found is None else (found.valid_from, found.until)


def is_bound(read: Reading | Work, site: str, subject: str, at: Millis) -> bool:
    """Whether an agreement binds the person at an instant."""
    found = agreement_for(read, site, subject, at)
    return found is not None and found.holds(at)


@view
def agreements_of(read: Reading, viewer: Principal, *, subject: str) -> tuple[Agreement, ...]:
    """All agreements that a person ever signed, oldest first."""
    mine = (agreements.c.site == viewer.site, agreements.c.subject == subject)
    return tuple(_agreement(row) for row in read.all(sa.select(agreements).where(*mine).order_by(agreements.c.number)))


@view
def agreements_ending(read: Reading, viewer: Principal, *, at: Millis, before: Millis) -> tuple[Agreement, ...]:
    """Agreements that hold at ``at`` and end before ``before``, so that they can be renewed in time."""
    rows = read.all(
        sa.select(agreements)
        .where(agreements.c.site == viewer.site, agreements.c.valid_to > at, agreements.c.valid_to <= before)
        .order_by(agreements.c.valid_to, agreements.c.number)
    )
    return tuple(found for found in map(_agreement, rows) if found.holds(at))


def _agreement(row: Row) -> Agreement:
    return Agreement(
        number=row.number,
        subject=row.subject,
        unit=row.unit,
        scope=row.scope,
        responsible=row.responsible,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
        ended_at=row.ended_at,
    )
