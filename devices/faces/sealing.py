"""Templates and pictures of faces at rest: AES-256-GCM, bound to whom and what they are for.

The seal covers the binding (subject, purpose, model, version; camera and frame for a picture), which stands beside the
sealed bytes in plain sight. Rows exchanged between two people, an old template put back, or one used for another
purpose do not open. Keys and nonces come from outside: this module stores nothing and draws nothing.
"""

from __future__ import annotations

import hmac
import json

import msgspec
import numpy as np
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from devices.faces.engine import DIMENSIONS, Embedding, ModelId
from devices.faces.gallery import Template

KEY_BYTES, NONCE_BYTES, SALT_BYTES = 32, 12, 16
_TEMPLATE_FORM, _CROP_FORM = b"CKF1", b"CKC1"


class SealBroken(Exception):
    """Sealed bytes do not open: wrong key, altered, or belonging to another binding. Nothing of them is used."""


class SealedTemplate(msgspec.Struct, frozen=True, kw_only=True):
    """A template as it lies in a database: the binding in plain, the vector sealed (548 bytes)."""

    subject: str
    purpose: str
    model_name: str
    model_digest: str
    version: int
    sealed: bytes


def seal_template(key: bytes, template: Template, nonce: bytes) -> SealedTemplate:
    """The template under ``key`` (32 bytes). ``nonce``: 12 bytes, never twice with the same key."""
    model = template.embedding.model
    bare = SealedTemplate(
        subject=template.subject,
        purpose=template.purpose,
        model_name=model.name,
        model_digest=model.digest,
        version=template.version,
        sealed=b"",
    )
    vector = template.embedding.vector.astype("<f4").tobytes()
    return msgspec.structs.replace(bare, sealed=_seal(key, vector, nonce, form=_TEMPLATE_FORM, bound=_binding(bare)))


def open_template(key: bytes, sealed: SealedTemplate) -> Template:
    """The template again. Raises :class:`SealBroken` if the binding beside it is not the one it was sealed for."""
    vector = np.frombuffer(_open(key, sealed.sealed, form=_TEMPLATE_FORM, bound=_binding(sealed)), "<f4")
    if vector.shape != (DIMENSIONS,):
        raise SealBroken("人脸模板长度不对 / the template has the wrong length")
    model = ModelId(sealed.model_name, sealed.model_digest)
    embedding = Embedding(vector.astype(np.float32), model)
    return Template(subject=sealed.subject, purpose=sealed.purpose, version=sealed.version, embedding=embedding)


class CropSeal:
    """Seals the pictures of one run of a worker under a key of that run, so that numbers may serve as nonces.

    The long-lived key stays with its owner: the worker, which decodes foreign video, gets ``salt`` and the run's key.
    """

    def __init__(self, run_key: bytes, salt: bytes) -> None:
        self._key, self._salt, self._number = run_key, salt, 0

    def seal(self, picture: bytes, *, camera: str, frame_digest: str) -> bytes:
        """The encoded picture, sealed for this camera and frame."""
        self._number += 1
        nonce = self._number.to_bytes(NONCE_BYTES, "big")
        return self._salt + _seal(
            self._key, picture, nonce, form=_CROP_FORM, bound=_frame_binding(camera, frame_digest)
        )


def run_key(key: bytes, salt: bytes) -> bytes:
    """The key of one run: computed from the long-lived key and 16 random bytes of that run."""
    return hmac.digest(key, b"face-crops" + salt, "sha256")


def open_crop(key: bytes, sealed: bytes, *, camera: str, frame_digest: str) -> bytes:
    """The encoded picture again, given the long-lived key. Raises :class:`SealBroken`."""
    salt, rest = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    return _open(run_key(key, salt), rest, form=_CROP_FORM, bound=_frame_binding(camera, frame_digest))


def _seal(key: bytes, content: bytes, nonce: bytes, *, form: bytes, bound: bytes) -> bytes:
    if len(key) != KEY_BYTES or len(nonce) != NONCE_BYTES:
        raise ValueError("a seal needs a key of 32 bytes and a nonce of 12")
    return form + nonce + AESGCM(key).encrypt(nonce, content, form + bound)


def _open(key: bytes, sealed: bytes, *, form: bytes, bound: bytes) -> bytes:
    nonce, body = sealed[4 : 4 + NONCE_BYTES], sealed[4 + NONCE_BYTES :]
    if sealed[:4] != form or len(body) < 16:
        raise SealBroken("密封数据格式不对 / these are no sealed bytes of ours")
    try:
        return AESGCM(key).decrypt(nonce, body, form + bound)
    except InvalidTag as refused:
        raise SealBroken("密封数据与登记信息不符或密钥不对 / altered, of another person, or another key") from refused


def _binding(template: SealedTemplate) -> bytes:
    return _canonical(
        {
            "model": f"{template.model_name}@{template.model_digest}",
            "purpose": template.purpose,
            "subject": template.subject,
            "version": template.version,
        }
    )


def _frame_binding(camera: str, frame_digest: str) -> bytes:
    return _canonical({"camera": camera, "frame": frame_digest})


def _canonical(fields: dict[str, str | int]) -> bytes:
    return json.dumps(fields, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
