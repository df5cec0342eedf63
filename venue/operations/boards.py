"""Day boards and door signs: who meets where and when, for those who walk past (F20). Blind where secrecy asks for it.

A public board names openings, auctions and negotiations with their titles. It never names a secret project (R-05.1), a project that
is another centre's (we are its sub-venue, item 七), or who evaluates where: in the evaluation zone a sign says only whether the
room is in use.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa

from venue.core.clock import DAY, MINUTE, Millis, at_local, wall
from venue.core.database import Reading
from venue.core.views import view
from venue.core.wording import say
from venue.core.work import Principal, Work
from venue.projects.projects import projects
from venue.schedule.claims import claims
from venue.site.parts import Room
from venue.site.places import parts_on

# -------------------------------------------------------------------------------------------------------------- rules

NAMED = frozenset({"opening", "auction", "negotiation"})
"""Sessions that a public board names; evaluation stands on no public board."""

SHOWN = frozenset({*NAMED, "evaluation", "clarification"})
AHEAD: Millis = 90 * MINUTE
"""So long before its beginning a meeting stands on the sign of its door."""

OVER = frozenset({"witnessed", "reviewed", "archived", "failed", "postponed", "offline", "aborted"})
AUDIENCES = ("public", "staff")


@dataclass(frozen=True)
class Meeting:
    """One session of the day as a board may know it. ``title`` is empty where nobody passing by may read it."""

    room: str
    room_zh: str
    room_en: str
    zone: str
    purpose: str
    from_at: Millis
    until_at: Millis
    project: str
    title: str
    phase: str
    blind: bool


def for_public(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """What a public board shows: named sessions that are not blind, by time."""
    return tuple(one for one in meetings if one.purpose in NAMED and not one.blind)


def current(meetings: Iterable[Meeting], now: Millis) -> Meeting | None:
    """The meeting that a door sign shows: the one going on, else the next that is near; a current one always comes first."""
    going = [one for one in meetings if one.until_at > now and one.phase not in OVER]
    begun = [one for one in going if one.from_at <= now]
    near = [one for one in going if one.from_at - AHEAD <= now]
    return next(iter(begun or near), None)


def sign_lines(room: tuple[str, str], meeting: Meeting | None, now: Millis, language: str) -> tuple[str, ...]:
    """The lines of a door sign: the room, then what goes on in it, as far as somebody outside may know."""
    name = room[0] if language == "zh" else room[1]
    if meeting is None:
        return (name, say("boards.free", {}, language))
    state = say("boards.in_use" if meeting.from_at <= now else "boards.soon", {}, language)
    if meeting.blind or meeting.purpose not in NAMED:
        return (name, state)
    hours = f"{wall(meeting.from_at, seconds=False)}–{wall(meeting.until_at, seconds=False)}"
    what = say(f"boards.purpose.{meeting.purpose}", {}, language)
    return (name, state, f"{hours}  {what}", f"{meeting.project}  {meeting.title}")


# -------------------------------------------------------------------------------------------------------------- views


@view
def day_board(read: Reading, viewer: Principal, *, day: str, audience: str = "public") -> tuple[Meeting, ...]:
    """The meetings of an ISO day in order of time and room; ``staff`` sees evaluation rooms too, with codes and no titles."""
    meetings = meetings_on(read, viewer.site, day)
    return for_public(meetings) if audience == "public" else meetings


def meetings_on(read: Reading | Work, site: str, day: str) -> tuple[Meeting, ...]:
    """Every session of the day in a room, by time and room."""
    start = at_local(day)
    names: dict[str, Room] = {room.code: room for room in parts_on(read, site, "room", day)}
    facts = projects.c
    wanted = (
        sa.select(claims, facts.title, facts.phase, facts.secret, facts.method)
        .join_from(claims, projects, sa.and_(facts.site == claims.c.site, facts.code == claims.c.project))
        .where(claims.c.site == site, claims.c.kind == "room", claims.c.purpose.in_(sorted(SHOWN)))
        .where(claims.c.status == "claimed", claims.c.from_at < start + DAY, claims.c.until_at > start)
        .order_by(claims.c.from_at, claims.c.resource, claims.c.number)
    )
    rows = [row for row in read.all(wanted) if not row.secret]
    return tuple(_meeting(row, names) for row in rows)


def _meeting(row: sa.Row[tuple[object, ...]], names: dict[str, Room]) -> Meeting:
    facts = row._mapping
    room = names.get(facts["resource"])
    blind = facts["method"] == "remote_sub"
    named = facts["purpose"] in NAMED and not blind
    return Meeting(
        room=facts["resource"],
        room_zh=room.name.zh if room else facts["resource"],
        room_en=room.name.en if room else facts["resource"],
        zone=room.zone if room else "",
        purpose=facts["purpose"],
        from_at=facts["from_at"],
        until_at=facts["until_at"],
        project="" if blind else facts["project"],
        title=facts["title"] if named else "",
        phase=facts["phase"],
        blind=blind,
    )
