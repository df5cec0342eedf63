"""A real worker process: it sees, it tells only what it may, and it comes back after every death."""

import os
import queue
import signal
import time

import msgspec
import pytest

from devices.faces import wire
from devices.faces.gallery import Template
from devices.faces.sealing import open_crop
from devices.faces.terminal import FaceTerminal, spoken
from devices.faces.worker import FaceWorker, WorkerLimits
from tests.devices.faces.conftest import direction, vector_of
from venue.core.chance import SeededChance
from venue.core.clock import SetClock

CROP_KEY = bytes(range(32))
PATIENCE = 20.0
LIMITS = WorkerLimits(silent_s=2.0, longest_pause_s=0.05)


class Heard:
    """Everything the worker told, in order, with waiting."""

    def __init__(self) -> None:
        self._queue: queue.Queue[wire.Telling] = queue.Queue()
        self.all: list[wire.Telling] = []

    def __call__(self, telling: wire.Telling) -> None:
        self._queue.put(telling)

    def next(self, kind, holds=lambda telling: True):
        end = time.monotonic() + PATIENCE
        while True:
            telling = self._queue.get(timeout=max(0.01, end - time.monotonic()))
            self.all.append(telling)
            if isinstance(telling, kind) and holds(telling):
                return telling


@pytest.fixture(scope="module")
def film_of(picture, tmp_path_factory):
    """A picture file each, as a camera that shows one still picture."""
    folder = tmp_path_factory.mktemp("cameras")

    def path(name: str, photos) -> str:
        (folder / name).write_bytes(photos[name])
        return str(folder / name)

    return path


@pytest.fixture(scope="module")
def heard():
    return Heard()


@pytest.fixture(scope="module")
def worker(heard, engine):
    with FaceWorker(heard, crop_key=CROP_KEY, chance=SeededChance("faces"), limits=LIMITS) as running:
        yield running
    assert running.pid is None


def door(camera: str, source: str) -> wire.Watch:
    return wire.Watch(camera=camera, source=source, door=True, accept=0.5, review=0.45, looks_per_s=20.0, repeat=True)


@pytest.fixture(scope="module")
def seen(worker, heard, enrolled_templates, film_of, photos):
    """Two cameras: the enrolled man before one, a stranger before the other."""
    worker.enrol(enrolled_templates)
    for camera, name in (("C-01", "obama2.jpg"), ("C-02", "biden.jpg")):
        worker.watch(door(camera, film_of(name, photos)))
        worker.expect(camera, {"P-0044"})
    first = heard.next(wire.Sighted)
    second = heard.next(wire.Sighted, lambda one: one.camera != first.camera)
    return {one.camera: one for one in (first, second)}


@pytest.fixture(scope="module")
def enrolled_templates(engine, photos):
    return [Template("P-0044", "access", 1, vector_of(engine, photos["obama.jpg"]))]


def test_the_enrolled_person_is_known_before_the_camera(seen):
    known = seen["C-01"]
    assert (known.outcome, known.subject, known.quality) == ("known", "P-0044", "good")
    assert known.score > known.threshold == 500


def test_the_stranger_is_unknown_and_unnamed(seen):
    assert (seen["C-02"].outcome, seen["C-02"].subject) == ("unknown", "")


def test_the_picture_comes_sealed_for_its_camera_and_frame(seen):
    known = seen["C-01"]
    assert b"JFIF" not in known.crop
    shown = open_crop(CROP_KEY, known.crop, camera="C-01", frame_digest=known.frame_digest)
    assert shown.startswith(b"\xff\xd8\xff")


def test_nothing_that_comes_out_holds_a_vector(seen, heard):
    allowed = {"camera", "outcome", "subject", "score", "threshold", "quality", "track", "size", "captured_s"}
    assert set(wire.Sighted.__struct_fields__) == allowed | {"frame_digest", "model_digest", "crop"}
    assert all(len(wire.packed(one)) - len(one.crop) < 500 for one in seen.values())


def test_a_terminal_stamps_the_frames_own_time_and_asks_for_the_door(seen):
    published = []
    terminal = FaceTerminal("C-01", "D-07", boot=4, clock=SetClock(1_800_000_000_000), publish=published.append)
    terminal.hear(seen["C-02"])
    terminal.hear(msgspec.structs.replace(seen["C-01"], captured_s=time.monotonic() - 2.0))
    (one,) = published
    assert 1_800_000_000_000 - one.at == pytest.approx(2000, abs=500)
    assert spoken(one).fields["token"] == "P-0044"
    assert (one.device, one.boot, one.device_seq) == ("C-01", 4, 1)


def test_the_age_of_frames_is_told(worker, heard, seen):
    health = heard.next(wire.Health, lambda one: len(one.cameras) == 2)
    assert all(0 <= camera.frame_age_ms < 5000 and camera.state == "running" for camera in health.cameras)


def test_a_camera_that_is_not_there_is_told_as_broken(worker, heard):
    worker.watch(wire.Watch(camera="C-99", source="/nowhere/film.avi"))
    health = heard.next(wire.Health, lambda one: any(camera.state == "broken" for camera in one.cameras))
    worker.unwatch("C-99")
    assert [camera.frame_age_ms for camera in health.cameras if camera.camera == "C-99"] == [-1]


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGSTOP], ids=["killed", "frozen"])
def test_a_worker_that_dies_or_freezes_comes_back_and_knows_everybody_again(worker, heard, seen, blow):
    former = worker.pid
    os.kill(former, blow)
    heard.next(wire.Ready)
    known = heard.next(wire.Sighted, lambda one: one.camera == "C-01")
    assert (known.outcome, known.subject) == ("known", "P-0044")
    assert worker.pid != former
    with pytest.raises(ProcessLookupError):
        os.kill(former, 0)


def test_a_template_of_another_model_is_refused_by_name(worker, heard, enrolled_templates):
    worker.enrol([*enrolled_templates, Template("P-0666", "access", 1, direction(1))])
    taken = heard.next(wire.GalleryTaken, lambda one: one.refused)
    assert (taken.templates, taken.refused) == (1, ("P-0666",))


def test_words_of_no_known_form_are_refused():
    with pytest.raises(msgspec.ValidationError):
        wire.telling(wire.packed(wire.Stop()))
