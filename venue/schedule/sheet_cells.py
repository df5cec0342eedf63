"""What a person wrote into a cell, as a value: days, times, counts, words. Pure; each thing that cannot be read is named.

Spreadsheets show 2026-11-23 and hold 46349; people type 9：30, 9点半 or 下午3时. All of that is read; a guess is never made:
what could mean two things is refused.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from venue.core.clock import DAY, SECOND, Millis, at_local
from venue.schedule.sheet_files import MAX_CELL, Cell

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2099, 12, 31)
EPOCH_1900, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)

_DAY = r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
_WHOLE_DAY = re.compile(rf"{_DAY}|(\d{{4}})(\d{{2}})(\d{{2}})")
_TIME = re.compile(
    r"(?P<half>上午|下午|晚上|am|pm)?\s*(?P<hour>\d{1,2})\s*(?::|时|点)\s*"
    r"(?:(?P<minute>\d{1,2})\s*分?(?:\s*(?::\s*)?(?P<second>\d{1,2})\s*秒?)?|(?P<thirty>半)|整)?\s*(?P<after>am|pm)?",
    re.IGNORECASE,
)
_RELATIVE = {"前一日": -1, "前一天": -1, "前日": -1, "d-1": -1, "当日": 0, "当天": 0, "d": 0}
_YES = frozenset({"是", "有", "涉密", "1", "y", "yes", "true", "√"})
_NO = frozenset({"", "否", "无", "不涉密", "0", "n", "no", "false", "×"})


class Unreadable(Exception):
    """A cell does not say what its column asks for; ``code`` and ``args_`` are rendered per language."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_ = args


def plain_text(cell: Cell) -> str:
    """A name or number as it was written. Refuses control characters, and what is too long to be one."""
    text = " ".join(cell.text.split())
    if len(text) > MAX_CELL:
        raise Unreadable("sheets.text_too_long", most=MAX_CELL)
    if any(unicodedata.category(sign) in ("Cc", "Cs", "Cn") for sign in text):
        raise Unreadable("sheets.text_unprintable")
    return text


def code_text(cell: Cell) -> str:
    """A code: full-width letters and digits are the same as narrow ones, blanks do not count."""
    return unicodedata.normalize("NFKC", plain_text(cell)).replace(" ", "")


def word(cell: Cell, words: Mapping[str, str]) -> str:
    """One of the words that the column knows, as its code; the code itself is taken too. Refuses any other."""
    said = code_text(cell)
    known = {code_text(Cell("", name)): code for name, code in words.items()} | {code: code for code in words.values()}
    if said not in known:
        raise Unreadable("sheets.word_unknown", said=_short(said), words="、".join(words))
    return known[said]


def yes_or_no(cell: Cell) -> int:
    """1 or 0; nothing is no."""
    said = code_text(cell).lower()
    if said in _YES or cell.value is True:
        return 1
    if said in _NO or cell.value is False:
        return 0
    raise Unreadable("sheets.yes_or_no", said=_short(said))


def count(cell: Cell, most: int) -> int:
    """A whole number from 0 to ``most``."""
    said = re.sub(r"[个家人分钟]+$", "", code_text(cell))
    if isinstance(cell.value, bool) or not re.fullmatch(r"[0-9]{1,9}", said) or int(said) > most:
        raise Unreadable("sheets.count_unreadable", said=_short(said), most=most)
    return int(said)


def day(cell: Cell, *, from_1904: bool = False) -> date:
    """A calendar day from 2000 to 2099: a date, a spreadsheet's day number, or text."""
    value = cell.value
    if isinstance(value, datetime):
        return _sensible(_rounded(value).date(), cell)
    if isinstance(value, date):
        return _sensible(value, cell)
    if isinstance(value, (int, float)) and not isinstance(value, bool) and _is_serial(value):
        return _sensible(_epoch(from_1904) + timedelta(days=int(value)), cell)
    found = _WHOLE_DAY.fullmatch(code_text(cell))
    if found is None:
        raise Unreadable("sheets.day_unreadable", said=_short(cell.text))
    return _sensible(_date(found, cell), cell)


def moment(cell: Cell, on: date | None, *, from_1904: bool = False) -> Millis:
    """An instant of the site's clock, to the second: a time of the day ``on``, or a time with its own day.

    前一日 15:30 (also D-1) is the day before ``on``. Refuses a time without any day.
    """
    whole, seconds = _parts(cell, on, from_1904)
    if whole is None:
        raise Unreadable("sheets.day_missing", said=_short(cell.text))
    return at_local(_sensible(whole, cell)) + seconds * SECOND


def _parts(cell: Cell, on: date | None, from_1904: bool) -> tuple[date | None, int]:
    value = cell.value
    if isinstance(value, datetime):
        near = _rounded(value)
        return (on if near.year < FIRST_DAY.year else near.date()), _seconds(near.time())
    if isinstance(value, time):
        return on, _seconds(_rounded(datetime.combine(FIRST_DAY, value)).time())
    if isinstance(value, timedelta):
        return on, _within_a_day(value.total_seconds(), cell)
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_number(value, on, from_1904, cell)
    return _from_text(cell, on)


def _from_number(value: float, on: date | None, from_1904: bool, cell: Cell) -> tuple[date | None, int]:
    """A spreadsheet's own number: days since its epoch, the fraction is the time."""
    if math.isfinite(value) and 0 <= value < 1:
        return on, _within_a_day(value * DAY / SECOND, cell)
    if not _is_serial(value) or value == int(value):
        raise Unreadable("sheets.time_unreadable", said=_short(cell.text))
    seconds = round((value - int(value)) * DAY / SECOND)
    return _epoch(from_1904) + timedelta(days=int(value) + seconds // 86_400), seconds % 86_400


def _from_text(cell: Cell, on: date | None) -> tuple[date | None, int]:
    said = unicodedata.normalize("NFKC", plain_text(cell)).strip()
    rest, whole = said, on
    for name, days in _RELATIVE.items():
        if said.lower().startswith(name):
            if on is None:
                raise Unreadable("sheets.day_missing", said=_short(said))
            rest, whole = said[len(name) :], _shifted(on, days, cell)
            break
    found = re.match(_DAY, rest)
    if found is not None:
        rest, whole = rest[found.end() :], _date(found, cell)
    return whole, _time(rest.strip().removeprefix("T").strip(), cell)


def _time(said: str, cell: Cell) -> int:
    found = _TIME.fullmatch(said)
    if found is None:
        raise Unreadable("sheets.time_unreadable", said=_short(cell.text))
    hour, second = int(found["hour"]), int(found["second"] or 0)
    minute = 30 if found["thirty"] else int(found["minute"] or 0)
    half = (found["half"] or found["after"] or "").lower()
    if half in ("下午", "晚上", "pm") and hour < 12:
        hour += 12
    if half == "am" and hour == 12:
        hour = 0
    if hour > 23 or minute > 59 or second > 59:
        raise Unreadable("sheets.time_unreadable", said=_short(cell.text))
    return hour * 3600 + minute * 60 + second


def _within_a_day(seconds: float, cell: Cell) -> int:
    whole = round(seconds)
    if not 0 <= whole < 86_400:
        raise Unreadable("sheets.time_unreadable", said=_short(cell.text))
    return whole


def _date(found: re.Match[str], cell: Cell) -> date:
    numbers = [int(part) for part in found.groups() if part is not None]
    try:
        return date(*numbers)
    except ValueError as fault:
        raise Unreadable("sheets.day_unreadable", said=_short(cell.text)) from fault


def _sensible(whole: date, cell: Cell) -> date:
    if not FIRST_DAY <= whole <= LAST_DAY:
        raise Unreadable("sheets.day_unreadable", said=_short(cell.text))
    return whole


def _shifted(whole: date, days: int, cell: Cell) -> date:
    return _sensible(_sensible(whole, cell) + timedelta(days=days), cell)


def _is_serial(value: float) -> bool:
    return math.isfinite(value) and 35_000 <= value < 80_000


def _epoch(from_1904: bool) -> date:
    return EPOCH_1904 if from_1904 else EPOCH_1900


def _rounded(value: datetime) -> datetime:
    """To the nearest second: a spreadsheet keeps times as fractions of a day, and 09:30 comes out as 09:29:59.999."""
    naive = value.replace(tzinfo=None)
    if naive.year >= LAST_DAY.year + 1:
        return naive.replace(microsecond=0)
    return (naive + timedelta(microseconds=500_000)).replace(microsecond=0)


def _seconds(value: time) -> int:
    return value.hour * 3600 + value.minute * 60 + value.second


def _short(said: str) -> str:
    """What was written, shortened and without anything that would break the line in which it is shown."""
    clean = "".join(sign if unicodedata.category(sign)[0] != "C" else "·" for sign in said)
    return clean if len(clean) <= 40 else f"{clean[:40]}…"
