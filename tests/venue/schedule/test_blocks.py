"""A block clashes with everything; permit and block are one matter."""

import pytest

from tests.venue.schedule.planned import DAY, at, book, project
from venue.core.acts import Refused
from venue.core.clock import SetClock
from venue.core.work import Principal, Work, Writer
from venue.people.needs import close_permit, open_permit
from venue.people.persons import register
from venue.projects.projects import projects
from venue.schedule import blocks, bookings
from venue.schedule.blocks import close_off
from venue.schedule.bookings import claims_of

GROUND: object = None


@pytest.fixture
def two(writer: Writer) -> Writer:
    with writer.writing() as work:
        for code in ("G01", "G02"):
            project(work, code)
    return writer


def closed(work: Work, since: str = "10:00", until: str = "16:00", **more: int) -> int:
    times = {"from_at": at(since), "until_at": at(until)}
    return close_off(work, kind="room", resource="E1", reason="空调检修", **times, **more)


def permitted(work: Work, room: str = "E1", until: str = "16:00") -> int:
    subject = register(work, kind="service", personal={"name": "周师傅"}, reference="w-1")
    where = {"zone": "Z3", "room": room}
    times = {"from_at": at("10:00"), "until_at": at(until)}
    return open_permit(work, subject=subject, job="空调检修", where=where, applicant="weixiu", **times)


def test_nothing_can_be_booked_into_a_closed_room(two: Writer) -> None:
    with two.writing() as work:
        closed(work)
        with pytest.raises(Refused, match=r"bookings\.blocked"):
            book(work, "G01", "E1", "15:00", "17:00")
        assert book(work, "G01", "E1", "16:15", "17:00")


def test_a_room_that_is_claimed_is_not_closed_over_somebodys_head(two: Writer) -> None:
    with two.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        with pytest.raises(Refused) as no:
            closed(work)
    assert (no.value.code, no.value.args_["project"]) == ("bookings.overlap", "G01")


def test_a_shared_room_is_closed_for_all_its_projects(two: Writer) -> None:
    with two.writing() as work:
        book(work, "G01", "G1", "10:15", "12:00", purpose="agency")
        times = {"from_at": at("11:00"), "until_at": at("13:00")}
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            close_off(work, kind="room", resource="G1", reason="漏水", **times)


def test_two_blocks_do_not_overlap_either(two: Writer) -> None:
    with two.writing() as work:
        closed(work)
        with pytest.raises(Refused, match=r"bookings\.blocked"):
            closed(work, "15:00", "18:00")


def test_a_block_of_a_device_leaves_the_room_of_the_same_name_alone(two: Writer) -> None:
    with two.writing() as work:
        times = {"from_at": at("10:00"), "until_at": at("16:00")}
        close_off(work, kind="equipment", resource="E1", reason="送修", **times)
        assert book(work, "G01", "E1", "10:15", "12:00")


def test_who_has_not_begun_gives_way_to_a_displacing_block_and_waits_to_be_placed_anew(
    two: Writer, viewer: Principal
) -> None:
    with two.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        closed(work, displacing=1)
        assert claims_of(work, "M", "G01") == ()
        assert blocks.displaced(work.reading(), viewer) == ("G01",)


def test_a_displaced_project_gets_another_room_and_stands_again(two: Writer, viewer: Principal) -> None:
    with two.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        closed(work, displacing=1)
        bookings.reassign(work, project="G01", places={"evaluation": "E2"}, reason="一室封闭")
        assert [(one.resource, one.status) for one in claims_of(work, "M", "G01")] == [("E2", "claimed")]
        assert blocks.displaced(work.reading(), viewer) == ()


def test_who_has_begun_does_not_give_way(two: Writer) -> None:
    with two.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        work.update(projects, projects.c.code == "G01", phase="evaluating")
        with pytest.raises(Refused, match=r"bookings\.overlap"):
            closed(work, displacing=1)


def test_a_lifted_block_leaves_the_room_free(two: Writer, viewer: Principal) -> None:
    with two.writing() as work:
        blocks.lift(work, number=closed(work), reason="提前修好")
        assert blocks.blocks_on(work.reading(), viewer, day=DAY) == ()
        assert book(work, "G01", "E1", "10:15", "12:00")


def test_a_block_that_has_begun_ends_when_it_is_lifted(two: Writer, viewer: Principal, clock: SetClock) -> None:
    with two.writing() as work:
        number = closed(work)
    clock.set(at("11:00"))
    with two.writing() as work:
        blocks.lift(work, number=number, reason="提前修好")
        seen = blocks.blocks_on(work.reading(), viewer, day=DAY)
    assert [(one.from_at, one.until_at) for one in seen] == [(at("10:00"), at("11:00"))]


def test_a_block_is_lifted_once_and_not_released_like_a_booking(two: Writer) -> None:
    with two.writing() as work:
        number = closed(work)
        with pytest.raises(Refused, match=r"bookings\.lift_the_block"):
            bookings.release(work, number=number, reason="放开")
        blocks.lift(work, number=number, reason="修好")
        with pytest.raises(Refused, match=r"blocks\.unknown"):
            blocks.lift(work, number=number, reason="修好")


def test_a_block_keeps_the_number_of_its_permit(two: Writer, viewer: Principal) -> None:
    with two.writing() as work:
        permit = permitted(work)
        closed(work, permit=permit)
        seen = blocks.blocks_on(work.reading(), viewer, day=DAY)
    assert [(one.resource, one.permit, one.reason) for one in seen] == [("E1", permit, "空调检修")]


def test_closing_the_permit_lifts_the_block(two: Writer) -> None:
    with two.writing() as work:
        permit = permitted(work)
        closed(work, permit=permit)
        blocks.due(work, GROUND, GROUND)
        with pytest.raises(Refused):
            book(work, "G01", "E1", "10:15", "12:00")
        close_permit(work, number=permit, result="已修好")
        blocks.due(work, GROUND, GROUND)
        assert book(work, "G01", "E1", "10:15", "12:00")


@pytest.mark.parametrize(
    ("room", "until", "code"),
    [("E2", "16:00", "blocks.permit_elsewhere"), ("E1", "15:59", "blocks.permit_too_short")],
)
def test_a_block_rests_only_on_a_permit_of_its_place_and_time(two: Writer, room: str, until: str, code: str) -> None:
    with two.writing() as work:
        permit = permitted(work, room, until)
        with pytest.raises(Refused, match=code.replace(".", r"\.")):
            closed(work, permit=permit)


def test_a_permit_that_does_not_exist_carries_no_block(two: Writer) -> None:
    with two.writing() as work, pytest.raises(Refused, match=r"blocks\.permit_not_open"):
        closed(work, permit=77)


def test_blocks_stand_in_the_chart_of_the_day_with_all_claims(two: Writer, viewer: Principal) -> None:
    with two.writing() as work:
        closed(work)
        shown = bookings.claims_on(work.reading(), viewer, day=DAY)
    assert [(one.kind, one.purpose, one.resource, one.project) for one in shown] == [("block", "room", "E1", "")]
