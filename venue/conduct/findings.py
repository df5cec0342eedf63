"""Findings of patrols: found, given to somebody, fixed, inspected again by somebody else, closed (F95).

A photo is stored with its digest, and the digest stands in the journal entry of the act that brought it: whoever changes the
picture afterwards no longer has the one that was entered.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
from typing import Any

import sqlalchemy as sa

from venue.conduct.patrol_rules import plain_words
from venue.conduct.patrol_tables import finding_photos, findings, patrol_points, patrol_rounds
from venue.conduct.patrols import WALKERS
from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of
from venue.core.database import Row
from venue.core.messages import Changed
from venue.core.work import Work
from venue.journal import book

FIXERS = (*WALKERS, "centre_service", "it_engineer", "maintenance")
SEVERITIES = (1, 2, 3)
"""1 serious, 2 ordinary, 3 slight."""

LARGEST_PHOTO = 512 * 1024
"""Bytes of a photo: what comes through the relay in one message. Screens scale down before they send."""

_FORMS = {b"\xff\xd8\xff": "jpeg", b"\x89PNG\r\n\x1a\n": "png"}

# --------------------------------------------------------------------------------------------------------------- acts


@act("patrols.find", *WALKERS)
def find(
    work: Work,
    *,
    words: str,
    where: str,
    severity: int = 2,
    round_number: int = 0,
    device: str = "",
    project: str = "",
    photo: str = "",
) -> dict[str, int]:
    """Write down what was found, on a round or outside of one; tells the finding's number.

    ``where`` is a checkpoint of the round (without a round: of today), or else a room. ``photo`` is a JPEG or PNG in base64.
    """
    text = plain_words(words, needed="finding.words_needed")
    if severity not in SEVERITIES:
        raise Refused("finding.severity_unknown", severity=severity)
    checkpoint, place = _place(work, where, round_number=round_number)
    digest = keep_photo(work, photo)
    number = work.next_number(findings.c.number, findings.c.site == work.site)
    facts = {"round": round_number, "checkpoint": checkpoint, "device": device, "severity": severity, "words": text}
    told = {"finding": number, **facts, "photo": digest}
    position = book.append(work, act="findings.found", subject=str(number), project=project, room=place, payload=told)
    row = {**_BLANK, **facts, "room": place, "project": project, "photo": digest, "position": position}
    work.insert(
        findings,
        **row,
        site=work.site,
        number=number,
        day=day_of(work.now),
        found_at=work.now,
        found_by=work.principal.account,
    )
    _tell(work, number)
    return {"number": number}


@act("patrols.give_task", *WALKERS)
def give_task(work: Work, *, number: int, task_for: str, until: Millis) -> dict[str, int]:
    """Somebody shall put it right by ``until`` (epoch ms): an account, a unit, a company."""
    row = _in_state(work, number, "open", "task")
    whom = plain_words(task_for, needed="finding.whom_needed")
    if until <= work.now:
        raise Refused("finding.until_past", number=number)
    _change(work, row, "findings.task_given", state="task", task_for=whom, task_until=until)
    return {"number": number}


@act("patrols.fix", *FIXERS)
def fix(work: Work, *, number: int, words: str, photo: str = "") -> dict[str, int]:
    """It was put right; it stays on the list until somebody else has inspected it."""
    row = _in_state(work, number, "open", "task")
    text = plain_words(words, needed="finding.words_needed")
    digest = keep_photo(work, photo)
    hand = work.principal.account
    _change(
        work, row, "findings.fixed", state="fixed", fixed_at=work.now, fixed_by=hand, fix_words=text, fix_photo=digest
    )
    return {"number": number}


@act("patrols.close_finding", *WALKERS, "supervisor")
def close_finding(work: Work, *, number: int, passed: int = 1, words: str = "") -> dict[str, int]:
    """Inspect again what was fixed, not by the one who fixed it; with ``passed`` 0 it goes back with the reason."""
    row = _in_state(work, number, "fixed")
    if row.fixed_by == work.principal.account:
        raise Refused("finding.own_fix", number=number)
    if not passed:
        text = plain_words(words, needed="finding.words_needed")
        _change(work, row, "findings.sent_back", state="open", close_words=text, sent_back=row.sent_back + 1)
        return {"number": number}
    hand, text = work.principal.account, plain_words(words)
    _change(work, row, "findings.closed", state="closed", closed_at=work.now, closed_by=hand, close_words=text)
    return {"number": number}


def keep_photo(work: Work, photo: str) -> str:
    """Store a photo once; tells its SHA-256 in hex, ``""`` for none. Refuses what is no picture or too large."""
    if not photo:
        return ""
    picture, form = _picture(photo)
    digest = hashlib.sha256(picture).hexdigest()
    row = {"site": work.site, "digest": digest, "form": form, "picture": picture, "stored_at": work.now}
    stored = sa.select(finding_photos.c.digest).where(
        finding_photos.c.site == work.site, finding_photos.c.digest == digest
    )
    if work.first(stored) is None:
        work.insert(finding_photos, **row)
    return digest


def _picture(photo: str) -> tuple[bytes, str]:
    try:
        picture = base64.b64decode(photo, validate=True)
    except (binascii.Error, ValueError) as fault:
        raise Refused("finding.photo_unreadable") from fault
    form = next((name for start, name in _FORMS.items() if picture.startswith(start)), "")
    if not form:
        raise Refused("finding.photo_unreadable")
    if len(picture) > LARGEST_PHOTO:
        raise Refused("finding.photo_too_large", kilobytes=len(picture) // 1024, most=LARGEST_PHOTO // 1024)
    return picture, form


_BLANK: dict[str, Any] = {
    "state": "open",
    "task_for": "",
    "fixed_by": "",
    "fix_words": "",
    "fix_photo": "",
    "closed_by": "",
    "close_words": "",
    "sent_back": 0,
}


def _place(work: Work, where: str, *, round_number: int) -> tuple[str, str]:
    """Checkpoint and room of a finding: of the named round, else of today; what is no checkpoint is a room."""
    day = day_of(work.now)
    if round_number:
        rounds = patrol_rounds.c
        row = work.first(sa.select(patrol_rounds).where(rounds.site == work.site, rounds.number == round_number))
        if row is None:
            raise Refused("patrol.round_unknown", round=round_number)
        day = row.day
    points = patrol_points.c
    which = (points.site == work.site, points.day == day, points.checkpoint == where)
    point = work.first(sa.select(patrol_points).where(*which))
    if point is not None:
        return where, str(point.room)
    return "", plain_words(where, needed="finding.where_needed")


def _in_state(work: Work, number: int, *states: str) -> Row:
    row = work.first(sa.select(findings).where(findings.c.site == work.site, findings.c.number == number))
    if row is None:
        raise Refused("finding.unknown", number=number)
    if row.state not in states:
        raise Refused("finding.not_now", number=number, state=row.state)
    return row


def _change(work: Work, row: Row, done: str, **facts: int | str) -> None:
    payload = {"finding": row.number, **facts}
    position = book.append(work, act=done, subject=str(row.number), project=row.project, room=row.room, payload=payload)
    which = (findings.c.site == work.site, findings.c.number == row.number)
    work.update(findings, *which, **facts, position=position)
    _tell(work, row.number)


def _tell(work: Work, number: int) -> None:
    work.tell(Changed(noun="finding", ids=(str(number),)))
