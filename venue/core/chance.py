"""Chance on the site: the only module that draws random numbers.

In service chance comes from the operating system. On simulated days, drills and replays it is seeded, so that the same
file and seed give the same salts and therefore the same journal, byte for byte.
"""

from __future__ import annotations

import hashlib
import hmac
import math
import secrets
from collections.abc import Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Chance(Protocol):
    """A source of unforeseeable bytes: salts, keys, draws."""

    def bytes(self, count: int) -> bytes:
        """``count`` bytes that nobody could have foretold without the seed."""
        ...


class SystemChance:
    """The operating system's source, fit for keys."""

    def bytes(self, count: int) -> bytes:
        """``count`` bytes of the operating system's."""
        return secrets.token_bytes(count)


class SeededChance:
    """HMAC-SHA256 in counter mode over a seed: the same seed gives the same bytes on every machine.

    Never used for keys that protect anything: whoever knows the seed knows all of it.
    """

    def __init__(self, seed: str | int) -> None:
        self._key = hashlib.sha256(f"changkong:{seed}".encode()).digest()
        self._block = 0
        self._rest = b""

    def bytes(self, count: int) -> bytes:
        """The next ``count`` bytes of the stream."""
        while len(self._rest) < count:
            self._rest += hmac.digest(self._key, self._block.to_bytes(8, "big"), "sha256")
            self._block += 1
        taken, self._rest = self._rest[:count], self._rest[count:]
        return taken

    def fork(self, label: str) -> SeededChance:
        """An independent stream of the same seed, so that one more draw here never shifts the draws there."""
        return SeededChance(hmac.digest(self._key, label.encode(), "sha256").hex())


def below(chance: Chance, limit: int) -> int:
    """A number from 0 to ``limit - 1``, each as likely as the other (rejection, no modulo bias)."""
    if limit < 1:
        raise ValueError("nothing lies below a limit under 1")
    width = (limit.bit_length() + 7) // 8
    ceiling = 256**width - 256**width % limit
    while True:
        drawn = int.from_bytes(chance.bytes(width), "big")
        if drawn < ceiling:
            return drawn % limit


def fraction(chance: Chance) -> float:
    """A number in [0, 1) with 53 bits."""
    return (int.from_bytes(chance.bytes(7), "big") >> 3) / 2**53


def gauss(chance: Chance, mean: float, deviation: float) -> float:
    """A normally distributed number (Box and Muller), for simulated measurements."""
    radius = math.sqrt(-2.0 * math.log(1.0 - fraction(chance)))
    return mean + deviation * radius * math.cos(2.0 * math.pi * fraction(chance))


def chosen(chance: Chance, items: Sequence[T]) -> T:
    """One of the items, each as likely as the other."""
    return items[below(chance, len(items))]


def shuffled(chance: Chance, items: Sequence[T]) -> list[T]:
    """The items in a random order (Fisher and Yates)."""
    order = list(items)
    for last in range(len(order) - 1, 0, -1):
        other = below(chance, last + 1)
        order[last], order[other] = order[other], order[last]
    return order
