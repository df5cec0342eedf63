"""``main.py export board``: the day board or the door signs of a day on paper."""

from __future__ import annotations

import contextlib
from pathlib import Path

import composition
from composition import Unusable
from venue.core.clock import SystemClock
from venue.core.keys import open_keys
from venue.core.settings import Settings
from venue.core.wording import say
from venue.core.work import Principal
from venue.operations.board_pdf import Masthead, board_pdf, signs_pdf
from venue.operations.boards import day_board
from venue.site import places


def mark_of(kind: str, language: str) -> str:
    """What stands on every sheet of a training or sample site; empty for a real one."""
    return "" if kind == "real" else say(f"log.mark.{kind}", {}, language)


def export_board(settings: Settings, day: str, out: Path, *, signs: bool, audience: str, language: str) -> Path:
    """Write the PDF to ``out``; tells where it lies. ``public`` boards hold nothing blind, ``staff`` boards no titles of those."""
    keys, _ = open_keys(settings.key_file)
    with contextlib.ExitStack() as stack:
        database = composition.database_of(stack, settings, keys)
        viewer = Principal("console", site=settings.site)
        with database.reading() as read:
            site = places.site(read, viewer, on=day)
            if site is None:
                raise Unusable("站点尚未导入 / no site has been imported")
            meetings = day_board(read, viewer, day=day, audience=audience)
    name = site.site.name.zh if language == "zh" else site.site.name.en
    head = Masthead(name, mark_of(settings.kind, language), SystemClock().now(), language)
    made = signs_pdf(head, day, meetings) if signs else board_pdf(head, day, meetings)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(made)
    return out
