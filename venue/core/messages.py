"""What travels through the two seams: readings and requests in, commands and notices out.

Every message is frozen and serialisable, so that the same path serves one process, two processes and twenty desks.
Names keep the tense of their direction: readings are past (``CredentialPresented``), commands imperative (``OpenDoor``),
notices past (``AccessDecided``; each module declares its own).
"""

from __future__ import annotations

from typing import Any

import msgspec

from venue.core.clock import Millis


class Message(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="is"):
    """Anything that travels. The tag is the class's name."""


class Reading(Message, frozen=True, kw_only=True):
    """Something a device says. Its identity is (device, boot, seq): the same three are the same message.

    ``at`` is the device's own time, as it told it (``None`` when it told none: then the receive time counts);
    ``received_at`` is the site's time of arrival.
    """

    device: str
    boot: int = 0
    seq: int = 0
    at: Millis | None = None
    received_at: Millis = 0

    @property
    def source_at(self) -> Millis:
        """The instant the reading speaks of: the device's own where it told one."""
        return self.received_at if self.at is None else self.at


class CredentialPresented(Reading, frozen=True, kw_only=True):
    """Somebody asks for the door at ``access_point`` with a token of some kind.

    ``kind``: ``card``, ``face``, ``code``, ``pin``, ``vouch``. ``token`` is the card number, code, or, for a face, the
    subject that the face was matched to (empty: not matched). ``direction`` is ``in`` or ``out`` as the access point is
    drawn, ``score`` is in thousandths. ``factors`` names what was
    presented together, ``offline`` that the terminal decided by its stored rights (``granted``) while the network was gone.
    """

    access_point: str
    kind: str
    token: str
    direction: str = "in"
    score: int = -1
    grade: str = ""
    factors: tuple[str, ...] = ()
    offline: bool = False
    granted: bool = False


class DoorStateChanged(Reading, frozen=True, kw_only=True):
    """A door contact or lock says ``opened``, ``closed``, ``forced``, ``held``, ``locked``, ``unlocked`` or ``exit_button``."""

    access_point: str
    state: str


class PassageSensed(Reading, frozen=True, kw_only=True):
    """The terminal saw the granted person go through: ``token`` as presented, ``inward`` towards the door's inner side."""

    access_point: str
    token: str
    inward: bool = True


class PointRead(Reading, frozen=True, kw_only=True):
    """One measurement. ``value`` is in thousandths of the point's unit, because the book knows no floats."""

    point: str
    value: int
    quality: str = "good"


class PeopleCounted(Reading, frozen=True, kw_only=True):
    """A counter over a door: persons inward and outward since the device's last message."""

    access_point: str
    inward: int
    outward: int


class LockerChanged(Reading, frozen=True, kw_only=True):
    """A locker cell became ``open``, ``closed``, ``occupied`` or ``empty``; ``token`` is the owner's, where known."""

    cell: str
    state: str
    token: str = ""


class CameraReported(Reading, frozen=True, kw_only=True):
    """Health of a camera or pick-up: two facts, online and recording, and a hash of the view."""

    online: bool
    recording: bool
    view: str = ""


class RoomPrepared(Reading, frozen=True, kw_only=True):
    """A room's controller has done what was ordered: ``on`` armed or released, ``failed`` the steps that did not work."""

    room: str
    order: int
    on: bool
    failed: tuple[str, ...] = ()


class Heartbeat(Reading, frozen=True, kw_only=True):
    """A device says that it lives; ``clock`` is its own clock for the skew estimate, ``status`` its own words."""

    status: str = "ok"
    firmware: str = ""


class FaceSeen(Reading, frozen=True, kw_only=True):
    """A camera worker saw a face: ``subject`` empty means unknown, which is a result. ``score`` is in thousandths."""

    camera: str
    subject: str
    score: int
    threshold: int
    quality: str
    grade: str = ""


class TradingReported(Reading, frozen=True, kw_only=True):
    """The trading system reports a phase event of a project (N-1); ``details`` are its own words, kept."""

    project: str
    event: str
    details: dict[str, Any] = msgspec.field(default_factory=dict)


class Unreadable(Reading, frozen=True, kw_only=True):
    """A message that could not be understood: kept with its raw payload, counted, never answered as if it were right."""

    topic: str
    raw: bytes
    fault: str
    detail: str = ""


class DeviceLost(Reading, frozen=True, kw_only=True):
    """The broker or the connection itself reported that a device or gateway went away (last will, broken line)."""

    cause: str


class DeviceFound(Reading, frozen=True, kw_only=True):
    """What was lost is back."""


class PlanFound(Reading, frozen=True, kw_only=True):
    """A solver process says what it has for the proposal ``number``: no device, but judged like the word of one.

    ``state``: ``better`` (it goes on), ``done``, or ``failed``, where ``fault`` says why. ``answer`` is the plan as JSON, empty
    when nothing has been found. It comes un-numbered: whatever it says is looked up by the proposal.
    """

    number: int
    state: str
    answer: str = ""
    fault: str = ""


class Tick(Message, frozen=True, kw_only=True):
    """The clock moved on; what is due is computed from the tables, never from the tick."""

    now: Millis


class Barrier(Message, frozen=True, kw_only=True):
    """All readings of a simulated instant are in. ``expected`` counts them, so that threads cannot change the outcome."""

    now: Millis
    expected: int


class Request(Message, frozen=True, kw_only=True):
    """An act that a person asks for: name, arguments and the session that proves who asks. Answered by ``id``."""

    id: str
    act: str
    args: dict[str, Any]
    session: str = ""
    desk: str = ""


class Answer(Message, frozen=True, kw_only=True):
    """What became of a request. On refusal ``code`` and ``args`` are rendered in the reader's language."""

    id: str
    ok: bool
    value: Any = None
    code: str = ""
    args: dict[str, Any] = msgspec.field(default_factory=dict)


class Command(Message, frozen=True, kw_only=True):
    """Something a device shall do. Sent only after the commit, never retained."""

    device: str


class OpenDoor(Command, frozen=True, kw_only=True):
    """Open ``access_point`` once. Travels in the sealed envelope; ``admission`` is the number it answers to."""

    access_point: str
    admission: int
    seconds: int = 5
    text_zh: str = ""
    text_en: str = ""


class RefuseDoor(Command, frozen=True, kw_only=True):
    """Leave ``access_point`` shut and show why and what to do."""

    access_point: str
    admission: int
    code: str
    text_zh: str
    text_en: str


class PrepareRoom(Command, frozen=True, kw_only=True):
    """Arm ``room`` (``on`` 1) or release it (0), step by step; answered by ``RoomPrepared`` with the same ``order``."""

    room: str
    order: int
    on: int
    steps: tuple[str, ...]


class ShowSign(Command, frozen=True, kw_only=True):
    """What a door sign shows from now on: the current meeting first. Blind: nothing sealed or secret stands on a door."""

    lines_zh: tuple[str, ...]
    lines_en: tuple[str, ...]


class Acknowledge(Command, frozen=True, kw_only=True):
    """Receipt: everything of (device, boot) up to ``seq`` is stored; the device may forget it."""

    boot: int
    seq: int


class Order(Message, frozen=True, kw_only=True):
    """Something a process beside the engine shall do. Sent only after the commit; it never goes over a wire."""


class SolvePlan(Order, frozen=True, kw_only=True):
    """Find a plan for the proposal ``number``. ``task``: ``day`` (``problem`` is a dispatch problem) or ``repair`` (a repair).

    ``problem`` is JSON; ``seconds`` the longest that may be searched. Answered by :class:`PlanFound`, the last one always
    ``done`` or ``failed``.
    """

    number: int
    task: str
    problem: str
    seconds: int


class StopSolving(Order, frozen=True, kw_only=True):
    """Search no longer for the proposal ``number``; what has been found is told as ``done``."""

    number: int


class Notice(Message, frozen=True, kw_only=True):
    """Something that has happened and is stored; told after the commit to whoever listens."""


class Changed(Notice, frozen=True, kw_only=True):
    """Rows of one noun changed; pages that show them look again."""

    noun: str
    ids: tuple[str, ...] = ()


class Settled(Notice, frozen=True, kw_only=True):
    """A simulated instant has been judged and stored.

    ``judged`` readings went in, ``commands`` (receipts included) went out; nothing falls due before ``next_due`` unless
    somebody speaks.
    """

    now: Millis
    judged: int
    commands: int
    next_due: Millis | None = None


class EngineTrouble(Notice, frozen=True, kw_only=True):
    """The database cannot be written. Doors keep their own rule; nothing is acknowledged until it can."""

    since: Millis
    fault: str


class EngineWell(Notice, frozen=True, kw_only=True):
    """Writing works again."""

    since: Millis


def all_kinds(base: type[Message]) -> dict[str, type[Message]]:
    """Every message class below ``base`` that has been imported, by its tag."""
    found: dict[str, type[Message]] = {}
    for kind in base.__subclasses__():
        found[kind.__name__] = kind
        found.update(all_kinds(kind))
    return found


def encode(message: Message) -> bytes:
    """The message as JSON with its tag."""
    return msgspec.json.encode(message)


def decode(raw: bytes, base: type[Message] = Message) -> Message:
    """The message in ``raw``; only classes below ``base`` are accepted.

    Raises :class:`msgspec.ValidationError` or :class:`msgspec.DecodeError` (both ``ValueError``) on anything else.
    """
    tag = msgspec.json.decode(raw, type=_Tagged).kind
    kind = all_kinds(base).get(tag)
    if kind is None:
        raise msgspec.ValidationError(f"no message of the kind {tag!r} is known")
    return msgspec.json.decode(raw, type=kind)


class _Tagged(msgspec.Struct):
    kind: str = msgspec.field(name="is")
