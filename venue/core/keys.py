"""The keys of a site, kept in one file outside the data folder.

A thief of the data folder gets ciphertext: the database is encrypted, personal fields once more under a key per person.
The file is readable by its owner only (0600); a passphrase, DPAPI or a TPM may wrap it on a site that asks for more.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from venue.core.chance import Chance, SystemChance

PURPOSES = ("database", "personal", "blind", "gallery", "heads", "doors", "relay")
"""What the keys are for: pages of the database, wrapping of personal keys, blind index, face templates, signing of
tree heads, door commands, messages between engine and desks."""


class KeyStoreFault(Exception):
    """The key file cannot be used; the text says in both languages why, and nothing was changed."""


class KeyStore:
    """Thirty-two bytes for each purpose, made on first start and never logged."""

    def __init__(self, keys: dict[str, bytes]) -> None:
        missing = [purpose for purpose in PURPOSES if len(keys.get(purpose, b"")) != 32]
        if missing:
            raise KeyStoreFault(f"密钥文件缺少：{', '.join(missing)} / the key file lacks: {', '.join(missing)}")
        self._keys = dict(keys)

    def key(self, purpose: str) -> bytes:
        """The 32 bytes for one of :data:`PURPOSES`."""
        return self._keys[purpose]

    def derived(self, purpose: str, label: str) -> bytes:
        """A key of its own for one holder (a device, a desk), computed and therefore never stored."""
        return hmac.digest(self._keys[purpose], label.encode(), "sha256")

    def signing_key(self) -> Ed25519PrivateKey:
        """The key that signs the heads of the journal's tree."""
        return Ed25519PrivateKey.from_private_bytes(self._keys["heads"])

    def public_key(self) -> str:
        """The public half of the signing key, 64 hex digits, as printed on exports."""
        return self.signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex()

    def key_id(self) -> str:
        """The first 16 hex digits of the SHA-256 of the public key: names the key in heads and exports."""
        return hashlib.sha256(bytes.fromhex(self.public_key())).hexdigest()[:16]

    def __repr__(self) -> str:
        return "KeyStore(sealed)"


def fresh_keys(chance: Chance | None = None) -> KeyStore:
    """A store with new keys for every purpose."""
    source = chance or SystemChance()
    return KeyStore({purpose: source.bytes(32) for purpose in PURPOSES})


def open_keys(path: Path) -> tuple[KeyStore, bool]:
    """The keys in ``path``, made on first start; the second value tells whether they were made just now.

    Raises :class:`KeyStoreFault` if the file cannot be read, is not ours, or is readable by others.
    """
    if not path.exists():
        store = fresh_keys()
        _write(path, store)
        return store, True
    return _read(path), False


def _write(path: Path, store: KeyStore) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = json.dumps({purpose: store.key(purpose).hex() for purpose in PURPOSES}, indent=1)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _read(path: Path) -> KeyStore:
    if os.name == "posix" and path.stat().st_mode & 0o077:
        raise KeyStoreFault(
            f"密钥文件 {path} 可被他人读取，请执行 chmod 600 / others may read {path}; run chmod 600 on it"
        )
    try:
        found = json.loads(path.read_text())
        return KeyStore({purpose: bytes.fromhex(text) for purpose, text in found.items()})
    except (OSError, ValueError, AttributeError, TypeError) as fault:
        raise KeyStoreFault(f"密钥文件 {path} 无法读取：{fault} / cannot read the key file {path}: {fault}") from fault


class SealBroken(Exception):
    """The ciphertext was altered, belongs elsewhere, or its key is gone."""


def seal(key: bytes, plain: bytes, *, bound_to: str, chance: Chance) -> bytes:
    """``plain`` under AES-256-GCM, as nonce (12 bytes) and ciphertext; ``bound_to`` is authenticated beside it."""
    nonce = chance.bytes(12)
    return nonce + AESGCM(key).encrypt(nonce, plain, bound_to.encode())


def unseal(key: bytes, sealed: bytes, *, bound_to: str) -> bytes:
    """What :func:`seal` closed; raises :class:`SealBroken` if one bit or the binding differs."""
    try:
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], bound_to.encode())
    except (InvalidTag, ValueError) as fault:
        raise SealBroken("the sealed bytes do not open with this key and binding") from fault
