"""A room is ready only when nothing is missing; what nobody knows is missing too."""

from dataclasses import replace

import pytest

from venue.operations.readiness_rules import RoomFacts, lacks_of, turnover_lacks

READY = RoomFacts(used_until=100, checked_at=200, order="done")


def codes(facts: RoomFacts) -> list[str]:
    return [lack.code for lack in lacks_of(facts)]


def test_a_checked_empty_and_armed_room_is_ready() -> None:
    assert lacks_of(READY) == ()


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ({"checked_at": 99}, "rooms.check_due"),
        ({"objects": (4,)}, "rooms.object_left"),
        ({"strangers": 1}, "rooms.person_left"),
        ({"sensed": 2}, "rooms.person_sensed"),
        ({"sensed": -1}, "rooms.presence_unknown"),
        ({"in_use_by": "G01"}, "rooms.in_use"),
        ({"order": ""}, "rooms.not_armed"),
        ({"order": "asked"}, "rooms.arming"),
        ({"order": "silent"}, "rooms.controller_silent"),
        ({"order": "failed", "failed": ("light",)}, "rooms.step_failed"),
        ({"unrecorded": ("C-1",)}, "rooms.not_recording"),
    ],
)
def test_one_thing_missing_is_named(change: dict[str, object], missing: str) -> None:
    assert codes(replace(READY, **change)) == [missing]


def test_a_silent_sensor_is_not_an_empty_room() -> None:
    assert turnover_lacks(replace(READY, sensed=-1)) != ()


def test_prepared_by_hand_counts_as_armed() -> None:
    assert lacks_of(replace(READY, order="by_hand")) == ()


def test_cameras_are_not_asked_for_before_the_room_is_armed() -> None:
    assert codes(replace(READY, order="", unrecorded=("C-1",))) == ["rooms.not_armed"]
