"""Which characters our fonts can show. PDF/A refuses a page with a character that no font has, so it is replaced before."""

from __future__ import annotations

import struct
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from pathlib import Path

MISSING = "〓"
"""The mark that Chinese printers set for a character they do not have."""


def shown(text: str, fonts: Iterable[Path]) -> str:
    """The text with :data:`MISSING` for every character that one of the fonts lacks; joiners and variants are dropped."""
    spans = [_spans(font) for font in fonts]
    return "".join(_shown(letter, spans) for letter in text)


def _shown(letter: str, spans: list[tuple[list[int], list[int]]]) -> str:
    code = ord(letter)
    if letter in "\n\t" or all(_covers(code, *one) for one in spans):
        return letter
    return "" if unicodedata.category(letter) in ("Cf", "Mn", "Cc") else MISSING


def _covers(code: int, starts: list[int], ends: list[int]) -> bool:
    at = bisect_right(starts, code) - 1
    return at >= 0 and code <= ends[at]


@cache
def _spans(font: Path) -> tuple[list[int], list[int]]:
    """First and last code points of the spans a font covers, from the format 12 table of its character map."""
    data = font.read_bytes()
    tables = {
        data[at : at + 4]: struct.unpack(">I", data[at + 8 : at + 12])[0] for at in _steps(12, _short(data, 4), 16)
    }
    cmap = tables[b"cmap"]
    for record in _steps(cmap + 4, _short(data, cmap + 2), 8):
        here = cmap + struct.unpack(">I", data[record + 4 : record + 8])[0]
        if _short(data, here) == 12:
            count = struct.unpack(">I", data[here + 12 : here + 16])[0]
            groups = [struct.unpack(">II", data[at : at + 8]) for at in _steps(here + 16, count, 12)]
            return [first for first, _ in groups], [last for _, last in groups]
    raise ValueError(f"{font.name} has no character map of format 12")


def _steps(start: int, count: int, width: int) -> range:
    return range(start, start + count * width, width)


def _short(data: bytes, at: int) -> int:
    return int(struct.unpack(">H", data[at : at + 2])[0])
