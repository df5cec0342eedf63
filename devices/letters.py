"""Sealed letters between the engine and the desks.

They pass a broker that strangers may reach, and carry passwords and names: each is encrypted and authenticated
(AES-256-GCM under the relay's key) together with its head: way, desk, session of the engine, newest pulse heard, sequence and
time. Nobody without the key can read, alter, redirect or write one; the head's numbers say which are old.
"""

from __future__ import annotations

import base64
import binascii
from typing import Any

import msgspec

from venue.core.chance import Chance, SystemChance
from venue.core.clock import Millis
from venue.core.keys import KeyStore, SealBroken, seal, unseal
from venue.journal.verify import canonical_text

VERSION = 1
LARGEST = 700_000
"""Longest body of a letter, in bytes; sealed and in base64 it still passes a broker that carries 1 MiB."""


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One letter. ``way``: ``request``, ``answer``, ``notice`` or ``pulse``. ``desk`` is empty in letters to all.

    ``session`` and ``pulse`` name the engine's run and its newest pulse; ``sequence`` rises with each letter of a way.
    """

    way: str
    desk: str
    session: int
    pulse: int
    sequence: int
    at: Millis
    body: bytes


class Forged(Exception):
    """Not a letter of this relay: unreadable, altered, or sealed by a stranger."""


class TooLarge(ValueError):
    """The body does not fit into a letter."""


class _OnWire(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    v: int
    way: str
    desk: str
    session: int
    pulse: int
    sequence: int
    at: int
    sealed: str


_DECODER = msgspec.json.Decoder(_OnWire)


class Post:
    """Seals and opens the letters of one site."""

    def __init__(self, keys: KeyStore, *, site: str, chance: Chance | None = None) -> None:
        self._key, self._site, self._chance = keys.key("relay"), site, chance or SystemChance()

    def sealed(self, letter: Letter) -> bytes:
        """The letter as it travels. Raises :class:`TooLarge`."""
        if len(letter.body) > LARGEST:
            raise TooLarge(f"内容过大：{len(letter.body)} 字节 / too large: {len(letter.body)} bytes")
        head = _head(letter)
        closed = seal(self._key, letter.body, bound_to=self._bond(head), chance=self._chance)
        return msgspec.json.encode({**head, "sealed": base64.b64encode(closed).decode()})

    def opened(self, payload: bytes) -> Letter:
        """The letter in the payload. Raises :class:`Forged`."""
        try:
            told = _DECODER.decode(payload)
            head = {name: getattr(told, name) for name in told.__struct_fields__ if name != "sealed"}
            body = unseal(self._key, base64.b64decode(told.sealed, validate=True), bound_to=self._bond(head))
        except (SealBroken, ValueError, RecursionError, binascii.Error) as fault:
            raise Forged(type(fault).__name__) from None
        if head.pop("v") != VERSION:
            raise Forged("version")
        return Letter(**head, body=body)

    def _bond(self, head: dict[str, Any]) -> str:
        return canonical_text({**head, "site": self._site})


def _head(letter: Letter) -> dict[str, Any]:
    head = {name: getattr(letter, name) for name in letter.__struct_fields__ if name != "body"}
    return {"v": VERSION, **head}
