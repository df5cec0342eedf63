"""Calendar files: what goes out comes in again, nothing secret is in it, and no file from elsewhere can hurt."""

import contextlib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from venue.core.acts import Refused
from venue.core.clock import DAY, at_local
from venue.core.wording import say
from venue.core.work import Principal, Work, Writer
from venue.journal import book
from venue.projects.projects import find_project, reserve
from venue.schedule import blocks, bookings, calendar_files
from venue.schedule.calendar_export import calendar_entries, calendar_file
from venue.schedule.calendar_reading import MAX_BYTES, MAX_ENTRIES, Entry, UnusableCalendar, read_calendar

TODAY = "2026-11-24"


def at(wall: str, day: str = TODAY) -> int:
    return at_local(day, wall)


def event(*lines: str, uid: str = "a@else", start: str = "20261124T090000", end: str = "20261124T110000") -> str:
    head = ["BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", f"DTEND:{end}", "SUMMARY:消防培训", "LOCATION:E1"]
    return "\r\n".join([*head, *lines, "END:VEVENT"])


def ics(*events: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:else", *events, "END:VCALENDAR", ""]).encode()


def entries(*events: str) -> tuple[Entry, ...]:
    found, faults = read_calendar(ics(*events), "a.ics")
    assert faults == ()
    return found


def fault(*events: str) -> str:
    _, faults = read_calendar(ics(*events), "a.ics")
    assert "〈" not in calendar_files.sentence(faults[0]) + calendar_files.sentence(faults[0], "en")
    return faults[0].code


# ---------------------------------------------------------------------------------------------------------- what is read


@pytest.mark.parametrize(
    ("start", "end", "since", "until"),
    [
        ("20261124T090000", "20261124T110000", at("09:00"), at("11:00")),
        ("20261124T010000Z", "20261124T030000Z", at("09:00"), at("11:00")),
    ],
)
def test_a_time_without_a_zone_is_the_wall_clock_of_the_site(start: str, end: str, since: int, until: int) -> None:
    one = entries(event(start=start, end=end))[0]
    assert (one.from_at, one.until_at) == (since, until)


def test_a_zone_that_is_named_is_kept() -> None:
    text = event().replace("DTSTART:", "DTSTART;TZID=Asia/Tokyo:").replace("DTEND:", "DTEND;TZID=Asia/Tokyo:")
    assert entries(text)[0].from_at == at("08:00")


def test_a_zone_that_nobody_knows_is_not_guessed_at() -> None:
    text = event().replace("DTSTART:", "DTSTART;TZID=Mars/Olympus:").replace("DTEND:", "DTEND;TZID=Mars/Olympus:")
    assert fault(text) == "calendar.zone_unknown"


def test_a_whole_day_lasts_from_midnight_to_midnight() -> None:
    text = "\r\n".join(["BEGIN:VEVENT", "UID:1", "DTSTART;VALUE=DATE:20261124", "SUMMARY:检修", "END:VEVENT"])
    one = entries(text)[0]
    assert (one.from_at, one.until_at) == (at("00:00"), at("00:00") + DAY)


def test_a_weekly_entry_is_written_out_to_its_end_without_what_was_taken_out() -> None:
    found = entries(event("RRULE:FREQ=WEEKLY;COUNT=4", "EXDATE:20261201T090000"))
    assert [one.from_at for one in found] == [at("09:00", day) for day in (TODAY, "2026-12-08", "2026-12-15")]


@pytest.mark.parametrize(
    ("rule", "days"),
    [
        ("FREQ=DAILY;INTERVAL=2;COUNT=3", ["11-24", "11-26", "11-28"]),
        ("FREQ=DAILY;UNTIL=20261126", ["11-24", "11-25", "11-26"]),
        ("FREQ=WEEKLY;BYDAY=TU,FR;COUNT=4", ["11-24", "11-27", "12-01", "12-04"]),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU;COUNT=2", ["11-24", "12-08"]),
        ("FREQ=MONTHLY;COUNT=2", ["11-24", "12-24"]),
        ("FREQ=MONTHLY;BYDAY=-1MO;COUNT=3", ["11-24", "11-30", "12-28"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["11-24", "11-30", "12-31"]),
    ],
)
def test_a_recurrence_falls_on_its_days(rule: str, days: list[str]) -> None:
    assert [one.from_at for one in entries(event(f"RRULE:{rule}"))] == [at("09:00", f"2026-{day}") for day in days]


def test_one_time_of_a_recurrence_may_be_elsewhere() -> None:
    moved = event("RECURRENCE-ID:20261201T090000", start="20261202T140000", end="20261202T150000")
    found = {one.occurrence: one.from_at for one in entries(event("RRULE:FREQ=WEEKLY;COUNT=2"), moved)}
    assert found == {at("09:00"): at("09:00"), at("09:00", "2026-12-01"): at("14:00", "2026-12-02")}


@pytest.mark.parametrize(
    ("rule", "code"),
    [
        ("FREQ=DAILY", "calendar.rule_endless"),
        ("FREQ=SECONDLY;COUNT=5", "calendar.rule_not_understood"),
        ("FREQ=DAILY;COUNT=999999999", "calendar.rule_too_long"),
        ("FREQ=DAILY;UNTIL=20991231", "calendar.rule_too_long"),
        ("FREQ=DAILY;UNTIL=20281101", "calendar.rule_too_long"),
        ("FREQ=YEARLY;BYDAY=MO;BYSETPOS=-1;COUNT=2", "calendar.rule_not_understood"),
        ("FREQ=DAILY;BYHOUR=9,10,11;COUNT=5", "calendar.rule_not_understood"),
        ("FREQ=DAILY;INTERVAL=0;COUNT=5", "calendar.rule_not_understood"),
    ],
)
def test_a_recurrence_without_end_or_sense_is_refused_by_name(rule: str, code: str) -> None:
    assert fault(event(f"RRULE:{rule}")) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (event(uid=""), "calendar.entry_without_uid"),
        (event(end="20261124T090000"), "calendar.entry_length"),
        (event(end="20270301T090000"), "calendar.entry_length"),
        (event(start="BOGUS"), "calendar.entry_unreadable"),
        (event(start="00010101T000000", end="00010101T010000"), "calendar.entry_unreadable"),
        (event().replace("DTSTART:20261124T090000\r\n", ""), "calendar.entry_without_start"),
        (event().replace("DTEND:20261124T110000\r\n", ""), "calendar.entry_without_end"),
        (event("SEQUENCE:many"), "calendar.entry_unreadable"),
        (event("DTSTART:20261125T090000"), "calendar.entry_unreadable"),
        (event("RDATE:20261125T090000"), "calendar.rule_not_understood"),
    ],
)
def test_a_broken_entry_is_named_and_the_others_are_read(text: str, code: str) -> None:
    found, faults = read_calendar(ics(event(uid="good"), text), "a.ics")
    assert ([one.uid for one in found], [(one.number, one.code) for one in faults]) == (["good"], [(2, code)])


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "calendar.file_broken"),
        (b"hello", "calendar.file_broken"),
        (b"\x89PNG\xff", "calendar.file_broken"),
        (ics(event())[:-60], "calendar.file_broken"),
        (ics(), "calendar.file_empty"),
        (b"BEGIN:VEVENT\r\n" * 5000, "calendar.file_broken"),
        (ics(*[event()] * 60_000)[: 10 * 1024 * 1024], "calendar.file_too_big"),
        (ics(*(event("RRULE:FREQ=DAILY;COUNT=400", uid=str(n)) for n in range(6))), "calendar.too_many_entries"),
    ],
    ids=["empty", "text", "binary", "cut", "nothing", "nested", "ten megabytes", "many recurrences"],
)
def test_a_file_that_cannot_be_used_says_why(content: bytes, code: str) -> None:
    with pytest.raises(UnusableCalendar) as no:
        read_calendar(content, "a.ics")
    assert no.value.code == code
    assert "〈" not in say(code, no.value.args_) + say(code, no.value.args_, "en")


def test_the_limits_are_where_the_test_above_looks() -> None:
    assert (MAX_BYTES < 10 * 1024 * 1024, MAX_ENTRIES < 6 * 400) == (True, True)


LINES = st.sampled_from(
    [
        "BEGIN:VEVENT",
        "END:VEVENT",
        "BEGIN:VCALENDAR",
        "END:VCALENDAR",
        "UID:1",
        "DTSTART:20261124T090000",
        "DTSTART:1",
        "DTEND:20261124T100000",
        "DURATION:-P1W",
        "RRULE:FREQ=DAILY;COUNT=2",
        "RRULE:X=;;",
        "EXDATE:20261124",
        "SEQUENCE:-1",
        "DTSTART;VALUE=DATE:20261124",
        "DTEND;TZID=:20261124T1",
        "RECURRENCE-ID:19000101",
        "STATUS:CANCELLED",
        "SUMMARY;X",
    ]
)


@given(lines=st.lists(LINES, max_size=14))
@settings(max_examples=150, deadline=None)
def test_no_order_of_lines_breaks_the_reader(lines: list[str]) -> None:
    with contextlib.suppress(UnusableCalendar):
        read_calendar(ics(*lines), "a.ics")


@given(content=st.binary(max_size=200))
@settings(max_examples=80, deadline=None)
def test_any_bytes_are_a_calendar_or_are_refused(content: bytes) -> None:
    for text in (content, ics(event()).replace(b"SUMMARY:", b"SUMMARY:" + content)):
        with contextlib.suppress(UnusableCalendar):
            read_calendar(text, "a.ics")


# -------------------------------------------------------------------------------------------------------------- the plan


def planned(work: Work, code: str, room: str = "E1", **more: Any) -> int:
    asked = {
        "code": code,
        "title": "城北小学教学楼",
        "category": "construction",
        "method": "open_tender",
        "agency": "A-01",
    }
    reserve(work, asked={**asked, "open_at": at("09:00"), **more})
    times = {"from_at": at("10:15"), "until_at": at("14:00")}
    return bookings.claim(work, project=code, kind="room", resource=room, purpose="evaluation", **times)


def exported(work: Work, viewer: Principal, room: str = "") -> bytes:
    span = {"since": at("00:00"), "until": at("00:00") + DAY}
    told = calendar_entries(work.reading(), viewer, room=room, **span)
    return calendar_file(told, made_at=work.now, site="M")


def test_what_goes_out_comes_in_again(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        number = planned(work, "G01")
        found, faults = read_calendar(exported(work, viewer), "plan.ics")
    one = found[0]
    assert (faults, one.uid) == ((), f"claim-{number}@M.changkong")
    assert (one.from_at, one.until_at, one.location) == (at("10:15"), at("14:00"), "E1")
    assert one.summary == "G01 城北小学教学楼（评标）"


def test_a_moved_claim_keeps_its_uid_and_its_sequence_grows(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        number = planned(work, "G01")
        before = read_calendar(exported(work, viewer), "a.ics")[0][0]
        bookings.move(work, number=number, until_at=at("15:00"), reason="超时")
        after = read_calendar(exported(work, viewer), "a.ics")[0][0]
    assert (after.uid, after.until_at, after.sequence > before.sequence) == (before.uid, at("15:00"), True)


def test_a_released_claim_goes_out_as_cancelled(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        bookings.release(work, number=planned(work, "G01"), reason="延期")
        assert [one.cancelled for one in read_calendar(exported(work, viewer), "a.ics")[0]] == [True]


def test_one_room_may_go_out_alone(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        planned(work, "G01", "E1")
        planned(work, "G02", "E2")
        found, _ = read_calendar(exported(work, viewer, room="E2"), "a.ics")
    assert [one.location for one in found] == ["E2"]


def test_a_secret_project_is_a_room_that_is_taken_and_no_more(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        planned(work, "S-77", title="金丝雀项目", secret=1)
        content = exported(work, viewer).decode()
    assert ("金丝雀" in content, "S-77" in content, "SUMMARY:占用" in content) == (False, False, True)


def test_whoever_is_not_of_the_centre_sees_no_project_at_all(writer: Writer) -> None:
    with writer.writing() as work:
        planned(work, "G01")
        content = exported(work, Principal("guest", frozenset({"bidder"}), "M", "desk-1")).decode()
    assert ("G01" in content, "城北" in content) == (False, False)


def test_the_same_plan_gives_the_same_bytes(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        planned(work, "G01")
        assert exported(work, viewer) == exported(work, viewer)


# ---------------------------------------------------------------------------------------------------------------- taking


class OneRoom:
    """Names of rooms without a whole site file."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.name = type("Named", (), {"zh": f"{code}评标室", "en": f"Room {code}"})()


@pytest.fixture
def housed(writer: Writer, monkeypatch: pytest.MonkeyPatch) -> Writer:
    rooms = (OneRoom("E1"), OneRoom("E2"))
    monkeypatch.setattr(calendar_files, "parts_on", lambda *_: rooms)
    return writer


def looked(work: Work, viewer: Principal, *events: str) -> calendar_files.CalendarPreview:
    return calendar_files.preview(work.reading(), viewer, content=ics(*events), name="a.ics", at=work.now)


def take(work: Work, viewer: Principal, *events: str, **more: int) -> dict[str, list[Any]]:
    lines = [line.args() for line in looked(work, viewer, *events).lines if line.change in calendar_files.CHANGES]
    return calendar_files.take(work, name="a.ics", lines=lines, **more)


def closed(work: Work, viewer: Principal) -> list[tuple[str, int]]:
    found = blocks.blocks_between(work.reading(), viewer, since=at("00:00"), until=at("00:00") + 40 * DAY)
    return [(one.resource, one.from_at) for one in found]


def test_a_preview_stores_nothing(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        preview = looked(work, viewer, event())
        assert ([line.change for line in preview.good], book.lines(work.reading(), viewer)) == (["new"], [])


@pytest.mark.parametrize("place", ["E1", "E1评标室", "Room E1", "E1 E1评标室"])
def test_an_entry_closes_the_room_that_its_place_names(housed: Writer, viewer: Principal, place: str) -> None:
    with housed.writing() as work:
        take(work, viewer, event().replace("LOCATION:E1", f"LOCATION:{place}"))
        assert closed(work, viewer) == [("E1", at("09:00"))]


def test_a_place_that_is_no_room_is_named(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        line = looked(work, viewer, event().replace("LOCATION:E1", "LOCATION:食堂")).lines[0]
    assert line.fault is not None
    assert "食堂" in calendar_files.sentence(line.fault)


def test_the_same_file_again_changes_nothing(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event())
        again = looked(work, viewer, event()).lines[0]
        said = calendar_files.take(work, name="a.ics", lines=[{**again.args(), "change": "new"}])
        assert (again.change, said["taken"], len(closed(work, viewer))) == ("same", [], 1)


def test_a_newer_entry_moves_its_block(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event())
        take(work, viewer, event("SEQUENCE:1", start="20261124T100000"))
        assert closed(work, viewer) == [("E1", at("10:00"))]


def test_an_older_entry_does_not_undo_a_newer_one(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event("SEQUENCE:2", start="20261124T100000"))
        assert looked(work, viewer, event("SEQUENCE:1")).lines[0].change == "older"


@pytest.mark.parametrize("how", ["cancelled", "gone"])
def test_what_is_cancelled_or_gone_is_opened_again(housed: Writer, viewer: Principal, how: str) -> None:
    with housed.writing() as work:
        take(work, viewer, event("RRULE:FREQ=WEEKLY;COUNT=2"))
        if how == "cancelled":
            take(work, viewer, event("RRULE:FREQ=WEEKLY;COUNT=2", "STATUS:CANCELLED"))
            assert closed(work, viewer) == []
        else:
            take(work, viewer, event("RRULE:FREQ=WEEKLY;COUNT=1"))
            assert closed(work, viewer) == [("E1", at("09:00"))]


def test_a_taken_room_is_a_clash_in_the_preview_and_a_refusal_at_the_end(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        planned(work, "G01")
        line = looked(work, viewer, event()).lines[0]
        said = take(work, viewer, event())
        assert closed(work, viewer) == []
    assert line.fault is not None
    assert [line.fault.code, *(no["code"] for no in said["refused"])] == ["bookings.overlap"] * 2


def test_all_or_nothing_means_nothing_when_one_is_refused(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        planned(work, "G01", "E1")
        free = event(uid="b@else").replace("LOCATION:E1", "LOCATION:E2")
        with pytest.raises(Refused, match=r"calendar\.entry_refused"), work.matter():
            take(work, viewer, free, event(), whole=1)
        assert closed(work, viewer) == []


def test_a_newer_entry_that_finds_no_place_leaves_the_block_where_it_was(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event(start="20261124T070000", end="20261124T080000"))
        planned(work, "G01")
        said = take(work, viewer, event("SEQUENCE:1", start="20261124T120000", end="20261124T130000"))
        assert closed(work, viewer) == [("E1", at("07:00"))]
    assert [no["code"] for no in said["refused"]] == ["bookings.overlap"]


def test_what_went_out_from_here_is_not_taken_back_in(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        planned(work, "G01")
        preview = calendar_files.preview(
            work.reading(), viewer, content=exported(work, viewer), name="plan.ics", at=work.now
        )
    assert ([line.change for line in preview.lines], preview.good) == (["own"], ())


def test_what_is_past_is_left_alone(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        past = event(start="20261122T090000", end="20261122T100000")
        assert looked(work, viewer, past).lines[0].change == "past"


RESERVED = (
    "X-CHANGKONG-CODE:XM-9",
    "X-CHANGKONG-CATEGORY:工程建设",
    "X-CHANGKONG-METHOD:公开招标",
    "X-CHANGKONG-AGENCY:A-01",
)


def test_an_entry_with_a_project_asks_for_a_reservation(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event(*RESERVED, "X-CHANGKONG-GATHER:2026-11-24 10:00"))
        known = find_project(work, "M", "XM-9")
    assert known is not None
    assert (known.title, known.open_at, known.gather_at) == ("消防培训", at("09:00"), at("10:00"))


def test_a_newer_entry_moves_the_opening_of_its_project(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event(*RESERVED))
        take(work, viewer, event(*RESERVED, "SEQUENCE:1", start="20261124T093000"))
        known = find_project(work, "M", "XM-9")
    assert known is not None
    assert known.open_at == at("09:30")


def test_an_illegal_reservation_is_named_in_the_preview(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        line = looked(work, viewer, event(*RESERVED, "X-CHANGKONG-GATHER:2026-11-24 09:17")).lines[0]
    assert line.fault is not None
    assert line.fault.code == "projects.gather_odd_minute"


def test_a_calendar_takes_no_project_back(housed: Writer, viewer: Principal) -> None:
    with housed.writing() as work:
        take(work, viewer, event(*RESERVED))
        said = take(work, viewer, event(*RESERVED, "STATUS:CANCELLED"))
        assert find_project(work, "M", "XM-9") is not None
    assert [no["code"] for no in said["refused"]] == ["calendar.cancel_by_hand"]


@pytest.mark.parametrize("broken", [{}, {"uid": 1}, {"uid": "a", "what": "party"}])
def test_lines_that_no_preview_made_are_refused(housed: Writer, broken: dict[str, Any]) -> None:
    with housed.writing() as work, pytest.raises(Refused, match=r"sheets\.rows_unreadable"):
        calendar_files.take(work, name="a.ics", lines=[broken])
