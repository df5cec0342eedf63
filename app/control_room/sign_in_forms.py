"""The forms of the doorway: a few fields, a button, a line for what was refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from app.control_room.page_sheet import LinkButton
from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled
from app.widgets.words import ROLES, word
from venue.people.accounts import SampleAccount


class AccountForm(Restyled, QWidget):
    """Base: fields with their words, `sent` for Enter or the button, a line for what was refused."""

    sent = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields: list[tuple[QLabel, QLineEdit]] = []
        self._form = QFormLayout()
        self._form.setVerticalSpacing(9)
        self._form.setHorizontalSpacing(12)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.fault = label("", "abnormal")
        self.fault.setWordWrap(True)
        self.waiting = label("", "muted")
        self.waiting.setWordWrap(True)
        self.send = button("", tone="primary")
        self.send.clicked.connect(self._send)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(10)
        self.column.addLayout(self._form)
        for widget in (self.fault, self.waiting, self.send):
            self.column.addWidget(widget)
        self._waits, self._busy = False, False
        self.say("")
        self.set_waiting("")

    def add(self, *, secret: bool = False) -> QLineEdit:
        """One more field."""
        field = QLineEdit()
        field.setMaxLength(120)
        if secret:
            field.setEchoMode(QLineEdit.EchoMode.Password)
        field.returnPressed.connect(self._send)
        name = label("")
        name.setBuddy(field)
        self._form.addRow(name, field)
        self._fields.append((name, field))
        return field

    def name_fields(self, *names: str) -> None:
        """Words of the fields, in their order."""
        for (caption, field), name in zip(self._fields, names, strict=True):
            caption.setText(name)
            field.setAccessibleName(name)

    def name_button(self, words: str) -> None:
        """Words of the button."""
        self.send.setText(words)
        self.send.setAccessibleName(words)

    def lacking(self) -> str:
        """What is still missing, in words."""
        return ""

    def say(self, words: str) -> None:
        """What was refused, or why somebody has to sign in again; empty for nothing."""
        self.fault.setText(words)
        self.fault.setAccessibleName(words)
        self.fault.setVisible(bool(words))

    def set_waiting(self, words: str) -> None:
        """Why nothing can be sent yet; empty when it can."""
        self._waits = bool(words)
        self.waiting.setText(words)
        self.waiting.setVisible(bool(words))
        self._settle_button()

    def set_busy(self, busy: bool) -> None:
        """While the engine is asked nothing can be typed."""
        self._busy = busy
        for _, field in self._fields:
            field.setEnabled(not busy)
        self._settle_button()

    def _settle_button(self) -> None:
        self.send.setEnabled(not self._waits and not self._busy)

    def clear(self) -> None:
        """Forget what was typed."""
        for _, field in self._fields:
            field.clear()
        self.say("")

    def again(self) -> None:
        """It was refused: the last field is typed again."""
        self._fields[-1][1].selectAll()
        self._fields[-1][1].setFocus()

    def take_focus(self) -> None:
        """The first empty field."""
        empty = next((field for _, field in self._fields if not field.text()), self._fields[0][1])
        empty.setFocus()

    def _send(self) -> None:
        lacking = self.lacking()
        self.say(lacking)
        if not lacking and self.send.isEnabled():
            self.sent.emit()


class EntryForm(AccountForm):
    """Account and password; on a sample site the accounts that everybody may know."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.password = self.add(), self.add(secret=True)
        self._samples: tuple[SampleAccount, ...] = ()
        self._box = QWidget()
        self._lines = QVBoxLayout(self._box)
        self._lines.setContentsMargins(0, 8, 0, 0)
        self._lines.setSpacing(4)
        self.column.addWidget(self._box)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.name_fields(self.tr("账号"), self.tr("密码"))
        self.name_button(self.tr("登录"))
        self._fill()

    def set_samples(self, samples: tuple[SampleAccount, ...]) -> None:
        """Show sample accounts with their passwords; a click fills them in."""
        if samples != self._samples:
            self._samples = samples
            self._fill()

    def _fill(self) -> None:
        while self._lines.count():
            old = self._lines.takeAt(0).widget()
            old.hide()
            old.deleteLater()
        self._box.setVisible(bool(self._samples))
        if self._samples:
            self._lines.addWidget(label(self.tr("样例站点，账号公开（点击填入）："), "small"))
        for sample in self._samples:
            roles = "、".join(word(ROLES, role) for role in sample.roles)
            words = self.tr("账号 {account}　密码 {password}").format(account=sample.account, password=sample.password)
            line = LinkButton(words)
            line.setToolTip(roles)
            line.setAccessibleName(f"{words}（{roles}）")
            line.clicked.connect(lambda _=False, one=sample: self._take(one))
            self._lines.addWidget(line)
            self._lines.addWidget(label(roles, "small"))

    def _take(self, sample: SampleAccount) -> None:
        self.account.setText(sample.account)
        self.password.setText(sample.password)
        self.send.setFocus()

    def lacking(self) -> str:
        """Both are needed."""
        return "" if self.account.text().strip() and self.password.text() else self.tr("请填写账号和密码。")


class ChangeForm(AccountForm):
    """A new password, twice, before anything else may be done."""

    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.old = "", ""
        self.new, self.again_new = self.add(secret=True), self.add(secret=True)
        self.leave = button("")
        self.leave.clicked.connect(self.left)
        self.column.addWidget(self.leave)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.name_fields(self.tr("新密码"), self.tr("再输一遍"))
        self.name_button(self.tr("保存新密码并登录"))
        self.leave.setText(self.tr("返回"))
        self.leave.setAccessibleName(self.tr("返回登录"))

    def begin(self, account: str, old: str) -> None:
        """For this account, whose present password was just typed."""
        self.clear()
        self.account, self.old = account, old

    def clear(self) -> None:
        """Forget what was typed, here and before."""
        super().clear()
        self.account, self.old = "", ""

    def lacking(self) -> str:
        """Twice the same."""
        same = bool(self.new.text()) and self.new.text() == self.again_new.text()
        return "" if same else self.tr("两次输入的新密码不一致。")


class FirstForm(AccountForm):
    """The first account of a new site: account, name of its owner, password twice."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.account, self.name = self.add(), self.add()
        self.password, self.again_password = self.add(secret=True), self.add(secret=True)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.name_fields(self.tr("账号"), self.tr("责任人姓名"), self.tr("密码"), self.tr("再输一遍"))
        self.name_button(self.tr("建立账号并登录"))

    def lacking(self) -> str:
        """All of it, the password twice the same."""
        if not (self.account.text().strip() and self.name.text().strip()):
            return self.tr("请填写账号和责任人姓名。")
        same = bool(self.password.text()) and self.password.text() == self.again_password.text()
        return "" if same else self.tr("两次输入的密码不一致。")
