"""What is stored of draws of sub-venues and seats: their terms and state, their parties, and what is sealed, as ciphertext only."""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint, UniqueConstraint

from venue.core.acts import Refused
from venue.core.database import Reading, Row
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work

# ------------------------------------------------------------------------------------------------------------- tables

draws = table(
    "draws",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("code", TEXT, dataset=Dataset.TRADING),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("kind", TEXT, dataset=Dataset.TRADING),
    column("round", INT, dataset=Dataset.TRADING),
    column("room", TEXT, dataset=Dataset.TRADING),
    column("terms", TEXT, dataset=Dataset.TRADING),
    column("digest", TEXT, dataset=Dataset.TRADING),
    column("state", TEXT, dataset=Dataset.TRADING),
    column("opened_at", INT, dataset=Dataset.TRADING),
    column("close_by", INT, dataset=Dataset.TRADING),
    column("commitment", TEXT, dataset=Dataset.TRADING),
    column("drawn_at", INT, dataset=Dataset.TRADING, null=True),
    column("result", TEXT, dataset=Dataset.TRADING),
    column("unsealed_at", INT, dataset=Dataset.TRADING, null=True),
    column("void_cause", TEXT, dataset=Dataset.SUPERVISION),
    column("missing", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "code"),
    UniqueConstraint("site", "project", "kind", "round"),
)
"""``result`` is empty until the reveal event; ``terms`` is canonical JSON, ``missing`` the parties of a void draw, blank-parted."""

draw_parties = table(
    "draw_parties",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("draw", TEXT, dataset=Dataset.TRADING),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("party", TEXT, dataset=Dataset.TRADING),
    column("commitment", TEXT, dataset=Dataset.SUPERVISION),
    column("account", TEXT, dataset=Dataset.LOCAL),
    column("committed_at", INT, dataset=Dataset.SUPERVISION, null=True),
    column("revealed_at", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "draw", "number"),
    UniqueConstraint("site", "draw", "party"),
)

draw_secrets = table(
    "draw_secrets",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("draw", TEXT, dataset=Dataset.LOCAL),
    column("part", TEXT, dataset=Dataset.LOCAL),
    column("sealed", BLOB, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "draw", "part"),
)
"""What is sealed, as ciphertext: ``party:CODE`` a revealed secret, ``result`` result, salt and secrets; gone when unsealed."""

# -------------------------------------------------------------------------------------------------------------- views


def one_draw(site: str, draw: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition that picks one draw."""
    return draws.c.site == site, draws.c.code == draw


def draw_row(read: Reading | Work, site: str, draw: str) -> Row:
    """A draw by code; refuses a code that none has."""
    row = read.first(sa.select(draws).where(*one_draw(site, draw)))
    if row is None:
        raise Refused("draws.unknown", draw=draw)
    return row


def one_party(site: str, draw: str, party: str) -> tuple[sa.ColumnElement[bool], ...]:
    """The condition that picks one party of a draw."""
    return draw_parties.c.site == site, draw_parties.c.draw == draw, draw_parties.c.party == party


def party_rows(read: Reading | Work, site: str, draw: str) -> Sequence[Row]:
    """The parties of a draw, in the order of its terms."""
    mine = (draw_parties.c.site == site, draw_parties.c.draw == draw)
    return read.all(sa.select(draw_parties).where(*mine).order_by(draw_parties.c.number))
