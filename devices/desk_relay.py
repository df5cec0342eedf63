"""A desk's end of the relay: asks the engine for acts, hears notices, knows whether the engine lives.

``DeskRelay`` fills the port ``Requests`` of :mod:`venue.core.ports`. Notices are published on the desk's own bus, on the wire's
thread. Whenever something may have been missed (the engine or the line came back, a number is missing) the desk hears
``Changed(noun="*")``: everything that is shown is looked at again.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Any

import msgspec
import structlog

from devices import topics
from devices.beating import Beat
from devices.letters import Forged, Letter, Post, TooLarge
from devices.parsing import Delivery
from devices.relay import notices_in
from devices.wire import Wire
from venue.core.acts import Refused
from venue.core.bus import Bus
from venue.core.clock import Clock, Millis, SystemClock
from venue.core.keys import KeyStore
from venue.core.messages import Answer, Changed, Request

log = structlog.get_logger("relay")

SILENT_AFTER_S = 3.5
EVERYTHING = "*"
NO_ANSWER = "引擎没有答复，操作是否完成尚不确定 / no answer; whether it was done is not known"


@dataclass(frozen=True)
class Standing:
    """What the desk knows of the engine: heard lately or not, since when its data are, and what its last pulse told."""

    connected: bool = False
    data_from: Millis | None = None
    broker: bool = False
    facts: dict[str, Any] = field(default_factory=dict)


class EngineSilent(TimeoutError):
    """No answer: the engine or the broker is gone, or too slow. Whether the act was done is not known."""


@dataclass
class _Engine:
    """The run of the engine that is heard, the highest number of each way, and the notices its last pulse spoke of."""

    session: int
    pulse: int = 0
    promised: int = 0
    numbers: dict[str, int] = field(default_factory=dict)

    def heard(self, way: str) -> int:
        """The highest number that came on this way."""
        return self.numbers.get(way, 0)


class DeskRelay:
    """One desk's line to the engine. ``told`` hears every change of :attr:`standing`, on the wire's or the watching thread."""

    def __init__(
        self,
        *,
        site: str,
        desk: str,
        wire: Wire,
        bus: Bus,
        keys: KeyStore,
        told: Callable[[Standing], None] | None = None,
        wall: Clock | None = None,
    ) -> None:
        self.site, self.desk = site, desk
        self.standing = Standing()
        self.refused: Counter[str] = Counter()
        self._wire, self._bus, self._told = wire, bus, told
        self._post, self._wall = Post(keys, site=site), wall or SystemClock()
        self._engine: _Engine | None = None
        self._heard_at = 0.0
        self._sequence = 0
        self._open_requests: dict[str, Future[Answer]] = {}
        self._changed = threading.Condition()
        self._sending = threading.Lock()
        self._watch = Beat("engine watch", self.watch, every=0.5)

    def open(self) -> None:
        """Begin to listen."""
        self._wire.prepare(topics.relay(self.site, self.desk, "request"))
        self._wire.watch(lambda up: self.watch())
        self._wire.subscribe(topics.relay(self.site, self.desk, "answer"), self._hear)
        for way in ("notice", "pulse"):
            self._wire.subscribe(topics.relay_all(self.site, way), self._hear)
        self._watch.start()

    def close(self) -> None:
        """Stop; whoever still waits for an answer is told that none will come."""
        self._watch.stop()
        for waiting in list(self._open_requests.values()):
            waiting.cancel()

    def __enter__(self) -> DeskRelay:
        self.open()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    # ---------------------------------------------------------------------------------------------------------- asking

    def ask(self, act: str, args: dict[str, Any], *, session: str = "", timeout: float = 5.0) -> Any:
        """The answer's value, from any thread but the wire's. Raises ``Refused`` on no, :class:`EngineSilent` on silence."""
        until = time.monotonic() + timeout
        engine = self._engine_by(until)
        asked, waiting = self._send(engine, act, args, session)
        try:
            answer = waiting.result(max(0.0, until - time.monotonic()))
        except (TimeoutError, CancelledError):
            raise EngineSilent(NO_ANSWER) from None
        finally:
            self._open_requests.pop(asked, None)
        if answer.ok:
            return answer.value
        raise Refused(answer.code, **answer.args)

    def _engine_by(self, until: float) -> _Engine:
        with self._changed:
            here = self._changed.wait_for(lambda: self.standing.connected, max(0.0, until - time.monotonic()))
            if not here or self._engine is None:
                raise EngineSilent("引擎未连接，操作没有发出 / the engine is not connected; nothing was sent")
            return self._engine

    def _send(self, engine: _Engine, act: str, args: dict[str, Any], session: str) -> tuple[str, Future[Answer]]:
        with self._sending:
            self._sequence = max(self._sequence + 1, self._wall.now())
            asked = f"{self.desk}/{self._sequence}"
            request = Request(id=asked, act=act, args=args, session=session, desk=self.desk)
            letter = Letter(
                way="request",
                desk=self.desk,
                session=engine.session,
                pulse=engine.pulse,
                sequence=self._sequence,
                at=self.standing.data_from or 0,
                body=msgspec.json.encode(request),
            )
            waiting: Future[Answer] = Future()
            try:
                payload = self._post.sealed(letter)
            except TooLarge as fault:
                raise Refused("relay.too_large", fault=str(fault)) from None
            self._open_requests[asked] = waiting
            if not self._wire.publish(topics.relay(self.site, self.desk, "request"), payload):
                del self._open_requests[asked]
                raise EngineSilent("消息代理已断开，操作没有发出 / the broker is gone; nothing was sent")
            return asked, waiting

    # --------------------------------------------------------------------------------------------------------- hearing

    def _hear(self, delivery: Delivery) -> None:
        try:
            letter = self._post.opened(delivery.payload)
        except Forged:
            self.refused["forged"] += 1
            return
        if letter.way == "pulse" and letter.desk == "":
            self._hear_pulse(letter)
        elif letter.way == "notice" and letter.desk == "":
            self._hear_notices(letter)
        elif letter.way == "answer" and letter.desk == self.desk:
            self._hear_answer(letter)
        else:
            self.refused["elsewhere"] += 1

    def _hear_pulse(self, letter: Letter) -> None:
        engine = self._run_of(letter)
        if engine is None or not self._is_next(engine, letter):
            return
        told = msgspec.json.decode(letter.body)
        missed = engine is not self._engine or not self.standing.connected or engine.heard("notice") < engine.promised
        engine.pulse, engine.promised = letter.pulse, int(told["notices"])
        if missed:
            engine.numbers["notice"] = max(engine.heard("notice"), engine.promised)
        self._engine, self._heard_at = engine, time.monotonic()
        up = self._wire.connected
        self._become(Standing(up, int(told["now"]), up, told["facts"]))
        if missed:
            self._bus.publish(Changed(noun=EVERYTHING))

    def _run_of(self, letter: Letter) -> _Engine | None:
        """The run of the engine that a pulse belongs to; ``None`` for one that another run has followed."""
        known = self._engine
        if known is None or letter.session > known.session:
            return _Engine(letter.session)
        if letter.session == known.session:
            return known
        self.refused["session"] += 1
        return None

    def _hear_notices(self, letter: Letter) -> None:
        engine = self._engine
        if engine is None or letter.session != engine.session:
            return  # before the first pulse of a run; that one has everything looked at again
        before = engine.heard("notice")
        if not self._is_next(engine, letter):
            return
        if letter.sequence != before + 1:
            self._bus.publish(Changed(noun=EVERYTHING))
        notices, strange = notices_in(letter.body)
        self.refused["unknown_notice"] += strange
        for notice in notices:
            self._bus.publish(notice)

    def _hear_answer(self, letter: Letter) -> None:
        engine = self._engine
        if engine is None or letter.session != engine.session or not self._is_next(engine, letter):
            return
        answer = msgspec.json.decode(letter.body, type=Answer)
        waiting = self._open_requests.get(answer.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer)

    def _is_next(self, engine: _Engine, letter: Letter) -> bool:
        """Each letter counts once: a copy, or one from before, is refused."""
        if letter.sequence <= engine.heard(letter.way):
            self.refused["replayed"] += 1
            return False
        engine.numbers[letter.way] = letter.sequence
        return True

    # -------------------------------------------------------------------------------------------------------- watching

    def watch(self) -> None:
        """Say so when the engine has not been heard for too long, or the broker is gone."""
        self._wire.revive()
        silent = self._engine is None or time.monotonic() - self._heard_at > SILENT_AFTER_S
        up = self._wire.connected
        if (not silent and up, up) != (self.standing.connected, self.standing.broker):
            self._become(replace(self.standing, connected=not silent and up, broker=up))

    def _become(self, standing: Standing) -> None:
        with self._changed:
            self.standing = standing
            self._changed.notify_all()
        if self._told is not None:
            self._told(standing)
