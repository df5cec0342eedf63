"""Geometry decides on whole millimetres, without rounding luck."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from venue.site.shape import area, distance, holds, is_simple, middle, off_edge, overlap, rectangle

SQUARE = rectangle(0, 0, 10, 10)
ELL = ((0, 0), (10, 0), (10, 4), (4, 4), (4, 10), (0, 10))
small = st.integers(0, 30)
boxes = st.builds(rectangle, small, small, st.integers(1, 20), st.integers(1, 20))


@settings(max_examples=200, deadline=None, derandomize=True)
@given(boxes, boxes)
def test_rectangles_overlap_exactly_when_their_spans_do(a: tuple, b: tuple) -> None:
    spans = a[0][0] < b[2][0] and b[0][0] < a[2][0] and a[0][1] < b[2][1] and b[0][1] < a[2][1]
    assert overlap(a, b) == overlap(b, a) == spans


@pytest.mark.parametrize(
    "a, b, shared",
    [
        (SQUARE, SQUARE, True),
        (SQUARE, rectangle(10, 0, 5, 10), False),
        (SQUARE, rectangle(2, 2, 3, 3), True),
        (rectangle(0, 4, 10, 2), rectangle(4, 0, 2, 10), True),
        (ELL, rectangle(4, 4, 6, 6), False),
        (ELL, rectangle(3, 3, 6, 6), True),
        (((0, 0), (6, 6), (0, 6)), ((0, 0), (6, 0), (6, 6)), False),
        (((0, 0), (6, 6), (0, 6)), ((0, 0), (6, 0), (5, 6)), True),
    ],
)
def test_outlines_that_only_touch_do_not_overlap(a: tuple, b: tuple, shared: bool) -> None:
    assert overlap(a, b) is shared


@pytest.mark.parametrize(
    "spot, inside", [((5, 5), True), ((10, 5), True), ((0, 0), True), ((11, 5), False), ((5, -1), False)]
)
def test_a_spot_on_the_wall_is_inside(spot: tuple, inside: bool) -> None:
    assert holds(SQUARE, spot) is inside


def test_the_middle_of_a_bent_room_lies_in_it() -> None:
    assert holds(ELL, middle(ELL))


@pytest.mark.parametrize(
    "outline", [(), ((0, 0), (1, 1)), ((0, 0), (5, 5), (5, 0), (0, 5)), ((0, 0), (5, 0), (9, 0)), (*SQUARE, (0, 0))]
)
def test_crossing_flat_and_repeating_outlines_are_refused(outline: tuple) -> None:
    assert not is_simple(outline)


def test_a_bent_room_is_simple_and_has_its_area() -> None:
    assert is_simple(ELL)
    assert area(ELL) == 64


def test_the_smallest_triangle_is_simple() -> None:
    assert is_simple(((0, 0), (1, 1), (0, 1)))


def test_distance_to_the_wall_is_zero_on_it() -> None:
    assert (off_edge(SQUARE, (10, 3)), off_edge(SQUARE, (13, 14)), distance((0, 0), (3, 4))) == (0, 5, 5)
