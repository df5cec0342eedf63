"""A stored proposal as the page shows it: what it costs, who would move and why, and who must be told."""

from __future__ import annotations

from collections.abc import Mapping

from venue.core.clock import MINUTE, Millis, at_local
from venue.operations.day_problem import DayMatter
from venue.operations.dispatch_forms import CostParts, Move, Proposal, Spot, Told, Unplaced
from venue.operations.taking_over import difference, elsewhere
from venue.schedule.dispatch.plan import Cost, Plan, cost_of
from venue.schedule.dispatch.problem import Place
from venue.schedule.proposals import Stored

# -------------------------------------------------------------------------------------------------------------- rules

GROUPS = {
    "agency_leader": "agency",
    "agency_staff": "agency",
    "committee_member": "committee",
    "owner_member": "committee",
    "owner_staff": "owner",
    "bidder": "bidders",
    "auctioneer": "service",
    "notary": "service",
}
"""Who must be told of a move, by role; the witness of a project is always told."""


def shown(stored: Stored, matter: DayMatter | None) -> Proposal:
    """A proposal as the page shows it. ``matter`` is the day as it stands now, ``None`` when that is of no interest any more."""
    plan = stored.plan
    base = _Base(stored)
    moves = base.moves()
    return Proposal(
        number=stored.number,
        kind=stored.kind,
        day=stored.day,
        days=stored.days,
        state=stored.state,
        cause_code=stored.cause,
        cause_args=stored.cause_args,
        fault_code=stored.fault,
        fault_args=stored.fault_args,
        asked_by=stored.asked_by,
        asked_at=stored.asked_at,
        seconds=stored.seconds,
        seen_version=stored.version,
        better=stored.better,
        cost=None if plan is None else parts(plan.cost or cost_of(stored.problem, plan.placed)),
        cost_before=parts(cost_of(stored.problem, base.fitting())),
        bound=0 if plan is None else plan.bound,
        gap=_gap(plan),
        proven=plan is not None and plan.proven,
        elapsed_ms=0 if plan is None else plan.elapsed_ms,
        moves=moves,
        refused=() if plan is None else tuple(Unplaced(one.request, one.code, one.args) for one in plan.refused),
        reasons=() if plan is None else tuple(Unplaced(one.request, one.code, one.args) for one in plan.reasons),
        told=base.told(moves, {} if matter is None else matter.people),
        changed=() if matter is None or stored.state == "applied" else elsewhere(stored, matter),
    )


def parts(cost: Cost) -> CostParts:
    """A cost as the page shows it."""
    return CostParts(cost.refused, cost.displaced, cost.spare, cost.walk, cost.lit, cost.total)


def spot_of(place: Place, base: Millis) -> Spot:
    """A place of the problem as an instant and rooms by purpose."""
    return Spot(base + place.anchor * MINUTE, dict(place.rooms))


def _gap(plan: Plan | None) -> int:
    return 1000 if plan is None else round(plan.gap * 1000)


class _Base:
    """A stored proposal with its instants."""

    def __init__(self, stored: Stored) -> None:
        self.stored = stored
        self.base = at_local(stored.day)
        plan = stored.plan
        self.why = {} if plan is None else {one.request: (one.code, one.args) for one in plan.reasons}
        self.why |= {} if plan is None else {one.request: (one.code, one.args) for one in plan.refused}

    def fitting(self) -> dict[str, Place]:
        """Where everybody stood, as far as the problem knows all of his rooms."""
        problem = self.stored.problem
        return {
            code: place
            for code, place in self.stored.standing.items()
            if code in problem.request and all(s.code in place.rooms for s in problem.request[code].roomed)
        }

    def moves(self) -> tuple[Move, ...]:
        """Everybody who would stand elsewhere."""
        change = difference(self.stored)
        there: dict[str, Place | None] = {**change.moved, **change.placed, **dict.fromkeys(change.cancelled)}
        return tuple(self._move(code, place) for code, place in sorted(there.items()))

    def _move(self, code: str, place: Place | None) -> Move:
        was = self.stored.standing.get(code)
        why, args = self.why.get(code, ("planning.moved", {}))
        request = self.stored.problem.request[code]
        return Move(
            project=code,
            before=None if was is None else spot_of(was, self.base),
            after=None if place is None else spot_of(place, self.base),
            code=why,
            args=dict(args),
            people=request.people,
            begun=request.pinned is not None,
        )

    def told(self, moves: tuple[Move, ...], people: Mapping[str, Mapping[str, int]]) -> tuple[Told, ...]:
        """Who must be told of the moves, by project and group."""
        found = []
        for move in moves:
            groups: dict[str, int] = {"witness": 1}
            for role, count in people.get(move.project, {}).items():
                if role in GROUPS:
                    groups[GROUPS[role]] = groups.get(GROUPS[role], 0) + count
            found += [Told(move.project, group, count) for group, count in sorted(groups.items())]
        return tuple(found)
