from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue.core.chance import SeededChance, below, chosen, fraction, gauss, shuffled
from venue.core.clock import SetClock, at_local, day_of, instant, iso, local, parse, wall

NINE = at_local("2026-11-23", "09:42:05")


def test_an_instant_reads_as_the_wall_clock_of_the_site() -> None:
    assert (day_of(NINE), wall(NINE), wall(NINE, seconds=False)) == ("2026-11-23", "09:42:05", "09:42")


def test_iso_text_carries_the_offset_and_reads_back() -> None:
    assert iso(NINE) == "2026-11-23T09:42:05.000+08:00"
    assert parse(iso(NINE)) == NINE


@given(st.integers(min_value=0, max_value=4_000_000_000_000))
def test_any_instant_survives_its_text(at: int) -> None:
    assert parse(iso(at)) == at
    assert instant(local(at)) == at


def test_text_without_an_offset_is_the_wall_clock() -> None:
    assert parse("2026-11-23T09:42:05") == NINE


def test_a_set_clock_stands_and_never_goes_back() -> None:
    clock = SetClock(NINE)
    clock.advance(5)
    assert clock.now() == NINE + 5
    with pytest.raises(ValueError, match="go back"):
        clock.set(NINE)


def test_a_running_clock_at_speed_nought_stands_and_refuses_to_run_backwards() -> None:
    clock = SetClock(NINE)
    clock.run(0)
    assert clock.now() == NINE
    with pytest.raises(ValueError, match="backwards"):
        clock.run(-1)


def test_a_running_clock_goes_faster_than_the_wall() -> None:
    clock = SetClock(NINE, 1_000_000)
    first = clock.now()
    while clock.now() == first:
        pass
    assert clock.now() > first >= NINE


def test_the_same_seed_gives_the_same_bytes_however_they_are_taken() -> None:
    one, other = SeededChance("a"), SeededChance("a")
    assert one.bytes(40) + one.bytes(3) == other.bytes(43)
    assert SeededChance("b").bytes(43) != SeededChance("a").bytes(43)


def test_forks_of_a_seed_do_not_depend_on_what_was_drawn_before() -> None:
    drawn, fresh = SeededChance("a"), SeededChance("a")
    drawn.bytes(100)
    assert drawn.fork("salts").bytes(16) == fresh.fork("salts").bytes(16)
    assert fresh.fork("salts").bytes(16) != fresh.fork("people").bytes(16)


def test_numbers_below_a_limit_are_equally_likely() -> None:
    chance = SeededChance("uniform")
    counted = Counter(below(chance, 7) for _ in range(14_000))
    expected = 2_000
    chi = sum((counted[face] - expected) ** 2 / expected for face in range(7))
    assert chi < 22.5  # 6 degrees of freedom, 99.9 %


def test_nothing_lies_below_nought() -> None:
    with pytest.raises(ValueError, match="limit"):
        below(SeededChance(1), 0)


def test_shuffling_keeps_every_item_and_choosing_takes_one_of_them() -> None:
    chance = SeededChance(3)
    items = list(range(50))
    assert sorted(shuffled(chance, items)) == items
    assert chosen(chance, items) in items
    assert 0 <= fraction(chance) < 1
    assert -20 < gauss(chance, 0, 1) < 20
