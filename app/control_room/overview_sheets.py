"""The sheets beside the plan: all about a room, a door or a project, each fact leading on to what it is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.control_room.devices_lines import DeviceLine
from app.control_room.devices_words import SHORT_STATES, age_words, moment_words, named, reading_words
from app.control_room.overview_read import Equipment, Scene
from app.control_room.overview_state import by_room, door_state, phase_of, project_words
from app.control_room.page_sheet import Line, Section, Sheet
from app.control_room.people_words import outcome_words, sentence
from app.widgets.words import DEVICE_KINDS, DOORS, PHASES, ROLES, hour_minute, word
from venue.access import admissions
from venue.access.admissions import Admission
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.projects import phases
from venue.projects.phases import PhaseChange
from venue.schedule import bookings
from venue.schedule.bookings import Claim
from venue.site.ground import Ground
from venue.site.plan import OUTSIDE, SiteFile

translate = QCoreApplication.translate
NEWEST = 12
LISTED = 30  # people named one by one in a sheet; a hall may hold hundreds


@dataclass(frozen=True)
class View:
    """What a sheet is made from: the scene, the devices as judged, the ground, the language."""

    scene: Scene
    equipment: Equipment
    devices: Mapping[str, DeviceLine]
    ground: Ground
    language: str
    now: Millis

    @property
    def plan(self) -> SiteFile:
        """The plan of the day."""
        return self.ground.plan(self.now)

    def room_name(self, code: str) -> str:
        """The name of a room; the open air has none in the plan."""
        if code == OUTSIDE:
            return translate("overview", "室外")
        known = self.plan.room.get(code)
        return code if known is None else str(getattr(known.name, self.language))

    def door_name(self, code: str) -> str:
        """The name of a door."""
        known = self.plan.access_point.get(code)
        return code if known is None else str(getattr(known.name, self.language))


# ------------------------------------------------------------------------------------------------------------------- room


def room_sheet(code: str, view: View) -> Sheet:
    """A room: what goes on, who is inside, its doors and devices, what it is booked for today."""
    room = view.plan.room[code]
    inside = by_room(view.scene).get(code, [])
    phase, _ = phase_of(room, view.scene, occupied=bool(inside))
    note = f"{code} · {room.zone} · {word(PHASES, phase)}"
    return Sheet(
        view.room_name(code),
        note,
        (
            _alarms_of_room(code, view),
            _projects_of_room(code, view),
            _people_of_room(code, view),
            _devices_of_room(code, view),
            _doors_of_room(code, view),
            _bookings_of_room(code, view),
        ),
    )


def _alarms_of_room(code: str, view: View) -> Section:
    from venue.core.wording import say

    here = [one for one in view.scene.calling.alarms if one.room == code]
    lines = tuple(
        Line(hour_minute(one.again_at), say(f"alarm.{one.kind}", one.args, view.language), ("alarm", str(one.number)))
        for one in here
    )
    return Section(translate("overview", "报警"), lines, translate("overview", "没有报警"))


def _projects_of_room(code: str, view: View) -> Section:
    lines: list[Line] = []
    for claim, phase in view.scene.holding:
        if claim.resource == code:
            until = translate("overview", "{phase}，预约至 {time}").format(
                phase=word(PHASES, phase), time=hour_minute(claim.until_at)
            )
            lines.append(Line(until, project_words(claim.project, view.scene), ("project", claim.project)))
    return Section(translate("overview", "当前项目"), tuple(lines), translate("overview", "此刻没有项目占用"))


def _people_of_room(code: str, view: View) -> Section:
    inside = sorted(by_room(view.scene).get(code, []), key=lambda one: (one.role, one.subject))
    lines = [
        Line(word(ROLES, one.role), f"{one.subject}  {hour_minute(one.since)}", ("person", one.subject))
        for one in inside[:LISTED]
    ]
    if len(inside) > LISTED:
        lines.append(Line("", translate("overview", "另有 {count} 人").format(count=len(inside) - LISTED)))
    title = translate("overview", "在场人员 {count}").format(count=len(inside))
    return Section(title, tuple(lines), translate("overview", "没有人员在场记录"))


def _devices_of_room(code: str, view: View) -> Section:
    mine = [
        line for line in view.devices.values() if line.room == code and line.device.kind not in ("door", "terminal")
    ]
    order = {"fault": 0, "unknown": 1, "abnormal": 2, "ok": 3}
    lines = tuple(
        Line(f"{word(DEVICE_KINDS, one.device.kind)} {one.code}", _device_words(one, view.now), ("device", one.code))
        for one in sorted(mine, key=lambda one: (order[one.state], one.code))
    )
    return Section(translate("overview", "设备与测点"), lines, translate("overview", "没有设备"))


def _device_words(line: DeviceLine, now: Millis) -> str:
    state = named(SHORT_STATES, line.state)
    if line.state == "unknown" and line.health is not None:
        state += translate("overview", "，末次 {age}前").format(age=age_words(line.health.age(now)))
    values = reading_words(line, now) if line.points else ""
    return " · ".join(part for part in (state, values) if part)


def _doors_of_room(code: str, view: View) -> Section:
    lines = tuple(
        Line(
            word(DOORS, door_state(door, view.scene, view.equipment, view.plan, now=view.now)),
            view.door_name(door.code),
            ("door", door.code),
        )
        for door in view.plan.doors_of.get(code, ())
    )
    return Section(translate("overview", "门"), lines, translate("overview", "没有门"))


def _bookings_of_room(code: str, view: View) -> Section:
    mine = sorted((one for one in view.scene.claims if one.resource == code), key=lambda one: one.from_at)
    lines = tuple(Line(_times(one), project_words(one.project, view.scene), ("project", one.project)) for one in mine)
    return Section(translate("overview", "今日预约"), lines, translate("overview", "今日没有预约"))


def _times(claim: Claim) -> str:
    return f"{hour_minute(claim.from_at)}–{hour_minute(claim.until_at)}"


# ------------------------------------------------------------------------------------------------------------------- door


def read_door(read: Reading, viewer: Principal, code: str) -> tuple[Admission, ...]:
    """The newest judgements at a door."""
    return admissions.feed(read, viewer, access_point=code, limit=NEWEST)


def door_sheet(code: str, view: View, judged: tuple[Admission, ...]) -> Sheet:
    """A door: its state, between which rooms, and who asked for it last with what answer."""
    door = view.plan.access_point[code]
    state = door_state(door, view.scene, view.equipment, view.plan, now=view.now)
    known = view.scene.doors.get(code)
    since = (
        "" if known is None else translate("overview", "，{time} 起").format(time=moment_words(known.since, view.now))
    )
    facts = (
        Line(
            translate("overview", "状态"),
            word(DOORS, state) + since,
            tone="abnormal" if state in ("forced", "held") else "plain",
        ),
        Line(translate("overview", "外侧"), view.room_name(door.from_room), _room_link(door.from_room)),
        Line(translate("overview", "内侧"), view.room_name(door.to_room), _room_link(door.to_room)),
        *(Line(translate("overview", "终端"), one, ("device", one)) for one in (door.terminal,) if one),
    )
    return Sheet(view.door_name(code), code, (Section("", facts), _judgements(judged, view)))


def _room_link(code: str) -> tuple[str, str] | None:
    return None if code == OUTSIDE else ("room", code)


def _judgements(judged: tuple[Admission, ...], view: View) -> Section:
    lines: list[Line] = []
    for one in judged:
        who = one.subject or translate("overview", "身份不明")
        words = f"{outcome_words(one.outcome)} {who} {word(ROLES, one.role) if one.role else ''}".strip()
        lines.append(Line(moment_words(one.at, view.now), words, ("admission", str(one.number))))
        if one.outcome != "allow":
            lines.append(Line("", sentence(one, view.ground, view.language), tone="small"))
    return Section(translate("overview", "最近判定"), tuple(lines), translate("overview", "没有判定记录"))


# ---------------------------------------------------------------------------------------------------------------- project


def read_project(read: Reading, viewer: Principal, code: str) -> tuple[tuple[Claim, ...], tuple[PhaseChange, ...]]:
    """What a project claims, and how it came to its phase."""
    return bookings.project_claims(read, viewer, project=code), phases.phases_of(read, viewer, project=code)


def project_sheet(code: str, view: View, known: tuple[tuple[Claim, ...], tuple[PhaseChange, ...]] | None) -> Sheet:
    """A project: phase, method, agency, rooms, people of it inside, and its phases so far."""
    project = view.scene.projects[code]
    claims, log = known or ((), ())
    since = moment_words(project.phase_since, view.now)
    facts = [
        Line(
            translate("overview", "阶段"),
            translate("overview", "{phase}，{time} 起").format(phase=word(PHASES, project.phase), time=since),
        ),
        Line(
            translate("overview", "方式"),
            method_words(project.method, project.open_at or project.reserved_at, view.language),
        ),
        Line(translate("overview", "代理机构"), project.agency or "—"),
    ]
    if project.irregular:
        facts.insert(
            1, Line(translate("overview", "违规"), translate("overview", "开始时代理机构人员未清场"), tone="abnormal")
        )
    sections = (
        Section("", tuple(facts)),
        _rooms_of_project(claims, view),
        _people_of_project(code, view),
        _phase_log(log, view),
    )
    return Sheet(project.title or translate("overview", "项目名称未公开"), code, sections)


def method_words(code: str, at: Millis, language: str) -> str:
    """The name of a method as it held at an instant; its code when it has none."""
    from venue.projects.methods import method_of

    try:
        method = method_of(code, at)
    except (KeyError, LookupError, ValueError):
        return code
    return method.zh if language == "zh" else method.en


def _rooms_of_project(claims: tuple[Claim, ...], view: View) -> Section:
    lines = tuple(
        Line(_times(one), view.room_name(one.resource), ("room", one.resource))
        for one in claims
        if one.kind == "room" and one.resource in view.plan.room
    )
    return Section(translate("overview", "功能室"), lines, translate("overview", "还没有排功能室"))


def _people_of_project(code: str, view: View) -> Section:
    mine = sorted(
        (one for one in view.scene.present.values() if one.project == code), key=lambda one: (one.role, one.subject)
    )
    lines = tuple(
        Line(word(ROLES, one.role), f"{one.subject}  {view.room_name(one.room)}", ("person", one.subject))
        for one in mine[:LISTED]
    )
    title = translate("overview", "在场人员 {count}").format(count=len(mine))
    return Section(title, lines, translate("overview", "没有人员在场记录"))


def _phase_log(log: tuple[PhaseChange, ...], view: View) -> Section:
    sources = {"trading": translate("overview", "交易系统"), "operator": translate("overview", "调度员")}
    lines = tuple(
        Line(
            moment_words(one.at, view.now),
            f"{word(PHASES, one.to_phase)} · {sources.get(one.source, one.source)} {one.reason}".strip(),
        )
        for one in reversed(log)
    )
    return Section(translate("overview", "阶段记录"), lines, translate("overview", "尚无阶段记录"))
