"""Picture files: read with suspicion. The header is judged before a decoder sees the rest."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from enum import StrEnum

import cv2
import numpy as np

from devices.faces.engine import Image

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
"""About what the best telephone takes; four times that would fill the memory of a small machine."""

JPEG, PNG, BMP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"BM"
"""What cameras, telephones and identity-card readers (BMP) write."""


class PictureFlaw(StrEnum):
    """Why a file is no picture for us."""

    WRONG_FORMAT = "wrong_format"
    UNREADABLE = "unreadable"
    OVERSIZE = "oversize"


class PictureFault(Exception):
    """A file that cannot be taken; ``flaw`` says why."""

    def __init__(self, flaw: PictureFlaw) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw


@dataclass(frozen=True, slots=True)
class PictureLimits:
    """How large a picture may be: bytes of the file, pixels after decoding."""

    max_bytes: int = MAX_BYTES
    max_pixels: int = MAX_PIXELS


PLAIN_LIMITS = PictureLimits()


def decode_picture(content: bytes, limits: PictureLimits = PLAIN_LIMITS) -> Image:
    """The picture in a JPEG, PNG or BMP file, turned upright as its camera noted. Raises :class:`PictureFault`."""
    if len(content) > limits.max_bytes:
        raise PictureFault(PictureFlaw.OVERSIZE)
    width, height = _measured(content)
    if width < 1 or height < 1:
        raise PictureFault(PictureFlaw.UNREADABLE)
    if width * height > limits.max_pixels:
        raise PictureFault(PictureFlaw.OVERSIZE)
    return _decoded(content)


def _decoded(content: bytes) -> Image:
    try:
        image = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_COLOR)
    except cv2.error as broken:
        raise PictureFault(PictureFlaw.UNREADABLE) from broken
    if image is None:
        raise PictureFault(PictureFlaw.UNREADABLE)
    return np.asarray(image, np.uint8)


def _measured(content: bytes) -> tuple[int, int]:
    """Width and height as the header claims them."""
    try:
        if content.startswith(JPEG):
            return _jpeg_size(content)
        if content.startswith(PNG):
            width, height = struct.unpack_from(">II", content, 16)
            return int(width), int(height)
        if content.startswith(BMP):
            width, height = struct.unpack_from("<ii", content, 18)
            return int(width), abs(int(height))
    except (struct.error, IndexError) as cut:
        raise PictureFault(PictureFlaw.UNREADABLE) from cut
    raise PictureFault(PictureFlaw.WRONG_FORMAT)


def _jpeg_size(content: bytes) -> tuple[int, int]:
    """Walks the segments to the frame header; a file without an end mark after it was cut short."""
    at = 2
    while content[at] == 0xFF:
        mark = content[at + 1]
        if mark == 0xFF:
            at += 1
            continue
        if 0xC0 <= mark <= 0xCF and mark not in (0xC4, 0xC8, 0xCC):
            if content.rfind(b"\xff\xd9") < at:
                raise PictureFault(PictureFlaw.UNREADABLE)
            height, width = struct.unpack_from(">HH", content, at + 5)
            return int(width), int(height)
        at += 2 + int(struct.unpack_from(">H", content, at + 2)[0])
    raise PictureFault(PictureFlaw.UNREADABLE)
