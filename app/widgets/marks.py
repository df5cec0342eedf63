"""Marks that are told apart by shape, not by colour alone: alarm priorities, people, doors, devices, room patterns.

ISA-101: grey base, saturated colour only for what is abnormal. Priority 1 is a square, 2 a triangle, 3 an inverted
triangle, 4 a disc, each with its digit. Every person group has a dot of its own outline.
"""

from functools import cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

from app import theme

PERSON_GROUPS = ("staff", "visitor", "expert", "agency", "supervisor", "emergency", "unknown")
_HOLLOW = ("agency", "supervisor")


def priority_path(priority: int, box: QRectF) -> QPainterPath:
    """Outline of an alarm priority inside `box`: 1 square, 2 triangle, 3 inverted triangle, 4 disc."""
    path = QPainterPath()
    if priority == 1:
        path.addRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
    elif priority == 2:
        path.addPolygon(_closed(box.bottomLeft(), QPointF(box.center().x(), box.top()), box.bottomRight()))
    elif priority == 3:
        path.addPolygon(_closed(box.topLeft(), QPointF(box.center().x(), box.bottom()), box.topRight()))
    elif priority == 4:
        path.addEllipse(box)
    else:
        raise ValueError(f"alarm priority is 1 to 4, not {priority}")
    return path


def digit_box(priority: int, box: QRectF) -> QRectF:
    """Where the digit stands inside the mark: low in a triangle, high in an inverted one."""
    shift = {2: 0.14, 3: -0.14}.get(priority, 0.0) * box.height()
    return box.translated(0, shift)


def draw_priority(painter: QPainter, priority: int, box: QRectF) -> None:
    """Paint the mark of an alarm priority with its digit into `box` (16 to 24 px)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outline = priority_path(priority, box)
    painter.strokePath(outline, QPen(theme.colour("panel"), 2.4))  # stands clear of frames and fills
    painter.fillPath(outline, theme.colour(f"p{priority}"))
    painter.setPen(theme.colour(f"p{priority}_digit"))
    digit = QFont(theme.font("small", bold=True))
    digit.setPixelSize(max(8, round(box.height() * 0.62)))
    painter.setFont(digit)
    painter.drawText(digit_box(priority, box), Qt.AlignmentFlag.AlignCenter, str(priority))
    painter.restore()


def priority_picture(priority: int, side: int, density: float = 1.0) -> QPixmap:
    """The mark of an alarm priority as a pixmap of `side` device-independent pixels, for labels."""
    return _priority_picture(priority, side, density, theme.current().key)


@cache
def _priority_picture(priority: int, side: int, density: float, _theme: tuple[str, float]) -> QPixmap:
    drawn, painter = _canvas(side, density)
    draw_priority(painter, priority, QRectF(0.5, 0.5, side - 1, side - 1))
    painter.end()
    return drawn


def person_path(group: str, centre: QPointF, radius: float) -> QPainterPath:
    """Outline of a person's dot.

    staff square, visitor disc, expert diamond, agency ring, supervisor square ring, emergency cross, unknown saltire.
    """
    path = QPainterPath()
    r = radius
    if group in ("staff", "supervisor"):
        path.addRect(QRectF(centre.x() - r * 0.9, centre.y() - r * 0.9, r * 1.8, r * 1.8))
    elif group == "expert":
        path.addPolygon(_diamond(centre, r * 1.28))
    elif group == "emergency":
        path.addPolygon(_cross(centre, r * 1.2, turned=False))
    elif group == "unknown":
        path.addPolygon(_cross(centre, r * 1.2, turned=True))
    else:
        path.addEllipse(centre, r, r)
    path.closeSubpath()
    return path


def draw_person(painter: QPainter, group: str, centre: QPointF, radius: float) -> None:
    """Paint a person's dot with a fine edge, so that it is seen on every room colour."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    path = person_path(group, centre, radius)
    ink = theme.colour("person_staff" if group in ("staff", "emergency", "unknown") else "person")
    if group in _HOLLOW:
        _ring(painter, path, ink, radius)
    else:
        painter.strokePath(path, QPen(theme.colour("person_edge"), 1.6))
        painter.fillPath(path, ink)
    painter.restore()


def _ring(painter: QPainter, path: QPainterPath, ink: QColor, radius: float) -> None:
    width = max(1.6, radius * 0.52)
    painter.strokePath(path, QPen(theme.colour("person_edge"), width + 1.6))
    painter.fillPath(path, theme.colour("person_edge"))
    painter.strokePath(path, QPen(ink, width))


def person_picture(group: str, radius: float, density: float = 1.0) -> QPixmap:
    """A person's dot as a cached pixmap, its centre in the middle: 500 of them are blitted each frame."""
    return _person_picture(group, radius, density, theme.current().key)


@cache
def _person_picture(group: str, radius: float, density: float, _theme: tuple[str, float]) -> QPixmap:
    side = int(radius * 2.6) + 4
    drawn, painter = _canvas(side, density)
    draw_person(painter, group, QPointF(side / 2, side / 2), radius)
    painter.end()
    return drawn


def hatch_brush() -> QBrush:
    """Diagonal lines: the room is closed."""
    return QBrush(_hatch_tile(theme.current().key))


def unknown_brush() -> QBrush:
    """Rows of small rings: the state is not known. Unlike every other pattern of the plan."""
    return QBrush(_unknown_tile(theme.current().key))


@cache
def _hatch_tile(_theme: tuple[str, float]) -> QPixmap:
    drawn, painter = _canvas(8, 1.0)
    painter.setPen(QPen(theme.colour("hatch"), 1.2))
    for shift in (-8, 0, 8):
        painter.drawLine(QPointF(shift, 8), QPointF(shift + 8, 0))
    painter.end()
    return drawn


@cache
def _unknown_tile(_theme: tuple[str, float]) -> QPixmap:
    drawn, painter = _canvas(14, 1.0)
    painter.setPen(QPen(theme.colour("hatch"), 1.3))
    painter.drawEllipse(QPointF(3.5, 3.5), 2.0, 2.0)
    painter.drawEllipse(QPointF(10.5, 10.5), 2.0, 2.0)
    painter.end()
    return drawn


PLATE = 16  # side of the picture of a device, pixels
DEVICE_SIGNS = {
    "abnormal": ("p2_text", "!"),
    "fault": ("p1_text", "×"),
    "unknown": ("room_text", "?"),
    "out_of_service": ("text_muted", "–"),
}


def draw_device(painter: QPainter, state: str, centre: QPointF, radius: float) -> None:
    """Paint a device: a dot when well, else a plate with a sign: ! abnormal, × fault, ? unknown, – out of service."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if state == "ok":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("device"))
        painter.drawEllipse(centre, radius * 0.6, radius * 0.6)
    else:
        token, sign = DEVICE_SIGNS.get(state, DEVICE_SIGNS["unknown"])
        _plate(painter, theme.colour(token), sign, QRectF(centre.x() - 6, centre.y() - 6, 12, 12))
    painter.restore()


def _plate(painter: QPainter, ink: QColor, sign: str, box: QRectF) -> None:
    painter.setPen(QPen(ink, 1.4))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(box, 2.5, 2.5)
    letters = QFont(theme.font("tiny", bold=True))
    letters.setPixelSize(10)
    painter.setFont(letters)
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)


def device_picture(state: str, radius: float, density: float = 1.0) -> QPixmap:
    """A device mark as a cached pixmap, its centre in the middle."""
    return _device_picture(state, radius, density, theme.current().key)


@cache
def _device_picture(state: str, radius: float, density: float, _theme: tuple[str, float]) -> QPixmap:
    drawn, painter = _canvas(PLATE, density)
    draw_device(painter, state, QPointF(PLATE / 2, PLATE / 2), radius)
    painter.end()
    return drawn


def _canvas(side: int, density: float) -> tuple[QPixmap, QPainter]:
    drawn = QPixmap(round(side * density), round(side * density))
    drawn.setDevicePixelRatio(density)
    drawn.fill(Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    return drawn, painter


def _closed(*corners: QPointF) -> QPolygonF:
    return QPolygonF([*corners, corners[0]])


def _diamond(centre: QPointF, r: float) -> QPolygonF:
    x, y = centre.x(), centre.y()
    return _closed(QPointF(x, y - r), QPointF(x + r, y), QPointF(x, y + r), QPointF(x - r, y))


def _cross(centre: QPointF, r: float, *, turned: bool) -> QPolygonF:
    """A plus of arm length `r`; turned by 45 degrees it is an x."""
    arm = r * 0.36
    corners = [
        (-arm, -r), (arm, -r), (arm, -arm), (r, -arm), (r, arm), (arm, arm),
        (arm, r), (-arm, r), (-arm, arm), (-r, arm), (-r, -arm), (-arm, -arm),
    ]  # fmt: skip
    if turned:
        corners = [((x - y) * 0.7071, (x + y) * 0.7071) for x, y in corners]
    return _closed(*(QPointF(centre.x() + x, centre.y() + y) for x, y in corners))
