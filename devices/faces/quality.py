"""Is this face good enough to say a name? A plain code, and a sentence for the person in front of the lens.

The limits were read off real photos made worse step by step until SFace's likeness of the same person fell (figures:
``docs/decisions/0010-faces.md``). They decide only whether to ask again, never who somebody is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

import cv2
import numpy as np

from devices.faces.engine import Face, FaceEngine, Image


class Quality(StrEnum):
    """What is wrong with the picture of a face, or that nothing is."""

    GOOD = "good"
    NO_FACE = "no_face"
    TWO_FACES = "two_faces"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TURNED_AWAY = "turned_away"


class Sentence(NamedTuple):
    """One sentence for people, Chinese and English."""

    zh: str
    en: str


ADVICE: dict[Quality, Sentence] = {
    Quality.GOOD: Sentence("画面清晰", "The picture is good."),
    Quality.NO_FACE: Sentence("未看到人脸，请正对镜头", "No face seen. Please stand before the camera."),
    Quality.TWO_FACES: Sentence("镜头前不止一人，请逐一通过", "More than one person. One at a time, please."),
    Quality.TOO_SMALL: Sentence("请靠近一些", "Please come closer."),
    Quality.TOO_DARK: Sentence("光线太暗，请到亮处", "Too dark. Please move into the light."),
    Quality.TOO_BRIGHT: Sentence("光线太强，请避开强光", "Too bright. Please move out of the glare."),
    Quality.BLURRED: Sentence("画面模糊，请站稳片刻", "The picture is blurred. Please hold still."),
    Quality.TURNED_AWAY: Sentence("请正面看镜头", "Please look straight into the camera."),
}
"""What the person is told."""


@dataclass(frozen=True, slots=True)
class QualityLimits:
    """Where good ends.

    ``size``: least width of a face, pixels in the picture in which it was found. ``sharpness``: least variance of the
    Laplacian over the variance of grey, inside the face. ``dark``: least mean grey, 0-255. ``glare``: greatest share of
    pixels at 250 or more. ``yaw``: greatest offset of the nose from the face's middle line, in distances of the eyes.
    ``pitch``: where the nose may stand between eyes (0) and mouth (1). ``beside``: a second face counts from this part
    of the largest one's width; 0 means any face counts.
    """

    size: float = 32.0
    sharpness: float = 0.012
    dark: float = 20.0
    glare: float = 0.6
    yaw: float = 0.4
    pitch: tuple[float, float] = (0.25, 0.85)
    beside: float = 0.5


AT_DOOR = QualityLimits()
FOR_ENROLMENT = QualityLimits(size=48.0, beside=0.0)
"""A template serves for a long time: a larger face, and nobody else in the picture at all."""


class Examined(NamedTuple):
    """The verdict on one face; ``crop`` is the aligned face when it is good, otherwise None."""

    quality: Quality
    crop: Image | None


def examine(engine: FaceEngine, image: Image, face: Face, limits: QualityLimits = AT_DOOR) -> Examined:
    """Judge one found face; the first reason that counts is named."""
    if face.size < limits.size:
        return Examined(Quality.TOO_SMALL, None)
    if turned_away(face, limits):
        return Examined(Quality.TURNED_AWAY, None)
    crop = engine.align(image, face)
    quality = _light_and_sharpness(crop, limits)
    return Examined(quality, crop if quality is Quality.GOOD else None)


def crowd(faces: Sequence[Face], limits: QualityLimits = AT_DOOR) -> Quality:
    """Whether exactly one person stands before the lens: ``no_face``, ``two_faces`` or ``good``. Largest face first."""
    if not faces:
        return Quality.NO_FACE
    nearly_as_near = [face for face in faces[1:] if face.size >= faces[0].size * limits.beside]
    return Quality.TWO_FACES if nearly_as_near else Quality.GOOD


def turned_away(face: Face, limits: QualityLimits = AT_DOOR) -> bool:
    """Whether nose, eyes and mouth say that the person looks elsewhere. A leaning head does not count: it is turned up."""
    eye, other_eye, nose, mouth, other_mouth = (np.array(point) for point in face.landmarks)
    across = other_eye - eye
    span = float(np.hypot(*across))
    if span < 1.0:
        return True
    across = across / span
    down = np.array([-across[1], across[0]])
    eyes, lips = (eye + other_eye) / 2, (mouth + other_mouth) / 2
    drop = float((lips - eyes) @ down)
    if drop <= 0.0:
        return True
    yaw = float((nose - (eyes + lips) / 2) @ across) / span
    pitch = float((nose - eyes) @ down) / drop
    return abs(yaw) > limits.yaw or not limits.pitch[0] <= pitch <= limits.pitch[1]


def _light_and_sharpness(crop: Image, limits: QualityLimits) -> Quality:
    # Only the middle of the crop: hair, background and the black beyond the picture's edge would speak for the face.
    grey = cv2.cvtColor(crop, cv2.COLOR_BGR2GRAY)[24:104, 20:92].astype(np.float64)
    if float(grey.mean()) < limits.dark:
        return Quality.TOO_DARK
    if float((grey >= 250.0).mean()) > limits.glare:
        return Quality.TOO_BRIGHT
    edges = float(cv2.Laplacian(grey, cv2.CV_64F).var())
    return Quality.BLURRED if edges < limits.sharpness * max(float(grey.var()), 1.0) else Quality.GOOD
