"""The feed of judgements: who asked which door, what it answered and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QStackedWidget, QWidget

from app.control_room.devices_words import moment_words
from app.control_room.people_facts import Naming
from app.control_room.people_read import PeoplePicture, Wanted
from app.control_room.people_words import OUTCOMES, outcome_words, rule_words, said, sentence
from app.desk import Desk
from app.widgets.empty_state import EmptyState
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.panel import Panel
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from app.widgets.words import ROLES, word
from venue.access.admissions import Admission


@dataclass(frozen=True, slots=True)
class Judged:
    """One line of the feed with its words, made once."""

    admission: Admission
    door: str
    role: str
    sentence: str
    rule: str
    at: str


class FeedPanel(Restyled, Panel):
    """Filter, table, counts. `asked(Wanted)` when it is narrowed down otherwise; `chosen(Judged)` for a line."""

    asked = Signal(object)
    chosen = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self.wanted = Wanted()
        self._picture = PeoplePicture(0)
        self._known: dict[int, Judged] = {}
        self.filter: FilterBar | None = None
        self.table = RecordTable(self._columns(), name="", key=lambda one: one.admission.number)
        self._none = EmptyState("id-card", "", "")
        self._stack = QStackedWidget()
        for part in (self._none, self.table):
            self._stack.addWidget(part)
        self.table.chosen.connect(self.chosen)
        self.add(self._stack, stretch=1)
        self.settle()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("时间"), lambda one: one.at, 80),
            Column(self.tr("结果"), lambda one: outcome_words(one.admission.outcome), 92, tone=_outcome_tone),
            Column(self.tr("人员"), self._who, 148),
            Column(self.tr("门"), lambda one: one.door, 110),
            Column(self.tr("理由"), lambda one: one.sentence),
            Column(self.tr("规则"), lambda one: one.rule, 96, tone=lambda _: Tone(muted=True)),
        )

    def _who(self, one: Judged) -> str:
        unknown = self.tr("身份不明")
        return f"{one.admission.subject or unknown} {one.role}".strip()

    def retranslate(self) -> None:
        """All words; the filter is built anew, because its choices are words."""
        self.set_title(self.tr("门禁判定"))
        self.table.setAccessibleName(self.tr("门禁判定列表"))
        self.table.set_columns(self._columns())
        self._known.clear()
        self._build_filter()
        self.show_picture(self._picture)

    def _build_filter(self) -> None:
        if self.filter is not None:
            self.filter.hide()
            self.filter.deleteLater()
        outcomes = tuple((code, said(words)) for code, words in OUTCOMES.items())
        periods = (("hour", self.tr("最近 1 小时")), ("day", self.tr("今日")), ("week", self.tr("最近 7 天")))
        made = FilterBar(
            (
                Filter("outcome", self.tr("结果"), outcomes),
                Filter("door", self.tr("门"), self._doors()),
                Filter("period", self.tr("时段"), periods),
            ),
            hint=self.tr("人员代码、项目、门、理由"),
        )
        self.filter = made
        self._column.insertWidget(1, made)
        self._restore(made)
        made.changed.connect(self._changed)
        for box in made.findChildren(QComboBox):  # the names of doors are long, the line is not
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(5)

    def _doors(self) -> tuple[tuple[str, str], ...]:
        if self.desk.ground is None:
            return ()
        plan, language = self.desk.ground.plan(self.desk.now()), self.desk.language
        controlled = (door for door in plan.access_points if door.controlled)
        return tuple((door.code, f"{getattr(door.name, language)} {door.code}") for door in controlled)

    def _restore(self, made: FilterBar) -> None:
        made.search.setText(self.wanted.text)
        for key in ("outcome", "door", "period"):
            if getattr(self.wanted, key):
                made.choose(key, getattr(self.wanted, key))

    def _changed(self, chosen: Mapping[str, str]) -> None:
        self.wanted = Wanted(
            period=chosen.get("period", ""),
            outcome=chosen.get("outcome", ""),
            door=chosen.get("door", ""),
            text=chosen.get("text", ""),
        )
        self.asked.emit(self.wanted)

    def narrow(self, *, text: str = "", door: str = "") -> None:
        """Show one person or one door only."""
        self.filter.clear()
        if door:
            self.filter.choose("door", door)
        if text:
            self.filter.search.setText(text)
            self.filter.search.returnPressed.emit()  # at once, not when the typing pauses

    def ground_changed(self) -> None:
        """Other doors, other rules."""
        self._known.clear()
        self._build_filter()

    # What is shown

    def show_picture(self, picture: PeoplePicture) -> None:
        """Show the feed of an instant."""
        self._picture = picture
        lines = [self._judged(one, picture.at) for one in picture.judged]
        shown = [one for one in lines if self._fits(one)]
        self.table.set_records(shown)
        self.filter.set_count(len(shown), sum(picture.counts.values()))
        self.set_note(self._counts(picture))
        self._stack.setCurrentWidget(self.table if shown else self._none)
        if not shown:
            self._say_none(bool(picture.counts))

    def _say_none(self, some: bool) -> None:
        if some:
            self._none.set_words(self.tr("没有符合条件的判定"), self.tr("放宽筛选条件，或点“清除”。"))
        else:
            self._none.set_words(
                self.tr("这段时间还没有判定"), self.tr("有人刷证、刷脸或输码时，判定和理由会立即出现在这里。")
            )

    def _judged(self, one: Admission, now: int) -> Judged:
        known = self._known.get(one.number)
        if known is None or known.admission != one:
            naming = Naming(self.desk.ground, one.at, self.desk.language)
            known = Judged(
                admission=one,
                door=naming.door(one.access_point),
                role=word(ROLES, one.role) if one.role else "",
                sentence=sentence(one, self.desk.ground, self.desk.language),
                rule=rule_words(one.verdict),
                at=moment_words(one.at, now),
            )
            self._known[one.number] = known
        return known

    def _fits(self, one: Judged) -> bool:
        words = self.wanted.text.lower()
        if not words or self.wanted.subject:
            return True
        told = one.admission
        spoken = (told.subject, told.project, told.access_point, one.door, one.role, one.sentence, one.rule, told.code)
        return any(words in part.lower() for part in spoken)

    def _counts(self, picture: PeoplePicture) -> str:
        return "　".join(
            f"{outcome_words(code)} {picture.counts[code]}" for code in OUTCOMES if picture.counts.get(code)
        )


def _outcome_tone(one: Judged) -> Tone:
    verdict = one.admission.verdict
    if verdict.priority:
        return Tone(priority=verdict.priority, bold=True)
    icons = {"allow": "check", "deny": "x", "wait_escort": "hourglass", "must_leave": "log-out"}
    return Tone(icon=icons.get(one.admission.outcome, "circle-question-mark"), bold=one.admission.outcome != "allow")
