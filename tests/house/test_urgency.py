"""What waits together: doors are answered before acts and sensors, and an escort at the same door lets in who waits for one."""

from dataclasses import replace

from tests.house.conftest import DAY, HAND, SmallHouse, person
from venue.core.clock import SECOND, at_local
from venue.core.messages import CredentialPresented, Heartbeat, OpenDoor, PointRead, RefuseDoor, Request, Tick
from venue.engine import urgent_first
from venue.people import needs

PRESENTED = CredentialPresented(device="T-10", access_point="D-10", kind="card", token="x")
ASKED = Request(id="1", act="projects.advance", args={})
FELT = PointRead(device="CL-E1", point="CL-E1.temperature", value=21_000)
ALIVE = Heartbeat(device="CL-E1")
NOW = Tick(now=1)


def test_doors_come_first_then_acts_then_sensors_with_the_clock() -> None:
    assert list(urgent_first([FELT, NOW, ASKED, PRESENTED, ALIVE])) == [[PRESENTED], [ASKED], [FELT, NOW, ALIVE]]


def test_what_is_not_waiting_makes_no_group() -> None:
    assert list(urgent_first([FELT])) == [[FELT]]


def test_a_door_is_answered_before_a_measurement_that_came_with_it(house: SmallHouse) -> None:
    told = house.hear(FELT, PRESENTED)
    kinds = [type(message).__name__ for message in told]
    assert kinds.index("RefuseDoor") < kinds.index("PointsRead")


def to_be_escorted(house: SmallHouse) -> None:
    """A visitor whose need for the offices was approved with an escort, and people who may or may not escort him."""
    with house.writing() as work:
        visitor = person(work, "visitor", "visitor")
        person(work, "steward", "centre_service")
        person(work, "clerk", "clerk")
        period = {"from_at": at_local(DAY, "07:00"), "until_at": at_local(DAY, "18:00")}
        number = needs.ask(work, subject=visitor, purpose="送修设备", where={"zone": "Z5"}, **period)
        needs.approve(work.on_behalf_of(replace(HAND, account="another")), number=number)


def commands(house: SmallHouse, token: str) -> list[OpenDoor | RefuseDoor]:
    told = house.hear(
        CredentialPresented(device="T-10", access_point="D-10", kind="card", token=token, factors=("code",))
    )
    return [message for message in told if isinstance(message, OpenDoor | RefuseDoor)]


def test_who_needs_an_escort_waits_and_is_let_in_with_the_steward(house: SmallHouse) -> None:
    to_be_escorted(house)
    assert [command.code for command in commands(house, "visitor")] == ["escort_needed"]
    house.clock.advance(5 * SECOND)
    assert [type(command) for command in commands(house, "steward")] == [OpenDoor, OpenDoor]


def test_who_presents_after_the_steward_is_let_in_at_once(house: SmallHouse) -> None:
    to_be_escorted(house)
    commands(house, "steward")
    house.clock.advance(5 * SECOND)
    assert [type(command) for command in commands(house, "visitor")] == [OpenDoor]


def test_somebody_who_may_not_escort_lets_nobody_in(house: SmallHouse) -> None:
    to_be_escorted(house)
    commands(house, "visitor")
    house.clock.advance(5 * SECOND)
    assert len(commands(house, "clerk")) == 1


def test_an_escort_who_came_too_long_ago_counts_no_more(house: SmallHouse) -> None:
    to_be_escorted(house)
    commands(house, "steward")
    house.clock.advance(31 * SECOND)
    assert [command.code for command in commands(house, "visitor")] == ["escort_needed"]
