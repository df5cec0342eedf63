"""What a site gives to dispatch on a day: rooms that sessions may take, ways between them, which are too near, what is counted.

All of it hangs on the imported site file and the day alone, so it is worked out once for each and kept.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise

import sqlalchemy as sa

from venue.core.clock import at_local
from venue.core.database import Reading
from venue.core.work import Principal, Work
from venue.projects.legal import book_at
from venue.projects.methods import all_methods
from venue.schedule.dispatch.problem import Pool, Walk
from venue.schedule.dispatch.problem import Room as DispatchRoom
from venue.site.parts import Room
from venue.site.places import site, site_files
from venue.site.plan import OUTSIDE, SiteFile
from venue.site.shape import Spot
from venue.site.walk import NoWay, WalkGraph

WITNESS_LINES = ("RB-27", "lines")
WALL = 300
"""Two rooms are next door when their walls lie no further apart than this, in millimetres, for more than half a metre."""

ALONG = 500

# -------------------------------------------------------------------------------------------------------------- rules


@dataclass(frozen=True)
class DayGround:
    """The site of one day as dispatch sees it. ``kind_of`` tells the pool of each named thing and post."""

    rooms: tuple[DispatchRoom, ...]
    walks: tuple[Walk, ...]
    near: tuple[tuple[str, str], ...]
    pools: tuple[Pool, ...]
    pool_of: Mapping[tuple[str, str], str]
    feeder_of: Mapping[str, str]


def ground_of(plan: SiteFile, day: str) -> DayGround:
    """The ground of a day, from the plan of the site as it holds on that day."""
    types = _types_in_use(day)
    taken = [room for room in plan.rooms if room.type in types]
    rooms = tuple(_room(room, types[room.type]) for room in taken)
    graph = WalkGraph(plan)
    stores = {one.store for one in plan.equipment}
    rules = book_at(at_local(day))
    lines = rules.number(*WITNESS_LINES)
    inner = {code for code, zone in rules.zones.zone.items() if zone.evaluation == "yes"}
    pools, pool_of = _pools(plan, lines)
    places = [*(room.code for room in taken), *sorted(stores - {room.code for room in taken})]
    outside = tuple(DispatchRoom(code=code, type="store") for code in places[len(taken) :])
    return DayGround(
        rooms=(*rooms, *outside),
        walks=tuple(_walks(graph, places)),
        near=_near(graph, [room for room in taken if room.zone in inner], plan),
        pools=pools,
        pool_of=pool_of,
        feeder_of={room.code: room.feeder for room in plan.rooms},
    )


def _types_in_use(day: str) -> dict[str, int]:
    """How many sessions a room of each type may hold at once, for every type that some method asks for."""
    lines: dict[str, int] = {}
    for method in all_methods():
        if method.valid_from <= day and (not method.valid_to or day < method.valid_to):
            for need in method.needs:
                if need.kind == "room":
                    for kind in need.room_types:
                        lines[kind] = min(lines.get(kind, need.shared), need.shared)
    return lines


def _room(room: Room, lines: int) -> DispatchRoom:
    return DispatchRoom(code=room.code, type=room.type, capacity=room.capacity, features=room.features, lines=lines)


def _walks(graph: WalkGraph, places: list[str]) -> list[Walk]:
    found = []
    for a, b in combinations(places, 2):
        try:
            found.append(Walk(a=a, b=b, metres=-(-graph.route(a, b, service=True).length // 1000)))
        except NoWay:
            continue
    return found


def _pools(plan: SiteFile, lines: int) -> tuple[tuple[Pool, ...], dict[tuple[str, str], str]]:
    """Movable things by kind, witness lines and posts by duty: how many there are, and the pool of each named one."""
    amounts: dict[str, int] = {}
    stores: dict[str, str] = {}
    pool_of: dict[tuple[str, str], str] = {}
    for one in plan.equipment:
        code = pool_of["equipment", one.code] = f"equipment:{one.kind}"
        amounts[code] = amounts.get(code, 0) + 1
        stores.setdefault(code, one.store)
    for post in plan.posts:
        witness = post.duty == "witness"
        code = "witness" if witness else f"staff:{post.duty}"
        pool_of["witness" if witness else "staff", post.code] = code
        amounts[code] = amounts.get(code, 0) + (min(post.lines, lines) if witness else post.lines)
    pools = tuple(
        Pool(code=code, kind=code.partition(":")[0], amount=amount, store=stores.get(code, ""))
        for code, amount in sorted(amounts.items())
    )
    return pools, pool_of


def _near(graph: WalkGraph, rooms: list[Room], plan: SiteFile) -> tuple[tuple[str, str], ...]:
    """Pairs of rooms of the evaluation zones that are next door, or whose people meet on a way that not everybody must take."""
    ways = {room.code: _passages(graph, room.code, plan) for room in rooms}
    unavoidable = frozenset.intersection(*ways.values()) if ways else frozenset()
    return tuple(
        (a.code, b.code)
        for a, b in combinations(rooms, 2)
        if (a.floor == b.floor and next_door(a.outline, b.outline)) or (ways[a.code] & ways[b.code]) - unavoidable
    )


def _passages(graph: WalkGraph, room: str, plan: SiteFile) -> frozenset[str]:
    try:
        way = graph.route(room, OUTSIDE).rooms
    except NoWay:
        return frozenset()
    return frozenset(code for code in way if code not in (room, OUTSIDE) and plan.room[code].use == "passage")


def next_door(one: tuple[Spot, ...], other: tuple[Spot, ...]) -> bool:
    """Whether two outlines share a wall: straight walls side by side for more than half a metre."""
    return any(_side_by_side(wall, facing) for wall in _walls(one) for facing in _walls(other))


def _walls(outline: tuple[Spot, ...]) -> list[tuple[Spot, Spot]]:
    return list(pairwise((*outline, outline[0])))


def _side_by_side(wall: tuple[Spot, Spot], facing: tuple[Spot, Spot]) -> bool:
    for across, along in ((0, 1), (1, 0)):
        if wall[0][across] == wall[1][across] and facing[0][across] == facing[1][across]:
            apart = abs(wall[0][across] - facing[0][across])
            ours, theirs = (sorted((one[0][along], one[1][along])) for one in (wall, facing))
            if apart <= WALL and min(ours[1], theirs[1]) - max(ours[0], theirs[0]) > ALONG:
                return True
    return False


# -------------------------------------------------------------------------------------------------------------- views


def ground_on(read: Reading | Work, site_code: str, day: str) -> DayGround:
    """The ground of an ISO day of the site as it is stored; no rooms at all before any import."""
    stamp = read.first(
        sa.select(site_files.c.digest)
        .where(site_files.c.site == site_code)
        .order_by(site_files.c.number.desc())
        .limit(1)
    )
    known = _KEPT.get((site_code, "" if stamp is None else stamp.digest, day))
    if known is not None:
        return known
    reading = read if isinstance(read, Reading) else read.reading()
    plan = site(reading, Principal("system", site=site_code), on=day)
    made = _EMPTY if plan is None else ground_of(plan, day)
    if stamp is not None:
        while len(_KEPT) >= KEPT_DAYS:
            _KEPT.pop(next(iter(_KEPT)))
        _KEPT[site_code, stamp.digest, day] = made
    return made


KEPT_DAYS = 16
_KEPT: dict[tuple[str, str, str], DayGround] = {}
_EMPTY = DayGround((), (), (), (), {}, {})
