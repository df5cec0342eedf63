"""The alarms that call for somebody, as every page shows them; looked at for the bar even while nobody is signed in."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from app.control_room.page import EVERYTHING, LOOK_MS
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.alarm_data import AlarmRow
from venue.core.clock import MINUTE
from venue.core.database import Reading
from venue.core.messages import Changed, Notice
from venue.core.work import Principal
from venue.monitoring import alarms
from venue.monitoring.alarms import Alarm, AlarmChanged

translate = QCoreApplication.translate
RATE_OVER = 10 * MINUTE
FLOOD = 10  # EEMUA 191: ten alarms in ten minutes are more than a person can answer


@dataclass(frozen=True)
class Calling:
    """What asks for somebody now, and how many alarms came in the last ten minutes."""

    alarms: tuple[Alarm, ...] = ()
    rate: int = 0


class OpenAlarms(QObject):
    """The open alarms of the site, at most five looks a second."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._awaited = False
        self.calling = Calling()
        self._soon = QTimer(self, interval=LOOK_MS, singleShot=True)
        self._soon.timeout.connect(self.look)
        desk.noticed.connect(self._hear)
        desk.ground_changed.connect(self.look)

    def look(self) -> None:
        """Take a fresh picture."""
        if self._awaited:
            self._soon.start()
        elif self._desk.tasks.attached:
            self._awaited = True
            now = self._desk.now()
            self._desk.look_at(
                lambda read, viewer: read_calling(read, viewer, now),
                while_alive(self, self._take),
                while_alive(self, self._fell),
            )

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(_minded(notice) for notice in notices) and not self._soon.isActive():
            self._soon.start()

    def _take(self, calling: Calling) -> None:
        self._awaited = False
        self.calling = calling
        self.changed.emit()

    def _fell(self, fault: Exception) -> None:
        self._awaited = False
        self._desk.tasks.failed.emit(fault)


def _minded(notice: Notice) -> bool:
    return isinstance(notice, AlarmChanged) or (isinstance(notice, Changed) and notice.noun == EVERYTHING)


def read_calling(read: Reading, viewer: Principal, now: int) -> Calling:
    """Open alarms and the rate of the last ten minutes, in one picture."""
    recent = alarms.alarms_between(read, viewer, since=now - RATE_OVER, until=now)
    return Calling(alarms.open_alarms(read, viewer, now=now), len(recent))


def alarm_row(alarm: Alarm, desk: Desk) -> AlarmRow:
    """One alarm as the lists show it; its id is the alarm's number."""
    until = alarm.shelved_until
    return AlarmRow(
        id=str(alarm.number),
        priority=alarm.priority,
        at=alarm.again_at,
        place=place_words(alarm, desk),
        text=alarm_words(alarm, desk),
        state=state_of(alarm, desk.now()),
        who=alarm.shelved_by if until is not None and until > desk.now() else alarm.acknowledged_by,
        until=until,
    )


def hidden_row(alarm: Alarm, desk: Desk) -> AlarmRow:
    """One alarm for a desk at which nobody is signed in: how urgent and since when, not what and where."""
    words = translate("alarms", "登录后查看")
    return AlarmRow(str(alarm.number), alarm.priority, alarm.again_at, "", words, state_of(alarm, desk.now()))


def state_of(alarm: Alarm, now: int) -> str:
    """The state of an alarm in the list. What happened and is over at once (an event) has nothing to recover from."""
    if alarm.shelved_until is not None and alarm.shelved_until > now:
        return "shelved"
    if alarm.acknowledged_at is not None:
        return "acknowledged" if alarm.active else "closed"
    event = alarm.cleared_at == alarm.raised_at
    return "active" if alarm.active or event else "cleared"


def alarm_words(alarm: Alarm, desk: Desk) -> str:
    """What happened, with the codes of whom and what it is about."""
    about = [code for code in (alarm.subject, alarm.project, _known_device(alarm, desk)) if code]
    words = desk.say(f"alarm.{alarm.kind}", alarm.args)
    return " · ".join((words, *about))


def _known_device(alarm: Alarm, desk: Desk) -> str:
    """The device or door that the alarm names; empty when the name is something else, such as a round."""
    plan = None if desk.ground is None else desk.ground.plan(desk.now())
    known = plan is None or alarm.device in plan.device or alarm.device in plan.access_point
    return alarm.device if known else ""


def place_words(alarm: Alarm, desk: Desk) -> str:
    """The room, else the door or device, by the name in the plan of the day."""
    if desk.ground is None:
        return alarm.room or alarm.device
    plan = desk.ground.plan(desk.now())
    device = plan.device.get(alarm.device)
    room = alarm.room or ("" if device is None or device.door else device.room)
    door = alarm.device if device is None else device.door
    known = plan.room.get(room) or plan.access_point.get(door)
    return (alarm.room or alarm.device) if known is None else str(getattr(known.name, desk.language))


def rate_words(rate: int) -> str:
    """The rate of alarms about ourselves (EEMUA 191), empty for none."""
    if rate >= FLOOD:
        return translate("alarms", "10 分钟内 {count} 条：报警过多").format(count=rate)
    return translate("alarms", "10 分钟内 {count} 条").format(count=rate) if rate else ""
