"""What a terminal publishes, and what of it asks for a door."""

import json

import msgspec
import pytest

from devices import topics
from devices.faces.terminal import FaceTerminal, spoken
from devices.faces.wire import Sighted
from devices.parsing import Delivery, parse
from venue.core.clock import SetClock
from venue.core.messages import CredentialPresented, FaceSeen

KNOWN = Sighted(camera="C-01", outcome="known", subject="P-0044", score=734, threshold=500, frame_digest="ab")


@pytest.fixture
def published():
    return []


@pytest.fixture
def terminal(published):
    return FaceTerminal("C-01", "D-07", boot=2, clock=SetClock(1_800_000_000_000), publish=published.append)


def test_numbers_are_dense_and_begin_at_one(terminal, published):
    for _ in range(3):
        terminal.hear(KNOWN)
    assert [(seen.boot, seen.device_seq) for seen in published] == [(2, 1), (2, 2), (2, 3)]


def test_another_cameras_faces_are_not_ours(terminal, published):
    terminal.hear(msgspec.structs.replace(KNOWN, camera="C-02"))
    assert published == []


@pytest.mark.parametrize(("outcome", "token"), [("known", "P-0044"), ("unsure", ""), ("unknown", "")])
def test_only_a_known_face_presents_a_name_at_the_door(terminal, published, outcome, token):
    subject = "" if outcome == "unknown" else "P-0044"
    terminal.hear(msgspec.structs.replace(KNOWN, outcome=outcome, subject=subject))
    said = spoken(published[0])
    assert (said.type, said.fields["token"], said.fields["access_point"]) == ("credential", token, "D-07")


def test_a_face_that_could_not_be_judged_asks_for_no_door(terminal, published):
    terminal.hear(Sighted(camera="C-01", outcome="unjudged", quality="too_dark"))
    said = spoken(published[0])
    assert (said.type, said.fields["quality"], said.fields["subject"]) == ("face", "too_dark", "")


def test_a_camera_without_a_door_reports_faces_only(published):
    hall = FaceTerminal("C-01", "C-01", boot=1, clock=SetClock(1_800_000_000_000), publish=published.append)
    hall.hear(KNOWN)
    assert spoken(published[0]).fields == {
        "camera": "C-01",
        "subject": "P-0044",
        "score": 0.734,
        "threshold": 0.5,
        "quality": "good",
        "grade": "C",
    }


def test_an_unsure_face_bears_no_name_on_the_wire(published):
    hall = FaceTerminal("C-01", "C-01", boot=1, clock=SetClock(1_800_000_000_000), publish=published.append)
    hall.hear(msgspec.structs.replace(KNOWN, outcome="unsure"))
    fields = spoken(published[0]).fields
    assert (fields["subject"], fields["quality"], published[0].subject) == ("", "unsure", "P-0044")


def heard_by_the_engine(report):
    """The reading that the engine's side makes of what the terminal says on the wire."""
    said = spoken(report)
    numbers = {"type": said.type, "boot": report.boot, "seq": report.device_seq, "at": report.at}
    payload = json.dumps(numbers | said.fields).encode()
    return parse(Delivery(topics.up("S-M", topics.Stream.DOOR, report.device), payload), received_at=report.at)


@pytest.mark.parametrize(("place", "reading"), [("D-07", CredentialPresented), ("C-01", FaceSeen)])
def test_what_is_spoken_is_understood_on_the_real_wire(published, place, reading):
    FaceTerminal("C-01", place, boot=3, clock=SetClock(1_800_000_000_000), publish=published.append).hear(KNOWN)
    heard = heard_by_the_engine(published[0])
    assert isinstance(heard, reading), heard
    assert (heard.score, heard.grade, heard.boot, heard.seq) == (734, "C", 3, 1)


@pytest.mark.parametrize("place", ["D-07", "C-01"])
def test_what_could_not_be_judged_is_understood_too(published, place):
    dark = Sighted(camera="C-01", outcome="unjudged", quality="too_dark")
    FaceTerminal("C-01", place, boot=3, clock=SetClock(1_800_000_000_000), publish=published.append).hear(dark)
    heard = heard_by_the_engine(published[0])
    assert isinstance(heard, FaceSeen), heard
    assert (heard.subject, heard.quality) == ("", "too_dark")


def test_a_picture_alone_is_evidence_of_the_lowest_grade(terminal, published):
    terminal.hear(KNOWN)
    assert published[0].grade == "C"
