"""What the site gives to dispatch: who is too near whom, ways, and what is counted."""

from tests.venue.operations.day import DAY, SAMPLE
from venue.core.clock import at_local
from venue.operations.day_ground import ground_of, next_door
from venue.operations.dispatch_terms import all_terms, dispatch_terms
from venue.site.site_file import parse

GROUND = ground_of(parse(SAMPLE).on(DAY), DAY)


def is_near(a: str, b: str) -> bool:
    return (a, b) in GROUND.near or (b, a) in GROUND.near


def test_rooms_that_share_a_wall_are_near_and_the_one_after_is_not() -> None:
    assert is_near("E1", "E2")
    assert not is_near("E1", "E3")


def test_rooms_on_a_corridor_that_not_everybody_must_take_are_near() -> None:
    assert is_near("E7", "E10")


def test_the_corridor_that_everybody_must_take_makes_nobody_near() -> None:
    assert not is_near("E1", "E10")
    assert not is_near("E4", "E7")


def test_opening_rooms_are_never_kept_apart() -> None:
    assert not any(code.startswith("K") for pair in GROUND.near for code in pair)


def test_a_wall_must_be_shared_for_more_than_a_corner() -> None:
    square = ((0, 0), (10, 0), (10, 10_000), (0, 10_000))
    touching = ((10, 9_800), (20, 9_800), (20, 20_000), (10, 20_000))
    beside = ((10, 2_000), (20, 2_000), (20, 9_000), (10, 9_000))
    assert not next_door(square, touching)
    assert next_door(square, beside)


def test_ways_are_counted_in_whole_metres_between_every_two_rooms() -> None:
    ways = {frozenset((walk.a, walk.b)): walk.metres for walk in GROUND.walks}
    assert 0 < ways[frozenset(("E1", "E2"))] < ways[frozenset(("E1", "K5"))]


def test_a_witness_counts_four_lines_and_no_more() -> None:
    posts = [one for one in parse(SAMPLE).on(DAY).posts if one.duty == "witness"]
    pool = next(one for one in GROUND.pools if one.code == "witness")
    assert pool.amount == sum(min(4, post.lines) for post in posts)


def test_the_terms_leave_time_to_decide_between_the_notice_and_the_least_lead() -> None:
    assert all(one.notice_min > one.lead_min >= 45 for one in all_terms())


def test_the_first_fitting_line_of_the_terms_is_the_weight() -> None:
    terms = dispatch_terms(at_local(DAY))
    assert terms.weight_of(method="remote_main", category="construction") == 3
    assert terms.weight_of(method="open_tender", category="construction") == 1
