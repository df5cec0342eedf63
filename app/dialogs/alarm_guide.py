"""F1: what happened, what it means, what to do, and the rule behind it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.guides import Guide, guides
from app.widgets import marks
from app.widgets.labels import label
from app.widgets.words import clock, priority_word
from venue.monitoring.alarms import Alarm
from venue.rules.rule import Rule
from venue.rules.rule_book import NoBookInForce


class AlarmGuide(Form):
    """Shows the guide of one alarm; Enter and Esc close it. Nothing is acknowledged by reading it."""

    def __init__(self, desk: Desk, alarm: Alarm, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.alarm = alarm
        self._mark = QLabel()
        self._happened = label("", "title")
        self._happened.setWordWrap(True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._happened, 1)
        self.body.addLayout(head)
        self._facts = label("", "muted")
        self._facts.setWordWrap(True)
        self.body.addWidget(self._facts)
        self._parts = QVBoxLayout()
        self._parts.setSpacing(6)
        self._scroll = self._scrolled()
        self.body.addWidget(self._scroll, 1)
        self.cancel_button.setVisible(False)
        self.settle()
        self.resize(620, 560)

    def _scrolled(self) -> QScrollArea:
        inner = QWidget()
        inner.setLayout(self._parts)
        self._parts.setContentsMargins(0, 0, 8, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setMinimumHeight(260)
        area.setWidget(inner)
        return area

    def retranslate(self) -> None:
        """All words."""
        self.name_dialog(self.tr("处置指南"), intro="", accept=self.tr("关闭"))
        self._happened.setText(self.desk.say(f"alarm.{self.alarm.kind}", self.alarm.args))
        self._facts.setText(self._fact_words())
        self._scroll.setAccessibleName(self.tr("处置指南正文"))
        self._clear()
        guide = guides().get(self.alarm.kind)
        if guide is None:
            self._add(self.tr("这类报警还没有处置指南，请按现场情况处置并告知值班负责人。"), "plain")
        else:
            self._fill(guide)
        self._parts.addStretch(1)
        self.setAccessibleDescription(self._spoken())

    def _fill(self, guide: Guide) -> None:
        language = self.desk.language
        self._add(self.tr("意味着什么"), "heading")
        self._add(guide.means[language], "plain")
        self._add(self.tr("怎么做"), "heading")
        for number, step in enumerate(guide.steps[language], start=1):
            self._step(number, step)
        rule = self._rule(guide.rule)
        if rule is not None:
            self._add(self.tr("依据"), "heading")
            self._add(f"{rule.id} {rule.title[language]}：{rule.statement[language]}", "plain")
            self._add(rule.citation(language), "muted")

    def _fact_words(self) -> str:
        alarm = self.alarm
        place = self._room_name()
        facts = [
            self.tr("{level}级").format(level=priority_word(alarm.priority)),
            self.tr("开始于 {time}").format(time=clock(alarm.again_at)),
            self.tr("仍在持续") if alarm.active else self.tr("已恢复"),
            self.tr("第 {count} 次").format(count=alarm.times) if alarm.times > 1 else "",
            self.tr("地点 {room}").format(room=place) if place else "",
            self.tr("设备 {device}").format(device=alarm.device) if alarm.device else "",
            self.tr("项目 {project}").format(project=alarm.project) if alarm.project else "",
            self.tr("对象 {subject}").format(subject=alarm.subject) if alarm.subject else "",
        ]
        return " · ".join(fact for fact in facts if fact)

    def _room_name(self) -> str:
        ground = self.desk.ground
        room = None if ground is None else ground.plan(self.desk.now()).room.get(self.alarm.room)
        return self.alarm.room if room is None else getattr(room.name, self.desk.language)

    def _rule(self, rule: str) -> Rule | None:
        """The rule as it held when the alarm was raised."""
        if not rule or self.desk.ground is None:
            return None
        try:
            return self.desk.ground.book(self.alarm.raised_at).rules.get(rule)
        except NoBookInForce:
            return None

    def _add(self, words: str, tone: str) -> None:
        made = label(words, "title" if tone == "heading" else tone)
        made.setWordWrap(True)
        if tone == "heading" and self._parts.count():
            self._parts.addSpacing(6)
        self._parts.addWidget(made)

    def _step(self, number: int, words: str) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        cap = label(str(number), "key")
        cap.setFixedWidth(round(24 * theme.current().scale))
        cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
        step = label(words, "plain")
        step.setWordWrap(True)
        row.addWidget(cap, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(step, 1)
        self._parts.addLayout(row)

    def _clear(self) -> None:
        while self._parts.count():
            item = self._parts.takeAt(0)
            for part in _widgets_of(item):
                part.hide()  # deleteLater leaves it on the screen for one more frame
                part.deleteLater()

    def _spoken(self) -> str:
        guide = guides().get(self.alarm.kind)
        steps = () if guide is None else guide.steps[self.desk.language]
        return " ".join((self._happened.text(), self._facts.text(), *steps))

    def restyle(self) -> None:
        """The mark in the colours of the theme."""
        super().restyle()
        self._mark.setPixmap(marks.priority_picture(self.alarm.priority, 24, self.devicePixelRatioF()))


def _widgets_of(item: object) -> list[QWidget]:
    widget, inner = item.widget(), item.layout()
    if widget is not None:
        return [widget]
    return [] if inner is None else [inner.itemAt(n).widget() for n in range(inner.count()) if inner.itemAt(n).widget()]
