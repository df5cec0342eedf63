"""The dispatch chart in the hand: what is dragged with the pointer or carried in from a list, and how it is shown meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QPainter,
)
from PySide6.QtWidgets import QApplication, QWidget

from app.widgets import chart_drag
from app.widgets import plan_chart_painter as paint
from app.widgets.chart_drag import MOVE, RESIZE, Drag
from app.widgets.plan_chart_data import DragWish, PlanBar, PlanDay, Verdict
from app.widgets.plan_chart_layout import bar_at
from app.widgets.plan_chart_still import ChartSurface
from app.widgets.plan_chart_view import MINUTE
from app.widgets.words import hour_minute

REQUEST_MIME = "application/x-changkong-request"
EDGE = 6.0  # pixels at the right end of a bar by which it is stretched


@dataclass(frozen=True, slots=True)
class Carried:
    """A request that is carried into the plan: its bars where they might stand, and the one at the pointer."""

    parts: tuple[PlanBar, ...]
    held: PlanBar


class HandChart(ChartSurface):
    """Base of the dispatch chart: focus, dragging and dropping. Keys and words are its subclass's."""

    bar_chosen = Signal(str)
    bar_opened = Signal(str)
    row_clicked = Signal(str)
    slot_clicked = Signal(str, object)
    menu_asked = Signal(str, QPoint)
    drag_moved = Signal(object)
    dropped = Signal(object)
    let_go_of = Signal()

    def __init__(self, parent: QWidget | None = None, *, grid: int = 30 * MINUTE, resizable: bool = True) -> None:
        super().__init__(parent)
        self.grid, self.resizable = grid, resizable
        self.carrier: Callable[[str], Carried | None] = lambda code: None
        self._focus: str | None = None
        self._pressed: tuple[QPointF, PlanBar, str] | None = None
        self._drag: Drag | None = None
        self._waits = False  # dropped: the page has not answered yet
        self._pointer: QPointF | None = None
        self._verdict: Verdict | None = None
        self._asked: DragWish | None = None
        self.setAcceptDrops(True)

    def describe(self) -> None:
        """For subclasses: say to screen readers where the keyboard stands."""

    def set_day(self, day: PlanDay) -> None:
        """Show rows, bars and closures; what is dragged goes on, unless it is gone."""
        super().set_day(day)
        known = {bar.id for bar in day.bars}
        if self._focus not in known:
            self._focus = None
        if self._drag is not None and not self._drag.placing and self._drag.held.id not in known:
            self.let_go()
        self.describe()

    # Focus

    def focused_bar(self) -> str | None:
        """Id of the bar on which the keyboard stands."""
        return self._focus

    def focus_on(self, code: str) -> None:
        """Stand on a bar and bring it into sight."""
        bar = self.bar(code)
        if bar is None:
            return
        self._focus = code
        self._into_sight(bar)
        self.describe()
        self.viewport().update()
        self.bar_chosen.emit(code)

    def next_conflict(self) -> bool:
        """Stand on the next bar that takes a room twice; False when there is none."""
        found = [bar.id for bar in self.conflicts()]
        if not found:
            return False
        here = found.index(self._focus) if self._focus in found else -1
        self.setFocus()
        self.focus_on(found[(here + 1) % len(found)])
        return True

    def _into_sight(self, bar: PlanBar) -> None:
        box, down, across = self.taken_box_of(bar), self.verticalScrollBar(), self.horizontalScrollBar()
        if box.top() < self.head + self.layout_.group_height:
            down.setValue(round(down.value() + box.top() - self.head - self.layout_.group_height - 3))
        elif box.bottom() > self.viewport().height():
            down.setValue(round(down.value() + box.bottom() - self.viewport().height() + 6))
        if box.left() < self.scale.left or box.right() > self.viewport().width():
            early = bar.taken_from - 15 * MINUTE - self.day().start
            across.setValue(max(0, round(early / MINUTE)))

    # Dragging

    @property
    def dragging(self) -> Drag | None:
        """What is dragged now."""
        return self._drag

    def carry(self, carried: Carried, at: int | None = None) -> None:
        """Take a request in hand by keyboard: Alt+arrows move it, Enter places it."""
        start = carried.held.start if at is None else at
        self._take(
            chart_drag.placing(carried.parts, carried.held, at=carried.held.start, grid=self.grid).to_time(start)
        )
        self._into_sight(self._drag.ghost)
        self.setFocus()

    def let_go(self) -> bool:
        """Drop nothing: everything stays as it is. False when nothing was dragged."""
        had = self._drag is not None
        self._drag, self._pressed, self._verdict, self._asked, self._waits = None, None, None, None, False
        self._pointer = None
        self.viewport().unsetCursor()
        self.viewport().update()
        self.describe()
        if had:
            self.let_go_of.emit()
        return had

    def set_verdict(self, verdict: Verdict | None) -> None:
        """What would happen if it were dropped where it is."""
        if self._drag is not None:
            self._verdict = verdict
            self.describe()
            self.viewport().update()

    def verdict(self) -> Verdict | None:
        """What was last said about the place of what is dragged."""
        return self._verdict

    def drop(self) -> None:
        """Ask for what is dragged, where it is now."""
        if self._drag is None:
            return
        if self._drag.wish.still:
            self.let_go()
            return
        self._waits = True
        self.dropped.emit(self._drag.wish)

    def _take(self, drag: Drag) -> None:
        if self._waits:
            return
        self._drag = drag
        if drag.wish != self._asked:
            self._asked = drag.wish
            self._verdict = Verdict("wait", self.tr("正在核对时间与占用…"))
            self.drag_moved.emit(drag.wish)
        self.describe()
        self.viewport().update()

    def _to_pointer(self, drag: Drag, place: QPointF, *, fine: bool = False) -> None:
        self._pointer = place
        row = self.row_at(place)
        moved = drag.to_time(self.scale.time_at(place.x()), fine=5 * MINUTE if fine else 0)
        suits = row is not None and row.row.kind == self._kind_of(drag.held.row)
        self._take(moved.to_row(row.row.code) if suits else moved)
        self._edge_scroll(place)

    def _kind_of(self, code: str) -> str:
        place = self.layout_.row_place(code)
        return place.row.kind if place else ""

    def _edge_scroll(self, place: QPointF) -> None:
        step = (place.y() > self.viewport().height() - 14) - (self.head <= place.y() < self.head + 12)
        if step:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + step * bar.singleStep())

    # Painting what moves

    def paint_moving(self, painter: QPainter) -> None:
        """Focus, ghosts."""
        focused = self.bar(self._focus or "")
        if focused is not None:
            for bar in self.day().bars:
                if bar.project == focused.project and bar.id != focused.id:
                    paint.draw_kin(painter, self.box_of(bar))
            if self.hasFocus():
                paint.draw_focus(painter, self.box_of(focused))
        if self._drag is not None:
            self._paint_ghosts(painter, self._drag)

    def _paint_ghosts(self, painter: QPainter, drag: Drag) -> None:
        tone = self._verdict.tone if self._verdict else "wait"
        if not drag.placing:
            for bar in drag.bars:
                paint.draw_origin(painter, self.box_of(bar))
        for ghost in drag.ghosts:
            paint.draw_ghost(painter, ghost, self.box_of(ghost), self.taken_box_of(ghost), tone=tone)

    def flags(self) -> list[float]:
        """The present, and the times of what is dragged."""
        return super().flags() + [self.scale.x_of(at) for at in self._times()]

    def _times(self) -> tuple[int, ...]:
        if self._drag is None:
            return ()
        ghost = self._drag.ghost
        return (ghost.end,) if self._drag.what == RESIZE else (ghost.start, ghost.end)

    def paint_top(self, painter: QPainter) -> None:
        """The time in the scale and the sentence beside the pointer."""
        if self._drag is None:
            return
        ghost, tone = self._drag.ghost, self._verdict.tone if self._verdict else "wait"
        times = self._times()
        places = [self.scale.x_of(at) for at in times]
        if len(times) == 2 and places[1] - places[0] < 56:
            words = f"{hour_minute(times[0])}–{hour_minute(times[1])}"
            paint.draw_time(painter, sum(places) / 2, self.head, words, tone=tone)
        else:
            for at, place in zip(times, places, strict=True):
                paint.draw_time(painter, place, self.head, hour_minute(at), tone=tone)
        if self._verdict is not None:
            box = self.box_of(ghost)
            near = self._pointer or QPointF(box.left() + min(40.0, box.width()), box.bottom() - 8)
            paint.draw_verdict(painter, self._verdict, near, self.viewport().rect().toRectF())

    # Pointer

    def bar_under(self, place: QPointF) -> PlanBar | None:
        """The bar under a pixel."""
        if place.y() < self.head or place.x() < self.scale.left:
            return None
        return bar_at(self.layout_, self.scale, self.content(place))

    def _at_edge(self, bar: PlanBar, place: QPointF) -> bool:
        box = self.box_of(bar)
        return self.resizable and bar.movable and box.width() > 3 * EDGE and place.x() > box.right() - EDGE

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press of a button."""
        if event.button() != Qt.MouseButton.LeftButton or self._waits:
            return
        place = event.position()
        if self._drag is not None:  # carried by keyboard, put down with the pointer
            self._to_pointer(self._drag, place)
            self.drop()
            return
        bar, row = self.bar_under(place), self.row_at(place)
        if bar is not None:
            self._pressed = (place, bar, RESIZE if self._at_edge(bar, place) else MOVE)
            self.focus_on(bar.id)
        elif row is not None and place.x() < self.scale.left:
            self.row_clicked.emit(row.row.code)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer; from a few pixels on a press is a drag."""
        place = event.position()
        fine = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._drag is not None and not self._waits:
            self._to_pointer(self._drag, place, fine=fine)
        elif self._pressed is not None:
            start, bar, what = self._pressed
            far = (place - start).manhattanLength() >= QApplication.startDragDistance()
            if far and bar.movable:
                at = self.scale.time_at(start.x())
                self._to_pointer(chart_drag.begin(self.day().bars, bar, what=what, at=at, grid=self.grid), place)
        else:
            self._show_cursor(place)

    def _show_cursor(self, place: QPointF) -> None:
        bar = self.bar_under(place)
        if bar is None:
            self.viewport().unsetCursor()
        elif self._at_edge(bar, place):
            self.viewport().setCursor(Qt.CursorShape.SizeHorCursor)
        else:
            shape = Qt.CursorShape.OpenHandCursor if bar.movable else Qt.CursorShape.PointingHandCursor
            self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Drop what was dragged."""
        pressed, self._pressed = self._pressed, None
        if pressed is not None and self._drag is not None:
            self.drop()
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A double click opens a bar, or asks for a booking on free time."""
        self._pressed = None
        bar, row = self.bar_under(event.position()), self.row_at(event.position())
        if bar is not None:
            self.bar_opened.emit(bar.id)
        elif row is not None and event.position().x() >= self.scale.left:
            self.slot_clicked.emit(row.row.code, self.scale.time_at(event.position().x()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of a bar, with the pointer or the menu key."""
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            bar = self.bar(self._focus or "")
            place = self.viewport().mapToGlobal(self.box_of(bar).center().toPoint()) if bar else event.globalPos()
        else:
            bar = self.bar_under(QPointF(event.pos()))
            place = event.globalPos()
        if bar is not None:
            self.focus_on(bar.id)
            self.menu_asked.emit(bar.id, place)

    # A request dragged in from a list

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Something comes in."""
        code = bytes(event.mimeData().data(REQUEST_MIME).data()).decode()
        carried = self.carrier(code) if code and self._drag is None else None
        if carried is not None:
            at = self.scale.time_at(event.position().x())
            self._to_pointer(
                chart_drag.placing(carried.parts, carried.held, at=carried.held.start, grid=self.grid).to_time(at),
                event.position(),
            )
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """It moves."""
        if self._drag is not None:
            self._to_pointer(self._drag, event.position())
            event.acceptProposedAction()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It leaves again."""
        self.let_go()

    def dropEvent(self, event: QDropEvent) -> None:
        """It is put down."""
        event.acceptProposedAction()
        self.drop()
