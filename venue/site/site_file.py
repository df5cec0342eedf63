"""The site file: one TOML file, or a folder of them, that describes a whole site; and the way back to text.

Every table is a list of rows, ``room = [ {...}, ... ]`` or ``[[room]]`` blocks, whichever reads better; in a folder the
files are read in the order of their names and may share out the tables as they like. What each row asks for is declared in
:mod:`venue.site.parts`; ``docs/how_to/describe_a_site.md`` describes it for people.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, replace
from pathlib import Path
from typing import Any

from venue.site.faults import BadSite, SiteFault, site_fault
from venue.site.forms import WrongForm
from venue.site.keys import keys_of
from venue.site.lines import Path as KeyPath
from venue.site.lines import lines_of
from venue.site.parts import Dated, Site
from venue.site.plan import TABLES, SiteFile

_SYNTAX = re.compile(r"(?P<why>.*) \(at (?:line (?P<line>\d+), column \d+|end of document)\)", re.DOTALL)


@dataclass(frozen=True)
class Text:
    """One TOML text of a site, parsed, with the line of everything in it."""

    file: str
    content: Mapping[str, Any]
    lines: Mapping[KeyPath, int]

    def line(self, path: KeyPath) -> int:
        """The line of the path, or of the nearest thing round it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


@dataclass(frozen=True)
class Row:
    """One record of the file and where it stands; ``record`` is ``None`` when its form was wrong."""

    table: str
    record: Any
    code: str
    text: Text
    path: KeyPath

    @property
    def line(self) -> int:
        """The line on which the record begins."""
        return self.text.line(self.path)

    def fault(self, code: str, key: str = "", /, **args: object) -> SiteFault:
        """A fault of this row, at the line of its ``key`` when one is named."""
        path = (*self.path, key) if key else self.path
        return site_fault(code, self.text.file, self.text.line(path), **args)


@dataclass(frozen=True)
class Draft:
    """What could be read of a site: its rows, and the faults of form met on the way.

    ``complete`` says that every file was valid TOML and exactly one site was found; ``unread`` names the rows (table, code)
    that stand in the file but could not be read, so that nobody is blamed for pointing to them.
    """

    rows: tuple[Row, ...]
    faults: tuple[SiteFault, ...]
    complete: bool
    unread: frozenset[tuple[str, str]]

    @property
    def declared(self) -> frozenset[tuple[str, str]]:
        """Table and code of every row that could be read, whatever its period."""
        return frozenset((row.table, row.code) for row in self.rows)

    def site_file(self) -> SiteFile:
        """The site of a draft; raises :class:`BadSite` when the draft has faults."""
        if self.faults:
            raise BadSite(tuple(sorted(self.faults)))
        site = next(row.record for row in self.rows if row.table == "site")
        tables: dict[str, Any] = {
            attribute: tuple(row.record for row in self.rows if row.table == table)
            for table, (attribute, _) in TABLES.items()
        }
        return SiteFile(site=site, **tables)


def read_draft(source: Path | str) -> Draft:
    """Read a file, a folder of ``*.toml`` files (a :class:`~pathlib.Path`), or a text (a ``str``) as far as it can be read."""
    faults: list[SiteFault] = []
    texts = [_parsed(file, content, faults) for file, content in _texts(source, faults)]
    valid = not faults
    found = [row for text in texts if text for row in _rows(text, faults)]
    sites = [row for row in found if row.table == "site"]
    if valid and not sites:
        faults.append(site_fault("no_site", "" if isinstance(source, str) else source.name, 0))
    faults += [row.fault("two_sites") for row in sites[1:]]
    return Draft(
        rows=tuple(row for row in found if row.record),
        faults=tuple(faults),
        complete=valid and len(sites) == 1,
        unread=frozenset((row.table, row.code) for row in found if not row.record),
    )


def parse(source: Path | str) -> SiteFile:
    """Read a site whose form is right; raises :class:`BadSite` with every fault of form.

    Whether the site makes sense (references, geometry, ways) is for :func:`venue.site.check.check` to say.
    """
    return read_draft(source).site_file()


def export(site_file: SiteFile) -> str:
    """The site as one TOML text that reads back equal: one row a line, keys at their defaults left out."""
    parts = [f"site = {_row_text(site_file.site)}\n"]
    for table, (attribute, _) in TABLES.items():
        records = getattr(site_file, attribute)
        if records:
            body = "".join(f"  {_row_text(record)},\n" for record in records)
            parts.append(f"{table} = [\n{body}]\n")
    return "\n".join(parts)


def _row_text(record: Dated) -> str:
    pairs = []
    for key in keys_of(type(record)).values():
        value = getattr(record, key.attribute)
        if key.default is MISSING or value != key.default:
            pairs.append(f"{key.name} = {key.form.write(value)}")
    return "{ " + ", ".join(pairs) + " }"


def _texts(source: Path | str, faults: list[SiteFault]) -> Iterator[tuple[str, str]]:
    if isinstance(source, str):
        yield "", source
        return
    files = sorted(source.glob("*.toml")) if source.is_dir() else [source]
    if not files:
        faults.append(site_fault("no_file", source.name, 0))
    for path in files:
        try:
            yield path.name, path.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as fault:
            faults.append(site_fault("unreadable", path.name, 0, why=fault))


def _parsed(file: str, content: str, faults: list[SiteFault]) -> Text | None:
    content = content.replace("\r\n", "\n")
    try:
        return Text(file=file, content=tomllib.loads(content), lines=lines_of(content))
    except tomllib.TOMLDecodeError as fault:
        told = _SYNTAX.fullmatch(str(fault))
        line = int(told["line"]) if told and told["line"] else content.rstrip("\n").count("\n") + 1
        faults.append(site_fault("syntax", file, line, why=told["why"] if told else fault))
    except RecursionError:
        faults.append(site_fault("syntax", file, 0, why="nested too deep"))
    return None


def _rows(text: Text, faults: list[SiteFault]) -> Iterator[Row]:
    for table, value in text.content.items():
        rows = [value] if table == "site" else value
        kind = Site if table == "site" else TABLES.get(table, ("", None))[1]
        if kind is None:
            faults.append(site_fault("unknown_table", text.file, text.line((table,)), table=table))
        elif not isinstance(rows, list) or any(not isinstance(row, dict) for row in rows):
            faults.append(site_fault("not_rows", text.file, text.line((table,)), table=table))
        else:
            for number, entry in enumerate(rows):
                path: KeyPath = (table,) if table == "site" else (table, number)
                row = Row(table, None, str(entry.get("code", "")), text, path)
                yield replace(row, record=_record(kind, entry, row, faults))


def _record(kind: type[Dated], entry: Mapping[str, Any], row: Row, faults: list[SiteFault]) -> Dated | None:
    keys = keys_of(kind)
    before = len(faults)
    faults += [row.fault("unknown_key", name, table=row.table, key=name) for name in entry if name not in keys]
    values: dict[str, Any] = {}
    for name, key in keys.items():
        if name in entry:
            try:
                values[key.attribute] = key.form.read(entry[name])
            except WrongForm as fault:
                faults.append(row.fault("wrong_form", name, key=name, zh=fault.zh, en=fault.en))
        elif key.default is MISSING:
            faults.append(row.fault("missing_key", table=row.table, key=name))
    return kind(**values) if len(faults) == before else None
