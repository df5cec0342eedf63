"""A fixture that obeys: it hears the site's clock and takes sealed commands, each proved before anything is done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from devices import topics
from devices.envelope import DeviceKeys, Void
from devices.fixture import Fixture
from devices.parsing import Delivery
from venue.core.clock import Millis
from venue.core.messages import Command

Afterwards = Callable[[], None]


class Commanded(Fixture):
    """Needs ``keys``: without its own key it could tell no command from a forged one."""

    def __init__(self, device: str, *, keys: DeviceKeys, **fitting: Any) -> None:
        self._clock_heard_at: Millis | None = None
        super().__init__(device, keys=keys, **fitting)

    def obey(self, command: Command) -> Afterwards | None:
        """Do what a proved command says; what comes back is called when the fixture is no longer locked."""
        self._refuse("not_for_this_kind")
        return None

    def _listen(self) -> None:
        super()._listen()
        self._wire.subscribe(topics.command(self.site, self.device), self._hear_command)
        self._wire.subscribe(topics.site_clock(self.site), self._hear_clock)

    def _hear_clock(self, delivery: Delivery) -> None:
        with self._lock:
            if self.opener is None or not self._hears(delivery):
                return
            try:
                self.opener.hear_clock(delivery.payload)
            except Void as void:
                self._refuse(f"clock_{void.code}")
                return
            self._clock_heard_at = self.clock.now()

    def _hear_command(self, delivery: Delivery) -> None:
        if not (self.powered and self.plugged):
            return
        with self._lock:
            command = self._proved(delivery)
            afterwards = None if command is None else self.obey(command)
        if afterwards is not None:
            afterwards()

    def _proved(self, delivery: Delivery) -> Command | None:
        if self.opener is None:
            return None
        self.heard += 1
        try:
            return self.opener.open(delivery.payload, retained=delivery.retained)
        except Void as void:
            self._refuse(void.code)
            return None

    # ------------------------------------------------------------------------------------------------- plug and power

    def _line_changed(self, up: bool) -> None:
        self._clock_heard_at = None
        super()._line_changed(up)

    def unplug(self) -> None:
        """The cable is pulled: it hears neither clock nor commands."""
        self._clock_heard_at = None
        super().unplug()

    def power_off(self) -> None:
        """Without power it knows no time."""
        with self._lock:
            self._clock_heard_at = None
            super().power_off()
