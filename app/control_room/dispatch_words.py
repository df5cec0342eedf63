"""The words of the dispatch page: purposes, states of requests and proposals, parts of the cost, sentences of moves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.widgets.words import hour_minute
from venue.core.clock import Millis
from venue.operations.dispatching import CostParts, Proposal, Spot
from venue.projects.methods import method_at

PURPOSES: Final = {
    "opening": QT_TRANSLATE_NOOP("dispatch", "开标"),
    "evaluation": QT_TRANSLATE_NOOP("dispatch", "评标"),
    "agency": QT_TRANSLATE_NOOP("dispatch", "代理工作"),
    "witness": QT_TRANSLATE_NOOP("dispatch", "见证"),
    "auction": QT_TRANSLATE_NOOP("dispatch", "拍卖"),
    "negotiation": QT_TRANSLATE_NOOP("dispatch", "磋商谈判"),
    "clarification": QT_TRANSLATE_NOOP("dispatch", "询标"),
}
REQUESTS: Final = {
    "placed": QT_TRANSLATE_NOOP("dispatch", "已排"),
    "held": QT_TRANSLATE_NOOP("dispatch", "预留"),
    "waiting": QT_TRANSLATE_NOOP("dispatch", "待排"),
    "refused": QT_TRANSLATE_NOOP("dispatch", "排不下"),
}
PROPOSALS: Final = {
    "solving": QT_TRANSLATE_NOOP("dispatch", "求解中"),
    "ready": QT_TRANSLATE_NOOP("dispatch", "待采纳"),
    "stopped": QT_TRANSLATE_NOOP("dispatch", "已停止，待采纳"),
    "applied": QT_TRANSLATE_NOOP("dispatch", "已采纳"),
    "discarded": QT_TRANSLATE_NOOP("dispatch", "已放弃"),
    "failed": QT_TRANSLATE_NOOP("dispatch", "求解失败"),
}
KINDS: Final = {
    "day": QT_TRANSLATE_NOOP("dispatch", "排期方案"),
    "replan": QT_TRANSLATE_NOOP("dispatch", "调整方案"),
}
GROUPS: Final = {
    "agency": QT_TRANSLATE_NOOP("dispatch", "代理机构"),
    "committee": QT_TRANSLATE_NOOP("dispatch", "评委会"),
    "bidders": QT_TRANSLATE_NOOP("dispatch", "投标人"),
    "owner": QT_TRANSLATE_NOOP("dispatch", "项目实施主体"),
    "witness": QT_TRANSLATE_NOOP("dispatch", "见证人员"),
    "service": QT_TRANSLATE_NOOP("dispatch", "中心服务"),
}
PARTS: Final = (
    ("refused", QT_TRANSLATE_NOOP("dispatch", "未排入权重"), QT_TRANSLATE_NOOP("dispatch", "{count}")),
    ("displaced", QT_TRANSLATE_NOOP("dispatch", "时间偏移"), QT_TRANSLATE_NOOP("dispatch", "{count} 分钟")),
    ("spare", QT_TRANSLATE_NOOP("dispatch", "空余座位"), QT_TRANSLATE_NOOP("dispatch", "{count} 座")),
    ("walk", QT_TRANSLATE_NOOP("dispatch", "步行与搬运"), QT_TRANSLATE_NOOP("dispatch", "{count} 米")),
    ("lit", QT_TRANSLATE_NOOP("dispatch", "启用房间"), QT_TRANSLATE_NOOP("dispatch", "{count} 间")),
)
"""Parts of the cost in the order of the objective: field, name, how much of it."""

APPLICABLE = frozenset({"ready", "stopped"})
MAY_DISPATCH = frozenset({"operator", "site_manager"})
MAY_BOOK = frozenset({"clerk", "operator", "site_manager"})


def word(table: Mapping[str, str], code: str) -> str:
    """The operator's word for a code; the code itself when the table has none."""
    return translated(table[code]) if code in table else code


def translated(words: str) -> str:
    """A text of the page in the language of the desk."""
    return QCoreApplication.translate("dispatch", words)


def amount(part: str, count: int) -> str:
    """So much of a part of the cost, in its own unit; ways are kept in tens of metres."""
    pattern = next(words for name, _, words in PARTS if name == part)
    return translated(pattern).format(count=count * 10 if part == "walk" else count)


def listed(parts: Iterable[str]) -> str:
    """Parts of a sentence, one after the other."""
    return translated(QT_TRANSLATE_NOOP("dispatch", "，")).join(parts)


def cost_lines(cost: CostParts) -> tuple[tuple[str, str], ...]:
    """The parts of a cost as (name, how much)."""
    return tuple((translated(name), amount(part, getattr(cost, part))) for part, name, _ in PARTS)


def difference(cheap: CostParts, dear: CostParts) -> str:
    """What one costs more than the other, part by part, the dearer parts first: "多 35 分钟时间偏移，少 4 座空余座位"."""
    told = []
    for part, name, _ in PARTS:
        more = getattr(dear, part) - getattr(cheap, part)
        if more:
            pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{name}多 {amount}"))
            if more < 0:
                pattern = translated(QT_TRANSLATE_NOOP("dispatch", "{name}少 {amount}"))
            told.append(pattern.format(name=translated(name), amount=amount(part, abs(more))))
    return listed(told)


def advice_words(then: CostParts | None, advised: CostParts) -> str:
    """The cost of a place against the solver's advice, in a sentence; empty when nothing is known of the place."""
    if then is None:
        return ""
    if then.total == advised.total:
        return translated(QT_TRANSLATE_NOOP("dispatch", "与方案的建议一样好"))
    pattern = QT_TRANSLATE_NOOP("dispatch", "与方案的建议相比：{what}")
    return translated(pattern).format(what=difference(advised, then))


def gap_words(proposal: Proposal) -> str:
    """How far a proposal may be from the best, as far as known."""
    if proposal.proven:
        return translated(QT_TRANSLATE_NOOP("dispatch", "已证明最优"))
    if proposal.gap >= 1000:
        return translated(QT_TRANSLATE_NOOP("dispatch", "与最优的差距尚不知道"))
    pattern = QT_TRANSLATE_NOOP("dispatch", "与最优相差至多 {share}%")
    return translated(pattern).format(share=f"{proposal.gap / 10:.1f}")


def spot_words(spot: Spot | None, names: Mapping[str, str]) -> str:
    """Where a project stands: "09:30 开标一室、评标二室"."""
    if spot is None:
        return translated(QT_TRANSLATE_NOOP("dispatch", "未排"))
    rooms = "、".join(names.get(room, room) for room in dict.fromkeys(spot.rooms.values()))
    return f"{hour_minute(spot.open_at)} {rooms}"


def title_words(project: str, title: str, *, secret: bool = False) -> str:
    """Code and title of a project; a secret one has no title on any screen."""
    shown = translated(QT_TRANSLATE_NOOP("dispatch", "涉密")) if secret else title
    return " ".join(part for part in (project, shown) if part)


def method_words(code: str, at: Millis, language: str) -> str:
    """The name of a method as it holds at an instant."""
    known = method_at(code, at)
    return code if known is None else str(getattr(known, language))
