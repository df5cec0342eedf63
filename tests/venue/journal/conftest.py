"""Books and keys for the tests of the journal."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tests.venue.journal.made import SIGNER, MadeBook, MakeBook, made_entry, sealed_heads
from venue.journal.chain import Ed25519Signer


@pytest.fixture(scope="session")
def make_book() -> MakeBook:
    def make(entries: int, *, every: int = 4, sealed: int | None = None) -> MadeBook:
        rows = [tuple(made_entry(position)) for position in range(1, entries + 1)]
        end = entries if sealed is None else sealed
        sizes = sorted({*range(every, end + 1, every), end} - {0})
        return MadeBook(rows, sealed_heads(rows, sizes))

    return make


@pytest.fixture(scope="session")
def signer() -> Ed25519Signer:
    return SIGNER


@pytest.fixture(scope="session")
def stranger() -> Ed25519Signer:
    """Somebody else's key."""
    return Ed25519Signer(Ed25519PrivateKey.from_private_bytes(b"s" * 32))
