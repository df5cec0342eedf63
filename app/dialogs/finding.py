"""Writing down what was found: where, how bad, what, with a photo."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from app.desk import Desk
from app.dialogs.form import Form
from app.dialogs.photo_field import PhotoField
from venue.conduct.findings import SEVERITIES

USUAL = 2


@dataclass(frozen=True)
class Spot:
    """A place that a finding may be at: checkpoint or room code, and its words."""

    code: str
    words: str


class FindingDialog(Form):
    """Asks what was found and asks the engine for `patrols.find`; on a round or, with `round_number` 0, outside of one."""

    def __init__(
        self,
        desk: Desk,
        spots: Sequence[Spot],
        parent: QWidget | None = None,
        *,
        where: str = "",
        round_number: int = 0,
    ) -> None:
        super().__init__(desk, parent)
        self._round = round_number
        self.where = QComboBox()
        self.where.setMaxVisibleItems(18)
        for spot in spots:
            self.where.addItem(spot.words, spot.code)
        self.where.setCurrentIndex(max(0, self.where.findData(where)))
        self.severity = QComboBox()
        for number in SEVERITIES:
            self.severity.addItem("", number)
        self.severity.setCurrentIndex(SEVERITIES.index(USUAL))
        self.words = _paragraph()
        self.device, self.project = QLineEdit(), QLineEdit()
        self.photo = PhotoField(desk)
        fields = (self.where, self.severity, self.words, self.device, self.project, self.photo)
        self._labels = [self.add_field(field, tall=field in (self.words, self.photo)) for field in fields]
        QShortcut(QKeySequence("Ctrl+Return"), self, self.accept_button.click)
        self.settle()
        self.words.setFocus()

    def retranslate(self) -> None:
        """All words."""
        intro = self.tr("问题登记后进入整改清单，整改完成须由他人复查才能销号。")
        self.name_dialog(self.tr("登记问题"), intro=intro, accept=self.tr("登记"))
        names = (
            self.tr("地点"),
            self.tr("级别"),
            self.tr("情况"),
            self.tr("涉及设备"),
            self.tr("涉及项目"),
            self.tr("照片"),
        )
        for words, name in zip(self._labels, names, strict=True):
            self.name_field(words, name)
        self.words.setPlaceholderText(self.tr("写明看到了什么（Ctrl+回车登记）"))
        for field in (self.device, self.project):
            field.setPlaceholderText(self.tr("可不填"))
        for row, number in enumerate(SEVERITIES):
            self.severity.setItemText(row, f"{number} {self.desk.say(f'finding.severity.{number}')}")

    def missing(self) -> str:
        """Words and a place are needed."""
        if not self.where.currentData():
            return self.desk.say("finding.where_needed")
        return "" if self.words.toPlainText().strip() else self.desk.say("finding.words_needed")

    def submit(self) -> None:
        """Ask the engine."""
        photo = self.photo.photo
        self.ask(
            "patrols.find",
            words=self.words.toPlainText().strip(),
            where=str(self.where.currentData()),
            severity=int(self.severity.currentData()),
            round_number=self._round,
            device=self.device.text().strip(),
            project=self.project.text().strip(),
            photo="" if photo is None else photo.text,
        )


def _paragraph() -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setTabChangesFocus(True)
    made.setFixedHeight(84)
    return made
