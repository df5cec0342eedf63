"""A sample site without its doors and devices, and projects that want their day on it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from venue.core.clock import at_local
from venue.core.work import Work
from venue.projects.projects import reserve
from venue.schedule.bookings import claim
from venue.schedule.claims import Claim, thing
from venue.schedule.guards import CONSTRAINT, TRIGGERS
from venue.site.places import import_site
from venue.site.plan import SiteFile
from venue.site.site_file import parse

DAY = "2026-11-24"
BOOKED = ("opening", "evaluation", "agency_work", "remote", "auction", "negotiation")
SEATED = ("E1", "E2", "E3", "E4", "E7", "Z3r")  # E9 has none in this file
SAMPLE = Path(__file__).parents[3] / "resources" / "sample_site"


def at(wall: str, day: str = DAY) -> int:
    return at_local(day, wall)


@cache
def small_site() -> SiteFile:
    whole = parse(SAMPLE)
    bare = {"devices": (), "points": (), "access_points": (), "links": (), "lockers": (), "form_items": ()}
    rooms = tuple(room for room in whole.rooms if room.type in BOOKED)
    seats = tuple(seat for seat in whole.seats if seat.room in SEATED)
    return replace(whole, **bare, checkpoints=(), forms=(), rooms=rooms, seats=seats)


def found_site(work: Work) -> None:
    import_site(work, small_site())


def project(work: Work, code: str, method: str = "open_tender", **more: Any) -> str:
    """A project of the day after: opens at nine, gathers at ten, its experts were drawn the evening before."""
    asked: dict[str, Any] = {"code": code, "title": f"{code}的名称", "category": "construction", "method": method}
    times = {"open_at": at("09:00"), "gather_at": at("10:00"), "draw_at": at("17:00", "2026-11-23")}
    if method in ("auction", "listing", "online_bidding"):
        times = {"open_at": at("09:00")}
    if method == "remote_sub":
        times = {"gather_at": at("10:00")}
    basis = {"remote_main": "size", "remote_sub": "peer"}.get(method, "")
    remote = {"remote_basis": basis, "sub_venues": 2 if method == "remote_main" else 0}
    return reserve(work, asked={**asked, "agency": "A-01", **times, **remote, "minutes": 180, **more})


def book(work: Work, code: str, room: str, since: str, until: str, **more: Any) -> int:
    what = {"kind": "room", "resource": room, "purpose": "evaluation", **more}
    return claim(work, project=code, from_at=at(since), until_at=at(until), **what)


def witness(work: Work, code: str, post: str, since: str, until: str) -> int:
    return book(work, code, post, since, until, kind="witness", purpose="witness")


def crowded(claims: tuple[Claim, ...]) -> list[Claim]:
    """Claims at whose first instant more hold the resource than may: told by counting, not by the rule that is tested."""
    return [
        one for one in claims if len(_together(one, claims)) > min(other.shared for other in _together(one, claims))
    ]


def _together(one: Claim, claims: tuple[Claim, ...]) -> list[Claim]:
    same = [other for other in claims if (thing(other), other.resource) == (thing(one), one.resource)]
    own = [other for other in same if one.project and other.project == one.project]
    foreign = [other for other in same if other not in own]
    beside = [other for other in foreign if other.busy_from <= one.busy_from < other.busy_until]
    mine = [other for other in own if other.from_at <= one.from_at < other.until_at]
    return list({other.number: other for other in (*beside, *mine, one)}.values())


def without_guards(work: Work) -> None:
    """Take the last guards off, for a test that shows what they keep away; only in a transaction that is rolled back."""
    if work.connection.dialect.name == "sqlite":
        for name in TRIGGERS:
            work.connection.exec_driver_sql(f"DROP TRIGGER {name}")
        return
    for name in TRIGGERS:
        work.connection.exec_driver_sql(f"DROP TRIGGER {name} ON claims")
    work.connection.exec_driver_sql(f"ALTER TABLE claims DROP CONSTRAINT {CONSTRAINT}")
