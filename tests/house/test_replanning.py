"""Solver processes beside the engine: what they find, that they end when told, and that their death is seen and survived."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from devices.simulator.day_file import load_day
from tests.devices.simulator.conftest import sample_site
from tests.devices.simulator.house import running
from tests.house.odd_solvers import breaks, says_better_and_hangs, says_better_and_waits
from venue.core.bus import Bus
from venue.core.clock import SetClock
from venue.core.inbox import Inbox
from venue.core.messages import PlanFound, SolvePlan, StopSolving
from venue.core.wording import RESOURCES
from venue.core.work import Principal
from venue.operations import dispatching
from venue.schedule import bookings
from venue.schedule.dispatch.plan import Plan
from venue.schedule.dispatch.problem import Place, Problem, Request, Room, Session
from venue.schedule.dispatch.repair_forms import Repair
from venue.schedule.solving import Search, Solving, search

GOLDEN = RESOURCES / "days" / "golden.toml"
long_only = pytest.mark.skipif(os.environ.get("CHANGKONG_LONG") != "1", reason="long: set CHANGKONG_LONG=1")


def overrun() -> Repair:
    """A runs over in E1 until 12:00; B, who was to have it at 11:00, finds E2 free."""
    rooms = tuple(Room(code=code, type="evaluation", capacity=7) for code in ("E1", "E2"))
    long, short = (Session(code="evaluation", minutes=minutes, types=("evaluation",)) for minutes in (180, 60))
    one = Request(
        code="A", wish=540, starts=(540,), sessions=(long,), pinned=Place(anchor=540, rooms={"evaluation": "E1"})
    )
    other = Request(code="B", wish=660, starts=(660,), sessions=(short,))
    problem = Problem(rooms=rooms, requests=(one, other))
    before = {code: Place(anchor=at, rooms={"evaluation": "E1"}) for code, at in (("A", 540), ("B", 660))}
    return Repair(problem=problem, before=before, now=600)


class Office:
    """A solver's office with nobody else in the house."""

    def __init__(self, find: Search, *, lockstep: bool = False) -> None:
        self.bus, self.inbox = Bus(), Inbox()
        self.solving = Solving(self.inbox, self.bus, SetClock(1_000), lockstep=lambda: lockstep, search=find)

    def order(self, problem: str = "", task: str = "repair", seconds: int = 5) -> None:
        self.bus.publish(SolvePlan(number=1, task=task, problem=problem, seconds=seconds))

    def word(self, timeout: float = 30.0) -> PlanFound:
        (said,) = self.inbox.take(limit=1, timeout=timeout) or [None]
        assert isinstance(said, PlanFound)
        return said

    def last(self) -> PlanFound:
        while (said := self.word()).state == "better":
            pass
        return said

    def process(self) -> int:
        until = time.monotonic() + 20
        while not self.solving.processes:
            assert time.monotonic() < until
            time.sleep(0.01)
        return self.solving.processes[1]


@pytest.fixture
def office() -> Iterator[Callable[..., Office]]:
    opened: list[Office] = []

    def open_office(find: Search = search, **more: Any) -> Office:
        made = Office(find, **more)
        made.solving.__enter__()
        opened.append(made)
        return made

    yield open_office
    for one in opened:
        one.solving.close()


def test_a_repair_comes_back_as_a_plan_with_its_reasons(office: Callable[..., Office]) -> None:
    house = office()
    house.order(msgspec.json.encode(overrun()).decode())
    said = house.last()
    plan = msgspec.json.decode(said.answer, type=Plan)
    assert (said.state, plan.placed["B"].rooms, plan.proven) == ("done", {"evaluation": "E2"}, True)
    assert [one.request for one in plan.reasons] == ["B"]


def test_a_day_comes_back_with_a_reason_for_every_request(office: Callable[..., Office]) -> None:
    house = office()
    house.order(msgspec.json.encode(overrun().problem).decode(), task="day", seconds=1)
    said = house.last()
    plan = msgspec.json.decode(said.answer, type=Plan)
    assert (said.state, sorted(plan.placed)) == ("done", ["A", "B"])
    assert sorted(one.request for one in plan.reasons) == ["A", "B"]


def test_a_search_that_is_told_to_stop_ends_with_what_it_has(office: Callable[..., Office]) -> None:
    house = office(says_better_and_waits)
    house.order()
    first = house.word()
    house.bus.publish(StopSolving(number=1))
    last = house.last()
    assert (first.state, first.answer, last.state, last.answer) == ("better", "first", "done", "stopped")


def test_a_process_that_is_killed_leaves_what_it_told_and_is_named_as_failed(office: Callable[..., Office]) -> None:
    house = office(says_better_and_hangs)
    house.order()
    house.word()
    os.kill(house.process(), signal.SIGKILL)
    said = house.last()
    assert (said.state, said.answer, said.fault) == ("failed", "first", "exit -9")


def test_a_solver_that_breaks_says_why(office: Callable[..., Office]) -> None:
    house = office(breaks)
    house.order()
    said = house.last()
    assert (said.state, said.answer, said.fault) == ("failed", "", "ValueError: no")


def test_in_lockstep_only_the_last_word_is_told(office: Callable[..., Office]) -> None:
    house = office(says_better_and_waits, lockstep=True)
    house.order()
    house.process()
    house.bus.publish(StopSolving(number=1))
    assert house.word().state == "done"


def test_closing_the_office_ends_every_process_and_says_nothing_more(office: Callable[..., Office]) -> None:
    house = office(says_better_and_hangs)
    house.order()
    house.word()
    house.solving.close()
    assert house.solving.processes == {}
    assert house.inbox.take(limit=1, timeout=0.1) == []


# ------------------------------------------------------------------------------------------------------- the golden day


@pytest.mark.long
@long_only
@pytest.mark.timeout(600)
def test_the_golden_day_replans_g08_before_it_clashes_with_g01(tmp_path: Path) -> None:
    day = load_day(GOLDEN)
    with running(day, tmp_path, site=sample_site()) as house:
        house.simulated.play(until=day.at("13:52"))
        operator = Principal("zongkong", frozenset({"operator"}), house.seams.site)
        with house.database.reading() as read:
            found = [one for one in dispatching.proposals_on(read, operator, day=day.day) if one.kind == "replan"]
            rooms = {one.purpose: one.resource for one in bookings.claims_of(read, "M", "G08") if one.kind == "room"}
    (one,) = [one for one in found if one.cause_args.get("project") == "G01"]
    assert (one.state, one.asked_at, [move.project for move in one.moves]) == ("applied", day.at("13:50"), ["G08"])
    assert rooms["evaluation"] == "E2"
