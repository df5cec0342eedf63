"""What the marks of the floor plan mean."""

from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from app import theme
from app.widgets import marks, plan_doors, text
from app.widgets.plan_data import DoorShape
from app.widgets.plan_geometry import View
from app.widgets.restyled import Restyled
from app.widgets.words import DEVICES, DOORS, GROUPS, PHASES, PRIORITIES, priority_word, word

MARK = 26  # width of a mark in the legend, pixels
ROOMS = (
    ("idle", "idle"),
    ("prepare", "ready"),
    ("in_use", "busy"),
    ("suspended", "paused"),
    ("closed", "closed"),
    ("unknown", "unknown"),
)


class PeopleLegend(Restyled, QWidget):
    """One line under the plan: the dot of each group of people, its name, and how many are on the site."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts: dict[str, int] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.settle()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Number of people by group; a group that is not named has nobody."""
        self._counts = counts
        self.retranslate()

    def entries(self) -> list[tuple[str, str]]:
        """(group, words) in the order shown; the unknown only when there are some."""
        groups = [g for g in marks.PERSON_GROUPS if g not in ("unknown", "emergency") or self._counts.get(g)]
        return [(group, f"{word(GROUPS, group)} {self._counts.get(group, 0)}") for group in groups]

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("在场人员图例：{words}").format(words="，".join(w for _, w in self.entries())))
        self.setToolTip("　".join(words for _, words in self.entries()))
        self.update()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(300, round(text.line_height("small")) + 6)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        x, middle = 6.0, self.height() / 2
        for group, words in self.entries():
            wide = text.width(words, size="small")
            if x + 14 + wide > self.width():
                break
            marks.draw_person(painter, group, QPointF(x + 5, middle), 4.5)
            box = QRectF(x + 15, 0, wide + 2, self.height())
            text.draw(painter, box, words, theme.colour("text_muted"), size="small")
            x += wide + 32
        painter.end()


class LegendTable(Restyled, QWidget):
    """All marks of the plan in columns: people, rooms, doors, devices, alarms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(self.sizeHint())
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("平面图图例"))
        spoken = (f"{title}：{'，'.join(words for words, _ in rows)}" for title, rows in self.columns())
        self.setAccessibleDescription("；".join(spoken))
        self.update()

    def columns(self) -> list[tuple[str, list[tuple[str, Callable[[QPainter, QRectF], None]]]]]:
        """(heading, [(words, how to paint the mark into a box)])."""
        return [
            (self.tr("人员"), [(word(GROUPS, g), _person(g)) for g in marks.PERSON_GROUPS]),
            (self.tr("功能室"), [(word(PHASES, phase), _room(look)) for phase, look in ROOMS]),
            (self.tr("门"), [(word(DOORS, state), _door(state)) for state in DOORS]),
            (self.tr("设备"), [(word(DEVICES, state), _device(state)) for state in DEVICES]),
            (self.tr("报警级别"), [(priority_word(p), _priority(p)) for p in PRIORITIES]),
        ]

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(5 * 150, round(8 * (text.line_height() + 9)) + 10)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        high = text.line_height() + 9
        for number, (title, rows) in enumerate(self.columns()):
            left = number * 150.0
            text.draw(painter, QRectF(left, 0, 144, high), title, theme.colour("text"), bold=True)
            for line, (words, draw) in enumerate(rows, start=1):
                box = QRectF(left, line * high, MARK, high)
                draw(painter, box)
                text.draw(
                    painter, QRectF(left + MARK + 8, line * high, 112, high), words, theme.colour("text"), size="small"
                )
        painter.end()


class LegendWindow(Restyled, QDialog):
    """The legend as a window. Esc closes it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.addWidget(LegendTable())
        self.settle()

    def retranslate(self) -> None:
        """Title of the window."""
        self.setWindowTitle(self.tr("平面图图例"))
        self.setAccessibleName(self.windowTitle())


def _person(group: str) -> Callable[[QPainter, QRectF], None]:
    return lambda painter, box: marks.draw_person(painter, group, box.center(), 5.5)


def _device(state: str) -> Callable[[QPainter, QRectF], None]:
    return lambda painter, box: marks.draw_device(painter, state, box.center(), plan_doors.DEVICE_RADIUS)


def _priority(priority: int) -> Callable[[QPainter, QRectF], None]:
    def draw(painter: QPainter, box: QRectF) -> None:
        mark = QRectF(0, 0, 17, 17)
        mark.moveCenter(box.center())
        marks.draw_priority(painter, priority, mark)

    return draw


def _room(look: str) -> Callable[[QPainter, QRectF], None]:
    def draw(painter: QPainter, box: QRectF) -> None:
        swatch = box.adjusted(1, 5, -1, -5)
        style = Qt.PenStyle.DashLine if look in ("paused", "unknown") else Qt.PenStyle.SolidLine
        painter.setPen(QPen(theme.colour("room_closed_line" if look == "unknown" else f"room_{look}_line"), 1.3, style))
        painter.setBrush(theme.colour("room_closed" if look == "unknown" else f"room_{look}"))
        painter.drawRect(swatch)
        if look in ("closed", "unknown"):
            painter.setBrush(marks.hatch_brush() if look == "closed" else marks.unknown_brush())
            painter.drawRect(swatch)

    return draw


def _door(state: str) -> Callable[[QPainter, QRectF], None]:
    def draw(painter: QPainter, box: QRectF) -> None:
        low = box.center().y() + 4
        painter.setPen(QPen(theme.colour("room_idle_line"), 1.4))
        painter.drawLine(QLineF(box.left(), low, box.right(), low))
        door = DoorShape("", "", (box.left() + 5, low), (box.right() - 5, low))
        plan_doors.draw_door(painter, door, state, View())

    return draw
