"""The events of a day as a file tells them: who goes where when, what breaks, what is reported, what is expected.

A day file is TOML. Its people, projects and accounts are read by :mod:`venue.operations.day_plan`; everything else here. The form
is described for people in ``docs/how_to/write_a_day.md``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from devices.simulator.telemetry import WAYS, Telemetry
from venue.core.clock import Millis
from venue.core.wording import RESOURCES
from venue.operations.day_faults import Fault
from venue.operations.day_form import OURS, Line, moment
from venue.operations.day_plan import PLACE, STEP, DayFaults, DayPlan, read_day
from venue.site.lines import Path as Where
from venue.site.lines import lines_of
from venue.site.parts import OUTSIDE
from venue.site.site_file import parse


class PlayLine(Line, frozen=True, kw_only=True):
    """``[play]``: how the day is played. Times are wall-clock times of the day; ``seed`` decides all chance."""

    seed: str = "1"
    start: str = "07:30"
    until: str = "22:00"
    telemetry: str = "sparse"


class StepLine(Line, frozen=True, kw_only=True):
    """One step of somebody's way, not before ``at``: ``to`` a room, or ``do`` something where he stands.

    ``do``: ``deposit`` or ``collect`` (phone), ``present`` (ask at ``door`` without going through). ``by`` is what he shows,
    ``refused`` what he does when a door stays shut: ``stop`` (end of this step), ``retry`` (every half minute), ``insist`` (with
    the card instead). ``escort`` walks along and presents first; ``tailed_by`` slips through ``door`` behind him.
    """

    at: str = ""
    to: str = ""
    do: str = ""
    door: str = ""
    by: str = "card"
    score: float = 1.0
    refused: str = "stop"
    escort: str = ""
    tailed_by: str = ""
    service: bool = False
    avoid: tuple[str, ...] = ()


class ItineraryLine(Line, frozen=True, kw_only=True):
    """``[[itineraries]]``: the way of one person, or of several, each ``apart`` seconds after the one before."""

    people: tuple[str, ...]
    steps: tuple[StepLine, ...]
    apart: int = 0
    start: str = OUTSIDE


class TradingLine(Line, frozen=True, kw_only=True):
    """``[[trading]]``: the trading system reports an event of a project."""

    at: str
    project: str
    event: str
    details: dict[str, Any] = {}


class ActLine(Line, frozen=True, kw_only=True):
    """``[[acts]]``: somebody does something at a desk. ``refused`` names the code with which the site must say no."""

    at: str
    account: str
    act: str
    args: dict[str, Any] = {}
    refused: str = ""


class FindingLine(Line, frozen=True, kw_only=True):
    """What is found at a checkpoint: ``item`` of its form is answered with no, and a finding written."""

    checkpoint: str
    item: str
    words: str
    severity: int = 2


class RoundLine(Line, frozen=True, kw_only=True):
    """``[[rounds]]``: ``person`` walks a patrol round under ``account``.

    ``inside`` are the rooms he enters; at the others he checks the door and scans its sign. ``skip`` are checkpoints he misses;
    ``pace`` is how long he looks at each, in seconds.
    """

    at: str
    account: str
    person: str
    planned: int = 0
    reason: str = ""
    checkpoints: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    pace: int = 15
    findings: tuple[FindingLine, ...] = ()


class FaultLine(Line, frozen=True, kw_only=True):
    """``[[faults]]``: something breaks ``at`` and is well again at ``until`` (empty: it stays so).

    ``seconds`` is a clock's error, or how long cameras take to start after a feeder is back; ``count`` how many messages are lost
    or doubled; ``backlog`` when a terminal that is on the line again sends what it kept.
    """

    at: str
    kind: str
    until: str = ""
    device: str = ""
    feeder: str = ""
    point: str = ""
    value: float = 1.0
    seconds: int = 0
    count: int = 1
    backlog: str = ""


class ExpectedLine(Line, frozen=True, kw_only=True):
    """``[[expected]]``: what the day must bring about, and by when (``within`` seconds of ``at``, before or after)."""

    id: str
    at: str
    kind: str
    subject: str = ""
    expected: str = ""
    project: str = ""
    room: str = ""
    device: str = ""
    within: int = 300


class TotalsLine(Line, frozen=True, kw_only=True):
    """``[totals]``: what the day must come to; see :mod:`devices.simulator.report` for the names."""

    figures: dict[str, int] = {}
    later: dict[str, int] = {}


class Script(Line, frozen=True, kw_only=True):
    """Everything of a day file that is not about people and projects."""

    play: PlayLine = PlayLine()
    itineraries: tuple[ItineraryLine, ...] = ()
    trading: tuple[TradingLine, ...] = ()
    acts: tuple[ActLine, ...] = ()
    rounds: tuple[RoundLine, ...] = ()
    faults: tuple[FaultLine, ...] = ()
    expected: tuple[ExpectedLine, ...] = ()
    totals: TotalsLine = TotalsLine()


@dataclass(frozen=True)
class DayFile:
    """A checked day: its people and projects (``plan``), its events (``script``), and where in the file each value stands."""

    name: str
    plan: DayPlan
    script: Script
    lines: Mapping[Where, int]

    @property
    def day(self) -> str:
        """The ISO day."""
        return self.plan.day

    @property
    def start(self) -> Millis:
        """The instant at which the day begins to be played."""
        return self.at(self.script.play.start)

    @property
    def until(self) -> Millis:
        """The instant at which it ends."""
        return self.at(self.script.play.until)

    @property
    def telemetry(self) -> Telemetry:
        """How much the devices say."""
        return WAYS[self.script.play.telemetry]

    def at(self, text: str) -> Millis:
        """The instant that a time of the file names."""
        return moment(self.day, text)

    def line(self, *where: str | int) -> int:
        """The line of a value, or of the nearest table around it; 0 when it is not in the file."""
        while where and where not in self.lines:
            where = where[:-1]
        return self.lines.get(where, 0)


def load_day(path: Path) -> DayFile:
    """The day in a file. Raises :class:`DayFaults` naming each mistake with its line, :class:`OSError` if it cannot be read.

    ``random`` or ``random:SEED``, where no such file is, is a day drawn from the seed for the sample site.
    """
    if path.name.partition(":")[0] == "random" and not path.exists():
        return _drawn(path.name.partition(":")[2] or "1")
    return read(path.read_text(encoding="utf-8"), path.name)


def with_seed(day: DayFile, seed: str) -> DayFile:
    """The same day with other chance."""
    play = msgspec.structs.replace(day.script.play, seed=seed)
    return replace(day, script=msgspec.structs.replace(day.script, play=play))


def _drawn(seed: str) -> DayFile:
    from devices.simulator.random_days import random_day

    return read(random_day(parse(RESOURCES / "sample_site"), seed=seed), f"random:{seed}")


def read(text: str, name: str = "day") -> DayFile:
    """The day in a text."""
    from devices.simulator.day_checks import faults_of

    plan = read_day(text, name)
    whole = tomllib.loads(text)
    lines = lines_of(text)
    try:
        script = msgspec.convert({key: value for key, value in whole.items() if key not in OURS}, Script)
    except msgspec.ValidationError as fault:
        raise DayFaults(name, (_shape(str(fault), lines),)) from fault
    day = DayFile(name, plan, script, lines)
    found = tuple(faults_of(day))
    if found:
        raise DayFaults(name, found)
    return day


def _shape(said: str, lines: Mapping[Where, int]) -> Fault:
    place = PLACE.search(said)
    steps = STEP.findall(place["path"]) if place else []
    strange = re.search(r"unknown field `([^`]+)`", said)
    path: Where = tuple(int(step) if step.isdigit() else step for step in steps)
    for where in (((*path, strange[1]),) if strange else ()) + tuple(path[:cut] for cut in range(len(path), 0, -1)):
        if where in lines:
            return _named(lines[where], steps, said)
    return _named(0, steps, said)


def _named(line: int, steps: list[str], said: str) -> Fault:
    where, bare = ".".join(steps) or "day", PLACE.sub("", said)
    return Fault(line, f"{where}：{bare}", f"{where}: {bare}")
