"""The centre's own terms of booking, dated data in ``resources/methods/terms.toml``: holds, offers, classes of the wait-list."""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from venue.core.clock import MINUTE, Millis, day_of
from venue.projects.methods import FOLDER


class _Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from a file; an unknown key is a mistake."""


class WeightClass(_Form, frozen=True, kw_only=True):
    """A class of the wait-list. Every condition that is given must hold; empty conditions hold for everybody."""

    code: str
    zh: str
    en: str
    displaced: bool = False
    categories: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()

    def holds(self, *, category: str, method: str, displaced: bool) -> bool:
        """Whether a project belongs to the class."""
        listed = category in (self.categories or (category,)) and method in (self.methods or (method,))
        return listed and (displaced or not self.displaced)


class Terms(_Form, frozen=True, kw_only=True):
    """The terms from ``valid_from`` to the day before ``valid_to`` (ISO days, empty: open); lengths in minutes."""

    valid_from: str
    valid_to: str = ""
    hold_min: int
    extend_min: int
    offer_min: int
    plan_hold_min: int
    classes: tuple[WeightClass, ...]

    def class_of(self, *, category: str, method: str, displaced: bool) -> tuple[int, WeightClass]:
        """The rank (0 comes first) and class of a project: the first in the file whose conditions hold."""
        ranked = enumerate(self.classes)
        return next(pair for pair in ranked if pair[1].holds(category=category, method=method, displaced=displaced))


class _File(_Form, frozen=True, kw_only=True):
    terms: tuple[Terms, ...]


@cache
def all_terms() -> tuple[Terms, ...]:
    """Every version of the terms. Raises :class:`ValueError` when the file is wrong or leaves a project without a class."""
    try:
        content = tomllib.loads((FOLDER / "terms.toml").read_text(encoding="utf-8"))
        found = msgspec.convert(content, _File).terms
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"terms.toml: {fault}") from fault
    for one in found:
        last = one.classes[-1] if one.classes else None
        if last is None or last.displaced or last.categories or last.methods:
            raise ValueError(f"terms.toml {one.valid_from}: the last class must hold for everybody")
    return found


def terms_at(at: Millis) -> Terms:
    """The terms of an instant; before the first version the first one."""
    day = day_of(at)
    holding = (one for one in all_terms() if one.valid_from <= day and (not one.valid_to or day < one.valid_to))
    return next(holding, all_terms()[0])


def minutes(count: int) -> Millis:
    """So many minutes as milliseconds."""
    return count * MINUTE
