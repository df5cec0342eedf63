"""The line over a list that narrows it down."""

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.widgets.labels import label
from app.widgets.panel import button
from app.widgets.restyled import Restyled
from app.widgets.search_box import SearchBox


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice: key, label (区域), and choices as (code, words). "All" is added by the bar."""

    key: str
    label: str
    choices: tuple[tuple[str, str], ...]


class FilterBar(Restyled, QWidget):
    """Search field, choices, "clear" and the number of lines that are left.

    `changed(dict)` carries what is set: "text" and the keys of the filters; what is not set is not in it.
    """

    changed = Signal(dict)

    def __init__(self, filters: tuple[Filter, ...] = (), *, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, QComboBox] = {}
        self.search = SearchBox(hint)
        self.search.setMinimumWidth(180)
        self.search.searched.connect(self._tell)
        self._clear = button("", icon="x", tone="quiet")
        self._clear.clicked.connect(self.clear)
        self._count = label("", "small")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self.search, 1)
        self._row.addWidget(self._clear)
        self._row.addStretch(1)
        self._row.addWidget(self._count)
        for number, one in enumerate(filters, start=1):
            self._add(number, one)
        self._told: dict[str, str] = {}
        self._clear.setVisible(False)
        self.settle()

    def _add(self, number: int, one: Filter) -> None:
        box = QComboBox()
        box.addItem("", "")
        for code, words in one.choices:
            box.addItem(words, code)
        box.setProperty("what", one.label)
        box.setAccessibleName(one.label)
        box.currentIndexChanged.connect(self._tell)
        self._boxes[one.key] = box
        self._row.insertWidget(number, box)

    def retranslate(self) -> None:
        """Words of the bar itself."""
        self._clear.setText(self.tr("清除"))
        self._clear.setAccessibleName(self.tr("清除筛选条件"))
        for box in self._boxes.values():
            box.setItemText(0, self.tr("全部{what}").format(what=box.property("what")))

    def chosen(self) -> dict[str, str]:
        """What is set: "text" and keys of filters."""
        found = {key: str(box.currentData()) for key, box in self._boxes.items() if box.currentData()}
        words = self.search.text().strip()
        return found | ({"text": words} if words else {})

    def clear(self) -> None:
        """Set nothing."""
        for box in self._boxes.values():
            box.setCurrentIndex(0)
        self.search.clear()

    def choose(self, key: str, code: str) -> None:
        """Set one filter from outside, e.g. when a figure was clicked."""
        box = self._boxes[key]
        box.setCurrentIndex(max(0, box.findData(code)))

    def set_count(self, shown: int, total: int) -> None:
        """Say how many lines are left of how many."""
        some, every = self.tr("{shown} / {total} 条"), self.tr("共 {total} 条")
        self._count.setText((every if shown == total else some).format(shown=shown, total=total))

    def _tell(self) -> None:
        now = self.chosen()
        self._clear.setVisible(bool(now))
        if now != self._told:
            self._told = now
            self.changed.emit(now)
