"""From bytes on a topic to a reading of the site: strict, and never an exception.

Whatever cannot be understood becomes :class:`~venue.core.messages.Unreadable` with its bytes and a fault code, so that it
is kept and counted like everything else that arrives.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec import UNSET, Struct, UnsetType

from devices.topics import BY_NAME, COMMON, KINDS, LARGEST, NAME, ROOT, SAFE, Kind, Part, Stream
from venue.core.clock import Millis
from venue.core.messages import PointRead, Reading, Unreadable

# ------------------------------------------------------------------------------------------------------------- tables

FAULTS = {
    "topic.unknown": ("主题不在约定之内", "the topic is not one of the described ones"),
    "payload.oversize": ("消息超过 256 kB", "the message is longer than 256 kB"),
    "payload.not_utf8": ("内容不是 UTF-8 文字", "the payload is not UTF-8"),
    "payload.not_json": ("内容不是 JSON", "the payload is not JSON"),
    "payload.not_object": ("内容不是 JSON 对象", "the payload is not a JSON object"),
    "payload.too_deep": ("内容嵌套过深", "the payload is nested too deeply"),
    "type.missing": ("没有写明消息类型", "the message does not say its type"),
    "type.unknown": ("消息类型未约定", "the type of the message is not known"),
    "type.elsewhere": ("该类型的消息不应发到这个主题", "this type of message belongs on another topic"),
    "field.missing": ("缺少必填字段", "a required field is missing"),
    "field.unknown": ("含有未约定的字段", "a field is not one of the described ones"),
    "field.invalid": ("字段的值不合约定", "a field holds what it may not hold"),
    "time.invalid": ("设备时间无法识别", "the device's time cannot be understood"),
    "retained": ("保留消息不能当作刚发生的事", "a retained message is no fresh event"),
    "access_point.missing": ("消息未写门禁点，设备也未登记门禁点", "neither message nor register names the door"),
}
"""What may be wrong with a message: code, Chinese, English."""


@dataclass(frozen=True)
class Delivery:
    """One message as a connection hands it over."""

    topic: str
    payload: bytes
    retained: bool = False


Homes = Callable[[str], str]
"""The access point that a device is registered at; empty text when none is."""


class _Head(Struct):
    """What can be said about a message that is otherwise wrong."""

    type: Any = UNSET
    boot: Any = 0
    seq: Any = 0


class _Wrong(Exception):
    """The message cannot be understood, with the code of the fault."""

    def __init__(self, fault: str, detail: str = "") -> None:
        super().__init__(fault)
        self.fault, self.detail = fault, detail


def _form(kind: Kind) -> type[Struct]:
    fields: list[Any] = []
    for part in (*COMMON, *kind.parts):
        if _required(kind, part):
            fields.append((part.name, part.shape.form))
        else:
            fields.append((part.name, part.shape.form | UnsetType, UNSET))
    settings: dict[str, Any] = {"kw_only": True, "frozen": True, "forbid_unknown_fields": True}
    return msgspec.defstruct(f"{kind.name.title()}OnWire", fields, tag_field="type", tag=kind.name, **settings)


def _required(kind: Kind, part: Part) -> bool:
    return part.required or (kind.numbered and part.name in ("boot", "seq"))


_DECODERS = {kind.name: msgspec.json.Decoder(_form(kind)) for kind in KINDS}
_PARTS = {kind.name: tuple((part.name, part.shape.turn) for part in (*COMMON, *kind.parts)) for kind in KINDS}
_HEAD = msgspec.json.Decoder(_Head)
_UP = re.compile(rf"{ROOT}/({NAME})/up/({'|'.join(Stream)})/({NAME})")
_HAS_DOOR = frozenset(kind.name for kind in KINDS if any(part.name == "access_point" for part in kind.parts))
_OWN_FAULTS = (("missing required field", "field.missing"), ("unknown field", "field.unknown"))

# -------------------------------------------------------------------------------------------------------------- rules


def parse(delivery: Delivery, *, received_at: Millis, homes: Homes = lambda device: "") -> Reading:
    """The reading in a delivery, or :class:`Unreadable` with a code of :data:`FAULTS`. Never raises, never drops."""
    place = _UP.fullmatch(delivery.topic)
    if place is None:
        return _unreadable(delivery, _Wrong("topic.unknown"), received_at=received_at)
    _, stream, device = place.groups()
    try:
        return _understood(delivery, Stream(stream), device=device, received_at=received_at, homes=homes)
    except _Wrong as wrong:
        return _unreadable(delivery, wrong, device=device, received_at=received_at)


def _understood(delivery: Delivery, stream: Stream, *, device: str, received_at: Millis, homes: Homes) -> Reading:
    if len(delivery.payload) > LARGEST:
        raise _Wrong("payload.oversize", f"{len(delivery.payload)} bytes")
    kind = _kind(delivery.payload, stream)
    said = _fields(delivery.payload, kind)
    if kind.name in _HAS_DOOR and "access_point" not in said:
        said["access_point"] = _home(device, homes)
    if kind.numbered and said["seq"] < 1:
        raise _Wrong("field.invalid", "seq begins at 1 - at `$.seq`")
    if delivery.retained:
        _last_known(kind, said)
    return kind.becomes(device=device, received_at=received_at, **said)


def _kind(payload: bytes, stream: Stream) -> Kind:
    head = _head(payload)
    if head.type is UNSET:
        raise _Wrong("type.missing")
    kind = BY_NAME.get(head.type) if isinstance(head.type, str) else None
    if kind is None:
        raise _Wrong("type.unknown", _plain(head.type))
    if kind.stream is not stream:
        raise _Wrong("type.elsewhere", f"{kind.name} belongs on up/{kind.stream}")
    return kind


def _head(payload: bytes) -> _Head:
    try:
        payload.decode()  # the decoder looks only at the texts that it needs
        return _HEAD.decode(payload)
    except UnicodeDecodeError:
        raise _Wrong("payload.not_utf8") from None
    except msgspec.ValidationError as fault:
        form = "payload.not_object" if "Expected `object`" in str(fault) else "field.invalid"
        raise _Wrong(form, str(fault)) from None
    except msgspec.DecodeError as fault:
        raise _Wrong("payload.not_json", str(fault)) from None
    except RecursionError:
        raise _Wrong("payload.too_deep") from None


def _fields(payload: bytes, kind: Kind) -> dict[str, Any]:
    try:
        form = _DECODERS[kind.name].decode(payload)
    except msgspec.ValidationError as fault:
        raise _Wrong(_field_fault(str(fault)), str(fault)) from None
    except RecursionError:
        raise _Wrong("payload.too_deep") from None
    said = {}
    for name, turn in _PARTS[kind.name]:
        value = getattr(form, name)
        if value is not UNSET:
            said[name] = value if turn is None else _turned(name, turn, value)
    return said


def _turned(name: str, turn: Callable[[Any], Any], value: Any) -> Any:
    try:
        return turn(value)
    except (ValueError, OverflowError) as fault:
        raise _Wrong("time.invalid" if name == "at" else "field.invalid", f"{fault} - at `$.{name}`") from None


def _field_fault(words: str) -> str:
    return next((code for start, code in _OWN_FAULTS if start in words), "field.invalid")


def _home(device: str, homes: Homes) -> str:
    access_point = homes(device)
    if not access_point:
        raise _Wrong("access_point.missing")
    return access_point


def _last_known(kind: Kind, said: dict[str, Any]) -> None:
    """A retained measurement is the last known one; unless it tells its own time, its age is unknown. Nothing else counts."""
    if kind.becomes is not PointRead:
        raise _Wrong("retained")
    if "at" not in said:
        said["quality"] = "retained"


# -------------------------------------------------------------------------------------------------------------- views


def _unreadable(delivery: Delivery, wrong: _Wrong, *, received_at: Millis, device: str = "") -> Unreadable:
    # A retained copy must not use up the number of the message itself, which may still come.
    boot, seq = (0, 0) if delivery.retained or not device else _numbers(delivery.payload)
    return Unreadable(
        device=device,
        boot=boot,
        seq=seq,
        received_at=received_at,
        topic=_plain(delivery.topic),
        raw=delivery.payload[:LARGEST],
        fault=wrong.fault,
        detail=_plain(wrong.detail) + _cut(delivery.payload),
    )


def _numbers(payload: bytes) -> tuple[int, int]:
    """Boot and number of a message that is wrong otherwise, so that its device gets a receipt and does not send for ever."""
    try:
        head = _HEAD.decode(payload)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return 0, 0
    if all(type(number) is int and 0 <= number <= SAFE for number in (head.boot, head.seq)):
        return head.boot, head.seq
    return 0, 0


def _cut(payload: bytes) -> str:
    if len(payload) <= LARGEST:
        return ""
    return f"; kept {LARGEST} of {len(payload)} bytes, SHA-256 of all {hashlib.sha256(payload).hexdigest()}"


def _plain(words: object) -> str:
    """Words of a stranger, fit for a table and a screen."""
    return "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in str(words))[:300]
