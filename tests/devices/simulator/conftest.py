"""Small days on the sample site, played through the embedded broker."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from devices.broker import EmbeddedBroker
from devices.simulator.day_file import read
from tests.devices.simulator.house import DayHouse, running
from venue.core.chance import SeededChance
from venue.core.database import Database
from venue.core.keys import fresh_keys
from venue.core.wording import RESOURCES
from venue.migrations import prepare
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
"""  # noqa: E501 rows of a table


ACCOUNTS = """
accounts = [
  { account = "diaodu", owner = "CZ", roles = ["operator", "patroller"], password = "yangli-2026" },
  { account = "fuze", owner = "ZJ", roles = ["site_manager"], password = "yangli-2026" },
  { account = "fuwu", owner = "FW", roles = ["centre_service"], password = "yangli-2026" },
]
"""
"""For days on which somebody signs in; a password costs a tenth of a second to set."""


@cache
def sample_site() -> SiteFile:
    return parse(RESOURCES / "sample_site")


@pytest.fixture(scope="session")
def broker() -> Iterator[EmbeddedBroker]:
    with EmbeddedBroker() as running_broker:
        yield running_broker


@cache
def doors_only() -> SiteFile:
    """The sample site with its doors, lockers and power, two cameras and no other sensors: a day on it takes half a second."""
    whole = sample_site()
    kinds = {"door", "terminal", "people_counter", "locker_bank", "recorder", "feeder_meter", "ups"}
    kept = tuple(one for one in whole.devices if one.kind in kinds or one.code in ("C-31", "C-32"))
    codes = {device.code for device in kept}
    seats = tuple(replace(seat, terminal="") for seat in whole.seats)
    return replace(whole, devices=kept, points=tuple(p for p in whole.points if p.device in codes), seats=seats)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database in the present form, made once, under the keys of the seed ``tests``."""
    path = tmp_path_factory.mktemp("template") / "site.db"
    key = fresh_keys(SeededChance("tests").fork("keys")).key("database")
    database = Database(f"sqlite:///{path}", key=key, site="M", durable=False)
    prepare(database)
    database.close()
    return path


@pytest.fixture
def play(broker: EmbeddedBroker, template: Path, tmp_path: Path) -> Play:
    """Play the events of a text on the people above, from 07:30 to ``until``; gives the house with the day behind it."""
    count = iter(range(100))

    @contextlib.contextmanager
    def played(
        events: str, *, until: str = "07:45", seed: str = "tests", site: SiteFile | None = None
    ) -> Iterator[DayHouse]:
        play_line = f'play = {{ seed = "{seed}", start = "07:30", until = "{until}" }}\n'
        folder = tmp_path / f"{tmp_path.name}-{next(count)}"
        folder.mkdir()
        if seed == "tests":
            shutil.copy(template, folder / "site.db")
        day = read(play_line + HEAD + events)
        with running(day, folder, address=broker.address, site=site or doors_only()) as house:
            house.simulated.play()
            yield house

    return played


def seen(house: DayHouse, view: Callable[..., Any], **wanted: Any) -> Any:
    """What a view tells of a played day."""
    with house.database.reading() as read_:
        return view(read_, house.viewer, **wanted)
