"""A desk put together: the window first, then the line to the engine, as soon as there is one.

The window shows at once and says how far the engine has come; database, relay and ground are attached when they are there. The
same way leads back after the engine was gone.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal

import composition
from app.application import AlreadyOpen, make_application
from app.bridge import Bridge
from app.control_room.window import ControlRoom
from app.desk import Connection, Desk
from app.dialogs.custody import Custody
from app.tasks import Tasks
from composition import SiteClock, Whereabouts
from venue.core.bus import Bus
from venue.core.clock import SystemClock
from venue.core.database import Database
from venue.core.keys import open_keys
from venue.core.processes import alive
from venue.core.settings import Settings
from venue.core.work import Principal
from venue.site.ground import Ground

POLL_MS = 250


@dataclass(frozen=True)
class Line:
    """What a desk needs of a running engine."""

    stack: contextlib.ExitStack
    database: Database
    relay: Any
    ground: Ground
    custody: Custody


class EngineWatch(QObject):
    """Looks for the engine until it is there, attaches the desk to it, and keeps the desk's picture of it true."""

    told = Signal(object)

    def __init__(self, desk: Desk, settings: Settings, bus: Bus, clock: SiteClock) -> None:
        super().__init__()
        self._desk, self._settings, self._bus, self._clock = desk, settings, bus, clock
        self._line: Line | None = None
        self._trying = False
        self._timer = QTimer(self)
        self._timer.setInterval(POLL_MS)
        self._timer.timeout.connect(self._poll)
        self.told.connect(self._stand)

    def start(self) -> None:
        """Begin to look."""
        self._timer.start()
        self._poll()

    def close(self) -> None:
        """Take leave of the engine."""
        self._timer.stop()
        if self._line is not None:
            self._line.stack.close()
            self._line = None

    def _poll(self) -> None:
        if self._line is not None or self._trying:
            return
        where = composition.engine_of(self._settings)
        if where is None and self._settings.broker == "embedded":
            self._desk.stand(Connection(fault="starting"))
            return
        if where is not None and where.state != "running":
            self._clock.hear(where.at, 0.0)
            self._desk.stand(Connection(heard_at=where.at, fault=where.state))
            return
        self._trying = True
        self._desk.tasks.run(lambda: self._open(where), self._attached, self._not_yet)

    def _open(self, where: Whereabouts | None) -> Line:
        stack = contextlib.ExitStack()
        keys, _ = open_keys(self._settings.key_file)
        database = composition.database_of(stack, self._settings, keys)
        ground = ground_of(database, self._settings)
        relay = composition.ask_engine(stack, self._settings, self._bus, told=self.told.emit)
        return Line(stack, database, relay, ground, Custody(keys, database, self._settings.heads_file))

    def _attached(self, line: Line) -> None:
        self._line, self._trying = line, False
        self._desk.fittings.custody = line.custody
        self._desk.tasks.attach(line.database, line.relay)
        self._desk.set_ground(line.ground)
        self._stand(line.relay.standing)

    def _not_yet(self, fault: Exception) -> None:
        self._trying = False
        self._desk.stand(Connection(fault=str(fault)))

    def _stand(self, standing: Any) -> None:
        if standing.data_from is not None:
            self._clock.hear(standing.data_from, float(standing.facts.get("speed", 1.0)))
        fault = str(standing.facts.get("trouble", "")) if standing.connected else "silent"
        self._desk.stand(
            Connection(
                engine=standing.connected,
                broker=standing.broker,
                database=self._line is not None,
                heard_at=standing.data_from,
                fault=fault,
            )
        )


def ground_of(database: Database, settings: Settings) -> Ground:
    """The stored site and the rules, for drawing and wording."""
    from venue.rules.loading import load_rules
    from venue.site import places

    with database.reading() as read:
        stored = places.site(read, Principal("desk", site=settings.site))
    if stored is None:
        raise composition.Unusable("站点尚未导入 / no site has been imported")
    return Ground(stored, load_rules(composition.ROOT / "resources" / "rules"))


def make_desk(settings: Settings) -> tuple[Desk, EngineWatch]:
    """A desk that looks for its engine."""
    bus = Bus()
    clock = SiteClock(SystemClock().now() if settings.kind == "real" else 0)
    desk = Desk(Tasks(None, None), Bridge(bus), clock, site=settings.site, kind=settings.kind, name=settings.desk)
    desk.language = settings.language
    return desk, EngineWatch(desk, settings, bus, clock)


def open_desk(settings: Settings, *, on_first_paint: Callable[[], None] | None = None) -> int:
    """The control room's window until it is closed; gives the exit code."""
    try:
        application = make_application(
            sys.argv[:1], language=settings.language, theme=settings.theme, folder=settings.site_folder
        )
    except AlreadyOpen as here:
        sys.stdout.write(f"{here}\n")
        return 0
    desk, watch = make_desk(settings)
    window = ControlRoom(desk, on_close=lambda shown: closing(shown, settings))
    window.show()
    if on_first_paint is not None:
        window.painted.connect(on_first_paint)
    watch.start()
    try:
        return int(application.exec())
    finally:
        watch.close()
        desk.tasks.close()
        desk.bridge.close()


def closing(window: ControlRoom, settings: Settings) -> bool:
    """Before the window closes: shall the engine go on? Gives whether the window may close."""
    where = composition.engine_of(settings)
    if where is None:
        return True
    from app.dialogs.confirm_close import ask_about_engine

    answer = ask_about_engine(window)
    if answer == "stop":
        os.kill(where.pid, signal.SIGTERM)
    return bool(answer != "stay")


def take_pictures(folder: Path, language: str, say: Callable[[str], None], *, start: Callable[[Path], Settings]) -> int:
    """Pictures of every page and dialog in both themes, on the sample day at 09:40, in a data folder of their own."""
    from app.screenshots import settle, take
    from venue.people.accounts import SAMPLE_ACCOUNTS

    with tempfile.TemporaryDirectory(prefix="changkong-pictures-") as name:
        data = Path(name)
        settings = start(data)
        try:
            say("样例日正在准备 / the sample day is being prepared")
            wait_for_engine(settings)
            make_application(sys.argv[:1], language=language, theme="dark", folder=settings.site_folder)
            desk, watch = make_desk(settings)
            watch.start()
            while not desk.connection.engine:
                settle(desk)
            who = SAMPLE_ACCOUNTS[0]
            taken = take(desk, folder, account=who.account, password=who.password, language=language, say=say)
            watch.close()
            desk.tasks.close()
            desk.bridge.close()
        finally:
            stop_engine(settings)
    say(f"{len(taken)} 张图片 / {len(taken)} pictures")
    return 0


def wait_for_engine(settings: Settings, *, patience_s: float = 300.0) -> None:
    """Wait until the engine runs. Raises :class:`~composition.Unusable` when it does not within the time."""
    until = time.monotonic() + patience_s
    while True:
        where = composition.engine_of(settings)
        if where is not None and where.state == "running":
            return
        if time.monotonic() > until:
            raise composition.Unusable("引擎没有及时就绪 / the engine was not ready in time")
        time.sleep(0.2)


def stop_engine(settings: Settings) -> None:
    """End the engine of these settings and wait until it has sealed its book and gone."""
    where = composition.engine_of(settings)
    if where is None:
        return
    os.kill(where.pid, signal.SIGTERM)
    until = time.monotonic() + 30
    while alive(where.pid) and time.monotonic() < until:
        time.sleep(0.1)
