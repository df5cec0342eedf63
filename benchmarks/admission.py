"""From a presentation on the wire to the door command on the wire.

The engine runs in a process of its own on the embedded broker, with the sample site and the people, cards and projects of the
golden day. Beside it, in another process, every device of the site speaks at its full rate, with somebody in every room. A
third process presents cards at all terminals, permitted and refused mixed, at random instants, and lets the doors that open
be opened and fall shut. Time is taken there, just before the presentation is published and when the command is heard. The
first presentations after the start are not counted.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks.children import Child, child
from benchmarks.engine_process import running_engine, settings_in
from benchmarks.figures import Absent, Figures, percentile, remark
from benchmarks.terminals import DAY, SITE, Told, present
from composition import SAMPLE_SITE
from devices import topics
from devices.lanes import MqttWire
from devices.mqtt import Address
from venue.core.chance import SeededChance
from venue.core.clock import SetClock
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.site.parts import OUTSIDE
from venue.site.site_file import parse

BEGINS = "10:30"
RATES = (20, 200)
WARM_UP = 50
AT_DOORS = ("door", "terminal")
"""The devices for which the presenting process speaks; all others are the simulated site's."""


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
            with (
                child(live_site, address, settings.model_dump(), engine.ask("clock")) as site,
                child(present, address) as presenter,
            ):
                remark(f"{site.hear()} devices speak, and the doors: {presenter.hear()}")
                time.sleep(5)  # their switching on is over, and the figures are those of a day
                _presented(presenter, WARM_UP, WARM_UP)
                for rate in RATES:
                    told = _presented(presenter, rate, chosen.presentations)
                    figures.tell(f"p50_ms_{rate}", percentile(told.waits_ms, 0.50), "ms")
                    figures.tell(f"p99_ms_{rate}", percentile(told.waits_ms, 0.99), "ms")
                presenter.say("end")
                site.say("end")
                remark(f"the site spoke {site.hear():.0f} messages a second beside it")


def _presented(presenter: Child, rate: int, presentations: int) -> Told:
    presenter.say((rate, presentations))
    told: Told = presenter.hear(60 + 2 * presentations / rate)
    spread = ", ".join(f"p{share * 100:g} {percentile(told.waits_ms, share):.1f}" for share in (0.5, 0.9, 0.99, 1))
    remark(f"{rate}/s: {dict(told.outcomes)}, {told.unanswered} without answer; ms: {spread}")
    if told.unanswered:
        raise Absent(f"{told.unanswered} presentations got no command")
    return told


def live_site(line: Connection, address: Address, told: dict[str, Any], clock: tuple[int, float]) -> None:
    """Every device of the sample site but those at the doors, on the site's clock, until the parent says that it is over.

    ``clock``: what the engine's clock showed at which monotonic time of the machine.
    """
    from devices.simulator.line import SharedLine
    from devices.simulator.site import SimulatedSite
    from devices.simulator.telemetry import FULL
    from devices.simulator.twins import Fitting

    keys, _ = open_keys(Settings(**told).key_file)
    showed, then = clock
    together = SetClock(showed + round((time.monotonic() - then) * 1000), 1.0)
    plan = parse(SAMPLE_SITE).on(DAY)
    others = tuple(device for device in plan.devices if device.kind not in AT_DOORS)
    with MqttWire(address, "simulated-site") as wire:
        shared = SharedLine(wire, clock_topic=topics.site_clock(SITE))
        fitting = Fitting(SITE, shared, together, keys, FULL, lambda *asked: False)
        site = SimulatedSite(replace(plan, devices=others), fitting, chance=SeededChance("admission"))
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
