from __future__ import annotations

import pytest

from venue.core.acts import Refused
from venue.core.clock import HOUR, MINUTE, SetClock
from venue.core.wording import sentences
from venue.core.work import Principal, Writer
from venue.monitoring import alarms
from venue.monitoring.alarms import Alarm, acknowledge, clear_alarm, raise_alarm, raise_event, shelve

LI = Principal("limin", frozenset({"operator"}), "M")


def listed(writer: Writer, viewer: Principal) -> tuple[Alarm, ...]:
    with writer.reading() as read:
        return alarms.open_alarms(read, viewer, now=writer.standing.clock.now())


def test_the_same_condition_is_one_alarm_however_often_it_is_raised(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        assert raise_alarm(work, "door_held", device="D-01") == raise_alarm(work, "door_held", device="D-01")
        assert raise_alarm(work, "door_held", device="D-02") != raise_alarm(work, "door_held", device="D-01")
    assert len(listed(writer, viewer)) == 2


def test_a_condition_that_is_over_stays_listed_until_somebody_has_seen_it(writer: Writer, viewer: Principal) -> None:
    with writer.writing(LI) as work:
        number = raise_alarm(work, "door_held", device="D-01")
        clear_alarm(work, "door_held", device="D-01")
    assert [(one.number, one.active) for one in listed(writer, viewer)] == [(number, False)]
    with writer.writing(LI) as work:
        acknowledge(work, number=number)
    assert listed(writer, viewer) == ()


def test_an_acknowledged_condition_that_still_holds_stays_listed(writer: Writer, viewer: Principal) -> None:
    with writer.writing(LI) as work:
        acknowledge(work, number=raise_alarm(work, "door_held", device="D-01"))
    (one,) = listed(writer, viewer)
    assert (one.active, one.acknowledged_by) == (True, "limin")


def test_an_acknowledgement_acts_on_one_condition_only(writer: Writer, viewer: Principal) -> None:
    with writer.writing(LI) as work:
        first, second = (raise_event(work, "wrong_room", room=room) for room in ("E1", "E2"))
        acknowledge(work, number=first)
    assert [one.number for one in listed(writer, viewer)] == [second]


def test_a_condition_that_returns_unseen_counts_up_and_one_that_was_seen_is_a_new_alarm(writer: Writer) -> None:
    with writer.writing(LI) as work:
        first = raise_alarm(work, "door_held", device="D-01")
        clear_alarm(work, "door_held", device="D-01")
        assert raise_alarm(work, "door_held", device="D-01") == first
        acknowledge(work, number=first)
        clear_alarm(work, "door_held", device="D-01")
        assert raise_alarm(work, "door_held", device="D-01") != first


def test_nobody_acknowledges_twice_or_what_is_not_there(writer: Writer) -> None:
    with writer.writing(LI) as work:
        number = raise_event(work, "wrong_room")
        acknowledge(work, number=number)
        for wrong, code in ((number, "alarm.seen_before"), (99, "alarm.unknown")):
            with pytest.raises(Refused, match=code):
                acknowledge(work, number=wrong)


def test_a_shelved_alarm_comes_back_at_its_end(writer: Writer, viewer: Principal, clock: SetClock) -> None:
    with writer.writing(LI) as work:
        shelve(work, number=raise_alarm(work, "camera_offline", device="C-57"), until=work.now + HOUR, why="检修")
    assert listed(writer, viewer) == ()
    clock.advance(HOUR + 1)
    assert len(listed(writer, viewer)) == 1


@pytest.mark.parametrize(("minutes", "why"), [(0, "检修"), (481, "检修"), (60, " ")])
def test_a_shelf_needs_a_reason_and_an_end_within_a_shift(writer: Writer, minutes: int, why: str) -> None:
    with writer.writing(LI) as work:
        number = raise_alarm(work, "camera_offline", device="C-57")
        with pytest.raises(Refused):
            shelve(work, number=number, until=work.now + minutes * MINUTE, why=why)


def test_the_most_urgent_comes_first_and_then_the_newest(writer: Writer, viewer: Principal, clock: SetClock) -> None:
    for kind, device in (("camera_offline", "C-1"), ("camera_offline", "C-2"), ("door_forced", "D-01")):
        with writer.writing() as work:
            raise_alarm(work, kind, device=device)
        clock.advance(1)
    assert [one.device for one in listed(writer, viewer)] == ["D-01", "C-2", "C-1"]


def test_every_kind_of_alarm_has_its_words() -> None:
    assert {f"alarm.{kind}" for kind in alarms.PRIORITIES} <= sentences().keys()
