"""The dispatch chart: nothing hides a double booking, a project moves as one, pointer and keyboard do the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets.plan_chart import PlanChart
from app.widgets.plan_chart_data import (
    DragWish,
    PlanBar,
    PlanBlock,
    PlanDay,
    PlanRow,
    Verdict,
    blocked,
    conflicts,
    lanes_of,
)
from app.widgets.plan_chart_hand import REQUEST_MIME, Carried
from tests.app.widgets.sample import at

MINUTE = 60_000
HALF = 30 * MINUTE
K1, K2 = PlanRow("K1", "第一开标室", "30 座", "Z1", "opening"), PlanRow("K2", "第二开标室", "", "Z1", "opening")
E1, E2 = PlanRow("E1", "评标一室", "", "Z3", "evaluation"), PlanRow("E2", "评标二室", "", "Z3", "evaluation")
G1 = PlanRow("G1", "代理一室", "", "Z1", "agency", 4)
ROWS = (K1, K2, G1, E1, E2)


def bar(code: str, row: str, project: str, start: int, end: int, **more: object) -> PlanBar:
    facts = {"before": 15 * MINUTE, "after": HALF, "movable": True, **more}
    return PlanBar(code, row, project, f"{project} 项目", start, end, **facts)


BARS = (
    bar("a1", "K1", "A", at(9), at(10)),
    bar("a2", "E1", "A", at(10, 30), at(13)),
    bar("b1", "K2", "B", at(9), at(10), state="running", movable=False),
    bar("c2", "E2", "C", at(14), at(16)),
    bar("d2", "E2", "D", at(16, 15), at(18)),
    bar("g1", "G1", "A", at(9), at(13), before=0, after=0),
    bar("g2", "G1", "B", at(9), at(12), before=0, after=0),
)
DAY = PlanDay(at(8), at(19), ROWS, BARS, (PlanBlock("K2", at(14), at(16), "停用"),))


@pytest.fixture
def chart(show: Callable[..., QWidget]) -> PlanChart:
    made = PlanChart()
    made.set_day(DAY)
    made.set_now(at(9, 43))
    return show(made, 1000, 420)


def press(chart: PlanChart, key: Qt.Key, how: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    from PySide6.QtTest import QTest

    QTest.keyClick(chart, key, how)


def pull(chart: PlanChart, qtbot: QtBot, start: QPointF, end: QPointF, *, drop: bool = True) -> None:
    """Press, move in two steps, and let go."""
    view, held = chart.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, held, pos=start.toPoint())
    for share in (0.5, 1.0):
        place = start + (end - start) * share
        qtbot.mouseMove(view, place.toPoint())
        QApplication.processEvents()
    if drop:
        qtbot.mouseRelease(view, held, pos=end.toPoint())


# ------------------------------------------------------------------------------------------------------------ conflicts


def test_claims_whose_buffers_meet_lie_in_lanes_of_their_own() -> None:
    assert {lane.of for lane in lanes_of(one for one in BARS if one.row == "E2").values()} == {2}
    assert conflicts(E2, BARS) == {"c2", "d2"}


def test_a_shared_room_is_no_conflict_until_it_is_full() -> None:
    five = tuple(bar(f"g{n}", "G1", f"P{n}", at(9), at(12)) for n in range(5))
    assert conflicts(G1, BARS) == frozenset()
    assert conflicts(G1, five) == {one.id for one in five}


def test_a_project_may_follow_itself_without_turnover() -> None:
    own = (bar("x", "E1", "A", at(9), at(10)), bar("y", "E1", "A", at(10), at(11)))
    assert conflicts(E1, own) == frozenset()
    assert conflicts(E1, (own[0], bar("y", "E1", "B", at(10), at(11)))) == {"x", "y"}


def test_a_claim_in_a_closed_room_is_a_conflict() -> None:
    closed = PlanDay(at(8), at(19), ROWS, (bar("x", "K2", "X", at(13), at(14)),), DAY.blocks)
    assert blocked(closed) == {"x"}
    assert blocked(DAY) == frozenset()


def test_no_bar_hides_another(chart: PlanChart) -> None:
    boxes = [chart.taken_box_of(one) for one in BARS]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])


def test_a_double_booking_glows_red_and_its_neighbour_does_not(chart: PlanChart) -> None:
    image = chart.viewport().grab().toImage()

    def reds(code: str) -> int:
        box = chart.box_of(chart.bar(code)).toRect()
        return sum(image.pixelColor(x, box.top()) == theme.colour("p1") for x in range(box.left(), box.right()))

    assert reds("c2") > 20
    assert reds("a2") == 0


def test_a_key_leads_from_conflict_to_conflict(chart: PlanChart) -> None:
    assert chart.next_conflict()
    assert chart.focused_bar() == "c2"
    chart.next_conflict()
    assert chart.focused_bar() == "d2"


# ------------------------------------------------------------------------------------------------------------- dragging


def test_a_drag_moves_the_whole_project_on_the_grid(chart: PlanChart, qtbot: QtBot) -> None:
    start = chart.box_of(chart.bar("a2")).center()
    with qtbot.waitSignal(chart.dropped) as told:
        pull(chart, qtbot, start, QPointF(chart.scale.x_of(chart.scale.time_at(start.x()) + 80 * MINUTE), start.y()))
    assert told.args == [DragWish("A", "a2", 3 * HALF)]
    assert {ghost.id: ghost.start for ghost in chart.dragging.ghosts} == {
        "a1": at(10, 30),
        "a2": at(12),
        "g1": at(10, 30),
    }


def test_a_bar_goes_into_another_room_of_its_kind_only(chart: PlanChart, qtbot: QtBot) -> None:
    start = chart.box_of(chart.bar("a2")).center()
    row = chart.layout_.row_place("E2")
    pull(chart, qtbot, start, QPointF(start.x(), chart.box_of(chart.bar("c2")).center().y()), drop=False)
    assert chart.dragging.wish.rows == (("a2", row.row.code),)
    qtbot.mouseMove(chart.viewport(), QPoint(int(start.x()), int(chart.box_of(chart.bar("a1")).center().y())))
    assert dict(chart.dragging.wish.rows).get("a2", "E1") in ("E1", "E2")
    chart.let_go()


def test_each_place_is_asked_about_once(chart: PlanChart, qtbot: QtBot) -> None:
    asked: list[DragWish] = []
    chart.drag_moved.connect(asked.append)
    start = chart.box_of(chart.bar("a2")).center()
    pull(chart, qtbot, start, start + QPointF(9, 0), drop=False)
    qtbot.mouseMove(chart.viewport(), (start + QPointF(11, 0)).toPoint())
    assert len(asked) == len(set(asked))
    chart.let_go()


def test_the_right_edge_stretches_one_claim(chart: PlanChart, qtbot: QtBot) -> None:
    box = chart.box_of(chart.bar("a2"))
    edge = QPointF(box.right() - 2, box.center().y())
    with qtbot.waitSignal(chart.dropped) as told:
        pull(chart, qtbot, edge, QPointF(chart.scale.x_of(at(14)), edge.y()))
    assert told.args == [DragWish("A", "a2", 0, 2 * HALF)]


def test_what_has_begun_is_not_dragged(chart: PlanChart, qtbot: QtBot) -> None:
    start = chart.box_of(chart.bar("b1")).center()
    pull(chart, qtbot, start, start + QPointF(150, 0))
    assert chart.dragging is None


def test_escape_lets_everything_be_as_it_was(chart: PlanChart, qtbot: QtBot) -> None:
    start = chart.box_of(chart.bar("a2")).center()
    pull(chart, qtbot, start, start + QPointF(150, 0), drop=False)
    with qtbot.assertNotEmitted(chart.dropped):
        press(chart, Qt.Key.Key_Escape)
    assert chart.dragging is None


def test_the_verdict_is_painted_beside_the_pointer_in_its_tone(chart: PlanChart) -> None:
    chart.setFocus()
    chart.focus_on("a2")
    press(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)

    def reds() -> int:
        image = chart.viewport().grab().toImage()
        high, wide = image.height(), image.width()
        return sum(
            image.pixelColor(x, y) == theme.colour("p1_text") for y in range(0, high, 2) for x in range(0, wide, 2)
        )

    before = reds()
    chart.set_verdict(Verdict("no", "评标一室 10:15–13:30 已由 B 占用", "最近的可行时间：14:00"))
    assert reds() > before
    assert "已由 B 占用" in chart.accessibleDescription()
    chart.let_go()


def test_dragging_paints_the_still_part_only_once(chart: PlanChart, monkeypatch: pytest.MonkeyPatch) -> None:
    painted: list[object] = []
    real = PlanChart._paint_still
    monkeypatch.setattr(PlanChart, "_paint_still", lambda self, *rest: (painted.append(1), real(self, *rest))[1])
    chart.setFocus()
    chart.focus_on("a2")
    for _ in range(4):
        press(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
        chart.viewport().repaint()
    assert painted == []
    chart.set_day(DAY)
    chart.viewport().repaint()
    assert painted == [1]
    chart.let_go()


# ------------------------------------------------------------------------------------------------------------- keyboard


def test_arrows_walk_in_the_row_and_between_rows(chart: PlanChart) -> None:
    chart.setFocus()
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right):
        press(chart, key)
        seen.append(chart.focused_bar())
    assert seen == ["a1", "b1", "g1", "a2", "c2", "d2"]


def test_alt_arrows_move_by_grid_and_room_and_enter_drops(chart: PlanChart, qtbot: QtBot) -> None:
    chart.setFocus()
    chart.focus_on("a2")
    alt = Qt.KeyboardModifier.AltModifier
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down):
        press(chart, key, alt)
    with qtbot.waitSignal(chart.dropped) as told:
        press(chart, Qt.Key.Key_Return)
    assert told.args == [DragWish("A", "a2", 2 * HALF, rows=(("a2", "E2"),))]
    chart.let_go()


def test_alt_shift_arrows_change_the_end(chart: PlanChart) -> None:
    chart.setFocus()
    chart.focus_on("a2")
    press(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier)
    assert chart.dragging.wish == DragWish("A", "a2", 0, -HALF)
    chart.let_go()


def test_an_arrow_while_carrying_holds_another_bar_of_the_project(chart: PlanChart) -> None:
    chart.setFocus()
    chart.focus_on("a1")
    alt = Qt.KeyboardModifier.AltModifier
    press(chart, Qt.Key.Key_Down, alt)
    press(chart, Qt.Key.Key_Left)
    press(chart, Qt.Key.Key_Down, alt)
    assert dict(chart.dragging.wish.rows) == {"a1": "K2", "a2": "E2"}
    chart.let_go()


def test_enter_opens_the_bar(chart: PlanChart, qtbot: QtBot) -> None:
    chart.setFocus()
    chart.focus_on("c2")
    with qtbot.waitSignal(chart.bar_opened) as told:
        press(chart, Qt.Key.Key_Return)
    assert told.args == ["c2"]


def test_a_request_is_carried_in_and_placed_by_keyboard(chart: PlanChart, qtbot: QtBot) -> None:
    part = PlanBar("opening", "K1", "N", "N 新项目", at(13), at(14))
    chart.carry(Carried((part,), part))
    press(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(chart.dropped) as told:
        press(chart, Qt.Key.Key_Return)
    assert told.args == [DragWish("N", "opening", HALF, placing=True)]
    chart.let_go()


def test_keys_zoom_and_the_whole_day_comes_back(chart: PlanChart) -> None:
    whole = chart.scale
    press(chart, Qt.Key.Key_Plus)
    press(chart, Qt.Key.Key_Plus)
    assert chart.scale.ms < whole.ms
    press(chart, Qt.Key.Key_Minus)
    press(chart, Qt.Key.Key_0)
    assert chart.scale == whole


def test_two_charts_of_a_day_show_the_same_hours(chart: PlanChart, show: Callable[..., QWidget]) -> None:
    other = PlanChart()
    other.set_day(DAY)
    show(other, 1000, 420)
    chart.scale_changed.connect(other.follow)
    chart.zoom(3.0, chart.scale.x_of(at(15)))
    assert other.scale.start == pytest.approx(chart.scale.start)
    assert other.scale.ms == pytest.approx(chart.scale.ms)


# ---------------------------------------------------------------------------------------------------------------- words


def test_a_screen_reader_hears_room_times_buffers_and_conflict(chart: PlanChart) -> None:
    chart.focus_on("c2")
    told = chart.accessibleDescription()
    assert told.startswith("评标二室，C 项目，14:00–16:00，连同布置与清场占用 13:45–16:30")
    assert "冲突" in told


def test_the_tooltip_of_a_closure_is_its_words(chart: PlanChart) -> None:
    row = chart.layout_.row_place("K2")
    place = QPointF(chart.scale.x_of(at(15)), row.top + chart.head + 8)
    assert chart.lines_at(place) == ["停用"]


def test_scrolling_copies_what_was_painted(show: Callable[..., QWidget]) -> None:
    rows = tuple(PlanRow(f"R{n}", f"第{n}室", "", "Z", "x") for n in range(40))
    bars = tuple(bar(f"b{n}", f"R{n}", f"P{n}", at(9), at(11)) for n in range(40))
    made = PlanChart()
    made.set_day(PlanDay(at(8), at(19), rows, bars))
    show(made, 700, 300)
    made.verticalScrollBar().setValue(67)
    made.viewport().repaint()
    moved = made.viewport().grab().toImage()
    made.set_day(made.day())
    made.viewport().repaint()
    assert made.viewport().grab().toImage() == moved


def test_a_request_is_dragged_in_from_a_list_and_dropped(chart: PlanChart, qtbot: QtBot) -> None:
    part = PlanBar("opening", "K1", "N", "N 新项目", at(13), at(14))
    chart.carrier = lambda code: Carried((part,), part) if code == "N" else None
    data = QMimeData()
    data.setData(REQUEST_MIME, b"N")
    place = QPointF(chart.scale.x_of(at(15)), chart.box_of(chart.bar("b1")).center().y())
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    chart.dragEnterEvent(QDragEnterEvent(place.toPoint(), *how))
    chart.dragMoveEvent(QDragMoveEvent(place.toPoint(), *how))
    with qtbot.waitSignal(chart.dropped) as told:
        chart.dropEvent(QDropEvent(place, *how))
    assert told.args == [DragWish("N", "opening", 4 * HALF, rows=(("opening", "K2"),), placing=True)]
    chart.let_go()


def test_a_stranger_dragged_in_is_not_taken(chart: PlanChart) -> None:
    data = QMimeData()
    data.setData(REQUEST_MIME, b"nobody")
    event = QDragEnterEvent(
        QPoint(400, 100), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    event.ignore()
    chart.dragEnterEvent(event)
    assert not event.isAccepted()
    assert chart.dragging is None
