"""An extra patrol round: why, and over which checkpoints."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QRadioButton, QWidget

from app.desk import Desk
from app.dialogs.finding import Spot
from app.dialogs.form import Form
from app.dialogs.tick_list import TickList


class ExtraRound(Form):
    """Asks for the reason and all or some checkpoints, then asks the engine for `patrols.begin`.

    `missed` are codes that an earlier round of the day has missed: they are ticked when only some are to be visited.
    """

    def __init__(
        self, desk: Desk, spots: Sequence[Spot], parent: QWidget | None = None, *, missed: Sequence[str] = ()
    ) -> None:
        super().__init__(desk, parent)
        self._missed = tuple(missed)
        self.reason = QLineEdit()
        self.reason.setMaxLength(400)
        self.every, self.some = QRadioButton(), QRadioButton()
        self.every.setChecked(not missed)
        self.some.setChecked(bool(missed))
        self.points = TickList([(spot.code, spot.words) for spot in spots])
        self.points.setMinimumHeight(200)
        self.points.tick(self._missed)
        self._label = self.add_field(self.reason)
        for part in (self.every, self.some, self.points):
            self.body.addWidget(part)
        self.some.toggled.connect(self._some_toggled)
        self.points.setVisible(bool(missed))
        self.settle()
        self.reason.setFocus()

    def showEvent(self, event: QShowEvent) -> None:
        """Shown: the first ticked checkpoint is in sight."""
        super().showEvent(event)
        self.points.scrollToItem(self.points.currentItem(), QAbstractItemView.ScrollHint.PositionAtTop)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("计划之外的巡查须写明事由。走完全部巡查点的加巡计为一次完整巡查，只查部分的用于补查。")
        self.name_dialog(self.tr("加巡"), intro=intro, accept=self.tr("开始加巡"))
        self.name_field(self._label, self.tr("事由"))
        self.points.setAccessibleName(self.tr("巡查点"))
        count = self.points.count()
        some = (
            self.tr("只查勾选的巡查点（已勾选今天漏查的 {count} 处）") if self._missed else self.tr("只查勾选的巡查点")
        )
        labelled = ((self.every, self.tr("全部 {count} 个巡查点").format(count=count)), (self.some, some))
        for owner, words in labelled:
            shown = words.format(count=len(self._missed))
            owner.setText(shown)
            owner.setAccessibleName(shown)

    def _some_toggled(self, some: bool) -> None:
        self.points.setVisible(some)
        self.fit()

    def missing(self) -> str:
        """A reason and at least one checkpoint are needed."""
        if not self.reason.text().strip():
            return self.desk.say("patrol.reason_needed")
        if self.some.isChecked() and not self.points.ticked():
            return self.tr("请至少勾选一个巡查点。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        only: dict[str, Any] = {"checkpoints": self.points.ticked()} if self.some.isChecked() else {}
        self.ask("patrols.begin", reason=self.reason.text().strip(), **only)
