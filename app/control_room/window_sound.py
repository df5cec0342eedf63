"""The sound of urgent alarms: again and again until somebody has acknowledged them or muted the desk."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from app.widgets.alarm_data import AlarmRow

AGAIN_MS = 4_000
HEARD = (1, 2)  # priorities that are heard; 3 and 4 are only seen


class Bell(QObject):
    """Rings for alarms that nobody has acknowledged. Muting silences what rings now; a new urgent alarm rings again."""

    changed = Signal()

    def __init__(self, ring: Callable[[], None] = QApplication.beep, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ring = ring
        self._calling: frozenset[str] = frozenset()
        self._muted: frozenset[str] = frozenset()
        self.on = True
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(ring)

    @property
    def ringing(self) -> bool:
        """Whether it is to be heard now."""
        return self._timer.isActive()

    @property
    def muted(self) -> bool:
        """Whether sound is off, or what calls now has been silenced."""
        return not self.on or bool(self._calling and self._calling <= self._muted)

    def set_alarms(self, rows: tuple[AlarmRow, ...]) -> None:
        """These alarms are open now. Each rings for its own beginning: an alarm that came again has another time."""
        self._calling = frozenset(f"{row.id}@{row.at}" for row in rows if row.calling and row.priority in HEARD)
        self._muted &= self._calling
        self._settle()

    def set_on(self, on: bool) -> None:
        """Let the desk be heard at all."""
        self.on = on
        self._settle()

    def mute(self) -> None:
        """Silence what rings now; when nothing rings, turn the sound of this desk off or on."""
        if self.ringing:
            self._muted = self._calling
        else:
            self.on = not self.on
            self._muted = frozenset()
        self._settle()

    def _settle(self) -> None:
        wanted = self.on and bool(self._calling - self._muted)
        if wanted and not self.ringing:
            self._ring()
            self._timer.start()
        elif not wanted:
            self._timer.stop()
        self.changed.emit()
