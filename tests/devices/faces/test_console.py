"""Faces at the console: enrolment asks the site for what it keeps, and tells of each photo what became of it."""

from __future__ import annotations

import base64
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from devices.faces.console import PURPOSE, enrol_from_files, identify_in, link_face, model_text, templates_of
from devices.faces.engine import Embedding
from devices.faces.gallery import Template
from devices.faces.sealing import SealedTemplate, seal_template
from devices.faces.yunet_sface import YuNetSFace
from tests.devices.faces.conftest import vector_of
from venue.core.acts import Refused
from venue.core.chance import SeededChance

KEY = bytes(range(32))


@dataclass
class Site:
    """Answers the acts of an enrolment and remembers them; ``refuses`` is an act that gets a no."""

    refuses: dict[str, str] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    def ask(self, act: str, args: dict[str, Any]) -> Any:
        self.asked.append((act, args))
        if act in self.refuses:
            raise Refused(self.refuses[act])
        return 7

    @property
    def acts(self) -> list[str]:
        return [act for act, _ in self.asked]


@dataclass(frozen=True)
class Row:
    """A stored template, as the venue's view tells it."""

    subject: str
    purpose: str
    model: str
    version: int
    sealed: bytes


def row_of(embedding: Embedding, subject: str = "P-44", *, says: str = "") -> Row:
    """A sealed template; ``says`` puts another person's name on it."""
    sealed: SealedTemplate = seal_template(KEY, Template(subject, PURPOSE, 1, embedding), bytes(12))
    return Row(says or subject, PURPOSE, model_text(embedding.model), 1, sealed.sealed)


@pytest.fixture
def files(photos: dict[str, bytes], tmp_path: Path) -> Callable[[str], Path]:
    def write(name: str) -> Path:
        (tmp_path / name).write_bytes(photos[name])
        return tmp_path / name

    return write


def enrol(site: Site, *photos: Path) -> tuple[int, list[str]]:
    said: list[str] = []
    terms = {"key": KEY, "chance": SeededChance("console"), "consent": "2026-017", "say": said.append}
    return enrol_from_files("P-44", list(photos), ask=site.ask, **terms), said


def test_enrolment_keeps_a_template_by_consent_and_makes_the_face_a_credential(files: Callable[[str], Path]) -> None:
    site = Site()
    code, _ = enrol(site, files("obama.jpg"))
    assert (code, site.acts) == (
        0,
        ["faces.next_version", "faces.consent", "faces.keep_template", "credentials.issue"],
    )
    assert site.asked[-1][1] == {"subject": "P-44", "kind": "face", "token": "P-44"}


@pytest.mark.parametrize(("version", "opens"), [(7, 1), (6, 0)])
def test_what_is_kept_opens_under_the_version_the_site_named_and_no_other(
    files: Callable[[str], Path], version: int, opens: int
) -> None:
    site = Site()
    enrol(site, files("obama.jpg"))
    kept = dict(site.asked)["faces.keep_template"]
    row = Row("P-44", PURPOSE, kept["model"], version, base64.b64decode(kept["sealed"]))
    assert len(templates_of([row], KEY, lambda line: None)) == opens


def test_a_photo_that_cannot_serve_is_named_and_nothing_is_asked(tmp_path: Path) -> None:
    (tmp_path / "note.jpg").write_text("no picture")
    site = Site()
    code, said = enrol(site, tmp_path / "note.jpg")
    assert (code, site.acts) == (1, [])
    assert "note.jpg" in said[0]


def test_whose_face_is_a_credential_already_is_enrolled_again_without_a_second_one() -> None:
    site = Site(refuses={"credentials.issue": "credentials.taken"})
    link_face("P-44", site.ask)
    assert site.acts == ["credentials.issue"]


def test_any_other_refusal_of_the_credential_is_told() -> None:
    with pytest.raises(Refused, match=r"act\.not_yours"):
        link_face("P-44", Site(refuses={"credentials.issue": "act.not_yours"}).ask)


def test_a_template_under_another_persons_name_is_left_out_and_named(
    engine: YuNetSFace, photos: dict[str, bytes]
) -> None:
    said: list[str] = []
    face = vector_of(engine, photos["obama.jpg"])
    opened = templates_of([row_of(face), row_of(face, says="P-45")], KEY, said.append)
    assert [one.subject for one in opened] == ["P-44"]
    assert said[0].startswith("P-45")


@pytest.mark.parametrize(("photo", "code"), [("obama2.jpg", 0), ("biden.jpg", 1)])
def test_identify_tells_the_enrolled_person_from_a_stranger(
    engine: YuNetSFace, photos: dict[str, bytes], files: Callable[[str], Path], photo: str, code: int
) -> None:
    said: list[str] = []
    stored = [row_of(vector_of(engine, photos["obama.jpg"]))]
    told = identify_in(str(files(photo)), expected=["P-44"], sealed=lambda model: stored, key=KEY, say=said.append)
    assert (told, "P-44" in said[0]) == (code, code == 0)


def test_a_source_that_is_not_there_is_named() -> None:
    said: list[str] = []
    assert identify_in("/nowhere/x.avi", expected=["P-44"], sealed=lambda model: [], key=KEY, say=said.append) == 2
    assert "x.avi" in said[0]
