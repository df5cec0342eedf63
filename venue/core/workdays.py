"""Working days by the statutory calendar with its make-up Saturdays (调休), and a table of the site's own exceptions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any


@cache
def _calendar() -> tuple[Any, Any]:
    import holidays

    return holidays.country_holidays("CN"), holidays


def is_workday(day: date, overrides: Mapping[str, bool] | None = None) -> bool:
    """Whether the centre works on ``day``. ``overrides`` maps ISO days to yes or no and wins."""
    decided = (overrides or {}).get(day.isoformat())
    if decided is not None:
        return decided
    calendar, _ = _calendar()
    return bool(calendar.is_working_day(day))


def working_days_after(day: date, count: int, overrides: Mapping[str, bool] | None = None) -> date:
    """The day on which ``count`` working days after ``day`` are over (RB-16: the day itself does not count)."""
    current = day
    while count > 0:
        current += timedelta(days=1)
        count -= is_workday(current, overrides)
    return current
