"""Paints the rooms of a floor: fill by phase, pattern, name, caption, number of people, alarm frame."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF

from app import theme
from app.widgets import marks, text
from app.widgets.plan_data import RoomShape, RoomState
from app.widgets.plan_geometry import Box
from app.widgets.words import PHASES, look_of, word

WIDE = 112.0  # from this width on an alarm mark stands beside the name
FRAME = 3.0  # width of an alarm frame, pixels

# What a room of a size on the screen (label box, pixels) still says.
FULL, MEDIUM, SMALL, TINY = "full", "medium", "small", "tiny"


def detail(width: float, height: float) -> str:
    """Level of detail for a label box: FULL all lines, MEDIUM name and count, SMALL one of them, TINY only colour."""
    if width >= 74 and height >= 74:
        return FULL
    if width >= 46 and height >= 36:
        return MEDIUM
    return SMALL if width >= 22 and height >= 16 else TINY


@dataclass(frozen=True, slots=True)
class RoomPicture:
    """A room ready to be painted: shape, largest box for its words (metres), state."""

    shape: RoomShape
    box: Box
    state: RoomState


def draw_room(painter: QPainter, room: RoomPicture, outline: QPolygonF, words: QRectF) -> None:
    """Paint one room, its outline and label box in pixels, without people, doors and devices."""
    look = room_look(room)
    _fill(painter, outline, look)
    _border(painter, outline, look)
    if look == "passage":
        _passage(painter, room, words)
    else:
        _words(painter, room, words)
    if room.state.alarm is not None:
        _alarm_frame(painter, outline, room.state.alarm.priority, acknowledged=room.state.alarm.acknowledged)
        marks.draw_priority(painter, room.state.alarm.priority, alarm_box(words))


def room_look(room: RoomPicture) -> str:
    """How a room is painted: the look of its phase, or "passage" for a corridor of which nothing else is to be said."""
    look = look_of(room.state.phase)
    return "passage" if room.shape.use == "passage" and look in ("idle", "busy", "ready") else look


def _fill(painter: QPainter, outline: QPolygonF, look: str) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("room_closed" if look == "unknown" else f"room_{look}"))
    painter.drawPolygon(outline)
    pattern = {"closed": marks.hatch_brush, "unknown": marks.unknown_brush}.get(look)
    if pattern is not None:
        painter.setBrush(pattern())
        painter.drawPolygon(outline)


def _border(painter: QPainter, outline: QPolygonF, look: str) -> None:
    style = Qt.PenStyle.DashLine if look in ("paused", "unknown") else Qt.PenStyle.SolidLine
    token = "room_closed_line" if look == "unknown" else f"room_{look}_line"
    pen = QPen(theme.colour(token), 0.8 if look == "passage" else 1.4, style)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(outline)


def _alarm_frame(painter: QPainter, outline: QPolygonF, priority: int, *, acknowledged: bool) -> None:
    """Thick when nobody has acknowledged, thin afterwards."""
    pen = QPen(theme.colour(f"p{priority}"), 1.8 if acknowledged else FRAME)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolygon(outline)


def alarm_box(words: QRectF) -> QRectF:
    """Where the mark of the alarm stands: top right, on the corner of a narrow room, the middle of a tiny one."""
    level = detail(words.width(), words.height())
    if level == FULL and words.width() >= WIDE:
        return QRectF(words.right() - 22, words.top() + 4, 18, 18)
    if level in (FULL, MEDIUM):  # the name needs the width: the mark sits on the corner of the frame
        return QRectF(words.right() - 10, words.top() - 6, 16, 16)
    return QRectF(words.center().x() - 6, words.center().y() - 6, 12, 12)


def _words(painter: QPainter, room: RoomPicture, words: QRectF) -> None:
    level = detail(words.width(), words.height())
    if level == FULL:
        _full(painter, room, words)
    elif level == MEDIUM:
        _medium(painter, room, words)
    elif level == SMALL:
        _small(painter, room, words)


def _full(painter: QPainter, room: RoomPicture, words: QRectF) -> None:
    inner = words.adjusted(7, 4, -7, -4)
    line = text.line_height("base")
    patterned = look_of(room.state.phase) in ("closed", "unknown")
    name = QRectF(inner.left(), inner.top(), inner.width() - _mark_width(room, words), line)
    size = _fitting(room.shape.name, name.width(), ("base", "small"))
    _line(painter, name, room.shape.name, _ink(room), size=size, bold=True, plate=patterned)
    second = QRectF(inner.left(), name.bottom() - 1, inner.width(), text.line_height("small"))
    lines = 2 if inner.height() > 4.6 * line else 1
    _caption(painter, room, second, lines=lines, patterned=patterned)
    _foot(painter, room, inner)


def _mark_width(room: RoomPicture, words: QRectF) -> float:
    if room.state.alarm is None:
        return 0.0
    return 20.0 if words.width() >= WIDE else 6.0


def _fitting(words: str, width: float, sizes: tuple[str, str]) -> str:
    """The larger of two sizes in which the words fit, else the smaller."""
    return sizes[0] if text.width(words, size=sizes[0], bold=True) <= width else sizes[1]


def _caption(painter: QPainter, room: RoomPicture, box: QRectF, *, lines: int, patterned: bool) -> None:
    alarm = room.state.alarm
    if alarm is None:
        _line(painter, box, room.state.caption, theme.colour("room_text"), size="small", plate=patterned)
        return
    for number, words in enumerate(text.wrapped(alarm.text, box.width(), size="small", lines=lines)):
        row = box.translated(0, number * (box.height() - 1))
        _line(painter, row, words, theme.colour(f"p{alarm.priority}_text"), size="small", plate=True)


def _line(
    painter: QPainter, box: QRectF, words: str, ink: QColor, *, size: str = "base", bold: bool = False, plate: bool
) -> None:
    """One line; on a plate of the panel's colour where pattern or fill would spoil the contrast."""
    fitted = text.elided(words, box.width(), size=size, bold=bold)
    if fitted and plate:
        wide = min(box.width(), text.width(fitted, size=size, bold=bold))
        painter.fillRect(box.adjusted(-3, 1, wide - box.width() + 3, -1), theme.colour("panel"))
    text.draw(painter, box, fitted, ink, size=size, bold=bold)


def _foot(painter: QPainter, room: RoomPicture, inner: QRectF) -> None:
    """Phase word bottom left, number of people bottom right."""
    count = count_words(room.state)
    high = text.line_height("title")
    wide = text.width(count, size="title", bold=True) if count else 0.0
    box = QRectF(inner.right() - wide - 1, inner.bottom() - high + 2, wide + 2, high)
    patterned = look_of(room.state.phase) in ("closed", "unknown")
    _line(painter, box, count, _ink(room), size="title", bold=True, plate=patterned)
    low = text.line_height("tiny")
    phase = QRectF(inner.left(), inner.bottom() - low, inner.width() - wide - 8, low)
    if room.state.phase != "idle":
        _line(painter, phase, word(PHASES, room.state.phase), theme.colour("room_text"), size="tiny", plate=patterned)


def _medium(painter: QPainter, room: RoomPicture, words: QRectF) -> None:
    inner = words.adjusted(4, 2, -4, -2)
    name = QRectF(inner.left(), inner.top(), inner.width(), text.line_height("small"))
    patterned = look_of(room.state.phase) in ("closed", "unknown")
    size = _fitting(room.shape.name, name.width(), ("small", "tiny"))
    _line(painter, name, room.shape.name, _ink(room), size=size, bold=True, plate=patterned)
    count = QRectF(inner.left(), inner.bottom() - text.line_height("small"), inner.width(), text.line_height("small"))
    text.draw(painter, count, count_words(room.state), _ink(room), size="small", bold=True, align=text.RIGHT)


def _passage(painter: QPainter, room: RoomPicture, words: QRectF) -> None:
    """A corridor: a quiet name and, when somebody is there, how many."""
    inner = words.adjusted(5, 1, -5, -1)
    line = text.line_height("tiny")
    if inner.height() < line:
        return
    count = count_words(room.state)
    wide = text.width(count, size="small", bold=True)
    foot = QRectF(inner.left(), inner.bottom() - line, inner.width(), line)
    text.draw(painter, foot, count, theme.colour("room_text"), size="small", bold=True, align=text.RIGHT)
    name = QRectF(inner.left(), inner.top(), inner.width() - wide - 4, line)
    if inner.width() >= 40:
        text.draw(painter, name, room.shape.name, theme.colour("text_muted"), size="tiny")


def _small(painter: QPainter, room: RoomPicture, words: QRectF) -> None:
    if room.state.alarm is not None:
        return
    name = room.shape.name
    fits = text.width(name, size="tiny") <= words.width() - 4
    shown = count_words(room.state) or (name if fits else "")
    text.draw(painter, words, shown, _ink(room), size="tiny", bold=True, align=text.CENTRE)


def count_words(state: RoomState) -> str:
    """Number of people as shown: empty for nobody, ? where nobody can say."""
    if state.people is None:
        return "?"
    return str(state.people) if state.people else ""


def _ink(room: RoomPicture) -> QColor:
    muted = look_of(room.state.phase) in ("closed", "unknown")
    return theme.colour("room_text" if muted else "text")


def draw_floor(painter: QPainter, outline: QPolygonF) -> None:
    """Paint the ground of the floor: corridors are what no room covers."""
    painter.setPen(QPen(theme.colour("line"), 1.2))
    painter.setBrush(QBrush(theme.colour("wall_gap")))
    painter.drawPolygon(outline)
