"""The course of a finding after it was written down: given to somebody, put right, inspected by somebody else."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QTimeZone
from PySide6.QtWidgets import QButtonGroup, QDateTimeEdit, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.photo_field import PhotoField
from venue.conduct.patrol_views import Finding
from venue.core.clock import DAY

SITE_TIME = QTimeZone(8 * 3600)


class GiveTask(Form):
    """Who shall put it right, and by when: `patrols.give_task`."""

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.finding = finding
        self.whom = QLineEdit(finding.task_for)
        self.whom.setMaxLength(200)
        self.until = QDateTimeEdit()
        self.until.setTimeZone(SITE_TIME)
        self.until.setDisplayFormat("yyyy-MM-dd HH:mm")
        self.until.setCalendarPopup(True)
        wanted = finding.task_until or desk.now() + DAY
        self.until.setDateTime(QDateTime.fromMSecsSinceEpoch(wanted, SITE_TIME))
        self._labels = [self.add_field(field) for field in (self.whom, self.until)]
        self.settle()
        self.whom.setFocus()

    def retranslate(self) -> None:
        """All words."""
        title = self.tr("交办 {number} 号问题").format(number=self.finding.number)
        self.name_dialog(title, intro=self.finding.words, accept=self.tr("交办"))
        for words, name in zip(self._labels, (self.tr("由谁整改"), self.tr("期限")), strict=True):
            self.name_field(words, name)
        self.whom.setPlaceholderText(self.tr("账号、部门或单位"))

    def missing(self) -> str:
        """Somebody is needed."""
        return "" if self.whom.text().strip() else self.desk.say("finding.whom_needed")

    def submit(self) -> None:
        """Ask the engine."""
        until = self.until.dateTime().toMSecsSinceEpoch()
        self.ask("patrols.give_task", number=self.finding.number, task_for=self.whom.text().strip(), until=until)


class FixFinding(Form):
    """What was done about it, with a photo: `patrols.fix`."""

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.finding = finding
        self.words = QLineEdit()
        self.words.setMaxLength(400)
        self.photo = PhotoField(desk)
        self._labels = [self.add_field(self.words), self.add_field(self.photo, tall=True)]
        self.settle()
        self.words.setFocus()

    def retranslate(self) -> None:
        """All words."""
        title = self.tr("登记 {number} 号问题的整改").format(number=self.finding.number)
        self.name_dialog(title, intro=self.finding.words, accept=self.tr("登记整改"))
        for words, name in zip(self._labels, (self.tr("整改情况"), self.tr("照片")), strict=True):
            self.name_field(words, name)

    def missing(self) -> str:
        """Words are needed."""
        return "" if self.words.text().strip() else self.desk.say("finding.words_needed")

    def submit(self) -> None:
        """Ask the engine."""
        photo = "" if self.photo.photo is None else self.photo.photo.text
        self.ask("patrols.fix", number=self.finding.number, words=self.words.text().strip(), photo=photo)


class InspectFinding(Form):
    """Inspected again by somebody else: it passes and is closed, or goes back with the reason: `patrols.close_finding`."""

    def __init__(self, desk: Desk, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.finding = finding
        self.passes, self.fails = QRadioButton(), QRadioButton()
        self.passes.setChecked(True)
        self._group = QButtonGroup(self)
        choice = QWidget()
        row = QHBoxLayout(choice)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        for one in (self.passes, self.fails):
            self._group.addButton(one)
            row.addWidget(one)
        row.addStretch(1)
        self.words = QLineEdit()
        self.words.setMaxLength(400)
        self._labels = [self.add_field(field) for field in (choice, self.words)]
        self.passes.toggled.connect(self.retranslate)
        self.settle()
        self.passes.setFocus()

    def retranslate(self) -> None:
        """All words."""
        title = self.tr("复查 {number} 号问题").format(number=self.finding.number)
        done = self.tr("整改情况：{words}（{by}）").format(words=self.finding.fix_words, by=self.finding.fixed_by)
        accept = self.tr("销号") if self.passes.isChecked() else self.tr("退回")
        self.name_dialog(title, intro=f"{self.finding.words}\n{done}", accept=accept)
        for owner, words in ((self.passes, self.tr("已经改好，销号")), (self.fails, self.tr("没有改好，退回"))):
            owner.setText(words)
            owner.setAccessibleName(words)
        for words, name in zip(self._labels, (self.tr("复查结果"), self.tr("说明")), strict=True):
            self.name_field(words, name)

    def missing(self) -> str:
        """What goes back needs words."""
        needed = self.fails.isChecked() and not self.words.text().strip()
        return self.desk.say("finding.words_needed") if needed else ""

    def submit(self) -> None:
        """Ask the engine."""
        passed = int(self.passes.isChecked())
        self.ask("patrols.close_finding", number=self.finding.number, passed=passed, words=self.words.text().strip())
