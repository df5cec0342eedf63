"""Unusual minutes: clues in plain sentences with their cases, and "cannot know" where the data are few."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from app.desk import Desk
from app.dialogs.unusual_minutes import UnusualMinutes
from tests.app.dialogs import times_sample as sample
from tests.app.dialogs.names import nameless
from tests.app.dialogs.times_sample import Opened, Settled, rest
from tests.house.conftest import SmallHouse


@pytest.fixture
def opened(qtbot: QtBot, signed_in: Desk, settled: Settled) -> Iterator[Opened]:
    yield from sample.opening(qtbot, signed_in, settled)


@pytest.fixture
def dialog(signed_in: Desk, house: SmallHouse, opened: Opened, settled: Settled) -> UnusualMinutes:
    sample.many_openings(house)
    made = opened(UnusualMinutes(signed_in))
    made.last.setDate(QDate(2026, 12, 31))
    rest(signed_in, settled)
    return made


def test_an_odd_minute_chosen_again_and_again_comes_first_with_sentence_and_cases(dialog: UnusualMinutes) -> None:
    found = dialog.chosen()
    assert (found.agency, found.outcome) == ("AG7", "unusual")
    assert dialog.told.text().startswith("AG7招标代理有限公司的开标时间有 6 次")
    assert len(dialog.cases.records()) == 6
    assert nameless(dialog) == []


def test_where_the_data_are_few_the_answer_is_that_nobody_can_know(dialog: UnusualMinutes) -> None:
    dialog.list.select(("AG9", "opening"))
    assert dialog.told.text().endswith("数据太少，无法判断。")
    assert dialog.cases.isHidden()


def test_what_is_ordinary_is_counted_and_listed_only_when_asked_for(dialog: UnusualMinutes) -> None:
    assert [one.agency for one in dialog.list.records()] == ["AG7", "AG9"]
    dialog.all.setChecked(True)
    assert {one.agency for one in dialog.list.records()} == {"AG1", "AG2", "AG3", "AG7", "AG9"}
    assert dialog.summary.text() == "值得核实 1 项，数据太少无法判断 1 项，未见特殊 3 项"


def test_a_period_without_projects_is_no_judgement(dialog: UnusualMinutes, settled: Settled) -> None:
    dialog.last.setDate(QDate(2026, 6, 30))
    rest(dialog.desk, settled)
    assert dialog.summary.text() == "这段时间没有代理机构的项目，无从判断。"
    assert dialog.list.records() == []


def test_days_in_the_wrong_order_are_said(dialog: UnusualMinutes, settled: Settled) -> None:
    dialog.first.setDate(QDate(2027, 1, 1))
    assert dialog.refusal.text() == "起始日不能晚于终止日。"
