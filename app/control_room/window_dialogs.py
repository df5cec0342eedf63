"""The dialogs over the window: none blocks anything, and all close when whoever opened them signs out."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QWidget

from app import actions
from app.control_room import window_search as search
from app.control_room.window_pages import PAGES
from app.desk import Desk
from app.dialogs.alive import while_alive
from app.widgets.command_palette import CommandPalette


class WindowDialogs(QObject):
    """Opens the palette, the list of keys and whatever the window has to say, and knows what is open."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window = desk, window
        self._open: list[QDialog] = []

    def open(self) -> tuple[QDialog, ...]:
        """What is open, the newest last."""
        return tuple(self._open)

    def show(self, dialog: QDialog) -> None:
        """Show a dialog over the window."""
        self._keep(dialog)
        dialog.open()

    def close_all(self) -> None:
        """Whoever comes next sees none of them."""
        for dialog in self.open():
            dialog.reject()

    def fault(self, fault: Exception) -> None:
        """Say what was refused or went wrong, and what to do now."""
        from app.dialogs.refused import RefusedDialog

        self.show(RefusedDialog(self._desk, fault, self._window))

    def keys(self) -> None:
        """The list of all keys."""
        from app.widgets.key_list import KeyList

        pages = tuple((f"Ctrl+{number % 10}", entry.words) for number, entry in enumerate(PAGES[:10], start=1))
        self.show(KeyList(actions.key_groups(pages), self._window))

    def palette(self, chosen: Callable[[str], None]) -> None:
        """Search and command; ``chosen`` gets the key of what was taken."""
        palette = CommandPalette(self._window)
        palette.set_commands(search.standing_commands(self._desk))
        palette.chosen.connect(chosen)

        palette.searched.connect(lambda words: self._search(palette, words))
        self._keep(palette)
        palette.ask()

    def _search(self, palette: CommandPalette, words: str) -> None:
        def found(answer: search.Found) -> None:
            palette.set_found(search.found_commands(answer))

        if words:
            at = self._desk.now()
            self._desk.look_at(
                lambda read, viewer: search.read_found(read, viewer, words, at), while_alive(palette, found)
            )

    def _keep(self, dialog: QDialog) -> None:
        self._open.append(dialog)
        dialog.finished.connect(lambda _: self._let_go(dialog))

    def _let_go(self, dialog: QDialog) -> None:
        if dialog in self._open:
            self._open.remove(dialog)
        dialog.deleteLater()
