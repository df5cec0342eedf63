"""Faces at the console: enrol a person from photo files, find out who is in a picture. What is kept is a sealed vector."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from devices.faces.engine import Embedding, ModelId
from devices.faces.enrol import enrol_person
from devices.faces.gallery import Gallery, Known, Template, Unsure
from devices.faces.identify import Identified
from devices.faces.identify import identify as look
from devices.faces.sealing import SealBroken, SealedTemplate, open_template, seal_template
from devices.faces.sources import SourceFault
from devices.faces.yunet_sface import YuNetSFace
from venue.core.acts import Refused
from venue.core.chance import Chance

PURPOSE = "admission"
Say = Callable[[str], None]
Ask = Callable[[str, dict[str, Any]], Any]


class Stored(Protocol):
    """A sealed template as the venue keeps it; ``model`` is ``name@digest``."""

    @property
    def subject(self) -> str: ...  # noqa: D102 the protocol's fields are told in its docstring

    @property
    def purpose(self) -> str: ...  # noqa: D102

    @property
    def model(self) -> str: ...  # noqa: D102

    @property
    def version(self) -> int: ...  # noqa: D102

    @property
    def sealed(self) -> bytes: ...  # noqa: D102


def model_text(model: ModelId) -> str:
    """How the venue names a model: templates of another are never compared."""
    return f"{model.name}@{model.digest}"


def enrol_from_files(
    subject: str, photos: Sequence[Path], *, ask: Ask, key: bytes, chance: Chance, consent: str, say: Say
) -> int:
    """Enrol a person from photo files: one line for each photo, one template from all that are good; 0 when it was kept."""
    engine = YuNetSFace()
    results = enrol_person(engine, {str(photo): photo.read_bytes() for photo in photos})
    for name, result in results.items():
        say(f"{name}: {result.sentence.zh} / {result.sentence.en}")
    good = [result.embedding for result in results.values() if result.embedding is not None]
    if not good:
        return 1
    version = int(
        ask("faces.next_version", {"subject": subject, "model": model_text(engine.model), "purpose": PURPOSE})
    )
    template = Template(subject=subject, purpose=PURPOSE, version=version, embedding=middle(good))
    sealed = seal_template(key, template, chance.bytes(12))
    position = ask("faces.consent", {"subject": subject, "purpose": PURPOSE, "document": consent})
    kept = {"subject": subject, "model": model_text(engine.model), "purpose": PURPOSE, "consent": position}
    ask("faces.keep_template", {**kept, "version": version, "sealed": base64.b64encode(sealed.sealed).decode()})
    link_face(subject, ask)
    say(f"{subject}: 已登记 {len(good)} 张照片 / enrolled from {len(good)} photos")
    return 0


def link_face(subject: str, ask: Ask) -> None:
    """Make the face a credential of the person (kind ``face``, the token is the subject), unless he has that one already.

    A template tells who stands there; what the doors know is the credential, so that it can be revoked like any card.
    """
    try:
        ask("credentials.issue", {"subject": subject, "kind": "face", "token": subject})
    except Refused as refused:
        if refused.code != "credentials.taken":
            raise


def middle(embeddings: Sequence[Embedding]) -> Embedding:
    """The direction in the middle of several photos of one person, of length one."""
    total = np.sum([one.vector for one in embeddings], axis=0)
    return Embedding((total / np.linalg.norm(total)).astype(np.float32), embeddings[0].model)


def templates_of(stored: Iterable[Stored], key: bytes, say: Say) -> list[Template]:
    """The stored templates, unsealed; one that does not open is named and left out."""
    opened = []
    for one in stored:
        name, _, digest = one.model.partition("@")
        row = SealedTemplate(
            subject=one.subject,
            purpose=one.purpose,
            model_name=name,
            model_digest=digest,
            version=one.version,
            sealed=one.sealed,
        )
        try:
            opened.append(open_template(key, row))
        except SealBroken as broken:
            say(f"{one.subject}: {broken}")
    return opened


def identify_in(
    source: str, *, expected: Sequence[str], sealed: Callable[[str], Iterable[Stored]], key: bytes, say: Say
) -> int:
    """Say who is seen in a picture, folder, video or stream, among those expected; 0 when somebody was known."""
    engine = YuNetSFace()
    gallery = Gallery(engine.model, templates_of(sealed(model_text(engine.model)), key, say))
    known = 0
    try:
        for found in look(engine, source, gallery.among(expected)):
            say(answer_words(found))
            known += isinstance(found.match, Known)
    except SourceFault as fault:
        say(str(fault))
        return 2
    return 0 if known else 1


def answer_words(found: Identified) -> str:
    """One answer as a line in both languages."""
    where = found.name or f"{found.at_s:.1f} s"
    match = found.match
    if match is None:
        flaw = found.mistake or found.quality
        return f"{where}: {flaw}"
    if isinstance(match, Known):
        return f"{where}: {match.subject} {match.score:.3f} 已识别 / known"
    if isinstance(match, Unsure):
        return f"{where}: {match.score:.3f} 存疑，请人工核对 / unsure, please compare by eye"
    return f"{where}: {match.score:.3f} 不在预期人员之内 / unknown"
