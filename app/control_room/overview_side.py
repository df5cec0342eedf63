"""The sheet beside the plan: a room, a door or a project, kept fresh while it is open."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.control_room import overview_sheets as sheets
from app.control_room.overview_sheets import View
from app.control_room.page_sheet import Sheet, SheetView
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.panel import Panel, button, tool
from app.widgets.restyled import Restyled

MAY_ADVANCE = frozenset({"operator", "site_manager"})


class SidePanel(Restyled, Panel):
    """Shows one sheet; hidden while there is none."""

    link_opened = Signal(str, str)
    closed = Signal()
    toggled = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.desk = desk
        self.what: tuple[str, str] | None = None
        self._view: View | None = None
        self._extra: Any = None
        self.sheet = SheetView()
        self.sheet.link_opened.connect(self.link_opened)
        self.advance, self._close = button(""), tool("x", "")
        self.advance.clicked.connect(self._advance)
        self._close.clicked.connect(self.close_sheet)
        self.add_tool(self.advance)
        self.add_tool(self._close)
        self.add(self.sheet, stretch=1)
        self.settle()

    def retranslate(self) -> None:
        """Names of the buttons."""
        self._close.setAccessibleName(self.tr("关闭侧栏 Esc"))
        self._close.setToolTip(self._close.accessibleName())
        self.advance.setText(self.tr("切换阶段…"))
        self.advance.setAccessibleName(self.tr("切换阶段"))
        self._show()

    def open(self, kind: str, code: str) -> None:
        """Open the sheet of a room, a door or a project."""
        if self.what != (kind, code):
            self.what, self._extra = (kind, code), None
        self.setVisible(True)
        self.toggled.emit()
        self._show()
        self.refresh()

    def close_sheet(self) -> None:
        """Show nothing any more."""
        self.what, self._extra = None, None
        self.setVisible(False)
        self.toggled.emit()
        self.closed.emit()

    def set_view(self, view: View) -> None:
        """The site has changed."""
        self._view = view
        if self.isVisible():
            self._show()

    def refresh(self) -> None:
        """Ask for what the plan does not know: judgements of a door, phases of a project."""
        if self.what is None or not self.desk.tasks.attached:
            return
        asked, viewer = self.what, self.desk.viewer
        kind, code = asked
        reads = {"door": sheets.read_door, "project": sheets.read_project}
        if kind not in reads:
            return

        def took(extra: Any) -> None:
            if self.what == asked and self.desk.viewer == viewer:
                self._extra = extra
                self._show()

        self.desk.look_at(lambda read, who: reads[kind](read, who, code), while_alive(self, took))

    def _show(self) -> None:
        view = self._view
        if self.what is None or view is None:
            return
        made = self._made(view)
        if made is None:
            self.close_sheet()
            return
        self.set_title(made.title)
        self.set_note(made.note)
        self.sheet.show_sheet(made)
        mine = self.what[0] == "project" and bool(self.desk.viewer.roles & MAY_ADVANCE)
        self.advance.setVisible(mine)

    def _made(self, view: View) -> Sheet | None:
        kind, code = self.what or ("", "")
        if kind == "room" and code in view.plan.room:
            return sheets.room_sheet(code, view)
        if kind == "door" and code in view.plan.access_point:
            return sheets.door_sheet(code, view, self._extra or ())
        if kind == "project" and code in view.scene.projects:
            return sheets.project_sheet(code, view, self._extra)
        return None

    def _advance(self) -> None:
        from app.dialogs.phase_advance import PhaseAdvance

        if self.what is None or self._view is None:
            return
        dialog = PhaseAdvance(self.desk, self._view.scene.projects[self.what[1]], self.window())
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
