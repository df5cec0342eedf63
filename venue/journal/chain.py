"""Write exports that anybody can check: chained JSONL, and a detached signature beside any file.

A JSONL export is a header line, one line a record and a trailer. Each line carries the SHA-256 of the line before it, the trailer
counts the records and is signed, so that no line can be changed, removed, added or moved unseen. The forms are those that
``verify`` reads; they are described for readers without this program in ``docs/how_to/verify_the_book.md``.
"""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from venue.core.clock import Millis
from venue.journal.verify import (
    ALGORITHM,
    FORM,
    HEADER_FIELDS,
    SCHEME,
    canonical_bytes,
    chain_hash,
    key_id,
    public_key_text,
    signature_path,
)


class Signer(Protocol):
    """Whoever signs for the site: heads of the book, exports, detached signatures."""

    @property
    def public_key(self) -> str:
        """Base64 of the DER form (SubjectPublicKeyInfo), as printed on exports."""
        ...

    def sign(self, message: bytes) -> str:
        """The signature over ``message``, base64."""
        ...


class Ed25519Signer:
    """Signs with an Ed25519 private key, as the key store gives it."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key
        self.public_key = public_key_text(key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex())
        self.key_id = key_id(self.public_key)

    def sign(self, message: bytes) -> str:
        """The signature over ``message``, base64."""
        return base64.b64encode(self._key.sign(message)).decode()


def header(signer: Signer, *, site: str, kind: str, content: str, read_at: int, at: Millis) -> dict[str, Any]:
    """The first line's fields: what this is (``content``), of which site, read at which journal position, signed by which key."""
    return {
        "algorithm": ALGORITHM,
        "at": at,
        "content": content,
        "form": FORM,
        "key": key_id(signer.public_key),
        "kind": kind,
        "public_key": signer.public_key,
        "read_at": read_at,
        "scheme": SCHEME,
        "site": site,
    }


class ChainWriter:
    """Writes one JSONL export line by line, so that a year of records needs no more memory than one.

    ``fields`` come from :func:`header`; more may be added (period, filter, the printed head). Raises NotCanonical when a record
    holds a float, a bool or None: unknown is left out, yes and no are 1 and 0.
    """

    def __init__(self, file: BinaryIO, fields: Mapping[str, Any], signer: Signer) -> None:
        missing = HEADER_FIELDS.keys() - fields.keys()
        if missing:
            raise ValueError(f"the header lacks {sorted(missing)}")
        self._file = file
        self._signer = signer
        self._prev = ""
        self.lines = 0
        self.records = 0
        self._put({"header": dict(fields)})

    def write(self, record: Mapping[str, Any]) -> None:
        """Append one record."""
        self._put({"data": dict(record)})
        self.records += 1

    def close(self, totals: Mapping[str, int] | None = None) -> str:
        """Append the signed trailer with the count of records and ``totals``; returns the hash of the whole chain (hex)."""
        trailer = {"records": self.records, "totals": dict(totals or {})}
        unsigned = {"line": self.lines + 1, "prev": self._prev, "trailer": trailer}
        self._put({"trailer": trailer, "signature": self._signer.sign(canonical_bytes(unsigned))})
        return self._prev

    def _put(self, body: dict[str, Any]) -> None:
        line = canonical_bytes({**body, "line": self.lines + 1, "prev": self._prev})
        self._file.write(line + b"\n")
        self._prev = chain_hash(line)
        self.lines += 1


def sign_file(path: Path, signer: Signer, *, site: str, kind: str, at: Millis) -> Path:
    """Write the detached signature ``NAME.sig`` beside a finished file; returns its path. ``at`` is the time of signing (ms)."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    fields = {
        "algorithm": ALGORITHM,
        "at": at,
        "file": path.name,
        "form": FORM,
        "hash": digest,
        "key": key_id(signer.public_key),
        "kind": kind,
        "public_key": signer.public_key,
        "scheme": SCHEME,
        "site": site,
        "size": path.stat().st_size,
    }
    beside = signature_path(path)
    with beside.open("wb") as file:
        file.write(canonical_bytes({**fields, "signature": signer.sign(canonical_bytes(fields))}) + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return beside
