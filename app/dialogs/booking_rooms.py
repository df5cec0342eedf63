"""Which rooms are free, before one is chosen: a list for each purpose, the free ones first, the others with why not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTabWidget, QVBoxLayout, QWidget

from app.desk import Desk
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from venue.schedule.claim_views import RoomOffer


class RoomChoice(Restyled, QWidget):
    """One list for each purpose. `chosen()` gives the free room that is selected for each; `changed` when that is another.

    The first free room, which is the smallest that suits, is selected by itself until somebody selects another.
    """

    changed = Signal()

    def __init__(self, desk: Desk, words: Mapping[str, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self._words = words
        self._offers: dict[str, tuple[RoomOffer, ...]] = {}
        self._wanted: dict[str, str] = {}
        self._tables: dict[str, RecordTable] = {}
        self.tabs = QTabWidget()
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setUsesScrollButtons(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.tabs)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.tabs.setAccessibleName(self.tr("功能室"))
        for purpose, table in self._tables.items():
            table.set_columns(self._columns())
            table.setAccessibleName(self._words.get(purpose, purpose))
        self._name_tabs()

    def want(self, room: str) -> None:
        """A room that somebody has in mind already: selected wherever it is free."""
        self._wanted = dict.fromkeys(("opening", "evaluation", "auction", "negotiation", "agency"), room)

    def show_offers(self, offers: Mapping[str, tuple[RoomOffer, ...]]) -> None:
        """Show what is free at another time or for another method."""
        if tuple(offers) != tuple(self._offers):
            self._build(tuple(offers))
        self._offers = dict(offers)
        for purpose, table in self._tables.items():
            table.set_records(self._offers[purpose])
            self._select(purpose)
        self._name_tabs()
        self.changed.emit()

    def chosen(self) -> dict[str, str]:
        """The free room that is selected for each purpose."""
        found = {}
        for purpose in self._tables:
            offer = self.selected(purpose)
            if offer is not None and offer.free:
                found[purpose] = offer.room
        return found

    def selected(self, purpose: str) -> RoomOffer | None:
        """The room that is selected for a purpose, free or not."""
        wanted = self._wanted.get(purpose, "")
        return next((one for one in self._offers.get(purpose, ()) if one.room == wanted), None)

    def lacking(self) -> tuple[str, ...]:
        """Purposes for which no free room is selected, in words."""
        chosen = self.chosen()
        return tuple(self._words.get(purpose, purpose) for purpose in self._tables if purpose not in chosen)

    def why(self, offer: RoomOffer) -> str:
        """Why a room cannot be taken; that it is free otherwise."""
        return self.tr("空闲") if offer.free else self.desk.say(offer.code, dict(offer.args))

    def _name(self, offer: RoomOffer) -> str:
        ground = self.desk.ground
        known = ground.plan(self.desk.now()).room.get(offer.room) if ground is not None else None
        return offer.name if known is None else str(getattr(known.name, self.desk.language))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("房间"), self._name, 160, tone=_tone),
            Column(self.tr("座位"), lambda one: str(one.capacity or ""), 52, tone=_quiet, right=True),
            Column(self.tr("状态"), self.why, tone=_quiet),
        )

    def _build(self, purposes: tuple[str, ...]) -> None:
        self.tabs.clear()
        for old in self._tables.values():
            old.deleteLater()
        self._tables = {}
        for purpose in purposes:
            table = RecordTable(self._columns(), name=self._words.get(purpose, purpose), key=lambda one: one.room)
            table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
            table.chosen.connect(partial(self._take, purpose))
            self._tables[purpose] = table
            self.tabs.addTab(table, "")

    def _take(self, purpose: str, offer: RoomOffer) -> None:
        if self._wanted.get(purpose) != offer.room:
            self._wanted[purpose] = offer.room
            self._name_tabs()
            self.changed.emit()

    def _select(self, purpose: str) -> None:
        offer = self.selected(purpose)
        if offer is None or not offer.free:
            offer = next((one for one in self._offers[purpose] if one.free), offer)
        if offer is not None:
            self._wanted[purpose] = offer.room
            self._tables[purpose].select(offer.room)

    def _name_tabs(self) -> None:
        for number, purpose in enumerate(self._tables):
            offer = self.selected(purpose)
            free = sum(one.free for one in self._offers.get(purpose, ()))
            words = self._words.get(purpose, purpose)
            shown = self._name(offer) if offer is not None and offer.free else self.tr("未选")
            self.tabs.setTabText(number, f"{words} · {shown}")
            self.tabs.setTabToolTip(number, self.tr("{what}：{count} 间空闲").format(what=words, count=free))


def _tone(offer: RoomOffer) -> Tone:
    return Tone(icon="check", bold=True) if offer.free else Tone(icon="minus", muted=True)


def _quiet(offer: RoomOffer) -> Tone:
    return Tone(muted=not offer.free)
