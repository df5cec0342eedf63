from __future__ import annotations

import pytest

from tests.venue.conduct.walking import DAY, Hands
from venue.core.clock import SetClock, at_local
from venue.core.work import Writer


@pytest.fixture
def clock() -> SetClock:
    return SetClock(at_local(DAY, "07:30"))


@pytest.fixture
def hands(writer: Writer, clock: SetClock) -> Hands:
    """The site at 07:30 of a working Monday, its plan made."""
    return Hands(writer, clock).at("07:30")
