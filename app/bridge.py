"""The only crossing between the bus and Qt: notices come from any thread and are heard on Qt's."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from venue.core.bus import Bus
from venue.core.messages import Notice

BEAT_MS = 50


class Bridge(QObject):
    """Gathers notices as they come and hands them over twenty times a second, in order, as one batch.

    So a flood of five thousand readings a second costs Qt twenty events, not five thousand.
    """

    noticed = Signal(object)
    """A tuple of notices."""

    _waiting = Signal()

    def __init__(self, bus: Bus, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._gathered: deque[Notice] = deque()
        self._timer = QTimer(self)
        self._timer.setInterval(BEAT_MS)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._hand_over)
        self._waiting.connect(self._arm, Qt.ConnectionType.QueuedConnection)
        self._end: Callable[[], None] = bus.subscribe(Notice, self._gather)

    def close(self) -> None:
        """Hear no more."""
        self._end()
        self._timer.stop()

    def _gather(self, notice: Notice) -> None:
        first = not self._gathered
        self._gathered.append(notice)
        if first:
            self._waiting.emit()

    def _arm(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _hand_over(self) -> None:
        batch = []
        while self._gathered:
            batch.append(self._gathered.popleft())
        if batch:
            self.noticed.emit(tuple(batch))
