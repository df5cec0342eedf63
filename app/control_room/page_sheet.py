"""A sheet of facts beside a list or a plan: titled sections of label and value, some of which lead further."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QGridLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app import theme
from app.widgets import text
from app.widgets.labels import label
from app.widgets.restyled import Restyled

Link = tuple[str, str]
"""What a value leads to: kind (person, room, door, device, project, admission, alarm) and code."""


@dataclass(frozen=True, slots=True)
class Line:
    """One fact: what it is called, what it says, where it leads, how it looks ("plain", "muted", "abnormal", "title")."""

    name: str
    value: str
    link: Link | None = None
    tone: str = "plain"


@dataclass(frozen=True, slots=True)
class Section:
    """Facts under a heading; ``empty`` stands there when there are none."""

    title: str
    lines: tuple[Line, ...]
    empty: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything about one thing."""

    title: str
    note: str = ""
    sections: tuple[Section, ...] = ()


class SheetView(Restyled, QScrollArea):
    """Shows a sheet; is built anew only when the sheet says something else, so that focus and scrolling stay."""

    link_opened = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = Sheet("")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.settle()

    def sheet(self) -> Sheet:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a sheet."""
        if sheet == self._sheet:
            return
        same = sheet.title == self._sheet.title
        place = self.verticalScrollBar().value() if same else 0
        self._sheet = sheet
        self._build()
        self.verticalScrollBar().setValue(place)

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self._sheet.title or self.tr("详情"))

    def _build(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        for number, section in enumerate(self._sheet.sections):
            if number:
                column.addSpacing(8)
            self._add_section(column, section)
        column.addStretch(1)
        before = self.takeWidget()
        if before is not None:
            before.deleteLater()
        self.setWidget(inner)
        self.retranslate()
        self.setAccessibleDescription("；".join(_spoken(section) for section in self._sheet.sections))

    def _add_section(self, column: QVBoxLayout, section: Section) -> None:
        if section.title:
            column.addWidget(_heading(section.title))
        if not section.lines and section.empty:
            column.addWidget(_wrapping(section.empty))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(section.lines):
            self._add_line(grid, row, line)
        column.addLayout(grid)

    def _add_line(self, grid: QGridLayout, row: int, line: Line) -> None:
        top = Qt.AlignmentFlag.AlignTop
        if not line.name:
            grid.addWidget(self._value(line), row, 0, 1, 2)
            return
        grid.addWidget(label(line.name, "muted"), row, 0, top | Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self._value(line), row, 1, top)

    def _value(self, line: Line) -> QWidget:
        if line.link is not None:
            return self._leading(line)
        made = label(line.value, line.tone)
        made.setWordWrap(True)
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        made.setAccessibleName(f"{line.name} {line.value}".strip())
        return made

    def _leading(self, line: Line) -> LinkButton:
        made = LinkButton(line.value)
        made.setAccessibleName(f"{line.name} {line.value}".strip())
        made.setToolTip(self.tr("打开 {what}").format(what=line.value))
        made.clicked.connect(lambda _=False, link=line.link: self.link_opened.emit(*link))
        return made

    def restyle(self) -> None:
        """Sizes of the texts; afterwards, because Qt is walking through all widgets now and none may go."""
        if self._sheet.sections:
            QTimer.singleShot(0, self, self._build)


class LinkButton(Restyled, QAbstractButton):
    """Words that lead somewhere: underlined, reached by Tab, pressed by Space or Enter."""

    def __init__(self, words: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(words)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.settle()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(round(text.width(self.text())) + 4, round(text.line_height()) + 3)

    def minimumSizeHint(self) -> QSize:
        """Size under which nothing can be read."""
        return QSize(40, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -2)
        text.draw(painter, box, self.text(), theme.colour("text"))
        wide = min(box.width(), text.width(self.text()))
        painter.setPen(QPen(theme.colour("accent"), 2.0 if self.underMouse() or self.hasFocus() else 1.0))
        painter.drawLine(QPointF(box.left(), box.bottom()), QPointF(box.left() + wide, box.bottom()))
        painter.end()


def _wrapping(words: str) -> QLabel:
    made = label(words, "muted")
    made.setWordWrap(True)
    return made


def _heading(words: str) -> QLabel:
    made = _wrapping(words)
    made.setFont(theme.font("base", bold=True))
    return made


def _spoken(section: Section) -> str:
    return f"{section.title}：" + "，".join(f"{line.name} {line.value}".strip() for line in section.lines)
