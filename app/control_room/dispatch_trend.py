"""How a search is getting on: the cost of each better plan as it came, and the bound under it. Painted by hand."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from app import theme
from app.widgets import text
from app.widgets.restyled import Restyled
from venue.operations.dispatching import Proposal


class Trend(Restyled, QWidget):
    """Steps of the cost over the seconds of one search; empty until two plans have come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._number = 0
        self._steps: list[tuple[int, int]] = []
        self._bound = 0
        self.setFixedHeight(56)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("求解过程"))
        self.update()

    def steps(self) -> tuple[tuple[int, int], ...]:
        """What has come so far: (milliseconds, total cost)."""
        return tuple(self._steps)

    def follow(self, proposal: Proposal | None) -> None:
        """Take what a proposal says now; another proposal begins anew."""
        if proposal is None or proposal.number != self._number:
            self._number, self._steps = proposal.number if proposal else 0, []
        if proposal is not None and proposal.cost is not None:
            self._bound = proposal.bound
            step = (proposal.elapsed_ms, proposal.cost.total)
            if not self._steps or self._steps[-1] != step:
                self._steps.append(step)
        self.setVisible(len(self._steps) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(240, 56)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        if len(self._steps) < 2:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QRectF(2, 4, self.width() - 4, self.height() - 18)
        low, high = min(self._bound or self._steps[-1][1], self._steps[-1][1]), self._steps[0][1]
        last = max(1, self._steps[-1][0])
        places = [_place(field, at / last, (cost - low) / max(1, high - low)) for at, cost in self._steps]
        self._paint_bound(painter, field, low)
        corners = [places[0]]
        for before, after in pairwise(places):
            corners += [QPointF(after.x(), before.y()), after]
        painter.setPen(QPen(theme.colour("accent"), 1.8))
        painter.drawPolyline(QPolygonF(corners))
        words = self.tr("{seconds} 秒").format(seconds=f"{last / 1000:.1f}")
        line = QRectF(field.left(), field.bottom() + 1, field.width(), 13)
        text.draw(painter, line, words, theme.colour("text_muted"), size="tiny", align=text.RIGHT)
        painter.end()

    def _paint_bound(self, painter: QPainter, field: QRectF, low: int) -> None:
        if self._bound and self._bound <= low:
            painter.setPen(QPen(theme.colour("text_muted"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(field.left(), field.bottom(), field.right(), field.bottom()))
            line = QRectF(field.left(), field.bottom() + 1, field.width(), 13)
            text.draw(painter, line, self.tr("虚线：可证明的下界"), theme.colour("text_muted"), size="tiny")


def _place(field: QRectF, across: float, up: float) -> QPointF:
    return QPointF(field.left() + across * field.width(), field.bottom() - up * field.height())
