"""What is taken while a search runs: rooms, lines and pools by the bits of time, with placing, taking back and undoing.

Placing and taking back cost microseconds: a counted resource is kept as a binary number for each slot of time, one integer a digit,
so that one addition counts a whole busy time at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from venue.schedule.dispatch.ground import Bits, Ground, Option, Part, Standing

Change = tuple[bool, Standing]
"""Whether it was placed or taken back, and what."""


class Tally:
    """How much is taken of one thing at each slot of time."""

    __slots__ = ("_over", "digits")

    def __init__(self) -> None:
        self.digits: list[Bits] = []
        self._over: dict[int, Bits] = {}

    def add(self, when: Bits, amount: int) -> None:
        """So much more is taken at these times."""
        self._over.clear()
        digits, place = self.digits, 0
        while amount:
            if amount & 1:
                carry, at = when, place
                while carry:
                    if at >= len(digits):
                        digits.extend([0] * (at + 1 - len(digits)))
                    digits[at], carry = digits[at] ^ carry, digits[at] & carry
                    at += 1
            amount >>= 1
            place += 1

    def take(self, when: Bits, amount: int) -> None:
        """So much less is taken at these times. It was added before."""
        self._over.clear()
        digits, place = self.digits, 0
        while amount:
            if amount & 1:
                borrow, at = when, place
                while borrow:
                    digits[at], borrow = digits[at] ^ borrow, ~digits[at] & borrow
                    at += 1
            amount >>= 1
            place += 1

    def over(self, limit: int) -> Bits:
        """The times at which more than ``limit`` is taken; all times when the limit is negative."""
        found = self._over.get(limit)
        if found is None:
            found = self._over[limit] = self._more(limit)
        return found

    def _more(self, limit: int) -> Bits:
        if limit < 0:
            return -1
        more, equal = 0, -1
        for place in range(max(len(self.digits), limit.bit_length()) - 1, -1, -1):
            digit = self.digits[place] if place < len(self.digits) else 0
            if limit >> place & 1:
                equal &= digit
            else:
                more |= equal & digit
                equal &= ~digit
        return more


class State:
    """A plan in the making. ``at``: where each request stands, None when it does not."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        rooms = range(len(ground.lines))
        self.at: list[Standing | None] = [None] * len(ground.options)
        self.full: list[Bits] = [0 for _ in rooms]
        self.lines: list[Tally | None] = [Tally() if ground.lines[room] > 1 else None for room in rooms]
        self.inside: list[dict[int, Bits]] = [{} for _ in rooms]
        self.pools = [Tally() for _ in ground.problem.pools]
        self.amounts = [pool.amount for pool in ground.problem.pools]
        self._jams: list[Bits | None] = [None] * len(ground.families)
        self.cost = sum(ground.price)
        self.changes: list[Change] = []
        for tally, pool in zip(self.pools, ground.problem.pools, strict=True):
            for gone in pool.absent:
                tally.add(ground.bits((gone.since, gone.until)), gone.amount)
        for options in ground.options:
            if options and options[0].pinned is not None:
                self.place(Standing(options[0], options[0].pinned))
        self.changes.clear()

    # ------------------------------------------------------------------------------------------------------------ changing

    def place(self, standing: Standing) -> None:
        """The request stands now; nobody asks here whether it may."""
        self._put(standing)
        self.changes.append((True, standing))

    def remove(self, request: int) -> Standing:
        """The request stands no longer; returns where it stood."""
        standing = self.at[request]
        assert standing is not None
        self._lift(standing)
        self.changes.append((False, standing))
        return standing

    def undo(self, mark: int) -> None:
        """Take back every change since there were ``mark`` of them."""
        while len(self.changes) > mark:
            placed, standing = self.changes.pop()
            if placed:
                self._lift(standing)
            else:
                self._put(standing)

    def adopt(self, standings: Sequence[Standing | None]) -> None:
        """Stand exactly so; forgets what could be undone."""
        for request, (was, now) in enumerate(zip(tuple(self.at), standings, strict=True)):
            if was is not None and was != now:
                self.remove(request)
        for was, now in zip(tuple(self.at), standings, strict=True):
            if now is not None and was is None:
                self.place(now)
        self.changes.clear()

    def _put(self, standing: Standing) -> None:
        option, rooms = standing
        request = option.request
        for part, room in zip(option.parts, rooms, strict=True):
            inside = self.inside[room]
            if not inside:
                self.cost += self.ground.lamp
            inside[request] = inside.get(request, 0) | part.busy
            tally = self.lines[room]
            if tally is None:
                self.full[room] |= part.busy
            else:
                tally.add(part.busy, 1)
                self.full[room] = tally.over(self.ground.lines[room] - 1)
            for family in self.ground.houses[room]:
                self._jams[family] = None
        self._pools(option, 1)
        self.at[request] = standing
        self.cost += self.fee(standing) - self.ground.price[request]

    def _lift(self, standing: Standing) -> None:
        option, rooms = standing
        request = option.request
        for part, room in zip(option.parts, rooms, strict=True):
            inside = self.inside[room]
            if inside.pop(request, None) is not None and not inside:
                self.cost -= self.ground.lamp
            tally = self.lines[room]
            if tally is None:
                self.full[room] &= ~part.busy
            else:
                tally.take(part.busy, 1)
                self.full[room] = tally.over(self.ground.lines[room] - 1)
            for family in self.ground.houses[room]:
                self._jams[family] = None
        self._pools(option, -1)
        self.at[request] = None
        self.cost -= self.fee(standing) - self.ground.price[request]

    def _pools(self, option: Option, sign: int) -> None:
        reached: dict[int, int] = {}
        for pool, level, when in option.pools:
            more = level - reached.get(pool, 0)
            reached[pool] = level
            if sign > 0:
                self.pools[pool].add(when, more)
            else:
                self.pools[pool].take(when, more)

    # ------------------------------------------------------------------------------------------------------------- asking

    def fee(self, standing: Standing) -> int:
        """What a standing costs by itself: displacement, spare seats, walking; without the lamps."""
        option, rooms = standing
        ways, fees = self.ground.ways, self.ground.fees[option.request]
        found = option.fee
        last = -1
        for room, fee in zip(rooms, fees, strict=True):
            found += fee[room]
            if last >= 0:
                found += ways[last][room]
            last = room
        return found

    def best(self, request: int, *, within: Bits = -1, skip: int = 0) -> Standing | None:
        """The cheapest standing that is free now, among options that touch ``within``.

        ``skip`` bits leave options out one by one, so that a search does not always take the same.
        """
        found, least = None, self.ground.price[request]
        begins, open_ = self.ground.figures[request].begins, self._open(request)
        if not open_:
            return None
        for option, begin in zip(self.ground.options[request], begins, strict=True):
            if option.fee >= least:
                break
            passed, skip = skip & 1, skip >> 1
            if passed or not open_ & begin or (within != -1 and option.parts and not option.whole & within):
                continue
            standing = self.fit(option)
            if standing is not None:
                cost = self.fee(standing)
                if cost < least:
                    found, least = standing, cost
        return found

    def _open(self, request: int) -> Bits:
        """The beginnings at which no part of a request falls into a time when all its rooms are taken."""
        jammed = 0
        for family, after, slots in self.ground.figures[request].parts:
            jam, reach = self._jam(family) >> after, 1
            while reach < slots:
                more = min(reach, slots - reach)
                jam |= jam >> more
                reach += more
            jammed |= jam
        return ~jammed & self.ground.figures[request].all

    def _jam(self, family: int) -> Bits:
        """The times at which no room of a family is free: who needs one of them then need not ask each."""
        found = self._jams[family]
        if found is None:
            found, shut, full = -1, self.ground.shut, self.full
            for room in self.ground.families[family]:
                found &= full[room] | shut[room]
            self._jams[family] = found
        return found

    def fit(self, option: Option, *, frugal: bool = True) -> Standing | None:
        """The request at this option with the cheapest free rooms (``frugal``) or the first; None when something is taken."""
        free = self.left(option)
        if free is None:
            return None
        if self.ground.crowded[option.request]:
            return self._fit_crowded(option, free)
        if frugal:
            return Standing(option, self._cheapest(option.request, free))
        return Standing(option, tuple([min(rooms) for rooms in free]))

    def left(self, option: Option) -> list[list[int]] | None:
        """For each part the rooms that nobody who stands keeps it from; None when the option is blocked."""
        full = self.full
        free = []
        for busy, rooms in option.parts:
            left = [room for room in rooms if not full[room] & busy]
            if not left:
                return None
            free.append(left)
        if not self.in_order(option) or not self.supplied(option):
            return None
        if self.ground.apart[option.request] and not self._keep_apart(option, free):
            return None
        return free

    def left_in(self, pool: int, at: Bits) -> int:
        """How much of a pool is left in one slot."""
        taken = sum(1 << place for place, digit in enumerate(self.pools[pool].digits) if digit & at)
        return self.amounts[pool] - taken

    def supplied(self, option: Option) -> bool:
        """Whether the pools hold what the option takes."""
        pools, amounts = self.pools, self.amounts
        return all(not pools[pool].over(amounts[pool] - level) & when for pool, level, when in option.pools)

    def in_order(self, option: Option) -> bool:
        """Whether what comes before has ended by then, and what comes behind has not begun."""
        at = self.at
        for first in self.ground.before[option.request]:
            standing = at[first]
            if standing is not None and standing.option.end > option.start:
                return False
        for later in self.ground.behind[option.request]:
            standing = at[later]
            if standing is not None and standing.option.start < option.end:
                return False
        return True

    def shunned(self, option: Option) -> list[Bits]:
        """For each part the rooms that are too near to somebody who must be kept apart, as bits."""
        found = [0] * len(option.parts)
        for other in self.ground.apart[option.request]:
            standing = self.at[other]
            if standing is not None and standing.option.whole & option.whole:
                for (theirs, _), room in zip(standing.option.parts, standing.rooms, strict=True):
                    for index, (ours, _) in enumerate(option.parts):
                        if ours & theirs:
                            found[index] |= self.ground.near[room]
        return found

    def _keep_apart(self, option: Option, free: list[list[int]]) -> bool:
        for index, rooms in enumerate(self.shunned(option)):
            if rooms:
                free[index] = [room for room in free[index] if not rooms >> room & 1]
                if not free[index]:
                    return False
        return True

    def _cheapest(self, request: int, free: Sequence[Sequence[int]]) -> tuple[int, ...]:
        """The rooms that cost least together, from the first part to the last (a shortest path)."""
        fees, inside, lamp = self.ground.fees[request], self.inside, self.ground.lamp
        if not free:
            return ()
        paths: list[tuple[int, tuple[int, ...]]] = [
            (fees[0][room] + (0 if inside[room] else lamp), (room,)) for room in free[0]
        ]
        for rooms, fee in zip(free[1:], fees[1:], strict=True):
            grown = []
            for room in rooms:
                way = self.ground.ways[room]
                cost, path = min([(cost + way[path[-1]], path) for cost, path in paths])
                grown.append((cost + fee[room] + (0 if inside[room] else lamp), (*path, room)))
            paths = grown
        return min(paths)[1]

    def _fit_crowded(self, option: Option, free: Sequence[Sequence[int]]) -> Standing | None:
        """When sessions of the request could meet in one room: the first rooms, in order of cost, that hold them all."""
        for rooms in self._ways_to_sit(option.parts, free, ()):
            return Standing(option, rooms)
        return None

    def _ways_to_sit(
        self, parts: Sequence[Part], free: Sequence[Sequence[int]], taken: tuple[int, ...]
    ) -> Iterator[tuple[int, ...]]:
        if len(taken) == len(parts):
            yield taken
            return
        for room in free[len(taken)]:
            if self._holds(parts, (*taken, room)):
                yield from self._ways_to_sit(parts, free, (*taken, room))

    def _holds(self, parts: Sequence[Part], rooms: tuple[int, ...]) -> bool:
        """Whether the last of the rooms has a line left for its part beside the request's other parts in it."""
        busy, room = parts[len(rooms) - 1].busy, rooms[-1]
        mine = [part.busy & busy for part, other in zip(parts, rooms[:-1], strict=False) if other == room]
        mine = [bits for bits in mine if bits]
        if not mine:
            return True
        tally = self.lines[room]
        if tally is None:
            return False
        for bits in (*mine, busy):
            tally.add(bits, 1)
        holds = not tally.over(self.ground.lines[room]) & busy
        for bits in (*mine, busy):
            tally.take(bits, 1)
        return holds
