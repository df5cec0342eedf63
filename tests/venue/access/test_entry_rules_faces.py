"""A face identifies; alone it never admits to the expert channel or the evaluation zone (faces.md: no method stops a video)."""

from __future__ import annotations

import pytest

from tests.venue.access import entry_makers as made
from tests.venue.rules.books import BOOK
from venue.access.entry_facts import Credential
from venue.access.entry_rules import judge

FACE = Credential(kind="face", grade="B")
FACE_AND_CARD = Credential(kind="face", grade="B", factors=("face", "card"))


@pytest.mark.parametrize("door", [made.E1, made.CHANNEL], ids=["evaluation room", "expert channel"])
def test_a_face_alone_leaves_the_door_shut_and_with_a_card_the_face_is_no_hindrance(door) -> None:
    shut = judge(made.facts(made.site_role("supervisor"), door=door, credential=FACE), BOOK)
    judged = judge(made.facts(made.site_role("supervisor"), door=door, credential=FACE_AND_CARD), BOOK)
    assert (shut.outcome, shut.code) == ("deny", "second_factor_needed")
    assert judged.code != "second_factor_needed"


def test_a_face_alone_opens_an_office_door() -> None:
    assert judge(made.facts(made.site_role("operator"), door=made.OFFICE, credential=FACE), BOOK).opens
