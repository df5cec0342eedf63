"""Painting short texts: elided to the width they have, measured once."""

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from app import theme

_LINE = int(Qt.TextFlag.TextSingleLine) | int(Qt.AlignmentFlag.AlignVCenter)
LEFT = _LINE | int(Qt.AlignmentFlag.AlignLeft)
RIGHT = _LINE | int(Qt.AlignmentFlag.AlignRight)
CENTRE = _LINE | int(Qt.AlignmentFlag.AlignHCenter)


def draw(
    painter: QPainter,
    box: QRectF,
    text: str,
    ink: QColor,
    *,
    size: str = "base",
    bold: bool = False,
    align: int = LEFT,
) -> None:
    """Paint one line into a box, elided with … when it is too long; nothing when not even one sign fits."""
    fitted = elided(text, box.width(), size=size, bold=bold)
    if not fitted:
        return
    painter.setFont(theme.font(size, bold=bold))
    painter.setPen(ink)
    painter.drawText(box, align, fitted)


def elided(text: str, width: float, *, size: str = "base", bold: bool = False) -> str:
    """The text, or as much of it as fits into `width` pixels; empty when only the … would be left."""
    look = theme.current().key
    if _width(text, (size, bold), look) <= width:
        return text
    return _elided(text, int(width) // 4 * 4, (size, bold), look)  # steps of 4: while zooming most are known already


@lru_cache(maxsize=8192)
def _elided(text: str, width: int, style: tuple[str, bool], _theme: tuple[str, float]) -> str:
    fitted = _metrics(style, _theme).elidedText(text, Qt.TextElideMode.ElideRight, width)
    return "" if fitted in ("…", "...") or width < 6 else fitted


def wrapped(text: str, width: float, *, size: str = "base", lines: int) -> list[str]:
    """The text cut into at most `lines` lines of `width` pixels; the last one is elided where needed."""
    return list(_wrapped(text, int(width), (size, lines), theme.current().key))


@lru_cache(maxsize=2048)
def _wrapped(text: str, width: int, style: tuple[str, int], _theme: tuple[str, float]) -> tuple[str, ...]:
    size, lines = style
    metrics, cut, rest = _metrics((size, False), _theme), [], text
    while rest and len(cut) < lines - 1 and metrics.horizontalAdvance(rest) > width:
        count = len(rest)
        while count > 1 and metrics.horizontalAdvance(rest[:count]) > width:
            count -= 1
        cut.append(rest[:count].rstrip())
        rest = rest[count:].lstrip(" ·")
    return (*cut, *([elided(rest, width, size=size)] if rest else []))


def width(text: str, *, size: str = "base", bold: bool = False) -> float:
    """Width of a text in pixels."""
    return _width(text, (size, bold), theme.current().key)


@lru_cache(maxsize=8192)
def _width(text: str, style: tuple[str, bool], _theme: tuple[str, float]) -> float:
    return _metrics(style, _theme).horizontalAdvance(text)


def line_height(size: str = "base") -> float:
    """Height of one line in pixels."""
    return _metrics((size, False), theme.current().key).height()


@lru_cache(maxsize=32)
def _metrics(style: tuple[str, bool], _theme: tuple[str, float]) -> QFontMetricsF:
    return QFontMetricsF(theme.font(style[0], bold=style[1]))
