"""A proposal beside the plan as it is: both drawn, each move with its reason, whom to tell; one key takes it, another leaves it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label
from app.widgets.panel import Panel
from app.widgets.plan_chart import PlanChart
from app.widgets.plan_chart_data import PlanBar, PlanDay
from app.widgets.record_table import Column, RecordTable

SHARE = 0.95  # of the window over which the dialog lies
LEAST = QSize(980, 600)


@dataclass(frozen=True, slots=True)
class MoveLine:
    """One move: project and its title, from where to where, why, how many people to tell."""

    project: str
    title: str
    change: str
    reason: str
    people: int


@dataclass(frozen=True)
class Comparison:
    """Everything the dialog shows, in words and pictures; `today_touched` and `then_touched` have only the rooms that change.

    `people`: groups to tell with their number. `costs`: parts of the cost as (name, how much). `saving`: what the proposal costs
    less or more than today's plan.
    """

    number: int
    seen_version: int
    today: PlanDay
    then: PlanDay
    today_touched: PlanDay
    then_touched: PlanDay
    moves: tuple[MoveLine, ...] = ()
    people: tuple[tuple[str, int], ...] = ()
    unplaced: tuple[str, ...] = ()
    costs: tuple[tuple[str, str], ...] = ()
    saving: str = ""
    gap: str = ""


class ProposalDialog(Form):
    """Side by side: the plan as it is, and as it would be. Enter or Ctrl+Enter asks for `dispatch.apply`."""

    def __init__(self, desk: Desk, about: Comparison, parent: QWidget | None = None) -> None:
        self.about = about
        super().__init__(desk, parent)
        self.before, self.after = PlanChart(resizable=False), PlanChart(resizable=False)
        self.left, self.right = Panel(body=self.before), Panel(body=self.after)
        self.touched = QCheckBox()
        self.touched.setChecked(True)
        self.moves = RecordTable(self._columns(), name="", key=lambda line: line.project)
        self.told, self.cost, self.unplaced = label(""), label(""), label("", "small")
        self._lay_charts()
        self._connect()
        self.moves.set_records(about.moves)
        self.settle()
        self._draw()
        self.accept_button.setFocus()

    def _lay_charts(self) -> None:
        charts = QSplitter(Qt.Orientation.Horizontal)
        charts.setChildrenCollapsible(False)
        charts.setHandleWidth(8)
        for part in (self.left, self.right):
            charts.addWidget(part)
        charts.setSizes([500, 500])
        self.right.add_tool(self.touched)
        facts = QVBoxLayout()
        facts.setSpacing(8)
        for part in (self.cost, self.told, self.unplaced):
            part.setWordWrap(True)
            part.setAlignment(Qt.AlignmentFlag.AlignTop)
            facts.addWidget(part)
        facts.addStretch(1)
        self.moves.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.moves.setMinimumHeight(150)
        low = QHBoxLayout()
        low.setSpacing(14)
        low.addWidget(self.moves, 3)
        low.addLayout(facts, 1)
        self.body.addWidget(charts, 7)
        self.body.addLayout(low, 2)
        self._column.setStretchFactor(self.body, 1000)
        self._column.setContentsMargins(16, 12, 16, 12)

    def _connect(self) -> None:
        for one, other in ((self.before, self.after), (self.after, self.before)):
            one.verticalScrollBar().valueChanged.connect(other.verticalScrollBar().setValue)
            one.scale_changed.connect(lambda scale, other=other: self._follow(other, scale))
            one.bar_chosen.connect(lambda bar, chart=one: self._chosen(chart, bar))
        self.touched.toggled.connect(lambda _: self._draw())
        self.moves.chosen.connect(lambda line: self._stand_on(line.project))
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.accept_button.click)

    def retranslate(self) -> None:
        """All words."""
        title = self.tr("第 {number} 号方案：对比与采纳").format(number=self.about.number)
        intro = self.tr("采纳时引擎逐项重新核对，全部成立才生效；任何一项已有变化，则一项也不改动。")
        self.name_dialog(title, intro=intro, accept=self.tr("采纳方案"), cancel=self.tr("关闭"))
        self.accept_button.setToolTip("Ctrl+Enter")
        self.left.set_title(self.tr("现计划"))
        self.right.set_title(self.tr("方案"))
        self.left.set_note(self.tr("蓝框：将被移动"))
        self.right.set_note(self.tr("蓝框：新位置；虚线：原位置"))
        self.touched.setText(self.tr("只看有变动的功能室"))
        self.touched.setAccessibleName(self.touched.text())
        self.moves.setAccessibleName(self.tr("变动"))
        self.moves.set_columns(self._columns())
        self._show_facts()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("项目"), lambda line: line.title, 190),
            Column(self.tr("变动"), lambda line: line.change, 250),
            Column(self.tr("理由"), lambda line: line.reason),
            Column(self.tr("通知"), lambda line: self.tr("{count} 人").format(count=line.people), 84, right=True),
        )

    def _show_facts(self) -> None:
        about = self.about
        told = self.tr("、").join(f"{group} {count}" for group, count in about.people)
        count = sum(number for _, number in about.people)
        self.told.setText(self.tr("须通知 {count} 人：{who}").format(count=count, who=told) if told else "")
        lines = [about.gap, self.tr("，").join(f"{name} {amount}" for name, amount in about.costs)]
        if about.saving:
            lines.append(self.tr("与现计划相比：{what}").format(what=about.saving))
        self.cost.setText("\n".join(filter(None, lines)))
        self.unplaced.setText("\n".join((self.tr("排不下："), *about.unplaced)) if about.unplaced else "")
        for part in (self.told, self.cost, self.unplaced):
            part.setVisible(bool(part.text()))

    def _draw(self) -> None:
        some = self.touched.isChecked() and bool(self.about.moves)
        today = self.about.today_touched if some else self.about.today
        then = self.about.then_touched if some else self.about.then
        self.before.set_day(replace(today, start=then.start, end=then.end, rows=then.rows))
        self.after.set_day(then)
        known = {bar.id: bar for bar in today.bars}
        moved = [bar for bar in then.bars if bar.mark and bar.id in known]
        self.after.set_origins(tuple((_bare(known[bar.id]), bar.id) for bar in moved))
        for chart in (self.before, self.after):
            chart.set_now(self.desk.now())

    def _follow(self, other: PlanChart, scale: object) -> None:
        was = other.blockSignals(True)
        other.follow(scale)
        other.blockSignals(was)

    def _chosen(self, chart: PlanChart, bar: str) -> None:
        found = chart.bar(bar)
        if found is not None:
            self.moves.select(found.project)

    def _stand_on(self, project: str) -> None:
        """Show the same project in both charts."""
        for chart in (self.before, self.after):
            bar = next((one for one in chart.day().bars if one.project == project), None)
            if bar is not None and chart.bar(chart.focused_bar() or "") != bar:
                was = chart.blockSignals(True)
                chart.focus_on(bar.id)
                chart.blockSignals(was)

    def fit(self) -> None:
        """As large as the window allows: two charts need room."""
        over = self.parentWidget()
        if over is not None:
            size = over.window().size() * SHARE
            self.setMinimumSize(LEAST.boundedTo(size))
            self.resize(size.expandedTo(self.minimumSize()))
        else:
            self.resize(LEAST)

    def restyle(self) -> None:
        """Nothing but a repaint: the size is the window's."""
        self.update()

    def submit(self) -> None:
        """Ask the engine."""
        self.ask("dispatch.apply", number=self.about.number, seen_version=self.about.seen_version)


def _bare(bar: PlanBar) -> PlanBar:
    return replace(bar, mark="")
