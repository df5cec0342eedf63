"""A draw of each kind walked to its end on SQLite and on PostgreSQL: same secrets, same result, same book."""

import pytest

from tests.venue.schedule.drawing import Table, at
from venue.core.clock import SetClock
from venue.core.work import Writer


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at("08:05"))


def test_seats_and_sub_venues_are_drawn_alike_on_both_databases(writer: Writer, clock: SetClock) -> None:
    table = Table(writer, clock).prepare()
    seats, venues = table.drawn(), table.drawn("sub_venue")
    told = [[one["candidate"] for one in table.unseal(draw)] for draw in (seats, venues)]
    assert told == TOLD


TOLD = [["Z3r-12", "Z3r-08", "Z3r-07"], ["QS", "AH"]]
