"""Changing one's own password from the account menu."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form


class ChangePassword(Form):
    """Old password, new one twice: `accounts.change_password`. Every session of the account ends with it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self.old, self.new, self.again = (_secret() for _ in range(3))
        self._labels = [self.add_field(field) for field in (self.old, self.new, self.again)]
        self.settle()
        self.old.setFocus()

    def retranslate(self) -> None:
        """All words."""
        self.name_dialog(
            self.tr("修改密码"),
            intro=self.tr("修改后，此账号在所有席位上的登录都会结束，请用新密码重新登录。"),
            accept=self.tr("修改"),
        )
        names = (self.tr("当前密码"), self.tr("新密码"), self.tr("再输一遍"))
        for caption, name in zip(self._labels, names, strict=True):
            self.name_field(caption, name)

    def missing(self) -> str:
        """Twice the same."""
        if not self.old.text():
            return self.tr("请填写当前密码。")
        same = bool(self.new.text()) and self.new.text() == self.again.text()
        return "" if same else self.tr("两次输入的新密码不一致。")

    def submit(self) -> None:
        """Ask the engine."""
        self.ask("accounts.change_password", old=self.old.text(), new=self.new.text())


def _secret() -> QLineEdit:
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(120)
    return field
