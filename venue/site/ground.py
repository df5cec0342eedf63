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
    _groups: tuple[SiteFile, dict[str, int]] | None = None

    def renew(self, site: SiteFile) -> None:
        """The site is another now: what was kept of the old one is forgotten."""
        self.site = site
        self._plans = {}

    def plan(self, at: Millis) -> SiteFile:
        """The plan of the day of an instant."""
        day = day_of(at)
        known = self._plans.get(day)
        if known is None:
            known = self.site.on(day)
            self._plans = {day: known}
        return known

    def book(self, at: Millis) -> RuleBook:
        """The rule book in force at an instant."""
        known = self._book
        if known is None or at < known.starts or (known.ends is not None and at >= known.ends):
            known = self._book = in_force(self.rules, at)
        return known

    def door(self, code: str, at: Millis) -> AccessPoint | None:
        """The access point of that code on the day, ``None`` when there is none."""
        return self.plan(at).access_point.get(code)

    def joined(self, one: str, other: str, at: Millis) -> bool:
        """Whether a person gets from one room to another without a controlled door, so that nobody could have noticed."""
        groups = self._joined(at)
        return one == other or (one in groups and groups[one] == groups.get(other))

    def _joined(self, at: Millis) -> dict[str, int]:
        """The number of its group for each place; within a group one walks without a controlled door."""
        plan = self.plan(at)
        if self._groups is None or self._groups[0] is not plan:
            free = [(door.from_room, door.to_room) for door in plan.access_points if not door.controlled]
            free += [(link.from_room, link.to_room) for link in plan.links]
            self._groups = (plan, _grouped([OUTSIDE, *(room.code for room in plan.rooms)], free))
        return self._groups[1]

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


def _grouped(places: list[str], pairs: list[tuple[str, str]]) -> dict[str, int]:
    group = {place: number for number, place in enumerate(places)}
    for one, other in pairs:
        kept, gone = sorted((group[one], group[other]))
        for place, number in group.items():
            if number == gone:
                group[place] = kept
    return group
