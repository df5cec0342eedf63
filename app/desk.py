"""What every page of a desk may use, and nothing else: eyes (look), a hand (act), the notices, time, words, preferences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge import Bridge
from app.tasks import Failed, Tasks, Then
from venue.core.clock import Clock, Millis
from venue.core.database import Reading
from venue.core.ports import Frames
from venue.core.wording import say
from venue.core.work import Principal
from venue.site.ground import Ground


@dataclass(frozen=True)
class Connection:
    """How the desk stands to the engine. ``heard_at`` is the site's time of its last word; empty ``fault``: all is well."""

    engine: bool = False
    broker: bool = False
    database: bool = False
    heard_at: Millis | None = None
    fault: str = ""


@dataclass
class Fittings:
    """What a desk is fitted with beside its screen."""

    frames: Frames | None = None
    custody: Any = None
    """Keys, database and heads file, at a desk on the engine's own machine: there it may sign exports and verify the book."""


class Desk(QObject):
    """One workstation with somebody signed in, or nobody."""

    signed_in = Signal(object)
    """The :class:`Principal`, or ``None`` after signing out."""
    connection_changed = Signal(object)
    """A :class:`Connection`."""
    ground_changed = Signal()
    """The site's plan or the rules are others now."""

    def __init__(
        self, tasks: Tasks, bridge: Bridge, clock: Clock, *, site: str, kind: str, name: str = "desk-1"
    ) -> None:
        super().__init__()
        self.tasks, self.bridge, self.clock = tasks, bridge, clock
        self.site, self.kind, self.name = site, kind, name
        self.language = "zh"
        self.ground: Ground | None = None
        self.connection = Connection()
        self.fittings = Fittings()
        self.viewer = Principal("", frozenset(), site, name)

    @property
    def noticed(self) -> Any:
        """The signal that carries batches of notices."""
        return self.bridge.noticed

    def now(self) -> Millis:
        """The site's present instant."""
        return self.clock.now()

    def look(self, view: Callable[..., Any], then: Then, failed: Failed | None = None, **args: Any) -> None:
        """Ask a view with the viewer's eyes; ``then`` gets the frozen answer on Qt's thread."""
        viewer = self.viewer
        self.tasks.look(lambda read: view(read, viewer, **args), then, failed)

    def look_at(self, read: Callable[[Reading, Principal], Any], then: Then, failed: Failed | None = None) -> None:
        """Ask several views in one consistent picture."""
        viewer = self.viewer
        self.tasks.look(lambda picture: read(picture, viewer), then, failed)

    def act(self, name: str, /, then: Then | None = None, failed: Failed | None = None, **args: Any) -> None:
        """Ask the engine for an act in the name of whoever is signed in."""
        self.tasks.act(name, args, then, failed)

    def say(self, code: str, args: dict[str, Any] | None = None) -> str:
        """A sentence in the desk's language."""
        return say(code, args, self.language)

    def sign_in(self, session: str, viewer: Principal) -> None:
        """Somebody has signed in: every act carries the session from now on."""
        self.tasks.session = session
        self.viewer = replace(viewer, site=self.site, desk=self.name)
        self.signed_in.emit(self.viewer)

    def sign_out(self) -> None:
        """Nobody is at the desk any more."""
        self.tasks.session = ""
        self.viewer = Principal("", frozenset(), self.site, self.name)
        self.signed_in.emit(None)

    def stand(self, connection: Connection) -> None:
        """The line to the engine changed."""
        if connection != self.connection:
            self.connection = connection
            self.connection_changed.emit(connection)

    def set_ground(self, ground: Ground) -> None:
        """The plan and the rules that pages draw and word with."""
        self.ground = ground
        self.ground_changed.emit()
