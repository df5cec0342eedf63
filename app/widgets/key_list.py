"""The list of all keys (?)."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.widgets.labels import label
from app.widgets.restyled import Restyled


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """A heading and its keys as (keys, what they do): ("Ctrl+K", "搜索与命令")."""

    title: str
    keys: tuple[tuple[str, str], ...]


class KeyList(Restyled, QDialog):
    """All keys of the desk in two columns. Esc closes it."""

    def __init__(self, groups: tuple[KeyGroup, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups = groups
        columns = QHBoxLayout(self)
        columns.setContentsMargins(22, 18, 22, 20)
        columns.setSpacing(36)
        half = (len(groups) + 1) // 2
        for part in (groups[:half], groups[half:]):
            column = QVBoxLayout()
            column.setSpacing(6)
            for group in part:
                self._add(column, group)
            column.addStretch(1)
            columns.addLayout(column)
        self.settle()

    def _add(self, column: QVBoxLayout, group: KeyGroup) -> None:
        column.addWidget(label(group.title, "title"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, (keys, what) in enumerate(group.keys):
            cap = label(keys, "key")
            cap.setAccessibleName(f"{keys} {what}")
            grid.addWidget(cap, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(what), row, 1)
        column.addLayout(grid)
        column.addSpacing(10)

    def retranslate(self) -> None:
        """Title of the window."""
        self.setWindowTitle(self.tr("快捷键"))
        self.setAccessibleName(self.tr("快捷键"))
        spoken = "；".join(f"{keys} {what}" for group in self._groups for keys, what in group.keys)
        self.setAccessibleDescription(spoken)
