"""A terminal asks, obeys sealed answers only, and never opens a door for nobody."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from devices.device_journal import FileJournal
from devices.doors import Door
from devices.envelope import LIFETIME, Sealer, device_keys
from devices.terminals import Answered, Terminal
from devices.topics import command, site_clock
from devices.wire import MemoryBroker
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.clock import SECOND, SetClock
from venue.core.messages import OpenDoor, RefuseDoor


class Entrance:
    """A terminal with its door, and an engine that says what the test tells it to."""

    def __init__(self, **more: Any) -> None:
        self.clock = SetClock(NINE_FORTY)
        broker = MemoryBroker()
        self.wire, self.engine = broker.join(), broker.join()
        self.said: list[dict[str, Any]] = []
        self.answers: list[Answered] = []
        self.engine.subscribe("changkong/M/up/door/+", lambda heard: self.said.append(json.loads(heard.payload)))
        self.sealer = Sealer(KEYS, site="M", epoch=1, clock=self.clock)
        shared = {"site": "M", "wire": self.wire, "clock": self.clock}
        self.door = Door("DC-1", access_point="D-1", keys=device_keys(KEYS, "DC-1"), **shared)
        self.terminal = Terminal(
            "T-1",
            access_point="D-1",
            keys=device_keys(KEYS, "T-1"),
            door=self.door,
            answered=self.answers.append,
            **shared,
            **more,
        )
        self.beat()

    def beat(self) -> None:
        self.engine.publish(site_clock("M"), self.sealer.heartbeat())

    def sealed_opening(self, admission: int = 7) -> bytes:
        return self.sealer.command(OpenDoor(device="T-1", access_point="D-1", admission=admission, text_zh="请进"))

    def send(self, payload: bytes) -> None:
        self.engine.publish(command("M", "T-1"), payload)

    def refuse(self) -> None:
        no = RefuseDoor(device="T-1", access_point="D-1", admission=8, code="phase", text_zh="评标中", text_en="No")
        self.send(self.sealer.command(no))

    def presented(self) -> list[dict[str, Any]]:
        return [message for message in self.said if message["type"] == "credential"]


@pytest.fixture
def entrance() -> Entrance:
    return Entrance()


def test_a_presentation_asks_the_engine_and_opens_nothing_by_itself(entrance: Entrance) -> None:
    asked = entrance.terminal.present("A1", "face", score=0.62, grade="B", factors=("face", "pin"))
    assert asked is not None
    assert entrance.presented()[0] == {
        "type": "credential",
        "boot": 1,
        "seq": 1,
        "at": NINE_FORTY,
        "access_point": "D-1",
        "kind": "face",
        "token": "A1",
        "direction": "in",
        "score": 0.62,
        "grade": "B",
        "factors": ["face", "pin"],
    }
    assert entrance.door.enter() is False


def test_a_sealed_command_opens_the_door_for_whoever_waits(entrance: Entrance) -> None:
    asked = entrance.terminal.present("A1")
    entrance.send(entrance.sealed_opening())
    assert entrance.answers == [Answered(asked, True, 7, "", "请进", "")]
    assert entrance.door.enter() is True


def test_a_refusal_is_shown_with_its_reason_and_the_door_stays_shut(entrance: Entrance) -> None:
    asked = entrance.terminal.present("A1")
    entrance.refuse()
    assert entrance.terminal.shown == Answered(asked, False, 8, "phase", "评标中", "No")
    assert entrance.door.enter() is False


def test_two_people_are_answered_in_the_order_they_asked(entrance: Entrance) -> None:
    first, second = entrance.terminal.present("A1"), entrance.terminal.present("A2")
    entrance.refuse()
    entrance.send(entrance.sealed_opening())
    assert [(answer.presentation, answer.opened) for answer in entrance.answers] == [(first, False), (second, True)]


def test_a_command_that_was_recorded_opens_nothing_a_second_time(entrance: Entrance) -> None:
    sealed = entrance.sealed_opening()
    for _ in range(2):
        entrance.terminal.present("A1")
        entrance.send(sealed)
    assert (len(entrance.answers), entrance.terminal.void["replayed"]) == (1, 1)


def test_a_command_without_anybody_waiting_is_void(entrance: Entrance) -> None:
    entrance.send(entrance.sealed_opening())
    assert (entrance.door.enter(), entrance.terminal.void["nobody_waits"]) == (False, 1)


def test_an_opening_ordered_by_hand_needs_nobody_waiting(entrance: Entrance) -> None:
    entrance.send(entrance.sealed_opening(admission=0))
    assert entrance.door.enter() is True


def test_an_answer_after_the_person_has_gone_opens_nothing(entrance: Entrance) -> None:
    entrance.terminal.present("A1")
    entrance.clock.advance(entrance.terminal.patience + 1)
    entrance.beat()
    entrance.send(entrance.sealed_opening())
    assert (entrance.door.enter(), entrance.terminal.void["nobody_waits"]) == (False, 1)


def test_a_command_that_comes_too_late_is_void_though_somebody_waits(entrance: Entrance) -> None:
    entrance.terminal.present("A1")
    sealed = entrance.sealed_opening()
    entrance.clock.advance(LIFETIME + 1)
    entrance.beat()
    entrance.send(sealed)
    assert (entrance.door.enter(), entrance.terminal.void["late"]) == (False, 1)


def test_a_reconnection_opens_nothing_until_the_site_is_heard(entrance: Entrance) -> None:
    entrance.terminal.present("A1")
    entrance.wire.cut()
    entrance.wire.mend()
    entrance.send(entrance.sealed_opening())
    assert (entrance.door.enter(), entrance.terminal.void["clock_unknown"]) == (False, 1)


def test_a_restart_forgets_who_waited(entrance: Entrance) -> None:
    entrance.terminal.present("A1")
    entrance.terminal.power_off()
    entrance.terminal.power_on()
    entrance.beat()
    entrance.send(entrance.sealed_opening())
    assert entrance.door.enter() is False


def test_a_command_recorded_before_a_restart_opens_nothing_after_it(tmp_path: Path) -> None:
    file = tmp_path / "T-1.jsonl"
    entrance = Entrance(journal=FileJournal(file))
    entrance.terminal.present("A1")
    sealed = entrance.sealed_opening()
    entrance.send(sealed)
    entrance.door.close()
    entrance.terminal.journal.close()
    again = Entrance(journal=FileJournal(file))
    again.terminal.present("A1")
    again.send(sealed)
    assert (again.answers, again.terminal.void["replayed"]) == ([], 1)
    again.send(again.sealer.command(OpenDoor(device="T-1", access_point="D-1", admission=9)))
    assert again.terminal.void["replayed"] == 2  # the clock stands where it stood; a millisecond later:
    again.clock.advance(10)
    again.send(again.sealed_opening())
    assert again.door.enter() is True  # the control
    again.terminal.journal.close()


def test_without_the_engine_the_terminal_decides_by_its_stored_rights_and_says_so_later() -> None:
    entrance = Entrance(rights=lambda kind, token, direction: token == "A1")
    entrance.wire.cut()
    permitted = entrance.terminal.present("A1")
    assert permitted is not None
    assert (permitted.offline, permitted.granted, entrance.door.enter()) == (True, True, True)
    entrance.door.close()
    entrance.terminal.present("A2")
    assert entrance.door.enter() is False
    entrance.clock.advance(60 * SECOND)
    entrance.wire.mend()
    told = [(m["token"], m["offline"], m["granted"], m["at"]) for m in entrance.presented()]
    assert told == [("A1", True, True, NINE_FORTY), ("A2", True, False, NINE_FORTY)]


def test_by_default_nobody_enters_without_the_engine(entrance: Entrance) -> None:
    entrance.wire.cut()
    entrance.terminal.present("A1")
    assert entrance.door.enter() is False


@pytest.mark.parametrize(("silence", "gone"), [(10 * SECOND, False), (10 * SECOND + 1, True)])
def test_an_engine_without_a_heartbeat_for_ten_seconds_is_gone(entrance: Entrance, silence: int, gone: bool) -> None:
    entrance.clock.advance(silence)
    assert entrance.terminal.engine_gone is gone


def test_whoever_went_through_is_said(entrance: Entrance) -> None:
    entrance.terminal.passed("A1", inward=False)
    assert entrance.said[-1]["inward"] is False


def test_a_command_for_another_door_is_void(entrance: Entrance) -> None:
    entrance.terminal.present("A1")
    entrance.send(entrance.sealer.command(OpenDoor(device="T-1", access_point="D-2", admission=7)))
    assert (entrance.door.enter(), entrance.terminal.void["not_for_a_terminal"]) == (False, 1)
