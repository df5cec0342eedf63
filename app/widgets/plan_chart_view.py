"""The dispatch chart as a surface: rows by hours, zoomed and scrolled."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QPinchGesture, QWidget

from app import theme
from app.widgets import text
from app.widgets.plan_chart_data import PlanBar, PlanDay
from app.widgets.plan_chart_layout import GROUP, HOUR, Layout, RowPlace, Scale, head_height, held, lay, whole, zoomed
from app.widgets.restyled import Restyled

LEAST_LANE, MOST_LANE = 24.0, 44.0
MINUTE = 60_000
EMPTY = PlanDay(0, 10 * HOUR)


class ChartView(Restyled, QAbstractScrollArea):
    """Base of the dispatch chart: what is shown, where it lies, zoom and scrolling. It paints nothing and answers no clicks.

    `scale_changed(Scale)`: somebody has zoomed or moved along the day; another chart may `follow` it.
    """

    scale_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layout_: Layout = lay(EMPTY, lane_height=LEAST_LANE, group_height=GROUP)
        self._scale = Scale(0, HOUR, 100)
        self._fitted = True
        self._now: int | None = None
        self._origins: tuple[tuple[PlanBar, str], ...] = ()
        self._revision = 0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.verticalScrollBar().valueChanged.connect(self.viewport().update)
        self.horizontalScrollBar().valueChanged.connect(self._scrolled)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)

    def restyle(self) -> None:
        """Sizes and colours of the theme."""
        self._lay()

    # What is shown

    def day(self) -> PlanDay:
        """What is shown."""
        return self.layout_.day

    def set_day(self, day: PlanDay) -> None:
        """Show rows, bars and closures; the zoom stays as long as the span of the day stays."""
        if (day.start, day.end) != (self.day().start, self.day().end):
            self._fitted = True
        self._lay(day)

    def set_now(self, now: int | None) -> None:
        """Move the line of the present (ms); None hides it."""
        if now != self._now:
            self._now = now
            self.viewport().update()

    def set_origins(self, origins: tuple[tuple[PlanBar, str], ...]) -> None:
        """Draw bars where they stood before, with an arrow to the bar of that id (empty: none)."""
        self._origins = origins
        self._dirty()

    def conflicts(self) -> tuple[PlanBar, ...]:
        """Bars that take a room twice or stand in a closed one, by row and time."""
        bars = [one for one in self.day().bars if one.id in self.layout_.doubled]
        return tuple(sorted(bars, key=lambda one: (self.layout_.index.get(one.row, 0), one.start, one.id)))

    def bar(self, code: str) -> PlanBar | None:
        """A bar by its id."""
        return next((one for one in self.day().bars if one.id == code), None)

    # Geometry

    @property
    def head(self) -> float:
        """Height of the scale of hours."""
        return head_height()

    @property
    def scale(self) -> Scale:
        """The stretch of time on the screen."""
        return self._scale

    def names_width(self) -> float:
        """Width of the column of names."""
        rows = self.day().rows
        widest = max((text.width(row.name, size="small", bold=True) for row in rows), default=60.0)
        notes = max((text.width(row.note, size="tiny") for row in rows if row.note), default=0.0)
        return min(max(90.0, widest + notes + 32), self.viewport().width() * 0.24)

    def box_of(self, bar: PlanBar) -> QRectF:
        """Where the work of a bar lies in the viewport."""
        return self.layout_.box(bar, self._scale).translated(0, self._top())

    def taken_box_of(self, bar: PlanBar) -> QRectF:
        """Where a bar with its buffers lies in the viewport."""
        return self.layout_.taken_box(bar, self._scale).translated(0, self._top())

    def content(self, place: QPointF) -> QPointF:
        """A pixel of the viewport, counted from the top of the first row."""
        return QPointF(place.x(), place.y() - self._top())

    def row_at(self, place: QPointF) -> RowPlace | None:
        """The row under a pixel."""
        return self.layout_.row_at(place.y() - self._top()) if place.y() >= self.head else None

    def _top(self) -> float:
        return self.head - self.verticalScrollBar().value()

    def _lay(self, day: PlanDay | None = None) -> None:
        scale, shown = theme.current().scale, day or self.day()
        group = GROUP * scale
        rough = lay(shown, lane_height=LEAST_LANE * scale, group_height=group)
        headings = sum(1 for place in rough.rows if place.heading) * group
        lanes = max(1, round((rough.height - headings) / (LEAST_LANE * scale)))
        free = (self.viewport().height() - self.head - headings) / lanes
        height = min(max(free, LEAST_LANE * scale), MOST_LANE * scale)
        self.layout_ = lay(shown, lane_height=height, group_height=group)
        self._rescale()

    def _rescale(self, scale: Scale | None = None) -> None:
        left, width = self.names_width(), float(self.viewport().width())
        if scale is None:
            fitted = whole(self.day(), left, width)
            scale = fitted if self._fitted else Scale(self._scale.start, min(self._scale.ms, fitted.ms), left)
        self._scale = held(scale, day=self.day(), width=width)
        self._ranges()
        self._dirty()

    def _ranges(self) -> None:
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        down.setRange(0, max(0, round(self.head + self.layout_.height - self.viewport().height())))
        down.setPageStep(round(self.viewport().height() - self.head))
        down.setSingleStep(round(self.layout_.lane_height))
        shown = (self.viewport().width() - self._scale.left) * self._scale.ms
        was = across.blockSignals(True)
        across.setRange(
            0, 0 if self._fitted else max(0, round((self.day().end - self.day().start - shown) / MINUTE) + 1)
        )
        across.setPageStep(max(1, round(shown / MINUTE)))
        across.setSingleStep(max(1, round(shown / MINUTE / 12)))
        across.setValue(round((self._scale.start - self.day().start) / MINUTE))
        across.blockSignals(was)

    def _scrolled(self, minutes: int) -> None:
        start = self.day().start + minutes * MINUTE
        self._scale = held(
            Scale(start, self._scale.ms, self._scale.left), day=self.day(), width=self.viewport().width()
        )
        self._dirty()

    # Zoom

    def fit(self) -> None:
        """Show the whole day."""
        self._fitted = True
        self._rescale()
        self.scale_changed.emit(self._scale)

    def follow(self, scale: Scale) -> None:
        """Show the same stretch of time as another chart of the same day."""
        fitted = whole(self.day(), self._scale.left, float(self.viewport().width()))
        self._fitted = scale.ms >= fitted.ms * 0.999
        self._rescale(None if self._fitted else Scale(scale.start, scale.ms, self._scale.left))

    def zoom(self, factor: float, about: float | None = None) -> None:
        """Stretch the hours about a pixel (the now-line or the middle by default)."""
        width = float(self.viewport().width())
        middle = (self._scale.left + width) / 2
        made = zoomed(self._scale, factor, middle if about is None else about, day=self.day(), width=width)
        self._fitted = made.ms >= whole(self.day(), self._scale.left, width).ms * 0.999
        self._rescale(None if self._fitted else made)
        self.scale_changed.emit(self._scale)

    def pan(self, share: float) -> None:
        """Move on by a share of the time on the screen."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() + round(share * bar.pageStep()))

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; with Ctrl or over the scale, zoom; with Shift, along the day."""
        turn = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier or event.position().y() < self.head:
            self.zoom(1.0015**turn, event.position().x())
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.pan(-turn / 1200)
        else:
            super().wheelEvent(event)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """The two kinds of pinch: touch pad and touch screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value(), event.position().x())
            return True
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                centre = self.viewport().mapFromGlobal(pinch.centerPoint().toPoint())
                self.zoom(pinch.scaleFactor(), float(centre.x()))
                return True
        return super().viewportEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the new size."""
        super().resizeEvent(event)
        self._lay()

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(900, 420)

    def minimumSizeHint(self) -> QSize:
        """Size under which nothing can be read."""
        return QSize(360, round(self.head + 4 * LEAST_LANE))

    def _dirty(self) -> None:
        self._revision += 1
        self.viewport().update()
