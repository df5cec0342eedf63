"""Which rooms are free and why the others are not; secret projects stay nameless."""

from typing import Any

import pytest

from tests.venue.schedule.planned import DAY, at, book, found_site, project
from venue.core.clock import DAY as A_DAY
from venue.core.wording import say
from venue.core.work import Principal, Work, Writer
from venue.schedule import blocks, bookings, holds, series, waiting
from venue.schedule.bookings import RoomOffer, free_rooms_for
from venue.schedule.claims import SECRET

CLEANER = Principal("bj", frozenset({"cleaner"}), "M", "desk-2")
TITLE = "金丝雀机密工程"


@pytest.fixture
def site(writer: Writer) -> Writer:
    with writer.writing() as work:
        found_site(work)
        for code in ("G01", "G02"):
            project(work, code)
    return writer


def offers(work: Work, viewer: Principal, **more: Any) -> dict[str, RoomOffer]:
    asked = {"method": "open_tender", "purpose": "evaluation", "from_at": at("10:15"), "until_at": at("14:00"), **more}
    return {one.room: one for one in free_rooms_for(work.reading(), viewer, **asked)}


def test_every_room_of_the_type_is_told_free_ones_first(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        found = offers(work, viewer)
    assert set(found) == {f"E{number}" for number in range(1, 11)}
    assert [code for code, one in found.items() if not one.free] == ["E1"]
    assert list(found)[-1] == "E1"


def test_a_taken_room_says_by_whom_and_from_when_it_is_free(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        found = offers(work, viewer)["E1"]
    assert (found.code, found.project, found.free_from) == ("bookings.overlap", "G01", at("12:30"))
    assert "E1 已由项目 G01 占用" in say(found.code, dict(found.args))


def test_a_room_is_not_free_while_its_turnover_lasts(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        book(work, "G01", "E1", "08:00", "09:31")
        assert not offers(work, viewer)["E1"].free


def test_a_room_that_is_too_small_says_so(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        found = offers(work, viewer, seats=8)
    assert {one.code for one in found.values() if not one.free} == {"bookings.room_too_small"}
    assert [code for code, one in found.items() if one.free] == ["E7", "E8", "E10"]


def test_a_room_that_lacks_something_names_it(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        found = offers(work, viewer, features=("projector",))["E1"]
    assert (found.code, dict(found.args)["lacking"]) == ("bookings.room_lacks", "projector")


def test_a_closed_room_says_so(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        times = {"from_at": at("10:00"), "until_at": at("12:00")}
        blocks.close_off(work, kind="room", resource="E1", reason="检修", **times)
        assert offers(work, viewer)["E1"].code == "bookings.blocked"


def test_a_method_that_asks_for_no_such_room_is_offered_none(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        assert offers(work, viewer, method="online_bidding") == {}


def test_claims_between_two_instants_are_those_that_touch_them(site: Writer, viewer: Principal) -> None:
    with site.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        read = work.reading()
        seen = [
            len(bookings.claims_between(read, viewer, since=at(since), until=at(until)))
            for since, until in (("12:29", "13:00"), ("12:30", "13:00"), ("09:00", "10:00"), ("09:00", "10:01"))
        ]
    assert seen == [1, 0, 0, 1]


def secret_day(work: Work) -> None:
    """A secret project that shows up wherever a project can."""
    project(work, "G09", secret=1, title=TITLE)
    book(work, "G09", "E1", "10:15", "12:00", held=1)
    wanted = [
        {"kind": "room", "resource": "E2", "purpose": "evaluation", "from_at": at("13:00"), "until_at": at("14:00")}
    ]
    waiting.join(work, project="G09", wanted=wanted, reason="等待")


def everything(work: Work, viewer: Principal) -> str:
    read = work.reading()
    pattern = {"weekdays": [2], "first": DAY, "last": DAY, "begins": "11:00", "ends": "12:00"}
    return repr(
        (
            bookings.claims_on(read, viewer, day=DAY),
            bookings.claims_between(read, viewer, since=at("00:00"), until=at("00:00") + A_DAY),
            offers(work, viewer),
            holds.holds_open(read, viewer),
            waiting.waiting_list(read, viewer),
            waiting.proof(read, viewer, number=1),
            series.days_asked(read, viewer, kind="room", resource="E1", pattern=pattern),
        )
    )


def test_who_need_not_know_sees_a_secret_project_without_code_and_nobody_sees_its_title(
    site: Writer, viewer: Principal
) -> None:
    with site.writing() as work:
        secret_day(work)
        theirs, ours = everything(work, CLEANER), everything(work, viewer)
    assert "G09" not in theirs
    assert SECRET in theirs
    assert TITLE not in theirs + ours
    assert "G09" in ours


def test_an_ordinary_project_keeps_its_code_for_everybody(site: Writer) -> None:
    with site.writing() as work:
        book(work, "G01", "E1", "10:15", "12:00")
        shown = bookings.claims_on(work.reading(), CLEANER, day=DAY)
    assert [one.project for one in shown] == ["G01"]
