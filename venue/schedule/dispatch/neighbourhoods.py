"""Searching by making room: one request is put where it wants to be, whoever is in its way is taken out and placed anew.

A step is kept when the plan becomes better, or not much worse while the search is still warm. A step takes about a
millisecond. All chance comes from a seed, so the same seed and the same number of steps give the same plan.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from venue.schedule.dispatch.ground import Bits, Ground, Option, Standing
from venue.schedule.dispatch.state import State

Standings = list[Standing | None]

WARM, COLD = 20_000.0, 100.0
"""How much worse a step may be at the beginning and at the end, in the cost's own unit, with e-fold rarity."""
WEIGHED = 40_000
"""What a refused request counts while searching, times its weight, when the declared weight is larger: enough to outweigh
displacements, little enough that the search sometimes gives one up to find room for two."""


TRIED = 14
"""How many of those who were out before are tried again at each step: more would cost more steps than they find places."""
BLINKS, LOOKS = 20, 24
"""In how many of a hundred placings options are overlooked, and among how many of them."""


class Dice:
    """Cheap reproducible numbers for a search; never for anything that must not be foreseen."""

    __slots__ = ("_now",)

    def __init__(self, seed: int) -> None:
        self._now = (seed * 0x9E3779B97F4A7C15 + 0x1234567) & 0xFFFFFFFFFFFFFFFF
        for _ in range(4):
            self.below(2)

    def below(self, limit: int) -> int:
        """From 0 to ``limit - 1``."""
        self._now = (self._now * 6364136223846793005 + 1442695040888963407) & 0xFFFFFFFFFFFFFFFF
        return (self._now >> 33) * limit >> 31

    def share(self) -> float:
        """In [0, 1)."""
        return self.below(1 << 30) / (1 << 30)


class Schedule:
    """How warm a search of a given length is as it goes on: a short cycle for a good answer soon, then a long one from its best."""

    def __init__(self, length: float) -> None:
        self._length = length
        self._first = 0.15 * length
        self._cycle = 0

    def warmth(self, passed: float) -> float:
        """From 1 (beginning) to 0 (end of a cycle)."""
        if passed < self._first:
            return 1.0 - passed / self._first
        return max(0.0, 1.0 - (passed - self._first) / (self._length - self._first))

    def turned(self, passed: float) -> bool:
        """Whether a cycle has just ended."""
        was, self._cycle = self._cycle, int(passed >= self._first) + int(passed >= 0.85 * self._length)
        return self._cycle != was


class _Way(NamedTuple):
    """A way to force a request in: the rooms, and who must leave."""

    standing: Standing
    leaves: frozenset[int]


class Walker:
    """Walks from plan to plan. ``best``: the cheapest standings so far, ``least`` their cost."""

    def __init__(self, ground: Ground, standings: Sequence[Standing | None], seed: int) -> None:
        self.ground = ground
        self.state = State(ground)
        self.state.adopt(standings)
        self.dice = Dice(seed)
        self.movable = [i for i, options in enumerate(ground.options) if options and options[0].pinned is None]
        self.scale = [min(price, WEIGHED * (price // max(1, ground.problem.weights.refused))) for price in ground.price]
        self.softer = [price - scaled for price, scaled in zip(ground.price, self.scale, strict=True)]
        self.out = [i for i in self.movable if self.state.at[i] is None]
        self.best: Standings = list(self.state.at)
        self.least = self.state.cost

    def adopt(self, standings: Sequence[Standing | None]) -> None:
        """Go on from there."""
        self.state.adopt(standings)
        self.out = [i for i in self.movable if self.state.at[i] is None]
        self._note()

    def step(self, warmth: float) -> bool:
        """One step at a warmth from 1 (beginning) to 0 (end). Returns whether the best became better."""
        if not self.movable:
            return False
        state, mark = self.state, len(self.state.changes)
        before = self._felt()
        out = self.out
        freed = self._shake()
        self._refill(freed, out)
        worse = self._felt() - before
        limit = COLD * (WARM / COLD) ** warmth
        if worse > 0 and self.dice.share() >= math.exp(-worse / limit):
            state.undo(mark)
            self.out = out
            return False
        state.changes.clear()
        return self._note()

    def _felt(self) -> int:
        """The cost as the search feels it: refusals are softened."""
        return self.state.cost - sum([self.softer[i] for i in self.out])

    def _note(self) -> bool:
        if self.state.cost >= self.least:
            return False
        self.least, self.best = self.state.cost, list(self.state.at)
        return True

    # ----------------------------------------------------------------------------------------------------------- shaking

    def _shake(self) -> Bits:
        """Force one request in, or move some that stand; returns the times at which something became free."""
        drawn = self.dice.below(100)
        if self.out and drawn < 55:
            return self._force(self._one_of(self.out), standing=False)
        if drawn < 85:
            return self._force(self._one_of(self.movable), standing=True)
        return self._clear_around(self._one_of(self.movable))

    def _one_of(self, items: Sequence[int]) -> int:
        return items[self.dice.below(len(items))]

    def _force(self, request: int, *, standing: bool) -> Bits:
        freed = self._leave(request) if standing and self.state.at[request] is not None else 0
        options = self.ground.options[request]
        # Early options are the cheap ones; the square prefers them.
        option = options[int(len(options) * self.dice.share() ** 2)]
        way = self._way_in(option)
        if way is None:
            return freed
        for other in sorted(way.leaves):
            freed |= self._leave(other)
        self.out = [i for i in self.out if i != request]
        self.state.place(way.standing)
        return freed

    def _leave(self, request: int) -> Bits:
        was = self.state.remove(request)
        self.out = [*self.out, request]
        return was.option.whole

    def _clear_around(self, request: int) -> Bits:
        """Take out some that stand at the time of a request's wish, wherever they are."""
        options = self.ground.options[request]
        when, freed = options[self.dice.below(len(options))].whole, 0
        near = [i for i in self.movable if (s := self.state.at[i]) is not None and s.option.whole & when]
        for _ in range(min(len(near), 3 + self.dice.below(6))):
            other = near.pop(self.dice.below(len(near)))
            freed |= self._leave(other)
        return freed

    def _refill(self, freed: Bits, before: Sequence[int]) -> None:
        """Place who has just left, and some of those who were out before, where something became free, in one of several orders."""
        waiting = set(before)
        turns = [request for request in self.out if request not in waiting]
        olds = [request for request in self.out if request in waiting]
        for _ in range(min(TRIED, len(olds))):
            turns.append(olds.pop(self.dice.below(len(olds))))
        left = []
        for request in self._in_turn(turns):
            standing = self.state.best(request, within=freed, skip=self._blinks())
            if standing is None:
                left.append(request)
            else:
                self.state.place(standing)
        self.out = olds + left

    def _in_turn(self, turns: list[int]) -> list[int]:
        for last in range(len(turns) - 1, 0, -1):
            other = self.dice.below(last + 1)
            turns[last], turns[other] = turns[other], turns[last]
        kind = self.dice.below(4)
        if kind == 0:
            turns.sort(key=lambda i: -self.ground.price[i])
        elif kind == 1:
            turns.sort(key=lambda i: (-self.ground.price[i], -self._size(i)))
        elif kind == 2:
            turns.sort(key=lambda i: (-self.ground.price[i], self._size(i)))
        return turns

    def _size(self, request: int) -> int:
        return self.ground.sizes[request]

    def _blinks(self) -> int:
        """Now and then a quarter of the options is overlooked, so that the nearest time is not always taken."""
        if self.dice.below(100) >= BLINKS:
            return 0
        return self.dice.below(1 << LOOKS) & self.dice.below(1 << LOOKS)

    # ---------------------------------------------------------------------------------------------------------- forcing in

    def _way_in(self, option: Option) -> _Way | None:
        """The rooms in which the request drives out least, and everybody who must leave for it; None when a pin stands there."""
        leaves = set(self._out_of_order(option))
        shunned = self.state.shunned(option)
        rooms: list[int] = []
        for part, fee, shun in zip(option.parts, self.ground.fees[option.request], shunned, strict=True):
            found = self._cheapest_room(part.busy, part.rooms, fee, shun)
            if found is None:
                return None
            rooms.append(found)
            leaves |= self._occupants(found, part.busy)
        leaves |= self._too_near(option, rooms, shunned)
        for index in leaves:
            if self.ground.options[index][0].pinned is not None:
                return None
        return self._supplied(option, Standing(option, tuple(rooms)), leaves)

    def _out_of_order(self, option: Option) -> list[int]:
        at = self.state.at
        found = []
        for first in self.ground.before[option.request]:
            standing = at[first]
            if standing is not None and standing.option.end > option.start:
                found.append(first)
        for later in self.ground.behind[option.request]:
            standing = at[later]
            if standing is not None and standing.option.start < option.end:
                found.append(later)
        return found

    def _cheapest_room(self, busy: Bits, rooms: Sequence[int], fee: dict[int, int], shun: Bits) -> int | None:
        found, least = None, math.inf
        for room in rooms:
            cost = fee[room] + self.dice.below(400)
            if self.state.full[room] & busy:
                cost += sum([self.scale[i] for i in self._occupants(room, busy)])
            if shun >> room & 1:
                cost += WEIGHED
            if cost < least:
                found, least = room, cost
        return found

    def _occupants(self, room: int, busy: Bits) -> set[int]:
        """Who must leave so that the room is free: everybody in a room of one line, some in a room of several."""
        full = self.state.full[room] & busy
        if not full:
            return set()
        there = [(i, bits) for i, bits in self.state.inside[room].items() if bits & full]
        if self.ground.lines[room] == 1:
            return {i for i, _ in there}
        leaves: set[int] = set()
        there.sort(key=lambda item: self.scale[item[0]])
        for index, bits in there:
            if bits & full:
                leaves.add(index)
                full &= ~bits
        return leaves

    def _too_near(self, option: Option, rooms: Sequence[int], shunned: Sequence[Bits]) -> set[int]:
        if not any(shun >> room & 1 for shun, room in zip(shunned, rooms, strict=True)):
            return set()
        found = set()
        for other in self.ground.apart[option.request]:
            standing = self.state.at[other]
            if standing is not None and self._meet(option, rooms, standing):
                found.add(other)
        return found

    def _meet(self, option: Option, rooms: Sequence[int], other: Standing) -> bool:
        near = self.ground.near
        return any(
            ours.busy & theirs.busy and near[there] >> here & 1
            for ours, here in zip(option.parts, rooms, strict=True)
            for theirs, there in zip(other.option.parts, other.rooms, strict=True)
        )

    def _supplied(self, option: Option, standing: Standing, leaves: set[int]) -> _Way | None:
        """Also the pools must have enough: when not, those who take of them leave one by one."""
        state, mark = self.state, len(self.state.changes)
        for index in leaves:
            state.remove(index)
        while (lacking := self._lacking(option)) is not None:
            takers = self._takers(*lacking)
            if not takers:
                state.undo(mark)
                return None
            index = takers[self.dice.below(len(takers))]
            leaves.add(index)
            state.remove(index)
        way = state.fit(option) if self.ground.crowded[option.request] else standing
        state.undo(mark)
        return _Way(way, frozenset(leaves)) if way is not None else None

    def _lacking(self, option: Option) -> tuple[int, Bits] | None:
        for pool, level, when in option.pools:
            short = self.state.pools[pool].over(self.state.amounts[pool] - level) & when
            if short:
                return pool, short
        return None

    def _takers(self, pool: int, when: Bits) -> list[int]:
        found = []
        for index in self.movable:
            standing = self.state.at[index]
            if standing is not None and any(p == pool and bits & when for p, _, bits in standing.option.pools):
                found.append(index)
        return found
