"""Accounts: opened for a person, given a new password, closed. For the site manager only."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.tick_list import CODE, TickList
from app.widgets.words import ROLES, word
from venue.people.accounts import AccountLine
from venue.people.persons import Person

HERE_ROLES = ("operator", "site_manager", "clerk", "patroller", "supervisor", "witness", "centre_service", "it_engineer",
              "maintenance", "auditor")  # fmt: skip
"""Roles that an account of this system may carry: those that some act asks for."""


class OpenAccount(Form):
    """Account, owner, roles, first password: `accounts.open`. An owner who is not registered yet is registered first."""

    def __init__(self, desk: Desk, people: Sequence[Person], parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.account = QLineEdit()
        self.account.setMaxLength(40)
        self.owner = QComboBox()
        self.owner.addItem("", "")
        for person in people:
            self.owner.addItem(person.subject, person.subject)
        self.name = QLineEdit()
        self.name.setMaxLength(40)
        self.roles = TickList([(role, "") for role in HERE_ROLES])
        self.roles.setFixedHeight(150)
        self.password, self.again = _secret(), _secret()
        fields = (self.account, self.owner, self.name, self.roles, self.password, self.again)
        self._labels = [self.add_field(field, tall=field is self.roles) for field in fields]
        self.owner.currentIndexChanged.connect(self._owner_chosen)
        self.settle()
        self.account.setFocus()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("账号归一名登记人员所有。首次登录须修改密码，之后只有本人知道。")
        self.name_dialog(self.tr("开立账号"), intro=intro, accept=self.tr("开立"))
        names = (
            self.tr("账号"),
            self.tr("所有人"),
            self.tr("姓名"),
            self.tr("身份"),
            self.tr("初始密码"),
            self.tr("再输一次"),
        )
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        self.owner.setItemText(0, self.tr("登记一名新的中心工作人员"))
        for item in self.roles.items_in_order():
            item.setText(word(ROLES, item.data(CODE)))

    def _owner_chosen(self) -> None:
        self.name.setEnabled(not self.owner.currentData())

    def missing(self) -> str:
        """What is still lacking."""
        if not self.account.text().strip():
            return self.desk.say("accounts.name_missing")
        if not self.owner.currentData() and not self.name.text().strip():
            return self.tr("请选择所有人，或填写新登记人员的姓名。")
        if not self.roles.ticked():
            return self.tr("请至少勾选一项身份。")
        return "" if self.password.text() == self.again.text() else self.tr("两次输入的密码不一致。")

    def submit(self) -> None:
        """Register the owner if need be, then open the account."""
        owner = str(self.owner.currentData())
        if owner:
            self._open(owner)
            return
        self.set_busy(True)
        told = {"kind": "centre", "personal": {"name": self.name.text().strip()}}
        self.desk.act("people.register", self.guarded(self._registered), self.guarded(self.failed), **told)

    def _registered(self, subject: Any) -> None:
        # A refusal of the account must not register the same person again.
        self.owner.addItem(str(subject), str(subject))
        self.owner.setCurrentIndex(self.owner.count() - 1)
        self._open(str(subject))

    def _open(self, owner: str) -> None:
        told = {"account": self.account.text().strip(), "owner": owner, "roles": self.roles.ticked()}
        self.ask("accounts.open", **told, password=self.password.text())

    def set_busy(self, busy: bool) -> None:
        """Lock or unlock the fields; the name stays locked for an owner who is registered."""
        super().set_busy(busy)
        if not busy:
            self._owner_chosen()

    def done(self, result: int) -> None:
        """Closed: no password stays behind."""
        self.password.clear()
        self.again.clear()
        super().done(result)


class ResetPassword(Form):
    """A new password that its owner must change at once: `accounts.reset_password`."""

    def __init__(self, desk: Desk, line: AccountLine, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.line = line
        self.password, self.again = _secret(), _secret()
        self._labels = [self.add_field(field) for field in (self.password, self.again)]
        self.settle()
        self.password.setFocus()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("账号 {account} 的现有登录全部失效，锁定解除，下次登录须修改密码。")
        self.name_dialog(self.tr("重设密码"), intro=intro.format(account=self.line.account), accept=self.tr("重设"))
        for words, name in zip(self._labels, (self.tr("新密码"), self.tr("再输一次")), strict=True):
            self.name_field(words, name)

    def missing(self) -> str:
        """Both must be the same."""
        if not self.password.text():
            return self.tr("请填写新密码。")
        return "" if self.password.text() == self.again.text() else self.tr("两次输入的密码不一致。")

    def submit(self) -> None:
        """Ask the engine."""
        self.ask("accounts.reset_password", account=self.line.account, password=self.password.text())

    def done(self, result: int) -> None:
        """Closed: no password stays behind."""
        self.password.clear()
        self.again.clear()
        super().done(result)


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(200)
    return made
