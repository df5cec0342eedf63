"""From a presentation on the wire to the door command on the wire.

The engine runs in a process of its own on the embedded broker, with the sample site and the people, cards and projects of the
golden day. Beside it, in another process, every device of the site speaks at its full rate, with somebody in every room. A
third process presents cards at all terminals, permitted and refused mixed, at random instants, and lets the doors that open
be opened and fall shut. Time is taken there, just before the presentation is published and when the command is heard. The
first presentations after the start are not counted.
"""

from __future__ import annotations

import argparse
import heapq
import logging
import math
import queue
import tempfile
import time
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import structlog

from benchmarks.children import child
from benchmarks.engine_process import running_engine, settings_in
from benchmarks.figures import Absent, Figures, percentile, remark
from composition import GOLDEN_DAY, SAMPLE_SITE
from devices import topics
from devices.lanes import MqttWire
from devices.mqtt import Address
from devices.parsing import Delivery
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.operations.day_plan import load
from venue.site.parts import OUTSIDE
from venue.site.site_file import parse

DAY, BEGINS = "2026-11-23", "10:30"
SITE = "M"
T = TypeVar("T")
RATES = (20, 200)
WARM_UP = 50
BOOT = 1_000
"""Above any boot of the simulated terminals, whose numbers are their own."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long is presented at each rate."""
    parser.add_argument("--presentations", type=int, default=1500, help="presentations at each rate")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the median and the 99th percentile at each rate."""
    figures = Figures("admission")
    with tempfile.TemporaryDirectory(prefix="changkong-admission-") as folder:
        settings = settings_in(Path(folder))
        with running_engine(settings, begins=BEGINS) as engine:
            address = Address(engine.ask("port"))
            with child(_live_site, address, settings.model_dump(), engine.ask("clock")) as site:
                remark(f"the simulated site speaks: {site.hear()} devices")
                time.sleep(5)  # its switching on is over, and the figures are those of a day
                _presented(address, WARM_UP, WARM_UP)
                for rate in RATES:
                    told = _presented(address, rate, chosen.presentations)
                    figures.tell(f"p50_ms_{rate}", percentile(told.waits_ms, 0.50), "ms")
                    figures.tell(f"p99_ms_{rate}", percentile(told.waits_ms, 0.99), "ms")
                site.say("end")
                remark(f"the site spoke {site.hear():.0f} messages a second beside it")


def _presented(address: Address, rate: int, presentations: int) -> Told:
    with child(_present, address, rate, presentations) as presenter:
        told: Told = presenter.hear(60 + 2 * presentations / rate)
    spread = ", ".join(f"p{share * 100:g} {percentile(told.waits_ms, share):.1f}" for share in (0.5, 0.9, 0.99, 1))
    remark(f"{rate}/s: {dict(told.outcomes)}, {told.unanswered} without answer; ms: {spread}")
    if told.unanswered:
        raise Absent(f"{told.unanswered} presentations got no command")
    return told


# --------------------------------------------------------------------------------------------------- the site's devices


def _live_site(line: Connection, address: Address, told: dict[str, Any], clock: tuple[int, float]) -> None:
    """Every device of the sample site, on the site's clock, until the parent says that it is over.

    ``clock``: what the engine's clock showed at which monotonic time of the machine.
    """
    from devices.simulator.line import SharedLine
    from devices.simulator.site import SimulatedSite
    from devices.simulator.telemetry import FULL
    from devices.simulator.twins import Fitting

    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR)
    )  # nobody waits at these terminals
    keys, _ = open_keys(Settings(**told).key_file)
    showed, then = clock
    together = SetClock(showed + round((time.monotonic() - then) * 1000), 1.0)
    with MqttWire(address, "simulated-site") as wire:
        shared = SharedLine(wire, clock_topic=topics.site_clock(SITE))
        fitting = Fitting(SITE, shared, together, keys, FULL, lambda *asked: False)
        plan = parse(SAMPLE_SITE).on(DAY)
        site = SimulatedSite(plan, fitting, chance=SeededChance("admission"))
        wire.ready(30)
        site.start()
        for room in plan.rooms:
            site.moved(OUTSIDE, room.code)
        line.send(len(site.twins.every))
        before, since = shared.sent, time.monotonic()
        while not line.poll(0.01):
            shared.hand_out()
            site.tick()
        line.send((shared.sent - before) / (time.monotonic() - since))


# -------------------------------------------------------------------------------------------------- who presents cards


@dataclass
class Told:
    """What the terminals saw: milliseconds from presentation to command, and how often which command came."""

    waits_ms: list[float] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    unanswered: int = 0


class _Terminals:
    """All terminals of the site as one program on the wire, as the page on the wire format describes it."""

    def __init__(self, wire: MqttWire, boot: int) -> None:
        self._wire, self._boot = wire, boot
        self._numbers: dict[str, Any] = {}
        self._asked: dict[str, deque[float]] = {}
        self.heard: queue.SimpleQueue[tuple[float, str, str]] = queue.SimpleQueue()
        wire.prepare(topics.up(SITE, topics.Stream.DOOR, "+"))
        wire.subscribe(topics.command(SITE, "+"), self._hear)
        assert wire.ready(30)

    def say(self, device: str, **fields: Any) -> None:
        number = next(self._numbers.setdefault(device, count(1)))
        told = {"boot": self._boot, "seq": number, **fields}
        self._wire.publish(topics.up(SITE, topics.Stream.DOOR, device), msgspec.json.encode(told))

    def present(self, terminal: str, door: str, token: str) -> None:
        self._asked.setdefault(terminal, deque()).append(time.monotonic())
        self.say(terminal, type="credential", access_point=door, kind="card", token=token)

    def waited(self, terminal: str, at: float) -> float:
        """Commands of one terminal come in the order of its presentations."""
        return (at - self._asked[terminal].popleft()) * 1000

    @property
    def unanswered(self) -> int:
        return sum(map(len, self._asked.values()))

    def _hear(self, delivery: Delivery) -> None:
        at = time.monotonic()
        command = msgspec.json.decode(delivery.payload)["command"]
        self.heard.put((at, command["device"], command["is"]))


def _present(line: Connection, address: Address, rate: int, presentations: int) -> None:
    chance = SeededChance(f"presentations at {rate}/s")
    doors = [(door.terminal, door.code) for door in parse(SAMPLE_SITE).on(DAY).access_points if door.terminal]
    cards = _cards()
    told = Told()
    with MqttWire(address, f"terminals-{rate}") as wire:
        terminals = _Terminals(wire, BOOT + rate)
        due: list[tuple[float, int, tuple[str, ...]]] = []
        order, now = count(), time.monotonic()
        for _ in range(presentations):
            now += -math.log(1 - _share(chance)) / rate
            terminal, door = _one_of(doors, chance)
            token = _one_of(cards[_share(chance) < 0.5], chance)
            due.append((now, next(order), ("present", terminal, door, token)))
        door_of = dict(doors)
        until = now + 10
        while (due or terminals.unanswered) and time.monotonic() < until:
            _do_what_is_due(terminals, due)
            wait = min(0.05, max(0.0, due[0][0] - time.monotonic())) if due else 0.05
            try:
                at, terminal, command = terminals.heard.get(timeout=wait or 0.0001)
            except queue.Empty:
                continue
            told.waits_ms.append(terminals.waited(terminal, at))
            told.outcomes[command] += 1
            if command == "OpenDoor":
                for later, state in ((0.3, "opened"), (1.5, "closed")):
                    heapq.heappush(due, (at + later, next(order), ("door", door_of[terminal], state)))
        told.unanswered = terminals.unanswered
    line.send(told)


def _do_what_is_due(terminals: _Terminals, due: list[tuple[float, int, tuple[str, ...]]]) -> None:
    while due and due[0][0] <= time.monotonic():
        what = heapq.heappop(due)[2]
        if what[0] == "present":
            terminals.present(*what[1:])
        else:
            terminals.say(what[1], type="door", access_point=what[1], state=what[2])


def _cards() -> tuple[list[str], list[str]]:
    """Cards of the day: of those who come for a project, and of those who work in the centre, whom more doors let in."""
    cards: tuple[list[str], list[str]] = ([], [])
    for person in load(GOLDEN_DAY).form.people:
        of_centre = person.kind in ("centre", "supervision")
        cards[of_centre].extend(card.token for card in person.credentials if card.kind == "card")
    return cards


def _one_of(choices: Sequence[T], chance: SeededChance) -> T:
    return choices[int(_share(chance) * len(choices))]


def _share(chance: SeededChance) -> float:
    """A number from 0 up to, but not, 1."""
    return int.from_bytes(chance.bytes(6), "big") / 2**48
