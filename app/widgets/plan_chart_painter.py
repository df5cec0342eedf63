"""Paints what lies in the dispatch chart: rows, closures, bars with their buffers, conflicts, ghosts, the word at the pointer."""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from app import theme
from app.widgets import marks, plan_chart_text, text
from app.widgets.plan_chart_data import PlanBar, Verdict
from app.widgets.plan_chart_layout import RowPlace
from app.widgets.words import hour_minute

_LOOKS = {
    "planned": ("raised", "control_line", "text"),
    "held": ("panel", "control_line", "text_muted"),
    "running": ("room_busy", "room_busy_line", "text"),
    "suspended": ("room_paused", "room_paused_line", "text"),
    "done": ("panel", "room_closed_line", "text_muted"),
    "cancelled": ("panel", "line", "text_disabled"),
}
_TONES = {"good": "good", "caution": "p2", "no": "p1", "wait": "control_line"}
_INKS = {"good": "good", "caution": "p2_text", "no": "p1_text", "wait": "text_muted"}
_SIGNS = {"good": "✓", "caution": "!", "no": "×", "wait": "…"}
BUBBLE = 330.0  # widest word at the pointer, pixels
ENDINGS = "。，、；：！？）》”’"


def shade(token: str, alpha: int) -> QColor:
    """A colour of the theme, let through. The object is shared."""
    return _shade(token, alpha, theme.current().name)


@cache
def _shade(token: str, alpha: int, _theme: str) -> QColor:
    made = QColor(theme.colour(token))
    made.setAlpha(alpha)
    return made


# ----------------------------------------------------------------------------------------------------------------- rows


def draw_heading(painter: QPainter, words: str, box: QRectF) -> None:
    """The heading over the rooms of a zone and type."""
    painter.fillRect(box, theme.colour("raised"))
    text.draw(painter, box.adjusted(8, 0, -8, 0), words, theme.colour("text_muted"), size="tiny", bold=True)


def draw_name(painter: QPainter, place: RowPlace, box: QRectF, *, alarmed: bool) -> None:
    """The name of a room at the left: in red with a bar at its side when its time is taken twice."""
    row = place.row
    if alarmed:
        painter.fillRect(QRectF(box.left() - 8, box.top() + 1, 3, box.height() - 2), theme.colour("p1"))
    ink = "p1_text" if alarmed else "text"
    note = text.width(row.note, size="tiny") if row.note else 0.0
    plan_chart_text.draw(painter, box, row.name, theme.colour(ink), bold=alarmed)
    if note and text.width(row.name, size="small", bold=alarmed) + note + 8 <= box.width():
        right = QRectF(box.right() - note, box.top(), note + 1, box.height())
        plan_chart_text.draw(painter, right, row.note, theme.colour("text_muted"), size="tiny")


def draw_block(painter: QPainter, words: str, box: QRectF) -> None:
    """A closure: hatched from edge to edge of the row, with its permit."""
    painter.setPen(QPen(theme.colour("room_closed_line"), 1))
    painter.setBrush(theme.colour("room_closed"))
    painter.drawRect(box)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(marks.hatch_brush())
    painter.drawRect(box)
    if box.width() < 34:
        return
    wide = min(box.width() - 8, text.width(words, size="tiny") + 10)
    plate = QRectF(box.left() + 4, box.center().y() - 8, wide, 16)
    painter.setBrush(theme.colour("room_closed"))
    painter.drawRoundedRect(plate, 3, 3)
    text.draw(painter, plate.adjusted(5, 0, -4, 0), words, theme.colour("text_muted"), size="tiny")


# ----------------------------------------------------------------------------------------------------------------- bars


def draw_bar(painter: QPainter, bar: PlanBar, box: QRectF, taken: QRectF, *, alarmed: bool) -> None:
    """One claim: setup and turnover as lighter ends, the work between them; a double booking glows, hatched and framed."""
    fill, line, ink = _LOOKS.get(bar.state, _LOOKS["planned"])
    if alarmed:
        _glow(painter, taken)
    _buffers(painter, box, taken, line)
    dashed = bar.state in ("held", "suspended")
    painter.setPen(QPen(theme.colour(line), 1.2, Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine))
    painter.setBrush(theme.colour(fill))
    painter.drawRoundedRect(box, 3, 3)
    if alarmed:
        _alarm(painter, box)
    if bar.mark:
        _moved(painter, box)
    _title(painter, bar, box, ink, alarmed=alarmed)


def draw_focus(painter: QPainter, box: QRectF) -> None:
    """The bar on which the keyboard stands."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 2))
    painter.drawRoundedRect(box.adjusted(-2.5, -2.5, 2.5, 2.5), 4, 4)


def draw_kin(painter: QPainter, box: QRectF) -> None:
    """Another bar of the project on which the keyboard stands."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 1.2))
    painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), 4, 4)


def _buffers(painter: QPainter, box: QRectF, taken: QRectF, line: str) -> None:
    if taken.width() - box.width() < 2:
        return
    inset = min(4.0, taken.height() / 5)
    for left, right in ((taken.left(), box.left()), (box.right(), taken.right())):
        if right - left >= 1:
            end = QRectF(left, taken.top() + inset, right - left, taken.height() - 2 * inset)
            painter.fillRect(end, shade(line, 58))


def _glow(painter: QPainter, taken: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for wide, alpha in ((9.0, 46), (5.0, 80)):
        painter.setPen(QPen(shade("p1", alpha), wide))
        painter.drawRoundedRect(taken, 4, 4)


def _alarm(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(marks.hatch_brush())
    painter.setPen(QPen(theme.colour("p1"), 2.0))
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)


def _moved(painter: QPainter, box: QRectF) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.colour("accent"), 1.8))
    painter.drawRoundedRect(box, 3, 3)
    painter.fillRect(QRectF(box.left(), box.top(), 4, box.height()), theme.colour("accent"))


def _title(painter: QPainter, bar: PlanBar, box: QRectF, ink: str, *, alarmed: bool) -> None:
    inner = box.adjusted(7, 0, -5, 0)
    if alarmed and box.width() > 26 and box.height() >= 13:
        side = min(15.0, box.height() - 4)
        sign = QRectF(box.right() - side - 4, box.center().y() - side / 2, side, side)
        marks.draw_priority(painter, 1, sign)
        inner.setRight(sign.left() - 3)
    size = "small" if box.height() >= 15 else "tiny"
    words, inner, size = _fitting(bar, inner, size)
    if alarmed and words:
        wide = min(inner.width(), text.width(words, size=size) + 3)
        back = QRectF(inner.left() - 2, box.top() + 3, wide, box.height() - 6)
        painter.fillRect(back, theme.colour(_LOOKS.get(bar.state, _LOOKS["planned"])[0]))
    plan_chart_text.draw(painter, inner, words, theme.colour(ink), size=size)
    if bar.state == "cancelled":
        painter.setPen(QPen(theme.colour("text_disabled"), 1))
        painter.drawLine(QLineF(box.left() + 4, box.center().y(), box.right() - 4, box.center().y()))


def _fitting(bar: PlanBar, inner: QRectF, size: str) -> tuple[str, QRectF, str]:
    """The title, or on a narrow bar the short name, smaller and closer to the edge where needed."""
    short = text.width(bar.short, size=size) if bar.short else 0.0
    if not bar.short or text.width(bar.title, size=size) <= inner.width() or inner.width() > short + 34:
        return bar.title, inner, size
    if short <= inner.width():
        return bar.short, inner, size
    close = inner.adjusted(-5, 0, 4, 0)
    return bar.short, close, size if short <= close.width() else "tiny"


# --------------------------------------------------------------------------------------------------------------- ghosts


def draw_origin(painter: QPainter, box: QRectF) -> None:
    """Where a bar stood before: an empty dashed frame."""
    painter.setBrush(shade("panel", 150))
    painter.setPen(QPen(theme.colour("text_muted"), 1.2, Qt.PenStyle.DashLine))
    painter.drawRoundedRect(box, 3, 3)


def draw_ghost(painter: QPainter, bar: PlanBar, box: QRectF, taken: QRectF, *, tone: str) -> None:
    """Where a bar would lie: in the tone of the verdict, let through."""
    token = _TONES[tone] if tone in ("no", "caution") else "accent"
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade(token, 50))
    painter.drawRect(taken.adjusted(0, 4, 0, -4))
    painter.setBrush(shade("panel", 215))
    painter.setPen(QPen(theme.colour(token), 2))
    painter.drawRoundedRect(box, 3, 3)
    painter.setBrush(shade(token, 60))
    painter.drawRoundedRect(box, 3, 3)
    words, inner, size = _fitting(bar, box.adjusted(6, 0, -4, 0), "small")
    text.draw(painter, inner, words, theme.colour("text"), size=size)


def draw_link(painter: QPainter, start: QPointF, end: QPointF) -> None:
    """An arrow from where a bar stood to where it goes."""
    line = QLineF(start, end)
    if line.length() < 12:
        return
    painter.setPen(QPen(theme.colour("accent"), 1.4))
    painter.drawLine(line)
    back = line.unitVector()
    along, side = QPointF(back.dx(), back.dy()) * 7, QPointF(-back.dy(), back.dx()) * 3.6
    painter.setBrush(theme.colour("accent"))
    painter.drawPolygon(QPolygonF([end, end - along + side, end - along - side]))


# --------------------------------------------------------------------------------------------------- scale and the word


def draw_now(painter: QPainter, x: float, top: float, bottom: float, now: int) -> None:
    """The line of the present with its flag in the scale."""
    painter.setPen(QPen(theme.colour("accent"), 1.8))
    painter.drawLine(QLineF(x, top, x, bottom))
    words = hour_minute(now)
    wide, high = text.width(words, size="tiny", bold=True) + 10, text.line_height("tiny") - 1
    flag = QRectF(x - wide / 2, top - high - 6, wide, high)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.colour("accent"))
    painter.drawRoundedRect(flag, 3, 3)
    painter.drawPolygon(QPolygonF([QPointF(x - 4.5, flag.bottom()), QPointF(x + 4.5, flag.bottom()), QPointF(x, top)]))
    text.draw(painter, flag, words, theme.colour("accent_text"), size="tiny", bold=True, align=text.CENTRE)


def draw_time(painter: QPainter, x: float, top: float, words: str, *, tone: str) -> None:
    """The time at which what is dragged would stand, in the scale."""
    token = _TONES[tone] if tone in ("no", "caution") else "accent"
    wide, high = text.width(words, size="tiny", bold=True) + 12, text.line_height("tiny") + 1
    box = QRectF(x - wide / 2, top - high - 5, wide, high)
    painter.setPen(QPen(theme.colour(token), 1.6))
    painter.setBrush(theme.colour("panel"))
    painter.drawRoundedRect(box, 3, 3)
    text.draw(painter, box, words, theme.colour("text"), size="tiny", bold=True, align=text.CENTRE)


def bubble_lines(verdict: Verdict) -> tuple[list[str], list[str]]:
    """The sentence and what is said besides, cut into lines."""
    wide = BUBBLE * theme.current().scale - 44
    first = text.wrapped(verdict.words, wide, size="small", lines=4)
    return _tidied(first), _tidied(text.wrapped(verdict.more, wide, size="tiny", lines=3))


def _tidied(lines: list[str]) -> list[str]:
    """No line begins with a mark that ends something: it hangs at the end of the line before."""
    tidy: list[str] = []
    for line in lines:
        rest = line.lstrip(ENDINGS) if tidy else line
        if tidy:
            tidy[-1] += line[: len(line) - len(rest)]
        tidy += [rest] if rest else []
    return tidy


def draw_verdict(painter: QPainter, verdict: Verdict, near: QPointF, within: QRectF) -> QRectF:
    """The word beside the pointer: sign and sentence in the tone of the verdict; gives where it lies."""
    first, more = bubble_lines(verdict)
    high = text.line_height("small") * len(first) + text.line_height("tiny") * len(more) + 12 + (3 if more else 0)
    widths = [text.width(one, size="small") for one in first] + [text.width(one, size="tiny") for one in more]
    wide = max(widths, default=0.0) + 42
    left = near.x() + 16 if near.x() + 16 + wide < within.right() else near.x() - 16 - wide
    top = near.y() + 18 if near.y() + 18 + high < within.bottom() else near.y() - 18 - high
    box = QRectF(max(within.left() + 2, left), max(within.top() + 2, top), wide, high)
    _plate(painter, verdict.tone, box)
    y = box.top() + 6
    for line in first:
        text.draw(
            painter,
            QRectF(box.left() + 32, y, wide, text.line_height("small")),
            line,
            theme.colour("text"),
            size="small",
        )
        y += text.line_height("small")
    y += 3
    for line in more:
        text.draw(
            painter,
            QRectF(box.left() + 32, y, wide, text.line_height("tiny")),
            line,
            theme.colour("text_muted"),
            size="tiny",
        )
        y += text.line_height("tiny")
    return box


def _plate(painter: QPainter, tone: str, box: QRectF) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shade("shade", 70))
    painter.drawRoundedRect(box.translated(2, 3), 5, 5)
    painter.setPen(QPen(theme.colour(_TONES[tone]), 1.6))
    painter.setBrush(theme.colour("raised"))
    painter.drawRoundedRect(box, 5, 5)
    sign = QRectF(box.left() + 8, box.top() + 6, 16, text.line_height("small"))
    text.draw(painter, sign, _SIGNS[tone], theme.colour(_INKS[tone]), bold=True, align=text.CENTRE)
