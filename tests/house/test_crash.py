"""kill -9 of the engine, over and over, while a terminal sends numbered events: what was acknowledged is there, and there once.

``CHANGKONG_LONG=1`` makes the loop ten times as long.
"""

import os
from pathlib import Path

import pytest

from tests.house.crash_engine import ACKNOWLEDGES_FIRST, FORGETS
from tests.house.crash_site import CrashSite, Outcome, crashing

CYCLES = 300 if os.environ.get("CHANGKONG_LONG") == "1" else 30


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    """What is stored after the engine was killed in every cycle."""
    with crashing(tmp_path_factory.mktemp("killed")) as site:
        for _ in range(CYCLES):
            site.cycle()
        return site.finish()


@pytest.mark.long
@pytest.mark.timeout(900)
def test_nothing_acknowledged_is_missing_after_the_engine_was_killed_again_and_again(killed: Outcome) -> None:
    assert killed.said > CYCLES
    assert len(killed.acknowledged) == killed.said
    assert killed.missing == set()


@pytest.mark.long
def test_nothing_is_stored_twice_although_the_terminal_repeats_itself(killed: Outcome) -> None:
    assert killed.doubled == set()


@pytest.mark.long
def test_the_book_verifies_against_the_heads_kept_outside_after_every_crash(killed: Outcome) -> None:
    assert killed.report.ok, killed.report
    assert killed.report.sealed > 0


@pytest.mark.long
def test_killing_the_broker_too_loses_and_doubles_nothing(tmp_path: Path) -> None:
    with crashing(tmp_path) as site:
        site.cycle()
        site.cycle(broker_too=True)
        site.cycle()
        site.outlive_the_broker()
        found = site.finish()
    assert len(found.acknowledged) == found.said
    assert (found.missing, found.doubled, found.report.ok) == (set(), set(), True)


def test_events_that_were_stored_but_not_yet_acknowledged_are_not_stored_again(tmp_path: Path) -> None:
    with crashing(tmp_path) as site:
        site.stored_but_not_acknowledged()
        found = site.finish()
    assert len(found.acknowledged) == found.said > 0
    assert (found.missing, found.doubled) == (set(), set())


def test_the_control_an_engine_that_forgets_what_it_has_stored_is_found_out(tmp_path: Path) -> None:
    with crashing(tmp_path) as site:
        site.stored_but_not_acknowledged()
        assert site.finish(FORGETS).doubled


def test_the_control_an_engine_that_acknowledges_before_it_stores_is_found_out(tmp_path: Path) -> None:
    with crashing(tmp_path) as site:
        assert any(lost_in_a_cycle(site) for _ in range(15))


def lost_in_a_cycle(site: CrashSite) -> bool:
    site.start_engine(ACKNOWLEDGES_FIRST)
    site.until(1)
    site.kill_engine()
    return bool(site.outcome().missing)
