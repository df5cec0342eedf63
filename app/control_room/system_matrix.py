"""The admission matrix (RB-06) as a painted table: role by phase of the evaluation zone, each cell a letter with its marks."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from app import theme
from app.widgets import marks, text
from app.widgets.restyled import Restyled
from app.widgets.words import ROLES, word
from venue.rules.matrix import COLUMNS, OTHER_COMMITTEE, AdmissionMatrix, Cell

LETTERS: Final = {
    "A": QT_TRANSLATE_NOOP("matrix", "可以进入"),
    "N": QT_TRANSLATE_NOOP("matrix", "须有经批准的事由"),
    "E": QT_TRANSLATE_NOOP("matrix", "须有事由并有人陪同"),
    "D": QT_TRANSLATE_NOOP("matrix", "不得进入"),
    "X": QT_TRANSLATE_NOOP("matrix", "必须立即退出"),
}
MARKS: Final = {
    "gather": QT_TRANSLATE_NOOP("matrix", "到集合时间起"),
    "permit": QT_TRANSLATE_NOOP("matrix", "须有有效的变更许可"),
    "call": QT_TRANSLATE_NOOP("matrix", "须经呼叫"),
    "stay": QT_TRANSLATE_NOOP("matrix", "室内不外出，外出须陪同"),
    "logged": QT_TRANSLATE_NOOP("matrix", "进入另记入区域记录"),
    "room": QT_TRANSLATE_NOOP("matrix", "只可被呼叫到询标室"),
}
SHORT_MARKS: Final = {
    "gather": QT_TRANSLATE_NOOP("matrix", "集合后"),
    "permit": QT_TRANSLATE_NOOP("matrix", "凭许可"),
    "call": QT_TRANSLATE_NOOP("matrix", "经呼叫"),
    "stay": QT_TRANSLATE_NOOP("matrix", "留室内"),
    "logged": QT_TRANSLATE_NOOP("matrix", "另记录"),
    "room": QT_TRANSLATE_NOOP("matrix", "询标室"),
}
COLUMN_NAMES: Final = {
    "idle": QT_TRANSLATE_NOOP("matrix", "空闲"),
    "prepare": QT_TRANSLATE_NOOP("matrix", "准备"),
    "evaluating": QT_TRANSLATE_NOOP("matrix", "评标评审中"),
    "suspended": QT_TRANSLATE_NOOP("matrix", "暂停、隔夜"),
    "closing": QT_TRANSLATE_NOOP("matrix", "收尾"),
}
OTHERS = QT_TRANSLATE_NOOP("matrix", "其他项目的评委")

# Fill and border of a letter; D is hatched and X framed in red, so that no cell is told by colour alone.
LOOKS: Final = {
    "A": ("room_busy", "room_busy_line"),
    "N": ("room_ready", "room_ready_line"),
    "E": ("room_paused", "room_paused_line"),
    "D": ("panel", "line"),
    "X": ("panel", "p1"),
}
NAME_WIDTH, CELL_WIDTH, ROW, HEAD = 176, 118, 31, 30


def said(words: str) -> str:
    """A text of this module in the language of the desk."""
    return QCoreApplication.translate("matrix", words)


def role_words(role: str) -> str:
    """The operator's word for a row."""
    return said(OTHERS) if role == OTHER_COMMITTEE else word(ROLES, role)


def cell_words(cell: Cell) -> str:
    """A cell in words: 须有事由并有人陪同，须经呼叫."""
    return "，".join((said(LETTERS[cell.letter]), *(said(MARKS[mark]) for mark in sorted(cell.marks))))


class MatrixTable(Restyled, QWidget):
    """Arrow keys walk through the cells; the tooltip and the description say the cell in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._matrix: AdmissionMatrix | None = None
        self._rows: tuple[str, ...] = ()
        self._at = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.settle()

    def set_matrix(self, matrix: AdmissionMatrix) -> None:
        """Show a matrix; roles that share a row each get their own line."""
        self._matrix = matrix
        self._rows = (*matrix.rows, *matrix.same_row)
        self.updateGeometry()
        self.retranslate()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("准入矩阵"))
        self._describe()
        self.update()

    def rows(self) -> tuple[str, ...]:
        """Roles from top to bottom."""
        return self._rows

    def words_at(self, row: int, column: int) -> str:
        """A cell in words: 代理机构，评标评审中：必须立即退出."""
        role, code = self._rows[row], COLUMNS[column]
        told = cell_words(self._matrix.cell(role, code))
        return f"{role_words(role)}，{said(COLUMN_NAMES[code])}：{told}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words_at(*self._at) if self._rows else "")

    # ------------------------------------------------------------------------------------------------------ geometry

    def _scale(self) -> float:
        return theme.current().scale

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        wide = NAME_WIDTH + CELL_WIDTH * len(COLUMNS) + 2
        return QSize(round(wide * self._scale()), round((HEAD + ROW * len(self._rows)) * self._scale()) + 2)

    def minimumSizeHint(self) -> QSize:
        """Smaller than this no word fits."""
        return QSize(round(520 * self._scale()), self.sizeHint().height())

    def _box(self, row: int, column: int) -> QRectF:
        name, high = NAME_WIDTH * self._scale(), ROW * self._scale()
        wide = (self.width() - name - 2) / len(COLUMNS)
        return QRectF(name + column * wide, HEAD * self._scale() + row * high, wide, high)

    def cell_at(self, place: QPointF) -> tuple[int, int] | None:
        """Row and column under a pixel."""
        for row in range(len(self._rows)):
            for column in range(len(COLUMNS)):
                if self._box(row, column).contains(place):
                    return row, column
        return None

    # ------------------------------------------------------------------------------------------------------ painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._matrix is not None:
            self._paint_heads(painter)
            for row, role in enumerate(self._rows):
                for column, code in enumerate(COLUMNS):
                    self._paint_cell(
                        painter, self._box(row, column).adjusted(2, 2, -2, -2), self._matrix.cell(role, code)
                    )
            if self.hasFocus():
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.setPen(QPen(theme.colour("accent"), 2))
                painter.drawRoundedRect(self._box(*self._at).adjusted(1, 1, -1, -1), 4, 4)
        painter.end()

    def _paint_heads(self, painter: QPainter) -> None:
        muted = theme.colour("text_muted")
        for column, code in enumerate(COLUMNS):
            box = self._box(0, column)
            head = QRectF(box.left(), 0, box.width(), HEAD * self._scale())
            text.draw(painter, head, said(COLUMN_NAMES[code]), muted, size="small", align=text.CENTRE)
        for row, role in enumerate(self._rows):
            box = self._box(row, 0)
            name = QRectF(2, box.top(), box.left() - 8, box.height())
            text.draw(painter, name, role_words(role), theme.colour("text"))

    def _paint_cell(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        fill, line = LOOKS[cell.letter]
        painter.setPen(QPen(theme.colour(line), 2.0 if cell.letter == "X" else 1.0))
        painter.setBrush(theme.colour(fill))
        painter.drawRoundedRect(box, 4, 4)
        if cell.letter == "D":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(marks.hatch_brush())
            painter.drawRoundedRect(box, 4, 4)
        self._paint_letter(painter, box, cell)

    def _paint_letter(self, painter: QPainter, box: QRectF, cell: Cell) -> None:
        small = " ".join(said(SHORT_MARKS[mark]) for mark in sorted(cell.marks))
        letter = text.width(cell.letter, bold=True)
        wide = letter + (7 + text.width(small, size="small") if small else 0)
        left = max(box.left() + 6, box.center().x() - wide / 2)
        plate = QRectF(left - 4, box.top() + 4, min(wide + 8, box.right() - left + 2), box.height() - 8)
        if cell.letter == "D":
            painter.fillRect(plate, theme.colour("panel"))
        ink = {"X": "p1_text", "D": "text_muted"}.get(cell.letter, "text")
        text.draw(painter, QRectF(left, box.top(), letter + 2, box.height()), cell.letter, theme.colour(ink), bold=True)
        rest = QRectF(left + letter + 7, box.top(), box.right() - left - letter - 9, box.height())
        if small:
            text.draw(painter, rest, small, theme.colour("room_text"), size="small")

    # --------------------------------------------------------------------------------------------------------- input

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrow keys walk through the cells."""
        steps = {Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0)}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not self._rows:
            super().keyPressEvent(event)
            return
        row = min(len(self._rows) - 1, max(0, self._at[0] + step[0]))
        self._at = (row, min(len(COLUMNS) - 1, max(0, self._at[1] + step[1])))
        self._describe()
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click puts the keyboard on a cell."""
        self._at = self.cell_at(event.position()) or self._at
        self._describe()
        self.update()

    def event(self, event: QEvent) -> bool:
        """Tooltips say the cell in words."""
        if event.type() == QEvent.Type.ToolTip:
            at = self.cell_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self.words_at(*at) if at else "", self)
            return True
        return super().event(event)
