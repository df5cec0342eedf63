"""Showing one personal field of one person: only with a reason, only for a short time, always in the book."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.widgets.labels import label
from venue.people.persons import PERSONAL_FIELDS

SHOWN_MS = 30_000


class RevealPerson(Form):
    """Asks for field and reason, asks the engine for `people.reveal`, shows the answer for 30 seconds and forgets it.

    The answer stands in this window only: it is never told by `done_with`, logged, or kept after the window is gone.
    """

    def __init__(self, desk: Desk, subject: str, parent: QWidget | None = None, *, field: str = "name") -> None:
        super().__init__(desk, parent)
        self.subject = subject
        self.field = QComboBox()
        for code in PERSONAL_FIELDS:
            self.field.addItem("", code)
        self.field.setCurrentIndex(max(0, self.field.findData(field)))
        self.reason = QLineEdit()
        self.reason.setMaxLength(200)
        self._field_label = self.add_field(self.field)
        self._reason_label = self.add_field(self.reason)
        self.value = label("", "heading")
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByKeyboard)
        self.value.setVisible(False)
        self.body.addWidget(self.value)
        self._hide = QTimer(self, interval=SHOWN_MS, singleShot=True)
        self._hide.timeout.connect(self.forget)
        self.settle()
        self.reason.setFocus()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("个人信息平时只显示代码 {subject}。查看须写明原因，查看人、时间、原因记入账本。")
        self.name_dialog(
            self.tr("查看个人信息"),
            intro=intro.format(subject=self.subject),
            accept=self.tr("查看"),
            cancel=self.tr("关闭"),
        )
        self.name_field(self._field_label, self.tr("项目"))
        self.name_field(self._reason_label, self.tr("原因"))
        self.value.setAccessibleName(self.tr("查看结果"))
        names = {"name": self.tr("姓名"), "id_number": self.tr("身份证件号码"), "phone": self.tr("联系电话")}
        for number, code in enumerate(PERSONAL_FIELDS):
            self.field.setItemText(number, names[code])

    def missing(self) -> str:
        """A reason is needed."""
        return "" if self.reason.text().strip() else self.desk.say("people.reason_missing", {})

    def submit(self) -> None:
        """Ask the engine."""
        self.forget()
        field, reason = str(self.field.currentData()), self.reason.text().strip()
        self.ask("people.reveal", subject=self.subject, field=field, reason=reason)

    def answered(self, answer: Any) -> None:
        """Show it, for a while."""
        self.set_busy(False)
        self.value.setText(str(answer) if answer else self.tr("没有登记"))
        self.value.setVisible(True)
        self._hide.start()

    def forget(self) -> None:
        """Take the answer off the screen."""
        self._hide.stop()
        self.value.clear()
        self.value.setVisible(False)

    def done(self, result: int) -> None:
        """Closed: nothing stays behind."""
        self.forget()
        super().done(result)
