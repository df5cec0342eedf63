"""A day that goes on: with the site's clock, and after a start in the middle of it."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator

from devices.broker import EmbeddedBroker
from devices.lanes import MqttWire
from devices.simulator.play import Hands, SimulatedDay
from tests.devices.simulator.conftest import Play, seen
from tests.devices.simulator.house import DayHouse, writing
from venue.access import admissions, presence
from venue.core.clock import SECOND, at_local
from venue.monitoring import health

DAY = "2026-11-23"
WALK = """
[[itineraries]]
people = ["FW"]
steps = [{ at = "07:31", to = "K1" }, { at = "07:40", to = "K2" }]
"""


@contextlib.contextmanager
def next_part(house: DayHouse, broker: EmbeddedBroker) -> Iterator[SimulatedDay]:
    """The same day on a simulator of its own, as after a restart."""
    wire = MqttWire(broker.address, f"again-{id(house)}")
    hands = Hands(write=writing(house.engine.writer), reading=house.database.reading, beat=house.field.beat)
    simulated = SimulatedDay(house.day, house.simulated.plan, wire, house.seams, hands=hands)
    simulated.prepare()
    assert wire.ready()
    yield simulated
    simulated.stop()
    wire.close()


def waited_for(condition: Callable[[], bool], seconds: float = 20.0) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.02)
    return False


def test_after_a_restart_people_stand_where_they_were_and_go_on_from_there(play: Play, broker: EmbeddedBroker) -> None:
    with play(WALK, until="07:39") as house:
        before = seen(house, health.health)
        house.simulated.stop()
        with next_part(house, broker) as again:
            again.play(until=at_local(DAY, "07:45"))
            assert again.cast["FW"].room == "K2"
        (present,) = seen(house, presence.occupancy)
        assert present.room == "K2"
        doors = [one.access_point for one in reversed(seen(house, admissions.feed))]
        assert doors == ["D-01", "D-02", "D-02", "D-03"]
        assert seen(house, health.health)["T-02"].boot == before["T-02"].boot + 1


def test_live_the_day_goes_on_with_the_clock_of_the_site(play: Play, broker: EmbeddedBroker) -> None:
    with play(WALK, until="07:39:50") as house:
        house.simulated.stop()
        with next_part(house, broker) as again:
            house.engine.lockstep = False
            house.clock.run(30)
            again.live()
            house.field.beat()
            assert waited_for(lambda: again.cast["FW"].room == "K2")
        last = seen(house, admissions.feed)[0]
        assert (last.access_point, last.code) == ("D-03", "admitted")
        assert at_local(DAY, "07:40") < last.at < at_local(DAY, "07:42")
        assert abs(last.received_at - last.at) < 10 * SECOND


def test_who_had_come_where_he_waits_passes_no_door_again_after_a_restart(play: Play, broker: EmbeddedBroker) -> None:
    steps = '{ at = "07:31", to = "LK" }, { do = "deposit" }, { to = "AS" }, { at = "07:44", to = "LK" }'
    with play(f'[[itineraries]]\npeople = ["FW", "FW2"]\napart = 60\nsteps = [{steps}]\n', until="07:40") as house:
        house.simulated.stop()
        passed = seen(house, presence.passage_count, since=0, until=2**52)
        with next_part(house, broker) as again:
            again.play(until=at_local(DAY, "07:43"))
            assert {again.cast[person].room for person in ("FW", "FW2")} == {"AS"}
            assert all(again.cast[person].cell for person in ("FW", "FW2"))
        assert seen(house, presence.passage_count, since=0, until=2**52) == passed
