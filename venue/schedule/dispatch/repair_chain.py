"""Finding a place for somebody by moving somebody else: short chains first, so that few are disturbed.

No solver is needed: a chain is found or given up in milliseconds. What it finds is a good plan; that there is no better one is
proven by :mod:`venue.schedule.dispatch.repair_model`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from venue.schedule.dispatch.ground import Option, Part
from venue.schedule.dispatch.repair_first import Scene, kept
from venue.schedule.dispatch.state import State

DEEPEST = 3
"""How many may move one after the other so that one finds its place."""
TRIES = 2_500
"""Placings tried for one request: the count, not the time, so that the same day gives the same plan on every machine."""
WIDEST = 60
"""Places looked at for one request at each step of a chain, those that disturb least first."""


class Spot(NamedTuple):
    """A time and rooms for a request that would be free if ``others`` were not there."""

    others: tuple[int, ...]
    away: int
    option: Option


class Chains:
    """Inserting requests into a state by chains."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.fixed = State(scene.ground)
        self._left = 0

    def filled(self) -> State:
        """A state in which as many as chains can reach stand, the heavier first."""
        state = kept(self.scene)
        self.fill(state)
        return state

    def fill(self, state: State) -> None:
        """Find places for whoever has none; who finds none leaves the state as it was."""
        for index in self.scene.turns:
            if state.at[index] is None:
                self._settle(state, index)
        state.changes.clear()

    def _settle(self, state: State, index: int) -> bool:
        self._left = TRIES
        return any(self._insert(state, index, depth, frozenset((index,))) for depth in range(DEEPEST + 1))

    def _insert(self, state: State, index: int, depth: int, moved: frozenset[int]) -> bool:
        for option in self.scene.nearest(index):
            standing = state.fit(option)
            if standing is not None:
                state.place(standing)
                return True
        return depth > 0 and any(
            self._make_room(state, spot, depth, moved) for spot in self._spots(state, index, depth, moved)
        )

    def _make_room(self, state: State, spot: Spot, depth: int, moved: frozenset[int]) -> bool:
        """Whether the others find places elsewhere once the request has taken the spot; otherwise nothing has happened."""
        self._left -= 1
        if self._left < 0:
            return False
        mark = len(state.changes)
        for other in spot.others:
            state.remove(other)
        standing = state.fit(spot.option)
        if standing is not None:
            state.place(standing)
            further = depth - len(spot.others)
            if all(self._insert(state, other, further, moved | {other}) for other in spot.others):
                return True
        state.undo(mark)
        return False

    def _spots(self, state: State, index: int, depth: int, moved: frozenset[int]) -> list[Spot]:
        at = self.scene.before(index).anchor
        found: dict[tuple[int, ...], Spot] = {}
        for option in self.scene.nearest(index):
            for others, narrowed in self._narrowed(state, option, depth):
                if not moved.intersection(others):
                    found.setdefault(others, Spot(others, abs(option.anchor - at), narrowed))
        return sorted(found.values(), key=lambda spot: (len(spot.others), spot.away, spot.others))[:WIDEST]

    def _narrowed(self, state: State, option: Option, most: int) -> Iterator[tuple[tuple[int, ...], Option]]:
        """The option with one of its crowded rooms each, and who must leave it; rooms of those who have begun are left out."""
        rooms = [self._least(state, part, most) for part in option.parts]
        if not all(rooms):
            return
        crowded = [k for k, choices in enumerate(rooms) if choices[0][0]]
        if len(crowded) != 1:
            if crowded:
                yield from _together(option, rooms, most)
            return
        for others, room in rooms[crowded[0]]:
            yield others, _with_room(option, crowded[0], room)

    def _least(self, state: State, part: Part, most: int) -> list[tuple[tuple[int, ...], int]]:
        """Each room of a part with those who stand in its way there, the fewest first."""
        found = []
        for room in part.rooms:
            if self.fixed.full[room] & part.busy:
                continue
            full = state.full[room] & part.busy
            here = state.inside[room].items() if full else ()
            others = tuple(sorted(j for j, bits in here if bits & full and state.at[j].option.pinned is None))  # type: ignore[union-attr]
            if len(others) <= most:
                found.append((others, room))
        return sorted(found, key=lambda one: (len(one[0]), one))


def _together(
    option: Option, rooms: Sequence[Sequence[tuple[tuple[int, ...], int]]], most: int
) -> Iterator[tuple[tuple[int, ...], Option]]:
    """Every part in its least crowded room: one spot where several rooms are crowded."""
    others = tuple(sorted({other for choices in rooms for other in choices[0][0]}))
    if len(others) <= most:
        narrowed = option
        for index, choices in enumerate(rooms):
            narrowed = _with_room(narrowed, index, choices[0][1])
        yield others, narrowed


def _with_room(option: Option, index: int, room: int) -> Option:
    part = Part(option.parts[index].busy, (room,))
    return replace(option, parts=(*option.parts[:index], part, *option.parts[index + 1 :]))
