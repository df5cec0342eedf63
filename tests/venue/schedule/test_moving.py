"""Whole projects move as one, and change places with each other in one act; all or nothing."""

from typing import Any

import pytest

from tests.venue.schedule.planned import at, book, found_site, project, witness
from venue.core.acts import Refused
from venue.core.clock import HOUR, MINUTE, SetClock
from venue.core.work import Work, Writer
from venue.projects.projects import project_row, projects
from venue.schedule.bookings import apply, claims_of, move_project, place, reassign, substitute
from venue.schedule.claims import Claim


@pytest.fixture
def site(writer: Writer) -> Writer:
    with writer.writing() as work:
        found_site(work)
        for code in ("G01", "G02", "G03"):
            project(work, code)
    return writer


def placed(work: Work, code: str, opening: str, evaluation: str) -> None:
    rooms = (("opening", opening, "09:00", "09:40"), ("evaluation", evaluation, "10:15", "13:15"))
    wanted: list[dict[str, Any]] = [
        {"kind": "room", "purpose": purpose, "resource": room, "from_at": at(since), "until_at": at(until)}
        for purpose, room, since, until in rooms
    ]
    place(work, project=code, wanted=wanted, complete=1)


def spans(work: Work, code: str) -> dict[int, tuple[str, int, int]]:
    return {one.number: (one.resource, one.from_at, one.until_at) for one in claims_of(work, "M", code)}


def room_of(work: Work, code: str, purpose: str = "evaluation") -> Claim:
    return next(one for one in claims_of(work, "M", code) if (one.kind, one.purpose) == ("room", purpose))


def test_everything_of_a_project_moves_by_the_same_shift(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        before = spans(work, "G01")
        move_project(work, project="G01", open_at=at("14:00"), reason="招标人申请")
        after = spans(work, "G01")
        known = project_row(work, "M", "G01")
    shifts = {number: (span[1] - before[number][1], span[2] - before[number][2]) for number, span in after.items()}
    assert shifts == dict.fromkeys(before, (5 * HOUR, 5 * HOUR))
    assert (known.open_at, known.gather_at) == (at("14:00"), at("15:00"))


def test_the_legal_times_are_checked_again_and_nothing_moves_when_they_refuse(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        before = spans(work, "G01")
        with pytest.raises(Refused, match=r"projects\."):
            move_project(work, project="G01", open_at=at("09:10"), reason="提前")
        assert spans(work, "G01") == before


def test_a_clash_at_the_new_time_leaves_everything_where_it_was(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        book(work, "G02", "E1", "15:00", "17:00")
        before = spans(work, "G01")
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            move_project(work, project="G01", open_at=at("14:00"), reason="招标人申请")
        assert spans(work, "G01") == before
        assert {one.status for one in claims_of(work, "M", "G01")} == {"claimed"}


def test_a_project_may_move_onto_its_own_former_time(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        move_project(work, project="G01", open_at=at("09:30"), reason="推迟半小时")
        assert room_of(work, "G01").from_at == at("10:45")


@pytest.mark.parametrize("phase", ["opening", "evaluating", "suspended"])
def test_what_has_begun_is_refused(site: Writer, phase: str) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        work.update(projects, projects.c.code == "G01", phase=phase)
        with pytest.raises(Refused, match=r"bookings\.project_has_begun"):
            move_project(work, project="G01", open_at=at("14:00"), reason="推迟")


def test_an_opening_in_the_past_is_refused(site: Writer, clock: SetClock) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        with pytest.raises(Refused, match=r"bookings\.in_the_past"):
            move_project(work, project="G01", open_at=clock.now() - MINUTE, reason="写错了")


def test_two_projects_change_rooms_with_each_other_in_one_act(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        placed(work, "G02", "K2", "E2")
        swap = [{"project": "G01", "places": {"evaluation": "E2"}}, {"project": "G02", "places": {"evaluation": "E1"}}]
        apply(work, changes=swap, reason="方案")
        seats = {
            code: {one.resource[:2] for one in claims_of(work, "M", code) if one.kind == "seat"}
            for code in ("G01", "G02")
        }
        assert (room_of(work, "G01").resource, room_of(work, "G02").resource) == ("E2", "E1")
    assert seats == {"G01": {"E2"}, "G02": {"E1"}}


def test_one_of_several_changes_that_clashes_undoes_them_all(site: Writer) -> None:
    with site.writing() as work:
        for code, opening, evaluation in (("G01", "K1", "E1"), ("G02", "K2", "E2"), ("G03", "K3", "E3")):
            placed(work, code, opening, evaluation)
        wrong = [{"project": "G01", "places": {"evaluation": "E4"}}, {"project": "G02", "places": {"evaluation": "E3"}}]
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            apply(work, changes=wrong, reason="方案")
        assert [room_of(work, code).resource for code in ("G01", "G02", "G03")] == ["E1", "E2", "E3"]


def test_several_rooms_of_a_project_change_at_once(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        reassign(work, project="G01", places={"opening": "K5", "evaluation": "E9"}, reason="一室停用")
        assert (room_of(work, "G01", "opening").resource, room_of(work, "G01").resource) == ("K5", "E9")


def test_seats_are_given_back_where_the_new_room_has_none_on_file(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        reassign(work, project="G01", places={"evaluation": "E9"}, reason="一室停用")
        assert [one.resource for one in claims_of(work, "M", "G01") if one.kind == "seat"] == []


def test_a_room_in_which_work_has_begun_stays_while_another_may_change(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        work.update(projects, projects.c.code == "G01", phase="opening")
        with pytest.raises(Refused, match=r"bookings\.work_has_begun"):
            reassign(work, project="G01", places={"opening": "K5", "evaluation": "E9"}, reason="一室停用")
        reassign(work, project="G01", places={"evaluation": "E9"}, reason="一室停用")
        assert room_of(work, "G01").resource == "E9"


def test_a_device_that_is_taken_at_the_new_time_is_exchanged_for_another_of_its_kind(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        book(work, "G02", "JM-1", "14:00", "15:00", kind="equipment", purpose="opening")
        move_project(work, project="G01", open_at=at("14:00"), reason="推迟")
        devices = [one.resource for one in claims_of(work, "M", "G01") if one.kind == "equipment"]
    assert devices == ["JM-2"]


def test_a_purpose_for_which_the_project_has_no_room_is_named(site: Writer) -> None:
    with site.writing() as work:
        placed(work, "G01", "K1", "E1")
        with pytest.raises(Refused, match=r"bookings\.nothing_to_change"):
            reassign(work, project="G01", places={"auction": "P1"}, reason="换厅")


def test_a_witness_is_substituted_by_whoever_is_least_loaded(site: Writer) -> None:
    with site.writing() as work:
        for code in ("G01", "G02"):
            witness(work, code, "WIT-1", "09:00", "12:00")
        witness(work, "G03", "WIT-2", "09:00", "12:00")
        substitute(work, post="WIT-1", from_at=at("08:00"), until_at=at("18:00"), reason="请假")
        posts = [one.resource for code in ("G01", "G02") for one in claims_of(work, "M", code)]
    assert posts == ["WIT-3", "WIT-4"]


def test_a_substitute_takes_over_what_has_begun_from_now_on(site: Writer, clock: SetClock) -> None:
    with site.writing() as work:
        witness(work, "G01", "WIT-1", "09:00", "12:00")
    clock.set(at("10:00"))
    with site.writing() as work:
        substitute(work, post="WIT-1", instead="WIT-4", from_at=at("10:00"), until_at=at("18:00"), reason="身体不适")
        parts = [(one.resource, one.from_at, one.until_at) for one in claims_of(work, "M", "G01")]
    assert parts == [("WIT-1", at("09:00"), at("10:00")), ("WIT-4", at("10:00"), at("12:00"))]


def test_a_substitute_with_four_lines_refuses_a_fifth_and_nothing_changes(site: Writer) -> None:
    with site.writing() as work:
        witness(work, "G01", "WIT-1", "09:00", "12:00")
        for number in range(4):
            project(work, f"H0{number}")
            witness(work, f"H0{number}", "WIT-2", "09:00", "12:00")
        with pytest.raises(Refused, match=r"bookings\.full"):
            substitute(work, post="WIT-1", instead="WIT-2", from_at=at("08:00"), until_at=at("18:00"), reason="请假")
        assert [one.resource for one in claims_of(work, "M", "G01")] == ["WIT-1"]


def test_a_change_that_cannot_be_read_is_refused(site: Writer) -> None:
    with site.writing() as work, pytest.raises(Refused, match=r"bookings\.unreadable"):
        apply(work, changes=[{"project": "G01", "rooms": {}}], reason="方案")
