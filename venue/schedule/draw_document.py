"""What may be seen of draws: their state on a screen, and the document from which anybody computes the result again offline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.views import view
from venue.core.work import Principal
from venue.journal import book
from venue.journal.verify import (
    HEAD_SIGNED,
    Entry,
    entry_line,
    inclusion_proof,
    parse_object,
    public_key_text,
    split_leaves,
)
from venue.journal.verify_draw import CONTENT, FORM, PAYLOADS
from venue.schedule import draw_rules as rules
from venue.schedule.draw_tables import draw_row, draws, party_rows


@dataclass(frozen=True)
class PartyState:
    """How far a party has come; ``None`` is "not yet"."""

    party: str
    commitment: str
    committed_at: Millis | None
    revealed_at: Millis | None


@dataclass(frozen=True)
class DrawState:
    """A draw as everybody may see it.

    ``result`` (taker, candidate) is empty while ``sealed``; ``commitment`` is what was sealed. ``takers`` are X1.. or V1..,
    ``candidates`` codes with names. ``before`` is the round before, with the ``cause`` of this one; ``missing`` the parties that
    did not do their part in a void draw. ``standing`` is false once another round has a result.
    """

    code: str
    project: str
    kind: str
    number: int
    room: str
    state: str
    terms: str
    candidates: tuple[tuple[str, str], ...]
    takers: tuple[str, ...]
    parties: tuple[PartyState, ...]
    opened_at: Millis
    close_by: Millis
    sealed_until: Millis
    drawn_at: Millis | None
    unsealed_at: Millis | None
    commitment: str
    result: tuple[tuple[str, str], ...]
    before: str
    cause: str
    reason: str
    void_cause: str
    missing: tuple[str, ...]
    standing: bool

    @property
    def sealed(self) -> bool:
        """Drawn, and not to be seen before its reveal event."""
        return self.state == rules.DRAWN


@view
def draws_of(read: Reading, viewer: Principal, *, project: str = "") -> tuple[DrawState, ...]:
    """The draws of a project, or all of the site, in the order of their opening. Never what is still sealed."""
    mine = (draws.c.site == viewer.site, *((draws.c.project == project,) if project else ()))
    rows = read.all(sa.select(draws).where(*mine).order_by(draws.c.opened_at, draws.c.code))
    newest: dict[tuple[str, str], int] = {}
    for row in rows:
        if row.state in (rules.DRAWN, rules.UNSEALED):
            newest[row.project, row.kind] = max(newest.get((row.project, row.kind), 0), row.round)
    return tuple(_state(read, row, newest.get((row.project, row.kind), 0)) for row in rows)


@view
def draw_of(read: Reading, viewer: Principal, *, draw: str) -> DrawState | None:
    """One draw by code; ``None`` when there is none."""
    row = read.first(sa.select(draws).where(draws.c.site == viewer.site, draws.c.code == draw))
    if row is None:
        return None
    return next(one for one in draws_of(read, viewer, project=row.project) if one.code == draw)


@view
def draw_document(read: Reading, viewer: Principal, *, draw: str, public_key: str) -> dict[str, Any]:
    """Everything from which the result is computed again: the draw's entries with their proofs, and the signed head over them.

    ``public_key`` is the site's (64 hex digits, or base64 as exports carry it). The document is canonical JSON when written with
    ``canonical_bytes`` and a line end. Refused while the result is sealed, and in the second before the book is sealed over it.
    """
    row = draw_row(read, viewer.site, draw)
    if row.state != rules.UNSEALED:
        raise Refused("draws.void" if row.state == rules.VOID else "draws.still_sealed", draw=draw)
    entries = _entries(read, viewer.site, draw)
    heads = list(book.heads(read, viewer.site))
    if not heads or heads[-1]["size"] < entries[-1].position:
        raise Refused("draws.not_in_a_head_yet", draw=draw)
    leaves = split_leaves(bytes.fromhex("".join(head["leaves"] for head in heads)))
    head = {name: heads[-1][name] for name in (*HEAD_SIGNED, "signature")}
    parts = [{"entry": _told(entry), "proof": _proof(leaves, entry)} for entry in entries]
    key = public_key_text(public_key)
    return {"content": CONTENT, "form": FORM, "entries": parts, "head": head, "public_key": key}


def _entries(read: Reading, site: str, draw: str) -> Sequence[Entry]:
    mine = (book.journal.c.site == site, book.journal.c.subject == draw, book.journal.c.act.in_(PAYLOADS))
    rows = read.all(sa.select(*book.COLUMNS).where(*mine).order_by(book.journal.c.position))
    return [Entry(*tuple(row)) for row in rows]


def _told(entry: Entry) -> dict[str, Any]:
    return parse_object(entry_line(entry).decode())


def _proof(leaves: Sequence[bytes], entry: Entry) -> list[str]:
    return [node.hex() for node in inclusion_proof(leaves, entry.position - 1)]


def _state(read: Reading, row: Row, newest: int) -> DrawState:
    terms = parse_object(row.terms)
    result = parse_object(row.result)["result"] if row.result else []
    parties = party_rows(read, row.site, row.code)
    return DrawState(
        code=row.code,
        project=row.project,
        kind=row.kind,
        number=row.round,
        room=row.room,
        state=row.state,
        terms=row.digest,
        candidates=tuple((one["code"], one["name"]) for one in terms["candidates"]),
        takers=tuple(terms["takers"]),
        parties=tuple(PartyState(one.party, one.commitment, one.committed_at, one.revealed_at) for one in parties),
        opened_at=row.opened_at,
        close_by=row.close_by,
        sealed_until=terms["sealed_until"],
        drawn_at=row.drawn_at,
        unsealed_at=row.unsealed_at,
        commitment=row.commitment,
        result=tuple((one["taker"], one["candidate"]) for one in result),
        before=terms["before"],
        cause=terms["cause"],
        reason=terms["reason"],
        void_cause=row.void_cause,
        missing=tuple(row.missing.split()),
        standing=row.round == newest,
    )
