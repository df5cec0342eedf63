"""The forms a value of a site file may take: how each is read from TOML and written back.

A form reads a parsed TOML value into a plain Python value, or says what was wrong with :class:`WrongForm`; and it writes
the value as TOML again, so that what was written reads back equal. Lengths are metres with at most three decimals in the
file, whole millimetres in the program; days are TOML dates in the file, ISO text in the program.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from venue.site.shape import Outline, Spot, box, is_simple, rectangle

_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_LONGEST = 100_000_000  # 100 km in millimetres: more is a slip of the pen


@dataclass(frozen=True)
class Name:
    """What people call a thing: Chinese first, English beside it."""

    zh: str
    en: str


class WrongForm(Exception):
    """A value is not of the form its key asks for; ``zh`` and ``en`` say which form that is."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(zh, en)
        self.zh, self.en = zh, en


@dataclass(frozen=True)
class Form:
    """One form: its name in messages, how it is read and how it is written."""

    zh: str
    en: str
    take: Callable[[Any], Any]
    write: Callable[[Any], str]

    def read(self, value: Any) -> Any:
        """The value in the program's shape; :class:`WrongForm` when it is not of this form."""
        try:
            return self.take(value)
        except (ValueError, TypeError, KeyError) as fault:
            raise WrongForm(self.zh, self.en) from fault


def quoted(value: str) -> str:
    """A TOML basic string: JSON's, with DEL escaped too, which TOML forbids in the clear."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def listed(values: Any, write: Callable[[Any], str]) -> str:
    """A TOML array on one line."""
    return "[" + ", ".join(write(value) for value in values) + "]"


def choice(*codes: str) -> Form:
    """One of the listed codes."""
    words = ", ".join(codes)

    def take(value: Any) -> str:
        if _text(value) not in codes:
            raise ValueError
        return str(value)

    return Form(f"下列之一：{words}", f"one of: {words}", take, quoted)


def _text(value: Any) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError
    return value


def _code(value: Any) -> str:
    if not isinstance(value, str) or not _CODE.fullmatch(value):
        raise ValueError
    return value


def _name(value: Any) -> Name:
    if not isinstance(value, dict) or set(value) != {"zh", "en"}:
        raise TypeError
    return Name(zh=_text(value["zh"]), en=_text(value["en"]))


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise TypeError
    return value


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 2**53:
        raise ValueError
    return value


def _level(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not -20 <= value <= 200:
        raise ValueError
    return value


def _metres(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) * 1000 < _LONGEST:
        raise ValueError
    millimetres = round(value * 1000)
    if abs(value * 1000 - millimetres) > 1e-4:
        raise ValueError
    return millimetres


def _length(value: Any) -> int:
    millimetres = _metres(value)
    if millimetres <= 0:
        raise ValueError
    return millimetres


def _spot(value: Any) -> Spot:
    if not isinstance(value, list):
        raise TypeError
    x, y = value
    return _metres(x), _metres(y)


def _outline(value: Any) -> Outline:
    if not isinstance(value, list):
        raise TypeError
    if value and not isinstance(value[0], list):
        x, y, width, height = value
        return rectangle(_metres(x), _metres(y), _length(width), _length(height))
    corners = tuple(_spot(corner) for corner in value)
    if not is_simple(corners):
        raise ValueError
    return corners


def _lines(value: Any) -> tuple[Outline, ...]:
    if not isinstance(value, list) or any(not isinstance(line, list) or len(line) < 2 for line in value):
        raise TypeError
    return tuple(tuple(_spot(spot) for spot in line) for line in value)


def _codes(value: Any) -> tuple[str, ...]:
    if not isinstance(value, list) or len({_code(entry) for entry in value}) != len(value):
        raise TypeError
    return tuple(value)


def _day(value: Any) -> str:
    if not isinstance(value, date) or isinstance(value, datetime):
        raise TypeError
    return value.isoformat()


def _in_metres(millimetres: int) -> str:
    sign, whole = "-" if millimetres < 0 else "", abs(millimetres)
    rest = f"{whole % 1000:03d}".rstrip("0")
    return f"{sign}{whole // 1000}" + (f".{rest}" if rest else "")


def _write_spot(spot: Spot) -> str:
    return listed(spot, _in_metres)


def _write_outline(outline: Outline) -> str:
    left, top, right, bottom = box(outline)
    if outline == rectangle(left, top, right - left, bottom - top):
        return listed((left, top, right - left, bottom - top), _in_metres)
    return listed(outline, _write_spot)


def _write_name(name: Name) -> str:
    return f"{{ zh = {quoted(name.zh)}, en = {quoted(name.en)} }}"


CODE = Form(
    "代码（字母、数字和 . _ -，最长 40 个字符）", "a code (letters, digits and . _ -, at most 40)", _code, quoted
)
TEXT = Form("非空文字", "a text that is not empty", _text, quoted)
NAME = Form("名称 { zh = …, en = … }", "a name { zh = …, en = … }", _name, _write_name)
FLAG = Form("true 或 false", "true or false", _flag, lambda value: str(value).lower())
COUNT = Form("不小于 0 的整数", "a whole number of at least 0", _count, str)
LEVEL = Form("楼层号（-20 至 200 的整数）", "a level (a whole number from -20 to 200)", _level, str)
LENGTH = Form("大于 0 的米数，至多三位小数", "metres above 0 with at most three decimals", _length, _in_metres)
SPOT = Form(
    "位置 [x, y]（米，至多三位小数）", "a spot [x, y] in metres with at most three decimals", _spot, _write_spot
)
OUTLINE = Form(
    "轮廓 [x, y, 宽, 高] 或不自交的角点 [[x, y], …]（米）",
    "an outline [x, y, width, height] or corners [[x, y], …] that do not cross, in metres",
    _outline,
    _write_outline,
)
LINES = Form(
    "若干折线 [[[x, y], [x, y]], …]（米）",
    "lines [[[x, y], [x, y]], …] in metres",
    _lines,
    lambda lines: listed(lines, lambda line: listed(line, _write_spot)),
)
CODES = Form("不重复的代码列表", "a list of codes without repeats", _codes, lambda codes: listed(codes, quoted))
DAY = Form("日期，例如 2026-01-01", "a date such as 2026-01-01", _day, str)
