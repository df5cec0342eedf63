"""What a draw of sub-venues or seats must be like (RB-04, RB-05, item 七): pure rules, without a database.

A draw has *terms*: candidates, takers (X1.. for seats, V1.. for sub-venues) and parties, each in order. Each party first commits
to a secret of its own and reveals it only when all have committed, so that nobody can choose his secret to suit another's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from venue.core.acts import Refused
from venue.core.chance import Chance
from venue.core.clock import DAY, MINUTE, Millis
from venue.journal.verify_draw import ALGORITHM, SECRET, commitment_of
from venue.rules.legal_times import check_sub_venues
from venue.rules.rule_book import RuleBook

KINDS = frozenset({"sub_venue", "seat"})
"""副场抽取, 席位抽取."""

HOST, SUPERVISOR = "host", "supervisor"
"""The two parties of every draw; a partner centre that takes part is a party under its own code."""

COMMITTING, REVEALING, DRAWN, UNSEALED, VOID = "committing", "revealing", "drawn", "unsealed", "void"
STATES = (COMMITTING, REVEALING, DRAWN, UNSEALED, VOID)

NOT_COMMITTED, NOT_REVEALED = "not_committed", "not_revealed"
"""Why a draw is void: a party did not commit, or committed and did not reveal, before the deadline."""

USUAL: Millis = 30 * MINUTE
"""A draw is closed after this time unless told otherwise."""

LONGEST: Millis = DAY
CODE = re.compile(r"[\w.-]{1,40}")
NAME_LENGTH = 80

ONGOING = frozenset(
    {"reserved", "scheduled", "arming", "opening", "assembling", "evaluating", "suspended", "postponed"}
)
"""Phases of a project in which something may still be drawn for it."""


@dataclass(frozen=True)
class Need:
    """What a draw is for. One need is drawn once; ``number`` counts its rounds from 1."""

    project: str
    kind: str
    number: int

    @property
    def code(self) -> str:
        """The code of the draw: ``G02/seat/1``."""
        return f"{self.project}/{self.kind}/{self.number}"


@dataclass(frozen=True)
class Before:
    """The round before, as far as a new one must know it; ``draw`` is empty when there is none."""

    draw: str = ""
    state: str = ""
    number: int = 0


def fresh_secret(chance: Chance) -> str:
    """A secret for a party, made at its own desk: 32 bytes as 64 hex digits."""
    return chance.bytes(32).hex()


def require_secret(text: str, *, draw: str) -> None:
    """Refuse what is not 64 small hex digits, a secret or a commitment."""
    if not SECRET.fullmatch(text):
        raise Refused("draws.not_hex", draw=draw)


def require_fit(secret: str, *, commitment: str, terms: str, party: str) -> None:
    """Refuse a secret that is not the one that was committed to."""
    if commitment_of(terms, party, secret) != commitment:
        raise Refused("draws.secret_differs", party=party)


def require_round(before: Before, *, cause: str, reason: str, book: RuleBook) -> None:
    """One draw per need (RB-05): another only after a void one, or for one of the causes of the rule, with its reason."""
    if before.state in (COMMITTING, REVEALING):
        raise Refused("draws.one_at_a_time", draw=before.draw)
    if before.state in (DRAWN, UNSEALED) and cause not in book.listed("RB-05", "redraw_causes"):
        found = book.finding("redraw_without_cause")
        raise Refused("draws.redraw_without_cause", draw=before.draw, rule=found.rule, clause=found.clause)
    if before.state and not reason.strip():
        raise Refused("draws.reason_missing", draw=before.draw)
    if cause and before.state not in (DRAWN, UNSEALED):
        raise Refused("draws.cause_without_result")


def require_sub_venues(count: int, *, remote: bool, planned: int, book: RuleBook) -> None:
    """Sub-venues are drawn for a remote main venue only, as many as its reservation says, 1 to 3 (RB-04)."""
    if not remote:
        raise Refused("draws.not_remote")
    found = check_sub_venues(count, book)
    if found is not None:
        raise Refused("draws.sub_venues_out_of_range", **dict(found.args), rule=found.rule, clause=found.clause)
    if planned and count != planned:
        raise Refused("draws.count_differs", count=count, planned=planned)


def require_period(now: Millis, close_by: Millis) -> None:
    """The deadline lies ahead, and within a day."""
    if not now < close_by <= now + LONGEST:
        raise Refused("draws.deadline_wrong")


def candidates_of(given: Sequence[Any]) -> list[dict[str, str]]:
    """The candidates as the terms hold them, in their order; refuses one without a code or twice the same."""
    found = [_candidate(one) for one in given]
    codes = [one["code"] for one in found]
    if len(set(codes)) != len(codes):
        raise Refused("draws.candidate_twice", candidate=next(code for code in codes if codes.count(code) > 1))
    return found


def _candidate(one: Any) -> dict[str, str]:
    given = {"code": one} if isinstance(one, str) else one
    code, name = (given.get("code"), given.get("name", "")) if isinstance(given, dict) else (None, "")
    if not (isinstance(code, str) and CODE.fullmatch(code) and isinstance(name, str) and len(name) <= NAME_LENGTH):
        raise Refused("draws.candidate_wrong", candidate=str(one)[:40])
    return {"code": code, "name": name}


def parties_of(given: Sequence[Any]) -> list[str]:
    """The parties as the terms hold them, in their order: host and supervisor, and whatever centre takes part."""
    for party in given:
        if not (isinstance(party, str) and CODE.fullmatch(party)):
            raise Refused("draws.party_wrong", party=str(party)[:40])
    if len(set(given)) != len(given) or not {HOST, SUPERVISOR} <= set(given):
        raise Refused("draws.parties_wrong")
    return list(given)


def require_enough(candidates: Sequence[dict[str, str]], takers: Sequence[str]) -> None:
    """There is something to draw, and enough of it."""
    if not takers or len(candidates) < len(takers):
        raise Refused("draws.too_few_candidates", candidates=len(candidates), count=len(takers))


def terms_of(need: Need, parts: dict[str, Any]) -> dict[str, Any]:
    """The terms as the book, the commitments and the verifier take them."""
    return {
        **parts,
        "algorithm": ALGORITHM,
        "draw": need.code,
        "project": need.project,
        "kind": need.kind,
        "round": need.number,
    }


def may_speak(party: str, roles: frozenset[str], *, system: bool = False) -> bool:
    """Who may speak for a party: the host's operators or managers for the host, supervision for itself.

    A partner centre gives its commitment on its own line or by recorded call; anybody of the draw may take it down for it, who
    speaks for no other party.
    """
    if party == SUPERVISOR:
        return "supervisor" in roles
    if party == HOST:
        return system or not roles.isdisjoint({"operator", "site_manager"})
    return True
