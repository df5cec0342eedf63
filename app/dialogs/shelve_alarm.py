"""Putting one alarm aside: until when and why (ISA-18.2 shelving: owner, reason, end)."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.words import hour_minute
from venue.core.clock import MINUTE
from venue.monitoring.alarms import LONGEST_SHELF, Alarm

LENGTHS = (15, 30, 60, 120, 240, LONGEST_SHELF // MINUTE)
"""Minutes that may be chosen."""

USUAL = 30
_A_MOMENT = 5_000  # the longest choice must still be inside the limit when the engine hears of it


class ShelveAlarm(Form):
    """Asks for end and reason, then asks the engine for `alarms.shelve`."""

    def __init__(self, desk: Desk, alarm: Alarm, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.alarm = alarm
        self.until = QComboBox()
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._until_label = self.add_field(self.until)
        self._reason_label = self.add_field(self.reason)
        for minutes in LENGTHS:
            self.until.addItem("", minutes)
        self.until.setCurrentIndex(LENGTHS.index(USUAL))
        self.settle()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """All words."""
        what = self.desk.say(f"alarm.{self.alarm.kind}", self.alarm.args)
        intro = self.tr("“{what}”在此期间不再提醒，到时自动恢复。搁置人、原因和期限记入账本。")
        self.name_dialog(self.tr("搁置报警"), intro=intro.format(what=what), accept=self.tr("搁置"))
        self.name_field(self._until_label, self.tr("期限"))
        self.name_field(self._reason_label, self.tr("原因"))
        self.reason.setPlaceholderText(self.tr("例如：已派人检修，等待配件"))
        for number, minutes in enumerate(LENGTHS):
            self.until.setItemText(number, self._length(minutes))

    def _length(self, minutes: int) -> str:
        end = hour_minute(self.desk.now() + minutes * MINUTE)
        if minutes < 60:
            return self.tr("{count} 分钟，至 {end}").format(count=minutes, end=end)
        return self.tr("{count} 小时，至 {end}").format(count=minutes // 60, end=end)

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.desk.say("alarm.reason_needed", {})

    def submit(self) -> None:
        """Ask the engine."""
        length = int(self.until.currentData()) * MINUTE
        until = self.desk.now() + min(length, LONGEST_SHELF - _A_MOMENT)
        self.ask("alarms.shelve", number=self.alarm.number, until=until, why=self.reason.text().strip())
