"""A list whose lines can be ticked, with boxes that are seen in both themes."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from app import theme
from app.widgets.restyled import Restyled

CODE = Qt.ItemDataRole.UserRole

_SHEET = """
QListWidget {{ background: {field}; border: 1px solid {control_line}; border-radius: 4px; padding: 3px; }}
QListWidget:focus {{ border-color: {accent}; }}
QListWidget::indicator {{ width: 15px; height: 15px; border: 1px solid {control_line}; border-radius: 3px; background: {field}; }}
QListWidget::indicator:checked {{ background: {accent}; border-color: {accent}; image: url("{art}/check.svg"); }}
"""


class TickList(Restyled, QListWidget):
    """Lines as (code, words); `ticked()` gives the codes that are ticked, in order. Space ticks the current line."""

    def __init__(self, lines: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for code, words in lines:
            item = QListWidgetItem(words)
            item.setData(CODE, code)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.addItem(item)
        self.settle()

    def restyle(self) -> None:
        """Boxes and frame in the colours of the theme."""
        look = theme.current()
        art = (theme.RESOURCES / "theme" / look.name).as_posix()
        self.setStyleSheet(_SHEET.format(**look.colours, art=art))

    def items_in_order(self) -> list[QListWidgetItem]:
        """All lines."""
        return [self.item(row) for row in range(self.count())]

    def ticked(self) -> list[str]:
        """Codes of the ticked lines."""
        return [str(item.data(CODE)) for item in self.items_in_order() if item.checkState() == Qt.CheckState.Checked]

    def tick(self, codes: Sequence[str]) -> None:
        """Tick lines by their codes; the first of them becomes the current one."""
        wanted = [item for item in self.items_in_order() if item.data(CODE) in codes]
        for item in wanted:
            item.setCheckState(Qt.CheckState.Checked)
        self.setCurrentItem(wanted[0] if wanted else self.item(0))
