"""The book on the system page: search, list, one entry in full, and whether all of it is still as it was sealed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from app.control_room.devices_words import moment_words
from app.control_room.system_entry import EntryPanel
from app.control_room.system_integrity import IntegrityPanel
from app.control_room.system_search import JournalSearch
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.panel import Panel, button
from app.widgets.record_table import Column, RecordTable, Tone
from app.widgets.restyled import Restyled
from venue.core.database import Reading
from venue.core.work import Principal
from venue.journal import book
from venue.journal.book import BookState, JournalLine, Wanted

PAGE = 256


class JournalView(Restyled, QSplitter):
    """Newest first, 256 at a time. The list stands still while somebody reads: what came since is offered, never pushed in."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._desk = desk
        self._wanted = Wanted()
        self._befores: list[int | None] = [None]
        self._state: BookState | None = None
        self._newest_shown = 0
        self._asked = 0
        self.search = JournalSearch()
        self.table = RecordTable(self._columns(), name="", key=lambda line: line.position)
        self.empty = EmptyState("book-open-text", "", "")
        self.newer_button, self.older_button = button("", icon="chevron-left"), button("", icon="chevron-right")
        self.fresh_button = button("", icon="refresh-cw", tone="quiet")
        self._range = label("", "small")
        self.integrity, self.entry = IntegrityPanel(desk), EntryPanel(desk)
        self._list = Panel()
        self._lay_out()
        self._connect()
        self.settle()

    def _lay_out(self) -> None:
        self._list.add(self.search)
        self._list.add(self.table, stretch=1)
        self._list.add(self.empty, stretch=1)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._range)
        row.addStretch(1)
        row.addWidget(self.newer_button)
        row.addWidget(self.older_button)
        self._list.add(foot)
        self._list.add_tool(self.fresh_button)
        right = QWidget()  # no splitter: a verdict in red is never cut off
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.integrity)
        column.addWidget(self.entry, 1)
        for part, stretch in ((self._list, 6), (right, 4)):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
            self.addWidget(part)
            self.setStretchFactor(self.count() - 1, stretch)
        self.setChildrenCollapsible(False)
        self.setHandleWidth(8)
        self.setSizes([700, 460])

    def _connect(self) -> None:
        self.search.changed.connect(self._search)
        self.table.chosen.connect(self._chosen)
        self.newer_button.clicked.connect(self._newer)
        self.older_button.clicked.connect(self._older)
        self.fresh_button.clicked.connect(self.reload)
        self.empty.acted.connect(self.search.clear)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(self.tr("序号"), lambda line: str(line.position), 70, right=True, tone=self._tone),
            Column(self.tr("到达"), lambda line: moment_words(line.received_at, self._desk.now()), 124),
            Column(self.tr("操作"), lambda line: line.act),
            Column(self.tr("对象"), lambda line: line.subject, 112),
            Column(self.tr("项目"), lambda line: line.project, 64),
            Column(self.tr("房间"), lambda line: line.room, 60),
            Column(self.tr("操作人"), lambda line: line.actor, 88),
        )

    def _tone(self, line: JournalLine) -> Tone:
        sealed = self._state is None or line.position <= self._state.sealed
        return Tone() if sealed else Tone(muted=True, icon="hourglass")

    def retranslate(self) -> None:
        """All words."""
        self._list.set_title(self.tr("账本"))
        self.table.setAccessibleName(self.tr("账本记录"))
        self.table.set_columns(self._columns())
        self._show_nothing()
        for owner, words in (
            (self.newer_button, self.tr("较新一页")),
            (self.older_button, self.tr("较早一页")),
        ):
            owner.setText(words)
            owner.setAccessibleName(words)
        self._show_foot()

    def _show_nothing(self) -> None:
        """Why the list is empty, and what to do."""
        if self._state is not None and self._state.last == 0:
            title = self.tr("账本还没有记录")
            text = self.tr("引擎导入站点、有人登录或门禁有动作之后，每一步都会逐条记在这里。")
            self.empty.set_words(title, text)
            return
        title = self.tr("没有符合条件的记录")
        text = self.tr("放宽条件再找：操作可以只写开头，如 access.；对象写代码，如 P-17、C-E3。")
        self.empty.set_words(title, text, action=self.tr("清除条件"))

    # ------------------------------------------------------------------------------------------------------- looking

    def refresh(self) -> None:
        """Look at the state of the book; the list itself only when it has never been filled."""
        if not self._newest_shown:
            self.reload()
            return
        self._desk.look(book.state, while_alive(self, self._state_seen))

    def reload(self) -> None:
        """The newest entries that fit."""
        self._befores = [None]
        self._load()

    def _load(self) -> None:
        self._asked += 1
        ticket, wanted = self._asked, replace(self._wanted, before=self._befores[-1])

        def read(picture: Reading, viewer: Principal) -> tuple[list[JournalLine], BookState]:
            return book.lines(picture, viewer, wanted=wanted, limit=PAGE), book.state(picture, viewer)

        def came(answer: tuple[list[JournalLine], BookState]) -> None:
            if ticket == self._asked:  # a slower, older search must not overwrite a later one
                self._seen(*answer)

        self._desk.look_at(read, while_alive(self, came))

    def _seen(self, lines: list[JournalLine], state: BookState) -> None:
        self._newest_shown = max(state.last, 1)
        self.table.set_records(lines)
        self.table.scrollToTop()
        self.table.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        self._state_seen(state)
        self._show_nothing()
        if not self.table.selectionModel().hasSelection():
            self.entry.show_entry(None, state.sealed)

    def _state_seen(self, state: BookState) -> None:
        self._state = state
        self.integrity.show_state(state)
        self.table.viewport().update()
        self._show_foot()

    def _show_foot(self) -> None:
        lines = self.table.records()
        self.newer_button.setEnabled(len(self._befores) > 1)
        self.older_button.setEnabled(len(lines) == PAGE)
        shown = self.tr("第 {last} 至 {first} 条，共 {count} 条在本页")
        told = {"first": lines[-1].position, "last": lines[0].position, "count": len(lines)} if lines else {}
        self._range.setText(shown.format(**told) if lines else "")
        since = (self._state.last if self._state else 0) - self._newest_shown
        words = self.tr("又有 {count} 条，刷新").format(count=since) if since > 0 else self.tr("刷新")
        self.fresh_button.setText(words)
        self.fresh_button.setAccessibleName(words)

    # -------------------------------------------------------------------------------------------- what the reader does

    def _search(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.reload()

    def _older(self) -> None:
        lines = self.table.records()
        if lines:
            self._befores.append(lines[-1].position)
            self._load()

    def _newer(self) -> None:
        if len(self._befores) > 1:
            self._befores.pop()
            self._load()

    def _chosen(self, line: JournalLine) -> None:
        sealed = self._state.sealed if self._state else 0
        came = while_alive(self, lambda entry: self.entry.show_entry(entry, sealed))
        self._desk.look(book.entry_at, came, position=line.position)
