"""One session beside the plan: what it holds and why, and what may be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.control_room.dispatch_facts import Words, session_sheet
from app.control_room.dispatch_read import DispatchScene
from app.control_room.dispatch_words import MAY_BOOK
from app.control_room.page_sheet import Section, Sheet, SheetView
from app.desk import Desk
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled
from app.widgets.words import hour_minute


class SessionPanel(Restyled, QWidget):
    """Shows a project of the day; holds are confirmed, made longer or dropped here. Emits `link_opened(kind, code)`."""

    link_opened = Signal(str, str)

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.project = ""
        self._scene, self._words = DispatchScene(), Words(lambda code, args: code, {}, "zh")
        self.title, self.note, self.sheet = label("", "title"), label("", "small"), SheetView()
        self.title.setWordWrap(True)
        self.note.setWordWrap(True)
        self.confirm_button = button("", icon="check")
        self.extend_button, self.drop_button = button("", icon="clock"), button("", tone="quiet")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.note):
            column.addWidget(part)
        column.addWidget(self.sheet, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for part in (self.drop_button, self.extend_button, self.confirm_button):
            row.addWidget(part)
        column.addLayout(row)
        self.sheet.link_opened.connect(self.link_opened)
        self.confirm_button.clicked.connect(self.confirm)
        self.extend_button.clicked.connect(self.extend)
        self.drop_button.clicked.connect(self.give_back)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        named = (
            (self.confirm_button, self.tr("确认预留")),
            (self.extend_button, self.tr("延长一次…")),
            (self.drop_button, self.tr("放弃预留…")),
        )
        for owner, words in named:
            owner.setText(words)
            owner.setAccessibleName(words)
        self._show()

    def show_scene(self, scene: DispatchScene, words: Words) -> None:
        """The day has changed."""
        self._scene, self._words = scene, words
        self._show()

    def show_project(self, project: str) -> None:
        """Show another project."""
        self.project = project
        self._show()

    def _show(self) -> None:
        made = session_sheet(self.project, self._scene, self._words) if self.project else None
        hold = self._scene.hold(self.project)
        mine = hold is not None and bool(self.desk.viewer.roles & MAY_BOOK)
        for owner in (self.confirm_button, self.extend_button, self.drop_button):
            owner.setVisible(mine)
        self.extend_button.setEnabled(mine and not hold.extended)
        self.confirm_button.setEnabled(mine and not hold.awaits_plan)
        self.note.setVisible(hold is not None)
        if hold is not None:
            words = self.tr("预留至 {time}，到时未确认自动释放")
            plan = self.tr("；待批准的出让方案") if hold.awaits_plan else ""
            self.note.setText(words.format(time=hour_minute(hold.until_at)) + plan)
        if made is None:
            self.title.setText(self.tr("场次"))
            hint = self.tr("在图上选一场，这里显示它的占用、理由和可做的事。")
            self.sheet.show_sheet(Sheet("", "", (Section("", (), hint),)))
            return
        self.title.setText(made.title)
        self.sheet.show_sheet(made)

    # What may be done

    def confirm(self) -> None:
        """Turn what is held into firm claims."""
        self.desk.act("holds.confirm", project=self.project)

    def extend(self) -> None:
        """Make the hold longer, once."""
        self._ask_why("holds.extend", self.tr("延长预留"), self.tr("预留只能延长一次，须写明原因。"), self.tr("延长"))

    def give_back(self) -> None:
        """Give back what is held."""
        self._ask_why(
            "holds.drop", self.tr("放弃预留"), self.tr("预留的全部资源立即释放，依次通知候补。"), self.tr("放弃")
        )

    def _ask_why(self, act: str, title: str, intro: str, accept: str) -> None:
        asked = Question(title, f"{self.title.text()}\n{intro}", accept)
        dialog = ReasonDialog(self.desk, lambda: asked, self.window(), act=act, project=self.project)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def menu_of(parent: QWidget, entries: tuple[tuple[str, Callable[[], object], bool], ...]) -> QMenu:
    """A menu of (words, what it does, whether it may be chosen), gone when it closes."""
    made = QMenu(parent)
    for words, does, may in entries:
        action = made.addAction(words)
        action.triggered.connect(lambda _=False, does=does: does())
        action.setEnabled(may)
    made.aboutToHide.connect(made.deleteLater)
    return made
