"""From a path or an address to answers."""

import pytest

from devices.faces.gallery import Known, Unknown
from devices.faces.identify import identify
from devices.faces.pictures import PictureFlaw
from devices.faces.sources import SourceFault


@pytest.fixture
def search(enrolled):
    return enrolled.among({"P-0044"})


@pytest.fixture
def folder(tmp_path, photos):
    for name in ("obama3.jpg", "biden.jpg"):
        (tmp_path / name).write_bytes(photos[name])
    (tmp_path / "broken.jpg").write_bytes(photos["obama.jpg"][:5000])
    return tmp_path


def test_each_picture_of_a_folder_is_answered_and_a_broken_one_named(engine, search, folder):
    answers = {answer.name: answer for answer in identify(engine, str(folder), search)}
    assert isinstance(answers["obama3.jpg"].match, Known)
    assert isinstance(answers["biden.jpg"].match, Unknown)
    assert answers["broken.jpg"].mistake is PictureFlaw.UNREADABLE


def test_a_single_picture_is_answered(engine, search, folder):
    (answer,) = identify(engine, str(folder / "obama3.jpg"), search)
    assert (answer.name, answer.match.subject) == ("obama3.jpg", "P-0044")


def test_a_video_is_answered_with_the_second(engine, search, picture, film):
    (answer,) = identify(engine, str(film(picture("obama2.jpg"), each=4, name="door.avi")), search)
    assert (answer.name, answer.at_s, answer.match.subject) == ("door.avi", 0.0, "P-0044")


def test_a_path_that_is_not_there_is_named(engine, search):
    with pytest.raises(SourceFault, match=r"gone\.avi"):
        list(identify(engine, "/nowhere/gone.avi", search))


def test_a_camera_that_gives_no_picture_is_told(engine, search):
    with pytest.raises(SourceFault, match="no picture"):
        list(identify(engine, "rtsp://127.0.0.1:9/cam1", search, seconds=0.2))
