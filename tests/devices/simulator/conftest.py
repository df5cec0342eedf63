"""Small days on the sample site, played through the embedded broker."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from devices.broker import EmbeddedBroker
from devices.simulator.day_file import read
from devices.simulator.headless import DayHouse, running
from venue.core.wording import RESOURCES
from venue.site.plan import SiteFile
from venue.site.site_file import parse

GOLDEN = RESOURCES / "days" / "golden.toml"

Play = Callable[..., contextlib.AbstractContextManager[DayHouse]]

HEAD = """
day = { date = "2026-11-23" }
units = [{ code = "DL", kind = "agency", name = "样例代理" }]
people = [
  { id = "CZ", kind = "centre", name = "调度", roles = [{ role = "operator" }] },
  { id = "ZJ", kind = "centre", name = "负责", roles = [{ role = "site_manager" }] },
  { id = "FW", kind = "centre", name = "服务", roles = [{ role = "centre_service" }], agreement = { from = "2026-01-01", until = "2027-01-01" }, credentials = [{ kind = "card", token = "C-1" }] },
  { id = "FW2", kind = "centre", name = "服务", roles = [{ role = "centre_service" }], agreement = { from = "2026-01-01", until = "2027-01-01" }, credentials = [{ kind = "card", token = "C-2" }] },
  { id = "BJ", kind = "service", name = "保洁", roles = [{ role = "cleaner" }], credentials = [{ kind = "card", token = "C-3" }] },
]
accounts = [
  { account = "diaodu", owner = "CZ", roles = ["operator", "patroller"], password = "yangli-2026" },
  { account = "fuze", owner = "ZJ", roles = ["site_manager"], password = "yangli-2026" },
  { account = "fuwu", owner = "FW", roles = ["centre_service"], password = "yangli-2026" },
]
"""  # noqa: E501 rows of a table


@cache
def sample_site() -> SiteFile:
    return parse(RESOURCES / "sample_site")


@pytest.fixture(scope="session")
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as running_broker:
        yield running_broker


@pytest.fixture
def play(broker: EmbeddedBroker, tmp_path: Path) -> Play:
    """Play the events of a text on the people above, from 07:30 to ``until``; gives the house with the day behind it."""
    count = iter(range(100))

    @contextlib.contextmanager
    def played(events: str, *, until: str = "07:45", seed: str = "tests") -> Iterator[DayHouse]:
        play_line = f'play = {{ seed = "{seed}", start = "07:30", until = "{until}" }}\n'
        folder = tmp_path / f"{tmp_path.name}-{next(count)}"
        folder.mkdir()
        day = read(play_line + HEAD + events)
        with running(day, folder, address=broker.address, site=sample_site()) as house:
            house.simulated.play()
            yield house

    return played


def seen(house: DayHouse, view: Callable[..., Any], **wanted: Any) -> Any:
    """What a view tells of a played day."""
    with house.database.reading() as read_:
        return view(read_, house.viewer, **wanted)
