"""What a reservation says, and whether it can be read at all: pure, so that a desk may ask before it sends (R-07.2)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

from venue.core.acts import Refused
from venue.core.clock import Millis

# -------------------------------------------------------------------------------------------------------------- rules

REMOTE_BASES = frozenset({"size", "approval", "peer"})
"""达到规模标准; 行政监督部门批准 (with its document); 其他中心的项目，本中心为副场."""

LATEST: Millis = 4_102_444_800_000
"""2100-01-01: no instant and no number of a reservation is beyond it."""


class Reservation(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is asked for. Times are instants; ``None`` where the method has none.

    ``secret`` 1: the title is kept in the erasable store and shown to nobody before its reveal. ``minutes``: how long the
    evaluation is expected to take; 0: unknown. ``approved_plan``: the document that approves the plan of an on-site land auction
    (R-05.2), with the approving body and the ISO day. ``reason`` is kept with the entry; it excuses nothing by itself.
    """

    code: str
    title: str
    category: str
    method: str
    agency: str = ""
    leader: str = ""
    open_at: Millis | None = None
    gather_at: Millis | None = None
    draw_at: Millis | None = None
    remote_basis: str = ""
    remote_document: str = ""
    secret: int = 0
    sub_venues: int = 0
    bidders: int = 0
    minutes: int = 0
    approved_plan: str = ""
    plan_body: str = ""
    plan_date: str = ""
    reason: str = ""


def remote_fault(*, remote: bool, basis: str, document: str, sub_venue: bool) -> str:
    """Why the ground for remote evaluation does not hold, as a code; empty when it does (R-07.2, item 七).

    Size, or an approval of the supervising authority with its document; as a sub-venue the ground is the main venue's request.
    """
    if not remote:
        return "projects.remote_not_asked" if basis else ""
    if basis not in REMOTE_BASES or (basis == "peer") != sub_venue:
        return "projects.remote_without_basis"
    if basis == "approval" and not document.strip():
        return "projects.remote_without_document"
    return ""


def reservation(asked: dict[str, Any]) -> Reservation:
    """The reservation that was asked for. Refuses what lacks a field, has an unknown one, or cannot be stored."""
    try:
        wanted = msgspec.convert(asked, Reservation)
    except msgspec.ValidationError as fault:
        raise Refused("projects.reservation_unreadable", fault=str(fault)) from fault
    if not wanted.code.strip() or not wanted.title.strip():
        raise Refused("projects.code_or_title_missing")
    unstorable = next(_unstorable(wanted), "")
    if unstorable:
        raise Refused("projects.reservation_unreadable", fault=unstorable)
    return wanted


def _unstorable(wanted: Reservation) -> Iterator[str]:
    """What cannot be stored or shown: characters that control a machine, numbers below nothing or beyond reason.

    Only the field is named: a value in the answer could show a secret title.
    """
    for name, value in msgspec.structs.asdict(wanted).items():
        if isinstance(value, str) and any(unicodedata.category(sign) in ("Cc", "Cs") for sign in value):
            yield f"{name}: control character"
        if isinstance(value, int) and not 0 <= value <= LATEST:
            yield f"{name}: out of range"
    if wanted.approved_plan and not (wanted.plan_body and is_day(wanted.plan_date)):
        yield "approved_plan: plan_body, plan_date"


def is_day(text: str) -> bool:
    """Whether a text is an ISO day."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
