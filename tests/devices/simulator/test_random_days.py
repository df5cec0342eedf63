"""Days drawn from a seed are day files like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from devices.simulator.day_checks import site_faults
from devices.simulator.day_file import load_day, read
from devices.simulator.random_days import LEAST, PEAK, random_day
from tests.devices.simulator.conftest import sample_site


@pytest.mark.parametrize("seed", ["1", "2", "岁末"])
def test_a_random_day_has_no_mistake_and_fits_its_site(seed: str) -> None:
    day = read(random_day(sample_site(), seed=seed))
    assert list(site_faults(day, sample_site().on(day.day))) == []


def test_the_same_seed_draws_the_same_day_and_another_seed_another() -> None:
    texts = [random_day(sample_site(), seed=seed) for seed in ("1", "1", "2")]
    assert texts[0] == texts[1]
    assert texts[1] != texts[2]


def test_random_days_have_the_usual_number_of_projects() -> None:
    counts = [random_day(sample_site(), seed=f"day {number}").count('agency = "DL1"') for number in range(20)]
    assert LEAST - 1 <= min(counts) <= max(counts) <= PEAK
    assert 4 <= sum(counts) / len(counts) <= 9


def test_a_random_day_can_be_asked_for_by_its_seed() -> None:
    assert load_day(Path("random:7")).plan.form == read(random_day(sample_site(), seed="7")).plan.form
