"""When a project opens, gathers and draws: judged against the rules while it is typed, with what is legal as buttons."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDate, QTime, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from app.desk import Desk
from app.dialogs.form import plain_button
from app.widgets.labels import label
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute, local
from venue.core.clock import HOUR, MINUTE, Millis, at_local, day_of
from venue.projects.legal import Advice, Offer, advice_on
from venue.projects.projects import Project
from venue.rules.legal_times import ProjectTimes

DAY_FORM, TIME_FORM = "yyyy-MM-dd", "HH:mm"
FIELDS = ("open_at", "gather_at", "draw_at")
SHORTEST, LONGEST = 30, 7 * 24 * 60  # minutes of an evaluation


@dataclass(frozen=True, slots=True)
class Times:
    """What is typed: opening, gathering, draw (``None``: none), expected minutes of the evaluation (0: as the method says)."""

    open_at: Millis
    gather_at: Millis | None
    draw_at: Millis | None
    minutes: int


class TimesForm(Restyled, QWidget):
    """Emits `changed` when another time is typed; `advice()` is everything that stands against it."""

    changed = Signal()

    def __init__(self, desk: Desk, day: str, parent: QWidget | None = None, *, at: Millis | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._advice: tuple[Advice, ...] = ()
        self._remote, self._sub_venues = False, 0
        start = at if at is not None else at_local(day, "09:00")
        self.day, self.open_at, self.gather_at = QDateEdit(), QTimeEdit(), QTimeEdit()
        self.gathers, self.draws = QCheckBox(), QCheckBox()
        self.draw_day, self.draw_at, self.minutes = QDateEdit(), QTimeEdit(), QSpinBox()
        self.minutes.setRange(0, LONGEST)
        self.minutes.setSingleStep(SHORTEST)
        self._arrange(start)
        self.labels = {name: label("") for name in ("day", "open_at", "gather_at", "draw_at", "minutes")}
        self.said = QVBoxLayout()
        self.said.setSpacing(4)
        self._lay_out()
        self._connect()
        self.settle()
        self._judge()

    def _arrange(self, start: Millis) -> None:
        for edit in (self.day, self.draw_day):
            edit.setDisplayFormat(DAY_FORM)
            edit.setCalendarPopup(True)
        for edit in (self.open_at, self.gather_at, self.draw_at):
            edit.setDisplayFormat(TIME_FORM)
        self.day.setDate(QDate.fromString(day_of(start), DAY_FORM))
        self.open_at.setTime(_time(start))
        self.gather_at.setTime(_time(start + HOUR))
        self.draw_day.setDate(QDate.fromString(day_of(start - 24 * HOUR), DAY_FORM))
        self.draw_at.setTime(QTime(15, 30))
        self.gathers.setChecked(True)
        self.draw_day.setEnabled(False)
        self.draw_at.setEnabled(False)

    def _lay_out(self) -> None:
        self.grid = grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        fields = (
            ("day", (self.day,)),
            ("open_at", (self.open_at,)),
            ("gather_at", (self.gathers, self.gather_at)),
            ("draw_at", (self.draws, self.draw_day, self.draw_at)),
            ("minutes", (self.minutes,)),
        )
        for row, (name, widgets) in enumerate(fields):
            line = QHBoxLayout()
            line.setSpacing(6)
            for widget in widgets:
                line.addWidget(widget, 0 if isinstance(widget, QCheckBox) else 1)
            grid.addWidget(self.labels[name], row, 0)
            grid.addLayout(line, row, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(grid)
        column.addLayout(self.said)

    def _connect(self) -> None:
        for edit in (self.day, self.draw_day):
            edit.dateChanged.connect(self._judge)
        for edit in (self.open_at, self.gather_at, self.draw_at):
            edit.timeChanged.connect(self._judge)
        self.minutes.valueChanged.connect(self._judge)
        self.gathers.toggled.connect(self._toggled)
        self.draws.toggled.connect(self._toggled)

    def retranslate(self) -> None:
        """All words."""
        named = {
            "day": (self.tr("日期"), self.day),
            "open_at": (self.tr("开标时间"), self.open_at),
            "gather_at": (self.tr("集合时间"), self.gather_at),
            "draw_at": (self.tr("专家抽取"), self.draw_day),
            "minutes": (self.tr("预计评标"), self.minutes),
        }
        for name, (words, owner) in named.items():
            self.labels[name].setText(words)
            self.labels[name].setBuddy(owner)
            owner.setAccessibleName(words)
        self.gathers.setAccessibleName(self.tr("有集合时间"))
        self.draws.setAccessibleName(self.tr("已定抽取时间"))
        self.draw_at.setAccessibleName(self.tr("抽取时刻"))
        self.minutes.setSuffix(self.tr(" 分钟"))
        self.minutes.setSpecialValueText(self.tr("按方式的常规时长"))
        self._show()

    # What is typed

    def times(self) -> Times:
        """What is typed now."""
        opens = _instant(self.day.date(), self.open_at.time())
        gathers = _instant(self.day.date(), self.gather_at.time()) if self.gathers.isChecked() else None
        draws = _instant(self.draw_day.date(), self.draw_at.time()) if self.draws.isChecked() else None
        return Times(opens, gathers, draws, self.minutes.value())

    def advice(self) -> tuple[Advice, ...]:
        """Everything against the times, as typed now."""
        return self._advice

    def set_remote(self, *, remote: bool, sub_venues: int) -> None:
        """Whether the method is remote evaluation: other times hold for its draw."""
        if (remote, sub_venues) != (self._remote, self._sub_venues):
            self._remote, self._sub_venues = remote, sub_venues
            self._judge()

    def show_project(self, project: Project) -> None:
        """The times of a project that is reserved already."""
        if project.open_at is not None:
            self.day.setDate(QDate.fromString(day_of(project.open_at), DAY_FORM))
            self.open_at.setTime(_time(project.open_at))
        self.gathers.setChecked(project.gather_at is not None)
        if project.gather_at is not None:
            self.gather_at.setTime(_time(project.gather_at))
        self.draws.setChecked(project.draw_at is not None)
        if project.draw_at is not None:
            self.take(Offer("draw_at", project.draw_at))
        self.minutes.setValue(project.minutes)

    def take(self, offer: Offer) -> None:
        """Take what was offered."""
        if offer.field == "draw_at":
            self.draws.setChecked(True)
            self.draw_day.setDate(QDate.fromString(day_of(offer.at), DAY_FORM))
            self.draw_at.setTime(_time(offer.at))
        elif offer.field == "gather_at":
            self.gathers.setChecked(True)
            self.gather_at.setTime(_time(offer.at))
        else:
            self.day.setDate(QDate.fromString(day_of(offer.at), DAY_FORM))
            self.open_at.setTime(_time(offer.at))

    def _toggled(self) -> None:
        self.gather_at.setEnabled(self.gathers.isChecked())
        for edit in (self.draw_day, self.draw_at):
            edit.setEnabled(self.draws.isChecked())
        self._judge()

    def _judge(self) -> None:
        times = self.times()
        asked = ProjectTimes(
            open_at=times.open_at,
            draw_at=times.draw_at,
            gather_at=times.gather_at,
            remote=self._remote,
            sub_venues=self._sub_venues,
        )
        self._advice = tuple(one for one in advice_on(self.desk.now(), asked) if one.field in FIELDS)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        _empty(self.said)
        for one in self._advice:
            words = label(self.desk.say(one.code, one.args), "abnormal" if one.hard else "muted")
            words.setWordWrap(True)
            self.said.addWidget(words)
            if one.offers:
                self.said.addLayout(self._offers(one))
        if not self._advice:
            self.said.addWidget(label(self.tr("时间合规"), "muted"))

    def _offers(self, advice: Advice) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        for offer in advice.offers:
            made = plain_button(self._offer_words(offer))
            made.clicked.connect(lambda _=False, offer=offer: self.take(offer))
            row.addWidget(made)
        row.addStretch(1)
        return row

    def _offer_words(self, offer: Offer) -> str:
        names = {"open_at": self.tr("开标"), "gather_at": self.tr("集合"), "draw_at": self.tr("抽取")}
        same = day_of(offer.at) == self.day.date().toString(DAY_FORM)
        when = hour_minute(offer.at) if same else f"{local(offer.at):%m-%d} {hour_minute(offer.at)}"
        return self.tr("{what}改为 {when}").format(what=names[offer.field], when=when)


def _time(at: Millis) -> QTime:
    return QTime(*map(int, hour_minute(at).split(":")))


def _instant(day: QDate, time: QTime) -> Millis:
    return at_local(day.toString(DAY_FORM)) + (time.hour() * 60 + time.minute()) * MINUTE


def _empty(box: QVBoxLayout | QHBoxLayout) -> None:
    while box.count():
        item = box.takeAt(0)
        if item.layout() is not None:
            _empty(item.layout())
        elif isinstance(item.widget(), QWidget):
            item.widget().hide()
            item.widget().deleteLater()
