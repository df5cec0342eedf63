"""Search and command in one field (Ctrl+K, F2): pages, rooms, people, acts."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.widgets import icons, text
from app.widgets.labels import label
from app.widgets.matching import rank
from app.widgets.restyled import Restyled

MOST = 60  # commands that are offered at once
LINES = 10  # of them are seen without scrolling
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Command:
    """Something to choose: key that is told, words, kind (页面, 房间, ...), icon, keys, and more words to find it by."""

    key: str
    title: str
    kind: str = ""
    icon: str = "chevron-right"
    keys: str = ""
    more: str = ""


def found(commands: tuple[Command, ...], typed: str) -> list[Command]:
    """The commands that fit what was typed, best first; all of them for nothing typed."""
    ranked = []
    for number, command in enumerate(commands):
        fits = [r for r in (rank(command.title, typed), _later(rank(command.more, typed))) if r is not None]
        if fits and (command.more or command.title):
            ranked.append((min(fits), number, command))
    return [command for _, _, command in sorted(ranked)][:MOST]


def _later(found_rank: int | None) -> int | None:
    return None if found_rank is None else found_rank + 5


class _Commands(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.shown: list[Command] = []

    def show(self, commands: list[Command]) -> None:
        self.beginResetModel()
        self.shown = commands
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:
        return 0 if parent.isValid() else len(self.shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        command = self.shown[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return command
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{command.title} {command.kind}".strip()
        return None


class _Painter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, round(text.line_height()) + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        command: Command = index.data(Qt.ItemDataRole.UserRole)
        box = QRectF(option.rect)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(box, theme.colour("selection"))
        quiet = theme.colour("selection_text" if chosen else "text_muted")
        density = painter.device().devicePixelRatioF()
        painter.drawPixmap(
            round(box.left() + 10), round(box.center().y() - 8), icons.picture(command.icon, "text", 16, density)
        )
        line = box.adjusted(36, 0, -12, 0)
        tail = "   ".join(part for part in (command.kind, command.keys) if part)
        text.draw(painter, line, tail, quiet, size="small", align=text.RIGHT)
        line.setRight(line.right() - text.width(tail, size="small") - 12)
        text.draw(painter, line, command.title, theme.colour("selection_text" if chosen else "text"))


class CommandPalette(Restyled, QDialog):
    """A field and what fits it. `chosen(key)` after Enter or a click, `searched(text)` for what is typed (people, projects).

    Answers from outside are added with `set_found`; they stand below the commands.
    """

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Dialog | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self._commands: tuple[Command, ...] = ()
        self._outside: tuple[Command, ...] = ()
        self._field = QLineEdit()
        self._model = _Commands()
        self._list = QListView()
        self._none = label("", "muted")
        self._painter = _Painter(self._list)
        self._list.setModel(self._model)
        self._list.setItemDelegate(self._painter)
        self._list.setUniformItemSizes(True)
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._list.clicked.connect(lambda index: self._take(index.row()))
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        frame = QFrame()
        frame.setProperty("surface", "popup")
        inner = QVBoxLayout(frame)
        inner.setContentsMargins(10, 10, 10, 10)
        for widget in (self._field, self._none, self._list):
            inner.addWidget(widget)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(frame)
        self.setFixedWidth(580)

    def retranslate(self) -> None:
        """Words of the field."""
        words = self.tr("搜索页面、房间、人员、项目，或输入命令（可用拼音首字母）")
        self._field.setPlaceholderText(words)
        self._field.setAccessibleName(words)
        self._list.setAccessibleName(self.tr("搜索结果"))
        self._none.setText(self.tr("没有找到，请换一个词"))
        self.setAccessibleName(self.tr("搜索与命令"))

    def set_commands(self, commands: tuple[Command, ...]) -> None:
        """What can always be chosen."""
        self._commands = commands
        self._show()

    def set_found(self, commands: tuple[Command, ...]) -> None:
        """What was found outside for the typed words."""
        self._outside = commands
        self._show()

    def ask(self) -> None:
        """Open over the window, empty, ready to type."""
        self._outside = ()
        self._field.clear()
        self._show()
        parent = self.parentWidget()
        if parent is not None:
            top = parent.window().frameGeometry()
            self.move(top.center().x() - self.width() // 2, top.top() + top.height() // 6)
        self.show()
        self._field.setFocus()

    def _typed(self, words: str) -> None:
        self._outside = ()
        self._show()
        self.searched.emit(words.strip())

    def _show(self) -> None:
        self._model.show(found(self._commands, self._field.text().strip()) + list(self._outside))
        self._list.setCurrentIndex(self._model.index(0, 0))
        self._none.setVisible(not self._model.shown)
        self._list.setVisible(bool(self._model.shown))
        lines = min(LINES, len(self._model.shown))
        self._list.setFixedHeight(lines * (round(text.line_height()) + 14) + 2)
        self.adjustSize()

    def offered(self) -> list[Command]:
        """What is offered now."""
        return list(self._model.shown)

    def _take(self, row: int) -> None:
        if 0 <= row < len(self._model.shown):
            key = self._model.shown[row].key
            self.accept()
            self.chosen.emit(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys that the field hands to the list."""
        if watched is self._field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event.key())
        return super().eventFilter(watched, event)

    def _key(self, key: int) -> bool:
        """Arrows walk through the list while the field keeps the typing."""
        row = self._list.currentIndex().row()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            last = len(self._model.shown) - 1
            self._list.setCurrentIndex(self._model.index(min(last, max(0, row + step)), 0))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(row)
        else:
            return False
        return True
