"""Texts of the dispatch chart, laid out once: painting one again costs a quarter of what a fresh one costs."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QStaticText

from app import theme
from app.widgets import text


def draw(painter: QPainter, box: QRectF, words: str, ink: QColor, *, size: str = "small", bold: bool = False) -> None:
    """Paint one line at the left of a box, elided where it is too long."""
    fitted = text.elided(words, box.width(), size=size, bold=bold)
    if fitted:
        painter.setFont(theme.font(size, bold=bold))
        painter.setPen(ink)
        laid, high = _laid(fitted, (size, bold), theme.current().key)
        painter.drawStaticText(QPointF(box.left(), box.center().y() - high / 2), laid)


@lru_cache(maxsize=4096)
def _laid(words: str, style: tuple[str, bool], _theme: tuple[str, float]) -> tuple[QStaticText, float]:
    laid = QStaticText(words)
    laid.setTextFormat(Qt.TextFormat.PlainText)
    laid.setPerformanceHint(QStaticText.PerformanceHint.AggressiveCaching)
    laid.prepare(font=theme.font(style[0], bold=style[1]))
    return laid, laid.size().height()
