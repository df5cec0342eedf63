"""A camera at a door on a wire in memory: the site's time, what is presented, and what it does while nobody answers."""

from __future__ import annotations

import json
from typing import Any

import pytest

from devices.device_journal import DeviceJournal
from devices.envelope import Sealer, device_keys
from devices.faces.doorway import Doorway, Fitting, Scene, opened_doorway
from devices.faces.site_time import SiteTime
from devices.faces.wire import Failed, Sighted
from devices.parsing import Delivery
from devices.topics import command, site_clock
from devices.wire import MemoryBroker
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.clock import SECOND, SetClock
from venue.core.messages import OpenDoor

KNOWN = Sighted(camera="T-9", outcome="known", subject="P-44", score=734, threshold=500)


class Porch:
    """A doorway, and an engine that says what the test tells it to."""

    def __init__(self) -> None:
        self.clock = SetClock(NINE_FORTY)
        self.sealer = Sealer(KEYS, site="M", epoch=1, clock=self.clock)
        broker = MemoryBroker()
        self.engine, wire = broker.join(), broker.join()
        self.said: list[dict[str, Any]] = []
        self.lines: list[str] = []
        self.engine.subscribe("changkong/M/up/door/+", lambda heard: self.said.append(json.loads(heard.payload)))
        keys = device_keys(KEYS, "T-9")
        fitting = Fitting(site="M", device="T-9", access_point="D-9", keys=keys, journal=DeviceJournal(), wire=wire)
        self.time = SiteTime("T-9", keys)
        wire.subscribe(site_clock("M"), self.time.hear)
        self.beat()
        self.doorway = Doorway(fitting, self.time, self.lines.append)

    def beat(self) -> None:
        self.engine.publish(site_clock("M"), self.sealer.heartbeat())

    def answer(self) -> None:
        opening = OpenDoor(device="T-9", access_point="D-9", admission=7, text_zh="请进", text_en="Please enter")
        self.engine.publish(command("M", "T-9"), self.sealer.command(opening))


@pytest.fixture
def porch() -> Porch:
    made = Porch()
    made.beat()
    return made


def test_a_known_face_asks_for_the_door_as_of_the_sites_time(porch: Porch) -> None:
    porch.doorway.hear(KNOWN)
    asked = porch.said[-1]
    assert (asked["type"], asked["kind"], asked["token"], asked["grade"]) == ("credential", "face", "P-44", "C")
    assert asked["at"] <= NINE_FORTY + SECOND


def test_the_sealed_answer_opens_and_is_told_with_its_time(porch: Porch) -> None:
    porch.doorway.hear(KNOWN)
    porch.answer()
    assert (porch.doorway.opened, porch.doorway.told) == (1, 0)
    assert "门已开" in porch.lines[-1]


def test_an_opening_that_nobody_asked_for_opens_nothing(porch: Porch) -> None:
    porch.answer()
    assert (porch.doorway.opened, porch.doorway.camera.void) == (0, {"nobody_waits": 1})


def test_what_could_not_be_judged_is_told_to_the_site_and_asks_for_nothing(porch: Porch) -> None:
    porch.doorway.hear(Sighted(camera="T-9", outcome="unjudged", quality="too_dark"))
    assert (porch.said[-1]["type"], porch.said[-1]["quality"]) == ("face", "too_dark")
    assert "光线太暗" in porch.lines[-1]


def test_another_cameras_face_is_not_ours(porch: Porch) -> None:
    porch.doorway.hear(Sighted(camera="T-8", outcome="known", subject="P-44"))
    assert (porch.said, porch.lines) == ([], [])


def test_without_an_engine_the_door_stays_shut_and_it_is_said_later(porch: Porch) -> None:
    porch.doorway.camera.unplug()
    porch.doorway.hear(KNOWN)
    assert (porch.doorway.told, porch.said) == (1, [])
    porch.doorway.camera.plug()
    assert (porch.said[-1]["offline"], porch.said[-1]["granted"]) == (True, False)


def test_a_worker_that_cannot_start_ends_the_watch_with_its_reason(porch: Porch) -> None:
    porch.doorway.hear(Failed(reason="模型缺失 / model missing"))
    assert (porch.doorway.told, porch.lines) == (2, ["模型缺失 / model missing"])


class Beats:
    """The site's time as it is told on a stopwatch that the test moves."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.seconds = 100.0
        monkeypatch.setattr("devices.faces.site_time.time.monotonic", lambda: self.seconds)
        self.clock = SetClock(NINE_FORTY)
        self.sealer = Sealer(KEYS, site="M", epoch=1, clock=self.clock)
        self.time = SiteTime("T-9", device_keys(KEYS, "T-9"))

    def beat(self, *, after: float = 0.0, told: int = 0) -> None:
        self.seconds += after
        self.clock.advance(told)
        self.time.hear(Delivery(site_clock("M"), self.sealer.heartbeat()))


@pytest.fixture
def beats(monkeypatch: pytest.MonkeyPatch) -> Beats:
    made = Beats(monkeypatch)
    made.beat()
    return made


def test_time_goes_on_at_the_pace_of_the_heartbeats(beats: Beats) -> None:
    for _ in range(4):
        beats.beat(after=1.0, told=60 * SECOND)
    beats.seconds += 0.5
    assert (beats.time.pace, beats.time.now()) == (60.0, NINE_FORTY + 270 * SECOND)


def test_heartbeats_that_were_held_up_and_come_in_a_bunch_make_no_haste(beats: Beats) -> None:
    beats.beat(after=2.0, told=SECOND)
    beats.beat(after=0.001, told=SECOND)
    assert (beats.time.pace, beats.time.now()) == (1.0, NINE_FORTY + 2 * SECOND)


def test_a_forged_heartbeat_tells_no_time() -> None:
    told = SiteTime("T-9", device_keys(KEYS, "T-9"))
    sealer = Sealer(KEYS, site="M", epoch=1, clock=SetClock(NINE_FORTY))
    told.hear(Delivery(site_clock("M"), sealer.heartbeat().replace(b'"epoch":1', b'"epoch":2')))
    told.hear(Delivery(site_clock("M"), sealer.heartbeat(), retained=True))
    assert not told.wait(0.0)


def test_where_no_engine_beats_no_doorway_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("devices.faces.doorway.PATIENCE_S", 0.05)
    keys = device_keys(KEYS, "T-9")
    wire = MemoryBroker().join()
    fitting = Fitting(site="M", device="T-9", access_point="D-9", keys=keys, journal=DeviceJournal(), wire=wire)
    assert opened_doorway(fitting, lambda line: None) is None


@pytest.mark.parametrize(
    ("source", "seconds", "photo", "limit"),
    [
        ("a.JPG", 0.0, True, 10.0),
        ("a.jpg", 3.0, True, 3.0),
        ("a.avi", 0.0, False, float("inf")),
        ("rtsp://camera/a.jpg", 0.0, False, float("inf")),
    ],
)
def test_a_photo_is_shown_for_ten_seconds_a_film_to_its_end(
    source: str, seconds: float, photo: bool, limit: float
) -> None:
    scene = Scene(source=source, expected=(), seconds=seconds)
    assert (scene.is_photo, scene.limit_s) == (photo, limit)
