"""The live floor plan."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets import plan_rooms
from app.widgets.floor_plan import FloorPlan
from app.widgets.plan_data import AlarmMark, PersonMark, PlanDrawing, PlanState, RoomState, TrailPoint
from app.widgets.plan_geometry import label_box
from app.widgets.plan_panel import PlanPanel
from tests.app.widgets import sample


def room_place(plan: FloorPlan, code: str, x: float = 0.5, y: float = 0.08) -> QPointF:
    """A pixel of a room, by shares of its box; the default is free of people and devices."""
    shape = next(room for room in plan._layer.floor.rooms if room.code == code)
    left, top, right, bottom = label_box(shape.outline)
    return QPointF(*plan.view().to_screen((left + (right - left) * x, top + (bottom - top) * y)))


def click(qtbot: QtBot, plan: FloorPlan, place: QPointF) -> None:
    qtbot.mouseClick(plan, Qt.MouseButton.LeftButton, pos=place.toPoint())


def wheel(plan: FloorPlan, place: QPointF, turns: int) -> None:
    event = QWheelEvent(
        place, plan.mapToGlobal(place), QPoint(), QPoint(0, 120 * turns), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(plan, event)


def picture(plan: FloorPlan) -> QImage:
    return plan.grab().toImage()


def settled(plan: FloorPlan) -> None:
    """Let the view rest and the people arrive, without waiting."""
    plan._rest.stop()
    plan._crowd.advance(1.0)
    plan._glide.stop()


# Clicks


def test_a_click_tells_the_room(plan: FloorPlan, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plan.room_clicked) as told:
        click(qtbot, plan, room_place(plan, "E2", 0.5, 0.2))
    assert told.args == ["E2"]


@pytest.mark.parametrize("turns", [1, 4, 9])
@pytest.mark.parametrize("code", ["K1", "E2", "M1", "S1"])
def test_a_click_hits_the_right_room_under_zoom(plan: FloorPlan, qtbot: QtBot, code: str, turns: int) -> None:
    wheel(plan, room_place(plan, code, 0.5, 0.2), turns)
    with qtbot.waitSignal(plan.room_clicked) as told:
        click(qtbot, plan, room_place(plan, code, 0.5, 0.2))
    assert told.args == [code]


def test_people_doors_and_devices_are_clicked_before_their_room(plan: FloorPlan, qtbot: QtBot) -> None:
    wheel(plan, room_place(plan, "M1"), 4)
    settled(plan)
    subject, where = next((s, at) for s, at in plan._crowd.places() if s.startswith("M1"))
    with qtbot.waitSignal(plan.person_clicked) as person:
        click(qtbot, plan, QPointF(*plan.view().to_screen(where)))
    door = plan._layer.door("D-M1")
    middle = ((door.start[0] + door.end[0]) / 2, door.start[1])
    with qtbot.waitSignal(plan.door_clicked) as clicked_door:
        click(qtbot, plan, QPointF(*plan.view().to_screen(middle)))
    device = next(device for device in plan._layer.floor.devices if device.room == "M1")
    with qtbot.waitSignal(plan.device_clicked) as clicked_device:
        click(qtbot, plan, QPointF(*plan.view().to_screen(device.at)))
    assert (person.args, clicked_door.args, clicked_device.args) == ([subject], ["D-M1"], [device.id])


def test_a_drag_moves_the_plan_and_clicks_nothing(plan: FloorPlan, qtbot: QtBot) -> None:
    told: list[str] = []
    plan.room_clicked.connect(told.append)
    wheel(plan, room_place(plan, "E2"), 4)
    before = plan.view()
    start = room_place(plan, "E2", 0.5, 0.2).toPoint()
    qtbot.mousePress(plan, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(plan, start + QPoint(20, 10))
    qtbot.mouseMove(plan, start + QPoint(60, 30))
    qtbot.mouseRelease(plan, Qt.MouseButton.LeftButton, pos=start + QPoint(60, 30))
    assert plan.view().dx - before.dx == pytest.approx(60, abs=1)
    assert told == []


def test_the_wheel_zooms_about_the_pointer(plan: FloorPlan) -> None:
    place = room_place(plan, "E2", 0.5, 0.2)
    before = plan.view().to_metres((place.x(), place.y()))
    wheel(plan, place, 3)
    assert plan.view().to_metres((place.x(), place.y())) == pytest.approx(before)


def test_zoom_ends_at_the_whole_floor(plan: FloorPlan) -> None:
    whole = plan.view()
    wheel(plan, QPointF(100, 100), 5)
    assert plan.view().scale > whole.scale
    wheel(plan, QPointF(700, 400), -20)
    assert plan.view() == whole


# Keys


def test_arrow_keys_walk_through_rooms_and_enter_clicks(plan: FloorPlan, qtbot: QtBot) -> None:
    plan.show_room("E1")
    qtbot.keyClick(plan, Qt.Key.Key_Right)
    with qtbot.waitSignal(plan.room_clicked) as told:
        qtbot.keyClick(plan, Qt.Key.Key_Return)
    assert told.args == ["E2"]


def test_a_screen_reader_hears_the_room_that_has_the_focus(plan: FloorPlan, qtbot: QtBot) -> None:
    plan.show_room("E1")
    qtbot.keyClick(plan, Qt.Key.Key_Right)
    spoken = plan.accessibleDescription()
    assert "第二评标室" in spoken
    assert "评标中" in spoken
    assert "报警 2 高：代理人员未离场（未确认）" in spoken


def test_every_room_can_be_reached_by_keys(plan: FloorPlan) -> None:
    reached, todo = {"H1"}, ["H1"]
    while todo:
        plan._focus_on(todo.pop())
        here = plan.focused_room()
        for direction in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            plan._focus_on(here)
            plan._walk(direction)
            if plan.focused_room() not in reached:
                reached.add(plan.focused_room())
                todo.append(plan.focused_room())
    assert reached == {room.code for room in plan._layer.floor.rooms}


def test_keys_zoom_move_and_show_all(plan: FloorPlan, qtbot: QtBot) -> None:
    whole = plan.view()
    qtbot.keyClick(plan, Qt.Key.Key_Plus)
    enlarged = plan.view()
    qtbot.keyClick(plan, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    moved = plan.view()
    qtbot.keyClick(plan, Qt.Key.Key_0)
    assert enlarged.scale == pytest.approx(whole.scale * 1.25)
    assert moved.dx > enlarged.dx
    assert plan.view() == whole


def test_page_keys_change_the_floor(plan: FloorPlan, qtbot: QtBot) -> None:
    with qtbot.waitSignal(plan.floor_changed) as told:
        qtbot.keyClick(plan, Qt.Key.Key_PageUp)
    assert told.args == ["2F"]


def test_show_room_goes_to_the_floor_of_the_room(plan: FloorPlan) -> None:
    plan.show_room("E9")
    assert plan.floor() == "2F"
    assert plan.focused_room() == "E9"


# What is shown


def test_it_paints_in_both_themes_without_warnings(each_theme: str, show: Callable[..., QWidget]) -> None:
    made = FloorPlan()
    made.set_drawing(sample.drawing())
    made.set_state(sample.state())
    show(made)
    ground = QPoint(*(round(value) for value in made.view().to_screen((-0.2, 12))))
    assert picture(made).pixelColor(ground) == theme.colour("wall_gap")


def test_it_paints_without_a_drawing(show: Callable[..., QWidget]) -> None:
    made = FloorPlan()
    made.set_state(PlanState())
    show(made)
    assert picture(made).pixelColor(20, 20) == theme.colour("panel")


def test_a_change_of_theme_repaints_everything(plan: FloorPlan, qapp: QApplication) -> None:
    dark = picture(plan)
    theme.apply(qapp, "light")
    light = picture(plan)
    theme.apply(qapp, "dark")
    assert light != dark
    assert picture(plan) == dark


def test_what_nobody_reports_is_unknown_and_never_idle(plan: FloorPlan) -> None:
    known = sample.state()
    without = replace(known, rooms=tuple(room for room in known.rooms if room.code != "E1"), doors=(), devices=())
    plan.set_state(without)
    assert plan._layer.rooms["E1"].state == RoomState("E1", "unknown")
    assert set(plan._layer.doors.values()) == {"unknown"}
    assert {state for state, _ in plan._layer.devices.values()} == {"unknown"}
    assert "人数未知" in plan.lines_at(room_place(plan, "E1"))


def test_an_unknown_number_of_people_is_a_question_mark_and_nobody_is_no_number() -> None:
    assert plan_rooms.count_words(RoomState("R", "idle", people=None)) == "?"
    assert plan_rooms.count_words(RoomState("R", "idle", people=0)) == ""
    assert plan_rooms.count_words(RoomState("R", "idle", people=7)) == "7"


def test_a_partial_repaint_gives_the_same_picture_as_a_full_one(plan: FloorPlan) -> None:
    picture(plan)
    rooms = tuple(
        replace(room, phase="suspended", alarm=AlarmMark(4, "门磁电量低")) if room.code in ("E1", "K2") else room
        for room in sample.state().rooms
    )
    plan.set_state(replace(sample.state(), rooms=rooms))
    settled(plan)
    partial = picture(plan)
    plan._layer._painted_for = None
    assert picture(plan) == partial


def test_the_control_of_the_partial_repaint_sees_a_change(plan: FloorPlan) -> None:
    before = picture(plan)
    rooms = tuple(replace(room, phase="suspended") if room.code == "E1" else room for room in sample.state().rooms)
    plan.set_state(replace(sample.state(), rooms=rooms))
    settled(plan)
    assert picture(plan) != before


def test_moving_people_do_not_repaint_the_still_picture(plan: FloorPlan, monkeypatch: pytest.MonkeyPatch) -> None:
    picture(plan)
    painted: list[object] = []
    monkeypatch.setattr(plan._layer, "_paint", lambda *args: painted.append(args))
    for people in (sample.people()[:20], sample.people(), ()):
        plan.set_people(people)
        picture(plan)
    assert painted == []


def test_an_alarm_mark_is_drawn_for_every_size_of_a_room() -> None:
    from PySide6.QtCore import QRectF

    for width, height in ((200, 120), (90, 80), (60, 40), (30, 20), (10, 8)):
        words = QRectF(100, 100, width, height)
        mark = plan_rooms.alarm_box(words)
        assert mark.width() >= 12
        assert mark.intersects(words.adjusted(-1, -1, 1, 1))


def test_detail_falls_with_the_size() -> None:
    levels = [plan_rooms.detail(width, height) for width, height in ((200, 120), (60, 40), (30, 20), (10, 8))]
    assert levels == [plan_rooms.FULL, plan_rooms.MEDIUM, plan_rooms.SMALL, plan_rooms.TINY]


# People


def test_people_stand_inside_their_room(plan: FloorPlan) -> None:
    for subject, where in plan._crowd.places():
        place = QPointF(*plan.view().to_screen(where))
        assert plan.room_at(place) == plan._crowd.person(subject).room


def test_a_person_glides_to_the_next_room(plan: FloorPlan) -> None:
    settled(plan)
    start = dict(plan._crowd.places())["E1-owner_member-0"]
    moved = tuple(replace(p, room="Q1") if p.subject == "E1-owner_member-0" else p for p in sample.people())
    plan.set_people(moved)
    plan._crowd.advance(0.5)
    half = dict(plan._crowd.places())["E1-owner_member-0"]
    plan._crowd.advance(1.0)
    end = dict(plan._crowd.places())["E1-owner_member-0"]
    assert half == pytest.approx(((start[0] + end[0]) / 2, (start[1] + end[1]) / 2))
    assert plan.room_at(QPointF(*plan.view().to_screen(end))) == "Q1"


def test_people_of_another_floor_are_not_painted_here(plan: FloorPlan) -> None:
    plan.set_people(
        (
            PersonMark("a", "visitor", "E9"),
            PersonMark("b", "visitor", "E9", at=(3, 3)),
            PersonMark("c", "visitor", "E1"),
        )
    )
    assert [subject for subject, _ in plan._crowd.places()] == ["c"]


def test_a_role_nobody_knows_is_shown_as_unknown(plan: FloorPlan) -> None:
    plan.set_people((PersonMark("a", "intruder", "E1"),))
    assert plan.group_counts() == {"unknown": 1}


def test_the_tooltip_of_a_person_shows_only_what_the_viewer_may_see(plan: FloorPlan) -> None:
    plan.set_people((PersonMark("secret-subject", "committee_member", "E1", label=""),))
    settled(plan)
    where = dict(plan._crowd.places())["secret-subject"]
    assert plan.lines_at(QPointF(*plan.view().to_screen(where))) == ["评标评审委员会成员", "第一评标室"]


# More that it says


def test_a_reading_of_a_silent_device_is_not_shown_as_current(plan: FloorPlan) -> None:
    wheel(plan, room_place(plan, "R1"), 4)
    device = next(device for device in plan._layer.floor.devices if device.room == "R1")
    lines = plan.lines_at(QPointF(*plan.view().to_screen(device.at)))
    assert lines[1:] == ["失联，状态未知", "最后一次读数（时效不明）：在线"]


def test_a_room_tells_its_devices_that_are_not_well(plan: FloorPlan) -> None:
    assert "设备：失联，状态未知 1" in plan.lines_at(room_place(plan, "R1"))


def test_without_data_the_plan_says_from_when_it_is(plan: FloorPlan) -> None:
    live = picture(plan)
    plan.set_live(False)
    assert picture(plan) != live


def test_a_trail_is_painted_over_the_rooms(plan: FloorPlan) -> None:
    before = picture(plan)
    plan.set_trail(
        (TrailPoint("H1", sample.at(9)), TrailPoint("D1", sample.at(9, 20)), TrailPoint("E1", sample.at(9, 40)))
    )
    with_trail = picture(plan)
    plan.set_trail(())
    assert with_trail != before
    assert picture(plan) == before


# The card around it


def test_the_panel_has_a_button_for_each_floor(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    panel = PlanPanel()
    panel.set_drawing(sample.drawing())
    panel.set_state(sample.state())
    show(panel)
    qtbot.mouseClick(panel._floor_buttons["2F"], Qt.MouseButton.LeftButton)
    assert panel.plan.floor() == "2F"
    panel.plan.show_room("E1")
    assert panel._floor_buttons["1F"].isChecked()


def test_the_panel_says_from_when_the_picture_is(show: Callable[..., QWidget]) -> None:
    panel = PlanPanel()
    panel.set_drawing(PlanDrawing())
    panel.set_state(sample.state())
    assert panel._note.text() == "截至 09:42:05"


def test_the_legend_counts_people_by_group(show: Callable[..., QWidget]) -> None:
    panel = PlanPanel()
    panel.set_drawing(sample.drawing())
    panel.set_state(sample.state())
    assert ("expert", "评审专家 14") in panel.people.entries()
    assert ("unknown", "身份不明 1") in panel.people.entries()


def test_the_legend_opens(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    panel = show(PlanPanel())
    panel.show_legend()
    assert panel._legend.isVisible()
    assert "强行开门" in panel._legend.findChild(QWidget).accessibleDescription()
    panel._legend.close()
