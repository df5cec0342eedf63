"""From facts to the picture: unknown stays unknown, a room is as far as its project, figures count what they say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from app.control_room import overview_chart as chart
from app.control_room import overview_state as state
from app.control_room.overview_read import Equipment, Scene
from app.control_room.window_alarms import Calling, state_of
from tests.app.conftest import Stored
from venue.access.door_states import DoorState
from venue.access.presence import Present
from venue.core.clock import MINUTE, at_local
from venue.monitoring.alarms import Alarm
from venue.monitoring.health import Health
from venue.projects.projects import Project
from venue.schedule.bookings import Claim
from venue.site.plan import SiteFile

DAY = "2026-11-23"
NOW = at_local(DAY, "09:42")


@pytest.fixture(scope="module")
def plan(stored: dict[str, Stored]) -> SiteFile:
    return stored["open"].site.on(DAY)


def heard(device: str, at: int = NOW) -> Health:
    return Health(device, at, at, 1, 0, "ok", "", -1, -1, "")


def claim(room: str = "E1", purpose: str = "evaluation", **more: Any) -> Claim:
    hours = {"from_at": at_local(DAY, "09:30"), "until_at": at_local(DAY, "12:00")}
    hours |= {name: more.pop(name) for name in ("from_at", "until_at") if name in more}
    busy = {"busy_from": hours["from_at"] - 15 * MINUTE, "busy_until": hours["until_at"]}
    facts = {"number": 1, "project": "G01", "kind": "room", "resource": room, "purpose": purpose, "shared": 1}
    return Claim(**{**facts, **hours, **busy, "status": "claimed", **more})


def project(phase: str, **more: Any) -> Project:
    empty = dict.fromkeys(
        ("category", "method", "agency", "leader", "remote_basis", "remote_document", "irregular"), ""
    )
    times = dict.fromkeys(("open_at", "gather_at", "draw_at"))
    counts = {"secret": False, "sub_venues": 0, "bidders": 0, "minutes": 0, "phase_since": NOW, "reserved_at": 0}
    return Project(**{"code": "G01", "title": "市政道路", "phase": phase, **empty, **times, **counts, **more})


def alarm(number: int = 1, **more: Any) -> Alarm:
    facts: dict[str, Any] = {
        "number": number,
        "kind": "door_forced",
        "cause": "",
        "priority": 1,
        "subject": "",
        "project": "",
    }
    facts |= {"room": "MR", "device": "D-13", "args": {}, "raised_at": NOW, "again_at": NOW, "times": 1, "active": True}
    facts |= {"cleared_at": None, "acknowledged_at": None, "acknowledged_by": "", "shelved_until": None}
    return Alarm(**{**facts, "shelved_by": "", "shelved_why": "", **more})


# -------------------------------------------------------------------------------------------------------------------- doors


def door_seen(plan: SiteFile, *, said: str | None, heard_at: int | None) -> str:
    doors = {} if said is None else {"D-35": DoorState("D-35", said, NOW, NOW)}
    known = {} if heard_at is None else {"D-35": heard("D-35", heard_at)}
    scene, equipment = Scene(NOW, doors=doors), Equipment(heard=known)
    return state.door_state(plan.access_point["D-35"], scene, equipment, plan, now=NOW)


def test_a_door_that_is_heard_shows_what_it_said(plan: SiteFile) -> None:
    assert [door_seen(plan, said=one, heard_at=NOW) for one in ("opened", "closed", "locked", "forced", "held")] == [
        "open",
        "closed",
        "closed",
        "forced",
        "held",
    ]


@pytest.mark.parametrize(
    ("said", "heard_at"), [(None, NOW), ("closed", None), ("closed", NOW - 3_600_000), ("jammed", NOW)]
)
def test_a_door_that_never_spoke_or_fell_silent_is_unknown(
    plan: SiteFile, said: str | None, heard_at: int | None
) -> None:
    assert door_seen(plan, said=said, heard_at=heard_at) == "unknown"


# -------------------------------------------------------------------------------------------------------------------- rooms


@pytest.mark.parametrize(
    ("phase", "purpose", "painted"),
    [
        ("evaluating", "evaluation", "evaluating"),
        ("suspended", "evaluation", "suspended"),
        ("evaluating", "agency", "in_use"),
        ("scheduled", "evaluation", "prepare"),
    ],
)
def test_a_held_room_is_as_far_as_its_project(plan: SiteFile, phase: str, purpose: str, painted: str) -> None:
    scene = Scene(NOW, holding=((claim(purpose=purpose), phase),), projects={"G01": project(phase)})
    assert state.phase_of(plan.room["E1"], scene, occupied=False) == (painted, "G01 市政道路")


def test_a_sealed_title_is_not_shown(plan: SiteFile) -> None:
    scene = Scene(NOW, holding=((claim(), "evaluating"),), projects={"G01": project("evaluating", title="")})
    assert state.phase_of(plan.room["E1"], scene, occupied=False)[1] == "G01"


def test_a_free_room_tells_its_next_booking(plan: SiteFile) -> None:
    later = claim(from_at=at_local(DAY, "14:00"), until_at=at_local(DAY, "15:00"))
    scene = Scene(NOW, claims=(later,), projects={"G01": project("scheduled")})
    assert state.phase_of(plan.room["E1"], scene, occupied=False) == ("scheduled", "14:00 G01 市政道路")


def test_a_room_without_booking_is_in_use_while_somebody_is_inside(plan: SiteFile) -> None:
    assert [state.phase_of(plan.room["HALL"], Scene(NOW), occupied=one)[0] for one in (True, False)] == [
        "in_use",
        "idle",
    ]


def overview(plan: SiteFile, scene: Scene, equipment: Equipment) -> state.Overview:
    devices = state.device_lines(equipment, scene, plan, NOW)
    return state.compose(scene, equipment, plan, devices=devices, now=NOW, language="zh")


def test_nobody_can_say_how_many_are_in_a_room_whose_terminal_is_silent(plan: SiteFile) -> None:
    scene = Scene(NOW, present={"P-1": Present("P-1", "supervisor", "", "Z3", "E1", NOW)})
    blind = overview(plan, scene, Equipment())
    seeing = overview(plan, scene, Equipment(heard={"T-35": heard("T-35")}))
    counts = [next(room.people for room in one.plan.rooms if room.code == "E1") for one in (blind, seeing)]
    assert counts == [None, 1]


def test_the_mark_of_a_room_is_its_most_urgent_alarm_that_nobody_has_seen() -> None:
    seen = alarm(1, priority=1, acknowledged_at=NOW)
    unseen = alarm(2, priority=3, kind="camera_offline")
    mark = state.alarm_mark((seen, unseen), "MR", "zh")
    assert (mark.priority, mark.text, mark.acknowledged) == (3, "摄像机离线", False)


# ------------------------------------------------------------------------------------------------------------ alarms, chart


@pytest.mark.parametrize(
    ("facts", "shown"),
    [
        ({}, "active"),
        ({"active": False, "cleared_at": NOW + 1}, "cleared"),
        ({"active": False, "cleared_at": NOW}, "active"),
        ({"acknowledged_at": NOW}, "acknowledged"),
        ({"active": False, "acknowledged_at": NOW}, "closed"),
        ({"shelved_until": NOW + MINUTE}, "shelved"),
        ({"shelved_until": NOW - MINUTE}, "active"),
    ],
    ids=["holds", "recovered", "event", "seen", "over", "shelved", "shelf over"],
)
def test_the_state_of_an_alarm_in_the_list(facts: dict[str, Any], shown: str) -> None:
    assert state_of(alarm(**facts), NOW) == shown


def test_figures_count_persons_rooms_in_use_and_unseen_alarms(plan: SiteFile) -> None:
    inside = {f"P-{n}": Present(f"P-{n}", "bidder", "", "Z0", "HALL", NOW) for n in range(3)}
    calling = Calling((alarm(1, priority=2), alarm(2, acknowledged_at=NOW)), 2)
    scene = Scene(
        NOW, present=inside, claims=(claim(),), holding=((claim(), "evaluating"),), calling=calling, passages=7
    )
    shown = overview(plan, scene, Equipment()).figures
    assert (shown.persons, shown.rooms_in_use, shown.rooms, shown.sessions) == (3, 2, 36, 1)
    assert (shown.passages, shown.alarms, shown.top, shown.patrols_left) == (7, 1, 2, None)


@pytest.mark.parametrize(
    ("phase", "until", "painted"),
    [
        ("evaluating", "12:00", "running"),
        ("evaluating", "09:35", "running"),
        ("suspended", "12:00", "suspended"),
        ("scheduled", "12:00", "planned"),
        ("archived", "12:00", "done"),
        ("failed", "12:00", "cancelled"),
    ],
)
def test_the_state_of_a_bar(phase: str, until: str, painted: str) -> None:
    assert chart.bar_state(claim(until_at=at_local(DAY, until)), phase, NOW) == painted


def test_an_overrun_is_drawn_to_the_present_and_said(plan: SiteFile) -> None:
    scene = Scene(NOW, claims=(claim(until_at=at_local(DAY, "09:35")),), projects={"G01": project("evaluating")})
    bar = chart.day_picture(scene, plan, "zh").bars[0]
    assert (bar.end, bar.lines[1]) == (NOW, "超出预约 7 分钟")


def test_projects_that_may_share_a_room_get_a_row_each_and_look_like_no_double_booking(plan: SiteFile) -> None:
    both = (claim("Z3r", shared=4), replace(claim("Z3r", shared=4), number=2, project="G02"))
    picture = chart.day_picture(Scene(NOW, claims=both), plan, "zh")
    assert [row.code for row in picture.rows] == ["Z3r|0", "Z3r|1"]
    assert sorted(bar.row for bar in picture.bars) == ["Z3r|0", "Z3r|1"]


def test_a_true_double_booking_stays_in_one_row(plan: SiteFile) -> None:
    both = (claim(), replace(claim(), number=2, project="G02"))
    assert {bar.row for bar in chart.day_picture(Scene(NOW, claims=both), plan, "zh").bars} == {"E1"}
