"""Findings: found, fixed, inspected by somebody else, closed; photos bound by hash (F95)."""

from __future__ import annotations

import base64
import hashlib
import json

import pytest

from tests.venue.conduct.walking import DAY, JPEG, LIN, ZHOU, Hands
from venue.conduct.findings import LARGEST_PHOTO
from venue.conduct.patrol_views import finding_photo, findings_of
from venue.core.acts import Refused
from venue.core.clock import at_local

PHOTO = base64.b64encode(JPEG).decode()


def found(hands: Hands, **more) -> int:
    return hands.asks("patrols.find", **{"words": "E4 遗留样品一件", "where": "CP-E4", **more})["number"]


def finding(hands: Hands, number: int):
    return next(one for one in hands.sees(findings_of) if one.number == number)


def refusal(hands: Hands, act: str, *who, **args) -> str:
    with pytest.raises(Refused) as no:
        hands.asks(act, *who, **args)
    return no.value.code


def test_a_finding_at_a_checkpoint_lies_in_its_room(hands: Hands) -> None:
    number = found(hands, project="G03")
    assert (finding(hands, number).room, finding(hands, number).project, finding(hands, number).state) == (
        "E4",
        "G03",
        "open",
    )


def test_what_is_no_checkpoint_is_a_room(hands: Hands) -> None:
    number = found(hands, where="HALL")
    assert (finding(hands, number).checkpoint, finding(hands, number).room) == ("", "HALL")


def test_the_photo_is_stored_and_its_hash_stands_in_the_book(hands: Hands) -> None:
    number = found(hands, photo=PHOTO)
    digest = hashlib.sha256(JPEG).hexdigest()
    entry = hands.entries("findings.found")[0]
    assert json.loads(entry.payload)["photo"] == finding(hands, number).photo == digest
    assert hands.sees(finding_photo, digest=digest) == JPEG


@pytest.mark.parametrize(
    ("photo", "code"),
    [
        ("not base64!", "finding.photo_unreadable"),
        (base64.b64encode(b"GIF89a").decode(), "finding.photo_unreadable"),
        (base64.b64encode(JPEG + bytes(LARGEST_PHOTO)).decode(), "finding.photo_too_large"),
    ],
)
def test_what_is_no_photo_or_too_large_is_refused(hands: Hands, photo: str, code: str) -> None:
    assert refusal(hands, "patrols.find", words="看不清", where="CP-E4", photo=photo) == code


def test_a_finding_goes_from_task_to_fix_to_inspection_by_another(hands: Hands) -> None:
    number = found(hands)
    hands.asks("patrols.give_task", number=number, task_for="物业", until=at_local(DAY, "08:55"))
    hands.asks("patrols.fix", LIN, number=number, words="已移走")
    hands.asks("patrols.close_finding", ZHOU, number=number, words="复查无遗留")
    done = finding(hands, number)
    assert (done.state, done.fixed_by, done.closed_by, done.close_words) == ("closed", "lin", "zhou", "复查无遗留")


def test_who_fixed_it_does_not_close_it(hands: Hands) -> None:
    number = found(hands)
    hands.asks("patrols.fix", LIN, number=number, words="已移走")
    assert refusal(hands, "patrols.close_finding", LIN, number=number) == "finding.own_fix"


def test_a_failed_inspection_sends_it_back(hands: Hands) -> None:
    number = found(hands)
    hands.asks("patrols.fix", number=number, words="已移走")
    hands.asks("patrols.close_finding", ZHOU, number=number, passed=0, words="仍有样品")
    assert (finding(hands, number).state, finding(hands, number).sent_back) == ("open", 1)


def test_what_was_not_fixed_cannot_be_closed(hands: Hands) -> None:
    assert refusal(hands, "patrols.close_finding", ZHOU, number=found(hands)) == "finding.not_now"


def test_open_findings_of_a_room_can_be_asked_for(hands: Hands) -> None:
    number = found(hands)
    found(hands, where="CP-MR")
    assert [one.number for one in hands.sees(findings_of, room="E4", states=("open", "task", "fixed"))] == [number]


def test_words_keep_no_control_characters(hands: Hands) -> None:
    number = found(hands, words="遗留\x00样品\n一\u202e件\ud800")
    assert finding(hands, number).words == "遗留 样品 一 件"
