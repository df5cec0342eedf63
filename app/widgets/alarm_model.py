"""Alarms as a Qt model, and how their rows are painted."""

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app import theme
from app.widgets import marks, text
from app.widgets.alarm_data import AlarmRow, event_words, in_order, state_words
from app.widgets.words import clock, priority_word

LEVEL, TIME, PLACE, EVENT, STATE = range(5)
ALARM_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


class AlarmModel(QAbstractTableModel):
    """Alarms in the order in which they call for somebody. A change of one row leaves the others in peace."""

    def __init__(self, alarms: tuple[AlarmRow, ...] = ()) -> None:
        super().__init__()
        self._alarms = in_order(alarms)

    def set_alarms(self, alarms: tuple[AlarmRow, ...]) -> None:
        """Take new alarms; resets only when rows come, go or change their order."""
        ordered = in_order(alarms)
        if [alarm.id for alarm in ordered] != [alarm.id for alarm in self._alarms]:
            self.beginResetModel()
            self._alarms = ordered
            self.endResetModel()
            return
        before, self._alarms = self._alarms, ordered
        for number, (old, new) in enumerate(zip(before, ordered, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(number, 0), self.index(number, STATE))

    def alarm(self, row: int) -> AlarmRow:
        """The alarm in a row."""
        return self._alarms[row]

    def row_of(self, alarm_id: str | None) -> int | None:
        """Row of an alarm; None when it is not in the list."""
        return next((row for row, alarm in enumerate(self._alarms) if alarm.id == alarm_id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self._alarms)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else 5

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Headings."""
        if side != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        return (self.tr("级别"), self.tr("时间"), self.tr("地点"), self.tr("事件"), self.tr("状态"))[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words of a cell, for the screen and for screen readers."""
        alarm = self._alarms[index.row()]
        if role == ALARM_ROLE:
            return alarm
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return cell(alarm, index.column())
        return None


def cell(alarm: AlarmRow, column: int) -> str:
    """The words of a cell."""
    if column == LEVEL:
        return f"{alarm.priority} {priority_word(alarm.priority)}"
    if column == TIME:
        return clock(alarm.at)
    if column == PLACE:
        return alarm.place
    return event_words(alarm) if column == EVENT else state_words(alarm)


class AlarmDelegate(QStyledItemDelegate):
    """Paints a cell: mark with digit in the first column; bold while nobody has acknowledged, muted afterwards."""

    narrow = False

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a cell."""
        alarm = index.data(ALARM_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        if selected:
            painter.fillRect(box, theme.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("hover"))
        ink = theme.colour("selection_text" if selected else "text" if alarm.calling else "text_muted")
        inner = box.adjusted(7, 0, -4, 0)
        words = cell(alarm, index.column())
        if index.column() == LEVEL:
            marks.draw_priority(painter, alarm.priority, QRectF(inner.left(), inner.center().y() - 8, 16, 16))
            inner.setLeft(inner.left() + 22)
            words = "" if self.narrow else priority_word(alarm.priority)
        text.draw(painter, inner, words, ink, bold=alarm.calling)
