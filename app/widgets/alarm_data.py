"""Alarms as frozen facts, in the words of ISA-18.2."""

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.widgets.words import hour_minute

# States of the ISA-18.2 cycle that a list shows. The first two call for somebody.
STATES = {
    "active": QT_TRANSLATE_NOOP("alarms", "未确认"),
    "cleared": QT_TRANSLATE_NOOP("alarms", "已恢复，未确认"),
    "acknowledged": QT_TRANSLATE_NOOP("alarms", "已确认"),
    "shelved": QT_TRANSLATE_NOOP("alarms", "已搁置"),
    "out_of_service": QT_TRANSLATE_NOOP("alarms", "停用"),
    "closed": QT_TRANSLATE_NOOP("alarms", "已结束"),
}
CALLING = ("active", "cleared")
_ORDER = {"active": 0, "cleared": 1, "acknowledged": 2, "shelved": 3, "out_of_service": 4, "closed": 5}


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """One alarm condition: id, priority 1 to 4, begin (ms), place, what happened, state, who and until when (ms).

    `children` counts the alarms that have the same cause and are grouped under this one.
    """

    id: str
    priority: int
    at: int
    place: str
    text: str
    state: str = "active"
    who: str = ""
    until: int | None = None
    children: int = 0

    @property
    def calling(self) -> bool:
        """Whether nobody has acknowledged it yet."""
        return self.state in CALLING


def state_words(alarm: AlarmRow) -> str:
    """State with who did it and until when: 已确认 · 李敏, 已搁置至 10:30 · 李敏."""
    words = QCoreApplication.translate("alarms", STATES[alarm.state]) if alarm.state in STATES else alarm.state
    if alarm.state == "shelved" and alarm.until is not None:
        words += QCoreApplication.translate("alarms", "至 {time}").format(time=hour_minute(alarm.until))
    return f"{words} · {alarm.who}" if alarm.who else words


def event_words(alarm: AlarmRow) -> str:
    """What happened, with the number of alarms of the same cause."""
    if not alarm.children:
        return alarm.text
    more = QCoreApplication.translate("alarms", "另 {count} 条同源").format(count=alarm.children)
    return f"{alarm.text}（{more}）"


def in_order(alarms: tuple[AlarmRow, ...]) -> tuple[AlarmRow, ...]:
    """Those that call for somebody first, then by priority, then the newest first."""
    return tuple(sorted(alarms, key=lambda a: (not a.calling, _ORDER.get(a.state, 9), a.priority, -a.at, a.id)))


def calling_counts(alarms: tuple[AlarmRow, ...]) -> dict[int, int]:
    """Number of alarms by priority that nobody has acknowledged."""
    return {priority: sum(a.calling and a.priority == priority for a in alarms) for priority in (1, 2, 3, 4)}
