"""What a form tells while somebody types: each breach of the legal times with instants that are legal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reservations import at

from venue.core.clock import HOUR, SECOND
from venue.core.wording import say
from venue.projects.legal import advice_on, times_refused
from venue.rules.legal_times import ProjectTimes

NOW = at("09:40")
OFFSETS = st.integers(-8 * 3600, 8 * 3600).map(lambda seconds: seconds * SECOND)


def told(**times: object) -> list[tuple[str, bool, list[tuple[str, int]]]]:
    found = advice_on(NOW, ProjectTimes(**times))
    return [(one.code, one.hard, [(offer.field, offer.at) for offer in one.offers]) for one in found]


def test_legal_times_need_no_advice() -> None:
    assert told(open_at=at("15:00"), gather_at=at("15:30"), draw_at=at("12:00")) == []


def test_a_late_draw_is_offered_another_draw_and_another_opening() -> None:
    offers = [("draw_at", at("12:00")), ("open_at", at("15:30"))]
    assert told(open_at=at("15:00"), draw_at=at("12:30")) == [("projects.draw_too_late", True, offers)]


def test_a_draw_that_was_made_is_offered_another_opening_only() -> None:
    found = told(open_at=at("12:00"), draw_at=at("08:00"), drawn_at=at("09:30:20"))
    assert found == [("projects.drawn_too_late", True, [("open_at", at("12:31"))])]


def test_everything_in_the_way_is_told_at_once() -> None:
    found = told(open_at=at("15:00"), gather_at=at("16:17"), draw_at=at("12:30"))
    assert [(code, hard) for code, hard, _ in found] == [
        ("projects.draw_too_late", True),
        ("projects.gather_too_late", False),
        ("projects.gather_odd_minute", True),
    ]


@given(draw=OFFSETS, gather=OFFSETS)
def test_whatever_is_offered_is_legal_for_its_field(draw: int, gather: int) -> None:
    wanted = {"open_at": at("15:00"), "draw_at": at("12:00") + draw, "gather_at": at("15:30") + gather}
    for one in advice_on(NOW, ProjectTimes(**wanted)):
        for offer in one.offers:
            left = advice_on(NOW, ProjectTimes(**{**wanted, offer.field: offer.at}))
            assert one.field not in {other.field for other in left if other.code != "projects.gather_odd_minute"}


@given(gather=st.integers(-4 * HOUR, 8 * HOUR))
def test_every_refusal_has_its_sentence_with_rule_and_clause(gather: int) -> None:
    no = times_refused(NOW, ProjectTimes(open_at=at("15:00"), gather_at=at("15:00") + gather))
    if no is not None:
        for language in ("zh", "en"):
            said = say(no.code, no.args_, language)
            assert str(no.args_["rule"]) in said
            assert "〈" not in said


@pytest.mark.parametrize("code", ["draw_too_late", "draw_too_late_now", "drawn_too_late", "gather_too_late"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_sentence_cites_the_clause(code: str, language: str) -> None:
    assert "十" in say(f"projects.{code}", {"clause": "十"}, language)
