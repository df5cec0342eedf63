"""What the devices page says of a device: the present while it speaks, history as soon as it does not."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from app.control_room.devices_lines import DeviceLine, line_of
from app.control_room.devices_words import age_words, plain_value, recording_words, skew_words, value_words
from venue.core.clock import DAY, HOUR, MINUTE, SECOND, at_local
from venue.monitoring.alarms import Alarm
from venue.monitoring.health import Health
from venue.monitoring.measurements import PointValue
from venue.site.parts import Device, Point

NOW = at_local("2026-11-23", "09:40")
LIMIT = 90 * SECOND


def judged(
    *,
    kind: str = "climate",
    quantity: str = "temperature",
    every: int = MINUTE,
    heard: int | None = NOW,
    value: int = 23_400,
    value_at: int = NOW,
    quality: str = "good",
    **more: Any,
) -> DeviceLine:
    device = Device(code="X-1", kind=kind, room="E3", silent_after_ms=LIMIT)
    point = Point(code="X-1.p", device="X-1", quantity=quantity, unit="degC", every_ms=every)
    alarms = more.pop("alarms", ())
    words = {"status": "ok", "firmware": "1", "online": -1, "recording": -1, "view": "", "skew": 0} | more
    health = None if heard is None else Health("X-1", heard, heard, 1, **words)
    known = PointValue("X-1.p", value_at, value_at, value, quality, "X-1")
    return line_of(device, room="E3", heard=health, points=((point, known),), alarms=alarms, now=NOW)


def shown(line: DeviceLine) -> str:
    return value_words(line.points[0], NOW)


@pytest.mark.usefixtures("qapp")
class TestValues:
    def test_a_device_that_speaks_shows_its_value_as_the_present(self) -> None:
        assert shown(judged()) == "23.4 degC" or shown(judged()) == "23.4 ℃"

    def test_a_silent_device_shows_its_last_value_as_history_with_time_and_age(self) -> None:
        line = judged(heard=NOW - 9 * MINUTE, value_at=NOW - 9 * MINUTE)
        assert line.state == "unknown"
        assert shown(line) == "最后 23.4 ℃，09:31，已 9 分"

    def test_a_device_is_unknown_only_beyond_its_own_limit(self) -> None:
        assert judged(heard=NOW - LIMIT).state == "ok"
        assert judged(heard=NOW - LIMIT - 1).state == "unknown"

    def test_a_device_that_was_never_heard_is_unknown(self) -> None:
        assert judged(heard=None).state == "unknown"

    def test_a_retained_value_is_never_the_present(self) -> None:
        assert shown(judged(quality="retained")) == "最后 23.4 ℃，时效不明"

    def test_a_point_that_misses_its_readings_is_history_although_its_device_speaks(self) -> None:
        line = judged(value_at=NOW - 3 * MINUTE - 1)
        assert line.state == "ok"
        assert not line.points[0].fresh

    def test_a_point_said_on_change_stays_the_present_as_long_as_its_device_speaks(self) -> None:
        assert judged(every=0, value_at=NOW - 5 * HOUR).points[0].fresh

    def test_a_contact_is_told_in_words(self) -> None:
        assert shown(judged(quantity="contact", value=1000)) == "开"

    def test_ages_and_skews_read_as_people_say_them(self) -> None:
        told = [age_words(8 * SECOND), age_words(12 * MINUTE), age_words(200 * MINUTE), age_words(5 * DAY)]
        assert told == ["8 秒", "12 分", "3 小时 20 分", "5 天"]
        assert (skew_words(300), skew_words(-12_000)) == ("+0.3 秒", "−12 秒")

    def test_a_value_has_no_needless_digits(self, qapp: QApplication) -> None:
        assert (plain_value("power", "kW", 1200), plain_value("presence", "persons", 3000)) == ("1.2 kW", "3 人")


class TestStates:
    @pytest.mark.parametrize("fault", [{"status": "disk_full"}, {"online": 0}, {"quality": "bad"}])
    def test_its_own_bad_word_makes_a_fault(self, fault: dict[str, Any]) -> None:
        assert judged(**fault).state == "fault"

    @pytest.mark.parametrize(
        "odd", [{"quantity": "water", "value": 1000}, {"quantity": "supply", "value": 0}, {"quality": "uncertain"}]
    )
    def test_a_bad_reading_makes_it_abnormal(self, odd: dict[str, Any]) -> None:
        assert judged(**odd).state == "abnormal"

    @pytest.mark.parametrize("usual", [{"quantity": "water", "value": 0}, {"quantity": "supply", "value": 1000}])
    def test_the_good_state_of_the_same_points_does_not(self, usual: dict[str, Any]) -> None:
        assert judged(**usual).state == "ok"

    def test_a_camera_that_does_not_record_is_abnormal(self) -> None:
        assert judged(kind="camera", online=1, recording=0).state == "abnormal"

    def test_a_silent_camera_is_never_said_to_record(self, qapp: QApplication) -> None:
        silent = judged(kind="camera", online=1, recording=1, heard=NOW - HOUR)
        assert recording_words(silent) == "未知"
        assert recording_words(judged(kind="camera", online=1, recording=1)) == "在录"

    def test_a_standing_alarm_of_its_own_makes_it_abnormal_one_about_its_messages_does_not(self) -> None:
        assert judged(alarms=(alarm("unpermitted_change"),)).state == "abnormal"
        assert judged(alarms=(alarm("malformed"),)).state == "ok"


def alarm(kind: str) -> Alarm:
    blank = {"subject": "", "project": "", "room": "", "args": {}, "times": 1, "active": True, "cleared_at": None}
    seen = {"acknowledged_at": None, "acknowledged_by": "", "shelved_until": None, "shelved_by": "", "shelved_why": ""}
    told = {"number": 1, "kind": kind, "cause": kind, "priority": 2, "device": "X-1", "raised_at": NOW, "again_at": NOW}
    return Alarm(**told, **blank, **seen)
