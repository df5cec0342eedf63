"""Separation as cuts: of requests with a common party, at most one at a time may be in any group of rooms near each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.proof_model import Model, Row, Seat, Terms

ENOUGH = 0.02
"""A row that is broken by less is not worth its place."""


class Separation:
    """The separation of one model: finds the rows that given values of its columns break."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self.groups = near_groups(model.problem)
        self.kin = _by_party(model)
        self.known: set[tuple[int, ...]] = set()
        self.seats: dict[str, list[Seat]] = defaultdict(list)
        for seat in model.seats:
            self.seats[seat.request].append(seat)

    def broken(self, values: Sequence[float]) -> list[Row]:
        """Rows that every legal plan keeps, that were not given before, and of which the values break some.

        Where a party breaks the separation in a group of rooms once, it gets that group's rows of the whole time: the next values
        would only break them a little earlier or later.
        """
        found = []
        for codes in self.kin:
            mine = [seat for code in sorted(codes) for seat in self.seats[code]]
            held = [seat for seat in mine if values[seat.column] > ENOUGH]
            for group in self.groups:
                if _breaks([seat for seat in held if seat.room in group], values):
                    found += list(self._rows([seat for seat in mine if seat.room in group], values))
        return found

    def _rows(self, seats: Sequence[Seat], values: Sequence[float]) -> Iterator[Row]:
        """At each instant at which one of the seats begins: of the requests there, one."""
        for at in sorted({seat.busy[0] for seat in seats}):
            there = [seat for seat in seats if seat.busy[0] <= at < seat.busy[1]]
            chosen = _heaviest(there, values)
            terms: Terms = {seat.column: 1 for seat in there if (seat.request, seat.session) in chosen}
            if len(chosen) > 1 and (key := tuple(sorted(terms))) not in self.known:
                self.known.add(key)
                yield Row(0, terms, 1)


def _breaks(seats: Sequence[Seat], values: Sequence[float]) -> bool:
    """Whether at some instant more than one request is there."""
    if len({seat.request for seat in seats}) < 2:
        return False
    instants = {seat.busy[0] for seat in seats}
    return any(
        sum(_heaviest([seat for seat in seats if seat.busy[0] <= at < seat.busy[1]], values).values()) > 1 + ENOUGH
        for at in instants
    )


def _heaviest(seats: Iterable[Seat], values: Sequence[float]) -> dict[tuple[str, str], float]:
    """Of each request the one session that is there most: two of its own may be there together."""
    weight: dict[tuple[str, str], float] = defaultdict(float)
    for seat in seats:
        weight[seat.request, seat.session] += values[seat.column]
    best: dict[str, tuple[str, str]] = {}
    for pair in sorted(weight):
        if pair[0] not in best or weight[pair] > weight[best[pair[0]]]:
            best[pair[0]] = pair
    return {pair: weight[pair] for pair in best.values()}


def _by_party(model: Model) -> list[frozenset[str]]:
    by_party: dict[str, set[str]] = defaultdict(set)
    for request in model.free:
        for party in request.parties:
            by_party[party].add(request.code)
    return sorted({frozenset(codes) for codes in by_party.values() if len(codes) > 1}, key=sorted)


def near_groups(problem: Problem) -> list[frozenset[str]]:
    """The largest groups of rooms of which each two are near; a room alone is one."""
    near: dict[str, set[str]] = {room.code: set() for room in problem.rooms}
    for one, other in problem.near:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return sorted(_cliques(frozenset(), set(near), set(), near), key=sorted)


def _cliques(
    inside: frozenset[str], open_: set[str], done: set[str], near: dict[str, set[str]]
) -> Iterator[frozenset[str]]:
    """Bron and Kerbosch with a pivot."""
    if not open_ and not done:
        if inside:
            yield inside
        return
    pivot = max(sorted(open_ | done), key=lambda room: len(near[room] & open_))
    for room in sorted(open_ - near[pivot]):
        yield from _cliques(inside | {room}, open_ & near[room], done & near[room], near)
        open_ = open_ - {room}
        done = done | {room}
