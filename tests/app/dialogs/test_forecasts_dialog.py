"""Forecasts: whose room will be late, whether the forecasts may be believed, and who waits at the kiosks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.forecasts import ForecastsDialog
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.site_life import speak
from tests.app.dialogs.times_sample import Opened, Settled, rest
from tests.house.conftest import DAY, SmallHouse, person
from venue.core.clock import MINUTE, Millis, at_local
from venue.core.work import Work
from venue.projects.phases import Step, record_step
from venue.projects.projects import find_project, projects, reserve
from venue.schedule.bookings import claim


def at(wall: str) -> Millis:
    return at_local(DAY, wall)


def project(work: Work, code: str, opens: str = "09:00", gathers: str = "10:00", **more: object) -> str:
    facts = {"title": f"{code}号项目", "category": "construction", "method": "open_tender", "agency": "AG1", **more}
    times = {"open_at": at(opens), "gather_at": at(gathers), "draw_at": at_local("2026-11-20", "15:30")}
    return reserve(work, asked={"code": code, **facts, **times})


def step(work: Work, code: str, phase: str, when: Millis) -> None:
    record_step(work, find_project(work, "M", code), Step(phase), source="trading", at=when)


def evaluates(work: Work, code: str, room: str, hours: str, since: str) -> None:
    """A project has a room, and its evaluation began at a time; with no time it is still to come."""
    begins, ends = hours.split("-")
    wanted = {"kind": "room", "resource": room, "purpose": "evaluation"}
    claim(work, project=code, from_at=at(begins), until_at=at(ends), **wanted)
    if since:
        step(work, code, "evaluating", at(since))


def running(house: SmallHouse) -> None:
    """At 13:50: G01 in E1 since 10:15, planned to 14:00, and G08 has E1 from 15:15; G02 in E2 has nobody after it."""
    house.at("08:05")
    with house.writing() as work:
        for code in ("G01", "G02"):
            project(work, code)
        project(work, "G08", "14:00", "15:00")
        evaluates(work, "G08", "E1", "15:15-18:00", "")
    house.at("13:50")
    with house.writing() as work:
        evaluates(work, "G01", "E1", "10:15-14:00", "10:15")
        evaluates(work, "G02", "E2", "10:15-16:00", "10:15")


def finished(house: SmallHouse, count: int, *, minutes: int = 200) -> None:
    """So many evaluations are over, each a minute longer than the one before."""
    with house.writing() as work:
        for number in range(count):
            code = project(work, f"H{number:02d}")
            step(work, code, "evaluating", at("08:00") - (count - number) * 10_000 * MINUTE)
            step(work, code, "evaluated", at("08:00") + (minutes + number - (count - number) * 10_000) * MINUTE)


def crowd(house: SmallHouse) -> None:
    """Three committees of sixteen gather at 15:00."""
    with house.writing() as work:
        for code in ("K01", "K02", "K03"):
            project(work, code, "14:00", "15:00")
            for number in range(16):
                person(work, f"{code}-{number}", "committee_member", project=code)


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def at_work(signed_in: Desk, house: SmallHouse, qtbot: QtBot) -> Desk:
    """A desk that has heard of the day: no notice is on its way any more."""
    with qtbot.waitSignal(signed_in.noticed):
        running(house)
        speak(house, "KS-1", "KS-2", "KS-3", points=False)
    return signed_in


def words(dialog: ForecastsDialog, project: str) -> dict[str, str]:
    """A line of the evaluations, by heading."""
    model = dialog.ends.model()
    one = dialog.ends.records()[dialog.ends.row_of(project)]
    return {column.title: column.words(one) for column in model.columns}


def test_an_evaluation_is_told_with_its_ends_and_who_has_its_room_next(at_work: Desk, opened: Opened) -> None:
    found = words(opened(ForecastsDialog(at_work, DAY)), "G01")
    assert list(found.values())[1:7] == ["E1", "10:15", "14:45", "15:35", "参考表", "15:00 起 G08"]
    assert found["下一场会不会晚"] == "很可能晚 15–65 分钟"


def test_the_one_that_will_be_in_the_way_comes_first_and_without_a_next_use_nothing_is_late(
    at_work: Desk, opened: Opened
) -> None:
    dialog = opened(ForecastsDialog(at_work, DAY))
    assert [one.running.project.code for one in dialog.ends.records()] == ["G01", "G02"]
    assert words(dialog, "G02")["下一场会不会晚"] == "—"


def test_a_table_of_usual_durations_is_named_as_what_it_is(at_work: Desk, opened: Opened) -> None:
    dialog = opened(ForecastsDialog(at_work, DAY))
    assert "参考表" in dialog.told.text()
    assert dialog.calibration.text().startswith("本场所只有 0 次已结束的评标，数据太少")
    assert nameless(dialog) == []


def test_own_history_is_named_with_its_number_and_shows_how_far_it_kept_its_word(
    at_work: Desk, house: SmallHouse, opened: Opened
) -> None:
    finished(house, 40)
    dialog = opened(ForecastsDialog(at_work, DAY))
    assert words(dialog, "G01")["依据"] == "本场所 40 次"
    assert dialog.calibration.text().startswith("已结束的 40 次评标中，")
    assert "其中 20 次因同类数据太少" in dialog.calibration.text()


def test_without_an_evaluation_and_a_committee_it_says_so(signed_in: Desk, opened: Opened) -> None:
    dialog = opened(ForecastsDialog(signed_in, DAY))
    assert (dialog.told.text(), dialog.proposals.text()) == ("现在没有进行中的评标。", "没有待集合的评委会。")


def test_a_crowd_at_the_kiosks_is_told_with_a_third_kiosk(at_work: Desk, house: SmallHouse, opened: Opened) -> None:
    crowd(house)
    dialog = opened(ForecastsDialog(at_work, DAY))
    columns, first = dialog.queue.model().columns, dialog.queue.records()[0]
    assert [one.words(first) for one in columns] == ["15:00", "K01 K01号项目", "16 人", "约 15 分钟", "7 人"]
    assert "建议增开到 3 台" in dialog.proposals.text()


def test_the_title_of_a_secret_project_is_on_no_line(at_work: Desk, house: SmallHouse, opened: Opened) -> None:
    with house.writing() as work:
        work.update(projects, projects.c.code == "G01", secret=1)
    dialog = opened(ForecastsDialog(at_work, DAY))
    assert words(dialog, "G01")["项目"] == "G01 涉密"
    assert "号项目" not in dialog.told.text()


def test_without_any_kiosk_somebody_at_a_desk_is_asked_for(at_work: Desk, house: SmallHouse, opened: Opened) -> None:
    crowd(house)
    house.at("13:58")
    dialog = opened(ForecastsDialog(at_work, DAY))
    assert dialog.proposals.text() == "没有可用的自助机：请安排人工登记。"


def test_what_is_not_known_of_the_queue_is_said(at_work: Desk, house: SmallHouse, opened: Opened) -> None:
    house.at("13:58")
    speak(house, "KS-1", "KS-2", points=False)
    assert opened(ForecastsDialog(at_work, DAY)).gaps.text() == (
        "KS-3 没有信号或有故障，未计入。\nG08 的评委名单还没有，未计入，实际等候可能更长。"
    )


def test_an_evaluation_that_ends_leaves_the_list_by_itself(
    at_work: Desk, house: SmallHouse, opened: Opened, settled: Settled, qtbot: QtBot
) -> None:
    dialog = opened(ForecastsDialog(at_work, DAY))
    with house.writing() as work:
        step(work, "G01", "evaluated", at("13:50"))
    qtbot.waitUntil(lambda: len(dialog.ends.records()) == 1)
    rest(at_work, settled)
    assert dialog.ends.records()[0].running.project.code == "G02"


def test_whoever_should_have_begun_is_counted_from_now(signed_in: Desk, house: SmallHouse, opened: Opened) -> None:
    house.at("08:05")
    with house.writing() as work:
        project(work, "G01")
        evaluates(work, "G01", "E1", "10:15-14:00", "")
        step(work, "G01", "assembling", at("10:00"))
    house.at("10:45")
    dialog = opened(ForecastsDialog(signed_in, DAY))
    assert (words(dialog, "G01")["开始"], words(dialog, "G01")["依据"]) == ("未开始", "从现在开始算")
