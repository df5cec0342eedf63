"""The twins behave as the things on the wall do: doors, counters, sensors, lockers, cameras, recorders."""

from __future__ import annotations

import json
from typing import Any

import pytest

from devices.cameras import Camera
from devices.doors import Door
from devices.envelope import Sealer, device_keys
from devices.fixture import Fixture
from devices.lockers import CellFault, LockerBank
from devices.recorders import Recorder
from devices.sensors import ClimateSensor, Counter, PowerMeter, PresenceSensor, Sampling, Sensor
from devices.topics import receipt
from devices.wire import MemoryBroker, MemoryWire
from tests.devices.conftest import KEYS, NINE_FORTY
from venue.core.clock import MINUTE, SECOND, SetClock
from venue.core.messages import Acknowledge


class Ground:
    """A line in memory on which everything said is heard."""

    def __init__(self) -> None:
        self.clock = SetClock(NINE_FORTY)
        broker = MemoryBroker()
        self.wire, self.engine = broker.join(), broker.join()
        self.said: list[dict[str, Any]] = []
        for stream in ("door", "telemetry", "system"):
            self.engine.subscribe(
                f"changkong/M/up/{stream}/+", lambda heard: self.said.append(json.loads(heard.payload))
            )
        self.sealer = Sealer(KEYS, site="M", epoch=1, clock=self.clock)

    def fitting(self, device: str) -> dict[str, Any]:
        return {"site": "M", "wire": self.wire, "clock": self.clock, "keys": device_keys(KEYS, device)}

    def store(self, device: str, seq: int, boot: int = 1) -> None:
        stored = Acknowledge(device=device, boot=boot, seq=seq)
        self.engine.publish(receipt("M", device), self.sealer.receipt(stored))

    def pass_time(self, millis: int, *fixtures: Fixture) -> None:
        self.clock.advance(millis)
        for fixture in fixtures:
            fixture.tick()

    def heard(self, kind: str, field: str = "seq") -> list[Any]:
        return [message[field] for message in self.said if message["type"] == kind]


@pytest.fixture
def ground() -> Ground:
    return Ground()


# ------------------------------------------------------------------------------------------------------ every fixture


def test_what_is_said_is_kept_until_its_receipt(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    for state in ("opened", "closed"):
        device.say("door", access_point="D", state=state)
    ground.store("X-1", 1)
    assert (device.unacknowledged, ground.heard("door")) == (1, [1, 2])


def test_without_a_receipt_it_is_said_again_each_time_after_twice_as_long(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.say("door", access_point="D", state="opened")
    times = []
    for _ in range(30):
        ground.said.clear()
        ground.pass_time(SECOND, device)
        times += [ground.clock.now() - NINE_FORTY] * len(ground.heard("door"))
    assert times == [3 * SECOND, 9 * SECOND, 21 * SECOND]


def test_after_a_break_everything_without_receipt_is_said_again_in_order(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.say("door", access_point="D", state="opened")
    ground.wire.cut()
    device.say("door", access_point="D", state="closed")
    ground.said.clear()
    ground.wire.mend()
    assert ground.heard("door") == [1, 2]


def test_a_long_backlog_goes_in_windows_as_receipts_come(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.unplug()
    for _ in range(250):
        device.say("door", access_point="D", state="opened")
    device.plug()
    assert ground.heard("door") == list(range(1, 101))
    ground.store("X-1", 100)
    assert ground.heard("door")[100:] == list(range(101, 201))


def test_a_receipt_by_a_stranger_frees_nothing(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.say("door", access_point="D", state="opened")
    ground.engine.publish(receipt("M", "X-1"), b'{"v":1,"device":"X-1","boot":1,"seq":1,"mac":"00"}')
    assert (device.unacknowledged, device.void["altered"]) == (1, 1)


def test_a_restart_begins_a_new_boot_and_keeps_what_was_not_acknowledged(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.say("door", access_point="D", state="opened")
    device.power_off()
    assert device.say("door", access_point="D", state="closed") == 0
    device.power_on()
    device.say("door", access_point="D", state="closed")
    assert [(m["boot"], m["seq"]) for m in ground.said if m["type"] == "door"] == [(1, 1), (1, 1), (2, 1)]


def test_a_device_lives_every_thirty_seconds_and_tells_its_own_wrong_time(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.skew = -47 * SECOND
    for _ in range(7):
        ground.pass_time(10 * SECOND, device)
    assert len(ground.heard("heartbeat", "at")) == 3
    assert ground.heard("heartbeat", "at")[0] == NINE_FORTY + 10 * SECOND - 47 * SECOND


def test_due_tells_when_the_next_tick_has_something_to_do(ground: Ground) -> None:
    device = Fixture("X-1", **ground.fitting("X-1"))
    device.tick()
    assert device.due == NINE_FORTY + 30 * SECOND
    device.say("door", access_point="D", state="opened")
    assert device.due == NINE_FORTY + 3 * SECOND


@pytest.mark.parametrize(("kind", "fields"), [("sesame", {}), ("door", {"colour": "red"})])
def test_a_twin_cannot_say_what_is_not_on_the_wire(ground: Ground, kind: str, fields: dict[str, str]) -> None:
    with pytest.raises(ValueError):
        Fixture("X-1", **ground.fitting("X-1")).say(kind, **fields)


# ------------------------------------------------------------------------------------------------------------- doors


@pytest.fixture
def door(ground: Ground) -> Door:
    return Door("DC-1", access_point="D-1", **ground.fitting("DC-1"))


def test_a_locked_door_opens_from_inside_only(ground: Ground, door: Door) -> None:
    assert door.enter() is False
    assert door.leave() is True
    assert ground.heard("door", "state") == ["exit_button", "opened"]


def test_an_unlocked_door_opens_once_and_locks_when_it_falls_shut(ground: Ground, door: Door) -> None:
    door.unlock(5)
    assert door.enter() is True
    door.close()
    assert door.enter() is False
    assert ground.heard("door", "state") == ["unlocked", "opened", "closed", "locked"]


def test_a_door_that_nobody_uses_locks_again_after_its_seconds(ground: Ground, door: Door) -> None:
    door.unlock(5)
    assert door.due == NINE_FORTY  # its first heartbeat
    door.tick()
    assert door.due == NINE_FORTY + 3 * SECOND  # the receipt that did not come
    ground.pass_time(5 * SECOND, door)
    assert door.enter() is False


def test_a_door_held_open_says_so_once_after_thirty_seconds(ground: Ground, door: Door) -> None:
    door.leave()
    for _ in range(8):
        ground.pass_time(10 * SECOND, door)
    states = [
        state for number, state in dict(zip(ground.heard("door"), ground.heard("door", "state"), strict=True)).items()
    ]
    assert states == ["exit_button", "opened", "held"]


def test_a_forced_door_says_so(ground: Ground, door: Door) -> None:
    door.break_open()
    assert ground.heard("door", "state") == ["forced"]


def test_a_door_without_power_is_shut_from_outside_and_open_from_inside(ground: Ground, door: Door) -> None:
    door.unlock(5)
    door.power_off()
    assert door.enter() is False
    assert door.leave() is True


def test_a_restart_never_opens_a_door(ground: Ground, door: Door) -> None:
    door.unlock(60)
    door.power_off()
    door.power_on()
    assert (door.unlocked, door.enter()) == (False, False)
    assert ground.heard("door", "state")[-1] == "closed"


# ------------------------------------------------------------------------------------------------------------ sensors


def test_presence_is_said_on_change_and_every_five_seconds_while_somebody_is_there(ground: Ground) -> None:
    sensor = PresenceSensor("PR-1", point="E1-presence", **ground.fitting("PR-1"))
    sensor.tick()
    sensor.see(2)
    for _ in range(11):
        ground.pass_time(SECOND, sensor)
    assert ground.heard("point", "value") == [0, 2, 2, 2]


def test_climate_is_said_every_minute(ground: Ground) -> None:
    sensor = ClimateSensor("CL-1", carbon_dioxide="co2", temperature="t", humidity="rh", **ground.fitting("CL-1"))
    sensor.feel(612.0, 22.5, 40.0)
    for _ in range(12):
        ground.pass_time(10 * SECOND, sensor)
    assert ground.heard("point", "point") == ["co2", "t", "rh"] * 2


def test_a_frozen_sensor_repeats_its_old_value(ground: Ground) -> None:
    meter = PowerMeter("PM-1", point="kw", **ground.fitting("PM-1"))
    meter.draw(1.25)
    meter.tick()
    meter.freeze()
    meter.draw(0.0)
    ground.pass_time(10 * SECOND, meter)
    assert ground.heard("point", "value") == [1.25, 1.25]


def test_sparse_telemetry_is_a_change_or_ten_minutes(ground: Ground) -> None:
    sensor = Sensor("S-1", points={"kw": Sampling(every=10 * SECOND, step=0.5)}, **ground.fitting("S-1"))
    sensor.sparse(10 * MINUTE)
    sensor.put("kw", 1.0)
    values = []
    for minute in range(12):
        if minute == 4:
            sensor.put("kw", 2.0)
        ground.said.clear()
        ground.pass_time(MINUTE, sensor)
        values += [minute] * len(ground.heard("point", "value"))
    assert values == [0, 4]
    assert sensor.due <= ground.clock.now() + 10 * MINUTE


def test_a_value_of_bad_quality_is_said_at_once(ground: Ground) -> None:
    sensor = Sensor("S-1", points={"t": Sampling(step=1.0)}, **ground.fitting("S-1"))
    sensor.put("t", 20.0)
    sensor.tick()
    sensor.put("t", 20.0, "bad")
    assert sensor.due == NINE_FORTY
    sensor.tick()
    assert [m.get("quality", "good") for m in ground.said if m["type"] == "point"] == ["good", "bad"]


def test_a_count_is_numbered_and_kept(ground: Ground) -> None:
    counter = Counter("PC-1", access_point="D-1", **ground.fitting("PC-1"))
    counter.cross()
    counter.cross(inward=False, people=2)
    assert (ground.heard("count", "inward"), ground.heard("count", "outward")) == ([1, 0], [0, 2])
    assert counter.unacknowledged == 2


# ------------------------------------------------------------------------------------------------------------ lockers


@pytest.fixture
def bank(ground: Ground) -> LockerBank:
    return LockerBank("LK-1", cells=("L-1", "L-2"), **ground.fitting("LK-1"))


def test_a_phone_goes_in_and_comes_out_with_its_owner(ground: Ground, bank: LockerBank) -> None:
    bank.deposit("L-1", "X3")
    assert bank.free_cell() == "L-2"
    assert bank.collect("L-1") == "X3"
    assert ground.heard("locker", "state") == ["open", "occupied", "closed", "open", "empty", "closed"]


def test_an_occupied_or_jammed_cell_takes_nothing(bank: LockerBank) -> None:
    bank.deposit("L-1", "X3")
    bank.jam("L-2")
    for cell in ("L-1", "L-2"):
        with pytest.raises(CellFault):
            bank.deposit(cell, "X4")
    assert bank.free_cell() is None


# ------------------------------------------------------------------------------------------------------------ cameras


@pytest.fixture
def recorder(ground: Ground) -> Recorder:
    return Recorder("NVR-1", **ground.fitting("NVR-1"))


@pytest.fixture
def camera(ground: Ground, recorder: Recorder) -> Camera:
    return Camera("C-57", recorder=recorder, **ground.fitting("C-57"))


def health(ground: Ground) -> list[tuple[bool, bool]]:
    return [(m["online"], m["recording"]) for m in ground.said if m["type"] == "camera"]


def test_online_and_recording_are_two_facts(ground: Ground, recorder: Recorder, camera: Camera) -> None:
    camera.tick()
    recorder.stop("C-57")
    assert camera.due == ground.clock.now()
    camera.tick()
    camera.fail()
    camera.tick()
    assert health(ground) == [(True, True), (True, False), (False, False)]


def test_health_is_said_every_thirty_seconds_without_a_change(ground: Ground, camera: Camera) -> None:
    for _ in range(7):
        ground.pass_time(10 * SECOND, camera)
    assert len(health(ground)) == 3


def test_a_moved_view_has_another_hash(ground: Ground, camera: Camera) -> None:
    camera.tick()
    camera.turn_away()
    camera.tick()
    camera.turn_back()
    camera.tick()
    views = ground.heard("camera", "view")
    assert views[0] == views[2] != views[1]


def test_a_recorder_without_power_leaves_its_cameras_unknown(
    ground: Ground, recorder: Recorder, camera: Camera
) -> None:
    camera.tick()
    recorder.power_off()
    ground.pass_time(MINUTE, camera, recorder)
    assert health(ground) == [(True, True)]


def test_a_full_disk_records_nothing(ground: Ground, recorder: Recorder, camera: Camera) -> None:
    recorder.fill_disk()
    camera.tick()
    recorder.tick()
    assert health(ground) == [(True, False)]
    assert ground.heard("heartbeat", "status") == ["disk_full"]


# ------------------------------------------------------------------------------------------------ the wire in memory


def test_a_listener_that_fails_does_not_keep_the_others_from_hearing() -> None:
    broker = MemoryBroker()
    line: MemoryWire = broker.join()
    heard: list[bytes] = []

    def fails(delivery: object) -> None:
        raise RuntimeError("broken listener")

    line.subscribe("a/+", fails)
    line.subscribe("a/b", lambda delivery: heard.append(delivery.payload))
    line.publish("a/b", b"x")
    assert heard == [b"x"]
