"""How long evaluations last (F13): quantiles from those that are over, a table while they are few, and what lies ahead.

P50 and P80 are times by which half and four fifths of such evaluations have ended. They come from the finished evaluations most
like the asked one: same category, method and number of bidders; then the same category and method; then the category; then the
table of ``resources/forecast/durations.toml``. Which one it was is told with every forecast. Whoever has lasted some time already
is compared only with those that lasted longer. :func:`calibration` shows whether the forecasts have kept their word.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import NormalDist
from typing import NamedTuple

import msgspec

from venue.core.clock import MINUTE, Millis
from venue.core.wording import RESOURCES

FILE = RESOURCES / "forecast" / "durations.toml"

BANDS = (0, 6, 16, 31)
"""Numbers of bidders from which evaluations are taken to be alike: up to 5, 15, 30, and more."""
ENOUGH = 20
"""So many finished evaluations are needed before they are believed more than a coarser group."""
ENOUGH_LONGER = 12
"""So many of them must have lasted longer than the running one."""
LEAD_MIN = 45
"""[A] A clash is told at least so many minutes ahead (X1)."""

# -------------------------------------------------------------------------------------------------------------- forms


@dataclass(frozen=True)
class Asked:
    """What is known of an evaluation before it ends. ``bidders`` 0: not known."""

    category: str
    method: str
    bidders: int = 0


@dataclass(frozen=True)
class Finished(Asked):
    """An evaluation that is over, and how many minutes it lasted."""

    minutes: int = 0


@dataclass(frozen=True)
class Forecast:
    """Minutes that an evaluation lasts as a whole, half and four times out of five.

    ``source``: ``category_method_bidders``, ``category_method``, ``category`` or ``table``, worded as
    ``forecast.source.<source>``. ``count``: finished evaluations behind it; for the table, how many there were and too few.
    """

    p50: int
    p80: int
    source: str
    count: int


@dataclass(frozen=True)
class Calibration:
    """How many forecasts kept their word, in thousandths: the share of evaluations that ended by P50 and by P80.

    ``count``: evaluations forecast from those before them. ``by_source``: how many forecasts came from which source.
    """

    p50_share: int
    p80_share: int
    count: int
    by_source: dict[str, int]


class Typical(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A line of the table: minutes for a category and method (empty: all) from a number of bidders on."""

    category: str
    method: str
    bidders_from: int
    p50: int
    p80: int


class _Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    typical: tuple[Typical, ...]


class _Spread(NamedTuple):
    """A log-normal distribution of minutes."""

    middle: float
    width: float

    def quantile(self, share: float, elapsed: int) -> float:
        """The minutes by which so many have ended, of those that lasted longer than ``elapsed``."""
        normal = NormalDist(self.middle, self.width)
        over = normal.cdf(math.log(elapsed)) if elapsed > 0 else 0.0
        # Far out in the tail nothing is left to divide: then it ends about now.
        return math.exp(normal.inv_cdf(min(over + share * (1 - over), 1 - 1e-9)))


# ---------------------------------------------------------------------------------------------------------- durations


class Experience:
    """The finished evaluations of a site, grouped; what has been added is believed from then on."""

    def __init__(self, history: Iterable[Finished] = ()) -> None:
        self._groups: dict[tuple[object, ...], list[int]] = defaultdict(list)
        for finished in history:
            self.add(finished)

    def add(self, finished: Finished) -> None:
        """One more is over. One without a length teaches nothing."""
        if finished.minutes > 0:
            for key in _keys(finished).values():
                insort(self._groups[key], finished.minutes)

    def forecast(self, asked: Asked, *, elapsed: int = 0) -> Forecast:
        """How long it lasts as a whole, given that it has lasted ``elapsed`` minutes so far."""
        largest = 0
        for source, key in _keys(asked).items():
            lasted = self._groups.get(key, [])
            longer = lasted[bisect_right(lasted, elapsed) :]
            largest = max(largest, len(lasted))
            if len(lasted) >= ENOUGH and len(longer) >= (ENOUGH_LONGER if elapsed else ENOUGH):
                return _bounded(elapsed, _ranked(longer, 0.5), _ranked(longer, 0.8), source, len(lasted))
        spread = _spread(typical_of(asked))
        return _bounded(elapsed, spread.quantile(0.5, elapsed), spread.quantile(0.8, elapsed), "table", largest)


def forecast(history: Iterable[Finished], asked: Asked, *, elapsed: int = 0) -> Forecast:
    """The forecast for one evaluation; for several, make one :class:`Experience`."""
    return Experience(history).forecast(asked, elapsed=elapsed)


def calibration(history: Sequence[Finished]) -> Calibration:
    """How the forecasts would have fared: each evaluation, oldest first, forecast from those before it."""
    experience = Experience()
    by_source: dict[str, int] = defaultdict(int)
    below50 = below80 = 0
    for finished in history:
        told = experience.forecast(finished)
        below50 += finished.minutes <= told.p50
        below80 += finished.minutes <= told.p80
        by_source[told.source] += 1
        experience.add(finished)
    count = len(history)
    share = (lambda below: round(1000 * below / count)) if count else (lambda below: 0)
    return Calibration(share(below50), share(below80), count, dict(by_source))


@cache
def typical_durations() -> tuple[Typical, ...]:
    """The table. Raises :class:`ValueError` with what is wrong in it."""
    found = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _Table).typical
    wrong = [line for line in found if not 0 < line.p50 < line.p80]
    if wrong or not any(not (line.category or line.method or line.bidders_from) for line in found):
        raise ValueError(f"{FILE.name}: P50 must lie below P80, and one line must fit everything: {wrong}")
    return found


def typical_of(asked: Asked) -> Typical:
    """The line of the table that fits most closely."""
    fits = [
        line
        for line in typical_durations()
        if line.category in ("", asked.category)
        and line.method in ("", asked.method)
        and line.bidders_from <= asked.bidders
    ]
    return max(fits, key=lambda line: (line.category != "", line.method != "", line.bidders_from))


def _keys(asked: Asked) -> dict[str, tuple[object, ...]]:
    """The groups an evaluation belongs to, the closest first."""
    exact = (asked.category, asked.method, bisect_right(BANDS, asked.bidders))
    return {"category_method_bidders": exact, "category_method": exact[:2], "category": exact[:1]}


def _ranked(lasted: Sequence[int], share: float) -> float:
    """The value below which the next one falls with this chance, if it is like the others: between ranks, of n + 1."""
    rank = min(max(share * (len(lasted) + 1), 1.0), float(len(lasted)))
    low = int(rank)
    high = min(low + 1, len(lasted))
    return lasted[low - 1] + (rank - low) * (lasted[high - 1] - lasted[low - 1])


def _spread(line: Typical) -> _Spread:
    width = math.log(line.p80 / line.p50) / NormalDist().inv_cdf(0.8)
    return _Spread(math.log(line.p50), width)


def _bounded(elapsed: int, p50: float, p80: float, source: str, count: int) -> Forecast:
    """Whole minutes, and never an end that has passed."""
    least = max(1, elapsed + 1)
    return Forecast(max(least, round(p50)), max(least, round(p80)), source, count)


# ------------------------------------------------------------------------------------------------------------- clashes


@dataclass(frozen=True)
class Running:
    """A project at work in a room, when it is expected to end, and how long the room takes to be ready again."""

    project: str
    room: str
    p50_end: Millis
    p80_end: Millis
    turnover: Millis = 0


@dataclass(frozen=True)
class NextClaim:
    """Who takes the room from when on, setup included."""

    project: str
    room: str
    busy_from: Millis


@dataclass(frozen=True)
class ClashAhead:
    """A project that will, four times out of five, not have left its room in time for the next one.

    ``lead_min``: whole minutes from now to the clash, 0 when it is there. ``in_time``: at least as many as are asked for.
    ``likely``: even the middle forecast clashes.
    """

    project: str
    room: str
    next_project: str
    busy_from: Millis
    p50_end: Millis
    p80_end: Millis
    lead_min: int
    in_time: bool
    likely: bool


def clash_ahead(
    running: Iterable[Running], claims: Iterable[NextClaim], now: Millis, *, lead_min: int = LEAD_MIN
) -> tuple[ClashAhead, ...]:
    """Who will be in whose way, the nearest clash first: the first claim of each room that the P80 end runs into."""
    ahead: dict[str, list[NextClaim]] = defaultdict(list)
    for claim in sorted(claims, key=lambda one: (one.busy_from, one.project)):
        ahead[claim.room].append(claim)
    found = [clash for one in running for clash in _clashes(one, ahead[one.room], now, lead_min)]
    return tuple(sorted(found, key=lambda clash: (clash.busy_from, clash.project)))


def _clashes(one: Running, claims: Sequence[NextClaim], now: Millis, lead_min: int) -> Iterator[ClashAhead]:
    following = next((claim for claim in claims if claim.project != one.project), None)
    if following is None or one.p80_end + one.turnover <= following.busy_from:
        return
    lead = max(0, (following.busy_from - now) // MINUTE)
    yield ClashAhead(
        project=one.project,
        room=one.room,
        next_project=following.project,
        busy_from=following.busy_from,
        p50_end=one.p50_end,
        p80_end=one.p80_end,
        lead_min=lead,
        in_time=lead >= lead_min,
        likely=one.p50_end + one.turnover > following.busy_from,
    )
