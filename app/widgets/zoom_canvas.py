"""A painted surface in metres that can be zoomed and moved: wheel, pinch, drag and keys."""

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QPinchGesture, QWidget

from app.widgets.plan_geometry import Box, View, fitted

MOST_ZOOM = 14.0  # times the scale at which everything fits
STEP = 60  # pixels that one key moves
MARGIN = 10
REST_MS = 90  # after so long without a move the plan is painted sharp
ARROWS = {
    Qt.Key.Key_Left: (-1.0, 0.0),
    Qt.Key.Key_Right: (1.0, 0.0),
    Qt.Key.Key_Up: (0.0, -1.0),
    Qt.Key.Key_Down: (0.0, 1.0),
}


class ZoomCanvas(QWidget):
    """Base of painted plans. A subclass names its `bounds` (metres) and answers `clicked`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = View()
        self._fitted = True
        self._pressed_at: QPointF | None = None
        self._dragged = False
        self._rest = QTimer(self, interval=REST_MS, singleShot=True)
        self._rest.timeout.connect(self.update)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def bounds(self) -> Box:
        """The box around everything, in metres."""
        raise NotImplementedError

    def clicked(self, place: QPointF) -> None:
        """A click of the left button without a drag, at a pixel."""

    def view(self) -> View:
        """How the plan lies on the widget now."""
        return self._view

    @property
    def turning(self) -> bool:
        """Whether the view is being moved just now: a stretched picture will do until it rests."""
        return self._rest.isActive()

    def fit(self) -> None:
        """Show everything."""
        self._fitted = True
        self._view = self._whole()
        self.update()

    def zoom(self, factor: float, about: QPointF | None = None) -> None:
        """Enlarge by a factor about a pixel (the middle by default), never smaller than everything."""
        centre = about or QPointF(self.width() / 2, self.height() / 2)
        least = self._whole().scale
        limits = (least, least * MOST_ZOOM)
        self.turn_to(self._view.zoomed(factor, (centre.x(), centre.y()), limits=limits))
        if self._view.scale <= least * 1.001:
            self.fit()

    def turn_to(self, view: View) -> None:
        """Show a view, pushed back where the plan would leave the widget."""
        self._fitted = False
        self._view = view.held(self.bounds(), self.width(), self.height())
        self._rest.start()
        self.update()

    def _whole(self) -> View:
        return fitted(self.bounds(), self.width(), self.height(), margin=MARGIN)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit what is shown to the new size."""
        super().resizeEvent(event)
        if self._fitted:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the pointer."""
        self.zoom(1.0015 ** event.angleDelta().y(), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press of a button."""
        self._pressed_at = event.position()
        self._dragged = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Follow the pointer."""
        if self._pressed_at is None:
            return
        way = event.position() - self._pressed_at
        if self._dragged or way.manhattanLength() >= QApplication.startDragDistance():
            self._dragged = True
            self._pressed_at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.turn_to(self._view.moved(way.x(), way.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click, when nothing was dragged."""
        self.unsetCursor()
        still = self._pressed_at is not None and not self._dragged
        self._pressed_at = None
        if still and event.button() == Qt.MouseButton.LeftButton:
            self.clicked(event.position())

    def view_key(self, event: QKeyEvent) -> bool:
        """Ctrl+arrows move, + and - zoom, 0 shows everything; returns whether the key was one of these."""
        key = Qt.Key(event.key())
        if key in ARROWS and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.turn_to(self._view.moved(-STEP * ARROWS[key][0], -STEP * ARROWS[key][1]))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom(0.8)
        elif key == Qt.Key.Key_0 and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.fit()
        else:
            return False
        return True

    def event(self, event: QEvent) -> bool:
        """The two kinds of pinch: touch pad and touch screen."""
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom(1.0 + event.value(), event.position())
            return True
        if event.type() == QEvent.Type.Gesture:
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom(pinch.scaleFactor(), QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint())))
                return True
        return super().event(event)
