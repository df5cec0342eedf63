"""The twin of a video recorder: it records the channels of its cameras, and speaks for those that are cut off.

``Recorder(device, ...)``: ``records(channel)``; faults to inject: ``stop(channel)``/``start(channel)``,
``fill_disk()``/``clear_disk()``; its clock is wrong by ``skew``. Its heartbeat carries ``status``: ``ok`` or ``disk_full``.
"""

from __future__ import annotations

from typing import Any

from devices.fixture import Fixture


class Recorder(Fixture):
    """One recorder with any number of channels."""

    def __init__(self, device: str, **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self._stopped: set[str] = set()
        self._disk_full = False

    def records(self, channel: str) -> bool:
        """Whether the channel is being recorded."""
        return self.powered and not self._disk_full and channel not in self._stopped

    def stop(self, channel: str) -> None:
        """Recording of one channel stops while the picture goes on."""
        self._stopped.add(channel)

    def start(self, channel: str) -> None:
        """The channel is recorded again."""
        self._stopped.discard(channel)

    def fill_disk(self) -> None:
        """Its disk is full: nothing is recorded."""
        self._disk_full, self.status = True, "disk_full"

    def clear_disk(self) -> None:
        """It records again; channels that were stopped one by one stay so."""
        self._disk_full, self.status = False, "ok"
