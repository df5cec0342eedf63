"""First-fit: what a careful clerk does with the requests on the table, one after the other.

The heavier request first, then the earlier wish; each at the allowed time nearest its wish with the first rooms that are free. It
takes milliseconds, is the first answer on the screen, and what every better plan is measured against.
"""

from __future__ import annotations

from venue.schedule.dispatch.ground import Ground, Standing
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Problem
from venue.schedule.dispatch.state import State

SOLVER = "first_fit"


def first_fit(problem: Problem) -> Plan:
    """The plan that first-fit finds; pinned requests stand first. Deterministic."""
    ground = Ground(problem)
    return ground.plan(fitted(ground).at, solver=SOLVER)


def fitted(ground: Ground, *, frugal: bool = False) -> State:
    """The state in which first-fit ends. ``frugal``: of the free rooms the cheapest together, not the first of the file."""
    state = State(ground)
    requests = ground.problem.requests
    turns = sorted(range(len(requests)), key=lambda i: (-requests[i].weight, requests[i].wish, requests[i].code))
    for index in turns:
        if state.at[index] is None:
            standing = _first(state, index, frugal=frugal)
            if standing is not None:
                state.place(standing)
    state.changes.clear()
    return state


def _first(state: State, index: int, *, frugal: bool) -> Standing | None:
    """The nearest allowed time at which all sessions find rooms."""
    for option in state.ground.options[index]:
        standing = state.fit(option, frugal=frugal)
        if standing is not None:
            return standing
    return None
