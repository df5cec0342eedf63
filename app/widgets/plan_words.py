"""What the floor plan says in words: tooltips and descriptions for screen readers."""

from PySide6.QtCore import QCoreApplication

from app.widgets.plan_data import AlarmMark, DevicePoint, DoorShape, PersonMark, RoomState
from app.widgets.plan_rooms import RoomPicture
from app.widgets.words import DEVICES, DOORS, GROUPS, PHASES, ROLES, group_of, priority_word, word


def room_lines(room: RoomPicture, people: list[PersonMark], odd: dict[str, int]) -> list[str]:
    """Name, phase, line of the project, people by group, devices that are not well (`odd`, by state), alarm."""
    head = f"{room.shape.name}（{room.shape.code} · {room.shape.zone}）"
    lines = [head, word(PHASES, room.state.phase), room.state.caption, people_line(room.state, people)]
    if odd:
        head = QCoreApplication.translate("FloorPlan", "设备")
        lines.append(f"{head}：" + "，".join(f"{word(DEVICES, state)} {count}" for state, count in odd.items()))
    if room.state.alarm is not None:
        lines.append(alarm_line(room.state.alarm))
    return [line for line in lines if line]


def people_line(state: RoomState, people: list[PersonMark]) -> str:
    """How many people are inside, by group; says so when nobody can say."""
    if state.people is None:
        return QCoreApplication.translate("FloorPlan", "人数未知")
    counts: dict[str, int] = {}
    for person in people:
        counts[group_of(person.role)] = counts.get(group_of(person.role), 0) + 1
    groups = "，".join(f"{word(GROUPS, group)} {count}" for group, count in counts.items())
    total = QCoreApplication.translate("FloorPlan", "{count} 人").format(count=state.people)
    return f"{total}（{groups}）" if groups else total


def alarm_line(alarm: AlarmMark) -> str:
    """Priority, words, and whether somebody has acknowledged."""
    yes, no = QCoreApplication.translate("FloorPlan", "已确认"), QCoreApplication.translate("FloorPlan", "未确认")
    known = yes if alarm.acknowledged else no
    head = QCoreApplication.translate("FloorPlan", "报警")
    return f"{head} {alarm.priority} {priority_word(alarm.priority)}：{alarm.text}（{known}）"


def door_lines(door: DoorShape, state: str) -> list[str]:
    """Name and state of a door."""
    return [f"{door.name or door.code}（{door.code}）", word(DOORS, state)]


def device_lines(device: DevicePoint, state: str, reading: str) -> list[str]:
    """Name, state and last reading of a device; a reading is not shown as current while the state is unknown."""
    lines = [f"{device.name or device.id}（{device.id}）", word(DEVICES, state)]
    if reading and state == "unknown":
        lines.append(
            QCoreApplication.translate("FloorPlan", "最后一次读数（时效不明）：{reading}").format(reading=reading)
        )
    elif reading:
        lines.append(reading)
    return lines


def person_lines(person: PersonMark, room: str) -> list[str]:
    """What the viewer may see of a person, and where they are."""
    return [line for line in (person.label, word(ROLES, person.role), room) if line]
