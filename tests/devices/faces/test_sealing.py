"""What lies on the disk opens only with its key and only for whom and what it was made."""

import msgspec
import numpy as np
import pytest

from devices.faces.gallery import Template
from devices.faces.sealing import CropSeal, SealBroken, open_crop, open_template, run_key, seal_template
from tests.devices.faces.conftest import direction

KEY, OTHER = bytes(range(32)), bytes(32)
NONCE = b"twelve bytes"


@pytest.fixture
def sealed():
    return seal_template(KEY, Template("P-0044", "access", 3, direction(1)), NONCE)


def test_a_template_opens_as_it_was_sealed(sealed):
    opened = open_template(KEY, sealed)
    assert (opened.subject, opened.purpose, opened.version) == ("P-0044", "access", 3)
    assert opened.embedding.model == direction(1).model
    assert np.array_equal(opened.embedding.vector, direction(1).vector)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "P-0045"},
        {"purpose": "attendance"},
        {"version": 4},
        {"model_digest": "cd" * 32},
        {"model_name": "other"},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_template_put_under_another_binding_is_refused(sealed, change):
    with pytest.raises(SealBroken):
        open_template(KEY, msgspec.structs.replace(sealed, **change))


def test_two_peoples_sealed_vectors_cannot_be_exchanged(sealed):
    other = seal_template(KEY, Template("P-0100", "access", 3, direction(2)), b"other nonce!")
    with pytest.raises(SealBroken):
        open_template(KEY, msgspec.structs.replace(sealed, sealed=other.sealed))


def test_another_key_does_not_open_it(sealed):
    with pytest.raises(SealBroken):
        open_template(OTHER, sealed)


@pytest.mark.parametrize("at", [0, 5, 20, -1])
def test_one_changed_bit_is_refused(sealed, at):
    broken = bytearray(sealed.sealed)
    broken[at] ^= 1
    with pytest.raises(SealBroken):
        open_template(KEY, msgspec.structs.replace(sealed, sealed=bytes(broken)))


def test_cut_bytes_are_refused(sealed):
    with pytest.raises(SealBroken):
        open_template(KEY, msgspec.structs.replace(sealed, sealed=sealed.sealed[:10]))


def test_the_vector_does_not_stand_in_the_sealed_bytes(sealed):
    assert direction(1).vector.tobytes()[:16] not in sealed.sealed


def test_a_key_of_the_wrong_length_is_refused():
    with pytest.raises(ValueError, match="32"):
        seal_template(b"short", Template("P", "access", 1, direction(1)), NONCE)


def test_a_crop_opens_with_the_long_lived_key_for_its_camera_and_frame_only():
    salt = b"sixteen bytes..."
    crop = CropSeal(run_key(KEY, salt), salt).seal(b"jpeg", camera="C-01", frame_digest="aa")
    assert open_crop(KEY, crop, camera="C-01", frame_digest="aa") == b"jpeg"
    with pytest.raises(SealBroken):
        open_crop(KEY, crop, camera="C-02", frame_digest="aa")


def test_no_two_crops_of_a_run_share_a_nonce():
    seal = CropSeal(KEY, bytes(16))
    crops = [seal.seal(b"the same", camera="C", frame_digest="f") for _ in range(3)]
    assert len(set(crops)) == 3
