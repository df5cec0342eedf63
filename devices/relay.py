"""Between the engine's process and the desks': requests up, answers down to whoever asked, notices to all.

The engine sends a pulse every second. A request names the engine's run and the newest pulse that its desk has heard, so a
recorded request is worthless ten seconds later, after it was used once, and after a restart. Notices leave at most twenty
times a second; of those that only say what is newest, the newest goes.
"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Any

import msgspec
import structlog

from devices import topics
from devices.beating import Beat
from devices.letters import LARGEST, Forged, Letter, Post, TooLarge
from devices.parsing import Delivery
from devices.seams import Seams
from devices.wire import Wire
from venue.core.clock import Clock, SystemClock
from venue.core.messages import Answer, Changed, Message, Notice, Request, Settled, decode, encode

log = structlog.get_logger("relay")

PULSE_EVERY_S = 1.0
BATCH_EVERY_S = 0.05
PULSES_VALID = 10
PENDING = 10_000


@dataclass(frozen=True)
class Merge:
    """How notices of one class become one: their tuples in ``field`` are joined; ``by_first``: the newest for each first member."""

    field: str
    by_first: bool = False


MERGES: Mapping[type[Notice], Merge] = {Changed: Merge("ids")}


class Batch:
    """Notices that wait for the next letter, in order; of a class with a :class:`Merge` only one for the same other fields."""

    def __init__(self, merges: Mapping[type[Notice], Merge]) -> None:
        self._merges = merges
        self._waiting: dict[Any, Notice] = {}
        self._plain = 0

    def add(self, notice: Notice) -> None:
        """Let a notice wait."""
        merge = self._merges.get(type(notice))
        if merge is None:
            self._plain += 1
            self._waiting[self._plain] = notice
            return
        others = tuple(str(getattr(notice, name)) for name in notice.__struct_fields__ if name != merge.field)
        older = self._waiting.pop((type(notice), others), None)  # the merged one takes the newer's place in the order
        self._waiting[type(notice), others] = notice if older is None else _merged(older, notice, merge)

    def take(self) -> list[Notice]:
        """All that wait."""
        taken, self._waiting = list(self._waiting.values()), {}
        return taken


def _merged(older: Notice, newer: Notice, merge: Merge) -> Notice:
    parts = (*getattr(older, merge.field), *getattr(newer, merge.field))
    unique = {(part[0] if merge.by_first else part): part for part in parts}
    return msgspec.structs.replace(newer, **{merge.field: tuple(unique.values())})


def letters_of(notices: list[Notice], *, largest: int = LARGEST // 2) -> list[bytes]:
    """Bodies of letters that hold the notices in order, none longer than ``largest`` unless one notice is."""
    bodies: list[list[bytes]] = [[]]
    size = 0
    for part in map(encode, notices):
        if bodies[-1] and size + len(part) > largest:
            bodies.append([])
            size = 0
        bodies[-1].append(part)
        size += len(part) + 1
    return [b"[" + b",".join(body) + b"]" for body in bodies if body]


def notices_in(body: bytes) -> tuple[list[Message], int]:
    """The notices of a body, and how many of them this program does not know."""
    known: list[Message] = []
    strange = 0
    for part in msgspec.json.decode(body, type=list[msgspec.Raw]):
        try:
            known.append(decode(bytes(part), Notice))
        except ValueError:
            strange += 1
    return known, strange


class EngineRelay:
    """The engine's end. ``facts`` is asked for what every pulse shall tell the desks (JSON-shaped: links, counts).

    ``merges`` says which notices become one between two letters, ``skipped`` which never leave. ``refused`` counts letters
    that were not taken: ``forged``, ``session``, ``pulse``, ``replayed``, ``unreadable``.
    """

    def __init__(
        self,
        seams: Seams,
        wire: Wire,
        *,
        facts: Callable[[], dict[str, Any]] = dict,
        merges: Mapping[type[Notice], Merge] = MERGES,
        skipped: tuple[type[Notice], ...] = (Settled,),
        wall: Clock | None = None,
    ) -> None:
        self.site = seams.site
        self.refused: Counter[str] = Counter()
        self._seams, self._wire, self._facts = seams, wire, facts
        self._post = Post(seams.keys, site=seams.site)
        self.session = (wall or SystemClock()).now()
        self._pulse = 0
        self._sequence: Counter[str] = Counter()
        self._heard: dict[str, int] = {}
        self._asked_by: dict[str, str] = {}
        self._batch, self._skipped = Batch(merges), skipped
        self._lock = threading.Lock()
        self._sending = threading.RLock()
        self._beats = (
            Beat("relay pulse", self.pulse, every=PULSE_EVERY_S),
            Beat("relay notices", self.flush, every=BATCH_EVERY_S),
        )
        self._ends: list[Callable[[], None]] = []

    def open(self) -> None:
        """Begin to listen to desks and to tell them."""
        self._wire.prepare(topics.relay_all(self.site, "pulse"))
        self._wire.subscribe(topics.relay(self.site, "+", "request"), self._hear)
        self._ends = [self._seams.bus.subscribe(Answer, self._answer), self._seams.bus.subscribe(Notice, self._gather)]
        self._wire.watch(lambda up: self.pulse() if up else None)
        for beat in self._beats:
            beat.start()

    def close(self) -> None:
        """Tell what is left and stop."""
        for end in self._ends:
            end()
        for beat in self._beats:
            beat.stop()
        self.flush()

    def __enter__(self) -> EngineRelay:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ------------------------------------------------------------------------------------------------------ from desks

    def _hear(self, delivery: Delivery) -> None:
        try:
            letter = self._post.opened(delivery.payload)
            self._take(letter, delivery)
        except Forged:
            self._refuse("forged", delivery.topic)

    def _take(self, letter: Letter, delivery: Delivery) -> None:
        if letter.way != "request" or delivery.topic != topics.relay(self.site, letter.desk, "request"):
            raise Forged("sealed for another way or desk")
        old = self._too_old(letter)
        if old:
            self._refuse(old, letter.desk)
            return
        self._heard[letter.desk] = letter.sequence
        try:
            request = msgspec.json.decode(letter.body, type=Request)
        except (ValueError, RecursionError):
            self._refuse("unreadable", letter.desk)
            return
        self._expect(request.id, letter.desk)
        self._seams.inbox.put(msgspec.structs.replace(request, desk=letter.desk))

    def _too_old(self, letter: Letter) -> str:
        if letter.session != self.session:
            return "session"
        if not self._pulse - PULSES_VALID <= letter.pulse <= self._pulse:
            return "pulse"
        return "replayed" if letter.sequence <= self._heard.get(letter.desk, 0) else ""

    def _expect(self, asked: str, desk: str) -> None:
        with self._lock:
            while len(self._asked_by) >= PENDING:
                self._asked_by.pop(next(iter(self._asked_by)))
            self._asked_by[asked] = desk

    def _refuse(self, code: str, source: str) -> None:
        self.refused[code] += 1
        log.warning("a letter was not taken", code=code, source=source)

    # -------------------------------------------------------------------------------------------------------- to desks

    def pulse(self) -> None:
        """Tell every desk that the engine lives, and from when its data are."""
        with self._sending:
            self._pulse += 1
            self._tell_pulse()

    def _tell_pulse(self) -> None:
        told = {"now": self._seams.clock.now(), "notices": self._sequence["notice"], "facts": self._facts()}
        self._send("pulse", "", msgspec.json.encode(told))

    def flush(self) -> None:
        """Send the notices that wait."""
        with self._sending:
            with self._lock:
                notices = self._batch.take()
            for body in letters_of(notices):
                self._send("notice", "", body)

    def _gather(self, notice: Notice) -> None:
        if not isinstance(notice, self._skipped):
            with self._lock:
                self._batch.add(notice)

    def _answer(self, answer: Answer) -> None:
        with self._lock:
            desk = self._asked_by.pop(answer.id, None)
        if desk is None:
            return
        self.flush()  # a desk hears of a change before it hears that its act is done
        try:
            self._send("answer", desk, encode(answer))
        except TooLarge as fault:
            told = Answer(id=answer.id, ok=False, code="relay.too_large", args={"fault": str(fault)})
            self._send("answer", desk, encode(told))

    def _send(self, way: str, desk: str, body: bytes) -> None:
        with self._sending:  # numbers leave in their order
            self._sequence[way] += 1
            letter = Letter(
                way=way,
                desk=desk,
                session=self.session,
                pulse=self._pulse,
                sequence=self._sequence[way],
                at=self._seams.clock.now(),
                body=body,
            )
            topic = topics.relay(self.site, desk, way) if desk else topics.relay_all(self.site, way)
            self._wire.publish(topic, self._post.sealed(letter))
