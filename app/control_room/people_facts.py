"""A judgement as a sheet: what was said, why, by which rule, and the facts it rested on, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.control_room.page_sheet import Line, Section, Sheet
from app.control_room.people_words import (
    CREDENTIALS,
    HARDNESS,
    book_of,
    named,
    outcome_words,
    rule_words,
    said,
    verdict_sentence,
)
from app.widgets.words import PHASES, ROLES, clock, local, priority_word, word
from venue.access.admissions import Admission
from venue.access.entry_facts import Basis, Facts, Need, Verdict
from venue.core.clock import Millis
from venue.site.ground import Ground
from venue.site.plan import OUTSIDE

YES_NO: Final = {
    "yes": QT_TRANSLATE_NOOP("people", "是"),
    "no": QT_TRANSLATE_NOOP("people", "否"),
    "unknown": QT_TRANSLATE_NOOP("people", "未知"),
    "none": QT_TRANSLATE_NOOP("people", "无"),
    "open": QT_TRANSLATE_NOOP("people", "有效"),
    "active": QT_TRANSLATE_NOOP("people", "生效"),
    "free": QT_TRANSLATE_NOOP("people", "另一道门已关"),
    "busy": QT_TRANSLATE_NOOP("people", "另一道门未关"),
    "known": QT_TRANSLATE_NOOP("people", "已登记"),
    "blocked": QT_TRANSLATE_NOOP("people", "已停用"),
    "deposited": QT_TRANSLATE_NOOP("people", "已存放"),
    "none_declared": QT_TRANSLATE_NOOP("people", "已声明未携带"),
    "not_deposited": QT_TRANSLATE_NOOP("people", "未存放"),
    "match": QT_TRANSLATE_NOOP("people", "相符"),
    "mismatch": QT_TRANSLATE_NOOP("people", "不符"),
    "uncertain": QT_TRANSLATE_NOOP("people", "不能确定"),
    "not_alive": QT_TRANSLATE_NOOP("people", "非活体"),
    "in": QT_TRANSLATE_NOOP("people", "进"),
    "out": QT_TRANSLATE_NOOP("people", "出"),
}

translate = QCoreApplication.translate


class Naming:
    """Names of places in the plan of an instant."""

    def __init__(self, ground: Ground | None, at: Millis, language: str) -> None:
        self.plan = None if ground is None else ground.plan(at)
        self.language = language

    def door(self, code: str) -> str:
        """Name of a door, its code when the plan has none."""
        return self._name({} if self.plan is None else self.plan.access_point, code)

    def room(self, code: str) -> str:
        """Name of a room."""
        if code == OUTSIDE:
            return translate("people", "室外")
        return self._name({} if self.plan is None else self.plan.room, code)

    def zone(self, code: str) -> str:
        """Name of a zone with its code."""
        if code == OUTSIDE:
            return translate("people", "室外")
        zones = {} if self.plan is None else {zone.code: zone for zone in self.plan.zones}
        name = self._name(zones, code)
        return name if name == code else f"{name} {code}"

    def place(self, zone: str, room: str) -> str:
        """A room, or the common floor of a zone."""
        return self.room(room) if room else self.zone(zone)

    def _name(self, named_: Mapping[str, Any], code: str) -> str:
        known = named_.get(code)
        return code if known is None else str(getattr(known.name, self.language))


def day_time(at: Millis) -> str:
    """2026-11-23 09:42:05."""
    return f"{local(at):%Y-%m-%d} {clock(at)}"


def judgement_sheet(judged: Admission, facts: Facts, ground: Ground | None, language: str) -> Sheet:
    """One judgement of the feed."""
    naming = Naming(ground, judged.at, language)
    title = translate("people", "判定 {number}").format(number=judged.number)
    sections = (
        _verdict_section(judged.verdict, ground, judged.at, language),
        _event_section(judged, naming),
        *fact_sections(facts, naming),
    )
    return Sheet(title, day_time(judged.at), sections)


def why_not_sheet(verdict: Verdict, facts: Facts, ground: Ground | None, language: str) -> Sheet:
    """What a door would say now."""
    naming = Naming(ground, facts.at, language)
    title = f"{facts.person.subject} · {naming.door(facts.door.code)}"
    note = translate("people", "此刻，本人刷卡，无人陪同")
    return Sheet(title, note, (_verdict_section(verdict, ground, facts.at, language), *fact_sections(facts, naming)))


def _verdict_section(verdict: Verdict, ground: Ground | None, at: Millis, language: str) -> Section:
    book = None if ground is None else book_of(verdict, ground, at)
    rule = None if book is None else book.rules.get(verdict.rule)
    lines = [
        Line(
            translate("people", "结论"), outcome_words(verdict.outcome), tone="plain" if verdict.opens else "abnormal"
        ),
        Line(translate("people", "理由"), verdict_sentence(verdict, ground, at, language)),
        Line(
            translate("people", "规则"),
            rule_words(verdict) if rule is None else f"{verdict.rule} {rule.title[language]}",
        ),
    ]
    if rule is not None:
        lines.append(Line(translate("people", "条款"), rule.citation(language)))
    lines.append(Line(translate("people", "性质"), named(HARDNESS, verdict.hardness)))
    lines.append(Line(translate("people", "规则版本"), verdict.version, tone="muted"))
    if verdict.cell:
        words = translate("people", "{cell}（{column}）").format(cell=verdict.cell, column=word(PHASES, verdict.column))
        lines.append(Line(translate("people", "准入矩阵"), words))
    if verdict.alarm:
        from venue.core.wording import say

        words = (
            f"{priority_word(verdict.priority)} · {say(f'alarm.{verdict.alarm}', {}, language)}"
            if verdict.priority
            else verdict.alarm
        )
        lines.append(Line(translate("people", "报警"), words))
    return Section(translate("people", "结论与理由"), tuple(lines))


def _event_section(judged: Admission, naming: Naming) -> Section:
    late = judged.received_at - judged.at
    passage = "" if judged.passage is None else str(judged.passage)
    lines = [
        Line(translate("people", "门"), naming.door(judged.access_point), ("door", judged.access_point)),
        Line(translate("people", "方向"), named(YES_NO, judged.direction)),
        Line(translate("people", "时间"), day_time(judged.at)),
        Line(translate("people", "凭证"), named(CREDENTIALS, judged.kind)),
        Line(translate("people", "终端"), judged.device, ("device", judged.device)),
        Line(translate("people", "通行"), passage or translate("people", "没有形成通行")),
    ]
    if judged.subject:
        lines.insert(0, Line(translate("people", "人员"), judged.subject, ("person", judged.subject)))
    if judged.project:
        lines.append(Line(translate("people", "项目"), judged.project, ("project", judged.project)))
    if late > 2_000:
        words = translate("people", "{count} 秒后收到").format(count=late // 1000)
        lines.append(Line(translate("people", "迟到"), words))
    if judged.offline:
        lines.append(Line(translate("people", "断网"), translate("people", "终端按本机权限处理，事后判定")))
    return Section(translate("people", "经过"), tuple(lines))


# ------------------------------------------------------------------------------------------------------------------ facts


def fact_sections(facts: Facts, naming: Naming) -> tuple[Section, ...]:
    """All facts of a judgement, in words."""
    return (
        Section(translate("people", "依据的事实：人员"), _person_lines(facts)),
        Section(
            translate("people", "依据的事实：身份"),
            tuple(line for basis in facts.bases for line in _basis_lines(basis, naming)),
            translate("people", "此刻没有任何身份"),
        ),
        Section(translate("people", "依据的事实：现场"), _place_lines(facts, naming)),
        Section(
            translate("people", "依据的事实：事由"),
            tuple(_need_line(need) for need in facts.needs),
            translate("people", "没有已批准的事由"),
        ),
    )


def _person_lines(facts: Facts) -> tuple[Line, ...]:
    person, shown = facts.person, facts.credential
    agreement = translate("people", "没有")
    if person.agreement_until is not None:
        agreement = translate("people", "至 {until}").format(until=f"{local(person.agreement_until):%Y-%m-%d}")
    elif person.agreement_from is not None:
        agreement = translate("people", "长期")
    return (
        Line(translate("people", "登记"), named(YES_NO, person.status)),
        Line(translate("people", "保密协议"), agreement),
        Line(
            translate("people", "凭证核验"),
            f"{named(CREDENTIALS, shown.kind)} · {named(YES_NO, shown.result)} {shown.grade}",
        ),
        Line(translate("people", "手机"), named(YES_NO, facts.phone)),
    )


def _basis_lines(basis: Basis, naming: Naming) -> tuple[Line, ...]:
    project = f"{basis.project} {word(PHASES, basis.phase) if basis.phase else ''}".strip()
    words = project or translate("people", "全场")
    lines = [Line(word(ROLES, basis.role), words, ("project", basis.project) if basis.project else None)]
    if basis.seat_room:
        lines.append(
            Line("", translate("people", "抽定评标室 {room}").format(room=naming.room(basis.seat_room)), tone="muted")
        )
    if basis.rooms:
        rooms = "、".join(naming.room(room) for room in basis.rooms)
        lines.append(Line("", translate("people", "可用房间 {rooms}").format(rooms=rooms), tone="muted"))
    return tuple(lines)


def _place_lines(facts: Facts, naming: Naming) -> tuple[Line, ...]:
    door = facts.door
    way = f"{naming.place(door.zone_from, door.room_from)} → {naming.place(door.zone_to, door.room_to)}"
    lines = [Line(translate("people", "去向"), way), Line(translate("people", "此处项目"), _projects_here(facts))]
    asked = (
        (QT_TRANSLATE_NOOP("people", "陪同"), facts.escort.subject if facts.escort else translate("people", "无")),
        (QT_TRANSLATE_NOOP("people", "代理机构例外"), _exception(facts)),
        (QT_TRANSLATE_NOOP("people", "作业许可"), named(YES_NO, facts.permit)),
        (QT_TRANSLATE_NOOP("people", "双门互锁"), named(YES_NO, door.interlock)),
        (QT_TRANSLATE_NOOP("people", "隔夜封闭"), named(YES_NO, facts.sealed)),
        (QT_TRANSLATE_NOOP("people", "应急"), named(YES_NO, facts.emergency)),
    )
    return (*lines, *(Line(said(name), words) for name, words in asked))


def _projects_here(facts: Facts) -> str:
    if facts.projects_here is None:
        return translate("people", "未知")
    here = "、".join(f"{one.project} {word(PHASES, one.phase)}" for one in facts.projects_here)
    return here or translate("people", "无")


def _exception(facts: Facts) -> str:
    one = facts.exception
    if one is None:
        return translate("people", "无")
    return translate("people", "{approver} 批准，至 {until}").format(
        approver=one.approver, until=clock(one.valid_until)
    )


def _need_line(need: Need) -> Line:
    words = translate("people", "{approver} 批准，{since}–{until}").format(
        approver=need.approver, since=clock(need.valid_from), until=clock(need.valid_until)
    )
    return Line(need.purpose, words)
