"""The pages at the left edge."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.widgets import icons, marks, text
from app.widgets.restyled import Restyled

WIDE, NARROW = 158, 50
ICON = 18


@dataclass(frozen=True, slots=True)
class NavItem:
    """A page: key, words, icon. The first ten get Ctrl+1 to Ctrl+9 and Ctrl+0."""

    key: str
    text: str
    icon: str


class NavButton(Restyled, QAbstractButton):
    """One page: icon, words, and the number of things that wait there with the mark of the most urgent."""

    def __init__(self, item: NavItem, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.item = item
        self._keys = keys
        self._count, self._priority = 0, 0
        self._narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.settle()
        self._describe()

    def set_count(self, count: int, priority: int) -> None:
        """Show how many things wait (0 for none); `priority` 1 to 4 gives the mark, 0 none."""
        self._count, self._priority = count, priority
        self._describe()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon only."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def _describe(self) -> None:
        waiting = self.tr("，待处理 {count} 项").format(count=self._count) if self._count else ""
        self.setAccessibleName(self.item.text + waiting)
        self.setToolTip(f"{self.item.text}  {self._keys}".strip())

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(NARROW if self._narrow else WIDE, round(text.line_height("base")) + 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter)
        box = QRectF(self.rect())
        tone = "text" if self.isChecked() or self.underMouse() else "text_muted"
        picture = icons.picture(self.item.icon, tone, ICON, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(16, box.center().y() - ICON / 2), picture)
        if not self._narrow:
            words = box.adjusted(44, 0, -34 if self._count else -6, 0)
            text.draw(painter, words, self.item.text, theme.colour(tone), bold=self.isChecked())
        if self._count:
            self._paint_count(painter, box)
        painter.end()

    def _paint_ground(self, painter: QPainter) -> None:
        box = QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(box, theme.colour("raised"))
            painter.fillRect(QRectF(0, 0, 3, box.height()), theme.colour("accent"))
        elif self.underMouse():
            painter.fillRect(box, theme.colour("hover"))
        if self.hasFocus():
            painter.setPen(theme.colour("accent"))
            painter.drawRoundedRect(box.adjusted(4.5, 2.5, -2.5, -2.5), 3, 3)

    def _paint_count(self, painter: QPainter, box: QRectF) -> None:
        words = str(self._count) if self._count < 100 else "99+"
        if self._narrow:
            if self._priority:
                marks.draw_priority(painter, self._priority, QRectF(30, box.top() + 4, 14, 14))
            return
        right = box.right() - 10
        if self._priority:
            right -= 18
            marks.draw_priority(painter, self._priority, QRectF(right + 4, box.center().y() - 7, 14, 14))
        count = QRectF(right - 34, box.top(), 34, box.height())
        text.draw(painter, count, words, theme.colour("text"), size="small", bold=True, align=text.RIGHT)


class NavBar(Restyled, QWidget):
    """Left navigation: emits `page_chosen(key)` for a click or Ctrl+1 to Ctrl+0. Give it the window as parent."""

    page_chosen = Signal(str)

    def __init__(self, items: tuple[NavItem, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: dict[str, NavButton] = {}
        self._shortcuts: list[QShortcut] = []
        self._narrow = False
        self._group = QButtonGroup(self)
        self._group.buttonClicked.connect(lambda button: self.page_chosen.emit(button.item.key))
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 8, 0, 8)
        self._column.setSpacing(1)
        self._column.addStretch(1)
        self.setAutoFillBackground(True)
        self.set_items(items)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("页面导航"))

    def restyle(self) -> None:
        """The bar has a ground of its own."""
        ground = self.palette()
        ground.setColor(self.backgroundRole(), theme.colour("nav"))
        self.setPalette(ground)
        self.setFixedWidth(NARROW if self._narrow else round(WIDE * max(1.0, theme.current().scale)))

    def set_items(self, items: tuple[NavItem, ...]) -> None:
        """Show pages, also after a change of language."""
        chosen = self.current()
        for old in (*self._buttons.values(), *self._shortcuts):
            old.setParent(None)
            old.deleteLater()
        self._buttons, self._shortcuts = {}, []
        for number, item in enumerate(items):
            self._add(number, item)
        if chosen is not None:
            self.set_current(chosen)

    def _add(self, number: int, item: NavItem) -> None:
        keys = f"Ctrl+{(number + 1) % 10}" if number < 10 else ""
        made = NavButton(item, keys)
        made.set_narrow(self._narrow)
        self._group.addButton(made)
        self._column.insertWidget(number, made)
        self._buttons[item.key] = made
        if keys:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(made.click)
            self._shortcuts.append(shortcut)

    def current(self) -> str | None:
        """Key of the page that is shown."""
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def set_current(self, key: str) -> None:
        """Mark a page as shown, without telling anybody."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int, *, priority: int = 0) -> None:
        """Show how many things wait on a page and the mark of the most urgent."""
        if key in self._buttons:
            self._buttons[key].set_count(count, priority)

    def set_narrow(self, narrow: bool) -> None:
        """Show icons only, for small screens."""
        self._narrow = narrow
        for button in self._buttons.values():
            button.set_narrow(narrow)
        self.restyle()

    def add_foot(self, widget: QWidget) -> None:
        """Put a widget at the foot of the bar."""
        self._column.addWidget(widget)
