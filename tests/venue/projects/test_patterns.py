"""Unusual minutes over months: one agency's mark is found, ordinary habits are not, and few data are said to be few."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue.core.chance import SeededChance, below
from venue.core.clock import DAY, MINUTE, at_local
from venue.core.wording import say
from venue.core.work import Principal, Writer
from venue.projects import patterns
from venue.projects.patterns import Chosen, Judgement, judgements, log_at_least, unusual_minutes
from venue.projects.projects import reserve

START = at_local("2026-06-01", "09:00")
AGENCIES = ("DL1", "DL2", "DL3", "DL4")


def months(seed: str, *, marked: str = "", odd_of: int = 12) -> list[Chosen]:
    """Half a year of openings: 20 of each agency, mostly round, one in ``odd_of`` odd; the marked agency's often at 17 past."""
    chance = SeededChance(seed)
    times = []
    for agency in AGENCIES:
        for number in range(20):
            minute = (0, 30)[below(chance, 2)] if below(chance, odd_of) else below(chance, 60)
            if agency == marked and number % 3 == 0:
                minute = 17
            times.append(Chosen(agency, "opening", f"{agency}-{number}", START + number * 7 * DAY + minute * MINUTE))
    return times


def unusual(found: tuple[Judgement, ...]) -> list[str]:
    return [one.agency for one in found if one.outcome == "unusual"]


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e"])
def test_an_agency_that_keeps_coming_back_to_one_minute_is_found(seed: str) -> None:
    assert unusual(judgements(months(seed, marked="DL3"))) == ["DL3"]


@pytest.mark.parametrize("seed", ["a", "b", "c", "d", "e"])
def test_without_such_an_agency_nothing_is_found(seed: str) -> None:
    assert unusual(judgements(months(seed))) == []


def test_what_is_found_names_every_case_and_no_other() -> None:
    times = months("a", marked="DL3")
    found = judgements(times)[0]
    expected = {one.project for one in times if one.agency == "DL3" and one.mark == 17 * 60}
    assert ({one.project for one in found.cases}, len(expected)) == (expected, 7)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_found_is_one_plain_sentence(language: str) -> None:
    found = judgements(months("a", marked="DL3"))[0]
    said = say(found.code, found.args, language)
    assert ("DL3" in said, "17" in said, "〈" in said) == (True, True, False)


def test_a_habit_that_all_share_is_no_mark() -> None:
    times = [one for agency in AGENCIES for one in _at_seventeen(agency, 20)]
    assert unusual(judgements(times)) == []


def test_round_times_are_no_mark_however_often() -> None:
    mostly_half = [
        Chosen(a, "opening", f"{a}-{n}", START + n * DAY + 30 * MINUTE) for a in AGENCIES[1:] for n in range(20)
    ]
    on_the_hour = [Chosen("DL1", "opening", f"x-{n}", START + n * DAY) for n in range(20)]
    assert unusual(judgements(mostly_half + on_the_hour)) == []


def test_odd_seconds_are_a_mark_too() -> None:
    marked = [Chosen("DL1", "draw", f"x-{n}", START + n * DAY + 7_000) for n in range(8)]
    others = [Chosen(a, "draw", f"{a}-{n}", START + n * DAY) for a in AGENCIES[1:] for n in range(20)]
    found = judgements(marked + others)[0]
    assert (found.outcome, found.args.get("mark_zh", "00分07秒")) == ("unusual", "00分07秒")


def test_ever_different_odd_minutes_of_one_agency_are_found_together() -> None:
    marked = [Chosen("DL1", "opening", f"x-{n}", START + n * DAY + (n * 4 + 1) * MINUTE) for n in range(10)]
    others = [Chosen(a, "opening", f"{a}-{n}", START + n * DAY) for a in AGENCIES[1:] for n in range(20)]
    assert judgements(marked + others)[0].code == "patterns.often_odd"


@pytest.mark.parametrize(("own", "others"), [(4, 60), (20, 14)])
def test_few_data_are_no_judgement(own: int, others: int) -> None:
    times = [*_at_seventeen("DL1", own), *(Chosen("DL2", "opening", f"y-{n}", START + n * DAY) for n in range(others))]
    found = {one.agency: one for one in judgements(times)}
    assert (found["DL1"].outcome, "无法判断" in say(found["DL1"].code, found["DL1"].args)) == ("too_few", True)


def test_no_data_are_no_judgement() -> None:
    assert judgements([]) == ()


def _at_seventeen(agency: str, times: int) -> list[Chosen]:
    return [Chosen(agency, "opening", f"{agency}-{n}", START + n * DAY + 17 * MINUTE) for n in range(times)]


@given(hits=st.integers(0, 12), of=st.integers(12, 12), rate=st.floats(0.01, 0.99))
def test_the_tail_is_the_sum_of_its_terms(hits: int, of: int, rate: float) -> None:
    exact = sum(math.comb(of, n) * rate**n * (1 - rate) ** (of - n) for n in range(hits, of + 1))
    assert math.exp(log_at_least(hits, of, rate)) == pytest.approx(exact, rel=1e-9)


def test_the_projects_of_the_site_are_judged_by_their_agencies(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        for number in range(24):
            agency = "DL1" if number < 6 else "DL2"
            open_at = at_local("2027-01-04", "09:00") + number * DAY + (17 * MINUTE if agency == "DL1" else 0)
            asked = {"code": f"X{number}", "title": "桥", "category": "construction", "method": "open_tender"}
            reserve(work, asked={**asked, "agency": agency, "open_at": open_at, "secret": number % 2})
        span = {"since": at_local("2027-01-01"), "until": at_local("2027-03-01")}
        found = unusual_minutes(work.reading(), viewer, **span)
        before = unusual_minutes(work.reading(), viewer, since=0, until=span["since"])
    assert [(one.agency, [case.project for case in one.cases]) for one in found if one.cases] == [
        ("DL1", [f"X{number}" for number in range(6)])
    ]
    assert before == ()


def test_who_looks_more_often_finds_less() -> None:
    alone, among_twenty = (patterns._one_in(math.log(1 / 2000), looks) for looks in (1, 20))
    assert (alone, among_twenty) == (pytest.approx(2000, abs=1), pytest.approx(100, abs=1))
