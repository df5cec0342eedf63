"""People and access: every answer with its reason, by the book that judged; a person's way with its gaps; why not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import msgspec
import pytest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from app.control_room import people_words
from app.control_room.page_sheet import LinkButton, Sheet
from app.control_room.people import PeoplePage
from app.desk import Desk
from app.dialogs.reveal_person import RevealPerson
from tests.app.control_room.busy_day import BusyDay
from tests.house.conftest import SmallHouse
from venue.access.presence import Place, Present, move
from venue.core.clock import MINUTE
from venue.rules.rule_book import RuleLibrary


@pytest.fixture
def page(
    busy: BusyDay, viewed: Desk, shown: Callable[..., QWidget], settled: Callable[[Desk], None]
) -> Iterator[PeoplePage]:
    made = shown(PeoplePage(viewed))
    settled(viewed)
    yield made
    made.hide()
    settled(viewed)


def lines(page: PeoplePage) -> list[Any]:
    return page.feed.table.records()


def words(sheet: Sheet) -> str:
    return "\n".join(f"{line.name} {line.value}" for section in sheet.sections for line in section.lines)


# --------------------------------------------------------------------------------------------------------------------- feed


def test_the_feed_tells_outcome_reason_and_rule_newest_first(page: PeoplePage) -> None:
    times = [one.admission.number for one in lines(page)]
    refused = next(one for one in lines(page) if one.admission.access_point == "D-13")
    assert times == sorted(times, reverse=True)
    assert (refused.sentence, refused.rule) == ("机房不对代理机构人员开放，有事请到服务台联系。", "RB-06（八）")


def test_somebody_who_was_not_recognised_is_in_the_feed_too(page: PeoplePage) -> None:
    assert [one.admission.access_point for one in lines(page) if not one.admission.subject] == ["D-10"]


def test_a_new_judgement_appears_by_itself(
    house: SmallHouse, page: PeoplePage, qtbot: QtBot, settled: Callable[[Desk], None]
) -> None:
    before = len(lines(page))
    house.present("chen", "D-14")
    qtbot.waitUntil(lambda: len(lines(page)) == before + 1)
    assert lines(page)[0].admission.access_point == "D-14"
    settled(page.desk)


def narrowed(page: PeoplePage, settled: Callable[[Desk], None], **choices: str) -> list[Any]:
    for key, code in choices.items():
        page.feed.filter.choose(key, code)
    page._look_now()
    settled(page.desk)
    return lines(page)


def test_the_feed_is_narrowed_by_outcome_and_door(page: PeoplePage, settled: Callable[[Desk], None]) -> None:
    denied = {one.admission.outcome for one in narrowed(page, settled, outcome="deny")}
    at_door = [one.admission.access_point for one in narrowed(page, settled, door="D-36")]
    assert (denied, at_door) == ({"deny"}, ["D-36"])


def test_the_last_hour_leaves_out_what_is_older(
    house: SmallHouse, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    house.clock.advance(40 * MINUTE)
    ats = [one.admission.at for one in narrowed(page, settled, period="hour")]
    assert ats
    assert min(ats) >= house.clock.now() - 60 * MINUTE


def test_a_code_of_a_person_narrows_to_that_person_a_word_to_what_is_said(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.feed.narrow(text=busy.people["agent"].lower())
    page._look_now()
    settled(page.desk)
    of_agent = {one.admission.subject for one in lines(page)}
    page.feed.narrow(text="机房不对")
    page._look_now()
    settled(page.desk)
    assert (of_agent, [one.admission.access_point for one in lines(page)]) == ({busy.people["agent"]}, ["D-13"])


def test_a_feed_with_nothing_says_so_and_what_to_do(page: PeoplePage, settled: Callable[[Desk], None]) -> None:
    page.feed.narrow(text="没有这个词")
    page._look_now()
    settled(page.desk)
    assert page.feed._stack.currentWidget().accessibleName() == "没有符合条件的判定"


# ------------------------------------------------------------------------------------------------------------------- detail


def test_a_line_shows_its_facts_with_rule_clause_and_version(page: PeoplePage, settled: Callable[[Desk], None]) -> None:
    chosen = next(one for one in lines(page) if one.admission.access_point == "D-13")
    page.feed.table.select(chosen.admission.number)
    settled(page.desk)
    told = words(page.detail.sheet())
    assert page.tabs.currentWidget() is page.detail
    for part in ("结论 拒绝", "第（八）条", chosen.admission.verdict.version, "代理机构 G01", "终端 T-13"):
        assert part in told


def test_an_old_verdict_is_worded_by_the_book_that_judged_it(
    stored: Any, page: PeoplePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged = next(one.admission for one in lines(page) if one.admission.access_point == "D-13")
    now_book = people_words.books_of(page.desk.ground.rules)[judged.verdict.version]
    old = replace(now_book, version="0123456789abcdef")
    code = judged.verdict.code
    rule, message = old.behind(code)
    reworded = msgspec.structs.replace(message, zh="旧规则的说法。")
    old_rule = msgspec.structs.replace(rule, messages={**rule.messages, code: reworded})
    old = replace(old, rules={**old.rules, rule.id: old_rule})
    monkeypatch.setattr(people_words, "every_book", lambda library: {old.version: old, now_book.version: now_book})
    people_words._BY_ID.clear()
    before = msgspec.structs.replace(judged.verdict, version=old.version)
    said = [people_words.verdict_sentence(one, page.desk.ground, judged.at, "zh") for one in (before, judged.verdict)]
    people_words._BY_ID.clear()
    assert said == ["旧规则的说法。", "机房不对代理机构人员开放，有事请到服务台联系。"]


def test_a_code_that_no_book_can_word_is_shown_as_it_is(page: PeoplePage) -> None:
    judged = lines(page)[0].admission
    strange = msgspec.structs.replace(judged.verdict, code="not_worded")
    assert people_words.verdict_sentence(strange, page.desk.ground, judged.at, "zh") == "not_worded"


# -------------------------------------------------------------------------------------------------------------------- trail


def test_a_person_is_followed_through_the_rooms_in_order(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.focus(person=busy.people["agent"])
    settled(page.desk)
    assert [stop.room for stop in page.trail.plan.plan._trail] == ["C1", "G1"]
    assert "通行 2 次" in [section.title for section in page.trail.sheet.sheet().sections]


def test_a_gap_in_the_way_is_shown_as_a_gap(
    house: SmallHouse, busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    subject = busy.people["agent"]
    with house.writing() as work:
        who = Present(subject, "agency_staff", "G01", "Z3", "E1", work.now)
        move(work, who, access_point="D-35", come_from=Place("Z3", "C3N"), at=work.now, admission=0, evidence="door")
    page.show_person(subject)
    settled(page.desk)
    assert "中间有未记录的通行" in words(page.trail.sheet.sheet())


def test_yesterday_has_no_passages_and_says_so(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.show_person(busy.people["agent"])
    page.trail._before.click()
    settled(page.desk)
    sections = page.trail.sheet.sheet().sections
    assert (page.trail.day, sections[-1].lines, sections[-1].empty) == ("2026-11-22", (), "这一天没有通行记录")


def test_a_name_is_only_shown_by_the_dialog_that_asks_for_a_reason(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.show_person(busy.people["lin"])
    settled(page.desk)
    page.trail.reveal.click()
    dialog = page.window().findChild(RevealPerson)
    assert dialog.subject == busy.people["lin"]
    dialog.reject()


def test_whoever_is_not_entitled_is_not_offered_to_reveal(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.desk.viewer = replace(page.desk.viewer, roles=frozenset({"patroller"}))
    page.show_person(busy.people["lin"])
    settled(page.desk)
    assert not page.trail.reveal.isVisible()


def test_no_name_of_a_person_stands_anywhere_on_the_page(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
    page.show_person(busy.people["lin"])
    settled(page.desk)
    shown = " ".join(one.text() for kind in (QLabel, LinkButton) for one in page.findChildren(kind))
    shown += " ".join(column.words(one) for one in lines(page) for column in page.feed._columns())
    assert busy.people["lin"] in shown
    assert not any(name in shown.split() for name in busy.people)


# --------------------------------------------------------------------------------------------------------- inside, why not


def test_everybody_inside_stands_by_zone(page: PeoplePage) -> None:
    zones = [one.present.zone for one in page.inside.table.records()]
    assert zones == sorted(zones)
    assert len(zones) == len({one.present.subject for one in page.inside.table.records()}) > 20


def test_why_not_says_what_the_door_would_say_and_stores_nothing(
    house: SmallHouse, busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    before = len(lines(page))
    page.focus(why_not=(busy.people["agent"], "D-35"))
    settled(page.desk)
    told = words(page.why_not.sheet.sheet())
    page._look_now()
    settled(page.desk)
    assert "结论 拒绝" in told
    assert "代理机构人员须有经批准的事由才能进入" in told
    assert len(lines(page)) == before


def test_why_not_for_somebody_who_may_enter_says_so(
    busy: BusyDay, page: PeoplePage, settled: Callable[[Desk], None]
) -> None:
    page.focus(why_not=(busy.people["lin"], "D-11"))
    settled(page.desk)
    assert "结论 放行" in words(page.why_not.sheet.sheet())


def test_why_not_without_a_person_asks_for_one(page: PeoplePage) -> None:
    page.why_not.ask.click()
    assert page.why_not.sheet.sheet().sections[0].empty == "请填写人员代码并选择门。"


def test_rules_of_another_library_are_not_taken_from_the_memory_of_the_first(page: PeoplePage) -> None:
    library = page.desk.ground.rules
    copy = (
        RuleLibrary(**{name: getattr(library, name) for name in library.__dataclass_fields__})
        if hasattr(library, "__dataclass_fields__")
        else msgspec.structs.replace(library)
    )
    assert people_words.books_of(library) is people_words.books_of(library)
    assert people_words.books_of(copy) is not people_words.books_of(library)
