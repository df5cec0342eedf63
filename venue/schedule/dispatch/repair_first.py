"""First-fit repair: what a careful operator does. Whoever still fits stays, the others go to the nearest time with free rooms.

It takes milliseconds and needs no solver, so that there is an answer on the screen at once; the smaller change is sought after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from venue.schedule.dispatch.ground import Ground, Option, Part, Standing
from venue.schedule.dispatch.plan import cost_of
from venue.schedule.dispatch.problem import Place
from venue.schedule.dispatch.repair_forms import Change, Repair, change_of
from venue.schedule.dispatch.repair_present import Present, present
from venue.schedule.dispatch.state import State


class Scene:
    """A repair made ready for searching.

    ``was``: the standing of each request in the plan in force, None where the day does not allow it any more. ``turns``: the
    order in which requests may claim their places: the heavier first, then whoever comes first.
    """

    def __init__(self, task: Repair) -> None:
        self.task = task
        self.present: Present = present(task)
        self.problem = self.present.problem
        self.ground = Ground(self.problem)
        requests = self.problem.requests
        self.was = [self._as_before(index) for index in range(len(requests))]
        self.free = [index for index, request in enumerate(requests) if request.pinned is None]
        self.turns = sorted(self.free, key=lambda i: (-requests[i].weight, self.before(i).anchor, requests[i].code))

    def before(self, index: int) -> Place:
        """Where a request stands in the plan in force."""
        return self.present.before[self.problem.requests[index].code]

    def nearest(self, index: int) -> list[Option]:
        """The times a request may still have, the nearest to its present one first."""
        at = self.before(index).anchor
        return sorted(self.ground.options[index], key=lambda option: (abs(option.anchor - at), option.anchor))

    def change(self, standings: Sequence[Standing | None]) -> Change:
        """How much the standings change."""
        placed = self.placed(standings)
        return change_of(self.problem, self.present.before, placed, cost_of(self.problem, placed).total)

    def placed(self, standings: Iterable[Standing | None]) -> dict[str, Place]:
        """The standings as places by request."""
        places = ((s, self.problem.requests[index].code) for index, s in enumerate(standings))
        return {code: self.ground.place(s) for s, code in places if s is not None}

    def _as_before(self, index: int) -> Standing | None:
        found = self.ground.standing(index, self.before(index))
        if found is None or found.option.pinned is not None:
            return found
        suits = all(room in part.rooms for part, room in zip(found.option.parts, found.rooms, strict=True))
        return found if suits else None


def exactly(standing: Standing) -> Option:
    """The option of a standing with its rooms alone."""
    parts = tuple(Part(p.busy, (room,)) for p, room in zip(standing.option.parts, standing.rooms, strict=True))
    return replace(standing.option, parts=parts)


def kept(scene: Scene) -> State:
    """The state in which everybody who still fits stands as before; of two in each other's way the heavier stays."""
    state = State(scene.ground)
    for index in scene.turns:
        was = scene.was[index]
        if was is not None and state.fit(exactly(was)) is not None:
            state.place(was)
    return state


def first_fitted(scene: Scene) -> State:
    """The state in which first-fit repair ends."""
    state = kept(scene)
    for index in scene.turns:
        if state.at[index] is None:
            found = next((s for option in scene.nearest(index) if (s := state.fit(option)) is not None), None)
            if found is not None:
                state.place(found)
    state.changes.clear()
    return state
