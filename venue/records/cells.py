"""Cells of tables that leave the house: text that no office program takes for a formula."""

from __future__ import annotations

from venue.records.log_words import Cell

_FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def harmless(cell: Cell) -> Cell:
    """The cell as it may stand in CSV, XLSX and DOCX: text that would begin a formula gets an apostrophe before it."""
    if isinstance(cell, int):
        return cell
    kept = "".join(letter for letter in cell if letter >= " " or letter in "\n\t")
    return f"'{kept}" if kept.startswith(_FORMULAS) else kept
