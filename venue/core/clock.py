"""Time on the site: the only module that reads the system's clock.

An instant is an ``int``, milliseconds since 1970-01-01T00:00:00Z (:data:`Millis`). The journal holds integers only, and a
whole number neither drifts nor rounds on its way through JSON, SQLite and PostgreSQL. China has kept one offset, UTC+8,
without summer time since 1991, so the site's wall clock is that offset and needs no time-zone database.
"""

from __future__ import annotations

import threading
import time
from datetime import date, datetime, timedelta, timezone
from typing import Protocol

Millis = int

SECOND: Millis = 1_000
MINUTE: Millis = 60 * SECOND
HOUR: Millis = 60 * MINUTE
DAY: Millis = 24 * HOUR

SITE_ZONE = timezone(timedelta(hours=8), "UTC+8")


class Clock(Protocol):
    """Whatever tells the time of the site: the system's clock in service, the simulator's on a simulated day."""

    def now(self) -> Millis:
        """The present instant of the site."""
        ...


class SystemClock:
    """The computer's own clock, as kept by NTP."""

    def now(self) -> Millis:
        """The present instant, to the millisecond."""
        return time.time_ns() // 1_000_000


class SetClock:
    """A clock that stands where it was put, or runs on from there at a speed of its own. Never goes backwards.

    Tests, drills, replays and simulated days run on it: the day belongs to whoever sets this clock. At ``speed`` 0 it stands,
    at 1 it runs with the wall, at 60 a minute passes in a second.
    """

    def __init__(self, at: Millis, speed: float = 0.0) -> None:
        self._base = at
        self._since = time.monotonic()
        self._speed = speed
        self._lock = threading.Lock()

    def now(self) -> Millis:
        """The present instant of the day that is being played."""
        with self._lock:
            return self._present()

    def set(self, at: Millis) -> None:
        """Move on to ``at``; an earlier instant raises :class:`ValueError`, because the journal's time never returns."""
        with self._lock:
            if at < self._present():
                raise ValueError(f"the clock stands at {self._present()} and was asked to go back to {at}")
            self._base, self._since = at, time.monotonic()

    def advance(self, by: Millis) -> Millis:
        """Move on by ``by`` milliseconds and tell the new instant."""
        self.set(self.now() + by)
        return self.now()

    @property
    def speed(self) -> float:
        """How many seconds of the day pass in one of the wall's."""
        return self._speed

    def run(self, speed: float) -> None:
        """Go on from here at another speed; 0 lets the clock stand."""
        if speed < 0:
            raise ValueError("time does not run backwards")
        with self._lock:
            self._base, self._since, self._speed = self._present(), time.monotonic(), speed

    def _present(self) -> Millis:
        if self._speed == 0:
            return self._base
        return self._base + int((time.monotonic() - self._since) * 1000 * self._speed)


def local(at: Millis) -> datetime:
    """The instant as the site's wall clock shows it."""
    return datetime.fromtimestamp(at / 1000, SITE_ZONE)


def instant(moment: datetime) -> Millis:
    """The instant of an aware ``datetime``; a naive one is read as the site's wall clock."""
    aware = moment if moment.tzinfo else moment.replace(tzinfo=SITE_ZONE)
    return round(aware.timestamp() * 1000)


def at_local(day: str | date, wall: str = "00:00") -> Millis:
    """The instant of a wall-clock time, ``at_local("2026-11-23", "09:40")``; seconds may follow."""
    return instant(datetime.fromisoformat(f"{day}T{wall}"))


def day_of(at: Millis) -> str:
    """The site's calendar day of an instant, ``2026-11-23``."""
    return local(at).date().isoformat()


def wall(at: Millis, *, seconds: bool = True) -> str:
    """The site's wall-clock time of an instant, ``09:42:05``."""
    return local(at).strftime("%H:%M:%S" if seconds else "%H:%M")


def iso(at: Millis) -> str:
    """The instant in full with its offset, ``2026-11-23T09:42:05.120+08:00``."""
    return local(at).isoformat(timespec="milliseconds")


def parse(text: str) -> Millis:
    """The instant that ISO 8601 text names; text without an offset is the site's wall clock.

    Raises :class:`ValueError` on anything else.
    """
    return instant(datetime.fromisoformat(text))
