"""Writing the published document of a draw: only what checks green leaves the desk, and the book knows of it."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from venue.core.clock import day_of
from venue.journal.verify import canonical_bytes
from venue.journal.verify_draw import CONTENT, Draw, verify_document
from venue.records.exports import ExportEntry
from venue.records.faults import fault_of


def usual_name(site: str, kind: str, draw: str) -> str:
    """The name of a draw's file, as the console writes it too."""
    return f"draw_{site}-{kind}_{draw.replace('/', '-')}.jsonl"


def write_document(document: dict[str, Any], target: Path, *, record: Callable[[ExportEntry], object]) -> Path:
    """Write the file whole or not at all, entered with ``record`` before it stands in its place.

    Raises :class:`~venue.records.faults.ExportFault` in plain words, ValueError when the document does not check green.
    """
    report = verify_document(document)
    if not report.ok or report.draw is None:
        raise ValueError("; ".join(report.lines()))
    content = canonical_bytes(document) + b"\n"
    part = target.with_name(f".{target.name}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(part, content)
        record(_entry(report.draw, content, target.name, int(document["head"]["size"])))
        return part.replace(target)
    except OSError as problem:
        if isinstance(problem, TimeoutError):
            raise
        raise fault_of(problem, target) from problem
    finally:
        with contextlib.suppress(OSError):
            part.unlink()


def _entry(draw: Draw, content: bytes, name: str, read_at: int) -> ExportEntry:
    day = day_of(draw.unsealed.fields["received_at"])
    return ExportEntry(CONTENT, "jsonl", name, hashlib.sha256(content).hexdigest(), len(content), (day, day), read_at)


def _write(part: Path, content: bytes) -> None:
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
