"""The day board and door signs on paper: for the wall at the entrance, and for doors whose screen is dark."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from venue.core.clock import Millis, day_of, wall
from venue.core.wording import RESOURCES, say
from venue.operations.boards import NAMED, Meeting
from venue.records.as_pdf import FONTS, set_pdf
from venue.records.glyphs import shown

TEMPLATE = RESOURCES / "templates" / "day_board.typ"
HEADS = ("boards.time", "boards.room", "boards.kind", "boards.project")


@dataclass(frozen=True)
class Masthead:
    """What stands at the head of every sheet: the centre, the mark of a training or sample site, when it was printed."""

    organisation: str
    kind_mark: str
    printed_at: Millis
    language: str = "zh"


def board_pdf(head: Masthead, day: str, meetings: Sequence[Meeting]) -> bytes:
    """The day board as PDF/A-3a: time, room, matter, project. Give it what the audience may see."""
    rows = [_row(one, head.language) for one in meetings]
    return _set(head, day, {"form": "board", "rows": rows, "signs": []})


def signs_pdf(head: Masthead, day: str, meetings: Sequence[Meeting]) -> bytes:
    """One landscape sheet for each room that has a meeting: its name large, its meetings of the day below, by time."""
    rooms = dict.fromkeys((one.room, one.room_zh, one.room_en) for one in meetings)
    signs = [
        {
            "name": zh if head.language == "zh" else en,
            "lines": [_sign_line(one, head.language) for one in meetings if one.room == code] + [""],
        }
        for code, zh, en in rooms
    ]
    return _set(head, day, {"form": "signs", "rows": [], "signs": signs})


def _sign_line(one: Meeting, language: str) -> str:
    hours, _, what, project = _row(one, language)
    return " · ".join(filter(None, (hours, what, project)))


def _row(one: Meeting, language: str) -> list[str]:
    hours = f"{wall(one.from_at, seconds=False)}–{wall(one.until_at, seconds=False)}"
    room = one.room_zh if language == "zh" else one.room_en
    if one.blind:
        return [hours, room, say("boards.sub_venue", {}, language), ""]
    what = say(f"boards.purpose.{one.purpose}", {}, language)
    return [hours, room, what, f"{one.project} {one.title}".strip() if one.purpose in NAMED else ""]


def _at(instant: Millis) -> str:
    return f"{day_of(instant)} {wall(instant, seconds=False)}"


def _long(day: str, language: str) -> str:
    when = date.fromisoformat(day)
    return f"{when.year}年{when.month}月{when.day}日" if language == "zh" else day


def _set(head: Masthead, day: str, more: dict[str, Any]) -> bytes:
    words = {
        "language": head.language,
        "organisation": head.organisation,
        "kind_mark": head.kind_mark,
        "title": say("boards.title", {}, head.language),
        "none": say("boards.none", {}, head.language),
        "heads": [say(code, {}, head.language) for code in HEADS],
        "day": _long(day, head.language),
        "printed": say("boards.printed", {"at": _at(head.printed_at)}, head.language),
        **more,
    }
    board = shown(json.dumps(words, ensure_ascii=False), FONTS)
    return set_pdf(TEMPLATE, {"board": board}, created=head.printed_at // 1000)
