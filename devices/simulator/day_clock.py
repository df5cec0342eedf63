"""The time that the twins of a simulated day go by."""

from __future__ import annotations

from venue.core.clock import Clock, Millis


class DayClock:
    """Stands where the simulator pins it while a day is played in lockstep; follows the site's clock when it runs live."""

    def __init__(self, site: Clock) -> None:
        self._site = site
        self._pinned: Millis | None = site.now()

    def now(self) -> Millis:
        """The present instant for the twins."""
        return self._site.now() if self._pinned is None else self._pinned

    def pin(self, at: Millis) -> None:
        """Stand at an instant. An earlier one than the last is taken as that last: twins never see time return."""
        self._pinned = at if self._pinned is None else max(at, self._pinned)

    def follow(self) -> None:
        """Run with the site's clock from now on."""
        self._pinned = None
