"""Work off Qt's thread, answers on it, errors in one place. ``look`` reads, ``act`` asks the engine; nothing else leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import structlog
from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from venue.core.acts import Refused
from venue.core.database import Database, Reading
from venue.core.ports import Requests

log = structlog.get_logger("tasks")
Then = Callable[[Any], None]
Failed = Callable[[Exception], None]


class _Result(QObject):
    """Carries one answer back to Qt's thread."""

    done = Signal(object, object)


class _Task(QRunnable):
    def __init__(self, work: Callable[[], Any], result: _Result) -> None:
        super().__init__()
        self._work, self._result = work, result

    def run(self) -> None:
        try:
            answer, fault = self._work(), None
        except Exception as raised:
            answer, fault = None, raised
        self._result.done.emit(answer, fault)


class Tasks(QObject):
    """A small pool of threads for a desk. After :meth:`close` no answer arrives any more: its page is gone."""

    refused = Signal(object)
    """A :class:`Refused` that no page took: the desk shows its sentence."""

    failed = Signal(object)
    """Any other error that no page took."""

    def __init__(self, database: Database | None, requests: Requests | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._database, self._requests = database, requests
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(3)
        self._open: set[_Result] = set()
        self.session = ""

    def attach(self, database: Database, requests: Requests) -> None:
        """The engine is there: from now on looks and acts have somewhere to go."""
        self._database, self._requests = database, requests

    @property
    def attached(self) -> bool:
        """Whether there is a database to read yet."""
        return self._database is not None

    def look(self, read: Callable[[Reading], Any], then: Then, failed: Failed | None = None) -> None:
        """Read in one consistent picture, off Qt's thread; ``then`` gets what came out, on Qt's thread.

        While nothing is attached there is nothing to see and nothing comes back: pages look again when it is.
        """
        if self._database is None:
            return
        self.run(lambda: self._read(read), then, failed)

    def act(self, name: str, args: dict[str, Any], then: Then | None = None, failed: Failed | None = None) -> None:
        """Ask the engine for an act; on refusal ``failed`` gets the :class:`Refused`, or the desk shows it."""
        session = self.session
        self.run(lambda: self._ask(name, args, session), then or (lambda answer: None), failed)

    def run(self, work: Callable[[], Any], then: Then, failed: Failed | None = None) -> None:
        """Anything slow that is neither: an export, a file."""
        result = _Result()
        self._open.add(result)

        def arrived(answer: object, fault: Exception | None) -> None:
            if result not in self._open:
                return
            self._open.discard(result)
            if fault is None:
                then(answer)
            else:
                self._report(fault, failed)

        result.done.connect(arrived, Qt.ConnectionType.QueuedConnection)
        self._pool.start(_Task(work, result))

    @property
    def busy(self) -> bool:
        """Whether an answer is still awaited."""
        return bool(self._open)

    def close(self) -> None:
        """Wait for what runs and drop its answers."""
        self._open.clear()
        self._pool.waitForDone(5000)

    def _ask(self, name: str, args: dict[str, Any], session: str) -> Any:
        if self._requests is None:
            raise Refused("engine.not_there")
        return self._requests.ask(name, args, session=session)

    def _read(self, read: Callable[[Reading], Any]) -> Any:
        if self._database is None:
            raise RuntimeError("this desk has no database to read")
        with self._database.reading() as picture:
            return read(picture)

    def _report(self, fault: Exception, failed: Failed | None) -> None:
        if failed is not None:
            failed(fault)
        elif isinstance(fault, Refused):
            self.refused.emit(fault)
        else:
            log.error("a task failed", fault=repr(fault))
            self.failed.emit(fault)
