"""The twin of a bank of phone lockers (手机柜) before the evaluation zone.

``LockerBank(device, cells=(...), keys=..., ...)``; people: ``deposit(cell, token)`` and ``collect(cell)``, each with the door of
the cell opening and closing; ``open(cell)``/``close(cell)`` for the parts of it. ``jam(cell)``: the cell's door no longer opens
(a fault to inject). ``occupied``: cell -> token. Each change is said under its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from devices.fixture import Fixture


class CellFault(Exception):
    """A cell cannot do what was asked: jammed, occupied, or empty."""


class LockerBank(Fixture):
    """Cells behind one controller."""

    def __init__(self, device: str, *, cells: Iterable[str], **fitting: Any) -> None:
        super().__init__(device, **fitting)
        self.cells = tuple(cells)
        self.occupied: dict[str, str] = {}
        self.standing_open: set[str] = set()
        self.jammed: set[str] = set()

    def free_cell(self) -> str | None:
        """The first cell that is empty and works."""
        return next((cell for cell in self.cells if cell not in self.occupied and cell not in self.jammed), None)

    def deposit(self, cell: str, token: str) -> None:
        """Somebody puts his phone in; raises :class:`CellFault` when the cell is taken or jammed."""
        with self._lock:
            if cell in self.occupied:
                raise CellFault(f"{cell} is occupied")
            self.open(cell)
            self.occupied[cell] = token
            self.say("locker", cell=cell, state="occupied", token=token)
            self.close(cell)

    def collect(self, cell: str) -> str:
        """He takes it back; tells whose it was. Raises :class:`CellFault` when nothing is in or the door is jammed."""
        with self._lock:
            if cell not in self.occupied:
                raise CellFault(f"{cell} is empty")
            self.open(cell)
            token = self.occupied.pop(cell)
            self.say("locker", cell=cell, state="empty", token=token)
            self.close(cell)
            return token

    def open(self, cell: str) -> None:
        """The cell's door opens."""
        with self._lock:
            if cell not in self.cells or cell in self.jammed:
                raise CellFault(f"{cell} does not open")
            self.standing_open.add(cell)
            self.say("locker", cell=cell, state="open")

    def close(self, cell: str) -> None:
        """The cell's door closes."""
        with self._lock:
            if cell in self.standing_open:
                self.standing_open.discard(cell)
                self.say("locker", cell=cell, state="closed")

    def jam(self, cell: str) -> None:
        """The door of the cell sticks."""
        self.jammed.add(cell)
