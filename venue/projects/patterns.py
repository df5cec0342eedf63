"""Unusual minutes over months (RB-03, F6): does one agency keep choosing a time that nobody else would?

An odd minute can mark a project to those who know (特殊到分的时间). One such time says nothing; the same one again and again does.
Each agency's opening, gathering and draw times are held against those of all others: how likely is it, if the agency chose as the
others do, that one odd minute comes up so often, or that so many of its times lie off the hour and half hour? What is found is a
clue for a person to look into, never a verdict; where the data are too few, that is the answer.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal
from venue.projects.projects import projects

# -------------------------------------------------------------------------------------------------------------- rules

KINDS = {
    "opening": ("开标时间", "openings"),
    "gathering": ("集合时间", "gatherings"),
    "draw": ("抽取时间", "draws"),
}
ROUND = frozenset({0, 1800})
"""Seconds past the hour that mark nothing: hour and half hour."""

LEAST_OWN = 5
LEAST_OTHERS = 15
LEAST_REPEATED = 3
LEAST_ONE_IN = 100
"""[A] From how many own and other times on there is a judgement, from how many repetitions and from what odds on a clue."""

MOST_ONE_IN = 1_000_000_000


@dataclass(frozen=True)
class Chosen:
    """A time that somebody chose for a project of an agency."""

    agency: str
    kind: str
    project: str
    at: Millis

    @property
    def mark(self) -> int:
        """Seconds past the hour; the site's offset is a whole number of hours."""
        return self.at // 1000 % 3600

    @property
    def odd(self) -> bool:
        """Whether it lies off the hour and half hour."""
        return self.mark not in ROUND


@dataclass(frozen=True)
class Judgement:
    """What the times of one kind of one agency show; ``code`` and ``args`` are the plain sentence.

    ``outcome``: ``unusual`` (``cases`` holds the project and instant of each), ``ordinary``, ``too_few``. ``one_in``: by chance,
    with as many looks as were taken, it would be seen once in so many; 0 where nothing was found.
    """

    agency: str
    kind: str
    outcome: str
    one_in: int
    cases: tuple[Chosen, ...]
    code: str
    args: dict[str, str | int]


@dataclass(frozen=True)
class _Look:
    """One question put to the data: ``cases`` of ``own`` times, ``elsewhere`` of ``others``."""

    code: str
    mark: int
    cases: tuple[Chosen, ...]
    own: int
    elsewhere: int
    others: int

    @property
    def log_chance(self) -> float:
        rate = (self.elsewhere + 1) / (self.others + 2)
        return log_at_least(len(self.cases), self.own, rate)


def log_at_least(hits: int, of: int, rate: float) -> float:
    """Natural logarithm of the chance of at least ``hits`` out of ``of`` when each comes up at ``rate`` (binomial tail)."""
    if hits <= 0:
        return 0.0
    terms = [_log_exactly(count, of, rate) for count in range(hits, of + 1)]
    most = max(terms)
    return min(0.0, most + math.log(sum(math.exp(term - most) for term in terms)))


def judgements(times: Iterable[Chosen]) -> tuple[Judgement, ...]:
    """One judgement for each agency and kind, the most unlikely first; pure."""
    every = tuple(times)
    groups: dict[tuple[str, str], list[Chosen]] = {}
    for one in every:
        groups.setdefault((one.agency, one.kind), []).append(one)
    looks = {key: tuple(_looks(own, every)) for key, own in groups.items()}
    taken = max(1, sum(len(found) for found in looks.values()))
    made = [_judged(groups[key], found, every, taken) for key, found in looks.items()]
    return tuple(sorted(made, key=lambda one: (-one.one_in, one.agency, one.kind)))


def _log_exactly(hits: int, of: int, rate: float) -> float:
    ways = math.lgamma(of + 1) - math.lgamma(hits + 1) - math.lgamma(of - hits + 1)
    return ways + hits * math.log(rate) + (of - hits) * math.log1p(-rate)


def _looks(own: list[Chosen], every: tuple[Chosen, ...]) -> Iterator[_Look]:
    """What is asked of an agency's times; nothing where they, or those of the others, are too few."""
    others = _others(own, every)
    if len(own) < LEAST_OWN or len(others) < LEAST_OTHERS:
        return
    odd = tuple(one for one in own if one.odd)
    if len(odd) >= LEAST_REPEATED:
        yield _Look("patterns.often_odd", -1, odd, len(own), sum(one.odd for one in others), len(others))
    for mark, count in sorted(Counter(one.mark for one in odd).items()):
        if count >= LEAST_REPEATED:
            cases = tuple(one for one in odd if one.mark == mark)
            elsewhere = sum(one.mark == mark for one in others)
            yield _Look("patterns.repeated", mark, cases, len(own), elsewhere, len(others))


def _others(own: list[Chosen], every: tuple[Chosen, ...]) -> list[Chosen]:
    first = own[0]
    return [one for one in every if one.kind == first.kind and one.agency != first.agency]


def _judged(own: list[Chosen], looks: tuple[_Look, ...], every: tuple[Chosen, ...], taken: int) -> Judgement:
    first = own[0]
    zh, en = KINDS[first.kind]
    others = len(_others(own, every))
    plain: dict[str, str | int] = {"agency": first.agency, "kind_zh": zh, "kind_en": en}
    plain |= {"total": len(own), "others": others}
    if len(own) < LEAST_OWN or others < LEAST_OTHERS:
        return Judgement(first.agency, first.kind, "too_few", 0, (), "patterns.too_few", plain)
    look = min(looks, key=lambda one: one.log_chance, default=None)
    one_in = 0 if look is None else _one_in(look.log_chance, taken)
    if look is None or one_in < LEAST_ONE_IN:
        return Judgement(first.agency, first.kind, "ordinary", 0, (), "patterns.nothing_unusual", plain)
    counts = {"count": len(look.cases), "elsewhere": look.elsewhere, "one_in": one_in}
    return Judgement(
        first.agency, first.kind, "unusual", one_in, look.cases, look.code, plain | counts | _mark(look.mark)
    )


def _one_in(log_chance: float, looks: int) -> int:
    """Odds after as many looks as were taken: who looks often enough finds something anywhere."""
    odds = -log_chance - math.log(looks)
    return MOST_ONE_IN if odds > math.log(MOST_ONE_IN) else int(math.exp(odds))


def _mark(mark: int) -> dict[str, str | int]:
    if mark < 0:
        return {}
    minute, second = divmod(mark, 60)
    zh = f"{minute:02}分{second:02}秒" if second else f"{minute:02}分"
    en = f"{minute:02} min {second:02} s past the hour" if second else f"{minute:02} min past the hour"
    return {"mark_zh": zh, "mark_en": en}


# -------------------------------------------------------------------------------------------------------------- views


@view
def unusual_minutes(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[Judgement, ...]:
    """The judgement of every agency's times for openings from ``since`` to before ``until``: ask for several months.

    Projects show by their codes only.
    """
    when = (projects.c.open_at >= since, projects.c.open_at < until, projects.c.agency != "")
    chosen = sa.select(projects).where(projects.c.site == viewer.site, *when).order_by(projects.c.open_at)
    fields = {"opening": "open_at", "gathering": "gather_at", "draw": "draw_at"}
    times = [
        Chosen(row.agency, kind, row.code, at)
        for row in read.all(chosen)
        for kind, field in fields.items()
        if (at := getattr(row, field)) is not None
    ]
    return judgements(times)
