"""What the hand does in the plan: from a drag to the question what would come of it, and to the act that is asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QObject

from app.control_room.dispatch_facts import Words
from app.control_room.dispatch_read import DispatchScene
from app.control_room.dispatch_words import advice_words, spot_words, translated
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.plan_chart import PlanChart
from app.widgets.plan_chart_data import DragWish, PlanBar, PlanDay, Verdict, meet
from app.widgets.words import hour_minute
from venue.core.clock import Millis
from venue.operations import dispatching
from venue.operations.dispatching import Clash, DayRequest, DragVerdict, Spot


@dataclass(frozen=True)
class Target:
    """Where a project would stand, and where it stands now (``None``: nowhere)."""

    project: str
    before: Spot | None
    after: Spot


def target_of(wish: DragWish, scene: DispatchScene, ghosts: tuple[PlanBar, ...]) -> Target | None:
    """What a drag asks for, in the words of the venue; ``None`` for a project that the day does not know."""
    request = scene.request(wish.project)
    if request is None:
        return None
    if wish.placing:
        rooms = {bar.id: bar.row for bar in ghosts if bar.row}
        return Target(wish.project, None, Spot(request.wish + wish.shift, rooms))
    rooms = rooms_of(wish.project, scene)
    purposes = {str(claim.number): claim.purpose for claim in scene.claims}
    changed = {purposes[bar]: row for bar, row in wish.rows if bar in purposes}
    stands = request.wish if request.open_at is None else request.open_at
    return Target(wish.project, Spot(stands, rooms), Spot(stands + wish.shift, {**rooms, **changed}))


def rooms_of(project: str, scene: DispatchScene) -> dict[str, str]:
    """The rooms of a project by purpose."""
    mine = [one for one in scene.claims if one.project == project and one.kind == "room"]
    return {one.purpose: one.resource for one in mine}


def verdict_of(found: DragVerdict, target: Target, words: Words) -> Verdict:
    """What the engine's answer means at the pointer."""
    advised = advice_words(found.cost_then, found.advice.cost) if found.advice is not None else ""
    if not found.allowed:
        return Verdict("no", refusal_words(found, words), offer_words(found.offers))
    dearer = (
        found.advice is not None and found.cost_then is not None and found.cost_then.total > found.advice.cost.total
    )
    fits = translated(QT_TRANSLATE_NOOP("dispatch", "{spot}：合规，无冲突"))
    return Verdict("caution" if dearer else "good", fits.format(spot=spot_words(target.after, words.rooms)), advised)


def refusal_words(found: DragVerdict, words: Words) -> str:
    """Why a project may not stand somewhere: the sentence of the refusal, or who is in the way."""
    if found.code:
        return words.say(found.code, found.args)
    return "；".join(_clash_words(one, words) for one in found.clashes)


def _clash_words(clash: Clash, words: Words) -> str:
    pattern = QT_TRANSLATE_NOOP("dispatch", "{room} {since}–{until} 已由 {who} 占用")
    who = clash.project or translated(QT_TRANSLATE_NOOP("dispatch", "停用"))
    since, until = hour_minute(clash.busy_from), hour_minute(clash.busy_until)
    return translated(pattern).format(room=words.rooms.get(clash.room, clash.room), since=since, until=until, who=who)


def offer_words(offers: tuple[Millis, ...]) -> str:
    """The nearest legal times in a line."""
    if not offers:
        return ""
    pattern = translated(QT_TRANSLATE_NOOP("dispatch", "最近的可行开标时间：{times}"))
    return pattern.format(times="、".join(hour_minute(at) for at in offers))


def stretch_verdict(day: PlanDay, ghost: PlanBar, titles: Mapping[str, str]) -> Verdict:
    """What would become of another end of one claim: asked of what is on the screen, and of the engine when it is dropped."""
    others = [bar for bar in day.bars if bar.row == ghost.row and bar.id != ghost.id and meet(bar, ghost)]
    closed = [
        one
        for one in day.blocks
        if one.row == ghost.row and one.start < ghost.taken_until and ghost.taken_from < one.end
    ]
    lines = next((row.lines for row in day.rows if row.code == ghost.row), 1)
    if len(others) >= lines or closed:
        who = "、".join([*(titles.get(bar.project, bar.project) for bar in others), *(one.words for one in closed)])
        pattern = translated(QT_TRANSLATE_NOOP("dispatch", "与 {who} 冲突"))
        return Verdict("no", pattern.format(who=who))
    pattern = translated(QT_TRANSLATE_NOOP("dispatch", "结束时间改为 {time}，无冲突"))
    return Verdict("good", pattern.format(time=hour_minute(ghost.end)))


class DragAdvice(QObject):
    """Asks what would come of a drag while it goes on: one question at a time, the newest place first."""

    def __init__(self, desk: Desk, chart: PlanChart) -> None:
        super().__init__(chart)
        self.desk, self.chart = desk, chart
        self.scene, self.words = DispatchScene(), Words(lambda code, args: code, {}, "zh")
        self._asked: DragWish | None = None
        self._newest: DragWish | None = None
        chart.drag_moved.connect(self.ask)
        chart.let_go_of.connect(self._let_go)

    def ask(self, wish: DragWish) -> None:
        """The drag has come to another place."""
        drag = self.chart.dragging
        if drag is None:
            return
        if wish.longer:
            titles = {bar.project: bar.title for bar in self.chart.day().bars}
            self.chart.set_verdict(stretch_verdict(self.chart.day(), drag.ghost, titles))
            return
        self._newest = wish
        if self._asked is None:
            self._send(wish)

    def _let_go(self) -> None:
        self._newest = None

    def _send(self, wish: DragWish) -> None:
        drag = self.chart.dragging
        target = target_of(wish, self.scene, drag.ghosts) if drag is not None else None
        if target is None:
            unknown = translated(QT_TRANSLATE_NOOP("dispatch", "这项占用不能在图上移动"))
            self.chart.set_verdict(Verdict("no", unknown))
            return
        self._asked = wish
        self.desk.look(
            dispatching.drag,
            while_alive(self.chart, lambda found: self._answered(target, found)),
            while_alive(self.chart, lambda fault: self._failed()),
            project=target.project,
            open_at=target.after.open_at,
            rooms=target.after.rooms,
        )

    def _answered(self, target: Target, found: DragVerdict) -> None:
        asked, self._asked = self._asked, None
        drag = self.chart.dragging
        if drag is None:
            return
        if drag.wish == asked:
            self.chart.set_verdict(verdict_of(found, target, self.words))
        elif self._newest is not None:
            self._send(self._newest)

    def _failed(self) -> None:
        self._asked = None
        unknown = translated(QT_TRANSLATE_NOOP("dispatch", "暂时无法核对，放下时由引擎核对"))
        self.chart.set_verdict(Verdict("caution", unknown))


def carried_wish(request: DayRequest) -> Millis:
    """When a request wants to stand."""
    return request.wish if request.open_at is None else request.open_at
