"""The requests of the day that have no place: what they want, and why they have none. Dragged or carried into the plan."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.control_room.dispatch_words import REQUESTS, method_words, title_words, word
from app.desk import Desk
from app.widgets import text
from app.widgets.labels import label
from app.widgets.plan_chart_hand import REQUEST_MIME
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute
from venue.operations.dispatching import DayRequest

REQUEST_ROLE = Qt.ItemDataRole.UserRole + 1
REASON_ROLE = Qt.ItemDataRole.UserRole + 2
REASON_LINES = 3
Index = QModelIndex | QPersistentModelIndex


class _Card(QStyledItemDelegate):
    """Title and wished time, method, and the reason in at most three lines."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        request: DayRequest = index.data(REQUEST_ROLE)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.setPen(theme.colour("accent" if selected else "line"))
        painter.setBrush(theme.colour("selection" if selected else "hover" if over else "raised"))
        painter.drawRoundedRect(box, 4, 4)
        ink = theme.colour("selection_text" if selected else "text")
        quiet = ink if selected else theme.colour("text_muted")
        inner, high = box.adjusted(9, 5, -8, 0), text.line_height()
        line = QRectF(inner.left(), inner.top(), inner.width(), high)
        text.draw(painter, line, hour_minute(request.wish), ink, align=text.RIGHT, bold=True)
        text.draw(painter, line.adjusted(0, 0, -52, 0), index.data(Qt.ItemDataRole.DisplayRole), ink, bold=True)
        low = text.line_height("small")
        line = QRectF(inner.left(), line.bottom() + 1, inner.width(), low)
        text.draw(painter, line, index.data(Qt.ItemDataRole.StatusTipRole), quiet, size="small")
        for words in text.wrapped(index.data(REASON_ROLE), inner.width(), size="small", lines=REASON_LINES):
            line = line.translated(0, low)
            text.draw(painter, line, words, quiet, size="small")

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the reason needs."""
        wide = max(120.0, option.rect.width() or 300.0) - 21
        lines = text.wrapped(index.data(REASON_ROLE), wide, size="small", lines=REASON_LINES)
        return QSize(200, round(text.line_height() + text.line_height("small") * (1 + len(lines)) + 17))


class _List(QListWidget):
    """The list itself: an item may be dragged out, and is then a request by its code."""

    entered_on = Signal(object)

    def mimeTypes(self) -> list[str]:
        """What is dragged out."""
        return [REQUEST_MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        """The code of the request."""
        made = QMimeData()
        if items:
            made.setData(REQUEST_MIME, QByteArray(items[0].data(REQUEST_ROLE).project.encode()))
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the request in hand."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() and self.currentItem():
            self.entered_on.emit(self.currentItem().data(REQUEST_ROLE))
        else:
            super().keyPressEvent(event)


class RequestPanel(Restyled, QWidget):
    """Emits `taken(DayRequest)` for Enter or a double click: it is to be carried into the plan. `chosen(project)` on selection."""

    taken = Signal(object)
    chosen = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._requests: tuple[DayRequest, ...] = ()
        self.list = _List()
        self.list.setItemDelegate(_Card(self.list))
        self.list.setDragEnabled(True)
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.list.setMouseTracking(True)
        self.list.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.hint = label("", "small")
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.hint)
        column.addWidget(self.list, 1)
        self.list.entered_on.connect(self.taken)
        self.list.itemDoubleClicked.connect(lambda item: self.taken.emit(item.data(REQUEST_ROLE)))
        self.list.currentItemChanged.connect(self._current)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.list.setAccessibleName(self.tr("待排请求"))
        self._fill()

    def restyle(self) -> None:
        """The cards are as high as their words."""
        self.list.scheduleDelayedItemsLayout()

    def show_requests(self, requests: tuple[DayRequest, ...]) -> None:
        """Show what has no place; the selection stays with its project."""
        if requests != self._requests:
            self._requests = requests
            self._fill()

    def select(self, project: str) -> bool:
        """Select a request; False when it is not on the list."""
        for number, request in enumerate(self._requests):
            if request.project == project:
                self.list.setCurrentRow(number)
                return True
        return False

    def reason_of(self, request: DayRequest) -> str:
        """Why a request has no place, in a sentence."""
        if request.code:
            return self.desk.say(request.code, request.args)
        return self.tr("还没有排过：生成方案，或拖到图上。")

    def _fill(self) -> None:
        kept = self.list.currentItem().data(REQUEST_ROLE).project if self.list.currentItem() else ""
        self.list.clear()
        for request in self._requests:
            self.list.addItem(self._item(request))
        self.select(kept)
        some = self.tr("拖到图上，或按 Enter 后用 Alt+方向键放置，再按 Enter 排入。")
        self.hint.setText(some if self._requests else self.tr("这一天没有待排的请求。"))

    def _item(self, request: DayRequest) -> QListWidgetItem:
        title = title_words(request.project, request.title, secret=request.secret)
        kind = f"{word(REQUESTS, request.state)} · {method_words(request.method, request.wish, self.desk.language)}"
        reason = self.reason_of(request)
        made = QListWidgetItem(title)
        made.setData(REQUEST_ROLE, request)
        made.setData(REASON_ROLE, reason)
        made.setStatusTip(kind)
        made.setToolTip(f"{title}\n{kind}\n{reason}")
        told = self.tr("{title}，希望 {time}，{reason}")
        made.setData(
            Qt.ItemDataRole.AccessibleTextRole,
            told.format(title=title, time=hour_minute(request.wish), reason=reason),
        )
        return made

    def _current(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(item.data(REQUEST_ROLE).project)
