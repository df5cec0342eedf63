"""Calendar files of other systems (.ics, RFC 5545) as plain entries: each with its instants, or the reason why it cannot be used.

A file comes from anybody: it is measured first, recurrences are written out only as far as they end, and nothing but
:class:`UnusableCalendar` is raised, whatever the bytes are. A time without a zone is the site's wall clock; a zone that nobody
knows is not guessed at.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from venue.core.clock import DAY, SITE_ZONE, Millis, at_local, instant, local
from venue.schedule.calendar_rules import MOST_TIMES, Recurrence, RuleRefused, days_of, read_rule

MAX_BYTES = 2 * 1024 * 1024
MAX_ENTRIES = 2000
MAX_TEXT = 200
LONGEST: Millis = 31 * DAY

OWN_FIELDS = ("CODE", "CATEGORY", "METHOD", "AGENCY", "GATHER", "DRAW", "BIDDERS", "MINUTES", "PURPOSE")
"""``X-CHANGKONG-…``: what makes a calendar entry a reservation (docs/how_to/calendar_files.md)."""


class UnusableCalendar(Exception):
    """The file cannot be used at all; ``code`` and ``args_`` are rendered per language."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_ = args


@dataclass(frozen=True)
class Entry:
    """One entry, or one time of an entry that recurs (``occurrence``: its planned instant; 0 where it does not recur)."""

    number: int
    uid: str
    occurrence: Millis
    sequence: int
    summary: str
    location: str
    from_at: Millis
    until_at: Millis
    cancelled: bool = False
    own: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class EntryFault:
    """Why the entry ``number`` of the file (from 1) cannot be used; ``uid`` where it has one."""

    number: int
    uid: str
    code: str
    args: dict[str, str | int]


class _Unusable(Exception):
    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(code)
        self.code = code
        self.args_ = args


def read_calendar(content: bytes, name: str) -> tuple[tuple[Entry, ...], tuple[EntryFault, ...]]:
    """Entries and faults of a file, in its order. Raises :class:`UnusableCalendar`."""
    found: dict[tuple[str, Millis], Entry] = {}
    faults: list[EntryFault] = []
    events = _events(content, name)
    overriding = [event for event in events if event.get("recurrence-id") is not None]
    for event in [one for one in events if one.get("recurrence-id") is None] + overriding:
        number, uid = events.index(event) + 1, _text(event, "uid")
        try:
            for entry in _entries(event, number, uid):
                found[entry.uid, entry.occurrence] = entry
        except (_Unusable, RuleRefused) as fault:
            faults.append(EntryFault(number, uid, fault.code, fault.args_))
        if len(found) > MAX_ENTRIES:
            raise UnusableCalendar("calendar.too_many_entries", name=name, most=MAX_ENTRIES)
    return tuple(found.values()), tuple(sorted(faults, key=lambda fault: fault.number))


def _events(content: bytes, name: str) -> list[Any]:
    if len(content) > MAX_BYTES:
        raise UnusableCalendar("calendar.file_too_big", name=name, most_mb=MAX_BYTES // 1024 // 1024)
    import icalendar  # loaded when the first calendar is read

    try:
        text = content.decode("utf-8-sig")
        calendars = icalendar.Calendar.from_ical(text, multiple=True)
        events = [event for one in calendars for event in one.walk("VEVENT")]
    except Exception as fault:  # a file of unknown making fails in the library in a hundred ways
        raise UnusableCalendar("calendar.file_broken", name=name) from fault
    if not calendars or any(one.name != "VCALENDAR" for one in calendars):
        raise UnusableCalendar("calendar.file_broken", name=name)
    if not events:
        raise UnusableCalendar("calendar.file_empty", name=name)
    if len(events) > MAX_ENTRIES:
        raise UnusableCalendar("calendar.too_many_entries", name=name, most=MAX_ENTRIES)
    return events


def _entries(event: Any, number: int, uid: str) -> Iterator[Entry]:
    try:
        yield from _written_out(event, _single(event, number, uid))
    except (
        AttributeError,
        TypeError,
        ValueError,
        OverflowError,
    ) as fault:  # a property of a form that it must not have
        raise _Unusable("calendar.entry_unreadable", what=type(fault).__name__) from fault


def _single(event: Any, number: int, uid: str) -> Entry:
    """The entry as it stands, without its recurrences."""
    broken = [str(name) for name, _ in event.errors]
    if broken:
        raise _Unusable("calendar.entry_unreadable", what=_clean(broken[0]))
    if not uid or len(uid) > MAX_TEXT:
        raise _Unusable("calendar.entry_without_uid")
    from_at, until_at = _span(event)
    if not 0 < until_at - from_at <= LONGEST:
        raise _Unusable("calendar.entry_length", most_days=LONGEST // DAY)
    sequence = event.get("sequence", 0)
    own = {name: _text(event, f"x-changkong-{name}") for name in OWN_FIELDS}
    return Entry(
        number=number,
        uid=uid,
        occurrence=_occurrence(event),
        sequence=max(0, int(sequence)) & 0x7FFFFFFF,
        summary=_text(event, "summary"),
        location=_text(event, "location"),
        from_at=from_at,
        until_at=until_at,
        cancelled=_text(event, "status").upper() == "CANCELLED",
        own={name: value for name, value in own.items() if value},
    )


def _occurrence(event: Any) -> Millis:
    replaced = event.get("recurrence-id")
    if replaced is None:
        return 0
    if "RANGE" in replaced.params:
        raise _Unusable("calendar.rule_not_understood")
    return _instant(replaced, "RECURRENCE-ID")


def _span(event: Any) -> tuple[Millis, Millis]:
    start = event.get("dtstart")
    if start is None:
        raise _Unusable("calendar.entry_without_start")
    from_at = _instant(start, "DTSTART")
    if event.get("dtend") is not None:
        return from_at, _instant(event["dtend"], "DTEND")
    if event.get("duration") is not None:
        return from_at, from_at + round(event["duration"].dt / timedelta(milliseconds=1))
    if not isinstance(start.dt, datetime):
        return from_at, from_at + DAY
    raise _Unusable("calendar.entry_without_end")


def _written_out(event: Any, entry: Entry) -> Iterator[Entry]:
    if event.get("rdate") is not None:
        raise _Unusable("calendar.rule_not_understood")
    if event.get("rrule") is None:
        yield entry
        return
    if entry.occurrence or isinstance(event["rrule"], list):
        raise _Unusable("calendar.rule_not_understood")
    rule = read_rule({str(name).upper(): list(parts) for name, parts in event["rrule"].items()})
    left_out = set(_left_out(event))
    for at in _times(rule, event["dtstart"].dt):
        if at not in left_out:
            yield replace(entry, occurrence=at, from_at=at, until_at=at + entry.until_at - entry.from_at)


def _times(rule: Recurrence, start: date | datetime) -> Iterator[Millis]:
    """The instants of a rule, by the wall clock of the entry's own zone."""
    first = start.date() if isinstance(start, datetime) else start
    ends = None if rule.until is None else _until(rule.until)
    if ends is not None and ends > _at(start) + 731 * DAY:
        raise RuleRefused("calendar.rule_too_long", most=MOST_TIMES, days=731)
    for made, day in enumerate(days_of(rule, first)):
        at = _at(datetime.combine(day, start.timetz()) if isinstance(start, datetime) else day)
        if (rule.count is not None and made >= rule.count) or (ends is not None and at > ends):
            return
        if made >= MOST_TIMES:
            raise RuleRefused("calendar.rule_too_long", most=MOST_TIMES, days=731)
        yield at


def _until(until: date | datetime) -> Millis:
    """The last instant of a rule; a day counts to its end."""
    return _at(until) if isinstance(until, datetime) else at_local(until) + DAY - 1


def _left_out(event: Any) -> Iterable[Millis]:
    found = event.get("exdate")
    lists = found if isinstance(found, list) else [] if found is None else [found]
    return (_instant(one, "EXDATE") for dates in lists for one in dates.dts)


def _instant(value: Any, name: str) -> Millis:
    when = value.dt
    if not isinstance(when, date):  # a time alone, or a span
        raise _Unusable("calendar.entry_unreadable", what=name)
    if isinstance(when, datetime) and when.tzinfo is None and "TZID" in value.params:
        raise _Unusable("calendar.zone_unknown", zone=_clean(str(value.params["TZID"])))
    at = _at(when)
    if not at_local("2000-01-01") <= at < at_local("2100-01-01"):
        raise _Unusable("calendar.entry_unreadable", what=name)
    return at


def _at(when: date | datetime) -> Millis:
    """An instant to the second; a day begins at midnight of the site."""
    if not isinstance(when, datetime):
        return at_local(when)
    aware = when if when.tzinfo else when.replace(tzinfo=SITE_ZONE)
    return instant(aware.replace(microsecond=0))


def _text(event: Any, name: str) -> str:
    found = event.get(name)
    return "" if found is None else _clean(str(found[0] if isinstance(found, list) else found))


def _clean(text: str) -> str:
    """Text on one line, without signs that control a machine, and not without end."""
    plain = "".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in text)
    return " ".join(plain.split())[:MAX_TEXT]


def shown_day(at: Millis) -> str:
    """An instant as a preview shows it, ``2026-11-23 09:30``."""
    return local(at).strftime("%Y-%m-%d %H:%M")
