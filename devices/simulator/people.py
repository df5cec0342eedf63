"""The people of a simulated day: who they are, what they carry, and what terminals may decide about them by themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from venue.operations.day_form import PersonLine
from venue.site.parts import OUTSIDE

OFFLINE_ROLES = frozenset({"committee_member", "owner_member", "centre_service", "supervisor", "emergency"})
"""Whom a terminal lets in by its stored rights while the network is gone; everybody may leave."""


@dataclass
class Actor:
    """One person of the day file. ``room`` is where he stands, ``cell`` where his phone lies (locker bank and cell)."""

    id: str
    subject: str
    tokens: Mapping[str, str]
    roles: frozenset[str]
    room: str = OUTSIDE
    cell: tuple[str, str] | None = None
    holding: set[str] = field(default_factory=set)

    @property
    def card(self) -> str:
        """The number of his card; empty when he has none."""
        return self.tokens.get("card", "")

    def shows(self, by: str) -> tuple[str, str]:
        """Kind and token of what he presents."""
        if by == "face_unmatched":
            return "face", ""
        return by, self.subject if by == "face" else self.tokens.get(by, "")


class Cast:
    """Everybody of a day, by the file's id."""

    def __init__(self, people: tuple[PersonLine, ...], subjects: Mapping[str, str]) -> None:
        self.actors = {line.id: _actor(line, subjects.get(line.id, "")) for line in people}
        self._cards = {actor.card: actor for actor in self.actors.values() if actor.card}

    def __getitem__(self, person: str) -> Actor:
        return self.actors[person]

    def may_offline(self, access_point: str, kind: str, token: str, direction: str) -> bool:
        """What a terminal decides by the rights that it was given, while the network is gone."""
        actor = self._cards.get(token)
        return direction == "out" or (actor is not None and not actor.roles.isdisjoint(OFFLINE_ROLES))


def _actor(line: PersonLine, subject: str) -> Actor:
    tokens = {shown.kind: shown.token for shown in line.credentials if shown.token}
    return Actor(line.id, subject, tokens, frozenset(role.role for role in line.roles))
