"""Ways through the site: shortest, through passages only, and never through a closed door."""

from __future__ import annotations

from pathlib import Path

import pytest

from venue.site.plan import SiteFile
from venue.site.site_file import parse
from venue.site.walk import NoWay, WalkGraph

SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"


@pytest.fixture(scope="module")
def graph() -> WalkGraph:
    return WalkGraph(parse(SAMPLE))


def test_a_way_to_the_room_across_the_corridor_is_measured_in_millimetres(graph: WalkGraph) -> None:
    route = graph.route("E1", "E2")
    assert route.access_points == ("D-35", "D-36")
    assert route.length == 4000 + 8000 + 4000


def test_a_way_is_as_long_back_as_there(graph: WalkGraph) -> None:
    assert graph.route("E9", "K3").length == graph.route("K3", "E9").length


def test_a_way_never_leads_through_somebody_elses_room(
    graph: WalkGraph,
) -> None:
    assert graph.route("E1", "Q1").rooms.count("SM") == 0
    assert "N1" not in graph.route("E1", "W").rooms


def test_the_way_from_a_room_with_two_doors_takes_the_nearer_one(graph: WalkGraph) -> None:
    assert graph.route("N1", "E1").access_points == ("D-30", "D-35")


def test_the_service_door_is_used_only_when_asked_for(graph: WalkGraph) -> None:
    assert "D-34" not in graph.route("C5", "E1").access_points
    assert "D-34" in graph.route("C5", "E1", service=True).access_points


def test_the_emergency_exit_is_no_way_in(graph: WalkGraph) -> None:
    assert "X-01" not in graph.route("OUT", "C3S", service=True).access_points


def test_avoiding_a_stair_takes_the_lift(graph: WalkGraph) -> None:
    assert [step.by for step in graph.route("K1", "N1").steps if step.by[0:1] in "SV"] != []
    assert "V-1" in [step.by for step in graph.route("K1", "N1", avoiding={"S-1"}).steps]


def test_avoiding_every_way_says_there_is_none(graph: WalkGraph) -> None:
    with pytest.raises(NoWay) as none:
        graph.route("E1", "G1", avoiding={"IL"})
    assert (none.value.from_room, none.value.to_room) == ("E1", "G1")


def test_staying_is_no_walk(graph: WalkGraph) -> None:
    route = graph.route("E1", "E1")
    assert (route.length, route.rooms, route.access_points) == (0, ("E1",), ())


def test_each_leg_ends_where_the_next_begins(graph: WalkGraph) -> None:
    site = parse(SAMPLE)
    for step in graph.route("OUT", "E7").steps[:-1]:
        assert step.by in site.access_point or step.by in {link.code for link in site.links}
        assert step.spot is not None


def test_a_way_out_ends_outside(graph: WalkGraph) -> None:
    route = graph.route("E1", "OUT")
    assert route.rooms[-1] == "OUT"
    assert route.access_points[-1] == "D-15"


def test_a_site_without_doors_has_no_way() -> None:
    site = parse(SAMPLE)
    bare = SiteFile(site=site.site, rooms=site.rooms)
    with pytest.raises(NoWay):
        WalkGraph(bare).route("E1", "E2")
