"""The site in the database: effective-dated rows for everything a site file tells, so that no import loses history.

An import compares the file with what is stored. What was before the day of the import stays as it was; from that day on the
site is as the file says: a changed row is closed with ``valid_to`` and a new one opened. Importing the same file again changes
nothing and writes nothing. The first import of a site takes the file as it is, its past periods included.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, cast

import sqlalchemy as sa

from venue.core.acts import Refused, act
from venue.core.clock import day_of
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.site import site_file as files
from venue.site.check import check
from venue.site.forms import CODES, COUNT, FLAG, LENGTH, LEVEL, LINES, NAME, OUTLINE, SPOT, Name
from venue.site.keys import Key, keys_of
from venue.site.parts import Dated, Site
from venue.site.plan import TABLES, SiteFile

# Tables

_WHOLE = (COUNT, LEVEL, LENGTH, FLAG)
_PACKED = (NAME, SPOT, OUTLINE, LINES, CODES)
_KINDS: Mapping[str, type[Dated]] = {"site": Site, **{name: kind for name, (_, kind) in TABLES.items()}}


def _declared(name: str, kind: type[Dated]) -> sa.Table:
    """The table of a record class: lengths in millimetres, flags as 0 and 1, names, spots and lists packed as JSON text."""
    columns = [
        column(key.attribute, INT if key.form in _WHOLE else TEXT, dataset=Dataset.LOCAL)
        for key in keys_of(kind).values()
    ]
    return table(
        name,
        Keeping.DERIVED,
        column("site", TEXT, dataset=Dataset.LOCAL),
        *columns,
        column("position", INT, dataset=Dataset.LOCAL),
        sa.PrimaryKeyConstraint("site", "code", "valid_from"),
    )


#: The stored tables by their names in the site file: ``site_rooms`` for ``room``, and so on; ``sites`` for the site itself.
PLACES: Mapping[str, sa.Table] = {
    name: _declared("sites" if name == "site" else f"site_{TABLES[name][0]}", kind) for name, kind in _KINDS.items()
}

site_files = table(
    "site_files",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("text", TEXT, dataset=Dataset.LOCAL),
    sa.PrimaryKeyConstraint("site", "number"),
)
"""Every imported site file as text, by the SHA-256 that the journal names: from these a replay builds the tables again."""

# Rules


@dataclass(frozen=True)
class Placed:
    """A record and where it stood in its file."""

    record: Dated
    position: int

    @property
    def key(self) -> tuple[str, str]:
        """What the row is stored under, beside the site."""
        return self.record.code, self.record.valid_from


def succession(stored: Sequence[Placed], wanted: Sequence[Placed], day: str) -> tuple[Placed, ...]:
    """The periods of one code after an import on ``day``: before it as stored, from it on as wanted, unchanged ones joined."""
    past = [_until(row, day) for row in stored if row.record.valid_from < day]
    future = [_since(row, day) for row in wanted if not row.record.valid_to or row.record.valid_to > day]
    if past and future and _goes_on(past[-1], future[0], day):
        before = past.pop()
        future[0] = replace(before, record=replace(future[0].record, valid_from=before.record.valid_from))
    return (*past, *future)


def _goes_on(before: Placed, after: Placed, day: str) -> bool:
    meet = before.record.valid_to == after.record.valid_from == day
    return meet and _timeless(before) == _timeless(after)


def _until(row: Placed, day: str) -> Placed:
    ends = min(row.record.valid_to or day, day)
    return replace(row, record=replace(row.record, valid_to=ends))


def _since(row: Placed, day: str) -> Placed:
    return replace(row, record=replace(row.record, valid_from=max(row.record.valid_from, day)))


def _timeless(row: Placed) -> Dated:
    return replace(row.record, valid_from="", valid_to="")


def _by_code(rows: Sequence[Placed]) -> dict[str, list[Placed]]:
    ordered = sorted(rows, key=lambda row: row.key)
    return {code: list(group) for code, group in groupby(ordered, key=lambda row: row.record.code)}


# Acts


@dataclass(frozen=True)
class Imported:
    """What an import did: rows opened and rows closed, removed or changed, by table; both empty when nothing differed."""

    opened: Mapping[str, int]
    closed: Mapping[str, int]


@act("site.import", "site_manager", "it_engineer")
def import_text(work: Work, *, text: str) -> dict[str, dict[str, int]]:
    """Import the text of a site file; refused as a whole when it has a single fault."""
    faults = check(text)
    if faults:
        first = faults[0]
        raise Refused("site.faults", count=len(faults), line=first.line, zh=first.zh, en=first.en)
    done = import_site(work, files.parse(text))
    return {"opened": dict(done.opened), "closed": dict(done.closed)}


def import_site(work: Work, site_file: SiteFile) -> Imported:
    """Bring the stored site to what the file says, from today on; one journal entry, none when nothing differs.

    Refused when the file describes another site, or a site of another kind, than this engine serves.
    """
    _same_site(work, site_file)
    first = not work.scalar(sa.select(sa.func.count()).select_from(PLACES["site"]).where(_here("site", work.site)))
    day = "" if first else day_of(work.now)
    opened: dict[str, int] = {}
    closed: dict[str, int] = {}
    changed: dict[str, list[str]] = {}
    for name in _KINDS:
        gone, new = _difference(_stored(work.reading(), name, work.site), _wanted(site_file, name), day)
        _replace_rows(work, name, gone, new)
        if gone or new:
            opened[name], closed[name] = len(new), len(gone)
            changed[name] = sorted({row.record.code for row in (*gone, *new)})
    if opened or closed:
        _record(work, site_file, opened=opened, closed=closed, changed={} if first else changed)
    return Imported(opened, closed)


def _same_site(work: Work, site_file: SiteFile) -> None:
    if site_file.site.code != work.site:
        raise Refused("site.other_site", told=site_file.site.code, site=work.site)
    if site_file.site.kind != work.standing.kind:
        raise Refused("site.other_kind", told=site_file.site.kind, kind=work.standing.kind)


def _wanted(site_file: SiteFile, name: str) -> list[Placed]:
    records = (site_file.site,) if name == "site" else getattr(site_file, TABLES[name][0])
    return [Placed(record, position) for position, record in enumerate(records)]


def _difference(stored: list[Placed], wanted: list[Placed], day: str) -> tuple[list[Placed], list[Placed]]:
    """Rows to take away and rows to put in; an empty ``day`` is the first import."""
    before, asked = _by_code(stored), _by_code(wanted)
    after = [
        row
        for code in (*asked, *(code for code in before if code not in asked))
        for row in succession(before.get(code, ()), asked.get(code, ()), day)
    ]
    known = {row.key: row.record for row in stored}
    stays = {row.key for row in after if known.get(row.key) == row.record}
    return [row for row in stored if row.key not in stays], [row for row in after if row.key not in stays]


def _replace_rows(work: Work, name: str, gone: Sequence[Placed], new: Sequence[Placed]) -> None:
    places = PLACES[name]
    for row in gone:
        code, valid_from = row.key
        work.delete(places, _here(name, work.site), places.c.code == code, places.c.valid_from == valid_from)
    work.insert_all(places, [_row(work.site, row) for row in new])


def _record(
    work: Work,
    site_file: SiteFile,
    *,
    opened: dict[str, int],
    closed: dict[str, int],
    changed: dict[str, list[str]],
) -> None:
    text = files.export(site_file)
    digest = hashlib.sha256(text.encode()).hexdigest()
    number = work.next_number(site_files.c.number, site_files.c.site == work.site)
    work.insert(site_files, site=work.site, number=number, digest=digest, text=text)
    payload = {"digest": digest, "number": number, "opened": opened, "closed": closed, "changed": changed}
    book.append(work, act="site.import", subject=work.site, payload=payload)
    work.tell(Changed(noun="site", ids=(work.site,)))


# Views


@view
def site(read: Reading, viewer: Principal, *, on: str = "") -> SiteFile | None:
    """The viewer's site as it was planned on the ISO day ``on``, with all its periods when empty; ``None`` before any import."""
    sites = _stored(read, "site", viewer.site)
    if not sites:
        return None
    tables: dict[str, Any] = {
        attribute: tuple(row.record for row in _stored(read, name, viewer.site))
        for name, (attribute, _) in TABLES.items()
    }
    valid = [row.record for row in sites if not on or row.record.holds_on(on)] or [sites[-1].record]
    whole = SiteFile(site=cast(Site, valid[-1]), **tables)
    return whole.on(on) if on else whole


@view
def export(read: Reading, viewer: Principal) -> str:
    """The viewer's site with all its periods as the text of a site file; empty before any import."""
    stored = site(read, viewer)
    return files.export(stored) if stored else ""


def parts_on(read: Reading | Work, site_code: str, name: str, day: str) -> tuple[Any, ...]:
    """The rows of one table of the site file, such as ``room`` or ``equipment``, that hold on the ISO day, in file order."""
    return tuple(row.record for row in _stored(read, name, site_code) if row.record.holds_on(day))


def _here(name: str, site_code: str) -> sa.ColumnElement[bool]:
    return PLACES[name].c.site == site_code


def _stored(read: Reading | Work, name: str, site_code: str) -> list[Placed]:
    places = PLACES[name]
    order = (places.c.position, places.c.valid_from, places.c.code)
    rows = read.all(sa.select(places).where(_here(name, site_code)).order_by(*order))
    keys = keys_of(_KINDS[name]).values()
    return [
        Placed(
            _KINDS[name](**{key.attribute: _unpacked(key, getattr(row, key.attribute)) for key in keys}), row.position
        )
        for row in rows
    ]


def _row(site_code: str, row: Placed) -> dict[str, Any]:
    keys = keys_of(type(row.record)).values()
    values = {key.attribute: _packed(key, getattr(row.record, key.attribute)) for key in keys}
    return {"site": site_code, "position": row.position, **values}


def _packed(key: Key, value: Any) -> str | int:
    if key.form in _WHOLE:
        return int(value)
    if key.form not in _PACKED:
        return str(value)
    plain = {"zh": value.zh, "en": value.en} if key.form is NAME else value
    return "" if value is None else json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def _unpacked(key: Key, value: Any) -> Any:
    if key.form is FLAG:
        return bool(value)
    if key.form not in _PACKED:
        return value
    if value == "":
        return None
    plain = json.loads(value)
    return Name(**plain) if key.form is NAME else _frozen(plain)


def _frozen(value: Any) -> Any:
    return tuple(_frozen(part) for part in value) if isinstance(value, list) else value
