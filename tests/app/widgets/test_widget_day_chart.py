"""The day of the rooms."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app import theme
from app.widgets import text
from app.widgets.chart_data import ChartBar, ChartRow, Lane, lanes
from app.widgets.day_chart import HEAD, HOUR, DayChart
from app.widgets.plan_data import AlarmMark
from tests.app.widgets.sample import at

ROWS = (ChartRow("K1", "第一开标室", "30 座"), ChartRow("K2", "第二开标室"), ChartRow("E1", "第一评标室"))
BARS = (
    ChartBar("a", "K1", at(8, 30), at(10, 30), "市政道路改造施工", "running"),
    ChartBar("b", "K1", at(13), at(15), "医院设备采购"),
    ChartBar("c", "K2", at(9), at(11), "绿化养护 二标段", "running", AlarmMark(3, "超时未离场")),
    ChartBar("d", "E1", at(14), at(16), "水利项目"),
    ChartBar("e", "E1", at(15), at(17), "物业服务"),
)


@pytest.fixture
def chart(show: Callable[..., QWidget]) -> DayChart:
    made = DayChart()
    made.set_day(at(8), at(18), ROWS, BARS)
    made.set_now(at(9, 43))
    return show(made, 1000, 240)


def bar(name: str) -> ChartBar:
    return next(one for one in BARS if one.id == name)


def test_bookings_that_overlap_lie_in_lanes_of_their_own() -> None:
    assert lanes(b for b in BARS if b.row == "E1") == {"d": Lane(0, 2), "e": Lane(1, 2)}
    assert lanes(b for b in BARS if b.row == "K1") == {"a": Lane(0, 1), "b": Lane(0, 1)}


def test_bookings_that_only_touch_do_not_overlap() -> None:
    touching = (ChartBar("x", "K1", at(9), at(10), ""), ChartBar("y", "K1", at(10), at(11), ""))
    assert {lane.of for lane in lanes(touching).values()} == {1}


def test_a_cancelled_booking_takes_no_lane() -> None:
    bars = (ChartBar("x", "K1", at(9), at(11), "", "cancelled"), ChartBar("y", "K1", at(10), at(12), ""))
    assert lanes(bars) == {"y": Lane(0, 1)}


def test_no_bar_hides_another(chart: DayChart) -> None:
    boxes = [chart.bar_box(one) for one in BARS]
    assert not any(one.intersects(other) for i, one in enumerate(boxes) for other in boxes[i + 1 :])


def test_the_whole_day_fits_whatever_the_width(chart: DayChart, qapp: QApplication) -> None:
    for width in (400, 700, 1600):
        chart.resize(width, 240)
        qapp.processEvents()
        assert chart.x_of(at(8)) == pytest.approx(chart.names_width())
        assert chart.x_of(at(18)) <= chart.viewport().width()
        assert chart.time_at(chart.x_of(at(12))) == pytest.approx(at(12), abs=HOUR / 100)


def test_a_click_tells_the_booking(chart: DayChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.booking_clicked) as told:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=chart.bar_box(bar("e")).center().toPoint())
    assert told.args == ["e"]


def test_a_click_on_a_name_tells_the_room(chart: DayChart, qtbot: QtBot) -> None:
    with qtbot.waitSignal(chart.row_clicked) as told:
        qtbot.mouseClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(20, int(chart.row_top(1)) + 8))
    assert told.args == ["K2"]


def test_a_double_click_on_free_time_tells_room_and_time(chart: DayChart, qtbot: QtBot) -> None:
    place = QPointF(chart.x_of(at(12)), chart.row_top(1) + 8).toPoint()
    with qtbot.waitSignal(chart.slot_clicked) as told:
        qtbot.mouseDClick(chart.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args[0] == "K2"
    assert told.args[1] == pytest.approx(at(12), abs=HOUR / 50)


def test_keys_walk_through_the_bookings(chart: DayChart, qtbot: QtBot) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(chart, key)
    with qtbot.waitSignal(chart.booking_clicked) as told:
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert told.args == ["c"]
    assert chart.accessibleDescription() == "第二开标室，绿化养护 二标段，09:00–11:00"


def test_the_tooltip_says_time_overlap_and_alarm(chart: DayChart) -> None:
    assert chart.lines_at(chart.bar_box(bar("e")).center()) == [
        "物业服务",
        "15:00–17:00",
        "与同一功能室的其他预约时间重叠",
    ]
    assert "报警 3 中：超时未离场（未确认）" in chart.lines_at(chart.bar_box(bar("c")).center())


def test_rows_scroll_and_scale_and_names_stay(show: Callable[..., QWidget], qtbot: QtBot) -> None:
    rows = tuple(ChartRow(f"R{n}", f"第{n}评标室") for n in range(30))
    made = DayChart()
    made.set_day(at(8), at(18), rows, (ChartBar("z", "R29", at(9), at(11), "最后一行"),))
    show(made, 800, 240)
    made.verticalScrollBar().setValue(0)
    qtbot.keyClick(made, Qt.Key.Key_Right)
    assert made.verticalScrollBar().value() > 0
    assert made.bar_box(ChartBar("z", "R29", at(9), at(11), "")).bottom() <= made.viewport().height()
    assert made.bar_at(QPointF(made.x_of(at(10)), HEAD / 2)) is None


def test_the_present_is_a_line_with_a_marker(chart: DayChart) -> None:
    image = chart.viewport().grab().toImage()
    x = round(chart.x_of(at(9, 43)))
    accent = theme.colour("accent")
    assert any(image.pixelColor(x + d, int(chart.row_top(1)) + 2) == accent for d in (-1, 0, 1))
    chart.set_now(None)
    image = chart.viewport().grab().toImage()
    assert not any(image.pixelColor(x + d, int(chart.row_top(1)) + 2) == accent for d in (-1, 0, 1))


def test_an_alarm_frames_its_booking(chart: DayChart) -> None:
    box = chart.bar_box(bar("c"))
    image = chart.viewport().grab().toImage()
    assert image.pixelColor(round(box.center().x()), int(box.top())) == theme.colour("p3")


def test_titles_are_elided_to_their_bar() -> None:
    assert text.elided("市政道路改造施工", 60, size="small").endswith("…")
    assert text.width(text.elided("市政道路改造施工", 60, size="small"), size="small") <= 60
    assert text.elided("市政", 2000) == "市政"
    assert text.elided("市政", 4) == ""


def test_it_paints_in_both_themes(each_theme: str, show: Callable[..., QWidget]) -> None:
    made = DayChart()
    made.set_day(at(8), at(18), ROWS, BARS)
    show(made, 900, 240)
    assert made.viewport().grab().toImage().pixelColor(2, 2) == theme.colour("panel")


def test_an_empty_day_is_painted(show: Callable[..., QWidget]) -> None:
    made = show(DayChart(), 600, 200)
    assert made.accessibleDescription() == "0 间，0 场"
