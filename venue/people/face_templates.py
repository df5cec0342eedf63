"""Sealed face templates: kept encrypted, by consent, per purpose and model; erased on request.

The sealed bytes are AES-256-GCM under the site's key ``gallery``, closed by whoever computed the template and bound to subject,
purpose, model and version, so that a template copied to another person's row, or an old one put back, does not open. Only the
face worker unseals them.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy import Index, PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis
from venue.core.database import Reading
from venue.core.messages import Changed
from venue.core.tables import BLOB, INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.work import Principal, Work
from venue.journal import book
from venue.people.persons import person_row

# ------------------------------------------------------------------------------------------------------------- tables

face_templates = table(
    "face_templates",
    Keeping.STORE,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("number", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.LOCAL),
    column("model", TEXT, dataset=Dataset.LOCAL),
    column("purpose", TEXT, dataset=Dataset.LOCAL),
    column("version", INT, dataset=Dataset.LOCAL),
    column("sealed", BLOB, dataset=Dataset.LOCAL),
    column("consent", INT, dataset=Dataset.LOCAL),
    column("kept_at", INT, dataset=Dataset.LOCAL),
    column("keep_until", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "number"),
    Index("ix_face_templates_subject", "site", "subject"),
)

face_consents = table(
    "face_consents",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("position", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("subject", TEXT, dataset=Dataset.LOCAL),
    column("purpose", TEXT, dataset=Dataset.LOCAL),
    column("document", TEXT, dataset=Dataset.LOCAL),
    column("given_at", INT, dataset=Dataset.LOCAL),
    column("withdrawn_at", INT, dataset=Dataset.LOCAL, null=True),
    PrimaryKeyConstraint("site", "position"),
    Index("ix_face_consents_subject", "site", "subject"),
)

# -------------------------------------------------------------------------------------------------------------- rules

PURPOSES = frozenset({"admission", "seat", "drill"})
"""门禁核验, 席位核验, 演练 (synthetic faces of the simulated site)."""


@dataclass(frozen=True)
class SealedTemplate:
    """One template as the gallery loads it; ``model`` is the digest of the weights it belongs to."""

    number: int
    subject: str
    model: str
    purpose: str
    version: int
    sealed: bytes
    keep_until: Millis | None


# --------------------------------------------------------------------------------------------------------------- acts


@act("faces.consent", "clerk", "operator", "site_manager")
def consent(work: Work, *, subject: str, purpose: str, document: str) -> int:
    """Record that a person agreed to face recognition for one purpose; ``document`` names the signed sheet.

    Tells the journal position that :func:`keep_template` asks for.
    """
    person_row(work, work.site, subject)
    _known_purpose(purpose)
    said = {"purpose": purpose, "document": document}
    position = book.append(work, act="faces.consent", subject=subject, payload=said)
    facts = {"position": position, "given_at": work.now, "withdrawn_at": None}
    work.insert(face_consents, site=work.site, subject=subject, **said, **facts)
    return position


@act("faces.next_version", "clerk", "operator", "site_manager")
def next_version(work: Work, *, subject: str, model: str, purpose: str) -> int:
    """The version that the person's next template will have, for whoever seals it."""
    same = _same(work.site, subject, model, purpose)
    return 1 + int(work.scalar(sa.select(sa.func.coalesce(sa.func.max(face_templates.c.version), 0)).where(*same)))


@act("faces.keep_template", "clerk", "operator", "site_manager")
def keep_template(
    work: Work,
    *,
    subject: str,
    model: str,
    purpose: str,
    sealed: str,
    consent: int,
    version: int,
    keep_until: Millis | None = None,
) -> int:
    """Keep a sealed template (``sealed`` in base64); tells its number. The book gets a digest, never the template.

    ``version`` is the one that :func:`next_version` told, because the seal is bound to it; refused when another came between.

    ``consent`` is the journal position of the person's consent to this purpose: without one nothing is kept. The newest version
    of a subject, model and purpose replaces the older one.
    """
    person_row(work, work.site, subject)
    _known_purpose(purpose)
    _consented(work, subject, purpose, consent)
    raw = _bytes_of(sealed)
    same = _same(work.site, subject, model, purpose)
    expected = next_version(work, subject=subject, model=model, purpose=purpose)
    if version != expected:
        raise Refused("faces.version_taken", version=version, expected=expected)
    work.delete(face_templates, *same)
    number = work.next_number(face_templates.c.number, face_templates.c.site == work.site)
    facts = {"number": number, "model": model, "purpose": purpose, "version": version, "consent": consent}
    kept = {"sealed": raw, "kept_at": work.now, "keep_until": keep_until}
    work.insert(face_templates, site=work.site, subject=subject, **facts, **kept)
    payload = {**facts, "digest": hashlib.sha256(raw).hexdigest()}
    book.append(work, act="faces.keep_template", subject=subject, payload=payload)
    work.tell(Changed(noun="face_template", ids=(subject,)))
    return number


@act("faces.erase_templates", "clerk", "operator", "site_manager")
def erase_templates(work: Work, *, subject: str, reason: str) -> int:
    """Erase every template of a person and end his consents: withdrawn, or the purpose is over. Tells how many went."""
    consents = (face_consents.c.site == work.site, face_consents.c.subject == subject)
    work.update(face_consents, *consents, face_consents.c.withdrawn_at.is_(None), withdrawn_at=work.now)
    erased = work.delete(face_templates, face_templates.c.site == work.site, face_templates.c.subject == subject)
    book.append(work, act="faces.erase_templates", subject=subject, payload={"count": erased, "reason": reason})
    work.tell(Changed(noun="face_template", ids=(subject,)))
    return erased


def erase_lapsed(work: Work) -> int:
    """Erase what was kept only until now (called by the clock); tells how many persons it concerned."""
    lapsed = (face_templates.c.site == work.site, face_templates.c.keep_until <= work.now)
    rows = work.all(sa.select(face_templates.c.subject).where(*lapsed).distinct().order_by(face_templates.c.subject))
    for row in rows:
        count = work.delete(face_templates, *lapsed, face_templates.c.subject == row.subject)
        book.append(
            work, act="faces.erase_templates", subject=row.subject, payload={"count": count, "reason": "lapsed"}
        )
    if rows:
        work.tell(Changed(noun="face_template", ids=tuple(row.subject for row in rows)))
    return len(rows)


def due(work: Work, ground: object, health: object) -> Millis | None:
    """Erase what has lapsed (called by the clock); tells when the next template does."""
    erase_lapsed(work)
    soonest = work.scalar(sa.select(sa.func.min(face_templates.c.keep_until)).where(face_templates.c.site == work.site))
    return None if soonest is None else int(soonest)


def _known_purpose(purpose: str) -> None:
    if purpose not in PURPOSES:
        raise Refused("faces.purpose_unknown", purpose=purpose)


def _consented(work: Work, subject: str, purpose: str, position: int) -> None:
    given = (face_consents.c.site == work.site, face_consents.c.position == position)
    about = (face_consents.c.subject == subject, face_consents.c.purpose == purpose)
    if not work.first(sa.select(face_consents).where(*given, *about, face_consents.c.withdrawn_at.is_(None))):
        raise Refused("faces.no_consent", subject=subject)


def _bytes_of(sealed: str) -> bytes:
    try:
        raw = base64.b64decode(sealed, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("faces.template_unreadable") from fault
    if len(raw) < 12 + 16:
        raise Refused("faces.template_unreadable")
    return raw


def _same(site: str, subject: str, model: str, purpose: str) -> tuple[sa.ColumnElement[bool], ...]:
    return (
        face_templates.c.site == site,
        face_templates.c.subject == subject,
        face_templates.c.model == model,
        face_templates.c.purpose == purpose,
    )


# -------------------------------------------------------------------------------------------------------------- views


@view
def sealed_templates(read: Reading, viewer: Principal, *, model: str, at: Millis) -> tuple[SealedTemplate, ...]:
    """What the face worker loads: the sealed templates of one model that may still be kept, by subject."""
    alive = sa.or_(face_templates.c.keep_until.is_(None), face_templates.c.keep_until > at)
    rows = read.all(
        sa.select(face_templates)
        .where(face_templates.c.site == viewer.site, face_templates.c.model == model, alive)
        .order_by(face_templates.c.subject, face_templates.c.purpose)
    )
    return tuple(
        SealedTemplate(row.number, row.subject, row.model, row.purpose, row.version, bytes(row.sealed), row.keep_until)
        for row in rows
    )


@view
def enrolled(read: Reading, viewer: Principal) -> tuple[str, ...]:
    """Subjects of whom a template is kept."""
    rows = read.all(
        sa.select(face_templates.c.subject)
        .where(face_templates.c.site == viewer.site)
        .distinct()
        .order_by(face_templates.c.subject)
    )
    return tuple(row.subject for row in rows)
