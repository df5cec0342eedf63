"""From photo files to vectors, with each mistake of a photo named. Photos are looked at and forgotten here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from devices.faces.engine import Embedding, FaceEngine
from devices.faces.pictures import PLAIN_LIMITS, PictureFault, PictureLimits, decode_picture
from devices.faces.quality import FOR_ENROLMENT, Quality, QualityLimits, Sentence, crowd, examine

SAME_PERSON = 0.363
"""Likeness at which two photos are taken to show one person (SFace's own 1:1 figure, false for 8 pairs of 10,000)."""


class PhotoMistake(StrEnum):
    """Why a photo cannot serve for enrolment."""

    UNREADABLE = "unreadable"
    WRONG_FORMAT = "wrong_format"
    OVERSIZE = "oversize"
    NO_FACE = "no_face"
    TWO_FACES = "two_faces"
    TOO_SMALL = "too_small"
    TOO_DARK = "too_dark"
    TOO_BRIGHT = "too_bright"
    BLURRED = "blurred"
    TURNED_AWAY = "turned_away"
    ANOTHER_PERSON = "another_person"


EXPLAINED: dict[PhotoMistake, Sentence] = {
    PhotoMistake.UNREADABLE: Sentence("照片文件损坏，无法读取", "The file is damaged and cannot be read."),
    PhotoMistake.WRONG_FORMAT: Sentence("不是 JPEG、PNG 或 BMP 照片", "Not a JPEG, PNG or BMP picture."),
    PhotoMistake.OVERSIZE: Sentence(
        "照片过大，请缩小到 10 MB、4000 万像素以内", "Larger than 10 MB or 40 million pixels."
    ),
    PhotoMistake.NO_FACE: Sentence("照片中没有找到人脸", "No face was found in the photo."),
    PhotoMistake.TWO_FACES: Sentence(
        "照片中不止一张人脸，请使用单人照片", "More than one face: use a photo of one person."
    ),
    PhotoMistake.TOO_SMALL: Sentence("照片中人脸太小，请使用近照", "The face is too small: use a closer photo."),
    PhotoMistake.TOO_DARK: Sentence("照片太暗", "The photo is too dark."),
    PhotoMistake.TOO_BRIGHT: Sentence("照片过曝", "The photo is overexposed."),
    PhotoMistake.BLURRED: Sentence("照片模糊", "The photo is blurred."),
    PhotoMistake.TURNED_AWAY: Sentence("人脸未正对镜头", "The face is turned away."),
    PhotoMistake.ANOTHER_PERSON: Sentence(
        "与此人的其他照片不像同一个人", "Not the same person as in the other photos."
    ),
}
"""What the operator reads beside the file's name."""


@dataclass(frozen=True, slots=True, eq=False)
class EnrolResult:
    """What became of one photo: an ``embedding``, or the ``mistake`` that stands against it; never both."""

    embedding: Embedding | None = None
    mistake: PhotoMistake | None = None

    @property
    def sentence(self) -> Sentence:
        """The result for people, in Chinese and English."""
        return EXPLAINED[self.mistake] if self.mistake else Sentence("可用", "Usable.")


@dataclass(frozen=True, slots=True)
class EnrolTerms:
    """What an enrolment photo must satisfy."""

    picture: PictureLimits = PLAIN_LIMITS
    quality: QualityLimits = FOR_ENROLMENT
    same_person: float = SAME_PERSON


def enrol_photo(engine: FaceEngine, image_bytes: bytes, terms: EnrolTerms = EnrolTerms()) -> EnrolResult:
    """The vector of the one face in a photo file, or the first mistake that was found."""
    try:
        image = decode_picture(image_bytes, terms.picture)
    except PictureFault as fault:
        return EnrolResult(mistake=PhotoMistake(fault.flaw.value))
    faces = engine.detect(image)
    alone = crowd(faces, terms.quality)
    if alone is not Quality.GOOD:
        return EnrolResult(mistake=PhotoMistake(alone.value))
    quality, crop = examine(engine, image, faces[0], terms.quality)
    if crop is None:
        return EnrolResult(mistake=PhotoMistake(quality.value))
    return EnrolResult(embedding=engine.embed(crop))


def enrol_person(
    engine: FaceEngine, photos: Mapping[str, bytes], terms: EnrolTerms = EnrolTerms()
) -> dict[str, EnrolResult]:
    """The result of each of one person's photos by its name; one that shows somebody else is refused."""
    results = {name: enrol_photo(engine, content, terms) for name, content in photos.items()}
    usable = {name: result.embedding for name, result in results.items() if result.embedding is not None}
    for name in _strangers(engine, usable, terms.same_person):
        results[name] = EnrolResult(mistake=PhotoMistake.ANOTHER_PERSON)
    return results


def _strangers(engine: FaceEngine, faces: Mapping[str, Embedding], same: float) -> list[str]:
    """The photos unlike the one that most resembles all others; all of them, when no two agree."""
    if len(faces) < 2:
        return []
    middle = max(faces, key=lambda name: sum(engine.compare(faces[name], other) for other in faces.values()))
    unlike = [name for name, face in faces.items() if engine.compare(faces[middle], face) < same]
    return list(faces) if len(faces) - len(unlike) < 2 else unlike
