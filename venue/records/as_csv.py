"""The patrol log as CSV: one file of all tables under one another, UTF-8 with a byte order mark so that Excel reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from venue.records.cells import harmless
from venue.records.log_words import Cell, LogText, Table


def csv_bytes(text: LogText) -> bytes:
    """The whole file. Each table is its title, its column names, its rows and an empty line."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    for row in _rows(text):
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue().encode("utf-8-sig")


def _rows(text: LogText) -> Iterator[tuple[Cell, ...]]:
    yield (text.masthead,)
    yield (text.organisation, text.kind, text.kind_mark)
    yield (text.title,)
    for sentence in text.summary:
        yield (sentence,)
    yield ()
    for table in (*text.tables, *text.details, text.proof):
        yield from _table(table)


def _table(table: Table) -> Iterator[tuple[Cell, ...]]:
    yield (table.title,)
    yield table.columns
    yield from table.rows
    yield ()
