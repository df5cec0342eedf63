"""The approved plan of an on-site land auction, and when the experts of a project were in fact drawn."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QDate, QDateTime
from PySide6.QtWidgets import QComboBox, QDateEdit, QDateTimeEdit, QHBoxLayout, QLineEdit, QWidget

from app import theme
from app.desk import Desk
from app.dialogs.form import Form, plain_button
from app.widgets.labels import label, set_tone
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.words import hour_minute, local
from venue.core.clock import MINUTE, Millis, at_local, day_of
from venue.core.database import Reading
from venue.core.messages import Changed, Notice
from venue.core.work import Principal
from venue.people.units import unit_names
from venue.projects import expert_draws  # noqa: F401 its act is what the dialog asks for
from venue.projects.approvals import CLAUSE, awaiting_plan, needs_plan
from venue.projects.legal import advice_on
from venue.projects.projects import AMENDABLE, Project, all_projects, times_of
from venue.schedule.holds import holds_open

DAY_FORM, MOMENT_FORM = "yyyy-MM-dd", "yyyy-MM-dd HH:mm"
WIDE, HIGH = 940, 440
MAY_ATTACH = ("clerk", "operator", "site_manager")


@dataclass(frozen=True, slots=True)
class Auction:
    """A land auction with its plan, as the list shows it; ``until_at``: until when it holds rooms provisionally."""

    project: Project
    agency: str
    waits: bool
    until_at: Millis | None


def moment(at: Millis) -> str:
    """Day and time as the wall shows them."""
    return f"{day_of(at)} {hour_minute(at)}"


def auctions(picture: Reading, viewer: Principal) -> tuple[Auction, ...]:
    """The land auctions that may still change: those that wait for their plan first, then by opening."""
    waiting, units = set(awaiting_plan(picture, viewer)), unit_names(picture, viewer)
    until = {one.project: one.until_at for one in holds_open(picture, viewer)}
    found = [
        Auction(one, units.get(one.agency, one.agency), one.code in waiting, until.get(one.code))
        for one in all_projects(picture, viewer)
        if one.phase in AMENDABLE and needs_plan(one)
    ]
    return tuple(sorted(found, key=lambda one: (not one.waits, one.project.open_at or 0, one.project.code)))


class PlansDialog(Form):
    """The land auctions with and without their approved plan; the approval is entered from here."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.list = RecordTable((), name="", key=lambda one: one.project.code)
        self.found, self.detail = label("", "title"), label("", "plain")
        self.attach_button = plain_button("", tone="primary", icon="file-text")
        self.detail.setWordWrap(True)
        tools = QHBoxLayout()
        tools.addWidget(self.attach_button)
        tools.addStretch(1)
        self.body.addWidget(self.found)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self.detail)
        self.body.addLayout(tools)
        self._column.setStretchFactor(self.body, 1000)
        self.accept_button.setVisible(False)
        self.accept_button.setDefault(False)
        self.desk.noticed.connect(self._hear)
        self.list.chosen.connect(lambda _: self._show_chosen())
        self.list.opened.connect(lambda _: self.attach())
        self.attach_button.clicked.connect(self.attach)
        self.settle()
        self.list.setFocus()
        self._look()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr(
            "土地现场拍卖的工作方案须经土地所在地人民政府批准（第{clause}条）。批准文件登记之前，可以预约和预留房间，不能排期和开标。"
        )
        title = self.tr("土地现场拍卖工作方案")
        self.name_dialog(title, intro=intro.format(clause=CLAUSE), accept="", cancel=self.tr("关闭"))
        self.attach_button.setText(self.tr("登记批准文件…"))
        self.attach_button.setAccessibleName(self.attach_button.text())
        self.list.setAccessibleName(self.tr("土地现场拍卖项目"))
        self.list.set_columns(self._columns())
        self._show()

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("状态"), self._state, 104, tone=_state_tone),
            Column(self.tr("项目"), lambda one: one.project.code, 110, tone=lambda _: Tone(bold=True)),
            Column(self.tr("名称"), lambda one: self.tr("涉密") if one.project.secret else one.project.title),
            Column(self.tr("代理机构"), lambda one: one.agency, 130),
            Column(self.tr("开标时间"), lambda one: _brief(one.project.open_at), 104),
            Column(self.tr("房间预留至"), lambda one: _brief(one.until_at), 104),
            Column(self.tr("批准文号"), lambda one: one.project.approved_plan or "—", 150),
        )

    def _state(self, one: Auction) -> str:
        return self.tr("待批准") if one.waits else self.tr("已批准")

    def _hear(self, notices: tuple[Notice, ...]) -> None:
        if any(isinstance(one, Changed) and one.noun in ("project", "hold", "claim", "*") for one in notices):
            self._look()

    def _look(self) -> None:
        self.desk.look_at(auctions, self.guarded(self._took), self.guarded(self.failed))

    def _took(self, found: tuple[Auction, ...]) -> None:
        self.list.set_records(found)
        if found and self.chosen() is None:
            self.list.selectRow(0)
        self._show()

    def chosen(self) -> Auction | None:
        """The auction that is selected."""
        rows = self.list.selectionModel().selectedRows()
        return self.list.records()[rows[0].row()] if rows else None

    def _show(self) -> None:
        records = self.list.records()
        waiting = sum(one.waits for one in records)
        if not records:
            told = self.tr("目前没有土地现场拍卖项目。")
        elif waiting:
            told = self.tr("{count} 个项目待批准").format(count=waiting)
        else:
            told = self.tr("全部项目的工作方案都已批准")
        self.found.setText(told)
        self._show_chosen()

    def _show_chosen(self) -> None:
        one, may = self.chosen(), self.desk.viewer.may(*MAY_ATTACH)
        self.attach_button.setEnabled(one is not None and may)
        if not may:
            told = self.desk.say("act.not_yours")
        elif one is None:
            told = ""
        elif one.waits:
            told = self.desk.say("projects.plan_not_approved", {"project": one.project.code, "clause": CLAUSE})
        else:
            known = one.project
            told = self.tr("{body} {on} 批准，文号 {document}。再次登记会替换，原文号留在账本中。").format(
                body=known.plan_body, on=known.plan_date, document=known.approved_plan
            )
        self.detail.setText(told)
        self.detail.setVisible(bool(told))

    def attach(self) -> None:
        """Enter the approval of the one that is selected."""
        one = self.chosen()
        if one is not None and self.attach_button.isEnabled():
            dialog = AttachPlan(self.desk, one.project, self)
            dialog.finished.connect(dialog.deleteLater)
            dialog.finished.connect(self._look)
            dialog.open()

    def restyle(self) -> None:
        """Room for the list."""
        self.setMinimumWidth(round(WIDE * min(theme.current().scale, 1.25)))
        self.update()

    def fit(self) -> None:
        """High enough for the list."""
        super().fit()
        self.setMinimumHeight(max(self.minimumHeight(), HIGH))


class AttachPlan(Form):
    """Asks for document, approving body and day, then for `projects.attach_plan`."""

    def __init__(self, desk: Desk, project: Project, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.project = project
        self.document, self.organ, self.on = QLineEdit(project.approved_plan), QLineEdit(project.plan_body), QDateEdit()
        for edit in (self.document, self.organ):
            edit.setMaxLength(120)
        today = QDate.fromString(day_of(desk.now()), DAY_FORM)
        self.on.setDisplayFormat(DAY_FORM)
        self.on.setCalendarPopup(True)
        self.on.setMaximumDate(today)
        self.on.setDate(QDate.fromString(project.plan_date, DAY_FORM) if project.plan_date else today)
        self._labels = [self.add_field(field) for field in (self.document, self.organ, self.on)]
        self.settle()
        self.document.setFocus()

    def retranslate(self) -> None:
        """All words."""
        shown = self.tr("涉密") if self.project.secret else self.project.title
        intro = self.tr("项目 {code} {title}：登记后可以排期、确认房间和开标，文号记入账本。")
        intro = intro.format(code=self.project.code, title=shown)
        self.name_dialog(self.tr("登记批准文件"), intro=intro, accept=self.tr("登记"))
        names = (self.tr("批准文号"), self.tr("批准机关"), self.tr("批准日期"))
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        self.document.setPlaceholderText(self.tr("例如：某政函〔2026〕31号"))
        self.organ.setPlaceholderText(self.tr("例如：某县人民政府"))

    def missing(self) -> str:
        """All three are needed."""
        if not self.document.text().strip():
            return self.tr("请填写批准文号。")
        return "" if self.organ.text().strip() else self.tr("请填写批准机关。")

    def submit(self) -> None:
        """Ask the engine."""
        plan = {"document": self.document.text().strip(), "body": self.organ.text().strip()}
        day = self.on.date().toString(DAY_FORM)
        self.ask("projects.attach_plan", project=self.project.code, **plan, on=day)


class ExpertsDrawn(Form):
    """Asks when the experts of a project were drawn, then for `projects.experts_drawn`.

    A fact is not refused: a draw against RB-01 is entered too, and the dialog says beforehand that it will stand on the list of
    the month as a breach.
    """

    def __init__(self, desk: Desk, parent: QWidget | None = None, *, project: str = "") -> None:
        super().__init__(desk, parent)
        self._asked = project
        self._projects: dict[str, Project] = {}
        self.project, self.at = QComboBox(), QDateTimeEdit()
        self.at.setDisplayFormat(MOMENT_FORM)
        self.at.setCalendarPopup(True)
        self._set(desk.now())
        self._labels = [self.add_field(field) for field in (self.project, self.at)]
        self.said = label("", "muted")
        self.said.setWordWrap(True)
        self.body.addWidget(self.said)
        self.project.currentIndexChanged.connect(lambda _: self._chose())
        self.at.dateTimeChanged.connect(lambda _: self._show())
        self.settle()
        self.at.setFocus() if project else self.project.setFocus()
        self.desk.look(all_projects, self.guarded(self._took), self.guarded(self.failed))

    def _set(self, at: Millis) -> None:
        self.at.setDateTime(QDateTime.fromString(moment(at // MINUTE * MINUTE), MOMENT_FORM))

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("登记专家实际抽取的时间。登记后抽取不再改变；开标改期时按这个时间重新核对。")
        self.name_dialog(self.tr("登记专家抽取"), intro=intro, accept=self.tr("登记"))
        for words, name in zip(self._labels, (self.tr("项目"), self.tr("抽取时间")), strict=True):
            self.name_field(words, name)
        self._show()

    def _took(self, found: tuple[Project, ...]) -> None:
        chosen = [one for one in found if one.phase in AMENDABLE and (one.drawn_at is None or one.code == self._asked)]
        self._projects = {one.code: one for one in chosen}
        for one in chosen:
            title = self.tr("涉密") if one.secret else one.title
            self.project.addItem(f"{one.code}  {title}", one.code)
        self.project.setCurrentIndex(max(0, self.project.findData(self._asked)))
        self._chose()

    def known(self) -> Project | None:
        """The project that is chosen."""
        return self._projects.get(str(self.project.currentData() or ""))

    def instant(self) -> Millis:
        """When, as typed."""
        day, _, told = self.at.dateTime().toString(MOMENT_FORM).partition(" ")
        return at_local(day, told)

    def _chose(self) -> None:
        known = self.known()
        if known is not None and known.draw_at is not None and known.draw_at <= self.desk.now():
            self._set(known.draw_at)
        self._show()

    def breach(self) -> str:
        """What the draw would have against the rules, in words; empty when it is as it should be."""
        known = self.known()
        if known is None or known.open_at is None:
            return ""
        fact = {"open_at": known.open_at, "gather_at": None, "draw_at": None, "drawn_at": self.instant()}
        times = times_of(fact, method=known.method, sub_venues=known.sub_venues)
        against = [one for one in advice_on(self.desk.now(), times) if one.field == "draw_at"] if times else []
        return self.desk.say(against[0].code, against[0].args) if against else ""

    def _show(self) -> None:
        known, breach = self.known(), self.breach()
        if known is None:
            words = self.tr("没有等待登记抽取时间的项目。")
        elif breach:
            words = self.tr("抽取不合规定：{why} 事实照样登记，并作为违规列入当月清单。").format(why=breach)
        else:
            opens = _maybe(known.open_at)
            words = self.tr("开标 {open}，抽取时间符合规定。").format(open=opens)
        self.said.setText(words)
        set_tone(self.said, "abnormal" if breach else "muted")
        self.accept_button.setEnabled(known is not None)
        self.fit()

    def missing(self) -> str:
        """The draw is done, not to come."""
        if self.instant() > self.desk.now():
            return self.desk.say("projects.drawn_in_future", {"project": str(self.project.currentData())})
        return ""

    def submit(self) -> None:
        """Ask the engine."""
        self.ask("projects.experts_drawn", project=str(self.project.currentData()), at=self.instant())


def _maybe(at: Millis | None) -> str:
    return "—" if at is None else moment(at)


def _brief(at: Millis | None) -> str:
    return "—" if at is None else f"{local(at):%m-%d} {hour_minute(at)}"


def _state_tone(one: Auction) -> Tone:
    return Tone(icon="hourglass", bold=True) if one.waits else Tone(icon="check", muted=True)
