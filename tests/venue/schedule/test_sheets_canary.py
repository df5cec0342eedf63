"""The title of a secret project (R-05.1): in no table, notice, journal entry, view, calendar file or plan that anybody can read."""

import dataclasses
import inspect
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from venue.core.acts import Refused
from venue.core.clock import DAY, at_local
from venue.core.messages import Message
from venue.core.tables import metadata
from venue.core.views import VIEWS
from venue.core.work import Principal, Work, Writer
from venue.projects.projects import amend_times, ask, reserve
from venue.schedule import bookings, sheet_forms, sheets
from venue.schedule.calendar_export import calendar_entries, calendar_file

CANARY = "金丝雀机密工程"
TODAY = at_local("2026-11-24")
ASKED = {"category": "construction", "method": "open_tender", "agency": "A-01", "open_at": TODAY + 9 * 3_600_000}
KNOWN: dict[str, Any] = {
    "day": "2026-11-24",
    "project": "S-77",
    "code": "S-77",
    "since": TODAY - 365 * DAY,
    "until": TODAY + DAY,
    "at": TODAY,
    "month": "2026-11",
    "room": "E1",
    "rooms": ("E1",),
    "from_at": TODAY,
    "until_at": TODAY + DAY,
    "first": "2026-11-23",
    "last": "2026-11-24",
    "subject": "project:S-77",
}
"""What a view may be asked for; a view that asks for more is not asked here."""


def fill(work: Work, secret: int) -> None:
    """A project with a life: reserved by file, moved, claimed, refused once more, and once with a fault in it."""
    row = {"line": 2, "asked": {**ASKED, "code": "S-77", "title": CANARY, "secret": secret}, "rooms": {}}
    sheets.take(work, name="a.csv", rows=[row])
    ask(work, asked={**ASKED, "code": "S-77", "title": CANARY, "secret": secret})
    ask(work, asked={**ASKED, "code": "S-78", "title": f"{CANARY}\x00", "secret": secret})
    ask(work, asked={**ASKED, "code": "S-79", "title": [CANARY], "secret": secret})
    amend_times(work, project="S-77", reason="调整", open_at=ASKED["open_at"] + 1_800_000)
    times = {"from_at": TODAY + 10 * 3_600_000, "until_at": TODAY + 14 * 3_600_000}
    bookings.claim(work, project="S-77", kind="room", resource="E1", purpose="evaluation", **times)


def everything(writer: Writer, viewer: Principal) -> str:
    """All that can be read: every row of every table, what was told, what every view shows, and the files that go out."""
    with writer.reading() as read:
        rows = [str(tuple(row)) for table in metadata.sorted_tables for row in read.all(sa.select(table))]
        shown = [repr(view(read, viewer, **args)) for view in VIEWS if (args := _args(view)) is not None]
        span = {"since": TODAY, "until": TODAY + DAY}
        calendar = calendar_file(calendar_entries(read, viewer, **span), made_at=TODAY, site="M").decode()
        plan = sheet_forms.plan_file(sheet_forms.plan_lines(read, viewer, **span), "csv").decode()
    return "\n".join([*rows, *shown, calendar, plan])


def _args(view: Callable[..., Any]) -> dict[str, Any] | None:
    asked = list(inspect.signature(view).parameters.values())[2:]
    needed = [one.name for one in asked if one.default is inspect.Parameter.empty]
    return {name: KNOWN[name] for name in needed} if set(needed) <= KNOWN.keys() else None


@pytest.mark.parametrize("role", ["operator", "clerk", "bidder", "auditor"])
def test_a_secret_title_is_nowhere_to_be_read(writer: Writer, viewer: Principal, role: str) -> None:
    told: list[Message] = []
    writer._deliver = told.append
    with writer.writing() as work:
        fill(work, secret=1)
    seen = everything(writer, dataclasses.replace(viewer, roles=frozenset({role})))
    assert (CANARY in seen, CANARY in repr(told)) == (False, False)


def test_the_canary_sings_when_the_project_is_not_secret(writer: Writer, viewer: Principal) -> None:
    with writer.writing() as work:
        fill(work, secret=0)
    seen = everything(writer, viewer)
    assert seen.count(CANARY) >= 4  # table, journal, views, calendar, plan


def test_enough_views_are_asked_for_the_silence_to_mean_something() -> None:
    assert sum(_args(view) is not None for view in VIEWS) > 30


def test_a_secret_project_is_reserved_once_like_any_other(writer: Writer) -> None:
    with writer.writing() as work:
        fill(work, secret=1)
        with pytest.raises(Refused, match=r"projects\.reserved_before"):
            reserve(work, asked={**ASKED, "code": "S-77", "title": CANARY, "secret": 1})
