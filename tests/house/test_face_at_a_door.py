"""A face at a door, from the photo through the worker, the wire and the judge to the sealed answer: real photos, real broker."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from composition import House
from devices.device_journal import DeviceJournal
from devices.envelope import Sealer, device_keys
from devices.faces.console import enrol_from_files, model_text, templates_of
from devices.faces.doorway import Doorway, Fitting, Scene, opened_doorway, watch_door
from devices.faces.gallery import Template
from devices.faces.weights import load_weights
from devices.faces.wire import AnyTelling
from devices.faces.worker import FaceWorker
from devices.lanes import MqttWire
from devices.parsing import Delivery
from devices.terminals import Answered
from devices.wire import MemoryBroker, Wire
from tests.conftest import started
from tests.devices.faces.photos import fetched_photos
from tests.house.conftest import HAND
from tests.house.wired import asked, wired_house
from venue.access import admissions
from venue.core.chance import SeededChance
from venue.core.keys import fresh_keys
from venue.core.messages import OpenDoor
from venue.people import credentials, face_templates
from venue.people.persons import subject_of_reference

DOORS = {"T-EXT": "D-10", "T-26": "D-26", "T-35": "D-35"}


@pytest.fixture(scope="module")
def folder(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The photos as files."""
    with started("photos", fetched_photos(), config=pytestconfig) as photos:
        made = tmp_path_factory.mktemp("photos")
        for name in ("obama.jpg", "obama2.jpg", "biden.jpg"):
            (made / name).write_bytes(photos[name])
        yield made


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with wired_house(tmp_path_factory.mktemp("faces")) as running:
        yield running


@pytest.fixture(scope="module")
def person(house: House, folder: Path) -> str:
    """The operator EXT-OK, enrolled from one photo."""
    with house.database.reading() as read:
        subject = subject_of_reference(read, "M", "EXT-OK")
    terms = {"key": house.keys.key("gallery"), "chance": SeededChance("enrol"), "consent": "2026-017"}
    assert enrol_from_files(subject, [folder / "obama.jpg"], ask=asked(house), say=lambda line: None, **terms) == 0
    return subject


@pytest.fixture(scope="module")
def templates(house: House, person: str) -> list[Template]:
    """The gallery as a camera of the site loads it."""
    model = model_text(load_weights().model)
    with house.database.reading() as read:
        stored = face_templates.sealed_templates(read, HAND, model=model, at=house.writer.standing.clock.now())
    return templates_of(stored, house.keys.key("gallery"), print)


def fitting_of(house: House, device: str, wire: Wire) -> Fitting:
    keys = device_keys(house.keys, device)
    return Fitting(site="M", device=device, access_point=DOORS[device], keys=keys, journal=DeviceJournal(), wire=wire)


@dataclass
class Cameras:
    """A camera at each of three doors of the running site, and the worker that looks through all of them."""

    doorways: dict[str, Doorway]
    worker: FaceWorker
    folder: Path
    person: str
    said: list[str]

    def show(self, photo: str, device: str) -> Answered:
        """Hold a photo before a camera until the engine has answered."""
        doorway, scene = self.doorways[device], Scene(source=str(self.folder / photo), expected=(self.person,))
        doorway.camera.shown = None
        doorway.watch(self.worker, scene)
        answer = doorway.camera.shown
        assert answer is not None, self.said
        return answer


@pytest.fixture(scope="module")
def cameras(house: House, person: str, folder: Path, templates: list[Template]) -> Iterator[Cameras]:
    said: list[str] = []
    doorways: dict[str, Doorway] = {}

    def hear(telling: AnyTelling) -> None:
        for doorway in doorways.values():
            doorway.hear(telling)

    with contextlib.ExitStack() as stack:
        worker = stack.enter_context(FaceWorker(hear, crop_key=bytes(32), chance=SeededChance("worker")))
        worker.enrol(templates)
        wires = {device: stack.enter_context(MqttWire(house.address, f"camera-{device}")) for device in DOORS}
        with ThreadPoolExecutor() as pool:  # each waits for the site's next heartbeat
            opening = pool.map(lambda one: opened_doorway(fitting_of(house, *one), said.append), wires.items())
            doorways |= {device: opened for device, opened in zip(DOORS, opening, strict=True) if opened is not None}
        yield Cameras(doorways, worker, folder, person, said)


def newest(house: House, access_point: str) -> admissions.Admission:
    with house.database.reading() as read:
        return admissions.feed(read, HAND, access_point=access_point, limit=1)[0]


def test_another_photo_of_the_enrolled_person_opens_the_door(house: House, cameras: Cameras, person: str) -> None:
    answer = cameras.show("obama2.jpg", "T-EXT")
    row = newest(house, "D-10")
    assert (answer.opened, answer.admission) == (True, row.number)
    assert (row.outcome, row.subject, row.kind, row.commanded) == ("allow", person, "face", True)


def test_the_command_that_opened_was_sealed_for_this_door_and_is_used_up(house: House, cameras: Cameras) -> None:
    cameras.show("obama2.jpg", "T-EXT")
    camera = cameras.doorways["T-EXT"].camera
    assert camera.journal.highest[1] > 0
    assert camera.void == {}
    forged = OpenDoor(device="T-EXT", access_point="D-10", admission=1, text_zh="", text_en="")
    payload = Sealer(fresh_keys(SeededChance("thief")), site="M", epoch=9, clock=house.writer.standing.clock).command(
        forged
    )
    camera._hear_command(Delivery("changkong/M/down/T-EXT/command", payload))
    assert camera.void == {"altered": 1}


def test_a_strangers_photo_does_not_and_says_what_to_do(house: House, cameras: Cameras) -> None:
    answer = cameras.show("biden.jpg", "T-EXT")
    assert (answer.opened, answer.code, newest(house, "D-10").subject) == (False, "not_recognised", "")
    assert "请" in answer.text_zh


@pytest.mark.parametrize("device", ["T-26", "T-35"], ids=["Z2", "Z3"])
def test_a_face_alone_opens_no_door_of_the_evaluation_zones(
    house: House, cameras: Cameras, person: str, device: str
) -> None:
    answer = cameras.show("obama2.jpg", device)
    assert (answer.opened, answer.code) == (False, "second_factor_needed")
    assert newest(house, DOORS[device]).subject == person


def test_a_photo_that_is_not_there_is_named_and_nothing_is_asked(house: House, folder: Path) -> None:
    said: list[str] = []
    fitting = fitting_of(house, "T-EXT", MemoryBroker().join())
    scene = Scene(source=str(folder / "nobody.jpg"), expected=("P-1",))
    assert watch_door(fitting, scene, templates=[], chance=SeededChance("w"), say=said.append) == 2
    assert ("P-1" in said[0], "nobody.jpg" in said[1]) == (True, True)


def test_enrolment_makes_the_face_a_credential_once(house: House, person: str, folder: Path) -> None:
    terms = {"key": house.keys.key("gallery"), "chance": SeededChance("again"), "consent": "2026-018"}
    enrol_from_files(person, [folder / "obama.jpg"], ask=asked(house), say=lambda line: None, **terms)
    with house.database.reading() as read:
        held = credentials.credentials_of(read, HAND, subject=person)
    assert [one.kind for one in held] == ["card", "face"]
