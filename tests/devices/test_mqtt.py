"""Connections over real brokers: they carry, they notice when the broker goes, they come back."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable

import pytest

from devices.broker import EmbeddedBroker
from devices.lanes import MqttWire
from devices.mqtt import Address, Connection, Link, State
from devices.parsing import Delivery
from devices.topics import Lane, command, up


class Heard:
    """Collects deliveries, and waits for so many of them."""

    def __init__(self) -> None:
        self.all: list[Delivery] = []
        self._more = threading.Condition()

    def __call__(self, delivery: Delivery) -> None:
        with self._more:
            self.all.append(delivery)
            self._more.notify_all()

    def wait(self, count: int = 1, timeout: float = 5.0) -> list[bytes]:
        with self._more:
            assert self._more.wait_for(lambda: len(self.all) >= count, timeout), f"{len(self.all)} of {count} came"
            return [delivery.payload for delivery in self.all]


def test_what_one_wire_says_another_hears(wire: Callable[[str], MqttWire], site: str) -> None:
    heard, engine, device = Heard(), wire("engine"), wire("device")
    device.prepare(up(site, "door", "T-1"))
    engine.subscribe(up(site, "door", "+"), heard)
    assert engine.ready()
    assert device.ready()
    for number in range(50):
        assert device.publish(up(site, "door", "T-1"), b"%d" % number)
    assert heard.wait(50) == [b"%d" % number for number in range(50)]


def test_a_payload_beyond_our_own_limit_still_arrives_so_that_it_can_be_named(
    wire: Callable[[str], MqttWire], site: str
) -> None:
    heard, engine, device = Heard(), wire("engine"), wire("device")
    device.prepare(up(site, "door", "T-1"))
    engine.subscribe(up(site, "door", "+"), heard)
    assert engine.ready()
    assert device.ready()
    device.publish(up(site, "door", "T-1"), b"x" * 400_000)
    assert len(heard.wait()[0]) == 400_000


def test_nothing_is_retained(wire: Callable[[str], MqttWire], site: str) -> None:
    engine = wire("engine")
    engine.prepare(command(site, "T-1"))
    assert engine.ready()
    engine.publish(command(site, "T-1"), b"open")
    assert engine.settled()
    late, device = Heard(), wire("device")
    device.subscribe(command(site, "T-1"), late)
    assert device.ready()
    engine.publish(command(site, "T-1"), b"later")
    assert late.wait() == [b"later"]


def test_settled_waits_for_the_broker(wire: Callable[[str], MqttWire], site: str) -> None:
    device = wire("device")
    device.prepare(up(site, "door", "T-1"))
    assert device.ready()
    for _ in range(200):
        device.publish(up(site, "door", "T-1"), b"x")
    assert device.settled()


def test_sockets_do_not_wait_to_fill_their_packets(iotcore: EmbeddedBroker, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[socket.socket] = []
    real = socket.create_connection
    monkeypatch.setattr(socket, "create_connection", lambda *a, **k: seen.append(real(*a, **k)) or seen[-1])
    way = Connection(iotcore.address, "delay-test")
    way.open()
    assert way.ready()
    assert seen[-1].getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
    way.close()


def test_a_listener_that_fails_costs_neither_the_connection_nor_the_next_message(
    wire: Callable[[str], MqttWire], site: str
) -> None:
    heard, engine, device = Heard(), wire("engine"), wire("device")
    device.prepare(up(site, "door", "T-1"))

    def fails(delivery: Delivery) -> None:
        heard(delivery)
        raise RuntimeError("broken listener")

    engine.subscribe(up(site, "door", "+"), fails)
    assert engine.ready()
    assert device.ready()
    device.publish(up(site, "door", "T-1"), b"1")
    device.publish(up(site, "door", "T-1"), b"2")
    assert heard.wait(2) == [b"1", b"2"]


def test_without_a_broker_the_state_says_why_and_nothing_is_taken() -> None:
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        way = Connection(Address(nobody.getsockname()[1]), "lonely")
        way.open()
        assert not way.ready(0.3)
        assert way.publish("a/b", b"x") is False
        states = {way.link.state}
        way.close()
    assert states <= {State.DOWN, State.CONNECTING}
    assert way.link.state is State.CLOSED


def test_a_broker_that_goes_and_comes_back_is_noticed_and_used_again(site: str) -> None:
    heard, downs, lines = Heard(), threading.Semaphore(0), list[bool]()
    reasons = list[str]()

    def told(link: Link) -> None:
        if link.state is State.DOWN:
            reasons.append(link.reason)
            downs.release()

    with EmbeddedBroker() as broker, MqttWire(broker.address, f"{site}-both", told=told) as both:
        both.subscribe(up(site, "door", "+"), heard)
        assert both.ready()
        both.watch(lines.append)
        broker.kill()
        for _ in ("the way out", "the way in"):
            assert downs.acquire(timeout=5)
        assert both.publish(up(site, "door", "T-1"), b"lost") is False
        broker.restart()
        assert both.ready(10)
        both.publish(up(site, "door", "T-1"), b"found")
        assert heard.wait() == [b"found"]
    assert lines[:2] == [False, True]
    assert all(reasons)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_connection_whose_thread_died_is_revived(site: str, iotcore: EmbeddedBroker) -> None:
    way = Connection(iotcore.address, f"{site}-dying")
    broken = threading.Event()

    def dies(link: Link) -> None:
        if link.state is State.UP and not broken.is_set():
            broken.set()
            raise SystemExit  # not an Exception: nothing catches it, the thread ends

    way._told = dies
    way.open()
    assert broken.wait(5)
    assert way._thread is not None
    way._thread.join(5)
    way.open()
    assert way.ready()
    way.close()


def test_a_broken_line_for_measurements_does_not_count_for_the_doors(iotcore: EmbeddedBroker, site: str) -> None:
    with MqttWire(iotcore.address, f"{site}-half") as half:
        half.prepare(up(site, "door", "T-1"))
        assert half.ready()
        half.prepare(up(site, "telemetry", "S-1"))
        half._ways[Lane.TELEMETRY, "out"].close()
        assert half.connected is True
        half._ways[Lane.DOORS, "out"].close()
        assert half.connected is False  # the control


@pytest.mark.parametrize(
    ("text", "address"),
    [("broker.local:8883", Address(8883, "broker.local")), ("10.0.0.7", Address(1883, "10.0.0.7"))],
)
def test_the_address_of_a_broker_is_host_and_port(text: str, address: Address) -> None:
    assert Address.parse(text) == address


def test_a_wrong_address_is_refused_in_both_languages() -> None:
    with pytest.raises(ValueError, match=r"消息代理地址.*the broker's address"):
        Address.parse("host:door")
