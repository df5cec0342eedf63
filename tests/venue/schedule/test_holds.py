"""Provisional holds take their resource, end by themselves, and may be made longer once."""

import pytest

from tests.venue.schedule.planned import book, project
from venue.core.acts import Refused
from venue.core.clock import MINUTE, SetClock
from venue.core.work import Principal, Work, Writer
from venue.schedule import bookings, holds
from venue.schedule.bookings import claims_of
from venue.schedule.terms import terms_at

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)  # plain SQL: once is enough
GROUND: object = None


@pytest.fixture
def two(writer: Writer) -> Writer:
    with writer.writing() as work:
        for code in ("G01", "G02"):
            project(work, code)
    return writer


def held(work: Work, code: str = "G01", room: str = "E1") -> int:
    return book(work, code, room, "10:15", "14:00", held=1)


def length(work: Work) -> int:
    return terms_at(work.now).hold_min * MINUTE


def test_a_hold_takes_the_room_until_it_runs_out_and_then_gives_it_back(two: Writer, clock: SetClock) -> None:
    with two.writing() as work:
        held(work)
        until = work.now + length(work)
        assert holds.due(work, GROUND, GROUND) == until
    clock.set(until)
    with two.writing() as work:
        assert holds.due(work, GROUND, GROUND) is None
        assert claims_of(work, "M", "G01") == ()
        assert book(work, "G02", "E1", "10:15", "14:00")


def test_a_hold_still_takes_the_room_one_millisecond_before_its_end(two: Writer, clock: SetClock) -> None:
    with two.writing() as work:
        held(work)
        until = work.now + length(work)
    clock.set(until - 1)
    with two.writing() as work:
        holds.due(work, GROUND, GROUND)
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            book(work, "G02", "E1", "10:15", "14:00")


def test_a_confirmed_hold_does_not_run_out(two: Writer, clock: SetClock) -> None:
    with two.writing() as work:
        held(work)
        holds.confirm(work, project="G01")
        until = work.now + length(work)
    clock.set(until)
    with two.writing() as work:
        holds.due(work, GROUND, GROUND)
        assert [one.status for one in claims_of(work, "M", "G01")] == ["claimed"]


def test_one_claim_confirmed_by_its_number_does_not_run_out_either(two: Writer, clock: SetClock) -> None:
    with two.writing() as work:
        bookings.confirm(work, number=held(work))
        assert holds.due(work, GROUND, GROUND) is None


def test_a_hold_is_made_longer_once(two: Writer) -> None:
    with two.writing() as work:
        held(work)
        until = holds.extend(work, project="G01", reason="等待批复")
        assert until == work.now + length(work) + terms_at(work.now).extend_min * MINUTE
        with pytest.raises(Refused, match=r"holds\.extended_before"):
            holds.extend(work, project="G01", reason="再等等")


def test_a_dropped_hold_gives_everything_back(two: Writer) -> None:
    with two.writing() as work:
        held(work)
        held(work, room="E2")
        assert holds.drop(work, project="G01", reason="改期") == 2
        assert claims_of(work, "M", "G01") == ()


@pytest.mark.parametrize("asked", ["confirm", "drop"])
def test_a_project_that_holds_nothing_has_nothing_to_settle(two: Writer, asked: str) -> None:
    with two.writing() as work, pytest.raises(Refused, match=r"holds\.none"):
        holds.confirm(work, project="G01") if asked == "confirm" else holds.drop(work, project="G01", reason="改期")


def test_an_auction_without_its_plan_is_held_for_a_day_and_cannot_be_confirmed(two: Writer, viewer: Principal) -> None:
    with two.writing() as work:
        project(work, "G07", "auction", category="land_and_mining_rights")
        book(work, "G07", "P1", "09:00", "10:00", purpose="auction", held=1)
        seen = holds.holds_open(work.reading(), viewer)[0]
        with pytest.raises(Refused, match=r"plan_not_approved"):
            holds.confirm(work, project="G07")
    assert (seen.awaits_plan, seen.until_at - work.now) == (True, terms_at(work.now).plan_hold_min * MINUTE)


def test_the_list_of_holds_shows_what_is_held_and_hides_a_secret_project_from_who_need_not_know(two: Writer) -> None:
    with two.writing() as work:
        project(work, "G09", secret=1)
        held(work, "G09")
        names = [
            [one.project for one in holds.holds_open(work.reading(), Principal("x", frozenset({role}), "M", "d"))]
            for role in ("operator", "cleaner")
        ]
    assert names == [["G09"], ["涉密项目"]]
