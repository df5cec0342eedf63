"""A list of records with columns that are declared, for feeds, devices, the journal and the like."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app import theme
from app.widgets import icons, marks, text
from app.widgets.restyled import Restyled

RECORD_ROLE = Qt.ItemDataRole.UserRole + 1
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Tone:
    """How a cell looks: alarm priority 1 to 4 (mark and colour; 0 none), or an icon; muted and bold text."""

    priority: int = 0
    icon: str = ""
    muted: bool = False
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, words of a record, look of a record; `width` in pixels at scale 1.0, 0 takes what is left."""

    title: str
    words: Callable[[Any], str]
    width: int = 0
    tone: Callable[[Any], Tone] | None = None
    right: bool = False


class RecordModel(QAbstractTableModel):
    """Records as rows; a record is known by its key."""

    def __init__(self, columns: tuple[Column, ...], key: Callable[[Any], Any]) -> None:
        super().__init__()
        self.columns = columns
        self.records: list[Any] = []
        self.key = key

    def replace(self, records: Sequence[Any]) -> None:
        """Take other records; rows that are only changed are not moved."""
        fresh = list(records)
        if [self.key(r) for r in fresh] != [self.key(r) for r in self.records]:
            self.beginResetModel()
            self.records = fresh
            self.endResetModel()
            return
        before, self.records = self.records, fresh
        for row, (old, new) in enumerate(zip(before, fresh, strict=True)):
            if old != new:
                self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))

    def prepend(self, records: Sequence[Any], *, most: int) -> None:
        """Put newer records on top and forget the oldest beyond `most`."""
        if records:
            self.beginInsertRows(QModelIndex(), 0, len(records) - 1)
            self.records[:0] = records
            self.endInsertRows()
        if len(self.records) > most:
            self.beginRemoveRows(QModelIndex(), most, len(self.records) - 1)
            del self.records[most:]
            self.endRemoveRows()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        """Number of rows."""
        return 0 if parent.isValid() else len(self.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:
        """Number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, side: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        """Headings."""
        shown = side == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole
        return self.columns[section].title if shown else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words of a cell, for the screen and for screen readers."""
        record = self.records[index.row()]
        if role == RECORD_ROLE:
            return record
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.columns[index.column()].words(record)
        return None


class _Cell(QStyledItemDelegate):
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        column: Column = index.model().columns[index.column()]
        record = index.data(RECORD_ROLE)
        tone = column.tone(record) if column.tone else Tone()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("selection" if selected else "hover"))
        inner = _mark(painter, tone, box.adjusted(7, 0, -6, 0))
        ink = "selection_text" if selected else f"p{tone.priority}_text" if tone.priority else "text"
        if tone.muted and not selected:
            ink = "text_muted"
        align = text.RIGHT if column.right else text.LEFT
        text.draw(painter, inner, column.words(record), theme.colour(ink), bold=tone.bold, align=align)


def _mark(painter: QPainter, tone: Tone, box: QRectF) -> QRectF:
    """Paint the mark of a cell; returns what is left for the words."""
    if tone.priority:
        marks.draw_priority(painter, tone.priority, QRectF(box.left(), box.center().y() - 7.5, 15, 15))
    elif tone.icon:
        picture = icons.picture(tone.icon, "text_muted", 16, painter.device().devicePixelRatioF())
        painter.drawPixmap(round(box.left()), round(box.center().y() - 8), picture)
    return box.adjusted(21, 0, 0, 0) if tone.priority or tone.icon else box


class RecordTable(Restyled, QTableView):
    """Table of frozen records. The selection belongs to the record, not to the line.

    `chosen(record)` when another is selected, `opened(record)` for Enter or a double click.
    """

    chosen = Signal(object)
    opened = Signal(object)

    def __init__(
        self, columns: tuple[Column, ...], *, name: str, key: Callable[[Any], Any], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._records = RecordModel(columns, key)
        self._delegate = _Cell(self)
        self._chosen_key: Any = None
        self.setModel(self._records)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self._arrange()
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        self.activated.connect(lambda index: self.opened.emit(index.data(RECORD_ROLE)))
        self.settle()

    def _arrange(self) -> None:
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def restyle(self) -> None:
        """Row height and widths follow the size of the text."""
        self.verticalHeader().setDefaultSectionSize(round(text.line_height()) + 8)
        head = self.horizontalHeader()
        for number, column in enumerate(self._records.columns):
            free = column.width == 0
            head.setSectionResizeMode(
                number, QHeaderView.ResizeMode.Stretch if free else QHeaderView.ResizeMode.Interactive
            )
            if not free:
                self.setColumnWidth(number, round(column.width * theme.current().scale))
        self.viewport().update()

    def set_records(self, records: Sequence[Any]) -> None:
        """Show records in the order given; what is selected stays selected."""
        self._records.replace(records)
        row = self.row_of(self._chosen_key)
        if row is None:
            self._chosen_key = None
            self.clearSelection()
        elif not self.selectionModel().hasSelection():  # the list was laid out anew
            self.selectRow(row)

    def prepend(self, records: Sequence[Any], *, most: int = 2000) -> None:
        """Put newer records on top without moving what the operator reads; keeps at most `most`."""
        at_top = self.verticalScrollBar().value() == 0
        self._records.prepend(records, most=most)
        if not at_top:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + len(records))

    def records(self) -> list[Any]:
        """The records that are shown."""
        return list(self._records.records)

    def row_of(self, key: Any) -> int | None:
        """Row of a record by its key; None when it is not shown."""
        return next((row for row, record in enumerate(self._records.records) if self._records.key(record) == key), None)

    def select(self, key: Any) -> None:
        """Select a record by its key and scroll to it."""
        row = self.row_of(key)
        if row is not None:
            self.selectRow(row)

    def set_columns(self, columns: tuple[Column, ...]) -> None:
        """Take other columns, also after a change of language."""
        self._records.beginResetModel()
        self._records.columns = columns
        self._records.endResetModel()
        self.restyle()

    def _selection_changed(self) -> None:
        rows = self.selectionModel().selectedRows()
        record = rows[0].data(RECORD_ROLE) if rows else None
        if record is not None and self._records.key(record) != self._chosen_key:
            self._chosen_key = self._records.key(record)
            self.chosen.emit(record)

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(560, 300)
