"""A face at a door, from the photo through the worker, the wire and the judge to the sealed answer: real photos, real broker."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from composition import House
from devices.device_journal import DeviceJournal
from devices.envelope import device_keys
from devices.faces.console import enrol_from_files, model_text, templates_of
from devices.faces.doorway import Doorway, Fitting, Scene, opened_doorway, order_of, watch_door
from devices.faces.gallery import Template
from devices.faces.weights import load_weights
from devices.faces.worker import FaceWorker
from devices.lanes import MqttWire
from devices.terminals import Answered
from tests.conftest import started
from tests.devices.faces.photos import fetched_photos
from tests.house.conftest import HAND
from tests.house.wired import asked, soon, wired_house
from venue.access import admissions
from venue.core.chance import SeededChance
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


@contextlib.contextmanager
def fitted(house: House, device: str, *, boot: int = 1) -> Iterator[Fitting]:
    with MqttWire(house.address, f"camera-{device}-{boot}") as wire:
        yield Fitting(
            site="M",
            device=device,
            access_point=DOORS[device],
            keys=device_keys(house.keys, device),
            journal=DeviceJournal(boot=boot),
            wire=wire,
        )


@pytest.fixture(scope="module")
def shown(house: House, person: str, folder: Path, templates: list[Template]) -> Iterator[Callable[[str], Answered]]:
    """What three cameras were answered: a stranger at the offices, the enrolled person at a door of Z2 and at one of Z3."""
    photos = {"T-EXT": "biden.jpg", "T-26": "obama2.jpg", "T-35": "obama2.jpg"}
    with contextlib.ExitStack() as stack:
        doorways: dict[str, Doorway] = {}
        for device in photos:
            opened = opened_doorway(stack.enter_context(fitted(house, device)), lambda line: None)
            assert opened is not None
            doorways[device] = opened

        def hear(telling: object) -> None:
            for doorway in doorways.values():
                doorway.hear(telling)

        worker = stack.enter_context(FaceWorker(hear, crop_key=bytes(32), chance=SeededChance("worker")))
        worker.enrol(templates)
        for device, photo in photos.items():
            worker.watch(order_of(device, Scene(source=str(folder / photo), expected=(person,))))
            worker.expect(device, {person})
        answers = {device: soon(lambda one=one: one.camera.shown, 20) for device, one in doorways.items()}
        yield lambda device: answers[device]


def newest(house: House, access_point: str) -> admissions.Admission:
    with house.database.reading() as read:
        return admissions.feed(read, HAND, access_point=access_point, limit=1)[0]


def test_another_photo_of_the_enrolled_person_opens_the_door(
    house: House, person: str, folder: Path, templates: list[Template]
) -> None:
    said: list[str] = []
    scene = Scene(source=str(folder / "obama2.jpg"), expected=(person,))
    with fitted(house, "T-EXT", boot=2) as fitting:
        told = watch_door(fitting, scene, templates=templates, chance=SeededChance("watch"), say=said.append)
    row = newest(house, "D-10")
    assert (told, row.outcome, row.subject, row.kind, row.commanded) == (0, "allow", person, "face", True)
    assert "门已开" in said[-1]
    assert fitting.journal.highest[1] > 0, "the sealed command's number was used up by this device"


def test_a_strangers_photo_does_not_and_says_what_to_do(shown: Callable[[str], Answered]) -> None:
    answer = shown("T-EXT")
    assert (answer.opened, answer.code) == (False, "not_recognised")
    assert "请" in answer.text_zh


@pytest.mark.parametrize("device", ["T-26", "T-35"], ids=["Z2", "Z3"])
def test_a_face_alone_opens_no_door_of_the_evaluation_zones(
    house: House, person: str, shown: Callable[[str], Answered], device: str
) -> None:
    answer = shown(device)
    assert (answer.opened, answer.code) == (False, "second_factor_needed")
    assert newest(house, DOORS[device]).subject == person


def test_enrolment_makes_the_face_a_credential_once(house: House, person: str, folder: Path) -> None:
    terms = {"key": house.keys.key("gallery"), "chance": SeededChance("again"), "consent": "2026-018"}
    enrol_from_files(person, [folder / "obama.jpg"], ask=asked(house), say=lambda line: None, **terms)
    with house.database.reading() as read:
        held = credentials.credentials_of(read, HAND, subject=person)
    assert [one.kind for one in held] == ["card", "face"]
