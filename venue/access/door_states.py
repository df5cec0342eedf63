"""What each door last said of itself."""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work

door_states = table(
    "door_states",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("access_point", TEXT, dataset=Dataset.SUPERVISION),
    column("state", TEXT, dataset=Dataset.SUPERVISION),
    column("since", INT, dataset=Dataset.SUPERVISION),
    column("opened_at", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "access_point"),
)


@dataclass(frozen=True)
class DoorState:
    """A door's last word: ``opened``, ``closed``, ``forced``, ``held``, ``locked``, ``unlocked``; since when."""

    access_point: str
    state: str
    since: Millis
    opened_at: Millis


def known_state(read: Reading | Work, site: str, access_point: str) -> DoorState | None:
    """The last word of one door; ``None`` while it has never spoken."""
    mine = (door_states.c.site == site, door_states.c.access_point == access_point)
    row = read.first(sa.select(door_states).where(*mine))
    return None if row is None else DoorState(row.access_point, row.state, row.since, row.opened_at)


def keep_state(work: Work, state: DoorState) -> None:
    """The door's new word replaces its last one."""
    work.upsert(door_states, [{"site": work.site, **vars(state)}], key=("site", "access_point"))


@view
def states(read: Reading, viewer: Principal) -> dict[str, DoorState]:
    """The last word of every door of the viewer's site, by access point."""
    rows = read.all(sa.select(door_states).where(door_states.c.site == viewer.site))
    return {row.access_point: DoorState(row.access_point, row.state, row.since, row.opened_at) for row in rows}
