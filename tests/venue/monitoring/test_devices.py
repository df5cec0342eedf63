from __future__ import annotations

import sqlalchemy as sa

from venue.core.clock import MINUTE, SECOND, SetClock
from venue.core.messages import CameraReported, DeviceLost, Heartbeat, PeopleCounted, PointRead, Unreadable
from venue.core.work import Principal, Writer
from venue.journal import book
from venue.monitoring import alarms, cameras, dead_letters, health, measurements, watch
from venue.monitoring.health import HealthBook, is_silent


def open_kinds(writer: Writer, viewer: Principal) -> list[str]:
    with writer.reading() as read:
        return [one.kind for one in alarms.open_alarms(read, viewer, now=writer.standing.clock.now()) if one.active]


def test_silence_beyond_the_devices_own_limit_is_unknown_and_up_to_it_is_not() -> None:
    assert not is_silent(1_000, now=31_000, limit=30_000)
    assert is_silent(1_000, now=31_001, limit=30_000)
    assert is_silent(None, now=0, limit=30_000)


def test_the_last_word_of_a_device_is_kept_with_its_age(writer: Writer, viewer: Principal, clock: SetClock) -> None:
    book_of_health = HealthBook()
    with writer.writing() as work:
        book_of_health.hear(
            work, Heartbeat(device="T-01", boot=3, seq=1, received_at=work.now, at=work.now - 47 * SECOND)
        )
        book_of_health.write(work)
    with writer.reading() as read:
        found = health.health(read, viewer)["T-01"]
    assert (found.boot, found.skew, found.age(clock.now() + MINUTE)) == (3, -47 * SECOND, MINUTE)


def test_a_late_old_word_never_replaces_a_newer_one(writer: Writer) -> None:
    book_of_health = HealthBook()
    with writer.writing() as work:
        book_of_health.hear(work, Heartbeat(device="T-01", received_at=2_000, status="new"))
        book_of_health.hear(work, Heartbeat(device="T-01", received_at=1_000, status="old"))
        assert book_of_health.last(work, "T-01")["status"] == "new"


def test_a_clock_that_is_off_is_an_alarm_until_it_is_right(writer: Writer, viewer: Principal) -> None:
    for skew, expected in ((-47, ["clock_skew"]), (0, [])):
        with writer.writing() as work:
            before = {"boot": 1, "skew": -47 * SECOND if skew == 0 else 0}
            watch.heartbeat(
                work, Heartbeat(device="T-01", boot=1, received_at=work.now, at=work.now + skew * SECOND), before
            )
        assert open_kinds(writer, viewer) == expected


def test_a_camera_that_is_online_but_does_not_record_is_an_alarm_and_a_gap(
    writer: Writer, viewer: Principal, clock: SetClock
) -> None:
    recording, stopped = {"recording": 1}, {"recording": 0}
    began = clock.now()
    with writer.writing() as work:
        said = CameraReported(device="C-57", online=True, recording=False, received_at=began)
        cameras.camera_said(work, said, recording, room="K1")
    assert open_kinds(writer, viewer) == ["recording_stopped"]
    clock.advance(65 * SECOND)
    with writer.writing() as work:
        said = CameraReported(device="C-57", online=True, recording=True, received_at=clock.now())
        cameras.camera_said(work, said, stopped, room="K1")
    with writer.reading() as read:
        (gap,) = cameras.gaps(read, viewer, since=0, until=clock.now() + 1)
    assert (gap.camera, gap.cause, gap.until - gap.since) == ("C-57", "stopped", 65 * SECOND)
    assert open_kinds(writer, viewer) == []


def test_every_measurement_is_a_row_and_the_batch_is_in_the_book(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        read_ = [
            PointRead(device="S-1", seq=n, point="S-1.co2", value=n * 1000, at=n, received_at=n) for n in (1, 3, 2)
        ]
        counted = PeopleCounted(device="N-1", seq=1, access_point="D-01", inward=2, outward=1, received_at=9)
        assert measurements.store(work, [*read_, counted]) == 5
        entry = work.all(sa.select(book.journal).where(book.journal.c.act == "readings.stored"))[-1]
    assert '"count":5' in entry.payload
    with writer.reading() as read:
        assert measurements.latest(read, viewer)["S-1.co2"].value == 3000
        assert measurements.history(read, viewer, point="S-1.co2", since=0, until=9) == (
            (1, 1000, "good"),
            (2, 2000, "good"),
            (3, 3000, "good"),
        )


def test_a_batch_of_nothing_writes_nothing(writer: Writer) -> None:
    with writer.writing() as work:
        assert measurements.store(work, []) == 0
        assert work.scalar(sa.select(sa.func.count()).select_from(book.journal)) == 0


def test_what_nobody_can_read_is_kept_byte_for_byte_counted_and_alarmed(writer: Writer, viewer: Principal) -> None:
    raw = b"\xff\x00{not json"
    with writer.writing() as work:
        watch.unreadable(work, Unreadable(device="T-99", topic="a/b", raw=raw, fault="not_json", received_at=work.now))
        watch.unreadable(work, Unreadable(device="T-99", topic="a/b", raw=b"", fault="not_json", received_at=work.now))
    with writer.reading() as read:
        assert [letter.raw for letter in dead_letters.letters(read, viewer)] == [b"", raw]
        assert dead_letters.counts(read, viewer) == {"T-99": 2}
    assert open_kinds(writer, viewer) == ["malformed"]


def test_what_others_say_of_a_device_is_not_its_own_word(writer: Writer) -> None:
    book_of_health = HealthBook()
    with writer.writing() as work:
        book_of_health.hear(work, DeviceLost(device="T-01", cause="last will", received_at=work.now))
        assert "T-01" not in book_of_health.heard_at(work)
