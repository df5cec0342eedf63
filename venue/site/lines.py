"""At which line of a TOML text each value stands: the standard parser does not say.

The text has been accepted by :mod:`tomllib` before; this scanner only walks it again. Paths are keys and, inside arrays,
numbers from 0: ``("room", 3, "name", "zh")``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

Path = tuple[str | int, ...]

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_BARE_VALUE = re.compile(r"[^,\]}#\n]*")
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRINGS = tuple(
    re.compile(pattern, re.DOTALL)
    for pattern in (
        r'"""(?:\\.|[^\\])*?"{3,5}',
        r"'''.*?'{3,5}",
        r'"(?:\\.|[^"\\])*"',
        r"'[^']*'",
    )
)


def lines_of(text: str) -> Mapping[Path, int]:
    """The line, from 1, of every table, key and array element of a valid TOML text."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self.found: dict[Path, int] = {}
        self.rows: dict[Path, int] = {}

    def scan(self) -> dict[Path, int]:
        table: Path = ()
        self._gap()
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._gap()
        return self.found

    def _header(self) -> Path:
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        *outer, last = self._keys()
        self.at += 2 if many else 1
        path: Path = ()
        for key in outer:
            path = self._newest((*path, key))
        path = (*path, last)
        if many:
            self.rows[path] = self.rows.get(path, 0) + 1
        self._mark(path)
        return self._newest(path)

    def _newest(self, path: Path) -> Path:
        if path in self.rows:
            path = (*path, self.rows[path] - 1)
        self._mark(path)
        return path

    def _pair(self, table: Path) -> None:
        path = table
        for key in self._keys():
            path = (*path, key)
            self._mark(path)
        self.at += 1  # the equals sign
        self._gap()
        self._value(path)

    def _keys(self) -> list[str]:
        keys = [self._key()]
        while self.text[self.at] == ".":
            self.at += 1
            keys.append(self._key())
        return keys

    def _key(self) -> str:
        self._gap()
        bare = _BARE_KEY.match(self.text, self.at)
        if bare:
            key, self.at = bare.group(), bare.end()
        else:
            key = self._string()
        self._gap()
        return key

    def _value(self, path: Path) -> None:
        self._mark(path)
        sign = self.text[self.at]
        if sign == "[":
            self._array(path)
        elif sign == "{":
            self._inline(path)
        elif sign in "\"'":
            self._string()
        else:
            bare = _BARE_VALUE.match(self.text, self.at)
            self.at = bare.end() if bare else self.at

    def _array(self, path: Path) -> None:
        number = 0
        self.at += 1
        self._gap()
        while self.text[self.at] != "]":
            self._value((*path, number))
            number += 1
            self._comma()
        self.at += 1

    def _inline(self, path: Path) -> None:
        self.at += 1
        self._gap()
        while self.text[self.at] != "}":
            self._pair(path)
            self._comma()
        self.at += 1

    def _comma(self) -> None:
        self._gap()
        if self.text[self.at] == ",":
            self.at += 1
        self._gap()

    def _string(self) -> str:
        for pattern in _STRINGS:
            match = pattern.match(self.text, self.at)
            if match:
                self.at = match.end()
                return match.group()[1:-1]
        raise ValueError(f"no string at line {self._line()}")

    def _gap(self) -> None:
        gap = _GAP.match(self.text, self.at)
        self.at = gap.end() if gap else self.at

    def _mark(self, path: Path) -> None:
        self.found.setdefault(path, self._line())

    def _line(self) -> int:
        return bisect_right(self.starts, self.at)
