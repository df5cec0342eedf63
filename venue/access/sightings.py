"""Faces that cameras saw: who (or unknown), with which score against which threshold. A sighting admits nobody."""

from __future__ import annotations

from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.messages import FaceSeen
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

sightings = table(
    "sightings",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("camera", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("score", INT, dataset=Dataset.SUPERVISION),
    column("threshold", INT, dataset=Dataset.SUPERVISION),
    column("quality", TEXT, dataset=Dataset.SUPERVISION),
    column("grade", TEXT, dataset=Dataset.SUPERVISION),
    column("at", INT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_sightings_subject", "site", "subject", "at"),
)

# --------------------------------------------------------------------------------------------------------------- acts


def seen(work: Work, said: FaceSeen) -> int:
    """Store a sighting; an unknown face is stored as unknown. Tells its number."""
    number = work.next_number(sightings.c.number, sightings.c.site == work.site)
    told = {
        "number": number,
        "camera": said.camera,
        "score": said.score,
        "threshold": said.threshold,
        "quality": said.quality,
        "grade": said.grade,
    }
    work.insert(sightings, site=work.site, subject=said.subject, at=said.source_at, **told)
    book.append(work, act="face.seen", subject=said.subject, payload=told, source_at=said.source_at)
    return number
