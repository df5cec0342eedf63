"""The proof: a bound that no plan can beat, from a process of its own that may be ended at any moment."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proving import Proving, proving
from small_day import NINE, day, legal_places, place, plan_of

from venue.core.acts import Refused
from venue.schedule.dispatch.check import faults
from venue.schedule.dispatch.plan import Plan, cost_of
from venue.schedule.dispatch.problem import Absence, Place, Pool, Problem, Request, Room, Session, Walk
from venue.schedule.dispatch.proof import prove
from venue.schedule.dispatch.proof_cuts import Separation, near_groups
from venue.schedule.dispatch.proof_model import Model, bare_plan, placed_of, values_of

change = msgspec.structs.replace

# -------------------------------------------------------------------------------------------------- against brute force


def places(problem: Problem, request: Request) -> list[Place | None]:
    """Every place that a request could have, and none; one that is pinned has only its own."""
    if request.pinned is not None:
        return [request.pinned]
    rooms = [[room.code for room in problem.rooms] for _ in request.roomed]
    codes = [session.code for session in request.roomed]
    every = [
        Place(anchor=anchor, rooms=dict(zip(codes, chosen, strict=True)))
        for anchor in request.anchors
        for chosen in product(*rooms)
    ]
    alone = [one for one in every if not faults(problem, only(problem, request, one))]
    return [None, *alone]


def only(problem: Problem, request: Request, one: Place) -> Plan:
    pinned = {r.code: r.pinned for r in problem.requests if r.pinned is not None}
    return bare_plan(problem, pinned | {request.code: one})


def best(problem: Problem) -> int:
    """The cost of the best plan, by trying every one; the judge says which are legal."""
    costs = []
    for chosen in product(*(places(problem, request) for request in problem.requests)):
        placed = {r.code: one for r, one in zip(problem.requests, chosen, strict=True) if one is not None}
        cost = cost_of(problem, placed).total
        if not costs or cost < min(costs):
            costs += [cost] if not faults(problem, bare_plan(problem, placed)) else []
    return min(costs)


SESSIONS = st.builds(
    Session,
    code=st.sampled_from(["a", "b"]),
    offset=st.sampled_from([0, 60]),
    minutes=st.sampled_from([30, 60, 90]),
    turnover=st.sampled_from([0, 30]),
    types=st.sampled_from([("x",), ("x", "y"), ()]),
    capacity=st.sampled_from([0, 5]),
    pools=st.sampled_from([{}, {"p": 1}]),
)
REQUESTS = st.builds(
    Request,
    code=st.just(""),
    weight=st.sampled_from([1, 3]),
    wish=st.sampled_from([60, 120]),
    earliest=st.just(60),
    latest=st.just(120),
    step=st.just(60),
    sessions=st.lists(SESSIONS, min_size=1, max_size=2, unique_by=lambda s: s.code).map(tuple),
    parties=st.sampled_from([(), ("u",), ("u", "v"), ("v",)]),
)
ROOMS = st.lists(
    st.builds(
        Room,
        code=st.sampled_from(["1", "2", "3"]),
        type=st.sampled_from(["x", "y"]),
        capacity=st.sampled_from([4, 6, 9]),
        lines=st.sampled_from([1, 1, 2]),
        closed=st.sampled_from([(), ((90, 120),)]),
    ),
    min_size=2,
    max_size=3,
    unique_by=lambda room: room.code,
)


@st.composite
def problems(draw: st.DrawFn) -> Problem:
    rooms = tuple(draw(ROOMS))
    asked = draw(st.lists(REQUESTS, min_size=2, max_size=3))
    requests = [change(request, code=f"R{number}") for number, request in enumerate(asked)]
    if draw(st.booleans()):
        requests[-1] = change(requests[-1], after=("R0",))
    if draw(st.booleans()):
        wanted = {session.code: rooms[0].code for session in requests[0].roomed}
        requests[0] = change(requests[0], pinned=Place(anchor=60, rooms=wanted))
    pool = Pool(
        code="p",
        amount=2,
        store=rooms[0].code,
        absent=draw(st.sampled_from([(), (Absence(since=60, until=90, amount=1),)])),
    )
    near = ((rooms[0].code, rooms[1].code),) if draw(st.booleans()) else ()
    walks = (Walk(a=rooms[0].code, b=rooms[1].code, metres=45),)
    return Problem(rooms=rooms, pools=(pool,), requests=tuple(requests), near=near, walks=walks, hours=((0, 330),))


@pytest.fixture(scope="module")
def prover() -> Iterator[Proving]:
    with proving() as running:
        yield running


@settings(max_examples=60, deadline=None, derandomize=True)
@given(problem=problems())
def test_the_proven_bound_is_the_cost_of_the_best_plan(prover: Proving, problem: Problem) -> None:
    bound, placed = prover.ask(problem)
    assert placed is not None
    assert (bound, cost_of(problem, placed).total) == (best(problem), best(problem))


@settings(max_examples=20, deadline=None, derandomize=True)
@given(problem=problems())
def test_a_plan_to_start_from_changes_nothing_in_what_is_true(prover: Proving, problem: Problem) -> None:
    pinned = {r.code: r.pinned for r in problem.requests if r.pinned is not None}
    assert prover.ask(problem, bare_plan(problem, pinned))[0] == best(problem)


# ------------------------------------------------------------------------------------------------------------- the model


def test_a_plan_and_its_columns_are_the_same_plan() -> None:
    model = Model(day())
    assert placed_of(model, values_of(model, legal_places())) == legal_places()


def test_a_legal_plan_keeps_every_row_and_costs_what_it_costs() -> None:
    problem = change(day(), walks=())
    model = Model(problem)
    values = values_of(model, legal_places())
    sums = [sum(values[column] * amount for column, amount in row.terms.items()) for row in model.rows]
    assert all(row.lower <= total <= row.upper for row, total in zip(model.rows, sums, strict=True))
    assert (
        sum(cost * value for cost, value in zip(model.costs, values, strict=True))
        == cost_of(problem, legal_places()).total
    )


def test_a_double_booking_breaks_a_row() -> None:
    model = Model(day())
    values = values_of(model, legal_places() | {"R2": place(NINE, "O1", "E2")})
    sums = [sum(values[column] * amount for column, amount in row.terms.items()) for row in model.rows]
    assert not all(row.lower <= total <= row.upper for row, total in zip(model.rows, sums, strict=True))


def test_separation_comes_as_a_cut_that_the_broken_plan_breaks() -> None:
    requests = tuple(change(r, parties=("agency-1",)) for r in day().requests)
    model = Model(change(day(), requests=requests))
    separation = Separation(model)
    values = values_of(model, legal_places())
    cuts = separation.broken(values)
    assert max(sum(values[column] for column in cut.terms) for cut in cuts) == 2
    assert separation.broken(values) == []  # none twice


def test_a_plan_that_keeps_the_separation_breaks_none_of_its_rows() -> None:
    requests = tuple(change(r, parties=("agency-1",)) for r in day().requests)
    model = Model(change(day(), requests=requests))
    cuts = Separation(model).broken(values_of(model, legal_places()))
    alone = values_of(model, {"R1": legal_places()["R1"]})
    assert max(sum(alone[column] for column in cut.terms) for cut in cuts) == 1


def ring() -> Problem:
    """Three requests at one time, each two with a party in common, in rooms side by side: halves of all three would fit."""
    rooms = tuple(Room(code=code, type="x") for code in "123")
    session = Session(code="s", minutes=60, types=("x",))
    parties = (("a", "b"), ("b", "c"), ("c", "a"))
    asked = tuple(
        Request(code=f"R{n}", wish=60, starts=(60,), sessions=(session,), parties=two) for n, two in enumerate(parties)
    )
    return Problem(rooms=rooms, requests=asked, near=(("1", "2"), ("2", "3"), ("1", "3")))


def test_half_a_refusal_is_a_whole_one(prover: Proving) -> None:
    assert prover.ask(ring())[0] == best(ring()) >= 200_000


def test_groups_of_near_rooms_are_as_large_as_can_be() -> None:
    near = (("O1", "O2"), ("O2", "E1"), ("O1", "E1"), ("E1", "E2"))
    groups = near_groups(change(day(), near=near))
    assert groups == [frozenset(("E1", "E2")), frozenset(("E1", "O1", "O2")), frozenset(("E3",))]


# ----------------------------------------------------------------------------------------------------------- the process


def test_a_process_of_its_own_proves_the_best_plan_and_says_how_it_came() -> None:
    problem, heard = day(), list[int]()
    proof = prove(problem, plan_of(problem, **legal_places()), seconds=60, rising=heard.append)
    assert proof.proven
    assert proof.plan is not None
    assert faults(problem, proof.plan) == ()
    assert proof.bound == cost_of(problem, proof.plan.placed).total == heard[-1]
    assert heard == sorted(heard)


def test_stopping_ends_the_process_at_once_and_keeps_the_plan() -> None:
    problem = day()
    plan = plan_of(problem, **legal_places())
    proof = prove(problem, plan, seconds=60, stopped=lambda: True)
    assert proof.plan is not None
    assert (proof.bound, proof.proven, proof.plan.placed) == (0, False, plan.placed)


def test_a_plan_that_breaks_its_problem_is_no_start() -> None:
    problem = day()
    with pytest.raises(Refused) as refused:
        prove(problem, plan_of(problem, **legal_places() | {"R2": place(NINE, "O1", "E2")}), seconds=1)
    assert refused.value.code == "dispatch.not_legal"
