"""Workbooks and CSV files as plain tables of cells. Nothing in a file is executed: formulas are marked, macros are not looked at.

A file comes from anybody, so it is measured before it is opened: its size, what it unpacks to, its rows. What cannot be used is
refused with :class:`UnusableFile`, a code and arguments for a sentence; nothing else is raised, whatever the bytes are.
"""

from __future__ import annotations

import csv
import io
import math
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import PurePath
from typing import Any

MAX_BYTES = 4 * 1024 * 1024
MAX_UNPACKED = 40 * 1024 * 1024
MAX_ROWS = 1000
MAX_COLUMNS = 60
MAX_CELL = 1000
"""How much of a file is taken: bytes, bytes after unpacking, rows, columns, characters of one cell."""

OLD_WORKBOOK = bytes.fromhex("d0cf11e0a1b11ae1")
"""How the old binary .xls and every workbook with a password begin."""

GUARDED = ("'=", "'+", "'-", "'@")
"""How our own exports write a text that a spreadsheet would take for a formula."""

Value = str | int | float | bool | datetime | date | time | timedelta | None


class UnusableFile(Exception):
    """The file cannot be used at all; ``code`` and ``args_`` are rendered per language."""

    def __init__(self, code: str, **args: str | int) -> None:
        super().__init__(f"{code} {args}")
        self.code = code
        self.args_ = args


@dataclass(frozen=True)
class Cell:
    """One cell: where it stands (``C7``), what it holds, and whether that is a formula (then it holds nothing)."""

    place: str
    value: Value = None
    formula: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing stands there."""
        return not self.formula and (self.value is None or self.text == "")

    @property
    def text(self) -> str:
        """The content as text, without blanks around it; a whole number has no decimals."""
        if isinstance(self.value, float) and math.isfinite(self.value) and self.value == int(self.value):
            return str(int(self.value))
        text = "" if self.value is None else str(self.value).strip()
        return text[1:] if text.startswith(GUARDED) else text


@dataclass(frozen=True)
class SheetTable:
    """The first sheet with anything on it: its name, and its rows as they stand, empty ones too."""

    sheet: str
    rows: tuple[tuple[Cell, ...], ...]
    from_1904: bool = False


def read_table(content: bytes, name: str) -> SheetTable:
    """The table in a file; the ending of ``name`` says what it is (.xlsx, .xlsm, .csv, .txt). Raises :class:`UnusableFile`."""
    if not content:
        raise UnusableFile("sheets.file_empty", name=name)
    if len(content) > MAX_BYTES:
        raise UnusableFile("sheets.file_too_big", name=name, most_mb=MAX_BYTES // 1024 // 1024)
    if content.startswith(OLD_WORKBOOK):
        raise UnusableFile("sheets.old_or_locked", name=name)
    if content.startswith(b"PK\x03\x04"):
        return _workbook(content, name)
    if PurePath(name).suffix.lower() not in (".csv", ".txt"):
        raise UnusableFile("sheets.form_unknown", name=name)
    return _csv(content, name)


def place(row: int, column: int) -> str:
    """What a spreadsheet calls a cell; row and column count from 0: (6, 2) is ``C7``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


# ----------------------------------------------------------------------------------------------------------- workbooks


def _workbook(content: bytes, name: str) -> SheetTable:
    _harmless(content, name)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of features that openpyxl leaves out; only the cells are wanted here
        try:
            return _first_sheet(content, name)
        except UnusableFile:
            raise
        except Exception as fault:  # a workbook of unknown making fails in the library in a hundred ways
            raise UnusableFile("sheets.workbook_broken", name=name) from fault


def _harmless(content: bytes, name: str) -> None:
    """Refuse what would unpack to more than is sensible, and XML that declares entities (a bomb, or a way to other files)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if sum(part.file_size for part in parts) > MAX_UNPACKED or len(parts) > 1000:
                raise UnusableFile("sheets.file_too_big", name=name, most_mb=MAX_UNPACKED // 1024 // 1024)
            for part in parts:
                if part.filename.lower().endswith((".xml", ".rels")) and b"<!DOCTYPE" in packed.read(part):
                    raise UnusableFile("sheets.workbook_broken", name=name)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, OSError, ValueError, EOFError) as fault:
        raise UnusableFile("sheets.workbook_broken", name=name) from fault


def _first_sheet(content: bytes, name: str) -> SheetTable:
    import openpyxl  # loaded when the first workbook is read: it costs a third of a second
    from openpyxl.utils.datetime import CALENDAR_MAC_1904

    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=False, keep_links=False)
    try:
        for sheet in book.worksheets:
            rows = _cells(sheet, name)
            if any(not cell.empty for row in rows for cell in row):
                return SheetTable(str(sheet.title), rows, book.epoch == CALENDAR_MAC_1904)
    finally:
        book.close()
    raise UnusableFile("sheets.file_empty", name=name)


def _cells(sheet: Any, name: str) -> tuple[tuple[Cell, ...], ...]:
    rows = []
    for number, row in enumerate(sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS)):
        rows.append(tuple(_cell(number, column, cell) for column, cell in enumerate(row)))
    while rows and all(cell.empty for cell in rows[-1]):
        rows.pop()
    return _few_enough(rows, name)


def _cell(row: int, column: int, cell: Any) -> Cell:
    where = place(row, column)
    if cell.data_type == "f":
        return Cell(where, formula=True)
    if cell.data_type == "e":
        return Cell(where, str(cell.value))
    value = cell.value
    return Cell(where, value if isinstance(value, Value) else str(value))


# ----------------------------------------------------------------------------------------------------------------- CSV


def _csv(content: bytes, name: str) -> SheetTable:
    text = _decoded(content, name)
    first = next((line for line in text.splitlines() if line.strip()), "")
    delimiter = max(",\t;", key=first.count)
    rows = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)):
            if number > MAX_ROWS + 1:
                break
            cells = (_plain(number, column, value) for column, value in enumerate(row[:MAX_COLUMNS]))
            rows.append(tuple(cells))
    except csv.Error as fault:
        raise UnusableFile("sheets.csv_broken", name=name, line=len(rows) + 1) from fault
    if not any(not cell.empty for row in rows for cell in row):
        raise UnusableFile("sheets.file_empty", name=name)
    return SheetTable(PurePath(name).name, _few_enough(rows, name))


def _plain(row: int, column: int, value: str) -> Cell:
    return Cell(place(row, column), formula=True) if value.startswith("=") else Cell(place(row, column), value)


def _decoded(content: bytes, name: str) -> str:
    """UTF-8 (with or without mark), UTF-16 with mark, or GB18030: what Chinese office programs write."""
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if content.startswith(mark):
            return _as(content, (encoding,), name)
    return _as(content, ("utf-8", "gb18030"), name)


def _as(content: bytes, encodings: tuple[str, ...], name: str) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnusableFile("sheets.encoding_unknown", name=name)


def _few_enough(rows: list[tuple[Cell, ...]], name: str) -> tuple[tuple[Cell, ...], ...]:
    if len(rows) > MAX_ROWS + 1:
        raise UnusableFile("sheets.too_many_rows", name=name, most=MAX_ROWS)
    return tuple(rows)


def filled_rows(table: SheetTable) -> Iterator[tuple[Cell, ...]]:
    """The rows with anything on them."""
    return (row for row in table.rows if any(not cell.empty for cell in row))
