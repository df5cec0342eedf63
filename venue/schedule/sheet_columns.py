"""The columns of the form in which a day or a week is written down, and a table of cells read by them. Pure.

The first row that names the project's code and title is the head of the table; the order of the columns does not matter, and
what has another name is left aside and said so.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from venue.core.clock import day_of
from venue.projects.methods import all_methods, categories
from venue.schedule import sheet_cells as read
from venue.schedule.sheet_cells import Unreadable
from venue.schedule.sheet_files import Cell, SheetTable, UnusableFile

HEAD_WITHIN = 10
"""In how many first rows the head of the table is looked for; above it may stand a title."""

BASES = {"达到规模标准": "size", "行政监督部门批准": "approval", "外地主场邀请": "peer"}


@dataclass(frozen=True)
class Column:
    """One column: the field of the reservation it fills, its name in the head, and how a cell of it is read."""

    field: str
    zh: str
    en: str
    kind: str
    needed: bool = False
    also: tuple[str, ...] = ()
    example: str = ""


COLUMNS = (
    Column("code", "项目编号", "Project code", "code", True, ("编号", "项目代码"), "XM-2026-101"),
    Column("title", "项目名称", "Title", "text", True, ("名称",), "城北小学教学楼工程"),
    Column("category", "项目类别", "Category", "category", True, ("类别", "项目类型"), "工程建设"),
    Column("method", "交易方式", "Method", "method", True, ("方式", "采购方式"), "公开招标"),
    Column("agency", "代理机构", "Agency", "agency", False, ("招标代理", "采购代理机构"), "DL1"),
    Column("leader", "代理项目负责人编号", "Agency leader (code)", "code", False, ("负责人编号",), ""),
    Column("day", "开标日期", "Opening day", "day", False, ("日期",), "2026-12-01"),
    Column("open_at", "开标时间", "Opening", "moment", False, (), "09:00"),
    Column("gather_at", "集合时间", "Gathering", "moment", False, ("专家集合时间",), "10:00"),
    Column("draw_at", "抽取时间", "Draw of experts", "moment", False, ("专家抽取时间",), "前一日 15:30"),
    Column("bidders", "投标人数", "Bidders", "count", False, ("投标家数", "供应商数"), "12"),
    Column("minutes", "预计评标分钟", "Expected minutes", "count", False, ("预计评标时长", "评标分钟"), "240"),
    Column("remote_basis", "远程异地依据", "Ground for remote", "basis", False, (), ""),
    Column("remote_document", "远程异地批准文号", "Approval of remote", "text", False, (), ""),
    Column("sub_venues", "副场数量", "Sub-venues", "count", False, (), ""),
    Column("secret", "是否涉密", "Secret", "yes", False, ("涉密",), "否"),
    Column("approved_plan", "拍卖方案批准文号", "Approval of auction plan", "text", False, (), ""),
    Column("plan_body", "拍卖方案批准机关", "Approving body", "text", False, (), ""),
    Column("plan_date", "拍卖方案批准日期", "Approved on", "iso", False, (), ""),
    Column("opening_room", "开标室", "Opening room", "code", False, ("拍卖厅", "开标场地"), ""),
    Column("evaluation_room", "评标室", "Evaluation room", "code", False, ("评标场地",), ""),
    Column("reason", "备注", "Remarks", "text", False, ("说明",), ""),
)
BY_FIELD = {column.field: column for column in COLUMNS}
ROOMS = ("opening_room", "evaluation_room")
MOST = {"bidders": 10_000, "minutes": 7 * 24 * 60, "sub_venues": 99}


@dataclass(frozen=True)
class CellFault:
    """What is wrong, and where: ``cell`` like ``C7`` (of a column that the file has not: the row's first cell).

    ``say(code, args)`` is the sentence without the place; ``column_zh`` and ``column_en`` name the column.
    """

    cell: str
    column_zh: str
    column_en: str
    code: str
    args: dict[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True)
class ReadRow:
    """One row as far as it can be read: the fields of a reservation, the rooms wished for, the cell of each field."""

    line: int
    asked: dict[str, Any]
    rooms: dict[str, str]
    cells: dict[str, str]
    faults: tuple[CellFault, ...]

    def fault(self, name: str, code: str, args: Mapping[str, str | int]) -> CellFault:
        """A fault in the cell of a field."""
        column = BY_FIELD.get(name, BY_FIELD["code"])
        return CellFault(self.cells.get(name, f"A{self.line}"), column.zh, column.en, code, dict(args))


def method_words() -> dict[str, str]:
    """Codes of the methods by their Chinese names."""
    return {method.zh: method.code for method in all_methods()}


def category_words() -> dict[str, str]:
    """Codes of the kinds of projects by their Chinese names."""
    return {category.zh: category.code for category in categories()}


def read_rows(table: SheetTable, agencies: Mapping[str, str]) -> tuple[tuple[ReadRow, ...], tuple[str, ...]]:
    """The rows of a table, and the names in its head that mean nothing here; ``agencies``: codes by name.

    Raises :class:`UnusableFile` when there is no head.
    """
    top, columns, ignored = _head(table)
    below = table.rows[top + 1 :]
    filled = (row for row in below if any(not cell.empty for cell in row))
    return tuple(_row(row, columns, agencies, table.from_1904) for row in filled), ignored


def _head(table: SheetTable) -> tuple[int, dict[int, Column], tuple[str, ...]]:
    names = {_name(name): column for column in COLUMNS for name in (column.zh, column.en, *column.also)}
    for number, row in enumerate(table.rows[:HEAD_WITHIN]):
        columns: dict[int, Column] = {}
        for place, cell in enumerate(row):
            column = names.get(_name(cell.text))
            if column is not None and column not in columns.values():
                columns[place] = column
        if {"code", "title"} <= {column.field for column in columns.values()}:
            ignored = tuple(cell.text for place, cell in enumerate(row) if place not in columns and cell.text)
            return number, columns, ignored
    raise UnusableFile("sheets.head_missing", first=BY_FIELD["code"].zh, second=BY_FIELD["title"].zh)


def _name(text: str) -> str:
    try:
        plain = read.code_text(Cell("", text))
    except Unreadable:
        return ""
    return plain.split("(")[0].rstrip("*").lower()


def _row(row: tuple[Cell, ...], columns: Mapping[int, Column], agencies: Mapping[str, str], from_1904: bool) -> ReadRow:
    cells = {columns[place].field: cell for place, cell in enumerate(row) if place in columns}
    reader = _RowReader(cells, agencies, from_1904)
    asked = dict(reader.values())
    line = int("".join(sign for sign in row[0].place if sign.isdigit()))
    rooms = {name: str(asked.pop(name)) for name in ROOMS if name in asked}
    asked.pop("day", None)
    places = {name: cell.place for name, cell in cells.items()}
    return ReadRow(line, asked, rooms, places, tuple(reader.faults(places, line)))


class _RowReader:
    """Reads the cells of one row; what cannot be read is kept beside what can."""

    def __init__(self, cells: Mapping[str, Cell], agencies: Mapping[str, str], from_1904: bool) -> None:
        self._cells = cells
        self._agencies = agencies
        self._from_1904 = from_1904
        self._day: date | None = None
        self._wrong: list[tuple[str, Unreadable]] = []

    def values(self) -> Iterator[tuple[str, Any]]:
        """Field and value of each filled cell that can be read. The day is read first: times hang on it."""
        self._day = self._opening_day()
        for column in COLUMNS:
            cell = self._cells.get(column.field)
            if cell is None or cell.empty:
                if column.needed:
                    self._wrong.append((column.field, Unreadable("sheets.cell_empty")))
                continue
            try:
                yield column.field, self._value(column, cell)
            except Unreadable as fault:
                self._wrong.append((column.field, fault))

    def faults(self, places: Mapping[str, str], line: int) -> Iterator[CellFault]:
        """What could not be read, with its cell."""
        for name, fault in self._wrong:
            column = BY_FIELD[name]
            yield CellFault(places.get(name, f"A{line}"), column.zh, column.en, fault.code, fault.args_)

    def _opening_day(self) -> date | None:
        """The day of the row: its own column, or the day that stands with the opening time."""
        for name in ("day", "open_at"):
            cell = self._cells.get(name)
            if cell is None or cell.empty or cell.formula:
                continue
            try:
                if name == "day":
                    return read.day(cell, from_1904=self._from_1904)
                return date.fromisoformat(day_of(read.moment(cell, None, from_1904=self._from_1904)))
            except Unreadable:
                continue
        return None

    def _value(self, column: Column, cell: Cell) -> Any:
        if cell.formula:
            raise Unreadable("sheets.formula")
        if column.kind == "agency":
            return self._agency(cell)
        if column.kind == "moment":
            return read.moment(cell, self._day, from_1904=self._from_1904)
        if column.kind in ("day", "iso"):
            return read.day(cell, from_1904=self._from_1904).isoformat()
        if column.kind == "count":
            return read.count(cell, MOST[column.field])
        return PLAIN[column.kind](cell)

    def _agency(self, cell: Cell) -> str:
        said = read.plain_text(cell)
        if said in self._agencies:
            return self._agencies[said]
        code = read.code_text(cell)
        if code in self._agencies.values() or (code.isascii() and len(code) <= 32):
            return code
        raise Unreadable("sheets.agency_unknown", said=said[:40])


PLAIN: dict[str, Callable[[Cell], Any]] = {
    "code": read.code_text,
    "text": read.plain_text,
    "yes": read.yes_or_no,
    "basis": lambda cell: read.word(cell, BASES),
    "method": lambda cell: read.word(cell, method_words()),
    "category": lambda cell: read.word(cell, category_words()),
}
