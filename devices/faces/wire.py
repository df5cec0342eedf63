"""What crosses the pipe between the control room and a face worker. Closed: no pictures in clear, no vectors.

A worker decodes video from the network, so its words are parsed as data of exactly these forms, never unpickled.
"""

from __future__ import annotations

import msgspec

from devices.faces.sealing import SealedTemplate


class Order(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="is"):
    """Something a worker is to do."""


class Watch(Order, frozen=True, kw_only=True):
    """Watch ``source`` (RTSP address or file) under the name ``camera``. ``door``: one person stands before it alone.

    ``accept``, ``review`` are thresholds (cosine), ``looks_per_s`` how often the newest frame is looked at, ``repeat``
    plays a file over and over, ``crops`` sends sealed pictures of faces.
    """

    camera: str
    source: str
    door: bool = False
    accept: float = 0.45
    review: float = 0.40
    looks_per_s: float = 2.0
    transport: str = "tcp"
    repeat: bool = False
    crops: bool = True


class Unwatch(Order, frozen=True, kw_only=True):
    """Let go of a camera."""

    camera: str


class Enrolled(Order, frozen=True, kw_only=True):
    """The whole gallery, sealed under the key of this run; replaces the former."""

    templates: tuple[SealedTemplate, ...]


class Expect(Order, frozen=True, kw_only=True):
    """The people who may be recognised at a camera now; nobody else can be."""

    camera: str
    subjects: tuple[str, ...]


class Stop(Order, frozen=True, kw_only=True):
    """End."""


AnyOrder = Watch | Unwatch | Enrolled | Expect | Stop


class Telling(msgspec.Struct, frozen=True, kw_only=True, tag=True, tag_field="is"):
    """Something a worker says."""


class Ready(Telling, frozen=True, kw_only=True):
    """The networks are loaded and checked."""

    model_name: str
    model_digest: str


class Failed(Telling, frozen=True, kw_only=True):
    """The worker cannot start (a model file is missing or altered); ``reason`` in Chinese and English."""

    reason: str


class GalleryTaken(Telling, frozen=True, kw_only=True):
    """The gallery is in use. ``refused`` names the subjects whose template did not open or is of another model."""

    templates: int
    refused: tuple[str, ...] = ()


class Sighted(Telling, frozen=True, kw_only=True):
    """A face was judged, or could not be and the person should know why.

    ``outcome``: ``known``, ``unsure``, ``unknown``, or ``unjudged`` when ``quality`` is not ``good``. ``subject`` is
    empty unless known or unsure. ``score`` and ``threshold`` in thousandths of the cosine. ``captured_s`` is the computer's
    monotonic clock when the frame came. ``crop`` is sealed, empty where none is sent.
    """

    camera: str
    outcome: str
    subject: str = ""
    score: int = -1000
    threshold: int = 0
    quality: str = "good"
    track: int = 0
    size: int = 0
    captured_s: float = 0.0
    frame_digest: str = ""
    model_digest: str = ""
    crop: bytes = b""


class CameraHealth(msgspec.Struct, frozen=True, kw_only=True):
    """One camera: ``state`` of its stream, age of its newest frame in ms (-1: none ever came), frames read."""

    camera: str
    state: str
    frame_age_ms: int
    frames: int


class Health(Telling, frozen=True, kw_only=True):
    """The worker lives; told twice a second, with or without cameras. ``stuck``: cameras whose library call hangs."""

    cameras: tuple[CameraHealth, ...] = ()
    stuck: tuple[str, ...] = ()


AnyTelling = Ready | Failed | GalleryTaken | Sighted | Health

_orders: msgspec.msgpack.Decoder[AnyOrder] = msgspec.msgpack.Decoder(AnyOrder)
_tellings: msgspec.msgpack.Decoder[AnyTelling] = msgspec.msgpack.Decoder(AnyTelling)


def packed(message: Order | Telling) -> bytes:
    """The bytes of a message."""
    return msgspec.msgpack.encode(message)


def order(content: bytes) -> AnyOrder:
    """The order in these bytes; raises :class:`msgspec.ValidationError` for anything else."""
    return _orders.decode(content)


def telling(content: bytes) -> AnyTelling:
    """The telling in these bytes; raises :class:`msgspec.ValidationError` for anything else."""
    return _tellings.decode(content)
