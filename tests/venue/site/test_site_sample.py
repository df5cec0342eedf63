"""The sample site M has what day.md D.2 asks of a prefecture centre, and makes sense."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from venue.site.check import check
from venue.site.plan import SiteFile
from venue.site.site_file import export, parse
from venue.site.walk import WalkGraph

SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"


@pytest.fixture(scope="module")
def site() -> SiteFile:
    return parse(SAMPLE)


def test_the_sample_site_has_no_fault() -> None:
    assert check(SAMPLE) == []


def test_it_says_that_it_is_a_sample(site: SiteFile) -> None:
    assert (site.site.code, site.site.kind) == ("M", "sample")


def test_it_has_36_functional_rooms_of_the_kinds_of_a_prefecture_centre(site: SiteFile) -> None:
    kinds = Counter(room.type for room in site.rooms if room.use == "function")
    once = ["hall", "auction", "owner_waiting", "draw", "assembly", "dispersed", "remote", "sample"]
    once += ["supervision", "witness", "archive", "machine"]
    more = {"opening": 5, "negotiation": 3, "clarification": 2, "agency_work": 2, "evaluation": 10, "rest": 2}
    assert kinds == {**dict.fromkeys(once, 1), **more}
    assert sum(kinds.values()) == 36


@pytest.mark.parametrize(
    "count, of",
    [
        (48, lambda site: [door for door in site.access_points if door.controlled]),
        (92, lambda site: [device for device in site.devices if device.kind == "camera"]),
        (300, lambda site: site.points),
        (300, lambda site: [device for device in site.devices if device.kind not in ("camera", "room_controller")]),
        (100, lambda site: site.lockers),
        (36, lambda site: [seat for seat in site.seats if seat.pad]),
        (12, lambda site: [seat for seat in site.seats if seat.pad and seat.room == "FS"]),
        (12, lambda site: [seat for seat in site.seats if seat.pad and seat.room == "Z3r"]),
        (6, lambda site: [seat for seat in site.seats if seat.room == "W"]),
        (3, lambda site: [device for device in site.devices if device.kind == "kiosk"]),
        (4, lambda site: site.feeders),
    ],
)
def test_it_has_the_counts_of_the_day(site: SiteFile, count: int, of: object) -> None:
    assert len(of(site)) == count  # type: ignore[operator]


def test_controlled_doors_are_numbered_with_their_terminals(site: SiteFile) -> None:
    doors = {door.code: door.terminal for door in site.access_points if door.controlled}
    assert doors == {f"D-{number:02d}": f"T-{number:02d}" for number in range(1, 49)}


def test_every_controlled_door_has_a_controller_that_reports_contact_and_lock(site: SiteFile) -> None:
    points = {point.code for point in site.points}
    for door in site.access_points:
        if door.controlled:
            assert site.device[door.code].kind == "door"
            assert {f"{door.code}.contact", f"{door.code}.lock"} <= points


def test_the_terminal_for_outsiders_stands_at_an_office_door_and_is_left_alone_by_the_simulator(site: SiteFile) -> None:
    outsiders = [device for device in site.devices if not device.simulated]
    assert [device.code for device in outsiders] == ["T-EXT"]
    assert site.zones_of(site.access_point[outsiders[0].door]) == ("Z0", "Z5")


def test_feeder_b_feeds_evaluation_rooms_three_to_six_only(site: SiteFile) -> None:
    assert [room.code for room in site.rooms if room.feeder == "B"] == ["E3", "E4", "E5", "E6"]


def test_two_cameras_of_feeder_b_have_no_ups_and_all_others_do(site: SiteFile) -> None:
    bare = [device for device in site.devices if device.kind == "camera" and not device.ups]
    assert {device.code: (device.room, site.feeder_of(device)) for device in bare} == {
        "C-31": ("E3", "B"),
        "C-32": ("E4", "B"),
    }


def test_every_room_under_evaluation_or_opening_has_a_mandatory_camera_with_pick_up(site: SiteFile) -> None:
    covered = {device.room for device in site.devices if device.mandatory and device.sound}
    wanted = {"opening", "auction", "negotiation", "clarification", "draw", "evaluation", "dispersed", "remote"}
    assert {room.code for room in site.rooms if room.type in wanted} <= covered


def test_between_expert_channel_and_evaluation_zone_stands_a_two_door_interlock(site: SiteFile) -> None:
    outer, inner = (door for door in site.access_points if door.kind == "interlock")
    assert (outer.partner, inner.partner) == (inner.code, outer.code)
    assert [*site.zones_of(outer), *site.zones_of(inner)] == ["Z2", "Z2", "Z2", "Z3"]


def test_evaluation_doors_ask_for_a_second_factor(site: SiteFile) -> None:
    entering = [door for door in site.access_points if door.controlled and site.zone_of(door.to_room) in ("Z3", "Z3r")]
    assert len(entering) == 21
    assert all(door.second_factor for door in entering)


def test_every_door_into_the_evaluation_zone_and_its_rooms_counts_people(site: SiteFile) -> None:
    counted = {device.door for device in site.devices if device.kind == "people_counter"}
    edge = [
        door.code
        for door in site.access_points
        if door.controlled and "Z3" in site.zones_of(door) and set(site.zones_of(door)) - {"Z3", "Z3r"}
        if door.to_room.startswith("C3")
    ]
    assert {*edge, *(d.code for d in site.access_points if site.room.get(d.to_room) and d.to_room[0] == "E")} <= counted


def test_each_functional_room_has_one_patrol_checkpoint_with_a_form_that_has_lines(site: SiteFile) -> None:
    rooms = Counter(checkpoint.room for checkpoint in site.checkpoints)
    filled = {item.form for item in site.form_items}
    assert {room.code for room in site.rooms if room.use == "function"} <= set(rooms)
    assert set(rooms.values()) == {1}
    assert {checkpoint.form for checkpoint in site.checkpoints} <= filled


def test_the_way_from_evaluation_to_the_agency_room_crosses_the_interlock(site: SiteFile) -> None:
    crossed = WalkGraph(site).route("E1", "G1").access_points
    interlock = [door.code for door in site.access_points if door.kind == "interlock"]
    assert [code for code in crossed if code in interlock] == interlock[::-1]


def test_from_outside_an_ordinary_way_leads_to_every_room_but_the_service_landing(site: SiteFile) -> None:
    graph = WalkGraph(site)
    lengths = {room.code: graph.route("OUT", room.code).length for room in site.rooms if room.code != "SV"}
    assert all(0 < length < 400_000 for length in lengths.values())


def test_a_round_of_all_checkpoints_is_a_walk_of_minutes(site: SiteFile) -> None:
    graph = WalkGraph(site)
    rooms = [point.room for point in sorted(site.checkpoints, key=lambda point: point.order)]
    metres = sum(graph.route(a, b, service=True).length for a, b in pairwise(rooms)) / 1000
    assert metres < 900  # 12 minutes at 1.25 m/s leave half of the 25 minutes for looking


def test_the_sample_site_survives_export_and_import(site: SiteFile) -> None:
    assert parse(export(site)) == site
