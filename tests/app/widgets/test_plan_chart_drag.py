"""The steps of a drag, without a screen."""

from __future__ import annotations

from app.widgets import chart_drag
from app.widgets.chart_drag import RESIZE
from app.widgets.plan_chart_data import PlanBar, PlanRow
from tests.app.widgets.sample import at

MINUTE = 60_000
GRID = 30 * MINUTE
ODD = PlanBar("a", "K1", "A", "", at(9, 10), at(10, 10))


def test_a_bar_beside_the_grid_steps_onto_it_first() -> None:
    drag = chart_drag.begin((ODD,), ODD, grid=GRID)
    assert drag.stepped(1).ghost.start == at(9, 30)
    assert drag.stepped(-1).ghost.start == at(9)
    assert drag.stepped(1).stepped(1).ghost.start == at(10)


def test_the_pointer_snaps_to_clock_times_and_finely_with_shift() -> None:
    drag = chart_drag.begin((ODD,), ODD, at=at(9, 30), grid=GRID)
    assert drag.to_time(at(10, 4)).ghost.start == at(9, 30)
    assert drag.to_time(at(10, 4), fine=5 * MINUTE).ghost.start == at(9, 45)


def test_a_stretch_never_leaves_less_than_one_step() -> None:
    drag = chart_drag.begin((ODD,), ODD, what=RESIZE, grid=GRID)
    assert drag.to_time(at(6)).ghost.end == ODD.start + GRID


def test_back_home_is_no_change_of_room() -> None:
    drag = chart_drag.begin((ODD,), ODD, grid=GRID)
    assert drag.to_row("K2").to_row("K1").wish.still


def test_the_next_room_is_one_of_the_same_kind() -> None:
    rows = (PlanRow("K1", "", kind="o"), PlanRow("G1", "", kind="g"), PlanRow("K2", "", kind="o"))
    assert chart_drag.next_row(rows, "K1", 1) == "K2"
    assert chart_drag.next_row(rows, "K2", 1) == "K2"
