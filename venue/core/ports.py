"""Ports: what a desk may be fitted with, so that ``app`` need not know ``devices``. Filled in ``main.py``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from venue.core.clock import Millis


@dataclass(frozen=True)
class Frame:
    """One picture: ``pixels`` are rows of BGR bytes (height x width x 3); ``taken_at`` tells its age."""

    source: str
    taken_at: Millis
    width: int
    height: int
    pixels: bytes


class Frames(Protocol):
    """The newest frame of each source; older ones are gone, nobody waits for one."""

    def newest(self, source: str) -> Frame | None:
        """The newest frame, or ``None`` while none has come."""
        ...


class IdReader(Protocol):
    """A reader of identity cards at a desk or kiosk."""

    def read(self) -> dict[str, str] | None:
        """The fields of the card that lies on the reader, or ``None``."""
        ...


class SignaturePad(Protocol):
    """A pad for handwritten signatures (手写数字签名板, item 七)."""

    def sign(self, text: str) -> bytes | None:
        """Strokes as canonical bytes, or ``None`` when the person declined."""
        ...


class CodeReader(Protocol):
    """A reader of QR and bar codes."""

    def codes(self, frame: Frame) -> tuple[str, ...]:
        """Every code in the picture."""
        ...


class Embedder(Protocol):
    """Turns a photo into face templates, or says what is wrong with it."""

    def enrol(self, photo: bytes) -> Any:
        """A template with its model, or the named mistake."""
        ...


class Requests(Protocol):
    """How a desk asks the engine for an act: over the relay, or straight into the inbox in tests."""

    def ask(self, act: str, args: dict[str, Any], *, session: str = "", timeout: float = 5.0) -> Any:
        """The answer's value; raises :class:`~venue.core.acts.Refused` on no, :class:`TimeoutError` on silence."""
        ...
