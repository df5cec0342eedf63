"""The wait-list: first come, first served within a class; the first who fits; provable afterwards."""

from dataclasses import replace
from typing import Any

import pytest

from tests.venue.schedule.planned import at, book, found_site, project
from venue.core.acts import Refused
from venue.core.clock import MINUTE, SetClock
from venue.core.work import Principal, Work, Writer
from venue.journal import book as journal
from venue.schedule import blocks, bookings, holds, waiting
from venue.schedule.bookings import claims_of
from venue.schedule.terms import terms_at

GROUND: object = None


@pytest.fixture
def full(writer: Writer) -> Writer:
    """G00 has the auction hall; whoever comes after has to wait for it."""
    with writer.writing() as work:
        found_site(work)
        for code in ("G00", "G01", "G02", "G03"):
            project(work, code, "auction", category="state_property")
        hall(work, "G00", "09:00", "12:00")
    return writer


def hall(work: Work, code: str, since: str, until: str) -> int:
    return book(work, code, "P1", since, until, purpose="auction")


def wanted(since: str = "09:00", until: str = "10:00") -> list[dict[str, Any]]:
    return [
        {"kind": "room", "resource": "P1", "purpose": "auction", "from_at": at(since), "until_at": at(until)},
        {"kind": "witness", "resource": "", "purpose": "witness", "from_at": at(since), "until_at": at(until)},
    ]


def join(work: Work, code: str, since: str = "09:00", until: str = "10:00") -> int:
    return waiting.join(work, project=code, wanted=wanted(since, until), reason="拍卖厅已满", complete=0)


def offered(work: Work, viewer: Principal) -> dict[str, str]:
    return {one.project: one.status for one in waiting.waiting_list(work.reading(), viewer)}


def freed(work: Work) -> None:
    bookings.release_project(work, project="G00", reason="流标")


def test_whoever_came_first_is_offered_what_falls_free(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        for code in ("G02", "G01"):
            join(work, code)
        freed(work)
        waiting.due(work, GROUND, GROUND)
        assert offered(work, viewer) == {"G02": "offered", "G01": "waiting"}
        assert {one.status for one in claims_of(work, "M", "G02")} == {"held"}


def test_who_does_not_fit_is_passed_over_with_the_reason_and_keeps_the_place(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        join(work, "G01")
        join(work, "G02", "14:00", "15:00")
        waiting.offer(work)
        first, second = waiting.waiting_list(work.reading(), viewer)
    assert (first.project, first.turn, first.status, first.skipped_code) == ("G01", 1, "waiting", "bookings.overlap")
    assert (second.project, second.status) == ("G02", "offered")


def test_the_same_reason_is_not_written_again(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        join(work, "G01")
        waiting.offer(work)
        before = journal.state(work.reading(), viewer).last
        waiting.offer(work)
        assert journal.state(work.reading(), viewer).last == before


def test_a_displaced_project_comes_before_all_others(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        join(work, "G01")
        project(work, "G04", "auction", category="state_property")
        hall(work, "G04", "14:00", "15:00")
        times = {"from_at": at("13:00"), "until_at": at("18:00")}
        blocks.close_off(work, kind="room", resource="P1", reason="漏水", displacing=1, **times)
        join(work, "G04")
        order = [(one.project, one.weight_class) for one in waiting.waiting_list(work.reading(), viewer)]
    assert order == [("G04", "displaced"), ("G01", "ordinary")]


def test_an_offer_that_is_confirmed_ends_the_waiting(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        join(work, "G01")
        freed(work)
        waiting.offer(work)
        holds.confirm(work, project="G01")
        waiting.due(work, GROUND, GROUND)
        assert offered(work, viewer) == {}


def test_an_offer_that_runs_out_goes_to_the_next(full: Writer, viewer: Principal, clock: SetClock) -> None:
    with full.writing() as work:
        join(work, "G01")
        join(work, "G02")
        freed(work)
        waiting.offer(work)
        until = work.now + terms_at(work.now).offer_min * MINUTE
    clock.set(until)
    with full.writing() as work:
        holds.due(work, GROUND, GROUND)
        waiting.due(work, GROUND, GROUND)
        assert offered(work, viewer) == {"G02": "offered"}


def test_who_leaves_is_not_offered_anything(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        waiting.leave(work, number=join(work, "G01"), reason="改期")
        freed(work)
        assert waiting.offer(work) == []


def test_a_time_that_has_passed_is_not_offered(full: Writer, viewer: Principal, clock: SetClock) -> None:
    with full.writing() as work:
        join(work, "G01")
        freed(work)
    clock.set(at("09:00"))
    with full.writing() as work:
        waiting.offer(work)
        assert waiting.waiting_list(work.reading(), viewer)[0].skipped_code == "bookings.in_the_past"


def test_a_project_waits_once(full: Writer) -> None:
    with full.writing() as work:
        join(work, "G01")
        with pytest.raises(Refused, match=r"waiting\.waits_already"):
            join(work, "G01")


def test_a_secret_project_waits_without_a_name(full: Writer) -> None:
    with full.writing() as work:
        project(work, "G09", "auction", category="state_property", secret=1)
        join(work, "G09")
        shown = waiting.waiting_list(work.reading(), Principal("x", frozenset({"patroller"}), "M", "d"))
    assert [one.project for one in shown] == ["涉密项目"]


def proven(work: Work, viewer: Principal, number: int) -> waiting.Proof:
    found = waiting.proof(work.reading(), viewer, number=number)
    assert found is not None
    return found


def test_the_proof_has_the_entries_by_which_the_order_can_be_recomputed(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        first = join(work, "G01")
        join(work, "G02", "14:00", "15:00")
        waiting.offer(work)
        found = proven(work, viewer, first)
    assert found.list == tuple(sorted(found.list, key=lambda one: (one.rank, one.position)))
    assert [(one.number, one.passed) for one in found.offers] == [(2, ((1, "bookings.overlap"),))]
    assert found.in_order


def test_an_offer_past_somebody_who_was_not_passed_over_would_be_seen(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        first = join(work, "G01")
        join(work, "G02", "14:00", "15:00")
        waiting.offer(work)
        found = proven(work, viewer, first)
    unfair = tuple(replace(one, passed=()) for one in found.offers)
    assert not waiting.fair(found.list, unfair, {})


def test_who_had_left_before_the_offer_need_not_be_passed_over(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        first = join(work, "G01")
        second = join(work, "G02", "14:00", "15:00")
        waiting.leave(work, number=first, reason="改期")
        waiting.offer(work)
        assert proven(work, viewer, second).in_order


def test_a_place_that_does_not_exist_has_no_proof(full: Writer, viewer: Principal) -> None:
    with full.writing() as work:
        assert waiting.proof(work.reading(), viewer, number=7) is None
