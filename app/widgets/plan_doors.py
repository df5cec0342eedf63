"""Paints doors and devices of a floor. Each state has a form of its own, so that it is read without colour."""

from math import hypot

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app import theme
from app.widgets import marks, text
from app.widgets.plan_data import DevicePoint, DoorShape
from app.widgets.plan_geometry import View

REACH = 14.0  # how far a door or its leaf sticks out of its segment, pixels
DEVICE_RADIUS = 3.6
SWING = 62.0  # degrees that an open leaf stands off
DOUBLE = 26.0  # a wider door has two leaves, pixels
NEAR = 16.0  # pixels per metre from which on each device is shown at its place


def door_line(door: DoorShape, view: View) -> QLineF:
    """The door's segment of wall in pixels."""
    return QLineF(QPointF(*view.to_screen(door.start)), QPointF(*view.to_screen(door.end)))


def door_area(door: DoorShape, view: View) -> QRectF:
    """Everything that the door may paint, in pixels."""
    line = door_line(door, view)
    reach = max(REACH, line.length() + 4)
    box = QRectF(line.p1(), line.p2()).normalized()
    return box.adjusted(-reach, -reach, reach, reach)


def draw_door(painter: QPainter, door: DoorShape, state: str, view: View) -> None:
    """Paint a door: closed bar, open leaf, forced broken bar with x, held jambs with hour-glass, unknown dots with ring."""
    line = door_line(door, view)
    if line.length() < 5 and state in ("closed", "open"):
        return
    _pen(painter, theme.colour("wall_gap"), 5.0)
    painter.drawLine(line)
    {"closed": _closed, "open": _open, "forced": _forced, "held": _held}.get(state, _unknown)(painter, line)


def _pen(painter: QPainter, ink: QColor, width: float, style: Qt.PenStyle = Qt.PenStyle.SolidLine) -> None:
    pen = QPen(ink, width, style)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def _closed(painter: QPainter, line: QLineF) -> None:
    _pen(painter, theme.colour("door"), 2.6)
    painter.drawLine(line)


def _leaves(line: QLineF) -> list[tuple[QLineF, float, float]]:
    """Leaves of an open door with the arc each has swept (from, by, in degrees): one, or two for a wide door."""
    wide = line.length() > DOUBLE
    first = QLineF(line.p1(), line.center() if wide else line.p2())
    swept = [(first, first.angle(), SWING)]
    if wide:
        second = QLineF(line.p2(), line.center())
        swept.append((second, second.angle() - SWING, SWING))
    turned = []
    for number, (leaf, start, by) in enumerate(swept):
        leaf.setAngle(leaf.angle() + (SWING if number == 0 else -SWING))
        turned.append((leaf, start, by))
    return turned


def _open(painter: QPainter, line: QLineF) -> None:
    for leaf, start, by in _leaves(line):
        _pen(painter, theme.colour("door"), 2.2)
        painter.drawLine(leaf)
        length = leaf.length()
        around = QRectF(leaf.x1() - length, leaf.y1() - length, 2 * length, 2 * length)
        _pen(painter, theme.colour("door"), 1.0, Qt.PenStyle.DotLine)
        painter.drawArc(around, round(start * 16), round(by * 16))


def _held(painter: QPainter, line: QLineF) -> None:
    jamb = _normal(line, 6.0)
    _pen(painter, theme.colour("p2"), 3.0)
    for end in (line.p1(), line.p2()):
        painter.drawLine(QLineF(end - jamb, end + jamb))
    middle = line.center()
    glass = QRectF(middle.x() - 5, middle.y() - 7, 10, 7)
    painter.fillPath(marks.priority_path(3, glass), theme.colour("p2"))
    painter.fillPath(marks.priority_path(2, glass.translated(0, 7)), theme.colour("p2"))


def _forced(painter: QPainter, line: QLineF) -> None:
    normal = _normal(line, 5.0)
    _pen(painter, theme.colour("p1"), 3.2)
    painter.drawLine(QLineF(line.p1(), line.pointAt(0.36) + normal))
    painter.drawLine(QLineF(line.p2(), line.pointAt(0.64) + normal))
    centre = line.center()
    edge = marks.person_path("unknown", centre, 6.0)
    painter.strokePath(edge, QPen(theme.colour("person_edge"), 2.0))
    painter.fillPath(edge, theme.colour("p1"))


def _unknown(painter: QPainter, line: QLineF) -> None:
    _pen(painter, theme.colour("room_text"), 2.2, Qt.PenStyle.DotLine)
    painter.drawLine(line)
    painter.setPen(QPen(theme.colour("room_text"), 1.4))
    painter.setBrush(theme.colour("panel"))
    painter.drawEllipse(line.center(), 3.2, 3.2)


def _normal(line: QLineF, length: float) -> QPointF:
    size = hypot(line.dx(), line.dy()) or 1.0
    return QPointF(-line.dy() / size * length, line.dx() / size * length)


def shows_each_device(view: View) -> bool:
    """Whether the plan is large enough for each device; before, a room tells how many of its devices are not well."""
    return view.scale >= NEAR


def draw_well_devices(painter: QPainter, places: list[QPointF]) -> None:
    """Paint dots at the places (pixels) of all devices; one that is not well gets its plate over it."""
    picture = marks.device_picture("ok", DEVICE_RADIUS, painter.device().devicePixelRatioF())
    half = marks.PLATE / 2
    for place in places:
        painter.drawPixmap(QPointF(place.x() - half, place.y() - half), picture)


def draw_device(painter: QPainter, device: DevicePoint, state: str, view: View) -> None:
    """Paint the plate of a device that is not well."""
    picture = marks.device_picture(state, DEVICE_RADIUS, painter.device().devicePixelRatioF())
    x, y = view.to_screen(device.at)
    painter.drawPixmap(QPointF(x - marks.PLATE / 2, y - marks.PLATE / 2), picture)


def draw_device_group(painter: QPainter, state: str, count: int, words: QRectF) -> None:
    """Paint the plate of the worst device of a room and how many are not well, at the right of its label box."""
    picture = marks.device_picture(state, DEVICE_RADIUS, painter.device().devicePixelRatioF())
    x = words.right() - marks.PLATE - 1
    y = min(words.top() + 41, words.bottom() - 40) if words.height() >= 74 else words.bottom() - 32
    painter.drawPixmap(QPointF(x, y), picture)
    if count > 1 and words.width() > 60:
        box = QRectF(x - 24, y, 23, marks.PLATE)
        text.draw(painter, box, str(count), theme.colour("room_text"), size="tiny", align=text.RIGHT)
