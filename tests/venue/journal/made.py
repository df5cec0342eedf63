"""A book made in memory, sealed as the engine would, for the verifier to judge."""

from __future__ import annotations

import base64
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from venue.journal import verify
from venue.journal.chain import Ed25519Signer
from venue.journal.verify import Entry, Report

KEY = Ed25519PrivateKey.from_private_bytes(b"j" * 32)
SIGNER = Ed25519Signer(KEY)


def made_entry(position: int) -> Entry:
    payload = verify.canonical_text({"门": "D-E1", "facts": {"phase": "evaluating", "n": position}, "verdict": "allow"})
    at = 1_795_000_000_000 + position
    return Entry(
        "M", position, "1", "sha256", "desk-1", 1, at, at + 7, "T-17", "access.admitted",
        f"P-{position}", "G01", "E1", "sample", payload,
    )  # fmt: skip


def sealed_heads(rows: Sequence[Sequence[Any]], sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Heads signed at these sizes."""
    return signed_over([verify.leaf_hash(verify.entry_line(row)) for row in rows], sizes)


def signed_over(leaves: Sequence[bytes], sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Heads over these leaf hashes."""
    heads: list[dict[str, Any]] = []
    previous = 0
    for size in sizes:
        head: dict[str, Any] = {
            "algorithm": "sha256", "at": 1_795_000_001_000 + size, "desk": "desk-1", "epoch": 1, "form": "1",
            "key": SIGNER.key_id, "kind": "sample", "previous": previous, "root": verify.tree_root(leaves[:size]).hex(),
            "scheme": "ed25519", "site": "M", "size": size, "leaves": b"".join(leaves[previous:size]).hex(),
        }  # fmt: skip
        head["signature"] = base64.b64encode(KEY.sign(verify.head_message(head))).decode()
        heads.append(head)
        previous = size
    return heads


@dataclass
class MadeBook:
    """Entries and heads that verify; a test changes something and asks again."""

    rows: list[tuple[Any, ...]]
    heads: list[dict[str, Any]]

    def check(self, rows: Sequence[Sequence[Any]], **changed: Any) -> Report:
        """The verdict over ``rows``, with the heads kept outside as they were unless told otherwise."""
        given = {"heads": self.heads, "kept_heads": self.heads, "public_keys": [SIGNER.public_key], **changed}
        return verify.verify_book(rows, given.pop("heads"), **given)


MakeBook = Callable[..., MadeBook]
