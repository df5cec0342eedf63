"""Held or taken: whether a booking is firm at once or only kept for a while."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QRadioButton, QSpinBox, QWidget

from app.desk import Desk
from app.widgets.labels import label
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute
from venue.core.clock import MINUTE
from venue.schedule.terms import terms_at


class HoldChoice(Restyled, QWidget):
    """Firm, or held for some minutes at most; says when it would end by itself."""

    changed = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.firm, self.held, self.minutes = QRadioButton(), QRadioButton(), QSpinBox()
        self.until = label("", "small")
        most = terms_at(desk.now()).hold_min
        self.minutes.setRange(5, most)
        self.minutes.setSingleStep(5)
        self.minutes.setValue(most)
        self.firm.setChecked(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        for part in (self.firm, self.held, self.minutes, self.until):
            row.addWidget(part)
        row.addStretch(1)
        self.held.toggled.connect(self._show)
        self.minutes.valueChanged.connect(self._show)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        for owner, words in ((self.firm, self.tr("直接占用")), (self.held, self.tr("先预留"))):
            owner.setText(words)
            owner.setAccessibleName(words)
        self.minutes.setSuffix(self.tr(" 分钟"))
        self.minutes.setAccessibleName(self.tr("预留时长"))
        self._show()

    def hold_min(self) -> int:
        """For how many minutes it is held; 0: it is firm."""
        return self.minutes.value() if self.held.isChecked() else 0

    def _show(self) -> None:
        held = self.held.isChecked()
        self.minutes.setEnabled(held)
        until = hour_minute(self.desk.now() + self.minutes.value() * MINUTE)
        self.until.setText(self.tr("到 {time} 未确认自动释放").format(time=until) if held else "")
        self.changed.emit()
