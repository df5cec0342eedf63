"""What a device itself keeps: messages without a receipt, its boot number, and the highest command it has obeyed.

``DeviceJournal(boot=3)`` lives in memory; ``FileJournal(path)`` outlives the device's power and begins a new boot whenever it
is opened. Both: ``next_seq()``, ``keep(...)``, ``forget(boot, seq)``, ``restart()``, ``waiting``, ``highest``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from venue.core.clock import Millis


@dataclass
class Kept:
    """One numbered message; ``sent_at`` is when it last left, ``None`` while it has not left since the line came up."""

    boot: int
    seq: int
    topic: str
    payload: bytes
    sent_at: Millis | None = None


class DeviceJournal:
    """Numbered messages until their receipt, in memory."""

    def __init__(self, *, boot: int = 1) -> None:
        self.boot = boot
        self._last = 0
        self._kept: dict[tuple[int, int], Kept] = {}
        self._highest = (0, 0)

    @property
    def highest(self) -> tuple[int, int]:
        """The highest (epoch, sequence) of a command that was taken."""
        return self._highest

    @highest.setter
    def highest(self, value: tuple[int, int]) -> None:
        self._highest = value
        self._note(_Highest(*value))

    def __len__(self) -> int:
        return len(self._kept)

    def waiting(self, limit: int) -> list[Kept]:
        """The oldest messages without a receipt, up to ``limit`` of them."""
        return list(islice(self._kept.values(), limit))

    def next_seq(self) -> int:
        """The number that the next message will have."""
        return self._last + 1

    def keep(self, topic: str, payload: bytes) -> Kept:
        """Keep a message under the next number until its receipt."""
        self._last += 1
        kept = Kept(self.boot, self._last, topic, payload)
        self._note(_Keep(kept.boot, kept.seq, topic, payload))
        self._kept[kept.boot, kept.seq] = kept
        return kept

    def forget(self, boot: int, seq: int) -> int:
        """A receipt: everything of that boot up to ``seq`` is stored at the site. Tells how many were let go."""
        stored = [number for number in self._kept if number[0] == boot and number[1] <= seq]
        for number in stored:
            del self._kept[number]
        if stored:
            self._note(_Forget(boot, seq))
        return len(stored)

    def unsent(self) -> None:
        """The line was broken: whatever has no receipt counts as not sent."""
        for kept in self._kept.values():
            kept.sent_at = None

    def restart(self) -> None:
        """The device starts again: numbers begin anew under the next boot, what is kept stays."""
        self.boot, self._last = self.boot + 1, 0
        self._note(_Boot(self.boot))
        self.unsent()

    def _note(self, line: _Line) -> None:
        """Nothing is written in memory."""


class _Line(msgspec.Struct, frozen=True, tag=True, tag_field="is", array_like=True):
    """One line of the file."""


class _Boot(_Line, frozen=True, tag="boot", array_like=True):
    boot: int


class _Keep(_Line, frozen=True, tag="keep", array_like=True):
    boot: int
    seq: int
    topic: str
    payload: bytes


class _Forget(_Line, frozen=True, tag="forget", array_like=True):
    boot: int
    seq: int


class _Highest(_Line, frozen=True, tag="highest", array_like=True):
    epoch: int
    sequence: int


_LINES = msgspec.json.Decoder(_Boot | _Keep | _Forget | _Highest)


class FileJournal(DeviceJournal):
    """The same in a file: every line is on the disk before the call returns, so a pulled plug loses nothing that was said."""

    def __init__(self, path: Path) -> None:
        super().__init__(boot=0)
        self._path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self._file = -1
        for line in path.read_bytes().splitlines() if path.exists() else ():
            self._replay(line)
        self._compact()
        self.restart()

    def close(self) -> None:
        """Let go of the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _replay(self, line: bytes) -> None:
        try:
            told = _LINES.decode(line)
        except msgspec.DecodeError:
            return  # the line that was being written when the power went
        if isinstance(told, _Boot):
            self.boot = told.boot
        elif isinstance(told, _Keep):
            self._kept[told.boot, told.seq] = Kept(told.boot, told.seq, told.topic, told.payload)
        elif isinstance(told, _Forget):
            self.forget(told.boot, told.seq)
        else:
            self._highest = (told.epoch, told.sequence)

    def _compact(self) -> None:
        """Begin a new file with what still counts, and put it in the old one's place at once."""
        lines: list[_Line] = [_Boot(self.boot), _Highest(*self._highest)]
        lines += [_Keep(kept.boot, kept.seq, kept.topic, kept.payload) for kept in self._kept.values()]
        fresh = self._path.with_suffix(".new")
        fresh.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))
        self._file = os.open(fresh, os.O_WRONLY | os.O_APPEND)
        os.fsync(self._file)
        fresh.replace(self._path)

    def _note(self, line: _Line) -> None:
        if self._file >= 0:
            os.write(self._file, msgspec.json.encode(line) + b"\n")
            os.fsync(self._file)
