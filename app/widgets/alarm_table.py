"""The list of alarms: acknowledge, shelve, guide, each for the one alarm that is selected and on the screen."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from app.widgets import text
from app.widgets.alarm_data import AlarmRow
from app.widgets.alarm_model import EVENT, LEVEL, PLACE, STATE, TIME, AlarmDelegate, AlarmModel, cell
from app.widgets.restyled import Restyled

NARROW = 520  # under so many pixels a mark stands without the word for its priority


class AlarmTable(Restyled, QTableView):
    """Alarms with their marks. The selection belongs to the alarm, not to the line: a new alarm never slips under a key.

    A acknowledges, S shelves, F1 opens the guide: only when the selected alarm is fully on the screen. Otherwise the list
    scrolls to it and nothing is acknowledged. Each signal carries the id of one alarm.
    """

    acknowledge_requested = Signal(str)
    shelve_requested = Signal(str)
    guide_requested = Signal(str)
    alarm_opened = Signal(str)
    alarm_selected = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._alarms = AlarmModel()
        self._selected: str | None = None
        self._delegate = AlarmDelegate(self)
        self.setModel(self._alarms)
        self.setItemDelegate(self._delegate)
        self._arrange()
        self.acknowledge_action = self._action("A", self._acknowledge)
        self.shelve_action = self._action("S", self._shelve)
        self.guide_action = self._action("F1", lambda: self._send(self.guide_requested))
        self.activated.connect(lambda index: self.alarm_opened.emit(self._alarms.alarm(index.row()).id))
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.settle()

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head.setSectionResizeMode(EVENT, QHeaderView.ResizeMode.Stretch)

    def _action(self, key: str, act: object) -> QAction:
        action = QAction(self)
        action.setShortcut(QKeySequence(key))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(act)
        self.addAction(action)
        return action

    def retranslate(self) -> None:
        """Names of the list and its actions."""
        self.setAccessibleName(self.tr("报警列表"))
        self.acknowledge_action.setText(self.tr("确认"))
        self.shelve_action.setText(self.tr("搁置"))
        self.guide_action.setText(self.tr("处置指南"))
        self._widths()

    def restyle(self) -> None:
        """Row height and widths follow the size of the text."""
        self.verticalHeader().setDefaultSectionSize(round(text.line_height()) + 8)
        self._widths()
        self.viewport().update()

    # What is shown

    def set_alarms(self, alarms: tuple[AlarmRow, ...]) -> None:
        """Show alarms; what is selected stays selected wherever its line has gone."""
        wanted = self._selected
        self._alarms.set_alarms(alarms)
        self._selected = None if self._alarms.row_of(wanted) is None else wanted
        if self._selected is None:
            self.clearSelection()
        elif not self.selectionModel().hasSelection():  # the list was laid out anew
            self.select(self._selected)
        self._widths()

    def selected(self) -> str | None:
        """Id of the selected alarm."""
        return self._selected

    def select(self, alarm_id: str) -> None:
        """Select an alarm and scroll to it; one that is not in the list changes nothing."""
        row = self._alarms.row_of(alarm_id)
        if row is not None:
            self.selectRow(row)
            self.scrollTo(self._alarms.index(row, LEVEL))

    def _selection_changed(self) -> None:
        """What the operator selected; Qt's current line moves by itself when the list gets the focus."""
        chosen = self.selectionModel().selectedRows()
        alarm_id = self._alarms.alarm(chosen[0].row()).id if chosen else None
        if alarm_id != self._selected:
            self._selected = alarm_id
            self.alarm_selected.emit(alarm_id or "")

    def _widths(self) -> None:
        """Each column as wide as its longest words, but the event gets at least two fifths; narrow lists drop words."""
        wide = self.viewport().width()
        self._delegate.narrow = wide < NARROW
        self.setColumnWidth(LEVEL, 44 if self._delegate.narrow else self._longest(LEVEL) + 26)
        self.setColumnWidth(TIME, self._longest(TIME) + 14)
        rest = wide - self.columnWidth(LEVEL) - self.columnWidth(TIME)
        self.setColumnWidth(PLACE, round(min(self._longest(PLACE) + 14, rest * 0.28)))
        self.setColumnWidth(STATE, round(min(self._longest(STATE) + 14, rest * 0.32)))

    def _longest(self, column: int) -> int:
        rows = range(min(60, self._alarms.rowCount()))
        words = (cell(self._alarms.alarm(row), column) for row in rows)
        widths = (text.width(word, bold=True) for word in words)
        return round(max(widths, default=0.0) or text.width("09:42:05", bold=True))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the new size."""
        super().resizeEvent(event)
        self._widths()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(520, 260)

    # What the operator asks for

    def _acknowledge(self) -> None:
        self._send(self.acknowledge_requested, only=("active", "cleared"))

    def _shelve(self) -> None:
        self._send(self.shelve_requested, only=("active", "cleared", "acknowledged"))

    def _send(self, signal: Signal, *, only: tuple[str, ...] = ()) -> None:
        row = self._alarms.row_of(self._selected)
        if row is None:
            return
        alarm = self._alarms.alarm(row)
        if not self._on_screen(row):
            self.scrollTo(self._alarms.index(row, LEVEL))
        elif not only or alarm.state in only:
            signal.emit(alarm.id)

    def _on_screen(self, row: int) -> bool:
        box = self.visualRect(self._alarms.index(row, EVENT))
        inside = self.viewport().rect()
        return self.isVisible() and inside.top() <= box.top() and box.bottom() <= inside.bottom()
