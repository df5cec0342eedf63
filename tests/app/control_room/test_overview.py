"""The overview page: live, at most five looks a second, every click leads to what it shows, keys act on what is selected."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.control_room.overview import OverviewPage
from app.control_room.page import LOOK_MS
from app.desk import Connection, Desk
from app.dialogs.alarm_guide import AlarmGuide
from app.dialogs.shelve_alarm import ShelveAlarm
from tests.app.conftest import Direct
from tests.app.control_room.busy_day import BusyDay
from tests.house.conftest import SmallHouse, person
from venue.access.doors import DoorChanged
from venue.access.presence import PersonMoved
from venue.core.messages import Changed
from venue.monitoring import alarms
from venue.monitoring.health import HealthChanged


@pytest.fixture
def page(viewed: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]) -> Iterator[OverviewPage]:
    made = shown(OverviewPage(viewed))
    settled(viewed)
    yield made
    made.hide()
    settled(viewed)


def links(page: OverviewPage) -> list[tuple[str, str] | None]:
    return [line.link for section in page.side.sheet.sheet().sections for line in section.lines]


# -------------------------------------------------------------------------------------------------------------------- shown


def test_the_busy_morning_is_on_the_screen(busy: BusyDay, page: OverviewPage) -> None:
    figures = page.figures.cards
    rooms = {room.code: room.phase for room in page.shown.plan.rooms}
    assert (rooms["E1"], rooms["K2"], rooms["K4"]) == ("assembling", "opening", "scheduled")
    assert int(figures["persons"].value()) == len(page.scene.present) > 20
    assert figures["alarms"].value() == str(sum(one.acknowledged_at is None for one in page.scene.calling.alarms))


def test_the_forced_door_is_forced_and_the_silent_camera_unknown(busy: BusyDay, page: OverviewPage) -> None:
    doors = {door.code: door.state for door in page.shown.plan.doors}
    silent = {device.id for device in page.shown.plan.devices if device.state == "unknown"}
    assert (doors["D-13"], doors["D-35"]) == ("forced", "closed")
    assert "T-EXT" in silent
    assert "T-35" not in silent


def test_without_a_site_the_page_says_what_to_do_next(
    viewed: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]
) -> None:
    viewed.ground = None
    made = shown(OverviewPage(viewed))
    settled(viewed)
    assert made.is_empty
    assert "main.py site import" in made._empty.accessibleDescription()


def test_people_are_shown_by_code_only(house: SmallHouse, viewed: Desk, busy: BusyDay, page: OverviewPage) -> None:
    labels = {mark.label for mark in page.shown.plan.people}
    assert labels <= set(page.scene.present)
    assert not labels & {"lin", "agent"}


# --------------------------------------------------------------------------------------------------------------------- live


def test_a_passage_moves_the_dot_before_the_next_look(house: SmallHouse, page: OverviewPage, qtbot: QtBot) -> None:
    now = house.clock.now()
    moved = PersonMoved(
        subject="P-9", role="bidder", project="", zone="Z0", room="HALL", since=now, access_point="M-01"
    )
    page._hear((moved,))
    assert page.plan.plan.group_counts() == {"visitor": 1}


def test_leaving_the_building_takes_the_dot_away(house: SmallHouse, page: OverviewPage) -> None:
    facts: dict[str, Any] = {"subject": "P-9", "role": "bidder", "project": "", "since": 1, "access_point": "M-01"}
    page._hear((PersonMoved(**facts, zone="Z0", room="HALL"),))
    page._hear((PersonMoved(**facts, zone="OUT", room=""),))
    assert page.plan.plan.group_counts() == {}


def test_a_door_that_opens_is_drawn_at_once(house: SmallHouse, busy: BusyDay, page: OverviewPage) -> None:
    page._hear((DoorChanged(access_point="D-35", state="opened", since=house.clock.now()),))
    assert {door.code: door.state for door in page.shown.plan.doors}["D-35"] == "open"


def test_a_hundred_notices_are_one_look(
    page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, settled: Callable[[Desk], None]
) -> None:
    looks: list[int] = []
    monkeypatch.setattr(page, "refresh", lambda: looks.append(1))
    for number in range(100):
        page._hear((Changed(noun="claim", ids=(str(number),)),))
    qtbot.wait(LOOK_MS + 100)
    assert looks == [1]


def test_words_of_devices_wait_for_the_second(page: OverviewPage, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(page, "refresh_soon", lambda: looks.append(1))
    page._hear((HealthChanged(devices=("T-35",)),))
    assert (looks, page._devices_old) == ([], True)


def test_a_hidden_page_asks_for_nothing(page: OverviewPage, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[int] = []
    monkeypatch.setattr(page, "refresh", lambda: looks.append(1))
    page.hide()
    page._hear((Changed(noun="project"),))
    qtbot.wait(LOOK_MS + 50)
    hidden = list(looks)
    page.show()
    assert (hidden, looks) == ([], [1])


def test_a_person_who_really_walks_is_on_the_plan(
    house: SmallHouse, page: OverviewPage, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    with house.writing() as work:
        subject = person(work, "walker", "operator")
    house.go_through("walker", "D-10")
    qtbot.waitUntil(lambda: subject in page.scene.present)
    assert page.scene.present[subject].room == "C5"
    settled(page.desk)


def test_without_the_engine_the_plan_says_that_it_stands_still(page: OverviewPage) -> None:
    page.desk.stand(Connection(engine=False, heard_at=1, fault="silent"))
    assert not page.plan.plan._live


# ------------------------------------------------------------------------------------------------------------ click-through


def test_a_click_on_a_room_opens_its_sheet_with_people_devices_and_bookings(
    busy: BusyDay, page: OverviewPage, settled: Callable[[Desk], None]
) -> None:
    page.plan.plan.room_clicked.emit("E1")
    found = links(page)
    assert ("project", "G01") in found
    assert ("person", busy.people["expert-1"]) in found
    assert any(link and link[0] == "device" for link in found)


def test_a_click_on_a_door_shows_who_was_refused_there_and_why(
    busy: BusyDay, page: OverviewPage, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    page.plan.plan.door_clicked.emit("D-13")
    settled(page.desk)
    words = [line.value for section in page.side.sheet.sheet().sections for line in section.lines]
    assert any("拒绝" in one and busy.people["agent"] in one for one in words)
    assert "机房不对代理机构人员开放，有事请到服务台联系。" in words


def test_a_booking_leads_to_its_project_with_its_phases(
    busy: BusyDay, page: OverviewPage, settled: Callable[[Desk], None]
) -> None:
    number = next(str(one.number) for one in page.scene.claims if one.project == "G02")
    page.chart.booking_clicked.emit(number)
    settled(page.desk)
    words = [line.value for section in page.side.sheet.sheet().sections for line in section.lines]
    assert page.side.what == ("project", "G02")
    assert any(one.startswith("开标中") for one in words)


def test_a_person_leads_to_the_page_of_people_and_a_device_to_that_of_devices(page: OverviewPage) -> None:
    opened: list[tuple[str, dict[str, Any]]] = []
    page.open_page.connect(lambda key, focus: opened.append((key, focus)))
    page.plan.plan.person_clicked.emit("P-7")
    page.plan.plan.device_clicked.emit("T-35")
    assert opened == [("people", {"person": "P-7"}), ("devices", {"device": "T-35"})]


def test_escape_closes_the_sheet(page: OverviewPage) -> None:
    page.side_of("room", "HALL")
    assert (page.back(), page.side.what, page.back()) == (True, None, False)


# ------------------------------------------------------------------------------------------------------------------- alarms


@pytest.fixture
def ringing(house: SmallHouse, signed_in: Desk) -> int:
    with house.writing() as work:
        alarms.raise_alarm(work, "camera_offline", room="HALL", device="CAM-1")
        return alarms.raise_alarm(work, "door_forced", room="MR", device="D-13")


@pytest.fixture
def watched(
    ringing: int, signed_in: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]
) -> Iterator[OverviewPage]:
    made = shown(OverviewPage(signed_in))
    settled(signed_in)
    yield made
    made.hide()
    settled(signed_in)


def test_key_a_acknowledges_the_selected_alarm_and_no_other(
    house: SmallHouse, watched: OverviewPage, ringing: int, requests: Direct, settled: Callable[[Desk], None]
) -> None:
    watched.alarms.select(str(ringing))
    watched.alarm_key("acknowledge")
    settled(watched.desk)
    assert requests.asked == [("alarms.acknowledge", {"number": ringing})]


def test_key_a_without_a_selection_acknowledges_nothing(
    watched: OverviewPage, requests: Direct, settled: Callable[[Desk], None]
) -> None:
    assert not watched.alarm_key("acknowledge")
    settled(watched.desk)
    assert requests.asked == []


def test_the_acknowledged_alarm_says_by_whom(
    watched: OverviewPage, ringing: int, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    watched.alarms.select(str(ringing))
    watched.alarm_key("acknowledge")
    settled(watched.desk)
    qtbot.waitUntil(lambda: any(one.acknowledged_by == "zongkong" for one in watched.scene.calling.alarms))
    settled(watched.desk)


def test_key_s_and_f1_ask_about_the_selected_alarm(watched: OverviewPage, ringing: int) -> None:
    watched.alarms.select(str(ringing))
    for key, kind in (("shelve", ShelveAlarm), ("guide", AlarmGuide)):
        watched.alarm_key(key)
        dialog = watched.window().findChild(kind)
        assert dialog.alarm.number == ringing
        dialog.reject()


def test_a_supervisor_is_not_offered_to_shelve(watched: OverviewPage, ringing: int) -> None:
    from dataclasses import replace

    watched.desk.viewer = replace(watched.desk.viewer, roles=frozenset({"supervisor"}))
    watched.alarms.select(str(ringing))
    assert (watched.alarms.shelve.isEnabled(), watched.alarms.acknowledge.isEnabled()) == (False, True)


def test_enter_on_an_alarm_shows_its_room(watched: OverviewPage, ringing: int, qtbot: QtBot) -> None:
    watched.alarms.select(str(ringing))
    qtbot.keyClick(watched.alarms.table, Qt.Key.Key_Return)
    assert watched.side.what == ("room", "MR")
