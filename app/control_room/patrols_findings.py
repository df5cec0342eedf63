"""The findings of patrols: the list, the chosen one with its photos and its course, and what can be done next."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.control_room.devices_facts import Fact, Facts
from app.control_room.devices_words import moment_words, room_name
from app.control_room.patrols_picture import OPEN_FINDINGS, PatrolPicture
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.dialogs.finding_course import FixFinding, GiveTask, InspectFinding
from app.dialogs.photo_field import in_groups, small_picture
from app.widgets.empty_state import EmptyState
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.labels import label
from app.widgets.panel import Panel, button
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from venue.conduct.findings import FIXERS
from venue.conduct.patrol_views import Finding, finding_photo
from venue.conduct.patrols import WALKERS

PHOTO = QSize(300, 220)
STATES = (*OPEN_FINDINGS, "closed")


class FindingPhoto(Restyled, QWidget):
    """A stored photo with its SHA-256; says so when it has been erased."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._digest = ""
        self._picture, self._words = QLabel(), label("", "small")
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._picture)
        column.addWidget(self._words)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self._picture.setAccessibleName(self.tr("问题照片"))

    def show_digest(self, digest: str) -> None:
        """Fetch and show the photo with a digest; empty for none."""
        self.setVisible(bool(digest))
        if digest == self._digest:
            return
        self._digest = digest
        self._picture.clear()
        self._words.setText(f"SHA-256 {in_groups(digest)}")
        if digest:
            came = while_alive(self, lambda picture: self._came(digest, picture))
            self._desk.look(finding_photo, came, digest=digest)

    def _came(self, digest: str, picture: bytes | None) -> None:
        if digest != self._digest:
            return
        drawn = small_picture(picture, PHOTO) if picture else None
        if drawn is None or drawn.isNull():
            self._words.setText(self.tr("照片已删除或无法显示。SHA-256 {digest}").format(digest=in_groups(digest)))
        else:
            self._picture.setPixmap(drawn)


class FindingCard(Restyled, Panel):
    """The chosen finding: facts, course, photos, and the buttons of its state."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._finding: Finding | None = None
        self._at = 0
        self.words = label("", "title")
        self.words.setWordWrap(True)
        self.facts = Facts()
        self.photo, self.fix_photo = FindingPhoto(desk), FindingPhoto(desk)
        self.task_button = button("", icon="user-check")
        self.fix_button = button("", icon="wrench")
        self.inspect_button = button("", icon="clipboard-check", tone="primary")
        self._lay_out()
        self.settle()

    def _lay_out(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 6, 0)
        for part in (self.words, self.facts, self.photo, self.fix_photo):
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        self._scroll = scroll
        self.add(scroll, stretch=1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addStretch(1)
        dialogs = ((self.task_button, GiveTask), (self.fix_button, FixFinding), (self.inspect_button, InspectFinding))
        for made, dialog in dialogs:
            made.clicked.connect(lambda _=False, kind=dialog: self._open(kind))
            row.addWidget(made)
        self.add(foot)

    def retranslate(self) -> None:
        """All words."""
        self._scroll.setAccessibleName(self.tr("问题详情"))
        names = (self.tr("交办…"), self.tr("登记整改…"), self.tr("复查…"))
        for owner, words in zip((self.task_button, self.fix_button, self.inspect_button), names, strict=True):
            owner.setText(words)
            owner.setAccessibleName(words)
        self._show()

    def show_finding(self, finding: Finding | None, at: int) -> None:
        """Show a finding, or nothing."""
        self._finding, self._at = finding, at
        self._show()

    def _show(self) -> None:
        finding = self._finding
        for part in (self.words, self.facts):
            part.setVisible(finding is not None)
        self._offer(finding)
        self.photo.show_digest(finding.photo if finding else "")
        self.fix_photo.show_digest(finding.fix_photo if finding else "")
        if finding is None:
            self.set_title(self.tr("问题详情"))
            self.set_note(self.tr("在左侧选择一个问题"))
            return
        self.set_title(self.tr("{number} 号问题").format(number=finding.number))
        self.set_note(self._desk.say(f"finding.state.{finding.state}"))
        self.words.setText(finding.words)
        self.facts.show_facts(self._facts(finding))

    def _offer(self, finding: Finding | None) -> None:
        """Only what the finding's state and the viewer's roles allow; nobody inspects his own fix."""
        viewer = self._desk.viewer
        early = finding is not None and finding.state in ("open", "task")
        own = finding is not None and finding.fixed_by == viewer.account
        fixed = finding is not None and finding.state == "fixed"
        self.task_button.setVisible(early and viewer.may(*WALKERS))
        self.fix_button.setVisible(early and viewer.may(*FIXERS))
        self.inspect_button.setVisible(fixed and viewer.may(*WALKERS, "supervisor"))
        self.inspect_button.setEnabled(not own)
        self.inspect_button.setToolTip(self.tr("整改由您登记，须由他人复查") if own else "")

    def _facts(self, finding: Finding) -> list[Fact]:
        place = room_name(self._desk.ground, finding.room, at=finding.found_at, language=self._desk.language)
        late = finding.task_until is not None and finding.state == "task" and finding.task_until < self._at
        until = "" if finding.task_until is None else moment_words(finding.task_until, self._at)
        task = self.tr("{whom}，{until} 前").format(whom=finding.task_for, until=until) if finding.task_for else ""
        return [
            Fact(self.tr("级别"), self._desk.say(f"finding.severity.{finding.severity}")),
            Fact(self.tr("地点"), f"{place} {finding.checkpoint}".strip()),
            Fact(self.tr("发现"), self._by(finding.found_at, finding.found_by)),
            Fact(self.tr("设备"), finding.device),
            Fact(self.tr("项目"), finding.project),
            Fact(self.tr("交办"), task + (self.tr("（已逾期）") if late else ""), "abnormal" if late else "plain"),
            Fact(self.tr("整改"), self._by(finding.fixed_at, finding.fixed_by, finding.fix_words)),
            Fact(self.tr("退回"), self._sent_back(finding), "abnormal"),
            Fact(self.tr("销号"), self._by(finding.closed_at, finding.closed_by, finding.close_words)),
        ]

    def _sent_back(self, finding: Finding) -> str:
        if not finding.sent_back:
            return ""
        words = finding.close_words if finding.state != "closed" else ""
        return self.tr("{count} 次").format(count=finding.sent_back) + (f"：{words}" if words else "")

    def _by(self, at: int | None, who: str, words: str = "") -> str:
        if at is None:
            return ""
        told = f"{moment_words(at, self._at)} · {who}"
        return f"{told}：{words}" if words else told

    def _open(self, kind: type) -> None:
        if self._finding is not None:
            dialog = kind(self._desk, self._finding, self.window())
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()


class FindingsView(Restyled, QSplitter):
    """The list of findings, most serious first, with the chosen one beside it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self._picture = PatrolPicture(0, "")
        self.table = RecordTable(self._columns(), name="", key=lambda one: one.number)
        self.card = FindingCard(desk)
        self.empty = EmptyState("clipboard-check", "", "")
        self.filters: FilterBar | None = None
        self._list = Panel()
        self._list.add(self.table, stretch=1)
        self._list.add(self.empty, stretch=1)
        for part, stretch in ((self._list, 7), (self.card, 4)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.setSizes([740, 420])
        self.table.chosen.connect(lambda one: self.card.show_finding(one, self._picture.at))
        self.settle()

    def _columns(self) -> tuple[Column, ...]:
        say = self._desk.say
        return (
            Column(self.tr("编号"), lambda one: str(one.number), 52),
            Column(self.tr("级别"), lambda one: say(f"finding.severity.{one.severity}"), 78, tone=_severity_tone),
            Column(self.tr("状态"), lambda one: say(f"finding.state.{one.state}"), 76, tone=_state_tone),
            Column(self.tr("地点"), self._place, 110, tone=_state_tone),
            Column(self.tr("情况"), lambda one: one.words, tone=_state_tone),
            Column(self.tr("发现"), lambda one: moment_words(one.found_at, self._picture.at), 124, tone=_state_tone),
            Column(self.tr("照片"), lambda one: self.tr("有") if one.photo else "", 48, tone=_state_tone),
        )

    def _place(self, finding: Finding) -> str:
        return room_name(self._desk.ground, finding.room, at=finding.found_at, language=self._desk.language)

    def retranslate(self) -> None:
        """All words."""
        self._list.set_title(self.tr("问题清单"))
        self.table.setAccessibleName(self.tr("问题清单"))
        self.table.set_columns(self._columns())
        self.empty.set_words(
            self.tr("没有待整改的问题"), self.tr("巡查中发现问题时，在巡查点处登记；整改和复查都在这里办理。")
        )
        before = self.filters
        states = tuple((state, self._desk.say(f"finding.state.{state}")) for state in STATES)
        self.filters = FilterBar((Filter("state", self.tr("状态"), states),), hint=self.tr("情况、地点、设备"))
        self.filters.changed.connect(self._show)
        self._list.layout().insertWidget(1, self.filters)
        if before is not None:
            before.hide()
            before.deleteLater()
        self._show()

    def show_picture(self, picture: PatrolPicture) -> None:
        """Take fresh facts."""
        self._picture = picture
        self._show()

    def focus_finding(self, number: int) -> None:
        """Select a finding, whatever filter is set."""
        if self.table.row_of(number) is None:
            self.filters.clear()
        self.table.select(number)

    def _show(self) -> None:
        every = self._picture.findings
        shown = [one for one in every if self._fits(one)]
        self.table.set_records(shown)
        self.table.setVisible(bool(shown))
        self.empty.setVisible(not shown)
        self.filters.set_count(len(shown), len(every))
        rows = self.table.selectionModel().selectedRows()
        chosen = shown[rows[0].row()] if rows and rows[0].row() < len(shown) else None
        self.card.show_finding(chosen, self._picture.at)

    def _fits(self, finding: Finding) -> bool:
        wanted = self.filters.chosen()
        words = f"{finding.words} {self._place(finding)} {finding.device} {finding.checkpoint}".lower()
        return wanted.get("state", finding.state) == finding.state and wanted.get("text", "").lower() in words


def _severity_tone(finding: Finding) -> Tone:
    done = finding.state == "closed"
    return Tone(bold=finding.severity == 1 and not done, icon="flag" if finding.severity == 1 else "", muted=done)


def _state_tone(finding: Finding) -> Tone:
    return Tone(muted=finding.state == "closed")
