"""A whole house with its wire: an engine on a real broker, with the people and the project of the day for outside terminals."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from composition import House, Terms, begin, open_house
from tests.house.conftest import DAY, HAND
from venue.core.acts import perform
from venue.core.chance import SeededChance
from venue.core.clock import SetClock, at_local
from venue.core.settings import Settings
from venue.operations.day_plan import import_day, load
from venue.operations.phase_gates import advance

ROOT = Path(__file__).resolve().parents[2]
OUTSIDE_DAY = ROOT / "resources" / "days" / "outside.toml"
PHASES = (("08:00", "arming"), ("08:10", "opening"), ("08:40", "assembling"), ("09:15", "evaluating"))


@contextlib.contextmanager
def wired_house(folder: Path, *, broker: str = "embedded") -> Iterator[House]:
    """The sample site at 09:40 of the outside day, project G01 evaluating in E1, clock at the wall's pace."""
    settings = Settings(
        site="M", kind="sample", data_folder=folder / "data", key_folder=folder / "keys", broker=broker, broker_port=0
    )
    clock = SetClock(at_local(DAY, "07:30"))
    with contextlib.ExitStack() as stack:
        house = open_house(stack, settings, Terms(clock, SeededChance("wired"), durable=False))
        with house.writer.writing() as work:
            import_day(work, load(OUTSIDE_DAY))
        for wall, phase in PHASES:
            clock.set(at_local(DAY, wall))
            with house.writer.writing() as work:
                advance(work, project="G01", to=phase, source="trading", reason="test")
        clock.set(at_local(DAY, "09:40"))
        clock.run(1.0)
        begin(stack, house)
        assert house.field._wire.ready(10)
        yield house


def asked(house: House) -> Callable[[str, dict[str, Any]], Any]:
    """Acts at the console of this house, done at once."""

    def ask(act: str, args: dict[str, Any]) -> Any:
        with house.writer.writing(HAND) as work:
            return perform(work, act, args)

    return ask


def soon(what: Callable[[], Any], patience: float = 10.0) -> Any:
    """What becomes true in a moment; its last value when it does not."""
    until = time.monotonic() + patience
    while not (found := what()) and time.monotonic() < until:
        time.sleep(0.01)
    return found
