"""Each mistake of a photo is named, several photos of a person belong together."""

import cv2
import numpy as np
import pytest

from devices.faces.enrol import EXPLAINED, EnrolTerms, PhotoMistake, enrol_person, enrol_photo
from devices.faces.pictures import PictureLimits
from tests.devices.faces.conftest import as_file


def mistake(engine, content, terms=EnrolTerms()):
    return enrol_photo(engine, content, terms).mistake


@pytest.mark.parametrize("ending", [".jpg", ".png", ".bmp"])
def test_a_photo_is_usable_in_each_known_format(engine, picture, ending):
    result = enrol_photo(engine, as_file(cv2.resize(picture("obama.jpg"), (455, 568)), ending))
    assert result.mistake is None
    assert result.embedding.vector.shape == (128,)


def test_a_photo_without_a_face_is_named(engine):
    assert mistake(engine, as_file(np.full((300, 300, 3), 90, np.uint8))) is PhotoMistake.NO_FACE


def test_two_people_in_one_photo_are_named(engine, pair):
    assert mistake(engine, as_file(pair)) is PhotoMistake.TWO_FACES


def test_a_small_face_is_named(engine, picture):
    small = cv2.resize(picture("obama.jpg"), None, fx=0.15, fy=0.15, interpolation=cv2.INTER_AREA)
    assert mistake(engine, as_file(small)) is PhotoMistake.TOO_SMALL


def test_a_blurred_photo_is_named(engine, picture):
    assert mistake(engine, as_file(cv2.GaussianBlur(picture("obama.jpg"), (0, 0), 12))) is PhotoMistake.BLURRED


@pytest.mark.parametrize("content", [b"", b"GIF89a....", b"%PDF-1.7", "照片".encode()])
def test_a_file_that_is_no_photo_is_named(engine, content):
    assert mistake(engine, content) is PhotoMistake.WRONG_FORMAT


def test_a_photo_cut_short_is_unreadable(engine, photos):
    assert mistake(engine, photos["obama.jpg"][:20_000]) is PhotoMistake.UNREADABLE


@pytest.mark.parametrize("content", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n" + bytes(30), b"BM" + bytes(60)])
def test_a_header_without_a_picture_is_unreadable(engine, content):
    assert mistake(engine, content) is PhotoMistake.UNREADABLE


def test_a_file_of_too_many_bytes_is_refused_before_it_is_read(engine, photos):
    terms = EnrolTerms(picture=PictureLimits(max_bytes=1000))
    assert mistake(engine, photos["obama.jpg"], terms) is PhotoMistake.OVERSIZE


def test_a_small_file_that_claims_a_gigantic_picture_is_refused_by_its_header(engine):
    bomb = b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\x0dIHDR" + (60_000).to_bytes(4, "big") * 2 + bytes(20)
    assert mistake(engine, bomb) is PhotoMistake.OVERSIZE


def test_several_photos_of_one_person_all_serve(engine, photos):
    results = enrol_person(engine, {name: photos[name] for name in ("obama.jpg", "obama2.jpg", "obama3.jpg")})
    assert all(result.embedding is not None for result in results.values())


def test_the_photo_of_another_person_among_them_is_named(engine, photos):
    results = enrol_person(engine, {name: photos[name] for name in ("biden.jpg", "obama2.jpg", "obama3.jpg")})
    assert {name: result.mistake for name, result in results.items()} == {
        "biden.jpg": PhotoMistake.ANOTHER_PERSON,
        "obama2.jpg": None,
        "obama3.jpg": None,
    }


def test_of_two_photos_that_disagree_neither_is_believed(engine, photos):
    results = enrol_person(engine, {name: photos[name] for name in ("biden.jpg", "obama2.jpg")})
    assert {result.mistake for result in results.values()} == {PhotoMistake.ANOTHER_PERSON}


def test_every_mistake_has_a_sentence_in_both_languages():
    assert set(EXPLAINED) == set(PhotoMistake)
    assert all(zh and en and not zh.isascii() for zh, en in EXPLAINED.values())
