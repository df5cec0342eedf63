"""A thread that does one thing every so often, in the wall's time, until it is stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger("beating")


class Beat:
    """Calls ``act`` every ``every`` seconds. What it raises is logged, and the beat goes on."""

    def __init__(self, name: str, act: Callable[[], object], *, every: float) -> None:
        self._act, self._every = act, every
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def start(self) -> None:
        """Begin, with the first call at once."""
        self._thread.start()

    def stop(self) -> None:
        """End; the call that is under way is finished."""
        self._over.set()
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join(timeout=10)

    def _run(self) -> None:
        while not self._over.is_set():
            try:
                self._act()
            except Exception:
                log.exception("a beat failed", beat=self._thread.name)
            self._over.wait(self._every)
