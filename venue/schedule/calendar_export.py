"""The plan as a calendar file (.ics, RFC 5545) that other programs can read: rooms only, and nothing that is secret or sealed.

Each claim has one UID for ever and a SEQUENCE that grows whenever its project's bookings change, so that another calendar that
reads the file again moves its entries instead of doubling them. A secret project (R-05.1) is a room that is taken, no more: a
file that has left the house shows it to anybody. Seats, witnesses and posts are not in it at all.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa

from venue.core.clock import Millis, day_of
from venue.core.database import Reading
from venue.core.views import view
from venue.core.work import Principal
from venue.journal.book import journal
from venue.projects.projects import projects
from venue.schedule.claims import SECRET_FOR, Claim, claim_of, claims
from venue.site.places import parts_on

# -------------------------------------------------------------------------------------------------------------- rules

OWN_DOMAIN = "changkong"
TAKEN = ("占用", "Taken")
CLOSED = ("停用", "Closed")
PURPOSE_NAMES = {
    "opening": "开标",
    "evaluation": "评标",
    "agency": "代理工作",
    "auction": "拍卖",
    "negotiation": "磋商谈判",
    "clarification": "询标",
}
GONE = ("released", "displaced")
CHANGES = ("bookings.%", "blocks.%", "series.%", "holds.%", "waiting.%", "dispatch.%", "replan.%")
"""Entries of the journal that may have moved a claim."""


@dataclass(frozen=True)
class CalendarEntry:
    """One line of the plan as others may see it. ``project`` is empty where it is nobody's business."""

    uid: str
    sequence: int
    summary: str
    room: str
    location: str
    from_at: Millis
    until_at: Millis
    project: str = ""
    purpose: str = ""
    cancelled: bool = False


def own_uid(site: str, number: int) -> str:
    """The UID of a claim of a site."""
    return f"claim-{number}@{site}.{OWN_DOMAIN}"


def is_own(uid: str, site: str) -> bool:
    """Whether an entry went out from this site itself."""
    return uid.startswith("claim-") and uid.endswith(f"@{site}.{OWN_DOMAIN}")


def calendar_file(entries: Iterable[CalendarEntry], *, made_at: Millis, site: str) -> bytes:
    """The entries as an .ics file; the same entries and instant give the same bytes. Times are UTC."""
    import icalendar  # loaded when the first calendar is written

    whole = icalendar.Calendar()
    whole.add("prodid", f"-//changkong//{site}//ZH")
    whole.add("version", "2.0")
    whole.add("calscale", "GREGORIAN")
    whole.add("method", "PUBLISH")
    for one in entries:
        event = icalendar.Event()
        event.add("uid", one.uid)
        event.add("sequence", one.sequence)
        event.add("dtstamp", _utc(made_at))
        event.add("dtstart", _utc(one.from_at))
        event.add("dtend", _utc(one.until_at))
        event.add("summary", one.summary)
        event.add("location", one.location)
        event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
        if one.purpose:
            event.add("x-changkong-purpose", one.purpose)
        whole.add_component(event)
    return bytes(whole.to_ical())


def _utc(at: Millis) -> datetime:
    return datetime.fromtimestamp(at // 1000, UTC)


# -------------------------------------------------------------------------------------------------------------- views


@view
def calendar_entries(
    read: Reading, viewer: Principal, *, since: Millis, until: Millis, room: str = ""
) -> tuple[CalendarEntry, ...]:
    """The rooms' plan that touches a time (a day, a week), of all rooms or one, by time; with what was cancelled.

    Codes and titles stand there for the centre's own people; everybody else sees that a room is taken.
    """
    named = viewer.may(*SECRET_FOR)
    shown = [one for one in _rooms_claims(read, viewer.site, since, until) if room in ("", one.resource)]
    titles = _titles(read, viewer.site) if named else {}
    changed = _changes(read, viewer.site)
    names: dict[str, str] = {}
    for one in parts_on(read, viewer.site, "room", day_of(since)):
        names[one.code] = f"{one.code} {one.name.zh}"
    return tuple(_entry(viewer.site, one, titles=titles, changed=changed, names=names) for one in shown)


def _rooms_claims(read: Reading, site: str, since: Millis, until: Millis) -> list[Claim]:
    """Claims and blocks of rooms, standing or gone; what is held provisionally is not told to others."""
    rooms = sa.or_(claims.c.kind == "room", sa.and_(claims.c.kind == "block", claims.c.purpose == "room"))
    told = claims.c.status.in_(("claimed", *GONE))
    when = (claims.c.from_at < until, claims.c.until_at > since)
    chosen = sa.select(claims).where(claims.c.site == site, rooms, told, *when)
    return [claim_of(row) for row in read.all(chosen.order_by(claims.c.from_at, claims.c.resource, claims.c.number))]


def _titles(read: Reading, site: str) -> dict[str, str]:
    """Code and title of the projects that may be named."""
    chosen = sa.select(projects.c.code, projects.c.title).where(projects.c.site == site, projects.c.secret == 0)
    return {row.code: f"{row.code} {row.title}" for row in read.all(chosen)}


def _changes(read: Reading, site: str) -> dict[tuple[str, str], int]:
    """For each project, and each room of what is no project's, the position of the last entry that may have moved a claim."""
    moved = sa.or_(*(journal.c.act.like(pattern) for pattern in CHANGES))
    room = sa.case((journal.c.project == "", journal.c.room), else_="")
    chosen = sa.select(journal.c.project, room.label("room"), sa.func.max(journal.c.position).label("last"))
    rows = read.all(chosen.where(journal.c.site == site, moved).group_by(journal.c.project, room))
    return {(row.project, row.room): int(row.last) for row in rows}


def _entry(
    site: str, one: Claim, *, titles: dict[str, str], changed: dict[tuple[str, str], int], names: dict[str, str]
) -> CalendarEntry:
    named = one.project in titles
    what = titles[one.project] if named else (CLOSED if one.kind == "block" else TAKEN)[0]
    purpose = PURPOSE_NAMES.get(one.purpose, "") if named else ""
    return CalendarEntry(
        uid=own_uid(site, one.number),
        sequence=changed.get((one.project, "" if one.project else one.resource), 0),
        summary=f"{what}（{purpose}）" if purpose else what,
        room=one.resource,
        location=names.get(one.resource, one.resource),
        from_at=one.from_at,
        until_at=one.until_at,
        project=one.project if named else "",
        purpose=one.purpose if named else "",
        cancelled=one.status in GONE,
    )
