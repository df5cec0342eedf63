"""The list of alarms with what can be done about the one that is selected."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QStackedWidget, QWidget

from app.control_room.window_alarms import Calling, alarm_row, rate_words
from app.desk import Desk
from app.widgets.alarm_table import AlarmTable
from app.widgets.labels import label
from app.widgets.panel import Panel, button
from app.widgets.restyled import Restyled
from venue.monitoring.alarms import Alarm

MAY_ACKNOWLEDGE = frozenset({"operator", "site_manager", "it_engineer", "supervisor"})
MAY_SHELVE = frozenset({"operator", "site_manager"})


class AlarmPanel(Restyled, Panel):
    """Alarms; A, S and F1 act on the selected one when it is on the screen, and on no other."""

    opened = Signal(int)
    """Somebody wants to see where an alarm is: its number."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self.table = AlarmTable()
        self._alarms: dict[str, Alarm] = {}
        self._none = label("", "muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        for part in (self._none, self.table):
            self._stack.addWidget(part)
        self.add(self._stack, stretch=1)
        self.guide, self.shelve, self.acknowledge = button(""), button(""), button("", tone="primary")
        for made in (self.guide, self.shelve, self.acknowledge):
            self.add_tool(made)
        self._connect()
        self.settle()
        self.show_calling(Calling())

    def _connect(self) -> None:
        """The window owns the keys A, S and F1; here are only the acts behind them."""
        table = self.table
        acts = (table.guide_action, table.shelve_action, table.acknowledge_action)
        for made, act in zip((self.guide, self.shelve, self.acknowledge), acts, strict=True):
            act.setShortcut(QKeySequence())
            made.clicked.connect(act.trigger)
        table.acknowledge_requested.connect(self._acknowledge)
        table.shelve_requested.connect(self._shelve)
        table.guide_requested.connect(self._guide)
        table.alarm_selected.connect(lambda _: self._settle_buttons())
        table.alarm_opened.connect(lambda number: self.opened.emit(int(number)))

    def retranslate(self) -> None:
        """All words."""
        self.set_title(self.tr("报警"))
        self._none.setText(self.tr("当前没有报警"))
        names = (
            (self.guide, self.tr("指南 F1")),
            (self.shelve, self.tr("搁置 S")),
            (self.acknowledge, self.tr("确认 A")),
        )
        for made, words in names:
            made.setText(words)
            made.setAccessibleName(words)

    def show_calling(self, calling: Calling) -> None:
        """Show what asks for somebody now."""
        self._alarms = {str(one.number): one for one in calling.alarms}
        self.table.set_alarms(tuple(alarm_row(one, self.desk) for one in calling.alarms))
        self._stack.setCurrentWidget(self.table if calling.alarms else self._none)
        self.set_note(rate_words(calling.rate))
        self._settle_buttons()

    def select(self, number: str) -> None:
        """Select an alarm and bring it on the screen."""
        self.table.select(number)
        self.table.setFocus()

    def key(self, what: str) -> bool:
        """Key A, S or F1; False when nothing is selected."""
        if self.table.selected() is None:
            return False
        acts = {
            "acknowledge": self.table.acknowledge_action,
            "shelve": self.table.shelve_action,
            "guide": self.table.guide_action,
        }
        acts[what].trigger()
        return True

    def _settle_buttons(self) -> None:
        """A button that would be refused is not offered."""
        alarm = self._alarms.get(self.table.selected() or "")
        roles = self.desk.viewer.roles
        self.guide.setEnabled(alarm is not None)
        self.shelve.setEnabled(alarm is not None and bool(roles & MAY_SHELVE))
        unseen = alarm is not None and alarm.acknowledged_at is None
        self.acknowledge.setEnabled(unseen and bool(roles & MAY_ACKNOWLEDGE))

    def _acknowledge(self, number: str) -> None:
        self.desk.act("alarms.acknowledge", number=int(number))

    def _shelve(self, number: str) -> None:
        from app.dialogs.shelve_alarm import ShelveAlarm

        self._show(ShelveAlarm(self.desk, self._alarms[number], self.window()))

    def _guide(self, number: str) -> None:
        from app.dialogs.alarm_guide import AlarmGuide

        self._show(AlarmGuide(self.desk, self._alarms[number], self.window()))

    def _show(self, dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
