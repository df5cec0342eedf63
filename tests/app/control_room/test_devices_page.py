"""The devices page on a real house."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.control_room.devices import DevicesPage
from app.control_room.devices_history import HistoryLine
from app.control_room.devices_letters import hex_lines, text_of
from app.desk import Desk
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import garble, speak
from tests.house.conftest import DAY, SmallHouse
from venue.core.clock import MINUTE, at_local
from venue.core.messages import CameraReported
from venue.site.parts import Point

Shown = Callable[..., QWidget]
Settled = Callable[[Desk], None]
FEW = ("CL-E3", "CL-E9", "C-08", "PR-K1")
"""Devices that speak in these tests; of all others nothing is known."""


@pytest.fixture
def page(signed_in: Desk, house: SmallHouse, shown: Shown, settled: Settled) -> DevicesPage:
    speak(house, *FEW)
    made = DevicesPage(signed_in)
    shown(made, 1188, 618)
    settled(signed_in)
    return made


def again(page: DevicesPage, settled: Settled) -> None:
    page.refresh()
    settled(page.desk)


def words(page: DevicesPage, device: str) -> list[str]:
    model, row = page.table.model(), page.table.row_of(device)
    return [model.index(row, column).data() for column in range(model.columnCount())]


def test_every_device_of_the_plan_has_a_line(page: DevicesPage, house: SmallHouse) -> None:
    plan = house.engine.floor.ground.plan(house.clock.now())
    assert {line.code for line in page.table.records()} == {device.code for device in plan.devices}


def test_a_device_that_falls_silent_is_shown_as_unknown_with_its_last_value_as_history(
    page: DevicesPage, house: SmallHouse, settled: Settled
) -> None:
    assert words(page, "CL-E9")[0] == "正常"  # the control: it was well
    house.at("08:30")
    speak(house, "CL-E3")
    again(page, settled)
    told = words(page, "CL-E9")
    assert told[0] == "失联"
    assert "最后" in told[4]
    assert "08:00" in told[4]
    assert words(page, "CL-E3")[0] == "正常"


def test_the_page_looks_again_although_nothing_is_heard(
    page: DevicesPage, house: SmallHouse, settled: Settled, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: not page.desk.bridge._timer.isActive() and not page._soon.isActive(), timeout=3000)
    settled(page.desk)
    house.clock.set(at_local(DAY, "12:00"))
    page._beat.timeout.emit()
    qtbot.waitUntil(lambda: page.cards["ok"].value() == "0", timeout=3000)


def test_a_camera_that_stopped_recording_is_found_by_its_state(
    page: DevicesPage, house: SmallHouse, settled: Settled
) -> None:
    house.hear(CameraReported(device="C-08", online=True, recording=False))
    again(page, settled)
    page.focus(state="abnormal")
    assert [line.code for line in page.table.records()] == ["C-08"]
    assert "未录" in words(page, "C-08")


def test_a_jump_to_a_device_takes_the_filter_away(page: DevicesPage) -> None:
    page.focus(state="fault")
    page.focus(device="CL-E3")
    assert page.detail.facts.texts()["房间"] == "评标三室"


def test_the_chosen_device_stands_on_its_floor_of_the_plan(page: DevicesPage) -> None:
    page.focus(device="CL-E3")
    assert page.detail.plan.place() is not None
    assert page.detail.plan.floor_name() == "二楼"


def test_the_chosen_point_shows_its_history(page: DevicesPage, settled: Settled) -> None:
    page.focus(device="CL-E3")
    settled(page.desk)
    assert "22.5" in page.detail.history.accessibleDescription()


class TestUnreadable:
    def test_a_stranger_is_counted_beside_the_registered_ones(
        self, page: DevicesPage, house: SmallHouse, settled: Settled
    ) -> None:
        garble(house, "T-07", b"{")
        garble(house, "T-07", b"{")
        garble(house, "CO2-X9", b"hello")
        again(page, settled)
        told = [(one.device, one.count, one.registered) for one in page.letters.senders.records()]
        assert told == [("T-07", 2, True), ("CO2-X9", 1, False)]
        assert "未登记" in page.letters.senders.model().index(1, 0).data()

    def test_the_viewer_shows_the_fault_in_words_and_every_byte(
        self, page: DevicesPage, house: SmallHouse, settled: Settled
    ) -> None:
        garble(house, "CO2-X9", b"\x00hi\xff", fault="payload.not_utf8")
        again(page, settled)
        page.focus(letters=1)
        viewer = page.letters.viewer
        assert viewer.facts.texts()["错误"] == "内容不是 UTF-8 文字"
        assert viewer.facts.texts()["主题"] == "changkong/M/up/telemetry/CO2-X9"
        assert "00 68 69 ff" in viewer.hex.toPlainText()

    def test_a_chosen_sender_narrows_the_list(self, page: DevicesPage, house: SmallHouse, settled: Settled) -> None:
        for device in ("T-07", "CO2-X9", "T-07"):
            garble(house, device, b"{")
        again(page, settled)
        page.letters.choose_sender("CO2-X9")
        assert [letter.device for letter in page.letters.letters.records()] == ["CO2-X9"]

    def test_text_of_a_stranger_cannot_turn_the_line_round(self) -> None:
        assert text_of("a\u202eb".encode()) == "a\ufffdb"
        assert hex_lines(b"abc", 2) == "000000  61 62  ab\n000002  63     c"


def test_without_a_site_the_page_says_what_to_do_next(
    signed_in: Desk, shown: Shown, settled: Settled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signed_in, "ground", None)
    page = shown(DevicesPage(signed_in))
    settled(signed_in)
    assert page.is_empty
    assert "site import" in page._empty.accessibleDescription()


def drawn(line: HistoryLine, point: Point, minutes: list[int]) -> int:
    """How many pixels of the line are in the middle of the picture."""
    values = [(minute * MINUTE, 1000, "good") for minute in minutes]
    line.set_values(point, values, until=200 * MINUTE, fresh=True)
    image = line.grab().toImage()
    ink = theme.colour("accent")
    pixels = (image.pixelColor(x, y) for x in range(150, 300) for y in range(image.height()))
    return sum(abs(one.red() - ink.red()) + abs(one.blue() - ink.blue()) < 60 for one in pixels)


def test_a_gap_in_the_readings_is_left_open(qtbot: QtBot) -> None:
    line = HistoryLine()
    qtbot.addWidget(line)
    line.resize(400, 90)
    point = Point(code="p", device="d", quantity="temperature", unit="degC", every_ms=MINUTE)
    assert drawn(line, point, list(range(0, 200, 2))) > 100  # the control: without a gap there is a line
    assert drawn(line, point, [0, 200]) == 0


def test_every_control_of_the_page_has_a_name(page: DevicesPage) -> None:
    assert nameless(page) == []
