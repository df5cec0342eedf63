"""What the patrols page shows, as frozen facts: the plan of a day, its rounds with their checkpoints, and the findings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from venue.conduct.patrol_views import (
    DayPlan,
    Finding,
    PlannedRound,
    Point,
    Round,
    RoundDetail,
    Visit,
    findings_of,
    plan_of,
    round_detail,
    rounds_of,
)
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal

OPEN_FINDINGS = ("open", "task", "fixed")


@dataclass(frozen=True)
class RoundLine:
    """One line of the day: a planned round (``window``), perhaps walked, or an extra one. ``walked`` is None until it begins."""

    window: PlannedRound | None
    walked: Round | None

    @property
    def key(self) -> str:
        """What the line is known by, also after its round has begun."""
        return f"planned-{self.window.number}" if self.window else f"extra-{self.walked.number}"

    @property
    def number(self) -> int:
        """The round's number; 0 while nobody has begun it."""
        return self.walked.number if self.walked else 0

    @property
    def state(self) -> str:
        """ahead, due, open, complete or incomplete."""
        return self.walked.state if self.walked else self.window.state

    @property
    def total(self) -> int:
        """How many checkpoints were asked; 0 while it has not begun."""
        return len(self.walked.points) if self.walked else 0


@dataclass(frozen=True)
class PointState:
    """One checkpoint of a round: where in the order, visited (with its visit), open, or missed; "planned" before it begins."""

    order: int
    point: Point
    state: str
    visit: Visit | None = None


@dataclass(frozen=True)
class PatrolPicture:
    """Everything of the page in one consistent picture. ``plan`` is None when the day has none."""

    at: Millis
    day: str
    plan: DayPlan | None = None
    lines: tuple[RoundLine, ...] = ()
    details: Mapping[int, RoundDetail] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def points_of(self, line: RoundLine | None) -> tuple[PointState, ...]:
        """The checkpoints of a round in order; of a round that has not begun, those of the day."""
        if line is None or self.plan is None:
            return ()
        detail = self.details.get(line.number)
        if detail is None:
            return tuple(PointState(order, point, "planned") for order, point in enumerate(self.plan.points, 1))
        return tuple(_state(detail, order, point) for order, point in enumerate(detail.points, 1))

    def still_missed(self) -> tuple[str, ...]:
        """Checkpoints that an ended round of the day has missed and none has visited after it."""
        missed: dict[str, int] = {}
        for line in self.lines:
            if line.walked is not None and line.state == "incomplete":
                missed |= dict.fromkeys(line.walked.missed, line.walked.ended_position)
        for detail in self.details.values():
            for code, visit in detail.visits.items():
                if visit.position > missed.get(code, visit.position):
                    missed.pop(code)
        return tuple(missed)


def picture(read: Reading, viewer: Principal, *, day: str, now: Millis) -> PatrolPicture:
    """Look at everything of an ISO day at once; findings: of the day, and all that are not closed."""
    plan = plan_of(read, viewer, day=day, now=now)
    rounds = rounds_of(read, viewer, first=day, last=day)
    details = {one.number: round_detail(read, viewer, number=one.number) for one in rounds}
    return PatrolPicture(
        at=now,
        day=day,
        plan=plan,
        lines=_lines(plan, rounds),
        details={number: detail for number, detail in details.items() if detail is not None},
        findings=_findings(read, viewer, day),
    )


def _lines(plan: DayPlan | None, rounds: tuple[Round, ...]) -> tuple[RoundLine, ...]:
    by_number = {one.number: one for one in rounds}
    windows = () if plan is None else plan.rounds
    planned = tuple(RoundLine(window, by_number.get(window.round)) for window in windows)
    return (*planned, *(RoundLine(None, one) for one in rounds if not one.planned))


def _state(detail: RoundDetail, order: int, point: Point) -> PointState:
    visit = detail.visits.get(point.checkpoint)
    if visit is not None:
        return PointState(order, point, "visited", visit)
    return PointState(order, point, "open" if detail.round.state == "open" else "missed")


def _findings(read: Reading, viewer: Principal, day: str) -> tuple[Finding, ...]:
    still = findings_of(read, viewer, last=day, states=OPEN_FINDINGS)
    of_day = findings_of(read, viewer, first=day, last=day)
    found = {one.number: one for one in (*still, *of_day)}
    return tuple(sorted(found.values(), key=lambda one: (one.state == "closed", one.severity, -one.number)))
