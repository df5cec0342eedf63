"""A day file is read whole or not at all, and every mistake in it is named with its line."""

from __future__ import annotations

import pytest

from devices.simulator.day_checks import site_faults
from devices.simulator.day_file import load_day, read
from tests.devices.simulator.conftest import ACCOUNTS, GOLDEN, HEAD, sample_site
from venue.operations.day_plan import DayFaults

START = HEAD + ACCOUNTS
FIRST = START.count("\n") + 1
"""The line at which what follows the head begins."""


def faults(events: str) -> list[tuple[int, str]]:
    with pytest.raises(DayFaults) as caught:
        read(START + events)
    return [(fault.line - FIRST, fault.en) for fault in caught.value.faults]


def test_the_golden_day_has_no_mistake_and_fits_its_site() -> None:
    day = load_day(GOLDEN)
    assert list(site_faults(day, sample_site().on(day.day))) == []


def test_the_instants_of_a_day_are_those_of_its_site() -> None:
    day = read(START + 'play = { start = "08:00", until = "D+1 11:20" }')
    assert day.until - day.start == (27 * 60 + 20) * 60_000


@pytest.mark.parametrize(
    ("events", "line", "words"),
    [
        ('[[itineraries]]\npeople = ["NN"]\nsteps = [{ at = "09:00", to = "K1" }]', 1, "'NN' is not declared"),
        ('[[itineraries]]\npeople = ["FW"]\nsteps = [{ to = "K1" }]', 2, "the first step has no time"),
        ('[[itineraries]]\npeople = ["FW"]\nsteps = [\n{ at = "9", to = "K1" }]', 3, "'9' is no time"),
        ('[[itineraries]]\npeople = ["FW"]\nsteps = [{ at = "09:00", to = "K1", do = "deposit" }]', 2, "either goes"),
        ('[[itineraries]]\npeople = ["FW"]\nsteps = [{ at = "09:00", do = "present" }]', 2, "which door"),
        (
            '[[itineraries]]\npeople = ["FW", "FW2"]\nsteps = [{ at = "09:00", to = "K1", escort = "CZ" }]',
            2,
            "one person only",
        ),
        ('[[acts]]\nat = "09:00"\naccount = "diaodu"\nact = "doors.open_all"', 3, "there is no 'doors.open_all'"),
        ('[[acts]]\nat = "09:00"\naccount = "nobody"\nact = "projects.advance"', 2, "'nobody' is not declared"),
        ('[[trading]]\nat = "09:00"\nproject = "G99"\nevent = "opening_started"', 2, "'G99' is not declared"),
        ('[[faults]]\nat = "09:00"\nkind = "feeder"', 0, "which feeder"),
        ('[[faults]]\nat = "09:00"\nkind = "flood"\ndevice = "C-57"', 2, "there is no 'flood'"),
        ('[[rounds]]\nat = "09:00"\naccount = "diaodu"\nperson = "FW"', 0, "has no reason"),
        ('[[expected]]\nid = "a"\nat = "09:00"\nkind = "miracle"', 3, "there is no 'miracle'"),
        ('[play]\ntelemetry = "loud"', 1, "there is no 'loud'"),
    ],
)
def test_a_mistake_is_named_with_its_line(events: str, line: int, words: str) -> None:
    found = faults(events)
    assert [at for at, said in found if words in said] == [line], found


def test_a_mistyped_key_and_an_unknown_table_are_mistakes_too() -> None:
    (mistyped,) = faults('[[faults]]\nat = "09:00"\nkind = "skew"\ndevise = "T-01"')
    (strange,) = faults("[[surprises]]\nat = 1")
    assert "devise" in mistyped[1]
    assert mistyped[0] == 3
    assert "surprises" in strange[1]


def test_what_the_site_does_not_have_is_named_with_its_line() -> None:
    day = read(
        START
        + '[[itineraries]]\npeople = ["FW"]\nsteps = [{ at = "09:00", to = "K9" }]\n'
        + '[[faults]]\nat = "09:00"\nkind = "skew"\ndevice = "T-99"'
    )
    found = [(fault.line - FIRST, fault.en) for fault in site_faults(day, sample_site().on(day.day))]
    assert found == [(2, "the site has no 'K9'"), (6, "the site has no 'T-99'")]
