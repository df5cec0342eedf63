"""Marks are told apart by shape and digit, not by colour alone."""

from collections.abc import Callable
from itertools import combinations

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app import theme
from app.widgets import marks, plan_doors
from app.widgets.plan_data import DoorShape
from app.widgets.plan_geometry import View

BOX = QRectF(0, 0, 20, 20)
CORNERS = (QPointF(1.5, 1.5), QPointF(18.5, 1.5), QPointF(1.5, 18.5), QPointF(18.5, 18.5))


def corners_inside(priority: int) -> list[bool]:
    path = marks.priority_path(priority, BOX)
    return [path.contains(corner) for corner in CORNERS]


def test_each_priority_has_its_own_outline() -> None:
    assert corners_inside(1) == [True, True, True, True]  # square
    assert corners_inside(2) == [False, False, True, True]  # triangle on its base
    assert corners_inside(3) == [True, True, False, False]  # triangle on its point
    assert corners_inside(4) == [False, False, False, False]  # disc
    assert all(marks.priority_path(priority, BOX).contains(BOX.center()) for priority in (1, 2, 3, 4))


def test_a_priority_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="1 to 4"):
        marks.priority_path(5, BOX)


def drawn(paint: Callable[[QPainter], None]) -> QImage:
    """A picture in black and white, white what stands out from the floor: what is left when the colours are gone."""
    theme.apply(QApplication.instance(), "dark")
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.fill(theme.colour("wall_gap"))
    painter = QPainter(image)
    paint(painter)
    painter.end()
    flat = QImage(40, 40, QImage.Format.Format_Grayscale8)
    ground = theme.colour("wall_gap").lightness()
    for x in range(40):
        for y in range(40):
            ink = abs(image.pixelColor(x, y).lightness() - ground) > 40
            flat.setPixelColor(x, y, QColor(Qt.GlobalColor.white if ink else Qt.GlobalColor.black))
    return flat


def difference(one: QImage, other: QImage) -> int:
    return sum(one.pixelColor(x, y) != other.pixelColor(x, y) for x in range(40) for y in range(40))


def test_the_digit_of_the_priority_is_drawn(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    theme.apply(qapp, "dark")
    box = QRectF(4, 4, 32, 32)
    with_digit = {p: ink_of_digit(p, box) for p in (1, 2, 3, 4)}
    monkeypatch.setattr(QPainter, "drawText", lambda *_: None)
    without = {p: ink_of_digit(p, box) for p in (1, 2, 3, 4)}
    assert all(count > 15 for count in with_digit.values())
    assert all(count < 5 for count in without.values())


def ink_of_digit(priority: int, box: QRectF) -> int:
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    marks.draw_priority(painter, priority, box)
    painter.end()
    digit = theme.colour(f"p{priority}_digit")
    inside = marks.digit_box(priority, box).adjusted(9, 7, -9, -7).toAlignedRect()
    pixels = [
        image.pixelColor(x, y)
        for x in range(inside.left(), inside.right())
        for y in range(inside.top(), inside.bottom())
    ]
    return sum(abs(pixel.lightness() - digit.lightness()) < 40 for pixel in pixels)


def test_every_group_of_people_has_its_own_form(qapp: QApplication) -> None:
    pictures = {g: drawn(lambda p, g=g: marks.draw_person(p, g, QPointF(20, 20), 12)) for g in marks.PERSON_GROUPS}
    inner = {g: hollow(g) for g in marks.PERSON_GROUPS}
    for one, other in combinations(marks.PERSON_GROUPS, 2):
        assert difference(pictures[one], pictures[other]) > 40 or inner[one] != inner[other], (one, other)


def hollow(group: str) -> bool:
    """Whether the middle is not of the colour of the ink."""
    image = QImage(40, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    marks.draw_person(painter, group, QPointF(20, 20), 12)
    painter.end()
    return image.pixelColor(20, 20) == theme.colour("person_edge")


def test_staff_are_square_and_visitors_round() -> None:
    corner = QPointF(20 + 12 * 0.85, 20 + 12 * 0.85)
    assert marks.person_path("staff", QPointF(20, 20), 12).contains(corner)
    assert not marks.person_path("visitor", QPointF(20, 20), 12).contains(corner)


def test_doors_are_told_apart_without_colour(qapp: QApplication) -> None:
    door = DoorShape("D", "", (8, 26), (32, 26))
    states = ("closed", "open", "forced", "held", "unknown")
    pictures = {s: drawn_door(door, s) for s in states}
    for one, other in combinations(states, 2):
        assert difference(pictures[one], pictures[other]) > 20, (one, other)


def drawn_door(door: DoorShape, state: str) -> QImage:
    return drawn(lambda painter: plan_doors.draw_door(painter, door, state, View()))


def test_devices_are_told_apart_by_their_sign(qapp: QApplication) -> None:
    assert len({sign for _, sign in marks.DEVICE_SIGNS.values()}) == len(marks.DEVICE_SIGNS)


def test_closed_and_unknown_have_patterns_of_their_own(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    hatch, unknown = marks.hatch_brush().texture().toImage(), marks.unknown_brush().texture().toImage()
    assert hatch.size() != unknown.size() or hatch != unknown
    assert marks.hatch_brush().texture().hasAlphaChannel()
