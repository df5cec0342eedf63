"""The broker dies: the engine says so, starts the embedded one again, and nothing that was said is lost."""

from __future__ import annotations

import contextlib
import threading
import time
from pathlib import Path

import pytest

from composition import Terms, begin, open_house
from devices.envelope import device_keys
from devices.fixture import Fixture
from devices.lanes import MqttWire
from venue.core.chance import SeededChance
from venue.core.clock import SystemClock
from venue.core.settings import Settings
from venue.core.work import Principal
from venue.monitoring import alarms, health

VIEWER = Principal("limin", frozenset({"operator"}), "M")


def until(true, seconds: float = 20.0) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if true():
            return True
        threading.Event().wait(0.05)
    return False


@pytest.mark.timeout(60)
def test_what_a_device_says_while_the_broker_is_gone_arrives_when_it_is_back(tmp_path: Path) -> None:
    settings = Settings(data_folder=tmp_path / "data", key_folder=tmp_path / "keys")
    with contextlib.ExitStack() as stack:
        house = open_house(stack, settings, Terms(SystemClock(), SeededChance("broker")))
        begin(stack, house)
        wire = stack.enter_context(MqttWire(house.address, "device"))
        keys = device_keys(house.keys, "C-1")
        camera = Fixture("C-1", site="M", wire=wire, clock=SystemClock(), keys=keys)
        assert wire.ready(10)
        assert house.wire.ready(10)
        assert house.broker is not None
        house.broker.kill()
        assert until(lambda: not wire.connected)
        camera.say("camera", online=True, recording=True)

        def alarmed() -> bool:
            with house.database.reading() as read:
                found = alarms.open_alarms(read, VIEWER, now=house.writer.standing.clock.now())
            return any(one.kind == "broker_lost" for one in found)

        def heard() -> bool:
            camera.tick()
            with house.database.reading() as read:
                return "C-1" in health.health(read, VIEWER)

        assert until(alarmed)
        assert until(heard)
        assert until(lambda: not camera.unacknowledged)
