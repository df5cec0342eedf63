"""Entries of other systems' calendars as blocks of rooms and as reservations: looked at first, and only then taken (F2, F19).

An entry whose place is a room of the site closes that room for its time; one that carries a project (``X-CHANGKONG-CODE`` and its
like) asks for a reservation. Identity is the UID, and the planned instant of one time of a recurring entry: the same file again
changes nothing, a newer one moves what it moved, and what has gone from it is opened again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy import PrimaryKeyConstraint

from venue.core.acts import Refused, act
from venue.core.clock import Millis, day_of
from venue.core.database import Reading, Row
from venue.core.messages import Changed
from venue.core.tables import INT, TEXT, Dataset, Keeping, column, table
from venue.core.views import view
from venue.core.wording import say
from venue.core.work import Principal, Work
from venue.journal import book
from venue.journal.verify import canonical_bytes
from venue.projects.projects import amend_times, keep_refusal, obstacles, reserve
from venue.projects.reservation import reservation
from venue.schedule import blocks
from venue.schedule.calendar_export import is_own
from venue.schedule.calendar_reading import MAX_TEXT, Entry, EntryFault, UnusableCalendar, read_calendar
from venue.schedule.claims import Wish, clashes, in_the_way, others_of, secret_projects
from venue.schedule.sheet_cells import Unreadable, count, moment, word
from venue.schedule.sheet_columns import category_words, method_words
from venue.schedule.sheet_files import Cell
from venue.site.places import parts_on

# ------------------------------------------------------------------------------------------------------------- tables

calendar_events = table(
    "calendar_events",
    Keeping.DERIVED,
    column("site", TEXT, dataset=Dataset.LOCAL),
    column("uid", TEXT, dataset=Dataset.LOCAL),
    column("occurrence", INT, autoincrement=False, dataset=Dataset.LOCAL),
    column("sequence", INT, dataset=Dataset.LOCAL),
    column("digest", TEXT, dataset=Dataset.LOCAL),
    column("block", INT, dataset=Dataset.LOCAL, null=True),
    column("project", TEXT, dataset=Dataset.TRADING),
    column("room", TEXT, dataset=Dataset.LOCAL),
    column("from_at", INT, dataset=Dataset.LOCAL),
    column("until_at", INT, dataset=Dataset.LOCAL),
    column("taken_at", INT, dataset=Dataset.LOCAL),
    PrimaryKeyConstraint("site", "uid", "occurrence"),
)
"""What became of each entry that was taken: the number of its block, or the code of its project."""

# -------------------------------------------------------------------------------------------------------------- rules

AT_ONCE = 100
"""How many entries one act takes; the doors wait meanwhile."""

CHANGES = frozenset({"new", "changed", "cancelled", "gone"})
"""What there is to do; ``same``, ``older``, ``own`` and ``past`` leave everything as it is."""


@dataclass(frozen=True)
class CalendarLine:
    """One entry as it would be taken. ``what``: ``block`` or ``reservation``; ``change``: what it would mean here.

    ``new``, ``changed``, ``cancelled``, ``gone`` (no longer in the file), or nothing to do: ``same``, ``older``, ``own`` (it went
    out from here), ``past``. ``fault``: why it cannot be taken.
    """

    uid: str
    occurrence: Millis
    sequence: int
    what: str
    change: str
    summary: str
    room: str
    from_at: Millis
    until_at: Millis
    asked: dict[str, Any]
    fault: EntryFault | None = None

    @property
    def good(self) -> bool:
        """Whether there is something to do, and it can be done."""
        return self.fault is None and self.change in CHANGES

    def args(self) -> dict[str, Any]:
        """The entry as :func:`take` expects it."""
        return {name: value for name, value in asdict(self).items() if name != "fault"}


@dataclass(frozen=True)
class CalendarPreview:
    """A calendar file before anything is taken from it. ``fault``: why it cannot be used at all."""

    name: str
    lines: tuple[CalendarLine, ...]
    faults: tuple[EntryFault, ...] = ()
    fault: EntryFault | None = None

    @property
    def good(self) -> tuple[CalendarLine, ...]:
        """The entries that could be taken."""
        return tuple(line for line in self.lines if line.good)


def sentence(fault: EntryFault, language: str = "zh") -> str:
    """A fault with its place: ``第 3 个日程：…``."""
    told = say(fault.code, fault.args, language)
    if not fault.number:
        return told
    return f"第 {fault.number} 个日程：{told}" if language == "zh" else f"Entry {fault.number}: {told}"


def reservation_of(entry: Entry) -> dict[str, Any]:
    """The reservation that an entry with a project asks for. Raises :class:`Unreadable` on words that mean nothing here."""
    own = {name: Cell("", value) for name, value in entry.own.items()}
    asked: dict[str, Any] = {"code": entry.own["CODE"], "title": entry.summary, "open_at": entry.from_at}
    asked["category"] = word(own.get("CATEGORY", Cell("")), category_words())
    asked["method"] = word(own.get("METHOD", Cell("")), method_words())
    asked["agency"] = entry.own.get("AGENCY", "")
    for name, field in (("GATHER", "gather_at"), ("DRAW", "draw_at")):
        if name in own:
            asked[field] = moment(own[name], None)
    for name, field, most in (("BIDDERS", "bidders", 10_000), ("MINUTES", "minutes", 10_080)):
        if name in own:
            asked[field] = count(own[name], most)
    return asked


def digest_of(line: Mapping[str, Any]) -> str:
    """What an entry says, in short: another digest is another content."""
    said = [line["what"], line["room"], line["from_at"], line["until_at"], line["summary"], line["asked"]]
    return hashlib.sha256(canonical_bytes(said)).hexdigest()[:16]


# --------------------------------------------------------------------------------------------------------------- acts


@act("calendar.take", "operator", "site_manager")
def take(work: Work, *, name: str, lines: list[dict[str, Any]], whole: int = 0) -> dict[str, list[Any]]:
    """Do what some entries of the calendar file ``name`` ask for; each is the arguments of a :class:`CalendarLine`.

    ``whole`` 1: all or nothing. 0: ``{"taken": [uid], "refused": [{"uid", "occurrence", "code", "args"}]}``. An entry that was
    taken before in the same words changes nothing, whoever asks again.
    """
    if len(lines) > AT_ONCE:
        raise Refused("sheets.too_many_at_once", count=len(lines), most=AT_ONCE)
    taken: list[str] = []
    refused: list[dict[str, Any]] = []
    for line in map(_readable, lines):
        try:
            with work.matter():
                if _take_one(work, line):
                    taken.append(line["uid"])
        except Refused as no:
            if whole:
                raise _line_refused(line, no) from no
            if line["what"] == "reservation":
                keep_refusal(work, str(line["asked"].get("code", "")), no)
            refused.append({"uid": line["uid"], "occurrence": line["occurrence"], "code": no.code, "args": no.args_})
    payload = {"name": name, "taken": len(taken), "refused": len(refused), "whole": int(bool(whole))}
    book.append(work, act="calendar.take", payload=payload)
    work.tell(Changed(noun="calendar", ids=(name,)))
    return {"taken": taken, "refused": refused}


def _readable(line: dict[str, Any]) -> dict[str, Any]:
    texts, numbers = ("uid", "what", "change", "summary", "room"), ("occurrence", "sequence", "from_at", "until_at")
    right = all(isinstance(line.get(name), str) and len(line[name]) <= MAX_TEXT for name in texts)
    right = right and all(type(line.get(name)) is int for name in numbers) and isinstance(line.get("asked"), dict)
    if not right or not line["uid"] or line["what"] not in ("block", "reservation"):
        raise Refused("sheets.rows_unreadable")
    return line


def _take_one(work: Work, line: dict[str, Any]) -> bool:
    """Do what one entry asks for; tells whether there was anything to do."""
    known, digest = _stored(work, work.site, line["uid"], line["occurrence"]), digest_of(line)
    if line["change"] in ("cancelled", "gone"):
        return known is not None and _undo(work, known)
    if known is not None and (known.digest == digest or known.sequence > line["sequence"]):
        return False
    made = _block(work, line, known) if line["what"] == "block" else _reservation(work, line, known)
    _keep(work, line, digest, made)
    return True


def _block(work: Work, line: dict[str, Any], known: Row | None) -> dict[str, Any]:
    if known is not None and known.block is not None and known.until_at > work.now:
        blocks.lift(work, number=known.block, reason="calendar")
    times = {"from_at": line["from_at"], "until_at": line["until_at"]}
    reason = f"外部日历：{line['summary']}".rstrip("：")
    number = blocks.close_off(work, kind="room", resource=line["room"], reason=reason, **times)
    return {"block": number, "project": ""}


def _reservation(work: Work, line: dict[str, Any], known: Row | None) -> dict[str, Any]:
    asked = line["asked"]
    if known is None or not known.project:
        return {"block": None, "project": reserve(work, asked=asked)}
    times = {name: asked.get(name) for name in ("open_at", "gather_at", "draw_at")}
    amend_times(work, project=known.project, reason="calendar", **times)
    return {"block": None, "project": known.project}


def _undo(work: Work, known: Row) -> bool:
    """Open the room of an entry that was cancelled or is gone. A project is not taken back by a calendar."""
    if known.block is None:
        raise Refused("calendar.cancel_by_hand", project=known.project)
    if known.until_at > work.now:
        blocks.lift(work, number=known.block, reason="calendar")
    mine = (calendar_events.c.site == work.site, calendar_events.c.uid == known.uid)
    work.delete(calendar_events, *mine, calendar_events.c.occurrence == known.occurrence)
    return True


def _keep(work: Work, line: dict[str, Any], digest: str, made: dict[str, Any]) -> None:
    what = {name: line[name] for name in ("uid", "occurrence", "sequence", "room", "from_at", "until_at")}
    row = {"site": work.site, **what, "digest": digest, **made, "taken_at": work.now}
    work.upsert(calendar_events, [row], key=("site", "uid", "occurrence"))


def _line_refused(line: dict[str, Any], no: Refused) -> Refused:
    why_zh, why_en = (say(no.code, no.args_, language) for language in ("zh", "en"))
    return Refused("calendar.entry_refused", what=line["summary"], why_zh=why_zh, why_en=why_en)


# -------------------------------------------------------------------------------------------------------------- views


@view
def preview(read: Reading, viewer: Principal, *, content: bytes, name: str, at: Millis) -> CalendarPreview:
    """What would come of the calendar file if it were taken at ``at`` (now); stores nothing, and never fails."""
    try:
        entries, faults = read_calendar(content, name)
    except UnusableCalendar as unusable:
        return CalendarPreview(name, (), fault=EntryFault(0, "", unusable.code, unusable.args_))
    judged = _Judged(read, viewer, at)
    lines = [judged.line(entry) for entry in entries]
    lines += judged.gone(entries, {fault.uid for fault in faults})
    return CalendarPreview(name, tuple(lines), faults)


class _Judged:
    """Judges the entries of one file: each is held against the site and against what was taken before."""

    def __init__(self, read: Reading, viewer: Principal, at: Millis) -> None:
        self._read = read
        self._viewer = viewer
        self._at = at
        self._secret = secret_projects(read, viewer.site)
        self._rooms: dict[str, dict[str, str]] = {}

    def line(self, entry: Entry) -> CalendarLine:
        """An entry with what it would mean here."""
        what = "reservation" if "CODE" in entry.own else "block"
        asked: dict[str, Any] = {}
        fault: EntryFault | None = None
        room = self._room(entry)
        try:
            asked = reservation_of(entry) if what == "reservation" else {}
        except Unreadable as wrong:
            fault = EntryFault(entry.number, entry.uid, wrong.code, wrong.args_)
        made = _line(entry, what, room, asked)
        change = self._change(entry, made)
        if fault is None and change in ("new", "changed"):
            fault = self._fault(entry, made, known=change == "changed")
        return CalendarLine(**{**made, "change": change}, fault=fault)

    def gone(self, entries: tuple[Entry, ...], unread: set[str]) -> Iterator[CalendarLine]:
        """Times to come of entries in this file that were taken before and are not in it any more."""
        here = {(entry.uid, entry.occurrence) for entry in entries}
        for uid in sorted({entry.uid for entry in entries} - unread):
            mine = (calendar_events.c.site == self._viewer.site, calendar_events.c.uid == uid)
            rows = self._read.all(sa.select(calendar_events).where(*mine, calendar_events.c.until_at > self._at))
            for row in rows:
                if (uid, row.occurrence) not in here and row.block is not None:
                    times = {"from_at": row.from_at, "until_at": row.until_at}
                    known = {"uid": uid, "occurrence": row.occurrence, "sequence": row.sequence, **times}
                    yield CalendarLine(**known, what="block", change="gone", summary="", room=row.room, asked={})

    def _change(self, entry: Entry, made: dict[str, Any]) -> str:
        if is_own(entry.uid, self._viewer.site):
            return "own"
        known = _stored(self._read, self._viewer.site, entry.uid, entry.occurrence)
        if entry.cancelled:
            return "past" if known is None else "cancelled"
        if known is not None and known.digest == digest_of(made):
            return "same"
        if known is not None and known.sequence > entry.sequence:
            return "older"
        if made["until_at"] <= self._at:
            return "past"
        return "new" if known is None else "changed"

    def _fault(self, entry: Entry, made: dict[str, Any], *, known: bool) -> EntryFault | None:
        no = self._obstacle(made, known) if made["what"] == "reservation" else self._room_taken(entry, made)
        return None if no is None else EntryFault(entry.number, entry.uid, no.code, no.args_)

    def _obstacle(self, made: dict[str, Any], known: bool) -> Refused | None:
        try:
            wanted = reservation(made["asked"])
        except Refused as no:
            return no
        found = obstacles(self._read, self._viewer.site, self._at, wanted)
        return next((no for field, no in found if not (known and field == "code")), None)

    def _room_taken(self, entry: Entry, made: dict[str, Any]) -> Refused | None:
        if not made["room"]:
            return Refused("calendar.room_unknown", place=entry.location)
        wish = Wish("", "block", made["room"], "room", made["from_at"], made["until_at"])
        mine = _stored(self._read, self._viewer.site, entry.uid, entry.occurrence)
        others = others_of(self._read, self._viewer.site, wish)
        found = clashes(wish, [one for one in others if mine is None or one.number != mine.block])
        if not found:
            return None
        return in_the_way(wish, found, say("sheets.another_project") if found[0].project in self._secret else "")

    def _room(self, entry: Entry) -> str:
        """The room that an entry's place names: by its code, by its name, or by code and name as our own export writes it."""
        day = day_of(entry.from_at)
        if day not in self._rooms:
            parts = parts_on(self._read, self._viewer.site, "room", day)
            names = [
                (name, one.code) for one in parts for name in (one.name.zh, one.name.en, f"{one.code} {one.name.zh}")
            ]
            self._rooms[day] = {**dict(names), **{one.code: one.code for one in parts}}
        return self._rooms[day].get(entry.location, "")


def _line(entry: Entry, what: str, room: str, asked: dict[str, Any]) -> dict[str, Any]:
    """Everything of a line but what it means here."""
    times = {"from_at": entry.from_at, "until_at": entry.until_at}
    whose = {"uid": entry.uid, "occurrence": entry.occurrence, "sequence": entry.sequence}
    return {**whose, "what": what, "summary": entry.summary, "room": room, **times, "asked": asked}


def _stored(read: Reading | Work, site: str, uid: str, occurrence: Millis) -> Row | None:
    mine = (calendar_events.c.site == site, calendar_events.c.uid == uid)
    return read.first(sa.select(calendar_events).where(*mine, calendar_events.c.occurrence == occurrence))
