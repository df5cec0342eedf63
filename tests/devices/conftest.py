"""Brokers for the tests of the wire: the same tests on the embedded one and on mosquitto, each on a site of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator

import pytest

from devices.broker import EmbeddedBroker
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.seams import Seams
from venue.core.bus import Bus
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.inbox import Inbox
from venue.core.keys import KeyStore, fresh_keys

NINE_FORTY = at_local("2026-11-23", "09:40")
KEYS = fresh_keys(SeededChance("devices"))
numbers = itertools.count(1)


@pytest.fixture(scope="session")
def iotcore() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as broker:
        yield broker


@pytest.fixture(params=["iotcore", "mosquitto"])
def address(request: pytest.FixtureRequest) -> Address:
    """A running broker, of each kind in turn."""
    if request.param == "iotcore":
        return request.getfixturevalue("iotcore").address
    return Address(request.getfixturevalue("mosquitto").port)


@pytest.fixture
def site() -> str:
    """A site of this test's own, because the brokers are shared."""
    return f"M{next(numbers)}"


@pytest.fixture
def wire(address: Address) -> Iterator[Callable[[str], MqttWire]]:
    """Makes wires on the broker; all are closed at the end."""
    made: list[MqttWire] = []

    def make(name: str) -> MqttWire:
        made.append(MqttWire(address, f"{name}-{next(numbers)}"))
        return made[-1]

    yield make
    for one in made:
        one.close()


@pytest.fixture
def clock() -> SetClock:
    return SetClock(NINE_FORTY)


@pytest.fixture
def keys() -> KeyStore:
    return KEYS


@pytest.fixture
def seams(site: str, clock: SetClock, keys: KeyStore) -> Seams:
    return Seams(site, Inbox(), Bus(), clock, keys)
