"""The solver beside the plan: asking it, watching it, and what it proposes, one proposal at a time."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from app.control_room.dispatch_facts import Words, proposal_sheet
from app.control_room.dispatch_read import DispatchScene
from app.control_room.dispatch_trend import Trend
from app.control_room.dispatch_words import APPLICABLE, KINDS, MAY_DISPATCH, PROPOSALS, word
from app.control_room.page_sheet import Section, Sheet, SheetView
from app.desk import Desk
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute
from venue.operations.dispatching import Proposal

LEAST_S, USUAL_S, MOST_S = 2, 20, 300


class ProposalPanel(Restyled, QWidget):
    """Emits `asked(days, seconds)`, `stopped(Proposal)`, `compared(Proposal)`, `discarded(Proposal)`, `link_opened(kind, code)`."""

    asked = Signal(int, int)
    stopped = Signal(object)
    compared = Signal(object)
    discarded = Signal(object)
    link_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._scene, self._words = DispatchScene(), Words(lambda code, args: code, {}, "zh")
        self._number = 0
        self.seconds, self.days = QSpinBox(), QComboBox()
        self.seconds.setRange(LEAST_S, MOST_S)
        self.seconds.setValue(USUAL_S)
        for days in (1, 7):
            self.days.addItem("", days)
        self.ask_button = button("", icon="zap", tone="primary")
        self.stop_button = button("", icon="pause")
        self.compare_button = button("", icon="check", tone="primary")
        self.discard_button = button("", tone="quiet")
        self.chooser, self.progress, self.trend = QComboBox(), QProgressBar(), Trend()
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.doing, self.sheet = label("", "small"), SheetView()
        self.doing.setWordWrap(True)
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(7)
        for parts in ((self.days, self.seconds, self.ask_button), (self.chooser,)):
            row = QHBoxLayout()
            row.setSpacing(6)
            for part in parts:
                row.addWidget(part, 1 if part in (self.chooser, self.ask_button) else 0)
            column.addLayout(row)
        for part in (self.doing, self.progress, self.trend):
            column.addWidget(part)
        column.addWidget(self.sheet, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self.discard_button, self.stop_button, self.compare_button):
            row.addWidget(part, 0 if part is self.discard_button else 1)
        column.addLayout(row)

    def _connect(self) -> None:
        self.ask_button.clicked.connect(lambda: self.asked.emit(int(self.days.currentData()), self.seconds.value()))
        self.stop_button.clicked.connect(lambda: self._emit(self.stopped))
        self.compare_button.clicked.connect(lambda: self._emit(self.compared))
        self.discard_button.clicked.connect(lambda: self._emit(self.discarded))
        self.chooser.activated.connect(lambda _: self.select(int(self.chooser.currentData())))
        self.sheet.link_opened.connect(self.link_opened)

    def retranslate(self) -> None:
        """All words."""
        self.seconds.setSuffix(self.tr(" 秒"))
        self.seconds.setAccessibleName(self.tr("求解时间"))
        self.days.setAccessibleName(self.tr("求解范围"))
        self.chooser.setAccessibleName(self.tr("方案"))
        self.progress.setAccessibleName(self.tr("求解进度"))
        for number, words in enumerate((self.tr("这一天"), self.tr("七天"))):
            self.days.setItemText(number, words)
        named = (
            (self.ask_button, self.tr("生成方案"), self.tr("请求解程序给出排期方案 F5")),
            (self.stop_button, self.tr("停止，保留最好的"), self.tr("停止求解，已找到的最好方案保留")),
            (self.compare_button, self.tr("对比与采纳…"), self.tr("逐项对比现计划与方案，确认后采纳 Ctrl+Enter")),
            (self.discard_button, self.tr("放弃…"), self.tr("放弃这个方案，须写明原因")),
        )
        for owner, words, hint in named:
            owner.setText(words)
            owner.setAccessibleName(words)
            owner.setToolTip(hint)
        self._show()

    # What is shown

    def show_scene(self, scene: DispatchScene, words: Words) -> None:
        """Show the proposals of a day; a search that has just begun comes to the front by itself."""
        known = {one.number for one in self._scene.proposals}
        self._scene, self._words = scene, words
        fresh = next((one.number for one in scene.proposals if one.number not in known), 0)
        if fresh or scene.proposal(self._number) is None:
            self._number = fresh or (scene.proposals[0].number if scene.proposals else 0)
        self._show()

    def select(self, number: int) -> None:
        """Show a proposal by its number."""
        self._number = number
        self._show()

    def current(self) -> Proposal | None:
        """The proposal that is shown."""
        return self._scene.proposal(self._number)

    @property
    def solving(self) -> bool:
        """Whether a search is under way."""
        return any(one.state == "solving" for one in self._scene.proposals)

    def _show(self) -> None:
        shown = self.current()
        self._fill_chooser()
        self._show_buttons(shown)
        self.trend.follow(shown if shown is not None and shown.state == "solving" else None)
        if shown is None:
            words = self.tr("还没有方案。生成方案只是求解，采纳之前不改动任何安排。")
            self.sheet.show_sheet(Sheet("", "", (Section("", (), words),)))
            self.doing.setVisible(False)
            self.progress.setVisible(False)
            return
        self._show_progress(shown)
        self.sheet.show_sheet(proposal_sheet(shown, self._scene, self._words))

    def _fill_chooser(self) -> None:
        self.chooser.setVisible(bool(self._scene.proposals))
        self.chooser.clear()
        for one in self._scene.proposals:
            self.chooser.addItem(self.title_of(one), one.number)
        self.chooser.setCurrentIndex(max(0, self.chooser.findData(self._number)))

    def title_of(self, proposal: Proposal) -> str:
        """第 3 号 排期方案 · 待采纳 · 09:42."""
        pattern = self.tr("第 {number} 号 {kind} · {state} · {time}")
        return pattern.format(
            number=proposal.number,
            kind=word(KINDS, proposal.kind),
            state=word(PROPOSALS, proposal.state),
            time=hour_minute(proposal.asked_at),
        )

    def _show_progress(self, shown: Proposal) -> None:
        solving = shown.state == "solving"
        self.doing.setVisible(solving)
        self.progress.setVisible(solving)
        if solving:
            gone = max(0, self.desk.now() - shown.asked_at)
            self.progress.setRange(0, max(1, shown.seconds * 1000))
            self.progress.setValue(min(gone, shown.seconds * 1000))
            self.doing.setText(
                self.tr("正在求解，限时 {seconds} 秒；更好的方案随到随显。").format(seconds=shown.seconds)
            )

    def _show_buttons(self, shown: Proposal | None) -> None:
        mine = bool(self.desk.viewer.roles & MAY_DISPATCH)
        state = shown.state if shown is not None else ""
        stale = shown is not None and bool({move.project for move in shown.moves} & set(shown.changed))
        self.ask_button.setEnabled(mine and not self.solving)
        self.stop_button.setVisible(state == "solving")
        self.stop_button.setEnabled(mine)
        self.compare_button.setVisible(state in APPLICABLE or (state == "solving" and bool(shown and shown.moves)))
        self.compare_button.setEnabled(mine and state in APPLICABLE and not stale)
        self.discard_button.setVisible(state in APPLICABLE)
        self.discard_button.setEnabled(mine)

    def _emit(self, signal: object) -> None:
        shown = self.current()
        if shown is not None:
            signal.emit(shown)
