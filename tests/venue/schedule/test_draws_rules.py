"""The rules of a draw without a database: who may draw what, and that every outcome of the algorithm is equally likely."""

from __future__ import annotations

import hashlib
import itertools
from collections import Counter
from collections.abc import Iterable, Sequence

import pytest

from venue.core.acts import Refused
from venue.core.chance import SeededChance
from venue.core.clock import DAY
from venue.journal import verify_draw
from venue.journal.verify_draw import drawn, numbers
from venue.projects.legal import book_at
from venue.schedule import draw_rules as rules
from venue.schedule.draw_rules import Before

BOOK = book_at(1_795_392_000_000)
SEATS = ("A", "B", "C", "D", "E")
DRAWS = 10_000
ORDERS = list(itertools.permutations(SEATS, 2))
CRITICAL = 43.82
"""The 0.999 quantile of chi-square with 19 degrees of freedom: a fair algorithm stays below it in 999 of 1000 runs."""


def refused(code: str) -> object:
    return pytest.raises(Refused, match=rf"^draws\.{code} ")


# ------------------------------------------------------------------------------------------------------------ uniformity


def chi_square(found: Iterable[Sequence[str]]) -> float:
    """How far the counts of all ordered pairs are from each other."""
    counts = Counter(tuple(one) for one in found)
    expected = DRAWS / len(ORDERS)
    return sum((counts[order] - expected) ** 2 / expected for order in ORDERS)


def secrets(number: int) -> list[str]:
    stream = SeededChance(f"uniformity-{number}")
    return [stream.bytes(32).hex() for _ in range(3)]


def terms(number: int) -> dict[str, object]:
    candidates = [{"code": seat, "name": ""} for seat in SEATS]
    return {"candidates": candidates, "takers": ["X1", "X2"], "number": number}


def test_ten_thousand_draws_give_every_order_equally_often() -> None:
    found = [verify_draw.result_of(terms(number), secrets(number)) for number in range(DRAWS)]
    assert chi_square([one["candidate"] for one in result] for result in found) < CRITICAL


def test_control_a_draw_with_modulo_bias_fails_the_same_test() -> None:
    def biased(seed: bytes) -> list[str]:
        order, stream = list(SEATS), numbers(seed)
        for place in range(2):
            other = place + (next(stream) & 0x0F) % (len(order) - place)  # 16 is no multiple of 5
            order[place], order[other] = order[other], order[place]
        return order[:2]

    seeds = (hashlib.sha256(f"{number}".encode()).digest() for number in range(DRAWS))
    assert chi_square(biased(seed) for seed in seeds) > CRITICAL


def test_control_a_last_party_that_chooses_between_two_secrets_fails_the_same_test() -> None:
    def steered(number: int) -> list[str]:
        first, second, third = secrets(number)
        other = hashlib.sha256(third.encode()).hexdigest()
        seeds = (verify_draw.seed_of(f"{number}", [first, second, last]) for last in (third, other))
        results = [drawn(seed, SEATS, 2) for seed in seeds]
        return next((result for result in results if result[0] == "A"), results[0])

    assert chi_square(steered(number) for number in range(DRAWS)) > CRITICAL


def test_what_lies_above_the_last_whole_multiple_is_thrown_away() -> None:
    limit = 2**63 + 1
    stream = iter([2**64 - 1, limit, 7])
    assert verify_draw.below(stream, limit) == 7


def test_the_published_algorithm_stays_as_it_was_published() -> None:
    seed = hashlib.sha256(b"published").digest()
    assert drawn(seed, [f"{number:02}" for number in range(12)], 4) == PUBLISHED


PUBLISHED = ["09", "08", "06", "02"]


def test_a_commitment_is_bound_to_party_and_terms() -> None:
    secret = "ab" * 32
    made = {verify_draw.commitment_of(digest, party, secret) for digest in ("t1", "t2") for party in ("host", "LY")}
    assert len(made) == 4


# ----------------------------------------------------------------------------------------------------------------- rules


@pytest.mark.parametrize("distance", [0, -1, DAY + 1])
def test_a_deadline_lies_ahead_within_a_day(distance: int) -> None:
    with refused("deadline_wrong"):
        rules.require_period(1000, 1000 + distance)


@pytest.mark.parametrize("distance", [1, DAY])
def test_a_deadline_within_a_day_stands(distance: int) -> None:
    rules.require_period(1000, 1000 + distance)


@pytest.mark.parametrize("cause", ["bad_luck", "void", ""])
def test_only_the_causes_of_the_rule_allow_another_draw(cause: str) -> None:
    before = Before("G02/seat/1", "unsealed", 1)
    with refused("redraw_without_cause"):
        rules.require_round(before, cause=cause, reason="再抽一次", book=BOOK)


@pytest.mark.parametrize("cause", ["venue_fault", "expert_refusal"])
def test_each_cause_of_the_rule_allows_another_draw(cause: str) -> None:
    rules.require_round(Before("G02/seat/1", "drawn", 1), cause=cause, reason="终端故障", book=BOOK)


def test_a_first_draw_has_no_cause() -> None:
    with refused("cause_without_result"):
        rules.require_round(Before(), cause="venue_fault", reason="", book=BOOK)


@pytest.mark.parametrize("count", [0, 4])
def test_sub_venues_are_one_to_three(count: int) -> None:
    with refused("sub_venues_out_of_range") as no:
        rules.require_sub_venues(count, remote=True, planned=count, book=BOOK)
    assert (no.value.args_["rule"], no.value.args_["clause"]) == ("RB-04", "七")


@pytest.mark.parametrize(("count", "planned", "fits"), [(1, 2, False), (3, 2, False), (2, 2, True), (3, 0, True)])
def test_as_many_sub_venues_are_drawn_as_were_reserved(count: int, planned: int, fits: bool) -> None:
    if fits:
        rules.require_sub_venues(count, remote=True, planned=planned, book=BOOK)
    else:
        with refused("count_differs"):
            rules.require_sub_venues(count, remote=True, planned=planned, book=BOOK)


@pytest.mark.parametrize("given", [["LY", "LY", "AH"], [{"name": "临阳"}], [1], ["LY", ""], [{"code": "a b"}], [None]])
def test_a_candidate_has_a_code_of_its_own(given: list[object]) -> None:
    with refused("candidate_(wrong|twice)"):
        rules.candidates_of(given)


@pytest.mark.parametrize(("candidates", "takers", "fits"), [(0, 0, False), (1, 2, False), (2, 2, True), (3, 0, False)])
def test_there_are_enough_candidates(candidates: int, takers: int, fits: bool) -> None:
    pool = rules.candidates_of([f"C{number}" for number in range(candidates)])
    wanted = [f"X{number}" for number in range(takers)]
    if fits:
        rules.require_enough(pool, wanted)
    else:
        with refused("too_few_candidates"):
            rules.require_enough(pool, wanted)


@pytest.mark.parametrize(
    "parties", [[], ["host"], ["host", "LY"], ["host", "host", "supervisor"], ["host", "supervisor", ""]]
)
def test_host_and_supervisor_are_parties_of_every_draw(parties: list[str]) -> None:
    with refused("part(y|ies)_wrong"):
        rules.parties_of(parties)


@pytest.mark.parametrize("text", ["", "x" * 64, "AB" * 32, "ab" * 31, "ab" * 33, "ab" * 32 + "\n"])
def test_secrets_and_commitments_are_64_small_hex_digits(text: str) -> None:
    with refused("not_hex"):
        rules.require_secret(text, draw="G02/seat/1")
