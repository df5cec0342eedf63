"""Exports: files that leave the house, written whole or not at all, signed, and each entered in the book.

Files are made in a folder of their own beside the target, signed there, entered, and only then put in their place: what lies in
the target is whole, and nothing lies there that the book does not know of.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import string
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from venue.core.acts import Refused, act
from venue.core.keys import KeyStore
from venue.core.messages import Changed
from venue.core.work import Work
from venue.journal import book
from venue.journal.chain import Ed25519Signer, sign_file
from venue.journal.verify import signature_path
from venue.records.as_csv import csv_bytes
from venue.records.as_jsonl import CONTENT, jsonl_bytes
from venue.records.faults import ExportFault, fault_of
from venue.records.log_words import words_of
from venue.records.patrol_log import PatrolLog

FORMS = ("pdf", "docx", "xlsx", "csv", "jsonl")
EXPORTERS = ("patroller", "operator", "site_manager", "clerk", "witness", "supervisor", "auditor")


@dataclass(frozen=True)
class ExportEntry:
    """What the book is told of an export: the arguments of the act ``exports.written``."""

    content: str
    form: str
    name: str
    digest: str
    size: int
    period: tuple[str, str]
    read_at: int

    def args(self) -> dict[str, Any]:
        """The arguments of the act, JSON-shaped."""
        return asdict(self) | {"period": list(self.period)}


@dataclass(frozen=True)
class ExportedFiles:
    """The file, the detached signature beside it (``None`` for JSONL, which carries its own), and what the book was told."""

    file: Path
    signature: Path | None
    entry: ExportEntry


Record = Callable[[ExportEntry], object]
"""Enters an export in the book; whatever it raises keeps the file from being written."""

# --------------------------------------------------------------------------------------------------------------- acts


@act("exports.written", *EXPORTERS)
def written(
    work: Work, *, content: str, form: str, name: str, digest: str, size: int, period: list[str], read_at: int
) -> dict[str, int]:
    """An export with this SHA-256 (hex) and size in bytes was made from the book at ``read_at``; tells the entry's position."""
    if len(digest) != 64 or not set(digest) <= set(string.hexdigits.lower()):
        raise Refused("export.digest_wrong")
    if form not in FORMS:
        raise Refused("export.form_unknown", form=form, forms=", ".join(FORMS))
    told = {"form": form, "name": name, "digest": digest, "size": size, "period": period, "read_at": read_at}
    position = book.append(work, act="export.written", subject=content, payload=told)
    work.tell(Changed(noun="export", ids=(name,)))
    return {"position": position}


# -------------------------------------------------------------------------------------------------------------- files


def export_patrols(
    log: PatrolLog, keys: KeyStore, folder: Path, form: str, *, record: Record, language: str = "zh"
) -> ExportedFiles:
    """Write the log into ``folder`` (made if missing) as one of :data:`FORMS`, sign it, enter it with ``record``.

    Raises :class:`~venue.records.faults.ExportFault` in both languages on an unknown form, a full disk or a folder that cannot
    be written; then neither file nor half file is left. A file of the same name is replaced.
    """
    if form not in FORMS:
        raise ExportFault("export.form_unknown", form=form, forms=", ".join(FORMS))
    signer = Ed25519Signer(keys.signing_key())
    name = f"{file_stem(log)}.{form}"
    content = patrols_as(log, form, signer=signer, language=language)
    entry = ExportEntry(
        content=CONTENT,
        form=form,
        name=name,
        digest=hashlib.sha256(content).hexdigest(),
        size=len(content),
        period=(log.first, log.last),
        read_at=log.read_at,
    )
    with _workshop(folder / name) as shop:
        with _plainly(folder / name):
            _write(shop / name, content)
            if form != "jsonl":
                head = log.letterhead
                sign_file(shop / name, signer, site=head.site, kind=head.kind, at=log.generated_at)
        record(entry)
        with _plainly(folder / name):
            signature = _put_in_place(shop, folder / name)
    return ExportedFiles(folder / name, signature, entry)


def patrols_as(log: PatrolLog, form: str, *, signer: Ed25519Signer, language: str) -> bytes:
    """The bytes of the log in a form. The heavy libraries are loaded when first used."""
    data, chain = jsonl_bytes(log, signer)
    if form == "jsonl":
        return data
    text = words_of(log, language, chain=chain, form=form)
    if form == "csv":
        return csv_bytes(text)
    if form == "xlsx":
        from venue.records.as_xlsx import xlsx_bytes

        return xlsx_bytes(log, text)
    if form == "docx":
        from venue.records.as_docx import docx_bytes

        return docx_bytes(log, text)
    from venue.records.as_pdf import pdf_bytes

    return pdf_bytes(log, text, attached=data, attached_name=f"{file_stem(log)}.jsonl")


def file_stem(log: PatrolLog) -> str:
    """The name of the files, without ending: what, which site and kind, which days."""
    return f"patrols_{log.letterhead.site}-{log.letterhead.kind}_{log.first}_{log.last}"


@contextlib.contextmanager
def _workshop(target: Path) -> Iterator[Path]:
    """A folder beside the target in which the files are made; gone afterwards, whatever happened."""
    with _plainly(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        shop = Path(tempfile.mkdtemp(prefix=".export-", dir=target.parent))
    try:
        yield shop
    finally:
        shutil.rmtree(shop, ignore_errors=True)


@contextlib.contextmanager
def _plainly(target: Path) -> Iterator[None]:
    """What the file system refuses is said in plain words, with the name that was asked for."""
    try:
        yield
    except OSError as problem:
        raise fault_of(problem, target) from problem


def _write(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(shop: Path, target: Path) -> Path | None:
    """The signature first, so that no file ever lies there unsigned; without its file the signature goes again."""
    made = signature_path(shop / target.name)
    signature = made.replace(signature_path(target)) if made.exists() else None
    try:
        (shop / target.name).replace(target)
    except OSError:
        if signature is not None:
            signature.unlink()
        raise
    return signature
