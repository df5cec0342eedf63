"""A whole project in one act: everything its method asks for is taken together or not at all."""

from collections import Counter

import pytest

from tests.venue.schedule.planned import at, book, found_site, project, witness
from venue.core.acts import Refused
from venue.core.work import Principal, Work, Writer
from venue.projects.approvals import attach_plan
from venue.projects.methods import all_methods, method_at
from venue.schedule.bookings import claim, claims_of, place
from venue.schedule.claims import Claim
from venue.schedule.completing import left_out


@pytest.fixture
def site(writer: Writer) -> Writer:
    with writer.writing() as work:
        found_site(work)
    return writer


def taken(work: Work, code: str) -> dict[tuple[str, str], Claim]:
    return {(one.purpose, one.kind): one for one in claims_of(work, "M", code)}


def test_a_tender_takes_rooms_seats_witness_equipment_and_posts_in_one_act(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G01")
        place(work, project="G01", wanted=[], complete=1)
        kinds = Counter(one.kind for one in claims_of(work, "M", "G01"))
    assert kinds == {"room": 3, "seat": 5, "witness": 1, "equipment": 1, "staff": 2}


def test_everything_hangs_on_opening_and_gathering(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G01")
        place(work, project="G01", wanted=[], complete=1)
        found = taken(work, "G01")
    times = {name: (one.from_at, one.until_at) for name, one in found.items()}
    assert times["opening", "room"] == (at("09:00"), at("09:40"))
    assert times["evaluation", "room"] == (at("10:15"), at("13:15"))
    assert times["agency", "room"] == (at("09:40"), at("13:15"))
    assert times["witness", "witness"] == (at("09:00"), at("13:15"))


def test_seats_lie_in_the_evaluation_room_that_was_chosen(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G01")
        chosen = {"kind": "room", "resource": "E7", "purpose": "evaluation"}
        place(work, project="G01", wanted=[{**chosen, "from_at": at("10:15"), "until_at": at("13:15")}], complete=1)
        seats = [one.resource for one in claims_of(work, "M", "G01") if one.kind == "seat"]
    assert seats == ["E7-1", "E7-2", "E7-3", "E7-4", "E7-5"]


@pytest.mark.parametrize("method", sorted(one.code for one in all_methods()))
def test_every_method_can_be_placed_on_the_sample_site(site: Writer, method: str) -> None:
    with site.writing() as work:
        land = {"category": "land_and_mining_rights"} if method == "auction" else {}
        project(work, "G01", method, **land)
        if method == "auction":
            attach_plan(work, project="G01", document="市政函〔2026〕9号", body="市人民政府", on="2026-11-01")
        place(work, project="G01", wanted=[], complete=1)
        wanted = {(need.purpose, need.kind, need.count) for need in _method(method).needs}
        counted = Counter((one.purpose, one.kind) for one in claims_of(work, "M", "G01"))
    assert all(counted[purpose, kind] >= count for purpose, kind, count in wanted)


def _method(code: str):  # type: ignore[no-untyped-def]
    found = method_at(code, at("09:00"))
    assert found is not None
    return found


def test_a_room_that_is_taken_refuses_the_whole(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G01")
        project(work, "G02")
        book(work, "G01", "E2", "10:00", "12:00")
        chosen = {"kind": "room", "resource": "E2", "purpose": "evaluation"}
        wanted = [{**chosen, "from_at": at("10:15"), "until_at": at("13:15")}]
        with pytest.raises(Refused, match=r"bookings\.overlap"), work.matter():
            place(work, project="G02", wanted=wanted, complete=1)
        assert claims_of(work, "M", "G02") == ()


def test_equipment_is_never_booked_beyond_its_count(site: Writer) -> None:
    spare = {"kind": "equipment", "purpose": "opening", "of": "spare_decrypt"}
    with site.writing() as work:
        for number in range(4):
            project(work, f"G0{number}")
        got = [_claimed(work, f"G0{number}", **spare) for number in range(3)]
        with pytest.raises(Refused) as no:
            _claimed(work, "G03", **spare)
    assert got == ["JM-1", "JM-2", "JM-3"]
    assert (no.value.code, no.value.args_["count"]) == ("bookings.none_free", 3)


def _claimed(work: Work, code: str, **what: str) -> str:
    number = claim(work, project=code, resource="", from_at=at("09:00"), until_at=at("09:40"), **what)
    return next(one.resource for one in claims_of(work, "M", code) if one.number == number)


def test_what_is_optional_is_left_out_when_none_is_free(site: Writer) -> None:
    with site.writing() as work:
        for number in range(4):
            project(work, f"G0{number}")
            place(work, project=f"G0{number}", wanted=[], complete=1)
        assert ("opening", "equipment") not in taken(work, "G03")
        assert ("opening", "equipment") in taken(work, "G02")


def test_what_was_left_out_is_told(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        project(work, "G07", "auction", category="state_property")
        book(work, "G07", "P1", "09:00", "10:00", purpose="auction")
        book(work, "G07", "HP-1", "09:00", "10:00", purpose="auction", kind="equipment")
        lacking = {(need.kind, need.of) for need in left_out(work.reading(), viewer, project="G07")}
    assert lacking == {
        ("witness", ""),
        ("equipment", "recorder"),
        ("staff", "centre_service"),
        ("staff", "it_engineer"),
    }


def test_a_room_that_is_left_open_is_picked_and_its_seats_with_it(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G01")
        any_room = {"kind": "room", "resource": "", "purpose": "evaluation"}
        place(work, project="G01", wanted=[{**any_room, "from_at": at("10:15"), "until_at": at("13:15")}], complete=1)
        found = {one.resource for one in claims_of(work, "M", "G01") if one.purpose == "evaluation"}
    assert {"E1", "E1-1", "E1-5"} <= found


def test_witness_lines_go_to_the_least_loaded_post(site: Writer) -> None:
    with site.writing() as work:
        for number in range(5):
            project(work, f"G0{number}")
        got = [_claimed(work, f"G0{number}", kind="witness", purpose="witness", of="witness") for number in range(5)]
    assert got == ["WIT-1", "WIT-2", "WIT-3", "WIT-4", "WIT-1"]


def test_a_fifth_line_of_one_witness_is_refused_even_when_others_are_free(site: Writer) -> None:
    with site.writing() as work:
        for number in range(5):
            project(work, f"G0{number}")
        for number in range(4):
            witness(work, f"G0{number}", "WIT-1", "09:00", "12:00")
        with pytest.raises(Refused, match=r"bookings\.full"):
            witness(work, "G04", "WIT-1", "11:00", "12:00")


def test_an_auction_of_land_without_its_approved_plan_is_only_held(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G07", "auction", category="land_and_mining_rights")
        with pytest.raises(Refused, match=r"plan_not_approved"), work.matter():
            place(work, project="G07", wanted=[], complete=1)
        place(work, project="G07", wanted=[], complete=1, held=1)
        states = {one.status for one in claims_of(work, "M", "G07")}
    assert states == {"held"}


def test_a_project_without_any_time_cannot_be_completed(site: Writer) -> None:
    with site.writing() as work:
        project(work, "G09", "remote_sub", gather_at=None)
        with pytest.raises(Refused, match=r"projects\.times_missing"):
            place(work, project="G09", wanted=[], complete=1)
