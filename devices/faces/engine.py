"""What a face engine must be able to do, in words that no library owns.

An engine finds faces, straightens them and turns each into a unit vector; the closer two vectors, the more alike the
faces. Everything else in this folder (quality, gallery, tracks, worker) works with any engine that keeps this promise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.uint8]
"""A picture, shape (height, width, 3), 8 bits, in the order blue, green, red."""

DIMENSIONS = 128
"""Length of an embedding."""


class FaceEngineFault(Exception):
    """The engine cannot start or was asked something it must refuse; the text says why in Chinese and English."""


class ModelsDiffer(FaceEngineFault):
    """Two embeddings of different models were to be compared: their numbers have nothing to do with each other."""

    def __init__(self, ours: ModelId, theirs: ModelId) -> None:
        super().__init__(
            f"人脸模板由另一模型（{theirs}）生成，当前模型为 {ours}，请重新采集 / "
            f"the template was made by {theirs}, the engine runs {ours}: enrol again"
        )


@dataclass(frozen=True, slots=True)
class ModelId:
    """Which model made a vector: its name and the SHA-256 (64 hex digits) of the weights that shape the vector."""

    name: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name}@{self.digest[:12]}"


@dataclass(frozen=True, slots=True)
class Face:
    """One face in a picture.

    ``box`` is x, y, width, height in pixels of the picture handed in, and may reach over its edge. ``landmarks`` are
    right eye, left eye, nose tip, right and left corner of the mouth (the person's right). ``score`` is the detector's
    own certainty, 0 to 1. ``size`` is the width in pixels that the face had in the picture scaled for detection: that
    decides how well it can be recognised, not the camera's resolution.
    """

    box: tuple[float, float, float, float]
    landmarks: tuple[tuple[float, float], ...]
    score: float
    size: float


@dataclass(frozen=True, slots=True, eq=False)
class Embedding:
    """A face as a unit vector, float32, shape (128,), together with the model that it belongs to."""

    vector: NDArray[np.float32]
    model: ModelId


class FaceEngine(Protocol):
    """Detect, align, embed, compare. One engine serves one thread."""

    @property
    def model(self) -> ModelId:
        """The model whose vectors :meth:`embed` gives."""
        ...

    def detect(self, image: Image) -> tuple[Face, ...]:
        """All faces in the picture, the largest first; none is an empty tuple."""
        ...

    def align(self, image: Image, face: Face) -> Image:
        """The face turned upright and cut to what :meth:`embed` takes, shape (112, 112, 3)."""
        ...

    def embed(self, crop: Image) -> Embedding:
        """The vector of an aligned crop."""
        ...

    def compare(self, one: Embedding, other: Embedding) -> float:
        """How alike two faces are: the cosine, -1 to 1. Raises :class:`ModelsDiffer` for vectors of two models."""
        ...


def likeness(one: Embedding, other: Embedding) -> float:
    """The cosine of two vectors of the same model, -1 to 1; raises :class:`ModelsDiffer` otherwise."""
    if one.model != other.model:
        raise ModelsDiffer(one.model, other.model)
    return float(one.vector @ other.vector)


def unit(vector: NDArray[np.float32]) -> NDArray[np.float32]:
    """The vector at length 1. Raises :class:`FaceEngineFault` for one without direction."""
    flat = np.ascontiguousarray(vector, dtype=np.float32).reshape(-1)
    length = float(np.linalg.norm(flat))
    if not np.isfinite(length) or length == 0.0:
        raise FaceEngineFault("人脸特征无效 / the face vector is not a direction")
    return flat / np.float32(length)
