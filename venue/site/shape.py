"""Plane geometry of a floor, in whole millimetres, so that a plan is the same on every machine.

A spot is ``(x, y)`` from the floor's top-left corner, x to the right, y downwards, as the plan is drawn. An outline is the
corners of a simple polygon in order, without repeating the first.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from math import isqrt

Spot = tuple[int, int]
Outline = tuple[Spot, ...]
Side = tuple[Spot, Spot]
_Exact = tuple[Fraction, Fraction]


def rectangle(x: int, y: int, width: int, height: int) -> Outline:
    """The outline of an upright rectangle, clockwise from its top-left corner."""
    return ((x, y), (x + width, y), (x + width, y + height), (x, y + height))


def box(outline: Outline) -> tuple[int, int, int, int]:
    """The smallest upright rectangle round an outline: left, top, right, bottom."""
    xs, ys = [x for x, _ in outline], [y for _, y in outline]
    return min(xs), min(ys), max(xs), max(ys)


def sides(outline: Outline) -> Iterator[Side]:
    """Each side of the outline, the closing one last."""
    yield from zip(outline, (*outline[1:], outline[0]), strict=True)


def area(outline: Outline) -> int:
    """The area in square millimetres, rounded down."""
    return _doubled_area(outline) // 2


def middle(outline: Outline) -> Spot:
    """Where a person stands or a name is written: the middle of the box, or of a convex corner if that lies outside."""
    x, y = _inner(outline)
    return round(x), round(y)


def distance(a: Spot, b: Spot) -> int:
    """The straight distance in millimetres, rounded down."""
    return isqrt((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2)


def off_edge(outline: Outline, spot: Spot) -> int:
    """How far the spot lies from the nearest side, in millimetres: 0 on the wall itself."""
    return min(_off_side(side, spot) for side in sides(outline))


def holds(outline: Outline, spot: Spot) -> bool:
    """Whether the spot lies inside the outline or on its edge."""
    exact = (Fraction(spot[0]), Fraction(spot[1]))
    return any(_on(side, exact) for side in sides(outline)) or _inside(outline, exact)


def is_simple(outline: Outline) -> bool:
    """Whether the outline is a polygon with an area whose sides meet only at neighbouring corners."""
    if len(outline) < 3 or len(set(outline)) < len(outline) or _doubled_area(outline) == 0:
        return False
    lines = list(sides(outline))
    pairs = ((i, j) for i in range(len(lines)) for j in range(i + 2, len(lines)))
    return not any(_touch(lines[i], lines[j]) for i, j in pairs if (i, j) != (0, len(lines) - 1))


def overlap(a: Outline, b: Outline) -> bool:
    """Whether two outlines share floor; a common wall is no overlap."""
    if not _boxes_meet(box(a), box(b)):
        return False
    return _enters(a, b) or _enters(b, a) or _strictly(b, _inner(a)) or _strictly(a, _inner(b))


def _doubled_area(outline: Outline) -> int:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in sides(outline)))


def _exact(spot: Spot) -> _Exact:
    return Fraction(spot[0]), Fraction(spot[1])


def _inner(outline: Outline) -> _Exact:
    """A spot strictly inside a simple outline: some corner is an ear, whose centre of gravity lies inside."""
    left, top, right, bottom = box(outline)
    ears = zip((outline[-1], *outline[:-1]), outline, (*outline[1:], outline[0]), strict=True)
    centre = (Fraction(left + right, 2), Fraction(top + bottom, 2))
    spots = (centre, *((Fraction(a[0] + b[0] + c[0], 3), Fraction(a[1] + b[1] + c[1], 3)) for a, b, c in ears))
    return next((spot for spot in spots if _strictly(outline, spot)), _exact(outline[0]))


def _boxes_meet(a: tuple[int, int, int, int], b: tuple[int, int, int, int]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _enters(a: Outline, b: Outline) -> bool:
    """Whether part of a side of ``a`` runs strictly inside ``b``: each side is cut where it meets a side of ``b``."""
    for start, end in sides(a):
        cuts = sorted({Fraction(0), Fraction(1), *_cuts((start, end), b)})
        for low, high in pairwise(cuts):
            if _strictly(b, _along(start, end, (low + high) / 2)):
                return True
    return False


def _cuts(side: Side, outline: Outline) -> Iterator[Fraction]:
    (x1, y1), (x2, y2) = side
    for (x3, y3), (x4, y4) in sides(outline):
        across = (x2 - x1) * (y4 - y3) - (y2 - y1) * (x4 - x3)
        if across == 0:
            continue
        part = Fraction((x3 - x1) * (y4 - y3) - (y3 - y1) * (x4 - x3), across)
        if 0 < part < 1:
            yield part


def _along(start: Spot, end: Spot, part: Fraction) -> _Exact:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part


def _strictly(outline: Outline, spot: _Exact) -> bool:
    return not any(_on(side, spot) for side in sides(outline)) and _inside(outline, spot)


def _inside(outline: Outline, spot: _Exact) -> bool:
    x, y = spot
    inside = False
    for (x1, y1), (x2, y2) in sides(outline):
        if (y1 > y) != (y2 > y) and x < Fraction(x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


def _on(side: Side, spot: _Exact) -> bool:
    (x1, y1), (x2, y2) = side
    x, y = spot
    straight = (x2 - x1) * (y - y1) == (y2 - y1) * (x - x1)
    return straight and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2)


def _off_side(side: Side, spot: Spot) -> int:
    (x1, y1), (x2, y2) = side
    length = (x2 - x1) ** 2 + (y2 - y1) ** 2
    if length == 0:
        return distance(side[0], spot)
    part = ((spot[0] - x1) * (x2 - x1) + (spot[1] - y1) * (y2 - y1)) / length
    part = min(1.0, max(0.0, part))
    foot = (round(x1 + part * (x2 - x1)), round(y1 + part * (y2 - y1)))
    return distance(foot, spot)


def _turn(a: Spot, b: Spot, c: Spot) -> int:
    cross = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
    return (cross > 0) - (cross < 0)


def _touch(one: Side, other: Side) -> bool:
    (a, b), (c, d) = one, other
    if any(_on(one, _exact(spot)) for spot in other) or any(_on(other, _exact(spot)) for spot in one):
        return True
    return _turn(a, b, c) != _turn(a, b, d) and _turn(c, d, a) != _turn(c, d, b)
