"""What the site refused, in words, with what to do now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from app.desk import Desk
from app.dialogs.faults import fault_words, next_words
from app.dialogs.form import Form
from app.widgets import icons
from app.widgets.labels import label
from venue.core.acts import Refused

SIDE = 32


class RefusedDialog(Form):
    """Shows one fault that no page has taken (`Tasks.refused`, `Tasks.failed`): the sentence, then what to do."""

    def __init__(self, desk: Desk, fault: Exception, parent: QWidget | None = None) -> None:
        super().__init__(desk, parent)
        self._fault = fault
        self._picture = QLabel()
        self._sentence = label("", "title")
        self._next = label("", "plain")
        for words in (self._sentence, self._next):
            words.setWordWrap(True)
        row = QHBoxLayout()
        row.setSpacing(14)
        row.addWidget(self._picture)
        row.addWidget(self._sentence, 1)
        self.body.addLayout(row)
        self.body.addWidget(self._next)
        self.cancel_button.setVisible(False)
        self.settle()

    def retranslate(self) -> None:
        """The sentence in the language of the desk."""
        refused = isinstance(self._fault, Refused)
        title = self.tr("未获允许") if refused else self.tr("没有完成")
        self.name_dialog(title, intro="", accept=self.tr("知道了"))
        self._sentence.setText(fault_words(self.desk, self._fault))
        self._next.setText(next_words(self._fault))
        self._next.setVisible(bool(self._next.text()))
        self.setAccessibleDescription(f"{self._sentence.text()} {self._next.text()}".strip())

    def restyle(self) -> None:
        """The icon in the colours of the theme."""
        super().restyle()
        self._picture.setPixmap(icons.picture("circle-alert", "p2_text", SIDE, self.devicePixelRatioF()))
