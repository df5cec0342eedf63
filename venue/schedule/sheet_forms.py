"""The empty form for a day or a week, and the plan written in the same form (what goes out can come in again)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from venue.core.clock import Millis, day_of, wall
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal
from venue.projects.projects import Project, all_projects
from venue.schedule.claim_views import claims_between
from venue.schedule.sheet_columns import BASES, COLUMNS, Column, category_words, method_words
from venue.schedule.sheets import PURPOSES

SHEET, NOTES = "项目计划", "填写说明"
LINES = 300
"""For how many lines the form offers its lists of words."""

HINTS = {
    "code": "与交易系统一致，不得重复",
    "text": "",
    "category": "从下拉列表选择",
    "method": "从下拉列表选择",
    "agency": "机构代码或已登记的名称",
    "day": "2026-11-23",
    "moment": "09:30；也可写 2026-11-23 09:30 或 前一日 15:30",
    "count": "整数",
    "basis": "、".join(BASES),
    "yes": "是 或 否",
    "iso": "2026-11-23",
}

LISTS: dict[str, Callable[[], Mapping[str, str]]] = {
    "category": category_words,
    "method": method_words,
    "basis": lambda: BASES,
}


def template(form: str = "xlsx") -> bytes:
    """The empty form, as a workbook with lists to choose from and notes, or as CSV (UTF-8 with mark) with an example line."""
    if form == "csv":
        return _csv([column.zh for column in COLUMNS], [[column.example for column in COLUMNS]])
    return _workbook([])


def plan_rows(projects: Iterable[Project], rooms: Mapping[str, Mapping[str, str]]) -> list[list[str]]:
    """The plan as lines of the form; ``rooms``: by project, the room of each purpose. Secret projects are left out (R-05.1)."""
    return [_line(one, rooms.get(one.code, {})) for one in projects if not one.secret]


def plan_file(rows: list[list[str]], form: str = "xlsx") -> bytes:
    """Lines of the form as a file, ``xlsx`` or ``csv``."""
    return _csv([column.zh for column in COLUMNS], rows) if form == "csv" else _workbook(rows)


def _line(project: Project, rooms: Mapping[str, str]) -> list[str]:
    words = {code: zh for zh, code in method_words().items()} | {code: zh for zh, code in BASES.items()}
    kinds = {code: zh for zh, code in category_words().items()}
    told: dict[str, Any] = {
        "category": kinds.get(project.category, project.category),
        "method": words.get(project.method, project.method),
        "remote_basis": words.get(project.remote_basis, ""),
        "secret": "否",
        "day": "" if project.open_at is None else day_of(project.open_at),
        "reason": "",
    }
    told |= {name: _moment(getattr(project, name)) for name in ("open_at", "gather_at", "draw_at")}
    told |= {name: getattr(project, name) or "" for name in ("bidders", "minutes", "sub_venues")}
    told |= {name: next((rooms[p] for p in purposes if p in rooms), "") for name, purposes in PURPOSES.items()}
    return [str(told.get(column.field, getattr(project, column.field, ""))) for column in COLUMNS]


def _moment(at: Millis | None) -> str:
    return "" if at is None else f"{day_of(at)} {wall(at, seconds=at % 60_000 != 0)}"


def _csv(head: list[str], rows: list[list[str]]) -> bytes:
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(head)
    lines.writerows([[_harmless(cell) for cell in row] for row in rows])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _harmless(cell: str) -> str:
    """A text that a spreadsheet would take for a formula gets a mark in front, which the import takes off again."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@")) else cell


def _workbook(rows: list[list[str]]) -> bytes:
    import xlsxwriter  # loaded when the first workbook is written

    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#eef0f2", "border": 1, "text_wrap": True})
        needed = book.add_format({"bold": True, "bg_color": "#eef0f2", "border": 1, "font_color": "#c00000"})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET)
        for place, column in enumerate(COLUMNS):
            sheet.write_string(0, place, column.zh + ("*" if column.needed else ""), needed if column.needed else head)
            sheet.set_column(place, place, 28 if column.field == "title" else 16, text)
            _choices(sheet, place, column)
        for number, row in enumerate(rows, start=1):
            for place, cell in enumerate(row):
                sheet.write_string(number, place, cell, text)
        sheet.freeze_panes(1, 2)
        _notes(book, head)
    return out.getvalue()


def _choices(sheet: Any, place: int, column: Column) -> None:
    words = LISTS.get(column.kind)
    listed = list(words()) if words else (["是", "否"] if column.kind == "yes" else [])
    if listed:
        sheet.data_validation(1, place, LINES, place, {"validate": "list", "source": listed, "error_type": "warning"})


def _notes(book: Any, head: Any) -> None:
    sheet = book.add_worksheet(NOTES)
    sheet.set_column(0, 3, 30)
    for place, name in enumerate(("列名", "是否必填", "怎样填写", "示例")):
        sheet.write_string(0, place, name, head)
    for number, column in enumerate(COLUMNS, start=1):
        line = (column.zh, "必填" if column.needed else "", HINTS[column.kind], column.example)
        for place, cell in enumerate(line):
            sheet.write_string(number, place, cell)


# -------------------------------------------------------------------------------------------------------------- views


@view
def plan_lines(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> list[list[str]]:
    """The projects whose opening (or, without one, gathering) lies from ``since`` to before ``until``, as lines of the form."""
    shown = [one for one in all_projects(read, viewer) if _within(one, since, until)]
    rooms: dict[str, dict[str, str]] = {}
    for claim in claims_between(read, viewer, since=since, until=until):
        if claim.kind == "room":
            rooms.setdefault(claim.project, {}).setdefault(claim.purpose, claim.resource)
    return plan_rows(shown, rooms)


def _within(project: Project, since: Millis, until: Millis) -> bool:
    at = project.gather_at if project.open_at is None else project.open_at
    return at is not None and since <= at < until
