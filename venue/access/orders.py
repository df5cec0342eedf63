"""What people order about entering: entry authorised after the seat draw, supervised exits, calls, emergencies.

An authorisation opens a committee member's own room for a few minutes (RB-26); a supervised exit keeps a place open until its
return time; a call lets somebody in who may enter only when called; an emergency opens every door and ends by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import HOUR, Millis
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book

# ------------------------------------------------------------------------------------------------------------- tables

entry_orders = table(
    "entry_orders",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.SUPERVISION),
    column("number", INT, autoincrement=False, dataset=Dataset.SUPERVISION),
    column("kind", TEXT, dataset=Dataset.SUPERVISION),
    column("subject", TEXT, dataset=Dataset.SUPERVISION),
    column("project", TEXT, dataset=Dataset.SUPERVISION),
    column("room", TEXT, dataset=Dataset.SUPERVISION),
    column("given_at", INT, dataset=Dataset.SUPERVISION),
    column("until", INT, dataset=Dataset.SUPERVISION),
    column("given_by", TEXT, dataset=Dataset.SUPERVISION),
    column("reason", TEXT, dataset=Dataset.SUPERVISION),
    column("ended_at", INT, dataset=Dataset.SUPERVISION, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_entry_orders_subject", "site", "subject", "kind"),
)

# -------------------------------------------------------------------------------------------------------------- rules

AUTHORISED, EXIT, CALL, EMERGENCY = "authorised", "exit", "call", "emergency"
LONGEST_EMERGENCY: Millis = 4 * HOUR


@dataclass(frozen=True)
class EntryOrder:
    """One order. ``until`` is the return time of an exit and the end of a call or emergency."""

    number: int
    kind: str
    subject: str
    project: str
    room: str
    given_at: Millis
    until: Millis
    given_by: str
    reason: str
    ended_at: Millis | None


# --------------------------------------------------------------------------------------------------------------- acts


@act("access.authorise_entry", "supervisor", "centre_service", "operator")
def authorise_entry(work: Work, *, subject: str, project: str, room: str) -> int:
    """The seat is drawn: this person may enter this one room from now, for the minutes that RB-26 gives."""
    return _order(work, AUTHORISED, subject=subject, project=project, room=room, until=work.now + HOUR)


@act("access.supervise_exit", "centre_service", "supervisor", "operator")
def supervise_exit(work: Work, *, subject: str, project: str, back_by: int, reason: str) -> int:
    """A supervised exit (toilet, meal, telephone) begins; the way back stays open until its return time."""
    if back_by <= work.now:
        raise Refused("access.return_time_past", subject=subject)
    return _order(work, EXIT, subject=subject, project=project, until=back_by, reason=reason)


@act("access.end_exit", "centre_service", "supervisor", "operator")
def end_exit(work: Work, *, subject: str) -> int:
    """The person is back (or will not come back): the exit is closed. Tells how many were open."""
    return _end(work, EXIT, subject)


@act("access.call_in", "operator", "supervisor", "centre_service", "witness")
def call_in(work: Work, *, subject: str, project: str, room: str, until: int, reason: str) -> int:
    """Somebody who may enter only when called is called."""
    if not reason.strip():
        raise Refused("access.reason_missing")
    return _order(work, CALL, subject=subject, project=project, room=room, until=until, reason=reason)


@act("access.declare_emergency", "operator", "supervisor", "site_manager")
def declare_emergency(work: Work, *, reason: str, until: int) -> int:
    """All doors open and every passage is recorded; ends by itself, after four hours at the latest."""
    if not reason.strip():
        raise Refused("access.reason_missing")
    return _order(work, EMERGENCY, until=min(until, work.now + LONGEST_EMERGENCY), reason=reason)


@act("access.end_emergency", "operator", "supervisor", "site_manager")
def end_emergency(work: Work) -> int:
    """The emergency is over before its time."""
    return _end(work, EMERGENCY, "")


def _order(
    work: Work, kind: str, *, until: Millis, subject: str = "", project: str = "", room: str = "", reason: str = ""
) -> int:
    number = work.next_number(entry_orders.c.number, entry_orders.c.site == work.site)
    work.insert(
        entry_orders,
        site=work.site,
        number=number,
        kind=kind,
        subject=subject,
        project=project,
        room=room,
        given_at=work.now,
        until=until,
        given_by=work.principal.account,
        reason=reason,
    )
    told = {"number": number, "until": until, "reason": reason}
    book.append(work, act=f"access.order_{kind}", subject=subject, project=project, room=room, payload=told)
    work.tell(Changed(noun="entry_order", ids=(str(number),)))
    return number


def _end(work: Work, kind: str, subject: str) -> int:
    standing = (entry_orders.c.site == work.site, entry_orders.c.kind == kind, entry_orders.c.subject == subject)
    ended = work.update(entry_orders, *standing, entry_orders.c.ended_at.is_(None), ended_at=work.now)
    if ended:
        book.append(work, act=f"access.order_{kind}_ended", subject=subject, payload={"count": ended})
        work.tell(Changed(noun="entry_order"))
    return ended


# -------------------------------------------------------------------------------------------------------------- views


_STANDING = (
    sa.select(entry_orders)
    .where(entry_orders.c.site == sa.bindparam("here"), entry_orders.c.given_at <= sa.bindparam("at"))
    .where(sa.or_(entry_orders.c.subject == sa.bindparam("who"), entry_orders.c.kind == EMERGENCY))
    .where(sa.or_(entry_orders.c.ended_at.is_(None), entry_orders.c.ended_at > sa.bindparam("at")))
    .where(sa.or_(entry_orders.c.until > sa.bindparam("at"), entry_orders.c.kind == EXIT))
    .order_by(entry_orders.c.number)
)
"""Asked at every door: built once."""


def standing_orders(read: Reading | Work, site: str, subject: str, at: Millis) -> tuple[EntryOrder, ...]:
    """The orders that concern a person at an instant, and the site's emergency, oldest first (for judging)."""
    rows = read.all(_STANDING, {"here": site, "who": subject, "at": at})
    return tuple(EntryOrder(**{name: value for name, value in row._mapping.items() if name != "site"}) for row in rows)
