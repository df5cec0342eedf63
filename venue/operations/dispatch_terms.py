"""The centre's own terms of dispatch, dated data in ``resources/dispatch/terms.toml``: when to warn, what counts."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from venue.core.clock import Millis, day_of
from venue.core.wording import RESOURCES
from venue.schedule.dispatch.problem import Weights

FILE = RESOURCES / "dispatch" / "terms.toml"


class _Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from a file; an unknown key is a mistake."""


class WeightLine(_Form, frozen=True, kw_only=True):
    """The weight of projects of some methods and kinds; empty lists hold for all."""

    weight: int
    methods: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()


class DispatchTerms(_Form, frozen=True, kw_only=True):
    """The terms from ``valid_from`` to the day before ``valid_to`` (ISO days, empty: open). ``*_min`` are minutes."""

    valid_from: str
    valid_to: str = ""
    lead_min: int
    notice_min: int
    late_expert_min: int
    window_min: int
    step_min: int
    day_from: str
    day_until: str
    plan_seconds: int
    repair_seconds: int
    separate: tuple[str, ...]
    objective: Weights
    weights: tuple[WeightLine, ...]

    def weight_of(self, *, method: str, category: str) -> int:
        """What refusing a project counts, next to others: the first line that fits it."""
        fits = (
            line.weight
            for line in self.weights
            if method in (line.methods or (method,)) and category in (line.categories or (category,))
        )
        return next(fits, 1)


class _File(_Form, frozen=True, kw_only=True):
    terms: tuple[DispatchTerms, ...]


@cache
def all_terms() -> tuple[DispatchTerms, ...]:
    """Every version of the terms. Raises :class:`ValueError` when the file is wrong."""
    try:
        found = msgspec.convert(tomllib.loads(FILE.read_text(encoding="utf-8")), _File).terms
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"{FILE.name}: {fault}") from fault
    if not found or any(one.notice_min < one.lead_min for one in found):
        raise ValueError(f"{FILE.name}: notice_min must not be below lead_min")
    return found


def dispatch_terms(at: Millis) -> DispatchTerms:
    """The terms of an instant; before the first version the first one."""
    day = day_of(at)
    holding = (one for one in all_terms() if one.valid_from <= day and (not one.valid_to or day < one.valid_to))
    return next(holding, all_terms()[0])
