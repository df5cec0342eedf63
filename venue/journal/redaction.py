"""Personal fields: in the book only as commitments, in clear only through ``reveal``, and for ever gone after ``erase``.

A commitment is SHA-256 over a random salt and the field; it shows nothing, and with salt and value anybody can check it. Salt and
value lie in a store beside the book, the value under a key of its own for each subject. To erase a subject is to destroy that key
and those rows: the commitments stay in the book, every proof stays valid, and nobody can open them any more.
"""

from __future__ import annotations

import hashlib
import hmac
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused
from venue.core.database import Reading, Row
from venue.core.keys import KeyStore, seal, unseal
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.journal.verify import canonical_bytes

# ------------------------------------------------------------------------------------------------------------- tables

personal_fields = table(
    "personal_fields",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.LOCAL),
    column("field", TEXT, dataset=Dataset.LOCAL),
    column("version", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("commitment", TEXT, dataset=Dataset.LOCAL),
    column("salt", BLOB, dataset=Dataset.LOCAL),
    column("ciphertext", BLOB, dataset=Dataset.LOCAL),
    column("blind", TEXT, dataset=Dataset.LOCAL),
    column("written_at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "subject", "field", "version"),
    Index("ix_personal_fields_blind", "site", "blind"),
)

subject_keys = table(
    "subject_keys",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.LOCAL),
    column("wrapped", BLOB, dataset=Dataset.LOCAL),
    column("made_at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "subject"),
)

# -------------------------------------------------------------------------------------------------------------- rules

SALT_BYTES = 32
KEY_BYTES = 32


def commitment(salt: bytes, field: str, value: str) -> str:
    """SHA-256 in hex over the salt and the canonical bytes of ``{"field": …, "value": …}``."""
    return hashlib.sha256(salt + canonical_bytes({"field": field, "value": value})).hexdigest()


def commitment_holds(committed: str, *, salt: bytes, field: str, value: str) -> bool:
    """Whether ``committed`` was made of this salt and value: what an auditor checks who was given both."""
    return hmac.compare_digest(committed, commitment(salt, field, value))


def blind_index(keys: KeyStore, field: str, value: str) -> str:
    """What a value is found by without being readable: HMAC-SHA-256 over field and normalised value, hex.

    Width, case, spaces and hyphens do not matter: ６２２７-1 and 62271 are the same number.
    """
    plain = unicodedata.normalize("NFKC", value).casefold()
    kept = "".join(character for character in plain if not character.isspace() and character not in "-‐‑–—")
    return hmac.digest(keys.key("blind"), canonical_bytes([field, kept]), "sha256").hex()


def _binding(site: str, subject: str, field: str = "", version: int = 0) -> str:
    """What a ciphertext is bound to: moved to another row it does not open."""
    return canonical_bytes([site, subject, field, version]).decode()


# --------------------------------------------------------------------------------------------------------------- acts


def commit(work: Work, subject: str, field: str, value: str) -> str:
    """Store a personal field and return its commitment (64 hex digits) for the journal's payload and for derived tables.

    Writes no entry: the act that brings the field in writes its own, with the commitment. The same value again returns the same
    commitment; another value becomes a new version, the old one stays until the subject is erased.
    """
    newest = _newest(work, subject, field)
    if newest is not None and _opened(work, newest) == value:
        return str(newest.commitment)
    version = 1 if newest is None else newest.version + 1
    salt = work.chance.bytes(SALT_BYTES)
    committed = commitment(salt, field, value)
    key = _subject_key(work, subject) or _make_subject_key(work, subject)
    work.insert(
        personal_fields,
        site=work.site,
        subject=subject,
        field=field,
        version=version,
        commitment=committed,
        salt=salt,
        ciphertext=seal(key, value.encode(), bound_to=_binding(work.site, subject, field, version), chance=work.chance),
        blind=blind_index(work.standing.keys, field, value),
        written_at=work.now,
    )
    return committed


def reveal(work: Work, subject: str, field: str, reason: str) -> str:
    """The newest value of a personal field in clear; who saw it and why is written to the book in the same transaction.

    Refuses (:class:`~venue.core.acts.Refused`) without a reason, and when there is nothing to show (never stored, or erased).
    """
    return reveal_all(work, [(subject, field)], reason)[0]


def reveal_all(work: Work, wanted: Sequence[tuple[str, str]], reason: str) -> list[str]:
    """Several (subject, field) at once, as a record or a list needs them: one entry that names each."""
    if not reason.strip():
        raise Refused("personal.reason_missing")
    rows = [_existing(work, subject, field) for subject, field in wanted]
    shown = [_opened(work, row) for row in rows]
    seen = [{"field": row.field, "subject": row.subject, "version": row.version} for row in rows]
    subject = wanted[0][0] if len(wanted) == 1 else ""
    book.append(work, act="personal.revealed", subject=subject, payload={"fields": seen, "reason": reason.strip()})
    return shown


def search(work: Work, field: str, value: str) -> list[str]:
    """Codes of the subjects whose ``field`` has this value now, by blind index; shows nothing and writes no entry."""
    blind = blind_index(work.standing.keys, field, value)
    found = personal_fields.c
    later = personal_fields.alias()
    newer = sa.exists().where(
        later.c.site == found.site,
        later.c.subject == found.subject,
        later.c.field == found.field,
        later.c.version > found.version,
    )
    same = sa.select(found.subject).where(found.site == work.site, found.blind == blind, found.field == field, ~newer)
    return [row.subject for row in work.all(same.order_by(found.subject))]


def erase(work: Work, subject: str, reason: str) -> int:
    """Destroy a subject's key and rows; returns the position of the entry that is the deletion certificate.

    The certificate names every commitment that can no longer be opened, who erased it and why. Refuses without a reason and
    when there is nothing to erase.
    """
    if not reason.strip():
        raise Refused("personal.reason_missing")
    mine = (personal_fields.c.site == work.site, personal_fields.c.subject == subject)
    rows = work.all(
        sa.select(personal_fields).where(*mine).order_by(personal_fields.c.field, personal_fields.c.version)
    )
    if not rows:
        raise Refused("personal.nothing_stored", subject=subject)
    erased = [{"commitment": row.commitment, "field": row.field, "version": row.version} for row in rows]
    work.delete(personal_fields, *mine)
    keys = work.delete(subject_keys, subject_keys.c.site == work.site, subject_keys.c.subject == subject)
    payload = {"erased": erased, "keys_destroyed": keys, "reason": reason.strip()}
    return book.append(work, act="personal.erased", subject=subject, payload=payload)


def _newest(work: Work, subject: str, field: str) -> Row | None:
    mine = (personal_fields.c.site == work.site, personal_fields.c.subject == subject, personal_fields.c.field == field)
    return work.first(sa.select(personal_fields).where(*mine).order_by(personal_fields.c.version.desc()).limit(1))


def _existing(work: Work, subject: str, field: str) -> Row:
    row = _newest(work, subject, field)
    if row is None:
        raise Refused("personal.nothing_stored", subject=subject)
    return row


def _opened(work: Work, row: Row) -> str:
    """The value of a row. Raises SealBroken when row or key were tampered with."""
    key = _subject_key(work, row.subject)
    if key is None:
        raise Refused("personal.nothing_stored", subject=row.subject)
    return unseal(key, row.ciphertext, bound_to=_binding(work.site, row.subject, row.field, row.version)).decode()


def _subject_key(work: Work, subject: str) -> bytes | None:
    mine = (subject_keys.c.site == work.site, subject_keys.c.subject == subject)
    wrapped = work.scalar(sa.select(subject_keys.c.wrapped).where(*mine))
    if wrapped is None:
        return None
    return unseal(work.standing.keys.key("personal"), wrapped, bound_to=_binding(work.site, subject))


def _make_subject_key(work: Work, subject: str) -> bytes:
    key = work.chance.bytes(KEY_BYTES)
    wrapped = seal(work.standing.keys.key("personal"), key, bound_to=_binding(work.site, subject), chance=work.chance)
    work.insert(subject_keys, site=work.site, subject=subject, wrapped=wrapped, made_at=work.now)
    return key


# -------------------------------------------------------------------------------------------------------------- views


@dataclass(frozen=True)
class Committed:
    """A personal field as everybody may see it: that it exists, not what it says."""

    field: str
    version: int
    commitment: str
    written_at: int


@view
def committed_fields(read: Reading, viewer: Principal, *, subject: str) -> list[Committed]:
    """Which personal fields of a subject are stored, every version, without their values."""
    found = personal_fields.c
    chosen = sa.select(found.field, found.version, found.commitment, found.written_at)
    mine = chosen.where(found.site == viewer.site, found.subject == subject)
    return [Committed(*tuple(row)) for row in read.all(mine.order_by(found.field, found.version))]
