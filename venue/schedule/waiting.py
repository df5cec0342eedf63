"""The wait-list: who could not be placed, in an order that anybody can recompute afterwards (F7).

The order is (class, position): the class comes from facts by the dated terms, the position is that of the request's entry in the
book, which nobody can change. When something falls free, the first who fits is offered it: held for him for a while. Whoever is
passed over keeps the place, and why he was passed over is written down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.projects.projects import Project, project_row
from venue.schedule.bookings import claims, parts_of, place
from venue.schedule.claims import SECRET, SECRET_FOR, secret_projects
from venue.schedule.taking import holds
from venue.schedule.terms import terms_at

# ------------------------------------------------------------------------------------------------------------- tables

waiting = table(
    "waiting",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("rank", INT, dataset=Dataset.TRADING),
    column("weight_class", TEXT, dataset=Dataset.TRADING),
    column("position", INT, dataset=Dataset.TRADING),
    column("wanted", TEXT, dataset=Dataset.TRADING),
    column("complete", INT, dataset=Dataset.TRADING),
    column("reason", TEXT, dataset=Dataset.TRADING),
    column("asked_at", INT, dataset=Dataset.TRADING),
    column("offered", TEXT, dataset=Dataset.TRADING),
    column("status", TEXT, dataset=Dataset.TRADING),
    column("status_since", INT, dataset=Dataset.LOCAL),
    column("skipped_code", TEXT, dataset=Dataset.TRADING),
    column("skipped_args", TEXT, dataset=Dataset.TRADING),
    column("skipped_at", INT, dataset=Dataset.TRADING, null=True),
    PrimaryKeyConstraint("site", "number"),
)

# -------------------------------------------------------------------------------------------------------------- rules

OPEN = ("waiting", "offered")
"""``waiting``; ``offered``: something is held for him; ``placed``, ``left``, ``lapsed`` (the offer ran out) are over."""


@dataclass(frozen=True)
class Waiting:
    """A place in the wait-list. ``turn`` counts from 1; ``position`` is the request's entry in the book.

    ``skipped_code`` with arguments says why he was passed over last; ``offered_until`` until when an offer is kept for him.
    """

    number: int
    turn: int
    project: str
    rank: int
    weight_class: str
    position: int
    reason: str
    asked_at: Millis
    status: str
    skipped_code: str
    skipped_args: dict[str, str | int]
    skipped_at: Millis | None
    offered_until: Millis | None


@dataclass(frozen=True)
class Proof:
    """What anybody needs to recompute the order around a place: who waited at the same time, with class and entry, and each offer.

    ``in_order``: at every offer, whoever stood before the one served had been offered something himself or is named in the
    offer's entry as passed over, with the reason. The entries are in the exported book at their positions, chained and signed.
    """

    number: int
    terms_from: str
    list: tuple[Waiting, ...]
    offers: tuple[Offered, ...]
    in_order: bool


@dataclass(frozen=True)
class Offered:
    """An offer as the book has it: its entry's position, whom it served, and who was passed over then (number, code)."""

    position: int
    number: int
    passed: tuple[tuple[int, str], ...]


def fair(shown: Sequence[Waiting], offers: Sequence[Offered], ended: Mapping[int, int]) -> bool:
    """Whether every offer went to the first who fitted. ``ended``: the position of the entry with which a place was over."""
    turns = {one.number: order_of(one.rank, one.position) for one in shown}
    served = {one.number: one.position for one in offers}
    for offered in offers:
        passed = {number for number, _ in offered.passed}
        for one in shown:
            waited = one.position < offered.position < ended.get(one.number, offered.position + 1)
            before = turns[one.number] < turns[offered.number]
            got = served.get(one.number, offered.position) < offered.position
            if waited and before and not got and one.number not in passed:
                return False
    return True


def order_of(rank: int, position: int) -> tuple[int, int]:
    """The order of the list: class first, then the request's position in the book. Nothing else counts."""
    return rank, position


# --------------------------------------------------------------------------------------------------------------- acts


@act("waiting.join", "clerk", "operator", "site_manager")
def join(work: Work, *, project: str, wanted: list[dict[str, Any]], reason: str, complete: int = 1) -> int:
    """Put a project on the wait-list with what it wants (as :func:`~venue.schedule.bookings.place`); tells its number.

    A wish without a ``resource`` is content with any that the method allows. One project waits once.
    """
    known = project_row(work, work.site, project)
    if work.first(_open(work.site).where(waiting.c.project == project)) is not None:
        raise Refused("waiting.waits_already", project=project)
    for one in wanted:
        parts_of(one)
    rank, named = _class_of(work, known)
    number = work.next_number(waiting.c.number, waiting.c.site == work.site)
    told = {"number": number, "rank": rank, "weight_class": named, "reason": reason, "complete": int(bool(complete))}
    position = book.append(work, act="waiting.join", project=project, payload={**told, "wanted": wanted})
    text = msgspec.json.encode(wanted, order="sorted").decode()
    state = {"status": "waiting", "status_since": work.now, "skipped_code": "", "skipped_args": "{}"}
    row = {**told, **state, "position": position, "wanted": text, "offered": "[]"}
    work.insert(waiting, site=work.site, project=project, **row, asked_at=work.now, skipped_at=None)
    work.tell(Changed(noun="waiting", ids=(str(number),)))
    return number


@act("waiting.leave", "clerk", "operator", "site_manager")
def leave(work: Work, *, number: int, reason: str) -> None:
    """Take a project off the wait-list."""
    row = work.first(_open(work.site).where(waiting.c.number == number))
    if row is None:
        raise Refused("waiting.unknown", number=number)
    if not reason.strip():
        raise Refused("people.reason_missing")
    _set(work, row, "left", reason=reason)


@act("waiting.offer", "operator", "site_manager")
def offer(work: Work) -> list[int]:
    """Offer what is free to whoever waits, in order: the first who fits has it held for him. Tells who was offered something."""
    offered: list[int] = []
    passed: list[dict[str, Any]] = []
    for row in work.all(_open(work.site).where(waiting.c.status == "waiting")):
        try:
            with work.matter():
                _hold_for(work, row, passed)
        except Refused as no:
            _pass_over(work, row, no)
            passed.append({"number": row.number, "code": no.code})
        else:
            offered.append(int(row.number))
    return offered


def due(work: Work, ground: object, health: object) -> Millis | None:
    """Settle what became of offers, then offer what fell free (called by the clock, stirred when something falls free)."""
    for row in work.all(_open(work.site).where(waiting.c.status == "offered")):
        _settle(work, row)
    offer(work)
    return None


def _class_of(work: Work, known: Project) -> tuple[int, str]:
    lost = (claims.c.site == work.site, claims.c.project == known.code, claims.c.status == "displaced")
    displaced = work.first(sa.select(claims.c.number).where(*lost)) is not None
    rank, found = terms_at(work.now).class_of(category=known.category, method=known.method, displaced=displaced)
    return rank, found.code


def _hold_for(work: Work, row: Row, passed: list[dict[str, Any]]) -> None:
    wanted = msgspec.json.decode(row.wanted)
    minutes = terms_at(work.now).offer_min
    if any(int(one["from_at"]) <= work.now for one in wanted):
        raise Refused("bookings.in_the_past")
    numbers = place(work, project=row.project, wanted=wanted, held=1, complete=row.complete, hold_min=minutes)
    work.update(waiting, *_mine(work, row), offered=msgspec.json.encode(numbers).decode())
    _set(work, row, "offered", claims=numbers, passed=passed)


def _pass_over(work: Work, row: Row, no: Refused) -> None:
    """Write down why somebody was passed over; the same reason again is not written twice."""
    args = msgspec.json.encode(no.args_, order="sorted").decode()
    if (row.skipped_code, row.skipped_args) == (no.code, args):
        return
    work.update(waiting, *_mine(work, row), skipped_code=no.code, skipped_args=args, skipped_at=work.now)
    payload = {"number": row.number, "code": no.code, "args": no.args_}
    book.append(work, act="waiting.pass_over", project=row.project, payload=payload)
    work.tell(Changed(noun="wait_list", ids=(str(row.number),)))


def _settle(work: Work, row: Row) -> None:
    """An offer is over when nothing of it is only held any more: taken, or run out."""
    numbers = msgspec.json.decode(row.offered)
    rows = work.all(sa.select(claims.c.status).where(claims.c.site == work.site, claims.c.number.in_(numbers)))
    states = {one.status for one in rows}
    if "held" not in states:
        _set(work, row, "placed" if "claimed" in states else "lapsed")


def _set(work: Work, row: Row, status: str, **more: Any) -> None:
    work.update(waiting, *_mine(work, row), status=status, status_since=work.now)
    payload = {"number": row.number, "status": status, **more}
    book.append(work, act=f"waiting.{status}", project=row.project, payload=payload)
    work.tell(Changed(noun="wait_list", ids=(str(row.number),)))


def _mine(work: Work, row: Row) -> tuple[sa.ColumnElement[bool], ...]:
    return waiting.c.site == work.site, waiting.c.number == row.number


def _open(site: str) -> sa.Select[Any]:
    order = (waiting.c.rank, waiting.c.position)
    return sa.select(waiting).where(waiting.c.site == site, waiting.c.status.in_(OPEN)).order_by(*order)


# -------------------------------------------------------------------------------------------------------------- views


@view
def waiting_list(read: Reading, viewer: Principal) -> tuple[Waiting, ...]:
    """Whoever waits or has been offered something, in the order of the list."""
    return _shown(read, viewer, read.all(_open(viewer.site)))


@view
def proof(read: Reading, viewer: Principal, *, number: int) -> Proof | None:
    """Everything that shows whether a place in the list was fairly passed or served; ``None`` when there is none of the number.

    The list holds whoever waited at the same time, the offers are all that were made to them, in the order of the book.
    """
    mine = read.first(sa.select(waiting).where(waiting.c.site == viewer.site, waiting.c.number == number))
    if mine is None:
        return None
    over_at = mine.status_since if mine.status not in OPEN else None
    together = [sa.or_(waiting.c.status.in_(OPEN), waiting.c.status_since >= mine.asked_at)]
    together += [waiting.c.asked_at <= over_at] if over_at is not None else []
    order = (waiting.c.rank, waiting.c.position)
    rows = read.all(sa.select(waiting).where(waiting.c.site == viewer.site, *together).order_by(*order))
    shown = _shown(read, viewer, rows)
    numbers = {one.number for one in shown}
    offers = tuple(one for one in _offers(read, viewer) if one.number in numbers)
    return Proof(number, terms_at(mine.asked_at).valid_from, shown, offers, fair(shown, offers, _ended(read, viewer)))


def _shown(read: Reading, viewer: Principal, rows: Sequence[Row]) -> tuple[Waiting, ...]:
    hidden = frozenset() if viewer.may(*SECRET_FOR) else secret_projects(read, viewer.site)
    ends = read.all(sa.select(holds.c.project, holds.c.until_at).where(holds.c.site == viewer.site))
    until = {row.project: row.until_at for row in ends}
    return tuple(
        Waiting(
            number=row.number,
            turn=turn,
            project=SECRET if row.project in hidden else row.project,
            rank=row.rank,
            weight_class=row.weight_class,
            position=row.position,
            reason=row.reason,
            asked_at=row.asked_at,
            status=row.status,
            skipped_code=row.skipped_code,
            skipped_args=msgspec.json.decode(row.skipped_args),
            skipped_at=row.skipped_at,
            offered_until=until.get(row.project) if row.status == "offered" else None,
        )
        for turn, row in enumerate(rows, start=1)
    )


def _offers(read: Reading, viewer: Principal) -> tuple[Offered, ...]:
    found = []
    for position, told in _entries(read, viewer, "waiting.offered"):
        passed = tuple((int(one["number"]), str(one["code"])) for one in told["passed"])
        found.append(Offered(position, int(told["number"]), passed))
    return tuple(found)


def _ended(read: Reading, viewer: Principal) -> dict[int, int]:
    names = ("waiting.left", "waiting.lapsed", "waiting.placed")
    return {int(told["number"]): position for name in names for position, told in _entries(read, viewer, name)}


def _entries(read: Reading, viewer: Principal, name: str) -> list[tuple[int, dict[str, Any]]]:
    lines = book.lines(read, viewer, wanted=book.Wanted(act=name), limit=10_000)
    return [(line.position, msgspec.json.decode(line.payload)) for line in reversed(lines)]
