"""The kiosks of a day: who waits how long, which kiosks count, and which measures are proposed in advance."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.venue.operations.day import DAY, SAMPLE, at, sample_site, wants
from venue.core.acts import Refused
from venue.core.clock import MINUTE, SetClock
from venue.core.messages import Heartbeat
from venue.core.work import Principal, Work, Writer
from venue.monitoring.health import HealthBook
from venue.operations.queue_view import KioskQueue, awaited, kiosk_queue
from venue.people.persons import give_role, register
from venue.projects.projects import projects
from venue.schedule.bookings import claim
from venue.schedule.forecast_queue import Gathering, Kiosks, queue_forecast
from venue.site.places import import_site
from venue.site.site_file import parse

NEXT = "2026-11-24"
KIOSKS = ("KS-1", "KS-2", "KS-3")


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:00"))


@pytest.fixture
def day(writer: Writer) -> Writer:
    """The sample site with its three kiosks, all of them well; the experts' are KS-2 and KS-3."""
    kiosks = tuple(one for one in parse(SAMPLE).devices if one.kind == "kiosk")
    with writer.writing() as work:
        import_site(work, replace(sample_site(), devices=kiosks))
    speak(writer, *KIOSKS)
    return writer


def speak(writer: Writer, *codes: str, status: str = "ok") -> None:
    with writer.writing() as work:
        book = HealthBook()
        for code in codes:
            book.hear(work, Heartbeat(device=code, at=work.now, received_at=work.now, status=status))
        book.write(work)


def gathers(work: Work, code: str, people: int, wall: str = "15:00") -> None:
    wants(work, code, gathers=wall)
    for _ in range(people):
        give_role(work, subject=register(work, kind="expert"), role="committee_member", project=code)


def crowd(writer: Writer, *codes: str, people: int = 16) -> None:
    with writer.writing() as work:
        for code in codes:
            gathers(work, code, people)


def queue(writer: Writer, viewer: Principal, *, day: str = DAY, now: str = "08:00") -> KioskQueue:
    with writer.reading() as read:
        return kiosk_queue(read, viewer, day=day, now=at(now))


def test_each_gathering_is_told_with_its_people_and_its_longest_wait(day: Writer, viewer: Principal) -> None:
    with day.writing() as work:
        gathers(work, "G01", 5, "14:30")
        gathers(work, "G02", 30, "15:00")
    found = queue(day, viewer).awaited
    assert [(one.project, one.people, one.gather_at) for one in found] == [
        ("G01", 5, at("14:30")),
        ("G02", 30, at("15:00")),
    ]
    assert found[0].longest_wait == 0 < found[1].longest_wait


def test_the_waits_of_the_gatherings_are_those_of_the_one_queue() -> None:
    """Whoever comes for another project stands in the same queue: the longest wait of all is the forecast's."""
    two = Kiosks(working=2, most=2)
    near = [Gathering("G01", 12, at("10:00")), Gathering("G02", 9, at("10:00")), Gathering("G03", 20, at("10:10"))]
    told, whole = awaited(near, two), queue_forecast(near, two)
    assert max(one.longest_wait or 0 for one in told) == whole.longest_wait > 0
    assert sum(one.late for one in told) == whole.late > 0


def test_a_crowd_is_answered_with_the_third_kiosk_and_with_another_gathering(day: Writer, viewer: Principal) -> None:
    crowd(day, "G01", "G02", "G03")
    found = queue(day, viewer)
    assert (found.kiosks.working, found.kiosks.most) == (2, 3)
    assert {one.kind for one in found.proposals} == {"kiosk", "stagger"}


def test_a_small_committee_needs_no_measure(day: Writer, viewer: Principal) -> None:
    crowd(day, "G01", people=5)
    assert [one.kind for one in queue(day, viewer).proposals] == ["enough"]


def test_a_gathering_is_not_moved_into_somebody_elses_room_time(day: Writer, viewer: Principal) -> None:
    """Legal for G01..G03 are 14:00 and 14:30 too; where E1 to E3 are taken until the evaluation, neither is proposed."""
    crowd(day, "G01", "G02", "G03")
    with day.writing() as work:
        for number, code in enumerate(("G01", "G02", "G03"), 1):
            room = {"kind": "room", "resource": f"E{number}", "purpose": "evaluation"}
            claim(work, project=code, from_at=at("15:15"), until_at=at("18:00"), **room)
            wants(work, f"H0{number}", "09:00", "10:00")
            claim(work, project=f"H0{number}", from_at=at("10:15"), until_at=at("14:20"), **room)
    assert {one.kind for one in queue(day, viewer).proposals} == {"kiosk"}


def test_a_committee_that_nobody_has_named_is_told_and_not_counted(day: Writer, viewer: Principal) -> None:
    crowd(day, "G01", people=5)
    with day.writing() as work:
        wants(work, "G02")
    found = queue(day, viewer)
    assert (found.unknown, [one.project for one in found.awaited]) == (("G02",), ["G01"])


def test_who_has_gathered_is_awaited_no_more(day: Writer, viewer: Principal) -> None:
    crowd(day, "G01", people=5)
    assert (len(queue(day, viewer, now="14:59").awaited), queue(day, viewer, now="15:00").awaited) == (1, ())


def test_a_project_that_was_put_off_is_not_awaited(day: Writer, viewer: Principal) -> None:
    crowd(day, "G01", people=5)
    with day.writing() as work:
        work.update(projects, projects.c.code == "G01", phase="postponed")
    assert queue(day, viewer).awaited == ()


def test_a_kiosk_that_is_not_heard_is_named_and_not_counted(day: Writer, viewer: Principal, clock: SetClock) -> None:
    clock.set(at("09:00"))
    speak(day, "KS-1", "KS-2")
    found = queue(day, viewer, now="09:00")
    assert (found.silent, found.kiosks.working, found.kiosks.most) == (("KS-3",), 1, 2)


def test_a_kiosk_that_says_it_is_ill_is_not_counted(day: Writer, viewer: Principal) -> None:
    speak(day, "KS-2", status="fault")
    assert queue(day, viewer).silent == ("KS-2",)


def test_what_is_silent_now_says_nothing_about_tomorrow(day: Writer, viewer: Principal) -> None:
    found = queue(day, viewer, day=NEXT, now="12:00")
    assert (found.silent, found.kiosks.working) == ((), 2)


def test_without_a_kiosk_the_wait_is_unknown_and_everybody_late(
    day: Writer, viewer: Principal, clock: SetClock
) -> None:
    clock.set(at("09:00"))
    crowd(day, "G01", people=5)
    (one,) = queue(day, viewer, now="09:00").awaited
    assert (one.longest_wait, one.late) == (None, 5)


def test_a_committee_member_whose_role_ends_before_is_not_awaited(day: Writer, viewer: Principal) -> None:
    with day.writing() as work:
        gathers(work, "G01", 4)
        leaves = register(work, kind="expert")
        give_role(work, subject=leaves, role="committee_member", project="G01", valid_to=work.now + MINUTE)
    assert [one.people for one in queue(day, viewer).awaited] == [4]


def test_what_is_no_day_is_refused(day: Writer, viewer: Principal) -> None:
    with pytest.raises(Refused, match="day_unreadable"):
        queue(day, viewer, day="the day after")
