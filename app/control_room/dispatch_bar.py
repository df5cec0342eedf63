"""The tools over the plan: which day, day or week, zoom, conflicts, and what may be begun here."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from app import theme
from app.control_room.dispatch_chart import short_date
from app.control_room.dispatch_words import MAY_BOOK, MAY_DISPATCH
from app.desk import Desk
from app.widgets.labels import label
from app.widgets.panel import button, tool
from app.widgets.restyled import Restyled
from venue.core.clock import at_local

TIGHT = 1_160  # pixels at text scale 1.0 under which the words of the lesser tools do not fit
CHEVRONS = ("chevron-left", "chevron-right")


class DispatchBar(Restyled, QWidget):
    """Emits `moved(days)`, `today_asked`, `view_chosen("day" | "week")`, and one signal for each thing to begin."""

    moved = Signal(int)
    today_asked = Signal()
    view_chosen = Signal(str)
    booking_asked = Signal()
    series_asked = Signal()
    block_asked = Signal()
    import_asked = Signal()
    print_asked = Signal()
    conflict_asked = Signal()
    more_asked = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._tight = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.earlier, self.later = tool(CHEVRONS[0], ""), tool(CHEVRONS[1], "")
        self.today, self.date = button(""), label("", "title")
        self.day_button, self.week_button = button("", icon="rows-3"), button("", icon="calendar-days")
        self.conflict = button("", icon="triangle-alert", tone="danger")
        self.booking = button("", icon="plus", tone="primary")
        self.series = button("", icon="refresh-cw")
        self.block, self.import_, self.print_ = (
            button("", icon="wrench"),
            button("", icon="upload"),
            button("", icon="printer"),
        )
        self.more = tool("ellipsis", "")
        self._views = QButtonGroup(self)
        for made in (self.day_button, self.week_button):
            made.setCheckable(True)
            self._views.addButton(made)
        self.day_button.setChecked(True)
        self.conflict.setVisible(False)
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (self.earlier, self.today, self.later, self.date, self.day_button, self.week_button):
            row.addWidget(part)
        row.addStretch(1)
        for part in (self.conflict, self.block, self.series, self.import_, self.print_, self.more, self.booking):
            row.addWidget(part)

    def _connect(self) -> None:
        self.earlier.clicked.connect(lambda: self.moved.emit(-1))
        self.later.clicked.connect(lambda: self.moved.emit(1))
        self.today.clicked.connect(self.today_asked)
        self.day_button.clicked.connect(lambda: self.view_chosen.emit("day"))
        self.week_button.clicked.connect(lambda: self.view_chosen.emit("week"))
        self.conflict.clicked.connect(self.conflict_asked)
        self.booking.clicked.connect(self.booking_asked)
        self.series.clicked.connect(self.series_asked)
        self.block.clicked.connect(self.block_asked)
        self.import_.clicked.connect(self.import_asked)
        self.print_.clicked.connect(self.print_asked)
        self.more.clicked.connect(self.more_asked)

    def retranslate(self) -> None:
        """All words."""
        named = (
            (self.earlier, "", self.tr("前一天或前一周 Alt+PgUp")),
            (self.later, "", self.tr("后一天或后一周 Alt+PgDn")),
            (self.today, self.tr("今天"), self.tr("回到今天 Alt+Home")),
            (self.day_button, self.tr("日"), self.tr("日视图 F6")),
            (self.week_button, self.tr("周"), self.tr("周视图 F6")),
            (self.booking, self.tr("新建预约"), self.tr("新建预约 Ctrl+N")),
            (self.series, self.tr("例行占用…"), self.tr("每周例行的占用：培训、演练、会议")),
            (self.block, self.tr("停用…"), self.tr("检修停用 Ctrl+B")),
            (self.import_, self.tr("导入…"), self.tr("从表格导入一天或一周 Ctrl+I")),
            (self.more, "", self.tr("更多：候补、例外、日历文件 F10")),
            (self.print_, self.tr("打印日程板"), self.tr("打印日程板 Ctrl+P")),
        )
        for owner, words, hint in named:
            owner.setText("" if self._tight and owner in self._side_tools() else words)
            owner.setAccessibleName(words or hint)
            owner.setToolTip(hint)

    def _side_tools(self) -> tuple[QWidget, ...]:
        return (self.series, self.block, self.import_, self.print_)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room the tools at the right are icons only; their tooltips say what they do."""
        super().resizeEvent(event)
        tight = self.width() < TIGHT * theme.current().scale
        if tight != self._tight:
            self._tight = tight
            self.retranslate()

    def show_view(self, view: str) -> None:
        """Day or week."""
        (self.week_button if view == "week" else self.day_button).setChecked(True)

    def show_day(self, day: str, last: str = "") -> None:
        """Name the day, or the first and the last day of a week."""
        words = short_date(at_local(day))
        if last:
            words = " – ".join(short_date(at_local(one), weekday=False) for one in (day, last))
        self.date.setText(words)

    def show_conflicts(self, count: int) -> None:
        """How many rooms are taken twice, or are closed and taken."""
        self.conflict.setVisible(count > 0)
        words = self.tr("{count} 间冲突").format(count=count)
        self.conflict.setText(words)
        self.conflict.setAccessibleName(words)
        self.conflict.setToolTip(self.tr("下一处冲突 F8"))

    def show_rights(self, *, printable: bool) -> None:
        """What whoever sits here may begin."""
        roles = self.desk.viewer.roles
        self.booking.setVisible(bool(roles & MAY_BOOK))
        self.import_.setVisible(bool(roles & MAY_BOOK))
        self.series.setVisible(bool(roles & MAY_BOOK))
        self.block.setVisible(bool(roles & (MAY_DISPATCH | {"it_engineer"})))
        self.print_.setVisible(printable)
