"""What the engine stands on while it judges: the plan of the day and the rules, both in memory.

The tables stay the truth; an import of a site or a change of rules gives the engine a new ground.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from venue.core.clock import Millis, day_of
from venue.rules.rule_book import RuleBook, RuleLibrary, in_force
from venue.site.plan import OUTSIDE, AccessPoint, SiteFile


@dataclass
class Ground:
    """A whole site with its periods and a whole library of rules; asked for a day or an instant, gives what holds then."""

    site: SiteFile
    rules: RuleLibrary
    _plans: dict[str, SiteFile] = field(default_factory=dict)
    _book: RuleBook | None = None

    def renew(self, site: SiteFile) -> None:
        """The site is another now: what was kept of the old one is forgotten."""
        self.site = site
        self._plans = {}

    def plan(self, at: Millis) -> SiteFile:
        """The plan of the day of an instant."""
        day = day_of(at)
        if day not in self._plans:
            self._plans = {day: self.site.on(day)}
        return self._plans[day]

    def book(self, at: Millis) -> RuleBook:
        """The rule book in force at an instant."""
        known = self._book
        if known is None or at < known.starts or (known.ends is not None and at >= known.ends):
            known = self._book = in_force(self.rules, at)
        return known

    def door(self, code: str, at: Millis) -> AccessPoint | None:
        """The access point of that code on the day, ``None`` when there is none."""
        return self.plan(at).access_point.get(code)

    def zone(self, room: str, at: Millis) -> str:
        """The zone of a room on the day; ``OUT`` outside, empty for a room nobody knows."""
        if room == OUTSIDE:
            return OUTSIDE
        known = self.plan(at).room.get(room)
        return "" if known is None else known.zone

    def room_of_device(self, device: str, at: Millis) -> str:
        """The room in which a device stands (of a door's device: the room it leads into); empty when not registered."""
        known = self.plan(at).device.get(device)
        return "" if known is None else self.plan(at).place_of(known)
