"""The walk graph: who walks from where to where, through which doors, over which distance.

Places are joined by doors and by stairs or lifts. Inside a place one walks straight from opening to opening, so a long or
bent corridor is drawn as several straight ones joined by openings. Ways lead through places marked ``through`` only, never
through somebody else's room; service doors are used when asked for, emergency doors never.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from venue.site.parts import OUTSIDE, AccessPoint, Link
from venue.site.plan import SiteFile
from venue.site.shape import Spot, distance


class NoWay(Exception):
    """There is no way between two rooms under the given conditions."""

    def __init__(self, from_room: str, to_room: str) -> None:
        super().__init__(from_room, to_room)
        self.from_room, self.to_room = from_room, to_room


@dataclass(frozen=True)
class Step:
    """One leg of a way: walk ``length`` millimetres inside ``room`` to ``spot``, then through ``by`` into the next room.

    ``by`` is the code of an access point or link, ``""`` on the last leg, which ends in the room's middle. ``spot`` lies on
    ``floor``. ``length`` includes the stair or lift when ``by`` is one.
    """

    room: str
    floor: str
    spot: Spot
    length: int
    by: str


@dataclass(frozen=True)
class Route:
    """A way: where it starts, its legs in order, and its whole length in millimetres."""

    from_room: str
    to_room: str
    start: Spot
    steps: tuple[Step, ...]
    access_points: tuple[str, ...]

    @property
    def length(self) -> int:
        """The whole way in millimetres."""
        return sum(step.length for step in self.steps)

    @property
    def rooms(self) -> tuple[str, ...]:
        """Every place the way touches, in order, the first and the last included."""
        return tuple(step.room for step in self.steps)


@dataclass(frozen=True)
class _Portal:
    """One direction through a door, stair or lift."""

    code: str
    room: str
    at: Spot
    beyond: str
    beyond_at: Spot
    extra: int
    kind: str


class WalkGraph:
    """The walk graph of a site on one day (build it from ``site_file.on(day)``)."""

    def __init__(self, site_file: SiteFile) -> None:
        self._site = site_file
        self._doors = frozenset(door.code for door in site_file.access_points)
        self._from: dict[str, list[_Portal]] = {}
        for portal in _portals(site_file):
            self._from.setdefault(portal.room, []).append(portal)

    def route(self, from_room: str, to_room: str, *, avoiding: Collection[str] = (), service: bool = False) -> Route:
        """The shortest way. ``avoiding`` names rooms, access points or links; ``service`` lets it use service doors.

        Raises :class:`NoWay` when there is none, :class:`KeyError` for an unknown room.
        """
        closed = {"emergency"} if service else {"emergency", "service"}
        start = self._spot_of(from_room)
        if from_room == to_room:
            return self._told(from_room, to_room, start, ())
        legs = self._search(from_room, to_room, start=start, avoiding=frozenset(avoiding), closed=closed)
        return self._told(from_room, to_room, start, legs)

    def reachable(self, from_room: str) -> frozenset[str]:
        """Every place one can get to at all, whoever's room lies between; emergency doors do not count."""
        found, ahead = {from_room}, [from_room]
        while ahead:
            for portal in self._from.get(ahead.pop(), ()):
                if portal.beyond not in found and portal.kind != "emergency":
                    found.add(portal.beyond)
                    ahead.append(portal.beyond)
        return frozenset(found)

    def _spot_of(self, room: str) -> Spot:
        if room == OUTSIDE:
            doors = [portal.at for portal in self._from.get(OUTSIDE, ()) if portal.kind != "emergency"]
            return doors[0] if doors else (0, 0)
        return self._site.room[room].middle

    def _search(
        self, from_room: str, to_room: str, *, start: Spot, avoiding: frozenset[str], closed: set[str]
    ) -> tuple[_Portal, ...]:
        best: dict[_Portal, int] = {}
        goal = self._spot_of(to_room)
        queue: list[tuple[int, int, str, Spot, tuple[_Portal, ...]]] = [(0, 0, from_room, start, ())]
        order = 0
        while queue:
            length, _, room, spot, legs = heapq.heappop(queue)
            if room == to_room and legs and legs[-1].code == "":
                return legs[:-1]
            for portal in self._onward(room, spot, from_room=from_room, to_room=to_room, goal=goal):
                if portal.kind in closed or portal.code in avoiding or portal.beyond in avoiding:
                    continue
                further = length + self._between(room, spot, portal.at) + portal.extra
                if portal not in best or further < best[portal]:
                    best[portal] = further
                    order += 1
                    heapq.heappush(queue, (further, order, portal.beyond, portal.beyond_at, (*legs, portal)))
        raise NoWay(from_room, to_room)

    def _onward(self, room: str, spot: Spot, *, from_room: str, to_room: str, goal: Spot) -> Iterator[_Portal]:
        if room == to_room:
            at = spot if room == OUTSIDE else goal
            yield _Portal("", room, at, room, at, 0, "arrival")
        elif room == from_room or (room != OUTSIDE and self._site.room[room].through):
            yield from self._from.get(room, ())

    def _between(self, room: str, a: Spot, b: Spot) -> int:
        return 0 if room == OUTSIDE else distance(a, b)

    def _told(self, from_room: str, to_room: str, start: Spot, legs: tuple[_Portal, ...]) -> Route:
        steps: list[Step] = []
        room, spot = from_room, start
        for leg in legs:
            length = self._between(room, spot, leg.at) + leg.extra
            steps.append(Step(room, self._floor_of(leg), leg.at, length, leg.code))
            room, spot = leg.beyond, leg.beyond_at
        end = spot if room == OUTSIDE else self._spot_of(to_room)
        floor = "" if room == OUTSIDE else self._site.room[room].floor
        steps.append(Step(room, floor, end, self._between(room, spot, end), ""))
        crossed = tuple(leg.code for leg in legs if leg.code in self._doors)
        return Route(from_room, to_room, start, tuple(steps), crossed)

    def _floor_of(self, leg: _Portal) -> str:
        inside = leg.room if leg.room != OUTSIDE else leg.beyond
        return self._site.room[inside].floor


def _portals(site_file: SiteFile) -> Iterator[_Portal]:
    for door in site_file.access_points:
        yield from _through_door(door)
    for link in site_file.links:
        yield from _through_link(link)


def _through_door(door: AccessPoint) -> Iterator[_Portal]:
    yield _Portal(door.code, door.from_room, door.at, door.to_room, door.at, 0, door.kind)
    yield _Portal(door.code, door.to_room, door.at, door.from_room, door.at, 0, door.kind)


def _through_link(link: Link) -> Iterator[_Portal]:
    yield _Portal(link.code, link.from_room, link.from_at, link.to_room, link.to_at, link.length, link.kind)
    yield _Portal(link.code, link.to_room, link.to_at, link.from_room, link.from_at, link.length, link.kind)
