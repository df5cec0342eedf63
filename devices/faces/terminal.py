"""A camera with a face worker behind it, speaking as a face terminal at a door does.

Each judged face becomes one numbered :class:`FaceReport`. The site's rules make no difference between this software and a
box on the wall, except by the evidence grade: what only looked at a picture says so.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

import msgspec

from devices.faces.wire import Sighted
from venue.core.clock import Clock, Millis


class Grade(StrEnum):
    """How strong the evidence of a face is.

    ``A``: a terminal certified against presentation attacks (ISO/IEC 30107-3) vouches for it. ``B``: a challenge was
    passed and the passive score is good. ``C``: a picture alone; a photo held before the lens gives the same. Never
    enough for an evaluation zone by itself.
    """

    CERTIFIED = "A"
    CHALLENGED = "B"
    PICTURE = "C"


class FaceReport(msgspec.Struct, frozen=True, kw_only=True):
    """One face at one place, as a terminal reports it. Its identity is (device, boot, device_seq).

    ``place`` is the access point, or the camera itself where there is no door. ``at`` is when the frame came.
    ``outcome``: ``known``, ``unsure`` (an operator compares), ``unknown``, or ``unjudged`` (``quality`` says why).
    ``subject`` is set for known and unsure only. ``score`` and ``threshold`` are thousandths of the cosine, -1000 and 0
    when unjudged. ``crop`` is the face's picture, sealed for ``device`` and ``frame_digest``.
    """

    device: str
    place: str
    boot: int
    device_seq: int
    at: Millis
    outcome: str
    subject: str
    score: int
    threshold: int
    quality: str
    grade: str
    frame_digest: str
    model_digest: str
    crop: bytes = b""

    @property
    def at_door(self) -> bool:
        """Whether the camera stands at a door and its faces ask for it."""
        return self.place != self.device


class FaceTerminal:
    """Numbers what one camera's worker saw and hands it to ``publish``.

    ``boot`` counts the starts of this terminal, so that numbers may begin at 1 each time. Serves one thread.
    """

    def __init__(
        self, device: str, place: str, *, boot: int, clock: Clock, publish: Callable[[FaceReport], None]
    ) -> None:
        self.device, self.place = device, place
        self._boot, self._clock, self._publish = boot, clock, publish
        self._seq = 0

    def hear(self, sighted: Sighted) -> None:
        """Publish one telling of the worker, if it is about this terminal's camera."""
        if sighted.camera != self.device:
            return
        self._seq += 1
        self._publish(self._seen(sighted))

    def _seen(self, sighted: Sighted) -> FaceReport:
        age_ms = max(0, round((time.monotonic() - sighted.captured_s) * 1000))
        return FaceReport(
            device=self.device,
            place=self.place,
            boot=self._boot,
            device_seq=self._seq,
            at=self._clock.now() - age_ms,
            outcome=sighted.outcome,
            subject=sighted.subject,
            score=sighted.score,
            threshold=sighted.threshold,
            quality=sighted.quality,
            grade="" if sighted.outcome == "unjudged" else Grade.PICTURE.value,
            frame_digest=sighted.frame_digest,
            model_digest=sighted.model_digest,
            crop=sighted.crop,
        )


class Spoken(NamedTuple):
    """A message as :mod:`devices.topics` describes it: its type and its fields, without boot, seq and at."""

    type: str
    fields: dict[str, Any]


def spoken(report: FaceReport) -> Spoken:
    """What goes on the wire: at a door a judged face is a credential, anywhere else (or unjudged) a face that was seen.

    Only a known face carries a name. An unsure one asks for the door without a name, as a stranger does, because whoever
    reads a name on the wire takes it for certain; the candidate stays with the operator's screen.
    """
    judged = report.outcome != "unjudged"
    name = report.subject if report.outcome == "known" else ""
    if report.at_door and judged:
        score = max(0, report.score) / 1000
        asked = {"access_point": report.place, "kind": "face", "token": name, "score": score, "grade": report.grade}
        return Spoken("credential", asked)
    return Spoken("face", {"camera": report.device, "subject": name, **_figures(report)})


def _figures(report: FaceReport) -> dict[str, Any]:
    quality = "unsure" if report.outcome == "unsure" else report.quality
    figures = {"score": report.score / 1000, "threshold": report.threshold / 1000, "quality": quality}
    return figures | ({"grade": report.grade} if report.grade else {})
