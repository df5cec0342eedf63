"""Confirming a drag: what changes for whom, what the rules and the solver say to it, why; then the engine is asked."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from app.control_room.dispatch_facts import Words
from app.control_room.dispatch_hand import Target, verdict_of
from app.control_room.dispatch_words import PURPOSES, word
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label, set_tone
from app.widgets.plan_chart_data import PlanBar, Verdict
from app.widgets.words import hour_minute
from venue.core.clock import Millis
from venue.operations import dispatching
from venue.operations.dispatching import DragVerdict, Spot

TONES = {"no": "abnormal", "caution": "plain", "good": "muted", "wait": "muted"}


class MoveDialog(Form):
    """Asks for the reason, then for `dispatch.drop`. Where it may not stand, the nearest legal times are buttons."""

    def __init__(self, desk: Desk, target: Target, words: Words, title: str, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.target, self._words_, self._title = target, words, title
        self._verdict: DragVerdict | None = None
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        self._reason_label = self.add_field(self.reason)
        self.changes, self.says, self.advice = label(""), label("", "muted"), label("", "small")
        for part in (self.changes, self.says, self.advice):
            part.setWordWrap(True)
            self.body.addWidget(part)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(6)
        self.body.addLayout(self._offers)
        self.settle()
        self.reason.setFocus()
        self._judge()

    def retranslate(self) -> None:
        """All words."""
        placing = self.target.before is None
        self.name_dialog(
            self.tr("排入计划") if placing else self.tr("移动"),
            intro=self._title,
            accept=self.tr("排入") if placing else self.tr("移动"),
        )
        self.name_field(self._reason_label, self.tr("原因"))
        self.reason.setPlaceholderText(self.tr("例如：代理机构申请推后半小时"))
        self.changes.setText("\n".join(self._changes()))
        self._show()

    def _changes(self) -> list[str]:
        before, after = self.target.before, self.target.after
        if before is None:
            told = [self.tr("开标 {time}").format(time=hour_minute(after.open_at))]
            return told + [f"{word(PURPOSES, purpose)} {self._room(room)}" for purpose, room in after.rooms.items()]
        told = []
        if before.open_at != after.open_at:
            pattern = self.tr("开标 {before} → {after}，各环节一并移动")
            told.append(pattern.format(before=hour_minute(before.open_at), after=hour_minute(after.open_at)))
        for purpose, room in after.rooms.items():
            if before.rooms.get(purpose) != room:
                was = self._room(before.rooms.get(purpose, ""))
                told.append(f"{word(PURPOSES, purpose)} {was} → {self._room(room)}")
        return told

    def _room(self, code: str) -> str:
        return self._words_.rooms.get(code, code)

    def _judge(self) -> None:
        after = self.target.after
        self._verdict = None
        self._show()
        self.desk.look(
            dispatching.drag,
            self.guarded(self._judged),
            self.guarded(self.failed),
            project=self.target.project,
            open_at=after.open_at,
            rooms=after.rooms,
        )

    def _judged(self, found: DragVerdict) -> None:
        self._verdict = found
        self._show()

    def _show(self) -> None:
        waits = Verdict("wait", self.tr("正在核对时间与占用…"))
        said = waits if self._verdict is None else verdict_of(self._verdict, self.target, self._words_)
        self.says.setText(said.words)
        set_tone(self.says, TONES[said.tone])
        self.advice.setText(said.more)
        self.advice.setVisible(bool(said.more))
        self.accept_button.setEnabled(said.tone in ("good", "caution"))
        self._show_offers(self._verdict.offers if self._verdict and not self._verdict.allowed else ())
        self.fit()

    def _show_offers(self, offers: tuple[Millis, ...]) -> None:
        while self._offers.count():
            old = self._offers.takeAt(0).widget()
            if isinstance(old, QPushButton):
                old.deleteLater()
        for at in offers:
            made = plain_button(self.tr("改到 {time}").format(time=hour_minute(at)))
            made.clicked.connect(lambda _=False, at=at: self.take(at))
            self._offers.addWidget(made)
        self._offers.addStretch(1)

    def take(self, open_at: Millis) -> None:
        """Take another opening time that was offered."""
        self.target = Target(self.target.project, self.target.before, Spot(open_at, self.target.after.rooms))
        self.retranslate()
        self._judge()

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.tr("请写明原因。")

    def submit(self) -> None:
        """Ask the engine."""
        after = self.target.after
        reason = self.reason.text().strip()
        self.ask(
            "dispatch.drop", project=self.target.project, open_at=after.open_at, rooms=dict(after.rooms), reason=reason
        )


class StretchDialog(Form):
    """Another end for one claim: asks for the reason, then for `bookings.move`."""

    def __init__(self, desk: Desk, number: int, ghost: PlanBar, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._number, self._ghost = number, ghost
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        self._reason_label = self.add_field(self.reason)
        self.settle()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """All words."""
        pattern = self.tr("{title}：{start}–{end}")
        ghost = self._ghost
        intro = pattern.format(title=ghost.title, start=hour_minute(ghost.start), end=hour_minute(ghost.end))
        self.name_dialog(self.tr("调整结束时间"), intro=intro, accept=self.tr("调整"))
        self.name_field(self._reason_label, self.tr("原因"))

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.tr("请写明原因。")

    def submit(self) -> None:
        """Ask the engine."""
        self.ask("bookings.move", number=self._number, until_at=self._ghost.end, reason=self.reason.text().strip())
