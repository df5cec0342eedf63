"""The register of accounts (R-11.4): whose they are, what they may do, until when; opened and closed by the site manager."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.control_room.devices_words import moment_words
from app.control_room.system_words import STATUSES, named
from app.desk import Desk
from app.dialogs.accounts import OpenAccount, ResetPassword
from app.dialogs.alive import while_alive
from app.dialogs.form import Form
from app.dialogs.reason import Question, ReasonDialog
from app.widgets.empty_state import EmptyState
from app.widgets.filter_bar import Filter, FilterBar
from app.widgets.panel import Panel, button
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from app.widgets.words import ROLES, word
from venue.core.database import Reading
from venue.core.work import Principal
from venue.people.accounts import HERE, AccountLine, ownerless_accounts, register_of_accounts
from venue.people.persons import Person, people

READERS = ("site_manager", "it_engineer", "supervisor", "auditor")
"""Who sees the register; acts in it are the site manager's."""

Seen = tuple[tuple[AccountLine, ...], frozenset[tuple[str, str]], tuple[Person, ...]]


class AccountsView(Restyled, QWidget):
    """Accounts of this system and, beside them, those written down of the centre's other systems."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._lines: tuple[AccountLine, ...] = ()
        self._ownerless: frozenset[tuple[str, str]] = frozenset()
        self._people: tuple[Person, ...] = ()
        self._at = 0
        self.table = RecordTable(self._columns(), name="", key=lambda line: (line.system, line.account))
        self.empty = EmptyState("lock", "", "")
        self.filters: FilterBar | None = None
        self.open_button = button("", icon="plus", tone="primary")
        self.reset_button = button("", icon="fingerprint-pattern")
        self.close_button = button("", icon="user-x", tone="danger")
        self._card = Panel()
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        self._card.add(self.table, stretch=1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.open_button)
        row.addStretch(1)
        row.addWidget(self.reset_button)
        row.addWidget(self.close_button)
        self._card.add(foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card, 1)
        column.addWidget(self.empty, 1)

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._open)
        self.reset_button.clicked.connect(self._reset)
        self.close_button.clicked.connect(self._close)
        self.table.chosen.connect(lambda line: self._offer())

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("账号"), lambda line: line.account, 116, tone=self._tone),
            Column(self.tr("系统"), self._system, 100, tone=_quiet),
            Column(self.tr("所有人"), self._owner, 116, tone=_quiet),
            Column(self.tr("身份"), lambda line: "、".join(word(ROLES, role) for role in line.roles), tone=_quiet),
            Column(self.tr("状态"), self._status, 116, tone=_quiet),
            Column(self.tr("密码改于"), lambda line: moment_words(line.changed_at, self._at), 124, tone=_quiet),
            Column(self.tr("须改期限"), self._due, 124, tone=_quiet),
            Column(self.tr("最近登录"), self._last, 124, tone=_quiet),
        )

    # --------------------------------------------------------------------------------------------------------- words

    def _system(self, line: AccountLine) -> str:
        return self.tr("场控") if line.system == HERE else line.system

    def _owner(self, line: AccountLine) -> str:
        gone = (line.system, line.account) in self._ownerless
        return self.tr("{owner}（已离开）").format(owner=line.owner) if gone else line.owner

    def _status(self, line: AccountLine) -> str:
        if line.status == "active" and line.locked_until > self._at:
            return self.tr("锁定至 {at}").format(at=moment_words(line.locked_until, self._at)[:5])
        if line.status == "active" and line.expires_at is not None and line.expires_at <= self._at:
            return self.tr("已到期")
        return named(STATUSES, line.status)

    def _due(self, line: AccountLine) -> str:
        if line.system != HERE or line.status != "active":
            return ""
        return self.tr("下次登录") if line.change_due <= self._at else moment_words(line.change_due, self._at)

    def _last(self, line: AccountLine) -> str:
        if line.last_sign_in is None:
            return self.tr("从未") if line.system == HERE else ""
        return moment_words(line.last_sign_in, self._at)

    def _tone(self, line: AccountLine) -> Tone:
        if line.status == "active" and (line.system, line.account) in self._ownerless:
            return Tone(priority=3, bold=True)
        if line.status == "active" and line.locked_until > self._at:
            return Tone(icon="lock", bold=True)
        return _quiet(line)

    def retranslate(self) -> None:
        """All words."""
        self._card.set_title(self.tr("账号登记"))
        self.table.setAccessibleName(self.tr("账号登记"))
        self.table.set_columns(self._columns())
        buttons = (
            (self.open_button, self.tr("开立账号…")),
            (self.reset_button, self.tr("重设密码…")),
            (self.close_button, self.tr("关闭账号…")),
        )
        for owner, words in buttons:
            owner.setText(words)
            owner.setAccessibleName(words)
        self.empty.set_words(
            self.tr("账号登记只对管理和监督人员开放"), self.tr("需要开立、关闭账号或重设密码时，请联系现场管理负责人。")
        )
        self._build_filters()
        self._show()

    def _build_filters(self) -> None:
        before = self.filters
        states = tuple((code, named(STATUSES, code)) for code in STATUSES)
        self.filters = FilterBar((Filter("status", self.tr("状态"), states),), hint=self.tr("账号、所有人代码"))
        self.filters.choose("status", "active")
        self.filters.changed.connect(self._show)
        self._card.layout().insertWidget(1, self.filters)
        if before is not None:
            before.hide()
            before.deleteLater()

    # ------------------------------------------------------------------------------------------------------- looking

    def refresh(self) -> None:
        """Look at the register, for those who may see it."""
        readable = self._desk.viewer.may(*READERS)
        self._card.setVisible(readable)
        self.empty.setVisible(not readable)
        if not readable:
            return
        at = self._desk.now()

        def read(picture: Reading, viewer: Principal) -> Seen:
            gone = ownerless_accounts(picture, viewer, at=at)
            left = frozenset((line.system, line.account) for line in gone)
            return register_of_accounts(picture, viewer), left, people(picture, viewer, at=at)

        self._desk.look_at(read, while_alive(self, self._seen))

    def _seen(self, seen: Seen) -> None:
        self._lines, self._ownerless, self._people = seen
        self._at = self._desk.now()
        self._show()

    def _show(self) -> None:
        shown = [line for line in self._lines if self._fits(line)]
        self.table.set_records(shown)
        self.filters.set_count(len(shown), len(self._lines))
        count = sum(1 for line in self._lines if (line.system, line.account) in self._ownerless)
        self._card.set_note(self.tr("{count} 个账号的所有人已离开，应当关闭").format(count=count) if count else "")
        self._offer()

    def _fits(self, line: AccountLine) -> bool:
        wanted = self.filters.chosen()
        words = f"{line.account} {line.owner} {line.system}".lower()
        return wanted.get("status", line.status) == line.status and wanted.get("text", "").lower() in words

    def _current(self) -> AccountLine | None:
        rows, shown = self.table.selectionModel().selectedRows(), self.table.records()
        return shown[rows[0].row()] if rows and rows[0].row() < len(shown) else None

    def _offer(self) -> None:
        manages, line = self._desk.viewer.may("site_manager"), self._current()
        here = line is not None and line.system == HERE and line.status == "active"
        own = line is not None and line.account == self._desk.viewer.account
        for made in (self.open_button, self.reset_button, self.close_button):
            made.setVisible(manages)
        self.reset_button.setEnabled(here)
        self.close_button.setEnabled(line is not None and line.status == "active" and not own)
        self.close_button.setToolTip(self.tr("不能关闭正在使用的账号") if own else "")

    # ---------------------------------------------------------------------------------------------- what is asked for

    def _open(self) -> None:
        self._show_dialog(OpenAccount(self._desk, self._people, self.window()))

    def _reset(self) -> None:
        line = self._current()
        if line is not None:
            self._show_dialog(ResetPassword(self._desk, line, self.window()))

    def _close(self) -> None:
        line = self._current()
        if line is None:
            return

        def question() -> Question:
            intro = self.tr("账号 {account}（所有人 {owner}）关闭后不能恢复，现有登录立即失效。历史记录保留。")
            told = intro.format(account=line.account, owner=line.owner)
            return Question(self.tr("关闭账号"), told, self.tr("关闭账号"), self.tr("例如：离职"))

        told = {"act": "accounts.close", "account": line.account, "system": line.system}
        self._show_dialog(ReasonDialog(self._desk, question, self.window(), tone="danger", **told))

    def _show_dialog(self, dialog: Form) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.done_with.connect(lambda _: self.refresh())
        dialog.open()


def _quiet(line: AccountLine) -> Tone:
    return Tone(muted=line.status != "active")
