"""What can be wrong with the events of a day: names nobody bears, times that are none, steps that say nothing.

:func:`faults_of` looks at the file alone, :func:`site_faults` at the file beside the site that it is to be played on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import TYPE_CHECKING

import venue.conduct.findings
import venue.engine  # noqa: F401 its rooms register their acts
from devices.simulator.telemetry import WAYS
from venue.core.acts import ACTS
from venue.operations.day_faults import Fault
from venue.operations.day_form import moment
from venue.site.parts import OUTSIDE
from venue.site.plan import SiteFile

if TYPE_CHECKING:
    from devices.simulator.day_file import DayFile, FaultLine, ItineraryLine, RoundLine, StepLine

Where = tuple[str | int, ...]
Found = tuple[Where, str, str]

DOINGS = frozenset({"", "deposit", "collect", "present"})
ON_REFUSAL = frozenset({"stop", "retry", "insist"})
SHOWN = frozenset({"card", "face", "face_unmatched", "code"})

BREAKS = {
    "camera_off": "device",
    "recording_stopped": "device",
    "view_moved": "device",
    "power_off": "device",
    "offline": "device",
    "late": "device",
    "skew": "device",
    "lose": "device",
    "duplicate": "device",
    "frozen": "device",
    "disk_full": "device",
    "door_forced": "device",
    "door_held": "device",
    "feeder": "feeder",
    "point": "point",
}
"""Kinds of faults, and the key that says where."""


def faults_of(day: DayFile) -> Iterator[Fault]:
    """Every mistake that the file shows by itself, in its order."""
    for where, zh, en in _all(day):
        yield Fault(day.line(*where), zh, en)


def site_faults(day: DayFile, plan: SiteFile) -> Iterator[Fault]:
    """Every room, door, device, feeder, point or checkpoint that the site does not have."""
    for where, zh, en in _elsewhere(day, plan):
        yield Fault(day.line(*where), zh, en)


def _all(day: DayFile) -> Iterator[Found]:
    from devices.simulator.expectations import FINDERS

    script, form = day.script, day.plan.form
    people = {person.id for person in form.people}
    accounts = {account.account for account in form.accounts}
    projects = {project.code for project in form.projects}
    yield from _one_of(("play", "telemetry"), script.play.telemetry, WAYS)
    yield from _moments(day, ("play",), start=script.play.start, until=script.play.until)
    for number, itinerary in enumerate(script.itineraries):
        yield from _itinerary(day, ("itineraries", number), itinerary, people)
    for number, event in enumerate(script.trading):
        yield from _moments(day, ("trading", number), at=event.at)
        if event.event != "reservation":
            yield from _declared(("trading", number, "project"), event.project, projects)
    for number, act in enumerate(script.acts):
        yield from _moments(day, ("acts", number), at=act.at)
        yield from _declared(("acts", number, "account"), act.account, accounts)
        yield from _one_of(("acts", number, "act"), act.act, ACTS)
    for number, patrol in enumerate(script.rounds):
        yield from _round(day, ("rounds", number), patrol, people, accounts)
    for number, fault in enumerate(script.faults):
        yield from _break(day, ("faults", number), fault)
    for number, expected in enumerate(script.expected):
        yield from _moments(day, ("expected", number), at=expected.at)
        yield from _one_of(("expected", number, "kind"), expected.kind, FINDERS)
    yield from _twice("expected", [expected.id for expected in script.expected])


def _itinerary(day: DayFile, where: Where, line: ItineraryLine, people: Collection[str]) -> Iterator[Found]:
    for person in line.people:
        yield from _declared((*where, "people"), person, people)
    if not line.steps or not line.steps[0].at:
        yield (*where, "steps"), "第一步没有时间", "the first step has no time"
    for number, step in enumerate(line.steps):
        yield from _step(day, (*where, "steps", number), step, people)
        if step.escort and len(line.people) != 1:
            yield (*where, "steps", number), "陪同只能陪一个人", "an escort walks with one person only"


def _step(day: DayFile, where: Where, step: StepLine, people: Collection[str]) -> Iterator[Found]:
    yield from _moments(day, where, at=step.at)
    yield from _one_of((*where, "do"), step.do, DOINGS)
    yield from _one_of((*where, "by"), step.by, SHOWN)
    yield from _one_of((*where, "refused"), step.refused, ON_REFUSAL)
    for key in ("escort", "tailed_by"):
        yield from _declared((*where, key), getattr(step, key), people)
    if bool(step.to) == bool(step.do):
        yield (
            where,
            "每一步要么去一处（to），要么做一事（do）",
            "a step either goes somewhere (to) or does something (do)",
        )
    if (step.do == "present" or step.tailed_by) and not step.door:
        yield where, "没有写明是哪个门", "it does not say which door"


def _round(
    day: DayFile, where: Where, line: RoundLine, people: Collection[str], accounts: Collection[str]
) -> Iterator[Found]:
    yield from _moments(day, where, at=line.at)
    yield from _declared((*where, "person"), line.person, people)
    yield from _declared((*where, "account"), line.account, accounts)
    if not line.planned and not line.reason:
        yield where, "计划外巡查没有写明原因", "a round that is not planned has no reason"


def _break(day: DayFile, where: Where, line: FaultLine) -> Iterator[Found]:
    yield from _moments(day, where, at=line.at, until=line.until, backlog=line.backlog)
    yield from _one_of((*where, "kind"), line.kind, BREAKS)
    key = BREAKS.get(line.kind, "")
    if key and not getattr(line, key):
        yield where, f"没有写明 {key}", f"it does not say which {key}"
    if line.kind in ("late", "door_held") and not line.until:
        yield where, "没有写明到何时为止", "it does not say until when"


def _elsewhere(day: DayFile, plan: SiteFile) -> Iterator[Found]:
    for number, itinerary in enumerate(day.script.itineraries):
        yield from _known(("itineraries", number, "start"), itinerary.start, {*plan.room, OUTSIDE})
        for count, step in enumerate(itinerary.steps):
            at = ("itineraries", number, "steps", count)
            yield from _known((*at, "to"), step.to, {*plan.room, OUTSIDE})
            yield from _known((*at, "door"), step.door, plan.access_point)
    checkpoints = {point.code for point in plan.checkpoints}
    for number, patrol in enumerate(day.script.rounds):
        for code in (*patrol.skip, *patrol.checkpoints, *(found.checkpoint for found in patrol.findings)):
            yield from _known(("rounds", number), code, checkpoints)
        for room in patrol.inside:
            yield from _known(("rounds", number, "inside"), room, plan.room)
    for number, fault in enumerate(day.script.faults):
        yield from _known(("faults", number, "device"), fault.device, plan.device)
        yield from _known(("faults", number, "feeder"), fault.feeder, {feeder.code for feeder in plan.feeders})
        yield from _known(("faults", number, "point"), fault.point, {point.code for point in plan.points})


def _one_of(where: Where, value: str, known: Iterable[str]) -> Iterator[Found]:
    if value not in known:
        shown = ", ".join(sorted(one for one in known if one))
        yield where, f"没有“{value}”，可用：{shown}", f"there is no {value!r}; known are {shown}"


def _declared(where: Where, value: str, known: Collection[str]) -> Iterator[Found]:
    if value and value not in known:
        yield where, f"文件中没有声明“{value}”", f"{value!r} is not declared in this file"


def _known(where: Where, value: str, known: Collection[str]) -> Iterator[Found]:
    if value and value not in known:
        yield where, f"场地中没有“{value}”", f"the site has no {value!r}"


def _moments(day: DayFile, where: Where, **times: str) -> Iterator[Found]:
    for key, text in times.items():
        if text and not _is_moment(day.day, text):
            zh = f"“{text}”不是时间，请写 09:40、D-1 15:30 或完整时间"
            yield (*where, key), zh, f"{text!r} is no time; write 09:40, D-1 15:30 or a full ISO time"


def _is_moment(day: str, text: str) -> bool:
    try:
        moment(day, text)
    except ValueError:
        return False
    return True


def _twice(table: str, values: list[str]) -> Iterator[Found]:
    for number, value in enumerate(values):
        if value in values[:number]:
            yield (table, number, "id"), f"“{value}”出现了两次", f"{value!r} appears twice"
