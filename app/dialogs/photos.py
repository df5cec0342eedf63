"""A photo from a file, made small enough to travel in one message. What is shown as its digest is what will be stored."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader

from venue.conduct.findings import LARGEST_PHOTO
from venue.core.acts import Refused

LONGEST_SIDE = 1600
SMALLEST_SIDE = 400
QUALITIES = (88, 78, 66, 54)
LARGEST_FILE = 64 * 1024 * 1024
_STARTS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")


@dataclass(frozen=True)
class Photo:
    """A picture ready to be sent: JPEG or PNG bytes, and the SHA-256 under which it will be stored."""

    name: str
    picture: bytes
    size: tuple[int, int]

    @property
    def digest(self) -> str:
        """SHA-256 of the bytes, in hex."""
        return hashlib.sha256(self.picture).hexdigest()

    @property
    def text(self) -> str:
        """The bytes as the act takes them."""
        return base64.b64encode(self.picture).decode()


def photo_of(path: Path) -> Photo:
    """Read a picture file, off Qt's thread; a small JPEG or PNG goes as it is, anything else is scaled and stored as JPEG.

    Raises Refused ("finding.photo_unreadable", "finding.photo_too_large").
    """
    try:
        bulk = path.stat().st_size
        raw = path.read_bytes() if bulk <= LARGEST_FILE else b""
    except OSError as fault:
        raise Refused("finding.photo_unreadable") from fault
    if bulk > LARGEST_FILE:
        raise Refused("finding.photo_too_large", kilobytes=bulk // 1024, most=LARGEST_FILE // 1024)
    image = _image(raw)
    if len(raw) <= LARGEST_PHOTO and raw.startswith(_STARTS):
        return Photo(path.name, raw, (image.width(), image.height()))
    return _scaled(path.name, image)


def _image(raw: bytes) -> QImage:
    buffer = QBuffer()
    buffer.setData(QByteArray(raw))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)  # a telephone writes how it was held beside the picture
    image = reader.read()
    if image.isNull():
        raise Refused("finding.photo_unreadable")
    return image


def _scaled(name: str, image: QImage) -> Photo:
    side = min(LONGEST_SIDE, max(image.width(), image.height()))
    while side >= SMALLEST_SIDE:
        small = image.scaled(
            QSize(side, side), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        for quality in QUALITIES:
            made = _jpeg(small, quality)
            if len(made) <= LARGEST_PHOTO:
                return Photo(name, made, (small.width(), small.height()))
        side = side * 3 // 4
    return Photo(name, _jpeg(image, QUALITIES[-1]), (image.width(), image.height()))


def _jpeg(image: QImage, quality: int) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_RGB888).save(buffer, "JPEG", quality)
    return bytes(buffer.data().data())
