"""Measurements of the site's points: every one a row, the newest of each point beside them, one journal entry a batch."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Notice, PeopleCounted, PointRead
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

readings = table(
    "readings",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("point", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("received_at", INT, dataset=Dataset.LOCAL),
    column("value", INT, dataset=Dataset.SUPERVISION),
    column("quality", TEXT, dataset=Dataset.SUPERVISION),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("boot", INT, dataset=Dataset.LOCAL),
    column("seq", INT, dataset=Dataset.LOCAL),
    column("batch", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_readings_point", "site", "point", "at"),
)

point_latest = table(
    "point_latest",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("point", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    column("received_at", INT, dataset=Dataset.LOCAL),
    column("value", INT, dataset=Dataset.SUPERVISION),
    column("quality", TEXT, dataset=Dataset.SUPERVISION),
    column("device", TEXT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "point"),
)

# -------------------------------------------------------------------------------------------------------------- rules


class PointsRead(Notice, frozen=True, kw_only=True):
    """The newest values of points: (point, at, value in thousandths, quality)."""

    values: tuple[tuple[str, Millis, int, str], ...]


@dataclass(frozen=True)
class PointValue:
    """The newest value of a point, in thousandths of its unit, with the times that tell its age."""

    point: str
    at: Millis
    received_at: Millis
    value: int
    quality: str
    device: str


def batch_digest(rows: Sequence[dict[str, int | str]]) -> str:
    """SHA-256 over the batch's rows as the table keeps them: one line ``point,at,value,quality,device,boot,seq`` each."""
    lines = (f"{r['point']},{r['at']},{r['value']},{r['quality']},{r['device']},{r['boot']},{r['seq']}\n" for r in rows)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def as_points(reading: PointRead | PeopleCounted) -> list[tuple[str, int, str]]:
    """What a reading measures: (point, value in thousandths, quality). A counter gives two points, in and out."""
    if isinstance(reading, PeopleCounted):
        return [
            (f"{reading.device}.in", reading.inward * 1000, "good"),
            (f"{reading.device}.out", reading.outward * 1000, "good"),
        ]
    return [(reading.point, reading.value, reading.quality)]


# --------------------------------------------------------------------------------------------------------------- acts


def store(work: Work, batch: Sequence[PointRead | PeopleCounted]) -> int:
    """Store a batch of measurements in the order given; tells how many rows.

    The book gets one entry with count and digest, so that a row changed later in ``readings`` is found.
    """
    mine = readings.c.site == work.site  # made once: an expression costs more than a row
    rows = [row for reading in batch for row in _rows(work, reading, mine)]
    if not rows:
        return 0
    number = int(rows[0]["number"])
    for row in rows:
        row["batch"] = number
    work.insert_all(readings, rows)
    newest = _keep_newest(work, rows)
    book.append(
        work,
        act="readings.stored",
        payload={"first": number, "count": len(rows), "digest": batch_digest(rows)},
    )
    work.tell(
        PointsRead(values=tuple((str(r["point"]), int(r["at"]), int(r["value"]), str(r["quality"])) for r in newest))
    )
    return len(rows)


def _rows(work: Work, reading: PointRead | PeopleCounted, mine: sa.ColumnElement[bool]) -> list[dict[str, int | str]]:
    return [
        {
            "site": work.site,
            "number": work.next_number(readings.c.number, mine),
            "point": point,
            "at": reading.source_at,
            "received_at": reading.received_at,
            "value": value,
            "quality": quality,
            "device": reading.device,
            "boot": reading.boot,
            "seq": reading.seq,
        }
        for point, value, quality in as_points(reading)
    ]


def _keep_newest(work: Work, rows: Sequence[dict[str, int | str]]) -> list[dict[str, int | str]]:
    newest: dict[int | str, dict[str, int | str]] = {}
    for row in rows:
        if row["point"] not in newest or int(newest[row["point"]]["at"]) <= int(row["at"]):
            newest[row["point"]] = row
    kept = [{name: row[name] for name in point_latest.c.keys()} for row in newest.values()]  # noqa: SIM118 a table's columns
    later = point_latest.c.at
    work.upsert(point_latest, kept, key=("site", "point"), unless_newer=later)
    return kept


# -------------------------------------------------------------------------------------------------------------- views


@view
def latest(read: Reading, viewer: Principal) -> dict[str, PointValue]:
    """The newest value of every point of the viewer's site, by point."""
    rows = read.all(sa.select(point_latest).where(point_latest.c.site == viewer.site))
    return {
        row.point: PointValue(row.point, row.at, row.received_at, row.value, row.quality, row.device) for row in rows
    }


@view
def history(
    read: Reading, viewer: Principal, *, point: str, since: Millis, until: Millis
) -> tuple[tuple[Millis, int, str], ...]:
    """(at, value, quality) of one point between two instants, in order of time."""
    wanted = sa.select(readings.c.at, readings.c.value, readings.c.quality).where(
        readings.c.site == viewer.site, readings.c.point == point, readings.c.at.between(since, until)
    )
    return tuple(
        (row.at, row.value, row.quality) for row in read.all(wanted.order_by(readings.c.at, readings.c.number))
    )
