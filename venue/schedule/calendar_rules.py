"""Recurrences of calendar entries (RRULE), as far as a site can honour them: with an end, over days, and no more than are sensible.

A rule without an end, or with parts that mean other things to other programs, is refused rather than guessed at; nothing here
runs longer than the days of two years.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

MOST_TIMES = 400
MOST_DAYS = 731
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
UNDERSTOOD = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "WKST"})
_BYDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)")


class RuleRefused(Exception):
    """The recurrence cannot be taken; ``code`` is rendered per language."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.args_ = args


@dataclass(frozen=True)
class Recurrence:
    """A rule that can be honoured: every ``interval`` days, weeks, months or years, on some days, until an end."""

    every: str
    interval: int
    count: int | None
    until: date | datetime | None
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]


def read_rule(parts: Mapping[str, Sequence[Any]]) -> Recurrence:
    """The rule from its parts, names in capitals. Refuses one without end, too long, or not understood."""
    if not set(parts) <= UNDERSTOOD or "FREQ" not in parts:
        raise RuleRefused("calendar.rule_not_understood")
    every, interval = str(parts["FREQ"][0]).upper(), _number(parts, "INTERVAL", 1)
    if every not in ("DAILY", "WEEKLY", "MONTHLY", "YEARLY") or interval < 1:
        raise RuleRefused("calendar.rule_not_understood")
    if interval > 1 and every == "WEEKLY" and str(parts.get("WKST", ["MO"])[0]) != "MO":
        raise RuleRefused("calendar.rule_not_understood")
    if "COUNT" not in parts and "UNTIL" not in parts:
        raise RuleRefused("calendar.rule_endless")
    count = _number(parts, "COUNT", 0) if "COUNT" in parts else None
    if count is not None and count > MOST_TIMES:
        raise RuleRefused("calendar.rule_too_long", most=MOST_TIMES, days=MOST_DAYS)
    return Recurrence(
        every=every,
        interval=interval,
        count=count,
        until=parts["UNTIL"][0] if "UNTIL" in parts else None,
        weekdays=tuple(_weekday(part) for part in parts.get("BYDAY", ())),
        month_days=tuple(_int(part, 31) for part in parts.get("BYMONTHDAY", ())),
        months=tuple(_int(part, 12) for part in parts.get("BYMONTH", ())),
    )


def days_of(rule: Recurrence, first: date) -> Iterator[date]:
    """The days of a rule from its first day on, which always counts; at most two years of them, ``count`` and ``until`` aside."""
    yield first
    for ahead in range(1, MOST_DAYS):
        day = first + timedelta(days=ahead)
        if _falls(rule, first, day):
            yield day


def _falls(rule: Recurrence, first: date, day: date) -> bool:
    if rule.months and day.month not in rule.months:
        return False
    if rule.every == "DAILY":
        return (day - first).days % rule.interval == 0 and _listed(rule, day, otherwise=True)
    if rule.every == "WEEKLY":
        weeks = (_monday(day) - _monday(first)).days // 7
        return weeks % rule.interval == 0 and _listed(rule, day, otherwise=day.weekday() == first.weekday())
    if rule.every == "MONTHLY":
        months = (day.year - first.year) * 12 + day.month - first.month
        return months % rule.interval == 0 and _listed(rule, day, otherwise=day.day == first.day)
    same_month = bool(rule.months) or day.month == first.month
    in_turn = (day.year - first.year) % rule.interval == 0
    return in_turn and same_month and _listed(rule, day, otherwise=day.day == first.day)


def _listed(rule: Recurrence, day: date, *, otherwise: bool) -> bool:
    """Whether the day is one of those that the rule lists; ``otherwise`` where it lists none."""
    if not rule.weekdays and not rule.month_days:
        return otherwise
    last = calendar.monthrange(day.year, day.month)[1]
    on_day = not rule.month_days or day.day in rule.month_days or day.day - last - 1 in rule.month_days
    on_weekday = not rule.weekdays or any(_is_weekday(day, nth, number, last) for nth, number in rule.weekdays)
    return on_day and on_weekday


def _is_weekday(day: date, nth: int, number: int, last: int) -> bool:
    if day.weekday() != number:
        return False
    return nth in (0, (day.day - 1) // 7 + 1, -((last - day.day) // 7 + 1))


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _weekday(part: Any) -> tuple[int, int]:
    found = _BYDAY.fullmatch(str(part).upper())
    if found is None:
        raise RuleRefused("calendar.rule_not_understood")
    return int(found[1] or 0), WEEKDAYS.index(found[2])


def _number(parts: Mapping[str, Sequence[Any]], name: str, otherwise: int) -> int:
    return _int(parts[name][0], 1_000_000_000) if name in parts else otherwise


def _int(part: Any, most: int) -> int:
    number = int(part) if isinstance(part, int) or str(part).lstrip("+-").isdecimal() else most + 1
    if abs(number) > most:
        raise RuleRefused("calendar.rule_not_understood")
    return number
