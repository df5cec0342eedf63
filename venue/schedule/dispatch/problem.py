"""A dispatch problem: rooms, pools of equipment and staff, requests with their sessions. Its JSON form is docs/dispatch_form.md.

Times are whole minutes since 00:00 of the problem's first day. A request hangs on one anchor, its opening time: every session lies
at a fixed offset from it, so that the chain of opening, evaluation, agency room and witness line moves as one (F3).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec

from venue.core.acts import Refused

FORM = 1

Minute = int
Count = Annotated[int, msgspec.Meta(ge=0, le=1_000_000)]
Code = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Span = tuple[Minute, Minute]
"""From (included) to (excluded)."""


class _Form(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, dict=True):
    """Read from a file; an unknown key is a mistake."""


class Room(_Form, frozen=True, kw_only=True):
    """A room that sessions may take. ``lines``: how many sessions it may hold at once (an agency work room 4)."""

    code: Code
    type: str = ""
    capacity: Count = 0
    features: tuple[str, ...] = ()
    lines: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    closed: tuple[Span, ...] = ()


class Absence(_Form, frozen=True, kw_only=True):
    """So much of a pool is not there between two minutes."""

    since: Minute
    until: Minute
    amount: Count


class Pool(_Form, frozen=True, kw_only=True):
    """Things or people of one kind that are counted, not named: movable equipment, staff, witness lines (RB-27: 4 a witness).

    ``store`` is the room from which equipment is fetched; its way to the session counts as hand-over distance.
    """

    code: Code
    kind: str = "equipment"
    amount: Count
    store: str = ""
    absent: tuple[Absence, ...] = ()


class Session(_Form, frozen=True, kw_only=True):
    """One part of a request: ``offset`` minutes after the anchor, ``minutes`` long, with buffers before and after.

    It takes one room of the ``types``, or of those named in ``rooms``, with the ``capacity`` and ``features``; without types and
    rooms it takes none. ``pools`` says how much of which pool it takes. Room and pools are taken for the whole busy time.
    """

    code: Code
    offset: int = 0
    minutes: Annotated[int, msgspec.Meta(ge=1, le=20_000)]
    setup: Count = 0
    turnover: Count = 0
    types: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    capacity: Count = 0
    features: tuple[str, ...] = ()
    pools: dict[str, Count] = {}

    @property
    def has_room(self) -> bool:
        """Whether the session takes a room."""
        return bool(self.types or self.rooms)

    def work(self, anchor: Minute) -> Span:
        """From when to when people are at work."""
        start = anchor + self.offset
        return start, start + self.minutes

    def busy(self, anchor: Minute) -> Span:
        """From when to when room and pools are taken: work with setup and turnover."""
        start, end = self.work(anchor)
        return start - self.setup, end + self.turnover


class Place(_Form, frozen=True, kw_only=True):
    """Where a request stands in a plan: its anchor, and the room of each session that takes one."""

    anchor: Minute
    rooms: dict[str, str] = {}


class Request(_Form, frozen=True, kw_only=True):
    """A project that wants its day.

    The anchor is one of ``starts`` or, without them, lies between ``earliest`` and ``latest`` in steps from ``wish``. ``parties``:
    bidders, agency and experts' units; requests that share one are kept apart. ``after``: requests whose work ends before this
    one's begins. ``pinned``: it has begun, and stays. ``people``: how many must be told when it moves.
    """

    code: Code
    weight: Annotated[int, msgspec.Meta(ge=1, le=1000)] = 1
    wish: Minute
    earliest: Minute = 0
    latest: Minute = 0
    step: Annotated[int, msgspec.Meta(ge=1, le=1440)] = 30
    starts: tuple[Minute, ...] = ()
    sessions: Annotated[tuple[Session, ...], msgspec.Meta(min_length=1)]
    parties: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    pinned: Place | None = None
    people: Count = 0

    @cached_property
    def anchors(self) -> tuple[Minute, ...]:
        """Every anchor that is allowed, by its distance from the wish, earlier first."""
        if self.pinned is not None:
            return (self.pinned.anchor,)
        found = self.starts or _steps(self.wish, self.earliest, self.latest, self.step)
        return tuple(sorted(set(found), key=lambda at: (abs(at - self.wish), at)))

    @cached_property
    def span(self) -> Span:
        """The busy time of all sessions together, as offsets from the anchor."""
        busy = [session.busy(0) for session in self.sessions]
        return min(since for since, _ in busy), max(until for _, until in busy)

    @cached_property
    def roomed(self) -> tuple[Session, ...]:
        """The sessions that take a room, in order of time."""
        return tuple(sorted((s for s in self.sessions if s.has_room), key=lambda s: (s.offset, s.code)))


class Walk(_Form, frozen=True, kw_only=True):
    """The way between two rooms in metres, the same in both directions."""

    a: str
    b: str
    metres: Count


class Weights(_Form, frozen=True, kw_only=True):
    """What one unit of each part of the cost counts, in the declared order of the objective.

    ``refused``: a request that is not placed, times its weight. ``displaced``: a minute between wish and anchor. ``spare``: a seat
    of a room beyond what the session needs. ``walk``: 10 metres of way between a request's rooms, or of fetching equipment.
    ``lit``: a room that is switched on at all.
    """

    refused: Count = 100_000
    displaced: Count = 10
    spare: Count = 2
    walk: Count = 1
    lit: Count = 5


class Problem(_Form, frozen=True, kw_only=True):
    """A day or several to be dispatched.

    ``hours``: spans within which every busy time lies whole; none: no limit. ``near``: pairs of rooms so close, next door or on
    one way, that requests with a common party may not be busy in them at the same time (F10); a room is near itself.
    """

    form: int = FORM
    day: str = ""
    days: Annotated[int, msgspec.Meta(ge=1, le=31)] = 1
    hours: tuple[Span, ...] = ()
    rooms: tuple[Room, ...] = ()
    pools: tuple[Pool, ...] = ()
    requests: tuple[Request, ...] = ()
    near: tuple[tuple[str, str], ...] = ()
    walks: tuple[Walk, ...] = ()
    weights: Weights = Weights()

    @cached_property
    def room(self) -> Mapping[str, Room]:
        """Rooms by code."""
        return {room.code: room for room in self.rooms}

    @cached_property
    def pool(self) -> Mapping[str, Pool]:
        """Pools by code."""
        return {pool.code: pool for pool in self.pools}

    @cached_property
    def request(self) -> Mapping[str, Request]:
        """Requests by code."""
        return {request.code: request for request in self.requests}

    @cached_property
    def ways(self) -> Mapping[tuple[str, str], int]:
        """Metres between two rooms, asked in either order; a pair that is not named is 0."""
        return {pair: walk.metres for walk in self.walks for pair in ((walk.a, walk.b), (walk.b, walk.a))}

    @cached_property
    def too_near(self) -> frozenset[tuple[str, str]]:
        """Pairs of rooms that are near each other, in both orders, each room with itself."""
        pairs = {pair for a, b in self.near for pair in ((a, b), (b, a))}
        return frozenset(pairs | {(room.code, room.code) for room in self.rooms})

    @cached_property
    def estranged(self) -> tuple[tuple[Request, Request], ...]:
        """Pairs of requests that share a party."""
        by_party: dict[str, list[int]] = {}
        for index, request in enumerate(self.requests):
            for party in set(request.parties):
                by_party.setdefault(party, []).append(index)
        pairs = {(i, j) for many in by_party.values() for i in many for j in many if i < j}
        return tuple((self.requests[i], self.requests[j]) for i, j in sorted(pairs))

    def eligible(self, session: Session) -> tuple[Room, ...]:
        """The rooms that suit a session by type or name, capacity and features, whether free or not."""
        return self._eligible(session.types, session.rooms, session.capacity, session.features)

    def _eligible(
        self, types: tuple[str, ...], named: tuple[str, ...], capacity: int, features: tuple[str, ...]
    ) -> tuple[Room, ...]:
        key = (types, named, capacity, features)
        if key not in self._suited:
            self._suited[key] = tuple(room for room in self.rooms if _suits(room, *key))
        return self._suited[key]

    @cached_property
    def _suited(self) -> dict[tuple[tuple[str, ...], tuple[str, ...], int, tuple[str, ...]], tuple[Room, ...]]:
        return {}

    def in_hours(self, request: Request, anchor: Minute) -> bool:
        """Whether the whole request lies in opening hours at that anchor: each session in one span."""
        if not self.hours:
            return True
        return all(_within(session.busy(anchor), self.hours) for session in request.sessions)


class Fault(NamedTuple):
    """One mistake in a problem or plan: where, and a code with arguments for the sentence in both languages."""

    where: str
    code: str
    args: dict[str, str | int]


# --------------------------------------------------------------------------------------------------------------- reading


def read_problem(file: Path) -> Problem:
    """The problem of a JSON file. Refuses with ``dispatch.unreadable`` or ``dispatch.faulty`` naming each mistake."""
    return parse_problem(bytes_of(file), file.name)


def parse_problem(raw: bytes, name: str = "") -> Problem:
    """The problem in JSON bytes. Refuses what is not one; all mistakes are named at once."""
    try:
        found = msgspec.json.decode(raw, type=Problem)
    except (msgspec.DecodeError, msgspec.ValidationError, UnicodeDecodeError) as fault:
        raise Refused("dispatch.unreadable", file=name, fault=str(fault)) from fault
    wrong = faults(found)
    if wrong:
        told = "；".join(f"{fault.where}: {fault.code} {_args(fault.args)}".strip() for fault in wrong[:20])
        raise Refused("dispatch.faulty", file=name, count=len(wrong), faults=told)
    return found


def faults(problem: Problem) -> tuple[Fault, ...]:
    """What is wrong with a problem beyond its form: codes twice or unknown, spans that end before they begin, a wrong version."""
    found = [] if problem.form == FORM else [Fault("form", "dispatch.form_unknown", {"form": problem.form})]
    for what, things in (("rooms", problem.rooms), ("pools", problem.pools), ("requests", problem.requests)):
        found += [
            Fault(f"{what} {code}", "dispatch.twice", {"code": code}) for code in _doubles(t.code for t in things)
        ]
    found += [Fault("hours", "dispatch.span_empty", {}) for since, until in problem.hours if until <= since]
    found += [
        Fault(f"rooms {room.code}", "dispatch.span_empty", {})
        for room in problem.rooms
        for since, until in room.closed
        if until <= since
    ]
    found += [fault for request in problem.requests for fault in _request_faults(problem, request)]
    named = [(f"near {a}/{b}", code) for a, b in problem.near for code in (a, b)]
    named += [(f"walks {walk.a}/{walk.b}", code) for walk in problem.walks for code in (walk.a, walk.b)]
    named += [(f"pools {pool.code}", pool.store) for pool in problem.pools if pool.store]
    found += [
        Fault(where, "dispatch.room_unknown", {"room": code}) for where, code in named if not _known(problem, code)
    ]
    return tuple(found)


def _request_faults(problem: Problem, request: Request) -> list[Fault]:
    where = f"requests {request.code}"
    sessions = {session.code: session for session in request.sessions}
    found = [Fault(where, "dispatch.twice", {"code": code}) for code in _doubles(s.code for s in request.sessions)]
    if not request.anchors:
        found.append(Fault(where, "dispatch.no_start", {}))
    for session in request.sessions:
        found += [Fault(where, "dispatch.room_unknown", {"room": r}) for r in session.rooms if r not in problem.room]
        found += [Fault(where, "dispatch.pool_unknown", {"pool": p}) for p in session.pools if p not in problem.pool]
    found += [
        Fault(where, "dispatch.request_unknown", {"request": c}) for c in request.after if c not in problem.request
    ]
    if request.code in request.after:
        found.append(Fault(where, "dispatch.after_itself", {}))
    if request.pinned is not None:
        found += _pin_faults(problem, where, sessions, request.pinned)
    return found


def _pin_faults(problem: Problem, where: str, sessions: Mapping[str, Session], pinned: Place) -> list[Fault]:
    wanted = {code for code, session in sessions.items() if session.has_room}
    found = [Fault(where, "dispatch.session_unknown", {"session": c}) for c in pinned.rooms if c not in wanted]
    found += [Fault(where, "dispatch.pin_without_room", {"session": c}) for c in sorted(wanted - set(pinned.rooms))]
    return found + [
        Fault(where, "dispatch.room_unknown", {"room": room})
        for room in pinned.rooms.values()
        if room not in problem.room
    ]


def _known(problem: Problem, room: str) -> bool:
    return room in problem.room


def _doubles(codes: Iterable[str]) -> list[str]:
    counted = Counter(codes)
    return [code for code, times in counted.items() if times > 1]


def _args(args: Mapping[str, str | int]) -> str:
    return ", ".join(f"{name}={value}" for name, value in args.items())


def bytes_of(file: Path) -> bytes:
    """The bytes of a file; refuses with ``dispatch.unreadable``."""
    try:
        return file.read_bytes()
    except OSError as fault:
        raise Refused("dispatch.unreadable", file=file.name, fault=fault.strerror or str(fault)) from fault


def _steps(wish: Minute, earliest: Minute, latest: Minute, step: int) -> Sequence[Minute]:
    return range(wish - (wish - earliest) // step * step, latest + 1, step) if earliest <= latest else ()


def _suits(
    room: Room, types: tuple[str, ...], named: tuple[str, ...], capacity: int, features: tuple[str, ...]
) -> bool:
    fits = room.capacity >= capacity and set(features) <= set(room.features)
    return fits and (room.code in named if named else room.type in types)


def _within(span: Span, hours: Iterable[Span]) -> bool:
    return any(since <= span[0] and span[1] <= until for since, until in hours)
