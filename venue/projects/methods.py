"""Methods of trading and kinds of projects, as dated data in ``resources/methods`` (R-01.1, R-01.2).

A method says which phases a project goes through, which roles belong to it and what it takes: rooms, seats, a witness line. A
new method or another template is a file, not a release.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

import msgspec
import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import HOUR, MINUTE, Millis, day_of
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.wording import RESOURCES
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

category_changes = table(
    "category_changes",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("category", TEXT, dataset=Dataset.TRADING),
    column("from_at", INT, autoincrement=False, dataset=Dataset.TRADING),
    column("enabled", INT, dataset=Dataset.TRADING),
    column("basis", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "category", "from_at"),
)

# -------------------------------------------------------------------------------------------------------------- rules

FOLDER = RESOURCES / "methods"
OTHER_FILES = frozenset({"categories.toml", "phases.toml", "terms.toml"})


class _Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Read from a file; an unknown key is a mistake."""


class ResourceNeed(_Form, frozen=True, kw_only=True):
    """One line of a resource template: what a project of the method takes, when, and the time around it that is taken too.

    ``of``: the kind of movable equipment or the duty of the post. ``capacity`` and ``features`` are asked of a room. It begins
    ``begins_min`` minutes after the opening or the gathering and lasts ``minutes``, or (0) until the evaluation is over.
    ``optional``: a project may do without it. ``shared``: how many projects may have the resource at once.
    """

    purpose: str
    kind: str
    of: str = ""
    room_types: tuple[str, ...] = ()
    capacity: int = 0
    features: tuple[str, ...] = ()
    count: int = 1
    begins: Literal["opening", "gathering"] = "opening"
    begins_min: int = 0
    minutes: int = 0
    setup_min: int = 0
    turnover_min: int = 0
    optional: bool = False
    shared: int = 1

    @property
    def setup(self) -> Millis:
        """Time before, for preparing."""
        return self.setup_min * MINUTE

    @property
    def turnover(self) -> Millis:
        """Time after, for clearing and inspection."""
        return self.turnover_min * MINUTE


class Method(_Form, frozen=True, kw_only=True):
    """A method as it holds from ``valid_from`` to the day before ``valid_to`` (ISO days, empty: open).

    ``minutes``: how long an evaluation is taken to last where the project does not say. ``approved_plan``: nothing is held for
    good before the project's plan is approved (R-05.2, 现场拍卖).
    """

    code: str
    zh: str
    en: str
    valid_from: str
    valid_to: str = ""
    remote: bool = False
    agency: bool = True
    approved_plan: bool = False
    minutes: int = 180
    phases: tuple[str, ...]
    roles: tuple[str, ...]
    needs: tuple[ResourceNeed, ...] = ()

    def need(self, purpose: str, kind: str = "room", of: str = "") -> ResourceNeed | None:
        """The template's line for a purpose (and equipment or duty); ``None`` when the method asks for nothing of the kind."""
        found = (
            need
            for need in self.needs
            if (need.purpose, need.kind) == (purpose, kind) and need.of in ("", of or need.of)
        )
        return next(found, None)

    def session(
        self, need: ResourceNeed, *, open_at: Millis | None, gather_at: Millis | None, minutes: int = 0
    ) -> tuple[Millis, Millis]:
        """From when to when a project takes what a line asks for; all hangs on the opening, or on the gathering without one.

        ``minutes``: how long its evaluation is expected to take, 0: as the method says.
        """
        begins = self._begin(need, open_at, gather_at)
        if need.minutes:
            return begins, begins + need.minutes * MINUTE
        evaluation = self.need("evaluation")
        since = begins if evaluation is None else self._begin(evaluation, open_at, gather_at)
        return begins, since + (minutes or self.minutes) * MINUTE

    def _begin(self, need: ResourceNeed, open_at: Millis | None, gather_at: Millis | None) -> Millis:
        opening = gather_at if open_at is None else open_at
        if opening is None:
            raise Refused("projects.times_missing")
        gathering = opening + HOUR if gather_at is None else gather_at
        return (gathering if need.begins == "gathering" else opening) + need.begins_min * MINUTE


class Category(_Form, frozen=True, kw_only=True):
    """One of the sixteen kinds of projects, with the days on which it is enabled by default."""

    code: str
    zh: str
    en: str
    enabled_from: str = ""
    enabled_to: str = ""

    def enabled_on(self, day: str) -> bool:
        """Whether the file enables it on the ISO day."""
        return bool(self.enabled_from) and self.enabled_from <= day and (not self.enabled_to or day < self.enabled_to)


class _Categories(_Form, frozen=True, kw_only=True):
    category: tuple[Category, ...]


@cache
def all_methods() -> tuple[Method, ...]:
    """Every version of every method. Raises :class:`ValueError` naming the file that is wrong."""
    files = sorted(FOLDER.glob("*.toml"))
    methods = tuple(_read(file, Method) for file in files if file.name not in OTHER_FILES)
    for method in methods:
        _dates(method.code, method.valid_from, method.valid_to)
    return methods


@cache
def categories() -> tuple[Category, ...]:
    """The kinds of projects in the order of the policy."""
    found: tuple[Category, ...] = _read(FOLDER / "categories.toml", _Categories).category
    for category in found:
        _dates(category.code, category.enabled_from, category.enabled_to)
    return found


def method_at(code: str, at: Millis) -> Method | None:
    """The method as it holds at an instant; ``None`` when there is none of that code then."""
    day = day_of(at)
    holding = (
        m for m in all_methods() if m.code == code and m.valid_from <= day and (not m.valid_to or day < m.valid_to)
    )
    return next(holding, None)


def method_of(code: str, at: Millis) -> Method:
    """The method; refuses one that does not exist or does not hold at the instant."""
    found = method_at(code, at)
    if found is None:
        raise Refused("projects.method_unknown", method=code)
    return found


def _read(file: Path, form: type[Any]) -> Any:
    try:
        return msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), form)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise ValueError(f"{file.name}: {fault}") from fault


def _dates(code: str, *days: str) -> None:
    for day in days:
        if day:
            try:
                date.fromisoformat(day)
            except ValueError as fault:
                raise ValueError(f"{code}: {fault}") from fault


# --------------------------------------------------------------------------------------------------------------- acts


@act("projects.enable_category", "site_manager")
def enable_category(work: Work, *, category: str, enabled: int, basis: str, from_at: Millis | None = None) -> None:
    """Switch a kind of project on or off from an instant on; ``basis`` is the document that says so (分步纳入)."""
    if category not in {known.code for known in categories()}:
        raise Refused("projects.category_unknown", category=category)
    if not basis.strip():
        raise Refused("projects.basis_missing")
    start = work.now if from_at is None else from_at
    which = (category_changes.c.category == category, category_changes.c.from_at == start)
    work.delete(category_changes, category_changes.c.site == work.site, *which)
    row = {"category": category, "from_at": start, "enabled": int(bool(enabled)), "basis": basis}
    work.insert(category_changes, site=work.site, **row)
    book.append(work, act="projects.enable_category", payload=row)
    work.tell(Changed(noun="category", ids=(category,)))


# -------------------------------------------------------------------------------------------------------------- views


def category_enabled(read: Reading | Work, site: str, category: str, at: Millis) -> bool:
    """Whether projects of the kind may be scheduled: the site's own latest change, else the file's dates."""
    changed = read.scalar(
        sa.select(category_changes.c.enabled)
        .where(category_changes.c.site == site, category_changes.c.category == category)
        .where(category_changes.c.from_at <= at)
        .order_by(category_changes.c.from_at.desc())
        .limit(1)
    )
    if changed is not None:
        return bool(changed)
    return any(known.code == category and known.enabled_on(day_of(at)) for known in categories())


@view
def enabled_categories(read: Reading, viewer: Principal, *, at: Millis) -> tuple[Category, ...]:
    """The kinds of projects that may be scheduled at an instant."""
    return tuple(known for known in categories() if category_enabled(read, viewer.site, known.code, at))
