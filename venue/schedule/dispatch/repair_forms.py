"""What a repair is asked and what it answers: the day as it is now, the plan in force, and the smallest change of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec

from venue.core.acts import Refused
from venue.schedule.dispatch.plan import Plan, Refusal
from venue.schedule.dispatch.problem import FORM, Minute, Place, Problem, _Form, bytes_of, faults


class Repair(_Form, frozen=True, kw_only=True):
    """A running day that no longer fits its plan.

    ``problem`` is the day as it is NOW: closures added, sessions lengthened, openings set anew (an opening that was set anew
    allows its new time only, see :func:`venue.schedule.dispatch.repair_events.opening_moved`). ``before`` is the plan in
    force; a request that is not in it was refused and stays so. Whatever begins work at ``now`` or earlier has begun.
    """

    form: int = FORM
    problem: Problem
    before: dict[str, Place]
    now: Minute


class Change(NamedTuple):
    """How much a repair changes, in the order in which it is kept small.

    Weights of requests that lose their place; requests whose room or time is another; people to be told of either; minutes
    between the old and the new times; the day's cost by its own objective.
    """

    cancelled: int
    moved: int
    told: int
    displaced: int
    cost: int


class Moved(msgspec.Struct, frozen=True, kw_only=True):
    """A request that stands elsewhere now. ``forced``: it has begun, and had to leave all the same.

    ``cause`` is the code of what drove it away; ``code`` and ``args`` make the whole sentence, as wording has it.
    """

    request: str
    was: Place
    now: Place
    people: int
    forced: bool
    cause: str
    code: str
    args: dict[str, str | int]


class Repaired(msgspec.Struct, frozen=True, kw_only=True):
    """A plan that fits the day as it is, and what it changes.

    ``told``: how many people must be told. ``change`` is what the plan costs in disturbance, ``bound`` the least that any plan
    can, part by part; ``proven``: no plan disturbs less, by weight cancelled, requests moved, people told and minutes, in this
    order. The day's cost is made small within that and is not part of the proof. ``kind``: ``first_fit`` or ``least_change``.
    """

    plan: Plan
    moved: tuple[Moved, ...]
    cancelled: tuple[Refusal, ...]
    told: int
    change: Change
    bound: Change
    proven: bool
    elapsed_ms: int
    kind: str


def change_of(problem: Problem, before: Mapping[str, Place], placed: Mapping[str, Place], cost: int) -> Change:
    """How much of the plan in force another plan of the same requests changes."""
    standing = [(problem.request[code], was, placed.get(code)) for code, was in before.items()]
    gone = [request for request, _, now in standing if now is None]
    moved = [
        (request, abs(now.anchor - was.anchor)) for request, was, now in standing if now is not None and now != was
    ]
    told = sum(request.people for request in gone) + sum(request.people for request, _ in moved)
    weight = sum(request.weight for request in gone)
    return Change(weight, len(moved), told, sum(minutes for _, minutes in moved), cost)


def read_repair(file: Path) -> Repair:
    """The task in a JSON file. Refuses with ``dispatch.unreadable`` or ``dispatch.faulty`` naming each mistake."""
    try:
        task = msgspec.json.decode(bytes_of(file), type=Repair)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise Refused("dispatch.unreadable", file=file.name, fault=str(fault)) from fault
    wrong = [f"{fault.where}: {fault.code}" for fault in faults(task.problem)] + list(_strangers(task))
    if wrong:
        raise Refused("dispatch.faulty", file=file.name, count=len(wrong), faults="；".join(wrong[:20]))
    return task


def as_json(repaired: Repaired) -> bytes:
    """The answer as a file, indented for people."""
    return msgspec.json.format(msgspec.json.encode(repaired, order="sorted"), indent=2) + b"\n"


def _strangers(task: Repair) -> list[str]:
    unknown = [f"before {code}: dispatch.request_unknown" for code in task.before if code not in task.problem.request]
    for code, place in task.before.items():
        request = task.problem.request.get(code)
        wanted = {session.code for session in request.roomed} if request else set(place.rooms)
        if wanted != set(place.rooms) or not set(place.rooms.values()) <= set(task.problem.room):
            unknown.append(f"before {code}: dispatch.room_unknown")
    return unknown
