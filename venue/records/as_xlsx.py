"""The patrol log as a workbook: one sheet a table, figures as numbers, headings that stay while one scrolls."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from venue.core.clock import local
from venue.records.cells import harmless
from venue.records.log_words import LogText, Table
from venue.records.patrol_log import PatrolLog

FONT = "SimSun"  # 宋体: what every Chinese office has; another is taken where it is not


def xlsx_bytes(log: PatrolLog, text: LogText) -> bytes:
    """The whole file."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": text.title, "company": text.organisation, "comments": text.kind})
        book.set_properties({"title": text.title, "created": local(log.generated_at).replace(tzinfo=None)})
        styles = _styles(book)
        _cover(book, text, styles)
        for table in (*text.tables[1:], *_details(text), text.proof):
            _sheet(book, table, text=text, styles=styles)
    return out.getvalue()


def _styles(book: Any) -> dict[str, Any]:
    plain = {
        "font_name": FONT,
        "font_size": 11,
        "valign": "top",
        "text_wrap": True,
        "border": 1,
        "border_color": "#bfbfbf",
    }
    return {
        "cell": book.add_format(plain),
        "head": book.add_format({**plain, "bold": True, "bg_color": "#eef0f2", "align": "center"}),
        "mast": book.add_format({"font_name": FONT, "font_size": 22, "font_color": "#c00000", "bold": True}),
        "title": book.add_format({"font_name": FONT, "font_size": 14, "bold": True}),
        "words": book.add_format({"font_name": FONT, "font_size": 11}),
    }


def _cover(book: Any, text: LogText, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(text.tables[0].title)
    sheet.set_column(0, len(text.tables[0].columns) - 1, 12)
    lines = [(text.masthead, "mast"), (_under(text), "words"), (text.title, "title")]
    lines += [(sentence, "words") for sentence in text.summary]
    for row, (line, style) in enumerate(lines):
        sheet.write_string(row, 0, str(harmless(line)), styles[style])
    _table(sheet, text.tables[0], top=len(lines) + 1, styles=styles)
    _page(sheet, text)


def _under(text: LogText) -> str:
    return "　".join(part for part in (text.organisation, text.kind, text.kind_mark, text.written) if part)


def _details(text: LogText) -> tuple[Table, ...]:
    """All rounds on one sheet, each row with its round in the first column."""
    if not text.details:
        return ()
    first = text.details[0]
    rows = tuple((table.title, *row) for table in text.details for row in table.rows)
    return (
        Table("detail", text.detail_heading, (text.tables[1].columns[1], *first.columns), rows, (30, *first.widths)),
    )


def _sheet(book: Any, table: Table, *, text: LogText, styles: dict[str, Any]) -> None:
    sheet = book.add_worksheet(table.title)
    scale = 110 / sum(table.widths)
    for column, width in enumerate(table.widths):
        sheet.set_column(column, column, max(8, width * scale))
    _table(sheet, table, top=0, styles=styles)
    sheet.freeze_panes(1, 0)
    _page(sheet, text)


def _table(sheet: Any, table: Table, *, top: int, styles: dict[str, Any]) -> None:
    for column, name in enumerate(table.columns):
        sheet.write_string(top, column, name, styles["head"])
    for down, row in enumerate(table.rows, top + 1):
        for column, cell in enumerate(map(harmless, row)):
            if isinstance(cell, int):
                sheet.write_number(down, column, cell, styles["cell"])
            else:
                sheet.write_string(down, column, cell, styles["cell"])


def _page(sheet: Any, text: LogText) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.set_header(f"&L{text.organisation} {text.masthead}&R{text.kind_mark or text.kind}")
    sheet.set_footer("&C— &P —")
