"""Signing in: from an account and its password to a session, and from a session to who acts.

A session's token is told once, to the desk that signed in; the table holds its SHA-256. What becomes of a wrong password must
outlast the transaction (the count of failures locks the account), so :func:`sign_in` answers no instead of raising.
"""

from __future__ import annotations

import hashlib
from typing import Any

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import ANYBODY, SIGNED_IN, No, Refused, act
from venue.core.clock import DAY, Millis, wall
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people import agreements, passwords
from venue.people.accounts import HERE, accounts, own, own_row, policy_at, require_strong, set_password
from venue.people.persons import persons

# ------------------------------------------------------------------------------------------------------------- tables

sessions = table(
    "sessions",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("account", TEXT, dataset=Dataset.LOCAL),
    column("generation", INT, dataset=Dataset.LOCAL),
    column("desk", TEXT, dataset=Dataset.LOCAL),
    column("started_at", INT, dataset=Dataset.LOCAL),
    column("expires_at", INT, dataset=Dataset.LOCAL),
    column("ended_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "digest"),
)

# -------------------------------------------------------------------------------------------------------------- rules


def digest_of(session: str) -> str:
    """Under what a session's token is stored."""
    return hashlib.sha256(session.encode()).hexdigest()


# --------------------------------------------------------------------------------------------------------------- acts


@act("accounts.sign_in", ANYBODY)
def sign_in(work: Work, *, account: str, password: str) -> dict[str, Any] | No:
    """Sign in at a desk.

    Yes: ``{"session", "account", "owner", "roles", "until", "must_change"}``; while ``must_change`` is 1 the session may do
    nothing but change the password. No is returned, not raised, because it is stored. Both are in the book; an account name
    that does not exist is not written down: it may be a password typed into the wrong field.
    """
    row = work.first(sa.select(accounts).where(*own(work.site, account)))
    if row is not None and row.locked_until > work.now:
        return _failed(work, row, No("accounts.locked", {"until": wall(row.locked_until, seconds=False)}))
    if not passwords.matches("" if row is None else row.password, password) or row is None:
        return _wrong(work, row)
    barred = _barred(work, row)
    if barred:
        return _failed(work, row, No(barred, {}))
    return _begin(work, row)


@act("accounts.sign_out", ANYBODY)
def sign_out(work: Work, *, session: str) -> None:
    """End a session. A session that has ended already, or never was, changes nothing."""
    row = _session(work, work.site, session)
    if row is None or row.ended_at is not None:
        return
    work.update(sessions, sessions.c.site == work.site, sessions.c.digest == row.digest, ended_at=work.now)
    book.append(work, act="accounts.sign_out", payload={"account": row.account, "desk": row.desk})


@act("accounts.change_password", SIGNED_IN)
def change_password(work: Work, *, old: str, new: str) -> No | None:
    """Change one's own password. Every session of the account ends, this one too: whoever knew the old one is out.

    A wrong old password counts like a failed sign-in.
    """
    account = work.principal.account
    row = own_row(work, account)
    if not passwords.matches(row.password, old):
        return _wrong(work, row)
    require_strong(work, account, new)
    if old == new:
        raise Refused("accounts.password_same")
    set_password(work, account, new, change_due=work.now + policy_at(work, work.site, work.now).password_days * DAY)
    book.append(work, act="accounts.change_password", subject=row.owner, payload={"account": account})
    return None


def due(work: Work, ground: object, health: object) -> Millis | None:
    """Forget sessions that ran out (called by the clock; needs neither plan nor devices); tells when the next one does."""
    over = (sessions.c.site == work.site, sessions.c.ended_at.is_(None), sessions.c.expires_at <= work.now)
    if work.update(sessions, *over, ended_at=sessions.c.expires_at):
        work.tell(Changed(noun="session_ended"))
    waiting = (sessions.c.site == work.site, sessions.c.ended_at.is_(None))
    upcoming = work.scalar(sa.select(sa.func.min(sessions.c.expires_at)).where(*waiting))
    return None if upcoming is None else int(upcoming)


def _wrong(work: Work, row: Row | None) -> No:
    if row is None:
        book.append(work, act="accounts.sign_in_failed", payload={"why": "accounts.wrong"})
        return No("accounts.wrong", {})
    policy = policy_at(work, work.site, work.now)
    failures = row.failures + 1
    if failures < policy.lock_after:
        work.update(accounts, *own(work.site, row.account), failures=failures)
        return _failed(work, row, No("accounts.wrong", {}))
    until = work.now + policy.lock
    work.update(accounts, *own(work.site, row.account), failures=0, locked_until=until)
    work.tell(Changed(noun="account", ids=(row.account,)))
    return _failed(work, row, No("accounts.locked", {"until": wall(until, seconds=False)}))


def _failed(work: Work, row: Row, answer: No) -> No:
    payload = {"account": row.account, "why": answer.code}
    book.append(work, act="accounts.sign_in_failed", subject=row.owner, payload=payload)
    return answer


def _barred(work: Work, row: Row) -> str:
    """Why the right password does not help; empty when it does."""
    if row.status != "active":
        return "accounts.closed"
    if row.expires_at is not None and row.expires_at <= work.now:
        return "accounts.expired"
    if row.sample and work.standing.kind == "real":
        return "accounts.sample_only"
    if not _owner_lives(work, row.owner):
        return "accounts.owner_left"
    bound = agreements.BOUND_ROLES & set(row.roles.split())
    if bound and not agreements.is_bound(work, work.site, row.owner, work.now):
        return "accounts.agreement_missing"
    return ""


def _owner_lives(work: Work, owner: str) -> bool:
    living = sa.or_(persons.c.valid_to.is_(None), persons.c.valid_to > work.now)
    mine = (persons.c.site == work.site, persons.c.subject == owner)
    return work.first(sa.select(persons.c.subject).where(*mine, living)) is not None


def _begin(work: Work, row: Row) -> dict[str, Any]:
    token = work.chance.bytes(32).hex()
    until = work.now + policy_at(work, work.site, work.now).session
    times = {"started_at": work.now, "expires_at": until, "ended_at": None}
    work.insert(
        sessions,
        site=work.site,
        digest=digest_of(token),
        account=row.account,
        generation=row.generation,
        desk=work.principal.desk,
        **times,
    )
    work.update(accounts, *own(work.site, row.account), failures=0, locked_until=0, last_sign_in=work.now)
    work.tell(Changed(noun="session"))
    payload = {"account": row.account, "desk": work.principal.desk, "until": until}
    book.append(work, act="accounts.sign_in", subject=row.owner, payload=payload)
    facts = {"session": token, "account": row.account, "owner": row.owner, "until": until}
    return {**facts, "roles": row.roles.split(), "must_change": int(row.change_due <= work.now)}


# -------------------------------------------------------------------------------------------------------------- views


def principal_of(work: Work, session: str) -> Principal | None:
    """Who acts under a session at this instant, in one query; ``None`` when the session or its account is over.

    Whoever must change the password first holds no roles: he is signed in, and may do only what every account may.
    A session begun before the password last changed is over.
    """
    if not session:
        return None
    joined = sa.and_(
        accounts.c.site == sessions.c.site, accounts.c.system == HERE, accounts.c.account == sessions.c.account
    )
    alive = (
        sessions.c.site == work.site,
        sessions.c.digest == digest_of(session),
        sessions.c.ended_at.is_(None),
        sessions.c.expires_at > work.now,
        sessions.c.generation == accounts.c.generation,
        accounts.c.status == "active",
        sa.or_(accounts.c.expires_at.is_(None), accounts.c.expires_at > work.now),
    )
    columns = (accounts.c.account, accounts.c.roles, accounts.c.change_due, sessions.c.desk)
    row = work.first(sa.select(*columns).select_from(sessions.join(accounts, joined)).where(*alive))
    if row is None:
        return None
    roles = frozenset(row.roles.split()) if row.change_due > work.now else frozenset()
    return Principal(row.account, roles, work.site, row.desk)


def _session(read: Reading | Work, site: str, session: str) -> Row | None:
    return read.first(sa.select(sessions).where(sessions.c.site == site, sessions.c.digest == digest_of(session)))


def sessions_open(read: Reading | Work, site: str, at: Millis) -> tuple[tuple[str, str], ...]:
    """Account and desk of every open session, by account."""
    rows = read.all(
        sa.select(sessions.c.account, sessions.c.desk)
        .where(sessions.c.site == site, sessions.c.ended_at.is_(None), sessions.c.expires_at > at)
        .order_by(sessions.c.account, sessions.c.desk)
    )
    return tuple((row.account, row.desk) for row in rows)
