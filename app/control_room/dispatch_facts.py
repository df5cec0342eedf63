"""What a proposal and a session say about themselves, as sheets. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.control_room.dispatch_read import DispatchScene
from app.control_room.dispatch_words import (
    GROUPS,
    PARTS,
    PURPOSES,
    REQUESTS,
    amount,
    gap_words,
    listed,
    method_words,
    spot_words,
    title_words,
    translated,
    word,
)
from app.control_room.page_sheet import Line, Section, Sheet
from app.widgets.words import PHASES, hour_minute
from app.widgets.words import word as common_word
from venue.operations.dispatching import Move, Proposal, Spot
from venue.schedule.bookings import Claim

Say = Callable[[str, dict[str, str | int]], str]


@dataclass(frozen=True)
class Words:
    """What sheets need to speak: sentences of codes, names of rooms, the language."""

    say: Say
    rooms: Mapping[str, str]
    language: str


# --------------------------------------------------------------------------------------------------------------- proposal


def proposal_sheet(proposal: Proposal, scene: DispatchScene, words: Words) -> Sheet:
    """A proposal: what it costs against the plan as it is, what moves and why, what finds no place, who must be told."""
    if proposal.cost is None:
        nothing = translated(QT_TRANSLATE_NOOP("dispatch", "还没有找到方案。"))
        return Sheet("", "", (Section("", _state(proposal, words), nothing),))
    return Sheet(
        "",
        "",
        (
            Section("", _state(proposal, words)),
            Section(translated(QT_TRANSLATE_NOOP("dispatch", "代价（现计划 → 方案）")), _costs(proposal)),
            _moves(proposal, scene, words),
            _unplaced(proposal, scene, words),
            _told(proposal),
        ),
    )


def _state(proposal: Proposal, words: Words) -> tuple[Line, ...]:
    lines = []
    if proposal.cause_code:
        cause = words.say(proposal.cause_code, proposal.cause_args)
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "起因")), cause))
    if proposal.fault_code:
        fault = words.say(proposal.fault_code, proposal.fault_args)
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "说明")), fault, tone="abnormal"))
    if proposal.cost is not None:
        pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{gap}；改进 {better} 次，用时 {seconds} 秒"))
        seconds = f"{proposal.elapsed_ms / 1000:.1f}"
        told = pattern.format(gap=gap_words(proposal), better=proposal.better, seconds=seconds)
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "进展")), told))
    stale = {move.project for move in proposal.moves} & set(proposal.changed)
    if stale and proposal.state in ("ready", "stopped"):
        pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{projects} 的占用已有变化，方案不能再采纳，请重新生成"))
        told = pattern.format(projects="、".join(sorted(stale)))
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "注意")), told, tone="abnormal"))
    return tuple(lines)


def _costs(proposal: Proposal) -> tuple[Line, ...]:
    cost, before = proposal.cost, proposal.cost_before
    lines = []
    for part, name, _ in PARTS:
        now = amount(part, getattr(cost, part))
        told = now if before is None else f"{amount(part, getattr(before, part))} → {now}"
        lines.append(Line(translated(name), told))
    return tuple(lines)


def _moves(proposal: Proposal, scene: DispatchScene, words: Words) -> Section:
    lines = tuple(
        line
        for move in proposal.moves
        for line in (
            Line("", _title(move.project, scene), ("project", move.project)),
            Line("", f"{move_words(move, words)}\n{words.say(move.code, move.args)}"),
        )
    )
    title = translated(QT_TRANSLATE_NOOP("dispatch", "变动 {count} 项")).format(count=len(proposal.moves))
    return Section(title, lines, translated(QT_TRANSLATE_NOOP("dispatch", "没有变动")))


def _title(project: str, scene: DispatchScene) -> str:
    known = scene.projects.get(project)
    return project if known is None else title_words(project, known.title, secret=known.secret)


def move_words(move: Move, words: Words) -> str:
    """From where to where, only what changes: "13:30 → 14:00，评标八室 → 评标九室"."""
    if move.after is None:
        pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{before} → 取消安排"))
        return pattern.format(before=spot_words(move.before, words.rooms))
    if move.before is None:
        return f"{spot_words(None, words.rooms)} → {spot_words(move.after, words.rooms)}"
    return listed(_changes(move.before, move.after, words))


def _changes(before: Spot, after: Spot, words: Words) -> list[str]:
    told = []
    if before.open_at != after.open_at:
        told.append(f"{hour_minute(before.open_at)} → {hour_minute(after.open_at)}")
    for purpose, room in after.rooms.items():
        was = before.rooms.get(purpose, "")
        if was != room:
            told.append(f"{words.rooms.get(was, was)} → {words.rooms.get(room, room)}")
    return told


def _unplaced(proposal: Proposal, scene: DispatchScene, words: Words) -> Section:
    lines = tuple(
        Line(one.project, words.say(one.code, one.args), ("project", one.project)) for one in proposal.refused
    )
    title = translated(QT_TRANSLATE_NOOP("dispatch", "排不下 {count} 项")).format(count=len(lines))
    return Section(title, lines, translated(QT_TRANSLATE_NOOP("dispatch", "全部排下")))


def _told(proposal: Proposal) -> Section:
    people: dict[str, int] = {}
    for one in proposal.told:
        people[one.group] = people.get(one.group, 0) + one.people
    pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{count} 人"))
    lines = tuple(Line(word(GROUPS, group), pattern.format(count=count)) for group, count in people.items())
    title = translated(QT_TRANSLATE_NOOP("dispatch", "须通知 {count} 人")).format(count=sum(people.values()))
    return Section(title, lines, translated(QT_TRANSLATE_NOOP("dispatch", "不须通知任何人")))


# ---------------------------------------------------------------------------------------------------------------- session


def session_sheet(project: str, scene: DispatchScene, words: Words) -> Sheet | None:
    """A project of the day: method, phase, what it holds from when to when, and why it stands there."""
    known = scene.projects.get(project)
    if known is None:
        return None
    request = scene.request(project)
    method = method_words(known.method, known.open_at or known.reserved_at, words.language)
    lines = [
        Line(translated(QT_TRANSLATE_NOOP("dispatch", "方式")), method),
        Line(translated(QT_TRANSLATE_NOOP("dispatch", "阶段")), common_word(PHASES, known.phase)),
    ]
    if known.open_at is not None:
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "开标时间")), hour_minute(known.open_at)))
    if known.gather_at is not None:
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "集合时间")), hour_minute(known.gather_at)))
    if request is not None:
        lines.append(Line(translated(QT_TRANSLATE_NOOP("dispatch", "安排")), word(REQUESTS, request.state)))
    claims = tuple(_claim_line(one, words) for one in scene.claims if one.project == project)
    nothing = translated(QT_TRANSLATE_NOOP("dispatch", "没有占用功能室"))
    taken = Section(translated(QT_TRANSLATE_NOOP("dispatch", "占用")), claims, nothing)
    why = Section(translated(QT_TRANSLATE_NOOP("dispatch", "为何如此")), _why(project, scene, words))
    shown = (Section("", tuple(lines)), taken, why) if why.lines else (Section("", tuple(lines)), taken)
    return Sheet(title_words(known.code, known.title, secret=known.secret), "", shown)


def _claim_line(claim: Claim, words: Words) -> Line:
    room = words.rooms.get(claim.resource, claim.resource)
    held = f"（{word(REQUESTS, 'held')}）" if claim.status == "held" else ""
    told = f"{hour_minute(claim.from_at)}–{hour_minute(claim.until_at)} {room}{held}"
    return Line(word(PURPOSES, claim.purpose), told, ("room", claim.resource))


def _why(project: str, scene: DispatchScene, words: Words) -> tuple[Line, ...]:
    """The sentence of the newest proposal that says one about the project."""
    request = scene.request(project)
    if request is not None and request.code:
        return (Line(word(REQUESTS, request.state), words.say(request.code, request.args)),)
    for proposal in scene.proposals:
        for reason in proposal.reasons:
            if reason.project == project:
                pattern = translated(QT_TRANSLATE_NOOP("dispatch", "第 {number} 号方案"))
                said = words.say(reason.code, reason.args)
                return (Line(pattern.format(number=proposal.number), said, ("proposal", str(proposal.number))),)
    return ()
