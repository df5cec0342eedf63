"""From what the overview has looked at to what it paints: rooms by phase, doors, devices, people, figures. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.control_room.devices_lines import DeviceLine, line_of
from app.control_room.overview_read import Equipment, Scene
from app.widgets.plan_data import AlarmMark, DeviceState, DoorState, PersonMark, PlanState, RoomState
from app.widgets.words import hour_minute, look_of
from venue.access.presence import Present
from venue.core.clock import Millis
from venue.core.wording import say
from venue.monitoring.alarms import Alarm
from venue.monitoring.health import is_silent
from venue.schedule.bookings import AT_WORK, Claim
from venue.site.plan import AccessPoint, Point, Room, SiteFile

translate = QCoreApplication.translate
MAIN_PURPOSES = ("opening", "evaluation", "auction", "negotiation", "clarification")
SESSIONS = ("opening", "evaluation", "auction", "negotiation")
DOOR_WORDS = {
    "opened": "open",
    "closed": "closed",
    "locked": "closed",
    "unlocked": "closed",
    "exit_button": "closed",
    "forced": "forced",
    "held": "held",
}
"""What a door said last, as the plan draws it; anything else is unknown."""


@dataclass(frozen=True)
class Figures:
    """The figures of the day; ``None`` where nobody knows."""

    persons: int
    rooms_in_use: int
    rooms: int
    sessions: int
    passages: int
    patrols_left: int | None
    patrols_due: int
    alarms: int
    top: int


@dataclass(frozen=True)
class Overview:
    """Everything the page paints at an instant."""

    plan: PlanState
    figures: Figures
    devices: Mapping[str, DeviceLine]


def compose(
    scene: Scene, equipment: Equipment, plan: SiteFile, *, devices: Mapping[str, DeviceLine], now: Millis, language: str
) -> Overview:
    """The picture of an instant, with ``devices`` as :func:`device_lines` has judged them; doors age with ``now``."""
    inside = by_room(scene)
    states = tuple(
        room_state(room, scene, inside, devices=devices, plan=plan, language=language) for room in plan.rooms
    )
    painted = PlanState(
        as_of=scene.at,
        rooms=states,
        doors=tuple(
            DoorState(door.code, door_state(door, scene, equipment, plan, now=now)) for door in plan.access_points
        ),
        devices=tuple(DeviceState(code, line.state) for code, line in devices.items()),
        people=people_marks(scene.present, plan),
    )
    return Overview(painted, figures(scene, states, plan), devices)


# ------------------------------------------------------------------------------------------------------------------ rooms


def by_room(scene: Scene) -> Mapping[str, list[Present]]:
    """Everybody inside, by room."""
    found: dict[str, list[Present]] = {}
    for one in scene.present.values():
        found.setdefault(one.room, []).append(one)
    return found


def room_state(
    room: Room,
    scene: Scene,
    inside: Mapping[str, list[Present]],
    *,
    devices: Mapping[str, DeviceLine],
    plan: SiteFile,
    language: str,
) -> RoomState:
    """One room: what is done in it now, for which project, how many are inside, its most urgent alarm."""
    here = len(inside.get(room.code, ()))
    phase, caption = phase_of(room, scene, occupied=here > 0)
    counted = None if blind_door(room, devices, plan) else here
    return RoomState(room.code, phase, caption, counted, alarm_mark(scene.calling.alarms, room.code, language))


def phase_of(room: Room, scene: Scene, *, occupied: bool) -> tuple[str, str]:
    """Phase code and line under the name. A room that is held is as far as its project; else used, booked later, or idle."""
    held = [(claim, phase) for claim, phase in scene.holding if claim.resource == room.code]
    if held:
        return _held(held, scene)
    if room.use == "passage":
        return "idle", ""
    upcoming = next((one for one in scene.claims if one.resource == room.code and one.from_at > scene.at), None)
    caption = "" if upcoming is None else f"{hour_minute(upcoming.from_at)} {project_words(upcoming.project, scene)}"
    if occupied:
        return "in_use", caption
    return ("scheduled", caption) if upcoming else ("idle", "")


def _held(held: list[tuple[Claim, str]], scene: Scene) -> tuple[str, str]:
    working = [(claim, phase) for claim, phase in held if phase in AT_WORK.get(claim.purpose, ())]
    claim, phase = (working or held)[0]
    if len({one.project for one, _ in held}) > 1:
        caption = translate("overview", "{count} 个项目").format(count=len(held))
    else:
        caption = project_words(claim.project, scene)
    if not working:
        return ("prepare" if scene.at >= claim.busy_from else "scheduled"), caption
    return (phase if claim.purpose in MAIN_PURPOSES else "in_use"), caption


def project_words(code: str, scene: Scene) -> str:
    """Code and title of a project; the code alone while the title is sealed."""
    known = scene.projects.get(code)
    return f"{code} {known.title}".strip() if known is not None else code


def blind_door(room: Room, devices: Mapping[str, DeviceLine], plan: SiteFile) -> bool:
    """Whether a controlled door of the room has a terminal that is not heard: then nobody can say how many are inside."""
    terminals = (door.terminal for door in plan.doors_of.get(room.code, ()) if door.controlled and door.terminal)
    return any(code in devices and devices[code].state == "unknown" for code in terminals)


def alarm_mark(alarms: tuple[Alarm, ...], room: str, language: str) -> AlarmMark | None:
    """The most urgent alarm of a room; one that nobody has acknowledged comes first."""
    here = [one for one in alarms if one.room == room]
    if not here:
        return None
    first = min(here, key=lambda one: (one.acknowledged_at is not None, one.priority, -one.again_at))
    return AlarmMark(
        first.priority, say(f"alarm.{first.kind}", first.args, language), first.acknowledged_at is not None
    )


# ---------------------------------------------------------------------------------------------- doors, devices and people


def door_state(door: AccessPoint, scene: Scene, equipment: Equipment, plan: SiteFile, *, now: Millis) -> str:
    """What the plan draws: an opening is open; a door whose contact is not heard, or that never spoke, is unknown."""
    if door.kind == "opening":
        return "open"
    known = scene.doors.get(door.code)
    speaker = plan.device.get(door.code) or plan.device.get(door.terminal)
    if known is None or speaker is None:
        return "unknown"
    heard = equipment.heard.get(speaker.code)
    silent = is_silent(None if heard is None else heard.heard_at, now=now, limit=speaker.silent_after_ms)
    return "unknown" if silent else DOOR_WORDS.get(known.state, "unknown")


def device_lines(equipment: Equipment, scene: Scene, plan: SiteFile, now: Millis) -> dict[str, DeviceLine]:
    """Every device of the plan, judged as the devices page does."""
    points: dict[str, list[Point]] = {}
    for point in plan.points:
        points.setdefault(point.device, []).append(point)
    alarms: dict[str, list[Alarm]] = {}
    for alarm in scene.calling.alarms:
        alarms.setdefault(alarm.device, []).append(alarm)
    return {
        device.code: line_of(
            device,
            room=plan.place_of(device),
            heard=equipment.heard.get(device.code),
            points=tuple((one, equipment.values.get(one.code)) for one in points.get(device.code, ())),
            alarms=tuple(alarms.get(device.code, ())),
            now=now,
        )
        for device in plan.devices
    }


def people_marks(present: Mapping[str, Present], plan: SiteFile) -> tuple[PersonMark, ...]:
    """Everybody inside as a dot with a code; on a common floor (no room) in a passage of the zone."""
    passages = {room.zone: room.code for room in plan.rooms if room.use == "passage"}
    return tuple(
        PersonMark(one.subject, one.role, one.room or passages.get(one.zone, ""), label=one.subject)
        for one in present.values()
    )


# ---------------------------------------------------------------------------------------------------------------- figures


def figures(scene: Scene, states: tuple[RoomState, ...], plan: SiteFile) -> Figures:
    """The figures of the day over the plan."""
    functional = {room.code for room in plan.rooms if room.use == "function"}
    busy = sum(state.code in functional and look_of(state.phase) in ("busy", "paused") for state in states)
    unseen = [one.priority for one in scene.calling.alarms if one.acknowledged_at is None]
    rounds = () if scene.patrols is None else scene.patrols.rounds
    return Figures(
        persons=len(scene.present),
        rooms_in_use=busy,
        rooms=len(functional),
        sessions=len({(one.project, one.purpose) for one in scene.claims if one.purpose in SESSIONS}),
        passages=scene.passages,
        patrols_left=None if scene.patrols is None else sum(one.state in ("ahead", "due", "open") for one in rounds),
        patrols_due=sum(one.state == "due" for one in rounds),
        alarms=len(unseen),
        top=min(unseen, default=0),
    )
