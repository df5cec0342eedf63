"""Verifying a book: entries checked a second, with every head's signature and the heads kept outside.

The book is made in memory, signed every 512 entries as in service, and read from a table by the same call as ``main.py verify``.
"""

from __future__ import annotations

import argparse
import sqlite3
import time

from benchmarks.figures import Figures, median, remark
from venue.core.chance import SeededChance
from venue.core.keys import fresh_keys
from venue.journal.chain import Ed25519Signer
from venue.journal.verify import (
    ALGORITHM,
    FORM,
    SCHEME,
    Entry,
    Frontier,
    canonical_text,
    entry_line,
    head_message,
    leaf_hash,
    verify_book,
)

SEALED_EVERY = 512
BEGINS = 1_795_000_000_000
PAYLOAD = {
    "number": 0,
    "device": "T-17",
    "boot": 3,
    "direction": "in",
    "facts": {"credential": "face", "matched": "P-123", "phase": "evaluating", "role": "committee_member"},
    "verdict": {"rule": "RB-06", "version": 3, "outcome": "allow", "reason": "评标评审委员会成员 本项目"},
}
"""About as long as the entry of an admission."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """How large the book is."""
    parser.add_argument("--entries", type=int, default=100_000, help="entries of the book")
    parser.add_argument("--rounds", type=int, default=3, help="how often it is verified")


def measure(chosen: argparse.Namespace) -> None:
    """Tell how many entries a second are verified (the median of the rounds, by the wall's clock)."""
    signer = Ed25519Signer(fresh_keys(SeededChance("verify")).signing_key())
    table, heads = made_book(chosen.entries, signer)
    rates = []
    for _ in range(chosen.rounds):
        rows, began = table.execute("SELECT * FROM journal ORDER BY position"), time.perf_counter()
        report = verify_book(rows, heads, public_keys=[signer.public_key], kept_heads=heads)
        rates.append(chosen.entries / (time.perf_counter() - began))
        assert report.ok, report
        assert report.entries == chosen.entries
        remark(f"{rates[-1]:.0f} entries/s")
    table.close()
    Figures("verify").tell("entries_per_s", median(rates), "1/s")


def made_book(count: int, signer: Ed25519Signer) -> tuple[sqlite3.Connection, list[dict[str, object]]]:
    """A table of entries and the heads over them."""
    table = sqlite3.connect(":memory:")
    table.execute(f"CREATE TABLE journal ({', '.join(Entry._fields)})")
    frontier, leaves, heads = Frontier(), [], []
    entries = [_entry(position) for position in range(1, count + 1)]
    table.executemany(f"INSERT INTO journal VALUES ({', '.join('?' * len(Entry._fields))})", entries)  # noqa: S608
    for entry in entries:
        leaves.append(leaf_hash(entry_line(entry)))
        if len(leaves) == SEALED_EVERY or entry.position == count:
            frontier.extend(leaves)
            heads.append(_head(frontier, leaves, signer))
            leaves = []
    return table, heads


def _entry(position: int) -> Entry:
    at = BEGINS + position * 100
    return Entry(
        site="M",
        position=position,
        form=FORM,
        algorithm=ALGORITHM,
        desk="desk-1",
        epoch=1,
        source_at=at,
        received_at=at,
        actor="T-17",
        act="access.decided",
        subject="P-123",
        project="G01",
        room="E1",
        kind="sample",
        payload=canonical_text({**PAYLOAD, "number": position}),
    )


def _head(frontier: Frontier, leaves: list[bytes], signer: Ed25519Signer) -> dict[str, object]:
    head: dict[str, object] = {
        "algorithm": ALGORITHM,
        "at": BEGINS + frontier.size * 100,
        "desk": "desk-1",
        "epoch": 1,
        "form": FORM,
        "key": signer.key_id,
        "kind": "sample",
        "previous": frontier.size - len(leaves),
        "root": frontier.root().hex(),
        "scheme": SCHEME,
        "site": "M",
        "size": frontier.size,
    }
    return {**head, "leaves": b"".join(leaves).hex(), "signature": signer.sign(head_message(head))}
