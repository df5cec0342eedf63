"""Small days through the whole house: terminals, doors, broker, engine, views."""

from __future__ import annotations

import pytest

from devices.simulator.acts import Desks
from tests.devices.simulator.conftest import ACCOUNTS, Play, sample_site, seen
from venue.access import admissions, presence
from venue.core.clock import at_local, wall
from venue.monitoring import alarms, cameras, health, measurements
from venue.site.plan import OUTSIDE

DAY = "2026-11-23"
EVER = {"since": 0, "until": 2**53 - 1}


def way(person: str, steps: str) -> str:
    return f'\n[[itineraries]]\npeople = ["{person}"]\nsteps = [{steps}]\n'


def decided(house: object) -> list[tuple[str, str, str]]:
    feed = seen(house, admissions.feed, limit=1000)  # type: ignore[arg-type]
    return [(one.access_point, one.direction, one.code) for one in reversed(feed)]


def test_a_person_walks_through_the_real_doors_and_is_known_there(play: Play) -> None:
    with play(way("FW", '{ at = "07:31", to = "K1" }')) as house:
        assert decided(house) == [("D-01", "in", "admitted"), ("D-02", "in", "admitted")]
        (present,) = seen(house, presence.occupancy)
        assert (present.zone, present.room) == ("Z1", "K1")
        assert house.simulated.cast["FW"].room == "K1"


def test_walking_takes_the_time_of_its_way(play: Play) -> None:
    with play(way("FW", '{ at = "07:31", to = "K1" }')) as house:
        subject = house.simulated.cast["FW"].subject
        first, second = seen(house, presence.passages_of, subject=subject, **EVER)
        length = 12_800 + 3_000  # millimetres along the corridor from D-01 (40, 15) to D-02 (7.2, 12)
        assert second.at - first.at >= length / 1.2


def test_without_a_deposited_phone_the_zone_stays_shut_and_he_backs_out_of_the_interlock(play: Play) -> None:
    with play(way("FW", '{ at = "07:31", to = "C3N" }')) as house:
        assert decided(house)[-2:] == [("D-29", "in", "phone_not_deposited"), ("D-28", "out", "egress")]
        assert house.simulated.cast["FW"].room == "LK"


def test_with_the_phone_in_a_locker_the_same_person_enters(play: Play) -> None:
    steps = '{ at = "07:31", to = "LK" }, { do = "deposit" }, { to = "C3N" }, { to = "LK" }, { do = "collect" }'
    with play(way("FW", steps)) as house:
        assert ("D-29", "in", "admitted") in decided(house)
        actor = house.simulated.cast["FW"]
        assert (actor.room, actor.cell) == ("LK", None)


def test_two_who_come_together_use_the_interlock_one_after_the_other(play: Play) -> None:
    steps = '{ at = "07:31", to = "LK" }, { do = "deposit" }, { at = "07:36", to = "C3N" }'
    with play(way("FW", steps) + way("FW2", steps)) as house:
        codes = [code for door, _, code in decided(house) if door in ("D-28", "D-29")]
        assert codes == ["admitted"] * 4
        assert {house.simulated.cast[person].room for person in ("FW", "FW2")} == {"C3N"}


def test_who_slips_through_behind_somebody_is_a_tail_gater(play: Play) -> None:
    need = """
[[needs]]
person = "BJ"
purpose = "保洁"
zone = "Z1"
from = "07:00"
until = "18:00"
escort = false
applicant = "fuwu"
approver = "fuze"
"""
    events = way("BJ", '{ at = "07:30:10", to = "C1" }')
    events += way("FW", '{ at = "07:33", to = "K1", door = "D-02", tailed_by = "BJ" }')
    with play(ACCOUNTS + need + events) as house:
        assert [one.device for one in seen(house, alarms.alarms_between, **EVER)] == ["D-02"]
        assert house.simulated.cast["BJ"].room == "K1"


def test_passes_of_a_terminal_that_was_cut_off_come_late_once_each_and_in_the_right_place_in_time(play: Play) -> None:
    offline = """
[[faults]]
at = "07:31"
until = "07:38"
backlog = "07:39"
kind = "offline"
device = "T-01"
[[faults]]
at = "07:31"
kind = "skew"
device = "T-01"
seconds = -47
"""
    events = way("FW", '{ at = "07:32", to = "C1" }, { at = "07:35", to = "OUT" }')
    with play(events + offline) as house:
        passed = [one for one in seen(house, admissions.feed) if one.offline]
        assert [(one.direction, one.received_at) for one in reversed(passed)] == [
            ("in", at_local(DAY, "07:39")),
            ("out", at_local(DAY, "07:39")),
        ]
        assert [wall(one.at, seconds=False) for one in reversed(passed)] == ["07:32", "07:35"]
        assert all(one.passage for one in passed)
        assert [one.kind for one in seen(house, alarms.alarms_between, **EVER)] == ["clock_skew"]


@pytest.mark.parametrize("kind", ["lose", "duplicate"])
def test_a_lost_and_a_doubled_message_change_nothing_in_the_end(play: Play, kind: str) -> None:
    fault = f'\n[[faults]]\nat = "07:30:30"\nkind = "{kind}"\ndevice = "T-01"\ncount = 2\n'
    with play(fault + way("FW", '{ at = "07:31", to = "K1" }')) as house:
        assert decided(house) == [("D-01", "in", "admitted"), ("D-02", "in", "admitted")]
        assert seen(house, presence.passage_count, **EVER) == 2
        assert house.simulated.site.terminals["D-01"].unacknowledged == 0


def test_a_lost_feeder_darkens_what_hangs_on_it_and_nothing_else(play: Play) -> None:
    feeder = '\n[[faults]]\nat = "07:31"\nuntil = "07:35"\nkind = "feeder"\nfeeder = "B"\nseconds = 75\n'
    with play(feeder) as house:
        gaps = seen(house, cameras.gaps, **EVER)
        told = [(gap.camera, wall(gap.since), wall(gap.until)) for gap in gaps]
        assert told == [("C-31", "07:31:00", "07:36:15"), ("C-32", "07:31:00", "07:36:15")]
        supply = seen(house, measurements.history, point="FM-B.supply", **EVER)
        assert [value for _, value, _ in supply] == [1000, 0, 1000]
        assert seen(house, measurements.latest)["FM-A.supply"].value == 1000


def test_every_device_of_the_site_speaks_and_every_point_is_read(play: Play) -> None:
    with play("", until="07:31", site=sample_site()) as house:
        plan = house.simulated.plan
        simulated = {device.code for device in plan.devices if device.simulated}
        assert set(seen(house, health.health)) >= simulated
        assert {point.code for point in plan.points if point.device in simulated} <= set(
            seen(house, measurements.latest)
        )


def test_the_same_file_and_seed_give_the_same_book_and_another_seed_another(play: Play) -> None:
    events = way("FW", '{ at = "07:31", to = "LK" }, { do = "deposit" }') + way("FW2", '{ at = "07:31:10", to = "K1" }')
    roots = []
    for seed in ("tests", "tests", "another"):
        with play(events, seed=seed) as house:
            roots.append(house.report()["journal"]["root"])
    assert roots[0] == roots[1]
    assert roots[1] != roots[2]


def test_what_people_ask_for_at_their_desks_is_done_under_their_account(play: Play) -> None:
    act = '\n[[acts]]\nat = "07:40"\naccount = "fuwu"\nact = "access.declare_nothing_carried"\n'
    args = 'args = { subject = "$person:FW", until = "@20:00" }\n'
    forbidden = (
        '\n[[acts]]\nat = "07:41"\naccount = "fuwu"\nact = "bookings.release"\nargs = { number = 1, reason = "" }\n'
    )
    with play(ACCOUNTS + act + args + forbidden + 'refused = "act.not_yours"\n') as house:
        desks: Desks = house.simulated._desks
        assert [(wall(at), act, code) for at, act, code in desks.refused] == [
            ("07:41:00", "bookings.release", "act.not_yours")
        ]


def test_a_round_is_walked_and_what_it_skips_is_missed(play: Play) -> None:
    line = '\n[[rounds]]\nat = "07:35"\naccount = "diaodu"\nperson = "FW"\nreason = "试走"\npace = 5\n'
    points = 'checkpoints = ["CP-HALL", "CP-K1", "CP-K2"]\ninside = ["K1"]\nskip = ["CP-K2"]\n'
    with play(ACCOUNTS + line + points, until="07:50") as house:
        assert house.report()["patrols"] == {"planned": 0, "complete": 0, "incomplete": 0, "extra": 1}
        assert ("D-02", "in", "admitted") in decided(house)
        assert ("D-03", "in", "admitted") not in decided(house)


def test_the_report_says_what_came_of_each_expectation(play: Play) -> None:
    expected = """
[[expected]]
id = "in"
at = "07:31"
kind = "admission"
subject = "FW"
device = "D-02"
expected = "allow admitted"
[[expected]]
id = "never"
at = "07:31"
kind = "alarm"
expected = "door_forced"
[[expected]]
id = "unjudged"
at = "07:31"
kind = "later"
expected = "1"
"""
    with play(way("FW", '{ at = "07:31", to = "K1" }') + expected) as house:
        told = {event["id"]: (event["found"], event["found_at"]) for event in house.report()["events"]}
        assert told["in"][0] == "allow admitted"
        assert told["in"][1].startswith("2026-11-23T07:31")
        assert (told["never"], told["unjudged"]) == (("", ""), ("", ""))


def test_nobody_is_left_where_no_way_leads(play: Play) -> None:
    with play(way("FW", '{ at = "07:31", to = "K1" }, { at = "07:35", to = "OUT" }')) as house:
        assert house.simulated.cast["FW"].room == OUTSIDE
        assert sum(house.simulated.site.crowd.values()) == 0
