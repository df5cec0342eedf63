"""A new booking: first method and time, at once which rooms are free and what the rules say, then the project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.booking_rooms import RoomChoice
from app.dialogs.booking_times import TimesForm
from app.dialogs.form import LARGEST, Form, plain_button
from app.dialogs.hold import HoldChoice
from app.widgets.labels import label
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people import units
from venue.projects import projects
from venue.projects.methods import Category, Method, all_methods, enabled_categories, method_at
from venue.projects.projects import Project
from venue.schedule import claim_views
from venue.schedule.claim_views import RoomOffer

WIDE, HIGH = 980, 560
SHARE = 0.95  # of the height of the window over which the dialog lies
NEW = ""
USUAL = (
    *("open_tender", "invited_tender", "competitive_consultation", "competitive_negotiation", "inquiry"),
    *("single_source", "auction", "listing", "online_bidding", "remote_main", "remote_sub"),
)
"""The methods in the order in which they are offered; any other comes last."""


@dataclass(frozen=True)
class Known:
    """What the form chooses from: kinds of projects, units by code, projects that are reserved and have no place yet."""

    categories: tuple[Category, ...] = ()
    units: Mapping[str, str] = field(default_factory=dict)
    waiting: tuple[Project, ...] = ()


def read_known(read: Reading, viewer: Principal, at: Millis) -> Known:
    """Look at what the form chooses from."""
    every = projects.all_projects(read, viewer)
    reserved = tuple(one for one in every if one.phase == "reserved")
    return Known(enabled_categories(read, viewer, at=at), units.unit_names(read, viewer), reserved)


class BookingDialog(Form):
    """Method and time first. Reserves the project, then takes all its rooms with everything else the method asks for.

    What is refused at the second step leaves the reservation standing: the same button tries again, another puts it on the
    wait-list.
    """

    def __init__(
        self, desk: Desk, day: str, parent: QWidget | None = None, *, room: str = "", at: Millis | None = None
    ) -> None:
        super().__init__(desk, parent)
        self._known, self._reserved, self._room = Known(), "", room
        self._methods = _methods_on(desk.now())
        self.project, self.method, self.category, self.agency = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.code, self.title, self.basis, self.document = QLineEdit(), QLineEdit(), QComboBox(), QLineEdit()
        self.bidders = QSpinBox()
        self.bidders.setRange(0, 500)
        self.times, self.hold = TimesForm(desk, day, at=at), HoldChoice(desk)
        self.rooms = RoomChoice(desk, self._purposes())
        self.rooms.want(room)
        self.wait_button = plain_button("", icon="hourglass")
        self.wait_button.setVisible(False)
        self._fill()
        self._lay_fields()
        self._connect()
        self.settle()
        self.method.setFocus()
        desk.look_at(lambda read, viewer: read_known(read, viewer, desk.now()), self.guarded(self._took_known))
        self._method_chosen()

    def _fill(self) -> None:
        for one in self._methods:
            self.method.addItem("", one.code)
        for code in ("", "size", "approval", "peer"):
            self.basis.addItem("", code)
        self.project.addItem("", NEW)

    def _lay_fields(self) -> None:
        left, right = QVBoxLayout(), QVBoxLayout()
        for side in (left, right):
            side.setSpacing(9)
        top = QGridLayout()
        top.setHorizontalSpacing(12)
        top.setVerticalSpacing(9)
        top.setColumnStretch(1, 1)
        self._grids = (top, self.times.grid, self._grid)
        self._labels = {name: _row(top, getattr(self, name)) for name in ("method", "project")}
        self._labels |= {
            name: self.add_field(owner)
            for name, owner in (
                ("code", self.code),
                ("title", self.title),
                ("category", self.category),
                ("agency", self.agency),
                ("bidders", self.bidders),
                ("basis", self.basis),
                ("document", self.document),
            )
        }
        self._column.removeItem(self._grid)
        self._grid.setParent(None)
        left.addLayout(top)
        left.addWidget(self.times)
        left.addLayout(self._grid)
        left.addStretch(1)
        self._heading = label("", "muted")
        right.addWidget(self._heading)
        right.addWidget(self.rooms, 1)
        right.addWidget(self.hold)
        across = QHBoxLayout()
        across.setSpacing(22)
        across.addLayout(left, 5)
        across.addLayout(right, 6)
        self.body.addLayout(across, 1)
        self._column.setStretchFactor(self.body, 1000)
        self.buttons.insertWidget(1, self.wait_button)

    def _connect(self) -> None:
        self.method.currentIndexChanged.connect(self._method_chosen)
        self.project.currentIndexChanged.connect(self._project_chosen)
        self.times.changed.connect(self._look)
        self.rooms.changed.connect(self._may)
        self.wait_button.clicked.connect(self._wait)

    def _purposes(self) -> dict[str, str]:
        return {
            "opening": self.tr("开标"),
            "evaluation": self.tr("评标"),
            "agency": self.tr("代理工作"),
            "auction": self.tr("拍卖"),
            "negotiation": self.tr("磋商谈判"),
            "clarification": self.tr("询标"),
        }

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("先选方式和时间，右侧即列出空闲的功能室；席位、见证、设备和布置清场时间随方式自动一并占用。")
        self.name_dialog(self.tr("新建预约"), intro=intro, accept=self.tr("预约"))
        words = {
            "project": self.tr("项目"),
            "method": self.tr("交易方式"),
            "code": self.tr("项目编号"),
            "title": self.tr("项目名称"),
            "category": self.tr("项目类别"),
            "agency": self.tr("代理机构"),
            "bidders": self.tr("投标人数"),
            "basis": self.tr("异地依据"),
            "document": self.tr("批准文号"),
        }
        for name, told in words.items():
            self.name_field(self._labels[name], told)
        for number, one in enumerate(self._methods):
            self.method.setItemText(number, str(getattr(one, self.desk.language)))
        bases = ("—", self.tr("达到规模标准"), self.tr("行政监督部门批准"), self.tr("其他中心的项目"))
        for number, told in enumerate(bases):
            self.basis.setItemText(number, told)
        self.project.setItemText(0, self.tr("新项目"))
        self._heading.setText(self.tr("这个时间的功能室（含布置与清场）"))
        self.wait_button.setText(self.tr("列入候补"))
        self.wait_button.setAccessibleName(self.tr("列入候补"))
        labels = (*self._labels.values(), *self.times.labels.values())
        for grid in self._grids:  # all fields begin at the same pixel
            grid.setColumnMinimumWidth(0, max(one.sizeHint().width() for one in labels))
        self._may()

    # What is chosen

    def _took_known(self, known: Known) -> None:
        self._known = known
        for one in known.categories:
            self.category.addItem(str(getattr(one, self.desk.language)), one.code)
        self.agency.addItem("—", "")
        for code, name in known.units.items():
            self.agency.addItem(f"{name}（{code}）", code)
        for one in known.waiting:
            self.project.addItem(" ".join((one.code, one.title)), one.code)
        self._may()

    def chosen_method(self) -> Method:
        """The method that is chosen."""
        return next(one for one in self._methods if one.code == self.method.currentData())

    def _method_chosen(self) -> None:
        method = self.chosen_method()
        for name in ("basis", "document"):
            self._labels[name].setVisible(method.remote)
            self._labels[name].buddy().setVisible(method.remote)
        self.times.set_remote(remote=method.code == "remote_main", sub_venues=1 if method.code == "remote_main" else 0)
        self._look()

    def _project_chosen(self) -> None:
        code = str(self.project.currentData())
        known = next((one for one in self._known.waiting if one.code == code), None)
        self._reserved = code
        for name in ("code", "title", "category", "agency", "bidders", "basis", "document"):
            self._labels[name].buddy().setEnabled(known is None)
        self.method.setEnabled(known is None)
        self.times.setEnabled(known is None)
        if known is not None:
            self.code.setText(known.code)
            self.title.setText(known.title)
            self.method.setCurrentIndex(max(0, self.method.findData(known.method)))
            self.times.show_project(known)
        self._may()

    def _look(self) -> None:
        """Ask which rooms are free at the time that is typed."""
        method, times = self.chosen_method(), self.times.times()
        seats = 0

        def read(picture: Reading, viewer: Principal) -> dict[str, tuple[RoomOffer, ...]]:
            found = {}
            for need in method.needs:
                if need.kind != "room" or not need.room_types or need.optional:
                    continue
                since, until = method.session(
                    need, open_at=times.open_at, gather_at=times.gather_at, minutes=times.minutes
                )
                found[need.purpose] = claim_views.free_rooms_for(
                    picture,
                    viewer,
                    method=method.code,
                    purpose=need.purpose,
                    from_at=since,
                    until_at=until,
                    seats=seats,
                    project=self._reserved,
                )
            return found

        def took(offers: dict[str, tuple[RoomOffer, ...]]) -> None:
            if self.times.times() == times and self.chosen_method() is method:
                self.rooms.show_offers(offers)

        self.desk.look_at(read, self.guarded(took))
        self._may()

    # Whether it may be done

    def _may(self) -> None:
        self.accept_button.setEnabled(not self._hindrance())
        self.accept_button.setToolTip(self._hindrance())

    def _hindrance(self) -> str:
        """What stands in the way of asking at all."""
        if self._reserved:
            return ""
        hard = next((one for one in self.times.advice() if one.hard), None)
        return self.desk.say(hard.code, hard.args) if hard is not None else ""

    def missing(self) -> str:
        """Rooms, and for a new project what it is called."""
        lacking = self.rooms.lacking()
        if lacking:
            return self.tr("这个时间没有选到可用的房间：{what}。换一个时间，或列入候补。").format(
                what="、".join(lacking)
            )
        if self._reserved:
            return ""
        for name in ("code", "title"):
            if not getattr(self, name).text().strip():
                return self.tr("请填写{what}。").format(what=self._labels[name].text())
        if self.chosen_method().agency and not self.agency.currentData():
            return self.tr("请选择代理机构。")
        return ""

    # Doing it

    def asked(self) -> dict[str, Any]:
        """The reservation as the engine wants it."""
        times = self.times.times()
        found: dict[str, Any] = {
            "code": self.code.text().strip(),
            "title": self.title.text().strip(),
            "category": self.category.currentData() or "",
            "method": self.chosen_method().code,
            "agency": self.agency.currentData() or "",
            "bidders": self.bidders.value(),
            "minutes": times.minutes,
            "open_at": times.open_at,
        }
        found |= {name: getattr(times, name) for name in ("gather_at", "draw_at") if getattr(times, name) is not None}
        if self.chosen_method().remote:
            found |= {"remote_basis": self.basis.currentData(), "remote_document": self.document.text().strip()}
            found["sub_venues"] = 1 if self.chosen_method().code == "remote_main" else 0
        return found

    def wanted(self) -> list[dict[str, Any]]:
        """The rooms as the engine wants them; it takes what else the method asks for by itself."""
        method, times = self.chosen_method(), self.times.times()
        found = []
        for purpose, room in self.rooms.chosen().items():
            need = method.need(purpose)
            since, until = method.session(need, open_at=times.open_at, gather_at=times.gather_at, minutes=times.minutes)
            what = {"kind": "room", "purpose": purpose, "resource": room}
            found.append({**what, "from_at": since, "until_at": until})
        return found

    def submit(self) -> None:
        """Reserve the project, unless that is done, then take its rooms."""
        self.set_busy(True)
        if self._reserved:
            self._place(self._reserved)
            return
        self.desk.tasks.act(
            "projects.reserve", {"asked": self.asked()}, self.guarded(self._place), self.guarded(self.failed)
        )

    def _place(self, project: str) -> None:
        self._reserved = project
        minutes = self.hold.hold_min()
        args = {"project": project, "wanted": self.wanted(), "complete": 1}
        args |= {"held": 1, "hold_min": minutes} if minutes else {}
        self.desk.tasks.act("bookings.place", args, self.guarded(self.answered), self.guarded(self._unplaced))

    def _unplaced(self, fault: Exception) -> None:
        """The reservation stands, its rooms do not."""
        self.failed(fault)
        words = self.tr("项目 {code} 已登记，房间没有占到：{why}").format(code=self._reserved, why=self.refusal.text())
        self.refuse(words)
        self.wait_button.setVisible(True)

    def _wait(self) -> None:
        wanted = [{**one, "resource": ""} for one in self.wanted()]
        self.ask("waiting.join", project=self._reserved, wanted=wanted, reason=self.tr("预约时没有可用的房间"))

    # The dialog itself

    def restyle(self) -> None:
        """Two columns."""
        scale = theme.current().scale
        self.setMinimumWidth(round(WIDE * min(scale, 1.3)))
        self.update()

    def fit(self) -> None:
        """High enough for the fields, as far as the window allows."""
        super().fit()
        over = self.parentWidget()
        most = max(LARGEST, round(over.window().height() * SHARE)) if over is not None else LARGEST
        self.setMinimumHeight(min(most, max(HIGH, self._column.sizeHint().height())))


def _row(grid: QGridLayout, owner: QWidget) -> QLabel:
    """A label and its field in a grid of their own, above the times."""
    words = label("")
    words.setBuddy(owner)
    grid.addWidget(words, grid.rowCount(), 0)
    grid.addWidget(owner, grid.rowCount() - 1, 1)
    return words


def _methods_on(at: Millis) -> tuple[Method, ...]:
    codes = dict.fromkeys((*USUAL, *(one.code for one in all_methods())))
    return tuple(found for code in codes if (found := method_at(code, at)) is not None)
