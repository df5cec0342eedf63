"""Seeded days of a trading centre to schedule: hard, tight and of the shapes that real days have.

Most wishes lie at the full and half hours between 9:00 and 10:30 and between 14:00 and 15:30, most requests are chains of opening
room, evaluation room, agency line and witness line, some share a bidder or an agency, and the larger days hold more than fits.
Evaluations differ much in length: half last no more than an hour and a half, some the whole day. The shares of rooms follow what is
asked for, so that opening, evaluation, agency and remote rooms are short together and none of them alone decides what fits
(docs/decisions/0011-dispatch.md says how that was measured).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple, TypeVar

from venue.core.chance import SeededChance, below, chosen, fraction, gauss
from venue.schedule.dispatch.problem import Absence, Pool, Problem, Request, Room, Session, Span, Walk

T = TypeVar("T")

DAY = 1_440
OPENS, CLOSES = 8 * 60, 21 * 60
"""The house is served from 8:00; evaluations may last until 21:00."""
FLEXIBLE = 600
"""Minutes by which an opening may lie before or after its wish, within the day."""
MORNING = tuple(range(540, 631, 30))
AFTERNOON = tuple(range(840, 931, 30))
QUIET = (510, 660, 690, 780, 810, 960, 990)

METHODS = (
    ("open_tender", 24),
    ("invited_tender", 3),
    ("competitive_consultation", 10),
    ("competitive_negotiation", 7),
    ("inquiry", 8),
    ("single_source", 4),
    ("remote_main", 6),
)
"""How often each method with an opening or talks and an evaluation is asked for, among each other."""
SMALL = (("auction", 4), ("listing", 16), ("online_bidding", 8), ("remote_sub", 24))
"""Methods that take one room or only a witness line."""
SMALL_PERCENT = 40
"""How many in a hundred requests are of these."""

KINDS = (("evaluation", 40), ("opening", 31), ("negotiation", 8), ("auction", 6), ("agency_work", 9), ("remote", 6))
"""What the rooms of a centre are used for, in a hundred; one more is the store of movable equipment."""
SEATS = {
    "evaluation": (13, 9, 7, 7, 5),
    "opening": (80, 60, 30, 30, 20),
    "negotiation": (12, 10, 8),
    "auction": (120, 80, 40),
    "agency_work": (4,),
    "remote": (6,),
}
LINES = {"agency_work": 4, "remote": 6}
"""Sessions at once in a room: the others hold one."""
ROOMS_A_FLOOR = 16
ROOM_METRES, STAIR_METRES, CORRIDOR_METRES = 8, 30, 3


def day(seed: int, requests: int, rooms: int) -> Problem:
    """One day with so many requests and rooms; the same seed gives the same day everywhere."""
    return _problem(SeededChance(f"day {seed} {requests} {rooms}"), requests, rooms, days=1)


def week(seed: int) -> Problem:
    """Five days with 500 requests in 60 rooms; each request may stand only on the day of its wish."""
    return _problem(SeededChance(f"week {seed}"), 500, 60, days=5)


class _Size(NamedTuple):
    """Requests a day, rooms, days."""

    requests: int
    rooms: int
    days: int


def _problem(chance: SeededChance, requests: int, rooms: int, *, days: int) -> Problem:
    built = _rooms(chance.fork("rooms"), rooms, days)
    near, walks = _ways(built)
    size = _Size(requests // days, rooms, days)
    asked = tuple(_request(chance.fork(f"request {n}"), n, size) for n in range(1, requests + 1))
    return Problem(
        day="2026-11-23",
        days=days,
        hours=tuple((d * DAY + OPENS, d * DAY + CLOSES) for d in range(days)),
        rooms=built,
        pools=_pools(size),
        requests=_linked(chance.fork("linked"), asked),
        near=near,
        walks=walks,
    )


# ----------------------------------------------------------------------------------------------------------------- rooms


def _rooms(chance: SeededChance, count: int, days: int) -> tuple[Room, ...]:
    kinds = _shares(KINDS, count - 1)
    rooms = []
    for number, kind in enumerate(kinds, 1):
        rooms.append(_room(chance, number, kind, days, kinds[: number - 1].count(kind) / kinds.count(kind)))
    return (*rooms, Room(code="STORE", type="store"))


def _room(chance: SeededChance, number: int, kind: str, days: int, share: float) -> Room:
    """``share``: how many of its kind lie before it. The large rooms, with the better equipment, lie nearest the entrance."""
    return Room(
        code=f"{kind[0].upper()}{number}",
        type=kind,
        capacity=SEATS[kind][int(share * len(SEATS[kind]))],
        features=("dual_screen",) if kind == "evaluation" and share < 0.4 else (),
        lines=LINES.get(kind, 1),
        closed=tuple(span for d in range(days) for span in _maintenance(chance, d)),
    )


def _maintenance(chance: SeededChance, day_: int) -> tuple[Span, ...]:
    if below(chance, 100) >= 7:
        return ()
    since = day_ * DAY + OPENS + 30 * below(chance, 20)
    return ((since, since + 60 * (2 + below(chance, 3))),)


def _ways(rooms: Sequence[Room]) -> tuple[tuple[tuple[str, str], ...], tuple[Walk, ...]]:
    """Rooms lie on both sides of a corridor, a floor above the other: next door and across are near."""
    spots = {room.code: _spot(index) for index, room in enumerate(rooms)}
    pairs = list(combinations(spots, 2))
    near = tuple((a, b) for a, b in pairs if _next_door(spots[a], spots[b]))
    return near, tuple(Walk(a=a, b=b, metres=_metres(spots[a], spots[b])) for a, b in pairs)


class _Spot(NamedTuple):
    floor: int
    side: int
    along: int


def _spot(index: int) -> _Spot:
    # Kinds are dealt out over the floors, so that a chain may find its rooms on one floor.
    floors_apart = index // ROOMS_A_FLOOR
    within = index % ROOMS_A_FLOOR
    return _Spot(floors_apart, within % 2, within // 2)


def _next_door(a: _Spot, b: _Spot) -> bool:
    return a.floor == b.floor and abs(a.along - b.along) + (a.side != b.side) <= 1


def _metres(a: _Spot, b: _Spot) -> int:
    stairs = STAIR_METRES * abs(a.floor - b.floor)
    if not stairs:
        return ROOM_METRES * abs(a.along - b.along) + CORRIDOR_METRES * (a.side != b.side)
    return stairs + ROOM_METRES * (a.along + b.along) + CORRIDOR_METRES


# ----------------------------------------------------------------------------------------------------------------- pools


def _pools(size: _Size) -> tuple[Pool, ...]:
    lunch = tuple(
        Absence(since=d * DAY + 720, until=d * DAY + 780, amount=1 + size.rooms // 30) for d in range(size.days)
    )
    return (
        Pool(code="witness_line", kind="witness", amount=4 * max(2, round(size.requests * 0.10 + size.rooms * 0.05))),
        Pool(code="host", kind="staff", amount=max(3, round(size.rooms * 0.34)), absent=lunch),
        Pool(code="signature_pads", amount=max(2, size.rooms // 5), store="STORE"),
        Pool(code="projector", amount=max(2, size.rooms // 12), store="STORE"),
    )


# -------------------------------------------------------------------------------------------------------------- requests


def _request(chance: SeededChance, number: int, size: _Size) -> Request:
    start = DAY * below(chance, size.days)
    wish = start + _wish(chance)
    return Request(
        code=f"P{number:03}",
        weight=_weighted(chance, ((1, 76), (2, 18), (3, 6))),
        wish=wish,
        earliest=max(start + OPENS + 30, wish - FLEXIBLE),
        latest=min(start + 18 * 60, wish + FLEXIBLE),
        sessions=_sessions(chance, _weighted(chance, SMALL if below(chance, 100) < SMALL_PERCENT else METHODS)),
        parties=_parties(chance, size.requests, wish // DAY),
        people=5 + below(chance, 20),
    )


def _wish(chance: SeededChance) -> int:
    drawn = below(chance, 100)
    if drawn < 52:
        return chosen(chance, MORNING)
    return chosen(chance, AFTERNOON if drawn < 86 else QUIET)


def _parties(chance: SeededChance, day_size: int, day_: int) -> tuple[str, ...]:
    """An agency, a few of which have many projects, and bidders of whom some bid twice a day."""
    agencies = 6 + day_size // 3
    agency = int(agencies * fraction(chance) ** 1.5)
    bidders = {below(chance, day_size * 12) for _ in range(3 + below(chance, 5))}
    return (f"agency-{agency}", *(f"bidder-{day_}-{bidder}" for bidder in sorted(bidders)))


def _sessions(chance: SeededChance, method: str) -> tuple[Session, ...]:
    if method in ("open_tender", "invited_tender", "inquiry", "remote_main"):
        return _chain(chance, method)
    if method in ("competitive_consultation", "competitive_negotiation", "single_source"):
        return _negotiated(chance, method)
    return _single(chance, method)


def _chain(chance: SeededChance, method: str) -> tuple[Session, ...]:
    """Opening, then evaluation, with an agency line over both."""
    opening = 30 + 5 * below(chance, 5)
    lasts = _lasting(chance, 55 if method == "inquiry" else 100)
    remote = method == "remote_main"
    kind = {"types": ("remote",), "capacity": 1} if remote else _committee(chance)
    return (
        Session(
            code="opening",
            minutes=opening,
            setup=20,
            turnover=30,
            types=("opening",),
            capacity=chosen(chance, (10, 10, 10, 20, 20, 45, 60, 60)),
            pools={"host": 1, "witness_line": 1, **_equipment(chance)},
        ),
        Session(
            code="evaluation",
            offset=opening + 20,
            minutes=lasts,
            setup=15,
            turnover=30,
            pools={"witness_line": 1},
            **kind,
        ),
        *_agency(chance, opening + 20 + lasts),
    )


def _agency(chance: SeededChance, minutes: int) -> tuple[Session, ...]:
    """Two thirds of the chains are run by an agency that works on site; the others by the owner."""
    return (Session(code="agency", minutes=minutes, types=("agency_work",)),) if below(chance, 3) else ()


def _negotiated(chance: SeededChance, method: str) -> tuple[Session, ...]:
    """Talks in a negotiation room or a small opening room, then the committee, with an agency line over both."""
    talks = 40 + 10 * below(chance, 6)
    lasts = _lasting(chance, 45 if method == "single_source" else 70)
    return (
        Session(
            code="talks",
            minutes=talks,
            setup=30,
            turnover=30,
            types=("negotiation", "opening"),
            capacity=chosen(chance, (6, 8, 8, 10)),
            pools={"witness_line": 1},
        ),
        Session(code="evaluation", offset=talks, minutes=lasts, setup=15, turnover=30, **_committee(chance)),
        *_agency(chance, talks + lasts),
    )


def _single(chance: SeededChance, method: str) -> tuple[Session, ...]:
    """Methods that take one room or, bidding on the network, a witness line alone."""
    if method == "auction":
        return (
            Session(
                code="auction",
                minutes=45 + 15 * below(chance, 6),
                setup=60,
                turnover=30,
                types=("auction",),
                capacity=chosen(chance, (20, 30, 40, 60)),
                pools={"host": 1, "witness_line": 1, "projector": 1},
            ),
        )
    if method == "remote_sub":
        lasts = _lasting(chance, 165)
        return (
            Session(code="seat", minutes=lasts, setup=15, turnover=30, types=("remote",), pools={"witness_line": 1}),
        )
    minutes = 30 + 10 * below(chance, 4)
    rooms = ("negotiation", "opening") if method == "listing" else ()
    return (Session(code="bidding", minutes=minutes, setup=10, turnover=10, types=rooms, pools={"witness_line": 1}),)


def _lasting(chance: SeededChance, median: int) -> int:
    """Log-normal, in steps of 5 minutes, between 45 minutes and 8 hours."""
    return 5 * round(min(480.0, max(45.0, median * math.exp(gauss(chance, 0.0, 0.75)))) / 5)


def _committee(chance: SeededChance) -> dict[str, object]:
    seats = _weighted(chance, ((3, 30), (5, 36), (7, 12), (9, 22)))
    features = ("dual_screen",) if below(chance, 5) < 2 else ()
    return {"types": ("evaluation",), "capacity": seats, "features": features}


def _equipment(chance: SeededChance) -> dict[str, int]:
    drawn = below(chance, 10)
    return {"signature_pads": 1} if drawn < 4 else {"projector": 1} if drawn == 4 else {}


def _linked(chance: SeededChance, asked: Sequence[Request]) -> tuple[Request, ...]:
    """A few requests come only after another of the same day: a second lot, an auction after its listing."""
    linked = []
    for index, request in enumerate(asked):
        earlier = [other.code for other in asked[:index] if 60 <= request.wish - other.wish <= 420]
        first = (chosen(chance, earlier),) if earlier and below(chance, 25) == 0 else ()
        linked.append(
            Request(**{name: getattr(request, name) for name in request.__struct_fields__} | {"after": first})
        )
    return tuple(linked)


# ---------------------------------------------------------------------------------------------------------------- chance


def _weighted(chance: SeededChance, shares: Sequence[tuple[T, int]]) -> T:
    drawn = below(chance, sum(share for _, share in shares))
    for item, share in shares:
        drawn -= share
        if drawn < 0:
            return item
    raise AssertionError("the shares cover every number below their sum")


def _shares(shares: Sequence[tuple[str, int]], count: int) -> list[str]:
    """Each kind by its share, at least one of each, evenly mixed along the corridors."""
    whole = sum(share for _, share in shares)
    found = {kind: max(1, count * share // whole) for kind, share in shares}
    for kind, _ in shares:
        found[kind] += 1 if sum(found.values()) < count else 0
    found[shares[0][0]] += count - sum(found.values())
    places = [((n + 0.5) / many, kind) for kind, many in found.items() for n in range(many)]
    return [kind for _, kind in sorted(places)]
