"""The words and looks of rounds and checkpoints in the lists of the patrols page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.control_room.patrols_picture import PointState, RoundLine
from app.desk import Desk
from app.widgets.record_table import Tone
from app.widgets.words import hour_minute

OWN_REASONS = ("overdue", "not_begun")
"""Reasons that the clock gives; all others are words of a person."""

POINT_MARKS = {"visited": "check", "open": "circle-dashed", "missed": "circle-alert", "planned": "circle-dashed"}


def said(text: str) -> str:
    """A text of this module in the language of the desk."""
    return QCoreApplication.translate("patrols", text)


def round_name(line: RoundLine) -> str:
    """第 2 轮 10:40, 加巡 7 号, 补查 8 号."""
    if line.window is not None:
        words = said(QT_TRANSLATE_NOOP("patrols", "第 {number} 轮 {due}"))
        return words.format(number=line.window.number, due=hour_minute(line.window.due_at))
    whole, some = QT_TRANSLATE_NOOP("patrols", "加巡 {number} 号"), QT_TRANSLATE_NOOP("patrols", "补查 {number} 号")
    return said(whole if line.walked.whole else some).format(number=line.walked.number)


def window_words(line: RoundLine) -> str:
    """When a planned round may begin; when an extra one was begun."""
    window = line.window
    if window is None:
        begun = line.walked.begun_at
        return "" if begun is None else hour_minute(begun)
    return f"{hour_minute(window.from_at)}–{hour_minute(window.to_at)}"


def progress_words(line: RoundLine) -> str:
    """Visited of asked checkpoints; nothing before the round begins."""
    return f"{line.walked.visited} / {line.total}" if line.walked else ""


def round_note(desk: Desk, line: RoundLine | None, states: Sequence[PointState]) -> str:
    """What is to be said of a round beside its name."""
    if line is None:
        return ""
    if line.walked is None:
        return said(QT_TRANSLATE_NOOP("patrols", "{count} 个巡查点，尚未开始")).format(count=len(states))
    left = [one for one in states if one.state in ("open", "missed")]
    if line.state == "open":
        words = said(QT_TRANSLATE_NOOP("patrols", "还有 {count} 个，{close} 前结束"))
        return words.format(count=len(left), close=hour_minute(line.walked.closes_at))
    if not left:
        return said(QT_TRANSLATE_NOOP("patrols", "全部查到"))
    why = line.walked.why
    reason = desk.say(f"patrol.why.{why}") if why in OWN_REASONS else why
    return said(QT_TRANSLATE_NOOP("patrols", "漏查 {count} 个：{why}")).format(count=len(left), why=reason)


def round_tone(line: RoundLine) -> Tone:
    """Bold what calls for somebody, quiet what lies ahead."""
    return Tone(bold=line.state in ("due", "open", "incomplete"), muted=line.state == "ahead")


def point_tone(one: PointState) -> Tone:
    """The mark of a checkpoint's state."""
    return Tone(icon=POINT_MARKS[one.state], bold=one.state == "missed")


def point_state_tone(one: PointState) -> Tone:
    """Bold what was missed, quiet what is still to come."""
    return Tone(bold=one.state == "missed", muted=one.state in ("open", "planned"))
