"""The row of figures over the plan."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.control_room.overview_state import Figures
from app.widgets.figure_card import FigureCard
from app.widgets.restyled import Restyled

KEYS = ("persons", "rooms", "sessions", "passages", "patrols", "alarms")


class FigureRow(Restyled, QWidget):
    """Persons, rooms, sessions, passages, patrols, alarms; `chosen(key)` for a click."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards = {key: FigureCard("") for key in KEYS}
        self._figures: Figures | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for key, card in self.cards.items():
            card.clicked.connect(lambda _=False, key=key: self.chosen.emit(key))
            row.addWidget(card)
        self.settle()

    def retranslate(self) -> None:
        """Captions."""
        words = (
            self.tr("在场人数"),
            self.tr("使用中功能室"),
            self.tr("今日场次"),
            self.tr("今日进出"),
            self.tr("待巡查"),
            self.tr("未确认报警"),
        )
        for card, caption in zip(self.cards.values(), words, strict=True):
            card.set_caption(caption)
        if self._figures is not None:
            self.show_figures(self._figures)

    def show_figures(self, figures: Figures) -> None:
        """Show the figures of an instant."""
        self._figures = figures
        self.cards["persons"].set_value(str(figures.persons))
        self.cards["rooms"].set_value(f"{figures.rooms_in_use} / {figures.rooms}")
        self.cards["sessions"].set_value(str(figures.sessions))
        self.cards["passages"].set_value(str(figures.passages))
        left = None if figures.patrols_left is None else str(figures.patrols_left)
        note = self.tr("{count} 轮应开始").format(count=figures.patrols_due) if figures.patrols_due else ""
        self.cards["patrols"].set_value(left, note=note)
        self.cards["alarms"].set_value(str(figures.alarms), priority=figures.top)
