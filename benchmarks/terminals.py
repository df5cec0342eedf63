"""All terminals and doors of the sample site as one program on the wire, as the page on the wire format describes them.

People present cards at random instants and doors; a door that is opened is heard to open and to fall shut.
"""

from __future__ import annotations

import gc
import heapq
import math
import queue
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from multiprocessing.connection import Connection
from typing import Any, TypeVar

import msgspec

from composition import GOLDEN_DAY, SAMPLE_SITE
from devices import topics
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.parsing import Delivery
from venue.core.chance import SeededChance
from venue.operations.day_plan import load
from venue.site.site_file import parse

SITE, DAY = "M", "2026-11-23"
HEARTBEAT_S = 30.0
OPENED_S, CLOSED_S = 0.3, 1.5
PATIENCE_S = 10.0
T = TypeVar("T")


@dataclass
class Told:
    """What the terminals saw: milliseconds from presentation to command, and how often which command came."""

    waits_ms: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0


def present(line: Connection, address: Address) -> None:
    """The process: for each ``(rate a second, presentations)`` of the parent a :class:`Told`, until it hears something else."""
    with MqttWire(address, "terminals") as wire:
        terminals = Terminals(wire)
        gc.disable()  # a pause of this process is no waiting at a door
        line.send("ready")
        while isinstance(asked := line.recv(), tuple):
            line.send(terminals.serve(*asked))


class Terminals:
    """The devices, their numbers, and whatever is to be said at which instant."""

    def __init__(self, wire: MqttWire) -> None:
        plan = parse(SAMPLE_SITE).on(DAY)
        self._wire = wire
        self._doors = [(door.terminal, door.code) for door in plan.access_points if door.terminal]
        self._door_of = dict(self._doors)
        self._cards = cards()
        self._chance = SeededChance("presentations")
        self._numbers: dict[str, Any] = {}
        self._asked: dict[str, deque[float]] = {}
        self._due: list[tuple[float, int, Callable[[], None]]] = []
        self._order = count()
        self._heard: queue.SimpleQueue[tuple[float, str, str]] = queue.SimpleQueue()
        wire.prepare(topics.up(SITE, topics.Stream.DOOR, "any"))
        wire.prepare(topics.up(SITE, topics.Stream.TELEMETRY, "any"))
        wire.subscribe(topics.command(SITE, "+"), self._hear)
        assert wire.ready(30)
        for device in {device for pair in self._doors for device in pair}:
            self._at(time.monotonic() + _share(self._chance) * HEARTBEAT_S, partial(self._beat, device))

    def serve(self, rate: float, presentations: int) -> Told:
        """Let so many cards be presented at so many a second, and tell how long each waited."""
        told, last = Told(), time.monotonic()
        for _ in range(presentations):
            last += -math.log(1 - _share(self._chance)) / rate
            terminal, door = _one_of(self._doors, self._chance)
            token = _one_of(self._cards[_share(self._chance) < 0.5], self._chance)
            self._at(last, partial(self._present, terminal, door, token))
        while len(told.waits_ms) < presentations and time.monotonic() < last + PATIENCE_S:
            self._do_what_is_due()
            self._listen(told)
        told.unanswered = self._unanswered
        return told

    # --------------------------------------------------------------------------------------------------------- speaking

    def _say(self, device: str, **fields: Any) -> None:
        told = {"boot": 1, "seq": next(self._numbers.setdefault(device, count(1))), **fields}
        self._wire.publish(topics.up(SITE, topics.Stream.DOOR, device), msgspec.json.encode(told))

    def _present(self, terminal: str, door: str, token: str) -> None:
        self._asked.setdefault(terminal, deque()).append(time.monotonic())
        self._say(terminal, type="credential", access_point=door, kind="card", token=token)

    def _move(self, door: str, state: str) -> None:
        self._say(door, type="door", access_point=door, state=state)

    def _beat(self, device: str) -> None:
        told = msgspec.json.encode({"type": "heartbeat", "boot": 1})
        self._wire.publish(topics.up(SITE, topics.Stream.TELEMETRY, device), told)
        self._at(time.monotonic() + HEARTBEAT_S, partial(self._beat, device))

    def _at(self, instant: float, does: Callable[[], None]) -> None:
        heapq.heappush(self._due, (instant, next(self._order), does))

    def _do_what_is_due(self) -> None:
        while self._due and self._due[0][0] <= time.monotonic():
            heapq.heappop(self._due)[2]()

    # ---------------------------------------------------------------------------------------------------------- hearing

    @property
    def _unanswered(self) -> int:
        return sum(map(len, self._asked.values()))

    def _hear(self, delivery: Delivery) -> None:
        at = time.monotonic()
        command = msgspec.json.decode(delivery.payload)["command"]
        self._heard.put((at, command["device"], command["is"]))

    def _listen(self, told: Told) -> None:
        """Take one command, or wait for it until something is due. Commands of a terminal come in the order of its questions."""
        wait = self._due[0][0] - time.monotonic() if self._due else 0.05
        try:
            at, terminal, command = self._heard.get(timeout=min(0.05, max(0.0001, wait)))
        except queue.Empty:
            return
        told.waits_ms.append((at - self._asked[terminal].popleft()) * 1000)
        told.outcomes[command] += 1
        if command == "OpenDoor":
            self._at(at + OPENED_S, partial(self._move, self._door_of[terminal], "opened"))
            self._at(at + CLOSED_S, partial(self._move, self._door_of[terminal], "closed"))


def cards() -> tuple[list[str], list[str]]:
    """Cards of the golden day: of those who come for a project, and of those who work in the centre, whom more doors let in."""
    found: tuple[list[str], list[str]] = ([], [])
    for person in load(GOLDEN_DAY).form.people:
        of_centre = person.kind in ("centre", "supervision")
        found[of_centre].extend(card.token for card in person.credentials if card.kind == "card")
    return found


def _one_of(choices: Sequence[T], chance: SeededChance) -> T:
    return choices[int(_share(chance) * len(choices))]


def _share(chance: SeededChance) -> float:
    """A number from 0 up to, but not, 1."""
    return int.from_bytes(chance.bytes(6), "big") / 2**48
