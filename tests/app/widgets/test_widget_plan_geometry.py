"""Geometry of the floor plan."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.plan_geometry import (
    Seats,
    View,
    contains,
    fitted,
    label_box,
    nearest,
    neighbour,
    place,
)

SQUARE = ((0.0, 0.0), (10.0, 0.0), (10.0, 8.0), (0.0, 8.0))
ANGLE = ((0.0, 0.0), (12.0, 0.0), (12.0, 4.0), (6.0, 4.0), (6.0, 10.0), (0.0, 10.0))
coordinate = st.floats(-500, 500)


@given(coordinate, coordinate, st.floats(0.5, 80), coordinate, coordinate)
def test_metres_and_pixels_are_each_others_inverse(x: float, y: float, scale: float, dx: float, dy: float) -> None:
    view = View(scale, dx, dy)
    assert view.to_metres(view.to_screen((x, y))) == pytest.approx((x, y), abs=1e-6)


@given(st.floats(0.2, 5), coordinate, coordinate)
def test_zoom_leaves_the_place_under_the_pointer(factor: float, x: float, y: float) -> None:
    view = View(10, 3, 4)
    before = view.to_metres((x, y))
    assert view.zoomed(factor, (x, y), limits=(0.1, 100)).to_metres((x, y)) == pytest.approx(before, abs=1e-6)


def test_zoom_keeps_within_its_limits() -> None:
    assert View(10).zoomed(99, (0, 0), limits=(5, 40)).scale == 40
    assert View(10).zoomed(0.01, (0, 0), limits=(5, 40)).scale == 5


def test_fitted_shows_everything_in_the_middle() -> None:
    view = fitted((0, 0, 100, 50), 820, 620, margin=10)
    assert view.to_screen((0, 0)) == pytest.approx((10, 110))
    assert view.to_screen((100, 50)) == pytest.approx((810, 510))


def test_the_building_cannot_be_lost() -> None:
    held = View(10, 5000, -9000).held((0, 0, 60, 30), 800, 600)
    left, top = held.to_screen((0, 0))
    assert left <= 400 <= left + 600
    assert top <= 300 <= top + 300


def test_contains_knows_inside_from_outside_of_an_angled_room() -> None:
    assert contains(ANGLE, (3, 8))
    assert not contains(ANGLE, (9, 8))


def test_words_stand_in_the_largest_box_inside_the_room() -> None:
    assert label_box(SQUARE) == (0, 0, 10, 8)
    assert label_box(ANGLE) == (0, 0, 6, 10)


def test_places_lie_inside_the_room_and_below_its_name() -> None:
    box = label_box(SQUARE)
    places = [place(box, slot) for slot in range(60)]
    assert all(contains(SQUARE, spot) and spot[1] > 4 for spot in places)
    assert len(set(places)) == 60


def test_nobody_jumps_when_somebody_else_leaves() -> None:
    seats = Seats()
    before = seats.settle([("a", "E1"), ("b", "E1"), ("c", "E1")])
    after = seats.settle([("a", "E1"), ("c", "E1"), ("d", "E1")])
    assert after["a"] == before["a"]
    assert after["c"] == before["c"]
    assert after["d"] == before["b"]


def test_nearest_looks_within_its_reach_only() -> None:
    points = [("a", (0.0, 0.0)), ("b", (3.0, 0.0))]
    assert nearest(points, (2.0, 0.0), within=1.5) == "b"
    assert nearest(points, (1.5, 9.0), within=1.5) is None


def test_arrow_keys_reach_every_room_of_a_row() -> None:
    boxes = {f"R{n}": (n * 10.0, 0.0, n * 10.0 + 9, 8.0) for n in range(4)} | {"S0": (0.0, 12.0, 9.0, 20.0)}
    assert neighbour(boxes, "R0", (1, 0)) == "R1"
    assert neighbour(boxes, "R3", (1, 0)) is None
    assert neighbour(boxes, "R0", (0, 1)) == "S0"
