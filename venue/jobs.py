"""What runs by the clock. A tick only says what time it is; what is due is computed from tables, so nothing is missed.

Each job tells when it is due next. It runs again at that instant, or as soon as something happened that concerns it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from venue.access import agency_watch, basis_watch
from venue.conduct import patrol_watch
from venue.core.clock import Millis
from venue.core.messages import Message
from venue.core.work import Work
from venue.monitoring import watch
from venue.monitoring.health import HealthBook, is_silent
from venue.operations import readiness, replanning, signs
from venue.people import face_templates, sessions
from venue.schedule import blocks, draws, holds, waiting
from venue.site.ground import Ground
from venue.site.plan import SiteFile


@dataclass(frozen=True)
class Job:
    """One thing done by the clock: ``does`` what is due now and tells when it is due next (``None``: until stirred)."""

    name: str
    does: Callable[[Work, Ground, HealthBook], Millis | None]
    stirred_by: tuple[str, ...] = ()


@dataclass
class Timetable:
    """When each job is due next, as far as the engine knows; forgotten with a lost transaction."""

    known: dict[str, Millis | None] = field(default_factory=dict)
    site: SiteFile | None = None

    @property
    def next_due(self) -> Millis | None:
        """The earliest instant at which any job is due."""
        return min((at for at in self.known.values() if at is not None), default=None)

    def forget(self) -> None:
        """Ask every job again."""
        self.known.clear()

    def stand_on(self, ground: Ground) -> None:
        """On a new plan of the site every job is asked again: limits and places may have changed."""
        if self.site is not ground.site:
            self.site = ground.site
            self.forget()

    def stir(self, told: Sequence[Message]) -> None:
        """Something happened: the jobs it concerns run at the next tick."""
        names = {name for message in told for name in _names(message)}
        for job in JOBS:
            if names.intersection(job.stirred_by):
                self.known.pop(job.name, None)

    def is_due(self, job: Job, now: Millis) -> bool:
        """Whether a job must run now: never asked, stirred, or its instant has come."""
        if job.name not in self.known:
            return True
        at = self.known[job.name]
        return at is not None and at <= now


def _names(message: Message) -> tuple[str, ...]:
    """What a job may be stirred by: the kind of a notice, its noun, and the kind with the role of whom it is about."""
    kind = type(message).__name__
    return kind, getattr(message, "noun", ""), f"{kind}.{getattr(message, 'role', '')}"


def silent_devices(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Devices silent beyond their own limit become unknown, and are welcomed back when they speak (R-04.3)."""
    heard = health.heard_at(work)
    devices = [device for device in ground.plan(work.now).devices if device.code in heard]
    for device in devices:
        silent = is_silent(heard[device.code], now=work.now, limit=device.silent_after_ms)
        if silent and device.code not in health.silent:
            watch.fell_silent(work, device.code, room=device.room, heard_at=heard[device.code])
            health.silent.add(device.code)
        elif not silent and device.code in health.silent:
            watch.heard_again(work, device.code, room=device.room)
            health.silent.discard(device.code)
    speaking = (
        heard[device.code] + device.silent_after_ms + 1 for device in devices if device.code not in health.silent
    )
    return min(speaking, default=None)


AGENCY_MOVED = tuple(f"PersonMoved.{role}" for role in agency_watch.AGENCY_ROLES)

JOBS: tuple[Job, ...] = (
    Job("silent_devices", silent_devices, ("silence",)),
    Job("agency_exit", agency_watch.due, ("PhaseAdvanced", "need", *AGENCY_MOVED)),
    Job(
        "basis",
        basis_watch.due,
        ("PhaseAdvanced", "agreement", "person", "need", "permit"),
    ),
    Job("basis_moved", basis_watch.moved, ("PersonMoved",)),
    Job("patrols", patrol_watch.due, ("patrol",)),
    Job("rooms", readiness.due, ("claim", "finding", "room_order", "room_check", "PhaseAdvanced")),
    Job("signs", signs.due, ("claim", "project", "PhaseAdvanced", "silence")),
    Job("draws", draws.due, ("draw",)),
    Job("holds", holds.due, ("hold", "claim")),
    Job("blocks", blocks.due, ("permit",)),
    Job("waiting", waiting.due, ("claim_freed", "waiting")),
    Job("sessions", sessions.due, ("session",)),
    Job("faces", face_templates.due, ("face_template",)),
    Job("replanning", replanning.due, ("PhaseAdvanced", "claim", "block", "project")),
)


def due(work: Work, ground: Ground, health: HealthBook, timetable: Timetable) -> None:
    """Do whatever is due now."""
    timetable.stand_on(ground)
    for job in JOBS:
        if timetable.is_due(job, work.now):
            timetable.known[job.name] = job.does(work, ground, health)
