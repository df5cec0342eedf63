"""Rooms that are held until somebody confirms: how long they still are, and who may confirm, extend or let them go (F7)."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.dialogs.reason import Question, ReasonDialog
from app.dialogs.waiting_list import AGAIN_MS, MAY_LEAVE, moment, open_over, row_of
from app.widgets.labels import label
from app.widgets.record_table import Column, RecordTable, Tone
from venue.core.clock import MINUTE
from venue.core.messages import Changed, Notice
from venue.projects.approvals import CLAUSE
from venue.schedule.holds import Hold, holds_open
from venue.schedule.terms import terms_at

WIDE, HIGH = 1040, 580
SOON_MIN = 10
"""So near its end a hold is shown as urgent."""


class HoldsDialog(Form):
    """What is held provisionally, whatever ends first before the rest: confirmed, made longer once, or given back."""

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, project: str = "") -> None:
        super().__init__(desk, parent)
        self._wanted = project
        self.list = RecordTable((), name="", key=lambda one: one.project)
        self.found, self.note = label("", "title"), label("", "muted")
        self.note.setWordWrap(True)
        self.confirm_button = plain_button("", tone="primary", icon="check")
        self.extend_button = plain_button("", icon="hourglass")
        self.drop_button = plain_button("", tone="danger", icon="x")
        self.body.addWidget(self.found)
        self.body.addWidget(self.list, 1)
        tools = row_of(self.confirm_button, self.extend_button, self.drop_button)
        tools.addStretch(1)
        self.body.addLayout(tools)
        self.body.addWidget(self.note)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)
        self._again = QTimer(self, interval=AGAIN_MS)
        self._connect()
        self.settle()
        self.list.setFocus()
        self._look()

    def _connect(self) -> None:
        self.desk.noticed.connect(self._hear)
        self._again.timeout.connect(self._pass_time)
        self._again.start()
        self.finished.connect(lambda _: self._again.stop())
        self.list.chosen.connect(lambda _: self._show())
        self.confirm_button.clicked.connect(self.confirm)
        self.extend_button.clicked.connect(self.extend)
        self.drop_button.clicked.connect(self.drop)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("预留和正式占用一样挡住别人，到时没有确认就自动释放，依次让给候补的项目。可以延长一次。")
        self.name_dialog(self.tr("预留的房间"), intro=intro, accept="", cancel=self.tr("关闭"))
        named = (
            (self.confirm_button, self.tr("确认占用")),
            (self.extend_button, self.tr("延长一次…")),
            (self.drop_button, self.tr("释放…")),
        )
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.list.setAccessibleName(self.tr("预留"))
        self.list.set_columns(self._columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("项目"), lambda one: one.project, 120, tone=lambda _: Tone(bold=True)),
            Column(self.tr("到期"), lambda one: moment(one.until_at), 140),
            Column(self.tr("还剩"), self._left, 130, tone=self._left_tone),
            Column(self.tr("延长过"), lambda one: self.tr("是") if one.extended else self.tr("否"), 80),
            Column(
                self.tr("工作方案"), lambda one: self.tr("待批准") if one.awaits_plan else "—", 130, tone=_plan_tone
            ),
            Column(
                self.tr("预留的资源"), lambda one: "、".join(self.room(code) for code in dict.fromkeys(one.resources))
            ),
        )

    def room(self, code: str) -> str:
        """The name of a room; the code of anything else."""
        ground = self.desk.ground
        rooms = ground.plan(self.desk.now()).rooms if ground is not None else ()
        return next((str(getattr(one.name, self.desk.language)) for one in rooms if one.code == code), code)

    def _minutes_left(self, one: Hold) -> int:
        return max(0, one.until_at - self.desk.now()) // MINUTE

    def _left(self, one: Hold) -> str:
        hours, minutes = divmod(self._minutes_left(one), 60)
        if hours:
            return self.tr("{hours} 小时 {minutes} 分").format(hours=hours, minutes=minutes)
        return self.tr("{minutes} 分钟").format(minutes=minutes)

    def _left_tone(self, one: Hold) -> Tone:
        return Tone(priority=3, bold=True) if self._minutes_left(one) < SOON_MIN else Tone()

    # What it shows

    def _pass_time(self) -> None:
        self.list.viewport().update()
        if any(one.until_at <= self.desk.now() for one in self.list.records()):
            self._look()

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        nouns = ("hold", "claim", "booking", "project", "*")
        if any(isinstance(one, Changed) and one.noun in nouns for one in notices):
            self._look()

    def _look(self) -> None:
        self.desk.look(holds_open, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, found: tuple[Hold, ...]) -> None:
        self.list.set_records(found)
        self.list.select(self._wanted)
        self._wanted = ""
        if found and self.chosen() is None:
            self.list.selectRow(0)
        self._show()

    def chosen(self) -> Hold | None:
        """The hold that is selected."""
        rows = self.list.selectionModel().selectedRows()
        return self.list.records()[rows[0].row()] if rows else None

    def _show(self) -> None:
        count, one, may = len(self.list.records()), self.chosen(), self.desk.viewer.may(*MAY_LEAVE)
        self.found.setText(self.tr("{count} 个项目有预留").format(count=count) if count else self.tr("现在没有预留"))
        self.confirm_button.setEnabled(may and one is not None and not one.awaits_plan)
        self.extend_button.setEnabled(may and one is not None and not one.extended)
        self.drop_button.setEnabled(may and one is not None)
        self.note.setText(self.desk.say("act.not_yours") if not may else "" if one is None else self._why_not(one))
        self.note.setVisible(bool(self.note.text()))

    def _why_not(self, one: Hold) -> str:
        told = []
        if one.awaits_plan:
            told.append(self.desk.say("projects.plan_not_approved", {"project": one.project, "clause": CLAUSE}))
        if one.extended:
            told.append(self.desk.say("holds.extended_before", {"project": one.project}))
        return "\n".join(told)

    # What it does

    def confirm(self) -> None:
        """Turn the selected hold into firm claims."""
        one = self.chosen()
        if one is not None:
            self.refuse("")
            self.confirm_button.setEnabled(False)
            self.desk.act(
                "holds.confirm",
                self.guarded(lambda _: self._look()),
                self.guarded(self.failed),
                project=one.project,
            )

    def failed(self, fault: Exception) -> None:
        """The engine said no, or nothing."""
        super().failed(fault)
        self._show()

    def extend(self) -> None:
        """Make the selected hold longer, with a reason."""
        one = self.chosen()
        if one is None:
            return

        def words() -> Question:
            minutes = terms_at(self.desk.now()).extend_min
            intro = self.tr("{project} 的预留从 {until} 延长 {minutes} 分钟，只能延长一次。")
            until = moment(one.until_at)
            intro = intro.format(project=one.project, until=until, minutes=minutes)
            return Question(self.tr("延长预留"), intro, self.tr("延长"), self.tr("例如：等待批复文件"))

        open_over(self, ReasonDialog(self.desk, words, self, act="holds.extend", project=one.project))

    def drop(self) -> None:
        """Give the selected hold back, with a reason."""
        one = self.chosen()
        if one is None:
            return

        def words() -> Question:
            rooms = "、".join(self.room(code) for code in dict.fromkeys(one.resources))
            intro = self.tr("{project} 预留的 {rooms} 立即空出，依次让给候补的项目。")
            return Question(self.tr("释放预留"), intro.format(project=one.project, rooms=rooms), self.tr("释放"))

        open_over(self, ReasonDialog(self.desk, words, self, act="holds.drop", project=one.project, tone="danger"))

    def restyle(self) -> None:
        """Room for the list."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the list."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), 440))


def _plan_tone(one: Hold) -> Tone:
    return Tone(icon="hourglass", bold=True) if one.awaits_plan else Tone(muted=True)
