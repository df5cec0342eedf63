"""Seals: every second, or every 512 entries, the root of the tree over the whole book is signed.

A head is written in a transaction like everything else and, once that is committed, appended to the heads file outside the data
folder. Whoever changes the book later would have to forge the signature, and to rewrite a file that he cannot reach.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
import structlog

from venue.core.clock import SECOND, Millis
from venue.core.database import Reading
from venue.core.keys import KeyStore
from venue.core.work import Work
from venue.journal.book import COLUMNS, heads, journal, journal_heads, last_position
from venue.journal.chain import Ed25519Signer
from venue.journal.guards import check_triggers
from venue.journal.heads_file import HeadsFile
from venue.journal.verify import (
    ALGORITHM,
    FORM,
    SCHEME,
    Frontier,
    NotCanonical,
    entry_line,
    head_message,
    leaf_hash,
    parse_head,
    split_leaves,
)

log = structlog.get_logger("journal")

EVERY: Millis = SECOND
AT_MOST = 512
"""A head is due when something is unsealed and the last head is EVERY old, or when AT_MOST entries wait."""


class SealFault(Exception):
    """The book cannot be sealed further; the text says why in Chinese and English. What is stored stays, unsealed."""


class Sealer:
    """Keeps the right edge of the tree and signs it. One for each site, on the engine thread.

    A broken seal never stops the doors: entries go on being written, unsealed, and :attr:`trouble` says in both languages what is
    wrong until somebody has looked.
    """

    def __init__(self, keys: KeyStore, heads_file: HeadsFile, *, every: Millis = EVERY) -> None:
        self._every = every
        self._signer = Ed25519Signer(keys.signing_key())
        self._file = heads_file
        self._frontier: Frontier | None = None
        self._committed: Frontier | None = None
        self._sealed_at: Millis = 0
        self._pending: list[dict[str, Any]] = []
        self._unsent: list[dict[str, Any]] = []
        self._apart = False
        self._seal_trouble = ""
        self._file_trouble = ""

    @property
    def trouble(self) -> str:
        """What is wrong with the seals at present, in Chinese and English; empty while all is well."""
        return "\n".join(filter(None, (self._seal_trouble, self._file_trouble)))

    @property
    def size(self) -> int:
        """How many entries are sealed, 0 while nothing was read yet."""
        return self._frontier.size if self._frontier else 0

    @property
    def root(self) -> str:
        """The root over what is sealed, hex."""
        return (self._frontier or Frontier()).root().hex()

    # -------------------------------------------------------------------------------------------------------- start

    def open(self, read: Reading, site: str) -> list[str]:
        """Look at the book before the first act: are the triggers on, and does it still go as far as the heads kept outside?

        Heads that a crash kept from the file are added to it. Returns what is wrong, each in Chinese and English; empty is well.
        """
        faults = [_guards_missing(missing)] if (missing := check_triggers(read.connection)) else []
        try:
            self._load(read, site)
            faults += self._catch_up(read, site)
        except SealFault as fault:
            self._apart, self._seal_trouble = True, str(fault)
        self.after_commit()
        return faults + ([self.trouble] if self.trouble else [])

    def _load(self, read: Reading | Work, site: str) -> None:
        """The right edge as the stored heads give it; raises SealFault when they do not fit together."""
        frontier = Frontier()
        for fields in heads(read, site):
            try:
                head = parse_head(fields)
            except (ValueError, KeyError) as problem:
                raise SealFault(_heads_damaged(frontier.size)) from problem
            frontier.extend(split_leaves(head.leaves))
            if (head.previous, head.size, head.root) != (
                frontier.size - len(head.leaves) // 32,
                frontier.size,
                frontier.root(),
            ):
                raise SealFault(_heads_damaged(head.size))
            self._sealed_at = head.at
        self._frontier, self._committed = frontier, frontier.copy()

    def _catch_up(self, read: Reading, site: str) -> list[str]:
        """Compare the file with the book: raises SealFault when the book has lost or changed what the file has kept."""
        try:
            kept = self._file.last()
        except (OSError, ValueError) as problem:
            raise SealFault(_file_unreadable(self._file, problem)) from problem
        if kept is None:
            self._unsent = list(heads(read, site))
            return [_file_missing(self._file)] if self._unsent else []
        of_size = sa.select(journal_heads.c.root).where(
            journal_heads.c.site == site, journal_heads.c.size == kept.get("size")
        )
        if kept.get("site") != site or read.scalar(of_size) != kept.get("root"):
            raise SealFault(_book_apart(self._file, kept))
        self._unsent = list(heads(read, site, after=kept["size"]))
        return []

    # --------------------------------------------------------------------------------------------- in the transaction

    def seal_if_due(self, work: Work) -> bool:
        """Sign a head in the open transaction if one is due; tells whether it did."""
        last = last_position(work)
        waiting = last - self.size
        young = self._frontier is not None and 0 <= work.now - self._sealed_at < self._every
        return waiting > 0 and (not young or waiting >= AT_MOST) and self.seal(work)

    def seal(self, work: Work) -> bool:
        """Sign a head over everything that is not sealed yet; tells whether there was anything and it could be signed."""
        try:
            sealed = self._seal(work)
        except SealFault as fault:
            if str(fault) != self._seal_trouble:
                log.error("the book cannot be sealed", why=str(fault))
            self._seal_trouble = str(fault)
            return False
        self._seal_trouble = self._seal_trouble if self._apart else ""
        return sealed

    def _seal(self, work: Work) -> bool:
        stored = work.scalar(
            sa.select(sa.func.coalesce(sa.func.max(journal_heads.c.size), 0)).where(journal_heads.c.site == work.site)
        )
        if self._frontier is None or stored != self._frontier.size:
            self._pending = []  # of a transaction that was lost
            self._load(work, work.site)
        assert self._frontier is not None
        before = self._frontier
        leaves = _leaves_after(work, before.size)
        if not leaves:
            return False
        ahead = before.copy()
        ahead.extend(leaves)
        head = self._signed(work, before.size, ahead, leaves)
        work.insert(journal_heads, **head)
        self._frontier, self._sealed_at = ahead, work.now
        self._pending.append(head)
        return True

    def _signed(self, work: Work, previous: int, ahead: Frontier, leaves: list[bytes]) -> dict[str, Any]:
        standing = work.standing
        head: dict[str, Any] = {
            "algorithm": ALGORITHM,
            "at": work.now,
            "desk": standing.desk,
            "epoch": standing.epoch,
            "form": FORM,
            "key": self._signer.key_id,
            "kind": standing.kind,
            "previous": previous,
            "root": ahead.root().hex(),
            "scheme": SCHEME,
            "site": standing.site,
            "size": ahead.size,
        }
        return {**head, "leaves": b"".join(leaves).hex(), "signature": self._signer.sign(head_message(head))}

    # --------------------------------------------------------------------------------------------- after the transaction

    def after_commit(self) -> bool:
        """Append to the heads file what the commit made true; False when the file could not be written: it is tried again."""
        self._committed = self._frontier.copy() if self._frontier else None
        self._unsent += self._pending
        self._pending = []
        if self._apart:
            self._unsent = []  # the file stays as it is: it is evidence; the heads stand in the book
        if not self._unsent:
            return not self._file_trouble
        try:
            self._file.append(self._unsent)
        except OSError as problem:
            self._file_trouble = _file_unwritten(self._file, problem)
            log.error("the heads file cannot be written", why=str(problem), waiting=len(self._unsent))
            return False
        self._unsent, self._file_trouble = [], ""
        return True

    def forget(self) -> None:
        """The transaction was lost: stand again where the last commit left the book."""
        self._pending = []
        self._frontier = self._committed.copy() if self._committed else None


def _leaves_after(work: Work, size: int) -> list[bytes]:
    """Leaf hashes of what is not sealed yet, from the stored columns themselves: what is signed is what the table holds."""
    rows = work.all(
        sa.select(*COLUMNS).where(journal.c.site == work.site, journal.c.position > size).order_by(journal.c.position)
    )
    leaves: list[bytes] = []
    for due, row in enumerate(rows, size + 1):
        if row.position != due:
            raise SealFault(_not_dense(due, row.position))
        try:
            leaves.append(leaf_hash(entry_line(row)))
        except NotCanonical as problem:
            raise SealFault(_not_canonical(due, problem)) from problem
    return leaves


# ------------------------------------------------------------------------------------------------------------- wording


def _guards_missing(names: list[str]) -> str:
    listed = ", ".join(names)
    return f"账本的防改触发器缺失或被改：{listed} / guards of the book are missing or changed: {listed}"


def _heads_damaged(size: int) -> str:
    return f"第 {size} 条处的封存签名与前后不符，账本停止封存，请立即核验 / the head at {size} does not fit the others; run verify"


def _book_apart(file: HeadsFile, kept: dict[str, Any]) -> str:
    size = kept.get("size")
    return (
        f"账本与库外保存的封存签名不符（第 {size} 条，{file.path}）：账本可能被截断或改写，请立即核验"
        f" / the book disagrees with the head kept outside ({size}, {file.path}): cut off or rewritten; run verify"
    )


def _file_missing(file: HeadsFile) -> str:
    return f"库外封存文件 {file.path} 不见了，已按账本重写 / the heads file {file.path} was gone and is written anew from the book"


def _file_unreadable(file: HeadsFile, problem: Exception) -> str:
    return f"库外封存文件 {file.path} 无法读取：{problem} / the heads file {file.path} cannot be read: {problem}"


def _file_unwritten(file: HeadsFile, problem: Exception) -> str:
    return f"库外封存文件 {file.path} 无法写入：{problem} / the heads file {file.path} cannot be written: {problem}"


def _not_dense(due: int, found: int) -> str:
    return f"账本第 {due} 条缺失（其后为第 {found} 条），停止封存 / entry {due} is missing (next is {found}); sealing stops"


def _not_canonical(position: int, problem: Exception) -> str:
    return f"账本第 {position} 条不是规范写法，停止封存：{problem} / entry {position} is not canonical; sealing stops: {problem}"
