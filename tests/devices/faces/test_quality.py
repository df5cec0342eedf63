"""Real photos made worse step by step: each fault is named, and the control shows the photo was good before."""

import cv2
import numpy as np
import pytest

from devices.faces.engine import Face
from devices.faces.quality import ADVICE, FOR_ENROLMENT, Quality, crowd, examine, turned_away

WORSE = {
    Quality.TOO_SMALL: lambda image: cv2.resize(image, None, fx=0.2, fy=0.2, interpolation=cv2.INTER_AREA),
    Quality.TOO_DARK: lambda image: (image * 0.12).astype(np.uint8),
    Quality.TOO_BRIGHT: lambda image: np.clip(image * 2.6 + 50.0, 0, 255).astype(np.uint8),
    Quality.BLURRED: lambda image: cv2.GaussianBlur(image, (0, 0), 8),
}


def half(image):
    return cv2.resize(image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)


def quality_of(engine, image):
    faces = engine.detect(image)
    return examine(engine, image, faces[0]).quality


@pytest.mark.parametrize("name", ["obama.jpg", "obama2.jpg", "obama3.jpg", "biden.jpg"])
def test_real_photos_are_good(engine, picture, name):
    assert quality_of(engine, picture(name)) is Quality.GOOD


@pytest.mark.parametrize("fault", WORSE)
@pytest.mark.parametrize("name", ["obama.jpg", "biden.jpg"])
def test_each_fault_of_a_picture_is_named(engine, picture, fault, name):
    assert quality_of(engine, WORSE[fault](half(picture(name)))) is fault


def test_a_face_of_40_pixels_is_good_at_a_door_and_too_small_for_enrolment(engine, picture):
    image = picture("obama.jpg")
    (face,) = engine.detect(image)
    small = cv2.resize(image, None, fx=40 / face.box[2], fy=40 / face.box[2], interpolation=cv2.INTER_AREA)
    (face,) = engine.detect(small)
    assert examine(engine, small, face).quality is Quality.GOOD
    assert examine(engine, small, face, FOR_ENROLMENT).quality is Quality.TOO_SMALL


def face_with(nose: tuple[float, float], *, size: float = 100.0) -> Face:
    points = ((30.0, 40.0), (70.0, 40.0), nose, (35.0, 80.0), (65.0, 80.0))
    return Face(box=(0.0, 0.0, size, size), landmarks=points, score=0.9, size=size)


def test_a_nose_in_the_middle_looks_at_us():
    assert not turned_away(face_with((50.0, 62.0)))


@pytest.mark.parametrize("nose", [(68.0, 60.0), (32.0, 60.0), (50.0, 45.0), (50.0, 79.0)])
def test_a_nose_to_the_side_or_far_up_or_down_looks_away(nose):
    assert turned_away(face_with(nose))


def test_a_leaning_head_is_not_turned_away():
    upright = face_with((50.0, 62.0))
    turn = np.array([[0.866, -0.5], [0.5, 0.866]])
    leaning = Face(upright.box, tuple(tuple(turn @ np.array(p)) for p in upright.landmarks), 0.9, 100.0)
    assert not turned_away(leaning)


def test_nobody_one_and_two_before_the_lens_are_told_apart():
    near, beside, far = face_with((50.0, 62.0)), face_with((50.0, 62.0), size=60.0), face_with((50.0, 62.0), size=40.0)
    assert [crowd([]), crowd([near]), crowd([near, beside])] == [Quality.NO_FACE, Quality.GOOD, Quality.TWO_FACES]
    assert crowd([near, far]) is Quality.GOOD
    assert crowd([near, far], FOR_ENROLMENT) is Quality.TWO_FACES


def test_two_men_side_by_side_are_two_faces(engine, pair):
    assert crowd(engine.detect(pair)) is Quality.TWO_FACES


def test_every_quality_has_a_sentence_in_both_languages():
    assert set(ADVICE) == set(Quality)
    assert all(zh and en and not zh.isascii() for zh, en in ADVICE.values())
