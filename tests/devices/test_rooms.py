"""A room's controller does what is proved to be ordered and says what failed; a sign shows what it is told and nothing old."""

from __future__ import annotations

import json
from typing import Any

import pytest

from devices.cameras import Camera
from devices.envelope import LIFETIME, Sealer, device_keys
from devices.recorders import Recorder
from devices.rooms import RoomController, Sign
from devices.topics import command, site_clock
from devices.wire import MemoryBroker
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.clock import SECOND, SetClock
from venue.core.messages import OpenDoor, PrepareRoom, ShowSign

STEPS = ("power", "light", "recording")


class OneRoom:
    """A controller with a camera and a sign, and an engine that says what the test tells it to."""

    def __init__(self) -> None:
        self.clock = SetClock(NINE_FORTY)
        broker = MemoryBroker()
        self.engine = broker.join()
        self.said: list[dict[str, Any]] = []
        self.engine.subscribe("changkong/M/up/door/+", lambda heard: self.said.append(json.loads(heard.payload)))
        self.sealer = Sealer(KEYS, site="M", epoch=1, clock=self.clock)
        shared = {"site": "M", "wire": broker.join(), "clock": self.clock}
        self.recorder = Recorder("REC-1", **shared)
        self.camera = Camera("C-1", recorder=self.recorder, **shared)
        keys = device_keys(KEYS, "RC-E1")
        self.controller = RoomController("RC-E1", room="E1", cameras=[self.camera], keys=keys, **shared)
        self.sign = Sign("SG-E1", keys=device_keys(KEYS, "SG-E1"), **shared)
        self.engine.publish(site_clock("M"), self.sealer.heartbeat())

    def order(self, number: int, *, on: int = 1, room: str = "E1") -> None:
        told = PrepareRoom(device="RC-E1", room=room, order=number, on=on, steps=STEPS)
        self.engine.publish(command("M", "RC-E1"), self.sealer.command(told))

    def show(self, *lines: str) -> bytes:
        payload = self.sealer.command(ShowSign(device="SG-E1", lines_zh=lines, lines_en=lines))
        self.engine.publish(command("M", "SG-E1"), payload)
        return payload

    def pass_time(self, seconds: int) -> None:
        self.clock.advance(seconds * SECOND)
        self.controller.tick()

    def answers(self) -> list[tuple[int, bool, list[str]]]:
        return [(one["order"], one["on"], one["failed"]) for one in self.said if one["type"] == "prepared"]


@pytest.fixture
def room() -> OneRoom:
    return OneRoom()


def test_it_answers_when_every_step_is_done_and_not_before(room: OneRoom) -> None:
    room.order(7)
    room.pass_time(14)
    assert room.answers() == []
    room.pass_time(1)
    assert room.answers() == [(7, True, [])]
    assert room.controller.on == set(STEPS)


def test_released_nothing_is_on_any_more(room: OneRoom) -> None:
    room.order(7)
    room.pass_time(15)
    room.order(8, on=0)
    room.pass_time(15)
    assert room.controller.on == set()


def test_a_broken_step_is_named(room: OneRoom) -> None:
    room.controller.break_step("light")
    room.order(7)
    room.pass_time(15)
    assert room.answers() == [(7, True, ["light"])]


def test_the_recording_test_fails_while_a_camera_does_not_record(room: OneRoom) -> None:
    room.recorder.stop("C-1")
    room.order(7)
    room.pass_time(15)
    assert room.answers() == [(7, True, ["recording"])]


def test_an_order_for_another_room_is_not_obeyed(room: OneRoom) -> None:
    room.order(7, room="E2")
    room.pass_time(30)
    assert room.answers() == []


def test_an_order_that_comes_late_is_void(room: OneRoom) -> None:
    told = PrepareRoom(device="RC-E1", room="E1", order=7, on=1, steps=STEPS)
    late = room.sealer.command(told)
    room.clock.advance(LIFETIME + SECOND)
    room.engine.publish(site_clock("M"), room.sealer.heartbeat())
    room.engine.publish(command("M", "RC-E1"), late)
    room.pass_time(30)
    assert (room.answers(), room.controller.void["late"]) == ([], 1)


def test_without_power_what_was_under_way_is_lost(room: OneRoom) -> None:
    room.order(7)
    room.controller.power_off()
    room.pass_time(30)
    assert room.answers() == []


def test_a_command_of_another_kind_is_counted_and_not_obeyed(room: OneRoom) -> None:
    told = OpenDoor(device="RC-E1", access_point="D-1", admission=0)
    room.engine.publish(command("M", "RC-E1"), room.sealer.command(told))
    assert room.controller.void["not_for_this_kind"] == 1


def test_a_sign_shows_what_it_was_told_last(room: OneRoom) -> None:
    room.show("评标一室", "空闲")
    room.show("评标一室", "使用中")
    assert room.sign.lines == ("评标一室", "使用中")


def test_an_old_sign_told_again_is_not_shown(room: OneRoom) -> None:
    old = room.show("评标一室", "空闲")
    room.show("评标一室", "使用中")
    room.engine.publish(command("M", "SG-E1"), old)
    assert room.sign.lines == ("评标一室", "使用中")
    assert room.sign.void["replayed"] == 1


def test_a_sign_without_power_is_dark(room: OneRoom) -> None:
    room.show("评标一室", "使用中")
    room.sign.power_off()
    assert room.sign.lines == ()
