"""What the overview looks at: who is where, doors, claims, projects, alarms, the day; apart from it the devices."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from app.control_room.window_alarms import Calling, read_calling
from venue.access import door_states, presence
from venue.access.door_states import DoorState
from venue.access.presence import Present
from venue.conduct import patrol_views
from venue.conduct.patrol_views import DayPlan
from venue.core.clock import Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.work import Principal
from venue.monitoring import health, measurements
from venue.monitoring.health import Health
from venue.monitoring.measurements import PointValue
from venue.projects import projects
from venue.projects.projects import Project
from venue.schedule import bookings
from venue.schedule.bookings import Claim
from venue.site.ground import Ground


@dataclass(frozen=True)
class Scene:
    """The site at an instant, but for its devices. ``holding``: claims that hold their rooms now, with their project's phase."""

    at: Millis
    present: Mapping[str, Present] = field(default_factory=dict)
    doors: Mapping[str, DoorState] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    holding: tuple[tuple[Claim, str], ...] = ()
    projects: Mapping[str, Project] = field(default_factory=dict)
    calling: Calling = field(default_factory=Calling)
    passages: int = 0
    patrols: DayPlan | None = None


@dataclass(frozen=True)
class Equipment:
    """The last word of every device and the newest value of every point."""

    heard: Mapping[str, Health] = field(default_factory=dict)
    values: Mapping[str, PointValue] = field(default_factory=dict)


def read_scene(read: Reading, viewer: Principal, ground: Ground, now: Millis) -> Scene:
    """Look at everything at once, in one consistent picture."""
    day = day_of(now)
    rooms = tuple(room.code for room in ground.plan(now).rooms)
    return Scene(
        at=now,
        present={one.subject: one for one in presence.occupancy(read, viewer)},
        doors=door_states.states(read, viewer),
        claims=tuple(one for one in bookings.claims_on(read, viewer, day=day) if one.kind == "room"),
        holding=bookings.holders(read, viewer.site, rooms, now),
        projects={one.code: one for one in projects.all_projects(read, viewer)},
        calling=read_calling(read, viewer, now),
        passages=presence.passage_count(read, viewer, since=at_local(day), until=now),
        patrols=patrol_views.plan_of(read, viewer, day=day, now=now),
    )


def read_equipment(read: Reading, viewer: Principal) -> Equipment:
    """Look at the devices and their points."""
    return Equipment(health.health(read, viewer), measurements.latest(read, viewer))
