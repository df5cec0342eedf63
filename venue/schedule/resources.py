"""What the site has to give: rooms, seats, movable equipment and posts, and which of them is free (F18, F21).

Booking by kind always ends at one named thing, so a kind can never be overbooked. Whoever is free is chosen by an order that
anybody can follow: the least loaded first, then the order of the site file.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import Millis, day_of
from venue.core.database import Reading, Row
from venue.core.work import Work
from venue.schedule.claims import Claim, Wish, clashes, moment, taken_between, thing
from venue.site.places import PLACES

# -------------------------------------------------------------------------------------------------------------- rules

NAMES: Mapping[str, tuple[str, str]] = {
    "spare_decrypt": ("备用解密机", "spare decrypting machines"),
    "spare_draw": ("备用抽取机", "spare draw machines"),
    "notebook": ("移动电脑", "notebooks"),
    "projector": ("移动投影机", "portable projectors"),
    "conference_set": ("移动会议设备", "conference sets"),
    "recorder": ("便携录音录像机", "portable recorders"),
    "signature_pad": ("备用签名板", "spare signature pads"),
    "voice_changer": ("变声话机", "voice-changing phones"),
    "paddle_case": ("竞买号牌箱", "cases of paddles"),
    "sample_case": ("样品周转箱", "sample cases"),
    "shield_case": ("屏蔽柜", "shielded cases"),
    "printer": ("移动打印机", "portable printers"),
    "other": ("其他设备", "other equipment"),
    "witness": ("见证岗", "witness posts"),
    "centre_service": ("评标区服务岗", "zone stewards"),
    "it_engineer": ("信息技术岗", "IT posts"),
    "patroller": ("巡查岗", "patrol posts"),
    "clerk": ("受理岗", "desk posts"),
    "auctioneer": ("拍卖师岗", "auctioneers"),
    "seat": ("评标席位", "evaluation seats"),
    "room": ("合适的房间", "suitable rooms"),
}
"""What each kind of equipment and each duty is called in a refusal."""


@dataclass(frozen=True)
class Candidate:
    """A resource that would do: ``lines`` how many may have it at once, ``rank`` its place in the order of choice."""

    code: str
    lines: int = 1
    rank: int = 0


@dataclass(frozen=True)
class Asked:
    """What is asked for by kind: ``of`` equipment kind or duty; room types, capacity and features of a room; a seat's room."""

    kind: str
    of: str = ""
    room_types: tuple[str, ...] = ()
    capacity: int = 0
    features: tuple[str, ...] = ()
    room: str = ""


def suits(room: Any, asked: Asked) -> str:
    """Why a room does not do, as a code; empty when it does."""
    if room.type not in asked.room_types:
        return "bookings.room_other_type"
    if room.capacity < asked.capacity:
        return "bookings.room_too_small"
    return "" if set(asked.features) <= set(room.features) else "bookings.room_lacks"


def choose(wish: Wish, candidates: Sequence[Candidate], taken: Sequence[Claim]) -> Candidate | None:
    """The candidate to take for a wish without a resource: free, least loaded, then first in order; ``None`` if all are taken."""
    by_code: dict[str, list[Claim]] = {}
    for one in taken:
        if thing(one) == wish.kind:
            by_code.setdefault(one.resource, []).append(one)
    free = [candidate for candidate in candidates if not clashes(_at(wish, candidate), by_code.get(candidate.code, ()))]
    return min(free, key=lambda one: (one.rank, len(by_code.get(one.code, ())), candidates.index(one)), default=None)


def _at(wish: Wish, candidate: Candidate) -> Wish:
    shared = min(wish.shared, candidate.lines) if wish.kind in ("witness", "staff") else wish.shared
    return replace(wish, resource=candidate.code, shared=shared)


# -------------------------------------------------------------------------------------------------------------- views


def _of_day(name: str, *columns: str) -> sa.Select[Any]:
    """The statement for a table of the site file on one day, in file order; built once, for it is asked for every claim."""
    places = PLACES[name]
    lasting = sa.or_(places.c.valid_to == "", places.c.valid_to > sa.bindparam("day"))
    here = (places.c.site == sa.bindparam("here"), places.c.valid_from <= sa.bindparam("day"), lasting)
    return sa.select(*(places.c[column] for column in columns)).where(*here).order_by(places.c.position, places.c.code)


_POST = _of_day("post", "lines").where(PLACES["post"].c.code == sa.bindparam("code"))
_POSTS = _of_day("post", "code", "lines").where(PLACES["post"].c.duty == sa.bindparam("of"))
_EQUIPMENT = _of_day("equipment", "code").where(PLACES["equipment"].c.kind == sa.bindparam("of"))
_SEATS = _of_day("seat", "code").where(PLACES["seat"].c.room == sa.bindparam("of"))
_ROOMS = _of_day("room", "code", "type", "capacity", "features").where(
    PLACES["room"].c.type.in_(sa.bindparam("types", expanding=True))
)


def lines_of_post(read: Reading | Work, site: str, code: str, at: Millis) -> tuple[int, ...]:
    """How many projects a post may serve at once, as one number; empty when the site file does not know the post."""
    return tuple(int(row.lines) for row in read.all(_POST, {"here": site, "code": code, "day": day_of(at)}))


def duty_or_kind(read: Reading | Work, site: str, kind: str, code: str, at: Millis) -> str:
    """The kind of a device, the duty of a post, the room of a seat; empty when the site file does not know it."""
    attribute = {"equipment": "kind", "seat": "room"}.get(kind, "duty")
    places = PLACES[{"equipment": "equipment", "seat": "seat"}.get(kind, "post")]
    day = day_of(at)
    lasting = sa.or_(places.c.valid_to == "", places.c.valid_to > day)
    here = (places.c.site == site, places.c.code == code, places.c.valid_from <= day, lasting)
    return str(read.scalar(sa.select(places.c[attribute]).where(*here)) or "")


def candidates_for(read: Reading | Work, site: str, asked: Asked, at: Millis) -> tuple[Candidate, ...]:
    """Everything of the site that would do on the day of an instant, in the order of the site file; smaller rooms first."""
    here = {"here": site, "day": day_of(at)}
    if asked.kind == "room":
        rows = read.all(_ROOMS, {**here, "types": list(asked.room_types)})
        order = asked.room_types.index
        return tuple(
            Candidate(row.code, rank=order(row.type) * 100_000 + row.capacity) for row in rows if _fits(row, asked)
        )
    if asked.kind in ("seat", "equipment"):
        statement, of = (_SEATS, asked.room) if asked.kind == "seat" else (_EQUIPMENT, asked.of)
        return tuple(Candidate(row.code) for row in read.all(statement, {**here, "of": of}))
    duty = "witness" if asked.kind == "witness" else asked.of
    return tuple(Candidate(row.code, row.lines) for row in read.all(_POSTS, {**here, "of": duty}))


def _fits(row: Row, asked: Asked) -> bool:
    return row.capacity >= asked.capacity and set(asked.features) <= set(json.loads(row.features))


def pick(
    work: Work, wish: Wish, asked: Asked, *, besides: Sequence[str] = (), taken: Sequence[Claim] | None = None
) -> str:
    """The resource to take for a wish by kind; refuses when every one is taken, with when the first is free again.

    ``besides``: resources that are spoken for in the same act. ``taken``: every claim at the time, if known already.
    """
    everything = candidates_for(work, work.site, asked, wish.from_at)
    if taken is None:
        taken = taken_between(work, work.site, wish.busy_from, wish.busy_until)
    found = choose(wish, [one for one in everything if one.code not in besides], taken)
    if found is None:
        raise none_free(wish, asked, everything, taken)
    return found.code


def none_free(wish: Wish, asked: Asked, everything: Sequence[Candidate], taken: Sequence[Claim]) -> Refused:
    """The refusal when nothing of a kind is free."""
    zh, en = NAMES.get(asked.of or asked.kind, (asked.of or asked.kind,) * 2)
    if not everything:
        return Refused("bookings.none_known", what_zh=zh, what_en=en)
    codes = {one.code for one in everything}
    ends = [one.busy_until for one in taken if thing(one) == wish.kind and one.resource in codes]
    free = moment(min(ends)) if ends else moment(wish.busy_until)
    return Refused("bookings.none_free", what_zh=zh, what_en=en, count=len(everything), free=free)
