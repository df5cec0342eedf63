"""The heads kept outside the data folder: a file that an administrator of the database cannot rewrite.

One head a line, with its leaf hashes, appended and flushed to the disk after the commit that stored it. With this file the verifier
finds an end that was cut off together with its heads, and names the exact entry that was rewritten.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from venue.core.clock import Millis, local
from venue.journal.verify import HEAD_FIELDS, canonical_bytes, parse_object

BLOCK = 1 << 20


class HeadsFile:
    """Appends heads to ``path``. ``durable=False`` leaves the flushing to the system: for simulated days that run at full speed."""

    def __init__(self, path: Path, *, durable: bool = True) -> None:
        self.path = path
        self._durable = durable
        self._size: int | None = None

    def last(self) -> dict[str, Any] | None:
        """The newest head in the file, None while there is none. Raises OSError or ValueError when it cannot be read."""
        if not self.path.exists():
            return None
        line = _last_line(self.path)
        return parse_object(line.decode()) if line else None

    def append(self, heads: Iterable[Mapping[str, Any]]) -> None:
        """Add heads in order. Raises OSError; then nothing of them counts as kept, and the next call begins where the last good one
        ended: a flush that failed is never tried again, the bytes are written anew.
        """
        content = b"".join(canonical_bytes({name: head[name] for name in HEAD_FIELDS}) + b"\n" for head in heads)
        created = not self.path.exists()
        self.path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            start = self._size = self._good_size(descriptor)
            os.ftruncate(descriptor, start)
            _write(descriptor, content, start)
            if self._durable:
                os.fsync(descriptor)
        finally:
            os.close(descriptor)
        if created and self._durable:
            _flush_folder(self.path.parent)
        self._size = start + len(content)

    def _good_size(self, descriptor: int) -> int:
        """Where the kept heads end: what was flushed, or at the first append the last whole line. A torn line was never kept."""
        size = os.fstat(descriptor).st_size
        if self._size is not None and self._size <= size:
            return self._size
        return _end_of_last_line(descriptor, size)

    def set_aside(self, at: Millis) -> Path | None:
        """Make room for a new book (a fresh sample site): the old file is renamed with the date, never removed."""
        if not self.path.exists():
            return None
        stamp = local(at).strftime("%Y%m%dT%H%M%S")
        aside = self.path.with_name(f"{self.path.name}.{stamp}.old")
        number = 1
        while aside.exists():
            number += 1
            aside = self.path.with_name(f"{self.path.name}.{stamp}-{number}.old")
        self.path.rename(aside)
        self._size = None
        return aside


def _write(descriptor: int, content: bytes, start: int) -> None:
    written = 0
    os.lseek(descriptor, start, os.SEEK_SET)
    while written < len(content):
        written += os.write(descriptor, content[written:])


def _end_of_last_line(descriptor: int, size: int) -> int:
    end = size
    while end > 0:
        start = max(0, end - BLOCK)
        os.lseek(descriptor, start, os.SEEK_SET)
        found = os.read(descriptor, end - start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def _last_line(path: Path) -> bytes:
    """The last whole line, read from the end: after years the file is large."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        end = _end_of_last_line(descriptor, os.fstat(descriptor).st_size)
        if end == 0:
            return b""
        start = _end_of_last_line(descriptor, end - 1)
        os.lseek(descriptor, start, os.SEEK_SET)
        return os.read(descriptor, end - 1 - start)
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    """Make a new file's name durable too; Windows needs and allows no such thing."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
