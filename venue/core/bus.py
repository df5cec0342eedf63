"""The way out: notices and commands go to whoever subscribed, on the engine thread, after the commit."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any, TypeVar

import structlog

from venue.core.messages import Message

M = TypeVar("M", bound=Message)
log = structlog.get_logger("bus")


class Bus:
    """Hands every message to its listeners. A listener that fails is logged and counted; the others still hear."""

    def __init__(self) -> None:
        self._listeners: list[tuple[type[Message], Callable[[Any], None]]] = []
        self._lock = threading.Lock()
        self.failed = 0

    def subscribe(self, kind: type[M], listener: Callable[[M], None]) -> Callable[[], None]:
        """Hear every message of ``kind`` and below. Calling what comes back ends it."""
        entry = (kind, listener)
        with self._lock:
            self._listeners.append(entry)

        def end() -> None:
            with self._lock:
                if entry in self._listeners:
                    self._listeners.remove(entry)

        return end

    def publish(self, message: Message) -> None:
        """Tell everybody. Listeners must be quick: they hand over and return."""
        with self._lock:
            listeners = [listener for kind, listener in self._listeners if isinstance(message, kind)]
        for listener in listeners:
            try:
                listener(message)
            except Exception:
                self.failed += 1
                log.exception("a listener failed", message=type(message).__name__)
