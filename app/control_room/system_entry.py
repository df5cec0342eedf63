"""One entry of the book in full: its columns, its payload, the hash of its leaf."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app import theme
from app.control_room.devices_facts import Fact, Facts, filler
from app.desk import Desk
from app.dialogs.photo_field import in_groups
from app.widgets.labels import label
from app.widgets.panel import Panel
from app.widgets.restyled import Restyled
from venue.core.clock import iso
from venue.journal.verify import Entry, NotCanonical, entry_line, leaf_hash, parse_object


def pretty(payload: str) -> str:
    """A payload over several lines; as it stands when it is not canonical."""
    try:
        return json.dumps(parse_object(payload), ensure_ascii=False, indent=2)
    except NotCanonical:
        return payload


def leaf_of(entry: Entry) -> str:
    """The hash of an entry's leaf in hex, computed anew from its stored columns; empty when it has no canonical line."""
    try:
        return leaf_hash(entry_line(entry)).hex()
    except NotCanonical:
        return ""


class EntryPanel(Restyled, Panel):
    """The chosen entry; `show_entry(None, 0)` for none."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._desk = desk
        self._entry: Entry | None = None
        self._sealed = 0
        self.facts = Facts()
        self.payload = QPlainTextEdit()
        self.payload.setReadOnly(True)
        self.payload.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.payload.setMinimumHeight(80)
        self.leaf = label("", "small")
        self.leaf.setWordWrap(True)
        self.leaf.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.add(self.facts)
        self.add(self.payload, stretch=1)
        self.add(self.leaf)
        self._filler = filler()
        self.add(self._filler)
        self.settle()

    def retranslate(self) -> None:
        """All words."""
        self.payload.setAccessibleName(self.tr("记录内容"))
        self._show()

    def restyle(self) -> None:
        """Letters of one width."""
        font = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        font.setPixelSize(theme.current().px("small"))
        self.payload.setFont(font)

    def show_entry(self, entry: Entry | None, sealed: int) -> None:
        """Show an entry; `sealed` is how far the book is sealed."""
        self._entry, self._sealed = entry, sealed
        self._show()

    def _show(self) -> None:
        entry = self._entry
        for part in (self.facts, self.payload, self.leaf):
            part.setVisible(entry is not None)
        self._filler.setVisible(entry is None)
        if entry is None:
            self.set_title(self.tr("记录"))
            self.set_note(self.tr("在列表中选择一条"))
            return
        self.set_title(self.tr("第 {position} 条").format(position=entry.position))
        sealed = self.tr("已封存") if entry.position <= self._sealed else self.tr("尚未封存")
        form = self.tr("写法 {form}").format(form=f"{entry.form} · {entry.algorithm} · {entry.kind}")
        self.set_note(f"{sealed} · {form}")
        self.facts.show_facts(self._facts(entry))
        self.payload.setPlainText(pretty(entry.payload))
        leaf = leaf_of(entry)
        self.leaf.setText(
            self.tr("叶哈希 {leaf}").format(leaf=in_groups(leaf)) if leaf else self.tr("内容不是规范写法")
        )

    def _facts(self, entry: Entry) -> list[Fact]:
        return [
            Fact(self.tr("操作"), entry.act),
            Fact(self.tr("操作人"), f"{entry.actor or '—'} @ {entry.desk}"),
            Fact(self.tr("发生"), iso(entry.source_at)),
            Fact(self.tr("到达"), iso(entry.received_at) if entry.received_at != entry.source_at else ""),
            Fact(self.tr("对象"), entry.subject),
            Fact(self.tr("项目"), entry.project),
            Fact(self.tr("房间"), entry.room),
        ]
