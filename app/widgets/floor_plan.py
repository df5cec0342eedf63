"""The live floor plan, painted by hand: rooms by phase, people by role, doors, devices, alarms."""

from PySide6.QtCore import QElapsedTimer, QEvent, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QToolTip, QWidget

from app import theme
from app.widgets import marks, plan_trail, plan_words, text
from app.widgets.plan_data import FloorDrawing, PersonMark, PlanDrawing, PlanState, TrailPoint
from app.widgets.plan_geometry import Box, bounds_of, neighbour
from app.widgets.plan_hits import Hit, hit, room_at
from app.widgets.plan_layer import FloorLayer
from app.widgets.plan_people import GLIDE_MS, Crowd
from app.widgets.restyled import Restyled
from app.widgets.words import clock
from app.widgets.zoom_canvas import ARROWS, ZoomCanvas

FRAME_MS = 16


class FloorPlan(Restyled, ZoomCanvas):
    """Floor plan of the site. Give it a drawing once and the state as often as it changes.

    Mouse: wheel or pinch zooms about the pointer, drag moves, click tells what was clicked. Keys: arrows walk through the
    rooms, Enter clicks, + and - zoom, 0 shows all, Ctrl+arrows move, PageUp and PageDown change the floor.
    """

    room_clicked = Signal(str)
    door_clicked = Signal(str)
    person_clicked = Signal(str)
    device_clicked = Signal(str)
    floor_changed = Signal(str)
    room_focused = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._drawing = PlanDrawing()
        self._state = PlanState()
        self._layer = FloorLayer()
        self._crowd = Crowd()
        self._trail: tuple[TrailPoint, ...] = ()
        self._live = True
        self._focus_room: str | None = None
        self._glide = QTimer(self, interval=FRAME_MS, timerType=Qt.TimerType.PreciseTimer)
        self._glide.timeout.connect(self._step)
        self._since = QElapsedTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setMinimumSize(240, 160)
        self.settle()

    def retranslate(self) -> None:
        """Words for screen readers."""
        self.setAccessibleName(self.tr("平面图"))
        self._describe()
        self.update()

    # What is shown

    def set_drawing(self, drawing: PlanDrawing) -> None:
        """Show another site; the first floor is shown, all of it."""
        self._drawing = drawing
        self._focus_room = None
        self._show_floor(drawing.floors[0] if drawing.floors else None)

    def set_state(self, state: PlanState) -> None:
        """Show what is known now: rooms, doors, devices and people."""
        self._state = state
        self._layer.update(state)
        self.set_people(state.people)
        self._describe()
        self.update()

    def set_people(self, people: tuple[PersonMark, ...]) -> None:
        """Move the people only; they glide from where they were."""
        if self._crowd.replace(people, self.floor(), self._layer.box_of) and self.isVisible():
            self._since.start()
            self._glide.start()
        else:
            self._crowd.advance(1.0)
        self.update()

    def set_trail(self, stops: tuple[TrailPoint, ...]) -> None:
        """Show the way of one person over the rooms of the floor, in the order given; empty for none."""
        self._trail = stops
        self.update()

    def set_live(self, live: bool) -> None:
        """Say whether data are still coming: without them the plan says from when it is, in words and by a veil."""
        self._live = live
        self.update()

    def state(self) -> PlanState:
        """What is shown now."""
        return self._state

    def group_counts(self) -> dict[str, int]:
        """Number of people by group for the legend."""
        return self._crowd.group_counts()

    # Floors

    def floors(self) -> tuple[FloorDrawing, ...]:
        """All floors, lowest first."""
        return self._drawing.floors

    def floor(self) -> str:
        """Code of the floor that is shown."""
        return self._layer.floor.code

    def set_floor(self, code: str) -> None:
        """Show a floor; a code that is not there changes nothing."""
        wanted = next((floor for floor in self._drawing.floors if floor.code == code), None)
        if wanted is not None and code != self.floor():
            self._show_floor(wanted)

    def _show_floor(self, floor: FloorDrawing | None) -> None:
        self._layer.show(floor, self._state)
        self._crowd.replace(self._state.people, self.floor(), self._layer.box_of)
        self._crowd.advance(1.0)
        self.fit()
        self._describe()
        self.floor_changed.emit(self.floor())

    def _next_floor(self, step: int) -> None:
        codes = [floor.code for floor in self._drawing.floors]
        if self.floor() in codes:
            place = codes.index(self.floor()) + step
            self.set_floor(codes[min(len(codes) - 1, max(0, place))])

    def show_room(self, code: str) -> None:
        """Change to the floor of a room, bring it into the middle and give it the focus."""
        floor = next((f for f in self._drawing.floors if any(room.code == code for room in f.rooms)), None)
        if floor is None:
            return
        self.set_floor(floor.code)
        self._focus_on(code)

    def bounds(self) -> Box:
        """The box around the shown floor in metres."""
        return self._layer.bounds()

    # Focus of the keyboard

    def focused_room(self) -> str | None:
        """Code of the room that the keyboard stands on."""
        return self._focus_room

    def _focus_on(self, code: str) -> None:
        self._focus_room = code
        box = self._layer.room_on_screen(code, self._view).words
        if not QRectF(self.rect()).contains(box):
            off = QPointF(self.width() / 2, self.height() / 2) - box.center()
            self.turn_to(self._view.moved(off.x(), off.y()))
        self._describe()
        self.room_focused.emit(code)
        self.update()

    def _walk(self, direction: tuple[float, float]) -> None:
        boxes = {code: bounds_of(room.shape.outline) for code, room in self._layer.rooms.items()}
        if not boxes:
            return
        here = self._focus_room if self._focus_room in boxes else None
        found = next(iter(boxes)) if here is None else neighbour(boxes, here, direction)
        if found is not None:
            self._focus_on(found)

    def _describe(self) -> None:
        """Tell screen readers what the keyboard stands on."""
        if self._focus_room in self._layer.rooms:
            words = "，".join(self._room_lines(self._focus_room))
        else:
            words = self.tr("{floor}，{count} 间。方向键选择房间，回车打开。").format(
                floor=self._layer.floor.name, count=len(self._layer.rooms)
            )
        if words != self.accessibleDescription():
            self.setAccessibleDescription(words)
            QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.DescriptionChanged))

    def _room_lines(self, code: str) -> list[str]:
        odd = self._layer.odd_in_rooms().get(code, {})
        return plan_words.room_lines(self._layer.rooms[code], self._crowd.in_room(code), odd)

    # Painting

    def sizeHint(self) -> QSize:
        """Size that suits what is shown."""
        return QSize(760, 460)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what is shown."""
        painter = QPainter(self)
        if not (self.turning and self._layer.stretch(painter, self.size(), self._view)):
            painter.drawPixmap(0, 0, self.still_picture())
        self._layer.draw_odd_devices(painter, self._view)
        self._crowd.draw(painter, self._view, area=QRectF(self.rect()), hidden=self._layer.hidden_rooms(self._view))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_trail(painter)
        if self.hasFocus():
            self._paint_focus(painter)
        if not self._live:
            self._paint_veil(painter)
        painter.end()

    def still_picture(self) -> QPixmap:
        """The part that does not move: it is copied under the people in each frame."""
        return self._layer.picture(self.size(), self.devicePixelRatioF(), self._view)

    def _paint_trail(self, painter: QPainter) -> None:
        stops = []
        for stop in self._trail:
            box = self._layer.box_of(stop.room)
            if box is not None:
                stops.append((stop, ((box[0] + box[2]) / 2, box[1] + (box[3] - box[1]) * 0.6)))
        if stops:
            plan_trail.draw_trail(painter, stops, self._view)

    def _paint_focus(self, painter: QPainter) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent"), 2.0))
        room = self._layer.room_on_screen(self._focus_room or "", self._view)
        if room is not None:
            painter.drawRoundedRect(room.area, 4, 4)
        else:
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), 4, 4)

    def _paint_veil(self, painter: QPainter) -> None:
        painter.fillRect(self.rect(), marks.unknown_brush())
        since = "—" if self._state.as_of is None else clock(self._state.as_of)
        words = self.tr("数据已中断，画面停在 {time}").format(time=since)
        box = QRectF(0, 0, text.width(words, size="title", bold=True) + 40, 44)
        box.moveCenter(QRectF(self.rect()).center())
        painter.setPen(QPen(theme.colour("p2"), 2))
        painter.setBrush(theme.colour("panel"))
        painter.drawRoundedRect(box, 6, 6)
        text.draw(painter, box, words, theme.colour("text"), size="title", bold=True, align=text.CENTRE)

    def _step(self) -> None:
        self._crowd.advance(self._since.elapsed() / GLIDE_MS)
        if not self._crowd.moving:
            self._glide.stop()
        self.update()

    # Input

    def hit(self, place: QPointF) -> Hit | None:
        """What lies at a pixel: person, device, door or room; None for nothing."""
        return hit(self._layer, self._crowd, self._view, (place.x(), place.y()))

    def clicked(self, place: QPointF) -> None:
        """A click without a drag."""
        self._click(self.hit(place))

    def _click(self, found: Hit | None) -> None:
        if found is None:
            return
        if found.kind == "room":
            self._focus_room = found.code
            self._describe()
            self.update()
        signals = {
            "room": self.room_clicked,
            "door": self.door_clicked,
            "person": self.person_clicked,
            "device": self.device_clicked,
        }
        signals[found.kind].emit(found.code)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys of the class docstring."""
        if not self._key(event):
            super().keyPressEvent(event)

    def _key(self, event: QKeyEvent) -> bool:
        """Whether a key was one of ours."""
        key = Qt.Key(event.key())
        if key in ARROWS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._walk(ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focus_room:
            self.room_clicked.emit(self._focus_room)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._next_floor(1 if key == Qt.Key.Key_PageUp else -1)
        else:
            return self.view_key(event)
        return True

    def event(self, event: QEvent) -> bool:
        """Tooltips come from what is painted."""
        if event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), "\n".join(self.lines_at(QPointF(event.pos()))), self)
            return True
        return super().event(event)

    def lines_at(self, place: QPointF) -> list[str]:
        """The words of the tooltip at a pixel."""
        found = self.hit(place)
        if found is None:
            return []
        if found.kind == "room":
            return self._room_lines(found.code)
        if found.kind == "person":
            return self._person_lines(found.code)
        if found.kind == "door":
            door = self._layer.door(found.code)
            return [] if door is None else plan_words.door_lines(door, self._layer.doors[found.code])
        device = next(d for d in self._layer.floor.devices if d.id == found.code)
        return plan_words.device_lines(device, *self._layer.devices[found.code])

    def _person_lines(self, subject: str) -> list[str]:
        person = self._crowd.person(subject)
        if person is None:
            return []
        room = self._layer.rooms.get(person.room)
        return plan_words.person_lines(person, room.shape.name if room else "")

    def room_at(self, place: QPointF) -> str | None:
        """Code of the room under a pixel, whatever stands in it."""
        return room_at(self._layer, self._view.to_metres((place.x(), place.y())))
