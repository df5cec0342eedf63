"""Closing a room for a time: from when to when, why, and on which permit."""

from __future__ import annotations

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QCheckBox, QComboBox, QDateTimeEdit, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label
from app.widgets.words import hour_minute, local
from venue.core.clock import HOUR, MINUTE, Millis, at_local
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people import needs
from venue.people.needs import Permit
from venue.schedule import claim_views
from venue.schedule.bookings import Claim

MOMENT_FORM = "yyyy-MM-dd HH:mm"


class BlockDialog(Form):
    """Asks for room, time, reason and permit, shows what is claimed there already, then asks for `blocks.set`."""

    def __init__(self, desk: Desk, day: str, parent: QWidget | None = None, *, room: str = "") -> None:
        super().__init__(desk, parent, tone="danger")
        self._day = day
        self._there: tuple[Claim, ...] = ()
        self.room, self.permit, self.reason = QComboBox(), QComboBox(), QLineEdit()
        self.since, self.until = QDateTimeEdit(), QDateTimeEdit()
        self.displacing = QCheckBox()
        self.reason.setMaxLength(400)
        self._fill(room)
        names = ("room", "since", "until", "reason", "permit")
        self._labels = {name: self.add_field(getattr(self, name)) for name in names}
        self.there = label("", "muted")
        self.there.setWordWrap(True)
        self.body.addWidget(self.there)
        self.body.addWidget(self.displacing)
        self.displacing.setVisible(False)
        self._connect()
        self.settle()
        self.reason.setFocus()
        self._look()

    def _fill(self, room: str) -> None:
        ground = self.desk.ground
        for one in ground.plan(self.desk.now()).rooms if ground is not None else ():
            if one.use == "function":
                self.room.addItem(f"{getattr(one.name, self.desk.language)}（{one.code}）", one.code)
        self.room.setCurrentIndex(max(0, self.room.findData(room)))
        start = max(at_local(self._day, "08:00"), -(-self.desk.now() // (30 * MINUTE)) * 30 * MINUTE)
        for edit, at in ((self.since, start), (self.until, start + 2 * HOUR)):
            edit.setDisplayFormat(MOMENT_FORM)
            edit.setCalendarPopup(True)
            edit.setDateTime(_moment(at))
        self.permit.addItem("", 0)

    def _connect(self) -> None:
        self.room.currentIndexChanged.connect(self._look)
        for edit in (self.since, self.until):
            edit.dateTimeChanged.connect(self._look)

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("停用期间任何预约都不能占用这间功能室；动用设备的作业须有作业许可，许可结束时自动恢复。")
        self.name_dialog(self.tr("停用功能室"), intro=intro, accept=self.tr("停用"))
        words = {
            "room": self.tr("功能室"),
            "since": self.tr("开始"),
            "until": self.tr("结束"),
            "reason": self.tr("事由"),
            "permit": self.tr("作业许可"),
        }
        for name, told in words.items():
            self.name_field(self._labels[name], told)
        self.permit.setItemText(0, self.tr("没有动用设备的作业"))
        self.displacing.setText(self.tr("尚未开始的让出，优先重新安排"))
        self.displacing.setAccessibleName(self.displacing.text())
        self._show()

    def span(self) -> tuple[Millis, Millis]:
        """From when to when, as typed."""
        return _millis(self.since), _millis(self.until)

    def _look(self) -> None:
        room, (since, until) = str(self.room.currentData()), self.span()
        if until <= since:
            self._took(((), ()))
            return

        def read(picture: Reading, viewer: Principal) -> tuple[tuple[Claim, ...], tuple[Permit, ...]]:
            taken = claim_views.claims_between(picture, viewer, since=since, until=until)
            there = tuple(one for one in taken if one.resource == room and one.kind in ("room", "block"))
            return there, needs.permits_at(picture, viewer, at=since)

        self.desk.look_at(read, self.guarded(self._took))

    def _took(self, found: tuple[tuple[Claim, ...], tuple[Permit, ...]]) -> None:
        self._there, permits = found
        chosen = self.permit.currentData()
        while self.permit.count() > 1:
            self.permit.removeItem(1)
        for one in permits:
            if one.room in ("", self.room.currentData()):
                self.permit.addItem(self.tr("{number} 号 {job}").format(number=one.number, job=one.job), one.number)
        self.permit.setCurrentIndex(max(0, self.permit.findData(chosen)))
        self._show()

    def _show(self) -> None:
        told = "、".join(
            f"{one.project or self.tr('停用')} {hour_minute(one.busy_from)}–{hour_minute(one.busy_until)}"
            for one in self._there
        )
        free = self.tr("这段时间没有占用。")
        self.there.setText(self.tr("这段时间已有占用：{who}").format(who=told) if told else free)
        self.displacing.setVisible(bool(told))
        self.fit()

    def missing(self) -> str:
        """A time and a reason are needed; what is claimed must be cleared or left alone."""
        since, until = self.span()
        if until <= since:
            return self.tr("结束时间须晚于开始时间。")
        if not self.reason.text().strip():
            return self.tr("请写明事由。")
        if self._there and not self.displacing.isChecked():
            return self.tr("这段时间已有占用：换一个时间，或勾选让出。")
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        since, until = self.span()
        permit = int(self.permit.currentData())
        more = {"permit": permit} if permit else {}
        self.ask(
            "blocks.set",
            kind="room",
            resource=str(self.room.currentData()),
            from_at=since,
            until_at=until,
            reason=self.reason.text().strip(),
            displacing=int(self.displacing.isChecked()),
            **more,
        )


def _moment(at: Millis) -> QDateTime:
    return QDateTime.fromString(f"{local(at):%Y-%m-%d %H:%M}", MOMENT_FORM)


def _millis(edit: QDateTimeEdit) -> Millis:
    day, _, wall = edit.dateTime().toString(MOMENT_FORM).partition(" ")
    return at_local(day, wall)
