"""The line under the plan: what the looks of the bars mean, and the keys that work them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from app import theme
from app.widgets import plan_chart_painter as paint
from app.widgets import text
from app.widgets.plan_chart_data import PlanBar
from app.widgets.restyled import Restyled

SWATCH = 26.0


class DispatchLegend(Restyled, QWidget):
    """Swatches with words; at the right the keys, as far as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("图例"))
        self.setAccessibleDescription("，".join(words for _, words in self._entries()))
        self.update()

    def restyle(self) -> None:
        """As high as a line of text."""
        self.setFixedHeight(round(text.line_height("small")) + 6)
        self.update()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(600, round(text.line_height("small")) + 6)

    def _entries(self) -> tuple[tuple[str, str], ...]:
        return (
            ("planned", self.tr("已排")),
            ("held", self.tr("预留")),
            ("running", self.tr("进行中")),
            ("clash", self.tr("冲突")),
            ("block", self.tr("停用")),
            ("buffer", self.tr("布置与清场")),
            ("done", self.tr("已结束")),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x, high = 2.0, float(self.height())
        for look, words in self._entries():
            self._swatch(painter, look, QRectF(x, 4, SWATCH, high - 8))
            wide = text.width(words, size="small")
            if x + SWATCH + wide + 8 > self.width():
                break
            box = QRectF(x + SWATCH + 6, 0, wide + 2, high)
            text.draw(painter, box, words, theme.colour("text_muted"), size="small")
            x = box.right() + 16
        keys = self.tr("方向键选择 · Alt+方向键移动 · Enter 打开 · + − 0 缩放")
        if x + text.width(keys, size="small") < self.width():
            box = QRectF(x, 0, self.width() - x - 4, high)
            text.draw(painter, box, keys, theme.colour("text_muted"), size="small", align=text.RIGHT)
        painter.end()

    def _swatch(self, painter: QPainter, look: str, box: QRectF) -> None:
        if look == "block":
            paint.draw_block(painter, "", box)
            return
        state = look if look in ("planned", "held", "running", "done") else "planned"
        inner = box.adjusted(7, 0, -7, 0) if look == "buffer" else box
        bar = PlanBar(look, "", "", "", 0, 1, state=state)
        paint.draw_bar(painter, bar, inner, box, alarmed=look == "clash")
