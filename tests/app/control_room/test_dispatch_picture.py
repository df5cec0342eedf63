"""From claims and proposals to bars, words and sheets, without a screen."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.control_room.dispatch_chart import lines_of, marked, parts_of, plan_day, with_moves
from app.control_room.dispatch_read import DispatchScene, day_after, week_of
from app.control_room.dispatch_words import difference, title_words
from tests.app.control_room import dispatch_day
from tests.house.conftest import DAY, ROOT
from venue.core.clock import HOUR, MINUTE, at_local
from venue.operations.dispatching import CostParts
from venue.site.plan import SiteFile
from venue.site.site_file import parse


@pytest.fixture(scope="module")
def plan() -> SiteFile:
    return parse(ROOT / "resources" / "sample_site").on(DAY)


def test_a_week_begins_on_monday_and_days_go_over_the_year() -> None:
    assert week_of("2026-11-29")[0] == "2026-11-23"
    assert week_of("2026-11-23")[-1] == "2026-11-29"
    assert day_after("2026-12-31", 1) == "2027-01-01"


def test_bars_have_the_buffers_of_their_claims(plan: SiteFile) -> None:
    day = plan_day(dispatch_day.scene(), plan, "zh", may_move=True)
    opening = next(bar for bar in day.bars if (bar.project, bar.row) == ("G06", "K2"))
    assert (opening.before, opening.after) == (40 * MINUTE, 30 * MINUTE)


def test_only_what_has_not_begun_may_be_moved(plan: SiteFile) -> None:
    day = plan_day(dispatch_day.scene(), plan, "zh", may_move=True)
    assert {bar.project for bar in day.bars if bar.movable} == {"G05", "G06", "G07", "G08", "G09"}


def test_a_secret_project_has_no_title_on_any_bar(plan: SiteFile) -> None:
    scene = dispatch_day.scene()
    hidden = replace(scene.projects["G06"], title="绝密标题", secret=True)
    day = plan_day(replace(scene, projects={**scene.projects, "G06": hidden}), plan, "zh", may_move=True)
    assert not any("绝密标题" in f"{bar.title}{bar.lines}" for bar in day.bars)
    assert title_words("G06", "绝密标题", secret=True) == "G06 涉密"


def test_rooms_are_grouped_by_zone_and_shared_ones_have_lines(plan: SiteFile) -> None:
    day = plan_day(DispatchScene(1, DAY), plan, "zh", may_move=False)
    zones = [row.group for row in day.rows]
    assert zones == sorted(zones, key=zones.index)
    assert len(set(zones)) == sum(one != other for one, other in zip(zones, ["", *zones], strict=False))
    assert next(row.lines for row in day.rows if row.code == "G1") == lines_of("agency_work") == 4


def test_the_chart_is_as_long_as_its_bars(plan: SiteFile) -> None:
    day = plan_day(dispatch_day.scene(), plan, "zh", may_move=False)
    assert day.end == at_local(DAY, "19:30")
    assert plan_day(DispatchScene(1, DAY), plan, "zh", may_move=False).end == at_local(DAY, "18:30")


def test_a_proposal_moves_places_and_marks_only_what_changes(plan: SiteFile) -> None:
    scene = dispatch_day.scene()
    today = plan_day(scene, plan, "zh", may_move=False)
    then = with_moves(today, scene.proposals[0].moves, scene, plan, "zh")
    moved = {(bar.project, bar.row) for bar in then.bars if bar.mark}
    assert ("G08", "E9") in moved
    assert ("G08", "K4") not in moved
    assert {row for project, row in moved if project == "G11"} == {"K5", "E10", "G1"}
    assert {bar.row for bar in marked(today, then).bars if bar.mark and bar.project == "G08"} == {"E8"}


def test_a_request_is_carried_with_the_rooms_of_its_method(plan: SiteFile) -> None:
    scene = dispatch_day.scene()
    wanted = scene.request("G11")
    parts = parts_of(wanted, plan, scene.projects["G11"])
    assert [part.id for part in parts] == ["opening", "evaluation", "agency"]
    assert parts[0].start == wanted.wish
    assert parts[1].start >= wanted.wish + HOUR


def test_a_difference_names_only_what_differs() -> None:
    cheap, dear = CostParts(0, 0, 4, 2, 3, 0), CostParts(0, 35, 2, 2, 3, 0)
    assert difference(cheap, dear) == "时间偏移多 35 分钟，空余座位少 2 座"
