"""The floor plan as a card: title, floors, zoom, legend, and from when the picture is."""

from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from app.widgets.floor_plan import FloorPlan
from app.widgets.panel import Panel, button, tool
from app.widgets.plan_data import PersonMark, PlanDrawing, PlanState
from app.widgets.plan_legend import LegendWindow, PeopleLegend
from app.widgets.restyled import Restyled
from app.widgets.words import clock


class PlanPanel(Restyled, Panel):
    """Card around a FloorPlan (`.plan`, whose signals the page connects)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.plan = FloorPlan()
        self.people = PeopleLegend()
        self._floors = QHBoxLayout()
        self._floors.setSpacing(0)
        self._group = QButtonGroup(self)
        self._floor_buttons: dict[str, QPushButton] = {}
        self._legend: LegendWindow | None = None
        self._buttons = {name: tool(name, "") for name in ("zoom-out", "zoom-in", "scan", "circle-question-mark")}
        holder = QWidget()
        holder.setLayout(self._floors)
        self._floors.setContentsMargins(0, 0, 8, 0)
        self.add_tool(holder)
        for made in self._buttons.values():
            self.add_tool(made)
        self.add(self.plan, stretch=1)
        self.add(self.people)
        self._connect()
        self.settle()

    def _connect(self) -> None:
        self._buttons["zoom-out"].clicked.connect(lambda: self.plan.zoom(0.8))
        self._buttons["zoom-in"].clicked.connect(lambda: self.plan.zoom(1.25))
        self._buttons["scan"].clicked.connect(self.plan.fit)
        self._buttons["circle-question-mark"].clicked.connect(self.show_legend)
        self.plan.floor_changed.connect(self._mark_floor)

    def retranslate(self) -> None:
        """Title and names of the buttons."""
        self.set_title(self.tr("平面图 · 实时在场"))
        names = (self.tr("缩小"), self.tr("放大"), self.tr("显示全部"), self.tr("图例"))
        for made, name in zip(self._buttons.values(), names, strict=True):
            made.setAccessibleName(name)
            made.setToolTip(name)
        self._date()

    def set_drawing(self, drawing: PlanDrawing) -> None:
        """Show another site with a button for each floor."""
        for old in self._floor_buttons.values():
            self._group.removeButton(old)
            old.setParent(None)
            old.deleteLater()
        self._floor_buttons = {}
        for floor in drawing.floors if len(drawing.floors) > 1 else ():
            made = button(floor.name)
            made.setCheckable(True)
            made.clicked.connect(lambda _=False, code=floor.code: self.plan.set_floor(code))
            self._group.addButton(made)
            self._floors.addWidget(made)
            self._floor_buttons[floor.code] = made
        self.plan.set_drawing(drawing)
        self._mark_floor(self.plan.floor())

    def _mark_floor(self, code: str) -> None:
        if code in self._floor_buttons:
            self._floor_buttons[code].setChecked(True)

    def set_state(self, state: PlanState) -> None:
        """Show what is known now, with its time beside the title and the people under the plan."""
        self.plan.set_state(state)
        self.people.set_counts(self.plan.group_counts())
        self._date()

    def set_people(self, people: tuple[PersonMark, ...]) -> None:
        """Move the people only."""
        self.plan.set_people(people)
        self.people.set_counts(self.plan.group_counts())

    def _date(self) -> None:
        as_of = self.plan.state().as_of
        self.set_note("" if as_of is None else self.tr("截至 {time}").format(time=clock(as_of)))

    def show_legend(self) -> None:
        """Open the legend."""
        if self._legend is None:
            self._legend = LegendWindow(self)
        self._legend.show()
        self._legend.raise_()
