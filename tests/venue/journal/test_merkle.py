"""The tree against RFC 6962's own definition, written down a second time here, and against published vectors."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from venue.journal import verify
from venue.journal.verify import Frontier, Tree

# Inputs and roots of the certificate-transparency reference implementation.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]

sizes = st.integers(1, 70)


def definition(leaves: list[bytes]) -> bytes:
    """MTH of RFC 6962, section 2.1, word by word."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    cut = 1
    while cut * 2 < len(leaves):
        cut *= 2
    return hashlib.sha256(b"\x01" + definition(leaves[:cut]) + definition(leaves[cut:])).digest()


def leaves_of(size: int) -> list[bytes]:
    return [verify.leaf_hash(str(number).encode()) for number in range(size)]


@pytest.mark.parametrize(("count", "root"), list(enumerate(ROOTS, 1)))
def test_roots_are_those_published_with_certificate_transparency(count: int, root: str) -> None:
    leaves = [verify.leaf_hash(bytes.fromhex(one)) for one in INPUTS[:count]]
    assert verify.tree_root(leaves).hex() == root


@given(st.lists(st.integers(0, 9), max_size=20))
def test_a_frontier_grown_in_any_steps_has_the_root_of_the_definition(steps: list[int]) -> None:
    leaves = leaves_of(sum(steps))
    frontier, start = Frontier(), 0
    for step in steps:
        frontier.extend(leaves[start : start + step])
        start += step
    assert (frontier.size, frontier.root()) == (len(leaves), definition(leaves))


def test_a_copy_grows_apart_from_its_original() -> None:
    frontier = Frontier()
    frontier.extend(leaves_of(3))
    before = frontier.root()
    frontier.copy().append(leaves_of(4)[3])
    assert frontier.root() == before


@given(sizes, st.data())
def test_every_leaf_can_be_proven_to_be_inside(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof = verify.inclusion_proof(leaves, index)
    assert verify.check_inclusion(leaves[index], index, size, proof=proof, root=definition(leaves))


@given(sizes, st.data())
def test_a_proof_holds_for_no_other_leaf_place_or_tree(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    index = data.draw(st.integers(0, size - 1))
    proof, root = verify.inclusion_proof(leaves, index), definition(leaves)
    other = leaves_of(size + 1)[size]
    assert not verify.check_inclusion(other, index, size, proof=proof, root=root)
    assert not verify.check_inclusion(leaves[index], size, size, proof=proof, root=root)
    assert not verify.check_inclusion(leaves[index], index, size, proof=[*proof, other], root=root)
    assert not proof or not verify.check_inclusion(leaves[index], index, size, proof=proof[:-1], root=root)
    assert size == 1 or not verify.check_inclusion(leaves[index], (index + 1) % size, size, proof=proof, root=root)


@given(sizes, st.data())
def test_a_grown_tree_can_be_proven_to_begin_with_the_old_one(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size))
    proof = verify.consistency_proof(leaves, old)
    assert verify.check_consistency(Tree(old, definition(leaves[:old])), Tree(size, definition(leaves)), proof)


@given(st.integers(2, 70), st.data())
def test_a_rewritten_beginning_cannot_be_proven(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size - 1))
    rewritten = list(leaves)
    rewritten[data.draw(st.integers(0, old - 1))] = verify.leaf_hash(b"rewritten")
    proof = verify.consistency_proof(rewritten, old)
    assert not verify.check_consistency(Tree(old, definition(leaves[:old])), Tree(size, definition(rewritten)), proof)


def test_a_leaf_is_never_a_node() -> None:
    left, right = leaves_of(2)
    assert verify.leaf_hash(left + right) != verify.node_hash(left, right)
