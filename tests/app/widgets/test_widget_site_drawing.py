"""The drawing of the sample site as the floor plan gets it."""

import pytest

from app.theme import RESOURCES
from app.widgets.plan_data import PlanDrawing
from app.widgets.plan_geometry import bounds_of, contains, distance_to_segment
from app.widgets.site_drawing import drawing_of
from venue.site.site_file import parse


@pytest.fixture(scope="module")
def drawing() -> PlanDrawing:
    return drawing_of(parse(RESOURCES / "sample_site").on("2026-11-23"))


def test_floors_come_lowest_first_with_their_rooms(drawing: PlanDrawing) -> None:
    assert [floor.name for floor in drawing.floors] == ["一楼", "二楼"]
    assert sum(room.use == "function" for floor in drawing.floors for room in floor.rooms) == 36


def test_every_door_lies_on_a_wall_of_a_room_it_leads_to(drawing: PlanDrawing) -> None:
    for floor in drawing.floors:
        walls = {
            room.code: list(zip(room.outline, (*room.outline[1:], room.outline[0]), strict=True))
            for room in floor.rooms
        }
        for door in floor.doors:
            sides = [wall for code in door.rooms for wall in walls.get(code, [])]
            assert any(
                all(distance_to_segment(end, *wall) < 0.01 for end in (door.start, door.end)) for wall in sides
            ), door


def test_an_open_leaf_swings_into_the_room(drawing: PlanDrawing) -> None:
    first = drawing.floors[0]
    door = next(door for door in first.doors if door.rooms == ("C1", "K1"))
    room = next(room for room in first.rooms if room.code == "K1")
    (x1, y1), (x2, y2) = door.start, door.end
    left = ((x1 + x2) / 2 + (y2 - y1) / 4, (y1 + y2) / 2 - (x2 - x1) / 4)
    assert contains(room.outline, left)


def test_devices_stand_on_their_floor_and_are_named_by_their_kind(drawing: PlanDrawing) -> None:
    first = drawing.floors[0]
    left, top, right, bottom = bounds_of(first.outline)
    assert all(left <= device.at[0] <= right and top <= device.at[1] <= bottom for device in first.devices)
    assert next(device.name for device in first.devices if device.id == "C-01") == "摄像机 C-01"


def test_names_follow_the_language() -> None:
    english = drawing_of(parse(RESOURCES / "sample_site").on("2026-11-23"), language="en")
    assert english.floors[0].rooms[0].name == "Opening room 1"
