"""Check the book and its exports without trusting the program that wrote them.

This file stands alone: the standard library and ``cryptography`` are all it needs, so that an auditor can take it away, read it in
one sitting and run it on another machine. The book (``book``), the seals (``seal``) and the exports (``chain``) take the canonical
bytes and the hashes from here, so that what is written and what is checked can never drift apart.

In reading order: canonical bytes, the Merkle tree (RFC 6962), entries, heads, what a check says, the book, exports, command line.
"""

from __future__ import annotations

import argparse
import base64
import binascii
import hashlib
import json
import sys
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from json.encoder import encode_basestring as _quote
from pathlib import Path
from typing import Any, NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

# ---------------------------------------------------------------------------------------------------------------------------------
# Canonical bytes
# ---------------------------------------------------------------------------------------------------------------------------------

LIMIT = 2**53
"""Integers stay strictly inside (-LIMIT, LIMIT): every JSON reader in the world keeps them exactly."""

MAX_DEPTH = 32


class NotCanonical(ValueError):
    """The value or text has no canonical form; the message says why in one English phrase."""


def _refuse_float(text: str) -> object:
    raise NotCanonical(f"number {text} is not an integer")


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode
_decode = json.JSONDecoder(parse_float=_refuse_float, parse_constant=_refuse_float).decode


def _require_canonical(value: object, depth: int = 0) -> None:
    """Raise unless ``value`` is made of int, str, list and dict with str keys only, not nested deeper than MAX_DEPTH."""
    if isinstance(value, str):
        return
    if isinstance(value, bool) or value is None or isinstance(value, float):
        raise NotCanonical(f"{type(value).__name__} has no canonical form")
    if isinstance(value, int):
        if not -LIMIT < value < LIMIT:
            raise NotCanonical("integer of 2^53 or more")
        return
    if depth >= MAX_DEPTH:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH}")
    if isinstance(value, dict):
        if not all(isinstance(key, str) for key in value):
            raise NotCanonical("a key is not a string")
        parts: Iterable[object] = value.values()
    elif isinstance(value, list | tuple):
        parts = value
    else:
        raise NotCanonical(f"{type(value).__name__} has no canonical form")
    for part in parts:
        _require_canonical(part, depth + 1)


def canonical_text(value: object) -> str:
    """The one JSON text of ``value``: keys by code point, no space, nothing escaped but what JSON must."""
    _require_canonical(value)
    text = _encode(value)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonical("a lone surrogate") from None
    return text


def canonical_bytes(value: object) -> bytes:
    """UTF-8 bytes of ``canonical_text(value)``."""
    return canonical_text(value).encode()


def parse_canonical(text: str) -> Any:
    """The value of a canonical text. Raises NotCanonical when ``text`` is not exactly what ``canonical_text`` would write."""
    try:
        value = _decode(text)
        again = canonical_text(value)
    except RecursionError:
        raise NotCanonical(f"nested deeper than {MAX_DEPTH}") from None
    except NotCanonical:
        raise
    except ValueError:
        raise NotCanonical("not JSON") from None
    if again != text:
        raise NotCanonical("not written in canonical form")
    return value


def parse_object(text: str) -> dict[str, Any]:
    """Like ``parse_canonical``, for a JSON object only."""
    value = parse_canonical(text)
    if not isinstance(value, dict):
        raise NotCanonical("not a JSON object")
    return value


_SEPARATOR = ',"--entry--",'
_DIGITS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))


def _all_objects(texts: Sequence[str]) -> bool:
    """Whether every text is a canonical JSON object; False means "look at each", not "one is wrong".

    One pass of the JSON reader over many payloads is twice as fast as a pass for each. A separator that occurs only between the
    payloads, and that is found again between the values, proves that no payload reaches over its own end.
    """
    if set(map(type, texts)) != {str} or max(map(_openings, texts)) > MAX_DEPTH:
        return False
    joined = "[" + _SEPARATOR.join(texts) + "]"
    if joined.count(_SEPARATOR) != len(texts) - 1 or "true" in joined or "false" in joined or "null" in joined:
        return False
    try:
        if b"0" * 16 in joined.encode().translate(_DIGITS):
            return False
        values = _decode(joined)
        return (
            len(values) == 2 * len(texts) - 1
            and set(map(type, values[::2])) == {dict}
            and set(values[1::2]) <= {_SEPARATOR[2:-2]}
            and _encode(values) == joined
        )
    except (ValueError, TypeError, RecursionError):
        return False


def _openings(text: str) -> int:
    return text.count("{") + text.count("[")


# ---------------------------------------------------------------------------------------------------------------------------------
# Merkle tree, RFC 6962 section 2.1: a leaf can never be passed off as a node, nor one tree as another
# ---------------------------------------------------------------------------------------------------------------------------------

HASH_BYTES = 32
EMPTY_ROOT = hashlib.sha256(b"").digest()
_sha256 = hashlib.sha256


def leaf_hash(line: bytes) -> bytes:
    """Hash of one entry: SHA-256 over a zero byte and the entry's canonical line (without line end)."""
    return _sha256(b"\x00" + line).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash of an inner node: SHA-256 over a one byte and both children."""
    return _sha256(b"\x01" + left + right).digest()


class Frontier:
    """The right edge of a growing tree: its size and the roots of its full subtrees, enough to append and to tell the root."""

    __slots__ = ("_peaks", "size")

    def __init__(self) -> None:
        self.size = 0
        self._peaks: dict[int, bytes] = {}

    def append(self, leaf: bytes) -> None:
        """Add one leaf hash on the right."""
        self.extend([leaf])

    def extend(self, leaves: Iterable[bytes]) -> None:
        """Add many leaf hashes, level by level from the bottom."""
        nodes, sha256 = list(leaves), _sha256
        size, self.size, level = self.size, self.size + len(nodes), 0
        while nodes:
            if size & 1:
                nodes.insert(0, self._peaks.pop(level))
            if len(nodes) & 1:
                self._peaks[level] = nodes.pop()
            pairs = zip(nodes[::2], nodes[1::2], strict=True)
            nodes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
            size, level = size >> 1, level + 1

    def root(self) -> bytes:
        """The root over all leaves so far (of no leaves: SHA-256 of nothing)."""
        if not self._peaks:
            return EMPTY_ROOT
        low, *others = sorted(self._peaks)
        node = self._peaks[low]
        for level in others:
            node = node_hash(self._peaks[level], node)
        return node

    def copy(self) -> Frontier:
        """An independent copy, for looking ahead."""
        twin = Frontier()
        twin.size, twin._peaks = self.size, dict(self._peaks)
        return twin


def split_leaves(joined: bytes) -> list[bytes]:
    """The leaf hashes in a concatenation."""
    return [joined[at : at + HASH_BYTES] for at in range(0, len(joined), HASH_BYTES)]


def tree_root(leaves: Iterable[bytes]) -> bytes:
    """Root of the tree over ``leaves``."""
    frontier = Frontier()
    frontier.extend(leaves)
    return frontier.root()


def _split(size: int) -> int:
    """The largest power of two smaller than ``size``."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion_proof(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """The audit path (nearest sibling first) that proves leaf ``index``, counted from 0, in the tree over ``leaves``."""
    if not 0 <= index < len(leaves):
        raise IndexError(f"leaf {index} of {len(leaves)}")
    if len(leaves) == 1:
        return []
    cut = _split(len(leaves))
    if index < cut:
        return [*inclusion_proof(leaves[:cut], index), tree_root(leaves[cut:])]
    return [*inclusion_proof(leaves[cut:], index - cut), tree_root(leaves[:cut])]


def check_inclusion(leaf: bytes, index: int, size: int, *, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether ``proof`` shows that ``leaf`` stands at ``index`` (from 0) in the tree of ``size`` leaves with ``root``."""
    if not 0 <= index < size:
        return False
    node, here, last = leaf, index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if here & 1 or here == last:
            node = node_hash(sibling, node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(leaves: Sequence[bytes], old_size: int) -> list[bytes]:
    """The nodes that prove that the tree over the first ``old_size`` leaves is a beginning of the tree over all."""
    if not 0 < old_size <= len(leaves):
        raise IndexError(f"size {old_size} of {len(leaves)}")
    return _subproof(leaves, old_size, whole=True)


def _subproof(leaves: Sequence[bytes], old_size: int, *, whole: bool) -> list[bytes]:
    if old_size == len(leaves):
        return [] if whole else [tree_root(leaves)]
    cut = _split(len(leaves))
    if old_size <= cut:
        return [*_subproof(leaves[:cut], old_size, whole=whole), tree_root(leaves[cut:])]
    return [*_subproof(leaves[cut:], old_size - cut, whole=False), tree_root(leaves[:cut])]


class Tree(NamedTuple):
    """Size and root of a tree, as a head tells them."""

    size: int
    root: bytes


def check_consistency(old: Tree, new: Tree, proof: Sequence[bytes]) -> bool:
    """Whether ``proof`` shows that the old tree is a beginning of the new one (RFC 9162, 2.1.4.2)."""
    if old.size == new.size:
        return not proof and old.root == new.root
    if not 0 < old.size < new.size:
        return False
    path = list(proof)
    if old.size & (old.size - 1) == 0:
        path.insert(0, old.root)
    if not path:
        return False
    here, last = old.size - 1, new.size - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    old_node = new_node = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if here & 1 or here == last:
            old_node, new_node = node_hash(sibling, old_node), node_hash(sibling, new_node)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            new_node = node_hash(new_node, sibling)
        here, last = here >> 1, last >> 1
    return last == 0 and old_node == old.root and new_node == new.root


# ---------------------------------------------------------------------------------------------------------------------------------
# Entries
# ---------------------------------------------------------------------------------------------------------------------------------

FORM = "1"
ALGORITHM = "sha256"


class Entry(NamedTuple):
    """One entry of the book, column by column, as stored; all columns are in its leaf."""

    site: str
    position: int
    form: str
    algorithm: str
    desk: str
    epoch: int
    source_at: int
    received_at: int
    actor: str
    act: str
    subject: str
    project: str
    room: str
    kind: str
    payload: str


def _join_line(entry: Sequence[Any], position: int) -> bytes:
    """The canonical line with ``position`` in place of the entry's own; the payload is taken as it stands."""
    site, _, form, algorithm, desk, epoch, source_at, received_at, actor, act, subject, project, room, kind, payload = (
        entry
    )
    if not (type(position) is type(epoch) is type(source_at) is type(received_at) is int):
        raise NotCanonical("a number column holds no integer")
    if (
        not -LIMIT
        < min(position, epoch, source_at, received_at)
        <= max(position, epoch, source_at, received_at)
        < LIMIT
    ):
        raise NotCanonical("integer of 2^53 or more")
    try:
        return (
            f'{{"act":{_quote(act)},"actor":{_quote(actor)},"algorithm":{_quote(algorithm)},"desk":{_quote(desk)},'
            f'"epoch":{epoch},"form":{_quote(form)},"kind":{_quote(kind)},"payload":{payload},"position":{position},'
            f'"project":{_quote(project)},"received_at":{received_at},"room":{_quote(room)},"site":{_quote(site)},'
            f'"source_at":{source_at},"subject":{_quote(subject)}}}'
        ).encode()
    except TypeError:
        raise NotCanonical("a text column holds no text") from None
    except UnicodeEncodeError:
        raise NotCanonical("a lone surrogate") from None


def entry_line(entry: Sequence[Any]) -> bytes:
    """The canonical bytes of an entry: one JSON line of all columns, the payload inside as an object.

    Raises NotCanonical when a column has the wrong type or the payload text is not a canonical JSON object.
    """
    if type(entry[-1]) is not str:
        raise NotCanonical("the payload is no text")
    parse_object(entry[-1])
    return _join_line(entry, entry[1])


def entry_from_line(line: bytes) -> Entry:
    """The entry of one canonical line; raises NotCanonical when the line is not exactly what ``entry_line`` writes."""
    try:
        columns = parse_object(line.decode())
    except UnicodeDecodeError:
        raise NotCanonical("not UTF-8") from None
    if set(columns) != set(Entry._fields) or not isinstance(columns["payload"], dict):
        raise NotCanonical("not the columns of an entry")
    entry = Entry(**{**columns, "payload": canonical_text(columns["payload"])})
    if entry_line(entry) != line:
        raise NotCanonical("a column has the wrong type")
    return entry


# ---------------------------------------------------------------------------------------------------------------------------------
# Keys, signatures, heads
# ---------------------------------------------------------------------------------------------------------------------------------

SCHEME = "ed25519"


_DER_PREFIX = bytes.fromhex("302a300506032b6570032100")
"""What stands before the 32 bytes of an Ed25519 key in its DER form (SubjectPublicKeyInfo, RFC 8410)."""


def public_key_text(key: str) -> str:
    """A public key as exports carry it: base64 of its DER form, so that ``openssl`` reads it. Takes that or 64 hex digits."""
    if len(key) == 64:
        return base64.b64encode(_DER_PREFIX + bytes.fromhex(key)).decode()
    _raw_key(key)
    return key


def _raw_key(public_key: str) -> bytes:
    der = _unbase64(public_key)
    if len(der) != 44 or not der.startswith(_DER_PREFIX):
        raise ValueError("not an Ed25519 public key")
    return der[len(_DER_PREFIX) :]


def key_id(public_key: str) -> str:
    """Short name of a public key: the first 16 hex digits of SHA-256 over its 32 bytes."""
    return hashlib.sha256(_raw_key(public_key)).hexdigest()[:16]


def fingerprint(public_key: str) -> str:
    """SHA-256 over a public key's 32 bytes in groups of eight digits, as it is printed and read out."""
    digits = hashlib.sha256(_raw_key(public_key)).hexdigest()
    return " ".join(digits[at : at + 8] for at in range(0, 64, 8))


def _unbase64(text: str) -> bytes:
    """Strict base64: one text for one value, so that no character can be changed unseen."""
    try:
        value = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise ValueError("not base64") from None
    if base64.b64encode(value).decode() != text:
        raise ValueError("not strict base64")
    return value


def signature_holds(public_key: str, signature: str, message: bytes) -> bool:
    """Whether the base64 ``signature`` over ``message`` was made with ``public_key`` (Ed25519)."""
    try:
        Ed25519PublicKey.from_public_bytes(_raw_key(public_key)).verify(_unbase64(signature), message)
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


HEAD_SIGNED = (
    "algorithm", "at", "desk", "epoch", "form", "key", "kind", "previous", "root", "scheme", "site", "size",
)  # fmt: skip
"""Fields of a head under its signature. ``leaves`` stays outside: the signed root already binds it, and a head without it can be
printed on one line of an export. ``previous`` is the size of the head before, so that a missing head shows."""

HEAD_FIELDS = (*HEAD_SIGNED, "leaves", "signature")


def head_message(head: Mapping[str, Any]) -> bytes:
    """The bytes a head's signature covers."""
    return canonical_bytes({name: head[name] for name in HEAD_SIGNED})


@dataclass(frozen=True)
class Head:
    """One signed statement: at ``at`` (ms) the site's book had ``size`` entries and the tree over them had ``root``."""

    site: str
    size: int
    previous: int
    root: bytes
    at: int
    leaves: bytes
    fields: Mapping[str, Any]


def parse_head(fields: Mapping[str, Any]) -> Head:
    """Read a head's fields (``root`` and ``leaves`` in hex, ``signature`` in base64). Raises ValueError when they are no head."""
    whole = {name: fields[name] for name in HEAD_FIELDS if name in fields}
    whole.setdefault("leaves", "")
    if set(whole) != set(HEAD_FIELDS):
        raise ValueError("a field of the head is missing")
    if (whole["form"], whole["algorithm"], whole["scheme"]) != (FORM, ALGORITHM, SCHEME):
        raise ValueError("a form of head this verifier does not know")
    numbers = ("size", "previous", "at", "epoch")
    if any(type(whole[name]) is not (int if name in numbers else str) for name in HEAD_FIELDS):
        raise ValueError("a field of the head has the wrong type")
    if not 0 <= whole["previous"] < whole["size"]:
        raise ValueError("the sizes of the head make no sense")
    root, leaves = _unhex(whole["root"]), _unhex(whole["leaves"])
    if len(root) != HASH_BYTES or len(leaves) not in (0, HASH_BYTES * (whole["size"] - whole["previous"])):
        raise ValueError("the hashes of the head have the wrong length")
    return Head(whole["site"], whole["size"], whole["previous"], root, whole["at"], leaves, whole)


def _unhex(text: str) -> bytes:
    value = bytes.fromhex(text)
    if value.hex() != text:
        raise ValueError("not plain lower-case hex")
    return value


# ---------------------------------------------------------------------------------------------------------------------------------
# What a check says
# ---------------------------------------------------------------------------------------------------------------------------------

_TEXTS: dict[str, tuple[str, str]] = {
    # the book
    "empty": ("没有任何记录，无从核验", "there is no entry, so nothing is proven"),
    "unsealed": ("没有任何有效的封存签名，记录无从证明", "no valid signed head, so no entry is proven"),
    "changed": ("第 {at} 条记录被改动", "entry {at} was changed"),
    "removed": ("第 {at} 条记录被删除", "entry {at} was removed"),
    "inserted": ("第 {at} 条记录是后来插入的", "entry {at} was inserted"),
    "reordered": (
        "第 {at} 条位置上是原第 {was} 条记录，顺序被调换",
        "place {at} holds what was entry {was}: reordered",
    ),
    "truncated": (
        "账本自第 {at} 条起被截断，签名封存至第 {was} 条",
        "the book is cut off from entry {at} on; the signed head covers {was}",
    ),
    "not_canonical": ("第 {at} 条记录不是规范写法（{why}）", "entry {at} is not in canonical form ({why})"),
    "position": (
        "应为第 {was} 条的位置上写着第 {at} 条，编号不连续",
        "entry {at} stands where {was} is due: not dense",
    ),
    "other_site": ("第 {at} 条记录属于别的场所", "entry {at} belongs to another site"),
    "head_form": ("封存签名（{why}）无法读取", "a head cannot be read ({why})"),
    "head_signature": (
        "第 {at} 条处的封存签名不成立（{why}）",
        "the signature of the head at {at} does not hold ({why})",
    ),
    "head_key": (
        "第 {at} 条处的封存签名用的是未公布的密钥（{why}）",
        "the head at {at} is signed with a key that was not published ({why})",
    ),
    "head_root": (
        "第 {was} 条至第 {at} 条之间至少有一条与封存签名不符",
        "at least one entry from {was} to {at} does not agree with the signed head",
    ),
    "head_leaves": ("第 {at} 条处封存签名所附的指纹被改动", "the leaf hashes beside the head at {at} were changed"),
    "head_missing": ("缺少第 {at} 条处的封存签名", "the head at {at} is missing"),
    "head_conflict": ("第 {at} 条处账本内外的封存签名互相矛盾", "the head at {at} contradicts the one kept outside"),
    # exports
    "line_changed": ("文件第 {at} 行被改动", "line {at} of the file was changed"),
    "line_removed": ("文件原第 {at} 行被删除", "line {at} of the file was removed"),
    "line_inserted": ("文件第 {at} 行是后来插入的", "line {at} of the file was inserted"),
    "line_reordered": ("文件第 {at} 行原为第 {was} 行，顺序被调换", "line {at} of the file was line {was}: reordered"),
    "line_form": ("文件第 {at} 行不是规范写法（{why}）", "line {at} of the file is not in canonical form ({why})"),
    "header": ("文件首行（第 {at} 行）不是有效的表头（{why}）", "line {at} is no valid header ({why})"),
    "cut_off": ("文件在第 {at} 行之后缺少结尾，被截断", "the file is cut off after line {at}: no trailer"),
    "counts": (
        "第 {at} 行结尾的条数 {was} 与文件不符",
        "the trailer on line {at} counts {was} records, the file does not",
    ),
    "signature": ("签名不成立：文件或签名被改动", "the signature does not hold: file or signature was changed"),
    "file_hash": ("文件内容与签名所记指纹不符，文件被改动", "the file is not the one that was signed"),
    "file_name": ("签名属于另一个文件（{why}）", "the signature belongs to another file ({why})"),
    "key": ("签名用的不是已公布的密钥", "signed with a key that was not published"),
    "no_signature": ("缺少签名文件（{why}）", "the signature file is missing ({why})"),
    "signature_form": ("签名文件无法读取（{why}）", "the signature file cannot be read ({why})"),
}


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where (position in the book, line in a file), what kind, and the sentence in both languages."""

    kind: str
    position: int = 0
    was: int = 0
    why: str = ""

    @property
    def place(self) -> int:
        """The first entry or line that is touched."""
        return min(self.position, self.was) if self.kind.endswith("reordered") else self.position

    @property
    def zh(self) -> str:
        """The sentence in Chinese."""
        return _TEXTS[self.kind][0].format(at=self.position, was=self.was, why=self.why)

    @property
    def en(self) -> str:
        """The sentence in English."""
        return _TEXTS[self.kind][1].format(at=self.position, was=self.was, why=self.why)


FAULTS_SHOWN = 100


@dataclass
class Findings:
    """Faults as they are found; only the first FAULTS_SHOWN are kept, all are counted."""

    kept: list[Fault] = field(default_factory=list)
    count: int = 0

    def add(self, kind: str, position: int = 0, *, was: int = 0, why: str = "") -> None:
        """Note one fault."""
        self.count += 1
        if len(self.kept) < FAULTS_SHOWN:
            self.kept.append(Fault(kind, position, was, why))


@dataclass(frozen=True)
class Report:
    """The outcome of a check. ``ok`` is never True when nothing was proven."""

    subject: str
    entries: int
    sealed: int
    tail: int
    root: str
    faults: tuple[Fault, ...]
    fault_count: int
    notes: tuple[tuple[str, str], ...] = ()

    @property
    def ok(self) -> bool:
        """Green or red."""
        return self.fault_count == 0 and self.entries > 0

    @property
    def first_bad(self) -> Fault | None:
        """The first fault that stands at an entry or line, else the first fault at all, else None."""
        placed = [fault for fault in self.faults if fault.position and not fault.kind.startswith("head_")]
        return min(placed, key=lambda fault: fault.place) if placed else (self.faults[0] if self.faults else None)

    def lines(self) -> list[str]:
        """The report as lines of text, Chinese first, English beside."""
        colour = "通过 PASS" if self.ok else "不通过 FAIL"
        out = [f"{colour}  {self.subject}"]
        out.append(f"记录 entries {self.entries} · 已封存 sealed {self.sealed} · 未封存 unsealed tail {self.tail}")
        if self.root:
            out.append(f"根 root {self.root}")
        first = self.first_bad
        if first is not None:
            out.append(f"首处 first: {first.zh} / {first.en}")
        out += [f"  - {fault.zh} / {fault.en}" for fault in self.faults]
        if self.fault_count > len(self.faults):
            more = self.fault_count - len(self.faults)
            out.append(f"  …… 另有 {more} 处 / and {more} more")
        return out + [f"注 note: {zh} / {en}" for zh, en in self.notes]


# ---------------------------------------------------------------------------------------------------------------------------------
# The book
# ---------------------------------------------------------------------------------------------------------------------------------

BATCH = 256


@dataclass(frozen=True)
class _Span:
    """The entries ``start`` (exclusive) to ``end`` under one head.

    ``leaves`` are the leaf hashes as they were when sealed, if any source has them; ``proven`` says that they give the signed root.
    """

    start: int
    end: int
    root: bytes
    leaves: bytes | None
    proven: bool


class _Heads:
    """The heads of the book and those kept outside, sorted into spans whose sealed leaf hashes are known where possible."""

    def __init__(self, findings: Findings, public_keys: Sequence[str]) -> None:
        self._findings = findings
        self._keys = {key_id(key): key for key in map(public_key_text, public_keys)}
        self._pieces: list[dict[int, Head]] = []
        self.site = ""
        self.frontier = Frontier()

    def read(self, fields: Iterable[Mapping[str, Any]], source: str) -> tuple[dict[int, Head], set[int]]:
        """Read one source. Returns its heads that a published key signed, by size, and the sizes of all; the rest are faults."""
        pieces: dict[int, Head] = {}
        good: dict[int, Head] = {}
        for number, one in enumerate(fields, 1):
            try:
                head = parse_head(one)
            except (ValueError, TypeError, KeyError) as problem:
                self._findings.add("head_form", why=f"{source} {number}: {problem}")
                continue
            pieces[head.previous] = head
            if self._signed(head, source):
                good[head.size] = head
        self._pieces.append(pieces)
        return good, {head.size for head in pieces.values()}

    def _signed(self, head: Head, source: str) -> bool:
        self.site = self.site or head.site
        key = self._keys.get(head.fields["key"])
        if key is None:
            self._findings.add("head_key", head.size, why=source)
        elif not signature_holds(key, head.fields["signature"], head_message(head.fields)):
            self._findings.add("head_signature", head.size, why=source)
        elif head.site != self.site:
            self._findings.add("head_form", head.size, why=f"{source}: {head.site}")
        else:
            return True
        return False

    def complete(self, good: Mapping[int, Head], sizes: set[int]) -> None:
        """Each head of the book tells the size of the one before it and carries its leaf hashes: name what is gone."""
        for size, head in sorted(good.items()):
            if head.previous and head.previous not in sizes:
                self._findings.add("head_missing", head.previous)
            if not head.leaves:
                self._findings.add("head_leaves", size)

    def agree(self, own: dict[int, Head], sizes: set[int], kept: Mapping[int, Head]) -> dict[int, Head]:
        """Kept heads win over the book's own: who can rewrite the database cannot rewrite them. Returns what is to be believed."""
        fork = None
        for size, head in sorted(kept.items()):
            if size not in sizes:
                self._findings.add("head_missing", size)
            elif size in own and own[size].root != head.root:
                self._findings.add("head_conflict", size)
                fork = size if fork is None else fork
        return {size: head for size, head in own.items() if fork is None or size < fork}

    def spans(self, believed: Mapping[int, Head]) -> list[_Span]:
        """One span a head. Afterwards ``frontier`` stands at the end of the last span whose leaf hashes are proven."""
        spans: list[_Span] = []
        start, proven = 0, True
        for size, head in sorted(believed.items()):
            found = [leaves for pieces in self._pieces if (leaves := _gather(pieces, start, head.size)) is not None]
            offered = list(dict.fromkeys(found))
            leaves = self._prove(head, offered) if proven else None
            proven = leaves is not None
            spans.append(_Span(start, size, head.root, leaves or (offered[0] if offered else None), proven))
            start = size
        return spans

    def _prove(self, head: Head, offered: Sequence[bytes]) -> bytes | None:
        """The first of the offered leaf hashes that give the head's root; the others were changed."""
        before, proven = self.frontier, None
        for leaves in offered:
            ahead = before.copy()
            ahead.extend(split_leaves(leaves))
            if ahead.root() != head.root:
                self._findings.add("head_leaves", head.size)
            elif proven is None:
                self.frontier, proven = ahead, leaves
        return proven


def _gather(pieces: Mapping[int, Head], start: int, end: int) -> bytes | None:
    """The leaf hashes from ``start`` to ``end``, pieced together from heads that follow one another."""
    found = b""
    while start < end:
        head = pieces.get(start)
        if head is None or head.size > end or not head.leaves:
            return None
        found += head.leaves
        start = head.size
    return found


_Hashed = tuple[Sequence[Any], bytes | None]
"""An entry as read, and its leaf hash, or None when the entry has no canonical form."""


def _hashed(entries: Iterable[Sequence[Any]], proven: int) -> Iterator[_Hashed]:
    """Each entry with its leaf hash. Of the first ``proven`` the payload is not parsed: their leaf hashes are known and signed,
    and no two rows have the same line, so a row that gives its leaf hash is the row that was sealed.
    """
    rows, seen = iter(entries), 0
    while batch := list(islice(rows, BATCH)):
        seen += len(batch)
        try:
            leaves: list[bytes | None] = _hash_all(batch) if seen > proven else _hash_lines(batch)
        except NotCanonical:
            leaves = [_hash_one(row) for row in batch]
        yield from zip(batch, leaves, strict=True)


def _hash_all(batch: Sequence[Sequence[Any]]) -> list[bytes | None]:
    """Leaf hashes of entries that are all as they should be, the usual case; raises NotCanonical when one may not be."""
    if not _all_objects([row[-1] for row in batch]):
        raise NotCanonical("one of them")
    return _hash_lines(batch)


def _hash_lines(batch: Sequence[Sequence[Any]]) -> list[bytes | None]:
    join, sha256 = _join_line, _sha256
    return [sha256(b"\x00" + join(row, row[1])).digest() for row in batch]


def _hash_one(row: Sequence[Any]) -> bytes | None:
    try:
        return leaf_hash(entry_line(row))
    except NotCanonical:
        return None


def _why_not_canonical(row: Sequence[Any]) -> str:
    try:
        entry_line(row)
    except NotCanonical as problem:
        return str(problem)
    return ""


class _Walk:
    """One pass over the entries in the order they were read, against the spans."""

    def __init__(self, rows: Iterator[_Hashed], findings: Findings, *, site: str, frontier: Frontier) -> None:
        self._rows = rows
        self._findings = findings
        self._site = site
        self._frontier = frontier
        self.count = 0

    def run(self, spans: Sequence[_Span]) -> int:
        """Walk the whole book; returns how many entries at the end no head covers yet."""
        for number, span in enumerate(spans):
            taken = list(islice(self._rows, span.end - span.start))
            if not self._matches(span, taken):
                return self._compare(spans[number:], [*taken, *self._rows])
            self._numbered(taken)
        return self._tail(list(self._rows))

    def _matches(self, span: _Span, taken: Sequence[_Hashed]) -> bool:
        leaves = [leaf for _, leaf in taken if leaf is not None]
        if span.proven:
            return b"".join(leaves) == span.leaves
        if len(leaves) != span.end - span.start:
            return False
        self._frontier.extend(leaves)
        return self._frontier.root() == span.root

    def _compare(self, spans: Sequence[_Span], rows: list[_Hashed]) -> int:
        """The entries do not give the signed root: name what differs, by the leaf hashes as they were when sealed."""
        rows = [(row, _hash_one(row)) for row, _ in rows]
        self.count += len(rows)
        start, end = spans[0].start, spans[-1].end
        trusted: list[bytes] = []
        for span in spans:
            if span.leaves is None:
                break
            trusted += split_leaves(span.leaves)
        if not trusted:
            return self._unnamed(spans[0], rows, end)
        comparison = _Comparison(rows, trusted, start, self._findings)
        if not comparison.report():
            self._findings.add("head_root", spans[0].end, was=start + 1)
        return comparison.tail if start + len(trusted) == end else max(0, start + len(rows) - end)

    def _unnamed(self, span: _Span, rows: Sequence[_Hashed], end: int) -> int:
        """Without leaf hashes only the span can be named, and what has no canonical form or is cut off."""
        for place, (row, leaf) in enumerate(rows[: span.end - span.start], span.start + 1):
            if leaf is None:
                self._findings.add("not_canonical", place, why=_why_not_canonical(row))
        if span.start + len(rows) < end:
            self._findings.add("truncated", span.start + len(rows) + 1, was=end)
        if len(rows) >= span.end - span.start:
            self._findings.add("head_root", span.end, was=span.start + 1)
        return max(0, span.start + len(rows) - end)

    def _tail(self, taken: Sequence[_Hashed]) -> int:
        """Check what no head covers yet: its form, and that it follows on."""
        for place, (row, leaf) in enumerate(taken, self.count + 1):
            if leaf is None:
                self._findings.add("not_canonical", place, why=_why_not_canonical(row))
        self._numbered(taken)
        return len(taken)

    def _numbered(self, taken: Sequence[_Hashed]) -> None:
        """Positions go up by one, all on one site: what the root alone does not say."""
        due = range(self.count + 1, self.count + len(taken) + 1)
        self.count += len(taken)
        found = [row[1] for row, _ in taken]
        if found != list(due):
            place, stated = next((place, stated) for place, stated in zip(due, found, strict=True) if place != stated)
            self._findings.add("position", stated if type(stated) is int else 0, was=place)
        strangers = {row[0] for row, _ in taken} - {self._site} if self._site else set()
        if strangers:
            self._findings.add(
                "other_site", next(place for place, (row, _) in zip(due, taken, strict=True) if row[0] in strangers)
            )


LOOK_AHEAD = 8
SEARCH_BUDGET = 1_000_000


class _Comparison:
    """Rows that do not give the signed root, beside the leaf hashes of what was sealed: which row belongs to which place?

    A row that was only given another number is recognised by hashing it with the number of the place it may belong to. Places are
    counted from 0 here; ``start`` entries before them are already proven.
    """

    def __init__(self, rows: Sequence[_Hashed], trusted: Sequence[bytes], start: int, findings: Findings) -> None:
        self._rows = rows
        self._trusted = trusted
        self._start = start
        self._findings = findings
        self._free = [True] * len(trusted)
        self._place: list[int | None] = [None] * len(rows)
        self._budget = SEARCH_BUDGET
        self.tail = 0

    def report(self) -> int:
        """Add a fault for each difference; returns how many were added."""
        before = self._findings.count
        self._match_near()
        self._match_far()
        self._name_differences()
        return self._findings.count - before

    def _match_near(self) -> None:
        where = {leaf: place for place, leaf in enumerate(self._trusted)}
        last = -1
        for index, (_, leaf) in enumerate(self._rows):
            place = where.get(leaf) if leaf is not None else None
            if place is None or not self._free[place]:
                place = self._search(index, range(last + 1, min(last + 1 + LOOK_AHEAD, len(self._trusted))))
            if place is not None:
                self._take(index, place)
                last = place

    def _match_far(self) -> None:
        last = -1
        for index, known in enumerate(self._place):
            if known is not None:
                continue
            place = self._search(index, range(last + 1, min(last + 2, len(self._trusted))))
            if place is None and self._budget > 0:
                place = self._search(index, range(len(self._trusted)))
            if place is not None:
                self._take(index, place)
                last = place

    def _search(self, index: int, places: Iterable[int]) -> int | None:
        row = self._rows[index][0]
        for place in places:
            if self._free[place]:
                self._budget -= 1
                if self._fits(row, place):
                    return place
                if self._budget <= 0:
                    return None
        return None

    def _fits(self, row: Sequence[Any], place: int) -> bool:
        try:
            return leaf_hash(_join_line(row, self._start + 1 + place)) == self._trusted[place]
        except NotCanonical:
            return False

    def _take(self, index: int, place: int) -> None:
        self._free[place] = False
        self._place[index] = place

    def _name_differences(self) -> None:
        anchors = _rising(self._place)
        for index, place in enumerate(self._place):
            if place is not None and index not in anchors:
                self._findings.add("reordered", self._start + 1 + index, was=self._start + 1 + place)
        shift, index, place = 0, 0, 0
        for anchor in sorted(anchors):
            reached = self._place[anchor] or 0
            self._name_gap(range(index, anchor), range(place, reached))
            shift = self._name_renumbered(anchor, reached, shift)
            index, place = anchor + 1, reached + 1
        self._name_end(range(index, len(self._rows)), range(place, len(self._trusted)))

    def _name_gap(self, indexes: range, places: range) -> None:
        """Between two rows that are right: pair what is strange with what is gone; the rest was inserted or removed."""
        strange, gone = self._strange(indexes), self._gone(places)
        self._name_pairs(strange, gone)
        self._name_rest(strange, gone)

    def _name_end(self, indexes: range, places: range) -> None:
        """After the last row that is right: rows beyond the sealed number are the unsealed tail; without a tail the end was cut."""
        gone = self._gone(places)
        strange = self._split_tail(self._strange(indexes), gone)
        self._name_pairs(strange, gone)
        if gone and not self.tail:
            self._findings.add("truncated", self._start + 1 + gone[0], was=self._start + len(self._trusted))
            return
        self._name_rest(strange, gone)

    def _name_rest(self, strange: Sequence[int], gone: Sequence[int]) -> None:
        for place in gone:
            self._findings.add("removed", self._start + 1 + place)
        for index in strange:
            self._findings.add("inserted", self._start + 1 + index)

    def _strange(self, indexes: range) -> list[int]:
        return [index for index in indexes if self._place[index] is None]

    def _gone(self, places: range) -> list[int]:
        return [place for place in places if self._free[place]]

    def _name_pairs(self, strange: list[int], gone: list[int]) -> None:
        for index, place in self._pairs(strange, gone):
            self._name_changed(index, self._start + 1 + place)

    def _split_tail(self, strange: list[int], gone: list[int]) -> list[int]:
        """After the last sealed row, rows beyond the sealed number are the unsealed tail, not strangers."""
        sealed = self._start + len(self._trusted)
        tail = {index for index in strange if self._number(index) > sealed or not gone}
        self.tail = len(tail)
        for index in sorted(tail):
            row, leaf = self._rows[index]
            if leaf is None:
                self._findings.add("not_canonical", self._start + 1 + index, why=_why_not_canonical(row))
        return [index for index in strange if index not in tail]

    def _number(self, index: int) -> int:
        stated = self._rows[index][0][1]
        return stated if type(stated) is int else self._start + 1 + index

    def _pairs(self, strange: list[int], gone: list[int]) -> list[tuple[int, int]]:
        """Take out of both lists the pairs that belong together: by the number stated, then in order."""
        missing = set(gone)
        pairs: list[tuple[int, int]] = []
        rest: list[int] = []
        for index in strange:
            place = self._number(index) - self._start - 1
            if place in missing:
                missing.remove(place)
                pairs.append((index, place))
            else:
                rest.append(index)
        left = sorted(missing)
        pairs += zip(rest, left, strict=False)
        strange[:], gone[:] = rest[len(left) :], left[len(rest) :]
        return pairs

    def _name_changed(self, index: int, position: int) -> None:
        row, leaf = self._rows[index]
        if leaf is None:
            self._findings.add("not_canonical", position, why=_why_not_canonical(row))
        else:
            self._findings.add("changed", position)

    def _name_renumbered(self, index: int, place: int, shift: int) -> int:
        """What was sealed, but under a number neither its own nor its place's: named once for a run. Returns the run's shift.

        What was sealed although it has no canonical form (only its signer can do that) is named here too.
        """
        position = self._start + 1 + place
        row, leaf = self._rows[index]
        stated = row[1]
        if type(stated) is int and stated in (position, self._start + 1 + index):
            if leaf is None:
                self._findings.add("not_canonical", position, why=_why_not_canonical(row))
            return 0
        if type(stated) is not int or stated - position != shift:
            self._findings.add("changed", position)
        return stated - position if type(stated) is int else 0


def _rising(places: Sequence[int | None]) -> set[int]:
    """Indexes of a longest rising run of places: the rows that kept their order."""
    tops: list[int] = []
    ends: list[int] = []
    before: list[int] = [-1] * len(places)
    for index, place in enumerate(places):
        if place is None:
            continue
        at = bisect_left(tops, place)
        before[index] = ends[at - 1] if at else -1
        tops[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    kept: set[int] = set()
    index = ends[-1] if ends else -1
    while index >= 0:
        kept.add(index)
        index = before[index]
    return kept


def verify_book(
    entries: Iterable[Sequence[Any]],
    heads: Iterable[Mapping[str, Any]] | None,
    *,
    public_keys: Sequence[str],
    kept_heads: Iterable[Mapping[str, Any]] | None = None,
    subject: str = "book",
    thorough: bool = False,
) -> Report:
    """Check a site's whole book: every entry, every head, and what was kept outside the database.

    ``entries`` are rows in the order of ``Entry``, by position. ``heads`` are the book's own heads (None: it has none to show),
    ``kept_heads`` those kept outside the data folder: read them *before* the book, for the book only grows. ``public_keys`` are
    texts as ``public_key_text`` takes them. Without ``kept_heads`` an end that was cut off together with its heads cannot be
    seen; a note says so. ``thorough`` parses the payload of every sealed entry too: it finds what the holder of the signing key
    sealed although it has no canonical form, and takes half as long again.
    """
    findings = Findings()
    sorter = _Heads(findings, public_keys)
    kept = sorter.read(kept_heads, "kept")[0] if kept_heads is not None else {}
    believed = dict(kept)
    if heads is not None:
        own, sizes = sorter.read(heads, "book")
        sorter.complete(own, sizes)
        believed = {**sorter.agree(own, sizes, kept), **kept}
    spans = sorter.spans(believed)
    proven = 0 if thorough else max((span.end for span in spans if span.proven), default=0)
    walk = _Walk(_hashed(entries, proven), findings, site=sorter.site, frontier=sorter.frontier)
    tail = walk.run(spans)
    if not walk.count:
        findings.add("empty")
    elif not spans:
        findings.add("unsealed")
    sealed = spans[-1].end if spans else 0
    root = spans[-1].root.hex() if spans else ""
    notes = () if kept_heads is not None else (_NOTE_NOTHING_KEPT,)
    return Report(subject, walk.count, sealed, tail, root, tuple(findings.kept), findings.count, notes)


_NOTE_NOTHING_KEPT = (
    "没有提供库外保存的封存签名：若账本末尾连同签名一起被截去，本次核验看不出来",
    "no heads kept outside were given: an end cut off together with its heads cannot be seen by this check",
)


# ---------------------------------------------------------------------------------------------------------------------------------
# Exports: a chain of lines, and a signature beside any file
# ---------------------------------------------------------------------------------------------------------------------------------

HEADER_FIELDS = {
    "algorithm": str, "at": int, "content": str, "form": str, "key": str, "kind": str, "public_key": str, "read_at": int,
    "scheme": str, "site": str,
}  # fmt: skip
"""What every export's first line tells; ``read_at`` is the journal position it was read at, ``content`` what it is about."""

SIGNATURE_FIELDS = {
    "algorithm": str, "at": int, "file": str, "form": str, "hash": str, "key": str, "kind": str, "public_key": str, "scheme": str,
    "signature": str, "site": str, "size": int,
}  # fmt: skip


def chain_hash(line: bytes) -> str:
    """What the next line of an export carries as ``prev``: SHA-256 in hex over the whole line without its line end."""
    return hashlib.sha256(line).hexdigest()


def _problem(fields: Mapping[str, Any], wanted: Mapping[str, type]) -> str:
    """Why ``fields`` are not the header or signature of a form known here, or nothing."""
    for name, kind in wanted.items():
        if type(fields.get(name)) is not kind:
            return f"{name}"
    if (fields["form"], fields["algorithm"], fields["scheme"]) != (FORM, ALGORITHM, SCHEME):
        return "form"
    try:
        return "" if key_id(fields["public_key"]) == fields["key"] else "key"
    except ValueError:
        return "public_key"


def _check_key(public_key: str, published: Sequence[str], findings: Findings) -> list[tuple[str, str]]:
    """A signature proves only that the holder of a key made it: the key itself must be the published one."""
    if published:
        if public_key not in {public_key_text(key) for key in published}:
            findings.add("key")
        return []
    shown = fingerprint(public_key)
    zh = f"请将公钥指纹与中心公布的核对：{shown}"
    return [(zh, f"compare the key's fingerprint with the one the centre has published: {shown}")]


@dataclass(frozen=True)
class _Line:
    """A line of an export: the place it stands at, the number it says it has, and how it is chained."""

    place: int
    number: int
    prev: str
    hash: str
    body: Mapping[str, Any]


class _Chain:
    """The lines of one JSONL export."""

    def __init__(self, content: bytes, findings: Findings) -> None:
        self._findings = findings
        self._unreadable: set[int] = set()
        self.lines: list[_Line] = []
        pieces = content.split(b"\n")
        if pieces[-1]:
            findings.add("line_form", len(pieces), why="no line end")
        for place, raw in enumerate(pieces[:-1], 1):
            self._read(place, raw)

    def _read(self, place: int, raw: bytes) -> None:
        try:
            body = parse_object(raw.decode())
            number, prev = body.get("line"), body.get("prev")
            if type(number) is not int or type(prev) is not str or not self._known(body):
                raise NotCanonical("not a line of an export")
        except (NotCanonical, UnicodeDecodeError) as problem:
            self._unreadable.add(place)
            self._findings.add(
                "line_form", place, why=str(problem) if isinstance(problem, NotCanonical) else "not UTF-8"
            )
        else:
            self.lines.append(_Line(place, number, prev, chain_hash(raw), body))

    @staticmethod
    def _known(body: Mapping[str, Any]) -> bool:
        parts = set(body) - {"line", "prev"}
        named = parts & {"header", "data", "trailer"}
        return (
            len(named) == 1
            and all(isinstance(body[name], dict) for name in named)
            and parts - named == ({"signature"} if "trailer" in named else set())
        )

    @property
    def header(self) -> Mapping[str, Any]:
        """The header's fields, or nothing when the first line is no header."""
        first = self.lines[0].body if self.lines and self.lines[0].place == 1 else {}
        fields: Mapping[str, Any] = first.get("header", {})
        return fields

    @property
    def records(self) -> int:
        """How many data lines were read."""
        return sum("data" in line.body for line in self.lines)

    def check(self) -> None:
        """Name every difference between this file and the one that was written."""
        if not self.lines:
            return
        problem = _problem(self.header, HEADER_FIELDS) if self.header else "header"
        if problem:
            self._findings.add("header", 1, why=problem)
        kept = self._without_strangers()
        self._check_content(kept)
        self._check_order(kept)
        self._check_gaps(kept)
        self._check_trailer(kept[-1])

    def _without_strangers(self) -> list[_Line]:
        """Lines after the trailer and second lines of one number were inserted; the one that its follower names is the true one."""
        named = {line.number - 1: line.prev for line in reversed(self.lines)}
        ends = next(
            (line.place for line in self.lines if "trailer" in line.body), len(self.lines) + len(self._unreadable)
        )
        chosen: dict[int, _Line] = {}
        for line in self.lines:
            rival = chosen.get(line.number)
            if line.place <= ends and (rival is None or (line.hash == named.get(line.number) != rival.hash)):
                chosen[line.number] = line
        for line in self.lines:
            if chosen.get(line.number) is not line:
                self._findings.add("line_inserted", line.place)
        return [line for line in self.lines if chosen.get(line.number) is line]

    def _check_content(self, kept: Sequence[_Line]) -> None:
        """A line whose follower names another hash was changed, unless the follower itself was."""
        by_number = {line.number: line for line in kept}
        wrong = False
        for line in sorted(kept, key=lambda line: -line.number):
            follower = by_number.get(line.number + 1)
            fits = follower is None or follower.prev == line.hash
            if not fits and not wrong:
                self._findings.add("line_changed", line.place)
            wrong = not fits and not wrong

    def _check_order(self, kept: Sequence[_Line]) -> None:
        rising = _rising([line.number for line in kept])
        for index, line in enumerate(kept):
            if index not in rising:
                self._findings.add("line_reordered", line.place, was=line.number)

    def _check_gaps(self, kept: Sequence[_Line]) -> None:
        """Numbers nobody has were removed; a line that cannot be read stands for one of them and is a fault already."""
        numbers = {line.number for line in kept}
        last = kept[-1].number if "trailer" in kept[-1].body else max(numbers)
        gone = [number for number in range(1, min(last, len(numbers) + FAULTS_SHOWN) + 1) if number not in numbers]
        for number in [number for number in gone if number not in self._unreadable]:
            self._findings.add("line_removed", number)

    def _check_trailer(self, last: _Line) -> None:
        if "trailer" not in last.body:
            self._findings.add("cut_off", last.place)
            return
        signed = canonical_bytes({name: part for name, part in last.body.items() if name != "signature"})
        if not signature_holds(str(self.header.get("public_key", "")), str(last.body["signature"]), signed):
            self._findings.add("signature", last.place)
        stated = last.body["trailer"].get("records")
        if stated != self.records:
            self._findings.add("counts", last.place, was=stated if type(stated) is int else 0)


def _check_signature_file(path: Path, published: Sequence[str], findings: Findings) -> list[tuple[str, str]]:
    """The detached signature ``NAME.sig`` beside ``NAME``. Returns notes."""
    beside = signature_path(path)
    try:
        text = beside.read_bytes().decode()
        if not text.endswith("\n"):
            raise NotCanonical("no line end")
        fields = parse_object(text[:-1])
    except (NotCanonical, UnicodeDecodeError) as problem:
        findings.add("signature_form", why=str(problem))
        return []
    problem_at = _problem(fields, SIGNATURE_FIELDS)
    if problem_at:
        findings.add("signature_form", why=problem_at)
        return []
    signed = canonical_bytes({name: part for name, part in fields.items() if name != "signature"})
    if not signature_holds(fields["public_key"], fields["signature"], signed):
        findings.add("signature")
    if (fields["hash"], fields["size"]) != (_file_hash(path), path.stat().st_size):
        findings.add("file_hash")
    notes = _check_key(fields["public_key"], published, findings)
    if fields["file"] != path.name:
        named = fields["file"]
        notes.append((f"文件已改名，签名时名为 {named}", f"the file was renamed; it was signed as {named}"))
    return notes


def signature_path(path: Path) -> Path:
    """Where the detached signature of a file lies: beside it, with ``.sig`` added."""
    return path.with_name(path.name + ".sig")


def _file_hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify_export(path: Path | str, *, public_keys: Sequence[str] = ()) -> Report:
    """Check an exported file: a JSONL by its own chain and trailer, and any file by the signature that lies beside it.

    Without ``public_keys`` the key named in the file is used and a note asks to compare its fingerprint with the published one.
    Raises OSError when the file itself cannot be read.
    """
    path = Path(path)
    path.stat()
    findings = Findings()
    notes: list[tuple[str, str]] = []
    records = 1
    chained = path.suffix == ".jsonl"
    if chained:
        chain = _Chain(path.read_bytes(), findings)
        chain.check()
        records = chain.records
        if not _problem(chain.header, HEADER_FIELDS):
            notes += _check_key(chain.header["public_key"], public_keys, findings)
        if not records:
            findings.add("empty")
    if signature_path(path).exists():
        notes += [note for note in _check_signature_file(path, public_keys, findings) if note not in notes]
    elif not chained:
        findings.add("no_signature", why=signature_path(path).name)
    sealed = records if not findings.count else 0
    return Report(path.name, records, sealed, 0, "", tuple(findings.kept), findings.count, tuple(notes))


# ---------------------------------------------------------------------------------------------------------------------------------
# Command line
# ---------------------------------------------------------------------------------------------------------------------------------


class BookSource(NamedTuple):
    """An opened book: its name, entries by position, heads (None: it keeps none) and the site's public keys."""

    subject: str
    entries: Iterable[Sequence[Any]]
    heads: Iterable[Mapping[str, Any]] | None
    public_keys: Sequence[str]


OpenBook = Callable[[str | None], AbstractContextManager[BookSource]]


def read_heads(path: Path | str) -> list[dict[str, Any]]:
    """The heads kept in a file, one JSON object a line. A last line without its end is still being written and is left out.

    A line that is no JSON object comes back empty, for the check to name.
    """
    lines = Path(path).read_bytes().split(b"\n")[:-1]
    return [_head_fields(line) for line in lines]


def _head_fields(line: bytes) -> dict[str, Any]:
    try:
        return parse_object(line.decode())
    except (NotCanonical, UnicodeDecodeError):
        return {}


def read_lines(path: Path | str) -> Iterator[Sequence[Any]]:
    """The entries of a book written out as canonical lines, one a line; what is no such line comes back as a faulty row."""
    with Path(path).open("rb") as file:
        for line in file:
            try:
                yield entry_from_line(line.removesuffix(b"\n"))
            except NotCanonical:
                yield (*[""] * (len(Entry._fields) - 1), line.decode(errors="replace"))


def read_keys(texts: Iterable[str]) -> list[str]:
    """Public keys given as 64 hex digits, as base64, or as the name of a file with one of these a line (a PEM file too)."""
    keys: list[str] = []
    for text in texts:
        path = Path(text)
        lines = path.read_text().split() if path.is_file() else [text]
        keys += [public_key_text(line) for line in lines if line.startswith("MCow") or len(line) == 64]
    return keys


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="verify", description="核验账本或导出文件 / check the book or an exported file"
    )
    parser.add_argument(
        "what", nargs="?", choices=("book", "export"), default="book", help="账本或导出文件 / which of the two"
    )
    parser.add_argument(
        "path", nargs="?", help="文件 / the file; for the book: a database address or a JSONL of entries"
    )
    parser.add_argument("--heads", metavar="FILE", help="库外保存的封存签名 / the heads kept outside the data folder")
    parser.add_argument(
        "--key", action="append", default=[], help="公布的公钥或其文件 / published public key, or a file of it"
    )
    parser.add_argument("--thorough", action="store_true", help="逐条解析已封存的内容 / parse every sealed payload too")
    return parser


def _verify_from_command(options: argparse.Namespace, open_book: OpenBook | None) -> Report:
    keys = read_keys(options.key)
    if options.what == "export":
        return verify_export(options.path, public_keys=keys)
    kept = read_heads(options.heads) if options.heads else None  # before the book is opened: the book only grows
    if open_book is None or (options.path or "").endswith(".jsonl"):
        lines = read_lines(options.path)
        source = nullcontext(BookSource(Path(options.path).name, lines, None, keys))
    else:
        source = open_book(options.path)  # type: ignore[assignment]
    with source as book:
        known = keys or book.public_keys
        return verify_book(
            book.entries,
            book.heads,
            public_keys=known,
            kept_heads=kept,
            subject=book.subject,
            thorough=options.thorough,
        )


def main(argv: Sequence[str] | None = None, *, open_book: OpenBook | None = None) -> int:
    """The command ``verify [book|export] [PATH] [--heads FILE] [--key KEY]``: 0 is green, 1 is red, 2 could not be checked.

    ``open_book`` opens the site's own database; without it (as a file on its own) a book is read from a JSONL of entries.
    """
    options = _parser().parse_args(argv)
    if options.path is None and (options.what == "export" or open_book is None):
        print("请给出文件 / name the file to check", file=sys.stderr)
        return 2
    try:
        report = _verify_from_command(options, open_book)
    except (OSError, ValueError) as problem:
        print(f"无法核验 / cannot check: {problem}", file=sys.stderr)
        return 2
    print("\n".join(report.lines()))
    return 0 if report.ok else 1


if __name__ == "__main__":
    sys.exit(main())
