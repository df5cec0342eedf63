"""Units that people belong to: agencies, owners, bidders, authorities, the centre itself. Firms and offices, not persons."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

units = table(
    "units",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("code", TEXT, dataset=Dataset.MARKET),
    column("kind", TEXT, dataset=Dataset.MARKET),
    column("name", TEXT, dataset=Dataset.MARKET),
    PrimaryKeyConstraint("site", "code"),
)

# -------------------------------------------------------------------------------------------------------------- rules

UNIT_KINDS = frozenset({"agency", "owner", "bidder", "authority", "centre", "service", "other"})
"""代理机构, 业主, 投标人, 行政监督部门, 交易中心, 服务单位, 其他."""


@dataclass(frozen=True)
class Unit:
    """A firm or office."""

    code: str
    kind: str
    name: str


# --------------------------------------------------------------------------------------------------------------- acts


@act("units.register", "clerk", "operator", "site_manager")
def register_unit(work: Work, *, code: str, kind: str, name: str) -> None:
    """Take a unit into the register under the code that the trading system uses for it."""
    if kind not in UNIT_KINDS:
        raise Refused("units.kind_unknown", kind=kind)
    if work.first(sa.select(units.c.code).where(units.c.site == work.site, units.c.code == code)):
        raise Refused("units.registered_before", unit=code)
    work.insert(units, site=work.site, code=code, kind=kind, name=name)
    book.append(work, act="units.register", payload={"code": code, "kind": kind, "name": name})
    work.tell(Changed(noun="unit", ids=(code,)))


# -------------------------------------------------------------------------------------------------------------- views


@view
def unit(read: Reading, viewer: Principal, *, code: str) -> Unit | None:
    """A unit; ``None`` for a code that none has."""
    row = read.first(sa.select(units).where(units.c.site == viewer.site, units.c.code == code))
    return None if row is None else Unit(row.code, row.kind, row.name)


@view
def unit_names(read: Reading, viewer: Principal) -> dict[str, str]:
    """Names of all units by code."""
    rows = read.all(sa.select(units).where(units.c.site == viewer.site).order_by(units.c.code))
    return {row.code: row.name for row in rows}
