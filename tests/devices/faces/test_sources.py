"""Files keep every frame; streams keep the newest and tell their age."""

import threading
import time

import numpy as np
import pytest

from devices.faces.pictures import PictureFault
from devices.faces.sources import (
    NetworkStream,
    NewestFrame,
    PacedFile,
    SourceFault,
    StreamState,
    VideoFile,
    frames,
    opened,
)
from tests.devices.faces.conftest import as_file

GREY = [np.full((48, 64, 3), shade, np.uint8) for shade in (40, 120, 200)]


class Taps:
    """A source whose frames come when the test says so, and which can hang like a bad network camera."""

    def __init__(self) -> None:
        self.pictures: list[np.ndarray | None] = []
        self.more = threading.Semaphore(0)
        self.opened = self.closed = 0

    def open(self) -> "Taps":
        self.opened += 1
        return self

    def give(self, *pictures) -> None:
        self.pictures.extend(pictures)
        self.more.release(len(pictures))

    def read(self):
        self.more.acquire()
        return self.pictures.pop(0)

    def close(self) -> None:
        self.closed += 1


@pytest.fixture
def taps():
    source = Taps()
    yield source
    source.give(*[None] * 20)


def until(holds, patience=3.0):
    end = time.monotonic() + patience
    while not holds():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.005)


def test_every_frame_of_a_video_file_comes_with_its_time(film):
    found = list(frames(film(*GREY, each=4, rate=10.0)))
    assert len(found) == 12
    assert [found[0].at_s, found[11].at_s] == [0.0, pytest.approx(1.1)]


def test_the_pictures_of_a_folder_come_by_name(tmp_path):
    for name in ("b.png", "a.jpg", "c.txt"):
        (tmp_path / name).write_bytes(as_file(GREY[0]))
    assert [frame.name for frame in frames(tmp_path)] == ["a.jpg", "b.png"]


def test_a_file_that_is_no_video_is_named(tmp_path):
    (tmp_path / "note.avi").write_text("no video")
    with pytest.raises(SourceFault, match=r"note\.avi"):
        VideoFile(tmp_path / "note.avi")


def test_a_path_that_is_not_there_is_named(tmp_path):
    with pytest.raises(SourceFault, match=r"gone\.mp4"):
        list(frames(tmp_path / "gone.mp4"))


def test_a_broken_picture_file_is_a_fault_not_an_end(tmp_path):
    (tmp_path / "x.jpg").write_bytes(b"\xff\xd8\xff")
    with pytest.raises(PictureFault):
        list(frames(tmp_path / "x.jpg"))


def test_only_stream_addresses_are_opened_as_streams():
    with pytest.raises(SourceFault):
        NetworkStream("concat:/etc/hostname")


def test_a_dead_port_is_told_at_once_and_without_the_password():
    with pytest.raises(SourceFault) as told:
        NetworkStream("rtsp://user:geheim@127.0.0.1:9/cam1")
    assert "geheim" not in str(told.value)


def test_a_file_is_played_at_its_own_speed(film):
    played = PacedFile(film(*GREY, each=1, rate=20.0))
    began = time.monotonic()
    while played.read() is not None:
        pass
    assert 0.09 <= time.monotonic() - began < 1.0


def test_a_repeated_file_begins_again(film):
    played = opened(str(film(*GREY, each=1, rate=100.0)), repeat=True)
    assert all(played.read() is not None for _ in range(8))


def test_only_the_newest_frame_is_kept(taps):
    stream = NewestFrame(taps.open)
    taps.give(*GREY)
    until(lambda: stream.frames_read == 3)
    frame = stream.newest()
    assert (frame.number, int(frame.image[0, 0, 0])) == (3, 200)
    assert stream.newest(after=3) is None


def test_whoever_waits_for_a_newer_frame_gets_it_when_it_comes(taps):
    stream = NewestFrame(taps.open)
    threading.Timer(0.05, taps.give, GREY[:1]).start()
    assert stream.newest(wait_s=3.0).number == 1


def test_the_age_of_the_newest_frame_grows_while_a_read_hangs(taps):
    stream = NewestFrame(taps.open)
    assert stream.age_s() is None
    taps.give(GREY[0])
    until(lambda: stream.frames_read == 1)
    fresh = stream.age_s()
    time.sleep(0.05)
    assert stream.age_s() > fresh
    assert stream.stuck_s() > 0.04
    assert stream.state is StreamState.RUNNING


def test_whoever_stops_a_hanging_stream_is_told_that_it_hangs(taps):
    stream = NewestFrame(taps.open)
    until(lambda: taps.opened == 1)
    assert stream.stop(wait_s=0.05) is False
    taps.give(None)
    assert stream.stop() is True


def test_a_stream_that_breaks_is_opened_again(taps, monkeypatch):
    monkeypatch.setattr("devices.faces.sources.REOPEN_AFTER_S", 0.01)
    stream = NewestFrame(taps.open)
    taps.give(GREY[0], None, GREY[1])
    until(lambda: stream.frames_read == 2)
    assert (taps.opened, taps.closed) == (2, 1)


def test_a_file_that_ends_has_ended(taps):
    stream = NewestFrame(taps.open, live=False)
    taps.give(GREY[0], None)
    until(lambda: stream.state is StreamState.ENDED)
    assert stream.newest().number == 1
