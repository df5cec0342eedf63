"""Rooms get ready by themselves: ordered from the plan, answered over the wire, and ready only when nobody and nothing is left."""

import pytest

from tests.house.conftest import DAY, SmallHouse, project
from venue.core.acts import Refused
from venue.core.clock import at_local
from venue.core.messages import CameraReported, PointRead, PrepareRoom, RoomPrepared, ShowSign
from venue.core.work import Principal
from venue.monitoring.alarms import open_alarms
from venue.operations import boards, readiness

VIEWER = Principal("zongkong", frozenset({"operator"}), "M")


@pytest.fixture
def planned(house: SmallHouse) -> SmallHouse:
    """A house at 08:00 with one project: K1 at 09:00, E1 at 10:15; every camera records and every sensor sees nobody."""
    with house.writing() as work:
        project(work, "G01", room="E1")
    speak(house)
    return house


def speak(house: SmallHouse) -> None:
    """Every device that matters says again what it said, so that none counts as silent."""
    plan = house.engine.floor.ground.plan(house.clock.now())
    cameras = [CameraReported(device=d.code, online=True, recording=True) for d in plan.devices if d.kind == "camera"]
    quiet = [PointRead(device=p.device, point=p.code, value=0) for p in plan.points if p.quantity == "presence"]
    house.hear(*cameras, *quiet)


def at(house: SmallHouse, wall: str) -> list[PrepareRoom]:
    """It is that time, everybody speaks; gives the orders to the room E1 that went out."""
    house.clock.set(at_local(DAY, wall))
    speak(house)
    house.at(wall)
    return [message for message in house.told if isinstance(message, PrepareRoom) and message.room == "E1"]


def state(house: SmallHouse, room: str) -> readiness.RoomState:
    with house.database.reading() as read:
        return next(one for one in readiness.room_states(read, VIEWER) if one.room == room)


def lacks(house: SmallHouse, room: str) -> list[str]:
    return [lack.code for lack in state(house, room).lacks]


def answer(house: SmallHouse, order: PrepareRoom, *failed: str) -> None:
    house.hear(RoomPrepared(device=order.device, room=order.room, order=order.order, on=bool(order.on), failed=failed))
    at(house, "09:25")


def test_a_room_is_armed_an_hour_before_its_session_and_not_earlier(planned: SmallHouse) -> None:
    assert at(planned, "09:14") == []
    assert [(order.room, order.on) for order in at(planned, "09:15")] == [("E1", 1)]


def test_it_is_ordered_once(planned: SmallHouse) -> None:
    at(planned, "09:15")
    assert at(planned, "09:17") == []


def test_it_is_ready_when_the_controller_says_that_all_worked(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    assert lacks(planned, "E1") == ["rooms.arming"]
    answer(planned, order)
    assert state(planned, "E1").ready


def test_a_step_that_failed_keeps_it_from_being_ready_until_it_is_done_again(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    answer(planned, order, "light")
    assert lacks(planned, "E1") == ["rooms.step_failed"]
    with planned.writing() as work:
        readiness.arm(work, room="E1")
    (again,) = [message for message in planned.told if isinstance(message, PrepareRoom)]
    answer(planned, again)
    assert state(planned, "E1").ready


def test_a_controller_that_is_silent_is_said_and_a_hand_takes_its_place(planned: SmallHouse) -> None:
    at(planned, "09:15")
    at(planned, "09:19")
    assert lacks(planned, "E1") == ["rooms.controller_silent"]
    with planned.writing() as work:
        readiness.armed_by_hand(work, room="E1", words="已现场通电试录")
    planned.at("09:20")
    assert state(planned, "E1").ready


def test_an_answer_to_another_room_changes_nothing(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    planned.hear(RoomPrepared(device="RC-E2", room="E2", order=order.order, on=True))
    planned.at("09:16")
    assert lacks(planned, "E1") == ["rooms.arming"]


def test_something_left_behind_keeps_the_room_from_being_ready_until_the_finding_is_closed(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    with planned.writing() as work:
        readiness.check(work, room="E1", left="样品一箱")
    answer(planned, order)
    assert lacks(planned, "E1") == ["rooms.object_left"]
    assert not state(planned, "E1").turned_over


def test_somebody_whom_only_the_sensor_sees_keeps_it_from_being_ready(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    answer(planned, order)
    plan = planned.engine.floor.ground.plan(planned.clock.now())
    point = next(p for p in plan.points if p.quantity == "presence" and plan.device[p.device].room == "E1")
    planned.hear(PointRead(device=point.device, point=point.code, value=1000))
    planned.at("09:26")
    assert "rooms.person_sensed" in lacks(planned, "E1")


def test_a_mandatory_camera_that_does_not_record_is_named(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    answer(planned, order)
    plan = planned.engine.floor.ground.plan(planned.clock.now())
    camera = next(d for d in plan.devices if d.kind == "camera" and d.mandatory and d.room == "E1")
    planned.hear(CameraReported(device=camera.code, online=True, recording=False))
    planned.at("09:26")
    assert "rooms.not_recording" in lacks(planned, "E1")


def test_a_room_that_is_not_ready_shortly_before_its_session_is_an_alarm_until_it_is(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    at(planned, "10:01")

    def alarmed() -> list[str]:
        with planned.database.reading() as read:
            found = open_alarms(read, VIEWER, now=planned.clock.now())
        return [one.room for one in found if one.kind == "room_not_ready" and one.active]

    assert alarmed() == ["E1"]
    planned.hear(RoomPrepared(device=order.device, room="E1", order=order.order, on=True))
    at(planned, "10:03")
    assert alarmed() == []


def test_after_its_last_session_the_room_is_released(planned: SmallHouse) -> None:
    (order,) = at(planned, "09:15")
    answer(planned, order)
    released = [one for wall in ("13:59", "14:01") for one in at(planned, wall) if not one.on]
    assert [one.room for one in released] == ["E1"]


def test_a_room_nobody_knows_is_refused(planned: SmallHouse) -> None:
    with pytest.raises(Refused, match=r"rooms\.unknown"), planned.writing() as work:
        readiness.check(work, room="K99")


def test_the_sign_of_a_door_shows_the_meeting_that_goes_on(planned: SmallHouse) -> None:
    shown: list[ShowSign] = []
    planned.bus.subscribe(ShowSign, shown.append)
    at(planned, "08:00")
    at(planned, "09:01")
    lines = [sign.lines_zh for sign in shown if sign.device == "SG-K1"]
    assert [line[1] for line in lines] == ["即将开始", "使用中"]
    assert "项目G01" in lines[-1][3]


def test_a_public_board_names_openings_and_no_evaluation(planned: SmallHouse) -> None:
    with planned.database.reading() as read:
        public = boards.day_board(read, VIEWER, day=DAY)
        staff = boards.day_board(read, VIEWER, day=DAY, audience="staff")
    assert [one.room for one in public] == ["K1"]
    assert [(one.room, one.title) for one in staff if one.purpose == "evaluation"] == [("E1", "")]


def test_a_secret_project_stands_on_no_board(planned: SmallHouse) -> None:
    from venue.projects.projects import projects

    with planned.writing() as work:
        work.update(projects, projects.c.code == "G01", secret=1)
    with planned.database.reading() as read:
        assert boards.day_board(read, VIEWER, day=DAY, audience="staff") == ()
