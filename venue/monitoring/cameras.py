"""Cameras and pick-ups: online and recording are two facts, each with its own alarm (RB-21, 全程记录).

A recording gap begins when the camera last said that it recorded and ends when it says so again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import CameraReported
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.monitoring import alarms

# ------------------------------------------------------------------------------------------------------------- tables

recording_gaps = table(
    "recording_gaps",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("camera", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("since", INT, dataset=Dataset.SUPERVISION),
    column("until", INT, dataset=Dataset.SUPERVISION, null=True),
    column("cause", TEXT, dataset=Dataset.SUPERVISION),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_recording_gaps_camera", "site", "camera"),
)


@dataclass(frozen=True)
class RecordingGap:
    """A time in which a camera did not record. ``until`` is ``None`` while it lasts."""

    number: int
    camera: str
    room: str
    since: Millis
    until: Millis | None
    cause: str


def nothing_new(said: CameraReported, before: Mapping[str, int | str]) -> bool:
    """Whether a camera says the same as it said before."""
    told = (int(said.online), int(said.recording), said.view)
    return (before.get("online"), before.get("recording"), before.get("view")) == told


# --------------------------------------------------------------------------------------------------------------- acts


def camera_said(work: Work, said: CameraReported, before: Mapping[str, int | str], *, room: str) -> None:
    """Compare what a camera says with what it said before; a change is an entry, a fault an alarm."""
    if nothing_new(said, before):
        return
    _alarm(work, "camera_offline", said.device, room=room, holds=not said.online)
    _alarm(work, "recording_stopped", said.device, room=room, holds=said.online and not said.recording)
    recorded = int(before.get("recording", -1)) == 1
    if recorded and not said.recording:
        _open_gap(work, said, room=room)
    elif said.recording:
        _close_gap(work, said)
    if before.get("view") and said.view and said.view != before["view"]:
        alarms.raise_alarm(work, "unpermitted_change", device=said.device, room=room, what="view")


def _alarm(work: Work, kind: str, device: str, *, room: str, holds: bool) -> None:
    if holds:
        alarms.raise_alarm(work, kind, device=device, room=room)
    else:
        alarms.clear_alarm(work, kind, device=device, room=room)


def _open_gap(work: Work, said: CameraReported, *, room: str) -> None:
    number = work.next_number(recording_gaps.c.number, recording_gaps.c.site == work.site)
    cause = "stopped" if said.online else "offline"
    work.insert(
        recording_gaps, site=work.site, number=number, camera=said.device, room=room, since=said.source_at, cause=cause
    )
    told = {"number": number, "camera": said.device, "cause": cause}
    book.append(work, act="recording.gap_began", subject=said.device, room=room, payload=told, source_at=said.source_at)


def _close_gap(work: Work, said: CameraReported) -> None:
    mine = (
        recording_gaps.c.site == work.site,
        recording_gaps.c.camera == said.device,
        recording_gaps.c.until.is_(None),
    )
    gap = work.first(sa.select(recording_gaps).where(*mine))
    if gap is None:
        return
    work.update(recording_gaps, *mine, until=said.source_at)
    told = {"number": gap.number, "camera": said.device, "since": gap.since, "until": said.source_at}
    book.append(
        work, act="recording.gap_ended", subject=said.device, room=gap.room, payload=told, source_at=said.source_at
    )


# -------------------------------------------------------------------------------------------------------------- views


@view
def gaps(read: Reading, viewer: Principal, *, since: Millis, until: Millis) -> tuple[RecordingGap, ...]:
    """Recording gaps that touch the time between two instants, in order of their beginning."""
    touching = sa.and_(
        recording_gaps.c.since < until, sa.or_(recording_gaps.c.until.is_(None), recording_gaps.c.until > since)
    )
    wanted = sa.select(recording_gaps).where(recording_gaps.c.site == viewer.site, touching)
    rows = read.all(wanted.order_by(recording_gaps.c.since, recording_gaps.c.number))
    return tuple(RecordingGap(*[row._mapping[name] for name in RecordingGap.__dataclass_fields__]) for row in rows)
