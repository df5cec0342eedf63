"""A plan: where each request stands, which are refused and why, and what it costs by the problem's declared objective."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import msgspec

from venue.core.acts import Refused
from venue.schedule.dispatch.problem import FORM, Place, Problem, Request, bytes_of


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """The parts of the objective, in its order, in their own units; ``total`` is their weighted sum.

    ``refused``: weights of requests that are not placed. ``displaced``: minutes. ``spare``: seats. ``walk``: tens of metres, each
    way rounded up. ``lit``: rooms that are used at all.
    """

    refused: int
    displaced: int
    spare: int
    walk: int
    lit: int
    total: int


class Refusal(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request is not in the plan: a code of ``resources/wording/dispatch.toml`` with arguments."""

    request: str
    code: str
    args: dict[str, str | int] = {}


class Reason(msgspec.Struct, frozen=True, kw_only=True):
    """Why a request stands where it stands, and what the next best would have cost: a code of the wording with arguments."""

    request: str
    code: str
    args: dict[str, str | int] = {}


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """An answer to a problem. ``bound`` is the least that any plan can cost, as far as proven; ``proven``: this costs no more.

    ``elapsed_ms`` and ``solver`` say how it was found; they are not part of what is checked.
    """

    form: int = FORM
    placed: dict[str, Place]
    refused: tuple[Refusal, ...] = ()
    reasons: tuple[Reason, ...] = ()
    cost: Cost | None = None
    bound: int = 0
    proven: bool = False
    solver: str = ""
    elapsed_ms: int = 0

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, as a share of its cost: 0.0 is proven best, 1.0 is nothing known."""
        total = self.cost.total if self.cost else 0
        return 0.0 if total <= self.bound else (total - self.bound) / total


def cost_of(problem: Problem, placed: Mapping[str, Place]) -> Cost:
    """What a plan costs. Says nothing about whether it is allowed; that is :mod:`venue.schedule.dispatch.check`."""
    refused = sum(request.weight for request in problem.requests if request.code not in placed)
    standing = [(request, placed[request.code]) for request in problem.requests if request.code in placed]
    displaced = sum(abs(place.anchor - request.wish) for request, place in standing)
    spare = sum(spare_seats(problem, request, place) for request, place in standing)
    walk = sum(walking(problem, request, place) for request, place in standing)
    lit = len({room for _, place in standing for room in place.rooms.values()})
    w = problem.weights
    total = w.refused * refused + w.displaced * displaced + w.spare * spare + w.walk * walk + w.lit * lit
    return Cost(refused=refused, displaced=displaced, spare=spare, walk=walk, lit=lit, total=total)


def spare_seats(problem: Problem, request: Request, place: Place) -> int:
    """Seats of the request's rooms beyond what its sessions need."""
    return sum(problem.room[place.rooms[s.code]].capacity - s.capacity for s in request.roomed)


def walking(problem: Problem, request: Request, place: Place) -> int:
    """Tens of metres between the request's rooms one after the other, and from the stores of the equipment that is fetched."""
    rooms = [place.rooms[session.code] for session in request.roomed]
    ways = [problem.ways.get(pair, 0) for pair in pairwise(rooms)]
    for session in request.roomed:
        stores = (problem.pool[pool].store for pool, amount in session.pools.items() if amount)
        ways += [problem.ways.get((store, place.rooms[session.code]), 0) for store in stores if store]
    return sum(-(-metres // 10) for metres in ways)


def read_plan(file: Path) -> Plan:
    """The plan of a JSON file. Refuses what is none."""
    try:
        return msgspec.json.decode(bytes_of(file), type=Plan)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise Refused("dispatch.unreadable", file=file.name, fault=str(fault)) from fault


def as_json(plan: Plan) -> bytes:
    """The plan as a file, indented for people."""
    return msgspec.json.format(msgspec.json.encode(plan, order="sorted"), indent=2) + b"\n"
