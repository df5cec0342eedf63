"""The words of draws: kinds, states, parties, causes. Codes that are not known are shown as they are."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.widgets.words import clock
from venue.core.clock import SECOND, Millis
from venue.schedule import draw_rules as rules
from venue.schedule.draw_document import DrawState, PartyState

KINDS = {
    "seat": QT_TRANSLATE_NOOP("draw", "评标席位"),
    "sub_venue": QT_TRANSLATE_NOOP("draw", "副场"),
}
STATES = {
    rules.COMMITTING: QT_TRANSLATE_NOOP("draw", "等待承诺"),
    rules.REVEALING: QT_TRANSLATE_NOOP("draw", "等待公布"),
    rules.DRAWN: QT_TRANSLATE_NOOP("draw", "结果封存"),
    rules.UNSEALED: QT_TRANSLATE_NOOP("draw", "已启封"),
    rules.VOID: QT_TRANSLATE_NOOP("draw", "作废"),
}
PARTIES = {
    rules.HOST: QT_TRANSLATE_NOOP("draw", "本中心"),
    rules.SUPERVISOR: QT_TRANSLATE_NOOP("draw", "行政监督"),
}
CAUSES = {
    "venue_fault": QT_TRANSLATE_NOOP("draw", "场地故障"),
    "expert_refusal": QT_TRANSLATE_NOOP("draw", "专家回避"),
}
_STANDING = {
    rules.COMMITTING: QT_TRANSLATE_NOOP("draw", "等待各方承诺，还缺：{who}。{deadline} 截止（{left}），逾期作废。"),
    rules.REVEALING: QT_TRANSLATE_NOOP(
        "draw", "各方都已承诺，等待公布密值，还缺：{who}。{deadline} 截止（{left}），逾期作废。"
    ),
    rules.DRAWN: QT_TRANSLATE_NOOP("draw", "{drawn} 抽出，结果封存；{unseal} 起可以启封。"),
    rules.UNSEALED: QT_TRANSLATE_NOOP("draw", "{drawn} 抽出，{unsealed} 启封。"),
}
_VOID = {
    rules.NOT_COMMITTED: QT_TRANSLATE_NOOP("draw", "作废：{deadline} 截止前没有承诺的是：{who}。"),
    rules.NOT_REVEALED: QT_TRANSLATE_NOOP("draw", "作废：{deadline} 截止前承诺而没有公布密值的是：{who}。"),
}


def translated(words: str) -> str:
    """Words of the dialogs of draws in the language of the desk."""
    return QCoreApplication.translate("draw", words)


def word(table: dict[str, str], code: str) -> str:
    """The word for a code; the code itself when the table has none."""
    return translated(table[code]) if code in table else code


def party_name(party: str, draw: DrawState) -> str:
    """Host, supervisor, or a centre by the name that the candidates give it."""
    named = dict(draw.candidates).get(party, "")
    return word(PARTIES, party) if party in PARTIES else f"{named}（{party}）" if named else party


def party_list(parties: Iterable[str], draw: DrawState) -> str:
    """Several parties in one line."""
    return "、".join(party_name(party, draw) for party in parties)


def round_words(draw: DrawState) -> str:
    """A draw as one line of a list: 评标席位 · 第 1 轮 · 结果封存."""
    words = translated(QT_TRANSLATE_NOOP("draw", "{kind} · 第 {number} 轮 · {state}"))
    return words.format(kind=word(KINDS, draw.kind), number=draw.number, state=word(STATES, draw.state))


def offer_words(kinds: Iterable[str]) -> str:
    """What may be drawn for a project that has no draw yet."""
    told = "、".join(word(KINDS, kind) for kind in kinds)
    return translated(QT_TRANSLATE_NOOP("draw", "还没有抽取过；可以抽取：{kinds}。")).format(kinds=told)


def standing_words(draw: DrawState, *, now: Millis, who: str, unseal_from: Millis) -> str:
    """How the draw stands, as a sentence; ``who`` are the parties for which it waits."""
    known = {"who": who, "deadline": clock(draw.close_by), "left": left_words(draw.close_by - now)}
    if draw.state == rules.VOID:
        void = translated(_VOID[draw.void_cause]) if draw.void_cause in _VOID else draw.void_cause
        return void.format(**{**known, "who": party_list(draw.missing, draw)})
    times = {"drawn": clock(draw.drawn_at or 0), "unsealed": clock(draw.unsealed_at or 0), "unseal": clock(unseal_from)}
    told = translated(_STANDING[draw.state]).format(**known, **times)
    replaced = draw.state == rules.UNSEALED and not draw.standing
    return told + (translated(QT_TRANSLATE_NOOP("draw", "其后已有新的一轮，本轮结果只作留存。")) if replaced else "")


def left_words(left: Millis) -> str:
    """How long it is to a deadline: 还剩 12:05."""
    seconds = max(0, left) // SECOND
    hours, rest = divmod(seconds, 3600)
    told = f"{hours}:{rest // 60:02}:{rest % 60:02}" if hours else f"{rest // 60:02}:{rest % 60:02}"
    return translated(QT_TRANSLATE_NOOP("draw", "还剩 {time}")).format(time=told)


def done_words(party: PartyState, draw: DrawState, *, part: str) -> str:
    """Whether a party has done a part (``committed_at`` or ``revealed_at``), and when."""
    at = getattr(party, part)
    if at is not None:
        return clock(at)
    failed = draw.state == rules.VOID and party.party in draw.missing
    due = "committed_at" if draw.void_cause == rules.NOT_COMMITTED else "revealed_at"
    if failed and part == due:
        return translated(QT_TRANSLATE_NOOP("draw", "逾期未办"))
    return translated(QT_TRANSLATE_NOOP("draw", "还没有")) if draw.state != rules.VOID else "—"


def pool_words(draw: DrawState) -> str:
    """What is drawn from what for whom."""
    shown = [name or code for code, name in draw.candidates]
    cut = [*shown[:3], "…", shown[-1]] if len(shown) > 6 else shown
    words = translated(QT_TRANSLATE_NOOP("draw", "从 {count} 个候选（{pool}）中为 {takers} 抽取"))
    told = words.format(count=len(shown), pool="、".join(cut), takers="、".join(draw.takers))
    if not draw.before:
        return told
    cause = word(CAUSES, draw.cause) if draw.cause else translated(QT_TRANSLATE_NOOP("draw", "上一轮作废"))
    again = translated(QT_TRANSLATE_NOOP("draw", "。接 {before} 重抽：{cause}，{reason}"))
    return told + again.format(before=draw.before, cause=cause, reason=draw.reason)
