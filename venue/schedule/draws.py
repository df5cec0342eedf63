"""Fair draws of sub-venues and seats by commit and reveal of several parties (RB-04, RB-05, item 七; G02 of the golden day).

Host, supervision and the partner centres each commit to a secret; when the commitments of all stand in the book, they reveal; from
all secrets together the result follows by a published algorithm (``venue.journal.verify_draw``). One need is drawn once; another
round needs a cause and keeps both results. A party that does not do its part before the deadline makes the draw void, by name.

Until the reveal event (:func:`unseal_result`) secrets and result lie in the tables as ciphertext only (``draw_sealing``); the book
holds their commitments. Afterwards the book holds everything that anybody needs to compute the result again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from venue.core.acts import No, Refused, act
from venue.core.clock import Millis
from venue.core.database import Row
from venue.core.messages import Changed
from venue.core.work import SYSTEM, Work
from venue.journal import book
from venue.journal.verify import canonical_bytes, parse_object
from venue.journal.verify_draw import COMMIT, DRAWN, OPEN, REVEAL, UNSEAL, result_of, sealed_as, terms_digest
from venue.people.accounts import accounts, own
from venue.projects.legal import book_at
from venue.projects.projects import project_row
from venue.schedule import draw_rules as rules
from venue.schedule.draw_pool import pool_of, takers_of
from venue.schedule.draw_rules import Before, Need
from venue.schedule.draw_sealing import RESULT, forget, part_of, put_away, taken_out
from venue.schedule.draw_tables import draw_parties, draw_row, draws, one_draw, one_party, party_rows

# --------------------------------------------------------------------------------------------------------------- acts


@act("draws.open", "operator", "site_manager")
def open_draw(  # noqa: PLR0913 the parts of one need; all but the first four have a sensible default
    work: Work,
    *,
    project: str,
    kind: str,
    count: int,
    parties: list[str],
    candidates: list[Any] | None = None,
    room: str = "",
    takers: list[str] | None = None,
    close_by: Millis = 0,
    cause: str = "",
    reason: str = "",
) -> dict[str, str]:
    """Open the draw of a need; tells its code and the digest of its terms, to which the parties commit.

    ``kind`` ``sub_venue``: ``count`` of the partner centres in ``candidates`` (``{"code", "name"}``), taken as V1, V2, V3 in the
    order drawn. ``kind`` ``seat``: the project's coded experts (all, or ``takers``) get seats of ``room`` (all, or ``candidates``).
    ``parties`` holds ``host``, ``supervisor`` and the centres that take part. ``close_by``: the deadline, half an hour unless
    told. Refuses a second draw of the need without one of the causes of RB-05, and sub-venues outside RB-04.
    """
    known = project_row(work, work.site, project)
    if kind not in rules.KINDS or known.phase not in rules.ONGOING:
        raise Refused("draws.not_now", project=project)
    before = _before(work, project, kind)
    rules.require_round(before, cause=cause, reason=reason, book=book_at(work.now))
    deadline = close_by or work.now + rules.USUAL
    rules.require_period(work.now, deadline)
    wanted = takers_of(work, known, kind, count=count, given=takers or [])
    pool = pool_of(work, known, kind, given=candidates or [], room=room, takers=wanted)
    rules.require_enough(pool, wanted)
    parts = {
        "site": work.site,
        "room": room,
        "candidates": pool,
        "takers": wanted,
        "parties": rules.parties_of(parties),
        "opened_at": work.now,
        "close_by": deadline,
        "sealed_until": max(work.now, known.gather_at or 0),
        "before": before.draw,
        "cause": cause,
        "reason": reason.strip(),
    }
    return _store(work, Need(project, kind, before.number + 1), parts)


@act("draws.commit", "operator", "supervisor", "site_manager", "clerk", "witness")
def commit(work: Work, *, draw: str, party: str, commitment: str) -> dict[str, Any] | No:
    """Take a party's commitment (64 hex digits); tells the state and whose is missing. It can never be changed."""
    row = draw_row(work, work.site, draw)
    if _overdue(work, row):
        return _gone(row)
    if row.state != rules.COMMITTING:
        raise Refused("draws.no_commitment_now", draw=draw)
    rules.require_secret(commitment, draw=draw)
    all_parties = party_rows(work, work.site, draw)
    mine = _party(all_parties, party)
    if mine.commitment:
        raise Refused("draws.committed_before", party=party)
    _require_hand(work, all_parties, party)
    facts = {"commitment": commitment, "account": work.principal.account, "committed_at": work.now}
    work.update(draw_parties, *one_party(work.site, draw, party), **facts)
    _enter(work, row, COMMIT, {"commitment": commitment, "party": party})
    missing = [one.party for one in all_parties if not one.commitment and one.party != party]
    return _went_on(work, draw, rules.COMMITTING if missing else rules.REVEALING, missing)


@act("draws.reveal", "operator", "supervisor", "site_manager", "clerk", "witness")
def reveal(work: Work, *, draw: str, party: str, secret: str) -> dict[str, Any] | No:
    """Take the secret of a party that has committed; the last one draws. Tells the state and whose is missing, never the result.

    Refused until all have committed, and for a secret that is not the one committed to. Only the account that committed reveals.
    """
    row = draw_row(work, work.site, draw)
    if _overdue(work, row):
        return _gone(row)
    all_parties = party_rows(work, work.site, draw)
    mine = _party(all_parties, party)
    if row.state == rules.COMMITTING:
        lacking = ", ".join(one.party for one in all_parties if not one.commitment)
        raise Refused("draws.not_all_committed", missing=lacking)
    if row.state != rules.REVEALING or mine.revealed_at is not None:
        raise Refused("draws.no_secret_now", draw=draw, party=party)
    if mine.account != work.principal.account:
        raise Refused("draws.other_hand", party=party)
    rules.require_secret(secret, draw=draw)
    rules.require_fit(secret, commitment=mine.commitment, terms=row.digest, party=party)
    put_away(work, draw, part_of(party), {"secret": secret})
    work.update(draw_parties, *one_party(work.site, draw, party), revealed_at=work.now)
    _enter(work, row, REVEAL, {"party": party})
    missing = [one.party for one in all_parties if one.revealed_at is None and one.party != party]
    if not missing:
        _draw(work, row, [one.party for one in all_parties])
    return _went_on(work, draw, rules.REVEALING if missing else rules.DRAWN, missing)


@act("draws.unseal", "supervisor", "site_manager")
def unseal_result(work: Work, *, draw: str, reason: str) -> list[dict[str, str]]:
    """The reveal event: result, salt and secrets go into the book and may be seen from now on; tells who got what.

    Refused before the gathering time: the one of the terms, or the project's own where that is earlier by now.
    """
    row = draw_row(work, work.site, draw)
    if row.state != rules.DRAWN:
        raise Refused("draws.nothing_sealed", draw=draw)
    if not reason.strip():
        raise Refused("draws.reason_missing", draw=draw)
    _require_time(work, row)
    found = taken_out(work, draw, RESULT)
    payload = {**found, "reason": reason.strip()}
    text = canonical_bytes({"result": found["result"]}).decode()
    facts = {"state": rules.UNSEALED, "result": text, "unsealed_at": work.now}
    work.update(draws, *one_draw(work.site, draw), **facts)
    forget(work, draw)
    _enter(work, row, UNSEAL, payload)
    work.tell(Changed(noun="draw", ids=(draw,)))
    return list(found["result"])


def due(work: Work, *_: object) -> Millis | None:
    """By the clock: draws whose deadline has come are void; tells the next deadline."""
    running = (draws.c.site == work.site, draws.c.state.in_((rules.COMMITTING, rules.REVEALING)))
    rows = work.all(sa.select(draws).where(*running).order_by(draws.c.close_by, draws.c.code))
    on_time = [row for row in rows if not _overdue(work, row)]
    return min((int(row.close_by) for row in on_time), default=None)


def _store(work: Work, need: Need, parts: dict[str, Any]) -> dict[str, str]:
    terms = rules.terms_of(need, parts)
    digest = terms_digest(terms)
    work.insert(
        draws,
        site=work.site,
        code=need.code,
        project=need.project,
        kind=need.kind,
        round=need.number,
        room=terms["room"],
        terms=canonical_bytes(terms).decode(),
        digest=digest,
        state=rules.COMMITTING,
        opened_at=work.now,
        close_by=terms["close_by"],
        commitment="",
        result="",
        void_cause="",
        missing="",
    )
    names = {"site": work.site, "draw": need.code, "commitment": "", "account": ""}
    work.insert_all(
        draw_parties, [{**names, "number": at, "party": party} for at, party in enumerate(terms["parties"])]
    )
    _enter(work, draw_row(work, work.site, need.code), OPEN, {"terms": terms})
    work.tell(Changed(noun="draw", ids=(need.code,)))
    return {"draw": need.code, "terms": digest}


def _before(work: Work, project: str, kind: str) -> Before:
    mine = (draws.c.site == work.site, draws.c.project == project, draws.c.kind == kind)
    row = work.first(sa.select(draws).where(*mine).order_by(draws.c.round.desc()).limit(1))
    if row is None:
        return Before()
    _overdue(work, row)  # a round whose time has passed is void, whoever notices it first
    row = draw_row(work, work.site, row.code)
    return Before(row.code, row.state, row.round)


def _require_hand(work: Work, parties: Iterable[Row], party: str) -> None:
    """Nobody speaks for two parties of a draw, under whichever account; the host's and supervision's parties have their roles."""
    who = work.principal
    if not rules.may_speak(party, who.roles, system=who.account == SYSTEM.account):
        raise Refused("draws.not_your_party", party=party)
    owner = _owner(work, who.account)
    for other in parties:
        if other.party != party and other.account and _owner(work, other.account) == owner:
            raise Refused("draws.two_parties", party=party, other=other.party)


def _owner(work: Work, account: str) -> str:
    """The person behind an account; the account itself where it has none here (the console, the system)."""
    return str(work.scalar(sa.select(accounts.c.owner).where(*own(work.site, account))) or f"account:{account}")


def _draw(work: Work, row: Row, parties: Sequence[str]) -> None:
    """All secrets are in: compute the result and put it away at once; the book gets a salted commitment to it."""
    terms = parse_object(row.terms)
    secrets = [str(taken_out(work, row.code, part_of(party))["secret"]) for party in parties]
    result, salt = result_of(terms, secrets), work.chance.bytes(32).hex()
    told = [{"party": party, "secret": secret} for party, secret in zip(parties, secrets, strict=True)]
    put_away(work, row.code, RESULT, {"result": result, "salt": salt, "secrets": told})
    forget(work, row.code, but=RESULT)
    commitment = sealed_as(salt, row.code, result)
    work.update(draws, *one_draw(work.site, row.code), commitment=commitment, drawn_at=work.now)
    _enter(work, row, DRAWN, {"commitment": commitment})


def _require_time(work: Work, row: Row) -> None:
    gather_at = project_row(work, work.site, row.project).gather_at
    told = int(parse_object(row.terms)["sealed_until"])
    if work.now < min(told, told if gather_at is None else gather_at):
        raise Refused("draws.unseal_too_early", draw=row.code)


def _overdue(work: Work, row: Row) -> bool:
    """Whether the deadline has come while the draw was running; then it is void from now on, and the book says whose part lacks."""
    if row.state not in (rules.COMMITTING, rules.REVEALING) or work.now < row.close_by:
        return False
    parties = party_rows(work, work.site, row.code)
    cause = rules.NOT_COMMITTED if row.state == rules.COMMITTING else rules.NOT_REVEALED
    lacking = "committed_at" if row.state == rules.COMMITTING else "revealed_at"
    missing = [one.party for one in parties if getattr(one, lacking) is None]
    work.update(draws, *one_draw(work.site, row.code), state=rules.VOID, void_cause=cause, missing=" ".join(missing))
    forget(work, row.code)
    _enter(work, row, "draws.void", {"cause": cause, "missing": missing})
    work.tell(Changed(noun="draw", ids=(row.code,)))
    return True


def _gone(row: Row) -> No:
    return No("draws.void", {"draw": row.code})


def _went_on(work: Work, draw: str, state: str, missing: list[str]) -> dict[str, Any]:
    work.update(draws, *one_draw(work.site, draw), state=state)
    work.tell(Changed(noun="draw", ids=(draw,)))
    return {"draw": draw, "state": state, "missing": missing}


def _enter(work: Work, row: Row, act_name: str, payload: dict[str, Any]) -> int:
    return book.append(work, act=act_name, subject=row.code, project=row.project, room=row.room, payload=payload)


def _party(parties: Iterable[Row], party: str) -> Row:
    found = next((one for one in parties if one.party == party), None)
    if found is None:
        raise Refused("draws.party_unknown", party=party)
    return found
