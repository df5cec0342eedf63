from __future__ import annotations

from pathlib import Path

import pytest

from venue.core.chance import SeededChance
from venue.core.keys import KeyStoreFault, SealBroken, fresh_keys, open_keys, seal, unseal

CHANCE = SeededChance("keys")


def test_keys_are_made_once_and_found_again(tmp_path: Path) -> None:
    made, first = open_keys(tmp_path / "keys" / "M.json")
    found, again = open_keys(tmp_path / "keys" / "M.json")
    assert (first, again) == (True, False)
    assert found.public_key() == made.public_key()


def test_the_key_file_is_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "M.json"
    open_keys(path)
    assert path.stat().st_mode & 0o077 == 0
    path.chmod(0o644)
    with pytest.raises(KeyStoreFault, match="chmod 600"):
        open_keys(path)


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"database": "00"}', '{"database": 5}', "\x00"])
def test_a_broken_key_file_is_named_and_left_alone(tmp_path: Path, text: str) -> None:
    path = tmp_path / "M.json"
    path.write_text(text)
    path.chmod(0o600)
    with pytest.raises(KeyStoreFault):
        open_keys(path)
    assert path.read_text() == text


def test_keys_never_show_in_text() -> None:
    keys = fresh_keys(SeededChance(1))
    assert keys.key("database").hex() not in repr(keys) + str(vars(type(keys)))


def test_what_is_sealed_opens_with_its_key_and_binding_only() -> None:
    key, other = CHANCE.bytes(32), CHANCE.bytes(32)
    sealed = seal(key, "李敏".encode(), bound_to="P-1|name", chance=CHANCE)
    assert unseal(key, sealed, bound_to="P-1|name").decode() == "李敏"
    for wrong_key, wrong_binding in ((other, "P-1|name"), (key, "P-2|name")):
        with pytest.raises(SealBroken):
            unseal(wrong_key, sealed, bound_to=wrong_binding)


def test_one_altered_bit_breaks_the_seal() -> None:
    key = CHANCE.bytes(32)
    sealed = bytearray(seal(key, b"plain", bound_to="", chance=CHANCE))
    for position in (0, 12, len(sealed) - 1):
        altered = bytes(sealed[:position]) + bytes([sealed[position] ^ 1]) + bytes(sealed[position + 1 :])
        with pytest.raises(SealBroken):
            unseal(key, altered, bound_to="")


def test_each_device_has_a_key_of_its_own() -> None:
    keys = fresh_keys(SeededChance(2))
    assert keys.derived("doors", "T-01") != keys.derived("doors", "T-02")
    assert keys.derived("doors", "T-01") != keys.derived("relay", "T-01")
