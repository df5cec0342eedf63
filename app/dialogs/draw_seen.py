"""What the dialogs of draws know: the draws of a project, its own facts, and what can be done with a draw next."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.desk import Desk
from app.dialogs.custody import custody_of
from app.dialogs.draw_words import party_list, translated
from app.widgets.words import clock
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people.coded_names import codes_of
from venue.projects.projects import Project, project
from venue.records.exports import EXPORTERS
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState, draws_of

OPEN, COMMIT, REVEAL, UNSEAL, SAVE = "open", "commit", "reveal", "unseal", "save"
STEPS = {
    rules.COMMITTING: COMMIT,
    rules.REVEALING: REVEAL,
    rules.DRAWN: UNSEAL,
    rules.UNSEALED: SAVE,
    rules.VOID: OPEN,
}
"""What comes next in each state of a draw."""

OPENERS = ("operator", "site_manager")
HANDS = ("operator", "supervisor", "site_manager", "clerk", "witness")
UNSEALERS = ("supervisor", "site_manager")


@dataclass(frozen=True)
class Seen:
    """The draws of a project in the order of their opening, the project (``None``: unknown) and its coded experts."""

    project: Project | None
    draws: tuple[DrawState, ...]
    experts: tuple[str, ...]

    def draw(self, code: str) -> DrawState | None:
        """One draw by its code."""
        return next((one for one in self.draws if one.code == code), None)

    def newest(self, kind: str) -> DrawState | None:
        """The last round of a need."""
        return max((one for one in self.draws if one.kind == kind), key=lambda one: one.number, default=None)

    def unseal_from(self, draw: DrawState) -> Millis:
        """From when on a result may be unsealed: the gathering time of the terms, or the project's where that is earlier."""
        gather_at = self.project.gather_at if self.project is not None else None
        return draw.sealed_until if gather_at is None else min(draw.sealed_until, gather_at)


def read_seen(picture: Reading, viewer: Principal, code: str) -> Seen:
    """Everything at once, in one consistent picture. Nothing of it is sealed."""
    experts = tuple(one.code for one in codes_of(picture, viewer, project=code))
    return Seen(project(picture, viewer, code=code), draws_of(picture, viewer, project=code), experts)


def step_of(draw: DrawState | None) -> str:
    """What comes next."""
    return OPEN if draw is None else STEPS[draw.state]


def open_parties(draw: DrawState, roles: frozenset[str]) -> tuple[str, ...]:
    """The parties that still have to do their part and for which somebody with these roles may speak, its own first."""
    done = "committed_at" if draw.state == rules.COMMITTING else "revealed_at"
    waiting = [one.party for one in draw.parties if getattr(one, done) is None]
    mine = [party for party in waiting if rules.may_speak(party, roles)]
    return tuple(sorted(mine, key=lambda party: party not in (rules.HOST, rules.SUPERVISOR)))


def lacking(draw: DrawState) -> tuple[str, ...]:
    """The parties for whose part the draw waits."""
    done = {rules.COMMITTING: "committed_at", rules.REVEALING: "revealed_at"}.get(draw.state, "party")
    return tuple(one.party for one in draw.parties if getattr(one, done) is None)


def why_not(desk: Desk, seen: Seen, draw: DrawState | None) -> str:
    """Why the next step cannot be done here and now, in words; empty when it can."""
    step = step_of(draw)
    if draw is None or step == OPEN:
        return why_not_open(desk, seen)
    if step == UNSEAL:
        return _why_sealed(desk, seen, draw)
    if step == SAVE:
        return _why_unsaved(desk)
    return _why_waiting(desk, draw)


def why_not_open(desk: Desk, seen: Seen) -> str:
    """Why no (other) draw can be opened; empty when one can."""
    if not desk.viewer.may(*OPENERS):
        return translated(QT_TRANSLATE_NOOP("draw", "新开抽取由总控员或现场管理负责人办理。"))
    if seen.project is None or seen.project.phase not in rules.ONGOING:
        return translated(QT_TRANSLATE_NOOP("draw", "项目不存在或已经结束，不能再抽取。"))
    running = [one for one in seen.draws if one.state in (rules.COMMITTING, rules.REVEALING)]
    if not free_kinds(seen):
        return desk.say("draws.one_at_a_time", {"draw": running[0].code})
    return ""


def free_kinds(seen: Seen) -> tuple[str, ...]:
    """What may be drawn for the project now: seats always, sub-venues of a remote main venue; not what is being drawn."""
    remote = seen.project is not None and seen.project.method == "remote_main"
    running = {one.kind for one in seen.draws if one.state in (rules.COMMITTING, rules.REVEALING)}
    return tuple(kind for kind in (("sub_venue", "seat") if remote else ("seat",)) if kind not in running)


def _why_waiting(desk: Desk, draw: DrawState) -> str:
    if not desk.viewer.may(*HANDS):
        return translated(QT_TRANSLATE_NOOP("draw", "您的身份不代表任何一方，只能查看。"))
    if desk.now() >= draw.close_by:
        return translated(QT_TRANSLATE_NOOP("draw", "截止时间已过，引擎即将宣布作废。"))
    if not open_parties(draw, desk.viewer.roles):
        return translated(QT_TRANSLATE_NOOP("draw", "您代表的一方已经完成，等待：{who}。")).format(
            who=party_list(lacking(draw), draw)
        )
    return ""


def _why_sealed(desk: Desk, seen: Seen, draw: DrawState) -> str:
    if not desk.viewer.may(*UNSEALERS):
        return translated(QT_TRANSLATE_NOOP("draw", "启封由行政监督或现场管理负责人办理。"))
    if desk.now() < seen.unseal_from(draw):
        return translated(QT_TRANSLATE_NOOP("draw", "未到集合时间，{time} 起才能启封。")).format(
            time=clock(seen.unseal_from(draw))
        )
    return ""


def _why_unsaved(desk: Desk) -> str:
    if custody_of(desk) is None:
        return translated(QT_TRANSLATE_NOOP("draw", "本席位没有站点公钥，请在运行引擎的机器上保存抽取文件。"))
    if not desk.viewer.may(*EXPORTERS):
        return translated(QT_TRANSLATE_NOOP("draw", "您的身份不能导出抽取文件。"))
    return ""
