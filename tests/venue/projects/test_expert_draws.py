"""Once the experts are drawn the draw stands: what an opening may still become, and what a late draw leaves behind (RB-01, X22)."""

import pytest
from reservations import asked, at

from venue.core.acts import Refused
from venue.core.wording import say
from venue.core.work import Principal, Work, Writer
from venue.projects import exceptions
from venue.projects.expert_draws import experts_drawn
from venue.projects.projects import amend_times, find_project, project_row, reserve

AFTERNOON = {"open_at": at("13:00"), "gather_at": at("14:00"), "draw_at": at("09:30")}
REMOTE = {"method": "remote_main", "remote_basis": "size", "sub_venues": 2}


def drawn(work: Work, **more: object) -> str:
    reserve(work, asked=asked(**{**AFTERNOON, **more}))
    return experts_drawn(work, project="G01", at=at("09:30"))


def test_an_opening_moved_before_three_hours_after_the_draw_is_refused_with_the_earliest_legal_one(
    writer: Writer,
) -> None:
    with writer.writing() as work:
        drawn(work)
        with pytest.raises(Refused) as no:
            amend_times(work, project="G01", reason="提前", open_at=at("12:00"), gather_at=at("13:00"))
    told = no.value.args_
    assert (no.value.code, told["drawn_at"], told["open_from_at"]) == ("projects.drawn_too_late", "09:30", "12:30")


def test_the_earliest_legal_opening_that_is_offered_is_taken(writer: Writer) -> None:
    with writer.writing() as work:
        drawn(work)
        amend_times(work, project="G01", reason="提前", open_at=at("12:30"), gather_at=at("13:30"))
        found = find_project(work, "M", "G01")
    assert found is not None
    assert found.open_at == at("12:30")


def test_what_was_intended_does_not_count_once_the_draw_is_made(writer: Writer) -> None:
    with writer.writing() as work:
        drawn(work, draw_at=at("06:00"))  # intended at six, drawn at half past nine
        with pytest.raises(Refused, match=r"projects\.drawn_too_late"):
            amend_times(work, project="G01", reason="提前", open_at=at("12:00"), gather_at=at("13:00"))


def test_before_the_draw_is_made_an_earlier_opening_may_bring_an_earlier_draw(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**AFTERNOON))
        times = {"open_at": at("12:00"), "gather_at": at("13:00"), "draw_at": at("09:00")}
        amend_times(work, project="G01", reason="提前", **times)
        stands = project_row(work, work.site, "G01")
        assert (stands.open_at, stands.gather_at, stands.draw_at) == (at("12:00"), at("13:00"), at("09:00"))


def test_a_draw_that_was_made_cannot_be_set_anew(writer: Writer) -> None:
    with writer.writing() as work:
        drawn(work)
        with pytest.raises(Refused, match=r"projects\.drawn_already"):
            amend_times(work, project="G01", reason="改期", draw_at=at("09:00"))


def test_a_remote_opening_may_move_whatever_the_draw(writer: Writer) -> None:
    with writer.writing() as work:
        assert drawn(work, **REMOTE, open_at=at("10:00"), gather_at=at("11:00")) == ""
        amend_times(work, project="G01", reason="提前", open_at=at("09:45"), gather_at=at("10:30"))


def test_a_late_draw_is_a_fact_and_stands_on_the_list_of_the_month(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(open_at=at("12:00"), gather_at=at("13:00"), draw_at=at("09:00")))
        code = experts_drawn(work, project="G01", at=at("09:00:01"))
        listed = exceptions.exceptions_of_month(work.reading(), viewer, month="2026-11")
    assert (code, [(one.rule, one.status) for one in listed]) == ("draw_too_late", [("RB-01", "breach")])


def test_a_draw_in_time_leaves_nothing_on_the_list(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        assert drawn(work) == ""
        assert exceptions.exceptions_of_month(work.reading(), viewer, month="2026-11") == ()


def test_the_same_report_again_changes_nothing_and_another_is_refused(writer: Writer) -> None:
    with writer.writing() as work:
        drawn(work)
        assert experts_drawn(work, project="G01", at=at("09:30")) == ""
        with pytest.raises(Refused, match=r"projects\.drawn_already"):
            experts_drawn(work, project="G01", at=at("09:31"))


def test_a_draw_to_come_is_not_taken_down_as_done(writer: Writer) -> None:
    with writer.writing() as work:
        reserve(work, asked=asked(**AFTERNOON))
        with pytest.raises(Refused, match=r"projects\.drawn_in_future"):
            experts_drawn(work, project="G01", at=work.now + 1)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_refusal_says_when_and_cites_the_clause(writer: Writer, language: str) -> None:
    with writer.writing() as work:
        drawn(work)
        with pytest.raises(Refused) as no:
            amend_times(work, project="G01", reason="提前", open_at=at("12:00"), gather_at=at("13:00"))
    said = say(no.value.code, no.value.args_, language)
    assert all(word in said for word in ("09:30", "12:30", "RB-01", "十"))
