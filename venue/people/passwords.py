"""Passwords of accounts: argon2id, and nothing that could be read back. A password is never logged and never in the book."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from venue.core.chance import Chance

MEMORY_KIB = 19_456
TURNS = 2
"""19 MiB and two turns on one lane: about 20 ms. Sign-ins are judged on the engine's thread, where doors wait behind them, so
the next stronger setting (64 MiB, 60 ms and more) is not affordable; the lockout makes up for it."""

SALT_BYTES = 16


@cache
def _hasher() -> PasswordHasher:
    return PasswordHasher(time_cost=TURNS, memory_cost=MEMORY_KIB, parallelism=1, hash_len=32, type=Type.ID)


@cache
def _nobody() -> str:
    return _hasher().hash("nobody", salt=b"\0" * SALT_BYTES)


def hashed(password: str, chance: Chance) -> str:
    """The password's argon2id hash in its usual text form, with a salt of its own."""
    return _hasher().hash(password, salt=chance.bytes(SALT_BYTES))


def matches(stored: str, password: str) -> bool:
    """Whether the password belongs to the hash. Without a hash it takes as long and says no: nobody learns which names exist."""
    try:
        return _hasher().verify(stored or _nobody(), password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False


def weakness(password: str, *, account: str, least: int) -> tuple[str, dict[str, int]] | None:
    """Why a password is too weak, as code and arguments; ``None`` when it will do."""
    if len(password) < least:
        return "accounts.password_short", {"least": least}
    if account.casefold() in password.casefold():
        return "accounts.password_is_name", {}
    if len(set(password)) < 5:
        return "accounts.password_monotonous", {}
    return None
