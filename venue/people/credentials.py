"""Cards, codes, PINs and face links: what a person shows at a door, and whose it is.

A token is never stored: the table holds its blind index (HMAC-SHA256 under the site's key ``blind``), so that a copy of the
database makes no card. A face link is a credential like the others: its token is the subject that the face was matched to, so
whoever withdrew his face is refused by the same lookup.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from typing import Literal

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading, Row
from venue.core.keys import KeyStore
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.persons import person_row, without_unknown

# ------------------------------------------------------------------------------------------------------------- tables

credentials = table(
    "credentials",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.MARKET),
    column("kind", TEXT, dataset=Dataset.LOCAL),
    column("token", TEXT, dataset=Dataset.LOCAL),
    column("valid_from", INT, dataset=Dataset.LOCAL),
    column("valid_to", INT, dataset=Dataset.LOCAL, null=True),
    column("status", TEXT, dataset=Dataset.LOCAL),
    column("status_since", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_credentials_token", "site", "token"),
    Index("ix_credentials_subject", "site", "subject"),
)

# -------------------------------------------------------------------------------------------------------------- rules

CREDENTIAL_KINDS = frozenset({"card", "code", "pin", "face"})

Standing = Literal["valid", "not_yet", "expired", "lost", "revoked"]


@dataclass(frozen=True)
class Credential:
    """A credential without its token."""

    number: int
    subject: str
    kind: str
    valid_from: Millis
    valid_to: Millis | None
    status: str

    def standing(self, at: Millis) -> Standing:
        """What it is worth at an instant."""
        if self.status == "lost":
            return "lost"
        if self.status == "revoked":
            return "revoked"
        if at < self.valid_from:
            return "not_yet"
        return "expired" if self.valid_to is not None and at >= self.valid_to else "valid"


def blind_token(keys: KeyStore, kind: str, token: str) -> str:
    """The blind index of a token, 64 hex digits. Spaces around it and the case of letters do not matter."""
    said = f"credential:{kind}:{token.strip().upper()}".encode()
    return hmac.new(keys.key("blind"), said, hashlib.sha256).hexdigest()


# --------------------------------------------------------------------------------------------------------------- acts


@act("credentials.issue", "clerk", "operator", "site_manager")
def issue(
    work: Work,
    *,
    subject: str,
    kind: str,
    token: str,
    valid_from: Millis | None = None,
    valid_to: Millis | None = None,
) -> int:
    """Give a person a credential for a period; tells its number.

    Refuses a token that is active for anybody: one card in two hands would make both trajectories worthless.
    """
    person_row(work, work.site, subject)
    start = work.now if valid_from is None else valid_from
    _issuable(kind, token, subject, period=(start, valid_to))
    blind = blind_token(work.standing.keys, kind, token)
    taken = (credentials.c.site == work.site, credentials.c.token == blind, credentials.c.status == "active")
    still = sa.or_(credentials.c.valid_to.is_(None), credentials.c.valid_to > start)
    if work.first(sa.select(credentials.c.number).where(*taken, still)):
        raise Refused("credentials.taken", kind=kind)
    number = work.next_number(credentials.c.number, credentials.c.site == work.site)
    row: dict[str, str | int | None] = {"number": number, "kind": kind, "valid_from": start, "valid_to": valid_to}
    work.insert(
        credentials, site=work.site, subject=subject, token=blind, status="active", status_since=work.now, **row
    )
    book.append(work, act="credentials.issue", subject=subject, payload=without_unknown(row))
    work.tell(Changed(noun="credential", ids=(str(number),)))
    return number


@act("credentials.revoke", "clerk", "operator", "site_manager")
def revoke(work: Work, *, number: int, status: str = "revoked", reason: str) -> None:
    """Take a credential back: ``revoked`` or reported ``lost``. From this instant it opens nothing."""
    if status not in ("revoked", "lost"):
        raise Refused("credentials.status_unknown", status=status)
    row = work.first(sa.select(credentials).where(credentials.c.site == work.site, credentials.c.number == number))
    if row is None or row.status != "active":
        raise Refused("credentials.not_active", number=number)
    mine = (credentials.c.site == work.site, credentials.c.number == number)
    work.update(credentials, *mine, status=status, status_since=work.now)
    payload = {"number": number, "kind": row.kind, "status": status, "reason": reason}
    book.append(work, act="credentials.revoke", subject=row.subject, payload=payload)
    work.tell(Changed(noun="credential", ids=(str(number),)))


def _issuable(kind: str, token: str, subject: str, *, period: tuple[Millis, Millis | None]) -> None:
    if kind not in CREDENTIAL_KINDS:
        raise Refused("credentials.kind_unknown", kind=kind)
    if not token.strip():
        raise Refused("credentials.token_missing")
    if kind == "face" and token != subject:
        raise Refused("credentials.face_is_own", subject=subject)
    if period[1] is not None and period[1] <= period[0]:
        raise Refused("people.period_empty")


# -------------------------------------------------------------------------------------------------------------- views


def holder(read: Reading | Work, site: str, keys: KeyStore, *, kind: str, token: str) -> Credential | None:
    """Whose token it is, in one query (for the engine); ``None`` when nobody ever had it.

    An active one comes before those that were taken back; of several the newest. Ask its :meth:`Credential.standing` before
    trusting it: a lost card is found too, so that the door can say why it stays shut.
    """
    if not token.strip():
        return None
    taken_back = sa.case((credentials.c.status == "active", 0), else_=1)
    row = read.first(
        sa.select(credentials)
        .where(credentials.c.site == site, credentials.c.token == blind_token(keys, kind, token))
        .order_by(taken_back, credentials.c.number.desc())
        .limit(1)
    )
    return None if row is None else _credential(row)


@view
def credentials_of(read: Reading, viewer: Principal, *, subject: str) -> tuple[Credential, ...]:
    """All credentials that a person ever had, oldest first."""
    mine = (credentials.c.site == viewer.site, credentials.c.subject == subject)
    rows = read.all(sa.select(credentials).where(*mine).order_by(credentials.c.number))
    return tuple(_credential(row) for row in rows)


def _credential(row: Row) -> Credential:
    return Credential(row.number, row.subject, row.kind, row.valid_from, row.valid_to, row.status)
