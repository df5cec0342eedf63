"""Painting the floor plan of the overview while readings flood in.

100 rooms, 500 people on their way, 2,000 points. 5,000 readings a second go over the broker to the engine's process, which stores
them all; the desk's process hears of them through the relay, and the overview page of the control room shows them: its own code,
its own database connection, its own timers. The people are moved by notices on the desk's bus: everybody sets out for another
room every 400 ms, which is how long the way takes on the plan, so that all dots move in every frame; nearly all change places
with somebody, and four times a second one goes where he makes two rooms' numbers change. Each painting of the plan is timed on
Qt's thread, without a screen (Qt's offscreen platform paints into memory).
"""

from __future__ import annotations

import argparse
import tempfile
import time
from itertools import count, cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.children import child
from benchmarks.engine_process import running_engine, settings_in
from benchmarks.figures import Absent, Figures, percentile, remark
from benchmarks.large_site import large_site
from devices import topics
from devices.lanes import MqttWire
from devices.mqtt import Address
from venue.core.bus import Bus
from venue.core.clock import SystemClock
from venue.core.settings import Settings
from venue.core.work import Principal

SITE = "M"
PEOPLE = 500
LAP = 100
"""So many people set out together, one from each room to the same number of rooms on: the rooms' numbers stay."""

STEP_MS = 80
"""Five laps of people, each 400 ms after it last set out."""

STRAYS_EVERY = 3
"""In every third step one of the lap goes elsewhere."""

SIZE = (1920, 1040)


def arguments(parser: argparse.ArgumentParser) -> None:
    """How long, and how much arrives meanwhile."""
    parser.add_argument("--seconds", type=float, default=20.0, help="how long is painted")
    parser.add_argument("--readings", type=int, default=5_000, help="readings a second")


def measure(chosen: argparse.Namespace) -> None:
    """Tell the median and the 99th percentile of a painting, and how many there were."""
    figures = Figures("paint")
    with tempfile.TemporaryDirectory(prefix="changkong-paint-") as folder:
        site_file = Path(folder) / "large.toml"
        site_file.write_text(_as_text(), encoding="utf-8")
        settings = settings_in(Path(folder), site_file=str(site_file))
        with running_engine(settings, people=PEOPLE) as engine:
            address = Address(engine.ask("port"))
            with child(_flood, address, chosen.readings) as flood, child(_show, settings.model_dump()) as desk:
                desk.hear()
                before, since = engine.ask("rows"), time.monotonic()
                desk.say(chosen.seconds)
                painted: list[float] = desk.hear(chosen.seconds + 60)
                stored = (engine.ask("rows") - before) / (time.monotonic() - since)
                remark(f"{stored:.0f} readings a second were stored, {engine.ask('coalesced')} coalesced")
                flood.say("end")
    if stored < 0.9 * chosen.readings:
        raise Absent(f"only {stored:.0f} readings a second arrived on this machine, {chosen.readings} were to")
    figures.tell("p50_ms", percentile(painted, 0.50), "ms")
    figures.tell("p99_ms", percentile(painted, 0.99), "ms")
    figures.tell("frames", len(painted), "1")


def _as_text() -> str:
    from venue.site.site_file import export

    return export(large_site())


# ------------------------------------------------------------------------------------------------------------ the flood


def _flood(line: Connection, address: Address, rate: int) -> None:
    """So many readings a second, of all points in turn, until the parent says that it is over."""
    points = cycle([(point.code, point.device) for point in large_site().points])
    values = count()
    with MqttWire(address, "flood") as wire:
        wire.prepare(topics.up(SITE, topics.Stream.TELEMETRY, "any"))
        wire.ready(30)
        began, sent = time.monotonic(), 0
        while not line.poll(0.005):
            at = SystemClock().now()
            for _ in range(round((time.monotonic() - began) * rate) - sent):
                code, device = next(points)
                told = {"type": "point", "boot": 1, "at": at, "point": code, "value": 18 + next(values) % 1000 / 100}
                wire.publish(topics.up(SITE, topics.Stream.TELEMETRY, device), msgspec.json.encode(told))
                sent += 1


# ------------------------------------------------------------------------------------------------------------- the desk


def _show(line: Connection, told: dict[str, Any]) -> None:
    """The overview page on a desk of its own; answers with the milliseconds of each painting of its plan."""
    from PySide6.QtCore import QTimer

    from app.application import make_application
    from app.bridge import Bridge
    from app.control_room.overview import OverviewPage
    from app.desk import Desk
    from app.tasks import Tasks
    from app.widgets.floor_plan import FloorPlan
    from composition import SiteClock
    from composition_desk import EngineWatch

    application = make_application(["benchmark"])
    settings, bus, clock = Settings(**told), Bus(), SiteClock(SystemClock().now())
    desk = Desk(Tasks(None, None), Bridge(bus), clock, site=settings.site, kind=settings.kind, name=settings.desk)
    desk.tasks.failed.connect(lambda fault: remark(f"the desk could not look: {fault}"))
    desk.sign_in("", Principal("zongkong", frozenset({"operator"})))
    watch = EngineWatch(desk, settings, bus, clock)
    painted = _timed(FloorPlan)
    page = OverviewPage(desk)
    page.resize(*SIZE)
    page.show()
    watch.start()
    walk, walking = _Walk(desk, bus), QTimer(interval=STEP_MS)
    walking.timeout.connect(walk.step)

    def begin() -> None:
        if page.shown is None or len(page.scene.present) < PEOPLE:
            QTimer.singleShot(100, begin)
            return
        walking.start()
        QTimer.singleShot(3_000, measured)

    def measured() -> None:
        line.send("ready")
        seconds = line.recv()
        painted.clear()
        QTimer.singleShot(round(seconds * 1000), application.quit)

    begin()
    application.exec()
    walking.stop()
    watch.close()
    desk.tasks.close()
    desk.bridge.close()
    line.send(painted)


def _timed(plan: Any) -> list[float]:
    """Take the time of every painting of such a widget, in milliseconds."""
    taken: list[float] = []
    paint = plan.paintEvent

    def timed(self: Any, event: Any) -> None:
        began = time.perf_counter()
        paint(self, event)
        taken.append((time.perf_counter() - began) * 1000)

    plan.paintEvent = timed
    return taken


class _Walk:
    """Tells the desk at each step of a lap of people that they have gone on to another room."""

    def __init__(self, desk: Any, bus: Bus) -> None:
        self._desk, self._bus = desk, bus
        self._step = 0

    def step(self) -> None:
        """One lap sets out."""
        self._step += 1
        lap = self._step % (PEOPLE // LAP)
        for number in range(LAP):
            self._go(lap * LAP + number, number + 11 * self._step)
        if self._step % STRAYS_EVERY == 0:
            self._go(lap * LAP, 37 * self._step)

    def _go(self, person: int, place: int) -> None:
        from venue.access.presence import PersonMoved

        rooms = self._desk.ground.site.rooms
        room = rooms[place % len(rooms)]
        moved = PersonMoved(
            subject=f"P-{person}",
            role="visitor",
            project="",
            zone=room.zone,
            room=room.code,
            since=self._desk.now(),
            access_point="",
        )
        self._bus.publish(moved)
