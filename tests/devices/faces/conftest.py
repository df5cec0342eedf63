"""One engine for the session, real photos, and galleries made from them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.faces.engine import Embedding, ModelId
from devices.faces.enrol import enrol_photo
from devices.faces.gallery import Gallery, Template
from devices.faces.pictures import decode_picture
from devices.faces.sources import Frame
from devices.faces.yunet_sface import YuNetSFace
from tests.conftest import started
from tests.devices.faces.photos import fetched_photos
from venue.core.chance import SeededChance

MODEL = ModelId("sface", "ab" * 32)


@pytest.fixture(scope="session")
def engine() -> YuNetSFace:
    return YuNetSFace()


@pytest.fixture(scope="session")
def photos(pytestconfig: pytest.Config) -> Iterator[dict[str, bytes]]:
    with started("photos", fetched_photos(), config=pytestconfig) as found:
        yield found


@pytest.fixture(scope="session")
def enrolled(engine: YuNetSFace, photos: dict[str, bytes]) -> Gallery:
    """Obama from one photo; Biden is never enrolled."""
    return Gallery(engine.model, [Template("P-0044", "access", 1, vector_of(engine, photos["obama.jpg"]))])


@pytest.fixture(scope="session")
def picture(photos: dict[str, bytes]) -> Callable[[str], np.ndarray]:
    return lambda name: decode_picture(photos[name])


@pytest.fixture(scope="session")
def pair(picture: Callable[[str], np.ndarray]) -> np.ndarray:
    """Both men in one picture, faces about equally wide."""
    left, right = picture("obama.jpg"), cv2.resize(picture("biden.jpg"), None, fx=0.8, fy=0.8)
    height = min(left.shape[0], right.shape[0])
    return np.hstack([left[:height], right[:height]])


@pytest.fixture
def film(tmp_path: Path) -> Callable[..., Path]:
    """Writes pictures as a video file, each shown for `each` frames, with borders to one size."""

    def write(*pictures: np.ndarray, each: int = 5, rate: float = 10.0, name: str = "film.avi") -> Path:
        path = tmp_path / name
        video = cv2.VideoWriter(str(path), cv2.CAP_OPENCV_MJPEG, cv2.VideoWriter_fourcc(*"MJPG"), rate, (640, 480))
        for image in pictures:
            for _ in range(each):
                video.write(fitted(image))
        video.release()
        return path

    return write


def fitted(image: np.ndarray, width: int = 640, height: int = 480) -> np.ndarray:
    """The picture scaled into a frame with borders, never stretched."""
    scale = min(width / image.shape[1], height / image.shape[0])
    small = cv2.resize(image, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)[:height, :width]
    frame = np.zeros((height, width, 3), np.uint8)
    left = (width - small.shape[1]) // 2
    frame[: small.shape[0], left : left + small.shape[1]] = small
    return frame


def vector_of(engine: YuNetSFace, photo: bytes) -> Embedding:
    result = enrol_photo(engine, photo)
    assert result.embedding is not None, result.mistake
    return result.embedding


def as_file(image: np.ndarray, ending: str = ".jpg") -> bytes:
    return cv2.imencode(ending, image)[1].tobytes()


def frame_of(image: np.ndarray, number: int = 1, at_s: float = 0.0) -> Frame:
    return Frame(image, number, at_s)


def direction(seed: int, *, model: ModelId = MODEL) -> Embedding:
    """A unit vector that is nobody's face, the same for the same seed."""
    raw = np.frombuffer(SeededChance(seed).bytes(1024), "<u4")[:128].astype(np.float32) / 2**32 - 0.5
    return Embedding((raw / np.linalg.norm(raw)).astype(np.float32), model)


def leaning(base: Embedding, likeness: float, seed: int) -> Embedding:
    """A unit vector whose cosine with `base` is `likeness`."""
    other = direction(seed).vector
    across = other - (other @ base.vector) * base.vector
    across /= np.linalg.norm(across)
    return Embedding((likeness * base.vector + np.sqrt(1 - likeness**2) * across).astype(np.float32), base.model)
