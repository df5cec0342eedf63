"""The engine's side of the wire: readings in, sealed commands and receipts out, and nothing lost when the broker dies."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable

import pytest

from devices.broker import EmbeddedBroker
from devices.device_journal import DeviceJournal
from devices.doors import Door
from devices.envelope import Opener, Void, device_keys
from devices.field import Field
from devices.fixture import Fixture
from devices.lanes import MqttWire
from devices.parsing import Delivery
from devices.seams import Seams
from devices.terminals import Answered, Terminal
from devices.topics import command, receipt, site_clock, up
from devices.wire import MemoryBroker, MemoryWire
from tests.devices.conftest import NINE_FORTY
from venue.core.clock import SystemClock
from venue.core.messages import Acknowledge, CredentialPresented, OpenDoor, PointRead, Reading, Unreadable

CARD = b'{"type":"credential","boot":1,"seq":1,"access_point":"D-1","kind":"card","token":"A1"}'


@pytest.fixture
def memory() -> MemoryBroker:
    return MemoryBroker()


@pytest.fixture
def outside(memory: MemoryBroker) -> MemoryWire:
    return memory.join()


@pytest.fixture
def field(seams: Seams, memory: MemoryBroker) -> Field:
    made = Field(seams, memory.join(), homes=lambda device: {"T-9": "D-9"}.get(device, ""), beat_every=0)
    made.open()
    return made


def opener(seams: Seams, device: str, field: Field, outside: MemoryWire) -> Opener:
    made = Opener(device, device_keys(seams.keys, device))
    outside.subscribe(site_clock(seams.site), lambda heard: made.hear_clock(heard.payload))
    field.beat()
    return made


def test_what_a_device_says_waits_in_the_inbox_with_the_time_of_its_arrival(
    seams: Seams, field: Field, outside: MemoryWire
) -> None:
    outside.publish(up(seams.site, "door", "T-1"), CARD)
    (reading,) = seams.inbox.take(timeout=0)
    assert isinstance(reading, CredentialPresented)
    assert (reading.device, reading.received_at) == ("T-1", NINE_FORTY)


def test_what_cannot_be_understood_waits_there_too_and_is_counted(
    seams: Seams, field: Field, outside: MemoryWire
) -> None:
    outside.publish(up(seams.site, "telemetry", "S-1"), b"garbage")
    outside.publish(up(seams.site, "telemetry", "S-1"), b'{"type":"point","point":"co2","value":1}')
    kinds = [type(message) for message in seams.inbox.take(timeout=0)]
    assert kinds == [Unreadable, PointRead]
    assert (field.readings, field.unreadable) == (2, 1)


def test_a_device_that_names_no_door_speaks_of_its_own(seams: Seams, field: Field, outside: MemoryWire) -> None:
    outside.publish(up(seams.site, "door", "T-9"), CARD.replace(b'"access_point":"D-1",', b""))
    (reading,) = seams.inbox.take(timeout=0)
    assert isinstance(reading, CredentialPresented)
    assert reading.access_point == "D-9"


def test_another_site_is_not_heard(seams: Seams, field: Field, outside: MemoryWire) -> None:
    outside.publish(up(f"{seams.site}x", "door", "T-1"), CARD)
    assert seams.inbox.take(timeout=0) == []


def test_a_command_goes_sealed_to_its_device_alone(seams: Seams, field: Field, outside: MemoryWire) -> None:
    heard: list[Delivery] = []
    outside.subscribe(command(seams.site, "+"), heard.append)
    mine, other = (opener(seams, device, field, outside) for device in ("T-1", "T-2"))
    order = OpenDoor(device="T-1", access_point="D-1", admission=7, text_zh="请进")
    seams.bus.publish(order)
    assert [delivery.topic for delivery in heard] == [command(seams.site, "T-1")]
    assert json.loads(heard[0].payload)["command"]["text_zh"] == "请进"
    with pytest.raises(Void):
        other.open(heard[0].payload)
    assert mine.open(heard[0].payload) == order


def test_a_receipt_leaves_only_when_the_engine_has_stored(seams: Seams, field: Field, outside: MemoryWire) -> None:
    heard: list[Delivery] = []
    outside.subscribe(receipt(seams.site, "+"), heard.append)
    outside.publish(up(seams.site, "door", "T-1"), CARD)
    assert heard == []
    seams.bus.publish(Acknowledge(device="T-1", boot=1, seq=1))
    told = json.loads(heard[0].payload)
    assert (told["boot"], told["seq"], len(told["mac"])) == (1, 1, 64)


def test_a_command_that_cannot_leave_is_dropped_and_counted(seams: Seams, memory: MemoryBroker) -> None:
    heard: list[Delivery] = []
    memory.join().subscribe(command(seams.site, "+"), heard.append)
    line = memory.join()
    with Field(seams, line, beat_every=0) as field:
        line.cut()
        seams.bus.publish(OpenDoor(device="T-1", access_point="D-1", admission=7))
        line.mend()
    assert (heard, field.unsent, field.commands) == ([], 1, 0)


def test_after_close_nothing_is_sent(seams: Seams, memory: MemoryBroker) -> None:
    heard: list[Delivery] = []
    memory.join().subscribe(command(seams.site, "+"), heard.append)
    with Field(seams, memory.join(), beat_every=0):
        pass
    seams.bus.publish(OpenDoor(device="T-1", access_point="D-1", admission=7))
    assert heard == []


# ---------------------------------------------------------------------------------------------------- over a real broker


def test_a_door_is_opened_over_the_wire(wire: Callable[[str], MqttWire], seams: Seams) -> None:
    opened = threading.Event()
    answers: list[Answered] = []
    field_wire, twin_wire = wire("engine"), wire("twins")
    shared = {"site": seams.site, "wire": twin_wire, "clock": seams.clock}
    door = Door("DC-1", access_point="D-1", keys=device_keys(seams.keys, "DC-1"), **shared)
    terminal = Terminal(
        "T-1",
        access_point="D-1",
        door=door,
        keys=device_keys(seams.keys, "T-1"),
        answered=lambda answer: (answers.append(answer), opened.set()),
        **shared,
    )
    with Field(seams, field_wire, beat_every=0.05):
        assert field_wire.ready()
        assert twin_wire.ready()
        wait_until(lambda: not terminal.engine_gone)
        terminal.present("A1")
        (asked,) = seams.inbox.take(timeout=5)
        assert isinstance(asked, CredentialPresented)
        seams.bus.publish(OpenDoor(device="T-1", access_point="D-1", admission=1, text_zh="请进"))
        seams.bus.publish(Acknowledge(device="T-1", boot=1, seq=1))
        assert opened.wait(5)
        wait_until(lambda: terminal.unacknowledged == 0)
    assert answers[0].text_zh == "请进"
    assert door.enter() is True


class Store:
    """Stands for the engine: keeps each reading once, and acknowledges up to where none is missing."""

    def __init__(self, seams: Seams) -> None:
        self.seams = seams
        self.kept: dict[str, dict[int, Reading]] = {"T-1": {}, "RAW": {}}
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.is_set():
            for reading in self.seams.inbox.take(timeout=0.05):
                assert isinstance(reading, Reading)
                kept = self.kept[reading.device]
                kept.setdefault(reading.seq, reading)
                dense = next(number for number in range(1, 10_000) if number not in kept) - 1
                self.seams.bus.publish(Acknowledge(device=reading.device, boot=reading.boot, seq=dense))

    def stop(self) -> None:
        self._over.set()
        self._thread.join()


def test_nothing_is_lost_when_the_broker_is_killed_again_and_again(seams: Seams) -> None:
    events = 300
    with contextlib.ExitStack() as stack:
        broker = stack.enter_context(EmbeddedBroker())
        engine = stack.enter_context(MqttWire(broker.address, "engine"))
        line = stack.enter_context(MqttWire(broker.address, "device"))
        store, device = Store(seams), Hasty("T-1", seams, line)
        stack.callback(store.stop)
        stack.enter_context(Field(seams, engine, beat_every=0))
        assert engine.ready()
        assert line.ready()
        for number in range(1, events + 1):
            device.say("door", access_point="D-1", state="opened")
            line.publish(up(seams.site, "door", "RAW"), CARD.replace(b'"seq":1', b'"seq":%d' % number))
            if number in (80, 190):
                broker.kill()
                broker.restart()
        wait_until(device.all_stored, timeout=20)
    assert sorted(store.kept["T-1"]) == list(range(1, events + 1))
    assert len(store.kept["RAW"]) < events  # the control: said once, some are gone


class Hasty(Fixture):
    """A device that does not wait long for a receipt, on the wall's clock."""

    resend_after = 100
    resend_latest = 400

    def __init__(self, device: str, seams: Seams, line: MqttWire) -> None:
        keys = device_keys(seams.keys, device)
        super().__init__(
            device, site=seams.site, wire=line, clock=SystemClock(), keys=keys, journal=DeviceJournal(boot=1)
        )

    def all_stored(self) -> bool:
        self.tick()
        return self.unacknowledged == 0


def wait_until(holds: Callable[[], bool], *, timeout: float = 5.0) -> None:
    until = time.monotonic() + timeout
    while not holds():
        assert time.monotonic() < until, "it never came to hold"
        time.sleep(0.005)
