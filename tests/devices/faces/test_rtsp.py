"""A face through a real RTSP stream, and a stream that freezes."""

import pytest

from devices.faces import wire
from devices.faces.gallery import Template
from devices.faces.worker import FaceWorker
from tests.conftest import started
from tests.devices.faces.conftest import vector_of
from tests.devices.faces.streams import running_camera
from tests.devices.faces.test_worker import CROP_KEY, Heard
from venue.core.chance import SeededChance


@pytest.fixture
def camera(picture, pytestconfig):
    with started("rtsp", running_camera(picture("obama2.jpg")), config=pytestconfig) as running:
        yield running


def test_a_person_is_known_through_a_stream_and_a_frozen_stream_shows_its_age(camera, engine, photos):
    heard = Heard()
    with FaceWorker(heard, crop_key=CROP_KEY, chance=SeededChance("rtsp")) as worker:
        worker.enrol([Template("P-0044", "access", 1, vector_of(engine, photos["obama.jpg"]))])
        worker.watch(wire.Watch(camera="C-01", source=camera.url, transport="udp", door=True, looks_per_s=10.0))
        worker.expect("C-01", {"P-0044"})
        assert heard.next(wire.Sighted).subject == "P-0044"

        camera.frozen.set()
        old = heard.next(wire.Health, lambda health: health.cameras[0].frame_age_ms > 1000).cameras[0]
        camera.frozen.clear()
        fresh = heard.next(wire.Health, lambda health: health.cameras[0].frame_age_ms < 500).cameras[0]
    assert fresh.frames > old.frames
