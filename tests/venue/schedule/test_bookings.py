"""Claims of rooms, seats and witness lines: never two projects in one room, whatever the order of acts."""

import contextlib
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.venue.schedule.planned import crowded, without_guards
from venue.core.acts import Refused
from venue.core.clock import HOUR, MINUTE, at_local
from venue.core.work import Principal, Work, Writer
from venue.projects.methods import method_at
from venue.projects.projects import projects, reserve
from venue.schedule import bookings, taking
from venue.schedule.bookings import Claim, Wish, claim, move, release

DAY = "2026-11-23"


def at(wall: str) -> int:
    return at_local(DAY, wall)


def project(work: Work, code: str, method: str = "open_tender") -> None:
    remote = {"remote_main": "size", "remote_sub": "peer"}.get(method, "")
    asked = {"code": code, "title": code, "category": "construction", "method": method, "agency": "A-01"}
    times = {"open_at": at("09:00")} if method != "remote_sub" else {}
    reserve(work, asked={**asked, **times, "remote_basis": remote, "sub_venues": 2})


def book(work: Work, code: str, room: str, since: str, until: str, **more: Any) -> int:
    what = {"kind": "room", "resource": room, "purpose": "evaluation", **more}
    return claim(work, project=code, from_at=at(since), until_at=at(until), **what)


@pytest.fixture
def three(writer: Writer) -> Writer:
    with writer.writing() as work:
        for code in ("G01", "G02", "G03"):
            project(work, code)
    return writer


def test_a_room_is_taken_from_its_setup_to_the_end_of_its_turnover(three: Writer, viewer: Principal) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        only = bookings.claims_on(work.reading(), viewer, day=DAY)[0]
    assert (only.busy_from, only.busy_until) == (at("10:00"), at("14:30"))


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        ("14:45", "16:00", True),
        ("14:44", "16:00", False),
        ("08:00", "09:30", True),
        ("08:00", "09:31", False),
        ("11:00", "12:00", False),
        ("08:00", "17:00", False),
    ],
)
def test_another_project_fits_only_beside_setup_and_turnover(three: Writer, since: str, until: str, fits: bool) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        if fits:
            assert book(work, "G02", "E1", since, until)
        else:
            with pytest.raises(Refused, match=r"bookings\.overlap"):
                book(work, "G02", "E1", since, until)


def test_a_refusal_says_by_whom_until_when_and_from_when_it_is_free(three: Writer) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        with pytest.raises(Refused) as no:
            book(work, "G02", "E1", "13:00", "15:00")
    told = no.value.args_
    assert (told["project"], told["taken"], told["free"]) == ("G01", f"{DAY} 10:15–14:00", f"{DAY} 14:30")


def test_another_room_at_the_same_time_is_free(three: Writer) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        assert book(work, "G02", "E2", "10:15", "14:00") == 2


def test_a_project_may_follow_itself_without_turnover_but_not_be_twice_at_once(three: Writer) -> None:
    with three.writing() as work:
        book(work, "G01", "N1", "09:30", "10:00", purpose="opening")
        book(work, "G01", "N1", "10:00", "12:00")
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            book(work, "G01", "N1", "11:59", "13:00")


def test_a_provisional_claim_takes_the_room_too(three: Writer) -> None:
    with three.writing() as work:
        number = book(work, "G01", "E1", "10:15", "14:00", held=1)
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            book(work, "G02", "E1", "10:15", "14:00")
        bookings.confirm(work, number=number)
        assert bookings.claims_of(work, "M", "G01")[0].status == "claimed"


def test_a_released_room_is_free_again(three: Writer) -> None:
    with three.writing() as work:
        release(work, number=book(work, "G01", "E1", "10:15", "14:00"), reason="延期")
        assert book(work, "G02", "E1", "10:15", "14:00") == 2


def test_a_claim_is_released_once(three: Writer) -> None:
    with three.writing() as work:
        number = book(work, "G01", "E1", "10:15", "14:00")
        release(work, number=number, reason="延期")
        with pytest.raises(Refused, match=r"bookings\.unknown"):
            release(work, number=number, reason="延期")


def test_a_claim_moves_to_another_room_and_leaves_the_first(three: Writer, viewer: Principal) -> None:
    with three.writing() as work:
        number = book(work, "G01", "E1", "15:15", "18:00")
        move(work, number=number, resource="E2", from_at=at("16:20"), until_at=at("18:40"), reason="E1 超时")
        free = bookings.free_rooms(
            work.reading(), viewer, rooms=("E1", "E2", "E3"), from_at=at("16:00"), until_at=at("17:00")
        )
    assert free == ("E1", "E3")


def test_a_claim_does_not_move_onto_another(three: Writer) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        number = book(work, "G02", "E2", "10:15", "14:00")
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            move(work, number=number, resource="E1", reason="换房")


def test_an_overrun_is_lengthened_only_as_far_as_the_next_project_allows(three: Writer) -> None:
    with three.writing() as work:
        number = book(work, "G01", "E1", "10:15", "14:00")
        book(work, "G02", "E1", "16:00", "18:00")
        move(work, number=number, until_at=at("15:15"), reason="超时")
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            move(work, number=number, until_at=at("15:16"), reason="超时")


def phase(work: Work, code: str, to: str) -> None:
    work.update(projects, projects.c.code == code, phase=to)


def test_a_room_in_which_evaluation_has_begun_is_not_changed(three: Writer) -> None:
    with three.writing() as work:
        number = book(work, "G01", "E1", "09:00", "14:00")
        phase(work, "G01", "evaluating")
        with pytest.raises(Refused, match=r"bookings\.work_has_begun"):
            move(work, number=number, resource="E2", reason="换房")
        move(work, number=number, until_at=at("15:00"), reason="超时")


def test_four_agencies_share_a_work_room_and_the_fifth_does_not(writer: Writer) -> None:
    with writer.writing() as work:
        for code in ("G01", "G02", "G03", "G04", "G05"):
            project(work, code)
        for code in ("G01", "G02", "G03", "G04"):
            book(work, code, "G1", "10:15", "14:00", purpose="agency")
        with pytest.raises(Refused, match=r"bookings\.full"):
            book(work, "G05", "G1", "13:59", "18:00", purpose="agency")
        assert book(work, "G05", "G1", "14:00", "18:00", purpose="agency")


def test_one_witness_has_four_lines_at_once_however_they_follow(writer: Writer) -> None:
    line = {"kind": "witness", "purpose": "witness"}
    with writer.writing() as work:
        for number in range(6):
            project(work, f"G0{number}")
        for number, (since, until) in enumerate((("09:00", "10:00"), ("10:00", "11:00"))):
            book(work, f"G0{number}", "W1", since, until, **line)
        for number in (2, 3, 4):
            book(work, f"G0{number}", "W1", "09:30", "10:30", **line)
        with pytest.raises(Refused, match=r"bookings\.full"):
            book(work, "G05", "W1", "09:45", "09:50", **line)


def test_remote_projects_share_the_seats_room(writer: Writer) -> None:
    with writer.writing() as work:
        project(work, "G02", "remote_main")
        project(work, "G09", "remote_sub")
        book(work, "G02", "Z3r", "10:15", "16:00")
        assert book(work, "G09", "Z3r", "09:30", "12:00") == 2


def test_a_plan_without_a_needed_room_is_refused_as_a_whole(three: Writer) -> None:
    wanted = [{"kind": "room", "resource": "K1", "purpose": "opening", "from_at": at("09:00"), "until_at": at("10:00")}]
    with three.writing() as work:
        with pytest.raises(Refused) as no, work.matter():
            bookings.place(work, project="G01", wanted=wanted)
        assert bookings.claims_of(work, "M", "G01") == ()
    assert no.value.args_["need_zh"] == "评标室"


@pytest.mark.parametrize(
    ("method", "lacking"),
    [
        ("online_bidding", {("witness", "witness")}),
        ("auction", {("auction", "room"), ("witness", "witness")}),
        ("remote_sub", {("evaluation", "room"), ("witness", "witness")}),
    ],
)
def test_what_a_method_asks_for_when_nothing_is_claimed(method: str, lacking: set[tuple[str, str]]) -> None:
    known = method_at(method, at("09:00"))
    assert known is not None
    assert {(need.purpose, need.kind) for need in bookings.missing_needs(known, ())} == lacking


@pytest.mark.parametrize("broken", [{"kind": "car"}, {"purpose": "party"}, {"kind": "block"}])
def test_a_claim_of_an_unknown_kind_is_refused(three: Writer, broken: dict[str, str]) -> None:
    what = {"kind": "room", "resource": "E1", "purpose": "evaluation", **broken}
    with three.writing() as work, pytest.raises(Refused, match=r"bookings\.unknown_kind"):
        claim(work, project="G01", from_at=at("10:00"), until_at=at("11:00"), **what)


def held(work: Work, viewer: Principal, wall: str) -> tuple[str, str]:
    read = work.reading()
    return (
        bookings.project_in(read, viewer, room="E1", at=at(wall)),
        "".join(bookings.rooms_of(read, viewer, "G01", at(wall))),
    )


def test_a_project_holds_its_room_from_setup_to_end(three: Writer, viewer: Principal) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        seen = [held(work, viewer, wall) for wall in ("09:59", "10:00", "13:59", "14:00")]
    assert seen == [("", ""), ("G01", "E1"), ("G01", "E1"), ("", "")]


def test_an_overrunning_project_keeps_its_room_until_its_work_is_over(three: Writer, viewer: Principal) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        book(work, "G02", "E1", "15:15", "18:00")
        phase(work, "G01", "evaluating")
        during = held(work, viewer, "15:20")
        phase(work, "G01", "witnessed")
        after = held(work, viewer, "15:20")
    assert (during, after) == (("G01", "E1"), ("G02", ""))


def test_a_project_that_is_over_gives_back_what_has_not_begun_and_ends_what_has(three: Writer) -> None:
    with three.writing() as work:  # it is 09:40
        book(work, "G01", "K1", "09:00", "10:00", purpose="opening")
        book(work, "G01", "E1", "10:15", "14:00")
        bookings.release_project(work, project="G01", reason="failed")
        left = bookings.claims_of(work, "M", "G01")
    assert [(one.resource, one.busy_until) for one in left] == [("K1", at("09:40"))]


def test_the_day_chart_shows_a_day_and_no_other(three: Writer, viewer: Principal) -> None:
    with three.writing() as work:
        book(work, "G01", "E1", "10:15", "14:00")
        book(work, "G02", "E1", "15:15", "18:00")
        release(work, number=book(work, "G03", "E2", "10:15", "14:00"), reason="延期")
        shown = [
            [one.project for one in bookings.claims_on(work.reading(), viewer, day=day)] for day in (DAY, "2026-11-24")
        ]
    assert shown == [["G01", "G02"], []]


# ------------------------------------------------------------------------- whatever the order of acts, nothing overlaps

QUARTERS = st.integers(0, 40)
ROOMS = st.sampled_from(("E1", "E2", "G1"))
CODES = st.sampled_from(("G01", "G02", "G03"))
PURPOSES = st.sampled_from(("evaluation", "opening", "agency"))
CLAIMS = st.tuples(st.just("claim"), CODES, ROOMS, PURPOSES, QUARTERS, st.integers(1, 12))
MOVES = st.tuples(st.just("move"), st.integers(1, 12), ROOMS, QUARTERS, st.integers(1, 12))
RELEASES = st.tuples(st.just("release"), st.integers(1, 12))
ACTS = st.lists(st.one_of(CLAIMS, CLAIMS, MOVES, RELEASES), max_size=25)


class Undone(Exception):
    """Ends an example without leaving anything behind."""


def do(work: Work, step: tuple[Any, ...]) -> None:
    name, *rest = step
    start = at("08:00")
    if name == "claim":
        code, room, purpose, quarter, length = rest
        since = start + quarter * 15 * MINUTE
        what = {"kind": "room", "resource": room, "purpose": purpose}
        claim(work, project=code, from_at=since, until_at=since + length * 15 * MINUTE, **what)
    elif name == "move":
        number, room, quarter, length = rest
        since = start + quarter * 15 * MINUTE
        until = since + length * 15 * MINUTE
        move(work, number=number, resource=room, from_at=since, until_at=until, reason="调整")
    else:
        release(work, number=rest[0], reason="取消")


def run(work: Work, viewer: Principal, steps: list[tuple[Any, ...]]) -> tuple[int, list[Claim]]:
    taken = 0
    for step in steps:
        try:
            do(work, step)
            taken += 1
        except Refused:
            continue
    return taken, crowded(bookings.claims_on(work.reading(), viewer, day=DAY))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(steps=ACTS)
def test_no_overlap_is_ever_committed(three: Writer, viewer: Principal, steps: list[tuple[Any, ...]]) -> None:
    with contextlib.suppress(Undone), three.writing() as work:
        assert run(work, viewer, steps)[1] == []
        raise Undone


def test_without_the_check_overlaps_would_be_seen(
    three: Writer, viewer: Principal, monkeypatch: pytest.MonkeyPatch
) -> None:
    never: Callable[[Wish, tuple[Claim, ...]], tuple[Claim, ...]] = lambda wish, others: ()  # noqa: E731
    monkeypatch.setattr(taking, "clashes", never)
    steps = [("claim", code, "E1", "evaluation", 8, 8) for code in ("G01", "G02")]
    with contextlib.suppress(Undone), three.writing() as work:
        without_guards(work)
        assert run(work, viewer, steps)[1] != []
        raise Undone


def test_an_hour_is_an_hour() -> None:
    assert Wish("G01", "room", "E1", "evaluation", 0, HOUR, setup=MINUTE, turnover=MINUTE).busy_until == HOUR + MINUTE
