"""The default engine: YuNet finds faces, SFace makes their vectors, OpenCV runs both on one thread."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from devices.faces.engine import Embedding, Face, Image, ModelId, likeness, unit
from devices.faces.weights import Weights, load_weights

DETECT_SIDE = 640
"""The longer side, in pixels, of the picture in which faces are looked for."""

DETECT_SCORE = 0.7
"""Below this certainty a finding is not taken for a face."""

_OVERLAP, _MOST = 0.3, 50
_STEP = 32


class YuNetSFace:
    """Detector and recogniser on the processor, about 18 ms a picture and 38 ms a face. Serves one thread.

    Raises :class:`~devices.faces.weights.WeightsFault` at once when a model file is missing or altered.
    """

    def __init__(self, models: Path | None = None) -> None:
        # Two threads were slower than one under load, and workers share the machine with the engine.
        cv2.setNumThreads(1)
        weights = load_weights(models)
        self._detector = _detector(weights)
        self._recogniser = cv2.FaceRecognizerSF.create("onnx", _buffer(weights.recogniser), np.empty(0, np.uint8))
        self._model = weights.model

    @property
    def model(self) -> ModelId:
        """The recogniser's file: it alone shapes the vectors."""
        return self._model

    def detect(self, image: Image) -> tuple[Face, ...]:
        """All faces, the largest first. The picture is scaled with its proportions kept and bordered, never stretched:
        the same person's likeness fell from 0.75 to 0.29 when the picture was squeezed."""
        bordered, scale = _bordered(image)
        self._detector.setInputSize((bordered.shape[1], bordered.shape[0]))
        found = self._detector.detect(bordered)[1]
        faces = () if found is None else tuple(_face(row, scale) for row in np.asarray(found, np.float64))
        return tuple(sorted(faces, key=lambda face: -face.size))

    def align(self, image: Image, face: Face) -> Image:
        """The face upright, eyes and mouth at fixed places, shape (112, 112, 3)."""
        row = np.array([*face.box, *(n for point in face.landmarks for n in point), face.score], np.float32)
        return np.asarray(self._recogniser.alignCrop(image, row.reshape(1, -1)), np.uint8)

    def embed(self, crop: Image) -> Embedding:
        """The vector of an aligned face, length 1."""
        # OpenCV hands out its own buffer and writes the next face into it: unit() copies.
        return Embedding(unit(np.asarray(self._recogniser.feature(crop), np.float32)), self._model)

    def compare(self, one: Embedding, other: Embedding) -> float:
        """The cosine of two vectors of this model, -1 to 1."""
        return likeness(one, other)


def _detector(weights: Weights) -> cv2.FaceDetectorYN:
    return cv2.FaceDetectorYN.create(
        "onnx",
        _buffer(weights.detector),
        np.empty(0, np.uint8),
        (DETECT_SIDE, DETECT_SIDE),
        DETECT_SCORE,
        _OVERLAP,
        _MOST,
    )


def _buffer(content: bytes) -> NDArray[np.uint8]:
    return np.frombuffer(content, np.uint8)


def _bordered(image: Image) -> tuple[Image, float]:
    """The picture at most 640 pixels long, black borders right and below up to the network's step, and the scale."""
    height, width = image.shape[:2]
    scale = min(1.0, DETECT_SIDE / max(height, width))
    wide, high = max(1, round(width * scale)), max(1, round(height * scale))
    small = image if scale == 1.0 else cv2.resize(image, (wide, high), interpolation=cv2.INTER_AREA)
    right, below = -wide % _STEP, -high % _STEP
    framed = cv2.copyMakeBorder(small, 0, below, 0, right, cv2.BORDER_CONSTANT, value=(0, 0, 0))
    return np.asarray(framed, np.uint8), scale


def _face(row: NDArray[np.float64], scale: float) -> Face:
    x, y, width, height = (float(n) / scale for n in row[:4])
    points = tuple((float(px) / scale, float(py) / scale) for px, py in row[4:14].reshape(5, 2))
    return Face(box=(x, y, width, height), landmarks=points, score=float(row[14]), size=float(row[2]))
