"""The stored site keeps its history: imports close and open rows, and change nothing when nothing differs."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from venue.core.acts import Refused, perform
from venue.core.clock import SetClock, at_local
from venue.core.tables import metadata
from venue.core.work import Principal, Writer
from venue.site.places import PLACES, Placed, import_site, site, site_files, succession
from venue.site.places import export as stored_text
from venue.site.plan import Room, SiteFile
from venue.site.site_file import export, parse

SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"
TODAY = "2026-11-23"


@pytest.fixture(scope="module")
def sample() -> SiteFile:
    return parse(SAMPLE)


def small(sample: SiteFile, **changes: object) -> SiteFile:
    kept = {"buildings": sample.buildings, "floors": sample.floors, "zones": sample.zones, "feeders": sample.feeders}
    return SiteFile(site=sample.site, **{**kept, "rooms": sample.rooms, **changes})  # type: ignore[arg-type]


def wider(site_file: SiteFile, room: str) -> SiteFile:
    rooms = tuple(replace(r, capacity=r.capacity + 1) if r.code == room else r for r in site_file.rooms)
    return replace(site_file, rooms=rooms)


def entries(writer: Writer) -> list[sa.Row]:
    entry = metadata.tables["journal"]
    with writer.reading() as read:
        return list(read.all(sa.select(entry).where(entry.c.act == "site.import").order_by(entry.c.position)))


def seen(writer: Writer, viewer: Principal, on: str = "") -> SiteFile:
    with writer.reading() as read:
        found = site(read, viewer, on=on)
    assert found is not None
    return found


def imported(writer: Writer, site_file: SiteFile) -> dict[str, tuple[int, int]]:
    with writer.writing() as work:
        done = import_site(work, site_file)
    return {name: (done.opened[name], done.closed[name]) for name in done.opened}


def test_the_stored_sample_site_equals_its_file(writer: Writer, viewer: Principal, sample: SiteFile) -> None:
    imported(writer, sample)
    assert seen(writer, viewer) == sample
    assert seen(writer, viewer, TODAY) == sample.on(TODAY)


def test_an_import_is_one_journal_entry_that_names_the_file(writer: Writer, sample: SiteFile) -> None:
    imported(writer, small(sample))
    (entry,) = entries(writer)
    with writer.reading() as read:
        kept = read.first(sa.select(site_files))
    assert kept is not None
    assert json.loads(entry.payload)["digest"] == kept.digest
    assert kept.text == export(small(sample))


def test_the_same_import_again_changes_and_writes_nothing(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2026-12-01", "09:00"))
    assert imported(writer, small(sample)) == {}
    assert len(entries(writer)) == 1


def test_last_years_record_opens_on_last_years_plan(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2027-03-01", "09:00"))
    assert imported(writer, wider(small(sample), "E1")) == {"room": (2, 1)}
    then, now = (seen(writer, viewer, day).room["E1"].capacity for day in ("2027-02-28", "2027-03-01"))
    assert (then, now) == (7, 8)


def test_a_room_that_is_gone_is_closed_and_still_known_before(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2027-03-01", "09:00"))
    imported(writer, small(sample, rooms=tuple(room for room in sample.rooms if room.code != "E9")))
    assert "E9" not in seen(writer, viewer, "2027-03-01").room
    assert "E9" in seen(writer, viewer, "2027-02-28").room


def test_two_changes_on_one_day_leave_one_period(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2027-03-01", "09:00"))
    imported(writer, wider(small(sample), "E1"))
    imported(writer, wider(wider(small(sample), "E1"), "E1"))
    periods = [
        (room.valid_from, room.valid_to, room.capacity) for room in seen(writer, viewer).rooms if room.code == "E1"
    ]
    assert sorted(periods) == [("", "2027-03-01", 7), ("2027-03-01", "", 9)]


def test_going_back_on_the_same_day_restores_the_one_period(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2027-03-01", "09:00"))
    imported(writer, wider(small(sample), "E1"))
    imported(writer, small(sample))
    assert [room.valid_from for room in seen(writer, viewer).rooms if room.code == "E1"] == [""]


def test_the_stored_text_reads_back_to_the_stored_site(
    writer: Writer, clock: SetClock, viewer: Principal, sample: SiteFile
) -> None:
    imported(writer, small(sample))
    clock.set(at_local("2027-03-01", "09:00"))
    imported(writer, wider(small(sample), "E1"))
    with writer.reading() as read:
        assert parse(stored_text(read, viewer)) == seen(writer, viewer)


def test_before_any_import_there_is_no_site(writer: Writer, viewer: Principal) -> None:
    with writer.reading() as read:
        assert site(read, viewer) is None
        assert stored_text(read, viewer) == ""


def test_another_site_sees_nothing_of_this_one(writer: Writer, viewer: Principal, sample: SiteFile) -> None:
    imported(writer, small(sample))
    with writer.reading() as read:
        assert site(read, replace(viewer, site="B")) is None


@pytest.mark.parametrize("code, change", [("site.other_site", {"code": "B"}), ("site.other_kind", {"kind": "real"})])
def test_the_file_of_another_site_is_refused(
    writer: Writer, sample: SiteFile, code: str, change: dict[str, str]
) -> None:
    with pytest.raises(Refused) as refused, writer.writing() as work:
        import_site(work, replace(sample, site=replace(sample.site, **change)))
    assert refused.value.code == code


def test_a_text_with_one_mistake_is_refused_as_a_whole(writer: Writer, viewer: Principal, sample: SiteFile) -> None:
    text = export(small(sample)).replace('zone = "Z3r"', 'zone = "Z9"')
    with pytest.raises(Refused) as refused, writer.writing() as work:
        perform(work, "site.import", {"text": text})
    assert refused.value.code == "site.faults"
    with writer.reading() as read:
        assert site(read, viewer) is None


def test_rows_of_the_stored_site_can_be_asked_with_sql(writer: Writer, sample: SiteFile) -> None:
    imported(writer, sample)
    doors = PLACES["access_point"]
    with writer.reading() as read:
        count = read.scalar(sa.select(sa.func.count()).select_from(doors).where(doors.c.controlled == 1))
    assert count == 48


def test_a_planned_future_is_kept_by_the_import_of_today(sample: SiteFile) -> None:
    room = next(room for room in sample.rooms if room.code == "E1")
    later = [
        Placed(replace(room, valid_to="2027-01-01"), 0),
        Placed(replace(room, capacity=9, valid_from="2027-01-01"), 1),
    ]
    assert succession(later, later, TODAY) == tuple(later)


def test_a_correction_of_the_past_does_not_rewrite_it(sample: SiteFile) -> None:
    room = next(room for room in sample.rooms if room.code == "E1")
    stored = [
        Placed(replace(room, valid_to="2026-01-01"), 0),
        Placed(replace(room, capacity=9, valid_from="2026-01-01"), 1),
    ]
    corrected = [Placed(replace(room, capacity=1, valid_to="2026-01-01"), 0), stored[1]]
    assert succession(stored, corrected, TODAY) == tuple(stored)


def test_a_code_that_comes_new_holds_from_today(sample: SiteFile) -> None:
    room: Room = sample.rooms[0]
    assert [row.record.valid_from for row in succession([], [Placed(room, 0)], TODAY)] == [TODAY]
