"""RB-07: the guard of the start and the steps 报警, 提醒, 制止 at their exact instants."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.venue.rules.books import BOOK, edited_book
from venue.access.agency_exit import AgencyPresence, ExitStep, agency_exit_steps, judge_start, next_exit_step
from venue.core.clock import MINUTE, SECOND, at_local

START = at_local("2026-11-23", "10:15")
INSIDE = AgencyPresence(subject="S-7", inside_since=START - 10 * MINUTE)


def stages(steps: tuple[ExitStep, ...]) -> list[str]:
    return [step.stage for step in steps]


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (-1, []),
        (0, ["alarm"]),
        (60 * SECOND - 1, ["alarm"]),
        (60 * SECOND, ["alarm", "remind"]),
        (180 * SECOND - 1, ["alarm", "remind"]),
        (180 * SECOND, ["alarm", "remind", "stop"]),
    ],
)
def test_steps_fall_due_at_their_very_instant(after: int, expected: list[str]) -> None:
    assert stages(agency_exit_steps(START, [INSIDE], START + after, BOOK)) == expected


@pytest.mark.parametrize(
    ("left_after", "expected"),
    [
        (0, []),
        (1, ["alarm"]),
        (60 * SECOND, ["alarm"]),
        (60 * SECOND + 1, ["alarm", "remind"]),
        (4 * MINUTE, ["alarm", "remind", "stop"]),
    ],
)
def test_whoever_has_left_is_spared_the_later_steps(left_after: int, expected: list[str]) -> None:
    gone = AgencyPresence(subject="S-7", inside_since=START - MINUTE, left_at=START + left_after)
    assert stages(agency_exit_steps(START, [gone], START + 10 * MINUTE, BOOK)) == expected


def test_whoever_comes_in_later_has_his_own_clock() -> None:
    tailgater = AgencyPresence(subject="S-8", inside_since=START + 5 * MINUTE)
    steps = agency_exit_steps(START, [INSIDE, tailgater], START + 6 * MINUTE, BOOK)
    assert [(step.subject, step.stage, step.due_at - START) for step in steps] == [
        ("S-7", "alarm", 0),
        ("S-7", "remind", 60 * SECOND),
        ("S-7", "stop", 180 * SECOND),
        ("S-8", "alarm", 300 * SECOND),
        ("S-8", "remind", 360 * SECOND),
    ]


def test_exception_stops_the_clock_until_it_ends() -> None:
    called_in = AgencyPresence(subject="S-7", inside_since=START, excepted_until=START + 20 * MINUTE)
    due = [agency_exit_steps(START, [called_in], START + at, BOOK) for at in (20 * MINUTE - 1, 20 * MINUTE)]
    assert [stages(steps) for steps in due] == [[], ["alarm"]]


def test_next_step_tells_when_to_look_again() -> None:
    asked = [next_exit_step(START, [INSIDE], START + at, BOOK) for at in (-1, 0, 60 * SECOND, 180 * SECOND)]
    assert asked == [START, START + 60 * SECOND, START + 180 * SECOND, None]


def test_steps_carry_rule_and_sentence() -> None:
    step = agency_exit_steps(START, [INSIDE], START + 3 * MINUTE, BOOK)[-1]
    assert (step.finding.rule, step.finding.clause) == ("RB-07", "八")
    assert BOOK.render(step.finding.code, step.finding.args) == "代理机构人员在评标区内已达 3 分钟，请到场制止并带离。"


def test_site_may_change_the_times(tmp_path: Path) -> None:
    book = edited_book(tmp_path / "rules", "entry.toml", ("value = 60\n", "value = 90\n"))
    assert stages(agency_exit_steps(START, [INSIDE], START + 89 * SECOND, book)) == ["alarm"]


@pytest.mark.parametrize(
    ("source", "inside", "excepted", "outcome", "code"),
    [
        ("here", 0, 0, "start", "start_allowed"),
        ("here", 1, 0, "refuse", "agency_still_inside"),
        ("here", 1, 1, "start", "start_allowed"),
        ("here", 2, 1, "refuse", "agency_still_inside"),
        ("here", None, 0, "refuse", "agency_presence_unknown"),
        ("trading", 0, 0, "start", "start_allowed"),
        ("trading", 1, 0, "breach", "started_in_breach"),
        ("trading", 1, 1, "start", "start_allowed"),
        ("trading", None, 0, "unconfirmed", "started_presence_unknown"),
    ],
)
def test_start_is_guarded_here_and_taken_as_a_fact_from_the_trading_system(
    source: str, inside: int | None, excepted: int, outcome: str, code: str
) -> None:
    ruling = judge_start(source, inside, BOOK, excepted=excepted)  # type: ignore[arg-type]
    assert (ruling.outcome, ruling.finding.code) == (outcome, code)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("source", ["here", "trading"])
@pytest.mark.parametrize("inside", [None, 0, 2])
def test_every_ruling_renders(source: str, inside: int | None, lang: str) -> None:
    finding = judge_start(source, inside, BOOK).finding  # type: ignore[arg-type]
    assert "{" not in BOOK.render(finding.code, finding.args, lang)
