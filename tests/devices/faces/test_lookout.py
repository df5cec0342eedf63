"""A camera watched: one recognition a track, strangers are strangers, and doubts are looked at again."""

import cv2
import numpy as np
import pytest

from devices.faces.engine import Face
from devices.faces.gallery import Gallery, Known, Unknown
from devices.faces.identify import identify_picture, watch
from devices.faces.lookout import DOOR_RULES, Lookout, LookRules, frame_digest, portrait
from devices.faces.quality import Quality
from devices.faces.sources import frames
from devices.faces.tracks import Tracker, overlap
from tests.devices.faces.conftest import fitted, frame_of


class Counting:
    """The real engine, with its recognitions counted."""

    def __init__(self, engine) -> None:
        self._engine, self.embedded = engine, 0
        self.model, self.detect, self.align, self.compare = engine.model, engine.detect, engine.align, engine.compare

    def embed(self, crop):
        self.embedded += 1
        return self._engine.embed(crop)


@pytest.fixture
def counting(engine):
    return Counting(engine)


@pytest.fixture
def search(enrolled):
    return enrolled.among({"P-0044"})


def looked(engine, search, images, rules=LookRules(), every_s=0.2):
    lookout = Lookout(engine, rules)
    lookout.expect(search)
    return [
        seen for n, image in enumerate(images) for seen in lookout.look(frame_of(fitted(image), n + 1, n * every_s))
    ]


def standing_where(engine, place, image):
    """The face of `image` in a 640 x 480 frame, just where the face of `place` is."""
    wanted, found = engine.detect(place)[0].box, engine.detect(image)[0].box
    scale = wanted[3] / found[3]
    move = np.float32([[scale, 0, wanted[0] - found[0] * scale], [0, scale, wanted[1] - found[1] * scale]])
    return cv2.warpAffine(image, move, (640, 480), flags=cv2.INTER_AREA)


def test_a_person_enrolled_from_one_photo_is_known_from_another(engine, search, picture):
    (seen,) = identify_picture(engine, frame_of(picture("obama2.jpg")), search, DOOR_RULES)
    assert isinstance(seen.match, Known)
    assert (seen.match.subject, seen.match.score > 0.6) == ("P-0044", True)


def test_a_strangers_photo_is_unknown(engine, search, picture):
    (seen,) = identify_picture(engine, frame_of(picture("biden.jpg")), search, DOOR_RULES)
    assert isinstance(seen.match, Unknown)
    assert seen.match.score < 0.3


def test_at_a_door_two_people_side_by_side_are_told_and_nobody_is_named(engine, search, pair):
    (seen,) = identify_picture(engine, frame_of(pair), search, DOOR_RULES)
    assert (seen.quality, seen.match) == (Quality.TWO_FACES, None)


def test_in_a_hall_each_of_two_people_is_judged(engine, search, pair):
    seen = identify_picture(engine, frame_of(pair), search)
    assert {type(one.match) for one in seen} == {Known, Unknown}


def test_a_picture_without_a_face_says_so(engine, search):
    (seen,) = identify_picture(engine, frame_of(np.full((300, 300, 3), 99, np.uint8)), search)
    assert seen.quality is Quality.NO_FACE


def test_a_known_person_who_stays_is_recognised_once(counting, search, picture):
    seen = looked(counting, search, [picture("obama2.jpg")] * 6)
    assert [type(one.match) for one in seen] == [Known]
    assert counting.embedded == 1


def test_a_stranger_gets_three_looks_before_being_called_one(counting, search, picture):
    seen = looked(counting, search, [picture("biden.jpg")] * 6)
    assert [(type(one.match), one.frame.number) for one in seen] == [(Unknown, 3)]
    assert counting.embedded == 3


def test_who_stays_longer_is_examined_and_told_again(engine, search, picture):
    seen = looked(engine, search, [picture("obama2.jpg")] * 5, LookRules(again_s=0.5))
    assert [one.frame.number for one in seen] == [1, 4]


def test_another_person_in_the_same_place_is_not_taken_for_the_first(engine, search, picture):
    """The second man steps in after a second's absence; his face is a new track and a new judgement."""
    wall = np.full((480, 640, 3), 90, np.uint8)
    seen = looked(engine, search, [picture("obama2.jpg")] * 2 + [wall] * 8 + [picture("biden.jpg")] * 4)
    assert [type(one.match) for one in seen] == [Known, Unknown]


def test_another_person_who_steps_in_after_a_blink_is_examined_anew(engine, search, picture):
    """Missing for one look, 0.2 s: the boxes overlap, and the name must not pass on to the second man."""
    wall, first = np.full((480, 640, 3), 90, np.uint8), fitted(picture("obama2.jpg"))
    second = standing_where(engine, first, picture("biden.jpg"))
    seen = looked(engine, search, [first, wall] + [second] * 5)
    assert seen[0].track == seen[1].track
    assert [type(one.match) for one in seen] == [Known, Unknown]


def test_the_same_person_after_a_blink_is_confirmed_without_a_word(counting, search, picture):
    wall = np.full((480, 640, 3), 90, np.uint8)
    seen = looked(counting, search, [picture("obama2.jpg"), wall, picture("obama2.jpg"), picture("obama2.jpg")])
    assert ([type(one.match) for one in seen], counting.embedded) == ([Known], 2)


def test_who_is_no_longer_expected_is_told_as_unknown(engine, enrolled, search, picture):
    lookout = Lookout(engine)
    lookout.expect(search)
    image = fitted(picture("obama2.jpg"))
    first = lookout.look(frame_of(image, 1, 0.0))
    lookout.expect(enrolled.among(()))
    later = [seen for n in range(2, 6) for seen in lookout.look(frame_of(image, n, n * 0.2))]
    assert [type(one.match) for one in (*first, *later)] == [Known, Unknown]


def test_before_the_expected_people_are_told_nobody_is_judged(counting, picture):
    lookout = Lookout(counting)
    assert lookout.look(frame_of(picture("obama2.jpg"))) == ()
    assert counting.embedded == 0


def test_with_nobody_expected_even_the_enrolled_are_unknown(engine, enrolled, picture):
    seen = looked(engine, enrolled.among(()), [picture("obama2.jpg")] * 3)
    assert [type(one.match) for one in seen] == [Unknown]


def test_a_fault_that_lasts_is_told_once(engine, search, picture):
    dark = (picture("obama2.jpg") * 0.08).astype(np.uint8)
    seen = looked(engine, search, [dark] * 5)
    assert [(one.quality, one.match) for one in seen] == [(Quality.TOO_DARK, None)]


def test_at_a_door_a_second_person_stops_the_judgement_until_gone(engine, search, pair, picture):
    seen = looked(engine, search, [pair] * 3 + [picture("obama2.jpg")] * 2, DOOR_RULES)
    assert [(one.quality, type(one.match)) for one in seen] == [
        (Quality.TWO_FACES, type(None)),
        (Quality.GOOD, Known),
    ]


def test_a_video_file_is_read_from_end_to_end(engine, search, picture, film):
    lookout = Lookout(engine)
    lookout.expect(search)
    path = film(picture("obama2.jpg"), np.full((480, 640, 3), 90, np.uint8), picture("biden.jpg"), each=12)
    seen = list(watch(lookout, frames(path)))
    assert [type(one.match) for one in seen] == [Known, Unknown]
    assert seen[1].frame.at_s == pytest.approx(2.6)


def test_the_picture_for_the_operator_holds_the_face_and_is_small(engine, picture):
    image = picture("biden.jpg")
    shown = cv2.imdecode(np.frombuffer(portrait(image, engine.detect(image)[0]), np.uint8), cv2.IMREAD_COLOR)
    assert max(shown.shape) <= 256
    assert len(engine.detect(shown)) == 1


def test_a_frames_digest_names_its_pixels():
    one, other = np.zeros((4, 4, 3), np.uint8), np.zeros((4, 4, 3), np.uint8)
    other[0, 0, 0] = 1
    assert frame_digest(one) == frame_digest(one.copy()) != frame_digest(other)


# --- tracks ---------------------------------------------------------------------------------------------------------


def at(x: float, y: float = 0.0, size: float = 100.0) -> Face:
    return Face((x, y, size, size), ((0.0, 0.0),) * 5, 0.9, size)


def test_a_face_that_moves_a_little_keeps_its_track():
    tracker = Tracker()
    (first,) = tracker.follow([at(0)], 0.0)
    (second,) = tracker.follow([at(20)], 0.2)
    assert (second.track, second.doubtful) == (first.track, False)


def test_a_face_that_jumps_is_followed_in_doubt():
    tracker = Tracker()
    (first,) = tracker.follow([at(0)], 0.0)
    (second,) = tracker.follow([at(45)], 0.2)
    assert (second.track, second.doubtful) == (first.track, True)


def test_a_face_that_was_missing_for_a_look_is_followed_in_doubt():
    tracker = Tracker()
    (first,) = tracker.follow([at(0)], 0.0)
    tracker.follow([], 0.2)
    (second,) = tracker.follow([at(0)], 0.4)
    assert (second.track, second.doubtful) == (first.track, True)


def test_faces_that_cross_are_both_in_doubt():
    tracker = Tracker()
    assert [followed.doubtful for followed in tracker.follow([at(0), at(40)], 0.0)] == [True, True]


def test_two_faces_keep_their_own_tracks():
    tracker = Tracker()
    before = {f.face.box[0] > 200: f.track for f in tracker.follow([at(0), at(300)], 0.0)}
    after = {f.face.box[0] > 200: f.track for f in tracker.follow([at(310), at(10)], 0.2)}
    assert before == after


def test_a_face_unseen_for_long_is_new():
    tracker = Tracker()
    (first,) = tracker.follow([at(0)], 0.0)
    (later,) = tracker.follow([at(0)], 1.5)
    assert later.track != first.track


def test_boxes_side_by_side_share_nothing():
    assert (overlap((0, 0, 10, 10), (10, 0, 10, 10)), overlap((0, 0, 10, 10), (0, 0, 10, 10))) == (0.0, 1.0)


def test_a_gallery_of_nobody_is_empty(engine):
    assert len(Gallery(engine.model)) == 0
