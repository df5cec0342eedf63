"""What the phase log teaches: how long evaluations lasted, and when a running one is expected to end."""

from __future__ import annotations

from venue.core.clock import MINUTE, Millis, at_local
from venue.core.work import Principal, Writer
from venue.projects.phases import Step as PhaseStep
from venue.projects.phases import record_step
from venue.projects.projects import find_project, reserve
from venue.schedule.forecast import Asked, Finished
from venue.schedule.forecast_views import (
    Step,
    duration_calibration,
    expected_end,
    finished_of,
    finished_sessions,
    worked,
)

DAY, NEXT_DAY = "2026-11-23", "2026-11-24"
WORKS = Asked("construction", "open_tender", 12)


def at(wall: str, day: str = DAY) -> Millis:
    return at_local(day, wall)


def project(writer: Writer, *phases: tuple[str, Millis], code: str = "G01") -> None:
    wanted = {"code": code, "title": code, "category": "construction", "method": "open_tender", "agency": "A-01"}
    times = {"open_at": at("09:00"), "gather_at": at("10:00"), "draw_at": at("05:00"), "bidders": 12}
    with writer.writing() as work:
        reserve(work, asked={**wanted, **times})
        for phase, when in phases:
            known = find_project(work, "M", code)
            assert known is not None
            record_step(work, known, PhaseStep(phase), source="trading", at=when)


def test_an_evaluation_that_is_over_is_remembered_with_its_length(writer: Writer, viewer: Principal) -> None:
    project(writer, ("evaluating", at("10:15")), ("evaluated", at("15:40")))
    with writer.reading() as read:
        assert finished_sessions(read, viewer) == (Finished("construction", "open_tender", 12, 325),)
        assert duration_calibration(read, viewer).count == 1


def test_the_works_project_of_the_golden_day_is_expected_until_half_past_three(
    writer: Writer, viewer: Principal
) -> None:
    project(writer, ("evaluating", at("10:15")))
    with writer.reading() as read:
        end = expected_end(read, viewer, project="G01", at=at("13:50"))
    assert end is not None
    assert (end.since, end.p80_end, end.source) == (at("10:15"), at("15:35"), "table")


def test_before_it_begins_and_after_it_ends_nothing_is_expected(writer: Writer, viewer: Principal) -> None:
    project(writer, ("evaluating", at("10:15")), ("evaluated", at("15:40")))
    with writer.reading() as read:
        ends = [expected_end(read, viewer, project="G01", at=at(wall)) for wall in ("10:14", "12:00", "15:40")]
    assert [end is not None for end in ends] == [False, True, False]


def test_the_forecast_of_an_instant_knows_nothing_of_what_came_later(writer: Writer, viewer: Principal) -> None:
    project(writer, ("evaluating", at("10:15")), ("evaluated", at("10:45")))
    with writer.reading() as read:
        end = expected_end(read, viewer, project="G01", at=at("10:30"))
    assert end is not None
    assert end.p80_end > at("14:00")


def steps(*told: tuple[str, Millis]) -> list[Step]:
    return [Step(to, when) for to, when in told]


def test_a_night_between_does_not_count_as_evaluating() -> None:
    told = steps(
        ("evaluating", at("11:15")),
        ("suspended", at("19:15")),
        ("evaluating", at("08:30", NEXT_DAY)),
        ("evaluated", at("11:20", NEXT_DAY)),
    )
    assert finished_of(told, WORKS) == Finished("construction", "open_tender", 12, 8 * 60 + 170)


def test_a_meal_and_a_power_cut_belong_to_an_evaluation() -> None:
    told = steps(("evaluating", at("10:00")), ("suspended", at("12:00")), ("evaluating", at("12:40")))
    assert worked(told, at("13:00")) == 180 * MINUTE


def test_what_was_broken_off_or_never_reported_teaches_nothing() -> None:
    broken_off = steps(("evaluating", at("10:00")), ("aborted", at("12:00")))
    unreported = steps(("opening", at("09:00")), ("evaluated", at("12:00")))
    assert finished_of(broken_off, WORKS) is None
    assert finished_of(unreported, WORKS) is None
