"""Door signs and guide screens follow the plan: each is told what to show when that changes, and again when it comes back."""

from __future__ import annotations

import json
from collections.abc import Iterator

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.clock import Millis, day_of
from venue.core.messages import ShowSign
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.work import Work
from venue.journal import book
from venue.monitoring.health import HealthBook
from venue.operations.boards import AHEAD, Meeting, current, for_public, meetings_on, sign_lines
from venue.site.ground import Ground
from venue.site.parts import Device

# ------------------------------------------------------------------------------------------------------------- tables

signs_shown = table(
    "signs_shown",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("device", TEXT, dataset=Dataset.LOCAL),
    column("lines", TEXT, dataset=Dataset.LOCAL),
    column("at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "device"),
)

# -------------------------------------------------------------------------------------------------------------- rules

GUIDE_ROWS = 8
"""So many coming meetings stand on a guide screen."""

HALLS = frozenset({"hall", "corridor"})
"""Where a sign is a guide to all rooms rather than the sign of one."""


# --------------------------------------------------------------------------------------------------------------- acts


def due(work: Work, ground: Ground, health: HealthBook) -> Millis | None:
    """Tell every sign whose lines have changed; tells when a meeting begins, ends or comes near next."""
    plan, meetings = ground.plan(work.now), meetings_on(work, work.site, day_of(work.now))
    shown = {row.device: row.lines for row in work.all(sa.select(signs_shown).where(signs_shown.c.site == work.site))}
    for device in plan.devices:
        if device.kind != "sign":
            continue
        if device.code in health.silent:
            work.delete(signs_shown, signs_shown.c.site == work.site, signs_shown.c.device == device.code)
            continue
        zh, en = (_lines(ground, device, meetings, work.now, language) for language in ("zh", "en"))
        if shown.get(device.code) != json.dumps(zh, ensure_ascii=False):
            _show(work, device, zh, en)
    return min(_turns(meetings, work.now), default=None)


def _show(work: Work, device: Device, zh: tuple[str, ...], en: tuple[str, ...]) -> None:
    row = {"site": work.site, "device": device.code, "lines": json.dumps(zh, ensure_ascii=False), "at": work.now}
    work.upsert(signs_shown, [row], key=("site", "device"))
    book.append(work, act="signs.show", subject=device.code, room=device.room, payload={"lines": list(zh)})
    work.command(ShowSign(device=device.code, lines_zh=zh, lines_en=en))


def _lines(
    ground: Ground, device: Device, meetings: tuple[Meeting, ...], now: Millis, language: str
) -> tuple[str, ...]:
    room = ground.plan(now).room.get(device.room)
    if room is None:
        return ()
    if room.type in HALLS:
        coming = [one for one in for_public(meetings) if one.until_at > now][:GUIDE_ROWS]
        return tuple("  ".join(sign_lines((one.room_zh, one.room_en), one, now, language)) for one in coming)
    mine = tuple(one for one in meetings if one.room == room.code)
    return sign_lines((room.name.zh, room.name.en), current(mine, now), now, language)


def _turns(meetings: tuple[Meeting, ...], now: Millis) -> Iterator[Millis]:
    for one in meetings:
        yield from (at for at in (one.from_at - AHEAD, one.from_at, one.until_at) if at > now)
