"""A patrol round as it is walked: begun at the desk, from checkpoint to checkpoint with the code of each sign, finished."""

from __future__ import annotations

from collections.abc import Generator
from typing import Any

from devices.simulator.day_file import FindingLine, RoundLine, StepLine
from devices.simulator.people import Actor
from devices.simulator.stage import Asked, Script, Stage, Turn, Until, Wait
from devices.simulator.walking import Walking
from venue.conduct.patrol_rules import sign_code
from venue.core.clock import SECOND, Clock
from venue.core.keys import KeyStore
from venue.core.messages import Answer
from venue.site.parts import Checkpoint
from venue.site.plan import SiteFile

TEMPERATURE = 23_000
"""What the thermometers of the technical rooms show, in thousandths of a degree."""


class Patrolling:
    """Walks the rounds of a day on the plan of a site."""

    def __init__(self, plan: SiteFile, walking: Walking, stage: Stage, *, keys: KeyStore, clock: Clock) -> None:
        self._plan, self._walking, self._stage = plan, walking, stage
        self._keys, self._clock = keys, clock
        self._points = {point.code: point for point in plan.checkpoints}

    def round(self, line: RoundLine, actor: Actor) -> Script:
        """One round; ends at once when the site does not let it begin."""
        yield Turn(f"person:{actor.id}")
        begun: Answer = yield Asked(line.account, "patrols.begin", _beginning(line))
        if begun.ok:
            yield from self._walk(line, actor, begun)
        self._stage.release(f"person:{actor.id}")

    def _walk(self, line: RoundLine, actor: Actor, begun: Answer) -> Script:
        number = begun.value["round"]
        for code in begun.value["points"]:
            if code not in line.skip:
                yield from self._visit(line, actor, self._points[code], number)
        missed = {"incomplete": 1, "why": "未能到达"} if line.skip else {}
        yield Asked(line.account, "patrols.finish", {"number": number, **missed})

    def _visit(self, line: RoundLine, actor: Actor, point: Checkpoint, number: int) -> Generator[Wait, Any, None]:
        inside = point.room in line.inside
        aim = point.room if inside else self._walking.before(point.room, actor.room)
        yield from self._walking.walk([actor], StepLine(to=aim))
        yield Until(self._clock.now() + line.pace * SECOND)
        found = [one for one in line.findings if one.checkpoint == point.code]
        code = sign_code(self._keys, site=self._plan.site.code, checkpoint=point.code)
        told = {"number": number, "checkpoint": point.code, "answers": self._answers(point, found)}
        yield Asked(line.account, "patrols.visit", {**told, "proof": "code", "code": code})
        for one in found:
            what = {"words": one.words, "where": point.code, "severity": one.severity, "round_number": number}
            yield Asked(line.account, "patrols.find", what)

    def _answers(self, point: Checkpoint, found: list[FindingLine]) -> dict[str, int | str]:
        wrong = {one.item for one in found}
        good: dict[str, int | str] = {"number": TEMPERATURE, "text": "正常", "yes_no": 1}
        items = (item for item in self._plan.form_items if item.form == point.form)
        return {item.code: 0 if item.code in wrong else good[item.answer] for item in items}


def _beginning(line: RoundLine) -> dict[str, Any]:
    if line.planned:
        return {"planned": line.planned}
    chosen = {"checkpoints": list(line.checkpoints)} if line.checkpoints else {}
    return {"reason": line.reason, **chosen}
