"""The dispatch chart: the day of the rooms, worked by pointer and by keyboard. Painted by hand; acts are the page's."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from app.widgets import chart_drag
from app.widgets.chart_drag import MOVE, RESIZE
from app.widgets.plan_chart_data import PlanBar
from app.widgets.plan_chart_hand import HandChart
from app.widgets.plan_chart_view import MINUTE
from app.widgets.words import hour_minute

ARROWS = {Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Up: (0, -1), Qt.Key.Key_Down: (0, 1)}
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class PlanChart(HandChart):
    """Rooms by hours. Arrows walk through the bars, Alt+arrows move the project, Enter opens or drops, Esc lets go.

    While something is dragged, `drag_moved(DragWish)` asks what would happen there: answer with `set_verdict`. `dropped(DragWish)`
    leaves the ghosts standing until `let_go`. A request is carried in by drag and drop, or with `carry`.
    """

    def __init__(self, parent: QWidget | None = None, *, grid: int = 30 * MINUTE, resizable: bool = True) -> None:
        super().__init__(parent, grid=grid, resizable=resizable)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("功能室排期图"))
        self.describe()
        self._dirty()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the class docstring."""
        key, how = Qt.Key(event.key()), event.modifiers()
        if key in ARROWS and how & Qt.KeyboardModifier.AltModifier:
            self._push(*ARROWS[key], stretch=bool(how & Qt.KeyboardModifier.ShiftModifier))
        elif key in ARROWS and how & Qt.KeyboardModifier.ControlModifier:
            self.pan(0.2 * ARROWS[key][0])
        elif key in ARROWS:
            self._walk(*ARROWS[key])
        elif key in ENTER and not how & Qt.KeyboardModifier.ControlModifier:
            self._enter()
        elif key == Qt.Key.Key_Escape and self.let_go():
            event.accept()
        elif not self._zoom_key(event):
            super().keyPressEvent(event)

    def _zoom_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif event.key() == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif event.key() == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.fit()
        else:
            return False
        return True

    def _enter(self) -> None:
        if self._drag is not None and not self._waits:
            self.drop()
        elif self._focus is not None:
            self.bar_opened.emit(self._focus)

    def _push(self, across: int, down: int, *, stretch: bool) -> None:
        drag = self._drag
        if drag is None:
            bar = self.bar(self._focus or "")
            if bar is None or not bar.movable or (stretch and not self.resizable):
                return
            drag = chart_drag.begin(self.day().bars, bar, what=RESIZE if stretch else MOVE, grid=self.grid)
        self._pointer = None
        if across:
            self._take(drag.stepped(across))
        else:
            row = chart_drag.next_row(self.day().rows, drag.wish.row_of(drag.held), down)
            self._take(drag.to_row(row))
        self._into_sight(self._drag.ghost)

    def _walk(self, across: int, down: int) -> None:
        if self._drag is not None:
            if across:
                order = sorted(self._drag.bars, key=lambda bar: bar.start)
                here = [bar.id for bar in order].index(self._drag.held.id)
                self._take(self._drag.held_by(order[(here + across) % len(order)].id))
            return
        here = self.bar(self._focus or "")
        found = self._first() if here is None else self._beside(here, across) if across else self._over(here, down)
        if found is not None:
            self.focus_on(found.id)

    def _first(self) -> PlanBar | None:
        for place in self.layout_.rows:
            mine = self.layout_.by_row.get(place.row.code, [])
            if mine:
                return min(mine, key=lambda bar: (bar.start, bar.id))
        return None

    def _beside(self, here: PlanBar, step: int) -> PlanBar | None:
        """The next bar of the row; at its end the next row that has any."""
        order = sorted(self.layout_.by_row[here.row], key=lambda bar: (bar.start, bar.id))
        at = order.index(here) + step
        if 0 <= at < len(order):
            return order[at]
        return self._over(here, step, near=self.day().start if step > 0 else self.day().end)

    def _over(self, here: PlanBar, step: int, near: int | None = None) -> PlanBar | None:
        """The bar nearest in time in the next row that has any."""
        rows, number = self.layout_.rows, self.layout_.index[here.row] + step
        goal = here.start if near is None else near
        while 0 <= number < len(rows):
            mine = self.layout_.by_row.get(rows[number].row.code, [])
            if mine:
                return min(mine, key=lambda bar: (abs(bar.start - goal), bar.id))
            number += step
        return None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard comes: show where it stands."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keyboard goes."""
        super().focusOutEvent(event)
        self.viewport().update()

    # Words

    def viewportEvent(self, event: QEvent) -> bool:
        """Tooltips come from what is painted."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), "\n".join(self.lines_at(QPointF(event.pos()))), self.viewport())
            return True
        return super().viewportEvent(event)

    def lines_at(self, place: QPointF) -> list[str]:
        """The words of the tooltip at a pixel."""
        bar = self.bar_under(place)
        if bar is not None:
            return self.lines_of(bar)
        row = self.row_at(place)
        if row is None or place.x() < self.scale.left:
            return []
        at = self.scale.time_at(place.x())
        return [one.words for one in self.day().blocks if one.row == row.row.code and one.start <= at < one.end]

    def lines_of(self, bar: PlanBar) -> list[str]:
        """All about a bar, line by line."""
        lines = [bar.title, f"{hour_minute(bar.start)}–{hour_minute(bar.end)}"]
        if bar.before or bar.after:
            words = self.tr("连同布置与清场占用 {start}–{end}")
            lines.append(words.format(start=hour_minute(bar.taken_from), end=hour_minute(bar.taken_until)))
        lines += bar.lines
        if bar.id in self.layout_.doubled:
            lines.append(self.tr("冲突：同一时间这间功能室已有其他占用或停用"))
        return lines

    def describe(self) -> None:
        """Say to screen readers where the keyboard stands and what would happen."""
        drag, bar = self._drag, self.bar(self._focus or "")
        if drag is not None:
            ghost = drag.ghost
            words = self._verdict.words if self._verdict else ""
            told = (ghost.title, self._room(ghost.row), f"{hour_minute(ghost.start)}–{hour_minute(ghost.end)}", words)
        elif bar is not None:
            told = (self._room(bar.row), *self.lines_of(bar))
        else:
            words = self.tr("{rows} 间，{bars} 段占用，{clashes} 处冲突")
            day = self.day()
            told = (words.format(rows=len(day.rows), bars=len(day.bars), clashes=len(self.conflicts())),)
        self.setAccessibleDescription("，".join(filter(None, told)))

    def _room(self, code: str) -> str:
        place = self.layout_.row_place(code)
        return place.row.name if place else code
